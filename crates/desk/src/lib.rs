//! The open edition at work (案头): a Tauri-free `dispatch(command, bytes) → bytes` that the desktop shell and
//! any other host share.
//!
//! One writer thread owns the open edition and answers, in order, whatever reads or changes it. What only
//! reads things that never change (faces, picture files), and printing, which works on a copy, runs on the caller's
//! thread, so that neither a slow picture nor an export ever holds up a page.
//!
//! # Commands
//!
//! | Command | Takes (JSON) | Gives |
//! |---|---|---|
//! | `open` | `{"dir"}`: an edition's folder or its `edition.toml` | the [summary]; the edition that was open is closed |
//! | `create` | `{"dir", "template", "paper", "date"}` | the [summary] of the new edition, which is open then |
//! | `summary` | `{}` | the [summary] |
//! | `page` | `{"page", "have"}` | the [patch] of a page |
//! | `act` | `{"page", "have", "revision", "act"}` | the patch after the act, which is one step of undo |
//! | `look` | `{"page", "have", "revision", "act"}` | the patch of the page as it would be; nothing is changed |
//! | `undo`, `redo` | `{"page", "have"}` | the patch of the page where it happened |
//! | `hit` | `{"page", "x", "y", "unit", "block", "anchor"}` | a text state, or `null` where no text is |
//! | `caret` | `{"page", "anchor", "focus", "move", "extend", "goal"}` | a text state |
//! | `import` | `{"page", "have", "revision", "files"}` | the patch; stories and pictures come in unplaced |
//! | `outside` | `{"page", "have"}` | the patch, after what others saved in the folder was taken in |
//! | `check-out` | `{"page", "have", "over", "giveBack"}` | the patch, after the page was taken, over the taking `over` of somebody else, or given back |
//! | `history` | `{"page"}` | the page's earlier states, the latest first: `[{"id", "at", "who", "files"}]` |
//! | `back` | `{"page", "have", "revision", "id"}` | the patch, after the page and its stories went back to a state, as one step |
//! | `choose` | `{"page", "have", "file", "take"}` | the patch, after a file in conflict was settled; `take` is `mine` or `theirs` |
//! | `save` | `{}` | the [state] |
//! | `save-as` | `{"dir"}` | the [summary]; work goes on in the new folder |
//! | `discard` | `{}` | `{}`; the edition is closed and what is not saved forgotten |
//! | `printers` | `{}` | `{"printers": [{"name", "title"}], "usual"}`: those that may print the edition |
//! | `export` | `{"page", "out", "each", "printer", "sample", "allowErrors"}` | `{"written", "file", "files", "bytes", "findings"}`, see [`printing`] |
//! | `progress` | `{}` | `{"stage", "done", "total"}` of a running export |
//! | `cancel` | `{}` | `{}`; the running export ends with [`ErrorCode::Cancelled`] |
//! | `masks` | `{"family", "style", "size", "width", "turn", "phases", "glyphs"}` | coverage [masks] |
//! | `outlines` | `{"family", "style", "glyphs"}` | [outlines] for type too large for masks |
//! | `picture` | `{"file", "width"}` | a PNG of the picture, at most `width` pixels wide, see [`pictures`] |
//!
//! `have` is the serial of the last patch that the host took, 0 for none: if it is the last that was sent, the answer
//! holds only what has changed. `revision` is that of the last patch; an act made against another is refused as
//! [`ErrorCode::Stale`] and changes nothing. So a host keeps one of `page`, `act`, `look`, `undo`, `redo` and `import` on
//! its way at a time.
//!
//! # Acts
//!
//! An act is an object with the tag `do`:
//!
//! | `do` | With | What |
//! |---|---|---|
//! | `place` | `what`, `at: {column, line}`, `size: {columns, lines}` or `null` | `what` is `{"kind": "story", "story"}`, `{"kind": "picture", "story", "picture"}`, `{"kind": "part", "story", "paragraphs"}`, `{"kind": "text"}`, `{"kind": "headline"}`, or one of those below |
//! | `cells` | `block`, `cells` | move, with its group, or resize |
//! | `delete` | `block` | the story goes back into the 稿库; blocks in which it goes on go with it |
//! | `set` | `block`, `to` | sets some of its properties, see below |
//! | `order` | `block`, `to` | `to` is `front`, `forward`, `backward` or `back`, within its layer |
//! | `group` | `blocks` | they and those that they are grouped with become one group |
//! | `ungroup` | `block` | its group is no more |
//! | `number` | `block` | its captions are numbered in the order in which its pictures are read |
//! | `layers` | `layers: [{name, was, hidden, locked}]` | the layers of the page; `was` is the name until then, `null` for a new one |
//! | `role` | `story`, `paragraph`, `role` | |
//! | `title` | `title` | name of the page |
//! | `arrange` | | all unplaced stories in the free room of the page |
//! | `type` | `anchor`, `focus`, `text`, `fresh` | text in place of the selection; a line end begins a paragraph |
//! | `erase` | `anchor`, `focus`, `forward`, `word` | the selection, or a character or word beside it |
//! | `compose` | `anchor`, `focus`, `text`, `cursor` | for `look`: an input method's unfinished text |
//!
//! Placed without a story: `{"kind": "rule", "upright"}` (`upright` is the column before which an upright one stands, `null`
//! for a level one), `{"kind": "panel"}`, `{"kind": "ad", "size"}` (a size of the paper's or `null`), `{"kind": "masthead"}`,
//! `{"kind": "staff"}`, `{"kind": "section", "section"}`, `{"kind": "code", "content"}`, `{"kind": "guide", "title",
//! "stories"}`, and `{"kind": "rest", "after"}` for a 续排 of the text of the block `after`.
//!
//! `to` of `set` has any of `name`, `layer`, `locked`, `wrap`, `look`, `turn`, `free`, `style`, `headLines`,
//! `headlineSize`, `boxed`, `articleStyle`, `headStyle`, `headAlign`, `headAt`, `kicker`, `byline`, `division`,
//! `columnRules`, `captions`, each as in the [`about`] of a block, `null` where it is to have none;
//! `crop: {picture, crop}` for one of its pictures; `own: {kind, …}` for what only its kind has. A block that is locked,
//! or whose layer is, is not moved, resized or deleted.
//!
//! A caret is `{"story", "paragraph", "offset"}` in characters, and `"atEnd": true` at the end of a line that goes on. A
//! text state is `{"anchor", "focus", "goal", "caret": [x, y, height], "selection": [[x, y, width, height]], "marked",
//! "text", "block", "role"}`; `goal` goes back with the next move up or down.
//!
//! Errors are [`DeskError`]s; nothing that comes in makes the desk panic, and a refused command changes nothing.

