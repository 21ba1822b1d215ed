//! Opening an edition.

use super::place::Folder;
use super::read_page::read_page;
use super::read_paper::read_paper;
use super::stamp::Stamp;
use super::toml_in::{Source, Table};
use super::{EDITION_FILE, PAPER_FILE};
use crate::check::{self, Problem, page_file, story_file};
use crate::model::{Date, Edition, FaceUse, Page, Paper, Story};
use crate::{DocumentError, limits, story_text};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// How often reading begins again because the folder was changed meanwhile.
const TRIES: usize = 50;

type Read<T> = Result<T, DocumentError>;

/// What `edition.toml` says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) date: Date,
    pub(crate) issue: Option<u32>,
    pub(crate) staff: String,
    pub(crate) pages: Vec<String>,
    pub(crate) faces: Vec<FaceUse>,
}

impl Header {
    /// What `edition.toml` must say of an edition.
    pub(crate) fn of(edition: &Edition) -> Header {
        Header {
            date: edition.date,
            issue: edition.issue,
            staff: edition.staff.clone(),
            pages: edition.pages.iter().map(|page| page.number.clone()).collect(),
            faces: edition.faces.clone(),
        }
    }
}

/// Opens the edition in a folder. Nothing is written. What others save meanwhile is seen whole or not at all.
///
/// # Errors
/// [`DocumentError`] with file, line and key at the first thing that is wrong: no edition, broken TOML, an unknown
/// key or version, a rule of the document broken (a block outside the grid, an unknown story), a file too large.
pub fn open(dir: &Path) -> Read<Edition> {
    for _ in 0..TRIES {
        let before = Stamp::of(dir);
        let edition = read(dir);
        if Stamp::of(dir) == before {
            return edition;
        }
    }
    Err(DocumentError::file(dir, "another program saves this edition again and again; try again in a moment"))
}

/// Opens the edition as the folder is, which must not change meanwhile.
fn read(dir: &Path) -> Read<Edition> {
    let folder = Folder::at(dir)?;
    let Some(source) = read_source(&folder, EDITION_FILE)? else { return Err(no_edition(dir)) };
    let header = read_header(&source)?;
    let sources = BTreeMap::from([(EDITION_FILE.to_owned(), source)]);
    let mut seen = Seen { folder, sources, texts: BTreeMap::new() };
    let edition = Edition {
        paper: find_paper(&seen.folder)?.ok_or_else(|| no_paper(dir))?,
        date: header.date,
        issue: header.issue,
        staff: header.staff,
        pages: seen.pages(&header.pages)?,
        stories: seen.stories()?,
        faces: header.faces,
    };
    check::edition(&edition).map_err(|problem| seen.problem(problem))?;
    Ok(edition)
}

/// Puts what the text of a page or a story says into an edition, in the place of what it has there.
pub(crate) fn read_into(edition: &mut Edition, path: &Path, name: &str, text: String) -> Read<()> {
    if name.ends_with(".story") {
        let story = story_text::parse(&text);
        let story = story.map_err(|error| DocumentError::line(path, error.line, error.message))?;
        edition.stories.insert(story.id.clone(), story);
        return Ok(());
    }
    let number = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let page = read_page(&Source::parse(path, text)?, &number)?;
    match edition.pages.iter_mut().find(|one| one.number == number) {
        Some(old) => *old = page,
        None => edition.pages.push(page),
    }
    Ok(())
}

/// A TOML file of the folder; `None` if it is not there.
pub(crate) fn read_source(folder: &Folder, name: &str) -> Read<Option<Source>> {
    let text = folder.read(name, limits::TOML_BYTES)?;
    text.map(|text| Source::parse(&folder.path(name), text)).transpose()
}

/// What `edition.toml` in a folder says; `None` if the folder is no edition.
pub(crate) fn header_of(folder: &Folder) -> Read<Option<Header>> {
    read_source(folder, EDITION_FILE)?.as_ref().map(read_header).transpose()
}

fn no_edition(dir: &Path) -> DocumentError {
    let message = if dir.is_dir() {
        format!(
            "this folder is no edition: it holds no {EDITION_FILE}; make an edition with: banxin new DIR --template NAME"
        )
    } else {
        "there is no such folder".to_owned()
    };
    DocumentError::file(dir, message)
}

