//! Moving, resizing, deleting and setting blocks.

use super::{Ground, Plan, refused};
use crate::error::DeskError;
use banxin_edition::Edit;
use banxin_edition::model::{Block, BlockKind, Story};
use banxin_makeup::arrange;
use banxin_measure::{CellRect, Length};

impl Ground<'_> {
    /// A block in other cells. Moved, it takes its pictures along; resized, they are fitted anew.
    pub(super) fn cells(&self, block: &Block, cells: CellRect) -> Result<Plan, DeskError> {
        let cells = self.on_grid(cells);
        let select = Some(block.id.clone());
        if cells == block.cells {
            return Ok(Plan { name: "move", select, ..Plan::default() });
        }
        if (cells.columns, cells.lines) == (block.cells.columns, block.cells.lines) {
            let edit = Edit::MoveBlock {
                page: self.page.number.clone(),
                block: block.id.clone(),
                at: self.depth(&block.id),
                cells,
            };
            return Ok(Plan { name: "move", edits: vec![edit], select, ..Plan::default() });
        }
        let kind = arrange::refit(self.edition, self.page, block, cells, self.fonts);
        let edit = self.put(Block { kind, cells, ..block.clone() });
        Ok(Plan { name: "resize", edits: vec![edit], select, ..Plan::default() })
    }

    /// Takes a block away; a story goes back into the 稿库, one in which nothing was ever written goes too.
    pub(super) fn delete(&self, block: &Block) -> Plan {
        let mut edits = vec![Edit::RemoveBlock { page: self.page.number.clone(), block: block.id.clone() }];
        let story = block.kind.story().and_then(|id| self.edition.stories.get(id));
        let is_empty =
            |story: &&Story| story.characters() == 0 && story.pictures.is_empty() && story.link.is_none();
        let others = |story: &&Story| {
            let blocks = self.edition.pages.iter().flat_map(|page| &page.blocks);
            blocks.filter(|other| other.kind.story() == Some(story.id.as_str())).count() == 1
        };
        if let Some(story) = story.filter(is_empty).filter(others) {
            edits.push(Edit::RemoveStory { story: story.id.clone() });
        }
        Plan { name: "delete", edits, select: Some(block.id.clone()), ..Plan::default() }
    }

    /// Sets what an article or a photo group says of its head and its box.
    pub(super) fn set(
        &self,
        block: &Block,
        head_lines: Option<u32>,
        size: Option<&Option<String>>,
        boxed: Option<bool>,
    ) -> Result<Plan, DeskError> {
        let size = size.map(|size| size.as_deref().map(|size| self.size(size)).transpose()).transpose()?;
        let mut changed = block.clone();
        match &mut changed.kind {
            BlockKind::Article { headline_size, head_lines: lines, boxed: is_boxed, .. } => {
                *headline_size = size.unwrap_or(*headline_size);
                *lines = head_lines.unwrap_or(*lines).min(block.cells.lines);
                *is_boxed = boxed.unwrap_or(*is_boxed);
            }
            BlockKind::Photos { headline_size, head_lines: lines, .. } => {
                *headline_size = size.unwrap_or(*headline_size);
                *lines = head_lines.unwrap_or(*lines).min(block.cells.lines);
            }
            _ => return Err(refused("only an article and a photo group have a head")),
        }
        let select = Some(block.id.clone());
        Ok(Plan { name: "set", edits: vec![self.put(changed)], select, ..Plan::default() })
    }

    /// A type size by its name in the 号 table or as a length.
    fn size(&self, written: &str) -> Result<Length, DeskError> {
        let size = self.edition.paper.sizes.resolve(written.trim());
        size.ok_or_else(|| {
            refused(format!("{written:?} is neither in the table of sizes nor a length such as 46pt"))
        })
    }
}
