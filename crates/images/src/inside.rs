//! Which files a document may name: those inside its folder. Whoever reads a picture for a scene asks here first, so that
//! no document, however it was made, has another file read.

use std::path::{Component, Path, PathBuf};

/// The path of the file that a document in `folder` names; `None` for a name that is empty or leads out of the folder.
pub fn inside(folder: &Path, file: &str) -> Option<PathBuf> {
    let relative = Path::new(file);
    let plain = relative.components().all(|part| matches!(part, Component::Normal(_)));
    (plain && relative.components().next().is_some()).then(|| folder.join(relative))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leads_out_of_the_folder() {
        let folder = Path::new("/paper/edition");
        assert_eq!(inside(folder, "pictures/图1.jpg"), Some(folder.join("pictures/图1.jpg")));
        for file in ["", ".", "..", "../a.jpg", "pictures/../../a.jpg", "/etc/passwd"] {
            assert_eq!(inside(folder, file), None, "{file:?}");
        }
    }
}
