//! From a point on the page to a caret (命中).

use super::map::band;
use super::moves::{whole, word_around};
use super::{Caret, Selection, TextMap, TextState};
use banxin_edition::limits;
use banxin_measure::{Length, Point};
use banxin_scene::{SceneBlock, TextLine};
use serde::Deserialize;

/// What comes with the command `hit`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HitRequest {
    pub(crate) page: String,
    x: i64,
    y: i64,
    unit: Unit,
    /// The block in which the caret must be; without one, the uppermost with text under the point.
    block: Option<String>,
    /// Where the selection was begun, if it is to go on.
    anchor: Option<Caret>,
}

/// What a click selects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Unit {
    Caret,
    Word,
    Paragraph,
}

/// A length that came from outside, held to what a page can be.
pub(super) fn on_page(emu: i64) -> Length {
    let most = limits::LENGTH.emu();
    Length::from_emu(emu.clamp(-most, most))
}

/// The selection that a click makes; `None` where no text is.
pub(crate) fn hit(map: &TextMap<'_>, request: &HitRequest) -> Option<TextState> {
    let point = Point::new(on_page(request.x), on_page(request.y));
    let block = match &request.block {
        Some(id) => map.blocks().iter().find(|block| block.id == *id)?,
        None => map.blocks().iter().rev().find(|block| holds(block, point) && !block.lines.is_empty())?,
    };
    let line = nearest(&block.lines, point)?;
    let focus = caret_at(line, point.x);
    let selection = match request.unit {
        Unit::Caret => Selection::caret(focus),
        Unit::Word => word_around(map, &focus),
        Unit::Paragraph => whole(map, &focus),
    };
    let selection = match &request.anchor {
        // A drag goes on in the block in which it began: what is selected is read in one piece.
        Some(anchor) if goes_on(map, anchor, &selection.focus) => {
            Selection { anchor: anchor.clone(), focus: selection.focus }
        }
        _ => selection,
    };
    TextState::of(map, &selection, None, None)
}

/// Whether a selection can reach from one caret to the other.
fn goes_on(map: &TextMap<'_>, anchor: &Caret, focus: &Caret) -> bool {
    anchor.story == focus.story && map.order(focus).contains(&anchor.paragraph)
}

fn holds(block: &SceneBlock, point: Point) -> bool {
    let frame = block.frame;
    point.x >= frame.x && point.x < frame.right() && point.y >= frame.y && point.y < frame.bottom()
}

/// The line that a point means: one beside which it is, else the nearest above or below in its column.
fn nearest(lines: &[TextLine], point: Point) -> Option<&TextLine> {
    let outside = |from: Length, to: Length, at: Length| {
        if at < from {
            from - at
        } else if at > to {
            at - to
        } else {
            Length::ZERO
        }
    };
    lines.iter().min_by_key(|line| {
        let band = band(line, line.start, line.width);
        let across = outside(band.x, band.right(), point.x);
        let down = outside(band.y, band.bottom(), point.y);
        // A step to another column weighs more than one to another line.
        across * 3 + down
    })
}

/// The place of a line nearest to `x`.
fn caret_at(line: &TextLine, x: Length) -> Caret {
    let nearest = line.stops.iter().min_by_key(|stop| (stop.1 - x).abs());
    let offset = nearest.map_or(0, |stop| stop.0);
    let at_end = line.stops.len() > 1 && line.stops.last().is_some_and(|stop| stop.0 == offset);
    Caret { at_end, ..Caret::new(&line.story, line.paragraph, offset) }
}
