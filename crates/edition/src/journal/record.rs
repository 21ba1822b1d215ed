//! The records of a journal and how they stand in its file.

use crate::model::Edition;
use crate::{Change, DocumentError, Edit, limits};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;

/// First line of every journal.
pub(super) const FIRST_LINE: &[u8] = b"banxin-journal 2\n";
/// Bytes of a checksum.
const SUM: usize = 16;

pub(super) type Sum = [u8; SUM];

/// A change with what its maker wants to know of it when it comes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Entry {
    /// The change.
    pub change: Change,
    /// Its maker's note, which the journal keeps and does not read.
    pub note: Value,
}

/// One record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Record {
    /// The document that the journal begins with, as it was on the disk.
    Base {
        /// Its revision.
        revision: u64,
        /// When, in seconds since 1970.
        at: u64,
        /// It itself.
        edition: Box<Edition>,
    },
    /// A change of the document.
    Change {
        /// When.
        at: u64,
        /// The change and its note.
        entry: Box<Entry>,
    },
    /// What the disk holds, or is about to.
    Disk {
        /// Whether it is known to hold it: written after a save, and not right before.
        sure: bool,
        /// [`digest`](super::digest) of it.
        digest: String,
        /// What became of it.
        became: Became,
        /// What the document took from it.
        taken: Option<Box<Entry>>,
        /// When.
        at: u64,
    },
}

impl Record {
    /// When it was written, in seconds since 1970.
    pub(super) fn at(&self) -> u64 {
        match self {
            Record::Base { at, .. } | Record::Change { at, .. } | Record::Disk { at, .. } => *at,
        }
    }

    /// Whether the disk held the document as it was here.
    pub(super) fn is_save(&self) -> bool {
        matches!(self, Record::Disk { sure: true, became: Became::Document, .. })
    }
}

/// How the disk comes to what it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Became {
    /// It holds the document as it is now.
    Document,
    /// It holds what it held before, changed.
    Changed(Box<Edit>),
}

/// A record as it stands in the file: its length, its checksum, its text.
pub(super) fn framed(record: &Record, before: &Sum, path: &Path) -> Result<(Vec<u8>, Sum), DocumentError> {
    let text = serde_json::to_vec(record)
        .map_err(|error| DocumentError::system(path, "be appended to", &error.into()))?;
    let length = u32::try_from(text.len()).ok().filter(|length| *length <= limits::JOURNAL_RECORD_BYTES);
    let Some(length) = length else {
        let most = limits::JOURNAL_RECORD_BYTES;
        return Err(DocumentError::file(path, format!("a change larger than {most} bytes; save instead")));
    };
    let sum = checksum(before, &text);
    Ok(([&length.to_le_bytes()[..], &sum, &text].concat(), sum))
}

/// The readable part of a journal: its records, each with the place where it ends and the checksum there.
#[derive(Default)]
pub(super) struct Readable {
    pub(super) records: Vec<(Record, u64, Sum)>,
}

/// Reads records up to the first that is torn; `None` for a file that is no journal.
pub(super) fn read(bytes: &[u8]) -> Option<Readable> {
    let mut rest = bytes.strip_prefix(FIRST_LINE)?;
    let mut read = Readable::default();
    let (mut end, mut sum) = (FIRST_LINE.len(), Sum::default());
    while let Some((record, next_sum, after)) = next(rest, &sum) {
        end += rest.len() - after.len();
        (rest, sum) = (after, next_sum);
        read.records.push((record, end as u64, sum));
    }
    Some(read)
}

impl Readable {
    /// Where the readable part ends, and the checksum there.
    pub(super) fn end(&self) -> (u64, Sum) {
        self.records.last().map_or((FIRST_LINE.len() as u64, Sum::default()), |(_, end, sum)| (*end, *sum))
    }
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
