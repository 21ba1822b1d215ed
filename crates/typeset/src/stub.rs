//! A face that is none: widths for trying composition without fonts.
//!
//! Han and full-width characters are one em wide, marks with half-width ink at the side that clreq gives it; all else
//! is half an em.

use crate::body::box_width;
use crate::class::{Class, is_invisible};
use crate::context::{attach_invisible, consider};
use crate::manner::Manner;
use crate::opportunity::find;
use crate::settle::settle;
use crate::unit::{Hyphen, Shaped, Unit};
use banxin_measure::Length;

/// "Shapes" a text of one size.
pub fn shape(text: &str, size: Length, manner: &Manner) -> Shaped {
    let hyphen = Hyphen { glyph: None, width: size / 2 };
    let mut shaped = Shaped { text: text.to_owned(), hyphens: vec![hyphen], ..Shaped::default() };
    for (characters, (byte, c)) in (0u32..).zip(text.char_indices()) {
        let end = u32::try_from(byte + c.len_utf8()).unwrap_or(u32::MAX);
        match shaped.units.last_mut().filter(|_| is_invisible(c) || is_combining(c)) {
            Some(unit) => {
                unit.bytes.1 = end;
                unit.characters.1 = characters + 1;
            }
            None => {
                shaped.units.push(unit(c, (u32::try_from(byte).unwrap_or(u32::MAX), end), characters, size))
            }
        }
    }
    attach_invisible(&mut shaped);
    consider(&mut shaped);
    for unit in &mut shaped.units {
        let western = unit.class == Class::Western && unit.full > Length::ZERO;
        unit.full = box_width(unit).unwrap_or(if western { size / 2 } else { unit.full });
        unit.blanks = match unit.class {
            Class::Opening => (size / 2, Length::ZERO),
            Class::MiddleDot => (size / 4, size / 4),
            class if class.closes() => (Length::ZERO, size / 2),
            _ => unit.blanks,
        };
    }
    settle(&mut shaped.units, manner);
    find(&mut shaped);
    shaped
}

fn unit(c: char, bytes: (u32, u32), character: u32, size: Length) -> Unit {
    let class = Class::of(c);
    let full = match class {
        _ if is_invisible(c) => Length::ZERO,
        Class::Western | Class::Space => size / 2,
        _ => size,
    };
    Unit::new(bytes, (character, character + 1), class, size, full)
}

/// Marks that sit on the character before them.
fn is_combining(c: char) -> bool {
    matches!(u32::from(c), 0x0300..=0x036F | 0x1AB0..=0x1AFF | 0x20D0..=0x20F0 | 0x302A..=0x302F | 0x3099 | 0x309A | 0xFE20..=0xFE2F)
}
