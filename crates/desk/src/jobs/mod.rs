//! The long jobs (作业) that a person starts on an edition: taking manuscripts in, printing. The window and the
//! `banxin` command call the same functions, so that neither can do what the other cannot.

mod doubles;
pub mod export;
pub mod import;
mod pictures;
pub mod printers;
pub mod target;
