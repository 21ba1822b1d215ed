//! Which printers (印厂) there are: those whose profiles the paper keeps in its folder `printers`, and those that come with
//! the program. A paper's own one stands before one of the program's with the same name.

use banxin_edition::model::Edition;
use banxin_press::{PressError, PrinterProfile};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The printer that is meant where neither the call nor the paper names one.
pub const USUAL: &str = "coldset";

/// The paper's folder of printer profiles, beside its editions.
const FOLDER: &str = "printers";

/// The folders in which the profiles of the edition in `dir` are looked for; `shipped` is that of the program.
fn folders(dir: &Path, shipped: &Path) -> Vec<PathBuf> {
    // An edition that was opened as `.` has a folder above it all the same.
    let dir = std::fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    let own = dir.parent().map(|paper| paper.join(FOLDER));
    own.into_iter().chain([shipped.to_owned()]).collect()
}

/// Reads a printer's profile by its name.
///
/// # Errors
/// [`PressError::Profile`] and [`PressError::Condition`], as of [`PrinterProfile::load`].
pub fn load(dir: &Path, shipped: &Path, name: &str) -> Result<PrinterProfile, PressError> {
    let folders = folders(dir, shipped);
    let holds = |folder: &&PathBuf| folder.join(format!("{name}.toml")).is_file();
    let folder = folders.iter().find(holds).map_or(shipped, PathBuf::as_path);
    PrinterProfile::load(folder, name)
}

/// The names of all printers, in the order of letters.
pub fn known(dir: &Path, shipped: &Path) -> Vec<String> {
    let names = |folder: &PathBuf| -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let profiles = paths.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
        profiles.filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect()
    };
    let all: BTreeSet<String> = folders(dir, shipped).iter().flat_map(names).collect();
    all.into_iter().collect()
}

/// The printer that prints an edition unless somebody says otherwise: the first of its paper.
pub fn usual(edition: &Edition) -> &str {
    edition.paper.printers.first().map_or(USUAL, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_s_own_printer_stands_before_the_program_s() {
        let paper = std::env::temp_dir().join(format!("banxin-printers-{}", std::process::id()));
        let (dir, own) = (paper.join("2026-11-24"), paper.join(FOLDER));
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::create_dir_all(&own).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles");
        let icc = std::fs::canonicalize(shipped.join("newsprint-tr002.icc")).unwrap();
        let text = std::fs::read_to_string(shipped.join("coldset.toml")).unwrap();
        let text = text.replace("newsprint-tr002.icc", icc.to_str().unwrap());
        std::fs::write(own.join("coldset.toml"), text.replace("报纸 冷固", "云汀印务")).unwrap();
        std::fs::write(own.join("east.toml"), text.replace("报纸 冷固", "东厂")).unwrap();
        assert_eq!(known(&dir, &shipped), ["coldset", "east", "plain"]);
        let title = |name: &str| load(&dir, &shipped, name).map(|profile| profile.title).ok();
        assert_eq!(title("coldset").as_deref(), Some("云汀印务"));
        assert_eq!(title("plain").as_deref(), Some("通用"));
        assert_eq!(title("nobody"), None);
        std::fs::remove_dir_all(&paper).unwrap();
    }
}
