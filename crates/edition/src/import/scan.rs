//! A reader over characters that the recognisers share: it looks ahead, takes what matches and is copied to try
//! another way. Nothing here can run past the end.

use super::text::Words;

/// A place in a slice of characters. Copy it to remember the place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scan<'a> {
    chars: &'a [char],
    at: usize,
}

impl<'a> Scan<'a> {
    /// A reader at the first character.
    pub(super) fn new(chars: &'a [char]) -> Scan<'a> {
        Scan { chars, at: 0 }
    }

    /// How many characters were taken.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Whether nothing is left.
    pub(super) fn done(&self) -> bool {
        self.at >= self.chars.len()
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a [char] {
        self.chars.get(self.at..).unwrap_or_default()
    }

    /// The next character, not taken.
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    /// Takes one character.
    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += 1;
        Some(next)
    }

    /// Takes this character if it comes next.
    pub(super) fn eat(&mut self, wanted: char) -> bool {
        self.eat_if(|c| c == wanted).is_some()
    }

    /// Takes the next character if it passes.
    pub(super) fn eat_if(&mut self, pass: impl Fn(char) -> bool) -> Option<char> {
        let next = self.peek().filter(|&c| pass(c))?;
        self.at += 1;
        Some(next)
    }

    /// Takes characters while they pass; how many.
    pub(super) fn eat_while(&mut self, pass: impl Fn(char) -> bool) -> usize {
        let from = self.at;
        while self.eat_if(&pass).is_some() {}
        self.at - from
    }

    /// Whether this word comes next.
    pub(super) fn sees(&self, word: &str) -> bool {
        let mut rest = self.rest().iter();
        word.chars().all(|c| rest.next() == Some(&c))
    }

    /// Takes this word if it comes next.
    pub(super) fn eat_word(&mut self, word: &str) -> bool {
        let found = self.sees(word);
        if found {
            self.at += word.chars().count();
        }
        found
    }

    /// Whether one of these words comes next.
    pub(super) fn sees_any(&self, words: Words) -> bool {
        words.iter().any(|word| self.sees(word))
    }

    /// Takes the longest of these words that comes next.
    pub(super) fn eat_longest(&mut self, words: Words) -> Option<&'static str> {
        let best = words.iter().filter(|word| self.sees(word)).max_by_key(|word| word.len())?;
        self.at += best.chars().count();
        Some(best)
    }

    /// Takes up to `most` characters as far as the first place where `stop` matches; false (and nothing taken)
    /// when it does not come in time.
    pub(super) fn eat_until(&mut self, most: usize, stop: impl Fn(&Scan<'a>) -> bool) -> bool {
        let mut ahead = *self;
        for _ in 0..=most {
            if stop(&ahead) {
                *self = ahead;
                return true;
            }
            if ahead.bump().is_none() {
                return false;
            }
        }
        false
    }
}
