//! Reading `pages/05.toml`.

use super::read_block::block;
use super::toml_in::{Source, Table};
use crate::DocumentError;
use crate::model::{Layer, Page, PageColour};
use banxin_measure::{Grid, Size};

type Read<T> = Result<T, DocumentError>;

/// The page that a file holds; its number is the file's name.
pub(crate) fn read_page(source: &Source, number: &str) -> Read<Page> {
    let root = source.root()?;
    root.only(&[&["format", "block"], &PAGE_KEYS[..]].concat())?;
    page(&root, number)
}

/// The keys of a page beside its blocks, in a page's file or a template.
pub(crate) const PAGE_KEYS: [&str; 5] = ["title", "colour", "staff", "grid", "layer"];

/// The page in the [`PAGE_KEYS`] and blocks of a table.
pub(crate) fn page(root: &Table<'_>, number: &str) -> Read<Page> {
    let grid = grid(&root.table("grid")?)?;
    Ok(Page {
        number: number.to_owned(),
        title: root.text("title")?,
        colour: root.word("colour", &PageColour::NAMES)?,
        grid,
        staff: root.opt("staff", Table::text)?,
        layers: root.tables("layer")?.iter().map(layer).collect::<Read<_>>()?,
        blocks: root.tables("block")?.iter().map(|table| block(table, &grid)).collect::<Read<_>>()?,
    })
}

/// The grid in a table of a page or a template.
pub(crate) fn grid(table: &Table<'_>) -> Read<Grid> {
    table.only(&[
        "width",
        "height",
        "left",
        "top",
        "columns",
        "characters",
        "gap",
        "lines",
        "character",
        "line",
    ])?;
    Ok(Grid {
        trim: Size { width: table.length("width")?, height: table.length("height")? },
        left: table.length("left")?,
        top: table.length("top")?,
        columns: table.number("columns")?,
        characters: table.number("characters")?,
        gap: table.number("gap")?,
        lines: table.number("lines")?,
        character: table.length("character")?,
        line: table.length("line")?,
    })
}

fn layer(table: &Table<'_>) -> Read<Layer> {
    table.only(&["name", "hidden", "locked"])?;
    Ok(Layer {
        name: table.text("name")?,
        hidden: table.opt("hidden", Table::truth)?.unwrap_or(false),
        locked: table.opt("locked", Table::truth)?.unwrap_or(false),
    })
}
