//! The tally of an article (稿件台账): how its text fits, what the ledger says of it, and which of the rules that can
//! collide gave way where.

use crate::article::Poured;
use crate::ledger::{ArticleEntry, Severity};
use crate::maker::Maker;
use crate::pour::{Flow, GaveWay, gave_way};
use crate::region::Region;
use banxin_edition::model::{BlockKind, Story};
use banxin_measure::Length;
use banxin_scene::Fit;
use banxin_typeset::Flaw;

/// 欠 of more than one part in so many of the block's capacity is a hole in the page.
const FAR: i64 = 5;

impl Maker<'_> {
    /// 余 and 欠 of a poured text.
    pub(crate) fn fit(&self, poured: &Poured) -> Fit {
        let outcome = &poured.outcome;
        let capacity = u32::try_from(poured.slots.len()).unwrap_or(u32::MAX);
        Fit {
            overset_characters: outcome.overset_characters,
            overset_lines: outcome.overset_lines,
            underset_lines: if outcome.fits() { capacity.saturating_sub(outcome.rows) } else { 0 },
        }
    }

    /// Writes an article into the ledger and tells what is wrong with its text.
    pub(crate) fn tally(
        &mut self,
        story: &Story,
        regions: &[Region],
        flows: &[Flow],
        poured: &Poured,
        fit: Fit,
        (block, fill): (&str, Option<u16>),
    ) {
        let columns = regions.iter().map(|region| region.columns.len()).sum();
        let in_characters = |slot: &crate::region::Slot| slot.width.whole(self.grid.character);
        let capacity: i64 = poured.slots.iter().map(in_characters).sum();
        let lines = i64::try_from(poured.slots.len()).unwrap_or(i64::MAX).max(1);
        let underset = capacity * i64::from(fit.underset_lines) / lines;
        let kind = self.page.block(block).map(|block| &block.kind);
        let pictured = matches!(kind, Some(BlockKind::Photos { .. }));
        self.tell_fit(columns, story, fit, (underset, capacity, pictured));
        self.tell_lines(story, flows, poured);
        self.ledger.text_cells += self.text_cells(flows, poured);
        self.ledger.articles.push(ArticleEntry {
            block: block.to_owned(),
            story: story.id.clone(),
            title: story.title(),
            characters: u32::try_from(story.characters()).unwrap_or(u32::MAX),
            capacity_lines: u32::try_from(poured.slots.len()).unwrap_or(u32::MAX),
            filled_lines: poured.outcome.rows,
            capacity_characters: u32::try_from(capacity).unwrap_or(u32::MAX),
            underset_characters: u32::try_from(underset).unwrap_or(u32::MAX),
            fit,
            headline_fill: fill,
        });
    }

    /// Cells of the page's grid that lines fill, by their widths with their share of the gaps.
    fn text_cells(&self, flows: &[Flow], poured: &Poured) -> u32 {
        let gap = self.grid.character * i64::from(self.grid.gap);
        let rows = |flow: usize| flows.get(flow).map_or(1, |flow| i64::from(flow.rows));
        let area: Length =
            poured.outcome.lines.iter().map(|line| (line.slot.width + gap) * rows(line.flow)).sum();
        u32::try_from((area + gap / 2).whole(self.grid.width_of(1) + gap)).unwrap_or(u32::MAX)
    }

    /// Tells of 余 and of much 欠: more than three lines a column is worth a note, and more than a fifth of all that the
    /// block has room for is a hole that the reader sees. The pictures of a group fill it, however short its lead is, and
    /// a story without a character is an empty block and told as such.
    fn tell_fit(
        &mut self,
        columns: usize,
        story: &Story,
        fit: Fit,
        (underset, capacity, pictured): (i64, i64, bool),
    ) {
        if fit.overset_lines > 0 {
            let text = format!(
                "{}: 余 {} characters in {} lines do not fit; make the block larger or cut the story",
                Maker::title(story),
                fit.overset_characters,
                fit.overset_lines
            );
            self.tell("overset", Severity::Error, Some(&story.id), text);
        } else if underset * FAR > capacity && !pictured && story.characters() > 0 {
            let text = format!(
                "{}: 欠 {underset} of {capacity} characters; make the block smaller, or give it more text or a picture",
                Maker::title(story)
            );
            self.tell("far-underset", Severity::Warning, Some(&story.id), text);
        } else if fit.underset_lines as usize > columns * 3 {
            let text = format!("{}: 欠 {} lines stay empty", Maker::title(story), fit.underset_lines);
            self.tell("underset", Severity::Note, Some(&story.id), text);
        }
    }

    fn tell_lines(&mut self, story: &Story, flows: &[Flow], poured: &Poured) {
        for line in &poured.outcome.lines {
            let Some(flaw) = line.line.flaw else { continue };
            let (rule, what) = match flaw {
                Flaw::Loose(_) | Flaw::Underfull(_) => ("loose-line", "is set very wide"),
                _ => ("forced-break", "has no legal break"),
            };
            let text = format!("line {} of column {} {what}", line.slot.line + 1, line.slot.column + 1);
            self.tell(rule, Severity::Warning, Some(&story.id), text);
        }
        for (gave, column, line) in gave_way(flows, &poured.outcome, &poured.slots) {
            let (rule, what) = match gave {
                GaveWay::CrossheadFoot => ("crosshead-foot", "a 小标题 stands at the column's foot"),
                GaveWay::LoneLine => {
                    ("lone-line", "the last line of a paragraph stands alone at the column's head")
                }
                GaveWay::Unbalanced => ("unbalanced", "the column ends above the others"),
            };
            let text = format!(
                "line {} of column {}: {what}; change the height of the block by a line or edit the text",
                line + 1,
                column + 1
            );
            self.tell(rule, Severity::Note, Some(&story.id), text);
        }
    }
}
