//! The engine (引擎): what the writer thread owns and does.

use crate::act::{Act, Ground, Plan};
use crate::error::{DeskError, ErrorCode};
use crate::history::Deed;
use crate::jobs::import;
use crate::notes::Notes;
use crate::open::{Means, Open};
use crate::outside::Take;
use crate::reader::Reader;
use crate::screen::Screen;
use crate::state::State;
use crate::summary::{CreateRequest, OpenRequest, Summary};
use crate::text::{self, CaretRequest, HitRequest, Selection, TextMap, TextState};
use banxin_edition::Edit;
use banxin_edition::model::{Edition, Page, Role};
use banxin_makeup::{Laid, Memo};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The open edition, and what the host has of it.
pub(crate) struct Engine {
    reader: Arc<Reader>,
    means: Means,
    open: Option<Open>,
    memo: Memo,
    /// The page that was laid last, as the document has it.
    laid: Option<Laid>,
    screen: Screen,
    /// Counts the changes of what the summary says.
    stories: u32,
}

/// What comes with the commands `page`, `undo` and `redo`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageRequest {
    /// Number of the page (版次), such as `05`.
    page: String,
    /// Serial of the last patch that the host took, 0 for none.
    have: u32,
}

/// What comes with the commands `act` and `look`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActRequest {
    page: String,
    have: u32,
    revision: u32,
    act: Act,
}

/// What comes with the command `import`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImportRequest {
    page: String,
    have: u32,
    revision: u32,
    files: Vec<PathBuf>,
}

/// What comes with the command `back`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BackRequest {
    page: String,
    have: u32,
    revision: u32,
    id: String,
}

/// What comes with the command `history`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HistoryRequest {
    page: String,
}

/// What comes with the command `check-out`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CheckOutRequest {
    page: String,
    have: u32,
    /// The number of the taking of somebody else's that is taken over.
    #[serde(default)]
    over: Option<u64>,
    #[serde(default)]
    give_back: bool,
}

/// What comes with the command `choose`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChooseRequest {
    page: String,
    have: u32,
    file: String,
    take: Take,
}

/// A document at one moment, for a job that runs beside the editing.
pub(crate) struct Snapshot {
    pub(crate) edition: Edition,
    pub(crate) folder: PathBuf,
}

impl Engine {
    /// An engine with nothing open.
    pub(crate) fn new(reader: Arc<Reader>, means: Means) -> Engine {
        Engine {
            reader,
            means,
            open: None,
            memo: Memo::default(),
            laid: None,
            screen: Screen::default(),
            stories: 0,
        }
    }

    /// Opens an edition; if that fails, the one that was open stays open. The one that is open already stays as it is.
    pub(crate) fn open(&mut self, request: &OpenRequest) -> Result<Vec<u8>, DeskError> {
        let folder = folder_of(&request.dir)?;
        if !self.open.as_ref().is_some_and(|open| same_folder(&open.folder, &folder)) {
            let opened = Open::new(folder, &self.means)?;
            self.leave(request.discard);
            self.take_up(opened);
        }
        self.summary()
    }

    /// Makes a new edition and opens it.
    pub(crate) fn create(&mut self, request: &CreateRequest) -> Result<Vec<u8>, DeskError> {
        let folder = fresh_folder(&request.dir)?;
        let date = request
            .date
            .ok_or_else(|| DeskError::new(ErrorCode::BadRequest, "a new edition needs a date"))?;
        let edition = banxin_edition::create(&folder, &request.template, request.paper.as_deref(), date)
            .map_err(|error| DeskError { code: ErrorCode::CannotWrite, ..error.into() })?;
        if self.open.as_ref().is_some_and(|open| same_folder(&open.folder, &folder)) {
            // What was open there was taken away under the program's hands.
            self.leave(true);
        }
        let opened = Open::fresh(edition, folder, &self.means)?;
        self.leave(request.discard);
        self.take_up(opened);
        self.summary()
    }

    /// Lets the open edition go; what is not saved comes back at its next opening, unless it is to be forgotten.
    fn leave(&mut self, discard: bool) {
        if let Some(old) = self.open.take().filter(|_| discard) {
            // A journal that cannot go brings back more than was wanted, and that can be undone.
            let _ = old.discard();
        }
    }

