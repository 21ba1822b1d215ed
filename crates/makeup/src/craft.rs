//! Headline craft (标题修饰): shadows, outlines and gradients of letters, as shapes behind the text.
//!
//! The letters themselves stay text, so that they can be searched and are counted once; what stands behind them are
//! outlines of glyphs. A letter over an outline that has no ink in common with it is spread a little over it
//! (陷印), so that no paper shows between the two when the plates do not fall exactly on one another.

use crate::inks::printable;
use crate::rules::{colour, ends};
use crate::runs::Text;
use crate::styles::Dress;
use banxin_edition::model::PageColour;
use banxin_fonts::{Face, OutlineSink};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, GlyphRun, Gradient, Item, Path, Segment};

/// How far a letter is spread over its outline: a tenth of a millimetre, what newspaper presses hold in register.
const TRAP: Length = Length::from_emu(3_600);

/// Ink, in permille, that both must have so that a gap between them shows as a tint and not as paper.
const COMMON: u16 = 200;

/// A run with what its dress puts behind it: shadow, outline, in the order of painting.
pub(crate) fn dressed(run: &mut GlyphRun, face: &Face, dress: &Dress, page: PageColour) -> [Option<Item>; 2] {
    if let Some(to) = dress.gradient {
        let (from, end) = ends(&em_box(run), to.direction);
        run.gradient = Some(Gradient { from, to: end, colours: (run.colour, colour(to.colour)) });
    }
    let outline = dress.outline.map(|outline| {
        let ink = colour(outline.colour);
        if !run.colour.is_paper() && !common(printable(page, run.colour), printable(page, ink)) {
            run.spread = TRAP.min(outline.width / 2);
        }
        let path = letters(run, face, Point::default());
        // The pen runs along the letter's edge, so half of its width is under the letter.
        Item::Outline(path, outline.width * 2, ink)
    });
    let shadow = dress
        .shadow
        .map(|shadow| Item::Shape(letters(run, face, Point::new(shadow.x, shadow.y)), colour(shadow.colour)));
    [shadow, outline]
}

/// Whether two inks share one that is strong in both.
fn common(one: Colour, other: Colour) -> bool {
    let pairs = [(one.c, other.c), (one.m, other.m), (one.y, other.y), (one.k, other.k)];
    pairs.iter().any(|(a, b)| *a.min(b) >= COMMON)
}

/// The box of a run's em squares.
fn em_box(run: &GlyphRun) -> Rect {
    let (Some(first), Some(last)) = (run.glyphs.first(), run.glyphs.last()) else { return Rect::default() };
    let left = first.at.x;
    let top = first.at.y - run.size.scale(880, 1000);
    Rect::new(left, top, last.at.x + last.advance - left, run.size)
}

/// The outlines of a run's glyphs, moved by `by`.
fn letters(run: &GlyphRun, face: &Face, by: Point) -> Path {
    let mut pen = Pen {
        path: Path::default(),
        at: Point::default(),
        run,
        units: face.units_per_em(),
        last: (0.0, 0.0),
    };
    for glyph in run.glyphs.iter().filter(|glyph| glyph.id != 0) {
        pen.at = Point::new(glyph.at.x + by.x, glyph.at.y + by.y);
        // A glyph without an outline has no shadow either.
        face.outline(glyph.id, &mut pen);
    }
    pen.path
}

/// Draws outlines in font units as paths on the page.
struct Pen<'r> {
    path: Path,
    /// The glyph's pen position.
    at: Point,
    run: &'r GlyphRun,
    units: u16,
    /// Where the outline has come to, in font units.
    last: (f32, f32),
}

impl Pen<'_> {
    fn point(&self, x: f32, y: f32) -> Point {
        // Outlines have whole font units but for the middles of curves; a thousandth of one is beyond any press.
        let milli = |value: f32| (f64::from(value) * 1000.0).round() as i64;
        let units = i64::from(self.units.max(1)) * 1000;
        let across = self.run.size.scale(i64::from(self.run.width_permille), 1000);
        Point::new(
            self.at.x + across.scale(milli(x), units),
            self.at.y - self.run.size.scale(milli(y), units),
        )
    }

    fn push(&mut self, segment: Segment, x: f32, y: f32) {
        self.path.segments.push(segment);
        self.last = (x, y);
    }
}

impl OutlineSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push(Segment::Move(self.point(x, y)), x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.push(Segment::Line(self.point(x, y)), x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let raise = |from: f32, control: f32| from + (control - from) * 2.0 / 3.0;
        let (from_x, from_y) = self.last;
        let first = self.point(raise(from_x, cx), raise(from_y, cy));
        let second = self.point(raise(x, cx), raise(y, cy));
        self.push(Segment::Curve(first, second, self.point(x, y)), x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.push(Segment::Curve(self.point(ax, ay), self.point(bx, by), self.point(x, y)), x, y);
    }

    fn close(&mut self) {
        self.path.segments.push(Segment::Close);
    }
}

/// Puts the runs of a line on the page, behind them what their dresses ask for, so that no outline lies over a
/// neighbour's letter.
pub(crate) fn put_runs(
    items: &mut Vec<Item>,
    text: &Text,
    runs: Vec<(usize, usize, GlyphRun)>,
    page: PageColour,
) {
    let mut shadows = Vec::new();
    let mut outlines = Vec::new();
    let mut letters = Vec::with_capacity(runs.len());
    for (style, face, mut run) in runs {
        let dress = text.dresses.get(style).filter(|dress| !dress.is_plain());
        if let (Some(dress), Some(face)) = (dress, text.shaped.faces.get(face)) {
            let [shadow, outline] = dressed(&mut run, face, dress, page);
            shadows.extend(shadow);
            outlines.extend(outline);
        }
        letters.push(Item::Glyphs(run));
    }
    items.extend(shadows);
    items.extend(outlines);
    items.extend(letters);
}
