//! Reading the blocks of a page's file.

use super::read_look::line;
use super::toml_in::Table;
use crate::DocumentError;
use crate::model::{
    Block, BlockKind, BylinePlace, Crop, Fitting, HeadAlign, HeadPlace, KickerPlace, Layout, Manner, Photo,
    Stand, SummaryPlace, Wrap, WrapSides, names,
};
use crate::nearest::unknown;
use banxin_measure::{CellRect, Division, Grid, Rect};

type Read<T> = Result<T, DocumentError>;

/// Keys that every block may have.
const BLOCK: [&str; 12] =
    ["id", "kind", "cells", "free", "style", "turn", "wrap", "look", "name", "group", "layer", "locked"];

/// Keys of the manner of an article or an article style.
pub(crate) const MANNER: [&str; 8] =
    ["head-style", "head-align", "kicker", "summary", "byline", "division", "column-rules", "look"];

/// Keys of a layout beside those of its manner.
const LAYOUT: [&str; 4] = ["article-style", "head-at", "without", "captions"];

/// A block of a page with this grid.
pub(crate) fn block(table: &Table<'_>, grid: &Grid) -> Read<Block> {
    let kind = kind(table)?;
    let free = table.opt("free", |t, key| rect(&t.table(key)?))?;
    let cells = match &free {
        Some(_) if table.has("cells") => {
            return Err(table.error("cells", "stands beside free; leave one of the two out"));
        }
        Some(place) => grid.cover(place),
        None => cells(&table.table("cells")?)?,
    };
    // An article's look is part of its manner.
    let look = if kind.layout().is_some() { None } else { table.opt("look", Table::text)? };
    let stand = Stand {
        free,
        turn: table.opt("turn", |t, key| t.word(key, &names::TURNS))?.unwrap_or_default(),
        wrap: table.opt("wrap", |t, key| wrap(&t.table(key)?))?,
        look,
        name: table.opt("name", Table::text)?,
        group: table.opt("group", Table::text)?,
        layer: table.opt("layer", Table::text)?,
        locked: table.opt("locked", Table::truth)?.unwrap_or(false),
    };
    Ok(Block { id: table.text("id")?, kind, cells, style: table.opt("style", Table::text)?, stand })
}

fn kind(table: &Table<'_>) -> Read<BlockKind> {
    let only = |more: &[&[&str]]| table.only(&[&BLOCK[..], &more.concat()].concat());
    let story = || table.text("story");
    let photos = || table.tables("photo")?.iter().map(photo).collect::<Read<_>>();
    let layout = || layout(table).map(Box::new);
    let head = ["story", "headline-size", "head-lines", "photo"];
    let word = table.text("kind")?;
    Ok(match word.as_str() {
        "folio" | "masthead" | "staff" | "panel" => {
            only(&[])?;
            match word.as_str() {
                "folio" => BlockKind::Folio,
                "masthead" => BlockKind::Masthead,
                "staff" => BlockKind::Staff,
                _ => BlockKind::Panel,
            }
        }
        "page-title" | "qr" | "contents" => {
            only(&[&["story"]])?;
            let story = story()?;
            match word.as_str() {
                "page-title" => BlockKind::PageTitle { story },
                "qr" => BlockKind::Qr { story },
                _ => BlockKind::Contents { story },
            }
        }
        "photos" => {
            only(&[&head, &MANNER, &LAYOUT])?;
            BlockKind::Photos {
                story: story()?,
                headline_size: table.opt("headline-size", Table::length)?,
                head_lines: table.number("head-lines")?,
                photos: photos()?,
                layout: layout()?,
            }
        }
        "article" => {
            only(&[&head, &["boxed"], &MANNER, &LAYOUT])?;
            BlockKind::Article {
                story: story()?,
                headline_size: table.opt("headline-size", Table::length)?,
                head_lines: table.number("head-lines")?,
                photos: photos()?,
                boxed: table.opt("boxed", Table::truth)?.unwrap_or(false),
                layout: layout()?,
            }
        }
        "text" => {
            only(&[&["story", "after"], &MANNER, &LAYOUT])?;
            BlockKind::Text { story: story()?, after: table.text("after")?, layout: layout()? }
        }
        "part" => {
            only(&[&["story", "paragraphs"]])?;
            BlockKind::Part { story: story()?, paragraphs: table.numbers("paragraphs")? }
        }
        "picture" => {
            only(&[&["story", "picture", "caption-lines"], &CROP])?;
            BlockKind::Picture {
                story: story()?,
                picture: table.text("picture")?,
                caption_lines: table.number("caption-lines")?,
                crop: crop(table)?,
            }
        }
        "code" => {
            only(&[&["content", "module"]])?;
            BlockKind::Code { content: table.text("content")?, module: table.length("module")? }
        }
        "guide" => {
            only(&[&["title", "stories"]])?;
            BlockKind::Guide { title: table.text("title")?, stories: table.texts("stories")? }
        }
        "section" => {
            only(&[&["section"]])?;
            BlockKind::Section { section: table.text("section")? }
        }
        "rule" => {
            only(&[&["line"]])?;
            BlockKind::Rule { line: line(&table.table("line")?)? }
        }
        "ad" => {
            only(&[&["client", "file"]])?;
            BlockKind::Ad { client: table.text("client")?, file: table.opt("file", Table::text)? }
        }
        _ => return Err(table.error("kind", unknown("kind of block", &word, &BlockKind::WORDS))),
    })
}

