//! Outlines of glyphs (字形轮廓), drawn into whatever the caller paints or measures with.

use skrifa::MetadataProvider;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::FontRef;
use skrifa::raw::types::GlyphId;

/// Takes an outline, in font units, y upwards. Every contour begins with `move_to` and ends with `close`.
pub trait OutlineSink {
    /// Begins a contour.
    fn move_to(&mut self, x: f32, y: f32);
    /// A straight line to `x`, `y`.
    fn line_to(&mut self, x: f32, y: f32);
    /// A quadratic Bézier curve by one control point to `x`, `y` (TrueType).
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32);
    /// A cubic Bézier curve by two control points to `x`, `y` (CFF).
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32);
    /// Closes the contour.
    fn close(&mut self);
}

struct Pen<'s>(&'s mut dyn OutlineSink);

impl OutlinePen for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.curve_to(ax, ay, bx, by, x, y);
    }
    fn close(&mut self) {
        self.0.close();
    }
}

/// Draws a glyph, unhinted, at its own size; `false` if the face has no such glyph or its outline is damaged.
pub(crate) fn draw(font: &FontRef<'_>, glyph: u16, sink: &mut dyn OutlineSink) -> bool {
    let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) else { return false };
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    outline.draw(settings, &mut Pen(sink)).is_ok()
}

/// The ink of a glyph (字面): the smallest whole box round its outline, xmin, ymin, xmax, ymax in font units;
/// `None` without ink. A static TrueType glyph says its own box; others are drawn and measured.
pub(crate) fn ink(font: &FontRef<'_>, glyph: u16, has_boxes: bool) -> Option<[i16; 4]> {
    if has_boxes {
        return box_of(font, glyph);
    }
    let mut ink = Ink::default();
    if !draw(font, glyph, &mut ink) {
        return None;
    }
    let [left, bottom, right, top] = ink.bounds?;
    Some([whole(left.floor()), whole(bottom.floor()), whole(right.ceil()), whole(top.ceil())])
}

fn box_of(font: &FontRef<'_>, glyph: u16) -> Option<[i16; 4]> {
    use skrifa::raw::TableProvider;
    let outline = font.loca(None).ok()?.get(GlyphId::from(glyph), &font.glyf().ok()?)?;
    let outline = outline.glyph().filter(|outline| outline.number_of_contours() != 0)?;
    Some([outline.x_min(), outline.y_min(), outline.x_max(), outline.y_max()])
}

/// To a font unit; `as` saturates, so a wild outline gives a wild box and nothing worse.
fn whole(value: f32) -> i16 {
    value as i16
}

/// Measures the ink exactly: the ends of every segment, and the turning points of its curves.
#[derive(Default)]
struct Ink {
    bounds: Option<[f32; 4]>,
    at: (f32, f32),
    start: (f32, f32),
}

impl Ink {
    fn mark(&mut self, x: f32, y: f32) {
        let [left, bottom, right, top] = self.bounds.unwrap_or([x, y, x, y]);
        self.bounds = Some([left.min(x), bottom.min(y), right.max(x), top.max(y)]);
    }

    /// Marks a cubic curve where it turns in x or y. A quadratic one is raised to a cubic first.
    fn curve(&mut self, a: (f32, f32), b: (f32, f32), end: (f32, f32)) {
        let from = self.at;
        self.mark(from.0, from.1);
        self.mark(end.0, end.1);
        for t in turns(from.0, a.0, b.0, end.0).into_iter().chain(turns(from.1, a.1, b.1, end.1)).flatten() {
            self.mark(cubic(from.0, a.0, b.0, end.0, t), cubic(from.1, a.1, b.1, end.1, t));
        }
        self.at = end;
    }
}

/// The value of a cubic Bézier curve at `t`.
fn cubic(p0: f32, p1: f32, p2: f32, p3: f32, t: f32) -> f32 {
    let u = 1.0 - t;
    u * u * u * p0 + 3.0 * u * u * t * p1 + 3.0 * u * t * t * p2 + t * t * t * p3
}

/// Where the derivative of a cubic is zero between its ends.
fn turns(p0: f32, p1: f32, p2: f32, p3: f32) -> [Option<f32>; 2] {
    let (a, b, c) = (p3 - 3.0 * p2 + 3.0 * p1 - p0, 2.0 * (p2 - 2.0 * p1 + p0), p1 - p0);
    let inside = |t: f32| (t > 0.0 && t < 1.0).then_some(t);
    if a.abs() < 1e-3 {
        return [if b == 0.0 { None } else { inside(-c / b) }, None];
    }
    let under = b * b - 4.0 * a * c;
    if under < 0.0 {
        return [None, None];
    }
    let root = under.sqrt();
    [inside((-b - root) / (2.0 * a)), inside((-b + root) / (2.0 * a))]
}

impl OutlineSink for Ink {
    fn move_to(&mut self, x: f32, y: f32) {
        self.at = (x, y);
        self.start = (x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (from_x, from_y) = self.at;
        self.mark(from_x, from_y);
        self.mark(x, y);
        self.at = (x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let raise = |p: f32, c: f32| p + (c - p) * 2.0 / 3.0;
        let a = (raise(self.at.0, cx), raise(self.at.1, cy));
        self.curve(a, (raise(x, cx), raise(y, cy)), (x, y));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.curve((ax, ay), (bx, by), (x, y));
    }
    fn close(&mut self) {
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_are_measured_where_they_turn_not_at_their_control_points() {
        let mut ink = Ink::default();
        ink.move_to(0.0, 0.0);
        ink.curve_to(0.0, 100.0, 100.0, 100.0, 100.0, 0.0);
        ink.close();
        let [left, bottom, right, top] = ink.bounds.unwrap();
        assert_eq!((left, bottom, right), (0.0, 0.0, 100.0));
        assert!((top - 75.0).abs() < 0.01, "{top}");

        let mut ink = Ink::default();
        ink.move_to(0.0, 0.0);
        ink.quad_to(50.0, 100.0, 100.0, 0.0);
        let top = ink.bounds.unwrap()[3];
        assert!((top - 50.0).abs() < 0.01, "{top}");
    }

    #[test]
    fn a_lone_move_has_no_ink() {
        let mut ink = Ink::default();
        ink.move_to(5.0, 5.0);
        ink.close();
        assert_eq!(ink.bounds, None);
    }
}
