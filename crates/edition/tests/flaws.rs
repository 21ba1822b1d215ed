//! What is wrong with one block is a flaw of this block: the edition opens and is saved with it, the others are
//! untouched, and edits make no new one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::journal::{Entry, Opened};
use banxin_edition::model::{Edition, Page};
use banxin_edition::{Change, Document, Edit, Journal, flaw, open, save};
use banxin_measure::CellRect;
use std::fs;
use std::path::{Path, PathBuf};
use support::every::every;
use support::{fresh_dir, tree};

/// The edition with everything after changes of one of its files, opened, and its folder.
fn changed(test: &str, name: &str, changes: &[(&str, &str)]) -> (PathBuf, Edition) {
    let dir = fresh_dir(test).join("e");
    every(&dir);
    for (from, to) in changes {
        change(&dir, name, from, to);
    }
    let edition = open(&dir).unwrap_or_else(|error| panic!("{test}: {error}"));
    (dir, edition)
}

fn change(dir: &Path, name: &str, from: &str, to: &str) {
    let path = dir.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{name} holds {from:?}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
}

/// The flaws of a page: block, key, message.
fn flaws(edition: &Edition, page: &Page) -> Vec<(String, String, String)> {
    let told = page.blocks.iter().filter_map(|block| {
        let flaw = flaw(edition, page, block)?;
        Some((block.id.clone(), flaw.key_text(), flaw.message))
    });
    told.collect()
}

/// A change of the page's file, then the block that has a flaw, its key and words of its message.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

