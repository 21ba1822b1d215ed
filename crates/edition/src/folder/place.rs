//! The folder as a whole: reading its files, and changing several of them in one step.
//!
//! A save first writes each file beside its place and has the disk take them and their names, then a list of them
//! ([`SAVING`]), and then moves them. Whoever opens the folder while the list is there sees the saved state, moved or not,
//! so a crash at any point leaves the old document or the new one and never a mixture. The next save finishes what was
//! left. Saves come one after the other, by a [`Lock`](super::lock::Lock).

use super::disk::{
    beside, folder_of, list, move_file, read_text, remove, sweep, sync_folder, write_atomically, write_beside,
};
use super::lock::Lock;
use crate::system::System;
use crate::{DocumentError, check, limits};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Name of the list of a save that is under way.
pub(crate) const SAVING: &str = ".saving";
/// First line of that list.
const FIRST_LINE: &str = "banxin-saving 1";

/// An edition's folder.
pub(crate) struct Folder {
    dir: PathBuf,
    pending: Pending,
}

/// What a save that is under way has still to do, or did already.
#[derive(Default)]
struct Pending {
    /// What tells its files from those of other saves.
    save: String,
    puts: BTreeSet<String>,
    removes: BTreeSet<String>,
}

impl Folder {
    /// The folder at `dir`, whether it is there or not.
    pub(crate) fn at(dir: &Path) -> Result<Folder, DocumentError> {
        let file = dir.join(SAVING);
        let text = read_text(&file, limits::TOML_BYTES)?;
        let pending = text.map_or(Ok(Pending::default()), |text| {
            let wrong =
                "this is no list of a save that this program knows; save with the program that wrote it";
            Pending::parse(&text).ok_or_else(|| DocumentError::file(file, wrong))
        })?;
        Ok(Folder { dir: dir.to_owned(), pending })
    }

    /// Where it is.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// The path of a file in it, for messages too.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// The text of a file, `None` if it is not there.
    pub(crate) fn read(&self, name: &str, most: u64) -> Result<Option<String>, DocumentError> {
        let path = self.path(name);
        if self.pending.removes.contains(name) {
            return Ok(None);
        }
        if self.pending.puts.contains(name)
            && let Some(text) = read_text(&beside(&path, &self.pending.save), most)?
        {
            return Ok(Some(text));
        }
        read_text(&path, most)
    }

    /// The files of a folder in it that end with `.ending`, by stem, in order.
    pub(crate) fn list(&self, folder: &str, ending: &str) -> Result<Vec<String>, DocumentError> {
        let mut stems: BTreeSet<String> = list(&self.path(folder), ending)?.into_iter().collect();
        let name = |stem: &str| format!("{folder}/{stem}.{ending}");
        stems.retain(|stem| !self.pending.removes.contains(&name(stem)));
        let inside = |put: &String| {
            put.strip_prefix(folder)?
                .strip_prefix('/')?
                .strip_suffix(ending)?
                .strip_suffix('.')
                .map(str::to_owned)
        };
        stems.extend(self.pending.puts.iter().filter_map(inside));
        Ok(stems.into_iter().collect())
    }

    /// Writes files and takes others away: all of it or nothing. Saving is locked to `lock`.
    pub(crate) fn change(
        mut self,
        puts: &[(String, String)],
        removes: &[String],
        lock: &Lock<'_>,
    ) -> Result<(), DocumentError> {
        let system = lock.system();
        self.finish(system)?;
        for folder in ["", "pages", "stories"] {
            sweep(system, &self.path(folder), &self.pending.save);
        }
        match (puts, removes) {
            ([], []) => return Ok(()),
            ([(name, text)], []) => {
                lock.still_held()?;
                return write_atomically(system, &self.path(name), text.as_bytes());
            }
            _ => {}
        }
        let save = lock.token();
        let mut folders = BTreeSet::new();
        for (name, text) in puts {
            let beside = beside(&self.path(name), save);
            write_beside(system, &beside, text.as_bytes())?;
            folders.insert(folder_of(&beside).to_owned());
        }
        // The list must not be on the disk before the files that it names.
        folders.iter().try_for_each(|folder| sync_folder(system, folder))?;
        self.pending = Pending {
            save: save.to_owned(),
            puts: puts.iter().map(|(name, _)| name.clone()).collect(),
            removes: removes.iter().cloned().collect(),
        };
        lock.still_held()?;
        write_atomically(system, &self.path(SAVING), self.pending.text().as_bytes())?;
        self.finish(system)
    }

