//! The way back from codes to characters (ToUnicode), so that text can be searched and copied.

use std::collections::BTreeMap;
use std::fmt::Write;

/// Most entries of one `bfchar` block (PDF 32000-1, 9.10.3).
const BLOCK: usize = 100;

/// The CMap that maps each code to its characters, of any plane and any number.
pub(crate) fn cmap(texts: &BTreeMap<u16, String>) -> Vec<u8> {
    let mut out = String::with_capacity(400 + texts.len() * 14);
    out.push_str(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let entries: Vec<(&u16, &String)> = texts.iter().collect();
    for block in entries.chunks(BLOCK) {
        let _ = writeln!(out, "{} beginbfchar", block.len());
        for (code, text) in block {
            let _ = write!(out, "<{code:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out.into_bytes()
}

/// Text as a PDF text string: UTF-16 with a byte order mark.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn supplementary_planes_and_several_characters_are_written() {
        let texts = BTreeMap::from([(1, "\u{20BB7}".to_owned()), (0x2A, "ffi".to_owned())]);
        let cmap = String::from_utf8(cmap(&texts)).unwrap();
        assert!(
            cmap.contains("2 beginbfchar\n<0001> <D842DFB7>\n<002A> <006600660069>\nendbfchar"),
            "{cmap}"
        );
    }

    #[test]
    fn blocks_hold_no_more_than_a_hundred() {
        let texts: BTreeMap<u16, String> = (1..=250).map(|code| (code, "字".to_owned())).collect();
        let cmap = String::from_utf8(cmap(&texts)).unwrap();
        assert_eq!(cmap.matches("100 beginbfchar").count(), 2);
        assert_eq!(cmap.matches("50 beginbfchar").count(), 1);
    }

    #[test]
    fn text_strings_carry_their_mark() {
        assert_eq!(utf16("a\u{20BB7}"), [0xFE, 0xFF, 0, 0x61, 0xD8, 0x42, 0xDF, 0xB7]);
    }
}
