//! The notes of a page: its ledger (版面台账) and its findings, as the JSON at the end of a [patch](crate::patch).
//!
//! ```json
//! {"articles": [{"block": "b2", "story": "s01", "characters": 1556, "capacityCharacters": 1625, "capacityLines": 125,
//!                "filledLines": 125, "oversetCharacters": 0, "oversetLines": 0, "undersetCharacters": 0,
//!                "undersetLines": 0, "headlineFill": 860}],
//!  "cells": {"all": 928, "text": 450, "heads": 90, "pictures": 240, "ads": 40, "blank": 108},
//!  "findings": [{"rule": "overset", "severity": "error", "block": "b2", "story": "s01", "text": "…"}]}
//! ```
//!
//! `cells` counts cells of the page's grid, columns × lines. Findings stand with the gravest first, else in the
//! order in which make-up met them.

use banxin_makeup::{Diagnostic, Ledger};
use serde::Serialize;
use std::cmp::Reverse;

/// Ledger and findings.
#[derive(Serialize)]
pub(crate) struct Notes<'a> {
    articles: Vec<Article<'a>>,
    cells: Cells,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Article<'a> {
    block: &'a str,
    story: &'a str,
    characters: u32,
    capacity_characters: u32,
    capacity_lines: u32,
    filled_lines: u32,
    overset_characters: u32,
    overset_lines: u32,
    underset_characters: u32,
    underset_lines: u32,
    headline_fill: Option<u16>,
}

#[derive(Serialize)]
struct Cells {
    all: u32,
    text: u32,
    heads: u32,
    pictures: u32,
    ads: u32,
    blank: u32,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    block: Option<&'a str>,
    story: Option<&'a str>,
    text: &'a str,
}

impl<'a> Notes<'a> {
    /// The notes of a laid page.
    pub(crate) fn of(ledger: &'a Ledger, diagnostics: &'a [Diagnostic]) -> Notes<'a> {
        let articles = ledger.articles.iter().map(|entry| Article {
            block: &entry.block,
            story: &entry.story,
            characters: entry.characters,
            capacity_characters: entry.capacity_characters,
            capacity_lines: entry.capacity_lines,
            filled_lines: entry.filled_lines,
            overset_characters: entry.fit.overset_characters,
            overset_lines: entry.fit.overset_lines,
            underset_characters: entry.underset_characters,
            underset_lines: entry.fit.underset_lines,
            headline_fill: entry.headline_fill,
        });
        let mut gravest_first: Vec<&Diagnostic> = diagnostics.iter().collect();
        gravest_first.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
        let findings = gravest_first.into_iter().map(|diagnostic| Finding {
            rule: diagnostic.rule,
            severity: diagnostic.severity.name(),
            block: diagnostic.block.as_deref(),
            story: diagnostic.story.as_deref(),
            text: &diagnostic.text,
        });
        let cells = Cells {
            all: ledger.cells,
            text: ledger.text_cells,
            heads: ledger.head_cells,
            pictures: ledger.picture_cells,
            ads: ledger.ad_cells,
            blank: ledger.blank_cells(),
        };
        Notes { articles: articles.collect(), cells, findings: findings.collect() }
    }
}
