//! The journal (日志): every change, written down before it is acknowledged, so that a crash loses nothing.
//!
//! A file that only grows: a first line with the version, then records of a length (4 bytes, little-endian), a
//! checksum (the first 16 bytes of SHA-256 over the previous checksum and the text) and a text of JSON. The
//! checksums form a chain, so a record that is cut, changed, missing or out of order ends the readable part there.
//! A record is either a [`Change`] or a state: the digest of a document that stands, or is about to stand, on the
//! disk. [`Journal::open`] finds the last state that is the opened edition's and applies what came after it.
//!
//! The system has a record when [`Journal::append`] returns (the program may crash); the disk has it after
//! [`Journal::sync`] (the power may go). When to sync is the caller's to decide.

use crate::model::Edition;
use crate::{Change, Document, DocumentError, EditError, files, folder, limits};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// First line of every journal.
const FIRST_LINE: &[u8] = b"banxin-journal 1\n";
/// Bytes of a checksum.
const SUM: usize = 16;
/// How the error begins that says that somebody else has the edition open.
pub const OPEN_ELSEWHERE: &str = "another program has this edition open";
/// Name of the journal inside an edition's folder, where the caller has no better place.
pub const JOURNAL_FILE: &str = ".journal";

type Sum = [u8; SUM];
type Done<T> = Result<T, DocumentError>;

/// One record of a journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Record {
    /// A document on the disk, or one that is about to be saved.
    State {
        /// Its revision.
        revision: u64,
        /// Its [`digest`].
        digest: String,
    },
    /// A change of the document.
    Change(Box<Change>),
}

/// A journal, open at its end.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    end: u64,
    sum: Sum,
}

/// What opening a journal brought back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Changes that were not saved and are in the document again.
    pub applied: usize,
    /// Changes in the journal that belong to another state of the document (its files were changed by somebody
    /// else since) and were not applied.
    pub foreign: usize,
    /// Where the journal stops being readable, in bytes from its start; the whole of it is kept beside it, with
    /// the ending `.damaged`.
    pub torn: Option<u64>,
    /// Why a change did not apply, if one did not; what was made upon it is left out.
    pub stopped: Option<EditError>,
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
    /// the changes back that were written down and not saved.
    ///
    /// While it is open, no other program can open it.
    ///
    /// # Errors
    /// [`DocumentError`] when another program has it open, when the file is no journal, of an unknown version, too large, or the system refuses.
    pub fn open(path: &Path, edition: Edition) -> Done<(Journal, Document, Recovery)> {
        let failed = |error: std::io::Error| DocumentError::system(path, "be opened as a journal", &error);
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).open(path).map_err(failed)?;
        // A file system without locks keeps nobody out.
        if let Err(TryLockError::WouldBlock) = file.try_lock() {
            return Err(DocumentError::file(path, format!("{OPEN_ELSEWHERE}; close it there")));
        }
        let mut bytes = Vec::new();
        Read::by_ref(&mut file).take(limits::JOURNAL_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > limits::JOURNAL_BYTES {
            let most = limits::JOURNAL_BYTES;
            return Err(DocumentError::file(
                path,
                format!("larger than {most} bytes; move this journal away"),
            ));
        }
        if bytes.is_empty() || FIRST_LINE.starts_with(&bytes) {
            file.set_len(0).and_then(|()| file.rewind()).map_err(failed)?;
            file.write_all(FIRST_LINE).map_err(failed)?;
            bytes = FIRST_LINE.to_vec();
        }
        let read = read(path, &bytes)?;
        let (document, mut recovery) = replay(edition, &read.records);
        if read.end < bytes.len() {
            recovery.torn = Some(read.end as u64);
            fs::write(damaged(path), &bytes).map_err(failed)?;
            file.set_len(read.end as u64).map_err(failed)?;
        }
        file.seek(SeekFrom::Start(read.end as u64)).map_err(failed)?;
        let mut journal = Journal { path: path.to_owned(), file, end: read.end as u64, sum: read.sum };
        journal.state(&document)?;
        Ok((journal, document, recovery))
    }

    /// Writes a change down. Call it before the change is acknowledged to anybody.
    ///
    /// # Errors
    /// [`DocumentError`] when the system refuses; the journal is then as it was.
    pub fn append(&mut self, change: &Change) -> Done<()> {
        self.write(&Record::Change(Box::new(change.clone())))
    }

    /// Writes down what the document is now. Call it, and [`Journal::sync`], right before saving: whether the save
    /// comes to its end or not, the next opening knows which changes are on the disk.
    ///
    /// # Errors
    /// As [`Journal::append`].
    pub fn state(&mut self, document: &Document) -> Done<()> {
        self.write(&Record::State { revision: document.revision(), digest: digest(document.edition()) })
    }

    /// Waits until everything written so far is on the disk.
    ///
    /// # Errors
    /// [`DocumentError`] when the system says that it is not.
    pub fn sync(&mut self) -> Done<()> {
        self.file.sync_data().map_err(|error| DocumentError::system(&self.path, "be synced", &error))
    }

    /// The file for another thread to sync, so that whoever appends need not wait for the disk.
    ///
    /// # Errors
    /// [`DocumentError`] when the system has no handle left.
    pub fn handle(&self) -> Done<File> {
        self.file.try_clone().map_err(|error| DocumentError::system(&self.path, "be synced", &error))
    }

    fn write(&mut self, record: &Record) -> Done<()> {
        let failed = |error: std::io::Error| DocumentError::system(&self.path, "be appended to", &error);
        let text = serde_json::to_vec(record).map_err(|error| failed(error.into()))?;
        let length = u32::try_from(text.len()).ok().filter(|length| *length <= limits::JOURNAL_RECORD_BYTES);
        let Some(length) = length else {
            let most = limits::JOURNAL_RECORD_BYTES;
            return Err(DocumentError::file(
                &self.path,
                format!("a change larger than {most} bytes; save instead"),
            ));
        };
        let sum = checksum(&self.sum, &text);
        let record = [&length.to_le_bytes()[..], &sum, &text].concat();
        if let Err(error) = self.file.write_all(&record) {
            // Half a record would hide the ones after it.
            let restored =
                self.file.set_len(self.end).and_then(|()| self.file.seek(SeekFrom::Start(self.end)));
            return Err(failed(restored.err().unwrap_or(error)));
        }
        self.sum = sum;
        self.end += record.len() as u64;
        Ok(())
    }
}

