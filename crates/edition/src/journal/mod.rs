//! The journal (日志): every change, written down before it is acknowledged, so that a crash loses nothing, and kept
//! after a save, so that undo reaches back over closing and opening.
//!
//! A file that only grows: a first line with the version, then records of a length (4 bytes, little-endian), a
//! checksum (the first 16 bytes of SHA-256 over the previous checksum and the text) and a text of JSON. The
//! checksums form a chain, so a record that is cut, changed, missing or out of order ends the readable part there.
//! The first record is the document that the journal begins with; then come changes, each with a note of its maker's, and
//! what the disk holds: right before a save, right after it, and when somebody else saved. [`Journal::open`] replays them,
//! finds among the states of the disk the one that is there, and so knows which changes were not saved.
//!
//! The system has a record when [`Journal::append`] returns (the program may crash); the disk has it at most 250 ms
//! later, by a thread of the journal's own (the power may go).
//!
//! Changes that are saved are kept to a depth ([`Depth`]): what lies beyond is folded into the first record at the next
//! opening. What is not saved is never folded away.

mod record;
mod replay;
mod syncer;

pub use record::Entry;
pub use replay::Replayed;

use crate::model::Edition;
use crate::system::{Disk, System};
use crate::{Change, Document, DocumentError, Edit, EditError, files, folder, limits};
use record::{Became, FIRST_LINE, Readable, Record, Sum};
use replay::Outcome;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use syncer::Syncer;

/// How the error begins that says that somebody else has the edition open.
pub const OPEN_ELSEWHERE: &str = "another program has this edition open";
/// Name of the journal inside an edition's folder, where the caller has no better place.
pub const JOURNAL_FILE: &str = ".journal";
/// Bytes of a journal at which it is begun anew after a save; undo within the sitting does not need it.
const LARGE: u64 = 64 * 1024 * 1024;

type Done<T> = Result<T, DocumentError>;

/// How far back undo reaches after closing and opening again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth {
    /// Bytes of the changes that are kept.
    pub bytes: u64,
    /// How old they may be.
    pub age: Duration,
}

impl Default for Depth {
    /// 16 MiB, which is the typing of some 20 000 keys in paragraphs of 200 characters, and three days: an edition is
    /// made in one.
    fn default() -> Depth {
        Depth { bytes: 16 * 1024 * 1024, age: Duration::from_secs(3 * 24 * 3600) }
    }
}

/// A journal, open at its end.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    /// Keeps others out while it is held.
    _lock: File,
    end: u64,
    sum: Sum,
    /// Where it ended when the disk was last known, and the checksum there.
    known: (u64, Sum),
    syncer: Syncer,
    system: Arc<dyn System>,
}

/// What opening a journal brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Changes that were not saved and are in the document again.
    pub applied: usize,
    /// Whether the disk holds something that the journal does not know: others changed it since.
    pub foreign: bool,
    /// Where the journal stops being readable, in bytes from its start; the whole of it is kept beside it, with
    /// the ending `.damaged`.
    pub torn: Option<u64>,
    /// Why a change did not apply, if one did not; what was made upon it is left out, and kept with the ending `.damaged`.
    pub stopped: Option<EditError>,
}

/// A journal that was opened, and what came of it.
#[derive(Debug)]
pub struct Opened {
    /// The journal, ready to go on.
    pub journal: Journal,
    /// The document as it was left.
    pub document: Document,
    /// What the disk held as far as the journal knows: the edition that was opened, unless [`Recovery::foreign`].
    pub disk: Edition,
    /// The changes as far back as they are kept, in order.
    pub entries: Vec<Replayed>,
    /// What happened on the way.
    pub recovery: Recovery,
}

