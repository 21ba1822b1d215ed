//! Numbers hold to what they count: 十二会村 is not 十二 and 会村, 2026年 not 2026 and 年, 3.5% not 3.5 and %.
//!
//! GB/T 15835—2011 keeps a number in Arabic digits on one line; that it stays with its measure word (量词), and that
//! the parts of a date stay together, is what newspapers ask of their headlines.

use super::lexicon::is_measure;
use super::reading::Reading;
use crate::class::{Class, is_wide_digit};

const HAN_NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两几廿卅";
/// What may follow the digits of a number and is still part of it.
const ROUGHLY: &str = "多余";
/// What joins two numbers to one: parts of dates and times, ranges, scores, 六点五, 三分之二.
const LINKS: &str = "年月时点分至到比之—–-～~/∶";

/// Whether a line end between two units would tear a number from itself or from what it counts.
pub(super) fn torn(reading: &Reading<'_>, left: usize, right: usize) -> bool {
    let counted = matches!(reading.class(right), Some(Class::Han | Class::Western));
    counted && ends_number(reading, left)
        || starts_number(reading, right) && (is_linked(reading, left) || is_ordinal(reading, left))
        || is(reading, left, '分') && is(reading, right, '之')
}

/// Whether a unit is the measure word of a number, with which what is counted does not begin yet: 十二届, 一座.
pub(super) fn measures(reading: &Reading<'_>, at: usize) -> bool {
    let number = |at: usize| {
        ends_number(reading, at)
            || reading.character(at).is_some_and(is_han_numeral) && !reading.word_ends(at)
    };
    reading.character(at).is_some_and(is_measure) && at.checked_sub(1).is_some_and(number)
}

fn is(reading: &Reading<'_>, at: usize, c: char) -> bool {
    reading.character(at) == Some(c)
}

/// Whether a unit ends a number: a digit, 多 or 余 behind one, or a word of Han numerals alone, so that 统一 is none.
fn ends_number(reading: &Reading<'_>, last: usize) -> bool {
    let Some(c) = reading.character(last) else { return false };
    if ROUGHLY.contains(c) {
        return last.checked_sub(1).is_some_and(|before| ends_number(reading, before));
    }
    is_digit(c) || is_han_number(reading.word_before(last))
}

fn starts_number(reading: &Reading<'_>, first: usize) -> bool {
    let word = reading.word_after(first);
    reading.character(first).is_some_and(is_digit)
        || is_han_number(word)
        // The dictionary knows 五届 and 九年 as words.
        || word.first().is_some_and(|c| is_han_numeral(*c)) && word.len() == 2
}

/// Whether a unit joins the number before it to the one after it: the 月 of 11月24日, a dash of a range.
fn is_linked(reading: &Reading<'_>, link: usize) -> bool {
    let links = reading.character(link).is_some_and(|c| LINKS.contains(c));
    let behind = link.checked_sub(1);
    links
        && behind.is_some_and(|at| {
            reading.character(at).is_some_and(|c| is_digit(c) || is_han_numeral(c) || matches!(c, '%' | '分'))
        })
}

/// Whether a unit is the 第 of an ordinal.
fn is_ordinal(reading: &Reading<'_>, at: usize) -> bool {
    is(reading, at, '第')
}

fn is_han_number(word: &[char]) -> bool {
    let digits = word.strip_prefix(&['第']).unwrap_or(word);
    !digits.is_empty() && digits.iter().all(|c| is_han_numeral(*c))
}

fn is_han_numeral(c: char) -> bool {
    HAN_NUMERALS.contains(c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || is_wide_digit(c)
}