    fn take_up(&mut self, opened: Open) {
        self.reader.open(&opened.folder);
        self.open = Some(opened);
        self.memo = Memo::default();
        self.laid = None;
        self.screen.forget();
        self.stories = self.stories.wrapping_add(1);
    }

    /// Sums up the open edition.
    pub(crate) fn summary(&mut self) -> Result<Vec<u8>, DeskError> {
        let state = self.state(None, None);
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        json(&Summary::of(open.document.edition(), &open.folder, state))
    }

    /// Answers a page as it is.
    pub(crate) fn page(&mut self, request: &PageRequest) -> Result<Vec<u8>, DeskError> {
        self.lay(&request.page)?;
        self.answer(request.have, self.state(None, None))
    }

    /// Carries out an act as one step.
    pub(crate) fn act(&mut self, request: &ActRequest) -> Result<Vec<u8>, DeskError> {
        let (plan, before) = self.plan(request)?;
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        let Plan { name, edits, select, text, continues, .. } = plan;
        if !edits.is_empty() {
            let deed = Deed {
                name: name.to_owned(),
                page: request.page.clone(),
                select: select.clone(),
                before,
                after: text.clone(),
                continues,
                number: 0,
            };
            let goes_on = open.perform(deed, edits)? && !is_listed(open, text.as_ref());
            self.stories = self.stories.wrapping_add(u32::from(!goes_on));
        }
        self.lay(&request.page)?;
        let select = select.filter(|id| self.stands(id));
        self.answer(request.have, self.state(select, text.as_ref()))
    }

    /// Whether a block stands on the page that was laid last.
    fn stands(&self, block: &String) -> bool {
        self.laid.as_ref().is_some_and(|laid| laid.scene.blocks.iter().any(|one| one.id == *block))
    }

    /// Shows what an act would come to.
    pub(crate) fn look(&mut self, request: &ActRequest) -> Result<Vec<u8>, DeskError> {
        let (plan, _) = self.plan(request)?;
        let fonts = self.reader.fonts()?;
        let (select, mut state) = (plan.select.clone(), self.state(None, None));
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        let revision = wire_revision(open);
        let (memo, screen) = (&mut self.memo, &mut self.screen);
        let shown = |edition: &Edition| -> Result<Vec<u8>, DeskError> {
            let page = page_of(edition, &request.page)?;
            let laid = memo.lay(edition, page, fonts);
            let map = TextMap::new(edition, &laid.scene);
            state.select = select;
            state.text =
                plan.text.as_ref().and_then(|text| TextState::of(&map, text, plan.marked.as_ref(), None));
            patch(screen, request.have, page, &laid, revision, &state)
        };
        if plan.edits.is_empty() {
            shown(open.document.edition())
        } else {
            open.document.with(&Edit::Batch(plan.edits), shown)?
        }
    }

    /// Takes the last step back, or makes again the one that was taken back last.
    pub(crate) fn turn(&mut self, request: &PageRequest, redo: bool) -> Result<Vec<u8>, DeskError> {
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        let Some(deed) = open.turn(redo)? else { return self.page(request) };
        self.stories = self.stories.wrapping_add(1);
        let page = page_of(open.document.edition(), &deed.page).map_or(&request.page, |_| &deed.page).clone();
        let text = if redo { &deed.after } else { &deed.before };
        self.lay(&page)?;
        let select = deed.select.clone().filter(|id| self.stands(id));
        self.answer(request.have, self.state(select, text.as_ref()))
    }

    /// Takes in what others saved, and answers with the page as it is then.
    pub(crate) fn outside(&mut self, request: &PageRequest) -> Result<Vec<u8>, DeskError> {
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        let changed = open.look_outside()?;
        self.stories = self.stories.wrapping_add(u32::from(changed));
        let gone = page_of(open.document.edition(), &request.page).is_err();
        let first = open.document.edition().pages.first().map(|page| page.number.clone());
        let page = first.filter(|_| gone).unwrap_or_else(|| request.page.clone());
        self.lay(&page)?;
        self.answer(request.have, self.state(None, None))
    }

