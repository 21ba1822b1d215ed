//! The ledger (版面台账) and the diagnostics of a laid page.

use banxin_scene::{Fit, Scene};
use std::fmt;

/// A page that has been made up.
#[derive(Clone, Debug)]
pub struct Laid {
    /// What stands where.
    pub scene: Scene,
    /// How each story fits.
    pub ledger: Ledger,
    /// What a designer ought to know.
    pub diagnostics: Vec<Diagnostic>,
}

/// How the page is filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Each block with a story, in the page's order.
    pub articles: Vec<ArticleEntry>,
    /// Cells of the grid (columns × lines) on the page.
    pub cells: u32,
    /// Cells covered by pictures and their captions.
    pub picture_cells: u32,
    /// Cells covered by heads and furniture.
    pub head_cells: u32,
    /// Cells that body lines fill.
    pub text_cells: u32,
    /// Cells kept for advertisements (广告).
    pub ad_cells: u32,
}

/// How one story fits its block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleEntry {
    /// Id of the block.
    pub block: String,
    /// Id of the story.
    pub story: String,
    /// What a list calls the story.
    pub title: String,
    /// Characters of the whole story (字数).
    pub characters: u32,
    /// Body lines the block has room for.
    pub capacity_lines: u32,
    /// Body lines that are filled.
    pub filled_lines: u32,
    /// Characters of the body that the block has room for (容字), lines that are whole.
    pub capacity_characters: u32,
    /// Characters that could still stand in it (欠).
    pub underset_characters: u32,
    /// 余 and 欠.
    pub fit: Fit,
    /// How much of its width the longest line of the headline fills, in permille.
    pub headline_fill: Option<u16>,
}

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Look at it before it prints.
    Warning,
    /// Must not print so.
    Error,
}

/// Something a designer ought to know of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the rule, such as `overset`.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Number of the page.
    pub page: String,
    /// Id of the block, if one is meant.
    pub block: Option<String>,
    /// Id of the story, if one is meant.
    pub story: Option<String>,
    /// What is wrong and what to do, in English.
    pub text: String,
}

impl Ledger {
    /// Adds what a block brings.
    pub(crate) fn add(&mut self, block: &Ledger) {
        self.articles.extend_from_slice(&block.articles);
        self.cells += block.cells;
        self.picture_cells += block.picture_cells;
        self.head_cells += block.head_cells;
        self.text_cells += block.text_cells;
        self.ad_cells += block.ad_cells;
    }

    /// Cells on which nothing stands (空白).
    pub fn blank_cells(&self) -> u32 {
        self.cells.saturating_sub(self.picture_cells + self.head_cells + self.text_cells + self.ad_cells)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Severity {
    /// Its name in English: `note`, `warning`, `error`.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}
