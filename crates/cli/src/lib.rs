//! The command `banxin`: its arguments, its commands, its exit codes. A library only so that its doors can be tried
//! from outside; nothing builds on it.
//!
//! Exit codes: 0 done; 1 done or refused because of findings of severity error; 2 could not be read or was
//! called wrongly.

mod arguments;
mod commands;
mod failure;

use failure::Failure;
use std::ffi::OsString;
use std::process::ExitCode;

pub use commands::compose::Composer;

/// Runs the command that the arguments after the program's name ask for.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let outcome = arguments::read(arguments).and_then(commands::run);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            match failure {
                Failure::Findings => {}
                Failure::NoCommand => eprint!("{failure}"),
                Failure::Unreadable(_) | Failure::Usage(_) => eprintln!("banxin: {failure}"),
            }
            failure.exit_code()
        }
    }
}
