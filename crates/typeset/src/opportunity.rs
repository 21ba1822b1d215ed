//! Where a line may end: the Unicode line breaking algorithm, less the prohibition table, less unbreakable units.
//!
//! UAX #14 in its version 17 is needed: earlier rules never break beside curly quotes between Han. clreq's
//! prohibitions (3.1.6) and unbreakable units (符号分离禁则) come on top.

use crate::class::{Class, Level};
use crate::shape::Unit;
use icu_segmenter::options::{LineBreakOptions, WordBreakInvariantOptions};
use icu_segmenter::{LineSegmenter, WordSegmenter};

/// For each unit, whether a line may end after it. The last unit always may.
pub fn after_units(text: &str, units: &[Unit], level: Level) -> Vec<bool> {
    let segmenter = LineSegmenter::new_17_for_non_complex_scripts(LineBreakOptions::default());
    let mut allowed = vec![false; text.len() + 1];
    for offset in segmenter.segment_str(text) {
        if let Some(slot) = allowed.get_mut(offset) {
            *slot = true;
        }
    }
    let mut result: Vec<bool> = units
        .windows(2)
        .map(|pair| match pair {
            [left, right] => {
                let by_unicode = allowed.get(right.bytes.0 as usize).copied().unwrap_or(false);
                let loosened =
                    level == Level::None && left.class != Class::Western && right.class != Class::Western;
                (by_unicode || loosened)
                    && !joined(left, right)
                    && !left.class.forbidden_at_end(level)
                    && !right.class.forbidden_at_start(level, right.paired)
            }
            _ => false,
        })
        .collect();
    if !units.is_empty() {
        result.push(true);
    }
    result
}

/// Where words of a text begin and end, in characters: 0, then the end of each word (UAX #29 with the dictionary).
pub fn words(text: &str) -> Vec<u32> {
    let bytes: Vec<usize> =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text).collect();
    let places = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).zip(0..);
    places.filter(|(byte, _)| bytes.binary_search(byte).is_ok()).map(|(_, character)| character).collect()
}

/// For each unit, whether a word of the dictionary ends after it, for headlines that must not break inside words.
pub fn word_ends(text: &str, units: &[Unit]) -> Vec<bool> {
    let mut ends = vec![false; text.len() + 1];
    for offset in WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(text) {
        if let Some(slot) = ends.get_mut(offset) {
            *slot = true;
        }
    }
    units.iter().map(|unit| ends.get(unit.bytes.1 as usize).copied().unwrap_or(true)).collect()
}

/// Whether the two belong to one unit at every level: halves of a dash or ellipsis pair, a number and its sign.
pub fn joined(left: &Unit, right: &Unit) -> bool {
    let same_pair = matches!(left.class, Class::Dash | Class::Ellipsis)
        && left.class == right.class
        && !right.begins_pair;
    let digits = left.ends_in_digit && right.is_degree_sign;
    let western = left.class == Class::Western && right.class == Class::Western && !left.breaks_after;
    same_pair || digits || western
}
