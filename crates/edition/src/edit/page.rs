//! The edits that change pages and their blocks.

use super::apply::{Applied, Touched};
use super::list::{put, take};
use super::{Edit, EditError};
use crate::model::{Block, Edition, Page};
use banxin_measure::CellRect;
use std::mem::replace;

pub(super) fn put_page(edition: &mut Edition, at: u32, page: &Page, touched: &mut Touched) -> Applied<Edit> {
    touched.pages.insert(page.number.clone());
    let old = put(&mut edition.pages, at, page.clone(), |one| one.number == page.number)?;
    Ok(match old {
        Some((at, page)) => Edit::PutPage { at, page },
        None => Edit::RemovePage { page: page.number.clone() },
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
    let old = put(&mut page.blocks, at, block.clone(), |one| one.id == block.id)?;
    let page = page.number.clone();
    Ok(match old {
        Some((at, block)) => Edit::PutBlock { page, at, block },
        None => Edit::RemoveBlock { page, block: block.id.clone() },
    })
}

pub(super) fn move_block(page: &mut Page, id: &str, at: u32, cells: CellRect) -> Applied<Edit> {
    let mut moved = page.block(id).cloned().ok_or_else(|| no_block(page, id))?;
    let from = replace(&mut moved.cells, cells);
    for photo in moved.kind.photos_mut() {
        let column = shifted(photo.cells.column, from.column, cells.column);
        let line = shifted(photo.cells.line, from.line, cells.line);
        let (Some(column), Some(line)) = (column, line) else {
            return Err(EditError::OutOfRange(format!("picture {:?} would leave the page", photo.picture)));
        };
        photo.cells = CellRect { column, line, ..photo.cells };
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
