//! Where a page is painted: lengths in, pixels out, and the outlines of glyphs kept between uses.

use crate::Picture;
use banxin_fonts::{Face, OutlineSink};
use banxin_measure::{Length, Point, Rect, Turn};
use banxin_scene::{Path, Segment};
use std::collections::HashMap;
use tiny_skia::{Color, FillRule, LineCap, LineJoin, PathBuilder, Pixmap, Shader, Stroke, Transform};

/// Red, green, blue.
pub(crate) type Rgb = [u8; 3];

/// How a glyph stands.
#[derive(Clone, Copy)]
pub(crate) struct Stand {
    /// Pen position.
    pub(crate) at: Point,
    /// Type size.
    pub(crate) size: Length,
    /// Horizontal scale in permille.
    pub(crate) width_permille: u16,
    /// Turn about the pen position.
    pub(crate) turn: Turn,
    /// How far ink reaches beyond the edge.
    pub(crate) reach: Length,
}

/// A page of pixels.
pub(crate) struct Canvas {
    pub(crate) pixmap: Pixmap,
    /// Pixels in a point.
    pub(crate) scale: f64,
    /// Outlines in font units by face (its place in the scene) and glyph; `None` for a blank.
    outlines: HashMap<(usize, u16), Option<tiny_skia::Path>>,
}

/// Collects an outline for the rasteriser.
struct Sink(PathBuilder);

impl OutlineSink for Sink {
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
        self.0.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

fn paint_of(shader: Shader<'static>) -> tiny_skia::Paint<'static> {
    tiny_skia::Paint { shader, anti_alias: true, ..tiny_skia::Paint::default() }
}

fn solid([red, green, blue]: Rgb) -> Shader<'static> {
    Shader::SolidColor(Color::from_rgba8(red, green, blue, 255))
}

/// A pen of this many pixels with round corners and ends.
fn round_pen(width: f32) -> Stroke {
    Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() }
}

impl Canvas {
    /// White paper of so many pixels; `None` if it does not fit into memory's numbers.
    pub(crate) fn new(width: u32, height: u32, scale: f64) -> Option<Canvas> {
        let mut pixmap = Pixmap::new(width, height)?;
        pixmap.fill(Color::WHITE);
        Some(Canvas { pixmap, scale, outlines: HashMap::new() })
    }

    /// A length in pixels.
    pub(crate) fn px(&self, length: Length) -> f32 {
        (length.to_pt() * self.scale) as f32
    }

    pub(crate) fn point(&self, at: Point) -> (f32, f32) {
        (self.px(at.x), self.px(at.y))
    }

    /// Fills a rectangle.
    pub(crate) fn fill(&mut self, rect: Rect, colour: Rgb) {
        let (left, top) = (self.px(rect.x), self.px(rect.y));
        let (right, bottom) = (self.px(rect.right()), self.px(rect.bottom()));
        if let Some(rect) = tiny_skia::Rect::from_ltrb(left, top, right, bottom) {
            let path = PathBuilder::from_rect(rect);
            self.fill_path(&path, solid(colour));
        }
    }

    fn fill_path(&mut self, path: &tiny_skia::Path, shader: Shader<'static>) {
        let paint = paint_of(shader);
        self.pixmap.fill_path(path, &paint, FillRule::Winding, Transform::identity(), None);
    }

    fn stroke_path(&mut self, path: &tiny_skia::Path, shader: Shader<'static>, pen: &Stroke) {
        self.pixmap.stroke_path(path, &paint_of(shader), pen, Transform::identity(), None);
    }

    /// A straight rule with butt ends. Upright and level ones are filled, since thin ones keep their true weight so.
    pub(crate) fn rule(&mut self, from: Point, to: Point, width: Length, colour: Rgb) {
        let half = width / 2;
        if from.y == to.y {
            let (left, right) = (from.x.min(to.x), from.x.max(to.x));
            return self.fill(Rect::new(left, from.y - half, right - left, width), colour);
        }
        if from.x == to.x {
            let (top, bottom) = (from.y.min(to.y), from.y.max(to.y));
            return self.fill(Rect::new(from.x - half, top, width, bottom - top), colour);
        }
        let mut builder = PathBuilder::new();
        let (x, y) = self.point(from);
        builder.move_to(x, y);
        let (x, y) = self.point(to);
        builder.line_to(x, y);
        if let Some(path) = builder.finish() {
            let pen = Stroke { width: self.px(width), ..Stroke::default() };
            self.stroke_path(&path, solid(colour), &pen);
        }
    }

    /// Fills a shape.
    pub(crate) fn shape(&mut self, shape: &Path, shader: Shader<'static>) {
        if let Some(path) = self.path(shape) {
            self.fill_path(&path, shader);
        }
    }

    /// Draws along a path with a round pen.
    pub(crate) fn outline(&mut self, shape: &Path, width: Length, colour: Rgb) {
        if let Some(path) = self.path(shape).filter(|_| width > Length::ZERO) {
            self.stroke_path(&path, solid(colour), &round_pen(self.px(width)));
        }
    }

    fn path(&self, shape: &Path) -> Option<tiny_skia::Path> {
        let mut builder = PathBuilder::new();
        for segment in &shape.segments {
            match segment {
                Segment::Move(to) => {
                    let (x, y) = self.point(*to);
                    builder.move_to(x, y);
                }
                Segment::Line(to) => {
                    let (x, y) = self.point(*to);
                    builder.line_to(x, y);
                }
                Segment::Curve(a, b, to) => {
                    let ((ax, ay), (bx, by), (x, y)) = (self.point(*a), self.point(*b), self.point(*to));
                    builder.cubic_to(ax, ay, bx, by, x, y);
                }
                Segment::Close => builder.close(),
            }
        }
        builder.finish()
    }

    /// Fills a glyph of the face that stands at `place` in the scene.
    pub(crate) fn glyph(
        &mut self,
        (place, face): (usize, &Face),
        glyph: u16,
        stand: &Stand,
        shader: Shader<'static>,
    ) {
        let outline = self.outlines.entry((place, glyph)).or_insert_with(|| {
            let mut sink = Sink(PathBuilder::new());
            face.outline(glyph, &mut sink).then(|| sink.0.finish()).flatten()
        });
        let Some(outline) = outline.clone() else { return };
        let up = self.px(stand.size) / f32::from(face.units_per_em().max(1));
        let across = up * f32::from(stand.width_permille) / 1000.0;
        let (x, y) = self.point(stand.at);
        let turned = match stand.turn {
            Turn::Upright => Transform::from_row(across, 0.0, 0.0, -up, x, y),
            Turn::Right => Transform::from_row(0.0, across, up, 0.0, x, y),
            Turn::Down => Transform::from_row(-across, 0.0, 0.0, up, x, y),
            Turn::Left => Transform::from_row(0.0, -across, -up, 0.0, x, y),
        };
        // The outline is turned, not the canvas: a gradient lies on the page, not on the glyph.
        let Some(path) = outline.transform(turned) else { return };
        if stand.reach > Length::ZERO {
            self.stroke_path(&path, shader.clone(), &round_pen(self.px(stand.reach * 2)));
        }
        self.fill_path(&path, shader);
    }

    /// The finished picture. The paper is opaque, so no pixel has any transparency left.
    pub(crate) fn finish(self) -> Picture {
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        let mut rgb = Vec::with_capacity(self.pixmap.data().len() / 4 * 3);
        for pixel in self.pixmap.data().chunks_exact(4) {
            rgb.extend(pixel.iter().take(3));
        }
        Picture { width, height, rgb }
    }
}
