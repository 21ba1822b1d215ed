//! What an editor shows besides the page: the grid, the frames of the blocks, and what does not fit.

use crate::canvas::{Canvas, Rgb, Stand};
use banxin_fonts::FontBook;
use banxin_measure::{Length, Point, Rect, Turn};
use banxin_scene::{Colour, Fit, Paint, Scene};

/// Edges of the columns: pale blue.
const COLUMN: Rgb = [0xB4, 0xD2, 0xF0];
/// Lines of the grid: paler.
const LINE: Rgb = [0xE1, 0xEC, 0xF7];
/// Frames of the blocks.
const FRAME: Rgb = [0x8C, 0x96, 0xA5];
/// 余: text that found no place.
const OVERSET: Rgb = [0xD9, 0x2D, 0x20];
/// 欠: place that found no text.
const UNDERSET: Rgb = [0xDC, 0x8A, 0x04];

/// Height of a tab, and of the type in it.
const TAB: Length = Length::from_pt(12);
const TYPE: Length = Length::from_pt(9);

/// The face that the shipped fonts have for labels.
const LABEL: (&str, &str) = ("Noto Sans SC", "Bold");
/// Keeps the outlines of labels apart from those of the scene's faces.
const LABEL_PLACE: usize = usize::MAX;

/// As thin as the canvas can show: one pixel, whatever the resolution.
fn hairline(canvas: &Canvas) -> Length {
    let pixels = canvas.px(Length::from_pt(1)).max(f32::MIN_POSITIVE);
    Length::from_emu((f64::from(1.0 / pixels) * 12_700.0).round() as i64)
}

fn outline(canvas: &mut Canvas, rect: Rect, width: Length, colour: Rgb) {
    let corner = |x, y| Point::new(x, y);
    let (left, top, right, bottom) = (rect.x, rect.y, rect.right(), rect.bottom());
    for (from, to) in [
        (corner(left, top), corner(right, top)),
        (corner(left, bottom), corner(right, bottom)),
        (corner(left, top), corner(left, bottom)),
        (corner(right, top), corner(right, bottom)),
    ] {
        canvas.rule(from, to, width, colour);
    }
}

/// The grid, under everything else.
pub(crate) fn grid(canvas: &mut Canvas, scene: &Scene) {
    let width = hairline(canvas);
    let guides = &scene.guides;
    let (left, right) = (guides.type_area.x, guides.type_area.right());
    for line in &guides.lines {
        canvas.rule(Point::new(left, *line), Point::new(right, *line), width, LINE);
    }
    for column in &guides.columns {
        for x in [column.x, column.right()] {
            canvas.rule(Point::new(x, column.y), Point::new(x, column.bottom()), width, COLUMN);
        }
    }
    if guides.type_area != Rect::default() {
        outline(canvas, guides.type_area, width, COLUMN);
    }
}

/// The frames of the blocks and their tabs, over everything else.
pub(crate) fn blocks(canvas: &mut Canvas, scene: &Scene, fonts: &FontBook) {
    let width = hairline(canvas);
    for block in &scene.blocks {
        outline(canvas, block.frame, width, FRAME);
    }
    for block in &scene.blocks {
        let Some((label, colour)) = block.fit.and_then(|fit| label(&fit)) else { continue };
        tab(canvas, fonts, block.frame, &label, colour);
    }
}

/// What the tab says: 余37字 or 欠12行; nothing when the text fits.
fn label(fit: &Fit) -> Option<(String, Rgb)> {
    if fit.overset_characters > 0 {
        Some((format!("余{}字", fit.overset_characters), OVERSET))
    } else if fit.underset_lines > 0 {
        Some((format!("欠{}行", fit.underset_lines), UNDERSET))
    } else {
        None
    }
}

/// A tab at the end of a block, inside its bottom right corner, as wide as its label.
fn tab(canvas: &mut Canvas, fonts: &FontBook, frame: Rect, label: &str, colour: Rgb) {
    let face = fonts.resolve(LABEL.0, LABEL.1).face;
    let glyphs: Vec<(u16, Length)> = label
        .chars()
        .map(|c| {
            let glyph = face.glyph(c).unwrap_or(0);
            (glyph, Length::from_font_units(i32::from(face.advance(glyph)), face.units_per_em(), TYPE))
        })
        .collect();
    let width: Length = glyphs.iter().map(|(_, advance)| *advance).sum::<Length>() + TYPE;
    let place = Rect::new(frame.right() - width, frame.bottom() - TAB, width, TAB);
    canvas.fill(place, colour);
    let white = canvas.shader(Paint::Plain(Colour::PAPER));
    let mut x = place.x + TYPE / 2;
    // A full-width character stands 0.12 em below the baseline.
    let baseline = place.bottom() - (TAB - TYPE) / 2 - TYPE.scale(12, 100);
    for (glyph, advance) in glyphs {
        let at = Point::new(x, baseline);
        let stand = Stand { at, size: TYPE, width_permille: 1000, turn: Turn::Upright, reach: Length::ZERO };
        canvas.glyph((LABEL_PLACE, &face), glyph, &stand, white.clone());
        x += advance;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_says_what_is_over_before_what_is_under() {
        let fit =
            |overset_characters, underset_lines| Fit { overset_characters, overset_lines: 3, underset_lines };
        assert_eq!(label(&fit(37, 0)), Some(("余37字".to_owned(), OVERSET)));
        assert_eq!(label(&fit(0, 12)), Some(("欠12行".to_owned(), UNDERSET)));
        assert_eq!(label(&fit(0, 0)), None);
    }
}
