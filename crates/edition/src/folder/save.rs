//! Saving an edition.

use super::disk::WAITING;
use super::lock::{LOCK, Lock};
use super::open::{Header, find_paper, read_header, read_source};
use super::place::Folder;
use super::read_page::read_page;
use super::toml_in::Source;
use super::{EDITION_FILE, PAPER_FILE, toml_out};
use crate::check::{self, page_file, story_file};
use crate::model::Edition;
use crate::system::{Disk, System};
use crate::{DocumentError, limits, story_text};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The canonical text of every file of an edition, by its name inside the folder, `paper.toml` included. The same
/// edition gives the same texts, and [`super::open`] of them gives the same edition.
pub fn files(edition: &Edition) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([
        (PAPER_FILE.to_owned(), toml_out::paper(&edition.paper)),
        (EDITION_FILE.to_owned(), toml_out::edition(edition)),
    ]);
    files.extend(edition.pages.iter().map(|page| (page_file(&page.number), toml_out::page(page))));
    files.extend(edition.stories.iter().map(|(id, story)| (story_file(id), story_text::write(story))));
    files
}

/// Saves an edition in a folder, which is made if it is not there.
///
/// Only files that say something else than the edition are written, so a file that somebody laid out by hand keeps its
/// form until its content changes. They are written all or none: beside their places, synced, moved; a save that was cut
/// short is finished by the next one, and [`super::open`] sees it whole. Saves of several programs come one after the other. Files of pages and stories that are not in the edition any more go away. A house style in the folder above stays as it
/// is; one that differs from it goes into the edition's own folder.
///
/// # Errors
/// [`DocumentError`] when the edition breaks a rule of the document (nothing is written then), when the folder
/// holds other things and no edition, or when the system refuses.
pub fn save(edition: &Edition, dir: &Path) -> Result<(), DocumentError> {
    save_by(&Disk, edition, dir)
}

/// Saves an edition by another system's steps; as [`save`] else.
///
/// # Errors
/// As [`save`].
pub fn save_by(system: &dyn System, edition: &Edition, dir: &Path) -> Result<(), DocumentError> {
    check(edition, dir)?;
    Saving::begin(system, dir)?.write(edition)
}

/// A save that is under way: nobody else saves in the folder until it is dropped, so what is read from it meanwhile is
/// what will be written over.
#[derive(Debug)]
pub struct Saving<'s> {
    dir: PathBuf,
    lock: Lock<'s>,
}

impl<'s> Saving<'s> {
    /// Begins to save in a folder; waits while others save there.
    ///
    /// # Errors
    /// [`DocumentError`] when the folder holds other things and no edition, or when the system refuses.
    pub fn begin(system: &'s dyn System, dir: &Path) -> Result<Saving<'s>, DocumentError> {
        may_be_saved_in(dir)?;
        Ok(Saving { dir: dir.to_owned(), lock: Lock::take(dir, system)? })
    }

    /// Writes what the folder does not say yet, all of it or nothing.
    ///
    /// # Errors
    /// As [`save`].
    pub fn write(&self, edition: &Edition) -> Result<(), DocumentError> {
        check(edition, &self.dir)?;
        let folder = Folder::at(&self.dir)?;
        let puts = changed(edition, &folder)?;
        let removes = others(edition, &folder)?;
        folder.change(&puts, &removes, &self.lock)
    }
}

/// That a folder is an edition, or empty, or not there.
fn may_be_saved_in(dir: &Path) -> Result<(), DocumentError> {
    let is_edition = Folder::at(dir)?.read(EDITION_FILE, limits::TOML_BYTES)?.is_some();
    if is_edition || is_empty(dir)? {
        return Ok(());
    }
    let message = "this folder is no edition and not empty; choose another place to save";
    Err(DocumentError::file(dir, message))
}

/// That the edition keeps the rules, so that what is saved can be opened.
fn check(edition: &Edition, dir: &Path) -> Result<(), DocumentError> {
    check::paper(&edition.paper, PAPER_FILE).and_then(|()| check::edition(edition)).map_err(|problem| {
        let key = (!problem.key.is_empty()).then(|| problem.key_text());
        DocumentError { file: dir.join(&problem.file), line: None, key, message: problem.message }
    })
}

/// Whether a folder holds nothing but what a first save left that broke off; one that is not there is empty.
pub(crate) fn is_empty(dir: &Path) -> Result<bool, DocumentError> {
    let failed = |error: &std::io::Error| DocumentError::system(dir, "be read", error);
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(failed(&error)),
    };
    for entry in entries {
        let name = entry.map_err(|error| failed(&error))?.file_name();
        let name = name.to_string_lossy();
        let left = name == LOCK || (name.starts_with('.') && name.ends_with(WAITING));
        let bare = || Ok(matches!(&*name, "pages" | "stories") && is_empty(&dir.join(&*name))?);
        if !(left || bare()?) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The files whose text must change.
fn changed(edition: &Edition, folder: &Folder) -> Result<Vec<(String, String)>, DocumentError> {
    let mut files = files(edition);
    // A house style that cannot be read is an error here, so that it is not written over.
    if find_paper(folder)?.as_ref() == Some(&edition.paper) {
        files.remove(PAPER_FILE);
    }
    let mut changed = Vec::new();
    for (name, text) in files {
        if !says(edition, folder, &name, &text) {
            changed.push((name, text));
        }
    }
    Ok(changed)
}

/// Whether a file on disk says what the edition says, in the same bytes or in other ones.
fn says(edition: &Edition, folder: &Folder, name: &str, text: &str) -> bool {
    let is_story = name.ends_with(".story");
    let most = if is_story { limits::STORY_BYTES } else { limits::TOML_BYTES };
    // What cannot be read says something else.
    let Ok(Some(found)) = folder.read(name, most) else { return false };
    if found == text {
        return true;
    }
    if is_story {
        return story_text::parse(&found).is_ok_and(|story| {
            story_file(&story.id) == name && edition.stories.get(&story.id) == Some(&story)
        });
    }
    let Ok(source) = Source::parse(&folder.path(name), found) else { return false };
    if name == EDITION_FILE {
        return read_header(&source).is_ok_and(|header| header == Header::of(edition));
    }
    let page = edition.pages.iter().find(|page| page_file(&page.number) == name);
    page.is_some_and(|page| read_page(&source, &page.number).is_ok_and(|found| found == *page))
}

/// The files of pages and stories that the edition does not have any more. A file that is none of ours (it does
/// not read as one) is not among them.
fn others(edition: &Edition, folder: &Folder) -> Result<Vec<String>, DocumentError> {
    let mut others = Vec::new();
    for id in folder.list("stories", "story")?.into_iter().filter(|id| !edition.stories.contains_key(id)) {
        let name = story_file(&id);
        let text = folder.read(&name, limits::STORY_BYTES)?.unwrap_or_default();
        if story_text::parse(&text).is_ok() {
            others.push(name);
        }
    }
    for number in folder.list("pages", "toml")?.into_iter().filter(|number| edition.page(number).is_none()) {
        let name = page_file(&number);
        if read_source(folder, &name)?.is_some_and(|source| read_page(&source, &number).is_ok()) {
            others.push(name);
        }
    }
    Ok(others)
}
