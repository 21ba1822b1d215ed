//! The stamp of a folder (目录印记): whether any file of an edition was changed by anybody, without reading it.

use super::PAPER_FILE;
use super::place::SAVING;
use super::{EDITION_FILE, open};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The names of an edition's files, each with what the system says of it; the house style in the folder above too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, Mark)>);

/// Length, time and identity of a file.
type Mark = (u64, Option<SystemTime>, u64);

impl Stamp {
    /// The stamp of an edition's folder as it is now.
    pub fn of(dir: &Path) -> Stamp {
        let single = [SAVING, EDITION_FILE, PAPER_FILE].map(|name| dir.join(name));
        let mut marks: Vec<(PathBuf, Mark)> =
            single.into_iter().chain([open::above(dir).join(PAPER_FILE)]).filter_map(marked).collect();
        for folder in ["pages", "stories"] {
            let entries = std::fs::read_dir(dir.join(folder)).into_iter().flatten().flatten();
            let visible = entries.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'));
            marks.extend(visible.filter_map(|entry| marked(entry.path())));
        }
        marks.sort();
        Stamp(marks)
    }
}

fn marked(path: PathBuf) -> Option<(PathBuf, Mark)> {
    let data = std::fs::metadata(&path).ok()?;
    let mark = (data.len(), data.modified().ok(), identity(&data));
    Some((path, mark))
}

/// A file that took another's place is told from it even if it is as long and as old.
#[cfg(unix)]
fn identity(data: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(data)
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> u64 {
    0
}
