//! An open edition (打开的一期): the document with its folder, its journal and its history.

use crate::error::{DeskError, ErrorCode};
use crate::history::{Deed, History, Note, Step};
use crate::pages::Pages;
use banxin_edition::journal::{Depth, Entry, OPEN_ELSEWHERE, Opened};
use banxin_edition::model::Edition;
use banxin_edition::system::System;
use banxin_edition::{Document, DocumentError, Edit, Journal, Stamp, Who};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What an edition is opened with.
#[derive(Clone, Debug)]
pub(crate) struct Means {
    /// The folder of journals on this machine; without one nothing is written down.
    pub(crate) journals: Option<PathBuf>,
    pub(crate) system: Arc<dyn System>,
    /// Who works here.
    pub(crate) who: Who,
}

/// An open edition.
pub(crate) struct Open {
    /// The first, so that the pages are given back before the journal, whose lock keeps the next desk waiting.
    pub(crate) pages: Pages,
    pub(crate) folder: PathBuf,
    pub(crate) document: Document,
    pub(crate) history: History,
    /// Changes that came back from the journal.
    pub(crate) recovered: usize,
    /// What the folder held when it was last read, as far as the document takes account of it.
    pub(crate) disk: Edition,
    /// What the folder held when it was last read.
    pub(crate) there: Edition,
    /// Files that both sides changed: ours is at work, theirs on the disk, until somebody chooses.
    pub(crate) conflicts: BTreeSet<String>,
    /// Of the folder when it was last read.
    pub(crate) stamp: Stamp,
    /// `None` where changes cannot be written down; the document can be worked at and saved all the same.
    pub(crate) journal: Option<Journal>,
    journal_file: Option<PathBuf>,
    pub(crate) system: Arc<dyn System>,
}

impl Open {
    /// Opens the edition in a folder and brings back what was not saved.
    pub(crate) fn new(folder: PathBuf, means: &Means) -> Result<Open, DeskError> {
        let stamp = Stamp::of(&folder);
        let edition = banxin_edition::open(&folder)?;
        Open::with(edition, stamp, folder, means)
    }

    /// An edition that was just made in its folder: what a journal knows of another one that stood there is forgotten.
    pub(crate) fn fresh(edition: Edition, folder: PathBuf, means: &Means) -> Result<Open, DeskError> {
        if let Some(journals) = &means.journals {
            // One that is not there, or cannot go, is opened as any other.
            let _ = std::fs::remove_file(journals.join(journal_name(&folder)));
        }
        Open::with(edition, Stamp::of(&folder), folder, means)
    }

    /// An edition that was just read from its folder.
    fn with(edition: Edition, stamp: Stamp, folder: PathBuf, means: &Means) -> Result<Open, DeskError> {
        let journal_file = means.journals.as_ref().map(|journals| journals.join(journal_name(&folder)));
        let plain = |edition: Edition, folder: PathBuf| Open {
            folder,
            disk: edition.clone(),
            there: edition.clone(),
            document: Document::new(edition),
            history: History::default(),
            recovered: 0,
            conflicts: BTreeSet::new(),
            stamp,
            journal: None,
            journal_file: journal_file.clone(),
            system: Arc::clone(&means.system),
            pages: Pages::new(means.who.clone()),
        };
        let Some(file) = &journal_file else { return Ok(plain(edition, folder)) };
        let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        let opened = made.map_err(|_| None).and_then(|()| {
            let system = Arc::clone(&means.system);
            Journal::open_by(system, file, edition.clone(), &Depth::default()).map_err(Some)
        });
        match opened {
            Ok(Opened { journal, document, disk, entries, recovery }) => {
                let mut open = Open {
                    document,
                    disk,
                    history: History::of(entries),
                    recovered: recovery.applied,
                    journal: Some(journal),
                    ..plain(edition.clone(), folder)
                };
                if recovery.foreign {
                    open.take_in(edition)?;
                }
                Ok(open)
            }
            Err(Some(error)) if error.message.contains(OPEN_ELSEWHERE) => {
                let about = folder.display().to_string();
                Err(DeskError::new(ErrorCode::Locked, "another program has this edition open").about(about))
            }
            // Somebody whose disk takes no journal must still get the page out.
            Err(_) => Ok(plain(edition, folder)),
        }
    }

