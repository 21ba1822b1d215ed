//! Where a line may end: the Unicode line breaking algorithm, less the prohibition table, less unbreakable units.
//!
//! UAX #14 in its version 17 is needed: earlier rules never break beside curly quotes between Han. Below the level
//! "strict" its class CJ and the hyphens are let loose as CSS `line-break: normal` does for Chinese. clreq's
//! prohibitions (3.1.6) and unbreakable units (符号分离禁则) come on top. Words are divided after hypher's patterns;
//! addresses at their signs.

use crate::class::{Class, Level};
use crate::unit::{Shaped, Sign, Unit};
use icu_locale_core::{LanguageIdentifier, langid};
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness, WordBreakInvariantOptions};
use icu_segmenter::{LineSegmenter, WordSegmenter};

/// Kinds of line ends that there may be after a unit, before levels and units are considered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct After {
    /// UAX #14 with CSS's `loose`.
    pub loose: bool,
    /// UAX #14 with CSS's `normal`.
    pub normal: bool,
    /// UAX #14 as it stands, CSS's `strict`.
    pub strict: bool,
    /// A word may be divided here with a hyphen.
    pub hyphen: bool,
    /// In an address, beside one of its signs.
    pub address: bool,
    /// Inside an address or a long run of signs, where nothing else is to be had.
    pub deep: bool,
    /// Somebody typed the end of a line here.
    pub must: bool,
}

/// How a line may end after a unit, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineEnd {
    /// The rules allow it.
    Legal,
    /// A word is divided with a hyphen.
    Hyphen,
    /// An address is cut beside a sign.
    Address,
    /// An address is cut anywhere.
    Deep,
    /// A mark stands where its level forbids it.
    AgainstLevel,
    /// A word is cut without a hyphen.
    TornWord,
    /// A number in Western figures is cut, or parted from its sign.
    TornNumber,
    /// What is of one piece is cut.
    TornUnit,
}

static CHINESE: LanguageIdentifier = langid!("zh");
/// Western units in a row from which on a run of letters and signs may be cut at its strokes, and how many stay
/// together at the ends of an address.
const LONG_RUN: usize = 12;
const RUN_ENDS: usize = 3;
/// Letters of the shortest word that is divided.
const DIVIDED_WORD: usize = 5;

/// Finds the kinds of line ends after all units.
pub(crate) fn find(shaped: &mut Shaped) {
    let text = with_plain_quotes(shaped);
    let loose = offsets(&text, LineBreakStrictness::Loose);
    let normal = offsets(&text, LineBreakStrictness::Normal);
    let strict = offsets(&text, LineBreakStrictness::Strict);
    let at = |places: &[bool], unit: &Unit| places.get(unit.bytes.1 as usize).copied().unwrap_or(false);
    let mut after: Vec<After> = shaped
        .units
        .iter()
        .map(|unit| After {
            loose: at(&loose, unit),
            normal: at(&normal, unit),
            strict: at(&strict, unit),
            ..After::default()
        })
        .collect();
    newlines(shaped, &mut after);
    for (from, to) in western_runs(&shaped.units) {
        western_run(shaped, from, to, &mut after);
    }
    for (unit, after) in shaped.units.iter_mut().zip(after) {
        unit.after = after;
    }
}

/// Where UAX #14 as it stands lets a line of a text end, in bytes.
pub fn unicode(text: &str) -> Vec<usize> {
    let allowed = offsets(text, LineBreakStrictness::Strict);
    allowed
        .iter()
        .enumerate()
        .filter(|(offset, may)| **may && *offset > 0)
        .map(|(offset, _)| offset)
        .collect()
}

/// The text with Chinese curly quotes as the corner brackets that they are to line breaking. UAX #14 does not know on
/// which side of a curly quote it may break where another stands beside it: ”“, ……”“.
fn with_plain_quotes(shaped: &Shaped) -> String {
    let plain = |unit: &Unit| match (unit.class, shaped.source(unit)) {
        (Class::Opening, "“" | "‘") => Some("「"),
        (Class::Closing, "”" | "’") => Some("」"),
        _ => None,
    };
    let mut text = shaped.text.clone();
    for unit in &shaped.units {
        if let Some(bracket) = plain(unit) {
            text.replace_range(unit.bytes.0 as usize..unit.bytes.1 as usize, bracket);
        }
    }
    text
}

