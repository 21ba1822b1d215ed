//! Printer's marks (印刷标记) outside the trim, for houses that cut and for presses that are set by eye: crop marks (裁切线),
//! register marks (套准线) and a bar of the inks (色标). Newspapers need none of them, since their presses have their own.

use crate::paint::Painter;
use banxin_measure::{Length, Point, Rect, Size};
use banxin_scene::{Colour, Item, Path, Stroke};

/// Marks keep this far from the trim even without a bleed, so that none is left on a page cut a little off.
const STANDOFF: Length = Length::from_mm(3);
/// How long a crop mark is, and how large a register mark.
const LENGTH: Length = Length::from_mm(5);
/// Paper beyond the marks.
const AIR: Length = Length::from_mm(2);
/// Weight of marks: a quarter of a point, what every press holds (GWG 2022, R0018).
const WEIGHT: Length = Length::from_emu(3_175);
/// Side of a patch of the bar.
const PATCH: Length = Length::from_mm(4);

/// On every plate, so that the plates can be laid on one another. PDF's own colour for that, All, is refused by
/// newspapers (GWG 2022, R0024).
const EVERY_PLATE: Colour = Colour { c: 1000, m: 1000, y: 1000, k: 1000 };

/// The patches of the bar: each ink solid and half.
const PATCHES: [Colour; 8] = [
    Colour { c: 1000, m: 0, y: 0, k: 0 },
    Colour { c: 0, m: 1000, y: 0, k: 0 },
    Colour { c: 0, m: 0, y: 1000, k: 0 },
    Colour { c: 0, m: 0, y: 0, k: 1000 },
    Colour { c: 500, m: 0, y: 0, k: 0 },
    Colour { c: 0, m: 500, y: 0, k: 0 },
    Colour { c: 0, m: 0, y: 500, k: 0 },
    Colour { c: 0, m: 0, y: 0, k: 500 },
];

/// How far marks begin from the trim, with this bleed.
fn standoff(bleed: Length) -> Length {
    bleed.max(STANDOFF)
}

/// How far the sheet reaches beyond the trim for marks, with this bleed.
pub(crate) fn margin(bleed: Length) -> Length {
    standoff(bleed) + LENGTH + AIR
}

/// The marks round a page of this size; places are the page's, so that most are negative or beyond it.
pub(crate) fn marks(trim: Size, bleed: Length) -> Vec<Item> {
    let near = standoff(bleed);
    let mut items = Vec::new();
    let mut line = |from: Point, to: Point| {
        items.push(Item::Stroke(Stroke { from, to, width: WEIGHT, colour: EVERY_PLATE }));
    };
    for y in [Length::ZERO, trim.height] {
        line(Point::new(-near - LENGTH, y), Point::new(-near, y));
        line(Point::new(trim.width + near, y), Point::new(trim.width + near + LENGTH, y));
    }
    for x in [Length::ZERO, trim.width] {
        line(Point::new(x, -near - LENGTH), Point::new(x, -near));
        line(Point::new(x, trim.height + near), Point::new(x, trim.height + near + LENGTH));
    }
    let (middle, half) = (near + LENGTH / 2, LENGTH / 2);
    for centre in [
        Point::new(trim.width / 2, -middle),
        Point::new(trim.width / 2, trim.height + middle),
        Point::new(-middle, trim.height / 2),
        Point::new(trim.width + middle, trim.height / 2),
    ] {
        line(Point::new(centre.x - half, centre.y), Point::new(centre.x + half, centre.y));
        line(Point::new(centre.x, centre.y - half), Point::new(centre.x, centre.y + half));
    }
    for centre in [Point::new(trim.width / 2, -middle), Point::new(trim.width / 2, trim.height + middle)] {
        let ring = LENGTH / 4;
        let around = Rect::new(centre.x - ring, centre.y - ring, ring * 2, ring * 2);
        items.push(Item::Outline(Path::rounded(&around, ring), WEIGHT, EVERY_PLATE));
    }
    for (number, colour) in (0i64..).zip(PATCHES) {
        let patch = Rect::new(LENGTH + PATCH * number, trim.height + near, PATCH, PATCH);
        items.push(Item::Fill(patch, colour));
    }
    items
}

impl Painter<'_> {
    /// Paints the marks round a page of this size.
    pub(crate) fn marks(&mut self, trim: Size, bleed: Length) {
        for item in marks(trim, bleed) {
            self.plain(&item);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_touches_the_bleed_or_leaves_the_sheet() {
        let trim = Size { width: Length::from_mm(390), height: Length::from_mm(540) };
        for bleed in [0, 3, 10].map(Length::from_mm) {
            let margin = margin(bleed);
            let sheet = Rect::new(-margin, -margin, trim.width + margin * 2, trim.height + margin * 2);
            let inner = Rect::new(-bleed, -bleed, trim.width + bleed * 2, trim.height + bleed * 2);
            for item in marks(trim, bleed) {
                let place = match item {
                    Item::Stroke(Stroke { from, to, .. }) => {
                        let (x, y) = (from.x.min(to.x), from.y.min(to.y));
                        Rect::new(x, y, from.x.max(to.x) - x, from.y.max(to.y) - y)
                    }
                    Item::Fill(place, _) => place,
                    _ => continue,
                };
                assert!(sheet.contains(&place), "{place:?}");
                let apart = place.right() <= inner.x
                    || place.x >= inner.right()
                    || place.bottom() <= inner.y
                    || place.y >= inner.bottom();
                assert!(apart, "{place:?}");
            }
        }
    }
}
