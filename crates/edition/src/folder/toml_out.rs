//! The canonical writer of the TOML files: one order of keys, one spelling of each value.

use super::{FORMAT, out_block};
use crate::model::{Edition, Masthead, Page, Paper, StyleChanges, StyleName};
use banxin_measure::{CellRect, EMU_PER_MM, EMU_PER_PT, Length};
use std::cmp::Reverse;
use std::fmt::{Display, Write};

/// A TOML file in the making.
pub(super) struct Out(String);

impl Out {
    fn new() -> Out {
        let mut out = Out(String::new());
        out.pair("format", FORMAT);
        out
    }

    pub(super) fn pair(&mut self, key: &str, value: impl Display) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{key} = {value}");
    }

    /// A pair, if there is a value.
    pub(super) fn opt(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.pair(key, value);
        }
    }

    pub(super) fn head(&mut self, head: &str) {
        self.0.extend(["\n", head, "\n"]);
    }
}

/// The text of `edition.toml`.
pub(crate) fn edition(edition: &Edition) -> String {
    let mut out = Out::new();
    out.pair("date", edition.date);
    if let Some(issue) = edition.issue {
        out.pair("issue", issue);
    }
    if !edition.staff.is_empty() {
        out.pair("staff", quoted(&edition.staff));
    }
    let pages: Vec<String> = edition.pages.iter().map(|page| quoted(&page.number)).collect();
    out.pair("pages", format_args!("[{}]", pages.join(", ")));
    for face in &edition.faces {
        out.head("[[face]]");
        out.pair("family", quoted(&face.family));
        out.pair("style", quoted(&face.style));
        out.pair("sha256", quoted(&face.sha256));
    }
    out.0
}

/// The text of `paper.toml`.
pub(crate) fn paper(paper: &Paper) -> String {
    let mut out = Out::new();
    out.pair("name", quoted(&paper.name));
    out.pair("accent", inks(paper.accent));
    if paper.least_stretch != Paper::usual_stretch() {
        out.pair("least-stretch", paper.least_stretch);
    }
    if paper.least_type != Paper::usual_least_type() {
        out.pair("least-type", points(paper.least_type));
    }
    if !paper.printers.is_empty() {
        let printers: Vec<String> = paper.printers.iter().map(|name| quoted(name)).collect();
        out.pair("printers", format_args!("[{}]", printers.join(", ")));
    }
    masthead(&mut out, &paper.masthead);
    out.head("[sizes]");
    let mut sizes: Vec<(&String, &Length)> = paper.sizes.sizes.iter().collect();
    sizes.sort_by_key(|(name, size)| (Reverse(**size), *name));
    for (name, size) in sizes {
        out.pair(&quoted(name), points(*size));
    }
    for name in StyleName::ALL {
        let Some(style) = paper.styles.get(&name) else { continue };
        out.head(&format!("[styles.{}]", name.key()));
        self::style(&mut out, &StyleChanges::said_of(style));
    }
    for (name, own) in &paper.own_styles {
        out.head(&format!("[styles.{}]", key(name)));
        out.pair("base", quoted(&own.base));
        style(&mut out, &own.changes);
    }
    for (name, style) in &paper.article_styles {
        out.head(&format!("[articles.{}]", key(name)));
        out_block::article_style(&mut out, style);
    }
    for (name, look) in &paper.looks {
        out.head(&format!("[looks.{}]", key(name)));
        out_block::look(&mut out, look);
    }
    for (name, head) in &paper.sections {
        out.head(&format!("[sections.{}]", key(name)));
        texts(
            &mut out,
            [
                ("title", &head.title),
                ("subtitle", &head.subtitle),
                ("style", &head.style),
                ("look", &head.look),
            ],
        );
    }
    for (name, size) in &paper.ads {
        out.head(&format!("[ads.{}]", key(name)));
        out.pair("columns", size.columns);
        out.pair("lines", size.lines);
    }
    if !paper.words.is_empty() {
        out.head("[words]");
    }
    for (wrong, right) in &paper.words {
        out.pair(&quoted(wrong), quoted(right));
    }
    for planned in &paper.plan {
        out.head("[[plan]]");
        out.pair("page", quoted(&planned.page));
        out.pair("template", quoted(&planned.template));
        out.opt("title", planned.title.as_deref().map(quoted));
        out.opt("colour", planned.colour.map(|colour| quoted(colour.word())));
    }
    out.0
}

/// What the 报头 says, if anything.
fn masthead(out: &mut Out, said: &Masthead) {
    if *said == Masthead::default() {
        return;
    }
    out.head("[masthead]");
    let keys = [
        ("publisher", &said.publisher),
        ("serial", &said.serial),
        ("post", &said.post),
        ("site", &said.site),
        ("motto", &said.motto),
        ("style", &said.style),
    ];
    texts(out, keys);
}

/// Texts, those that are not empty.
fn texts<const N: usize>(out: &mut Out, texts: [(&str, &String); N]) {
    for (key, text) in texts {
        if !text.is_empty() {
            out.pair(key, quoted(text));
        }
    }
}

