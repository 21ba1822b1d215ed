//! The words that the desk's binary answers are made of.
//!
//! A binary answer is a sequence of 32-bit little-endian words, so that the front end reads it through typed
//! arrays without copying. Numbers are signed unless said otherwise. A **length** is one signed word of the
//! house's unit (1/12 700 pt): pages up to 59 m. A **text** is its count of bytes, then UTF-8, filled up with
//! zero bytes to a whole word. **Bytes** are written alike. A **fraction** is one word holding an IEEE `f32`,
//! used only where a painter's floats travel (outlines in font units).

use banxin_measure::{Length, Point, Rect};

/// Collects the words of an answer.
#[derive(Debug, Default)]
pub(crate) struct Words {
    bytes: Vec<u8>,
}

impl Words {
    /// An empty answer that opens with the four letters which name its kind.
    pub(crate) fn of_kind(kind: &[u8; 4]) -> Words {
        Words { bytes: kind.to_vec() }
    }

    /// One unsigned word.
    pub(crate) fn count(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// The size of a list, held to what a word can say.
    pub(crate) fn size(&mut self, value: usize) {
        self.count(u32::try_from(value).unwrap_or(u32::MAX));
    }

    /// One signed word.
    pub(crate) fn number(&mut self, value: i32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    /// One fraction.
    pub(crate) fn fraction(&mut self, value: f32) {
        self.count(value.to_bits());
    }

    /// One length, held to what a word can say.
    pub(crate) fn length(&mut self, value: Length) {
        let limit = if value < Length::ZERO { i32::MIN } else { i32::MAX };
        self.number(i32::try_from(value.emu()).unwrap_or(limit));
    }

    /// A point: x, y.
    pub(crate) fn point(&mut self, point: Point) {
        self.length(point.x);
        self.length(point.y);
    }

    /// A rectangle: x, y, width, height.
    pub(crate) fn rect(&mut self, rect: Rect) {
        for value in [rect.x, rect.y, rect.width, rect.height] {
            self.length(value);
        }
    }

    /// A text.
    pub(crate) fn text(&mut self, text: &str) {
        self.data(text.as_bytes());
    }

    /// Bytes.
    pub(crate) fn data(&mut self, data: &[u8]) {
        self.size(data.len());
        self.bytes.extend_from_slice(data);
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }

    /// Words that were written before.
    pub(crate) fn raw(&mut self, words: &[u8]) {
        self.bytes.extend_from_slice(words);
    }

    /// The finished answer.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_takes_whole_words_and_odd_texts_are_filled_up() {
        let mut words = Words::of_kind(b"TEST");
        words.text("版a");
        words.number(-2);
        assert_eq!(words.finish(), b"TEST\x04\0\0\0\xe7\x89\x88a\xfe\xff\xff\xff");
        let mut words = Words::default();
        words.text("ab");
        assert_eq!(words.finish(), b"\x02\0\0\0ab\0\0");
    }

    #[test]
    fn a_length_beyond_the_wire_is_held_not_wrapped() {
        let mut words = Words::default();
        words.length(Length::from_emu(i64::MAX));
        words.length(Length::from_emu(i64::MIN));
        assert_eq!(words.finish(), [0xff, 0xff, 0xff, 0x7f, 0, 0, 0, 0x80]);
    }
}
