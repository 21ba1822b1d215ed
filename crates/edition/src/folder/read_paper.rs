//! Reading `paper.toml`.

use super::read_block::{MANNER, manner};
use super::read_look;
use super::toml_in::{Source, Table};
use crate::model::{
    AdSize, Align, ArticleStyle, Level, Masthead, OwnStyle, PageColour, Paper, PlannedPage, Punctuation,
    SectionHead, SizeTable, Style, StyleChanges, StyleName,
};
use crate::nearest::unknown;
use crate::{DocumentError, check};
use std::collections::BTreeMap;

/// The keys of `paper.toml`.
pub(crate) const PAPER_KEYS: [&str; 15] = [
    "format",
    "name",
    "accent",
    "least-stretch",
    "least-type",
    "printers",
    "masthead",
    "sizes",
    "styles",
    "articles",
    "looks",
    "sections",
    "ads",
    "words",
    "plan",
];

/// The keys of a style, in the order in which they are written.
const STYLE_KEYS: [&str; 18] = [
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
    "gradient",
    "outline",
    "shadow",
    "look",
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
    let by_name = root.table("styles")?;
    Ok(Paper {
        name: root.text("name")?,
        sizes: sizes(&root.table("sizes")?)?,
        styles: styles(&by_name)?,
        own_styles: own_styles(&by_name)?,
        accent: root.inks("accent")?,
        least_stretch: root.opt("least-stretch", Table::number)?.unwrap_or(Paper::usual_stretch()),
        least_type: root.opt("least-type", Table::length)?.unwrap_or(Paper::usual_least_type()),
        masthead: root.opt("masthead", |t, key| masthead(&t.table(key)?))?.unwrap_or_default(),
        looks: named(root, "looks", read_look::look)?,
        article_styles: named(root, "articles", article_style)?,
        sections: named(root, "sections", section)?,
        ads: named(root, "ads", ad)?,
        words: root.opt("words", |t, key| words(&t.table(key)?))?.unwrap_or_default(),
        plan: root.tables("plan")?.iter().map(planned).collect::<Result<_, DocumentError>>()?,
        printers: root.opt("printers", Table::texts)?.unwrap_or_default(),
    })
}

/// The tables inside one, by their names.
fn named<T>(
    root: &Table<'_>,
    key: &str,
    read: impl Fn(&Table<'_>) -> Result<T, DocumentError>,
) -> Result<BTreeMap<String, T>, DocumentError> {
    let Some(table) = root.opt(key, Table::table)? else { return Ok(BTreeMap::new()) };
    table.keys().map(|name| Ok((name.to_owned(), read(&table.table(name)?)?))).collect()
}

fn masthead(table: &Table<'_>) -> Result<Masthead, DocumentError> {
    table.only(&["publisher", "serial", "post", "site", "motto", "style"])?;
    let text = |key| table.opt(key, Table::text).map(Option::unwrap_or_default);
    Ok(Masthead {
        publisher: text("publisher")?,
        serial: text("serial")?,
        post: text("post")?,
        site: text("site")?,
        motto: text("motto")?,
        style: text("style")?,
    })
}

fn article_style(table: &Table<'_>) -> Result<ArticleStyle, DocumentError> {
    table.only(&[&["base", "body"], &MANNER[..]].concat())?;
    Ok(ArticleStyle {
        base: table.opt("base", Table::text)?,
        body: table.opt("body", Table::text)?,
        manner: manner(table)?,
    })
}

fn section(table: &Table<'_>) -> Result<SectionHead, DocumentError> {
    table.only(&["title", "subtitle", "style", "look"])?;
    let text = |key| table.opt(key, Table::text).map(Option::unwrap_or_default);
    Ok(SectionHead {
        title: table.text("title")?,
        subtitle: text("subtitle")?,
        style: text("style")?,
        look: text("look")?,
    })
}

fn ad(table: &Table<'_>) -> Result<AdSize, DocumentError> {
    table.only(&["columns", "lines"])?;
    Ok(AdSize { columns: table.number("columns")?, lines: table.number("lines")? })
}

fn words(table: &Table<'_>) -> Result<BTreeMap<String, String>, DocumentError> {
    table.keys().map(|wrong| Ok((wrong.to_owned(), table.text(wrong)?))).collect()
}

fn planned(table: &Table<'_>) -> Result<PlannedPage, DocumentError> {
    table.only(&["page", "template", "title", "colour"])?;
    Ok(PlannedPage {
        page: table.text("page")?,
        template: table.text("template")?,
        title: table.opt("title", Table::text)?,
        colour: table.opt("colour", |t, key| t.word(key, &PageColour::NAMES))?,
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
        gradient: None,
        outline: None,
        shadow: None,
        look: None,
    };
    Ok(changes.applied(&plain))
}

fn own_style(table: &Table<'_>) -> Result<OwnStyle, DocumentError> {
    table.only(&[&["base"], &STYLE_KEYS[..]].concat())?;
    Ok(OwnStyle { base: table.text("base")?, changes: changes(table)? })
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
        gradient: table.opt("gradient", |t, key| read_look::gradient(&t.table(key)?))?,
        outline: table.opt("outline", |t, key| read_look::outline(&t.table(key)?))?,
        shadow: table.opt("shadow", |t, key| read_look::shadow(&t.table(key)?))?,
        look: table.opt("look", Table::text)?,
    })
}
