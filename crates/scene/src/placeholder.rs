//! What stands where a picture or a glyph is not there: the same for every painter.

use crate::{Colour, Item, Stroke};
use banxin_measure::{Length, Point, Rect, Turn};

/// Tint of the box, permille of black.
const TINT: u16 = 120;
/// Tint of its frame and diagonals, permille of black.
const LINES: u16 = 400;
/// Weight of its frame and diagonals: half a point.
const WEIGHT: Length = Length::from_emu(6_350);

/// The placeholder (占位框) for a picture: a tinted box with a thin frame, inside the rectangle, and its diagonals.
///
/// Painters draw these items for an [`Image`](crate::Image) without a file, or with one that cannot be read.
pub fn placeholder(frame: Rect) -> Vec<Item> {
    if frame.width <= Length::ZERO || frame.height <= Length::ZERO {
        return Vec::new();
    }
    let inner = frame.inset(WEIGHT / 2);
    let (left, top, right, bottom) = (inner.x, inner.y, inner.right(), inner.bottom());
    let corner = Point::new;
    let rule = |from, to| Item::Stroke(Stroke { from, to, width: WEIGHT, colour: Colour::grey(LINES) });
    vec![
        Item::Fill(frame, Colour::grey(TINT)),
        // The long sides run through the corners, so that these are closed with butt ends.
        rule(corner(frame.x, top), corner(frame.right(), top)),
        rule(corner(frame.x, bottom), corner(frame.right(), bottom)),
        rule(corner(left, top), corner(left, bottom)),
        rule(corner(right, top), corner(right, bottom)),
        rule(corner(left, top), corner(right, bottom)),
        rule(corner(right, top), corner(left, bottom)),
    ]
}

/// The box (缺字框) for a character that its face has no glyph for: four thin rules in the character's place and ink.
///
/// Painters draw these items for a glyph of id 0 at `at` with this advance and type size, turned about `at` as its run is.
pub fn missing_glyph(at: Point, advance: Length, size: Length, turn: Turn, colour: Colour) -> Vec<Item> {
    let weight = (size / 20).max(WEIGHT / 2);
    // The box of a full-width character stands 0.88 em above and 0.12 em below the baseline.
    let em_box = Rect::new(at.x, at.y - size.scale(88, 100), advance, size);
    let inner = em_box.inset(size / 12);
    if inner.width <= weight * 2 || inner.height <= weight * 2 {
        return Vec::new();
    }
    let pen = Rect::new(at.x, at.y, Length::ZERO, Length::ZERO);
    let side = |x, y, width, height| Item::Fill(turn.rect(&Rect::new(x, y, width, height), &pen), colour);
    vec![
        side(inner.x, inner.y, inner.width, weight),
        side(inner.x, inner.bottom() - weight, inner.width, weight),
        side(inner.x, inner.y + weight, weight, inner.height - weight * 2),
        side(inner.right() - weight, inner.y + weight, weight, inner.height - weight * 2),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_inside_its_frame() {
        let frame =
            Rect::new(Length::from_pt(10), Length::from_pt(20), Length::from_pt(30), Length::from_pt(40));
        let items = placeholder(frame);
        assert_eq!(items.len(), 7);
        for item in items {
            match item {
                Item::Fill(rect, _) => assert_eq!(rect, frame),
                Item::Stroke(rule) => {
                    for point in [rule.from, rule.to] {
                        let at = Rect::new(point.x, point.y, Length::ZERO, Length::ZERO);
                        assert!(frame.contains(&at), "{rule:?}");
                    }
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_missing_glyph_stands_in_its_em_box() {
        let size = Length::from_pt(12);
        let at = Point::new(Length::from_pt(100), Length::from_pt(200));
        let em_box = Rect::new(at.x, at.y - size, size, size + size);
        let stands_in = |turn, em_box: Rect| {
            let items = missing_glyph(at, size, size, turn, Colour::BLACK);
            assert_eq!(items.len(), 4);
            let inside =
                |item: &Item| matches!(item, Item::Fill(rect, Colour::BLACK) if em_box.contains(rect));
            assert!(items.iter().all(inside), "{turn:?}: {items:?}");
        };
        stands_in(Turn::Upright, em_box);
        // The line goes down the page, and the characters' heads are at its right.
        stands_in(Turn::Right, Rect::new(at.x - size / 8, at.y, size, size));
        stands_in(Turn::Left, Rect::new(at.x - size, at.y - size, size + size / 8, size));
        stands_in(Turn::Down, Rect::new(at.x - size, at.y - size / 8, size, size));
        assert!(missing_glyph(at, Length::ZERO, size, Turn::Upright, Colour::BLACK).is_empty());
    }

    #[test]
    fn nothing_stands_in_an_empty_frame() {
        assert!(placeholder(Rect::default()).is_empty());
    }
}