/// The readable part of a journal.
struct Readable {
    records: Vec<Record>,
    end: usize,
    sum: Sum,
}

/// Reads records up to the first that is torn.
fn read(path: &Path, bytes: &[u8]) -> Done<Readable> {
    let Some(mut rest) = bytes.strip_prefix(FIRST_LINE) else {
        return Err(DocumentError::file(path, "this is no journal that this program reads; move it away"));
    };
    let mut read = Readable { records: Vec::new(), end: FIRST_LINE.len(), sum: [0; SUM] };
    while let Some((record, sum, after)) = next(rest, &read.sum) {
        read.end += rest.len() - after.len();
        read.records.push(record);
        read.sum = sum;
        rest = after;
    }
    Ok(read)
}

fn next<'b>(bytes: &'b [u8], before: &Sum) -> Option<(Record, Sum, &'b [u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (sum, rest) = rest.split_first_chunk::<SUM>()?;
    let length = u32::from_le_bytes(*length);
    let (text, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    if checksum(before, text) != *sum {
        return None;
    }
    Some((serde_json::from_slice(text).ok()?, *sum, rest))
}

fn checksum(before: &Sum, text: &[u8]) -> Sum {
    let hash = Sha256::new().chain_update(before).chain_update(text).finalize();
    let mut sum = [0; SUM];
    for (to, from) in sum.iter_mut().zip(hash) {
        *to = from;
    }
    sum
}

/// Applies the changes that came after the last state that is this edition's.
fn replay(edition: Edition, records: &[Record]) -> (Document, Recovery) {
    let here = digest(&edition);
    let is_here = |record: &Record| match record {
        Record::State { revision, digest } if *digest == here => Some(*revision),
        _ => None,
    };
    let changes =
        |records: &[Record]| records.iter().filter(|record| matches!(record, Record::Change(_))).count();
    let start = records.iter().enumerate().rev().find_map(|(index, record)| Some((index, is_here(record)?)));
    let Some((start, revision)) = start else {
        let since = records.iter().rposition(|record| matches!(record, Record::State { .. })).unwrap_or(0);
        let foreign = records.get(since..).map_or(0, changes);
        return (Document::new(edition), Recovery { foreign, ..Recovery::default() });
    };
    let mut document = Document::at(edition, revision);
    let mut recovery = Recovery::default();
    let mut halted = false;
    for record in records.iter().skip(start) {
        match record {
            // An earlier opening halted at the same change; what was done since then builds on what it had.
            Record::State { digest: state, .. } if halted => halted = *state != digest(document.edition()),
            Record::Change(change) if !halted => match document.replay(change) {
                Ok(()) => recovery.applied += 1,
                Err(error) => {
                    recovery.stopped = Some(error);
                    halted = true;
                }
            },
            Record::State { .. } | Record::Change(_) => {}
        }
    }
    (document, recovery)
}

/// Where a journal with a torn end is kept.
fn damaged(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".damaged");
    PathBuf::from(name)
}
