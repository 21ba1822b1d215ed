//! How much of its em box (字身框) a glyph covers with ink.

use banxin_fonts::{Face, FontBook, OutlineSink};
use banxin_scene::FaceName;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Faces and glyphs that were measured already.
pub(super) struct Letters<'a> {
    fonts: &'a FontBook,
    faces: BTreeMap<FaceName, Measured>,
}

/// A face, if it is there, and what its glyphs cover.
type Measured = (Option<Arc<Face>>, BTreeMap<u16, f32>);

impl<'a> Letters<'a> {
    pub(super) fn new(fonts: &'a FontBook) -> Letters<'a> {
        Letters { fonts, faces: BTreeMap::new() }
    }

    /// The part of the em square that a glyph covers, from 0; a face that is not there covers nothing.
    pub(super) fn cover(&mut self, name: &FaceName, glyph: u16) -> f32 {
        let fonts = self.fonts;
        let known = self.faces.entry(name.clone());
        let (face, covers) =
            known.or_insert_with(|| (fonts.find(&name.family, &name.style), BTreeMap::new()));
        let Some(face) = face else { return 0.0 };
        *covers.entry(glyph).or_insert_with(|| {
            let mut area = Area::default();
            face.outline(glyph, &mut area);
            let em = f32::from(face.units_per_em().max(1));
            (area.twice.abs() / 2.0 / (em * em)).min(1.0)
        })
    }
}

/// The area within contours, holes taken off as they go round the other way (Green's theorem). A curve counts as two
/// chords, which is a tenth short of a circle and far less of letters.
#[derive(Default)]
struct Area {
    twice: f32,
    start: (f32, f32),
    at: (f32, f32),
}

impl Area {
    fn to(&mut self, x: f32, y: f32) {
        self.twice += self.at.0 * y - x * self.at.1;
        self.at = (x, y);
    }
}

impl OutlineSink for Area {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = (x, y);
        self.at = (x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let at = self.at;
        self.to(at.0 / 4.0 + cx / 2.0 + x / 4.0, at.1 / 4.0 + cy / 2.0 + y / 4.0);
        self.to(x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let at = self.at;
        let middle = |from: f32, a: f32, b: f32, to: f32| (from + 3.0 * a + 3.0 * b + to) / 8.0;
        self.to(middle(at.0, ax, bx, x), middle(at.1, ay, by, y));
        self.to(x, y);
    }

    fn close(&mut self) {
        let (x, y) = self.start;
        self.to(x, y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letters_area_is_that_of_its_outline() {
        let mut area = Area::default();
        // A square of 100 with a hole of 50.
        for (contour, size) in [(1.0_f32, 100.0_f32), (-1.0, 50.0)] {
            area.move_to(0.0, 0.0);
            let corners = [(size, 0.0), (size, size), (0.0, size)];
            for at in 0..3 {
                let (x, y) = corners[if contour > 0.0 { at } else { 2 - at }];
                area.line_to(x, y);
            }
            area.close();
        }
        assert_eq!(area.twice.abs() / 2.0, 7500.0);
        // A circle of 100 by four curves.
        let (mut circle, k) = (Area::default(), 55.23);
        circle.move_to(100.0, 0.0);
        circle.curve_to(100.0, k, k, 100.0, 0.0, 100.0);
        circle.curve_to(-k, 100.0, -100.0, k, -100.0, 0.0);
        circle.curve_to(-100.0, -k, -k, -100.0, 0.0, -100.0);
        circle.curve_to(k, -100.0, 100.0, -k, 100.0, 0.0);
        circle.close();
        let area = circle.twice.abs() / 2.0;
        assert!((area / 31_416.0 - 1.0).abs() < 0.11, "{area}");
    }
}