const PAGE_CASES: [Case; 46] = [
    // Outside the page, and of no size.
    (
        "line = 14, columns = 5",
        "line = 60, columns = 5",
        "b1",
        "cells",
        "(columns 0..5, lines 60..120) reaches out of the grid of 8 columns and 116 lines; move it",
    ),
    (
        "column = 0, line = 14, columns = 5",
        "column = 4, line = 14, columns = 5",
        "b1",
        "cells",
        "reaches out of the grid",
    ),
    (
        "column = 0, line = 14, columns = 5",
        "column = 4294967295, line = 14, columns = 5",
        "b1",
        "cells",
        "reaches out of the grid",
    ),
    (
        "line = 2, columns = 3, lines = 12",
        "line = 2, columns = 0, lines = 12",
        "masthead",
        "cells",
        "covers no cell; count its place from 0 and give it at least one column and one line",
    ),
    (
        "line = 2, columns = 3, lines = 12",
        "line = 2, columns = 3, lines = -12",
        "masthead",
        "cells",
        "covers no cell",
    ),
    (
        "line = 2, columns = 3, lines = 12",
        "line = -2, columns = 3, lines = 12",
        "masthead",
        "cells",
        "covers no cell",
    ),
    (
        "line = 2, columns = 3, lines = 12",
        "line = 2, columns = 99999999999, lines = 12",
        "masthead",
        "cells",
        "covers no cell",
    ),
    (
        "height = \"7emu\"",
        "height = \"0mm\"",
        "title",
        "free",
        "has no size; give it a width and a height above zero",
    ),
    ("width = \"100mm\"", "width = \"-100mm\"", "title", "free", "has no size"),
    ("x = \"-1.5mm\"", "x = \"-100mm\"", "title", "free", "lies outside the page; move it back"),
    ("x = \"-1.5mm\"", "x = \"999999999mm\"", "title", "free", "lies outside the page"),
    (
        "cells = { column = 5, line = 6, columns = 3, lines = 50 }",
        "free = { x = \"0mm\", y = \"0mm\", width = \"1mm\", height = \"1mm\" }",
        "b2",
        "free",
        "stands on the grid; give it cells instead",
    ),
    // How it lies among the others.
    (
        "headline-size = \"30pt\"",
        "turn = \"right\"\nheadline-size = \"30pt\"",
        "b2",
        "turn",
        "cannot be turned; leave its turn out",
    ),
    ("distance = \"3pt\"", "distance = \"-3pt\"", "code", "wrap.distance", "it must lie in 0mm..100mm"),
    (
        "look = \"浅底\"\nsection",
        "look = \"无此\"\nsection",
        "head",
        "look",
        "has the look \"无此\", which is not in paper.toml",
    ),
    (
        "layer = \"顶\"",
        "layer = \"无此\"",
        "ad",
        "layer",
        "a layer that the page does not have; add a [[layer]]",
    ),
    ("group = \"组一\"", "group = \"组\\u0007\"", "title", "group", "control characters"),
    // What it names.
    (
        "story = \"s02\"\ncells = { column = 5, line = 6",
        "story = \"s99\"\ncells = { column = 5, line = 6",
        "b2",
        "story",
        "names the story \"s99\", but there is no stories/s99.story; correct the id",
    ),
    (
        "style = \"诗行\"",
        "style = \"无此\"",
        "b1",
        "style",
        "in the style \"无此\", but paper.toml has no such [styles.…]",
    ),
    (
        "section = \"芦湾时评\"",
        "section = \"无此\"",
        "head",
        "section",
        "shows the head \"无此\", but paper.toml has no such",
    ),
    (
        "kind = \"staff\"\n",
        "kind = \"staff\"\nstyle = \"body\"\n",
        "staff",
        "style",
        "holds no text that runs; leave its style out",
    ),
    (
        "picture = \"k1\"\ncells = { column = 0",
        "picture = \"k7\"\ncells = { column = 0",
        "b1",
        "photo[0].picture",
        "shows the picture \"k7\", which story \"s01\" does not have",
    ),
    (
        "picture = \"k2\"\ncaption-lines = 1",
        "picture = \"k7\"\ncaption-lines = 1",
        "picture",
        "picture",
        "shows the picture \"k7\"",
    ),
    (
        "stories = [\"s02\", \"s01\"]",
        "stories = [\"s02\", \"s99\"]",
        "guide",
        "stories[1]",
        "leads to a story that is not there; take the entry out",
    ),
    ("head-style = \"反白主题\"", "head-style = \"无此\"", "b1", "head-style", "paper.toml has no such"),
    ("look = \"文武框\"", "look = \"无此\"", "b1", "look", "has the look \"无此\""),
    (
        "article-style = \"专题\"\ndivision",
        "article-style = \"无此\"\ndivision",
        "b4",
        "article-style",
        "follows the article style \"无此\", which is not in paper.toml",
    ),
    // How it is made up.
    (
        "head-lines = 9",
        "head-lines = 61",
        "b1",
        "head-lines",
        "takes 61 lines and the block has 60; lower it",
    ),
    ("headline-size = \"46pt\"", "headline-size = \"0pt\"", "b1", "headline-size", "must be above zero"),
    (
        "line = 2, columns = 3 }\nhead",
        "line = 52, columns = 3 }\nhead",
        "b1",
        "head-at",
        "the head of block \"b1\" (columns 1..4, lines 66..75) reaches out of it (columns 0..5, lines 14..74)",
    ),
    (
        "widths = [22, 22, 23]",
        "widths = [22, 22]",
        "b1",
        "division",
        "only for unequal columns and as many as those",
    ),
    (
        "widths = [22, 22, 23]",
        "widths = [30, 30, 30]",
        "b1",
        "division",
        "need 92 characters and there are 69; divide it into fewer or narrower ones",
    ),
    ("division = { into = 2 }", "division = { into = 4000000000 }", "b2", "division", "divide it into fewer"),
    (
        "without = [{ column = 3, line = 60",
        "without = [{ column = 6, line = 60",
        "b1",
        "without[0]",
        "does not lie in it",
    ),
    (
        "without = [{ column = 4, line = 80, columns = 1, lines = 4 }]",
        "without = [{ column = 0, line = 0, columns = 8, lines = 116 }]",
        "b4",
        "without[0]",
        "nothing is left of block \"b4\"; cut less out of it",
    ),
    (
        "captions = { column = 1, line = 66",
        "captions = { column = 4, line = 66",
        "b1",
        "captions",
        "stand outside of it; move them inside",
    ),
    (
        "column = 0, line = 30, columns = 2",
        "column = 4, line = 30, columns = 2",
        "b1",
        "photo[0].cells",
        "picture \"k1\" of block \"b1\" (columns 4..6, lines 30..44) reaches out of its block",
    ),
    (
        "caption-lines = 2\nparts = 3",
        "caption-lines = 15\nparts = 3",
        "b1",
        "photo[0].caption-lines",
        "its caption takes 15",
    ),
    ("part = 1\n", "part = 3\n", "b1", "photo[0].part", "must be less than parts, 3"),
    ("parts = 2\npart = 0", "parts = 0\npart = 0", "b2", "photo[1].parts", "must lie in 1..64"),
    ("scale = 1500", "scale = 99", "b1", "photo[0].scale", "must lie in 100..20000"),
    ("x = 0\n", "x = 1001\n", "b1", "photo[0].x", "must lie in 0..1000"),
    ("paragraphs = [3, 9]", "paragraphs = []", "part", "paragraphs", "has no paragraphs; give it one"),
    ("module = \"0.5mm\"", "module = \"-0.5mm\"", "code", "module", "must be above zero"),
    ("file = \"ads/0123.jpg\"", "file = \"../0123.jpg\"", "ad", "file", "leads out of the edition folder"),
    ("width = \"2pt\"", "width = \"0pt\"", "rule", "line.width", "must be above zero"),
];

