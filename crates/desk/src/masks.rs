//! Coverage masks (字形遮罩): glyphs as 8-bit coverage, made from the same outlines that the press embeds.
//!
//! Request: `{"family", "style", "size", "width", "turn", "phases", "glyphs"}`. `size` is the type size in device
//! pixels (at most [`LARGEST`]), `width` the horizontal scale in permille, `turn` `upright`, `right`, `down` or `left`,
//! `phases` 1 or 4: how many sub-pixel places along its line each glyph is made for, so across the page for upright type
//! and down the page for type on its side. Answer:
//!
//! ```text
//! masks = "BXM1" count { glyph-id phase left top width height coverage:bytes }
//! ```
//!
//! `left` and `top` lead in whole pixels from the pen position (its place along the line rounded down to its phase) to
//! the mask's top left corner, y downwards. Coverage is `width` × `height` bytes, rows from the top, 0 for paper to 255 for ink. A
//! glyph without ink (a space, an id that the face does not have) has a mask of no width and no height.

use crate::error::{DeskError, ErrorCode};
use crate::outlines::Contours;
use crate::reader::Reader;
use crate::wire::Words;
use ab_glyph_rasterizer::{Point, Rasterizer, point};
use banxin_measure::Turn;
use serde::Deserialize;

/// The largest type size that masks are made for, in device pixels; larger type is drawn from its outlines.
pub const LARGEST: f32 = 256.0;
/// The most pixels that one request may ask for, reckoned as a square of the size for each glyph and phase.
const MOST_PIXELS: f64 = 256.0 * 1024.0 * 1024.0;

/// What comes with the command `masks`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MasksRequest {
    family: String,
    style: String,
    size: f32,
    width: u16,
    turn: Turn,
    phases: u32,
    glyphs: Vec<u16>,
}

/// The mask of one glyph in one phase.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mask {
    pub(crate) left: i32,
    pub(crate) top: i32,
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) coverage: Vec<u8>,
}

/// Answers the command `masks`.
pub(crate) fn answer(reader: &Reader, request: &MasksRequest) -> Result<Vec<u8>, DeskError> {
    let wrong = |detail: &str| Err(DeskError::new(ErrorCode::BadRequest, detail));
    if !(request.size >= 1.0 && request.size <= LARGEST) {
        return wrong("a mask's size is from 1 to 256 pixels");
    }
    if !matches!(request.phases, 1 | 4) {
        return wrong("masks have 1 or 4 phases");
    }
    let pixels = f64::from(request.size).powi(2) * f64::from(request.phases) * request.glyphs.len() as f64;
    if pixels > MOST_PIXELS {
        return wrong("too many masks are asked for at once");
    }
    let face = reader.face(&request.family, &request.style)?;
    let scale = request.size / f32::from(face.units_per_em());
    let across = scale * f32::from(request.width) / 1000.0;
    let mut words = Words::of_kind(b"BXM1");
    words.size(request.glyphs.len() * request.phases as usize);
    for glyph in &request.glyphs {
        let contours = Contours::of(&face, *glyph);
        for phase in 0..request.phases {
            let shift = phase as f32 / request.phases as f32;
            let mask = draw(&contours, &Setting { across, up: scale, turn: request.turn, shift });
            words.count(u32::from(*glyph));
            words.count(phase);
            words.number(mask.left);
            words.number(mask.top);
            words.size(mask.width);
            words.size(mask.height);
            words.data(&mask.coverage);
        }
    }
    Ok(words.finish())
}

/// How a glyph is set on pixels.
struct Setting {
    /// Pixels a unit of the face, along the line.
    across: f32,
    /// Pixels a unit of the face, upwards from the line.
    up: f32,
    turn: Turn,
    /// The part of a pixel that the pen stands further along the page's axis that the line follows.
    shift: f32,
}

impl Setting {
    /// Where a point of a glyph lies from the pen's whole pixel, y downwards.
    fn place(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let (x, y) = (x * self.across, -y * self.up);
        match self.turn {
            Turn::Upright => [x + self.shift, y],
            Turn::Right => [-y, x + self.shift],
            Turn::Down => [-x + self.shift, -y],
            Turn::Left => [y, -x + self.shift],
        }
    }
}

