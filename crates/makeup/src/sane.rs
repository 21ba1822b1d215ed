//! The part of a page that can be laid: what a block's flaw makes impossible is left out, so that no other room has to
//! fear a number from outside. The flaw itself is told by whoever has the page as it is.

use banxin_edition::limits;
use banxin_edition::model::{Block, Page};
use banxin_measure::{CellRect, Grid, Rect};

/// The page without blocks that cannot stand on it or lie on hidden layers, and without those of their parts that lie
/// outside of them.
pub(crate) fn sane(page: &Page) -> Page {
    let mut page = page.clone();
    let blocks = std::mem::take(&mut page.blocks);
    let shown = |block: &Block| !page.is_hidden(block) && block.stands_on(&page.grid);
    let kept: Vec<Block> = blocks.into_iter().filter(|block| shown(block)).collect();
    page.blocks = kept.into_iter().map(|block| pruned(&page.grid, block)).collect();
    page
}

/// Where an editor shows a block that has no place on the page, so that a hand can take hold of it: the cells of the
/// grid that are nearest.
pub(crate) fn nearest(grid: &Grid, block: &Block) -> Rect {
    let column = block.cells.column.min(grid.columns.saturating_sub(1));
    let line = block.cells.line.min(grid.lines.saturating_sub(1));
    let columns = block.cells.columns.clamp(1, grid.columns.saturating_sub(column).max(1));
    let lines = block.cells.lines.clamp(1, grid.lines.saturating_sub(line).max(1));
    grid.rect(&CellRect::new(column, line, columns, lines))
}

fn pruned(grid: &Grid, mut block: Block) -> Block {
    let cells = block.cells;
    let inside = |part: &CellRect| part.columns > 0 && part.lines > 0 && cells.contains(part);
    let head_lines = block.kind.head_lines();
    block.kind.retain_photos(|photo| {
        inside(&photo.cells) && photo.part < photo.parts && photo.parts <= limits::GRID_COLUMNS
    });
    if let Some(layout) = block.kind.layout_mut() {
        layout.captions = layout.captions.filter(inside);
        layout.without.retain(|notch| grid.holds(notch) && notch.overlaps(&cells));
        let head = layout.head_at.map(|at| {
            let column = cells.column.saturating_add(at.column);
            CellRect::new(column, cells.line.saturating_add(at.line), at.columns, head_lines.max(1))
        });
        if head.is_some_and(|head| !inside(&head)) {
            layout.head_at = None;
        }
    }
    block
}