/// SHA-256, in hex, of what the files of an edition say, the house style left out.
pub fn digest(edition: &Edition) -> String {
    let mut hash = Sha256::new();
    for (name, text) in files(edition) {
        if name != folder::PAPER_FILE {
            // No name holds a line end, and the length says where the text ends.
            hash.update(format!("{name}\n{}\n", text.len()));
            hash.update(text);
        }
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Journal {
    /// Opens the journal at `path` for an edition that was just opened, making it if it is not there, and brings
    /// the changes back that were written down and not saved. A file there that this program does not read is kept
    /// beside it, with the ending `.damaged`.
    ///
    /// While it is open, no other program can open it.
    ///
    /// # Errors
    /// [`DocumentError`] when another program has it open, when it is too large, or the system refuses.
    pub fn open(path: &Path, edition: Edition) -> Done<Opened> {
        Journal::open_by(Arc::new(Disk), path, edition, &Depth::default())
    }

    /// As [`Journal::open`], by another system's steps and to another depth.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open_by(system: Arc<dyn System>, path: &Path, edition: Edition, depth: &Depth) -> Done<Opened> {
        let lock = lock(path)?;
        let bytes = contents(path)?;
        let read = record::read(&bytes);
        let replayed = read.as_ref().and_then(|read| replay_all(read, &edition));
        let mut recovery = Recovery::default();
        let (Some(read), Some(outcome)) = (read, replayed) else {
            // One that broke off while it was begun has nothing in it.
            if !FIRST_LINE.starts_with(&bytes) && bytes != FIRST_LINE {
                keep(path, &bytes)?;
                recovery.torn = Some(0);
            }
            let journal = Journal::begin(system, path, lock, &edition, 0)?;
            let document = Document::new(edition.clone());
            return Ok(Opened { journal, document, disk: edition, entries: Vec::new(), recovery });
        };
        recovery.applied = outcome.entries.iter().filter(|entry| !entry.saved).count();
        recovery.foreign = outcome.foreign;
        recovery.stopped = outcome.stopped.clone();
        let (end, _) = read.end();
        let torn = end < bytes.len() as u64;
        recovery.torn = torn.then_some(end);
        if torn || recovery.stopped.is_some() {
            keep(path, &bytes)?;
        }
        if recovery.stopped.is_some() {
            return Journal::after_a_stop(system, path, lock, outcome, recovery);
        }
        let folded = fold(&read, depth, outcome.known, &edition);
        let folded = folded.map(|records| Journal::rewrite(&*system, path, records)).transpose()?;
        if torn && folded.is_none() {
            cut(path, end)?;
        }
        let again = folded.and_then(|read| replay_all(&read, &edition).map(|outcome| (read, outcome)));
        let (read, outcome) = again.unwrap_or((read, outcome));
        let known = read.records.get(outcome.known).map_or(read.end(), |(_, end, sum)| (*end, *sum));
        let journal = Journal::at(system, path, lock, read.end(), known)?;
        let Outcome { document, disk, entries, .. } = outcome;
        Ok(Opened { journal, document, disk, entries, recovery })
    }

    /// A journal that begins with a document that the disk holds.
    fn begin(
        system: Arc<dyn System>,
        path: &Path,
        lock: File,
        edition: &Edition,
        revision: u64,
    ) -> Done<Journal> {
        let base = Record::Base { revision, at: now(), edition: Box::new(edition.clone()) };
        let read = Journal::rewrite(&*system, path, vec![base])?;
        Journal::at(system, path, lock, read.end(), read.end())
    }

    /// After a change that did not apply: the journal goes on from what could be had, so that the next opening has it too.
    fn after_a_stop(
        system: Arc<dyn System>,
        path: &Path,
        lock: File,
        outcome: Outcome,
        recovery: Recovery,
    ) -> Done<Opened> {
        let Outcome { document, disk, .. } = outcome;
        let journal = Journal::over(system, path, lock, &disk, &document)?;
        Ok(Opened { journal, document, disk, entries: Vec::new(), recovery })
    }

    /// A journal that begins with what the disk holds and one change that leads from there to the document.
    fn over(
        system: Arc<dyn System>,
        path: &Path,
        lock: File,
        disk: &Edition,
        document: &Document,
    ) -> Done<Journal> {
        let edits = crate::merge::difference(disk, document.edition());
        if edits.is_empty() {
            return Journal::begin(system, path, lock, disk, document.revision());
        }
        let revision = document.revision().saturating_sub(1);
        let change = Change { revision, edit: Edit::Batch(edits) };
        let mut journal = Journal::begin(system, path, lock, disk, revision)?;
        journal.append(&Entry { change, note: serde_json::Value::Null })?;
        Ok(journal)
    }

    /// Begins a journal at `path` for a document that is at work, over whatever is there: after the one before was refused
    /// something. What was done before comes back as one change; undo does not reach beyond it after closing.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn restart(
        system: Arc<dyn System>,
        path: &Path,
        disk: &Edition,
        document: &Document,
    ) -> Done<Journal> {
        Journal::over(system, path, lock(path)?, disk, document)
    }

    fn at(
        system: Arc<dyn System>,
        path: &Path,
        lock: File,
        end: (u64, Sum),
        known: (u64, Sum),
    ) -> Done<Journal> {
        let failed = |error: std::io::Error| DocumentError::system(path, "be opened as a journal", &error);
        let mut file = OpenOptions::new().read(true).write(true).open(path).map_err(failed)?;
        file.seek(SeekFrom::Start(end.0)).map_err(failed)?;
        let syncer = Syncer::new(file.try_clone().map_err(failed)?, Arc::clone(&system));
        let (end, sum) = end;
        Ok(Journal { path: path.to_owned(), file, _lock: lock, end, sum, known, syncer, system })
    }

    /// Puts a journal of these records in the place of the one that is there.
    fn rewrite(system: &dyn System, path: &Path, records: Vec<Record>) -> Done<Readable> {
        let mut bytes = FIRST_LINE.to_vec();
        let mut sum = Sum::default();
        let mut read = Readable::default();
        for record in records {
            let (framed, next) = record::framed(&record, &sum, path)?;
            bytes.extend(framed);
            sum = next;
            read.records.push((record, bytes.len() as u64, sum));
        }
        folder::write_atomically(system, path, &bytes)?;
        Ok(read)
    }

    /// Writes a change down. Call it before the change is acknowledged to anybody.
    ///
    /// # Errors
    /// [`DocumentError`] when the system refuses; the journal is then as it was.
    pub fn append(&mut self, entry: &Entry) -> Done<()> {
        self.write(&Record::Change { at: now(), entry: Box::new(entry.clone()) })
    }

    /// Writes down what the disk is about to hold, and waits until that is safe: whether the save comes to its end or
    /// not, the next opening knows which changes are on the disk. `but` leads from what the disk is known to hold to what
    /// it will; `None` where that is the document as it is now.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn saving(&mut self, to: &Edition, but: Option<Edit>) -> Done<()> {
        self.disk(false, to, but, None)?;
        self.sync()
    }

    /// Writes down that the disk holds it; as [`Journal::saving`].
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn saved(&mut self, to: &Edition, but: Option<Edit>) -> Done<()> {
        self.disk(true, to, but, None)?;
        self.known = (self.end, self.sum);
        Ok(())
    }

    /// Writes down that somebody else saved: `edit` leads from what the disk was known to hold to `to`, what of it is
    /// taken account of, and `taken` is what the document took of it.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn outside(&mut self, to: &Edition, edit: Edit, taken: Option<Entry>) -> Done<()> {
        self.disk(true, to, Some(edit), taken.map(Box::new))
    }

    fn disk(&mut self, sure: bool, to: &Edition, but: Option<Edit>, taken: Option<Box<Entry>>) -> Done<()> {
        let became = but.map_or(Became::Document, |edit| Became::Changed(Box::new(edit)));
        self.write(&Record::Disk { sure, digest: digest(to), became, taken, at: now() })
    }

    /// Waits until everything written so far is on the disk.
    ///
    /// # Errors
    /// [`DocumentError`] when the system says that it is not.
    pub fn sync(&mut self) -> Done<()> {
        let synced = self.system.sync(&self.file);
        synced.map_err(|error| DocumentError::system(&self.path, "be synced", &error))?;
        self.syncer.synced();
        Ok(())
    }

    /// Whether the disk refused to take what was written.
    pub fn refused(&self) -> bool {
        self.syncer.refused()
    }

    /// Whether it is so large that it should be begun anew once all is saved.
    pub fn is_large(&self) -> bool {
        self.end > LARGE
    }

    /// Closes it and forgets the changes that were not saved.
    ///
    /// # Errors
    /// [`DocumentError`] when the system refuses.
    pub fn forget(self) -> Done<()> {
        cut(&self.path, self.known.0)
    }

    fn write(&mut self, record: &Record) -> Done<()> {
        let failed = |error: std::io::Error| DocumentError::system(&self.path, "be appended to", &error);
        let (framed, sum) = record::framed(record, &self.sum, &self.path)?;
        if let Err(error) = self.system.write(&mut self.file, &framed) {
            // Half a record would hide the ones after it.
            let restored =
                self.file.set_len(self.end).and_then(|()| self.file.seek(SeekFrom::Start(self.end)));
            return Err(failed(restored.err().unwrap_or(error)));
        }
        self.sum = sum;
        self.end += framed.len() as u64;
        self.syncer.written();
        Ok(())
    }
}