    /// Moves and removes what a save has still to do.
    fn finish(&mut self, system: &dyn System) -> Result<(), DocumentError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        for name in &self.pending.puts {
            let path = self.path(name);
            move_file(system, &beside(&path, &self.pending.save), &path)?;
        }
        for name in &self.pending.removes {
            remove(system, &self.path(name))?;
        }
        remove(system, &self.path(SAVING))?;
        self.pending = Pending::default();
        Ok(())
    }
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.removes.is_empty()
    }

    fn text(&self) -> String {
        let lines = self.puts.iter().map(|name| format!("put {name}\n"));
        let removes = self.removes.iter().map(|name| format!("remove {name}\n"));
        format!("{FIRST_LINE}\nas {}\n{}", self.save, lines.chain(removes).collect::<String>())
    }

    fn parse(text: &str) -> Option<Pending> {
        let mut lines = text.lines();
        if lines.next()? != FIRST_LINE {
            return None;
        }
        let mut pending = Pending::default();
        for line in lines {
            let (word, name) = line.split_once(' ')?;
            check::path_inside(name).ok()?;
            match word {
                "as" if !name.contains('/') => {
                    pending.save = name.to_owned();
                    true
                }
                "put" => pending.puts.insert(name.to_owned()),
                "remove" => pending.removes.insert(name.to_owned()),
                _ => return None,
            };
        }
        Some(pending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::Disk;
    use std::fs;

    fn dir(test: &str) -> PathBuf {
        let dir = std::env::temp_dir().join(format!("banxin-place-{}-{test}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("stories")).unwrap();
        for name in ["a", "b", "c"] {
            fs::write(dir.join(format!("stories/{name}.story")), format!("old {name}")).unwrap();
        }
        dir
    }

    fn seen(dir: &Path) -> Vec<(String, String)> {
        let folder = Folder::at(dir).unwrap();
        let stems = folder.list("stories", "story").unwrap();
        let text = |stem: &String| folder.read(&format!("stories/{stem}.story"), 99).unwrap().unwrap();
        stems.iter().map(|stem| (stem.clone(), text(stem))).collect()
    }

    /// A save that stops after any of its steps is seen as the old state or the new one.
    #[test]
    fn a_save_cut_short_is_seen_whole() {
        let root = dir("cut-short");
        let puts = [("a", "new a"), ("b", "new b"), ("d", "new d")]
            .map(|(name, text)| (format!("stories/{name}.story"), text.to_owned()));
        let removes = ["stories/c.story".to_owned()];
        let old = seen(&root);
        for (name, text) in &puts {
            fs::write(beside(&root.join(name), "one"), text).unwrap();
            assert_eq!(seen(&root), old);
        }
        let pending = Pending {
            save: "one".to_owned(),
            puts: puts.iter().map(|(name, _)| name.clone()).collect(),
            removes: removes.iter().cloned().collect(),
        };
        fs::write(root.join(SAVING), pending.text()).unwrap();
        let new: Vec<(String, String)> =
            ["a", "b", "d"].map(|name| (name.to_owned(), format!("new {name}"))).to_vec();
        assert_eq!(seen(&root), new);
        for (name, _) in &puts {
            fs::rename(beside(&root.join(name), "one"), root.join(name)).unwrap();
            assert_eq!(seen(&root), new);
        }
        fs::remove_file(root.join("stories/c.story")).unwrap();
        assert_eq!(seen(&root), new);
        let lock = Lock::take(&root, &Disk).unwrap();
        Folder::at(&root).unwrap().change(&[], &[], &lock).unwrap();
        drop(lock);
        assert!(!root.join(SAVING).exists());
        assert_eq!(seen(&root), new);
        fs::remove_dir_all(root).unwrap();
    }

    #[test]
    fn a_list_that_leads_elsewhere_is_refused() {
        let root = dir("elsewhere");
        for text in ["banxin-saving 2\n", "banxin-saving 1\nremove ../x\n", "banxin-saving 1\nmove a\n", ""] {
            fs::write(root.join(SAVING), text).unwrap();
            assert!(Folder::at(&root).is_err(), "{text}");
        }
        fs::remove_dir_all(root).unwrap();
    }
}