fn layout(table: &Table<'_>) -> Read<Layout> {
    let without = table.opt("without", |t, key| t.tables(key)?.iter().map(cells).collect())?;
    Ok(Layout {
        article_style: table.opt("article-style", Table::text)?,
        manner: manner(table)?,
        head_at: table.opt("head-at", |t, key| head_place(&t.table(key)?))?,
        without: without.unwrap_or_default(),
        captions: table.opt("captions", |t, key| cells(&t.table(key)?))?,
    })
}

/// What a table says of the making of an article.
pub(crate) fn manner(table: &Table<'_>) -> Read<Manner> {
    Ok(Manner {
        head_style: table.opt("head-style", Table::text)?,
        head_align: table.opt("head-align", |t, key| t.word(key, &HeadAlign::NAMES))?,
        kicker: table.opt("kicker", |t, key| t.word(key, &KickerPlace::NAMES))?,
        summary: table.opt("summary", |t, key| t.word(key, &SummaryPlace::NAMES))?,
        byline: table.opt("byline", |t, key| t.word(key, &BylinePlace::NAMES))?,
        division: table.opt("division", |t, key| division(&t.table(key)?))?,
        column_rules: table.opt("column-rules", Table::truth)?,
        look: table.opt("look", Table::text)?,
    })
}

fn division(table: &Table<'_>) -> Read<Division> {
    table.only(&["into", "dividing", "widths"])?;
    Ok(Division {
        into: table.number("into")?,
        dividing: table.opt("dividing", |t, key| t.word(key, &names::DIVIDING))?.unwrap_or_default(),
        widths: table.opt("widths", Table::numbers)?.unwrap_or_default(),
    })
}

fn head_place(table: &Table<'_>) -> Read<HeadPlace> {
    table.only(&["column", "line", "columns"])?;
    Ok(HeadPlace {
        column: table.number("column")?,
        line: table.number("line")?,
        columns: table.number("columns")?,
    })
}

fn wrap(table: &Table<'_>) -> Read<Wrap> {
    table.only(&["sides", "distance"])?;
    Ok(Wrap {
        sides: table.opt("sides", |t, key| t.word(key, &WrapSides::NAMES))?.unwrap_or_default(),
        distance: table.opt("distance", Table::length)?.unwrap_or_default(),
    })
}

/// Keys of a crop, written beside those of the picture that it crops.
const CROP: [&str; 5] = ["fitting", "scale", "x", "y", "flip"];

fn crop(table: &Table<'_>) -> Read<Crop> {
    let usual = Crop::default();
    Ok(Crop {
        fitting: table.opt("fitting", |t, key| t.word(key, &Fitting::NAMES))?.unwrap_or_default(),
        scale: table.opt("scale", Table::number)?.unwrap_or(usual.scale),
        x: table.opt("x", Table::number)?.unwrap_or(usual.x),
        y: table.opt("y", Table::number)?.unwrap_or(usual.y),
        flip: table.opt("flip", Table::truth)?.unwrap_or(false),
    })
}

fn photo(table: &Table<'_>) -> Read<Photo> {
    table.only(&[&["picture", "cells", "caption-lines", "parts", "part"], &CROP[..]].concat())?;
    Ok(Photo {
        picture: table.text("picture")?,
        cells: cells(&table.table("cells")?)?,
        caption_lines: table.number("caption-lines")?,
        parts: table.opt("parts", Table::number)?.unwrap_or(1),
        part: table.opt("part", Table::number)?.unwrap_or(0),
        crop: crop(table)?,
    })
}

/// Cells of the grid. A place or size below zero is read as cells that hold nothing, which the rules then tell of this
/// block alone, so that the rest of the page shows.
pub(crate) fn cells(table: &Table<'_>) -> Read<CellRect> {
    table.only(&["column", "line", "columns", "lines"])?;
    let numbers = ["column", "line", "columns", "lines"].map(|key| table.number::<i64>(key));
    let [column, line, columns, lines] = numbers;
    let cells = [column?, line?, columns?, lines?];
    let [Ok(column), Ok(line), Ok(columns), Ok(lines)] = cells.map(u32::try_from) else {
        return Ok(CellRect::default());
    };
    Ok(CellRect::new(column, line, columns, lines))
}

fn rect(table: &Table<'_>) -> Read<Rect> {
    table.only(&["x", "y", "width", "height"])?;
    Ok(Rect::new(table.length("x")?, table.length("y")?, table.length("width")?, table.length("height")?))
}
