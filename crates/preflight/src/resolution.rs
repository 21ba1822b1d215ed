//! Resolution (分辨率): whether a picture has pixels enough for the size at which it is shown.
//!
//! Only the headers of the files are read. What is enough is the printer's to say, so the limits come from outside.

use crate::{Finding, Limits};
use banxin_makeup::{Laid, Severity};
use banxin_measure::{EMU_PER_PT, Length};
use banxin_scene::{Image, Item};
use std::collections::BTreeMap;
use std::path::Path;

/// An inch in the house's unit.
const INCH: i128 = 72 * EMU_PER_PT as i128;
/// Pictures of no more pixels than this are dots and bars, and nobody sees how fine they are (GWG 2022, R0031).
const SPECK: u32 = 16;

/// What is known of a picture's file from its header.
#[derive(Clone, Copy)]
struct Known {
    pixels: (u32, u32),
    line_art: bool,
}

/// Pictures of the laid pages that are too coarse for a printer. A file that cannot be read is found elsewhere.
pub(crate) fn findings(dir: &Path, laid: &[Laid], limits: &Limits) -> Vec<Finding> {
    let mut known: BTreeMap<&str, Option<Known>> = BTreeMap::new();
    let mut findings = Vec::new();
    for page in laid {
        for block in &page.scene.blocks {
            for item in &block.items {
                let Item::Image(image @ Image { file: Some(file), .. }) = item else { continue };
                let Some(picture) = *known.entry(file).or_insert_with(|| probe(dir, file)) else { continue };
                let Some(resolution) = resolution(image, picture.pixels) else { continue };
                let (rule, low, least) = match picture.line_art {
                    true => ("line-art-low", limits.line_art_low, limits.line_art_least),
                    false => ("picture-low", limits.low, limits.least),
                };
                let severity = match resolution {
                    found if found <= i128::from(least) => Severity::Error,
                    found if found < i128::from(low) => Severity::Warning,
                    _ => continue,
                };
                let [width, height] = [image.frame.width, image.frame.height].map(Length::to_mm);
                let text = format!(
                    "{file}{} has {resolution} pixels per inch at {width:.1} × {height:.1} mm, and the printer asks for \
                     {low}; show it smaller, show more of it, or get a larger file",
                    if picture.line_art { " (line art of one bit)" } else { "" },
                );
                let finding = Finding::new(rule, severity, &page.scene.page, &block.id, text);
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

fn probe(dir: &Path, file: &str) -> Option<Known> {
    let path = banxin_images::inside(dir, file)?;
    let line_art = banxin_images::is_line_art(&path).ok()?;
    Some(Known { pixels: banxin_images::probe(&path).ok()?, line_art })
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
