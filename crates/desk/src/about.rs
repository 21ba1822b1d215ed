//! What the document says of a block (块的属性), as the JSON that stands at its head in a [patch](crate::patch):
//!
//! ```json
//! {"kind": "article", "story": "s01", "cells": {"column": 0, "line": 4, "columns": 5, "lines": 36},
//!  "headLines": 8, "headlineSize": "46pt", "boxed": false,
//!  "pictures": [{"picture": "k1", "crop": {"fitting": "fill", "scale": 1000, "x": 500, "y": 500, "flip": false}}],
//!  "paragraphs": [], "picture": null, "style": null, "held": false,
//!  "stand": {"free": null, "turn": "upright", "wrap": null, "look": null, "name": null, "group": null, "layer": null,
//!            "locked": false},
//!  "may": {"free": false, "turn": false, "style": true},
//!  "layout": {"articleStyle": null, "headStyle": null, "headAlign": null, "kicker": null, "byline": null,
//!             "division": {"into": 3, "dividing": "whole"}, "columnRules": null, "look": null,
//!             "headAt": {"column": 0, "line": 0, "columns": 4}, "captions": null, "without": []},
//!  "own": {}}
//! ```
//!
//! `boxed` of a photo group is always true; `paragraphs` are those of a 散件, `picture` that of a 单图. `held` is true
//! where hands are kept off the block, by its own lock or its layer's. `may` says what a block of its kind can have at
//! all. `layout` is `null` for a block that is no article, photo group or 续排; what is `null` in it is left to the article
//! style and the house. `own` holds what only its kind has: `line` of a 线, `client` and `file` of an 广告, `section` of a
//! 栏目头, `content` and `module` of a bare 二维码, `title` and `stories` of a 导读 that quotes, `after` of a 续排. Lengths are
//! whole numbers of the house's unit.

use banxin_edition::model::{
    Block, BlockKind, BylinePlace, Crop, HeadAlign, HeadPlace, KickerPlace, Layout, Line, Page, Stand, Wrap,
};
use banxin_measure::{CellRect, Division, Length, Rect, Turn};
use serde::Serialize;

/// All of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct About<'a> {
    kind: &'a str,
    story: Option<&'a str>,
    cells: CellRect,
    head_lines: u32,
    headline_size: Option<String>,
    boxed: bool,
    pictures: Vec<Shown<'a>>,
    paragraphs: &'a [u32],
    picture: Option<&'a str>,
    style: Option<&'a str>,
    held: bool,
    stand: Stood<'a>,
    may: May,
    layout: Option<Made<'a>>,
    own: Own<'a>,
}

/// A picture in the block.
#[derive(Serialize)]
struct Shown<'a> {
    picture: &'a str,
    crop: Crop,
}

/// How it lies among its neighbours.
#[derive(Serialize)]
struct Stood<'a> {
    free: Option<Rect>,
    turn: Turn,
    wrap: Option<Wrap>,
    look: Option<&'a str>,
    name: Option<&'a str>,
    group: Option<&'a str>,
    layer: Option<&'a str>,
    locked: bool,
}

/// What a block of its kind can have.
#[derive(Serialize)]
struct May {
    free: bool,
    turn: bool,
    style: bool,
}

/// How an article is made up.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made<'a> {
    article_style: Option<&'a str>,
    head_style: Option<&'a str>,
    head_align: Option<HeadAlign>,
    kicker: Option<KickerPlace>,
    byline: Option<BylinePlace>,
    division: Option<&'a Division>,
    column_rules: Option<bool>,
    look: Option<&'a str>,
    head_at: Option<HeadPlace>,
    captions: Option<CellRect>,
    without: &'a [CellRect],
}

/// What only some kinds have.
#[derive(Serialize)]
#[serde(untagged)]
enum Own<'a> {
    Line { line: Line },
    Ad { client: &'a str, file: Option<&'a str> },
    Section { section: &'a str },
    Code { content: &'a str, module: Length },
    Guide { title: &'a str, stories: &'a [String] },
    Text { after: &'a str },
    Nothing {},
}

/// A block of a page as JSON for the wire.
pub(crate) fn about(page: &Page, block: &Block) -> String {
    let kind = &block.kind;
    let about = About {
        kind: kind.word(),
        story: kind.story(),
        cells: block.cells,
        head_lines: kind.head_lines(),
        headline_size: kind.headline_size().map(points),
        boxed: matches!(kind, BlockKind::Photos { .. } | BlockKind::Article { boxed: true, .. }),
        pictures: kind.pictures().map(|(picture, crop)| Shown { picture, crop }).collect(),
        paragraphs: match kind {
            BlockKind::Part { paragraphs, .. } => paragraphs,
            _ => &[],
        },
        picture: match kind {
            BlockKind::Picture { picture, .. } => Some(picture),
            _ => None,
        },
        style: block.style.as_deref(),
        held: page.is_held(block),
        stand: Stood::of(&block.stand),
        may: May { free: kind.may_be_free(), turn: kind.may_turn(), style: kind.holds_text() },
        layout: kind.layout().map(Made::of),
        own: Own::of(kind),
    };
    serde_json::to_string(&about).unwrap_or_default()
}

/// A type size as designers say it: in points where it is a whole number of them.
fn points(size: Length) -> String {
    let point = Length::from_pt(1);
    if size == point * size.whole(point) { format!("{}pt", size.whole(point)) } else { size.to_string() }
}

impl<'a> Stood<'a> {
    fn of(stand: &'a Stand) -> Stood<'a> {
        Stood {
            free: stand.free,
            turn: stand.turn,
            wrap: stand.wrap,
            look: stand.look.as_deref(),
            name: stand.name.as_deref(),
            group: stand.group.as_deref(),
            layer: stand.layer.as_deref(),
            locked: stand.locked,
        }
    }
}

impl<'a> Made<'a> {
    fn of(layout: &'a Layout) -> Made<'a> {
        let manner = &layout.manner;
        Made {
            article_style: layout.article_style.as_deref(),
            head_style: manner.head_style.as_deref(),
            head_align: manner.head_align,
            kicker: manner.kicker,
            byline: manner.byline,
            division: manner.division.as_ref(),
            column_rules: manner.column_rules,
            look: manner.look.as_deref(),
            head_at: layout.head_at,
            captions: layout.captions,
            without: &layout.without,
        }
    }
}

impl<'a> Own<'a> {
    fn of(kind: &'a BlockKind) -> Own<'a> {
        match kind {
            BlockKind::Rule { line } => Own::Line { line: *line },
            BlockKind::Ad { client, file } => Own::Ad { client, file: file.as_deref() },
            BlockKind::Section { section } => Own::Section { section },
            BlockKind::Code { content, module } => Own::Code { content, module: *module },
            BlockKind::Guide { title, stories } => Own::Guide { title, stories },
            BlockKind::Text { after, .. } => Own::Text { after },
            _ => Own::Nothing {},
        }
    }
}
