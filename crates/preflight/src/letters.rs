//! Type that the press cannot hold: smaller than the paper allows, small and reversed (反白), small and of several inks.
//!
//! Asked of the glyphs as they stand on the page, so that it does not matter which style or fitting made them small.

use crate::Finding;
use banxin_edition::model::Edition;
use banxin_makeup::{Laid, Severity};
use banxin_measure::{Length, Rect, Turn};
use banxin_scene::{Colour, GlyphRun, Item, Paint};

/// Reversed type and type of several inks are no smaller than this (GWG 2022, R0016 and R0017): one ink off its place by
/// a hair fills the thin strokes of the one and doubles those of the other.
const LEAST_FINE: Length = Length::from_pt(10);

/// What is wrong with type.
struct Fault {
    rule: &'static str,
    severity: Severity,
    is: fn(&GlyphRun, Length) -> bool,
    what: &'static str,
    least: Length,
}

pub(crate) fn findings(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let faults = [
        Fault {
            rule: "type-small",
            severity: Severity::Warning,
            is: |run, least| run.size < least,
            what: "type",
            least: edition.paper.least_type,
        },
        Fault {
            rule: "type-reversed",
            severity: Severity::Warning,
            is: |run, least| run.size < least && inks(run).iter().all(Colour::is_paper),
            what: "reversed type",
            least: LEAST_FINE,
        },
        Fault {
            rule: "type-inks",
            severity: Severity::Warning,
            is: |run, least| run.size < least && inks(run).iter().any(several),
            what: "type of more than one ink",
            least: LEAST_FINE,
        },
    ];
    let mut findings = Vec::new();
    for page in laid {
        for block in &page.scene.blocks {
            let runs = || {
                block.items.iter().filter_map(|item| match item {
                    Item::Glyphs(run) if !run.text.trim().is_empty() => Some(run),
                    _ => None,
                })
            };
            for fault in &faults {
                let Some(run) = runs().filter(|run| (fault.is)(run, fault.least)).min_by_key(|run| run.size)
                else {
                    continue;
                };
                let words: String = run.text.chars().take(12).collect();
                let text = format!(
                    "{} of {} pt ({words:?}) is under {} pt; set it larger{}",
                    fault.what,
                    run.size.to_pt(),
                    fault.least.to_pt(),
                    if fault.rule == "type-small" { "" } else { " or in black alone" },
                );
                let finding = Finding::new(fault.rule, fault.severity, &page.scene.page, &block.id, text);
                findings.push(Finding { place: place(run), ..finding });
            }
        }
    }
    findings
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

/// Where an upright run stands.
fn place(run: &GlyphRun) -> Option<Rect> {
    let (first, last) = (run.glyphs.first()?, run.glyphs.last()?);
    let top = first.at.y - run.size.scale(880, 1000);
    let width = last.at.x + last.advance - first.at.x;
    (run.turn == Turn::Upright).then(|| Rect::new(first.at.x, top, width, run.size))
}
