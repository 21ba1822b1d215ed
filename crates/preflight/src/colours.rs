//! 版面色别: the proof that a 黑白 page has black alone and a 套红 page black and red alone. Makeup brings every colour to the
//! inks of its page and tells the designer so; here the scene that the press gets is asked once more.

use crate::Finding;
use banxin_edition::model::{Edition, PageColour};
use banxin_makeup::{Laid, Severity};
use banxin_scene::{Colour, GlyphRun, Item, Plates, SceneBlock};

pub(crate) fn findings(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in laid {
        let Some(kind) = edition.page(&page.scene.page).map(|page| page.colour) else { continue };
        let left = |block: &&SceneBlock| block.items.iter().any(|item| !prints(kind, item));
        for block in page.scene.blocks.iter().filter(left) {
            let text = format!(
                "something in this block is in colours that the {} page does not print; do not print the page, keep the edition and tell the makers of Banxin",
                if kind == PageColour::Black { "黑白" } else { "套红" }
            );
            findings.push(Finding::new("colour-left", Severity::Error, &page.scene.page, &block.id, text));
        }
    }
    findings
}

/// Whether a page of this kind prints an item as it is.
fn prints(kind: PageColour, item: &Item) -> bool {
    let has = |colour: &Colour| match kind {
        PageColour::Full => true,
        PageColour::Black => colour.c == 0 && colour.m == 0 && colour.y == 0,
        PageColour::BlackAndRed => colour.c == 0 && colour.m == colour.y,
    };
    match item {
        Item::Glyphs(GlyphRun { colour, gradient, .. }) => {
            has(colour)
                && gradient.is_none_or(|gradient| has(&gradient.colours.0) && has(&gradient.colours.1))
        }
        Item::Fill(_, colour) | Item::Shape(_, colour) | Item::Outline(_, _, colour) => has(colour),
        Item::Stroke(stroke) => has(&stroke.colour),
        Item::Shade(_, gradient) => has(&gradient.colours.0) && has(&gradient.colours.1),
        Item::Image(image) => {
            kind == PageColour::Full
                || image.plates == Plates::Black
                || kind == PageColour::BlackAndRed && image.plates == Plates::BlackAndRed
        }
    }
}
