//! The way round a rectangle with bent corners: places by how far along it they are, so that dashes, dots and waves go
//! round a corner as they go along a side. Clockwise; a side goes from the middle of one corner to that of the next.

use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Path, Segment};

/// Sides of a rectangle: top, right, bottom, left.
pub(super) const SIDES: usize = 4;

/// Which way each side faces.
const OUT: [(i64, i64); SIDES] = [(0, -1), (1, 0), (0, 1), (-1, 0)];

/// Steps that a quarter of a circle is told in.
const STEPS: i64 = 4_096;

/// Straight pieces that the edge of a bent dash is drawn with; a dash of three times the width bends so little in each
/// that no painter shows it.
const PIECES: i64 = 8;

/// The middle of a rule round a rectangle.
pub(super) struct Round {
    /// Middles of the corners' circles, each before its side.
    corners: [Point; SIDES],
    radius: Length,
    /// The bent part of each corner.
    bend: Length,
    /// The straight parts of level and of upright sides.
    straight: [Length; 2],
}

impl Round {
    /// The middle of a rule of this width inside a rectangle; `radius` is that of the rule's outer edge.
    pub(super) fn new(place: &Rect, radius: Length, width: Length) -> Round {
        let middle = place.inset(width / 2);
        let radius = (radius - width / 2).min(middle.width.min(middle.height) / 2).max(Length::ZERO);
        let inner = middle.inset(radius);
        Round {
            corners: [
                Point::new(inner.x, inner.y),
                Point::new(inner.right(), inner.y),
                Point::new(inner.right(), inner.bottom()),
                Point::new(inner.x, inner.bottom()),
            ],
            radius,
            bend: radius.scale(15_708, 10_000),
            straight: [inner.width.max(Length::ZERO), inner.height.max(Length::ZERO)],
        }
    }

    /// How long a side is, half of each of its bent corners with it.
    pub(super) fn length(&self, side: usize) -> Length {
        self.bend + self.straight[side % 2]
    }

    /// The place so far along a side and so far out of it. What lies before the side or after it is on its neighbours.
    pub(super) fn at(&self, side: usize, along: Length, out: Length) -> Point {
        let half = self.bend / 2;
        let (mut side, mut along) = (side % SIDES, along + half);
        if along < Length::ZERO {
            side = (side + SIDES - 1) % SIDES;
            along += self.length(side);
        } else if along > self.length(side) {
            along -= self.length(side);
            side = (side + 1) % SIDES;
        }
        if along < self.bend {
            return self.bent(side, along.max(Length::ZERO), out);
        }
        let corner = self.corners[side];
        let ((x, y), on) = (OUT[side], along - self.bend);
        let out = self.radius + out;
        // The way on is a quarter to the right of the way out.
        Point::new(corner.x + out * x - on * y, corner.y + out * y + on * x)
    }

    /// A place on the bent corner before a side: on the curve that painters draw for a quarter of a circle, of a
    /// radius as much larger as the place is farther out.
    fn bent(&self, side: usize, along: Length, out: Length) -> Point {
        let step = Length::from_emu(STEPS).scale(along.emu(), self.bend.emu().max(1)).emu().clamp(0, STEPS);
        let (to, back) = (share(step), share(STEPS - step));
        let ((to_x, to_y), (back_x, back_y)) = (OUT[side], OUT[(side + SIDES - 1) % SIDES]);
        let radius = self.radius + out;
        let scaled = |share: i64| radius.scale(share, WHOLE);
        let corner = self.corners[side];
        Point::new(
            corner.x + scaled(to) * to_x + scaled(back) * back_x,
            corner.y + scaled(to) * to_y + scaled(back) * back_y,
        )
    }

    /// A stretch of a side as a rectangle, if it lies on the side's straight part.
    pub(super) fn level(&self, side: usize, (start, end): (Length, Length), width: Length) -> Option<Rect> {
        let half = self.bend / 2;
        if start < half || end > half + self.straight[side % 2] {
            return None;
        }
        let (one, other) = (self.at(side, start, width / 2), self.at(side, end, -(width / 2)));
        let corner = Point::new(one.x.min(other.x), one.y.min(other.y));
        Some(Rect::new(corner.x, corner.y, (one.x - other.x).abs(), (one.y - other.y).abs()))
    }

    /// A stretch as a shape of this width.
    pub(super) fn band(&self, side: usize, (start, end): (Length, Length), width: Length) -> Path {
        let at = |piece: i64, out: Length| self.at(side, start + (end - start).scale(piece, PIECES), out);
        let outer = (0..=PIECES).map(|piece| at(piece, width / 2));
        let inner = (0..=PIECES).rev().map(|piece| at(piece, -(width / 2)));
        let mut segments: Vec<Segment> = outer.chain(inner).map(Segment::Line).collect();
        if let Some(first) = segments.first_mut()
            && let Segment::Line(at) = *first
        {
            *first = Segment::Move(at);
        }
        segments.push(Segment::Close);
        Path { segments }
    }
}

/// What [`share`] is counted in.
const WHOLE: i64 = STEPS * STEPS * STEPS * 10_000;

/// How far a quarter of a circle has come towards its end after so many steps, of [`WHOLE`]: its handles reach 0.5523
/// of the radius.
fn share(step: i64) -> i64 {
    let rest = STEPS - step;
    step * step * step * 10_000 + 3 * step * step * rest * 10_000 + 3 * step * rest * rest * 5_523
}
