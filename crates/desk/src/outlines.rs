//! Outlines (字形轮廓) for type too large for masks: the front end fills them as paths.
//!
//! Request: `{"family", "style", "glyphs"}`. Answer, in font units with y upwards:
//!
//! ```text
//! outlines = "BXO1" units-per-em count { glyph-id steps:count { step } }
//! step     = 0 point | 1 point | 2 point point | 3 point point point | 4
//!            move, line, quadratic curve, cubic curve, close
//! point    = x:fraction y:fraction
//! ```

use crate::error::{DeskError, ErrorCode};
use crate::reader::Reader;
use crate::wire::Words;
use banxin_fonts::{Face, OutlineSink};
use serde::Deserialize;

/// The most glyphs that one request may ask for.
const MOST_GLYPHS: usize = 4096;

/// What comes with the command `outlines`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutlinesRequest {
    family: String,
    style: String,
    glyphs: Vec<u16>,
}

/// A step of an outline in font units, y upwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Step {
    /// Begin a contour.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A quadratic curve: its control point and its end.
    Quad([f32; 2], [f32; 2]),
    /// A cubic curve: its control points and its end.
    Curve([f32; 2], [f32; 2], [f32; 2]),
    /// Close the contour.
    Close,
}

/// The outline of one glyph.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contours {
    steps: Vec<Step>,
}

/// Something that draws the edges of contours.
pub(crate) trait Pen {
    /// A place on its surface.
    type Point: Copy;
    /// Draws a straight edge.
    fn line(&mut self, from: Self::Point, to: Self::Point);
    /// Draws a quadratic curve.
    fn quad(&mut self, from: Self::Point, control: Self::Point, to: Self::Point);
    /// Draws a cubic curve.
    fn curve(&mut self, from: Self::Point, first: Self::Point, second: Self::Point, to: Self::Point);
}

impl Contours {
    /// The outline of a glyph; empty for one without ink.
    pub(crate) fn of(face: &Face, glyph: u16) -> Contours {
        let mut contours = Contours::default();
        face.outline(glyph, &mut contours);
        contours
    }

    /// An outline of these steps.
    #[cfg(test)]
    pub(crate) fn from_steps(steps: Vec<Step>) -> Contours {
        Contours { steps }
    }

    /// A box that holds every point, control points included: left, bottom, right, top. `None` without a point.
    pub(crate) fn bounds(&self) -> Option<[f32; 4]> {
        let points = self.steps.iter().flat_map(|step| match *step {
            Step::Move(a) | Step::Line(a) => vec![a],
            Step::Quad(a, b) => vec![a, b],
            Step::Curve(a, b, c) => vec![a, b, c],
            Step::Close => Vec::new(),
        });
        points.fold(None, |bounds, [x, y]| {
            let [x0, y0, x1, y1] = bounds.unwrap_or([x, y, x, y]);
            Some([x0.min(x), y0.min(y), x1.max(x), y1.max(y)])
        })
    }

    /// Draws every edge, each contour closed, with `place` taking font units to the pen's surface.
    pub(crate) fn trace<P: Pen>(&self, place: impl Fn([f32; 2]) -> P::Point, pen: &mut P) {
        let origin = place([0.0, 0.0]);
        let (mut start, mut at) = (origin, origin);
        for step in &self.steps {
            match *step {
                Step::Move(to) => {
                    pen.line(at, start);
                    start = place(to);
                    at = start;
                }
                Step::Line(to) => {
                    let to = place(to);
                    pen.line(at, to);
                    at = to;
                }
                Step::Quad(control, to) => {
                    let to = place(to);
                    pen.quad(at, place(control), to);
                    at = to;
                }
                Step::Curve(first, second, to) => {
                    let to = place(to);
                    pen.curve(at, place(first), place(second), to);
                    at = to;
                }
                Step::Close => {
                    pen.line(at, start);
                    at = start;
                }
            }
        }
        pen.line(at, start);
    }
}

impl OutlineSink for Contours {
    fn move_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.steps.push(Step::Line([x, y]));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.steps.push(Step::Quad([cx, cy], [x, y]));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.steps.push(Step::Curve([ax, ay], [bx, by], [x, y]));
    }

    fn close(&mut self) {
        self.steps.push(Step::Close);
    }
}

/// Answers the command `outlines`.
pub(crate) fn answer(reader: &Reader, request: &OutlinesRequest) -> Result<Vec<u8>, DeskError> {
    if request.glyphs.len() > MOST_GLYPHS {
        return Err(DeskError::new(ErrorCode::BadRequest, "too many outlines are asked for at once"));
    }
    let face = reader.face(&request.family, &request.style)?;
    let mut words = Words::of_kind(b"BXO1");
    words.count(u32::from(face.units_per_em()));
    words.size(request.glyphs.len());
    for glyph in &request.glyphs {
        let contours = Contours::of(&face, *glyph);
        words.count(u32::from(*glyph));
        words.size(contours.steps.len());
        for step in &contours.steps {
            let (kind, points): (u32, &[[f32; 2]]) = match step {
                Step::Move(a) => (0, &[*a]),
                Step::Line(a) => (1, &[*a]),
                Step::Quad(a, b) => (2, &[*a, *b]),
                Step::Curve(a, b, c) => (3, &[*a, *b, *c]),
                Step::Close => (4, &[]),
            };
            words.count(kind);
            for [x, y] in points {
                words.fraction(*x);
                words.fraction(*y);
            }
        }
    }
    Ok(words.finish())
}
