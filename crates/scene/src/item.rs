//! What can stand on a page: runs of glyphs, filled and stroked shapes, pictures.

use crate::{Colour, FaceIndex};
use banxin_measure::{Length, Point, Rect, Turn};

/// One thing to paint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A run of glyphs of one face, size and colour.
    Glyphs(GlyphRun),
    /// A filled rectangle (tint, bar, thick rule, module of a QR code).
    Fill(Rect, Colour),
    /// A straight rule.
    Stroke(Stroke),
    /// A filled shape of lines and curves (non-zero winding).
    Shape(Path, Colour),
    /// A path drawn with a pen (勾边, 花线): width, ink, round joins and ends, half of the width on either side.
    Outline(Path, Length, Colour),
    /// A shape filled with a gradient (non-zero winding).
    Shade(Path, Gradient),
    /// A picture, or the place of one.
    Image(Image),
}

/// Glyphs of one face at one size, each at its own place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GlyphRun {
    /// Index into [`Scene::faces`](crate::Scene::faces).
    pub face: FaceIndex,
    /// Type size.
    pub size: Length,
    /// Horizontal scale in permille, 1000 for the face's own width (长体 below, 扁体 above).
    pub width_permille: u16,
    /// Ink; with a gradient, what a painter that knows none falls back on.
    pub colour: Colour,
    /// A gradient (渐变) instead of one ink.
    pub gradient: Option<Gradient>,
    /// How each glyph is turned about its pen position; places are the turned ones already.
    pub turn: Turn,
    /// How far the ink reaches beyond each glyph's edge on every side, to trap it (陷印): zero for none.
    pub spread: Length,
    /// The characters that the glyphs show; [`Glyph::text`] points into it.
    pub text: String,
    /// The glyphs, in reading order.
    pub glyphs: Vec<Glyph>,
    /// Where the text comes from.
    pub origin: Origin,
}

/// One glyph at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// Glyph id in the face.
    pub id: u16,
    /// Pen position on the baseline, from the top left corner of the trimmed page.
    pub at: Point,
    /// How far the engine moved on after it (not the face's own advance).
    pub advance: Length,
    /// Bytes of [`GlyphRun::text`] that it shows, start and end.
    pub text: (u32, u32),
}

/// A linear CMYK gradient (渐变): the first ink up to `from`, the second from `to` on, in between mixed evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Gradient {
    /// Where it begins, on the page.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
    /// Ink at its beginning and at its end.
    pub colours: (Colour, Colour),
}

/// Where a run's text comes from, so that a click finds its character and a proof counts each character once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A paragraph of a story; `start` is the run's first character (not byte) in the paragraph.
    Text {
        /// Id of the story.
        story: String,
        /// Number of the paragraph within the story.
        paragraph: u32,
        /// First character of the run in the paragraph.
        start: u32,
    },
    /// Data of the edition or paper: a date, a page number.
    Field(&'static str),
    /// Made by the engine: a quoted title, a hyphen.
    Generated,
}

/// A straight rule between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stroke {
    /// One end.
    pub from: Point,
    /// The other end.
    pub to: Point,
    /// Weight.
    pub width: Length,
    /// Ink.
    pub colour: Colour,
}

/// A closed or open outline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Path {
    /// Its segments, in order.
    pub segments: Vec<Segment>,
}

/// A step of a [`Path`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Segment {
    /// Begin a contour.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic Bézier curve: two control points and the end.
    Curve(Point, Point, Point),
    /// Close the contour.
    Close,
}

/// A picture on the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// Where it shows; it is clipped to this rectangle.
    pub frame: Rect,
    /// Where the whole picture would lie; at least as large as `frame` when the picture is cropped to fill.
    pub placed: Rect,
    /// Path of the file inside the edition folder, with `/`; `None` for a picture that is not there yet, which
    /// painters show as its [`placeholder`](crate::placeholder).
    pub file: Option<String>,
    /// How the picture is turned; `placed` is where the turned picture lies.
    pub turn: Turn,
    /// Whether it is mirrored left to right (翻转), before it is turned.
    pub flipped: bool,
    /// The plates that print it.
    pub plates: Plates,
}

/// The plates (印版) that a page lends a picture, by the colour of the page (版面色别). A scene's colours are inks
/// already, a picture's pixels are not: each painter separates them for these plates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Plates {
    /// All four (彩).
    #[default]
    All,
    /// Black alone (黑白).
    Black,
    /// Black, and one red of equal magenta and yellow (套红).
    BlackAndRed,
}

impl Path {
    /// The outline of a rectangle, its corners rounded by `radius` (圆角); held to half of the shorter side.
    pub fn rounded(rect: &Rect, radius: Length) -> Path {
        let radius = radius.max(Length::ZERO).min(rect.width.min(rect.height) / 2);
        let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
        let at = Point::new;
        if radius == Length::ZERO {
            let corners = [at(right, top), at(right, bottom), at(left, bottom)];
            let mut segments = vec![Segment::Move(at(left, top))];
            segments.extend(corners.map(Segment::Line));
            segments.push(Segment::Close);
            return Path { segments };
        }
        // A quarter of a circle as one Bézier curve: its handles reach 0.5523 of the radius.
        let short = radius - radius.scale(5523, 10_000);
        let segments = vec![
            Segment::Move(at(left + radius, top)),
            Segment::Line(at(right - radius, top)),
            Segment::Curve(at(right - short, top), at(right, top + short), at(right, top + radius)),
            Segment::Line(at(right, bottom - radius)),
            Segment::Curve(at(right, bottom - short), at(right - short, bottom), at(right - radius, bottom)),
            Segment::Line(at(left + radius, bottom)),
            Segment::Curve(at(left + short, bottom), at(left, bottom - short), at(left, bottom - radius)),
            Segment::Line(at(left, top + radius)),
            Segment::Curve(at(left, top + short), at(left + short, top), at(left + radius, top)),
            Segment::Close,
        ];
        Path { segments }
    }
}
