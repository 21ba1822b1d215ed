//! Every key of a page and of a paper: read, written in one spelling, and its mistakes told by place.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::BlockKind;
use banxin_edition::{files, flaw, open};
use std::collections::BTreeSet;
use std::fs;
use support::every::{PAGE, comes_back, every};
use support::fresh_dir;

#[test]
fn a_page_with_every_key_comes_back_byte_for_byte() {
    let dir = fresh_dir("every").join("e");
    let edition = every(&dir);
    assert_eq!(files(&edition)["pages/03.toml"], PAGE);
    comes_back(&edition, &dir);
    let page = edition.page("03").unwrap();
    let kinds: BTreeSet<&str> = page.blocks.iter().map(|block| block.kind.word()).collect();
    assert_eq!(kinds, BTreeSet::from(BlockKind::WORDS));
    for block in &page.blocks {
        assert_eq!(flaw(&edition, page, block), None);
    }
    // What is painted: the lowest layer, then each of the page's, in its order.
    let painted: Vec<&str> = page.painted().iter().map(|block| block.id.as_str()).collect();
    assert_eq!(painted[painted.len() - 3..], ["panel", "title", "ad"]);
    assert!(page.is_hidden(page.block("panel").unwrap()));
}

#[test]
fn a_paper_with_every_key_comes_back() {
    let dir = fresh_dir("every-paper").join("e");
    let text = files(&every(&dir))["paper.toml"].clone();
    let parts = [
        "accent = [0, 1000, 1000, 100]\nleast-stretch = 7\nleast-type = \"6pt\"\nprinters = [\"coldset\", \"云汀印务\"]\n\n[masthead]\n\
         publisher = \"云汀报业集团主办\"\nserial = \"CN 00-0000\"\npost = \"00-00\"\nsite = \"https://example.org/\"\n\
         motto = \"一纸“云”汀\"\nstyle = \"反白主题\"\n\n[sizes]\n",
        "[styles.every]\nbase = \"反白主题\"\nfamily = \"Noto Sans SC\"\nface = \"Black\"\nsize = \"46pt\"\nhalf-lines = 8\n\
         indent = -1\nstart-indent = 1\nend-indent = 2\nalign = \"even\"\ntracking = -50\npunctuation = \"kaiming\"\n\
         level = \"basic\"\nhanging = true\nhan-western = 0\ncolour = [0, 1000, 1000, 100]\n\
         gradient = { colour = [0, 0, 0, 0], direction = \"down\" }\n\
         outline = { width = \"7emu\", colour = [0, 1000, 1000, 100] }\n\
         shadow = { x = \"-1pt\", y = \"1mm\", colour = [0, 1000, 1000, 100] }\nlook = \"every\"\n",
        "[articles.every]\nbase = \"专题\"\nbody = \"诗行\"\nhead-style = \"every\"\nhead-align = \"centre\"\nkicker = \"above\"\n\
         summary = \"head\"\nbyline = \"head\"\ndivision = { into = 2, dividing = \"unequal\", widths = [4, 8] }\ncolumn-rules = false\n\
         look = \"every\"\n",
        "[looks.every]\nbase = \"浅底\"\nground = [10, 20, 30, 40]\n\
         gradient = { colour = [0, 1000, 1000, 100], direction = \"across\" }\n\
         frame = { pattern = \"thick-thin\", width = \"3pt\", colour = [0, 1000, 1000, 100] }\nradius = \"4pt\"\n",
        "[sections.plain]\ntitle = \"简讯\"\n\n[sections.\"芦湾时评\"]\ntitle = \"芦湾时评\"\nsubtitle = \"LUWAN\"\n\
         style = \"勾边主题\"\nlook = \"红底\"\n",
        "[ads.\"中缝\"]\ncolumns = 1\nlines = 113\n",
        "[words]\n\"云汀镇\" = \"云汀市\"\n\"最“牛”\" = \"\"\n",
        "[[plan]]\npage = \"01\"\ntemplate = \"要闻\"\ntitle = \"头版\"\ncolour = \"black\"\n\n[[plan]]\npage = \"A02\"\n\
         template = \"broadsheet\"\n",
    ];
    let mut at = 0;
    for part in parts {
        let found = text[at..].find(part).unwrap_or_else(|| panic!("{part}\nin\n{}", &text[at..]));
        at += found + part.len();
    }
    assert_eq!(at, text.len(), "the plan stands last");
}

