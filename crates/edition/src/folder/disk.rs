//! Reading and writing one file: bounded, and whole or not at all.

use crate::DocumentError;
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

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
    let file = File::open(path).map_err(|error| failed(&error))?;
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
pub(crate) fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), DocumentError> {
    // A link keeps pointing at its file, which gets the new text.
    let path: PathBuf = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    write_beside(&beside, bytes).and_then(|()| move_file(&beside, &path)).inspect_err(|_| {
        // The half-written file is of no use; that it may stay behind is the smaller evil.
        let _ = fs::remove_file(&beside);
    })
}

/// Writes and syncs a file that waits to be moved to its place, making the folder it stands in.
pub(crate) fn write_beside(beside: &Path, bytes: &[u8]) -> Result<(), DocumentError> {
    let write = || {
        fs::create_dir_all(folder_of(beside))?;
        let mut file = File::create(beside)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| DocumentError::system(beside, "be written", &error))
}

/// Moves a file to its place; one that is not there was moved before. A link at the place keeps pointing at its
/// file, which is the one replaced.
pub(crate) fn move_file(from: &Path, to: &Path) -> Result<(), DocumentError> {
    let to: PathBuf = fs::canonicalize(to).unwrap_or_else(|_| to.to_owned());
    gone_is_fine(fs::rename(from, &to)).map_err(|error| DocumentError::system(&to, "be written", &error))?;
    sync_folder(folder_of(&to));
    Ok(())
}

/// Takes a file away; one that is not there was taken before.
pub(crate) fn remove(path: &Path) -> Result<(), DocumentError> {
    gone_is_fine(fs::remove_file(path)).map_err(|error| DocumentError::system(path, "be removed", &error))?;
    sync_folder(folder_of(path));
    Ok(())
}

fn gone_is_fine(done: std::io::Result<()>) -> std::io::Result<()> {
    done.or_else(|error| if error.kind() == ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Asks the system to write a folder's entries to the disk, where it can be asked.
fn sync_folder(folder: &Path) {
    // Not every system and file system lets a folder be opened; then the move is as durable as it gets.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}
