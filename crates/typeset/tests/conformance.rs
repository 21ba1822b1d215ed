//! The public suites, case by case: W3C's tests of Chinese line breaking and of spacing, Unicode's of line breaking,
//! clreq's table of marks. No expectation is edited; where clreq and a CSS test disagree, or a case asks for what this
//! composer does not do, the case stands in `exceptions.txt` with its reason, and has to fail there.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_measure::Length;
use banxin_typeset::opportunity::{LineEnd, line_ends};
use banxin_typeset::{
    Alignment, Breaking, Direction, HanWestern, Level, Line, Manner, ParagraphStyle, Punctuation, Shaped,
    Uniform, compose, stub,
};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const EM: i64 = 114_300;
const EXCEPTIONS: &str = include_str!("data/exceptions.txt");

fn em(value: f64) -> Length {
    Length::from_emu((value * EM as f64).round() as i64)
}

fn in_em(length: Length) -> f64 {
    (length.emu() as f64 / EM as f64 * 1000.0).round() / 1000.0
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn cases(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(data(name)).unwrap();
    serde_json::from_str::<Value>(&text).unwrap().as_array().unwrap().clone()
}

/// Marks and boundaries as the CSS tests mean them: an eighth of an em between Han and Western text.
fn css() -> Manner {
    Manner { han_western: HanWestern { space: 125, least: 125, most: 500 }, ..Manner::default() }
}

fn set(text: &str, manner: &Manner, style: &ParagraphStyle, width: f64) -> (Shaped, Vec<Line>) {
    let shaped = stub::shape(text, Length::from_emu(EM), manner);
    let lines = compose(&shaped, style, &Uniform(em(width)));
    (shaped, lines)
}

fn texts(shaped: &Shaped, lines: &[Line]) -> Vec<String> {
    let shown = |line: &Line| {
        shaped.units[line.units.0..line.units.1].iter().map(|u| shaped.source(u)).collect::<String>()
    };
    lines.iter().map(shown).collect()
}

/// Checks cases of a suite, but for the exceptions, each of which has to fail.
struct Suite {
    name: &'static str,
    passed: usize,
    failed: Vec<String>,
    excepted: BTreeSet<String>,
    met: BTreeSet<String>,
}

impl Suite {
    fn new(name: &'static str) -> Suite {
        let mut excepted = BTreeSet::new();
        for line in EXCEPTIONS.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let (suite, rest) = line.split_once('\t').unwrap_or_else(|| panic!("exceptions.txt: {line}"));
            let (id, reason) = rest.split_once('\t').unwrap_or_else(|| panic!("exceptions.txt: {line}"));
            assert!(!reason.trim().is_empty(), "exceptions.txt: {line}");
            if suite == name {
                excepted.insert(id.to_owned());
            }
        }
        Suite { name, passed: 0, failed: Vec::new(), excepted, met: BTreeSet::new() }
    }

    fn check(&mut self, id: &str, good: bool, told: impl FnOnce() -> String) {
        if self.excepted.contains(id) {
            if !good {
                self.met.insert(id.to_owned());
            }
        } else if good {
            self.passed += 1;
        } else {
            self.failed.push(format!("{id}\t{}", told()));
        }
    }

    fn done(self, at_least: usize) {
        let idle: Vec<&String> = self.excepted.difference(&self.met).collect();
        assert!(
            self.failed.is_empty(),
            "{}: {} of {} failed\n{}",
            self.name,
            self.failed.len(),
            self.failed.len() + self.passed,
            self.failed.join("\n")
        );
        assert!(idle.is_empty(), "{}: these exceptions pass by now: {idle:?}", self.name);
        assert!(self.passed >= at_least, "{}: only {} cases passed", self.name, self.passed);
    }
}

fn line_breaks(suite: &mut Suite, file: &str) {
    for case in cases(file) {
        let levels: &[Level] = match case["level"].as_str().unwrap() {
            "loose" => &[Level::None],
            "strict" => &[Level::Strict],
            _ => &[Level::Basic, Level::Gb],
        };
        let expected: Vec<&str> =
            case["expected_lines"].as_array().unwrap().iter().map(|l| l.as_str().unwrap()).collect();
        for level in levels {
            for breaking in [Breaking::Greedy, Breaking::Optimal] {
                let style = ParagraphStyle {
                    alignment: Alignment::Start,
                    level: *level,
                    breaking,
                    ..ParagraphStyle::default()
                };
                let width = case["width_em"].as_f64().unwrap();
                let (shaped, lines) = set(case["text"].as_str().unwrap(), &css(), &style, width);
                let got = texts(&shaped, &lines);
                suite.check(case["id"].as_str().unwrap(), got == expected, || {
                    format!("{level:?} {breaking:?}: {got:?}, not {expected:?}")
                });
            }
        }
    }
}

