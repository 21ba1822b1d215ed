//! Ready-made pieces (组件): blocks without stories that a house places again and again as one, such as a 栏目 head over
//! its rule, or an advertiser's standing place. A piece is a file `pieces/NAME.toml` of the edition or of its paper,
//! whose cells count from 0; placing it is an [`Edit`] like any other.

use crate::check;
use crate::folder::{Source, above, block, list};
use crate::model::{Block, BlockKind, Page, Paper};
use crate::{DocumentError, Edit, EditError};
use banxin_measure::{CellRect, Grid, Rect};
use std::iter;
use std::path::Path;

/// The folder of the pieces, in an edition's folder or its paper's.
const FOLDER: &str = "pieces";

/// A piece of the edition in `dir`, else of its paper, made for pages with this grid.
///
/// # Errors
/// [`DocumentError`] with file, line and key when there is none of this name, or when a block of it holds a story.
pub fn read(dir: &Path, name: &str, grid: &Grid) -> Result<Vec<Block>, DocumentError> {
    let own = dir.join(FOLDER);
    let paper = above(dir).join(FOLDER);
    for folder in [&own, &paper] {
        if check::file_name(name).is_ok()
            && let Some(source) = Source::read(&folder.join(format!("{name}.toml")))?
        {
            return piece(&source, grid);
        }
    }
    // What cannot be listed is no help to name.
    let known = [&own, &paper].map(|folder| list(folder, "toml").unwrap_or_default()).concat();
    let known = if known.is_empty() {
        format!("there are none; put NAME.toml into {}", paper.display())
    } else {
        format!("there are {}", known.join(", "))
    };
    Err(DocumentError::file(own, format!("there is no piece {name:?}; {known}")))
}

fn piece(source: &Source, grid: &Grid) -> Result<Vec<Block>, DocumentError> {
    let root = source.root()?;
    root.only(&["format", "block"])?;
    let tables = root.tables("block")?;
    let mut blocks = Vec::with_capacity(tables.len());
    for table in &tables {
        let one = block(table, grid)?;
        if one.kind.story().is_some() {
            return Err(table.error(
                "story",
                "a piece is placed in any edition and holds no story; leave this block out",
            ));
        }
        blocks.push(one);
    }
    if blocks.is_empty() {
        return Err(root.error("block", "is missing; a piece is one [[block]] or more"));
    }
    Ok(blocks)
}

/// The edit that puts a piece on a page, its corner at a column and a line: above all that stands there, with block ids
/// that the page does not have and in one group of its own.
///
/// # Errors
/// [`EditError`] when the corner is not on the page's grid.
pub fn put(page: &Page, name: &str, blocks: &[Block], column: u32, line: u32) -> Result<Edit, EditError> {
    let corner = corner(page, column, line)?;
    let group = free_group(page, name);
    let placed = blocks.iter().cloned().map(|mut block| {
        block.cells.column = block.cells.column.saturating_add(column);
        block.cells.line = block.cells.line.saturating_add(line);
        if let Some(free) = &mut block.stand.free {
            (free.x, free.y) = (free.x + corner.x, free.y + corner.y);
        }
        block.stand.group = Some(group.clone());
        block
    });
    Ok(put_on(page, placed))
}

/// The edit that puts an advertiser's place of one of the paper's sizes (广告规格) on a page.
///
/// # Errors
/// [`EditError`] when the paper has no such size, or the corner is not on the page's grid.
pub fn put_ad(
    paper: &Paper,
    page: &Page,
    size: &str,
    client: &str,
    column: u32,
    line: u32,
) -> Result<Edit, EditError> {
    let Some(found) = paper.ads.get(size) else {
        let known: Vec<&str> = paper.ads.keys().map(String::as_str).collect();
        let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        return Err(EditError::Unknown(format!(
            "size of advertisement {size:?} in paper.toml; under [ads.…] stand: {known}"
        )));
    };
    corner(page, column, line)?;
    let kind = BlockKind::Ad { client: client.to_owned(), file: None };
    Ok(put_on(page, [Block::new("", kind, found.at(column, line))]))
}

/// Where a cell's corner lies.
fn corner(page: &Page, column: u32, line: u32) -> Result<Rect, EditError> {
    let grid = &page.grid;
    if column >= grid.columns || line >= grid.lines {
        return Err(EditError::OutOfRange(format!(
            "column {column}, line {line} is not on the grid of {} columns and {} lines; both count from 0",
            grid.columns, grid.lines
        )));
    }
    Ok(grid.rect(&CellRect::new(column, line, 1, 1)))
}

/// The edit that puts these blocks above all others under fresh ids.
fn put_on(page: &Page, blocks: impl IntoIterator<Item = Block>) -> Edit {
    let taken = |id: &String| page.block(id).is_some();
    let ids = (1_u32..).map(|number| format!("b{number}")).filter(|id| !taken(id));
    let places = (page.blocks.len()..).map(|at| u32::try_from(at).unwrap_or(u32::MAX));
    let put =
        |((block, id), at)| Edit::PutBlock { page: page.number.clone(), at, block: Block { id, ..block } };
    Edit::Batch(blocks.into_iter().zip(ids).zip(places).map(put).collect())
}

/// The piece's name as a group that no block of the page is in.
fn free_group(page: &Page, name: &str) -> String {
    let taken = |group: &String| page.blocks.iter().any(|block| block.stand.group.as_ref() == Some(group));
    let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
    iter::once(name.to_owned()).chain(numbered).find(|group| !taken(group)).unwrap_or_default()
}
