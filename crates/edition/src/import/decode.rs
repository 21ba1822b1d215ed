//! Bytes to characters: which encoding a manuscript is in, and what is no manuscript at all.
//!
//! A byte order mark decides; else what is valid UTF-8 is UTF-8, and the rest must be valid GB 18030 to its last
//! byte. Nothing is replaced: a manuscript that cannot be read exactly is refused with the place of the fault.

use super::ImportError;
use super::text::{is_blank, is_han, is_line_end};
use crate::limits;
use encoding_rs::GB18030;

/// What the encoding was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// GB 18030 (with GBK and GB 2312 inside it).
    Gb18030,
    /// UTF-16, little end first; only with a byte order mark.
    Utf16Le,
    /// UTF-16, big end first; only with a byte order mark.
    Utf16Be,
}

/// A manuscript's characters, without the byte order mark, which is a sign of the encoding and no character.
pub(super) fn decode(bytes: &[u8]) -> Result<(Vec<char>, Encoding), ImportError> {
    if bytes.len() as u64 > limits::MANUSCRIPT_BYTES {
        return Err(ImportError::TooLong { bytes: bytes.len() as u64, limit: limits::MANUSCRIPT_BYTES });
    }
    if let Some(kind) = other_format(bytes) {
        return Err(ImportError::Binary { at: 0, what: kind });
    }
    let (text, encoding) = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => match std::str::from_utf8(rest) {
            Ok(text) => (text.to_owned(), Encoding::Utf8),
            Err(fault) => return Err(ImportError::Encoding { at: fault.valid_up_to() + 3 }),
        },
        [0xff, 0xfe, rest @ ..] => (utf16(rest, u16::from_le_bytes)?, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => (utf16(rest, u16::from_be_bytes)?, Encoding::Utf16Be),
        [0x84, 0x31, 0x95, 0x33, rest @ ..] => (gb18030(rest, 4)?, Encoding::Gb18030),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => match rather_gb18030(text, bytes) {
                Some(gb) => (gb, Encoding::Gb18030),
                None => (text.to_owned(), Encoding::Utf8),
            },
            Err(fault) => (gb18030(bytes, fault.valid_up_to())?, Encoding::Gb18030),
        },
    };
    let chars: Vec<char> = text.chars().collect();
    let mut controls = 0;
    for (at, &c) in chars.iter().enumerate() {
        if c == '\0' {
            return Err(ImportError::Binary { at, what: "a NUL character" });
        }
        controls += usize::from(is_stray_control(c));
    }
    if controls * 200 > chars.len() + 400 {
        let at = chars.iter().position(|&c| is_stray_control(c)).unwrap_or(0);
        return Err(ImportError::Binary { at, what: "too many control characters" });
    }
    if chars.iter().all(|&c| is_blank(c) || is_line_end(c) || c.is_control()) {
        return Err(ImportError::Empty);
    }
    Ok((chars, encoding))
}

/// Whether the character is a control character that no text file uses.
pub(super) fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
}

/// The name of a well-known format that is not plain text, by its first bytes.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 9] = [
        (b"PK\x03\x04", "a ZIP archive or .docx file; save it as plain text first"),
        (b"\xd0\xcf\x11\xe0", "an old Word file; save it as plain text first"),
        (b"%PDF-", "a PDF file"),
        (b"{\\rtf", "an RTF file; save it as plain text first"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x7fELF", "a program"),
    ];
    KNOWN.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, name)| name)
}

/// A few characters of GB 18030 can be valid UTF-8 by chance (图 is ͼ). Where UTF-8 gives nothing but Latin, Greek
/// and the like and GB 18030 nothing but Han and full-width signs, it is GB 18030.
fn rather_gb18030(text: &str, bytes: &[u8]) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let narrow =
        chars.iter().all(|&c| c.is_ascii() || (c < '\u{800}' && c.is_alphabetic())) && !text.is_ascii();
    // café: a letter beside the other one is a word of Latin.
    let beside = chars
        .windows(2)
        .any(|pair| pair.iter().all(|c| c.is_alphabetic()) && pair.iter().any(char::is_ascii));
    if !narrow || beside {
        return None;
    }
    let gb = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let wide = |c: char| {
        is_han(c) || ('\u{3000}'..='\u{303f}').contains(&c) || ('\u{ff01}'..='\u{ff5e}').contains(&c)
    };
    gb.chars().all(|c| c.is_ascii() || wide(c)).then(|| gb.into_owned())
}

/// GB 18030 without a fault, or where the fault is. `utf8_fault` is how far the bytes were good UTF-8.
fn gb18030(bytes: &[u8], utf8_fault: usize) -> Result<String, ImportError> {
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => {
            if bytes.contains(&0) {
                let at = bytes.iter().position(|&b| b == 0).unwrap_or(0);
                return Err(ImportError::Binary { at, what: "a NUL byte" });
            }
            Err(ImportError::Encoding { at: utf8_fault })
        }
    }
}

/// UTF-16 without a fault, or where the fault is.
fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ImportError::Encoding { at: bytes.len() + 1 });
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 2;
    for unit in char::decode_utf16(pairs.iter().map(|&pair| order(pair))) {
        let c = unit.map_err(|_| ImportError::Encoding { at })?;
        at += 2 * c.len_utf16();
        text.push(c);
    }
    Ok(text)
}

/// Whether text that was decoded as GB 18030 is hardly Chinese: the commonest characters are missing and what no
/// manuscript mixes with Han stands among it (Big5 read as GB 18030 looks so).
pub(super) fn is_doubtful(chars: &[char]) -> bool {
    const COMMON: &str = "的一是在不了有和人这中大为上个国我以要他时来到说年月日地们這為個國來時說們会會";
    const LEAST: usize = 24;
    let han = chars.iter().filter(|&&c| is_han(c)).count();
    let common = chars.iter().filter(|&&c| COMMON.contains(c)).count();
    // Kana, bopomofo, box drawing, Greek, Cyrillic, and characters for private use.
    let odd = |c: char| {
        matches!(c, '\u{370}'..='\u{52f}' | '\u{2500}'..='\u{259f}' | '\u{3041}'..='\u{312f}'
            | '\u{e000}'..='\u{f8ff}')
    };
    let strange = chars.iter().filter(|&&c| odd(c)).count();
    han >= LEAST && common * 50 < han && strange * 50 >= han
}