/// The words of a text that stand before an equals sign: its keys.
fn keys(text: &str) -> BTreeSet<&str> {
    let before = text
        .split(" = ")
        .filter_map(|part| part.rsplit(|c: char| !(c.is_ascii_lowercase() || c == '-')).next());
    before.filter(|key| !key.is_empty()).collect()
}

#[test]
fn the_format_is_written_down() {
    let written = include_str!("../../../docs/edition-format.md");
    let known = keys(written);
    let files = files(&every(&fresh_dir("written-down").join("e")));
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".toml")) {
        for key in keys(text) {
            let told = known.contains(key) || written.contains(&format!("`{key}`"));
            assert!(told, "docs/edition-format.md says nothing of {key} in {name}");
        }
    }
    for kind in BlockKind::WORDS {
        assert!(written.contains(&format!("`{kind}`")), "docs/edition-format.md says nothing of {kind}");
    }
}

/// Opens the edition after one change of a file and tells in which way the error is not the expected one; `#` stands
/// for the line that was changed.
fn mismatch(number: usize, name: &str, from: &str, to: &str, expected: &str) -> Option<String> {
    let dir = fresh_dir(&format!("every-mistake-{number}")).join("e");
    every(&dir);
    let path = dir.join(name);
    let text = fs::read_to_string(&path).unwrap();
    let (before, after) = text.split_once(from).unwrap_or_else(|| panic!("{name} holds {from:?}"));
    let line = before.matches('\n').count() + 1;
    fs::write(&path, format!("{before}{to}{after}")).unwrap();
    let expected = format!("{name}:{}", expected.replacen('#', &line.to_string(), 1));
    let told = match open(&dir) {
        Ok(_) => "it opens".to_owned(),
        Err(error) => error.to_string().replacen(&format!("{}/", dir.display()), "", 1),
    };
    (!told.starts_with(&expected)).then(|| format!("    told: {told}\nexpected: {expected}\n"))
}

