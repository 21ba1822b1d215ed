//! A rule round a rectangle: inside its edges, a thick line outside of a thin one, its corners closed.

use super::round::{Round, SIDES};
use super::straight::{Along, dashes, dot, dots, half_waves, waves};
use super::{HANDLE, across, colour, unit, wave};
use banxin_edition::model::{Line, Pattern};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Item, Path, Segment, Stroke};

/// A rule round a rectangle whose corners are rounded by `radius`. One wider than the rectangle has room for is held
/// to half of its shorter side.
pub(crate) fn frame(line: &Line, place: &Rect, radius: Length) -> Vec<Item> {
    let short = place.width.min(place.height);
    if line.width <= Length::ZERO || short <= Length::ZERO {
        return Vec::new();
    }
    let line = Line { width: line.width.min(short / 2), ..*line };
    let radius = radius.min(short / 2);
    // Corners that are bent less than the rule is wide are corners of its middle.
    let bent = radius > line.width / 2;
    match line.pattern {
        Pattern::Solid | Pattern::Double | Pattern::ThickThin => rings(&line, place, radius),
        Pattern::Dashed if bent => bent_dashes(&line, &Round::new(place, radius, line.width)),
        Pattern::Dotted if bent => bent_dots(&line, &Round::new(place, radius, line.width)),
        Pattern::Wave if bent => bent_wave(&line, &Round::new(place, radius, line.width)),
        Pattern::Dashed => sharp_dashes(&line, place),
        Pattern::Dotted => sharp_dots(&line, place),
        Pattern::Wave => sharp_wave(&line, place),
    }
}

/// One line after another, from outside.
fn rings(line: &Line, place: &Rect, radius: Length) -> Vec<Item> {
    let ring = |(start, sixths): &(i64, i64)| {
        let width = line.width.scale(*sixths, 6);
        let outside = line.width.scale(*start, 6);
        ring(&place.inset(outside + width / 2), radius - outside - width / 2, width, line)
    };
    across(line.pattern).iter().flat_map(ring).collect()
}

/// One line whose middle is `middle`.
fn ring(middle: &Rect, radius: Length, width: Length, line: &Line) -> Vec<Item> {
    let ink = colour(line.colour);
    if radius > Length::ZERO {
        return vec![Item::Outline(Path::rounded(middle, radius), width, ink)];
    }
    let (left, top, right, bottom) = (middle.x, middle.y, middle.right(), middle.bottom());
    let half = width / 2;
    let side = |x, y, to_x, to_y| {
        let (from, to) = (Point::new(x, y), Point::new(to_x, to_y));
        Item::Stroke(Stroke { from, to, width, colour: ink })
    };
    // The level sides run through the corners, so that these are closed with butt ends.
    vec![
        side(left - half, top, right + half, top),
        side(right, top, right, bottom),
        side(left - half, bottom, right + half, bottom),
        side(left, top, left, bottom),
    ]
}

/// The four sides of a rectangle, from corner to corner, as lines in the middle of a rule inside of it.
fn sides(place: &Rect, width: Length) -> [Along; 4] {
    let (left, top, right, bottom) = (place.x, place.y, place.right(), place.bottom());
    let half = width / 2;
    let side = |x, y, to_x, to_y| Along::new(Point::new(x, y), Point::new(to_x, to_y));
    [
        side(left, top + half, right, top + half),
        side(right - half, top, right - half, bottom),
        side(left, bottom - half, right, bottom - half),
        side(left + half, top, left + half, bottom),
    ]
}

fn sharp_dashes(line: &Line, place: &Rect) -> Vec<Item> {
    let side = |side: &Along| -> Vec<Item> {
        let dash = |(start, end)| Item::Fill(side.rect(start, end, line.width), colour(line.colour));
        dashes(line, side.length).into_iter().map(dash).collect()
    };
    sides(place, line.width).iter().flat_map(side).collect()
}

