//! The edits that change pages and their blocks.

use super::apply::{Applied, Touched};
use super::list::{put, take};
use super::{Edit, EditError};
use crate::check;
use crate::model::{Block, Edition, Page};
use banxin_measure::{CellRect, Grid, Length, Rect};
use std::mem::replace;

pub(super) fn put_page(edition: &mut Edition, at: u32, page: &Page, touched: &mut Touched) -> Applied<Edit> {
    touched.pages.insert(page.number.clone());
    // Whatever else the batch does to it may rely on its grid.
    check::page(page).map_err(EditError::Rule)?;
    let mut page = page.clone();
    let grid = page.grid;
    page.blocks.iter_mut().for_each(|block| cover(&grid, block));
    let number = page.number.clone();
    let old = put(&mut edition.pages, at, page, |one| one.number == number)?;
    Ok(match old {
        Some((at, page)) => Edit::PutPage { at, page },
        None => Edit::RemovePage { page: number },
    })
}

pub(super) fn remove_page(edition: &mut Edition, number: &str) -> Applied<Edit> {
    let old = take(&mut edition.pages, |one| one.number == number);
    let (at, page) = old.ok_or_else(|| EditError::Unknown(format!("page {number:?}")))?;
    Ok(Edit::PutPage { at, page })
}

pub(super) fn set_title(page: &mut Page, title: &str) -> Applied<Edit> {
    let title = replace(&mut page.title, title.to_owned());
    Ok(Edit::SetPageTitle { page: page.number.clone(), title })
}

pub(super) fn put_block(page: &mut Page, at: u32, block: &Block) -> Applied<Edit> {
    let mut block = block.clone();
    cover(&page.grid, &mut block);
    let id = block.id.clone();
    let old = put(&mut page.blocks, at, block, |one| one.id == id)?;
    let page = page.number.clone();
    Ok(match old {
        Some((at, block)) => Edit::PutBlock { page, at, block },
        None => Edit::RemoveBlock { page, block: id },
    })
}

/// Gives a block that stands freely the cells that hold it, whatever the edit said of them.
fn cover(grid: &Grid, block: &mut Block) {
    if let Some(free) = &block.stand.free {
        block.cells = grid.cover(free);
    }
}

pub(super) fn move_block(page: &mut Page, id: &str, at: u32, cells: CellRect) -> Applied<Edit> {
    let mut moved = page.block(id).cloned().ok_or_else(|| no_block(page, id))?;
    if let Some(free) = &mut moved.stand.free {
        if cells.column >= page.grid.columns || cells.line >= page.grid.lines {
            return Err(EditError::OutOfRange(format!("block {id:?} would leave the grid")));
        }
        let (grid, was) = (&page.grid, moved.cells);
        let by = |at: Length, from: Length, to: Length| {
            Length::from_emu(at.emu().saturating_add((to - from).emu()))
        };
        let x = by(free.x, grid.column_x(was.column), grid.column_x(cells.column));
        let y = by(free.y, grid.line_y(was.line), grid.line_y(cells.line));
        *free = Rect { x, y, ..*free };
        // What lies half outside the grid does not come back by its cells, so the block as it was is put back.
        return put_block(page, at, &moved);
    }
    let from = replace(&mut moved.cells, cells);
    // A part that covers no cell is a flaw of the block and stands nowhere, so it cannot leave the page.
    let parts = moved.kind.inner_cells_mut().into_iter().filter(|part| part.columns > 0 && part.lines > 0);
    for inner in parts {
        let column = shifted(inner.column, from.column, cells.column);
        let line = shifted(inner.line, from.line, cells.line);
        let (Some(column), Some(line)) = (column, line) else {
            return Err(EditError::OutOfRange(format!("a part of block {id:?} would leave the page")));
        };
        *inner = CellRect { column, line, ..*inner };
    }
    let old = put(&mut page.blocks, at, moved, |one| one.id == id)?;
    let (old, _) = old.ok_or_else(|| no_block(page, id))?;
    Ok(Edit::MoveBlock { page: page.number.clone(), block: id.to_owned(), at: old, cells: from })
}

/// A column or line that moves as another one does.
fn shifted(cell: u32, from: u32, to: u32) -> Option<u32> {
    let cell = i64::from(cell) + i64::from(to) - i64::from(from);
    u32::try_from(cell).ok()
}

pub(super) fn remove_block(page: &mut Page, id: &str) -> Applied<Edit> {
    let (at, block) = take(&mut page.blocks, |one| one.id == id).ok_or_else(|| no_block(page, id))?;
    Ok(Edit::PutBlock { page: page.number.clone(), at, block })
}

fn no_block(page: &Page, id: &str) -> EditError {
    EditError::Unknown(format!("block {id:?} on page {:?}", page.number))
}
