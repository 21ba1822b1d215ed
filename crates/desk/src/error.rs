//! [`DeskError`]: what went wrong, as a code that the front end puts into words.

use banxin_edition::{DocumentError, EditError};
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
    /// The act was made against another revision of the document: ask for the page anew.
    Stale,
    /// The act would break a rule of the document; nothing is changed.
    Refused,
    /// The folder to create or save in is not empty.
    NotEmpty,
    /// The system refuses to write, or what stands there must not be written over.
    CannotWrite,
    /// A manuscript or picture that cannot be taken in.
    CannotRead,
    /// The pages cannot be printed as they are: a face that may not be embedded, a profile that cannot be used.
    CannotPrint,
    /// Another program has this edition open.
    Locked,
    /// Somebody else holds the page.
    Held,
    /// It was stopped by whoever began it.
    Cancelled,
    /// A fault of the program; the document is as it was.
    Internal,
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

    /// What the system said about a file, and what to do. `doing` goes on from "cannot".
    pub(crate) fn io(
        code: ErrorCode,
        path: &std::path::Path,
        doing: &str,
        error: &std::io::Error,
    ) -> DeskError {
        use std::io::ErrorKind;
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
            ErrorKind::IsADirectory => "this is a folder; name a file".to_owned(),
            ErrorKind::PermissionDenied => {
                format!("cannot {doing}: the system forbids it; check the permissions of file and folder")
            }
            _ => format!("cannot {doing}: {error}"),
        };
        DeskError::new(code, why).about(path.display().to_string())
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

impl From<EditError> for DeskError {
    fn from(error: EditError) -> DeskError {
        let code =
            if matches!(error, EditError::Stale { .. }) { ErrorCode::Stale } else { ErrorCode::Refused };
        DeskError::new(code, error.to_string())
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
