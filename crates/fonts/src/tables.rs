//! The few numbers of a face's tables that never change: metrics, widths' place, embedding rights.

use skrifa::raw::tables::os2::Os2;
use skrifa::raw::types::Tag;
use skrifa::raw::{FontRef, TableProvider};
use std::ops::Range;

/// What a face's maker lets others do with it inside a document (嵌入许可; OS/2 `fsType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Embedding {
    /// The right itself.
    pub right: EmbeddingRight,
    /// Only the whole face may be embedded, no subset of it (bit 8).
    pub no_subsetting: bool,
    /// Only the face's bitmaps may be embedded, not its outlines (bit 9).
    pub bitmap_only: bool,
}

/// The four rights of OS/2 `fsType`, bits 0 to 3. Where a face sets several, the least restrictive one counts, as
/// the OpenType specification has it for old faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EmbeddingRight {
    /// May be embedded, and installed by whoever gets the document.
    Installable,
    /// May be embedded in a document that can be edited.
    Editable,
    /// May be embedded in a document for viewing and printing.
    PreviewPrint,
    /// May not be embedded without the maker's leave.
    Restricted,
}

impl Embedding {
    fn of(fs_type: u16) -> Embedding {
        let right = match fs_type {
            bits if bits & 0x0E == 0 => EmbeddingRight::Installable,
            bits if bits & 0x08 != 0 => EmbeddingRight::Editable,
            bits if bits & 0x04 != 0 => EmbeddingRight::PreviewPrint,
            _ => EmbeddingRight::Restricted,
        };
        Embedding { right, no_subsetting: fs_type & 0x0100 != 0, bitmap_only: fs_type & 0x0200 != 0 }
    }

    /// Whether a subset of the face's outlines may be put into a print PDF.
    pub fn allows_subset(self) -> bool {
        self.right != EmbeddingRight::Restricted && !self.no_subsetting && !self.bitmap_only
    }
}

/// Numbers read once from `head`, `hhea`, `hmtx`, `maxp`, `OS/2` and `post`.
pub(crate) struct Facts {
    pub(crate) units_per_em: u16,
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    pub(crate) cap_height: i16,
    pub(crate) bounding_box: [i16; 4],
    pub(crate) italic_angle: f32,
    pub(crate) weight: u16,
    pub(crate) italic: bool,
    pub(crate) is_cff: bool,
    pub(crate) is_variable: bool,
    pub(crate) glyphs: u16,
    pub(crate) embedding: Embedding,
    widths: Range<usize>,
    long_widths: u16,
}

impl Facts {
    /// Reads them; `None` if a table that every face needs is not there or makes no sense.
    pub(crate) fn read(font: &FontRef<'_>) -> Option<Facts> {
        let head = font.head().ok()?;
        let hhea = font.hhea().ok()?;
        let os2 = font.os2().ok();
        let is_cff = font.cff().is_ok() || font.cff2().is_ok();
        if head.units_per_em() == 0 || !(is_cff || font.glyf().is_ok()) {
            return None;
        }
        let angle = font.post().map_or(0.0, |post| post.italic_angle().to_f64());
        let typographic = os2.as_ref().map(|os2| (os2.s_typo_ascender(), os2.s_typo_descender()));
        let line = (hhea.ascender().to_i16(), hhea.descender().to_i16());
        let (ascent, descent) = typographic.filter(|(up, down)| *up > 0 && *down <= 0).unwrap_or(line);
        Some(Facts {
            units_per_em: head.units_per_em(),
            ascent,
            descent,
            cap_height: os2
                .as_ref()
                .and_then(Os2::s_cap_height)
                .filter(|height| *height > 0)
                .unwrap_or(ascent),
            bounding_box: [head.x_min(), head.y_min(), head.x_max(), head.y_max()],
            italic_angle: angle as f32,
            weight: os2.as_ref().map(Os2::us_weight_class).filter(|weight| *weight > 0).unwrap_or(400),
            italic: angle != 0.0 || head.mac_style().bits() & 2 != 0,
            is_cff,
            is_variable: font.fvar().is_ok(),
            glyphs: font.maxp().ok()?.num_glyphs(),
            embedding: Embedding::of(os2.as_ref().map_or(0, Os2::fs_type)),
            widths: place_of(font, Tag::new(b"hmtx"))?,
            long_widths: hhea.number_of_h_metrics(),
        })
    }

    /// The advance width of a glyph, in font units; zero for a glyph that is not there.
    pub(crate) fn advance(&self, data: &[u8], glyph: u16) -> u16 {
        let Some(last) = self.long_widths.checked_sub(1) else { return 0 };
        if glyph >= self.glyphs {
            return 0;
        }
        let at = usize::from(glyph.min(last)) * 4;
        let width = data.get(self.widths.clone()).and_then(|widths| widths.get(at..at + 2));
        width.and_then(|bytes| bytes.try_into().ok()).map_or(0, u16::from_be_bytes)
    }
}

/// Where a table lies in the file.
fn place_of(font: &FontRef<'_>, tag: Tag) -> Option<Range<usize>> {
    let record = font.table_directory().table_records().iter().find(|record| record.tag() == tag)?;
    let start = usize::try_from(record.offset()).ok()?;
    Some(start..start.checked_add(usize::try_from(record.length()).ok()?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_after_the_bits() {
        for (bits, right, allowed) in [
            (0x0000, EmbeddingRight::Installable, true),
            (0x0002, EmbeddingRight::Restricted, false),
            (0x0004, EmbeddingRight::PreviewPrint, true),
            (0x0008, EmbeddingRight::Editable, true),
            (0x000C, EmbeddingRight::Editable, true),
            (0x0006, EmbeddingRight::PreviewPrint, true),
            (0x0108, EmbeddingRight::Editable, false),
            (0x0200, EmbeddingRight::Installable, false),
        ] {
            let embedding = Embedding::of(bits);
            assert_eq!((embedding.right, embedding.allows_subset()), (right, allowed), "{bits:04x}");
        }
    }
}
