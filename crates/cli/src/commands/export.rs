//! `banxin export`: a print PDF of one page or of all.

use super::{Shelf, report};
use crate::arguments::USUAL_PRINTER;
use crate::failure::Failure;
use banxin_desk::jobs::export::{self, Progress, Source};
use banxin_edition::model::{Edition, FaceUse};
use banxin_press::Standard;
use banxin_scene::Scene;
use std::path::Path;

/// What the caller wants.
pub(crate) struct Wish<'a> {
    pub(crate) page: Option<&'a str>,
    pub(crate) out: &'a Path,
    pub(crate) standard: &'a str,
    /// The printer profile; `None` for the paper's usual one.
    pub(crate) printer: Option<&'a str>,
    pub(crate) allow: bool,
}

pub(crate) fn run(dir: &Path, wish: &Wish<'_>, shelf: &Shelf) -> Result<(), Failure> {
    let standard = match wish.standard {
        "pdfx4" => Standard::PdfX4,
        "pdfx1a" => Standard::PdfX1a,
        other => return Err(Failure::Usage(format!("--standard is pdfx4 or pdfx1a, not {other:?}"))),
    };
    let mut edition = super::open(dir)?;
    let usual = edition.paper.printers.first().map(String::as_str);
    let printer = wish.printer.or(usual).unwrap_or(USUAL_PRINTER).to_owned();
    known_printer(shelf, &printer)?;
    let source = Source { edition: &edition, dir, fonts: &shelf.fonts, profiles: &shelf.profiles };
    let asked = export::Wish {
        page: wish.page.map(str::to_owned),
        out: wish.out.to_owned(),
        standard,
        printer,
        allow_errors: wish.allow,
    };
    let exported = export::export(&source, &asked, &Progress::default()).map_err(Failure::from_error)?;
    report(&exported.findings);
    if exported.bytes.is_none() {
        eprintln!("banxin: {} was not written; mend the errors or add --allow-errors", wish.out.display());
        return Err(Failure::Findings);
    }
    remember_faces(&mut edition, dir, &exported.scenes, shelf);
    Ok(())
}

/// That there is a printer profile of this name; else those there are, in words.
fn known_printer(shelf: &Shelf, printer: &str) -> Result<(), Failure> {
    let entries = std::fs::read_dir(&shelf.profiles)
        .map_err(|error| Failure::from_io(&shelf.profiles, "be listed", &error))?;
    let mut known: Vec<String> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    known.sort();
    if known.iter().any(|name| name == printer) {
        return Ok(());
    }
    Err(Failure::Usage(format!("there is no printer profile {printer:?}; there are {}", known.join(", "))))
}

/// The edition keeps the faces it was set with, so that another machine can tell whether it sets it alike.
fn remember_faces(edition: &mut Edition, dir: &Path, scenes: &[Scene], shelf: &Shelf) {
    let mut faces: Vec<FaceUse> = Vec::new();
    for name in scenes.iter().flat_map(|s| &s.faces) {
        let known = faces.iter().any(|f| f.family == name.family && f.style == name.style);
        if let Some(face) = shelf.fonts.find(&name.family, &name.style).filter(|_| !known) {
            let sha256 = face.sha256();
            faces.push(FaceUse { family: name.family.clone(), style: name.style.clone(), sha256 });
        }
    }
    faces.sort_by(|a, b| (&a.family, &a.style).cmp(&(&b.family, &b.style)));
    if faces == edition.faces {
        return;
    }
    edition.faces = faces;
    // The PDF is written; an edition on a read-only medium is no reason to call the export failed.
    if let Err(error) = banxin_edition::save(edition, dir) {
        eprintln!("warning: faces-not-kept: {error}");
    }
}
