//! An open edition (打开的一期): the document with its folder, its journal and its history.

use crate::error::{DeskError, ErrorCode};
use crate::history::{History, Step};
use banxin_edition::model::Edition;
use banxin_edition::{Document, Edit, Journal};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a change may be known to the system and not to the disk.
pub(crate) const SYNC: Duration = Duration::from_millis(250);

/// An open edition.
pub(crate) struct Open {
    pub(crate) folder: PathBuf,
    pub(crate) document: Document,
    pub(crate) history: History,
    /// Changes that came back from the journal.
    pub(crate) recovered: usize,
    /// `None` where changes cannot be written down; the document can be worked at and saved all the same.
    journal: Option<Journal>,
    journal_file: Option<PathBuf>,
    /// When the first change was made that the disk does not have.
    unsynced: Option<Instant>,
    /// Whether the disk once refused what was written down.
    refused: Arc<AtomicBool>,
}

impl Open {
    /// Opens the edition in a folder and brings back what was not saved. `journals` is the folder of journals on this
    /// machine; without one nothing is written down.
    pub(crate) fn new(folder: PathBuf, journals: Option<&Path>) -> Result<Open, DeskError> {
        Open::with(banxin_edition::open(&folder)?, folder, journals)
    }

    /// An edition that was just made in its folder: what a journal knows of another one that stood there is forgotten.
    pub(crate) fn fresh(
        edition: Edition,
        folder: PathBuf,
        journals: Option<&Path>,
    ) -> Result<Open, DeskError> {
        if let Some(journals) = journals {
            // One that is not there, or cannot go, is opened as any other.
            let _ = std::fs::remove_file(journals.join(journal_name(&folder)));
        }
        Open::with(edition, folder, journals)
    }

    /// An edition that was just read from its folder.
    fn with(edition: Edition, folder: PathBuf, journals: Option<&Path>) -> Result<Open, DeskError> {
        let journal_file = journals.map(|journals| journals.join(journal_name(&folder)));
        let Some(file) = &journal_file else { return Ok(Open::plain(Document::new(edition), folder)) };
        let made = file.parent().map_or(Ok(()), std::fs::create_dir_all);
        let opened = made.map_err(|_| None).and_then(|()| Journal::open(file, edition.clone()).map_err(Some));
        match opened {
            Ok((journal, document, recovery)) => Ok(Open {
                history: History::new(recovery.applied == 0),
                recovered: recovery.applied,
                journal: Some(journal),
                journal_file,
                ..Open::plain(document, folder)
            }),
            Err(Some(error)) if error.message.contains(banxin_edition::journal::OPEN_ELSEWHERE) => {
                let about = folder.display().to_string();
                Err(DeskError::new(ErrorCode::Locked, "another program has this edition open").about(about))
            }
            // Somebody whose disk takes no journal must still get the page out.
            Err(_) => Ok(Open::plain(Document::new(edition), folder)),
        }
    }

    fn plain(document: Document, folder: PathBuf) -> Open {
        Open {
            folder,
            document,
            history: History::new(true),
            recovered: 0,
            journal: None,
            journal_file: None,
            unsynced: None,
            refused: Arc::default(),
        }
    }

    /// Whether changes are written down.
    pub(crate) fn is_guarded(&self) -> bool {
        self.journal.is_some() && !self.refused.load(Ordering::Relaxed)
    }

    /// Makes an edit and writes it down; gives what takes it back.
    pub(crate) fn apply(&mut self, edit: Edit) -> Result<Edit, DeskError> {
        let change = self.document.change(edit);
        let inverse = self.document.commit(&change)?;
        if let Some(journal) = &mut self.journal {
            if journal.append(&change).is_err() {
                // The change stands and can be saved; the host tells the designer that it is not guarded.
                self.journal = None;
            }
            self.unsynced.get_or_insert_with(Instant::now);
        }
        Ok(inverse)
    }

    /// Makes the edits of a step, all or none, and gives the step.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        page: &str,
        edits: Vec<Edit>,
    ) -> Result<Step, DeskError> {
        let edit = if edits.len() == 1 { edits.into_iter().next() } else { Some(Edit::Batch(edits)) };
        let inverse = edit.map(|edit| self.apply(edit)).transpose()?;
        Ok(Step::new(name, page, inverse.into_iter().collect()))
    }

    /// Saves the edition in its folder.
    pub(crate) fn save(&mut self) -> Result<(), DeskError> {
        if let Some(journal) = &mut self.journal {
            // Without these the next opening could not tell which changes are on the disk; the edition itself is safe.
            let _ = journal.state(&self.document).and_then(|()| journal.sync());
        }
        self.unsynced = None;
        banxin_edition::save(self.document.edition(), &self.folder)
            .map_err(|error| DeskError { code: ErrorCode::CannotWrite, ..error.into() })?;
        self.history.saved();
        self.recovered = 0;
        if !self.is_guarded() {
            self.begin_journal_anew();
        }
        Ok(())
    }

    /// After a save nothing of the old journal is needed: where it failed, a new one may do.
    fn begin_journal_anew(&mut self) {
        self.journal = None;
        let Some(file) = &self.journal_file else { return };
        let _ = std::fs::remove_file(file);
        let opened = Journal::open(file, self.document.edition().clone());
        let begun = opened.and_then(|(mut journal, ..)| journal.state(&self.document).map(|()| journal));
        if let Ok(journal) = begun {
            self.journal = Some(journal);
            self.refused = Arc::default();
        }
    }

    /// How long the disk may still do without what was written down last.
    pub(crate) fn until_sync(&self) -> Option<Duration> {
        self.unsynced.map(|since| SYNC.saturating_sub(since.elapsed()))
    }

    /// Has the disk take what was written down, if it is time. A disk takes its time, and the next key must not wait.
    pub(crate) fn sync_if_due(&mut self) {
        if self.until_sync().is_none_or(|left| left > Duration::ZERO) {
            return;
        }
        self.unsynced = None;
        let Some(journal) = &self.journal else { return };
        let refused = Arc::clone(&self.refused);
        match journal.handle() {
            Ok(file) => {
                std::thread::spawn(move || {
                    if file.sync_data().is_err() {
                        refused.store(true, Ordering::Relaxed);
                    }
                });
            }
            Err(_) => refused.store(true, Ordering::Relaxed),
        }
    }

    /// Forgets what is not saved: it does not come back at the next opening.
    pub(crate) fn discard(self) -> Result<(), DeskError> {
        let Open { journal, journal_file, .. } = self;
        drop(journal);
        let Some(file) = journal_file else { return Ok(()) };
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(DeskError::io(ErrorCode::CannotWrite, &file, "be taken away", &error))
            }
            _ => Ok(()),
        }
    }
}

/// The name of an edition's journal: one for each folder of the machine.
fn journal_name(folder: &Path) -> String {
    let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let digest = Sha256::digest(real.as_os_str().as_encoded_bytes());
    let name: String = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    format!("{name}.journal")
}