pub mod about;
mod act;
mod engine;
mod error;
mod history;
pub mod jobs;
pub mod masks;
pub mod notes;
mod open;
pub mod outlines;
mod outside;
mod pages;
pub mod patch;
pub mod pictures;
mod printing;
mod reader;
mod screen;
pub mod state;
pub mod summary;
mod text;
pub mod wire;

pub use error::{DeskError, ErrorCode};

use banxin_edition::Who;
use banxin_edition::lease::BEAT;
use banxin_edition::system::{Disk, System};
use engine::Engine;
use jobs::export::Progress;
use open::Means;
use reader::Reader;
use serde::de::DeserializeOwned;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Instant;

/// The desk: commands in, answers out. Dropping it ends its thread.
pub struct Desk {
    engine: Sender<Job>,
    reader: Arc<Reader>,
    progress: Progress,
}

/// What the writer thread is to do.
type Job = Box<dyn FnOnce(&mut Engine) + Send>;

impl Desk {
    /// A desk with nothing open. `resources` is the folder that holds `fonts/` and `profiles/`; faces are read
    /// when the first command needs them. `journals` is a folder on this machine in which every change is written
    /// down before it is acknowledged; without one a crash loses what is not saved.
    pub fn new(resources: PathBuf, journals: Option<PathBuf>) -> Desk {
        Desk::by(Arc::new(Disk), Who::here(), resources, journals)
    }

    /// A desk for somebody by name, that saves by another system's steps.
    pub fn by(system: Arc<dyn System>, who: Who, resources: PathBuf, journals: Option<PathBuf>) -> Desk {
        let (engine, jobs) = channel::<Job>();
        let reader = Arc::new(Reader::new(resources));
        let shared = Arc::clone(&reader);
        let means = Means { journals, system, who };
        std::thread::spawn(move || write(Engine::new(shared, means), &jobs));
        Desk { engine, reader, progress: Progress::default() }
    }

