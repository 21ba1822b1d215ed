//! An article (稿件) in its rectangle: head over its columns, pictures in their places, text in columns that end
//! together, a box or rules that close the shape. A photo group is an article in a box.

use crate::ledger::{ArticleEntry, Severity};
use crate::maker::Maker;
use crate::photo;
use crate::pour::{Flow, Outcome, pour};
use crate::region::slots;
use banxin_edition::model::{Block, BlockKind, Story, StyleName};
use banxin_measure::{CellRect, Length, Point, Rect};
use banxin_scene::{Colour, Fit, Item, SceneBlock};
use banxin_typeset::{Alignment, Flaw};

impl Maker<'_> {
    /// Lays an article or a photo group.
    pub(crate) fn article(&mut self, block: &Block, story: &Story, laid: &mut SceneBlock) {
        let head_lines = block.kind.head_lines().min(block.cells.lines);
        let boxed = matches!(&block.kind, BlockKind::Photos { .. } | BlockKind::Article { boxed: true, .. });
        self.close_shape(block, boxed, &mut laid.items);
        let fill = self.article_head(block, story, head_lines, boxed, laid);
        for picture in block.kind.photos() {
            self.photo(&mut laid.items, story, picture);
        }
        let foot = u32::from(self.foot(block, story, &mut laid.items));
        let region = CellRect::new(
            block.cells.column,
            block.cells.line + head_lines,
            block.cells.columns,
            block.cells.lines - head_lines - foot.min(block.cells.lines - head_lines),
        );
        let obstacles: Vec<Rect> = block.kind.photos().iter().map(|p| photo::frame(&self.grid, p)).collect();
        let flows = self.flows(block, story);
        let (outcome, capacity) = self.pour_balanced(&flows, &region, &obstacles);
        for poured in &outcome.lines {
            let Some(flow) = flows.get(poured.flow) else { continue };
            let height = self.grid.line * i64::from(flow.rows);
            let baseline = self.baseline(self.grid.line_y(poured.slot.line), height, flow.size);
            let stretch = (poured.slot.x, poured.slot.width);
            self.put_line(&mut laid.items, &flow.text, &poured.line, stretch, baseline);
        }
        self.count(block, story, &outcome, &flows, capacity, fill, laid);
    }

    fn article_head(
        &mut self,
        block: &Block,
        story: &Story,
        head_lines: u32,
        boxed: bool,
        laid: &mut SceneBlock,
    ) -> Option<u16> {
        let strip = CellRect { lines: head_lines, ..block.cells };
        let frame = self.grid.rect(&strip);
        let head = self.head(story, frame.width, block.kind.headline_size());
        if head.height() > frame.height && !head.lines.is_empty() {
            let text = format!(
                "the head needs {:.0} pt and has {:.0}; give it more lines or a smaller size",
                head.height().to_pt(),
                frame.height.to_pt()
            );
            self.tell("head-overset", Severity::Error, Some(&story.id), text);
        }
        if head.is_too_wide() {
            let text =
                "a line of the head is much wider than its place; give it a smaller size or fewer words";
            self.tell("head-overset", Severity::Warning, Some(&story.id), text.to_owned());
        }
        let group_title = boxed && head.lines.len() == 1;
        self.put_head(&mut laid.items, &head, &frame, group_title);
        self.ledger.head_cells += strip.columns * strip.lines;
        head.fill
    }

    /// Text ends together: the least bottom line at which all of it fits, so that no column hangs.
    fn pour_balanced(&self, flows: &[Flow], region: &CellRect, obstacles: &[Rect]) -> (Outcome, u32) {
        let all = slots(&self.grid, region, obstacles, u32::MAX);
        let full = pour(flows, &all);
        let capacity = u32::try_from(all.len()).unwrap_or(u32::MAX);
        if !full.fits() || region.columns < 2 {
            return (full, capacity);
        }
        let rows: u32 = full.lines.iter().filter_map(|l| flows.get(l.flow)).map(|f| f.rows).sum();
        let least = rows / region.columns.max(1);
        for height in least..region.lines {
            let bottom = region.line + height;
            let offered = slots(&self.grid, region, obstacles, bottom);
            if offered.len() < rows as usize {
                continue;
            }
            let tried = pour(flows, &offered);
            if tried.fits() {
                return (tried, capacity);
            }
        }
        (full, capacity)
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "the last step of article(), which gathers all of its results"
    )]
    fn count(
        &mut self,
        block: &Block,
        story: &Story,
        outcome: &Outcome,
        flows: &[Flow],
        capacity: u32,
        fill: Option<u16>,
        laid: &mut SceneBlock,
    ) {
        let filled: u32 = outcome.lines.iter().filter_map(|l| flows.get(l.flow)).map(|f| f.rows).sum();
        let fit = Fit {
            overset_characters: outcome.overset_characters,
            overset_lines: outcome.overset_lines,
            underset_lines: if outcome.fits() { capacity.saturating_sub(filled) } else { 0 },
        };
        laid.fit = Some(fit);
        if !outcome.fits() {
            let text = format!(
                "{}: 余 {} characters in {} lines do not fit; make the block larger or cut the story",
                Maker::title(story),
                fit.overset_characters,
                fit.overset_lines
            );
            self.tell("overset", Severity::Error, Some(&story.id), text);
        } else if fit.underset_lines > block.cells.columns * 3 {
            let text = format!("{}: 欠 {} lines stay empty", Maker::title(story), fit.underset_lines);
            self.tell("underset", Severity::Note, Some(&story.id), text);
        }
        for line in &outcome.lines {
            let Some(flaw) = line.line.flaw else { continue };
            let (rule, what) = match flaw {
                Flaw::Loose(_) | Flaw::Underfull(_) => ("loose-line", "is set very wide"),
                _ => ("forced-break", "has no legal break"),
            };
            let text = format!("line {} of column {} {what}", line.slot.line + 1, line.slot.column + 1);
            self.tell(rule, Severity::Warning, Some(&story.id), text);
        }
        self.ledger.text_cells += filled;
        self.ledger.picture_cells += block.kind.photos().iter().map(photo_cells).sum::<u32>();
        self.ledger.articles.push(ArticleEntry {
            block: block.id.clone(),
            story: story.id.clone(),
            title: story.title(),
            characters: u32::try_from(story.characters()).unwrap_or(u32::MAX),
            capacity_lines: capacity,
            filled_lines: filled,
            fit,
            headline_fill: fill,
        });
    }

    /// A box with a light ground, or a rule above and a hairline towards a neighbour at the left.
    fn close_shape(&mut self, block: &Block, boxed: bool, items: &mut Vec<Item>) {
        let frame = self.grid.rect(&block.cells);
        let line = self.grid.line;
        if boxed {
            let half_gap = self.grid.character * i64::from(self.grid.gap) / 2;
            let outer = Rect::new(
                frame.x - half_gap,
                frame.y - line / 4,
                frame.width + half_gap * 2,
                frame.height + line / 2,
            );
            items.push(Item::Fill(outer, Colour { c: 0, m: 20, y: 50, k: 30 }));
            items.extend(self.box_rules(&outer, Length::from_pt(1) / 2, self.accent()));
            return;
        }
        if self.stands_under_another(block) {
            let y = frame.y - line / 2;
            items.push(self.rule(Point::new(frame.x, y), frame.width, Length::from_emu(6350), Colour::BLACK));
        }
    }

    /// Whether another block with a story ends right above, so that a rule must part them.
    pub(crate) fn stands_under_another(&self, block: &Block) -> bool {
        let above = |other: &Block| {
            let story = matches!(
                other.kind,
                BlockKind::Article { .. } | BlockKind::Photos { .. } | BlockKind::Qr { .. }
            );
            story
                && other.id != block.id
                && other.cells.end_line() <= block.cells.line
                && other.cells.column < block.cells.end_column()
                && block.cells.column < other.cells.end_column()
        };
        block.cells.line > 0 && self.page.blocks.iter().any(above)
    }

    /// The credit of a photo group, ranged right in the last line of its box.
    fn foot(&mut self, block: &Block, story: &Story, items: &mut Vec<Item>) -> bool {
        let Some(credit) = self.foot_credit(block, story).and_then(|id| story.paragraph(id)) else {
            return false;
        };
        let style = self.styles.of(StyleName::Credit).aligned(Alignment::End);
        let text = self.paragraph(&story.id, credit, &style);
        let last = CellRect { line: block.cells.end_line().saturating_sub(1), lines: 1, ..block.cells };
        let frame = self.grid.rect(&last);
        self.set_in(items, &text, &style, &frame, self.grid.line);
        true
    }
}

fn photo_cells(photo: &banxin_edition::model::Photo) -> u32 {
    photo.cells.columns * photo.cells.lines / photo.parts.max(1)
}
