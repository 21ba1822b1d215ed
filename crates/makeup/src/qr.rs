//! The QR corner (二维码): the code in black alone, its words beside it, on a light ground.

use crate::code::{encode, modules, modules_across, place_of_code};
use crate::ledger::Severity;
use crate::maker::Maker;
use crate::styles::Resolved;
use banxin_edition::model::{Block, Story, StyleName};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, Item, SceneBlock};
use banxin_typeset::Alignment;

impl Maker<'_> {
    /// Lays a QR code with its words.
    pub(crate) fn qr(&mut self, block: &Block, story: &Story, laid: &mut SceneBlock) {
        let frame = laid.frame;
        laid.items.push(Item::Fill(frame, Colour { c: 0, m: 20, y: 50, k: 40 }));
        let side = frame.height.min(frame.width / 2);
        let square = Rect::new(frame.x, frame.y, side, side).inset(self.grid.line / 2);
        laid.items.push(Item::Fill(square, Colour::PAPER));
        self.code(story, &square, &mut laid.items);
        self.qr_words(story, &frame, square.right() + self.grid.character, &mut laid.items);
        self.ledger.picture_cells += self.covered(block);
    }

    fn code(&mut self, story: &Story, square: &Rect, items: &mut Vec<Item>) {
        let Some(link) = &story.link else {
            items.push(place_of_code(square));
            let text = "the QR block has no address; give the story a link".to_owned();
            self.tell("qr-missing", Severity::Error, Some(&story.id), text);
            return;
        };
        let Some(code) = encode(link) else {
            let text = format!(
                "the link of {} characters is too long for a QR code; shorten it",
                link.chars().count()
            );
            self.tell("qr-too-long", Severity::Error, Some(&story.id), text);
            return;
        };
        // Rounded down, so that the code keeps inside; what is left is shared out around it.
        let across = modules_across(&code);
        let module = Length::from_emu(square.width.emu().div_euclid(across)).max(Length::ZERO);
        self.warn_of_modules(module, Some(&story.id));
        let rest = (square.width - module * across) / 2;
        modules(&code, Point::new(square.x + rest, square.y + rest), module, items);
    }

    /// The words, the first larger than those after it, in the middle of the corner's height.
    fn qr_words(&mut self, story: &Story, frame: &Rect, x: Length, items: &mut Vec<Item>) {
        let first = self.styles.of(StyleName::Qr).clone();
        let rest = self.styles.of(StyleName::Caption).sized(first.size.scale(3, 4));
        let width = (frame.right() - x - self.grid.character).max(self.grid.character);
        let style = |n: usize| -> Resolved { if n == 0 { &first } else { &rest }.aligned(Alignment::Start) };
        let leading = |style: &Resolved| style.size.scale(160, 100);
        let apart = self.apart.clone();
        let texts: Vec<_> = story
            .paragraphs
            .iter()
            .filter(|p| !apart.holds(p.id))
            .enumerate()
            .map(|(n, p)| (self.paragraph(&story.id, p, &style(n)), style(n)))
            .collect();
        let mut total = Length::ZERO;
        for (text, style) in &texts {
            let lines = self.lines(text, &style.paragraph(), width).len();
            total += leading(style) * i64::try_from(lines).unwrap_or(0);
        }
        if total > frame.height {
            let text = "the words beside the QR code do not fit; make the block larger".to_owned();
            self.tell("qr-overset", Severity::Error, Some(&story.id), text);
        }
        let mut at = Point::new(x, frame.y + (frame.height - total).max(Length::ZERO) / 2);
        for (text, style) in &texts {
            let place = Rect::new(at.x, at.y, width, frame.height);
            at.y += self.set_in(items, text, style, &place, leading(style));
        }
    }
}