/// Changes of the page's file, then the blocks that have a flaw and words of its message.
type Chain = (&'static [(&'static str, &'static str)], &'static [(&'static str, &'static str)]);

const CHAINS: [Chain; 5] = [
    (
        &[("after = \"b1\"", "after = \"b4\"")],
        &[
            ("b3", "goes on in a circle, round by block \"b4\"; name another block"),
            ("b4", "goes on in a circle, round by block \"b3\""),
        ],
    ),
    (&[("after = \"b3\"", "after = \"b4\"")], &[("b4", "in a circle, round by block \"b4\"")]),
    (
        &[("after = \"b3\"", "after = \"b1\"")],
        &[("b4", "goes on after block \"b1\", but so does another; chain them")],
    ),
    (
        &[("after = \"b1\"", "after = \"b2\"")],
        &[("b3", "holds another story"), ("b4", "holds another story")],
    ),
    (
        &[("after = \"b1\"", "after = \"b9\"")],
        &[("b3", "which is not on the page; name another"), ("b4", "which is not on the page")],
    ),
];

#[test]
fn a_flaw_is_of_its_block_alone_and_is_kept() {
    for (number, (from, to, block, key, says)) in PAGE_CASES.into_iter().enumerate() {
        let (dir, edition) = changed(&format!("flaw-{number}"), "pages/03.toml", &[(from, to)]);
        let page = edition.page("03").unwrap();
        let told = flaws(&edition, page);
        assert_eq!(told.iter().map(|(block, ..)| block.as_str()).next(), Some(block), "{to}: {told:?}");
        assert_eq!(told.len(), 1, "{to}: {told:?}");
        let (_, at, message) = &told[0];
        assert_eq!(at, key, "{to}");
        assert!(message.contains(says) && message.contains(&format!("block {block:?}")), "{to}: {message}");
        for other in page.blocks.iter().filter(|other| other.id != block) {
            assert_eq!(flaw(&edition, page, other), None);
        }
        // What was written by hand stays, and elsewhere it is the same edition.
        let before = tree(&dir);
        save(&edition, &dir).unwrap();
        assert_eq!(tree(&dir), before, "{to}");
        let again = dir.with_file_name("again");
        save(&edition, &again).unwrap();
        assert_eq!(open(&again).unwrap(), edition, "{to}");
    }
}

#[test]
fn texts_go_on_one_after_another() {
    for (number, (changes, expected)) in CHAINS.into_iter().enumerate() {
        let (_, edition) = changed(&format!("chain-{number}"), "pages/03.toml", changes);
        let told = flaws(&edition, edition.page("03").unwrap());
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for ((block, key, message), (expected, says)) in told.iter().zip(expected) {
            assert_eq!((block.as_str(), key.as_str()), (*expected, "after"));
            assert!(message.contains(says), "{message}");
        }
    }
}

