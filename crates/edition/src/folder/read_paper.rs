//! Reading `paper.toml`.

use super::toml_in::{Source, Table};
use crate::model::{Align, Level, OwnStyle, Paper, Punctuation, SizeTable, Style, StyleChanges, StyleName};
use crate::nearest::unknown;
use crate::{DocumentError, check};
use std::collections::BTreeMap;

/// The keys of `paper.toml`.
pub(crate) const PAPER_KEYS: [&str; 5] = ["format", "name", "accent", "sizes", "styles"];

/// The keys of a style, in the order in which they are written.
const STYLE_KEYS: [&str; 14] = [
    "family",
    "face",
    "size",
    "half-lines",
    "indent",
    "start-indent",
    "end-indent",
    "align",
    "tracking",
    "punctuation",
    "level",
    "hanging",
    "han-western",
    "colour",
];

/// The house style that a file holds.
pub(crate) fn read_paper(source: &Source) -> Result<Paper, DocumentError> {
    let root = source.root()?;
    root.only(&PAPER_KEYS)?;
    let paper = paper(&root)?;
    check::paper(&paper, super::PAPER_FILE).map_err(|problem| source.problem(&problem))?;
    Ok(paper)
}

/// The house style in the [`PAPER_KEYS`] of a file.
pub(crate) fn paper(root: &Table<'_>) -> Result<Paper, DocumentError> {
    let named = root.table("styles")?;
    Ok(Paper {
        name: root.text("name")?,
        sizes: sizes(&root.table("sizes")?)?,
        styles: styles(&named)?,
        own_styles: own_styles(&named)?,
        accent: root.inks("accent")?,
    })
}

fn sizes(table: &Table<'_>) -> Result<SizeTable, DocumentError> {
    let sizes = table.keys().map(|key| Ok((key.to_owned(), table.length(key)?)));
    Ok(SizeTable { sizes: sizes.collect::<Result<_, DocumentError>>()? })
}

fn styles(table: &Table<'_>) -> Result<BTreeMap<StyleName, Style>, DocumentError> {
    let given = StyleName::ALL.into_iter().filter(|name| table.keys().any(|key| key == name.key()));
    given.map(|name| Ok((name, style(&table.table(name.key())?)?))).collect()
}

/// The styles under other names than the page's elements; each says what it is based on, so that a slip in an
/// element's name makes no style.
fn own_styles(table: &Table<'_>) -> Result<BTreeMap<String, OwnStyle>, DocumentError> {
    let own = table.keys().filter(|key| StyleName::from_key(key).is_none());
    own.map(|key| {
        let one = table.table(key)?;
        if !one.keys().any(|key| key == "base") {
            let message = unknown("key", key, &StyleName::ALL.map(StyleName::key));
            let message =
                format!("{message} A style of the paper's own needs a base, such as base = \"body\"");
            return Err(table.error(key, message));
        }
        Ok((key.to_owned(), own_style(&one)?))
    })
    .collect()
}

fn style(table: &Table<'_>) -> Result<Style, DocumentError> {
    table.only(&STYLE_KEYS)?;
    let changes = changes(table)?;
    let plain = Style {
        family: table.text("family")?,
        face: table.text("face")?,
        size: table.text("size")?,
        half_lines: table.number("half-lines")?,
        indent: table.number("indent")?,
        start_indent: 0,
        end_indent: 0,
        align: table.word("align", &Align::NAMES)?,
        tracking: table.number("tracking")?,
        punctuation: Punctuation::default(),
        level: Level::default(),
        hanging: false,
        han_western: Style::HAN_WESTERN,
        colour: table.inks("colour")?,
    };
    Ok(changes.applied(&plain))
}

fn own_style(table: &Table<'_>) -> Result<OwnStyle, DocumentError> {
    table.only(&[&["base"], &STYLE_KEYS[..]].concat())?;
    let bases = StyleName::ALL.map(|name| (name, name.key()));
    Ok(OwnStyle { base: table.word("base", &bases)?, changes: changes(table)? })
}

/// What a table says of a style.
fn changes(table: &Table<'_>) -> Result<StyleChanges, DocumentError> {
    Ok(StyleChanges {
        family: table.opt("family", Table::text)?,
        face: table.opt("face", Table::text)?,
        size: table.opt("size", Table::text)?,
        half_lines: table.opt("half-lines", Table::number)?,
        indent: table.opt("indent", Table::number)?,
        start_indent: table.opt("start-indent", Table::number)?,
        end_indent: table.opt("end-indent", Table::number)?,
        align: table.opt("align", |t, key| t.word(key, &Align::NAMES))?,
        tracking: table.opt("tracking", Table::number)?,
        punctuation: table.opt("punctuation", |t, key| t.word(key, &Punctuation::NAMES))?,
        level: table.opt("level", |t, key| t.word(key, &Level::NAMES))?,
        hanging: table.opt("hanging", Table::truth)?,
        han_western: table.opt("han-western", Table::number)?,
        colour: table.opt("colour", Table::inks)?,
    })
}