    /// Whether changes are written down.
    pub(crate) fn is_guarded(&self) -> bool {
        self.journal.as_ref().is_some_and(|journal| !journal.refused())
    }

    /// Whether the document says something else than the disk.
    pub(crate) fn is_dirty(&self) -> bool {
        !same(self.document.edition(), &self.disk)
    }

    /// Makes the edits of a step, all or none, and writes them down. Says whether the step went on with the one before.
    pub(crate) fn perform(&mut self, deed: Deed, edits: Vec<Edit>) -> Result<bool, DeskError> {
        self.hold(&edits)?;
        let deed = Deed { number: self.history.next_number(), ..deed };
        let inverse = self.commit(batch(edits), &Note::Do(Box::new(deed.clone())))?;
        Ok(self.history.push(Step::new(deed, inverse)))
    }

    /// Takes the last step back, or makes again the one that was taken back last. `None` if there is none.
    pub(crate) fn turn(&mut self, redo: bool) -> Result<Option<Deed>, DeskError> {
        let Some(step) = self.history.next(redo).cloned() else { return Ok(None) };
        self.hold(std::slice::from_ref(&step.inverse()))?;
        let number = step.deed.number;
        let note = if redo { Note::Redo(number) } else { Note::Undo(number) };
        let inverse = self.commit(step.inverse(), &note)?;
        self.history.turn(redo, inverse);
        Ok(Some(step.deed))
    }

    /// Makes an edit and writes it down; gives what takes it back.
    fn commit(&mut self, edit: Edit, note: &Note) -> Result<Edit, DeskError> {
        let change = self.document.change(edit);
        let inverse = self.document.commit(&change)?;
        let note = serde_json::to_value(note).unwrap_or_default();
        self.write_down(|journal| journal.append(&Entry { change, note }));
        Ok(inverse)
    }

    /// Has the journal write something. Where it is refused, a new one is tried at once and again at each change; what it
    /// does not take stands in the document all the same and can be saved, and the host tells that it is not guarded.
    pub(crate) fn write_down(&mut self, write: impl FnOnce(&mut Journal) -> Result<(), DocumentError>) {
        if !self.journal.as_mut().is_some_and(|journal| write(journal).is_ok() && !journal.refused()) {
            self.restart_journal();
        }
    }

    /// Begins a new journal after a save where the old one grew large.
    pub(crate) fn renew_journal(&mut self) {
        if self.journal.as_ref().is_some_and(Journal::is_large) {
            self.restart_journal();
        }
    }

    fn restart_journal(&mut self) {
        // The old one first: it holds the lock.
        self.journal = None;
        self.journal = self.journal_file.as_ref().and_then(|file| {
            Journal::restart(Arc::clone(&self.system), file, &self.disk, &self.document).ok()
        });
    }

    /// Forgets what is not saved: it does not come back at the next opening.
    pub(crate) fn discard(self) -> Result<(), DeskError> {
        let forgotten = self.journal.map_or(Ok(()), Journal::forget);
        forgotten.map_err(|error| DeskError { code: ErrorCode::CannotWrite, ..error.into() })
    }
}

/// Several edits as one.
pub(crate) fn batch(mut edits: Vec<Edit>) -> Edit {
    match edits.pop() {
        Some(edit) if edits.is_empty() => edit,
        last => {
            edits.extend(last);
            Edit::Batch(edits)
        }
    }
}

/// Whether two editions say the same, the house style left out.
pub(crate) fn same(one: &Edition, other: &Edition) -> bool {
    let header = |edition: &Edition| (edition.date, edition.issue);
    header(one) == header(other)
        && one.staff == other.staff
        && one.faces == other.faces
        && one.pages == other.pages
        && one.stories == other.stories
}

/// The name of an edition's journal: one for each folder of the machine.
fn journal_name(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let digest = Sha256::digest(real.as_os_str().as_encoded_bytes());
    let name: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("{name}.journal")
}
