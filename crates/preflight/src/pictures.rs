//! Whether the files of the pictures that stand on the pages can be used: each is read to its last pixel, for a
//! header may promise what the file does not hold.

use crate::Finding;
use banxin_images::ImageError;
use banxin_makeup::{Laid, Severity};
use banxin_scene::Item;
use std::collections::BTreeSet;
use std::path::{Component, Path};

/// Findings over the pictures of the laid pages, each file once. One that is not there is found elsewhere.
pub(crate) fn findings(dir: &Path, laid: &[Laid]) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for page in laid {
        for block in &page.scene.blocks {
            let files = block.items.iter().filter_map(|item| match item {
                Item::Image(image) => image.file.as_ref(),
                _ => None,
            });
            for file in files {
                if !seen.insert(file) {
                    continue;
                }
                if let Err(error) = examine(dir, file) {
                    findings.push(Finding {
                        rule: "picture-unreadable",
                        severity: Severity::Error,
                        page: Some(page.scene.page.clone()),
                        block: Some(block.id.clone()),
                        story: None,
                        text: format!("{file}: {error}"),
                    });
                }
            }
        }
    }
    findings
}

fn examine(dir: &Path, file: &str) -> Result<(), ImageError> {
    let relative = Path::new(file);
    // Scenes name files inside the edition; nothing else is read.
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Err(ImageError::Missing);
    }
    let path = dir.join(relative);
    if !path.exists() {
        return Ok(());
    }
    // Four inks go to the printer as they are, so that they are never decoded.
    match banxin_images::cmyk_jpeg(&path)? {
        Some(_) => Ok(()),
        None => banxin_images::open(&path).map(|_| ()),
    }
}
