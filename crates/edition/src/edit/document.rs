//! [`Document`]: an edition that is changed by edits alone, with its revision.

use super::{Change, Edit, EditError, apply};
use crate::model::Edition;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// An edition at work: read freely, changed by edits alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    edition: Edition,
    revision: u64,
}

impl Document {
    /// A document at revision 0. The edition should come from [`crate::open`] or [`crate::create`]: edits check
    /// the rules of what they touch only.
    pub fn new(edition: Edition) -> Document {
        Document { edition, revision: 0 }
    }

    /// A document at a revision that its journal remembers.
    pub(crate) fn at(edition: Edition, revision: u64) -> Document {
        Document { edition, revision }
    }

    /// The edition as it is now.
    pub fn edition(&self) -> &Edition {
        &self.edition
    }

    /// The edition, leaving the rest behind.
    pub fn into_edition(self) -> Edition {
        self.edition
    }

    /// How many edits were applied; undoing is one more.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Applies an edit and answers with the one that takes it back.
    ///
    /// # Errors
    /// [`EditError`] when the edit names what is not there or would break a rule; nothing is changed then.
    pub fn apply(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        let inverse = apply::apply(&mut self.edition, edit)?;
        self.revision += 1;
        Ok(inverse)
    }

    /// Applies a change that was made against this very revision.
    ///
    /// # Errors
    /// [`EditError::Stale`] when the document has moved on since, else as [`Document::apply`].
    pub fn commit(&mut self, change: &Change) -> Result<Edit, EditError> {
        if change.revision != self.revision {
            return Err(EditError::Stale { made_against: change.revision, current: self.revision });
        }
        self.apply(&change.edit)
    }

    /// Shows the edition as it would be after an edit and takes the edit back: what a drag or an unfinished
    /// composition looks like. The revision does not move.
    ///
    /// # Errors
    /// As [`Document::apply`].
    pub fn with<T>(&mut self, edit: &Edit, look: impl FnOnce(&Edition) -> T) -> Result<T, EditError> {
        let inverse = apply::apply(&mut self.edition, edit)?;
        // Whatever happens to the looker, the edit is taken back.
        let seen = catch_unwind(AssertUnwindSafe(|| look(&self.edition)));
        apply::apply(&mut self.edition, &inverse)?;
        seen.map_or_else(|panic| resume_unwind(panic), Ok)
    }

    /// An edit as a change against the document as it is now.
    pub fn change(&self, edit: Edit) -> Change {
        Change { revision: self.revision, edit }
    }
}
