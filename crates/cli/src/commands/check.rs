//! `banxin check`: what is wrong with an edition.

use super::{Shelf, lay, print};
use crate::failure::Failure;
use banxin_desk::jobs::export::{self, has_errors, pages};
use banxin_desk::jobs::printers;
use banxin_edition::model::Edition;
use banxin_makeup::Laid;
use banxin_measure::{Length, Rect};
use banxin_preflight::{Finding, Limits};
use serde_json::{Value, json};
use std::path::Path;

pub(crate) fn run(dir: &Path, page: Option<&str>, as_json: bool, shelf: &Shelf) -> Result<(), Failure> {
    let edition = super::open(dir)?;
    let pages = pages(&edition, page).map_err(Failure::from_error)?;
    let laid = lay(&edition, &pages, &shelf.fonts);
    let mut findings = banxin_preflight::check(&edition, dir, &laid);
    let limits = limits(&edition, dir, shelf);
    findings.extend(banxin_preflight::for_printer(dir, &laid, &shelf.fonts, &limits));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let text = if as_json { json_report(&laid, &findings) } else { text_report(&laid, &findings) };
    print(&text)?;
    if has_errors(&findings) { Err(Failure::Findings) } else { Ok(()) }
}

/// What the paper's usual printer asks; where it has none, or one that is not on this machine, what
/// newspapers ask everywhere.
fn limits(edition: &Edition, dir: &Path, shelf: &Shelf) -> Limits {
    let profile = printers::load(dir, &shelf.profiles, printers::usual(edition));
    profile.map_or_else(|_| Limits::default(), |profile| export::limits(&profile))
}

fn json_report(laid: &[Laid], findings: &[Finding]) -> String {
    let pages: Vec<Value> = laid
        .iter()
        .map(|page| {
            let articles: Vec<Value> = page
                .ledger
                .articles
                .iter()
                .map(|a| {
                    json!({
                        "block": a.block, "story": a.story, "title": a.title, "characters": a.characters,
                        "capacity_lines": a.capacity_lines, "filled_lines": a.filled_lines,
                        "capacity_characters": a.capacity_characters,
                        "underset_characters": a.underset_characters,
                        "overset_characters": a.fit.overset_characters, "overset_lines": a.fit.overset_lines,
                        "underset_lines": a.fit.underset_lines, "headline_fill_permille": a.headline_fill,
                    })
                })
                .collect();
            json!({
                "page": page.scene.page, "articles": articles, "cells": page.ledger.cells,
                "text_cells": page.ledger.text_cells, "head_cells": page.ledger.head_cells,
                "picture_cells": page.ledger.picture_cells, "ad_cells": page.ledger.ad_cells, "blank_cells": page.ledger.blank_cells(),
            })
        })
        .collect();
    let findings: Vec<Value> = findings
        .iter()
        .map(|f| {
            json!({
                "rule": f.rule, "severity": f.severity.to_string(), "page": f.page, "block": f.block,
                "story": f.story, "place": f.place.as_ref().map(millimetres), "text": f.text,
            })
        })
        .collect();
    format!("{:#}\n", json!({ "pages": pages, "findings": findings }))
}

/// A place in millimetres, to the thousandth.
fn millimetres(place: &Rect) -> Value {
    let to_mm = |length: Length| (length.to_mm() * 1000.0).round() / 1000.0;
    json!({
        "x": to_mm(place.x), "y": to_mm(place.y), "width": to_mm(place.width), "height": to_mm(place.height),
    })
}

fn text_report(laid: &[Laid], findings: &[Finding]) -> String {
    let mut text = String::new();
    for page in laid {
        let ledger = &page.ledger;
        let share = |cells: u32| cells * 100 / ledger.cells.max(1);
        text.push_str(&format!(
            "page {}: text {} %, heads {} %, pictures {} %, advertisements {} %, blank {} %\n",
            page.scene.page,
            share(ledger.text_cells),
            share(ledger.head_cells),
            share(ledger.picture_cells),
            share(ledger.ad_cells),
            share(ledger.blank_cells())
        ));
        for article in &ledger.articles {
            text.push_str(&format!(
                "  {} {} {}: {} characters, {} of {} lines filled, 余 {} 字 {} 行, 欠 {} 字 {} 行{}\n",
                article.block,
                article.story,
                article.title,
                article.characters,
                article.filled_lines,
                article.capacity_lines,
                article.fit.overset_characters,
                article.fit.overset_lines,
                article.underset_characters,
                article.fit.underset_lines,
                article.headline_fill.map(|fill| format!(", head {} % wide", fill / 10)).unwrap_or_default()
            ));
        }
    }
    for finding in findings {
        text.push_str(&banxin_preflight::line(finding));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_told_in_millimetres_to_the_thousandth() {
        let side = |text: &str| Length::parse(text).unwrap();
        let place = Rect::new(side("18.7875mm"), side("-1pt"), side("9pt"), Length::ZERO);
        let told = json!({ "x": 18.788, "y": -0.353, "width": 3.175, "height": 0.0 });
        assert_eq!(millimetres(&place), told);
    }
}