    /// Brings a page and its stories back to an earlier state, as one step.
    pub(crate) fn back(&mut self, request: &BackRequest) -> Result<Vec<u8>, DeskError> {
        self.check_revision(request.revision)?;
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        let edition = open.document.edition();
        let edit = banxin_edition::versions::back(&open.folder, edition, &request.page, &request.id)?;
        if !edit.touches().is_empty() {
            let deed = Deed { name: "back".to_owned(), page: request.page.clone(), ..Deed::default() };
            open.perform(deed, vec![edit])?;
            self.stories = self.stories.wrapping_add(1);
        }
        self.lay(&request.page)?;
        self.answer(request.have, self.state(None, None))
    }

    /// The earlier states of a page, the latest first.
    pub(crate) fn history(&mut self, request: &HistoryRequest) -> Result<Vec<u8>, DeskError> {
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        let mut versions = banxin_edition::versions::list(&open.folder, &request.page)?;
        versions.reverse();
        json(&versions)
    }

    /// Takes a page or gives it back, and answers with it as it is then.
    pub(crate) fn check_out(&mut self, request: &CheckOutRequest) -> Result<Vec<u8>, DeskError> {
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        page_of(open.document.edition(), &request.page)?;
        if request.give_back {
            open.check_in(&request.page);
        } else {
            open.check_out(&request.page, request.over)?;
        }
        self.stories = self.stories.wrapping_add(1);
        self.lay(&request.page)?;
        self.answer(request.have, self.state(None, None))
    }

    /// Says to others that the pages that are held here are worked at.
    pub(crate) fn beat(&mut self) {
        if let Some(open) = &mut self.open {
            open.pages.beat();
        }
    }