fn sharp_dots(line: &Line, place: &Rect) -> Vec<Item> {
    let mut path = Path::default();
    for (number, side) in sides(place, line.width).iter().enumerate() {
        let mut places = dots(line, side.length);
        // The level sides have the corners' dots.
        if number % 2 == 1 {
            places = places.get(1..places.len().saturating_sub(1)).unwrap_or_default().to_vec();
        }
        places.into_iter().for_each(|at| dot(&mut path, side.at(at, Length::ZERO), line.width));
    }
    vec![Item::Shape(path, colour(line.colour))]
}

/// A wave that goes outwards first and last on each side, so that it runs round the corners without a break.
fn sharp_wave(line: &Line, place: &Rect) -> Vec<Item> {
    let (pen, reach) = wave(line.width);
    let middle = place.inset(line.width / 2);
    let corners = [
        (Point::new(middle.x, middle.y), (1, 0), middle.width),
        (Point::new(middle.right(), middle.y), (0, 1), middle.height),
        (Point::new(middle.right(), middle.bottom()), (-1, 0), middle.width),
        (Point::new(middle.x, middle.bottom()), (0, -1), middle.height),
    ];
    let mut path = Path { segments: vec![Segment::Move(corners[0].0)] };
    for (corner, (x, y), length) in corners {
        // Clockwise, the way out is a quarter to the left of the way on.
        let at = |along: Length, out: i64| {
            let out = reach * out;
            Point::new(corner.x + along * x + out * y, corner.y + along * y - out * x)
        };
        half_waves(&mut path, waves(line, length, true), length, at);
    }
    path.segments.push(Segment::Close);
    vec![Item::Outline(path, pen, colour(line.colour))]
}

/// Dashes with one about the middle of each bent corner.
fn bent_dashes(line: &Line, round: &Round) -> Vec<Item> {
    let ink = colour(line.colour);
    let mut items = Vec::new();
    for side in 0..SIDES {
        let length = round.length(side);
        let unit = unit(line, length);
        let count = (length + unit * 5 / 2).whole(unit * 5).max(1);
        for number in 0..count {
            let middle = length.scale(number, count);
            let half = (unit.scale(3, 2)).min(length / 3);
            let stretch = (middle - half, middle + half);
            items.push(match round.level(side, stretch, line.width) {
                Some(rect) => Item::Fill(rect, ink),
                None => Item::Shape(round.band(side, stretch, line.width), ink),
            });
        }
    }
    items
}

/// Dots with one in the middle of each bent corner.
fn bent_dots(line: &Line, round: &Round) -> Vec<Item> {
    let mut path = Path::default();
    for side in 0..SIDES {
        let length = round.length(side);
        let pitch = unit(line, length) * 2;
        let count = (length + pitch / 2).whole(pitch).max(1);
        for number in 0..count {
            dot(&mut path, round.at(side, length.scale(number, count), Length::ZERO), line.width);
        }
    }
    vec![Item::Shape(path, colour(line.colour))]
}

/// A wave with an outer crest at the middle of each bent corner.
fn bent_wave(line: &Line, round: &Round) -> Vec<Item> {
    let (pen, reach) = wave(line.width);
    let mut path = Path::default();
    // Half of a half wave of the side before, so that the one at a corner may join two of different lengths.
    let half = |side: usize| -> (i64, Length) {
        let length = round.length(side);
        let count = (waves(line, length, true) + 1).max(2);
        (count, length.scale(1, count * 2))
    };
    for side in 0..SIDES {
        let (count, quarter) = half(side);
        let mut start = -half((side + SIDES - 1) % SIDES).1;
        if side == 0 {
            path.segments.push(Segment::Move(round.at(side, start, Length::ZERO)));
        }
        for number in 0..count {
            let end = quarter * (2 * number + 1);
            let out = if number % 2 == 0 { reach } else { -reach };
            let handle = (end - start).scale(HANDLE, 10_000);
            path.segments.push(Segment::Curve(
                round.at(side, start + handle, out),
                round.at(side, end - handle, out),
                round.at(side, end, Length::ZERO),
            ));
            start = end;
        }
    }
    path.segments.push(Segment::Close);
    vec![Item::Outline(path, pen, colour(line.colour))]
}
