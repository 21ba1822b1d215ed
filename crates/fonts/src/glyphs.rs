//! Which glyph shows a character: the face's character map, with every answer remembered.

use skrifa::MetadataProvider;
use skrifa::raw::FontRef;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU16, Ordering};

/// Characters of a page of answers.
const PAGE: usize = 256;
/// Pages: planes 0 to 3, which hold every ideograph. Rarer characters are looked up each time.
const PAGES: usize = 0x4_0000 / PAGE;
/// Not looked up yet; no face has a glyph of this number, since a face has at most 65 535.
const UNKNOWN: u16 = u16::MAX;

/// Answers of a character map. Pages are made when a character of theirs is first asked for; an answer is one
/// number, so readers on several threads need no lock: at worst two of them look up the same character.
pub(crate) struct GlyphCache {
    pages: Box<[OnceLock<Box<[AtomicU16; PAGE]>>]>,
}

impl GlyphCache {
    pub(crate) fn new() -> GlyphCache {
        GlyphCache { pages: (0..PAGES).map(|_| OnceLock::new()).collect() }
    }

    /// The glyph of a character, never 0; `look_up` is asked at most once a thread for the same character.
    pub(crate) fn get(&self, c: char, look_up: impl FnOnce() -> Option<u16>) -> Option<u16> {
        let code = u32::from(c) as usize;
        let Some(page) = self.pages.get(code / PAGE) else { return look_up() };
        let page = page.get_or_init(|| Box::new([const { AtomicU16::new(UNKNOWN) }; PAGE]));
        let Some(answer) = page.get(code % PAGE) else { return look_up() };
        let mut glyph = answer.load(Ordering::Relaxed);
        if glyph == UNKNOWN {
            glyph = look_up().unwrap_or(0);
            answer.store(glyph, Ordering::Relaxed);
        }
        (glyph != 0).then_some(glyph)
    }
}

/// Looks a character up in the face's own map; `glyphs` is how many glyphs it has.
pub(crate) fn look_up(font: &FontRef<'_>, c: char, glyphs: u16) -> Option<u16> {
    let glyph = u16::try_from(font.charmap().map(c)?.to_u32()).ok()?;
    (glyph != 0 && glyph < glyphs && glyph != UNKNOWN).then_some(glyph)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_looked_up_once() {
        let cache = GlyphCache::new();
        let mut asked = 0;
        for _ in 0..3 {
            assert_eq!(
                cache.get('中', || {
                    asked += 1;
                    Some(7)
                }),
                Some(7)
            );
        }
        assert_eq!(asked, 1);
        assert_eq!(cache.get('国', || None), None);
        assert_eq!(cache.get('国', || Some(9)), None, "that there is none is remembered too");
        assert_eq!(cache.get('\u{10FFFF}', || Some(9)), Some(9));
    }
}
