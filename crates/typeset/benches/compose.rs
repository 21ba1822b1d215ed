//! How fast text is composed: `cargo bench -p banxin-typeset`.
//!
//! Budgets, on one thread, the text shaped already: 10,000 字 at 13 字 under 10 ms greedy and under 20 ms over the
//! paragraph; one edited paragraph of 200 字 composed again under 300 µs.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a benchmark ends by panicking")]

use banxin_fonts::FontBook;
use banxin_measure::Length;
use banxin_typeset::fit::{Licence, fit};
use banxin_typeset::{
    Breaking, Manner, ParagraphStyle, ReadyFaces, Shaped, Shaper, Span, SpanStyle, Uniform, compose,
};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

const CHARACTERS: usize = 10_000;
const EDITED: usize = 200;
const ROUNDS: usize = 31;

/// Paragraphs of the repository's manuscripts, again and again until there are enough characters.
fn prose() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/manuscripts");
    let text = std::fs::read_to_string(folder.join("front.txt")).expect("a manuscript");
    let paragraphs: Vec<&str> = text.lines().map(str::trim).filter(|l| l.chars().count() > 40).collect();
    let mut prose = Vec::new();
    let mut count = 0;
    for paragraph in paragraphs.iter().cycle() {
        if count >= CHARACTERS {
            break;
        }
        count += paragraph.chars().count();
        prose.push((*paragraph).to_owned());
    }
    prose
}

fn report(what: &str, budget: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{what}: median {:?}, best {:?}; {budget}", times[ROUNDS / 2], times[0]);
}

fn main() {
    let book = FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).expect("fonts");
    let face = book.find("Noto Serif SC", "Regular").expect("the body face");
    let size = Length::from_pt(9);
    let style = SpanStyle { face, size, tracking: 0, rise: Length::ZERO };
    let shaper = Shaper::with(&book, ReadyFaces::default());
    let manner = Manner::default();
    let shape = |text: &str| shaper.shape(&[Span { text, style: 0 }], std::slice::from_ref(&style), &manner);
    let texts = prose();
    let shaped: Vec<Shaped> = texts.iter().map(|text| shape(text)).collect();
    let measure = Uniform(size * 13);
    let all = |breaking: Breaking| {
        let style = ParagraphStyle { indent: size * 2, breaking, ..ParagraphStyle::default() };
        for text in &shaped {
            black_box(compose(text, &style, &measure));
        }
    };
    report("10,000 字 greedy", "budget 10 ms", || all(Breaking::Greedy));
    report("10,000 字 optimal", "budget 20 ms", || all(Breaking::Optimal));
    report("10,000 字 shaped", "no budget", || {
        for text in &texts {
            black_box(shape(text));
        }
    });
    let edited: String = texts.concat().chars().take(EDITED).collect();
    let ready = shape(&edited);
    let optimal = ParagraphStyle { indent: size * 2, ..ParagraphStyle::default() };
    report("200 字 composed again", "budget 300 µs", || {
        black_box(compose(&ready, &optimal, &measure));
    });
    report("200 字 shaped and composed again", "no budget", || {
        black_box(compose(&shape(&edited), &optimal, &measure));
    });
    report("200 字 in one line fewer", "no budget", || {
        black_box(fit(&ready, &optimal, &manner, &measure, 14, &Licence::default()));
    });
}
