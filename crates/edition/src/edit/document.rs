//! [`Document`]: an edition that is changed by edits alone, with its revision.

use super::{Change, Edit, EditError, apply};
use crate::check::{self, Flaw};
use crate::model::Edition;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// An edition at work: read freely, changed by edits alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    edition: Edition,
    revision: u64,
    /// The flaws that it came with: edits make no other ones, but they may leave these and bring them back.
    flaws: Vec<Flaw>,
}

impl Document {
    /// A document at revision 0. The edition should come from [`crate::open`] or [`crate::create`]: edits check
    /// the rules of what they touch only.
    pub fn new(edition: Edition) -> Document {
        Document::at(edition, 0)
    }

    /// A document at a revision that its journal remembers.
    pub(crate) fn at(edition: Edition, revision: u64) -> Document {
        let flaws = check::flaws(&edition);
        Document { edition, revision, flaws }
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
        let inverse = apply::apply(&mut self.edition, edit, &self.flaws)?;
        self.revision += 1;
        Ok(inverse)
    }

    /// Applies a change that was acknowledged before, made against this very revision: it may bring back a flaw that
    /// was mended and saved since, as undoing does. [`Document::know_flaws`] follows the last of them.
    pub(crate) fn replay(&mut self, change: &Change) -> Result<Edit, EditError> {
        self.is_against(change)?;
        let inverse = apply::replay(&mut self.edition, &change.edit)?;
        self.revision += 1;
        Ok(inverse)
    }

    /// Applies what somebody else saved, the flaws of single blocks that it makes included.
    ///
    /// # Errors
    /// As [`Document::apply`], but for flaws.
    pub fn take(&mut self, edit: &Edit) -> Result<Edit, EditError> {
        let inverse = apply::replay(&mut self.edition, edit)?;
        self.revision += 1;
        self.know_flaws();
        Ok(inverse)
    }

    /// Takes note of the flaws that are there now: edits may leave them and bring them back.
    pub(crate) fn know_flaws(&mut self) {
        let flaws = check::flaws(&self.edition);
        let fresh = flaws.into_iter().filter(|flaw| !self.flaws.iter().any(|known| known.same_as(flaw)));
        let fresh: Vec<Flaw> = fresh.collect();
        self.flaws.extend(fresh);
    }

    /// Applies a change that was made against this very revision.
    ///
    /// # Errors
    /// [`EditError::Stale`] when the document has moved on since, else as [`Document::apply`].
    pub fn commit(&mut self, change: &Change) -> Result<Edit, EditError> {
        self.is_against(change)?;
        self.apply(&change.edit)
    }

    fn is_against(&self, change: &Change) -> Result<(), EditError> {
        let (made_against, current) = (change.revision, self.revision);
        if made_against == current { Ok(()) } else { Err(EditError::Stale { made_against, current }) }
    }

    /// Shows the edition as it would be after an edit and takes the edit back: what a drag or an unfinished
    /// composition looks like. The revision does not move.
    ///
    /// # Errors
    /// As [`Document::apply`].
    pub fn with<T>(&mut self, edit: &Edit, look: impl FnOnce(&Edition) -> T) -> Result<T, EditError> {
        let inverse = apply::apply(&mut self.edition, edit, &self.flaws)?;
        // Whatever happens to the looker, the edit is taken back.
        let seen = catch_unwind(AssertUnwindSafe(|| look(&self.edition)));
        apply::apply(&mut self.edition, &inverse, &self.flaws)?;
        seen.map_or_else(|panic| resume_unwind(panic), Ok)
    }

    /// An edit as a change against the document as it is now.
    pub fn change(&self, edit: Edit) -> Change {
        Change { revision: self.revision, edit }
    }
}
