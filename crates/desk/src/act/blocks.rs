//! Moving, resizing and deleting blocks. Blocks of one group (成组) move together.

use super::{Ground, Plan};
use crate::error::DeskError;
use banxin_edition::Edit;
use banxin_edition::model::{Block, BlockKind, Layout, Story};
use banxin_makeup::arrange;
use banxin_measure::{CellRect, Length, Rect};

impl Ground<'_> {
    /// A block in other cells. Moved, it takes its pictures and its group along; resized, its pictures are fitted anew.
    pub(super) fn cells(&self, block: &Block, cells: CellRect) -> Result<Plan, DeskError> {
        let cells = self.on_grid(cells);
        let select = Some(block.id.clone());
        if cells == block.cells {
            return Ok(Plan { name: "move", select, ..Plan::default() });
        }
        if (cells.columns, cells.lines) == (block.cells.columns, block.cells.lines) {
            return Ok(Plan { name: "move", edits: self.moved(block, &cells), select, ..Plan::default() });
        }
        let mut changed = match &block.stand.free {
            Some(free) => {
                let mut changed = block.clone();
                changed.stand.free = Some(self.stretched(free, &block.cells, &cells));
                changed
            }
            None => {
                let kind = arrange::refit(self.edition, self.page, block, cells, self.fonts);
                Block { kind, cells, ..block.clone() }
            }
        };
        if let Some(layout) = changed.kind.layout_mut() {
            keep_inside(layout, &cells);
        }
        Ok(Plan { name: "resize", edits: vec![self.put(changed)], select, ..Plan::default() })
    }

    /// The edits that bring a block to other cells, and with it the others of its group: as far as all of them stay on
    /// the grid.
    fn moved(&self, block: &Block, to: &CellRect) -> Vec<Edit> {
        let group = block.stand.group.as_deref();
        let together =
            |one: &&Block| one.id == block.id || (group.is_some() && one.stand.group.as_deref() == group);
        let members: Vec<&Block> = self.page.blocks.iter().filter(together).collect();
        let grid = &self.page.grid;
        let by = |wish: i64, least: &dyn Fn(&Block) -> i64, most: &dyn Fn(&Block) -> i64| {
            let low = members.iter().map(|one| least(one)).max().unwrap_or(wish);
            let high = members.iter().map(|one| most(one)).min().unwrap_or(wish);
            wish.min(high.max(0)).max(low.min(0))
        };
        let columns = by(
            i64::from(to.column) - i64::from(block.cells.column),
            &|one| -i64::from(one.cells.column),
            &|one| i64::from(grid.columns) - i64::from(one.cells.end_column()),
        );
        let lines =
            by(i64::from(to.line) - i64::from(block.cells.line), &|one| -i64::from(one.cells.line), &|one| {
                i64::from(grid.lines) - i64::from(one.cells.end_line())
            });
        if (columns, lines) == (0, 0) {
            return Vec::new();
        }
        let at = |from: u32, by: i64| u32::try_from(i64::from(from) + by).unwrap_or(0);
        let moves = members.into_iter().map(|one| Edit::MoveBlock {
            page: self.page.number.clone(),
            block: one.id.clone(),
            at: self.depth(&one.id),
            cells: CellRect {
                column: at(one.cells.column, columns),
                line: at(one.cells.line, lines),
                ..one.cells
            },
        });
        moves.collect()
    }

    /// The place of a block that stands freely, its edges moved as far as those of its cells are.
    fn stretched(&self, free: &Rect, from: &CellRect, to: &CellRect) -> Rect {
        let grid = &self.page.grid;
        let (was, is) = (grid.rect(from), grid.rect(to));
        // A side shorter than half a character could not be caught again.
        let side = |size: Length, was: Length, is: Length| (size + is - was).max(grid.character / 2);
        Rect {
            x: free.x + is.x - was.x,
            y: free.y + is.y - was.y,
            width: side(free.width, was.width, is.width),
            height: side(free.height, was.height, is.height),
        }
    }

    /// Takes a block away, and those in which its text goes on; a story goes back into the 稿库, one in which nothing
    /// was ever written goes too.
    pub(super) fn delete(&self, block: &Block) -> Plan {
        let mut edits = Vec::new();
        let mut gone = vec![block.id.as_str()];
        if let BlockKind::Text { after, .. } = &block.kind {
            // What went on after it goes on after the one before it.
            for next in self.going_on_after(&block.id) {
                let mut changed = next.clone();
                if let BlockKind::Text { after: before, .. } = &mut changed.kind {
                    before.clone_from(after);
                }
                edits.push(self.put(changed));
            }
        } else {
            let mut at = 0;
            while let Some(id) = gone.get(at) {
                let next = self.going_on_after(id).map(|next| next.id.as_str());
                let next: Vec<&str> = next.filter(|id| !gone.contains(id)).collect();
                gone.extend(next);
                at += 1;
            }
        }
        edits.extend(
            gone.iter()
                .map(|id| Edit::RemoveBlock { page: self.page.number.clone(), block: (*id).to_owned() }),
        );
        let story = block.kind.story().and_then(|id| self.edition.stories.get(id));
        let is_empty =
            |story: &&Story| story.characters() == 0 && story.pictures.is_empty() && story.link.is_none();
        let is_named_elsewhere = |story: &&Story| {
            self.edition.pages.iter().any(|page| {
                let here = page.number == self.page.number;
                let left = page.blocks.iter().filter(|one| !(here && gone.contains(&one.id.as_str())));
                left.into_iter().any(|one| names(one, &story.id))
            })
        };
        if let Some(story) = story.filter(is_empty).filter(|story| !is_named_elsewhere(story)) {
            edits.push(Edit::RemoveStory { story: story.id.clone() });
        }
        Plan { name: "delete", edits, select: Some(block.id.clone()), ..Plan::default() }
    }

    /// The blocks in which the text of a block goes on.
    pub(super) fn going_on_after(&self, id: &str) -> impl Iterator<Item = &Block> {
        let goes_on =
            move |block: &&Block| matches!(&block.kind, BlockKind::Text { after, .. } if after == id);
        self.page.blocks.iter().filter(goes_on)
    }
}

/// Whether a block shows a story or leads to it.
fn names(block: &Block, story: &str) -> bool {
    block.kind.story() == Some(story)
        || matches!(&block.kind, BlockKind::Guide { stories, .. } if stories.iter().any(|one| one == story))
}

/// Keeps what a layout gives on the page's cells inside a block of other cells; what has no room there goes.
fn keep_inside(layout: &mut Layout, cells: &CellRect) {
    if let Some(head) = &mut layout.head_at {
        head.columns = head.columns.clamp(1, cells.columns);
        head.column = head.column.min(cells.columns - head.columns);
    }
    layout.without.retain(|notch| notch.overlaps(cells) && !notch.contains(cells));
    layout.captions = layout.captions.filter(|captions| cells.contains(captions));
}
