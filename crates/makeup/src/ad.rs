//! 广告: the place of an advertisement, with its picture or with what the advertising department has to bring.

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::runs::TextOrigin;
use crate::styles::Resolved;
use banxin_edition::model::{Block, Line, Pattern, StyleName};
use banxin_measure::{Length, Rect, Turn};
use banxin_scene::{Colour, Image, Item, Plates, SceneBlock};

/// Ground of a place that is still empty, its frame and its words, in permille of black.
const GROUND: u16 = 60;
const FRAME: u16 = 350;
const WORDS: u16 = 550;

impl Maker<'_> {
    /// Lays an advertisement: its picture fills the place to the edge, as it was made for it.
    pub(crate) fn ad(&mut self, block: &Block, client: &str, file: Option<&str>, laid: &mut SceneBlock) {
        let frame = laid.frame;
        self.ledger.ad_cells += self.covered(block);
        let Some(file) = file else {
            let text = format!("the advertisement of {client} is not there yet; its place is kept");
            self.tell("ad-missing", Severity::Warning, None, text);
            self.empty_ad(client, &frame, &mut laid.items);
            return;
        };
        laid.items.push(Item::Image(Image {
            frame,
            placed: frame,
            file: Some(file.to_owned()),
            turn: Turn::Upright,
            flipped: false,
            plates: Plates::All,
        }));
    }

    /// A light place with the word 广告, the client and the size that the picture should have.
    fn empty_ad(&mut self, client: &str, frame: &Rect, items: &mut Vec<Item>) {
        if frame.width <= Length::ZERO || frame.height <= Length::ZERO {
            return;
        }
        items.push(Item::Fill(*frame, Colour::grey(GROUND)));
        let rule = Line { pattern: Pattern::Solid, width: Length::from_pt(1) / 2, colour: [0, 0, 0, FRAME] };
        items.extend(crate::rules::frame(&rule, frame, Length::ZERO));
        let millimetres = format!("{:.1} × {:.1} mm", frame.width.to_mm(), frame.height.to_mm());
        let grey = |maker: &Self, name, size: Length| {
            let style = maker.styles.of(name).sized(size);
            Resolved { colour: Colour::grey(WORDS), tracking: 0, ..style }
        };
        let size = self.grid.character;
        let large = (frame.height / 6).min(size * 4).max(size);
        let lines = [
            ("广告", StyleName::Section, large),
            (client, StyleName::Folio, large.scale(1, 2).max(size)),
            (millimetres.as_str(), StyleName::Folio, large.scale(2, 5).max(size)),
        ];
        let leading = |size: Length| size.scale(150, 100);
        let total: Length = lines.iter().map(|(_, _, size)| leading(*size)).sum();
        let inset = size.min(frame.width / 8);
        // In a low place, all in one line is more than none.
        if total > frame.height {
            let words = lines.map(|(words, ..)| words).join(" ");
            let style = grey(self, StyleName::Folio, size);
            let room = (frame.width - inset * 2, frame.height.scale(900, 1000));
            let line = self.fitted(&words, &style, &TextOrigin::Generated, room);
            let x = frame.x + (frame.width - line.width) / 2;
            self.put_between(items, &line, x, (frame.y, frame.height));
            return;
        }
        let mut top = frame.y + (frame.height - total) / 2;
        for (words, name, size) in lines {
            let style = grey(self, name, size);
            let room = (frame.width - inset * 2, size);
            let line = self.fitted(words, &style, &TextOrigin::Generated, room);
            let x = frame.x + (frame.width - line.width) / 2;
            self.put_between(items, &line, x, (top, leading(size)));
            top += leading(size);
        }
    }
}
