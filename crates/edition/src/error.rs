//! [`DocumentError`]: what is wrong with a document on disk, where, and what to do.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a document could not be read or written. `Display` gives `path:line: key: message`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// The file (or folder) it is about.
    pub file: PathBuf,
    /// The line, from 1, where one is to blame.
    pub line: Option<u32>,
    /// The key, such as `block[2].cells`, where one is to blame.
    pub key: Option<String>,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl DocumentError {
    /// An error about a whole file or folder.
    pub fn file(file: impl Into<PathBuf>, message: impl Into<String>) -> DocumentError {
        DocumentError { file: file.into(), line: None, key: None, message: message.into() }
    }

    /// An error about a line of a file.
    pub fn line(file: impl Into<PathBuf>, line: u32, message: impl Into<String>) -> DocumentError {
        DocumentError { line: Some(line), ..DocumentError::file(file, message) }
    }

    /// What the system said when `file` was to be read or written.
    pub(crate) fn system(file: &Path, doing: &str, error: &std::io::Error) -> DocumentError {
        DocumentError::file(file, format!("cannot {doing}: {error}"))
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(key) = &self.key {
            write!(f, ": {key}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for DocumentError {}