#[test]
fn w3c_line_breaking_of_chinese() {
    let mut suite = Suite::new("wpt-zh-linebreak");
    line_breaks(&mut suite, "wpt-zh-linebreak.json");
    line_breaks(&mut suite, "wpt-zh-linebreak-withdrawn.json");
    suite.done(500);
}

#[test]
fn w3c_line_breaking_of_other_han_text() {
    let mut suite = Suite::new("wpt-linebreak-other");
    line_breaks(&mut suite, "wpt-linebreak-other.json");
    suite.done(200);
}

#[test]
fn adjacent_marks() {
    let mut suite = Suite::new("punct-pairs");
    for case in cases("punct-pairs-zh-hans.json").into_iter().chain(cases("punct-pairs-extra.json")) {
        let pair = case["text"].as_str().unwrap();
        let (_, lines) = set(&format!("国{pair}国"), &Manner::default(), &ParagraphStyle::default(), 40.0);
        let got: Vec<f64> = lines[0].placed[1..3].iter().map(|p| in_em(p.advance)).collect();
        let expected: Vec<f64> =
            case["adv_em"].as_array().unwrap().iter().map(|a| a.as_f64().unwrap()).collect();
        suite.check(pair, got == expected, || format!("{got:?}, not {expected:?}"));
    }
    suite.done(1100);
}

#[test]
fn spacing_and_edges() {
    let mut suite = Suite::new("wpt-spacing");
    for (number, case) in cases("wpt-spacing-cases.json").iter().enumerate() {
        let style = ParagraphStyle {
            alignment: Alignment::Start,
            level: Level::Basic,
            hanging: case["src"].as_str().unwrap().starts_with("hanging"),
            ..ParagraphStyle::default()
        };
        let text = case["text"].as_str().unwrap();
        let no_space = HanWestern { space: 0, least: 0, most: 0 };
        let manner = match case["style"].as_str() {
            Some("no-autospace") => Manner { han_western: no_space, ..Manner::default() },
            Some(all) if all.starts_with("trim-all") => Manner { punctuation: Punctuation::Half, ..css() },
            _ => css(),
        };
        let (shaped, lines) = set(text, &manner, &style, case["width_em"].as_f64().unwrap_or(1000.0));
        let id = format!(
            "{number} {} {}",
            case["src"].as_str().unwrap(),
            case["style"].as_str().unwrap_or_default()
        );
        let id = id.trim().to_owned();
        let numbers =
            |value: &Value| value.as_array().unwrap().iter().map(|v| v.as_f64()).collect::<Vec<_>>();
        let same = |got: &[f64], expected: &[Option<f64>]| {
            got.len() == expected.len()
                && got.iter().zip(expected).all(|(g, e)| e.is_none_or(|e| (g - e).abs() < 0.002))
        };
        let advances = |line: &Line| line.placed.iter().map(|p| in_em(p.advance)).collect::<Vec<f64>>();
        if let Some(expected) = case["lines"].as_array() {
            let got = texts(&shaped, &lines);
            let expected: Vec<&str> = expected.iter().map(|l| l.as_str().unwrap().trim_end()).collect();
            suite.check(&id, got == expected, || format!("lines {got:?}, not {expected:?}"));
        }
        if case["adv_first"].is_array() {
            let got: Vec<f64> = lines.iter().map(|l| advances(l)[0]).collect();
            let expected = numbers(&case["adv_first"]);
            suite.check(&id, same(&got, &expected), || format!("first {got:?}, not {expected:?}"));
        }
        if let Some(expected) = case["adv_lines"].as_array() {
            let good = lines.len() == expected.len()
                && lines.iter().zip(expected).all(|(l, e)| same(&advances(l), &numbers(e)));
            suite.check(&id, good, || {
                format!(
                    "{text} advances {:?}, not {expected:?}",
                    lines.iter().map(advances).collect::<Vec<_>>()
                )
            });
        }
        if case["adv_em"].is_array() {
            let got: Vec<f64> = lines.iter().flat_map(advances).collect();
            let expected = numbers(&case["adv_em"]);
            suite.check(&id, same(&got, &expected), || format!("{text} advances {got:?}, not {expected:?}"));
        }
        if case["gaps_em"].is_array() {
            let got = gaps(&shaped, &lines);
            let expected = numbers(&case["gaps_em"]);
            suite.check(&id, same(&got, &expected), || format!("{text} gaps {got:?}, not {expected:?}"));
        }
    }
    suite.done(100);
}

