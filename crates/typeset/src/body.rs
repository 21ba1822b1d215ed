//! Boxes and bodies of marks: how wide the engine sets a unit, and which blanks of its box may be taken away.
//!
//! Faces disagree (Noto Serif SC has a dash of 928 and an interpunct of 335 thousandths), so the widths of Han and
//! of Chinese marks are the engine's own. The blanks of a mark are those that the face's feature `halt` takes; where
//! a face has none, those that its ink leaves. Ink is never cut.

use crate::class::Class;
use crate::unit::Unit;
use banxin_fonts::Face;
use banxin_measure::Length;
use std::collections::BTreeMap;

/// Blanks before and behind the ink of a face's marks, in permille of the em.
pub(crate) type Bodies = BTreeMap<(char, u16), (i64, i64)>;

/// Gives a unit its box: moves its glyphs to their place in it and finds the blanks that may be taken away.
///
/// `squeezed` gives advance and offset, in font units, of a character with the feature `halt`.
pub(crate) fn fit_box(
    unit: &mut Unit,
    face: &Face,
    c: char,
    bodies: &mut Bodies,
    squeezed: &dyn Fn(char) -> Option<(i32, i32)>,
) {
    let Some(full) = box_width(unit) else { return };
    let shift = match unit.class {
        // The blank side must stay where the table says, so a narrow mark is not centred but left on its side.
        Class::Opening => full - unit.full,
        class if class.closes() => Length::ZERO,
        Class::Dash | Class::LongDash => scale_dash(unit, face, full),
        _ => (full - unit.full) / 2,
    };
    for glyph in &mut unit.glyphs {
        glyph.dx += shift;
    }
    let narrow = full - unit.full;
    unit.full = full;
    if !unit.class.closes() && !matches!(unit.class, Class::Opening | Class::MiddleDot) {
        return;
    }
    let glyph = unit.glyphs.first().map_or(0, |g| g.id);
    let (lead, tail) =
        *bodies.entry((c, glyph)).or_insert_with(|| blanks(unit.class, face, glyph, squeezed(c)));
    let of = |permille: i64| unit.size.scale(permille, 1000);
    unit.blanks = match unit.class {
        Class::Opening => ((of(lead) + narrow).min(unit.size / 2), Length::ZERO),
        Class::MiddleDot => (unit.size / 4, unit.size / 4),
        _ => (Length::ZERO, (of(tail) + narrow).min(unit.size / 2)),
    };
}

/// The box that the engine sets a unit in, `None` where it is the face's own.
pub(crate) fn box_width(unit: &Unit) -> Option<Length> {
    let em = unit.size;
    match unit.class {
        Class::Western | Class::Space => None,
        Class::Newline => Some(Length::ZERO),
        Class::Interpunct | Class::Hyphen | Class::Solidus => Some(em / 2),
        Class::LongDash => Some(em * 2),
        // A cluster that did not become one glyph keeps room for all of its glyphs.
        Class::Han if unit.glyphs.len() > 1 => Some(em.max(unit.full)),
        _ => Some(em),
    }
}

/// What may be taken at the start and at the end, in permille of the em.
fn blanks(class: Class, face: &Face, glyph: u16, squeezed: Option<(i32, i32)>) -> (i64, i64) {
    let upem = i64::from(face.units_per_em()).max(1);
    let advance = i64::from(face.advance(glyph));
    let [left, _, right, _] = face.ink_bounds(glyph).unwrap_or_default().map(i64::from);
    let (ink_lead, ink_tail) = (left.max(0), (advance - right).max(0));
    let halt =
        squeezed.map(|(width, dx)| (i64::from(width), i64::from(dx))).filter(|(width, _)| *width < advance);
    let (lead, tail) = match halt {
        Some((width, dx)) => ((-dx).max(0).min(ink_lead), (advance - width + dx).max(0).min(ink_tail)),
        None => (ink_lead, ink_tail),
    };
    let permille = |units: i64| (units * 1000 / upem).min(500);
    match class {
        Class::Opening => (permille(lead), 0),
        _ => (0, permille(tail)),
    }
}

/// Scales a dash so that its ink fills its box and a pair shows no gap; returns where its glyph has to move.
fn scale_dash(unit: &mut Unit, face: &Face, full: Length) -> Length {
    let Some([left, _, right, _]) = unit.glyphs.first().and_then(|g| face.ink_bounds(g.id)) else {
        return Length::ZERO;
    };
    let ink = i64::from(right) - i64::from(left);
    let ems = full.emu() / unit.size.emu().max(1);
    let permille = (i64::from(face.units_per_em()) * 1000 * ems).checked_div(ink).unwrap_or(1000);
    unit.width_permille = u16::try_from(permille).ok().filter(|p| (1000..=1400).contains(p)).unwrap_or(1000);
    -Length::from_font_units(i32::from(left), face.units_per_em(), unit.size)
        .scale(i64::from(unit.width_permille), 1000)
}
