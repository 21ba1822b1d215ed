//! Embedding rights (嵌入许可): faces whose maker does not let a subset of their outlines into a PDF.
//!
//! PDF/X wants every face embedded, and the press embeds subsets, so each of the three ways in which OS/2 `fsType` can
//! forbid that stops the page: embedding at all (bit 1), subsets (bit 8), outlines (bit 9). The right to embed for
//! preview and print is the very right that is needed here, and not told.

use crate::Finding;
use banxin_fonts::{Embedding, EmbeddingRight, FontBook};
use banxin_makeup::{Laid, Severity};
use banxin_scene::{FaceName, Item};
use std::collections::BTreeSet;

pub(crate) fn findings(laid: &[Laid], fonts: &FontBook) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in laid {
        let mut seen = BTreeSet::new();
        for block in &page.scene.blocks {
            for item in &block.items {
                let Item::Glyphs(run) = item else { continue };
                let face = page.scene.faces.get(usize::from(run.face.0)).filter(|_| seen.insert(run.face));
                let Some((face, why)) = face.and_then(|face| Some((face, forbidden(face, fonts)?))) else {
                    continue;
                };
                let text = format!(
                    "the maker of the face {} {} {why}; buy the right from the maker, or set the text in another face",
                    face.family, face.style
                );
                let finding =
                    Finding::new("font-embedding", Severity::Error, &page.scene.page, &block.id, text);
                findings.push(Finding { place: crate::letters::place(run), ..finding });
            }
        }
    }
    findings
}

/// What its maker forbids of a face, in words.
fn forbidden(face: &FaceName, fonts: &FontBook) -> Option<&'static str> {
    why(fonts.find(&face.family, &face.style)?.embedding())
}

fn why(embedding: Embedding) -> Option<&'static str> {
    match embedding {
        Embedding { right: EmbeddingRight::Restricted, .. } => Some("forbids embedding it in a PDF"),
        Embedding { bitmap_only: true, .. } => Some("lets only bitmaps of it into a PDF, and no outlines"),
        Embedding { no_subsetting: true, .. } => {
            Some("lets it into a PDF only as a whole, and not cut down to the characters in use")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_press_would_refuse_is_told() {
        let right = |right, no_subsetting, bitmap_only| Embedding { right, no_subsetting, bitmap_only };
        for right in [EmbeddingRight::Installable, EmbeddingRight::Editable, EmbeddingRight::PreviewPrint]
            .map(|one| right(one, false, false))
        {
            assert!(right.allows_subset() && why(right).is_none(), "{right:?}");
        }
        for right in [
            right(EmbeddingRight::Restricted, false, false),
            right(EmbeddingRight::Editable, true, false),
            right(EmbeddingRight::PreviewPrint, false, true),
        ] {
            assert!(!right.allows_subset() && why(right).is_some(), "{right:?}");
        }
    }
}
