//! The open edition at work (案头): a Tauri-free `dispatch(command, bytes) → bytes` that the desktop shell and
//! any other host share.
//!
//! One writer thread owns the open edition and answers, in order, whatever reads or changes it. What only
//! reads things that never change (faces, picture files) runs on the caller's thread, so that a slow picture
//! never holds up a page.
//!
//! # Commands
//!
//! | Command | Takes (JSON) | Gives |
//! |---|---|---|
//! | `open` | `{"dir"}` | JSON, see [`summary`]: paper, date, pages and stories of the edition; replaces the open one |
//! | `page` | `{"page"}` | the patch of a page, see [`patch`] |
//! | `masks` | `{"family", "style", "size", "width", "phases", "glyphs"}` | coverage masks, see [`masks`] |
//! | `outlines` | `{"family", "style", "glyphs"}` | outlines for type too large for masks, see [`outlines`] |
//! | `picture` | `{"file", "width"}` | a PNG of the picture, at most `width` pixels wide, see [`pictures`] |
//!
//! Errors are [`DeskError`]s; nothing that comes in makes the desk panic, and a refused command changes nothing.

mod engine;
mod error;
pub mod masks;
pub mod notes;
pub mod outlines;
pub mod patch;
pub mod pictures;
mod reader;
pub mod summary;
pub mod wire;

pub use error::{DeskError, ErrorCode};

use engine::Engine;
use reader::Reader;
use serde::de::DeserializeOwned;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};

/// The desk: commands in, answers out. Dropping it ends its thread.
#[derive(Debug)]
pub struct Desk {
    engine: Sender<Job>,
    reader: Arc<Reader>,
}

/// A command on its way to the writer thread, and the way back.
struct Job {
    command: Command,
    answer: Sender<Result<Vec<u8>, DeskError>>,
}

/// What the writer thread does.
enum Command {
    Open(summary::OpenRequest),
    Page(patch::PageRequest),
}

impl Desk {
    /// A desk with nothing open. `resources` is the folder that holds `fonts/` and `profiles/`; faces are read
    /// when the first command needs them.
    pub fn new(resources: PathBuf) -> Desk {
        let (engine, jobs) = channel::<Job>();
        let reader = Arc::new(Reader::new(resources));
        let shared = Arc::clone(&reader);
        std::thread::spawn(move || {
            let mut engine = Engine::new(shared);
            for job in jobs {
                let answer = match job.command {
                    Command::Open(request) => engine.open(&request),
                    Command::Page(request) => engine.page(&request),
                };
                // A caller that no longer waits is no error: the next job is served.
                let _ = job.answer.send(answer);
            }
        });
        Desk { engine, reader }
    }

    /// Carries out a command; see the table of this module. Blocks until the answer is there.
    ///
    /// # Errors
    /// [`DeskError`] with the code that fits; [`ErrorCode::BadRequest`] for a command that is not in the table.
    pub fn dispatch(&self, command: &str, bytes: &[u8]) -> Result<Vec<u8>, DeskError> {
        match command {
            "open" => self.ask(Command::Open(read(bytes)?)),
            "page" => self.ask(Command::Page(read(bytes)?)),
            "masks" => masks::answer(&self.reader, &read(bytes)?),
            "outlines" => outlines::answer(&self.reader, &read(bytes)?),
            "picture" => pictures::answer(&self.reader, &read(bytes)?),
            _ => Err(DeskError::new(ErrorCode::BadRequest, format!("there is no command \"{command}\""))),
        }
    }

    fn ask(&self, command: Command) -> Result<Vec<u8>, DeskError> {
        let (answer, answered) = channel();
        self.engine.send(Job { command, answer }).map_err(|_| DeskError::stopped())?;
        answered.recv().map_err(|_| DeskError::stopped())?
    }
}

/// Reads what came with a command.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DeskError> {
    serde_json::from_slice(bytes).map_err(|error| DeskError::new(ErrorCode::BadRequest, error.to_string()))
}
