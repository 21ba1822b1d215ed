//! Reading and writing one file: bounded, and whole or not at all.

use crate::DocumentError;
use crate::system::System;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How the names of files end that wait to be moved to their places.
pub(crate) const WAITING: &str = ".new";

type Done = Result<(), DocumentError>;

/// The text of a file, `None` if it is not there. A byte order mark at its start is left out.
pub(crate) fn read_text(path: &Path, most: u64) -> Result<Option<String>, DocumentError> {
    let Some(bytes) = read(path, most)? else { return Ok(None) };
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        DocumentError::line(path, line_of(valid), "this line is not UTF-8; save the file as UTF-8")
    })?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// The bytes of a file, `None` if it is not there. Links are followed; anything but a file is refused, so that
/// a pipe or a device cannot hold the program up.
pub(crate) fn read(path: &Path, most: u64) -> Result<Option<Vec<u8>>, DocumentError> {
    let failed = |error: &std::io::Error| DocumentError::system(path, "be read", error);
    match fs::metadata(path) {
        Ok(data) if !data.is_file() => {
            return Err(DocumentError::file(path, "this is no file; take it away"));
        }
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&error)),
    }
    let mut bytes = Vec::new();
    let file = match File::open(path) {
        Ok(file) => file,
        // It went away a moment ago.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(&error)),
    };
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        return Err(DocumentError::file(
            path,
            format!("larger than {most} bytes, the most this program reads"),
        ));
    }
    Ok(Some(bytes))
}

/// Number of the line that these bytes lead to, from 1.
pub(crate) fn line_of(before: &[u8]) -> u32 {
    let ends = before.iter().filter(|byte| **byte == b'\n').count();
    u32::try_from(ends).unwrap_or(u32::MAX).saturating_add(1)
}

/// Files in a folder whose name ends with `.ending`, by stem, in order. No folder gives none.
pub(crate) fn list(folder: &Path, ending: &str) -> Result<Vec<String>, DocumentError> {
    let failed = |error: &std::io::Error| DocumentError::system(folder, "be listed", error);
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(&error)),
    };
    let mut stems = Vec::new();
    for entry in entries {
        let name = entry.map_err(|error| failed(&error))?.file_name();
        let path = Path::new(&name);
        if path.extension().is_none_or(|found| found != ending) {
            continue;
        }
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        // Names that begin with a dot are somebody's temporary files.
        match stem {
            Some(stem) if stem.starts_with('.') => {}
            Some(stem) => stems.push(stem.to_owned()),
            None => {
                return Err(DocumentError::file(
                    folder.join(path),
                    "the file's name is not UTF-8; rename it",
                ));
            }
        }
    }
    stems.sort();
    Ok(stems)
}

/// The folders in a folder, in the order of their names.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>, DocumentError> {
    let failed = |error: &std::io::Error| DocumentError::system(folder, "be listed", error);
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut found = Vec::new();
    for entry in fs::read_dir(here).map_err(|error| failed(&error))? {
        let path = folder.join(entry.map_err(|error| failed(&error))?.file_name());
        if path.is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Writes a file beside its place, syncs it, and puts it there in one step: whoever looks sees the old file or
/// the new one, also after a power cut.
pub(crate) fn write_atomically(system: &dyn System, path: &Path, bytes: &[u8]) -> Done {
    let beside = beside(path, "");
    let written = write_beside(system, &beside, bytes).and_then(|()| move_file(system, &beside, path));
    written.inspect_err(|_| {
        // The half-written file is of no use; that it may stay behind is the smaller evil.
        let _ = system.remove(&beside);
    })
}

/// Where a file waits to be moved to its place. Links are followed, so that a link stays one. `save` tells the saves apart.
pub(crate) fn beside(path: &Path, save: &str) -> PathBuf {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let dot = if save.is_empty() { "" } else { "." };
    path.with_file_name(format!(".{name}{dot}{save}{WAITING}"))
}

/// Writes and syncs a file that waits to be moved to its place, making the folder it stands in.
pub(crate) fn write_beside(system: &dyn System, beside: &Path, bytes: &[u8]) -> Done {
    let write = || {
        system.create_folders(folder_of(beside))?;
        let mut file = system.create(beside, false)?;
        system.write(&mut file, bytes)?;
        system.sync(&file)
    };
    write().map_err(|error| DocumentError::system(beside, "be written", &error))
}

/// Makes a file that is not there yet, whole or not at all. `false` where one is there already.
pub(crate) fn create_new(system: &dyn System, path: &Path, bytes: &[u8]) -> std::io::Result<bool> {
    let mut file = match system.create(path, true) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Ok(false),
        Err(error) => return Err(error),
    };
    let written = system.write(&mut file, bytes).and_then(|()| system.sync(&file));
    if written.is_err() {
        let _ = system.remove(path);
    }
    written.map(|()| true)
}

/// Moves a file to its place; one that is not there was moved before. A link at the place keeps pointing at its
/// file, which is the one replaced.
pub(crate) fn move_file(system: &dyn System, from: &Path, to: &Path) -> Done {
    let to: PathBuf = fs::canonicalize(to).unwrap_or_else(|_| to.to_owned());
    let moved = gone_is_fine(system.rename(from, &to)).and_then(|()| system.sync_folder(folder_of(&to)));
    moved.map_err(|error| DocumentError::system(&to, "be written", &error))
}

/// Takes a file away; one that is not there was taken before.
pub(crate) fn remove(system: &dyn System, path: &Path) -> Done {
    let removed = gone_is_fine(system.remove(path)).and_then(|()| system.sync_folder(folder_of(path)));
    removed.map_err(|error| DocumentError::system(path, "be removed", &error))
}

/// Takes away what saves left behind that broke off before they were decided on. Files of a save that is `kept` stay.
pub(crate) fn sweep(system: &dyn System, folder: &Path, kept: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let kept = format!(".{kept}{WAITING}");
    for entry in entries.flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with('.') && name.ends_with(WAITING) && !name.ends_with(&kept) {
            // What cannot go now goes with the next save.
            let _ = system.remove(&entry.path());
        }
    }
}

/// Waits until the disk has the entries of a folder.
pub(crate) fn sync_folder(system: &dyn System, folder: &Path) -> Done {
    system.sync_folder(folder).map_err(|error| DocumentError::system(folder, "be synced", &error))
}

fn gone_is_fine(done: std::io::Result<()>) -> std::io::Result<()> {
    done.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
