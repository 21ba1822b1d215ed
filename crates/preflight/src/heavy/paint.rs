//! From a scene to the map: items in the order of painting, each as what it covers.

use super::letters::Letters;
use super::map::{CELL, Map, inks, lay};
use super::picture::Pictures;
use crate::Limits;
use banxin_fonts::FontBook;
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, GlyphRun, Gradient, Image, Item, Paint, Scene, Segment};
use std::path::Path;

/// Bands in a row of cells in which shapes are filled.
const BANDS: i64 = 2;
/// Straight pieces that a curve counts as.
const PIECES: i32 = 8;

/// Paints maps; what it read of pictures and glyphs it keeps.
pub(super) struct Painter<'a> {
    pictures: Pictures<'a>,
    letters: Letters<'a>,
    /// Whether solid black prints over.
    over: bool,
    /// Under this, in permille, no ink is heavy.
    heavy: f32,
}

impl<'a> Painter<'a> {
    pub(super) fn new(dir: &'a Path, fonts: &'a FontBook, limits: &Limits) -> Painter<'a> {
        let heavy = (limits.ink_mean.min(1_000) * 10) as f32;
        Painter {
            pictures: Pictures::new(dir),
            letters: Letters::new(fonts),
            over: limits.black_overprints,
            heavy,
        }
    }

    /// Whether a picture goes to the press with inks of its own.
    pub(super) fn has_own_inks(&mut self, image: &Image) -> bool {
        self.pictures.inks(image).is_some()
    }

    pub(super) fn map_of(&mut self, scene: &Scene) -> Map {
        let mut map = Map::new(scene.trim);
        for item in scene.blocks.iter().flat_map(|block| &block.items) {
            match item {
                Item::Fill(place, colour) => map.lay(place, 1.0, *colour, self.prints_over(*colour)),
                Item::Stroke(stroke) => {
                    map.lay(&crate::thin::reach(stroke), 1.0, stroke.colour, self.prints_over(stroke.colour));
                }
                Item::Shape(path, colour) => {
                    let over = self.prints_over(*colour);
                    for band in bands(&path.segments, map.rows()) {
                        map.lay(&band, 1.0, *colour, over);
                    }
                }
                Item::Shade(path, gradient) => {
                    for band in bands(&path.segments, map.rows()) {
                        map.within(&band, |cell, part, under| {
                            lay(under, part, inks(mixed(gradient, cell)), false);
                        });
                    }
                }
                Item::Outline(..) => {}
                Item::Glyphs(run) => self.run(scene, run, &mut map),
                Item::Image(image) => self.pictures.lay(image, &mut map),
            }
        }
        map
    }

    fn prints_over(&self, colour: Colour) -> bool {
        self.over && colour == Colour::BLACK
    }

    /// Letters, each as its em box with the part of it that its outline covers, where the place is heavy with them.
    fn run(&mut self, scene: &Scene, run: &GlyphRun, map: &mut Map) {
        let Some(face) = scene.faces.get(usize::from(run.face.0)) else { return };
        let own = match run.paint() {
            Paint::Plain(colour) => [colour; 2],
            Paint::Gradient(gradient) => [gradient.colours.0, gradient.colours.1],
        };
        let most = own.iter().map(super::total).max().unwrap_or(0) as f32;
        let over = self.prints_over(own[0]) && run.paint() == Paint::Plain(own[0]);
        // Most lines stand on bare paper.
        if crate::letters::place(run).is_some_and(|line| map.most_in(&line) + most <= self.heavy) {
            return;
        }
        for glyph in &run.glyphs {
            let (rise, size) = (run.size.scale(880, 1000), run.size);
            let upright = Rect::new(glyph.at.x, glyph.at.y - rise, glyph.advance, size);
            let place =
                run.turn.rect(&upright, &Rect::new(glyph.at.x, glyph.at.y, Length::ZERO, Length::ZERO));
            if map.most_in(&place) + most <= self.heavy {
                continue;
            }
            let cover = self.letters.cover(face, glyph.id);
            let part = cover * size.emu() as f32 / glyph.advance.emu().max(1) as f32;
            let colour = match run.gradient {
                Some(gradient) => mixed(&gradient, &place),
                None => run.colour,
            };
            map.lay(&place, part.min(1.0), colour, over);
        }
    }
}

/// What a gradient has in the middle of a place.
fn mixed(gradient: &Gradient, place: &Rect) -> Colour {
    let middle = Point::new(place.x + place.width / 2, place.y + place.height / 2);
    let way = |one: Point, other: Point| [(other.x - one.x).emu() as f64, (other.y - one.y).emu() as f64];
    let ([dx, dy], [x, y]) = (way(gradient.from, gradient.to), way(gradient.from, middle));
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { (x * dx + y * dy) / length } else { 1.0 };
    gradient.colours.0.mixed(&gradient.colours.1, (share.clamp(0.0, 1.0) * 1000.0) as u16)
}