fn offsets(text: &str, strictness: LineBreakStrictness) -> Vec<bool> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(strictness);
    options.content_locale = Some(&CHINESE);
    let mut allowed = vec![false; text.len() + 1];
    for offset in LineSegmenter::new_17_for_non_complex_scripts(options).segment_str(text) {
        if let Some(slot) = allowed.get_mut(offset) {
            *slot = true;
        }
    }
    allowed
}

fn newlines(shaped: &Shaped, after: &mut [After]) {
    for (index, unit) in shaped.units.iter().enumerate() {
        let crlf = shaped.source(unit).ends_with('\r')
            && shaped.units.get(index + 1).is_some_and(|next| shaped.source(next).starts_with('\n'));
        if let Some(slot) = after.get_mut(index).filter(|_| unit.class == Class::Newline && !crlf) {
            slot.must = true;
        }
    }
}

/// Runs of Western units, first and one past the last.
fn western_runs(units: &[Unit]) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let run = units.iter().skip(start).take_while(|u| u.class == Class::Western).count();
        if run > 0 {
            runs.push((start, start + run));
        }
        start += run.max(1);
    }
    runs
}

fn western_run(shaped: &Shaped, from: usize, to: usize, after: &mut [After]) {
    let bytes = shaped.units.get(from).zip(shaped.units.get(to - 1)).map(|(a, b)| (a.bytes.0, b.bytes.1));
    let source = bytes.and_then(|(a, b)| shaped.text.get(a as usize..b as usize)).unwrap_or_default();
    if !is_address(source, to - from) {
        divide_words(shaped, (from, to), after);
        cut_behind_strokes(shaped, (from, to), after);
        return;
    }
    for index in from..to - 1 {
        let inside = index + 1 >= from + RUN_ENDS && index + RUN_ENDS < to;
        let behind = shaped.units.get(index).map_or("", |u| shaped.source(u));
        let ahead = shaped.units.get(index + 1).map_or("", |u| shaped.source(u));
        let sign = matches!(behind, "/" | ":" | "?" | "&" | "=" | "#" | "_")
            || matches!(ahead, "." | "-" | "~" | "%" | "@");
        // Both halves of // stay together, as they do of every pair of signs.
        let within = matches!(ahead, "/" | ":" | "?" | "&" | "=" | "#" | "_");
        if let Some(slot) = after.get_mut(index) {
            *slot = After { address: inside && sign && !within, deep: inside, ..After::default() };
        }
    }
}

/// An address on the net, a mail address, or the path of a file.
fn is_address(source: &str, units: usize) -> bool {
    let path = source.contains(|c: char| c.is_ascii_alphabetic())
        && (source.matches('/').count() >= 2 || source.contains(['_', '=', '?']));
    source.contains("://")
        || source.contains("www.")
        || (source.contains('@') && source.contains('.'))
        || (units >= LONG_RUN && path)
}

/// A run of dates, times, numbers or words may be cut behind a stroke where nothing better is to be had: a long one
/// behind any, a short one where a word goes on, but no unit such as km/h.
fn cut_behind_strokes(shaped: &Shaped, (from, to): (usize, usize), after: &mut [After]) {
    let source = |index: usize| shaped.units.get(index).map_or("", |u| shaped.source(u));
    let letters = |index: usize| source(index).chars().next_back().is_some_and(|c| c.is_ascii_alphabetic());
    for index in from + 1..to - 1 {
        let word = (index + 1..index + 4).all(|at| at < to && letters(at));
        let stroke = match source(index) {
            "/" => word || to - from >= LONG_RUN,
            "-" => to - from >= LONG_RUN,
            _ => false,
        };
        if let Some(slot) = after.get_mut(index).filter(|_| stroke) {
            slot.address = true;
        }
    }
}

