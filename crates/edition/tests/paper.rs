//! The house style: what a style says beyond the usual is written, and nothing else.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{Align, Edition, Level, Punctuation, Style, StyleName};
use banxin_edition::{files, open, save};
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
