//! Reading `paper.toml`.

use super::toml_in::{Source, Table};
use crate::model::{Align, Level, Paper, Punctuation, SizeTable, Style, StyleName};
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
    Ok(Paper {
        name: root.text("name")?,
        sizes: sizes(&root.table("sizes")?)?,
        styles: styles(&root.table("styles")?)?,
        accent: root.inks("accent")?,
    })
}

fn sizes(table: &Table<'_>) -> Result<SizeTable, DocumentError> {
    let sizes = table.keys().map(|key| Ok((key.to_owned(), table.length(key)?)));
    Ok(SizeTable { sizes: sizes.collect::<Result<_, DocumentError>>()? })
}

fn styles(table: &Table<'_>) -> Result<BTreeMap<StyleName, Style>, DocumentError> {
    table.only(&StyleName::ALL.map(StyleName::key))?;
    let given = StyleName::ALL.into_iter().filter(|name| table.keys().any(|key| key == name.key()));
    given.map(|name| Ok((name, style(&table.table(name.key())?)?))).collect()
}

fn style(table: &Table<'_>) -> Result<Style, DocumentError> {
    table.only(&STYLE_KEYS)?;
    Ok(Style {
        family: table.text("family")?,
        face: table.text("face")?,
        size: table.text("size")?,
        half_lines: table.number("half-lines")?,
        indent: table.number("indent")?,
        align: table.word("align", &Align::NAMES)?,
        tracking: table.number("tracking")?,
        start_indent: table.opt("start-indent", Table::number)?.unwrap_or(0),
        end_indent: table.opt("end-indent", Table::number)?.unwrap_or(0),
        punctuation: table.opt("punctuation", |t, key| t.word(key, &Punctuation::NAMES))?.unwrap_or_default(),
        level: table.opt("level", |t, key| t.word(key, &Level::NAMES))?.unwrap_or_default(),
        hanging: table.opt("hanging", Table::truth)?.unwrap_or(false),
        han_western: table.opt("han-western", Table::number)?.unwrap_or(Style::HAN_WESTERN),
        colour: table.inks("colour")?,
    })
}
