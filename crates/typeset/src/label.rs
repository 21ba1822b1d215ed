//! Labels (项目符号与编号): a bullet or a number in the space that a hanging first line leaves.

use crate::unit::Shaped;
use banxin_measure::Length;

/// Puts the text behind a label at `hang` from the label's start, so that it stands under the first line's text.
///
/// `units` are the label's, blanks behind it included; the paragraph's first line is to hang by `hang`
/// ([`ParagraphStyle::indent`](crate::ParagraphStyle) negative, `start` as much). A label that is wider than `hang`
/// keeps a quarter of an em behind it. clreq 3.3.2 (凸排).
pub fn hang_label(shaped: &mut Shaped, units: usize, hang: Length) {
    let width = shaped.natural_width(0, units);
    let kept: Length = shaped.units.iter().take(units).map(|u| u.gap_before + u.width - u.lead_cut).sum();
    let Some(text) = shaped.units.get_mut(units) else { return };
    let gap = hang.max(width + text.size / 4) - kept;
    text.gap_before = gap;
    text.boundary = Some((gap, gap));
    // The label stays as it is when the line is adjusted, and with its text.
    for unit in shaped.units.iter_mut().take(units + 1).skip(1) {
        unit.joined = true;
    }
    for unit in shaped.units.iter_mut().take(units) {
        unit.squeezable = false;
    }
}
