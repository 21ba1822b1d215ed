//! The desktop program `banxin-app`: everything is in the library beside it.

// Without this a release build on Windows opens a console window behind the program's own.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

fn main() -> ExitCode {
    banxin_app::run()
}
