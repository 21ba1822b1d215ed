//! Where font files lie: the folders that the systems keep them in, and all files in a folder.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Endings of font files.
const ENDINGS: [&str; 4] = ["ttf", "ttc", "otf", "otc"];

/// The folders where this system keeps fonts: its own, and those of whoever is at the machine.
pub(crate) fn of_the_system() -> Vec<PathBuf> {
    let below = |variable: &str, tails: &[&str]| -> Vec<PathBuf> {
        let base = std::env::var_os(variable).map(PathBuf::from);
        base.iter().flat_map(|base| tails.iter().map(move |tail| base.join(tail))).collect()
    };
    let paths = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
    if cfg!(target_os = "windows") {
        let users = ["AppData/Local/Microsoft/Windows/Fonts", "AppData/Roaming/Microsoft/Windows/Fonts"];
        let system = below("SYSTEMROOT", &["Fonts"]);
        let system = if system.is_empty() { paths(&["C:/Windows/Fonts"]) } else { system };
        [system, below("USERPROFILE", &users)].concat()
    } else if cfg!(target_os = "macos") {
        // Fonts that macOS has fetched on demand, the Chinese ones among them, are assets.
        let system =
            ["/Library/Fonts", "/System/Library/Fonts", "/System/Library/AssetsV2", "/Network/Library/Fonts"];
        [paths(&system), below("HOME", &["Library/Fonts"])].concat()
    } else {
        let system = ["/usr/share/fonts", "/usr/local/share/fonts"];
        [paths(&system), below("HOME", &[".fonts", ".local/share/fonts"])].concat()
    }
}

/// The font files in these folders and the folders in them, in the order of their paths, whatever order the system lists
/// them in.
pub(crate) fn files(folders: &[PathBuf]) -> BTreeSet<PathBuf> {
    let (mut files, mut seen) = (BTreeSet::new(), BTreeSet::new());
    folders.iter().for_each(|folder| walk(folder, &mut files, &mut seen));
    files
}

/// Adds the files of a folder; `seen` guards against links that lead round in a circle.
fn walk(folder: &Path, files: &mut BTreeSet<PathBuf>, seen: &mut BTreeSet<PathBuf>) {
    let Ok(true) = folder.canonicalize().map(|real| seen.insert(real)) else { return };
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        if path.is_dir() {
            walk(&path, files, seen);
        } else if ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            files.insert(path);
        }
    }
}
