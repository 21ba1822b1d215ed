//! The answer of `banxin compose` to a request, written as one line of JSON.

use banxin_measure::Length;
use banxin_typeset::fit::Means;
use banxin_typeset::{Class, Flaw, Line, Shaped};
use serde::Serialize;
use serde_json::Value;

/// A text that has been set.
pub(crate) struct Answer {
    pub(crate) shaped: Shaped,
    pub(crate) lines: Vec<Line>,
    pub(crate) size: Length,
    /// The number of lines that was wanted, and the means that were used.
    pub(crate) fit: Option<(u32, Vec<Means>)>,
}

#[derive(Serialize)]
struct Written<'a> {
    id: &'a Value,
    lines: Vec<WrittenLine<'a>>,
    warnings: Vec<Warning>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fit: Option<WrittenFit>,
}

#[derive(Serialize)]
struct WrittenLine<'a> {
    text: &'a str,
    start: u32,
    end: u32,
    width: f64,
    natural: f64,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hyphen: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    hangs: bool,
    chars: Vec<WrittenChar>,
}

#[derive(Serialize)]
struct WrittenChar {
    c: char,
    x: f64,
    advance: f64,
}

#[derive(Serialize)]
struct Warning {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    text: String,
}

#[derive(Serialize)]
struct WrittenFit {
    wanted: u32,
    reached: usize,
    means: Vec<&'static str>,
}

impl Answer {
    /// The line of JSON, without its end.
    pub(crate) fn write(&self, id: &Value) -> String {
        let written = Written {
            id,
            lines: self.lines.iter().map(|line| self.line(line)).collect(),
            warnings: self.warnings(),
            fit: self.fit.as_ref().map(|(wanted, means)| WrittenFit {
                wanted: *wanted,
                reached: self.lines.len(),
                means: means.iter().map(|means| means.name()).collect(),
            }),
        };
        serde_json::to_string(&written).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"))
    }

    fn line(&self, line: &Line) -> WrittenLine<'_> {
        let units = &self.shaped.units;
        let first = units.get(line.owns.0).map_or((0, 0), |u| (u.bytes.0, u.characters.0));
        let last = line
            .owns
            .1
            .checked_sub(1)
            .and_then(|i| units.get(i))
            .map_or(first, |u| (u.bytes.1, u.characters.1));
        WrittenLine {
            text: self.shaped.text.get(first.0 as usize..last.0 as usize).unwrap_or_default(),
            start: first.1,
            end: last.1,
            width: self.em(line.width),
            natural: self.em(line.natural),
            hyphen: line.hyphen.is_some(),
            hangs: line.hangs,
            chars: self.characters(line),
        }
    }

    /// The characters of a line; blanks that fell off stand at its edge and take nothing.
    fn characters(&self, line: &Line) -> Vec<WrittenChar> {
        let mut written = Vec::new();
        let start = line.placed.first().map_or(Length::ZERO, |placed| placed.x);
        let mut pen = start;
        for index in line.owns.0..line.owns.1 {
            let Some(unit) = self.shaped.units.get(index) else { break };
            let placed = index.checked_sub(line.units.0).and_then(|i| line.placed.get(i));
            let (x, mut advance) = placed.map_or((pen, Length::ZERO), |placed| (placed.x, placed.advance));
            pen = x;
            let characters = self.shaped.source(unit).chars().count() as i64;
            // Both halves of a dash pair that a face joins take the same.
            let share = advance / characters.max(1);
            let even = unit.class == Class::LongDash;
            for c in self.shaped.source(unit).chars() {
                if even {
                    advance = share;
                }
                written.push(WrittenChar { c, x: self.em(pen), advance: self.em(advance) });
                pen += advance;
                advance = Length::ZERO;
            }
        }
        written
    }

    fn warnings(&self) -> Vec<Warning> {
        let flawed = self.lines.iter().enumerate().filter_map(|(number, line)| Some((number, line.flaw?)));
        let mut warnings: Vec<Warning> = flawed
            .map(|(number, flaw)| Warning {
                kind: flaw.name(),
                line: Some(number),
                text: words(flaw, number),
            })
            .collect();
        if let Some((wanted, _)) =
            self.fit.as_ref().filter(|(wanted, _)| *wanted as usize != self.lines.len())
        {
            let text = format!("{wanted} lines cannot be had; the nearest are {}", self.lines.len());
            warnings.push(Warning { kind: "line-count", line: None, text });
        }
        let missing: std::collections::BTreeSet<char> = self.shaped.missing.iter().copied().collect();
        warnings.extend(missing.into_iter().map(|c| Warning {
            kind: "glyph-missing",
            line: None,
            text: format!("no face has {c} (U+{:04X})", u32::from(c)),
        }));
        warnings
    }

    /// A length in em, to the millionth.
    fn em(&self, length: Length) -> f64 {
        (length.emu() as f64 / self.size.emu().max(1) as f64 * 1e6).round() / 1e6
    }
}

fn words(flaw: Flaw, number: usize) -> String {
    let line = number + 1;
    match flaw {
        Flaw::Loose(permille) => {
            format!(
                "line {line} is loose: {}.{:03} em between its characters",
                permille / 1000,
                permille % 1000
            )
        }
        Flaw::Underfull(_) => format!("line {line} has nothing that could be stretched to the measure"),
        Flaw::AgainstLevel => {
            format!("line {line} ends where the prohibition level forbids it; no other end was to be had")
        }
        Flaw::TornWord => format!("line {line} cuts a word without a hyphen"),
        Flaw::TornNumber => format!("line {line} cuts a number"),
        Flaw::TornUnit => format!("line {line} cuts what is of one piece"),
        Flaw::Overfull => format!("line {line} is wider than the measure"),
    }
}
