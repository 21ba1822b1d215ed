//! Resolution (分辨率): whether a picture has pixels enough for the size at which it is shown.
//!
//! Only the headers of the files are read. What is enough is the printer's to say, so the limits come from outside.

use crate::Finding;
use banxin_makeup::{Laid, Severity};
use banxin_measure::{EMU_PER_PT, Length};
use banxin_scene::{Image, Item};
use std::collections::BTreeMap;
use std::path::Path;

/// An inch in the house's unit.
const INCH: i128 = 72 * EMU_PER_PT as i128;
/// Pictures of no more pixels than this are dots and bars, and nobody sees how fine they are (GWG 2022, R0031).
const SPECK: u32 = 16;

/// The resolutions that a printer asks of pictures, in pixels per inch at their size on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Under this a picture is worth a warning.
    pub low: u32,
    /// Up to this it must not print.
    pub least: u32,
}

/// The limits for newspapers of the Ghent Workgroup (GWG 2022, R0031): over 99, and better over 149.
impl Default for Limits {
    fn default() -> Limits {
        Limits { low: 150, least: 99 }
    }
}

/// Pictures of the laid pages that are too coarse for a printer. A file that cannot be read is found elsewhere.
pub fn coarse_pictures(dir: &Path, laid: &[Laid], limits: &Limits) -> Vec<Finding> {
    let mut known: BTreeMap<&str, Option<(u32, u32)>> = BTreeMap::new();
    let mut findings = Vec::new();
    for page in laid {
        for block in &page.scene.blocks {
            for item in &block.items {
                let Item::Image(image @ Image { file: Some(file), .. }) = item else { continue };
                let pixels = *known.entry(file).or_insert_with(|| probe(dir, file));
                let Some(resolution) = pixels.and_then(|pixels| resolution(image, pixels)) else { continue };
                let severity = match resolution {
                    found if found <= i128::from(limits.least) => Severity::Error,
                    found if found < i128::from(limits.low) => Severity::Warning,
                    _ => continue,
                };
                let [width, height] = [image.frame.width, image.frame.height].map(Length::to_mm);
                let text = format!(
                    "{file} has {resolution} pixels per inch at {width:.1} × {height:.1} mm, and the printer asks for \
                     {}; show it smaller, show more of it, or get a larger file",
                    limits.low
                );
                let finding = Finding::new("picture-low", severity, &page.scene.page, &block.id, text);
                findings.push(Finding { place: Some(image.frame), ..finding });
            }
        }
    }
    findings
}

/// Pixels per inch along the coarser side, rounded down; `None` for a speck, or where there is no size.
fn resolution(image: &Image, (width, height): (u32, u32)) -> Option<i128> {
    if width <= SPECK && height <= SPECK {
        return None;
    }
    let (_, placed) = image.upright();
    let along = |pixels: u32, side: Length| {
        let side = i128::from(side.emu());
        (side > 0).then(|| i128::from(pixels) * INCH / side)
    };
    Some(along(width, placed.width)?.min(along(height, placed.height)?))
}

fn probe(dir: &Path, file: &str) -> Option<(u32, u32)> {
    banxin_images::probe(&banxin_images::inside(dir, file)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_measure::{Rect, Turn};
    use banxin_scene::Plates;

    #[test]
    fn the_coarser_side_counts_and_turns_with_the_picture() {
        let image = |turn| {
            // Three inches by two.
            let placed = Rect::new(Length::ZERO, Length::ZERO, Length::from_pt(216), Length::from_pt(144));
            Image { frame: placed, placed, file: None, turn, flipped: false, plates: Plates::All }
        };
        assert_eq!(resolution(&image(Turn::Upright), (600, 400)), Some(200));
        assert_eq!(resolution(&image(Turn::Upright), (600, 301)), Some(150));
        assert_eq!(resolution(&image(Turn::Upright), (449, 400)), Some(149));
        assert_eq!(resolution(&image(Turn::Left), (400, 600)), Some(200));
        assert_eq!(resolution(&image(Turn::Upright), (16, 16)), None);
    }
}
