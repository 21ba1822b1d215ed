//! What a face is called: its name table, in every encoding that Chinese faces use. Old ones have their names in GBK or
//! Big5 alone, which libraries pass over.

use encoding_rs::{BIG5, Encoding, GBK};
use skrifa::raw::tables::name::NameRecord;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::string::StringId;

/// English of the United States on Windows.
const ENGLISH: u16 = 0x409;

/// The texts of an entry of the name table, the English one first, else in the table's order, each once.
pub(crate) fn all(font: &FontRef<'_>, id: StringId) -> Vec<String> {
    let Ok(table) = font.name() else { return Vec::new() };
    let strings = table.string_data().as_bytes();
    let mut texts: Vec<(bool, String)> = Vec::new();
    for record in table.name_record().iter().filter(|record| record.name_id() == id) {
        let start = record.string_offset().to_u32() as usize;
        let bytes = strings.get(start..start + usize::from(record.length()));
        let Some(text) = bytes.and_then(|bytes| decoded([record.platform_id(), record.encoding_id()], bytes))
        else {
            continue;
        };
        let text = text.trim().to_owned();
        if !text.is_empty() && texts.iter().all(|(_, known)| *known != text) {
            texts.push((!is_english(record), text));
        }
    }
    texts.sort_by_key(|(foreign, _)| *foreign);
    texts.into_iter().map(|(_, text)| text).collect()
}

/// The English text of an entry, else its first one.
pub(crate) fn first(font: &FontRef<'_>, id: StringId) -> Option<String> {
    all(font, id).into_iter().next()
}

/// Every name of the family: the typographic one (ID 16), else the plain one (ID 1).
pub(crate) fn families(font: &FontRef<'_>) -> Vec<String> {
    either(font, StringId::TYPOGRAPHIC_FAMILY_NAME, StringId::FAMILY_NAME)
}

/// Every name of the style: the typographic one (ID 17), else the plain one (ID 2).
pub(crate) fn styles(font: &FontRef<'_>) -> Vec<String> {
    either(font, StringId::TYPOGRAPHIC_SUBFAMILY_NAME, StringId::SUBFAMILY_NAME)
}

fn either(font: &FontRef<'_>, wanted: StringId, other: StringId) -> Vec<String> {
    let names = all(font, wanted);
    if names.is_empty() { all(font, other) } else { names }
}

fn is_english(record: &NameRecord) -> bool {
    match record.platform_id() {
        3 => record.language_id() == ENGLISH,
        1 => record.language_id() == 0,
        _ => false,
    }
}

/// Platforms and encodings after OpenType's name table; `None` for one that no Chinese face has.
fn decoded(place: [u16; 2], bytes: &[u8]) -> Option<String> {
    match place {
        [0, _] | [3, 0 | 1 | 10] => {
            let units: Vec<u16> =
                bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
            String::from_utf16(&units).ok()
        }
        [3, 3] | [1, 25] => of_two_bytes(GBK, bytes),
        [3, 4] | [1, 2] => of_two_bytes(BIG5, bytes),
        // Mac Roman is ASCII in every name of a Chinese face.
        [1, 0] => bytes.is_ascii().then(|| String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    }
}

/// Some makers fill letters of one byte up with a nought, which is in no letter of two.
fn of_two_bytes(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes)?;
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_encoding_of_chinese_faces() {
        let gbk = b"\xb1\xa8\xcb\xceGBK";
        let filled = b"\xb1\xa8\xcb\xce\0G\0B\0K";
        let big5 = b"\xb3\xf8\xa7\xba";
        let utf16 = b"\x62\xa5\x5b\x8b";
        for (place, bytes, text) in [
            ([3, 1], &utf16[..], "报宋"),
            ([0, 3], utf16, "报宋"),
            ([3, 3], gbk, "报宋GBK"),
            ([3, 3], filled, "报宋GBK"),
            ([1, 25], gbk, "报宋GBK"),
            ([3, 4], big5, "報宋"),
            ([1, 2], big5, "報宋"),
            ([1, 0], b"Bao Song", "Bao Song"),
        ] {
            assert_eq!(decoded(place, bytes).as_deref(), Some(text), "{place:?}");
        }
        for (place, bytes) in
            [([3, 3], &b"\xb1\xff\xff"[..]), ([1, 0], gbk), ([2, 1], utf16), ([3, 1], b"\xd8\0")]
        {
            assert_eq!(decoded(place, bytes), None, "{place:?}");
        }
    }
}
