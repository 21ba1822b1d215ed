//! Undo and redo (撤销, 重做): the steps that a hand made, each with what takes it back.
//!
//! A step is what a person would call one action: all of a drag, a stretch of typing without a pause. Typing goes on
//! with the step before it as long as the caret stayed where that ended and the host did not say that it is fresh.

use crate::text::Selection;
use banxin_edition::Edit;

/// One step.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The page on which it happened.
    pub(crate) page: String,
    /// The edits that take it back, in the order in which the edits were made.
    pub(crate) inverses: Vec<Edit>,
    /// The block to select afterwards.
    pub(crate) select: Option<String>,
    /// Where text was edited before it, and is after it.
    pub(crate) before: Option<Selection>,
    pub(crate) after: Option<Selection>,
    /// Tells the states of the document apart.
    number: u64,
}

/// The steps made and taken back.
#[derive(Debug, Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    counter: u64,
    /// The step after which the document was saved; 0 for before the first, `None` for one that is gone.
    saved: Option<u64>,
}

impl Step {
    /// A step of these inverses.
    pub(crate) fn new(name: &'static str, page: &str, inverses: Vec<Edit>) -> Step {
        Step { name, page: page.to_owned(), inverses, select: None, before: None, after: None, number: 0 }
    }

    /// The edit that takes it back.
    pub(crate) fn inverse(&self) -> Edit {
        Edit::Batch(self.inverses.iter().rev().cloned().collect())
    }
}

impl History {
    /// The history of a document that was just opened, as it is on the disk or with more than that.
    pub(crate) fn new(saved: bool) -> History {
        History { saved: saved.then_some(0), ..History::default() }
    }

    /// Adds a step that was made; a stretch of typing in one paragraph keeps only the text from before its first key. Says whether it went on with the one before.
    pub(crate) fn push(&mut self, mut step: Step, continues: bool) -> bool {
        self.undone.clear();
        self.counter += 1;
        step.number = self.counter;
        let joins = continues
            && self.done.last().is_some_and(|last| {
                last.name == step.name && last.page == step.page && ends_where(last, &step)
            });
        match self.done.last_mut() {
            Some(last) if joins => {
                if !restores_the_same(last, &step) {
                    last.inverses.append(&mut step.inverses);
                }
                last.after = step.after;
                last.number = step.number;
            }
            _ => self.done.push(step),
        }
        joins
    }

    /// The step that undo takes back, and the one that redo makes again.
    pub(crate) fn next(&self, redo: bool) -> Option<&Step> {
        if redo { self.undone.last() } else { self.done.last() }
    }

    /// Moves that step to the other side, `inverse` being what takes back what was just done.
    pub(crate) fn turn(&mut self, redo: bool, inverse: Edit) {
        let (from, to) =
            if redo { (&mut self.undone, &mut self.done) } else { (&mut self.done, &mut self.undone) };
        // Unpacked, so that turning a step to and fro does not wrap it in batch after batch.
        let inverses = match inverse {
            Edit::Batch(edits) => edits.into_iter().rev().collect(),
            edit => vec![edit],
        };
        if let Some(step) = from.pop() {
            to.push(Step { inverses, ..step });
        }
    }

    /// Remembers that the document is saved as it is now.
    pub(crate) fn saved(&mut self) {
        self.saved = Some(self.here());
    }

    /// Whether the document is other than it was saved.
    pub(crate) fn is_dirty(&self) -> bool {
        self.saved != Some(self.here())
    }

    fn here(&self) -> u64 {
        self.done.last().map_or(0, |step| step.number)
    }
}

/// Whether a step, taken back, does nothing but set a text that the last step sets anyway.
fn restores_the_same(last: &Step, next: &Step) -> bool {
    match (last.inverses.as_slice(), next.inverses.as_slice()) {
        (
            [Edit::SetRuns { story, paragraph, .. }],
            [Edit::SetRuns { story: other, paragraph: number, .. }],
        ) => story == other && paragraph == number,
        _ => false,
    }
}

/// Whether a step begins where the last one ended.
fn ends_where(last: &Step, next: &Step) -> bool {
    match (&last.after, &next.before) {
        (Some(after), Some(before)) => before.is_empty() && after.focus.same_place(&before.focus),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Caret;

    fn typed(from: u32, to: u32) -> Step {
        let at = |offset| Some(Selection::caret(Caret::new("s01", 1, offset)));
        Step {
            before: at(from),
            after: at(to),
            ..Step::new("type", "01", vec![Edit::SetIssue { issue: Some(to) }])
        }
    }

    #[test]
    fn typing_goes_on_where_it_ended() {
        let mut history = History::new(true);
        assert!(!history.push(typed(0, 2), true));
        assert!(history.push(typed(2, 3), true));
        assert!(!history.push(typed(3, 4), false), "it said that it is fresh");
        assert!(!history.push(typed(9, 10), true), "the caret was elsewhere");
        assert_eq!(history.done.len(), 3);
        let back = history.done[0].inverse();
        let one = |n| Edit::SetIssue { issue: Some(n) };
        assert_eq!(back, Edit::Batch(vec![one(3), one(2)]), "the last first");
    }

    #[test]
    fn a_document_is_clean_where_it_was_saved() {
        let mut history = History::new(true);
        assert!(!history.is_dirty());
        history.push(typed(0, 1), false);
        assert!(history.is_dirty());
        history.turn(false, Edit::SetIssue { issue: None });
        assert!(!history.is_dirty(), "undone to where it was saved");
        history.turn(true, Edit::SetIssue { issue: None });
        history.saved();
        assert!(!history.is_dirty());
        history.push(typed(1, 2), true);
        assert!(history.is_dirty(), "what goes on with a saved step is not saved");
        assert!(History::new(false).is_dirty(), "changes that came back from the journal are not saved");
    }
}
