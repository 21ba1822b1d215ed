//! Files that two people changed (冲突): the parts of an edition that a file holds, and where the copy of a side is kept
//! that is not in its place.

use crate::check::{page_file, story_file};
use crate::folder::create_new;
use crate::model::Edition;
use crate::system::System;
use crate::{DocumentError, EDITION_FILE, Edit, Thing, files};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The folder of copies inside an edition's folder; it is no part of the document.
pub const FOLDER: &str = "conflicts";

/// The file that holds a thing, by name inside the folder.
pub fn file_of(thing: &Thing) -> String {
    match thing {
        Thing::Header => EDITION_FILE.to_owned(),
        Thing::Page(number) => page_file(number),
        Thing::Story(id) => story_file(id),
    }
}

/// The files that edits change.
pub fn touched(edits: &[Edit]) -> BTreeSet<String> {
    edits.iter().flat_map(Edit::touches).map(|thing| file_of(&thing)).collect()
}

/// The number of the page whose file it is.
pub fn page_of(file: &str) -> Option<&str> {
    file.strip_prefix("pages/")?.strip_suffix(".toml")
}

/// The id of the story whose file it is.
pub fn story_of(file: &str) -> Option<&str> {
    file.strip_prefix("stories/")?.strip_suffix(".story")
}

/// An edition with one of its files as another has it.
pub fn with_file_of(edition: &Edition, file: &str, other: &Edition) -> Edition {
    let mut edition = edition.clone();
    if let Some(number) = page_of(file) {
        let place = edition.pages.iter().position(|page| page.number == number);
        match (place, other.page(number)) {
            (Some(at), Some(page)) => {
                if let Some(old) = edition.pages.get_mut(at) {
                    *old = page.clone();
                }
            }
            (Some(at), None) => {
                edition.pages.remove(at);
            }
            (None, Some(page)) => {
                let at = other.pages.iter().position(|one| one.number == number).unwrap_or_default();
                edition.pages.insert(at.min(edition.pages.len()), page.clone());
            }
            (None, None) => {}
        }
    } else if let Some(id) = story_of(file) {
        match other.stories.get(id) {
            Some(story) => edition.stories.insert(id.to_owned(), story.clone()),
            None => edition.stories.remove(id),
        };
    } else {
        edition.date = other.date;
        edition.issue = other.issue;
        edition.staff.clone_from(&other.staff);
        edition.faces.clone_from(&other.faces);
    }
    edition
}

/// Keeps a copy of one of an edition's files in `conflicts/`, and says where; the same copy is kept once. A file that the
/// edition does not have leaves nothing to keep.
///
/// # Errors
/// [`DocumentError`] when the system refuses.
pub fn keep(
    system: &dyn System,
    dir: &Path,
    file: &str,
    edition: &Edition,
    side: &str,
) -> Result<Option<PathBuf>, DocumentError> {
    let Some(text) = files(edition).remove(file) else { return Ok(None) };
    let digest = Sha256::digest(text.as_bytes());
    let short: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let kept = dir.join(FOLDER).join(folder).join(format!("{stem}.{side}-{short}.{ending}"));
    let made = kept.parent().map_or(Ok(()), |folder| system.create_folders(folder));
    made.and_then(|()| create_new(system, &kept, text.as_bytes()))
        .map_err(|error| DocumentError::system(&kept, "be written", &error))?;
    Ok(Some(kept))
}
