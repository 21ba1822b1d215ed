//! Reading `pages/05.toml`.

use super::toml_in::{Source, Table};
use crate::DocumentError;
use crate::model::{Block, BlockKind, Page, PageColour, Photo};
use crate::nearest::unknown;
use banxin_measure::{CellRect, Grid, Size};

type Read<T> = Result<T, DocumentError>;

/// Keys that every block has.
const BLOCK: [&str; 3] = ["id", "kind", "cells"];

/// The page that a file holds; its number is the file's name.
pub(crate) fn read_page(source: &Source, number: &str) -> Read<Page> {
    let root = source.root()?;
    root.only(&["format", "title", "colour", "grid", "block"])?;
    Ok(Page {
        number: number.to_owned(),
        title: root.text("title")?,
        colour: root.word("colour", &PageColour::NAMES)?,
        grid: grid(&root.table("grid")?)?,
        blocks: root.tables("block")?.iter().map(block).collect::<Read<_>>()?,
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

fn block(table: &Table<'_>) -> Read<Block> {
    Ok(Block {
        id: table.text("id")?,
        kind: kind(table)?,
        cells: cells(&table.table("cells")?)?,
        style: table.opt("style", Table::text)?,
    })
}

fn kind(table: &Table<'_>) -> Read<BlockKind> {
    let only = |more: &[&str]| table.only(&[&BLOCK, more].concat());
    let story = || table.text("story");
    let photos = || table.tables("photo")?.iter().map(photo).collect::<Read<_>>();
    let word = table.text("kind")?;
    let shared = ["style", "story", "headline-size", "head-lines", "photo"];
    Ok(match word.as_str() {
        "folio" => {
            only(&[])?;
            BlockKind::Folio
        }
        "page-title" | "qr" | "contents" => {
            only(&["story"])?;
            let story = story()?;
            match word.as_str() {
                "page-title" => BlockKind::PageTitle { story },
                "qr" => BlockKind::Qr { story },
                _ => BlockKind::Contents { story },
            }
        }
        "photos" => {
            only(&shared)?;
            BlockKind::Photos {
                story: story()?,
                headline_size: table.opt("headline-size", Table::length)?,
                head_lines: table.number("head-lines")?,
                photos: photos()?,
            }
        }
        "article" => {
            only(&[&shared[..], &["boxed"]].concat())?;
            BlockKind::Article {
                story: story()?,
                headline_size: table.opt("headline-size", Table::length)?,
                head_lines: table.number("head-lines")?,
                photos: photos()?,
                boxed: table.opt("boxed", Table::truth)?.unwrap_or(false),
            }
        }
        "part" => {
            only(&["style", "story", "paragraphs"])?;
            BlockKind::Part { story: story()?, paragraphs: table.numbers("paragraphs")? }
        }
        "picture" => {
            only(&["story", "picture", "caption-lines"])?;
            BlockKind::Picture {
                story: story()?,
                picture: table.text("picture")?,
                caption_lines: table.number("caption-lines")?,
            }
        }
        _ => return Err(table.error("kind", unknown("kind of block", &word, &BlockKind::WORDS))),
    })
}

fn photo(table: &Table<'_>) -> Read<Photo> {
    table.only(&["picture", "cells", "caption-lines", "parts", "part"])?;
    Ok(Photo {
        picture: table.text("picture")?,
        cells: cells(&table.table("cells")?)?,
        caption_lines: table.number("caption-lines")?,
        parts: table.opt("parts", Table::number)?.unwrap_or(1),
        part: table.opt("part", Table::number)?.unwrap_or(0),
    })
}

fn cells(table: &Table<'_>) -> Read<CellRect> {
    table.only(&["column", "line", "columns", "lines"])?;
    Ok(CellRect::new(
        table.number("column")?,
        table.number("line")?,
        table.number("columns")?,
        table.number("lines")?,
    ))
}