/// What is said of a style.
fn style(out: &mut Out, said: &StyleChanges) {
    let text = |text: &Option<String>| text.as_deref().map(quoted);
    out.opt("family", text(&said.family));
    out.opt("face", text(&said.face));
    out.opt("size", text(&said.size));
    out.opt("half-lines", said.half_lines);
    out.opt("indent", said.indent);
    out.opt("start-indent", said.start_indent);
    out.opt("end-indent", said.end_indent);
    out.opt("align", said.align.map(|align| quoted(align.word())));
    out.opt("tracking", said.tracking);
    out.opt("punctuation", said.punctuation.map(|punctuation| quoted(punctuation.word())));
    out.opt("level", said.level.map(|level| quoted(level.word())));
    out.opt("hanging", said.hanging);
    out.opt("han-western", said.han_western);
    out.opt("colour", said.colour.map(inks));
    out.opt("gradient", said.gradient.as_ref().map(out_block::gradient));
    out.opt("outline", said.outline.as_ref().map(out_block::outline));
    out.opt("shadow", said.shadow.as_ref().map(out_block::shadow));
    out.opt("look", text(&said.look));
}

/// A key of a table as it stands in a heading.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

/// The text of a page's file.
pub(crate) fn page(page: &Page) -> String {
    let mut out = Out::new();
    let grid = &page.grid;
    out.pair("title", quoted(&page.title));
    out.pair("colour", quoted(page.colour.word()));
    out.opt("staff", page.staff.as_deref().map(quoted));
    out.head("[grid]");
    out.pair("width", millimetres(grid.trim.width));
    out.pair("height", millimetres(grid.trim.height));
    out.pair("left", millimetres(grid.left));
    out.pair("top", millimetres(grid.top));
    out.pair("columns", grid.columns);
    out.pair("characters", grid.characters);
    out.pair("gap", grid.gap);
    out.pair("lines", grid.lines);
    out.pair("character", points(grid.character));
    out.pair("line", points(grid.line));
    for layer in &page.layers {
        out.head("[[layer]]");
        out.pair("name", quoted(&layer.name));
        for (key, said) in [("hidden", layer.hidden), ("locked", layer.locked)] {
            if said {
                out.pair(key, true);
            }
        }
    }
    page.blocks.iter().for_each(|block| out_block::block(&mut out, block));
    out.0
}

pub(super) fn cells(cells: &CellRect) -> String {
    let CellRect { column, line, columns, lines } = cells;
    format!("{{ column = {column}, line = {line}, columns = {columns}, lines = {lines} }}")
}

pub(super) fn inks(inks: [u16; 4]) -> String {
    format!("[{}]", inks.map(|ink| ink.to_string()).join(", "))
}

/// A TOML basic string.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A length on the page: in millimetres where six decimals say it exactly.
pub(super) fn millimetres(length: Length) -> String {
    written(length, [(EMU_PER_MM, "mm"), (EMU_PER_PT, "pt")])
}

/// A type size or a line's height: in points where six decimals say it exactly.
pub(super) fn points(length: Length) -> String {
    written(length, [(EMU_PER_PT, "pt"), (EMU_PER_MM, "mm")])
}

/// The first unit in which at most six decimals say the length exactly, else the house's own unit.
fn written(length: Length, units: [(i64, &str); 2]) -> String {
    let emu = i128::from(length.emu());
    for (unit, name) in units {
        let millionths = emu * 1_000_000;
        if millionths % i128::from(unit) == 0 {
            let millionths = millionths / i128::from(unit);
            let sign = if millionths < 0 { "-" } else { "" };
            let (whole, rest) = (millionths.abs() / 1_000_000, millionths.abs() % 1_000_000);
            let decimals = format!(".{rest:06}");
            let decimals = decimals.trim_end_matches('0').trim_end_matches('.');
            return format!("\"{sign}{whole}{decimals}{name}\"");
        }
    }
    format!("\"{emu}emu\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_people_write_them_and_read_back() {
        let cases = [
            (Length::from_mm(390), "\"390mm\"", "\"390mm\""),
            (Length::from_pt(9), "\"3.175mm\"", "\"9pt\""),
            (Length::from_emu(133_350), "\"3.704167mm\"", "\"10.5pt\""),
            (Length::from_emu(676_350), "\"18.7875mm\"", "\"53.255906pt\""),
            (Length::from_emu(7), "\"7emu\"", "\"7emu\""),
            (Length::ZERO, "\"0mm\"", "\"0pt\""),
        ];
        for (length, in_mm, in_pt) in cases {
            for (text, expected) in [(millimetres(length), in_mm), (points(length), in_pt)] {
                assert_eq!(Length::parse(text.trim_matches('"')), Ok(length), "{text}");
                // Where the unit cannot say it exactly, the other one does.
                if !text.contains("emu") && !expected.contains('.') {
                    assert_eq!(text, expected);
                }
            }
        }
        assert_eq!(millimetres(Length::from_emu(133_350)), "\"10.5pt\"");
        assert_eq!(millimetres(Length::from_emu(676_350)), "\"18.7875mm\"");
    }

    #[test]
    fn quotes_and_backslashes_are_escaped() {
        assert_eq!(quoted("说“好”\"\\"), "\"说“好”\\\"\\\\\"");
    }
}
