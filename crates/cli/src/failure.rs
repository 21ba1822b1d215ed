//! Why a command stopped, and the exit code that tells it.

use crate::arguments::HELP;
use std::fmt;
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
