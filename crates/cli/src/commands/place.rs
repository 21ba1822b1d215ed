//! `banxin place`: a ready-made piece, or an advertiser's place, onto a page.

use crate::arguments::Placed;
use crate::failure::Failure;
use banxin_edition::{Document, Edit, pieces};
use std::path::Path;

pub(crate) fn run(dir: &Path, number: &str, what: &Placed, column: u32, line: u32) -> Result<(), Failure> {
    let mut document = Document::new(super::open(dir)?);
    let edition = document.edition();
    let Some(page) = edition.page(number) else {
        let known: Vec<&str> = edition.pages.iter().map(|page| page.number.as_str()).collect();
        return Err(Failure::Unreadable(format!(
            "{}: there is no page {number:?}; the pages are {}",
            dir.display(),
            known.join(", ")
        )));
    };
    let edit = match what {
        Placed::Piece(name) => {
            let blocks = pieces::read(dir, name, &page.grid).map_err(Failure::from_error)?;
            pieces::put(page, name, &blocks, column, line)
        }
        Placed::Ad { size, client } => pieces::put_ad(&edition.paper, page, size, client, column, line),
    };
    let edit = edit.map_err(Failure::from_error)?;
    document.apply(&edit).map_err(Failure::from_error)?;
    banxin_edition::save(document.edition(), dir).map_err(Failure::from_error)?;
    eprintln!("{}: page {number}: {} placed", dir.display(), blocks(&edit));
    Ok(())
}

/// The ids of the blocks that an edit puts.
fn blocks(edit: &Edit) -> String {
    let edits = match edit {
        Edit::Batch(edits) => edits.as_slice(),
        one => std::slice::from_ref(one),
    };
    let ids = edits.iter().filter_map(|edit| match edit {
        Edit::PutBlock { block, .. } => Some(block.id.as_str()),
        _ => None,
    });
    ids.collect::<Vec<_>>().join(", ")
}