#[test]
fn what_goes_out_from_itself_is_a_flaw_of_those_that_ask_for_it() {
    let cases = [
        (
            "[styles.\"诗行\"]\nbase = \"body\"",
            "[styles.\"诗行\"]\nbase = \"诗行\"",
            "b1",
            "style",
            "goes out from itself or from none; mend its base",
        ),
        ("[styles.\"诗行\"]\nbase = \"body\"", "[styles.\"诗行\"]\nbase = \"every\"", "b1", "style", ""),
        (
            "[styles.\"诗行\"]\nbase = \"body\"",
            "[styles.\"诗行\"]\nbase = \"无此\"",
            "b1",
            "style",
            "mend its base",
        ),
        (
            "[looks.\"浅底\"]",
            "[looks.\"浅底\"]\nbase = \"浅底线框\"",
            "head",
            "look",
            "not in paper.toml or goes out from itself; mend it",
        ),
        (
            "[articles.\"专题\"]",
            "[articles.\"专题\"]\nbase = \"every\"",
            "b1",
            "article-style",
            "not in paper.toml or goes out from itself; mend it",
        ),
        (
            "[articles.\"专题\"]",
            "[articles.\"专题\"]\nbody = \"无此\"",
            "b1",
            "article-style",
            "paper.toml has no such [styles.…]",
        ),
        (
            "[articles.\"专题\"]\nhead-style = \"反白主题\"",
            "[articles.\"专题\"]\nhead-style = \"无此\"",
            "b4",
            "article-style",
            "in the style \"无此\"",
        ),
        (
            "[articles.\"专题\"]\nhead-style",
            "[articles.\"专题\"]\ndivision = { into = 99 }\nhead-style",
            "b4",
            "article-style",
            "",
        ),
        (
            "[looks.\"红底\"]",
            "[looks.\"红底\"]\nbase = \"红底\"",
            "head",
            "section",
            "the look \"红底\", which is not in paper.toml or goes out from itself",
        ),
        (
            "[looks.\"红底\"]",
            "[looks.\"红底\"]\nbase = \"红底\"",
            "b1",
            "head-style",
            "has the look \"红底\"",
        ),
        ("[looks.\"红底\"]", "[looks.\"红底\"]\nbase = \"红底\"", "masthead", "", "has the look \"红底\""),
        ("style = \"勾边主题\"\nlook", "style = \"无此\"\nlook", "head", "section", "in the style \"无此\""),
        (
            "motto = \"一纸“云”汀\"\nstyle = \"反白主题\"",
            "style = \"无此\"",
            "masthead",
            "",
            "in the style \"无此\"",
        ),
    ];
    for (number, (from, to, block, key, says)) in cases.into_iter().enumerate() {
        let (dir, edition) = changed(&format!("circle-{number}"), "paper.toml", &[(from, to)]);
        let page = edition.page("03").unwrap();
        let told = flaws(&edition, page);
        // Where the style is sound after all, or the block says otherwise itself, there is none.
        let found = told.iter().find(|(of, ..)| of == block);
        match (says, found) {
            ("", None) => {}
            (_, Some((_, at, message))) => {
                assert_eq!(at, key, "{to}");
                assert!(message.contains(says) && message.contains(block), "{to}: {message}");
            }
            _ => panic!("{to}: {told:?}"),
        }
        assert_eq!(flaw(&edition, page, page.block("b2").unwrap()), None);
        save(&edition, &dir).unwrap();
        assert_eq!(open(&dir).unwrap(), edition);
    }
}

