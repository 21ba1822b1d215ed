//! The document (文档): a folder of UTF-8 files that diff well, read and written by one canonical writer,
//! changed only by edits, filled by the manuscript importer. It knows neither fonts nor drawing.
//!
//! - [`model`]: the document in memory;
//! - [`open`], [`save`], [`files`]: the folder and its files;
//! - [`Edit`], [`Document`]: changes, each with the one that takes it back;
//! - [`group`]: the numbers of a photo group's captions;
//! - [`import`]: manuscripts to stories;
//! - [`conflict`]: files that two people changed;
//! - [`merge`]: another's changes, brought together with ours;
//! - [`Journal`]: changes written down before they are acknowledged;
//! - [`versions`]: earlier states of pages;
//! - [`system`]: the steps of a save, which a test can have refused;
//! - [`story_text`]: the text format of a story;
//! - [`create`], [`create_next`], [`templates`]: new editions;
//! - [`pieces`]: ready-made blocks that are placed as one;
//! - [`lease`]: who works at which page;
//! - [`limits`]: how much of anything a document may hold.

mod check;
pub mod conflict;
mod create;
pub mod edit;
mod error;
mod folder;
pub mod group;
pub mod import;
pub mod journal;
pub mod lease;
pub mod limits;
pub mod merge;
pub mod model;
mod nearest;
pub mod pieces;
pub mod story_text;
pub mod system;
pub mod template;
pub mod versions;
mod who;

pub use check::{Problem, Step, flaw};
pub use create::{NewEdition, create, create_next};
pub use edit::{Change, Document, Edit, EditError, Thing};
pub use error::DocumentError;
pub use folder::{EDITION_FILE, FORMAT, PAPER_FILE, Saving, Stamp, files, open, save, save_by};
pub use journal::{Journal, Recovery};
pub use template::templates;
pub use who::Who;
