//! `banxin`: the engine without a window. Messages go to stderr, data to stdout.
//!
//! Exit codes: 0 done; 1 done or refused because of findings of severity error; 2 could not be read or was
//! called wrongly.

mod arguments;
mod commands;
mod failure;

use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = arguments::read(std::env::args_os().skip(1)).and_then(commands::run);
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
