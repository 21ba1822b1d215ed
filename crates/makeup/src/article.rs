//! An article (稿件) in its region: head over its columns, pictures in their places, text in columns that end
//! together, a box or rules that close the shape. A photo group is an article in a box; a text that goes on (续排) is
//! one without a head.

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::pour::{Flow, Outcome, badness, pour, pour_whole};
use crate::region::{Region, Slot};
use crate::runs::Text;
use banxin_edition::group::in_reading_order;
use banxin_edition::model::{Block, BlockKind, HeadAlign, Layout, Story, StyleName};
use banxin_measure::{CellRect, Rect};
use banxin_scene::{Item, SceneBlock};
use banxin_typeset::Alignment;

/// Lines between two articles over which a rule still parts them.
const NEAR: u32 = 3;

/// How many lines lower than need be columns may end for the sake of their breaks.
const LOWER: usize = 2;

/// A text poured through the blocks of its chain.
pub(crate) struct Poured {
    pub(crate) outcome: Outcome,
    /// Every stretch that the text could have used.
    pub(crate) slots: Vec<Slot>,
}

impl Maker<'_> {
    /// Lays an article, a photo group, or the rest of one.
    pub(crate) fn article(&mut self, block: &Block, story: &Story, laid: &mut SceneBlock) {
        let chain = self.chain(block);
        let own = chain.iter().position(|one| one.id == block.id).unwrap_or_default();
        let Some(first) = chain.first().filter(|first| first.kind.holds_whole_story()) else { return };
        self.close_shape(block, &mut laid.items);
        for picture in block.kind.photos() {
            let gathered = block.kind.layout().is_some_and(|layout| layout.captions.is_some());
            self.photo(&mut laid.items, story, picture, !gathered);
        }
        self.gathered_captions(block, story, laid);
        let mut fill = None;
        if own == 0 {
            fill = self.article_head(block, story, laid);
            self.foot(block, story, &mut laid.items);
        }
        let flows = self.flows(first, story);
        let regions = self.regions(&chain, story);
        let poured = self.pour_balanced(&flows, &regions);
        for poured in poured.outcome.lines.iter().filter(|poured| poured.slot.block == own) {
            let Some(flow) = flows.get(poured.flow) else { continue };
            let height = self.grid.line * i64::from(flow.rows);
            let baseline = self.baseline(self.grid.line_y(poured.slot.line), height, flow.size);
            let stretch = (poured.slot.x, poured.slot.width);
            self.put_line(&mut laid.items, &flow.text, &poured.line, stretch, baseline);
        }
        if let Some(region) = regions.get(own).filter(|_| self.manner(block).column_rules == Some(true)) {
            self.column_rules(region, &poured, &flows, &mut laid.items);
        }
        let fit = self.fit(&poured);
        if own + 1 == chain.len() {
            laid.fit = Some(fit);
        }
        if own == 0 {
            self.tally(story, &regions, &flows, &poured, fit, (&block.id, fill));
        }
        self.count_pictures(block);
    }

    /// The head at its place; tells how much of its width the longest line of the 主题 fills, in permille.
    fn article_head(&mut self, block: &Block, story: &Story, laid: &mut SceneBlock) -> Option<u16> {
        let usual = Layout::default();
        let layout = block.kind.layout().unwrap_or(&usual);
        let cells = self.head_of(block, layout);
        let frame = self.grid.rect(&cells);
        let manner = self.manner(block);
        let head = self.head(story, frame.width, block.kind.headline_size(), &manner);
        if head.height() > frame.height && !head.is_empty() {
            let text = format!(
                "the head needs {:.0} pt and has {:.0}; give it more lines or a smaller size",
                head.height().to_pt(),
                frame.height.to_pt()
            );
            self.tell("head-overset", Severity::Error, Some(&story.id), text);
        }
        if head.is_too_wide() {
            let severity = if head.reaches_out() { Severity::Error } else { Severity::Warning };
            let text =
                "a line of the head is much wider than its place; give it a smaller size or fewer words";
            self.tell("head-overset", severity, Some(&story.id), text.to_owned());
        }
        self.tell_cut(&head, story);
        let group_title = self.is_boxed(block) && head.lines.len() == 1;
        let ranged = match manner.head_align {
            Some(align) => align == HeadAlign::Start,
            None => group_title,
        };
        self.put_head(&mut laid.items, &head, &frame, ranged);
        self.ledger.head_cells += cells.columns * cells.lines;
        head.fill
    }

    /// 图说集中: the captions of the pictures one under the other in one place.
    fn gathered_captions(&mut self, block: &Block, story: &Story, laid: &mut SceneBlock) {
        let Some(cells) = block.kind.layout().and_then(|layout| layout.captions) else { return };
        let frame = self.grid.rect(&cells);
        let style = self.styles.of(StyleName::Caption).clone();
        let mut place = frame;
        for photo in in_reading_order(block.kind.photos()) {
            let caption = story.caption_of(&photo.picture);
            let Some(paragraph) = caption.filter(|caption| !self.apart.holds(caption.id)) else { continue };
            let text = self.paragraph(&story.id, paragraph, &style);
            place.y += self.set_in(&mut laid.items, &text, &style, &place, self.grid.line);
        }
        if place.y > frame.bottom() {
            let lines = (place.y - frame.y).whole(self.grid.line);
            let text = format!(
                "the captions take {lines} lines and their place has {}; make it larger",
                cells.lines
            );
            self.tell("caption-overset", Severity::Error, Some(&story.id), text);
        }
        self.ledger.picture_cells += cells.columns * cells.lines;
    }

    /// Text ends together: in the block where it ends, the least bottom line at which all of it fits, so that no
    /// column hangs; a line or two lower if that looks better, such as without a lone line and with no hole.
    fn pour_balanced(&self, flows: &[Flow], regions: &[Region]) -> Poured {
        let by_block: Vec<Vec<Slot>> =
            regions.iter().map(|region| region.slots(&self.grid, u32::MAX)).collect();
        let slots: Vec<Slot> = by_block.iter().flatten().copied().collect();
        let usual = regions.iter().flat_map(|region| &region.columns).map(|span| span.width).next();
        let usual = usual.unwrap_or(self.grid.character);
        let (keep, full) = pour_whole(flows, &slots, usual);
        let last = full.lines.iter().map(|line| line.slot.block).max().unwrap_or_default();
        let region = regions.get(last).filter(|region| region.columns.len() > 1);
        let Some(region) = region.filter(|_| full.fits()) else { return Poured { outcome: full, slots } };
        let before: Vec<Slot> = by_block.iter().take(last).flatten().copied().collect();
        let rows: u32 = full
            .lines
            .iter()
            .filter(|line| line.slot.block == last)
            .filter_map(|line| flows.get(line.flow))
            .map(|flow| flow.rows)
            .sum();
        let columns = u32::try_from(region.columns.len()).unwrap_or(u32::MAX);
        let least = region.top + rows / columns;
        let mut best: Option<(usize, Outcome)> = None;
        let mut tries = 0;
        for bottom in least..=region.foot {
            let mut offered = before.clone();
            offered.extend(by_block.get(last).into_iter().flatten().filter(|slot| slot.line < bottom));
            if offered.len() - before.len() < rows as usize {
                continue;
            }
            let tried = pour(flows, &offered, keep, usual);
            tries += usize::from(best.is_some());
            if tried.fits() {
                let gave = badness(flows, &tried, &slots);
                if best.as_ref().is_none_or(|(least, _)| gave < *least) {
                    best = Some((gave, tried));
                }
            }
            if best.as_ref().is_some_and(|(gave, _)| *gave == 0 || tries >= LOWER) {
                break;
            }
        }
        Poured { outcome: best.map_or(full, |(_, outcome)| outcome), slots }
    }

    /// How many lines above it the story ends from which a rule must part a block: one that stands nearest above it in
    /// one of its columns, near enough and with nothing between that parts them, such as a 栏目 head, a rule or a
    /// picture.
    pub(crate) fn lines_above(&self, block: &Block) -> Option<u32> {
        let cells = &block.cells;
        let nearest = |column: u32| {
            let over = |other: &&Block| {
                let at = &other.cells;
                other.id != block.id
                    && at.end_line() <= cells.line
                    && (at.column..at.end_column()).contains(&column)
                    && !matches!(other.kind, BlockKind::Panel)
            };
            self.page.blocks.iter().filter(over).max_by_key(|other| other.cells.end_line())
        };
        let other_story = |other: &&Block| {
            let story = other.kind.layout().is_some() || matches!(other.kind, BlockKind::Qr { .. });
            story && other.kind.story() != block.kind.story()
        };
        let above = (cells.column..cells.end_column()).filter_map(nearest).filter(other_story);
        above.map(|other| cells.line - other.cells.end_line()).filter(|lines| *lines <= NEAR).min()
    }

    /// The credit of a photo group, ranged right in the last line of its box.
    fn foot(&mut self, block: &Block, story: &Story, items: &mut Vec<Item>) {
        let Some(credit) = self.foot_credit(block, story).and_then(|id| story.paragraph(id)) else { return };
        let style = self.styles.of(StyleName::Credit).aligned(Alignment::End);
        let text: Text = self.paragraph(&story.id, credit, &style);
        self.set_in(items, &text, &style, &self.foot_place(block), self.grid.line);
    }

    /// Where the credit of a photo group stands.
    pub(crate) fn foot_place(&self, block: &Block) -> Rect {
        let cells = &block.cells;
        self.grid.rect(&CellRect { line: cells.end_line().saturating_sub(1), lines: 1, ..*cells })
    }

    fn count_pictures(&mut self, block: &Block) {
        let cells = |photo: &banxin_edition::model::Photo| {
            photo.cells.columns.saturating_mul(photo.cells.lines) / photo.parts.max(1)
        };
        self.ledger.picture_cells += block.kind.photos().iter().map(cells).sum::<u32>();
    }
}
