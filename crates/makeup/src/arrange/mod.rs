//! The first automatic makeup (自动组版): gives the stories of a manuscript their first places on a page.
//!
//! The stories, by their order, length and pictures, become closed rectangles that fill what is free of the grid:
//! a slicing of the page into bands and stacks is searched for ([`slice`]), each story having told at every
//! width how high it would like to be ([`appetite`]); the rectangles then become blocks with heads and pictures
//! sized to fill them ([`build`]). A designer goes on from there; nothing that stands already is moved.

mod appetite;
mod build;
mod place;
mod slice;

pub use place::{place, refit};

use crate::maker::Maker;
use banxin_edition::model::{Block, BlockKind, Edition, Page, StoryKind};
use banxin_fonts::FontBook;
use banxin_measure::CellRect;

/// Where the stories of a manuscript may stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// New blocks for the page.
    pub blocks: Vec<Block>,
    /// Stories that found no room, and why.
    pub unplaced: Vec<(String, String)>,
}

/// Lines of the grid between two blocks, one above the other.
const GAP: u32 = 2;

/// Finds places for `stories` on what is free of the page. Doubled stories (重稿) are left out.
pub fn arrange(edition: &Edition, page: &Page, stories: &[String], fonts: &FontBook) -> Arrangement {
    let mut arrangement = Arrangement::default();
    let Some(mut free) = free_rectangle(page) else {
        arrangement.unplaced =
            stories.iter().map(|s| (s.clone(), "there is no free place on the page".to_owned())).collect();
        return arrangement;
    };
    let mut ids = Ids::new(page);
    let known =
        |id: &String| edition.stories.get(id).filter(|s| s.doubles.is_none() && !s.paragraphs.is_empty());
    let has_title = page.blocks.iter().any(|b| matches!(b.kind, BlockKind::PageTitle { .. }));
    let titles = stories.iter().filter_map(known).filter(|s| s.kind == StoryKind::PageTitle);
    for (number, title) in titles.enumerate() {
        let lines = if free.columns >= 8 { 4 } else { 3 };
        if number > 0 || has_title || free.lines < lines * 4 {
            arrangement.unplaced.push((title.id.clone(), "the page has a title already".to_owned()));
            continue;
        }
        let cells = CellRect { lines, ..free };
        arrangement.blocks.push(ids.block(BlockKind::PageTitle { story: title.id.clone() }, cells));
        free.line += lines + 1;
        free.lines -= lines + 1;
    }
    let mut maker = Maker::new(edition, page, fonts, Vec::new());
    let mut items: Vec<appetite::Item> = Vec::new();
    let mut rank = 0;
    for story in stories.iter().filter_map(known).filter(|s| s.kind != StoryKind::PageTitle) {
        let mut item = maker.appetite(story, free.columns, rank);
        item.order = items.len();
        rank += usize::from(story.kind == StoryKind::Article);
        items.push(item);
    }
    let free = narrowed(free, &items);
    let placed = loop {
        match slice::search(&items, &free) {
            Some(placed) => break placed,
            None => match least_important(&items) {
                Some(at) => {
                    let item = items.remove(at);
                    let why =
                        "the page is full; give it another page or shorten what stands before it".to_owned();
                    arrangement.unplaced.push((item.story, why));
                }
                None => break items.iter().map(|item| (item.clone(), free)).collect(),
            },
        }
    };
    for (item, cells) in placed {
        if let Some(story) = edition.stories.get(&item.story) {
            let kind = maker.fill(&build::Task { edition, page, fonts, story, item: &item, cells });
            arrangement.blocks.push(ids.block(kind, cells));
        }
    }
    arrangement
}

/// A few short stories do not spread over a whole page in lines of their own: they take as many columns as give
/// them some height.
fn narrowed(free: CellRect, items: &[appetite::Item]) -> CellRect {
    let text: u32 = items.iter().map(|item| item.column_lines).sum();
    let pictures = items.iter().any(|item| !item.pictures.is_empty());
    if items.len() > 3 || pictures || text * 3 > free.columns * free.lines {
        return free;
    }
    let columns = text.div_ceil(12).clamp(free.columns.min(3), free.columns);
    CellRect { columns, ..free }
}

/// What leaves first when the page is too full: the last story that is not the lead, then the corner pieces.
fn least_important(items: &[appetite::Item]) -> Option<usize> {
    if items.len() < 2 {
        return None;
    }
    let last_story = items.iter().rposition(|i| i.kind == StoryKind::Article).filter(|at| *at > 0);
    last_story.or(Some(items.len() - 1))
}

/// The largest rectangle of cells on which no block stands, a gap kept above it.
fn free_rectangle(page: &Page) -> Option<CellRect> {
    let grid = &page.grid;
    let mut tops: Vec<u32> = vec![0];
    let mut bottoms: Vec<u32> = vec![grid.lines];
    for block in &page.blocks {
        tops.push(block.cells.end_line() + if matches!(block.kind, BlockKind::Folio) { 1 } else { GAP });
        bottoms.push(block.cells.line.saturating_sub(GAP));
    }
    let taken = |rect: &CellRect| page.blocks.iter().any(|b| b.cells.overlaps(rect));
    let mut best: Option<CellRect> = None;
    for column in 0..grid.columns {
        for columns in 1..=grid.columns - column {
            for top in tops.iter().copied().filter(|t| *t < grid.lines) {
                for bottom in bottoms.iter().copied().filter(|b| *b > top) {
                    let rect = CellRect::new(column, top, columns, bottom - top);
                    let better = best.is_none_or(|b| rect.columns * rect.lines > b.columns * b.lines);
                    if better && rect.columns * rect.lines >= 12 && !taken(&rect) {
                        best = Some(rect);
                    }
                }
            }
        }
    }
    best
}

/// An id that no block of the page has.
pub fn free_id(page: &Page) -> String {
    format!("b{}", Ids::new(page).next)
}

/// Fresh block ids on a page.
struct Ids {
    next: u32,
}

impl Ids {
    fn new(page: &Page) -> Ids {
        let numbers = page.blocks.iter().filter_map(|b| b.id.strip_prefix('b')?.parse::<u32>().ok());
        // Numbers beyond any real page are somebody's own names and not gone on from.
        let highest = numbers.filter(|number| *number < 100_000_000).max();
        Ids { next: highest.unwrap_or(0).saturating_add(1) }
    }

    fn block(&mut self, kind: BlockKind, cells: CellRect) -> Block {
        let id = format!("b{}", self.next);
        self.next += 1;
        Block::new(id, kind, cells)
    }
}
