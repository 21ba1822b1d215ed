//! Turns by quarters (旋转): how a block that stands on its side maps to the page.

use crate::{Point, Rect, Size};
use serde::{Deserialize, Serialize};

/// A turn clockwise by quarters of a circle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Turn {
    /// Upright.
    #[default]
    Upright,
    /// A quarter clockwise (右转 90°): what was at the top is at the right.
    Right,
    /// Upside down (180°).
    Down,
    /// A quarter anticlockwise (左转 90°): what was at the top is at the left.
    Left,
}

impl Turn {
    /// Quarters clockwise, 0–3.
    pub const fn quarters(self) -> u8 {
        match self {
            Turn::Upright => 0,
            Turn::Right => 1,
            Turn::Down => 2,
            Turn::Left => 3,
        }
    }

    /// Whether width and height change places.
    pub const fn is_sideways(self) -> bool {
        matches!(self, Turn::Right | Turn::Left)
    }

    /// The size of the upright thing that fills `frame` once it is turned.
    pub fn upright_size(self, frame: &Rect) -> Size {
        if self.is_sideways() {
            Size { width: frame.height, height: frame.width }
        } else {
            Size { width: frame.width, height: frame.height }
        }
    }

    /// Where a point of the upright thing comes to lie: `at` counts from the page's corner as if the thing stood
    /// upright with its top left corner in that of `frame`, which the turned thing fills.
    pub fn point(self, at: Point, frame: &Rect) -> Point {
        let (x, y) = (at.x - frame.x, at.y - frame.y);
        match self {
            Turn::Upright => at,
            Turn::Right => Point::new(frame.right() - y, frame.y + x),
            Turn::Down => Point::new(frame.right() - x, frame.bottom() - y),
            Turn::Left => Point::new(frame.x + y, frame.bottom() - x),
        }
    }

    /// The same for a rectangle.
    pub fn rect(self, rect: &Rect, frame: &Rect) -> Rect {
        let one = self.point(Point::new(rect.x, rect.y), frame);
        let other = self.point(Point::new(rect.right(), rect.bottom()), frame);
        let (left, top) = (one.x.min(other.x), one.y.min(other.y));
        Rect::new(left, top, one.x.max(other.x) - left, one.y.max(other.y) - top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Length;

    #[test]
    fn a_turned_thing_fills_its_frame() {
        let pt = Length::from_pt;
        let frame = Rect::new(pt(10), pt(20), pt(30), pt(50));
        for turn in [Turn::Upright, Turn::Right, Turn::Down, Turn::Left] {
            let size = turn.upright_size(&frame);
            let upright = Rect::new(frame.x, frame.y, size.width, size.height);
            assert_eq!(turn.rect(&upright, &frame), frame, "{turn:?}");
        }
        let top_left = Point::new(frame.x, frame.y);
        assert_eq!(Turn::Right.point(top_left, &frame), Point::new(frame.right(), frame.y));
        assert_eq!(Turn::Left.point(top_left, &frame), Point::new(frame.x, frame.bottom()));
    }
}
