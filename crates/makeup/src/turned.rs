//! Turning a block (旋转): it is laid upright in its place's top left corner, then everything that came of it is
//! carried to where it lies, so that no other room needs to know of turns.

use banxin_measure::{Point, Rect, Turn};
use banxin_scene::{Gradient, Item, Path, Segment};

/// The place in which a block that will be turned is laid upright.
pub(crate) fn upright(frame: &Rect, turn: Turn) -> Rect {
    let size = turn.upright_size(frame);
    Rect::new(frame.x, frame.y, size.width, size.height)
}

/// Carries what was laid upright to where it lies in `frame`.
pub(crate) fn turn_items(items: &mut [Item], frame: &Rect, turn: Turn) {
    if turn == Turn::Upright {
        return;
    }
    let point = |at: Point| turn.point(at, frame);
    for item in items {
        match item {
            Item::Glyphs(run) => {
                run.turn = turn;
                run.glyphs.iter_mut().for_each(|glyph| glyph.at = point(glyph.at));
                run.gradient = run.gradient.map(|gradient| turned_gradient(&gradient, &point));
            }
            Item::Fill(rect, _) => *rect = turn.rect(rect, frame),
            Item::Stroke(stroke) => {
                stroke.from = point(stroke.from);
                stroke.to = point(stroke.to);
            }
            Item::Shape(path, _) | Item::Outline(path, _, _) => turn_path(path, &point),
            Item::Shade(path, gradient) => {
                turn_path(path, &point);
                *gradient = turned_gradient(gradient, &point);
            }
            Item::Image(image) => {
                image.frame = turn.rect(&image.frame, frame);
                image.placed = turn.rect(&image.placed, frame);
                image.turn = turn;
            }
        }
    }
}

fn turned_gradient(gradient: &Gradient, point: &dyn Fn(Point) -> Point) -> Gradient {
    Gradient { from: point(gradient.from), to: point(gradient.to), ..*gradient }
}

fn turn_path(path: &mut Path, point: &dyn Fn(Point) -> Point) {
    for segment in &mut path.segments {
        *segment = match *segment {
            Segment::Move(to) => Segment::Move(point(to)),
            Segment::Line(to) => Segment::Line(point(to)),
            Segment::Curve(a, b, to) => Segment::Curve(point(a), point(b), point(to)),
            Segment::Close => Segment::Close,
        };
    }
}
