//! The units (排版单元) that lines are made of, and the shaped paragraph that holds them.

use crate::class::Class;
use crate::manner::Manner;
use crate::opportunity::After;
use crate::settle::settle;
use banxin_fonts::Face;
use banxin_measure::Length;
use std::sync::Arc;

/// A glyph of a unit, placed from the start of the unit's full box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlyphPart {
    /// Glyph id in the unit's face.
    pub id: u16,
    /// Distance from the start of the unit's box.
    pub dx: Length,
    /// Distance below the baseline.
    pub dy: Length,
}

/// The smallest thing that lines are made of: one character, or a cluster that shapes as one.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Bytes of the paragraph's text, start and end.
    pub bytes: (u32, u32),
    /// Characters of the paragraph's text, start and end.
    pub characters: (u32, u32),
    /// What it is, its neighbours considered.
    pub class: Class,
    /// Index of its style.
    pub style: usize,
    /// Index of its face in [`Shaped::faces`].
    pub face: usize,
    /// Its glyphs.
    pub glyphs: Vec<GlyphPart>,
    /// Horizontal scale in permille, for a dash that has to fill its box.
    pub width_permille: u16,
    /// Type size.
    pub size: Length,
    /// Extra space after it (字距), part of `width`.
    pub tracking: Length,
    /// Width of its whole box without tracking, all blanks included.
    pub full: Length,
    /// Blanks of its box before and behind its ink that may be taken away.
    pub blanks: (Length, Length),
    /// Width that is left of its box, with tracking.
    pub width: Length,
    /// Removable blank at its start that is still there.
    pub lead: Length,
    /// Removable blank at its end that is still there.
    pub tail: Length,
    /// Blank at its start that is taken away already; `width` still counts it.
    pub lead_cut: Length,
    /// Space before it that belongs to the boundary of Han and Western text (中西间距).
    pub gap_before: Length,
    /// Least and most of a boundary's space: of `gap_before`, or of a typed blank that stands for it.
    pub boundary: Option<(Length, Length)>,
    /// Whether its blanks may be squeezed to fill a line.
    pub squeezable: bool,
    /// Whether it is half of a dash or ellipsis pair.
    pub paired: bool,
    /// What it is among Western signs.
    pub sign: Sign,
    /// Whether it is of one piece with the unit before it (符号分离禁则), whatever the prohibition level.
    pub joined: bool,
    /// What kinds of line ends there may be after it.
    pub after: After,
}

/// What a Western sign is to its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Nothing of these.
    #[default]
    None,
    /// A bracket that opens, with a blank of its own.
    Opens,
    /// A bracket that closes.
    Closes,
    /// A point or a straight quote.
    Point,
    /// A solidus in Western text.
    Slash,
    /// A raised figure.
    Raised,
    /// A sign such as € or ± that no number follows, so that it belongs to what stands before it.
    Trails,
}

/// A hyphen, as it is put where a word is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hyphen {
    /// Index of its face in [`Shaped::faces`], and its glyph; none where no face is at hand.
    pub glyph: Option<(usize, u16)>,
    /// Its width.
    pub width: Length,
}

/// A shaped paragraph.
#[derive(Clone, Default)]
pub struct Shaped {
    /// The whole text.
    pub text: String,
    /// Its units, in order.
    pub units: Vec<Unit>,
    /// The faces that the units name.
    pub faces: Vec<Arc<Face>>,
    /// The hyphen of each style.
    pub hyphens: Vec<Hyphen>,
    /// Characters that were set in another face than the wanted one.
    pub replaced: Vec<char>,
    /// Characters that no face has.
    pub missing: Vec<char>,
}

impl Shaped {
    /// The same text with its marks set in another manner.
    pub fn settled(&self, manner: &Manner) -> Shaped {
        let mut other = self.clone();
        settle(&mut other.units, manner);
        other
    }

    /// What stands in the text for a unit.
    pub fn source(&self, unit: &Unit) -> &str {
        self.text.get(unit.bytes.0 as usize..unit.bytes.1 as usize).unwrap_or_default()
    }

    /// Width of units `from..to` on a line of their own: blanks at both edges taken away, nothing adjusted.
    pub fn natural_width(&self, from: usize, to: usize) -> Length {
        let units = self.units.get(from..to).unwrap_or_default();
        let mut width: Length = units.iter().map(|u| u.gap_before + u.width - u.lead_cut).sum();
        if let Some(first) = units.first() {
            width -= first.gap_before + first.lead;
        }
        if let Some(last) = units.last() {
            width -= last.trailing();
        }
        width
    }
}

impl Unit {
    /// A unit as it comes from shaping, before its neighbours and the manner are considered.
    pub(crate) fn new(
        bytes: (u32, u32),
        characters: (u32, u32),
        class: Class,
        size: Length,
        full: Length,
    ) -> Unit {
        Unit {
            bytes,
            characters,
            class,
            style: 0,
            face: 0,
            glyphs: Vec::new(),
            width_permille: 1000,
            size,
            tracking: Length::ZERO,
            full,
            blanks: (Length::ZERO, Length::ZERO),
            width: full,
            lead: Length::ZERO,
            tail: Length::ZERO,
            lead_cut: Length::ZERO,
            gap_before: Length::ZERO,
            boundary: None,
            squeezable: true,
            paired: false,
            sign: Sign::None,
            joined: false,
            after: After::default(),
        }
    }

    /// What falls away when it ends a line: its blank, and the space that letter-spacing put behind it.
    pub fn trailing(&self) -> Length {
        self.tail + self.tracking.max(Length::ZERO)
    }
}
