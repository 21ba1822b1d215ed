//! Placing what has no story of its own: rules, panels, advertisements, the furniture of the page; and 续排, where the
//! text of a story goes on.

use super::{At, Ground, Plan, Span, refused};
use crate::error::DeskError;
use banxin_edition::model::{Block, BlockKind, Layout, Line, Pattern};
use banxin_makeup::arrange;
use banxin_measure::{CellRect, Length, Rect};

/// A new rule: 正线 of half a point, black.
const RULE: Line = Line { pattern: Pattern::Solid, width: Length::from_emu(6_350), colour: [0, 0, 0, 1000] };
/// How large each module of a new code is: newsprint spreads ink.
const MODULE: Length = Length::from_emu(18_000);
/// Cells that things take where only a place was pointed at.
const RULE_SPAN: Span = Span { columns: 4, lines: 1 };
const PANEL: Span = Span { columns: 2, lines: 12 };
const AD: Span = Span { columns: 4, lines: 24 };
const CODE: Span = Span { columns: 1, lines: 6 };
const GUIDE: Span = Span { columns: 2, lines: 16 };
const SECTION: Span = Span { columns: 2, lines: 2 };
const STAFF: Span = Span { columns: 2, lines: 1 };
const GOES_ON: Span = Span { columns: 2, lines: 20 };
const MASTHEAD_LINES: u32 = 14;

impl Ground<'_> {
    /// A rule: level in its cells, or upright in the gap before a column (that after the last is before none).
    pub(super) fn place_rule(&self, upright: Option<u32>, at: At, size: Option<Span>) -> Plan {
        let size = size.unwrap_or(RULE_SPAN);
        let Some(column) = upright else { return self.furniture(BlockKind::Rule { line: RULE }, at, size) };
        let grid = &self.page.grid;
        let gap = grid.character * i64::from(grid.gap.max(1));
        let lines = self.on_grid(CellRect::new(0, at.line, 1, size.lines));
        let place = grid.rect(&lines);
        let free = Rect { x: grid.column_x(column.min(grid.columns)) - gap, width: gap, ..place };
        let mut block = Block::new(arrange::free_id(self.page), BlockKind::Rule { line: RULE }, lines);
        block.stand.free = Some(free);
        self.placed(Vec::new(), block)
    }

    /// A box or ground, under whatever stands on the page, with the first of the paper's looks.
    pub(super) fn place_panel(&self, at: At, size: Option<Span>) -> Plan {
        let size = size.unwrap_or(PANEL);
        let cells = self.on_grid(CellRect::new(at.column, at.line, size.columns, size.lines));
        let mut block = Block::new(arrange::free_id(self.page), BlockKind::Panel, cells);
        block.stand.look = self.edition.paper.looks.keys().next().cloned();
        let select = Some(block.id.clone());
        Plan { name: "place", edits: vec![self.put_at(0, block)], select, ..Plan::default() }
    }

    /// The place of an advertisement, of a size that the paper sells unless another one was drawn.
    pub(super) fn place_ad(&self, name: Option<&str>, at: At, size: Option<Span>) -> Result<Plan, DeskError> {
        let sold = name.map(|name| {
            let unknown = || refused(format!("the paper sells no advertisements of the size {name:?}"));
            self.edition.paper.ads.get(name).ok_or_else(unknown)
        });
        let sold = sold.transpose()?.map(|ad| Span { columns: ad.columns, lines: ad.lines });
        let kind = BlockKind::Ad { client: String::new(), file: None };
        Ok(self.furniture(kind, at, size.or(sold).unwrap_or(AD)))
    }

    pub(super) fn place_masthead(&self, at: At, size: Option<Span>) -> Plan {
        let whole = Span { columns: self.page.grid.columns, lines: MASTHEAD_LINES };
        self.furniture(BlockKind::Masthead, at, size.unwrap_or(whole))
    }

    pub(super) fn place_staff(&self, at: At, size: Option<Span>) -> Plan {
        self.furniture(BlockKind::Staff, at, size.unwrap_or(STAFF))
    }

    pub(super) fn place_section(&self, section: &str, at: At, size: Option<Span>) -> Plan {
        self.furniture(BlockKind::Section { section: section.to_owned() }, at, size.unwrap_or(SECTION))
    }

    pub(super) fn place_code(&self, content: &str, at: At, size: Option<Span>) -> Plan {
        let kind = BlockKind::Code { content: content.trim().to_owned(), module: MODULE };
        self.furniture(kind, at, size.unwrap_or(CODE))
    }

    pub(super) fn place_guide(&self, title: &str, stories: &[String], at: At, size: Option<Span>) -> Plan {
        let kind = BlockKind::Guide { title: title.to_owned(), stories: stories.to_vec() };
        self.furniture(kind, at, size.unwrap_or(GUIDE))
    }

    /// Where a text goes on that does not fit a block, after all the blocks in which it goes on already.
    pub(super) fn place_rest(&self, after: &str, at: At, size: Option<Span>) -> Result<Plan, DeskError> {
        let mut last = self.block(after)?;
        let (Some(story), Some(first)) = (last.kind.story(), last.kind.layout()) else {
            return Err(refused("only the text of an article, a photo group or a text that goes on goes on"));
        };
        let mut met = vec![last.id.as_str()];
        while let Some(next) = self.going_on_after(&last.id).find(|next| !met.contains(&next.id.as_str())) {
            met.push(&next.id);
            last = next;
        }
        let size = size.unwrap_or(GOES_ON);
        let cells = self.on_grid(CellRect::new(at.column, at.line, size.columns, size.lines));
        let layout = Layout { article_style: first.article_style.clone(), ..Layout::default() };
        let kind =
            BlockKind::Text { story: story.to_owned(), after: last.id.clone(), layout: Box::new(layout) };
        let mut block = Block::new(arrange::free_id(self.page), kind, cells);
        block.style.clone_from(&last.style);
        Ok(self.placed(Vec::new(), block))
    }

    fn furniture(&self, kind: BlockKind, at: At, size: Span) -> Plan {
        let cells = self.on_grid(CellRect::new(at.column, at.line, size.columns, size.lines));
        self.placed(Vec::new(), Block::new(arrange::free_id(self.page), kind, cells))
    }
}
