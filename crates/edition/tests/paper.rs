//! The house style: what a style says beyond the usual is written, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{Align, Edition, Level, OwnStyle, Punctuation, Style, StyleChanges, StyleName};
use banxin_edition::{Document, Edit, files, open, save};
use support::{fresh_dir, sample};

/// What is written of an edition's house style, after it was found to come back as it was.
fn written(test: &str, edition: &Edition) -> String {
    let dir = fresh_dir(test).join("e");
    save(edition, &dir).unwrap();
    assert_eq!(open(&dir).unwrap(), *edition);
    files(edition)["paper.toml"].clone()
}

#[test]
fn what_is_usual_is_not_written() {
    let text = written("usual-style", &sample());
    // The styles of the elements; those of the paper's own say what they do otherwise.
    let (text, _) = text.split_once("\n[styles.\"").unwrap();
    for key in ["punctuation", "level", "hanging", "han-western", "start-indent", "end-indent"] {
        assert!(!text.contains(&format!("\n{key} =")), "{key}");
    }
}

#[test]
fn every_key_of_a_style_comes_back() {
    let mut edition = sample();
    let body = edition.paper.styles.get_mut(&StyleName::Body).unwrap();
    *body = Style {
        indent: -2,
        start_indent: 3,
        end_indent: 1,
        align: Align::Even,
        punctuation: Punctuation::LineEndHalf,
        level: Level::Strict,
        hanging: true,
        han_western: 0,
        ..body.clone()
    };
    let text = written("every-key", &edition);
    let expected = "half-lines = 2\nindent = -2\nstart-indent = 3\nend-indent = 1\nalign = \"even\"\ntracking = 0\n\
                    punctuation = \"line-end-half\"\nlevel = \"strict\"\nhanging = true\nhan-western = 0\ncolour = ";
    assert!(text.contains(expected), "{text}");
    for (punctuation, _) in Punctuation::NAMES {
        for (level, _) in Level::NAMES {
            let body = edition.paper.styles.get_mut(&StyleName::Body).unwrap();
            (body.punctuation, body.level) = (punctuation, level);
            written("every-word", &edition);
        }
    }
}

/// The sample with a style of the paper's own, which its second block asks for.
fn with_own_style() -> Edition {
    let mut edition = sample();
    let changes = StyleChanges {
        size: Some("五号".to_owned()),
        hanging: Some(false),
        align: Some(Align::Start),
        ..StyleChanges::default()
    };
    // Nothing of the template's, so that these styles stand last in the file.
    edition.paper.own_styles.clear();
    edition.paper.article_styles.clear();
    edition.paper.looks.clear();
    edition.paper.ads.clear();
    edition.paper.own_styles.insert("诗行".to_owned(), OwnStyle { base: "summary".to_owned(), changes });
    // It stands before its base in the file and in any order of names, and what is wrong there is not its own.
    let plain = OwnStyle { base: "诗行".to_owned(), changes: StyleChanges::default() };
    edition.paper.own_styles.insert("plain-2".to_owned(), plain);
    edition.pages[0].blocks[1].style = Some("诗行".to_owned());
    edition.pages[0].blocks[2].style = Some("summary".to_owned());
    edition
}

#[test]
fn a_style_of_the_papers_own_says_what_it_does_otherwise() {
    let mut edition = with_own_style();
    let text = written("own-style", &edition);
    let ends = "\n[styles.plain-2]\nbase = \"诗行\"\n\n[styles.\"诗行\"]\nbase = \"summary\"\nsize = \"五号\"\n\
                align = \"start\"\nhanging = false\n";
    assert!(text.ends_with(ends), "{text}");
    assert!(files(&edition)["pages/01.toml"].contains("lines = 60 }\nstyle = \"诗行\"\nheadline-size"));
    // What it does not say goes with its base.
    edition.paper.styles.get_mut(&StyleName::Summary).unwrap().tracking = 77;
    let paper = &edition.paper;
    let whole = paper.style("诗行").unwrap();
    assert_eq!((whole.size.as_str(), whole.tracking, whole.align), ("五号", 77, Align::Start));
    assert!(written("own-style-base", &edition).ends_with(ends));
}

#[test]
fn mistakes_in_own_styles_are_told_by_line() {
    let head = "[styles.\"诗行\"]";
    let cases = [
        ("base = \"summary\"\n", "", head, ": unknown key \"诗行\"; known are body"),
        (
            "hanging = false",
            "hangin = false",
            "hangin",
            "hangin: unknown key \"hangin\"; did you mean hanging?",
        ),
        (
            "size = \"五号\"",
            "size = \"伍号\"",
            "size = \"伍号",
            "size: \"伍号\" is neither in [sizes] nor a length",
        ),
        ("hanging = false", "indent = -1", "indent = -1", "indent: must lie in 0..40"),
    ];
    for (number, (from, to, place, says)) in cases.into_iter().enumerate() {
        let dir = fresh_dir(&format!("own-mistake-{number}")).join("e");
        save(&with_own_style(), &dir).unwrap();
        let file = dir.join("paper.toml");
        let text = std::fs::read_to_string(&file).unwrap();
        let (before, own) = text.split_at(text.find(head).unwrap());
        let changed = own.replacen(from, to, 1);
        assert_ne!(own, changed);
        let line =
            before.matches('\n').count() + changed.split(place).next().unwrap().matches('\n').count() + 1;
        std::fs::write(&file, format!("{before}{changed}")).unwrap();
        let told = open(&dir).unwrap_err().to_string();
        assert!(told.contains(&format!("paper.toml:{line}: styles.诗行")) && told.contains(says), "{told}");
    }
}

#[test]
fn only_a_block_of_running_text_has_a_style() {
    let edition = with_own_style();
    let mut document = Document::new(edition.clone());
    for (index, style, says) in
        [(1, "无此", "paper.toml has no such"), (3, "body", "holds no text that runs")]
    {
        let mut block = edition.pages[0].blocks[index].clone();
        block.style = Some(style.to_owned());
        let error = document.apply(&Edit::PutBlock { page: "01".to_owned(), at: 0, block }).unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
}
