//! What every thread may read at any time: the faces and the folder of the open edition.

use crate::error::{DeskError, ErrorCode};
use banxin_fonts::{Face, FontBook};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, RwLock};

/// Faces and the folder of the open edition; never the document itself.
#[derive(Debug)]
pub(crate) struct Reader {
    resources: PathBuf,
    fonts: OnceLock<Result<FontBook, DeskError>>,
    folder: RwLock<Option<Arc<Path>>>,
}

impl Reader {
    /// A reader over a resource folder; nothing is read yet.
    pub(crate) fn new(resources: PathBuf) -> Reader {
        Reader { resources, fonts: OnceLock::new(), folder: RwLock::new(None) }
    }

    /// The faces, read on the first call.
    pub(crate) fn fonts(&self) -> Result<&FontBook, DeskError> {
        let open = || {
            let folder = self.resources.join("fonts");
            FontBook::open(&folder).map_err(|error| {
                DeskError::new(ErrorCode::NoFonts, error.to_string()).about(folder.display().to_string())
            })
        };
        self.fonts.get_or_init(open).as_ref().map_err(Clone::clone)
    }

    /// A face by name.
    pub(crate) fn face(&self, family: &str, style: &str) -> Result<Arc<Face>, DeskError> {
        self.fonts()?.find(family, style).ok_or_else(|| {
            DeskError::new(ErrorCode::NoFace, format!("there is no face \"{family} {style}\""))
        })
    }

    /// The folder of printer profiles.
    pub(crate) fn profiles(&self) -> PathBuf {
        self.resources.join("profiles")
    }

    /// Says which folder is open now.
    pub(crate) fn open(&self, folder: &Path) {
        // A poisoned lock would mean a panic while a path was stored; the path is replaced either way.
        *self.folder.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = Some(Arc::from(folder));
    }

    /// The path of a file inside the open edition.
    pub(crate) fn inside(&self, file: &str) -> Result<PathBuf, DeskError> {
        let folder = self.folder.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone();
        let folder = folder.ok_or_else(|| DeskError::new(ErrorCode::NothingOpen, "no edition is open"))?;
        banxin_images::inside(&folder, file).ok_or_else(|| {
            let detail = "a file of an edition is named by a path inside its folder";
            DeskError::new(ErrorCode::BadRequest, detail).about(file)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_outside_the_edition_are_refused() {
        let reader = Reader::new(PathBuf::new());
        assert_eq!(reader.inside("pictures/a.jpg").map_err(|e| e.code), Err(ErrorCode::NothingOpen));
        reader.open(Path::new("/editions/today"));
        assert_eq!(reader.inside("pictures/a.jpg"), Ok(PathBuf::from("/editions/today/pictures/a.jpg")));
        for file in ["", "../paper.toml", "/etc/passwd", "pictures/../../x", "."] {
            assert_eq!(reader.inside(file).map_err(|e| e.code), Err(ErrorCode::BadRequest), "{file}");
        }
    }
}
