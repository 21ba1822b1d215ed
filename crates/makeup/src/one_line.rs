//! Words in one line (单行): at their style's size, or as much smaller as their place asks, so that furniture never
//! reaches out of its block.

use crate::maker::Maker;
use crate::runs::{Text, TextOrigin};
use crate::styles::Resolved;
use banxin_measure::{Length, Point};
use banxin_scene::Item;
use banxin_typeset::Alignment;

/// Words in one line, not placed yet.
pub(crate) struct OneLine {
    text: Text,
    style: Resolved,
    pub(crate) width: Length,
}

impl OneLine {
    /// The size in which they are set.
    pub(crate) fn size(&self) -> Length {
        self.style.size
    }
}

impl Maker<'_> {
    /// Words at their style's size.
    pub(crate) fn one_line(&mut self, words: &str, style: &Resolved, origin: &TextOrigin) -> OneLine {
        let style = style.aligned(Alignment::Start);
        let text = self.words(words, &style, origin.clone());
        let width = text.shaped.natural_width(0, text.shaped.units.len());
        OneLine { text, style, width }
    }

    /// Words no wider than `width` and no larger than `height`.
    pub(crate) fn fitted(
        &mut self,
        words: &str,
        style: &Resolved,
        origin: &TextOrigin,
        (width, height): (Length, Length),
    ) -> OneLine {
        let width = width.max(Length::ZERO);
        let size = style.size.min(height).max(Length::ZERO);
        let mut line = self.one_line(words, &style.sized(size), origin);
        // Advances do not shrink quite evenly, so that once may not do; in the end nothing is left.
        for spare in [1000, 995, 980, 900, 0] {
            if line.width <= width {
                break;
            }
            let size = line.size().scale(width.emu(), line.width.emu()).scale(spare, 1000);
            line = self.one_line(words, &style.sized(size), origin);
        }
        line
    }

    /// Puts the line with its beginning on the baseline at a place.
    pub(crate) fn put_one(&mut self, items: &mut Vec<Item>, line: &OneLine, at: Point) {
        if line.size() > Length::ZERO {
            self.set_at(items, &line.text, &line.style, at);
        }
    }

    /// Puts the line in the middle of a strip's height, beginning at `x`.
    pub(crate) fn put_between(
        &mut self,
        items: &mut Vec<Item>,
        line: &OneLine,
        x: Length,
        (top, height): (Length, Length),
    ) {
        let baseline = self.baseline(top, height, line.size());
        self.put_one(items, line, Point::new(x, baseline));
    }
}