/// Space between each two characters of the first line beyond what they take themselves.
fn gaps(shaped: &Shaped, lines: &[Line]) -> Vec<f64> {
    let mut found = Vec::new();
    for (index, placed) in lines[0].placed.iter().enumerate() {
        let unit = &shaped.units[placed.unit];
        let marks = (unit.characters.1 - unit.characters.0) as usize - 1;
        found.extend(std::iter::repeat_n(0.0, marks));
        if let Some(next) = lines[0].placed.get(index + 1) {
            found.push(in_em(next.x - placed.x - (unit.width - unit.lead_cut)));
        }
    }
    found
}

#[test]
fn unicode_line_break_test() {
    let mut suite = Suite::new("LineBreakTest");
    let text = std::fs::read_to_string(data("LineBreakTest-18.0.0-han.txt")).unwrap();
    for line in text.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
        let marks = line.split('#').next().unwrap().trim();
        let mut characters = String::new();
        let mut expected = Vec::new();
        for word in marks.split_whitespace() {
            match word {
                "÷" => expected.push(characters.len()),
                "×" => {}
                hex => characters.push(char::from_u32(u32::from_str_radix(hex, 16).unwrap()).unwrap()),
            }
        }
        let got = banxin_typeset::opportunity::unicode(&characters);
        suite.check(marks, got == expected, || format!("{got:?}, not {expected:?}"));
    }
    suite.done(3000);
}

/// Each of the 48 marks at each level, both ways of lines: where it may stand, and what it takes.
#[test]
fn clreq_marks() {
    let table: Value =
        serde_json::from_str(&std::fs::read_to_string(data("clreq-punct.json")).unwrap()).unwrap();
    let mut suite = Suite::new("clreq-punct");
    for mark in table["marks"].as_array().unwrap() {
        let c = mark["char"].as_str().unwrap();
        let from = |key: &str| match mark[key].as_str() {
            Some("basic") => Some(Level::Basic),
            Some("gb") => Some(Level::Gb),
            Some("strict") => Some(Level::Strict),
            _ => None,
        };
        // Dashes and ellipses come in pairs.
        let mark_text =
            if mark["unbreakable_pair"] == true && c != "⸺" { c.repeat(2) } else { c.to_owned() };
        for direction in [Direction::Horizontal, Direction::Vertical] {
            let manner = Manner { direction, ..Manner::default() };
            let shaped = stub::shape(&format!("国{mark_text}国"), Length::from_emu(EM), &manner);
            for level in [Level::None, Level::Basic, Level::Gb, Level::Strict] {
                let ends = line_ends(&shaped, level);
                let last = ends.len() - 2;
                let start_forbidden = from("forbid_line_start").is_some_and(|least| level >= least);
                let end_forbidden = from("forbid_line_end").is_some_and(|least| level >= least);
                let id = format!("{c} start {level:?}");
                suite.check(&id, (ends[0] != LineEnd::Legal) == start_forbidden, || format!("{:?}", ends[0]));
                let id = format!("{c} end {level:?}");
                suite.check(&id, (ends[last] != LineEnd::Legal) == end_forbidden, || {
                    format!("{:?}", ends[last])
                });
            }
            let unit = &shaped.units[1];
            let width = mark["width_em"].as_f64().unwrap();
            let shrink = mark[if direction == Direction::Horizontal { "shrink_h_em" } else { "shrink_v_em" }]
                .as_f64()
                .unwrap();
            let taken = in_em(unit.lead + unit.tail);
            suite.check(&format!("{c} width"), in_em(unit.width) == width, || {
                format!("{}", in_em(unit.width))
            });
            suite.check(&format!("{c} shrink {direction:?}"), taken == shrink, || {
                format!("{taken}, not {shrink}")
            });
            if direction == Direction::Horizontal && shrink > 0.0 {
                let step = mark["shrink_step"].as_u64().map(|s| s as usize);
                suite.check(&format!("{c} step"), unit.class.step() == step, || {
                    format!("{:?}", unit.class.step())
                });
            }
        }
    }
    suite.done(800);
}
