//! What a font's codes say (ToUnicode), and text strings (ActualText): from bytes to characters.

use super::lexer::{Lexer, Token};
use std::collections::BTreeMap;

/// The most codes of a map: no font of two-byte codes has more.
const MOST_CODES: usize = 1 << 16;

/// The longest text of one code, in bytes (PDF 32000-1, 9.10.3).
const LONGEST: usize = 512;

/// What the codes of a font say.
pub(crate) struct Font {
    /// Bytes of a code.
    width: usize,
    texts: BTreeMap<u32, Vec<char>>,
}

impl Font {
    /// Reads a ToUnicode map for codes of `width` bytes.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn read(cmap: &[u8], width: usize) -> Result<Font, String> {
        let mut font = Font { width, texts: BTreeMap::new() };
        let mut lexer = Lexer::new(cmap);
        while let Some(token) = lexer.next() {
            match token {
                Token::Word(b"beginbfchar") => font.characters(&mut lexer)?,
                Token::Word(b"beginbfrange") => font.ranges(&mut lexer)?,
                Token::Word(b"usecmap") => return Err("its map leans on another (usecmap)".to_owned()),
                _ => {}
            }
        }
        Ok(font)
    }

    /// Pairs of a code and its text, up to the next word.
    fn characters(&mut self, lexer: &mut Lexer<'_>) -> Result<(), String> {
        while let Some(Token::Text(code)) = lexer.next() {
            let Some(Token::Text(text)) = lexer.next() else { return Err(torn()) };
            self.put(self.code(&code), &text)?;
        }
        Ok(())
    }

    /// First and last code with the text of the first, or with a text for each, up to the next word.
    fn ranges(&mut self, lexer: &mut Lexer<'_>) -> Result<(), String> {
        while let Some(Token::Text(first)) = lexer.next() {
            let Some(Token::Text(last)) = lexer.next() else { return Err(torn()) };
            let (first, last) = (self.code(&first), self.code(&last));
            match lexer.next() {
                Some(Token::Text(text)) => self.range(first, last, &text)?,
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Text(text)) = lexer.next() {
                        self.put(code.filter(|code| Some(*code) <= last), &text)?;
                        code = code.and_then(|code| code.checked_add(1));
                    }
                }
                _ => return Err(torn()),
            }
        }
        Ok(())
    }

    /// Neighbouring codes whose texts differ in their last byte.
    fn range(&mut self, first: Option<u32>, last: Option<u32>, text: &[u8]) -> Result<(), String> {
        let (Some(first), Some(last)) = (first, last) else { return Ok(()) };
        let Some((low, high)) = text.split_last() else { return Err(torn()) };
        // The last byte does not carry over into the one before it (PDF 32000-1, 9.10.3).
        for (step, low) in (0..).zip(*low..=u8::MAX).take_while(|(step, _)| first + step <= last) {
            self.put(Some(first + step), &[high, &[low]].concat())?;
        }
        Ok(())
    }

    /// A code of the font's own width.
    fn code(&self, bytes: &[u8]) -> Option<u32> {
        (bytes.len() == self.width).then(|| number(bytes))
    }

    fn put(&mut self, code: Option<u32>, text: &[u8]) -> Result<(), String> {
        let Some(code) = code else { return Ok(()) };
        if text.len() > LONGEST || self.texts.len() >= MOST_CODES {
            return Err("its map from codes to characters is too large".to_owned());
        }
        self.texts.insert(code, utf16(text).collect());
        Ok(())
    }

    /// What a string of codes says; a code without a text says U+FFFD.
    pub(crate) fn say(&self, codes: &[u8], mut hear: impl FnMut(char)) {
        for code in codes.chunks(self.width.max(1)) {
            match self.code(code).and_then(|code| self.texts.get(&code)) {
                Some(text) => text.iter().for_each(|c| hear(*c)),
                None => hear(char::REPLACEMENT_CHARACTER),
            }
        }
    }
}

fn torn() -> String {
    "its map from codes to characters is torn".to_owned()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> impl Iterator<Item = char> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [high, low] => u16::from_be_bytes([*high, *low]),
        _ => 0xFFFD,
    });
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// A text string: UTF-16 or UTF-8 behind its mark, else ASCII; of other encodings every character is U+FFFD.
pub(crate) fn text_string(bytes: &[u8]) -> Vec<char> {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest).collect(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).chars().collect(),
        _ => {
            let ascii = |byte: &u8| {
                if byte.is_ascii() { char::from(*byte) } else { char::REPLACEMENT_CHARACTER }
            };
            bytes.iter().map(ascii).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(cmap: &[u8], codes: &[u8]) -> String {
        let mut text = String::new();
        Font::read(cmap, 2).unwrap().say(codes, |c| text.push(c));
        text
    }

    #[test]
    fn single_codes_ranges_and_lists_are_read() {
        let cmap = b"1 begincodespacerange <0000> <FFFF> endcodespacerange
            2 beginbfchar <0001> <D842DFB7> <0002> <006600660069> endbfchar
            2 beginbfrange <0003> <0004> <4E00> <0005><0006>[<4E8C> <4E09>] endbfrange
            1 beginbfchar <07> <0058> endbfchar";
        assert_eq!(said(cmap, &[0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7]), "\u{20BB7}ffi一丁二三\u{FFFD}");
    }

    #[test]
    fn a_range_ends_with_its_last_byte_and_costs_no_more() {
        let cmap = b"beginbfrange <0000> <FFFF> <00FE> endbfrange";
        assert_eq!(said(cmap, &[0, 0, 0, 1, 0, 2]), "þÿ\u{FFFD}");
        assert_eq!(
            said(b"beginbfrange <0001> <0002> [<0041> <0042> <0043>] endbfrange", &[0, 3]),
            "\u{FFFD}"
        );
    }

    #[test]
    fn torn_maps_are_told() {
        for cmap in [&b"beginbfchar <0001>"[..], b"beginbfrange <0001> <0002> /X", b"/X usecmap"] {
            assert!(Font::read(cmap, 2).is_err());
        }
    }

    #[test]
    fn text_strings_are_read_by_their_mark() {
        let text = |bytes: &[u8]| text_string(bytes).into_iter().collect::<String>();
        assert_eq!(text(b"\xFE\xFF\x4E\x00\xD8\x42\xDF\xB7"), "一\u{20BB7}");
        assert_eq!(text("\u{FEFF}一".as_bytes()), "一");
        assert_eq!(text(b"a\xB7"), "a\u{FFFD}");
    }
}