    /// Carries out a command; see the tables of this module. Blocks until the answer is there.
    ///
    /// # Errors
    /// [`DeskError`] with the code that fits; [`ErrorCode::BadRequest`] for a command that is not in the table.
    pub fn dispatch(&self, command: &str, bytes: &[u8]) -> Result<Vec<u8>, DeskError> {
        match command {
            "open" => self.asked(bytes, |engine, request| engine.open(request)),
            "create" => self.asked(bytes, |engine, request| engine.create(request)),
            "summary" => self.ask(Engine::summary),
            "page" => self.asked(bytes, |engine, request| engine.page(request)),
            "act" => self.asked(bytes, |engine, request| engine.act(request)),
            "look" => self.asked(bytes, |engine, request| engine.look(request)),
            "undo" => self.asked(bytes, |engine, request| engine.turn(request, false)),
            "redo" => self.asked(bytes, |engine, request| engine.turn(request, true)),
            "hit" => self.asked(bytes, |engine, request| engine.hit(request)),
            "caret" => self.asked(bytes, |engine, request| engine.caret(request)),
            "outside" => self.asked(bytes, |engine, request| engine.outside(request)),
            "history" => self.asked(bytes, |engine, request| engine.history(request)),
            "back" => self.asked(bytes, |engine, request| engine.back(request)),
            "check-out" => self.asked(bytes, |engine, request| engine.check_out(request)),
            "choose" => self.asked(bytes, |engine, request| engine.choose(request)),
            "import" => self.asked(bytes, |engine, request| engine.import(request)),
            "save" => self.ask(Engine::save),
            "save-as" => self.asked(bytes, |engine, request| engine.save_as(request)),
            "discard" => self.ask(Engine::discard),
            "export" => {
                let request = read(bytes)?;
                let snapshot = self.ask(Engine::snapshot)?;
                unharmed(|| printing::export(&self.reader, &snapshot, &request, &self.progress))
            }
            "printers" => printing::printers(&self.reader, &self.ask(Engine::snapshot)?),
            "progress" => printing::progress(&self.progress),
            "cancel" => {
                self.progress.cancel();
                Ok(b"{}".to_vec())
            }
            "masks" => masks::answer(&self.reader, &read(bytes)?),
            "outlines" => outlines::answer(&self.reader, &read(bytes)?),
            "picture" => pictures::answer(&self.reader, &read(bytes)?),
            _ => Err(DeskError::new(ErrorCode::BadRequest, format!("there is no command \"{command}\""))),
        }
    }

    /// Has the writer thread carry out what a request asks for.
    fn asked<T: DeserializeOwned + Send + 'static>(
        &self,
        bytes: &[u8],
        work: fn(&mut Engine, &T) -> Result<Vec<u8>, DeskError>,
    ) -> Result<Vec<u8>, DeskError> {
        let request: T = read(bytes)?;
        self.ask(move |engine| work(engine, &request))
    }

    /// Has the writer thread do something and waits for what comes of it.
    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Engine) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, DeskError> {
        let (answer, answered) = channel();
        let job: Job = Box::new(move |engine| {
            // A caller that no longer waits is no error: the next job is served.
            let _ = answer.send(unharmed(|| work(engine)));
        });
        self.engine.send(job).map_err(|_| DeskError::stopped())?;
        answered.recv().map_err(|_| DeskError::stopped())?
    }
}

/// A fault in one command must not take the open document with it: edits are all or nothing.
fn unharmed<T>(work: impl FnOnce() -> Result<T, DeskError>) -> Result<T, DeskError> {
    let fault = || DeskError::new(ErrorCode::Internal, "a fault of the program; what was open is still open");
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(fault()))
}

/// The writer thread: one job after the other, and between them a sign of life for the pages that are held.
fn write(mut engine: Engine, jobs: &Receiver<Job>) {
    let mut last = Instant::now();
    loop {
        let next = if engine.holds_pages() {
            jobs.recv_timeout(BEAT.saturating_sub(last.elapsed()))
        } else {
            jobs.recv().map_err(|_| RecvTimeoutError::Disconnected)
        };
        match next {
            Ok(job) => job(&mut engine),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if last.elapsed() >= BEAT {
            engine.beat();
            last = Instant::now();
        }
    }
}

/// Reads what came with a command.
fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DeskError> {
    serde_json::from_slice(bytes).map_err(|error| DeskError::new(ErrorCode::BadRequest, error.to_string()))
}
