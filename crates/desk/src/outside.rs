//! What others save in the folder of the open edition (外来改动), and saving beside them.
//!
//! The folder is read again when its [`Stamp`] says that somebody changed it. What changed comes into the document as an
//! edit. Where ours and theirs meet, the file is a conflict: ours stays at work, theirs on the disk, and a save leaves it
//! there and puts ours into `conflicts/`, until somebody chooses. So no save writes over what nobody here has seen.

use crate::error::{DeskError, ErrorCode};
use crate::history::{Deed, Note, Step};
use crate::open::{Open, batch, same};
use banxin_edition::journal::Entry;
use banxin_edition::merge::{difference, merge};
use banxin_edition::model::Edition;
use banxin_edition::versions::{self, Keep};
use banxin_edition::{Document, Edit, Saving, Stamp, conflict};
use serde::Deserialize;
use std::sync::Arc;

/// Whose side is taken in a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Take {
    /// What is at work here; the next save writes it over theirs.
    Mine,
    /// What is on the disk.
    Theirs,
}

impl Open {
    /// Takes in what others saved since the folder was last read. Says whether anything of the document changed.
    pub(crate) fn look_outside(&mut self) -> Result<bool, DeskError> {
        self.pages.look(&self.folder, self.document.edition());
        let stamp = Stamp::of(&self.folder);
        if stamp == self.stamp {
            return Ok(false);
        }
        let there = banxin_edition::open(&self.folder)?;
        self.stamp = stamp;
        let revision = self.document.revision();
        if !same(&there, &self.there) {
            self.take_in(there)?;
        }
        Ok(self.document.revision() != revision)
    }

    /// Brings what the folder holds now together with what is at work.
    pub(crate) fn take_in(&mut self, there: Edition) -> Result<(), DeskError> {
        let mut merged = merge(&self.disk, self.document.edition(), &there);
        let mut change = None;
        if !merged.edits.is_empty() {
            let edit = batch(std::mem::take(&mut merged.edits));
            let made = self.document.change(edit);
            match self.document.take(&made.edit) {
                Ok(inverse) => {
                    self.history.outside(inverse);
                    change = Some(made);
                }
                // Each side's changes keep the rules and both together do not: somebody must choose.
                Err(_) => {
                    merged.conflicts = conflict::touched(&difference(&self.disk, &there));
                    merged.known.clear();
                }
            }
        }
        self.conflicts = merged.conflicts;
        self.there = there;
        self.know(batch(merged.known), change.map(|change| (change, Note::Outside)))
    }

    /// Takes account of what the disk holds, `edit` leading there from what was known, and writes that down with what the
    /// document took of it.
    fn know(&mut self, edit: Edit, taken: Option<(banxin_edition::Change, Note)>) -> Result<(), DeskError> {
        if matches!(&edit, Edit::Batch(edits) if edits.is_empty()) && taken.is_none() {
            return Ok(());
        }
        let mut disk = Document::new(std::mem::take(&mut self.disk));
        let known = disk.take(&edit);
        self.disk = disk.into_edition();
        known?;
        let taken = taken
            .map(|(change, note)| Entry { change, note: serde_json::to_value(note).unwrap_or_default() });
        let disk = self.disk.clone();
        self.write_down(|journal| journal.outside(&disk, edit, taken));
        Ok(())
    }

    /// Settles a conflict.
    pub(crate) fn choose(&mut self, file: &str, take: Take) -> Result<(), DeskError> {
        if !self.conflicts.contains(file) {
            let detail = format!("{file:?} is not in conflict");
            return Err(DeskError::new(ErrorCode::BadRequest, detail));
        }
        match take {
            Take::Mine => {
                if let Some(page) = conflict::page_of(file) {
                    self.check_out(page, None)?;
                }
                // Theirs was never seen at work here; it is kept where it can be found.
                conflict::keep(&*self.system, &self.folder, file, &self.there, "disk")?;
                let known = self.known_of(file);
                self.know(known, None)?;
            }
            Take::Theirs => {
                conflict::keep(&*self.system, &self.folder, file, self.document.edition(), "desk")?;
                let theirs = conflict::with_file_of(self.document.edition(), file, &self.there);
                let edit = batch(difference(self.document.edition(), &theirs));
                let change = self.document.change(edit);
                let inverse = self.document.take(&change.edit)?;
                let deed = Deed {
                    name: "take-theirs".to_owned(),
                    page: conflict::page_of(file).unwrap_or_default().to_owned(),
                    number: self.history.next_number(),
                    ..Deed::default()
                };
                self.history.push(Step::new(deed.clone(), inverse));
                let known = self.known_of(file);
                self.know(known, Some((change, Note::Do(Box::new(deed)))))?;
            }
        }
        self.conflicts.remove(file);
        Ok(())
    }

    /// What leads from what is known of a file to what it holds.
    fn known_of(&self, file: &str) -> Edit {
        let known = conflict::with_file_of(&self.disk, file, &self.there);
        batch(difference(&self.disk, &known))
    }

    /// Saves the edition in its folder. What others saved meanwhile comes in first; files in conflict stay theirs, and
    /// ours are put into `conflicts/`.
    pub(crate) fn save(&mut self) -> Result<(), DeskError> {
        let cannot =
            |error: banxin_edition::DocumentError| DeskError { code: ErrorCode::CannotWrite, ..error.into() };
        let system = Arc::clone(&self.system);
        let saving = Saving::begin(&*system, &self.folder).map_err(cannot)?;
        self.look_outside()?;
        let changes = difference(&self.disk, self.document.edition());
        let lost = self.lost_pages(&changes);
        self.conflicts.extend(lost);
        let mut target = self.document.edition().clone();
        let mut known = target.clone();
        for file in &self.conflicts {
            conflict::keep(&*system, &self.folder, file, self.document.edition(), "desk").map_err(cannot)?;
            target = conflict::with_file_of(&target, file, &self.there);
            known = conflict::with_file_of(&known, file, &self.disk);
        }
        let but = || {
            let whole = self.conflicts.is_empty();
            (!whole).then(|| batch(difference(&self.disk, &known)))
        };
        let (before, after) = (but(), but());
        // Without it the next opening could not tell which changes are on the disk; the edition itself is safe.
        self.write_down(|journal| journal.saving(&known, before));
        saving.write(&target).map_err(cannot)?;
        // A save is none the worse for a state that could not be kept.
        let _ = versions::record(&*system, &self.folder, &target, self.pages.who(), &Keep::default());
        drop(saving);
        self.stamp = Stamp::of(&self.folder);
        (self.there, self.disk) = (target, known.clone());
        self.write_down(|journal| journal.saved(&known, after));
        self.recovered = 0;
        self.renew_journal();
        Ok(())
    }
}