/// What a shape fills (non-zero winding), as rectangles one band high: as wide as the shape is in the band's middle.
fn bands(segments: &[Segment], rows: usize) -> Vec<Rect> {
    let edges = edges(segments);
    let height = CELL / BANDS;
    let band_of = |y: f64| (y / height.emu() as f64).floor() as i64;
    let (mut top, mut bottom) = (i64::MAX, i64::MIN);
    for [from, to] in &edges {
        top = top.min(band_of(from.1.min(to.1)));
        bottom = bottom.max(band_of(from.1.max(to.1)));
    }
    let last = i64::try_from(rows).unwrap_or(0) * BANDS - 1;
    let mut filled = Vec::new();
    for band in top.max(0)..=bottom.min(last) {
        let middle = (height * band + height / 2).emu() as f64;
        let mut crossings: Vec<(f64, i32)> = edges
            .iter()
            .filter(|[from, to]| (from.1 <= middle) != (to.1 <= middle))
            .map(|[from, to]| {
                let x = from.0 + (to.0 - from.0) * (middle - from.1) / (to.1 - from.1);
                (x, if from.1 < to.1 { 1 } else { -1 })
            })
            .collect();
        crossings.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut winding = 0;
        let mut start = 0.0;
        for (x, turn) in crossings {
            if winding == 0 {
                start = x;
            }
            winding += turn;
            if winding == 0 {
                let [left, right] = [start, x].map(|x| Length::from_emu(x.round() as i64));
                filled.push(Rect::new(left, height * band, right - left, height));
            }
        }
    }
    filled
}

/// The straight edges of a path, its contours closed.
fn edges(segments: &[Segment]) -> Vec<[(f64, f64); 2]> {
    let plain = |point: &Point| (point.x.emu() as f64, point.y.emu() as f64);
    let mut edges = Vec::new();
    let (mut start, mut at) = ((0.0, 0.0), (0.0, 0.0));
    for segment in segments {
        match segment {
            Segment::Move(to) => {
                edges.push([at, start]);
                start = plain(to);
                at = start;
            }
            Segment::Line(to) => {
                edges.push([at, plain(to)]);
                at = plain(to);
            }
            Segment::Curve(one, two, to) => {
                let (from, [one, two, to]) = (at, [one, two, to].map(plain));
                for piece in 1..=PIECES {
                    let t = f64::from(piece) / f64::from(PIECES);
                    let mix = |a: f64, b: f64, c: f64, d: f64| {
                        let s = 1.0 - t;
                        s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d
                    };
                    let next = (mix(from.0, one.0, two.0, to.0), mix(from.1, one.1, two.1, to.1));
                    edges.push([at, next]);
                    at = next;
                }
            }
            Segment::Close => {
                edges.push([at, start]);
                at = start;
            }
        }
    }
    edges.push([at, start]);
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_scene::Path;

    #[test]
    fn a_shape_covers_its_area() {
        let mm = Length::from_mm;
        let area = |path: &Path| -> f64 {
            let bands = bands(&path.segments, 100);
            bands.iter().map(|band| band.width.to_mm() * band.height.to_mm()).sum()
        };
        let square = Rect::new(mm(10), mm(10), mm(20), mm(20));
        assert!((area(&Path::rounded(&square, Length::ZERO)) - 400.0).abs() < 0.01);
        // A circle of 10 mm.
        let circle = area(&Path::rounded(&square, mm(10)));
        assert!((circle - 314.16).abs() < 3.0, "{circle}");
        // A hole goes round the other way.
        let mut ring = Path::rounded(&square, Length::ZERO);
        let hole = Path::rounded(&Rect::new(mm(15), mm(15), mm(10), mm(10)), Length::ZERO);
        let mut back: Vec<Point> = hole
            .segments
            .iter()
            .filter_map(|one| match one {
                Segment::Move(to) | Segment::Line(to) => Some(*to),
                _ => None,
            })
            .collect();
        back.reverse();
        ring.segments.extend(back.iter().take(1).map(|to| Segment::Move(*to)));
        ring.segments.extend(back.iter().skip(1).map(|to| Segment::Line(*to)));
        assert!((area(&ring) - 300.0).abs() < 0.01);
        // What lies above the page or far below it costs nothing.
        let far = Rect::new(mm(0), mm(-500_000), mm(10), mm(1_000_000));
        assert!((area(&Path::rounded(&far, Length::ZERO)) - 1000.0).abs() < 0.01);
    }

    #[test]
    fn a_gradient_is_its_ends_beyond_them() {
        let mm = Length::from_mm;
        let gradient = Gradient {
            from: Point::new(mm(10), mm(0)),
            to: Point::new(mm(20), mm(0)),
            colours: (Colour::PAPER, Colour::BLACK),
        };
        let at = |x| mixed(&gradient, &Rect::new(mm(x), mm(3), Length::ZERO, Length::ZERO)).k;
        assert_eq!([at(0), at(15), at(90)], [0, 500, 1000]);
    }
}
