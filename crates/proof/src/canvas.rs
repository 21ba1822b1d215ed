//! Where a page is painted: lengths in, pixels out, and the outlines of glyphs kept between uses.

use crate::Picture;
use banxin_fonts::{Face, OutlineSink};
use banxin_images::{Crop, Decoded, Filter, Pixels};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Path, Segment};
use std::collections::HashMap;
use tiny_skia::{Color, FillRule, Paint, PathBuilder, Pixmap, Stroke, Transform};

/// Red, green, blue.
pub(crate) type Rgb = [u8; 3];

/// A page of pixels.
pub(crate) struct Canvas {
    pixmap: Pixmap,
    /// Pixels in a point.
    scale: f64,
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

fn paint_of(colour: Rgb) -> Paint<'static> {
    let [red, green, blue] = colour;
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
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

    fn point(&self, at: Point) -> (f32, f32) {
        (self.px(at.x), self.px(at.y))
    }

    /// Fills a rectangle.
    pub(crate) fn fill(&mut self, rect: Rect, colour: Rgb) {
        let (left, top) = (self.px(rect.x), self.px(rect.y));
        let (right, bottom) = (self.px(rect.right()), self.px(rect.bottom()));
        if let Some(rect) = tiny_skia::Rect::from_ltrb(left, top, right, bottom) {
            let path = PathBuilder::from_rect(rect);
            self.fill_path(&path, colour, Transform::identity());
        }
    }

    fn fill_path(&mut self, path: &tiny_skia::Path, colour: Rgb, transform: Transform) {
        self.pixmap.fill_path(path, &paint_of(colour), FillRule::Winding, transform, None);
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
            let stroke = Stroke { width: self.px(width), ..Stroke::default() };
            self.pixmap.stroke_path(&path, &paint_of(colour), &stroke, Transform::identity(), None);
        }
    }

    /// Fills a shape.
    pub(crate) fn shape(&mut self, shape: &Path, colour: Rgb) {
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
        if let Some(path) = builder.finish() {
            self.fill_path(&path, colour, Transform::identity());
        }
    }

    /// Fills a glyph of the face that stands at `place` in the scene, its pen at `at`.
    pub(crate) fn glyph(
        &mut self,
        face: (usize, &Face),
        glyph: u16,
        at: Point,
        size: (Length, u16),
        colour: Rgb,
    ) {
        let (place, face) = face;
        let (size, width_permille) = size;
        let outline = self.outlines.entry((place, glyph)).or_insert_with(|| {
            let mut sink = Sink(PathBuilder::new());
            face.outline(glyph, &mut sink).then(|| sink.0.finish()).flatten()
        });
        let Some(path) = outline.take() else { return };
        let scale = self.px(size) / f32::from(face.units_per_em().max(1));
        let (x, y) = self.point(at);
        let across = scale * f32::from(width_permille) / 1000.0;
        self.fill_path(&path, colour, Transform::from_row(across, 0.0, 0.0, -scale, x, y));
        self.outlines.insert((place, glyph), Some(path));
    }

    /// Lays the part of a picture that shows in `frame`; the whole of it would fill `placed`.
    pub(crate) fn picture(&mut self, picture: &Decoded, frame: Rect, placed: Rect) {
        let edge = |length: Length| self.px(length).round().clamp(-1e6, 1e6) as i64;
        let (width, height) = (i64::from(self.pixmap.width()), i64::from(self.pixmap.height()));
        let left = edge(frame.x.max(placed.x)).max(0);
        let top = edge(frame.y.max(placed.y)).max(0);
        let right = edge(frame.right().min(placed.right())).min(width);
        let bottom = edge(frame.bottom().min(placed.bottom())).min(height);
        if right <= left || bottom <= top {
            return;
        }
        let source = |pixel: i64, start: Length, length: Length, pixels: u32| {
            let share = (pixel as f64 / self.scale - start.to_pt()) / length.to_pt();
            (share * f64::from(pixels)).round().clamp(0.0, f64::from(pixels)) as u32
        };
        let (x, y) = (
            source(left, placed.x, placed.width, picture.width),
            source(top, placed.y, placed.height, picture.height),
        );
        let crop = Crop {
            x,
            y,
            width: source(right, placed.x, placed.width, picture.width).saturating_sub(x),
            height: source(bottom, placed.y, placed.height, picture.height).saturating_sub(y),
        };
        let size = |from: i64, to: i64| u32::try_from(to - from).unwrap_or(1);
        let scaled = picture.scaled(crop, size(left, right), size(top, bottom), Filter::Area);
        self.blit(&scaled, left as usize, top as usize);
    }

    fn blit(&mut self, picture: &Decoded, left: usize, top: usize) {
        let stride = self.pixmap.width() as usize * 4;
        let across = picture.width as usize;
        let rows = self.pixmap.data_mut().chunks_exact_mut(stride).skip(top);
        for (number, row) in rows.take(picture.height as usize).enumerate() {
            let Some(row) = row.get_mut(left * 4..(left + across) * 4) else { continue };
            let pixels = row.chunks_exact_mut(4);
            match &picture.pixels {
                Pixels::Grey(samples) => {
                    let line = samples.chunks_exact(across).nth(number).unwrap_or_default();
                    pixels
                        .zip(line)
                        .for_each(|(pixel, grey)| pixel.copy_from_slice(&[*grey, *grey, *grey, 255]));
                }
                Pixels::Rgb(samples) => {
                    let line = samples.chunks_exact(across * 3).nth(number).unwrap_or_default();
                    for (pixel, rgb) in pixels.zip(line.chunks_exact(3)) {
                        if let [red, green, blue] = rgb {
                            pixel.copy_from_slice(&[*red, *green, *blue, 255]);
                        }
                    }
                }
            }
        }
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
