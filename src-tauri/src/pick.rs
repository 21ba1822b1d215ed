//! The system's own dialogs for files and folders (选择文件). What is chosen goes back as paths; what is done with them is
//! the front end's to say.

use serde::Deserialize;
use std::path::Path;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};

/// What is to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum What {
    /// The folder of an edition.
    OpenEdition,
    /// A folder that is to be made.
    NewFolder,
    /// Manuscripts and pictures.
    Manuscripts,
    /// The PDF to write.
    SavePdf,
}

/// Endings of manuscripts and pictures.
const TAKEN: [&str; 6] = ["txt", "jpg", "jpeg", "png", "tif", "tiff"];

/// Asks the user; nothing where the dialog was closed. Blocks until then.
pub(crate) fn ask(app: &AppHandle, what: What, suggested: Option<&str>) -> Vec<String> {
    let dialog = started_at(app.dialog().file(), suggested);
    let chosen: Vec<FilePath> = match what {
        What::OpenEdition => dialog.blocking_pick_folder().into_iter().collect(),
        What::NewFolder => dialog.blocking_save_file().into_iter().collect(),
        What::Manuscripts => {
            dialog.add_filter("稿件、图片", &TAKEN).blocking_pick_files().unwrap_or_default()
        }
        What::SavePdf => dialog.add_filter("PDF", &["pdf"]).blocking_save_file().into_iter().collect(),
    };
    chosen.into_iter().filter_map(|path| Some(path.into_path().ok()?.display().to_string())).collect()
}

/// A dialog that begins where a path leads, with its name filled in.
fn started_at<R: tauri::Runtime>(
    dialog: FileDialogBuilder<R>,
    suggested: Option<&str>,
) -> FileDialogBuilder<R> {
    let Some(path) = suggested.filter(|path| !path.is_empty()).map(Path::new) else { return dialog };
    if path.is_dir() {
        return dialog.set_directory(path);
    }
    let dialog = match path.parent().filter(|folder| folder.is_dir()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    };
    match path.file_name() {
        Some(name) => dialog.set_file_name(name.to_string_lossy()),
        None => dialog,
    }
}
