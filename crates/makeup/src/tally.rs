//! The tally of an article (稿件台账): how its text fits, what the ledger says of it, and which of the rules that can
//! collide gave way where.

use crate::article::Poured;
use crate::ledger::{ArticleEntry, Severity};
use crate::maker::Maker;
use crate::pour::{Flow, GaveWay, gave_way};
use banxin_edition::model::{Block, Story};
use banxin_scene::Fit;
use banxin_typeset::Flaw;

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
        block: &Block,
        story: &Story,
        flows: &[Flow],
        poured: &Poured,
        fit: Fit,
        fill: Option<u16>,
    ) {
        self.tell_fit(block, story, fit);
        self.tell_lines(story, flows, poured);
        let in_characters = |slot: &crate::region::Slot| slot.width.whole(self.grid.character);
        let capacity: i64 = poured.slots.iter().map(in_characters).sum();
        let lines = i64::try_from(poured.slots.len()).unwrap_or(i64::MAX).max(1);
        let underset = capacity * i64::from(fit.underset_lines) / lines;
        self.ledger.text_cells += poured.outcome.rows;
        self.ledger.articles.push(ArticleEntry {
            block: block.id.clone(),
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

    fn tell_fit(&mut self, block: &Block, story: &Story, fit: Fit) {
        if fit.overset_lines > 0 {
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