fn divide_words(shaped: &Shaped, (from, to): (usize, usize), after: &mut [After]) {
    // A ligature is one unit of several letters.
    let letters = |index: usize| {
        let unit = shaped.units.get(index).map_or("", |u| shaped.source(u));
        (!unit.is_empty() && unit.chars().all(|c| c.is_ascii_alphabetic())).then_some(unit)
    };
    let mut start = from;
    while start < to {
        let pieces: Vec<&str> = (start..to).map_while(letters).collect();
        let (word, end) = (pieces.concat(), start + pieces.len());
        let lower = word.chars().skip(1).any(|c| c.is_ascii_lowercase());
        if word.len() >= DIVIDED_WORD && lower {
            let mut syllables: Vec<usize> = Vec::new();
            for syllable in hypher::hyphenate(&word, hypher::Lang::English) {
                syllables.push(syllables.last().copied().unwrap_or(0) + syllable.len());
            }
            let mut reached = 0;
            for (index, piece) in (start..end - 1).zip(&pieces) {
                reached += piece.len();
                if let Some(slot) = after.get_mut(index).filter(|_| syllables.binary_search(&reached).is_ok())
                {
                    slot.hyphen = true;
                }
            }
        }
        if let Some(slot) = after
            .get_mut(end)
            .filter(|_| shaped.units.get(end).is_some_and(|u| shaped.source(u).ends_with('\u{AD}')))
        {
            slot.hyphen = true;
        }
        start = end.max(start + 1);
    }
}

/// How a line may end after each unit at a prohibition level; the last unit always may.
pub fn line_ends(shaped: &Shaped, level: Level) -> Vec<LineEnd> {
    let units = &shaped.units;
    let mut shown = None;
    let mut ends = Vec::with_capacity(units.len());
    for (index, left) in units.iter().enumerate() {
        if !left.class.falls_off() {
            shown = Some(left);
        }
        ends.push(match units.get(index + 1) {
            Some(_) if left.after.must => LineEnd::Legal,
            Some(right) => line_end(shown.unwrap_or(left), left, right, level),
            None => LineEnd::Legal,
        });
    }
    ends
}

/// How a line may end between two units; `shown` is the last unit that does not fall off its end.
fn line_end(shown: &Unit, left: &Unit, right: &Unit, level: Level) -> LineEnd {
    let western = left.class == Class::Western && right.class == Class::Western;
    let by_unicode = match level {
        Level::None => left.after.loose || left.class != Class::Western || right.class != Class::Western,
        // UAX #14 keeps ellipses from the start of a line, clreq only at the strict level: a pair is a dash's equal.
        Level::Basic | Level::Gb => left.after.normal || (right.paired && right.class == Class::Ellipsis),
        Level::Strict => left.after.strict,
    };
    // A name is parted behind its interpunct, whatever script goes on.
    let by_unicode = by_unicode || (left.class == Class::Interpunct && right.class == Class::Western);
    if right.joined {
        return if western { LineEnd::TornNumber } else { LineEnd::TornUnit };
    }
    if left.after.hyphen {
        return LineEnd::Hyphen;
    }
    if left.after.address {
        return LineEnd::Address;
    }
    if left.after.deep {
        return LineEnd::Deep;
    }
    if !by_unicode {
        let from_its_point = matches!(right.sign, Sign::Point | Sign::Closes) || left.sign == Sign::Opens;
        return match western {
            true if !from_its_point => LineEnd::TornWord,
            // Blanks before a break belong to the line before.
            false if right.class.falls_off() => LineEnd::TornUnit,
            _ => LineEnd::AgainstLevel,
        };
    }
    let trails = level >= Level::Basic && right.sign == Sign::Trails;
    let slash = level >= Level::Gb && shown.sign == Sign::Slash;
    if trails
        || slash
        || shown.class.forbidden_at_end(level)
        || right.class.forbidden_at_start(level, right.paired)
    {
        return LineEnd::AgainstLevel;
    }
    LineEnd::Legal
}

/// For each unit, whether the rules of a level allow a line to end after it.
pub fn after_units(shaped: &Shaped, level: Level) -> Vec<bool> {
    line_ends(shaped, level).into_iter().map(|end| end == LineEnd::Legal).collect()
}

/// Where words of a text begin and end, in characters: 0, then the end of each word (UAX #29 with the dictionary).
pub fn words(text: &str) -> Vec<u32> {
    let bytes: Vec<usize> =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).collect();
    let places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).zip(0..);
    places.filter(|(byte, _)| bytes.binary_search(byte).is_ok()).map(|(_, character)| character).collect()
}

/// For each unit, whether a word of the dictionary ends after it, for headlines that must not break inside words.
pub fn word_ends(shaped: &Shaped) -> Vec<bool> {
    let ends = words(&shaped.text);
    shaped.units.iter().map(|unit| ends.binary_search(&unit.characters.1).is_ok()).collect()
}