fn replay_all(read: &Readable, edition: &Edition) -> Option<Outcome> {
    let records: Vec<&Record> = read.records.iter().map(|(record, ..)| record).collect();
    replay::replay(&records, edition)
}

/// The records of a journal that goes beyond its depth, folded at a save; `None` where there is nothing to fold.
/// `known` is the record after which nothing may be folded.
fn fold(read: &Readable, depth: &Depth, known: usize, edition: &Edition) -> Option<Vec<Record>> {
    let (end, _) = read.end();
    let oldest = now().saturating_sub(depth.age.as_secs());
    let fits = |at: usize| {
        let (_, start, _) = read.records.get(at)?;
        let next = read.records.get(at + 1).map(|(record, ..)| record.at());
        Some(end - start <= depth.bytes && next.is_none_or(|next| next >= oldest))
    };
    if fits(0)? {
        return None;
    }
    let is_save = |at: &usize| read.records.get(*at).is_some_and(|(record, ..)| record.is_save());
    let mut saves = (1..=known).filter(is_save);
    let at = saves.find(|at| fits(*at) == Some(true)).or_else(|| (1..=known).rfind(is_save))?;
    let (before, after) = read.records.split_at_checked(at + 1)?;
    let before: Vec<&Record> = before.iter().map(|(record, ..)| record).collect();
    let mut records = vec![replay::base(&before, edition, now())?];
    records.extend(after.iter().map(|(record, ..)| record.clone()));
    Some(records)
}

