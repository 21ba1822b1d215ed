//! Where a job may write: never over the document, and over nothing that is not of the kind it writes.

use crate::error::{DeskError, ErrorCode};
use banxin_edition::{EDITION_FILE, PAPER_FILE};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Folders of an edition whose files are the document.
const FOLDERS: [&str; 3] = ["pages", "stories", "pictures"];

/// What a job writes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A print PDF.
    Pdf,
    /// A picture.
    Png,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Pdf => "PDF",
            Kind::Png => "PNG",
        }
    }

    /// The bytes that each file of the kind begins with.
    fn signature(self) -> &'static [u8] {
        match self {
            Kind::Pdf => b"%PDF",
            Kind::Png => b"\x89PNG\r\n\x1a\n",
        }
    }
}

/// That `out` may be written: its folder is there, it is no file of the edition in `dir`, and what stands there
/// already is an older one of its kind (an empty file has nothing to lose).
///
/// # Errors
/// [`ErrorCode::CannotWrite`] with what to do.
pub fn guard(out: &Path, dir: &Path, kind: Kind) -> Result<(), DeskError> {
    let refuse =
        |why: &str| Err(DeskError::new(ErrorCode::CannotWrite, why).about(out.display().to_string()));
    if out.file_name().is_none() || out.is_dir() {
        return refuse("this is a folder; name a file");
    }
    let Some(place) = place(out) else {
        return refuse("the folder that it is to stand in is not there; make it first, or check the path");
    };
    let behind = fs::canonicalize(out).unwrap_or_else(|_| place.clone());
    if [&place, &behind].iter().any(|path| is_document(path, dir)) {
        return refuse(
            "this is the place of a file of the edition, which is never written over; name another",
        );
    }
    let Ok(data) = fs::metadata(out) else { return Ok(()) };
    if !data.is_file() {
        return refuse("this is no file; name another");
    }
    let mut start = Vec::new();
    let signature = kind.signature();
    File::open(out)
        .and_then(|file| file.take(signature.len() as u64).read_to_end(&mut start))
        .map_err(|error| DeskError::io(ErrorCode::CannotWrite, out, "be read", &error))?;
    if start.is_empty() || start == signature {
        return Ok(());
    }
    refuse(&format!(
        "this file is there already and is no {}, so it is not written over; name another, or take it away first",
        kind.name()
    ))
}

/// Makes a folder for files where it is not there yet; the folders above it must be. The folder of the edition in `dir` is
/// not one, nor is any in it: what is there belongs to the edition.
///
/// # Errors
/// [`ErrorCode::CannotWrite`] when it cannot be made, is no folder, or is the edition's.
pub fn make_folder(folder: &Path, dir: &Path) -> Result<(), DeskError> {
    let home = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let real = fs::canonicalize(folder).ok().or_else(|| place(folder));
    if real.is_some_and(|real| real.starts_with(&home)) {
        let why = "this is the folder of the edition, or in it; name a folder beside it";
        return Err(DeskError::new(ErrorCode::CannotWrite, why).about(folder.display().to_string()));
    }
    match fs::create_dir(folder) {
        Err(_) if folder.is_dir() => Ok(()),
        made => made.map_err(|error| DeskError::io(ErrorCode::CannotWrite, folder, "be made", &error)),
    }
}

/// Writes a file beside its place and moves it there, so that what stood there stays whole until the new one is.
///
/// # Errors
/// [`ErrorCode::CannotWrite`] when the system refuses.
pub fn write(out: &Path, bytes: &[u8]) -> Result<(), DeskError> {
    let refused = |error: std::io::Error| DeskError::io(ErrorCode::CannotWrite, out, "be written", &error);
    let name = out.file_name().ok_or_else(|| refused(std::io::ErrorKind::InvalidInput.into()))?;
    let beside = out.with_file_name(format!(".{}.part", name.to_string_lossy()));
    fs::write(&beside, bytes).map_err(refused)?;
    fs::rename(&beside, out).map_err(|error| {
        // The part file is of no use to anybody; that it could not be taken away changes nothing.
        let _ = fs::remove_file(&beside);
        refused(error)
    })
}

/// The path with all links of its folder followed, though not one that it is itself: what a rename replaces.
fn place(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).ok().filter(|folder| folder.is_dir())?;
    Some(folder.join(path.file_name()?))
}

/// Whether a path without links is a file of the edition in `dir`, or the house style above it.
fn is_document(path: &Path, dir: &Path) -> bool {
    let Ok(home) = fs::canonicalize(dir) else { return false };
    let mut files = vec![home.join(EDITION_FILE), home.join(PAPER_FILE)];
    files.extend(home.parent().map(|above| above.join(PAPER_FILE)));
    let is = |own: &PathBuf| path == own || fs::canonicalize(own).is_ok_and(|real| path == real);
    let inside = |folder: &PathBuf| {
        path.starts_with(folder) || fs::canonicalize(folder).is_ok_and(|real| path.starts_with(real))
    };
    files.iter().any(is) || FOLDERS.iter().map(|name| home.join(name)).any(|folder| inside(&folder))
}
