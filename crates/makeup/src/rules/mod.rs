//! Rules (线, 花线) and looks (底纹, 边框): from a pattern, a width and an ink to what painters draw.
//!
//! `straight` draws along a line, `frame` round a rectangle, `round` knows the way round one whose corners are bent.
//! Everything keeps inside the width that the document gives, and both ends of a rule are closed: dashes, dots and
//! waves are spread so that a whole one stands at each end.

mod frame;
mod round;
mod straight;

use crate::ledger::Severity;
use crate::maker::Maker;
use banxin_edition::model::{Block, Direction, Inks, Line, Look, Pattern};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, Gradient, Item, Path, SceneBlock};

pub(crate) use frame::frame;
pub(crate) use straight::line;

/// Dashes, dots or waves on one side at the most, times what the finest of them takes of the width. A rule finer than
/// that for its length is drawn with longer pieces.
const FINEST: i64 = 6_000;

/// The inks of the document as the scene has them.
pub(crate) fn colour([c, m, y, k]: Inks) -> Colour {
    Colour { c, m, y, k }
}

/// What the pieces of a pattern are measured in along a side: the rule's width, held to what can be drawn.
fn unit(line: &Line, length: Length) -> Length {
    line.width.max(length / FINEST).max(Length::from_emu(1))
}

/// The lines that a pattern of lines has across its width: where each begins, in sixths of the width from the outer
/// edge, and how wide it is.
fn across(pattern: Pattern) -> &'static [(i64, i64)] {
    match pattern {
        Pattern::Double => &[(0, 2), (4, 2)],
        Pattern::ThickThin => &[(0, 3), (5, 1)],
        _ => &[(0, 6)],
    }
}

/// A wave's pen and how far the handles of its curves stand away from its middle: the crest of a curve of two equal
/// handles reaches three quarters of their height.
fn wave(width: Length) -> (Length, Length) {
    let pen = width / 4;
    (pen, ((width - pen) / 2).scale(4, 3))
}

/// How far the handles of half a wave stand from its ends, in ten thousandths of its length: what comes nearest to a
/// sine.
const HANDLE: i64 = 3_642;

/// Ground and frame of a look round a rectangle.
pub(crate) fn look(look: &Look, place: &Rect) -> Vec<Item> {
    if place.width <= Length::ZERO || place.height <= Length::ZERO {
        return Vec::new();
    }
    let radius = look.radius.unwrap_or_default();
    let mut items = Vec::new();
    if let Some(ink) = look.ground {
        // Behind a broken or waving frame the ground ends in the frame's middle, so that it does not stand out of it.
        let broken = |line: &Line| matches!(line.pattern, Pattern::Dashed | Pattern::Dotted | Pattern::Wave);
        let inset = look.frame.filter(broken).map_or(Length::ZERO, |line| line.width / 2);
        let inset = inset.min(place.width.min(place.height) / 2);
        let (place, radius) = (place.inset(inset), (radius - inset).max(Length::ZERO));
        items.push(if look.gradient.is_none() && radius == Length::ZERO {
            Item::Fill(place, colour(ink))
        } else {
            ground(look, ink, Path::rounded(&place, radius), &place)
        });
    }
    items.extend(look.frame.iter().flat_map(|line| frame(line, place, radius)));
    items
}

/// The ground of a look within a path: of one ink, or running over to the look's other one from side to side of a
/// rectangle.
pub(crate) fn ground(look: &Look, ink: Inks, path: Path, over: &Rect) -> Item {
    let Some(other) = look.gradient else { return Item::Shape(path, colour(ink)) };
    let (from, to) = ends(over, other.direction);
    Item::Shade(path, Gradient { from, to, colours: (colour(ink), colour(other.colour)) })
}

/// Where a gradient over a rectangle begins and ends.
pub(crate) fn ends(frame: &Rect, direction: Direction) -> (Point, Point) {
    let corner = Point::new(frame.x, frame.y);
    match direction {
        Direction::Down => (corner, Point::new(frame.x, frame.bottom())),
        Direction::Across => (corner, Point::new(frame.right(), frame.y)),
    }
}

impl Maker<'_> {
    /// 线: a rule in the middle of its place, along the longer side.
    pub(crate) fn rule_block(&mut self, block: &Block, rule: &Line, laid: &mut SceneBlock) {
        let place = laid.frame;
        self.ledger.head_cells += self.covered(block);
        let upright = place.height > place.width;
        let room = place.width.min(place.height).max(Length::ZERO);
        if rule.width > room {
            let text = format!(
                "the rule is {:.2} mm wide and its place {:.2} mm; make the block larger or the rule finer",
                rule.width.to_mm(),
                room.to_mm()
            );
            self.tell("rule-overset", Severity::Warning, None, text);
        }
        let rule = Line { width: rule.width.min(room), ..*rule };
        let (x, y) = (place.x + place.width / 2, place.y + place.height / 2);
        let (from, to) = if upright {
            (Point::new(x, place.y), Point::new(x, place.bottom()))
        } else {
            (Point::new(place.x, y), Point::new(place.right(), y))
        };
        laid.items.extend(line(&rule, from, to));
    }

    /// The look of this name behind a rectangle; nothing where the paper has none of this name.
    pub(crate) fn named_look(&self, name: &str, frame: &Rect) -> Vec<Item> {
        self.edition.paper.look(name).map(|found| look(&found, frame)).unwrap_or_default()
    }
}
