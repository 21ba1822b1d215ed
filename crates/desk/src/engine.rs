//! The engine (引擎): what the writer thread owns and does.

use crate::error::{DeskError, ErrorCode};
use crate::notes::Notes;
use crate::patch::{self, PageRequest};
use crate::reader::Reader;
use crate::summary::{OpenRequest, Summary};
use banxin_edition::model::Edition;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The open edition and its revision.
pub(crate) struct Engine {
    reader: Arc<Reader>,
    edition: Option<Edition>,
    /// Counts every change of what is open, so that an answer says which state it shows.
    revision: u32,
}

impl Engine {
    /// An engine with nothing open.
    pub(crate) fn new(reader: Arc<Reader>) -> Engine {
        Engine { reader, edition: None, revision: 0 }
    }

    /// Opens an edition; if that fails, the one that was open stays open.
    pub(crate) fn open(&mut self, request: &OpenRequest) -> Result<Vec<u8>, DeskError> {
        let folder = folder_of(&request.dir)?;
        let edition = banxin_edition::open(&folder)?;
        let summary = json(&Summary::of(&edition, &folder))?;
        self.reader.open(&folder);
        self.edition = Some(edition);
        self.revision = self.revision.wrapping_add(1);
        Ok(summary)
    }

    /// Makes up a page and answers its patch.
    pub(crate) fn page(&self, request: &PageRequest) -> Result<Vec<u8>, DeskError> {
        let edition = self.edition.as_ref();
        let edition = edition.ok_or_else(|| DeskError::new(ErrorCode::NothingOpen, "no edition is open"))?;
        let page = edition.page(&request.page).ok_or_else(|| {
            DeskError::new(ErrorCode::NoPage, format!("the edition has no page \"{}\"", request.page))
        })?;
        let laid = banxin_makeup::lay(edition, page, self.reader.fonts()?);
        let notes = json(&Notes::of(&laid.ledger, &laid.diagnostics))?;
        Ok(patch::encode(&laid.scene, self.revision, &String::from_utf8_lossy(&notes)))
    }
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

fn json(value: &impl Serialize) -> Result<Vec<u8>, DeskError> {
    serde_json::to_vec(value).map_err(|error| DeskError::new(ErrorCode::Stopped, error.to_string()))
}
