//! Pictures that go to the press with inks of their own (CMYK JPEG): what of them lies on each cell of the map. All others
//! are bare paper here: the press separates them, and no pixel of theirs is over the profile's limit.

use super::map::{Map, lay};
use banxin_images::{cmyk_jpeg, inside};
use banxin_measure::{Length, Rect, Turn};
use banxin_scene::{Colour, Image, Plates};
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

/// Pixels of a cell that are looked at along each side.
const LOOKS: u32 = 3;

/// The inks of a picture: a pixel's four after the other's, 255 for a solid.
pub(super) struct Own {
    width: u32,
    height: u32,
    inks: Vec<u8>,
}

/// The pictures of an edition, each read once. The last one with inks of its own is kept, for they are large.
pub(super) struct Pictures<'a> {
    dir: &'a Path,
    known: BTreeMap<String, bool>,
    last: Option<(String, Rc<Own>)>,
}

impl<'a> Pictures<'a> {
    pub(super) fn new(dir: &'a Path) -> Pictures<'a> {
        Pictures { dir, known: BTreeMap::new(), last: None }
    }

    /// The inks of a picture that goes to the press as it is.
    pub(super) fn inks(&mut self, image: &Image) -> Option<Rc<Own>> {
        let file = image.file.as_ref().filter(|_| image.plates == Plates::All)?;
        if let Some((_, own)) = self.last.as_ref().filter(|(last, _)| last == file) {
            return Some(own.clone());
        }
        if self.known.get(file) == Some(&false) {
            return None;
        }
        let own = read(self.dir, file).map(Rc::new);
        self.known.insert(file.clone(), own.is_some());
        if let Some(own) = &own {
            self.last = Some((file.clone(), own.clone()));
        }
        own
    }

    /// Lays a picture on the map.
    pub(super) fn lay(&mut self, image: &Image, map: &mut Map) {
        let Some(own) = self.inks(image) else { return map.lay(&image.frame, 1.0, Colour::PAPER, false) };
        map.within(&image.frame, |cell, part, under| lay(under, part, own.mean(image, cell), false));
    }
}

fn read(dir: &Path, file: &str) -> Option<Own> {
    let picture = cmyk_jpeg(&inside(dir, file)?).ok()??;
    Some(Own { width: picture.width, height: picture.height, inks: picture.inks().ok()? })
}

impl Own {
    /// The average of the pixels that lie on a cell, in permille.
    fn mean(&self, image: &Image, cell: &Rect) -> [f32; 4] {
        let mut sum = [0.0; 4];
        for down in 0..LOOKS {
            for across in 0..LOOKS {
                let along = |start: Length, side: Length, look: u32| {
                    start + side.scale(i64::from(look * 2 + 1), i64::from(LOOKS * 2))
                };
                let (x, y) = (along(cell.x, cell.width, across), along(cell.y, cell.height, down));
                for (sum, ink) in sum.iter_mut().zip(self.at(image, x, y)) {
                    *sum += f32::from(ink);
                }
            }
        }
        sum.map(|ink| ink / (LOOKS * LOOKS) as f32 * 1000.0 / 255.0)
    }

    /// The pixel that lies on a point of the page.
    fn at(&self, image: &Image, x: Length, y: Length) -> [u8; 4] {
        let share = |from: Length, at: Length, side: Length| {
            ((at - from).emu() as f64 / side.emu().max(1) as f64).clamp(0.0, 1.0)
        };
        let (u, v) =
            (share(image.placed.x, x, image.placed.width), share(image.placed.y, y, image.placed.height));
        let (u, v) = match image.turn {
            Turn::Upright => (u, v),
            Turn::Right => (v, 1.0 - u),
            Turn::Down => (1.0 - u, 1.0 - v),
            Turn::Left => (1.0 - v, u),
        };
        let u = if image.flipped { 1.0 - u } else { u };
        let pixel = |share: f64, count: u32| {
            ((share * f64::from(count)) as usize).min(count.saturating_sub(1) as usize)
        };
        let at = (pixel(v, self.height) * self.width as usize + pixel(u, self.width)) * 4;
        self.inks.get(at..at + 4).and_then(|inks| inks.try_into().ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_turn_with_their_picture() {
        // Cyan, magenta over yellow, black.
        let inks = (0..4).flat_map(|ink| (0..4).map(move |at| if at == ink { 255 } else { 0 })).collect();
        let own = Own { width: 2, height: 2, inks };
        let mm = Length::from_mm;
        let seen = |turn, flipped| {
            let placed = Rect::new(mm(10), mm(10), mm(20), mm(20));
            let image = Image { frame: placed, placed, file: None, turn, flipped, plates: Plates::All };
            let ink = |x, y| own.at(&image, mm(x), mm(y)).iter().position(|ink| *ink > 0).unwrap();
            ["C", "M", "Y", "K"][ink(15, 15)].to_owned() + ["C", "M", "Y", "K"][ink(25, 15)]
        };
        assert_eq!(seen(Turn::Upright, false), "CM");
        assert_eq!(seen(Turn::Upright, true), "MC");
        assert_eq!(seen(Turn::Right, false), "YC");
        assert_eq!(seen(Turn::Down, false), "KY");
        assert_eq!(seen(Turn::Left, false), "MK");
        // As the scene has it: mirrored first.
        assert_eq!(seen(Turn::Right, true), "KM");
    }
}
