//! A rule along a straight line, level or upright: the pieces of its pattern, spread so that it begins and ends with a
//! whole one.

use super::{HANDLE, across, colour, unit, wave};
use banxin_edition::model::{Line, Pattern};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Item, Path, Segment, Stroke};

/// A rule from one point to another, level or upright, half of its width on either side. A pattern with a thick line
/// has that above, or at the left.
pub(crate) fn line(line: &Line, from: Point, to: Point) -> Vec<Item> {
    let along = Along::new(from, to);
    if line.width <= Length::ZERO || along.length <= Length::ZERO {
        return Vec::new();
    }
    let ink = colour(line.colour);
    match line.pattern {
        Pattern::Solid | Pattern::Double | Pattern::ThickThin => lines(line, &along),
        Pattern::Dashed => {
            let dash = |(start, end)| Item::Fill(along.rect(start, end, line.width), ink);
            dashes(line, along.length).into_iter().map(dash).collect()
        }
        Pattern::Dotted => {
            let mut path = Path::default();
            for at in dots(line, along.length) {
                dot(&mut path, along.at(at, Length::ZERO), line.width.min(along.length));
            }
            vec![Item::Shape(path, ink)]
        }
        Pattern::Wave => {
            let (pen, reach) = wave(line.width);
            let mut path = Path { segments: vec![Segment::Move(along.at(pen / 2, Length::ZERO))] };
            let length = (along.length - pen).max(Length::ZERO);
            let count = waves(line, length, false);
            half_waves(&mut path, count, length, |at, side| along.at(pen / 2 + at, -(reach * side)));
            vec![Item::Outline(path, pen, ink)]
        }
    }
}

/// A line with a direction: places on it by how far along and how far across.
pub(super) struct Along {
    from: Point,
    pub(super) length: Length,
    upright: bool,
}

impl Along {
    pub(super) fn new(from: Point, to: Point) -> Along {
        let (width, height) = ((to.x - from.x).abs(), (to.y - from.y).abs());
        let corner = Point::new(from.x.min(to.x), from.y.min(to.y));
        Along { from: corner, length: width.max(height), upright: height > width }
    }

    /// A place: `across` goes down from a level line and to the right of an upright one.
    pub(super) fn at(&self, along: Length, across: Length) -> Point {
        let (x, y) = if self.upright { (across, along) } else { (along, across) };
        Point::new(self.from.x + x, self.from.y + y)
    }

    /// A stretch of a band of this width about the line.
    pub(super) fn rect(&self, start: Length, end: Length, width: Length) -> Rect {
        let corner = self.at(start, -(width / 2));
        let length = end - start;
        let (width, height) = if self.upright { (width, length) } else { (length, width) };
        Rect::new(corner.x, corner.y, width, height)
    }
}

fn lines(line: &Line, along: &Along) -> Vec<Item> {
    let stroke = |(start, sixths): &(i64, i64)| {
        // From the outer edge to the middle of this line of the pattern, less half of the whole.
        let off = line.width.scale(2 * start + sixths - 6, 12);
        let width = line.width.scale(*sixths, 6);
        let (from, to) = (along.at(Length::ZERO, off), along.at(along.length, off));
        Item::Stroke(Stroke { from, to, width, colour: colour(line.colour) })
    };
    across(line.pattern).iter().map(stroke).collect()
}

/// Where dashes begin and end: three times the width each, about twice the width apart, one at either end.
pub(super) fn dashes(line: &Line, length: Length) -> Vec<(Length, Length)> {
    let unit = unit(line, length);
    let (dash, pitch) = (unit * 3, unit * 5);
    let count = (length + unit * 2 + pitch / 2).whole(pitch);
    if count < 2 {
        return vec![(Length::ZERO, length)];
    }
    let start = |at: i64| (length - dash).scale(at, count - 1);
    (0..count).map(|at| (start(at), start(at) + dash)).collect()
}

/// Where the middles of dots lie: about twice the width apart, one at either end.
pub(super) fn dots(line: &Line, length: Length) -> Vec<Length> {
    let pitch = unit(line, length) * 2;
    let room = (length - line.width).max(Length::ZERO);
    let gaps = (room + pitch / 2).whole(pitch);
    if gaps < 1 {
        return vec![length / 2];
    }
    (0..=gaps).map(|at| line.width / 2 + room.scale(at, gaps)).collect()
}

/// Adds a round dot to a shape.
pub(super) fn dot(path: &mut Path, middle: Point, size: Length) {
    let place = Rect::new(middle.x - size / 2, middle.y - size / 2, size, size);
    path.segments.extend(Path::rounded(&place, size).segments);
}

/// Halves of a wave that a length takes, each about one and a half times the width long; an odd number where it has
/// to come back on the side on which it began.
pub(super) fn waves(line: &Line, length: Length, odd: bool) -> i64 {
    let half = unit(line, length).scale(3, 2);
    let count = (length + half / 2).whole(half).max(1);
    if odd && count % 2 == 0 { count - 1 } else { count }
}

/// Adds halves of a wave to a path that stands at its beginning; `at` tells a place along it, on the middle (0) or as
/// far as the handles at the outer (1) or inner (-1) side.
pub(super) fn half_waves(path: &mut Path, count: i64, length: Length, at: impl Fn(Length, i64) -> Point) {
    let mut side = 1;
    for number in 0..count {
        let (start, end) = (length.scale(number, count), length.scale(number + 1, count));
        let handle = (end - start).scale(HANDLE, 10_000);
        path.segments.push(Segment::Curve(at(start + handle, side), at(end - handle, side), at(end, 0)));
        side = -side;
    }
}