    /// Whether pages are held.
    pub(crate) fn holds_pages(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.pages.are_any())
    }

    /// Settles a conflict, and answers with the page as it is then.
    pub(crate) fn choose(&mut self, request: &ChooseRequest) -> Result<Vec<u8>, DeskError> {
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        open.choose(&request.file, request.take)?;
        self.stories = self.stories.wrapping_add(1);
        self.lay(&request.page)?;
        self.answer(request.have, self.state(None, None))
    }

    /// Takes manuscripts and pictures in.
    pub(crate) fn import(&mut self, request: &ImportRequest) -> Result<Vec<u8>, DeskError> {
        self.check_revision(request.revision)?;
        let open = self.open.as_mut().ok_or_else(nothing_open)?;
        let edition = open.document.edition();
        page_of(edition, &request.page)?;
        let mut taken = import::read(edition, &open.folder, &request.page, &request.files, false)?;
        taken.house_the_homeless(edition, &open.folder);
        let edits = taken.edits(edition, &request.page);
        // The files first: a picture too many harms nobody, one too few does.
        taken.copy_pictures(&open.folder)?;
        if !edits.is_empty() {
            let deed = Deed { name: "import".to_owned(), page: request.page.clone(), ..Deed::default() };
            open.perform(deed, edits)?;
            self.stories = self.stories.wrapping_add(1);
        }
        self.lay(&request.page)?;
        self.answer(request.have, self.state(None, None))
    }

    /// The text under a point.
    pub(crate) fn hit(&mut self, request: &HitRequest) -> Result<Vec<u8>, DeskError> {
        self.with_text(&request.page, |map| text::hit(map, request))
    }

    /// A caret moved, or as it is.
    pub(crate) fn caret(&mut self, request: &CaretRequest) -> Result<Vec<u8>, DeskError> {
        self.with_text(&request.page, |map| text::caret(map, request))
    }

    /// Saves the edition.
    pub(crate) fn save(&mut self) -> Result<Vec<u8>, DeskError> {
        self.open.as_mut().ok_or_else(nothing_open)?.save()?;
        json(&self.state(None, None))
    }

    /// Saves the edition in another folder, pictures too, and goes on there.
    pub(crate) fn save_as(&mut self, request: &OpenRequest) -> Result<Vec<u8>, DeskError> {
        let folder = fresh_folder(&request.dir)?;
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        let edition = open.document.edition();
        banxin_edition::save(edition, &folder)
            .map_err(|error| DeskError { code: ErrorCode::CannotWrite, ..error.into() })?;
        for picture in edition.stories.values().flat_map(|story| &story.pictures) {
            let Some(file) = &picture.file else { continue };
            copy(&open.folder.join(file), &folder.join(file))?;
        }
        let edition = edition.clone();
        let opened = Open::fresh(edition, folder, &self.means)?;
        // What was not saved in the old place is saved in the new one. A journal that cannot go only says it again.
        self.leave(true);
        self.take_up(opened);
        self.summary()
    }

    /// Closes the edition and forgets what is not saved.
    pub(crate) fn discard(&mut self) -> Result<Vec<u8>, DeskError> {
        if let Some(open) = self.open.take() {
            open.discard()?;
        }
        self.laid = None;
        self.screen.forget();
        Ok(b"{}".to_vec())
    }

    /// The document as it is now.
    pub(crate) fn snapshot(&mut self) -> Result<Snapshot, DeskError> {
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        Ok(Snapshot { edition: open.document.edition().clone(), folder: open.folder.clone() })
    }

    /// The edits of an act, and where text was edited before it.
    fn plan(&mut self, request: &ActRequest) -> Result<(Plan, Option<Selection>), DeskError> {
        self.check_revision(request.revision)?;
        if self.laid.as_ref().is_none_or(|laid| laid.scene.page != request.page) {
            self.lay(&request.page)?;
        }
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        let edition = open.document.edition();
        let laid = self.laid.as_ref().ok_or_else(nothing_open)?;
        let page = page_of(edition, &request.page)?;
        let ground = Ground { edition, page, scene: &laid.scene, fonts: self.reader.fonts()? };
        let before = match &request.act {
            Act::Type { anchor, focus, .. } | Act::Erase { anchor, focus, .. } => {
                Some(Selection { anchor: anchor.clone(), focus: focus.clone() })
            }
            _ => None,
        };
        Ok((ground.plan(&request.act)?, before))
    }

    fn check_revision(&self, revision: u32) -> Result<(), DeskError> {
        let current = wire_revision(self.open.as_ref().ok_or_else(nothing_open)?);
        if revision == current {
            return Ok(());
        }
        let detail = format!("made against revision {revision}, the document is at {current}");
        Err(DeskError::new(ErrorCode::Stale, detail))
    }

    fn with_text(
        &mut self,
        page: &str,
        look: impl FnOnce(&TextMap<'_>) -> Option<TextState>,
    ) -> Result<Vec<u8>, DeskError> {
        if self.laid.as_ref().is_none_or(|laid| laid.scene.page != page) {
            self.lay(page)?;
        }
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        let laid = self.laid.as_ref().ok_or_else(nothing_open)?;
        json(&look(&TextMap::new(open.document.edition(), &laid.scene)))
    }

    /// Makes up a page as the document has it.
    fn lay(&mut self, page: &str) -> Result<(), DeskError> {
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        let edition = open.document.edition();
        let page = page_of(edition, page)?;
        self.laid = Some(self.memo.lay(edition, page, self.reader.fonts()?));
        Ok(())
    }

    /// The patch of the page that was laid last.
    fn answer(&mut self, have: u32, state: State) -> Result<Vec<u8>, DeskError> {
        let open = self.open.as_ref().ok_or_else(nothing_open)?;
        let laid = self.laid.as_ref().ok_or_else(nothing_open)?;
        let page = page_of(open.document.edition(), &laid.scene.page)?;
        patch(&mut self.screen, have, page, laid, wire_revision(open), &state)
    }

    fn state(&self, select: Option<String>, text: Option<&Selection>) -> State {
        let Some(open) = &self.open else { return State::default() };
        let shown = self.laid.as_ref().zip(text).and_then(|(laid, text)| {
            TextState::of(&TextMap::new(open.document.edition(), &laid.scene), text, None, None)
        });
        State {
            dirty: open.is_dirty(),
            undo: open.history.next(false).map(|step| step.deed.name.clone()),
            redo: open.history.next(true).map(|step| step.deed.name.clone()),
            stories: self.stories,
            select,
            text: shown,
            recovered: open.recovered,
            guarded: open.is_guarded(),
            held: open.pages.seen.clone(),
            conflicts: open.conflicts.iter().cloned().collect(),
        }
    }
}

