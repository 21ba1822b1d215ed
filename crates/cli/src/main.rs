//! `banxin`: the engine without a window. Messages go to stderr, data to stdout.

use std::process::ExitCode;

fn main() -> ExitCode {
    banxin_cli::run(std::env::args_os().skip(1))
}
