//! Why a command stopped, and the exit code that tells it.

use crate::arguments::HELP;
use std::fmt;
use std::io::{Error, ErrorKind};
use std::path::Path;
use std::process::ExitCode;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Findings of severity error; they have been printed.
    Findings,
    /// Something could not be read or written, or is not what it should be.
    Unreadable(String),
    /// The command was called wrongly.
    Usage(String),
    /// There was no command at all.
    NoCommand,
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Failure::Findings => ExitCode::from(1),
            Failure::Unreadable(_) | Failure::Usage(_) | Failure::NoCommand => ExitCode::from(2),
        }
    }

    /// From any error that says what to do.
    pub(crate) fn from_error(error: impl fmt::Display) -> Failure {
        Failure::Unreadable(error.to_string())
    }

    /// From the system's error about a file: which file, and what to do. `doing` goes on from "cannot".
    pub(crate) fn from_io(path: &Path, doing: &str, error: &Error) -> Failure {
        let why = match error.kind() {
            ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
            ErrorKind::IsADirectory => return Failure::folder(path),
            ErrorKind::PermissionDenied => {
                format!("cannot {doing}: the system forbids it; check the permissions of file and folder")
            }
            _ => format!("cannot {doing}: {error}"),
        };
        Failure::Unreadable(format!("{}: {why}", path.display()))
    }

    /// A folder where a file is wanted.
    pub(crate) fn folder(path: &Path) -> Failure {
        Failure::Unreadable(format!("{}: this is a folder; name a file", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Findings => f.write_str("there are findings of severity error"),
            Failure::Unreadable(text) => f.write_str(text),
            Failure::NoCommand => f.write_str(HELP),
            Failure::Usage(text) => write!(f, "{text}\nCall banxin --help to see how it is called."),
        }
    }
}
