//! Words: what the dictionary knows, what newspapers say, and how the small words lean.
//!
//! icu's dictionary is one of everyday Chinese; [`lexicon`](super::lexicon) adds the words of headlines. What neither
//! knows falls into single characters, which are more often pieces of a name than words. Small words lean on their
//! neighbours: a line does not begin with 的 nor end with 在.

use super::lexicon::{longest, opens, prefixes, surnames, trails};
use super::reading::Reading;
use crate::class::Class;
use crate::opportunity;
use crate::unit::Shaped;

/// Costs in the currency of [`place`](super::place): after a preposition, an adverb, a verb.
const AFTER_OPENER: i64 = 3_000;
/// Beside one character of which no word is known.
const BESIDE_UNKNOWN: i64 = 1_000;
/// After a surname and one more character, which may be half of a given name.
const IN_GIVEN_NAME: i64 = 3_000;
/// What it is worth to break before a preposition or a verb.
const BEFORE_OPENER: i64 = -800;

/// For each unit, whether a word ends after it.
pub(super) fn word_ends(shaped: &Shaped, characters: &[char]) -> Vec<bool> {
    let mut ends = opportunity::word_ends(shaped);
    let mut at = 0;
    while at < characters.len() {
        let length = longest(characters.get(at..).unwrap_or_default());
        if length > 0 {
            for (index, slot) in ends.iter_mut().enumerate().take(at + length).skip(at.saturating_sub(1)) {
                *slot = index + 1 == at || index + 1 == at + length;
            }
        }
        at += length.max(1);
    }
    ends
}

/// Whether a line end between two units would tear a word: one that is known, or what reads like one. That is a small
/// word from what it leans on (新|征程, 村|里, 竹坪|县), a surname from its name, or one of two characters in a row of
/// which no word is known.
pub(super) fn torn(reading: &Reading<'_>, left: usize, right: usize) -> bool {
    let (before, after) = (reading.word_before(left), reading.word_after(right));
    let han = reading.class(right) == Some(Class::Han);
    !reading.word_ends(left)
        || trails(after)
        || prefixes(before)
        || surnames(before) && han
        || is_unknown(reading, before, left) && is_unknown(reading, after, right)
}

/// What it costs to end a line between two words, beyond what every such place costs.
pub(super) fn leaning(reading: &Reading<'_>, left: usize, right: usize) -> i64 {
    let (before, after) = (reading.word_before(left), reading.word_after(right));
    if opens(before) {
        return AFTER_OPENER;
    }
    if opens(after) {
        return BEFORE_OPENER;
    }
    if left.checked_sub(1).is_some_and(|at| surnames(reading.word_before(at))) {
        return IN_GIVEN_NAME;
    }
    let beside = is_unknown(reading, before, left) || is_unknown(reading, after, right);
    if beside { BESIDE_UNKNOWN } else { 0 }
}

/// Whether a word is one Han character that is no word by itself as far as is known.
fn is_unknown(reading: &Reading<'_>, word: &[char], at: usize) -> bool {
    let small = opens(word) || trails(word) || prefixes(word);
    word.len() == 1 && reading.class(at) == Some(Class::Han) && !small
}