/// Draws contours with exact area coverage.
fn draw(contours: &Contours, setting: &Setting) -> Mask {
    let Some([x0, y0, x1, y1]) = contours.bounds() else { return Mask::default() };
    let ([ax, ay], [bx, by]) = (setting.place([x0, y0]), setting.place([x1, y1]));
    let (left, right) = (ax.min(bx).floor(), ax.max(bx).ceil());
    let (top, bottom) = (ay.min(by).floor(), ay.max(by).ceil());
    let (width, height) = ((right - left) as usize, (bottom - top) as usize);
    // A glyph that reaches far beyond its em would ask for a mask of its own making; a face may be hostile.
    if width == 0 || height == 0 || width.saturating_mul(height) > (8.0 * LARGEST * LARGEST) as usize {
        return Mask::default();
    }
    let mut rasterizer = Rasterizer::new(width, height);
    let place = |at: [f32; 2]| {
        let [x, y] = setting.place(at);
        point(x - left, y - top)
    };
    contours.trace(place, &mut rasterizer);
    let mut coverage = vec![0; width * height];
    rasterizer.for_each_pixel(|index, alpha| {
        if let Some(pixel) = coverage.get_mut(index) {
            *pixel = (alpha * 255.0 + 0.5).clamp(0.0, 255.0) as u8;
        }
    });
    Mask { left: left as i32, top: top as i32, width, height, coverage }
}

impl crate::outlines::Pen for Rasterizer {
    type Point = Point;

    fn line(&mut self, from: Point, to: Point) {
        self.draw_line(from, to);
    }

    fn quad(&mut self, from: Point, control: Point, to: Point) {
        self.draw_quad(from, control, to);
    }

    fn curve(&mut self, from: Point, first: Point, second: Point, to: Point) {
        self.draw_cubic(from, first, second, to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlines::Step;

    /// A square of 500 units whose left bottom corner is at 100, 0.
    fn square() -> Contours {
        Contours::from_steps(vec![
            Step::Move([100.0, 0.0]),
            Step::Line([600.0, 0.0]),
            Step::Line([600.0, 500.0]),
            Step::Line([100.0, 500.0]),
            Step::Close,
        ])
    }

    fn set(across: f32, up: f32, turn: Turn, shift: f32) -> Mask {
        draw(&square(), &Setting { across, up, turn, shift })
    }

    #[test]
    fn a_square_on_whole_pixels_is_solid() {
        let mask = set(0.01, 0.01, Turn::Upright, 0.0);
        assert_eq!((mask.left, mask.top, mask.width, mask.height), (1, -5, 5, 5));
        assert!(mask.coverage.iter().all(|c| *c == 255), "{:?}", mask.coverage);
    }

    #[test]
    fn a_phase_moves_ink_by_its_part_of_a_pixel() {
        let mask = set(0.01, 0.01, Turn::Upright, 0.25);
        assert_eq!((mask.left, mask.width), (1, 6));
        let row: Vec<u8> = mask.coverage.iter().take(6).copied().collect();
        assert_eq!(row, [191, 255, 255, 255, 255, 64]);
    }

    #[test]
    fn a_turned_glyph_lies_about_its_pen() {
        let place = |turn| {
            let mask = set(0.01, 0.02, turn, 0.0);
            assert!(mask.coverage.iter().all(|c| *c == 255), "{turn:?} {:?}", mask.coverage);
            (mask.left, mask.top, mask.width, mask.height)
        };
        assert_eq!(place(Turn::Upright), (1, -10, 5, 10));
        assert_eq!(place(Turn::Right), (0, 1, 10, 5));
        assert_eq!(place(Turn::Down), (-6, 0, 5, 10));
        assert_eq!(place(Turn::Left), (-10, -6, 10, 5));
    }

    #[test]
    fn a_phase_of_type_on_its_side_moves_ink_down() {
        for turn in [Turn::Right, Turn::Left] {
            let mask = set(0.01, 0.01, turn, 0.25);
            assert_eq!((mask.width, mask.height), (5, 6), "{turn:?}");
            let column: Vec<u8> = mask.coverage.iter().step_by(5).copied().collect();
            assert_eq!(column, [191, 255, 255, 255, 255, 64], "{turn:?}");
        }
        assert_eq!(set(0.01, 0.01, Turn::Down, 0.25).width, 6);
    }

    #[test]
    fn condensed_type_is_narrower_and_empty_glyphs_have_no_mask() {
        assert_eq!(set(0.006, 0.01, Turn::Upright, 0.0).width, 4);
        let setting = Setting { across: 0.01, up: 0.01, turn: Turn::Upright, shift: 0.0 };
        assert_eq!(draw(&Contours::from_steps(Vec::new()), &setting), Mask::default());
        assert_eq!(set(1e9, 1e9, Turn::Upright, 0.0), Mask::default());
    }
}