fn patch(
    screen: &mut Screen,
    have: u32,
    page: &Page,
    laid: &Laid,
    revision: u32,
    state: &State,
) -> Result<Vec<u8>, DeskError> {
    let notes = text_of(&Notes::of(&laid.ledger, &laid.diagnostics))?;
    Ok(screen.patch(have, page, &laid.scene, revision, (&notes, &text_of(state)?)))
}

/// Whether what is typed at shows in the 稿库: every part of a story but its running text.
fn is_listed(open: &Open, text: Option<&Selection>) -> bool {
    let focus = text.map(|text| &text.focus);
    let story = focus.and_then(|focus| open.document.edition().stories.get(&focus.story));
    let paragraph = story.zip(focus).and_then(|(story, focus)| story.paragraph(focus.paragraph));
    paragraph.is_some_and(|paragraph| !matches!(paragraph.role, Role::Body | Role::Crosshead))
}

/// A revision as the wire has it.
fn wire_revision(open: &Open) -> u32 {
    (open.document.revision() & u64::from(u32::MAX)) as u32
}

fn page_of<'e>(edition: &'e Edition, number: &str) -> Result<&'e Page, DeskError> {
    let unknown = || DeskError::new(ErrorCode::NoPage, format!("the edition has no page \"{number}\""));
    edition.page(number).ok_or_else(unknown)
}

fn nothing_open() -> DeskError {
    DeskError::new(ErrorCode::NothingOpen, "no edition is open")
}

fn same_folder(one: &Path, other: &Path) -> bool {
    one == other
        || one.canonicalize().ok().is_some_and(|real| other.canonicalize().is_ok_and(|there| there == real))
}

/// The folder that a user's path means: the folder itself, or the one that holds the `edition.toml` it names.
fn folder_of(path: &str) -> Result<PathBuf, DeskError> {
    let path = Path::new(path.trim());
    let folder = if path.file_name().is_some_and(|name| name == "edition.toml") && !path.is_dir() {
        path.parent().unwrap_or(path)
    } else {
        path
    };
    let error = |code, detail| Err(DeskError::new(code, detail).about(path.display().to_string()));
    if !folder.is_dir() {
        return error(ErrorCode::NoFolder, "there is no such folder");
    }
    if !folder.join("edition.toml").is_file() {
        return error(ErrorCode::NotAnEdition, "the folder has no edition.toml");
    }
    std::path::absolute(folder).or_else(|_| Ok(folder.to_path_buf()))
}

/// The folder in which a user wants a new edition: one that is empty or not there yet.
fn fresh_folder(path: &str) -> Result<PathBuf, DeskError> {
    let path = Path::new(path.trim());
    let error = |code, detail: &str| Err(DeskError::new(code, detail).about(path.display().to_string()));
    if path.as_os_str().is_empty() {
        return error(ErrorCode::NoFolder, "name a folder");
    }
    match std::fs::read_dir(path).map(|mut entries| entries.next().is_none()) {
        Err(refusal) if refusal.kind() == std::io::ErrorKind::NotFound => {}
        Ok(true) => {}
        Ok(false) => return error(ErrorCode::NotEmpty, "this folder is not empty; choose another place"),
        Err(refusal) => return Err(DeskError::io(ErrorCode::CannotWrite, path, "be used", &refusal)),
    }
    std::path::absolute(path).or_else(|_| Ok(path.to_path_buf()))
}

/// Copies a picture; one that is missing is missing in the copy too.
fn copy(from: &Path, to: &Path) -> Result<(), DeskError> {
    if !from.is_file() {
        return Ok(());
    }
    let refused = |error: std::io::Error| DeskError::io(ErrorCode::CannotWrite, to, "be written", &error);
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(refused)?;
    }
    std::fs::copy(from, to).map(|_| ()).map_err(refused)
}

/// A value as JSON, the answer of a command.
pub(crate) fn json(value: &impl Serialize) -> Result<Vec<u8>, DeskError> {
    text_of(value).map(String::into_bytes)
}

fn text_of(value: &impl Serialize) -> Result<String, DeskError> {
    serde_json::to_string(value).map_err(|error| DeskError::new(ErrorCode::Internal, error.to_string()))
}
