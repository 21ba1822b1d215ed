//! The words of a PDF's content streams and character maps: both are written in the same small language. Nothing is
//! looked up and nothing fails: what cannot be read is passed over, so every byte string comes to an end.

use std::borrow::Cow;

/// A word, as far as reading text needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A name, without its slash.
    Name(Cow<'a, [u8]>),
    /// A string, literal or hexadecimal.
    Text(Cow<'a, [u8]>),
    /// A number; its value says nothing about text.
    Number,
    /// The beginning of an array.
    Open,
    /// The end of an array.
    Close,
    /// An operator.
    Word(&'a [u8]),
}

/// Reads word after word.
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'a> Lexer<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Lexer<'a> {
        Lexer { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes from here on for which `keep` holds.
    fn run(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !keep(*byte)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn name(&mut self) -> Cow<'a, [u8]> {
        let raw = self.run(is_regular);
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let Some((first, after)) = rest.split_first() {
            let escaped = match (*first, after) {
                (b'#', [high, low, ..]) => digit(*high).zip(digit(*low)),
                _ => None,
            };
            name.push(escaped.map_or(*first, |(high, low)| high << 4 | low));
            rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
        }
        Cow::Owned(name)
    }

    fn hexadecimal(&mut self) -> Cow<'a, [u8]> {
        let digits: Vec<u8> = self.run(|byte| byte != b'>').iter().filter_map(|byte| digit(*byte)).collect();
        self.at += 1;
        let byte = |pair: &[u8]| pair.first().map_or(0, |high| high << 4) | pair.get(1).unwrap_or(&0);
        Cow::Owned(digits.chunks(2).map(byte).collect())
    }

    fn literal(&mut self) -> Cow<'a, [u8]> {
        let mut text = Vec::new();
        let mut depth = 1u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => break,
                b')' => depth -= 1,
                b'\\' => {
                    text.extend(self.escaped());
                    continue;
                }
                b'\r' => {
                    self.skip_feed();
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        Cow::Owned(text)
    }

    /// A line feed that belongs to the carriage return before it.
    fn skip_feed(&mut self) {
        if self.peek() == Some(b'\n') {
            self.at += 1;
        }
    }

    /// What stands for itself behind a backslash.
    fn escaped(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                self.skip_feed();
                None
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(next) = self.peek().filter(|next| (b'0'..=b'7').contains(next)) else { break };
                    value = value * 8 + u32::from(next - b'0');
                    self.at += 1;
                }
                // Overflow of a byte is ignored, as the standard says.
                u8::try_from(value & 0xFF).ok()
            }
            other => Some(other),
        }
    }

    /// Behind the image that stands in a content stream itself: pixels are no words.
    pub(crate) fn skip_image(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let ends = |part: &[u8]| match part {
            [before, b'E', b'I', after] => is_blank(*before) && is_blank(*after),
            _ => false,
        };
        self.at += rest.windows(4).position(ends).map_or(rest.len(), |at| at + 4);
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.run(is_blank);
            let first = self.peek()?;
            if matches!(first, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%') {
                self.at += 1;
            }
            return Some(match first {
                b'%' => {
                    self.run(|byte| byte != b'\n' && byte != b'\r');
                    continue;
                }
                b'/' => Token::Name(self.name()),
                b'(' => Token::Text(self.literal()),
                b'<' if self.peek() == Some(b'<') => {
                    self.at += 1;
                    continue;
                }
                b'<' => Token::Text(self.hexadecimal()),
                b'[' => Token::Open,
                b']' => Token::Close,
                b')' | b'>' | b'{' | b'}' => continue,
                b'0'..=b'9' | b'+' | b'-' | b'.' => {
                    self.run(is_regular);
                    Token::Number
                }
                _ => Token::Word(self.run(is_regular)),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Token<'_> {
        Token::Text(Cow::Borrowed(bytes))
    }

    #[test]
    fn every_kind_of_word_is_read() {
        let words: Vec<Token<'_>> =
            Lexer::new(b"/F#31 -9.5 Tf% (no)\n[<0A1> (a\\(b\\051\\\n(c)) (\\n) 3]TJ<</X(\r\n)>>T*").collect();
        let name = |name: &'static [u8]| Token::Name(Cow::Borrowed(name));
        let wanted = [
            name(b"F1"),
            Token::Number,
            Token::Word(b"Tf"),
            Token::Open,
            text(&[0x0A, 0x10]),
            text(b"a(b)(c)"),
            text(b"\n"),
            Token::Number,
            Token::Close,
            Token::Word(b"TJ"),
            name(b"X"),
            text(b"\n"),
            Token::Word(b"T*"),
        ];
        assert_eq!(words, wanted);
    }

    #[test]
    fn an_image_in_the_stream_is_passed_over() {
        let mut lexer = Lexer::new(b" /W 1 ID (\xFF EI\n(a)");
        lexer.skip_image();
        assert_eq!(lexer.next(), Some(text(b"a")));
    }
}
