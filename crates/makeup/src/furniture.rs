//! Furniture of the page: 报眉, the line of who made it, the bar with its title, 导读 with words of its own.

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::runs::TextOrigin;
use banxin_edition::model::{Block, Role, Story, StyleName};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, Item, SceneBlock};
use banxin_typeset::Alignment;

impl Maker<'_> {
    /// 报眉: name of the paper and date at the left, who made the page and its number at the right, over a rule.
    pub(crate) fn folio(&mut self, block: &Block, laid: &mut SceneBlock) {
        let frame = laid.frame;
        let style = self.styles.of(StyleName::Folio).clone();
        let strong = self.styles.of(StyleName::Section).sized(style.size);
        let strong = crate::styles::Resolved { colour: style.colour, tracking: 0, ..strong };
        let number_style = strong.sized(style.size.scale(16, 10));
        let weight = Length::from_pt(3) / 4;
        let rule_y = frame.bottom() - weight * 2;
        let baseline = rule_y - style.size.scale(55, 100);
        let name = self.edition.paper.name.clone();
        let mut x = frame.x;
        if !name.is_empty() {
            let text = self.words(&name, &strong, TextOrigin::Field("paper"));
            x += self.set_at(&mut laid.items, &text, &strong, Point::new(x, baseline)) + style.size;
        }
        let date = self.edition.date.chinese();
        let text = self.words(&date, &style, TextOrigin::Field("date"));
        self.set_at(&mut laid.items, &text, &style, Point::new(x, baseline));
        let number = self.words(&self.page.number.clone(), &number_style, TextOrigin::Field("page"));
        let width = number.shaped.natural_width(0, number.shaped.units.len());
        let mut right = frame.right() - width;
        self.set_at(&mut laid.items, &number, &number_style, Point::new(right, baseline));
        for words in [self.staff().to_owned(), self.folio_title()] {
            if words.is_empty() {
                continue;
            }
            let text = self.words(&words, &style, TextOrigin::Field("staff"));
            right -= text.shaped.natural_width(0, text.shaped.units.len()) + style.size;
            self.set_at(&mut laid.items, &text, &style, Point::new(right, baseline));
        }
        let rule = self.rule(Point::new(frame.x, rule_y), frame.width, weight, Colour::BLACK);
        laid.items.push(rule);
        self.ledger.head_cells += self.covered(block);
    }

    /// 责编, 版式, 校对: who made this page, else who made the edition.
    fn staff(&self) -> &str {
        self.page.staff.as_ref().unwrap_or(&self.edition.staff)
    }

    /// 责编, 版式, 校对 in a block of its own: one line ranged right.
    pub(crate) fn staff_line(&mut self, block: &Block, laid: &mut SceneBlock) {
        let frame = laid.frame;
        self.ledger.head_cells += self.covered(block);
        let style = self.styles.of(StyleName::Folio).clone();
        let words = self.staff().to_owned();
        let line = self.fitted(&words, &style, &TextOrigin::Field("staff"), (frame.width, frame.height));
        if line.size() < style.size {
            let text = format!(
                "the line of who made the page is set in {:.1} pt instead of {:.1} pt; make the block larger",
                line.size().to_pt(),
                style.size.to_pt()
            );
            self.tell("staff-squeezed", Severity::Warning, None, text);
        }
        self.put_between(&mut laid.items, &line, frame.right() - line.width, (frame.y, frame.height));
    }

    /// Cells that a block covers; no more than the page has, whatever its file says.
    pub(crate) fn covered(&self, block: &Block) -> u32 {
        let page = self.grid.columns.saturating_mul(self.grid.lines);
        block.cells.columns.saturating_mul(block.cells.lines).min(page)
    }

    /// The page's name, in the 报眉 only where no bar shows it.
    fn folio_title(&self) -> String {
        let bar = self
            .page
            .blocks
            .iter()
            .any(|b| matches!(b.kind, banxin_edition::model::BlockKind::PageTitle { .. }));
        if bar { String::new() } else { self.page.title.clone() }
    }

    /// The page's title in a bar of the accent colour; what else the manuscript had beside it (a date, 责编) stands
    /// small at the bar's right.
    pub(crate) fn page_title(&mut self, block: &Block, story: &Story, laid: &mut SceneBlock) {
        let frame = laid.frame;
        laid.items.push(Item::Fill(frame, self.accent()));
        let title = self.styles.of(StyleName::PageTitle).aligned(Alignment::Start);
        let folio = self.styles.of(StyleName::Folio).aligned(Alignment::Start);
        let small = crate::styles::Resolved { colour: title.colour, ..folio };
        let inset = title.size.scale(60, 100);
        let is_title = |role: Role| matches!(role, Role::Section | Role::Headline);
        let own = story.paragraphs.iter().filter(|p| !self.apart.holds(p.id));
        let (titles, others): (Vec<_>, Vec<_>) = own.partition(|p| is_title(p.role));
        let mut x = frame.x + inset;
        for paragraph in titles {
            let text = self.paragraph(&story.id, paragraph, &title);
            let baseline = self.baseline(frame.y, frame.height, title.size);
            x += self.set_at(&mut laid.items, &text, &title, Point::new(x, baseline)) + title.size;
        }
        let leading = frame.height / i64::try_from(others.len().max(1)).unwrap_or(1);
        let mut top = frame.y;
        for paragraph in others {
            let text = self.paragraph(&story.id, paragraph, &small);
            let width = text.shaped.natural_width(0, text.shaped.units.len());
            let at = Point::new(frame.right() - inset - width, self.baseline(top, leading, small.size));
            self.set_at(&mut laid.items, &text, &small, at);
            top += leading;
        }
        if x > frame.right() {
            let text = "the page's title is wider than its bar; shorten it".to_owned();
            self.tell("title-overset", Severity::Error, Some(&story.id), text);
        }
        self.ledger.head_cells += self.covered(block);
    }

    /// 导读: its heading in a bar, its entries below, in a box.
    pub(crate) fn contents(&mut self, block: &Block, story: &Story, laid: &mut SceneBlock) {
        let frame = laid.frame;
        let accent = self.accent();
        laid.items.extend(self.box_rules(&frame, Length::from_pt(1) / 2, accent));
        let heading = self.styles.of(StyleName::PageTitle).sized(self.grid.character.scale(16, 9));
        let entry = self.styles.of(StyleName::Contents).clone();
        let is_heading = |role: Role| matches!(role, Role::Section | Role::Headline);
        let inner = Rect::new(
            frame.x + self.grid.character,
            frame.y,
            frame.width - self.grid.character * 2,
            frame.height,
        );
        let mut top = frame.y;
        let own: Vec<_> = story.paragraphs.iter().filter(|p| !self.apart.holds(p.id)).collect();
        for paragraph in own.iter().filter(|p| is_heading(p.role)) {
            let height = self.grid.line * 2;
            laid.items.push(Item::Fill(Rect::new(frame.x, top, frame.width, height), accent));
            let text = self.paragraph(&story.id, paragraph, &heading);
            let baseline = self.baseline(top, height, heading.size);
            self.set_at(&mut laid.items, &text, &heading, Point::new(inner.x, baseline));
            top += height;
        }
        top += self.grid.line / 2;
        for paragraph in own.iter().filter(|p| !is_heading(p.role)) {
            let text = self.paragraph(&story.id, paragraph, &entry);
            let leading = self.grid.line * i64::from(entry.half_lines) / 2;
            let place = Rect::new(inner.x, top, inner.width, frame.height);
            top += self.set_in(&mut laid.items, &text, &entry, &place, leading);
        }
        if top > frame.bottom() {
            let text = "the entries of the contents box do not fit; make the block larger".to_owned();
            self.tell("contents-overset", Severity::Error, Some(&story.id), text);
        }
        self.ledger.head_cells += self.covered(block);
    }
}
