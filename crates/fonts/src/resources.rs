//! The resource folder (资源目录): where the shipped `fonts/` and `profiles/` are.

use std::path::{Path, PathBuf};

/// The environment variable that names the resource folder.
pub const VARIABLE: &str = "BANXIN_RESOURCES";

/// Finds the folder that holds `fonts/fonts.toml` and `profiles/`: the one that is named (by `--resources` on a
/// command line), else the one that `BANXIN_RESOURCES` names, else the nearest one above the running program (so
/// that a development build finds the repository's), else where an installer puts it beside the program.
///
/// A folder that is named and is no resource folder gives `None`: it is not replaced by another behind the
/// user's back.
pub fn find(named: Option<&Path>) -> Option<PathBuf> {
    let variable = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
    if let Some(folder) = named.map(Path::to_path_buf).or(variable.map(PathBuf::from)) {
        return is_resource_folder(&folder).then(|| std::path::absolute(&folder).unwrap_or(folder));
    }
    let program = std::env::current_exe().ok()?;
    beside(&program)
}

/// The resource folder that belongs to a program at this path.
fn beside(program: &Path) -> Option<PathBuf> {
    let folder = program.parent()?;
    // Debian and AppImage packages: usr/bin and usr/lib/banxin; macOS bundles: Contents/MacOS and
    // Contents/Resources; on Windows the resources lie beside the program, which is the first folder above it.
    let installed =
        ["lib/banxin", "Resources"].into_iter().filter_map(|place| Some(folder.parent()?.join(place)));
    folder.ancestors().map(Path::to_path_buf).chain(installed).find(|place| is_resource_folder(place))
}

fn is_resource_folder(folder: &Path) -> bool {
    folder.join("fonts").join("fonts.toml").is_file() && folder.join("profiles").is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn made(name: &str, resources: &str) -> PathBuf {
        let root = std::env::temp_dir().join(format!("banxin-resources-{name}-{}", std::process::id()));
        fs::create_dir_all(root.join(resources).join("fonts")).unwrap();
        fs::create_dir_all(root.join(resources).join("profiles")).unwrap();
        fs::write(root.join(resources).join("fonts/fonts.toml"), "").unwrap();
        root
    }

    #[test]
    fn a_development_build_finds_the_repository() {
        let root = made("tree", "");
        assert_eq!(beside(&root.join("target/debug/banxin")), Some(root.clone()));
        assert_eq!(beside(&root.join("target/debug/deps/test-1")), Some(root.clone()));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn an_installed_program_finds_its_own() {
        let root = made("installed", "usr/lib/banxin");
        assert_eq!(beside(&root.join("usr/bin/banxin")), Some(root.join("usr/lib/banxin")));
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_named_folder_that_is_none_is_not_replaced() {
        let root = made("named", "there");
        assert_eq!(find(Some(&root.join("there"))), Some(root.join("there")));
        assert_eq!(find(Some(&root.join("elsewhere"))), None);
        fs::remove_dir_all(root).unwrap();
    }
}