#[test]
fn what_an_article_style_says_must_suit_the_article() {
    let own = (
        "article-style = \"专题\"\ndivision = { into = 2, dividing = \"grid\" }",
        "article-style = \"专题\"",
    );
    let (dir, _) = changed("unsuited", "pages/03.toml", &[own]);
    change(&dir, "paper.toml", "[articles.\"专题\"]", "[articles.\"专题\"]\ndivision = { into = 15 }");
    let edition = open(&dir).unwrap();
    // b1 says itself how it divides; b4 is two columns wide, 27 字.
    let told = flaws(&edition, edition.page("03").unwrap());
    assert_eq!(told.len(), 1, "{told:?}");
    let (block, key, message) = &told[0];
    assert_eq!((block.as_str(), key.as_str()), ("b4", "article-style"));
    assert!(message.contains("block \"b4\": its columns need 29 characters and there are 27"), "{message}");
}

fn moved(block: &str, at: u32, cells: CellRect) -> Edit {
    Edit::MoveBlock { page: "03".to_owned(), block: block.to_owned(), at, cells }
}

#[test]
fn an_old_flaw_stops_no_edit_of_another_block_and_a_new_one_is_refused() {
    let outside = ("line = 2, columns = 3, lines = 12", "line = 110, columns = 3, lines = 12");
    let (_, edition) = changed("old-flaw", "pages/03.toml", &[outside]);
    let mut document = Document::new(edition);
    let start = document.clone();
    // Another block, a page's title, a story that stands on the page.
    let ad = CellRect::new(1, 105, 7, 11);
    document.apply(&moved("ad", 0, ad)).unwrap();
    document.apply(&Edit::SetPageTitle { page: "03".to_owned(), title: "新".to_owned() }).unwrap();
    let error = document.apply(&moved("ad", 0, CellRect::new(2, 105, 7, 11))).unwrap_err();
    assert!(error.to_string().contains("block \"ad\" (columns 2..9"), "{error}");
    for story in ["s01", "s02"] {
        assert!(document.apply(&Edit::RemoveStory { story: story.to_owned() }).is_err());
    }
    // The block itself keeps its flaw through other edits, and does not get another one.
    let mut block = document.edition().page("03").unwrap().block("masthead").unwrap().clone();
    block.stand.look = Some("红底".to_owned());
    document.apply(&Edit::PutBlock { page: "03".to_owned(), at: 1, block: block.clone() }).unwrap();
    block.cells.line = 111;
    assert!(document.apply(&Edit::PutBlock { page: "03".to_owned(), at: 1, block }).is_err());
    assert_ne!(document, start);
}

#[test]
fn mending_a_flaw_can_be_taken_back() {
    let outside = ("line = 2, columns = 3, lines = 12", "line = 110, columns = 3, lines = 12");
    let (dir, edition) = changed("mended", "pages/03.toml", &[outside]);
    let mend = moved("masthead", 1, CellRect::new(0, 2, 3, 12));
    let mut document = Document::new(edition.clone());
    // Looking at the mended page leaves the page as it was.
    let seen = document.with(&mend, |edition| flaws(edition, edition.page("03").unwrap()).len());
    assert_eq!((seen, document.edition()), (Ok(0), &edition));
    let back = document.apply(&mend).unwrap();
    document.apply(&back).unwrap();
    assert_eq!(document.edition(), &edition);

    // Mended and saved, then taken back, then the program ends: the next opening brings that back too.
    let journal_file = dir.with_file_name("journal");
    let Opened { mut journal, mut document, .. } = Journal::open(&journal_file, edition.clone()).unwrap();
    let entry = |change: Change| Entry { change, note: serde_json::Value::Null };
    let change = document.change(mend);
    let back = document.commit(&change).unwrap();
    journal.append(&entry(change)).unwrap();
    journal.saving(document.edition(), None).unwrap();
    save(document.edition(), &dir).unwrap();
    let change = document.change(back);
    document.commit(&change).unwrap();
    journal.append(&entry(change)).unwrap();
    drop(journal);
    let Opened { document, recovery, .. } = Journal::open(&journal_file, open(&dir).unwrap()).unwrap();
    assert_eq!((recovery.applied, recovery.stopped), (1, None));
    assert_eq!(document.edition(), &edition);
}
