//! A headline as it is read: one character a unit, and the words that they make.

use super::words::word_ends;
use crate::class::Class;
use crate::unit::Shaped;

pub(super) struct Reading<'a> {
    pub(super) shaped: &'a Shaped,
    /// First character of each unit.
    characters: Vec<char>,
    /// Whether a word ends after each unit.
    ends: Vec<bool>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(shaped: &'a Shaped) -> Reading<'a> {
        let characters: Vec<char> =
            shaped.units.iter().map(|unit| shaped.source(unit).chars().next().unwrap_or(' ')).collect();
        let ends = word_ends(shaped, &characters);
        Reading { shaped, characters, ends }
    }

    pub(super) fn len(&self) -> usize {
        self.characters.len()
    }

    pub(super) fn class(&self, at: usize) -> Option<Class> {
        self.shaped.units.get(at).map(|unit| unit.class)
    }

    pub(super) fn character(&self, at: usize) -> Option<char> {
        self.characters.get(at).copied()
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        matches!(self.class(at), Some(Class::Space | Class::WideSpace | Class::Newline))
    }

    pub(super) fn word_ends(&self, at: usize) -> bool {
        self.ends.get(at).copied().unwrap_or(true)
    }

    /// The characters of the word that ends with a unit.
    pub(super) fn word_before(&self, last: usize) -> &[char] {
        let first = (0..last).rev().find(|at| self.word_ends(*at)).map_or(0, |at| at + 1);
        self.characters.get(first..=last).unwrap_or_default()
    }

    /// The characters of the word that begins with a unit.
    pub(super) fn word_after(&self, first: usize) -> &[char] {
        let last = (first..self.len()).find(|at| self.word_ends(*at)).unwrap_or(self.len());
        self.characters.get(first..=last).unwrap_or_default()
    }
}
