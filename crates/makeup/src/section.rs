//! 栏目头: the head of a regular column from the paper's library, with its look behind it.

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::one_line::OneLine;
use crate::runs::TextOrigin;
use banxin_edition::model::{Block, StyleName};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Item, SceneBlock};
use banxin_typeset::Alignment;

/// How much of the head's size the line beside it has, in permille: about what a 副题 has of a 主题.
const SMALLER: i64 = 520;

impl Maker<'_> {
    /// Lays a 栏目 head: its words in the middle of its height, the smaller line beside them, or below them where there
    /// is no room beside.
    pub(crate) fn section_head(&mut self, block: &Block, section: &str, laid: &mut SceneBlock) {
        let frame = laid.frame;
        self.ledger.head_cells += self.covered(block);
        let Some(head) = self.edition.paper.sections.get(section) else { return };
        let look = self.named_look(&head.look, &frame);
        let inset =
            if look.is_empty() && block.stand.look.is_none() { Length::ZERO } else { frame.height / 4 };
        let inset = inset.min(self.grid.character).min(frame.width / 4).max(Length::ZERO);
        laid.items.extend(look);
        let style = self.styles.named(&head.style).unwrap_or(self.styles.of(StyleName::Section)).clone();
        let room = Rect::new(frame.x + inset, frame.y, frame.width - inset * 2, frame.height);
        // Type as high as its place would touch the frame.
        let high = frame.height.scale(900, 1000);
        let origin = TextOrigin::Field("section");
        let title = self.fitted(&head.title, &style, &origin, (room.width, high));
        let small = style.sized(title.size().scale(SMALLER, 1000));
        let under = (frame.height - title.size()).min(small.size);
        let gap = title.size().scale(600, 1000);
        let beside = room.width - title.width - gap;
        let natural = self.one_line(&head.subtitle, &small, &origin);
        let both = style.alignment;
        if head.subtitle.is_empty() {
            self.put_title_line(&mut laid.items, &title, &room, both, (room.y, room.height));
        } else if natural.width <= beside {
            self.put_title_beside(&mut laid.items, [&title, &natural], gap, &room, both);
        } else {
            // Below, if its line is not too low for type; else beside as small as it has to be.
            let below = self.fitted(&head.subtitle, &small, &origin, (room.width, under));
            let squeezed = self.fitted(&head.subtitle, &small, &origin, (beside, small.size));
            let line = if below.size() >= squeezed.size() {
                let air = (room.height - title.size() - below.size()).max(Length::ZERO) / 3;
                let strip = (room.y + air, title.size());
                self.put_title_line(&mut laid.items, &title, &room, both, strip);
                let strip = (room.y + air * 2 + title.size(), below.size());
                self.put_title_line(&mut laid.items, &below, &room, both, strip);
                below
            } else {
                self.put_title_beside(&mut laid.items, [&title, &squeezed], gap, &room, both);
                squeezed
            };
            self.tell_of_squeezed_title(section, &line, natural.size());
        }
        self.tell_of_squeezed_title(section, &title, style.size);
    }

    /// Two lines of words on one baseline, the second beside the first.
    fn put_title_beside(
        &mut self,
        items: &mut Vec<Item>,
        [title, small]: [&OneLine; 2],
        gap: Length,
        room: &Rect,
        alignment: Alignment,
    ) {
        let x = room.x + aligned(alignment, room.width, title.width + gap + small.width);
        let baseline = self.baseline(room.y, room.height, title.size());
        self.put_one(items, title, Point::new(x, baseline));
        let beside = x + title.width + gap;
        self.put_one(items, small, Point::new(beside, baseline));
    }

    fn put_title_line(
        &mut self,
        items: &mut Vec<Item>,
        line: &OneLine,
        room: &Rect,
        alignment: Alignment,
        strip: (Length, Length),
    ) {
        let x = room.x + aligned(alignment, room.width, line.width);
        self.put_between(items, line, x, strip);
    }

    fn tell_of_squeezed_title(&mut self, section: &str, line: &OneLine, size: Length) {
        if line.size() < size {
            let text = format!(
                "the head {section:?} is set in {:.1} pt instead of {:.1} pt to fit its place; make the block larger",
                line.size().to_pt(),
                size.to_pt()
            );
            self.tell("section-squeezed", Severity::Warning, None, text);
        }
    }
}

/// How far from the start of a width something begins that stands in it as its style says.
fn aligned(alignment: Alignment, width: Length, own: Length) -> Length {
    match alignment {
        Alignment::Centre => (width - own) / 2,
        Alignment::End => width - own,
        Alignment::Justify | Alignment::Start | Alignment::Even => Length::ZERO,
    }
}
