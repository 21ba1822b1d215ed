//! Type that the press cannot hold: smaller than the paper or the printer allows, small and reversed (反白), small and of
//! several inks, black of too much ink, black that knocks out what lies under it.
//!
//! Asked of the glyphs as they stand on the page, so that it does not matter which style or fitting made them small.

use crate::{Finding, Limits};
use banxin_edition::model::Edition;
use banxin_makeup::{Laid, Severity};
use banxin_measure::{Length, Rect, Turn};
use banxin_scene::{Colour, GlyphRun, Item, Paint, Scene, SceneBlock};

/// Black of so much black, in permille, is meant to be read as black (GWG 2022, R0015) …
const RICH_BLACK: u16 = 850;
/// … and is too rich for type with more ink than this in all, in permille: four inks never meet on one hairline.
const RICH: u32 = 2_200;

/// Black type under this size prints over what lies under it, or every shift of the plates shows as a bright seam
/// (GWG 2022, R0009).
const OVERPRINTED: Length = Length::from_pt(12);

/// Type under the paper's own least size.
pub(crate) fn findings(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let small = |page: &Scene, block: &SceneBlock| {
        let least = edition.paper.least_type;
        smallest(block, |run| run.size < least).map(|run| {
            finding(
                "type-small",
                page,
                block,
                run,
                &format!("type {} is under {} pt; set it larger", said(run), least.to_pt()),
            )
        })
    };
    over_blocks(laid, small)
}

/// Type that a printer with these limits cannot hold.
pub(crate) fn for_printer(laid: &[Laid], limits: &Limits) -> Vec<Finding> {
    let mut findings = over_blocks(laid, |page, block| {
        let least = limits.type_least;
        smallest(block, |run| run.size < least).map(|run| {
            let text = format!(
                "type {} is under the {} pt that the printer can hold; set it larger",
                said(run),
                least.to_pt()
            );
            finding("type-small", page, block, run, &text)
        })
    });
    let fine = limits.type_fine;
    findings.extend(over_blocks(laid, |page, block| {
        smallest(block, |run| run.size < fine && inks(run).iter().all(Colour::is_paper)).map(|run| {
            let text = format!(
                "reversed type {} is under {} pt; set it larger or in black alone",
                said(run),
                fine.to_pt()
            );
            finding("type-reversed", page, block, run, &text)
        })
    }));
    findings.extend(over_blocks(laid, |page, block| {
        smallest(block, |run| run.size < fine && inks(run).iter().any(several)).map(|run| {
            let text = format!(
                "type of more than one ink {} is under {} pt; set it larger or in black alone",
                said(run),
                fine.to_pt()
            );
            finding("type-inks", page, block, run, &text)
        })
    }));
    findings.extend(over_blocks(laid, |page, block| {
        smallest(block, |run| inks(run).iter().any(is_rich_black)).map(|run| {
            let text = format!("black type {} has inks under its black; set it in black alone", said(run));
            finding("type-rich", page, block, run, &text)
        })
    }));
    if !limits.black_overprints {
        findings.extend(laid.iter().filter_map(|page| knocking_out(&page.scene)));
    }
    findings
}

/// The first small black type of a page, where black does not print over: once a page, for it is one setting that mends
/// all of it.
fn knocking_out(page: &Scene) -> Option<Finding> {
    let small = |run: &GlyphRun| run.size < OVERPRINTED && run.paint() == Paint::Plain(Colour::BLACK);
    page.blocks.iter().find_map(|block| {
        let run = smallest(block, small)?;
        let text = format!(
            "black type {} knocks out what lies under it, and every shift of the plates shows; let the printer profile print solid black over",
            said(run)
        );
        Some(finding("type-knocks-out", page, block, run, &text))
    })
}

/// A rule asked of each block.
fn over_blocks(laid: &[Laid], rule: impl Fn(&Scene, &SceneBlock) -> Option<Finding>) -> Vec<Finding> {
    let pages = laid.iter().map(|page| &page.scene);
    pages
        .flat_map(|page| page.blocks.iter().filter_map(|block| rule(page, block)).collect::<Vec<_>>())
        .collect()
}

/// The smallest run of a block for which something holds; blanks have no size.
fn smallest(block: &SceneBlock, is: impl Fn(&GlyphRun) -> bool) -> Option<&GlyphRun> {
    let runs = block.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) if !run.text.trim().is_empty() => Some(run),
        _ => None,
    });
    runs.filter(|run| is(run)).min_by_key(|run| run.size)
}

/// Size and first words of a run.
fn said(run: &GlyphRun) -> String {
    let words: String = run.text.chars().take(12).collect();
    format!("of {} pt ({words:?})", run.size.to_pt())
}

fn finding(rule: &'static str, page: &Scene, block: &SceneBlock, run: &GlyphRun, text: &str) -> Finding {
    let finding = Finding::new(rule, Severity::Warning, &page.page, &block.id, text.to_owned());
    Finding { place: place(run), ..finding }
}

/// The inks that a run is painted in.
fn inks(run: &GlyphRun) -> Vec<Colour> {
    match run.paint() {
        Paint::Plain(colour) => vec![colour],
        Paint::Gradient(gradient) => vec![gradient.colours.0, gradient.colours.1],
    }
}

/// Whether more than one plate prints it.
fn several(colour: &Colour) -> bool {
    [colour.c, colour.m, colour.y, colour.k].iter().filter(|ink| **ink > 0).count() > 1
}

/// Whether it is meant for black and has more ink than type can bear.
pub(crate) fn is_rich_black(colour: &Colour) -> bool {
    colour.k >= RICH_BLACK && crate::heavy::total(colour) > RICH
}

/// Where an upright run stands.
pub(crate) fn place(run: &GlyphRun) -> Option<Rect> {
    let (first, last) = (run.glyphs.first()?, run.glyphs.last()?);
    let top = first.at.y - run.size.scale(880, 1000);
    let width = last.at.x + last.advance - first.at.x;
    (run.turn == Turn::Upright).then(|| Rect::new(first.at.x, top, width, run.size))
}
