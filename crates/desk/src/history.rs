//! Undo and redo (撤销, 重做): the steps that a hand made, each with what takes it back.
//!
//! A step is what a person would call one action: all of a drag, a stretch of typing without a pause. Typing goes on
//! with the step before it as long as the caret stayed where that ended and the host did not say that it is fresh.
//!
//! Each change in the journal has a [`Note`], so that the steps come back when the edition is opened again. What others
//! saved is no step, unless steps of ours touch the same page or story: then it is one, since theirs lies between.

use crate::text::Selection;
use banxin_edition::journal::Replayed;
use banxin_edition::{Edit, Thing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a step called that others made.
const OUTSIDE: &str = "outside";

/// What a hand did, apart from the edits that it came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Deed {
    /// What it is called.
    pub(crate) name: String,
    /// The page on which it happened.
    pub(crate) page: String,
    /// The block to select afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) select: Option<String>,
    /// Where text was edited before it, and is after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<Selection>,
    /// As `before`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<Selection>,
    /// Whether it may go on with the step before it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) continues: bool,
    /// Tells the steps apart.
    pub(crate) number: u64,
}

/// What the journal keeps with a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Note {
    /// It was done.
    Do(Box<Deed>),
    /// It took the step of this number back.
    Undo(u64),
    /// It made the step of this number again.
    Redo(u64),
    /// Others saved it.
    Outside,
}

/// One step.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) deed: Deed,
    /// The edits that take it back, in the order in which the edits were made.
    inverses: Vec<Edit>,
}

/// The steps made and taken back.
#[derive(Debug, Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    counter: u64,
}

impl Step {
    /// A step that this edit takes back.
    pub(crate) fn new(deed: Deed, inverse: Edit) -> Step {
        Step { deed, inverses: vec![inverse] }
    }

    /// The edit that takes it back.
    pub(crate) fn inverse(&self) -> Edit {
        Edit::Batch(self.inverses.iter().rev().cloned().collect())
    }

    fn touches_any(&self, things: &BTreeSet<Thing>) -> bool {
        self.inverses.iter().any(|edit| !edit.touches().is_disjoint(things))
    }
}

impl History {
    /// The steps that a journal remembers.
    pub(crate) fn of(entries: Vec<Replayed>) -> History {
        let mut history = History::default();
        for Replayed { inverse, note, .. } in entries {
            match serde_json::from_value(note) {
                Ok(Note::Do(deed)) => {
                    history.push(Step::new(*deed, inverse));
                }
                Ok(Note::Undo(number)) => history.turn_again(false, number, inverse),
                Ok(Note::Redo(number)) => history.turn_again(true, number, inverse),
                Ok(Note::Outside) | Err(_) => history.outside(inverse),
            }
        }
        history
    }

    /// The number of the step that is made next.
    pub(crate) fn next_number(&self) -> u64 {
        self.counter + 1
    }

    /// Adds a step that was made; a stretch of typing in one paragraph keeps only the text from before its first key.
    /// Says whether it went on with the one before.
    pub(crate) fn push(&mut self, mut step: Step) -> bool {
        self.undone.clear();
        self.counter = self.counter.max(step.deed.number);
        let joins = step.deed.continues
            && self.done.last().is_some_and(|last| {
                last.deed.name == step.deed.name
                    && last.deed.page == step.deed.page
                    && ends_where(last, &step)
            });
        match self.done.last_mut() {
            Some(last) if joins => {
                if !restores_the_same(last, &step) {
                    last.inverses.append(&mut step.inverses);
                }
                last.deed.after = step.deed.after;
                last.deed.number = step.deed.number;
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

    /// The same for a step that the journal names; one that lies beyond its depth ends what can be taken back.
    fn turn_again(&mut self, redo: bool, number: u64, inverse: Edit) {
        if self.next(redo).is_some_and(|step| step.deed.number == number) {
            self.turn(redo, inverse);
        } else {
            self.done.clear();
            self.undone.clear();
        }
    }

    /// Takes note of what others changed, `inverse` being what takes it back.
    pub(crate) fn outside(&mut self, inverse: Edit) {
        let things = inverse.touches();
        if self.undone.iter().any(|step| step.touches_any(&things)) {
            self.undone.clear();
        }
        if self.done.iter().any(|step| step.touches_any(&things)) {
            let page = things.iter().find_map(|thing| match thing {
                Thing::Page(page) => Some(page.clone()),
                _ => None,
            });
            let number = self.next_number();
            self.counter = number;
            let deed =
                Deed { name: OUTSIDE.to_owned(), page: page.unwrap_or_default(), number, ..Deed::default() };
            self.done.push(Step::new(deed, inverse));
        }
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
    match (&last.deed.after, &next.deed.before) {
        (Some(after), Some(before)) => before.is_empty() && after.focus.same_place(&before.focus),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Caret;

    fn typed(from: u32, to: u32, continues: bool) -> Step {
        let at = |offset| Some(Selection::caret(Caret::new("s01", 1, offset)));
        let deed = Deed {
            name: "type".to_owned(),
            page: "01".to_owned(),
            before: at(from),
            after: at(to),
            continues,
            ..Deed::default()
        };
        Step::new(deed, Edit::SetIssue { issue: Some(to) })
    }

    #[test]
    fn typing_goes_on_where_it_ended() {
        let mut history = History::default();
        assert!(!history.push(typed(0, 2, true)));
        assert!(history.push(typed(2, 3, true)));
        assert!(!history.push(typed(3, 4, false)), "it said that it is fresh");
        assert!(!history.push(typed(9, 10, true)), "the caret was elsewhere");
        assert_eq!(history.done.len(), 3);
        let back = history.done[0].inverse();
        let one = |n| Edit::SetIssue { issue: Some(n) };
        assert_eq!(back, Edit::Batch(vec![one(3), one(2)]), "the last first");
    }

    #[test]
    fn what_others_do_is_a_step_only_where_ours_touch_the_same() {
        let mut history = History::default();
        history.push(typed(0, 2, false));
        let title = |title: &str| Edit::SetPageTitle { page: "02".to_owned(), title: title.to_owned() };
        history.outside(title("旧"));
        assert_eq!(history.done.len(), 1);
        history.outside(Edit::SetIssue { issue: None });
        assert_eq!(history.done.len(), 2);
        history.turn(false, Edit::SetIssue { issue: Some(9) });
        history.outside(title("旧"));
        assert_eq!(history.undone.len(), 1);
        history.outside(Edit::SetIssue { issue: None });
        assert!(history.undone.is_empty(), "what was taken back cannot be made again over it");
    }
}