/// Keeps a journal beside its place as it was found.
fn keep(path: &Path, bytes: &[u8]) -> Done<()> {
    let kept = beside(path, ".damaged");
    fs::write(&kept, bytes).map_err(|error| DocumentError::system(&kept, "be written", &error))
}

/// Locks a journal, in a file of its own that stays where it is when the journal is written anew.
fn lock(path: &Path) -> Done<File> {
    let lock = beside(path, ".lock");
    let mut options = OpenOptions::new();
    let file = options.write(true).create(true).truncate(false).open(&lock);
    let file = file.map_err(|error| DocumentError::system(&lock, "be made", &error))?;
    // A file system without locks keeps nobody out.
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        return Err(DocumentError::file(path, format!("{OPEN_ELSEWHERE}; close it there")));
    }
    Ok(file)
}

/// The bytes of a journal; none if it is not there.
fn contents(path: &Path) -> Done<Vec<u8>> {
    let failed = |error: std::io::Error| DocumentError::system(path, "be opened as a journal", &error);
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(error)),
    };
    let mut bytes = Vec::new();
    file.take(limits::JOURNAL_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limits::JOURNAL_BYTES {
        let most = limits::JOURNAL_BYTES;
        return Err(DocumentError::file(path, format!("larger than {most} bytes; move this journal away")));
    }
    Ok(bytes)
}

/// Ends a journal at a place.
fn cut(path: &Path, end: u64) -> Done<()> {
    let file = OpenOptions::new().write(true).open(path);
    let cut = file.and_then(|file| file.set_len(end));
    cut.map_err(|error| DocumentError::system(path, "be shortened", &error))
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
