//! Why a manuscript could not be imported.

use std::fmt;

/// Why a manuscript was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// It has more bytes than the importer takes.
    TooLong {
        /// Bytes it has.
        bytes: u64,
        /// Bytes it may have.
        limit: u64,
    },
    /// It has more of something than an edition may hold.
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// It holds no text.
    Empty,
    /// It is no text file.
    Binary {
        /// Where that is seen, in bytes or characters from the start.
        at: usize,
        /// What was seen there.
        what: &'static str,
    },
    /// It is neither UTF-8 nor GB 18030.
    Encoding {
        /// The first byte that is wrong.
        at: usize,
    },
    /// A character would be lost: a fault of this program, found by the recount.
    Lost {
        /// The character.
        at: usize,
    },
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::TooLong { bytes, limit } => {
                let mb = |n: &u64| n.div_ceil(1024 * 1024);
                write!(f, "the manuscript has {} MB; at most {} MB can be imported", mb(bytes), mb(limit))
            }
            ImportError::TooMany { what, count, limit } => {
                write!(f, "the manuscript has {count} {what}; at most {limit} can be imported")
            }
            ImportError::Empty => write!(f, "the manuscript is empty"),
            // What is seen at the very start is the kind of the file, not a place in it.
            ImportError::Binary { at: 0, what } => write!(f, "this is no text file: {what}"),
            ImportError::Binary { at, what } => write!(f, "this is no text file: {what} at place {at}"),
            ImportError::Encoding { at } => {
                write!(f, "the manuscript is neither valid UTF-8 nor valid GB 18030: byte {at} is wrong")
            }
            ImportError::Lost { at } => {
                write!(
                    f,
                    "a fault of this program: character {at} of the manuscript would be lost; nothing was imported"
                )
            }
        }
    }
}

impl std::error::Error for ImportError {}
