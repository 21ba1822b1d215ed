//! Which pages make which file: all of them one, or each its own, a page over two sheets (通版) whole or in halves.

use super::{Out, Wish};
use banxin_edition::model::{Edition, Page};
use banxin_makeup::{Laid, Ledger};
use banxin_press::{PageName, PrinterProfile, Standard};
use banxin_scene::{Scene, numbers_of_halves};
use std::path::PathBuf;

/// A laid page, and the parts in which it is printed: itself, or its two halves.
pub(super) struct Sheet {
    pub(super) scene: Scene,
    pub(super) ledger: Ledger,
    parts: Vec<Scene>,
}

impl Sheet {
    /// The numbers of its parts.
    pub(super) fn numbers(&self) -> Vec<String> {
        let numbers = |scenes: &[Scene]| scenes.iter().map(|part| part.page.clone()).collect();
        if self.parts.is_empty() { numbers(std::slice::from_ref(&self.scene)) } else { numbers(&self.parts) }
    }
}

/// Pages ready to be printed.
pub(super) fn sheets(laid: Vec<Laid>, in_halves: bool) -> Vec<Sheet> {
    let sheet = |Laid { scene, ledger, .. }: Laid| {
        let halves = in_halves.then(|| scene.halves()).flatten();
        Sheet { parts: halves.map(Vec::from).unwrap_or_default(), scene, ledger }
    };
    laid.into_iter().map(sheet).collect()
}

/// A file and the pages in it.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) scenes: Vec<Scene>,
}

/// The files of an export by name, before its pages are laid.
pub(super) struct Named {
    paths: Vec<PathBuf>,
    one: bool,
    in_halves: bool,
}

/// Names the files for these pages.
pub(super) fn named(edition: &Edition, pages: &[&Page], wish: &Wish, profile: &PrinterProfile) -> Named {
    // A proof-reader reads a page over two sheets as a whole.
    let in_halves = profile.sheet.halves && !matches!(wish.standard, Standard::Sample(_));
    let (folder, names) = match &wish.out {
        Out::File(path) => return Named { paths: vec![path.clone()], one: true, in_halves },
        Out::Folder(folder, names) => (folder, names.as_ref().unwrap_or(&profile.sheet.names)),
    };
    let date = (edition.date.year, edition.date.month, edition.date.day);
    let path =
        |number: &str| folder.join(names.of(&PageName { paper: &edition.paper.name, date, page: number }));
    let paths = pages.iter().flat_map(|page| match numbers_of_halves(&page.number).filter(|_| in_halves) {
        Some(halves) => halves.map(path).to_vec(),
        None => vec![path(&page.number)],
    });
    Named { paths: paths.collect(), one: false, in_halves }
}

impl Named {
    pub(super) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    pub(super) fn in_halves(&self) -> bool {
        self.in_halves
    }

    /// The files with their pages.
    pub(super) fn files(self, sheets: &[Sheet]) -> Vec<File> {
        let parts = sheets.iter().flat_map(|sheet| {
            if sheet.parts.is_empty() { std::slice::from_ref(&sheet.scene) } else { &sheet.parts }
        });
        if self.one {
            let scenes: Vec<Scene> = parts.cloned().collect();
            return self.paths.into_iter().map(|path| File { path, scenes: scenes.clone() }).collect();
        }
        let files = self.paths.into_iter().zip(parts);
        files.map(|(path, scene)| File { path, scenes: vec![scene.clone()] }).collect()
    }
}