#[test]
fn mistakes_in_the_keys_are_told_by_file_line_and_key() {
    let page = [
        ("name = \"面\"", "name = \"底\"", "#: layer[1].name: \"底\": each layer needs a name of its own"),
        ("name = \"面\"", "name = \"\"", "#: layer[1].name: \"\": each layer needs"),
        ("hidden = true", "hiden = true", "#: layer[0].hiden: unknown key \"hiden\"; did you mean hidden?"),
        ("staff = \"责编", "staf = \"责编", "#: staf: unknown key \"staf\"; did you mean staff?"),
        (
            "kind = \"masthead\"",
            "kind = \"mast-head\"",
            "#: block[1].kind: unknown kind of block \"mast-head\"; did you mean masthead?",
        ),
        ("kind = \"masthead\"", "kind = \"masthead\"\nstory = \"s01\"", "37: block[1].story: unknown key"),
        (
            "free = {",
            "cells = { column = 0, line = 0, columns = 1, lines = 1 }\nfree = {",
            "#: block[2].cells: stands beside free",
        ),
        ("height = \"7emu\"", "height = \"7em\"", "#: block[2].free.height: \"7em\" is not a length"),
        ("turn = \"left\"", "turn = \"lft\"", "#: block[2].turn: unknown word \"lft\"; did you mean left?"),
        (
            "sides = \"neither\"",
            "sides = \"none\"",
            "#: block[2].wrap.sides: unknown word \"none\"; known are both",
        ),
        (
            "locked = true\n\n[[block]]",
            "locked = 1\n\n[[block]]",
            "#: block[2].locked: is integer; it must be true or false",
        ),
        (
            "section = \"芦湾时评\"",
            "sections = \"芦湾时评\"",
            "#: block[3].sections: unknown key \"sections\"; did you mean section?",
        ),
        (
            "head-at = { column = 1,",
            "head-at = { column = -1,",
            "#: block[4].head-at.column: -1 is out of range",
        ),
        (
            "kicker = \"beside\"",
            "kicker = \"besides\"",
            "#: block[4].kicker: unknown word \"besides\"; did you mean beside?",
        ),
        (
            "into = 3, dividing",
            "in = 3, dividing",
            "#: block[4].division.in: unknown key \"in\"; did you mean into?",
        ),
        (
            "widths = [22, 22, 23]",
            "widths = [22, -1]",
            "#: block[4].division.widths: is array; it must be a list of whole numbers",
        ),
        ("column-rules = false", "column-rules = 0", "#: block[4].column-rules: is integer"),
        ("without = [{ column = 3, ", "without = [{ ", "#: block[4].without[0].column: is missing"),
        ("scale = 1500", "scale = -1", "#: block[4].photo[0].scale: -1 is out of range"),
        (
            "fitting = \"fit\"",
            "fitting = \"fits\"",
            "#: block[4].photo[0].fitting: unknown word \"fits\"; did you mean fit?",
        ),
        ("after = \"b1\"", "head-lines = 3", "#: block[6].head-lines: unknown key"),
        ("module = \"0.5mm\"", "", "140: block[9].module: is missing; give it a length"),
        (
            "stories = [\"s02\", \"s01\"]",
            "stories = \"s02\"",
            "#: block[11].stories: is string; it must be a list of texts",
        ),
        (
            "pattern = \"wave\"",
            "pattern = \"waves\"",
            "#: block[15].line.pattern: unknown word \"waves\"; did you mean wave?",
        ),
        (
            "colour = [0, 1000, 1000, 100] }",
            "colour = [0, 1000, 1000] }",
            "#: block[15].line.colour: is array; it must be four inks",
        ),
        ("client = \"芦湾供销社\"", "", "201: block[17].client: is missing"),
    ];
    let paper = [
        ("least-stretch = 7", "least-stretch = 0", "#: least-stretch: must lie in 1..100"),
        ("least-type = \"6pt\"", "least-type = \"0pt\"", "#: least-type: must be above zero"),
        ("least-type = \"6pt\"", "least-type = 6", "#: least-type: is integer"),
        ("\"云汀镇\" = \"云汀市\"", "\"云汀镇\" = \"云汀镇\"", "#: words.云汀镇: write the wrong word"),
        ("\"云汀镇\" = \"云汀市\"", "\"云汀镇\" = 3", "#: words.云汀镇: is integer"),
        ("printers = [", "printers = [3, ", "#: printers: is array; it must be a list of texts"),
        (
            "publisher =",
            "publishers =",
            "#: masthead.publishers: unknown key \"publishers\"; did you mean publisher?",
        ),
        ("width = \"7emu\"", "width = \"0pt\"", "#: styles.every.outline.width: must be above zero"),
        ("y = \"1mm\", colour", "y = \"101mm\", colour", "#: styles.every.shadow.y: at most 100mm away"),
        (
            "colour = [0, 0, 0, 0], direction = \"down\"",
            "colour = [0, 0, 0, 1001], direction = \"down\"",
            "#: styles.every.gradient.colour: inks are permille",
        ),
        ("indent = -1", "indent = -3", "#: styles.every.indent: must lie in -1..40"),
        (
            "base = \"专题\"",
            "bas = \"专题\"",
            "#: articles.every.bas: unknown key \"bas\"; did you mean base?",
        ),
        (
            "kicker = \"above\"",
            "kicker = \"over\"",
            "#: articles.every.kicker: unknown word \"over\"; known are above, beside",
        ),
        ("radius = \"4pt\"", "radius = \"-4pt\"", "#: looks.every.radius: must lie in 0mm..100mm"),
        (
            "frame = { pattern = \"thick-thin\", width = \"3pt\", colour = [0, 1000, 1000, 100] }\nradius",
            "frame = { width = \"101mm\", colour = [0, 0, 0, 0] }\nradius",
            "#: looks.every.frame.width: must be above zero and at most 100mm",
        ),
        (
            "ground = [10, 20, 30, 40]",
            "ground = [10, 20, 30, 4000]",
            "#: looks.every.ground: inks are permille",
        ),
        ("title = \"简讯\"\n", "", "297: sections.plain.title: is missing"),
        ("columns = 1\nlines = 113", "columns = 0\nlines = 113", "#: ads.中缝.columns: must lie in 1..64"),
        (
            "template = \"要闻\"",
            "template = \"../要闻\"",
            "#: plan[0].template: \"../要闻\" is no name of a file",
        ),
        ("page = \"A02\"", "page = \"01\"", "#: plan[1].page: page \"01\" stands twice"),
        ("page = \"A02\"", "page = \"../01\"", "#: plan[1].page: \"../01\" is no page number"),
        ("colour = \"black\"", "colour = \"grey\"", "#: plan[0].colour: unknown word \"grey\""),
    ];
    let cases = page.map(|case| ("pages/03.toml", case)).into_iter();
    let cases = cases.chain(paper.map(|case| ("paper.toml", case)));
    let mismatches: Vec<String> = cases
        .enumerate()
        .filter_map(|(number, (name, (from, to, expected)))| mismatch(number, name, from, to, expected))
        .collect();
    assert!(mismatches.is_empty(), "\n{}", mismatches.join("\n"));
}
