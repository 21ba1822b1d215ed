//! [`DeskError`]: what went wrong, as a code that the front end puts into words.

use banxin_edition::DocumentError;
use serde::Serialize;
use std::fmt;

/// Why a command was refused. The front end words the code in the user's language and shows the rest as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeskError {
    /// What kind of error.
    pub code: ErrorCode,
    /// The file or folder it is about, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The key in the file, such as `block[2].cells`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What exactly is wrong, in the engine's English.
    pub detail: String,
}

/// The kinds of errors; in JSON in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The command or what came with it is not what this module's documentation says.
    BadRequest,
    /// The folder to open does not exist.
    NoFolder,
    /// The folder exists and is no edition.
    NotAnEdition,
    /// The edition cannot be read; `file`, `line` and `key` say where.
    BrokenDocument,
    /// Nothing is open.
    NothingOpen,
    /// The open edition has no such page.
    NoPage,
    /// The shipped faces cannot be read.
    NoFonts,
    /// There is no such face.
    NoFace,
    /// The picture is missing or cannot be decoded.
    BadPicture,
    /// The engine has stopped; the program must be started anew.
    Stopped,
}

impl DeskError {
    /// An error of a kind with what exactly is wrong.
    pub(crate) fn new(code: ErrorCode, detail: impl Into<String>) -> DeskError {
        DeskError { code, file: None, line: None, key: None, detail: detail.into() }
    }

    /// The error of a desk whose engine does not answer any more.
    pub fn stopped() -> DeskError {
        DeskError::new(ErrorCode::Stopped, "the engine has ended; start the program anew")
    }

    /// The same error, about a file or folder.
    pub(crate) fn about(self, file: impl Into<String>) -> DeskError {
        DeskError { file: Some(file.into()), ..self }
    }
}

impl From<DocumentError> for DeskError {
    fn from(error: DocumentError) -> DeskError {
        DeskError {
            code: ErrorCode::BrokenDocument,
            file: Some(error.file.display().to_string()),
            line: error.line,
            key: error.key,
            detail: error.message,
        }
    }
}

impl fmt::Display for DeskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}: ")?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        if let Some(key) = &self.key {
            write!(f, "{key}: ")?;
        }
        write!(f, "{}", self.detail)
    }
}

impl std::error::Error for DeskError {}
