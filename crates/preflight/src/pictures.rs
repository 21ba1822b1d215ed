//! Whether the files of the pictures that stand on the pages can be used: each is read to its last pixel, for a
//! header may promise what the file does not hold. And whether a picture is stretched (变形), as an advertisement is that
//! was not made for its place: makeup reads no files and fills the place.

use crate::Finding;
use banxin_images::ImageError;
use banxin_makeup::{Laid, Severity};
use banxin_scene::{Image, Item};
use std::collections::BTreeMap;
use std::path::Path;

/// A picture is shown stretched if one side is longer for the other than in its file by more than this, in percent.
/// Less is what rounding to whole lines and columns makes, and no eye sees it.
const STRETCHED: i128 = 2;

/// Findings over the pictures of the laid pages, each file read once. One that is not there is found elsewhere.
pub(crate) fn findings(dir: &Path, laid: &[Laid]) -> Vec<Finding> {
    let mut known: BTreeMap<&String, Option<(u32, u32)>> = BTreeMap::new();
    let mut findings = Vec::new();
    for page in laid {
        for block in &page.scene.blocks {
            let mut tell = |rule, severity, text| {
                findings.push(Finding::new(rule, severity, &page.scene.page, &block.id, text));
            };
            let images = block.items.iter().filter_map(|item| match item {
                Item::Image(image) => Some((image, image.file.as_ref()?)),
                _ => None,
            });
            for (image, file) in images {
                let pixels = *known.entry(file).or_insert_with(|| {
                    examine(dir, file).unwrap_or_else(|error| {
                        tell("picture-unreadable", Severity::Error, format!("{file}: {error}"));
                        None
                    })
                });
                if let Some((width, height)) = pixels.filter(|pixels| stretched(image, *pixels)) {
                    let (_, placed) = image.upright();
                    let text = format!(
                        "{file} has {width} × {height} pixels and is stretched to {:.1} × {:.1} mm; give it a place of its shape or another file",
                        placed.width.to_mm(),
                        placed.height.to_mm()
                    );
                    tell("picture-stretched", Severity::Warning, text);
                }
            }
        }
    }
    findings
}

/// Whether a picture of so many pixels is shown in another shape.
fn stretched(image: &Image, (width, height): (u32, u32)) -> bool {
    let (_, placed) = image.upright();
    let level = i128::from(placed.width.emu()) * i128::from(height);
    let upright = i128::from(placed.height.emu()) * i128::from(width);
    (level - upright).abs() * 100 > level.max(upright) * STRETCHED
}

/// Reads a file to its end; how many pixels it has, if it is there.
fn examine(dir: &Path, file: &str) -> Result<Option<(u32, u32)>, ImageError> {
    let path = banxin_images::inside(dir, file).ok_or(ImageError::Missing)?;
    if !path.exists() {
        return Ok(None);
    }
    banxin_images::printable(&path).map(|picture| Some(picture.size()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_measure::{Length, Rect, Turn};
    use banxin_scene::Plates;

    #[test]
    fn a_picture_in_another_shape_is_stretched() {
        let image = |width, height, turn| {
            let placed =
                Rect::new(Length::ZERO, Length::ZERO, Length::from_pt(width), Length::from_pt(height));
            Image { frame: placed, placed, file: None, turn, flipped: false, plates: Plates::All }
        };
        assert!(!stretched(&image(300, 200, Turn::Upright), (3000, 2000)));
        assert!(!stretched(&image(303, 200, Turn::Upright), (3000, 2000)));
        assert!(stretched(&image(310, 200, Turn::Upright), (3000, 2000)));
        assert!(stretched(&image(300, 207, Turn::Upright), (3000, 2000)));
        assert!(!stretched(&image(200, 300, Turn::Right), (3000, 2000)));
        assert!(stretched(&image(300, 200, Turn::Right), (3000, 2000)));
        assert!(!stretched(&image(0, 0, Turn::Upright), (1, 1)));
    }
}
