//! Reading `paper.toml`.

use super::toml_in::{Source, Table};
use crate::model::{Align, Paper, SizeTable, Style, StyleName};
use crate::{DocumentError, check};
use std::collections::BTreeMap;

/// The keys of `paper.toml`.
pub(crate) const PAPER_KEYS: [&str; 5] = ["format", "name", "accent", "sizes", "styles"];

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
    table.only(&["family", "face", "size", "half-lines", "indent", "align", "tracking", "colour"])?;
    Ok(Style {
        family: table.text("family")?,
        face: table.text("face")?,
        size: table.text("size")?,
        half_lines: table.number("half-lines")?,
        indent: table.number("indent")?,
        align: table.word("align", &Align::NAMES)?,
        tracking: table.number("tracking")?,
        colour: table.inks("colour")?,
    })
}
