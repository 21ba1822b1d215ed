//! Earlier states of pages (版本): what each save left, kept by content.
//!
//! `.banxin/versions/objects/ab/cdef…` is a text as it once stood in the folder, named by its SHA-256 and packed;
//! `.banxin/versions/05.log` lists the states of page 05, a line of JSON each: when, by whom, and the texts of the page and of
//! the stories that stand on it. A text that two states share is kept once. States beyond [`Keep`] go, the oldest first, and
//! texts that no state names go with them. None of it is part of the document.

use crate::conflict::with_file_of;
use crate::folder::write_atomically;
use crate::model::{Edition, Page};
use crate::system::System;
use crate::{DocumentError, Who, check, files, limits, merge};
use crate::{Edit, folder};
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const FOLDER: &str = ".banxin/versions";
/// Digits of a state's id.
const ID: usize = 10;

/// How many states are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Of one page.
    pub number: usize,
    /// How old they may be; the latest is always kept.
    pub age: Duration,
}

impl Default for Keep {
    /// 200 of each page, for two weeks.
    fn default() -> Keep {
        Keep { number: 200, age: Duration::from_secs(14 * 24 * 3600) }
    }
}

/// A state of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Version {
    /// What it is called by: the beginning of a hash over all of it.
    pub id: String,
    /// When it was saved, in seconds since 1970.
    pub at: u64,
    /// Who saved it.
    pub who: Who,
    /// The files of the page and its stories, by name inside the folder, each with the SHA-256 of its text.
    pub files: BTreeMap<String, String>,
}

/// Keeps what an edition that was just saved says, page by page; a page that says what its latest state says adds none.
///
/// # Errors
/// [`DocumentError`] when the system refuses; the save itself is not touched by that.
pub fn record(
    system: &dyn System,
    dir: &Path,
    edition: &Edition,
    who: &Who,
    keep: &Keep,
) -> Result<(), DocumentError> {
    let texts = files(edition);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    for page in &edition.pages {
        let named = names(page).into_iter().filter_map(|name| texts.get(&name).map(|text| (name, text)));
        let named: BTreeMap<String, &String> = named.collect();
        let hashes: BTreeMap<String, String> =
            named.iter().map(|(name, text)| (name.clone(), hash(text.as_bytes()))).collect();
        let mut versions = list(dir, &page.number)?;
        if versions.last().is_some_and(|last| last.files == hashes) {
            continue;
        }
        for (name, hash) in &hashes {
            if let Some(text) = named.get(name) {
                put(system, dir, hash, text)?;
            }
        }
        let id = hash(format!("{now}{hashes:?}").as_bytes()).chars().take(ID).collect();
        versions.push(Version { id, at: now, who: who.clone(), files: hashes });
        let gone = pruned(&mut versions, keep, now);
        let lines: Vec<String> = versions.iter().filter_map(|one| serde_json::to_string(one).ok()).collect();
        write_atomically(system, &log(dir, &page.number), format!("{}\n", lines.join("\n")).as_bytes())?;
        if gone {
            sweep(system, dir);
        }
    }
    Ok(())
}

/// The states of a page, the oldest first.
///
/// # Errors
/// [`DocumentError`] when the list is there and cannot be read.
pub fn list(dir: &Path, page: &str) -> Result<Vec<Version>, DocumentError> {
    let path = log(dir, page);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(DocumentError::system(&path, "be read", &error)),
    };
    // A line that is torn or of a later program is no state that can be gone back to.
    Ok(text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect())
}

/// The edits that bring a page and its stories back to an earlier state, as one step.
///
/// # Errors
/// [`DocumentError`] when the state is not known or its texts are not there or damaged.
pub fn back(dir: &Path, edition: &Edition, page: &str, id: &str) -> Result<Edit, DocumentError> {
    let state = at(dir, edition, page, id)?;
    Ok(Edit::Batch(merge::difference(edition, &state)))
}

/// An edition with a page and its stories as they were.
///
/// # Errors
/// As [`back`].
pub fn at(dir: &Path, edition: &Edition, page: &str, id: &str) -> Result<Edition, DocumentError> {
    let versions = list(dir, page)?;
    let unknown = || {
        let message = format!("page {page} has no state {id:?}; banxin history lists them");
        DocumentError::file(log(dir, page), message)
    };
    let version = versions.iter().rev().find(|one| one.id == id).ok_or_else(unknown)?;
    let mut state = edition.clone();
    for (name, hash) in &version.files {
        let text = get(dir, hash)?;
        let mut there = edition.clone();
        folder::read_into(&mut there, &dir.join(name), name, text)?;
        state = with_file_of(&state, name, &there);
    }
    Ok(state)
}

/// The files whose texts make up a page.
fn names(page: &Page) -> BTreeSet<String> {
    let stories = page.blocks.iter().filter_map(|block| block.kind.story());
    let stories = stories.map(check::story_file);
    stories.chain([check::page_file(&page.number)]).collect()
}

/// Takes out the states that are not to be kept; says whether there were any.
fn pruned(versions: &mut Vec<Version>, keep: &Keep, now: u64) -> bool {
    let before = versions.len();
    let oldest = now.saturating_sub(keep.age.as_secs());
    let surplus = before.saturating_sub(keep.number.max(1));
    let old = versions.iter().take_while(|one| one.at < oldest).count().min(before.saturating_sub(1));
    versions.drain(..surplus.max(old));
    versions.len() < before
}

/// Takes away the texts that no state names.
fn sweep(system: &dyn System, dir: &Path) {
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let folder = dir.join(FOLDER);
    let mut named = BTreeSet::new();
    for entry in entries(&folder) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(page) = name.strip_suffix(".log") {
            let Ok(versions) = list(dir, page) else { return };
            named.extend(versions.into_iter().flat_map(|one| one.files.into_values()));
        }
    }
    for shelf in entries(&folder.join("objects")) {
        for object in entries(&shelf.path()) {
            let hash = format!("{}{}", shelf.file_name().display(), object.file_name().display());
            if !named.contains(&hash) {
                // What cannot go now goes with the next one.
                let _ = system.remove(&object.path());
            }
        }
    }
}

fn put(system: &dyn System, dir: &Path, hash: &str, text: &str) -> Result<(), DocumentError> {
    let path = object(dir, hash);
    if path.exists() {
        return Ok(());
    }
    let mut packed = Vec::new();
    let read = DeflateEncoder::new(text.as_bytes(), flate2::Compression::default()).read_to_end(&mut packed);
    read.map_err(|error| DocumentError::system(&path, "be packed", &error))?;
    write_atomically(system, &path, &packed)
}

fn get(dir: &Path, hash: &str) -> Result<String, DocumentError> {
    let path = object(dir, hash);
    let packed = fs::read(&path).map_err(|error| DocumentError::system(&path, "be read", &error))?;
    let mut text = String::new();
    let most = limits::STORY_BYTES.max(limits::TOML_BYTES);
    let read = DeflateDecoder::new(&packed[..]).take(most + 1).read_to_string(&mut text);
    let whole = read.is_ok() && self::hash(text.as_bytes()) == hash;
    if whole {
        Ok(text)
    } else {
        Err(DocumentError::file(path, "this kept text is damaged; go back to another state"))
    }
}

fn log(dir: &Path, page: &str) -> PathBuf {
    dir.join(FOLDER).join(format!("{page}.log"))
}

fn object(dir: &Path, hash: &str) -> PathBuf {
    let (shelf, rest) = hash.split_at_checked(2).unwrap_or((hash, ""));
    dir.join(FOLDER).join("objects").join(shelf).join(rest)
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