/// The house style of an edition: its own, else the one in the folder above; `None` if there is neither.
pub(crate) fn find_paper(folder: &Folder) -> Read<Option<Paper>> {
    match read_source(folder, PAPER_FILE)? {
        Some(own) => read_paper(&own).map(Some),
        None => {
            let above = above(folder.dir()).join(PAPER_FILE);
            Source::read(&above)?.as_ref().map(read_paper).transpose()
        }
    }
}

/// The folder above, where a paper keeps its house style. Symbolic links are followed first, as `..` would.
pub(crate) fn above(dir: &Path) -> PathBuf {
    let plain = dir.components().next_back().is_some_and(|last| matches!(last, Component::Normal(_)));
    match dir.parent() {
        Some(parent) if plain && !dir.is_symlink() => parent.to_owned(),
        _ => dir.join(".."),
    }
}

fn no_paper(dir: &Path) -> DocumentError {
    let message =
        "there is no house style, neither here nor in the folder above; copy paper.toml of another edition";
    DocumentError::file(dir.join(PAPER_FILE), message)
}

pub(crate) fn read_header(source: &Source) -> Read<Header> {
    let root = source.root()?;
    root.only(&["format", "date", "issue", "staff", "pages", "face"])?;
    Ok(Header {
        date: root.date("date")?,
        issue: root.opt("issue", Table::number)?,
        staff: root.opt("staff", Table::text)?.unwrap_or_default(),
        pages: root.texts("pages")?,
        faces: root.tables("face")?.iter().map(face).collect::<Read<_>>()?,
    })
}

fn face(table: &Table<'_>) -> Read<FaceUse> {
    table.only(&["family", "style", "sha256"])?;
    Ok(FaceUse { family: table.text("family")?, style: table.text("style")?, sha256: table.text("sha256")? })
}

/// The texts that were read, kept so that a broken rule can name its line.
struct Seen {
    folder: Folder,
    sources: BTreeMap<String, Source>,
    texts: BTreeMap<String, String>,
}

impl Seen {
    fn pages(&mut self, numbers: &[String]) -> Read<Vec<Page>> {
        // The list is checked before its entries become file names.
        check::page_list(&mut numbers.iter().map(String::as_str)).map_err(|problem| self.problem(problem))?;
        if let Some(stray) =
            self.folder.list("pages", "toml")?.into_iter().find(|found| !numbers.contains(found))
        {
            let message = format!(
                "is not in the list of {EDITION_FILE}; add {stray:?} to its pages or move the file away"
            );
            return Err(DocumentError::file(self.folder.path(&page_file(&stray)), message));
        }
        let mut pages = Vec::new();
        for (index, number) in numbers.iter().enumerate() {
            let name = page_file(number);
            let Some(source) = read_source(&self.folder, &name)? else {
                let message =
                    format!("there is no {name}; take {number:?} out of the list or bring the file back");
                return Err(self.problem(Problem::list(EDITION_FILE, "pages", index, message)));
            };
            pages.push(read_page(&source, number)?);
            self.sources.insert(name, source);
        }
        Ok(pages)
    }

    fn stories(&mut self) -> Read<BTreeMap<String, Story>> {
        let ids = self.folder.list("stories", "story")?;
        if ids.len() > limits::STORIES {
            let message = format!("more than {} stories", limits::STORIES);
            return Err(DocumentError::file(self.folder.path("stories"), message));
        }
        let mut stories = BTreeMap::new();
        for id in ids {
            let name = story_file(&id);
            let file = self.folder.path(&name);
            // A file that went away since the folder was listed is no story.
            let Some(text) = self.folder.read(&name, limits::STORY_BYTES)? else { continue };
            let story = story_text::parse(&text)
                .map_err(|error| DocumentError::line(file, error.line, error.message))?;
            stories.insert(id, story);
            self.texts.insert(name, text);
        }
        Ok(stories)
    }

    fn problem(&self, problem: Problem) -> DocumentError {
        let file = self.folder.path(&problem.file);
        if let Some(source) = self.sources.get(&problem.file) {
            return source.problem(&problem);
        }
        let line = self.texts.get(&problem.file).and_then(|text| story_text::locate(text, &problem));
        let key = (!problem.key.is_empty()).then(|| problem.key_text());
        DocumentError { file, line, key, message: problem.message }
    }
}
