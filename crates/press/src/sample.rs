//! The newsroom's own copy (样张): small pictures in screen colours, marked as what it is, on its own sheet or brought to
//! A3. It is for readers and proof-readers; no printer takes it for the page, for it is no PDF/X and says so on its face.

use crate::letters::{Outline, Step};
use crate::paint::points;
use crate::{Job, Standard};
use banxin_fonts::{Face, FontBook};
use banxin_measure::{Length, Point, Size};
use banxin_scene::{Colour, Item, Path, Scene, Segment};

/// The sheet that a sample is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleSheet {
    /// As large as the page.
    Full,
    /// A3, the page scaled to it if it is larger.
    A3,
}

/// Pixels per inch of a sample's pictures, on its sheet, and the quality of their JPEGs: enough to tell a face, small
/// enough to send by messenger.
const RESOLUTION: u32 = 110;
pub(crate) const QUALITY: u8 = 75;

/// The sides of A3 (ISO 216), the shorter first, and the edge that office printers leave white.
const A3: [Length; 2] = [Length::from_mm(297), Length::from_mm(420)];
const EDGE: Length = Length::from_mm(5);

/// The word across the page: so pale that text on it is read with ease.
const WORD: &str = "样张";
const PALE: Colour = Colour { c: 0, m: 0, y: 0, k: 60 };
/// The line at the head of the page.
const RED: Colour = Colour { c: 0, m: 1000, y: 1000, k: 0 };
const LINE_SIZE: Length = Length::from_pt(10);
const LINE_AT: Point = Point { x: Length::from_mm(8), y: Length::from_mm(7) };

/// How a page lies on its sheet: the sheet, and what page coordinates (from the bottom left, in points) are multiplied by
/// and moved by.
#[derive(Clone, Copy)]
pub(crate) struct Lie {
    pub(crate) sheet: Size,
    pub(crate) scale: f64,
    pub(crate) at: [f64; 2],
}

impl SampleSheet {
    /// How a page of this size lies on it.
    pub(crate) fn lie(self, page: Size) -> Lie {
        let [short, long] = A3;
        let sheet = match self {
            SampleSheet::Full => return Lie { sheet: page, scale: 1.0, at: [0.0; 2] },
            SampleSheet::A3 if page.width > page.height => Size { width: long, height: short },
            SampleSheet::A3 => Size { width: short, height: long },
        };
        let fits = |room: Length, side: Length| (room - EDGE * 2).to_pt() / side.to_pt().max(1.0);
        let scale = fits(sheet.width, page.width).min(fits(sheet.height, page.height)).min(1.0);
        let left = |room: Length, side: Length| (room.to_pt() - side.to_pt() * scale) / 2.0;
        Lie { sheet, scale, at: [left(sheet.width, page.width), left(sheet.height, page.height)] }
    }
}

impl SampleSheet {
    /// Pixels per inch of the pages' own size that make a sample's on its sheet.
    pub(crate) fn picture_resolution(self, pages: &[Scene]) -> u32 {
        let scales = pages.iter().map(|page| self.lie(page.trim).scale);
        (f64::from(RESOLUTION) * scales.fold(0.0, f64::max)).ceil().max(1.0) as u32
    }
}

impl Lie {
    /// The matrix that brings a page's content to its place; `None` where it stays.
    pub(crate) fn matrix(&self) -> Option<[f32; 6]> {
        let scale = self.scale as f32;
        let [left, bottom] = self.at.map(points);
        let stays = self.scale == 1.0 && self.at == [0.0; 2];
        (!stays).then_some([scale, 0.0, 0.0, scale, left, bottom])
    }
}

impl Job<'_> {
    /// How far the page's sheet reaches beyond its trim: a sample has neither bleed nor marks.
    pub(crate) fn margin(&self) -> Length {
        if self.sample().is_some() { Length::ZERO } else { self.profile.sheet.margin() }
    }

    /// The sheet of a sample; `None` for the printer's own file.
    pub(crate) fn sample(&self) -> Option<SampleSheet> {
        match self.standard {
            Standard::Sample(sheet) => Some(sheet),
            Standard::PdfX4 | Standard::PdfX1a => None,
        }
    }
}

/// The word that lies under a sample's page.
pub(crate) fn under(scene: &Scene, fonts: &FontBook) -> Option<Item> {
    let face = fonts.resolve("黑体", "Bold").face;
    let size = scene.trim.width.min(scene.trim.height) / 3;
    let at = Point::new((scene.trim.width - size * 2) / 2, scene.trim.height / 2 + size.scale(35, 100));
    Some(Item::Shape(written(WORD, &face, size, at)?, PALE))
}

/// The line at the head of a sample's page: that it is one, and of which page, for A3 sheets lie about.
pub(crate) fn over(scene: &Scene, fonts: &FontBook) -> Option<Item> {
    let face = fonts.resolve("黑体", "Bold").face;
    let line = format!("{WORD}　第{}版　仅供校对，不作印刷", scene.page);
    Some(Item::Shape(written(&line, &face, LINE_SIZE, LINE_AT)?, RED))
}

/// A line of shapes, not of text: what a page says is its stories' alone. `None` where the face has none of its glyphs.
fn written(text: &str, face: &Face, size: Length, at: Point) -> Option<Path> {
    let units = i64::from(face.units_per_em().max(1));
    let mut segments = Vec::new();
    let mut x = at.x;
    for glyph in text.chars().filter_map(|c| face.glyph(c)) {
        let place = |[across, up]: [f32; 2]| {
            let units = |value: f32| size.scale((f64::from(value) * 100.0).round() as i64, units * 100);
            Point::new(x + units(across), at.y - units(up))
        };
        segments.extend(Outline::of(face, glyph).into_iter().map(|step| match step {
            Step::Move(to) => Segment::Move(place(to)),
            Step::Line(to) => Segment::Line(place(to)),
            Step::Curve([a, b, to]) => Segment::Curve(place(a), place(b), place(to)),
            Step::Close => Segment::Close,
        }));
        x += size.scale(i64::from(face.advance(glyph)), units);
    }
    (!segments.is_empty()).then_some(Path { segments })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_lies_in_the_middle_of_its_a3() {
        let mm = |width, height| Size { width: Length::from_mm(width), height: Length::from_mm(height) };
        let lie = SampleSheet::A3.lie(mm(390, 540));
        assert_eq!(lie.sheet, mm(297, 420));
        assert!((lie.scale - 287.0 / 390.0).abs() < 1e-9);
        let free = lie.at.map(|points| points / 72.0 * 25.4);
        assert!(
            (free[0] - 5.0).abs() < 0.01 && (free[1] - (420.0 - 540.0 * 287.0 / 390.0) / 2.0).abs() < 0.01
        );
        let lie = SampleSheet::A3.lie(mm(200, 100));
        assert_eq!((lie.sheet, lie.scale), (mm(420, 297), 1.0), "what is smaller stays as large as it is");
        assert_eq!(SampleSheet::Full.lie(mm(390, 540)).sheet, mm(390, 540));
    }
}
