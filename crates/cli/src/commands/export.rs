//! `banxin export`: print PDFs of one page or of all, or the newsroom's own copy of them.

use super::{Shelf, report};
use crate::failure::Failure;
use banxin_desk::jobs::export::{self, Out, Progress, Source};
use banxin_desk::jobs::printers;
use banxin_edition::model::{Edition, FaceUse};
use banxin_press::{FileNames, SampleSheet, Standard};
use banxin_scene::Scene;
use std::path::Path;

/// What the caller wants.
pub(crate) struct Wish<'a> {
    pub(crate) page: Option<&'a str>,
    pub(crate) out: &'a Path,
    pub(crate) standard: &'a str,
    /// The sheet of a sample, for one that is wanted.
    pub(crate) sample: Option<&'a str>,
    /// The printer profile; `None` for the paper's usual one.
    pub(crate) printer: Option<&'a str>,
    pub(crate) allow: bool,
}

pub(crate) fn run(dir: &Path, wish: &Wish<'_>, shelf: &Shelf) -> Result<(), Failure> {
    let standard = standard(wish)?;
    let mut edition = super::open(dir)?;
    let printer = wish.printer.unwrap_or(printers::usual(&edition)).to_owned();
    known_printer(dir, shelf, &printer)?;
    let source = Source { edition: &edition, dir, fonts: &shelf.fonts, profiles: &shelf.profiles };
    let sample = matches!(standard, Standard::Sample(_));
    let asked = export::Wish {
        page: wish.page.map(str::to_owned),
        out: out(wish.out)?,
        standard,
        printer,
        // Nobody prints a sample: it shows what is wrong with placeholders.
        allow_errors: wish.allow || sample,
    };
    let exported = export::export(&source, &asked, &Progress::default()).map_err(Failure::from_error)?;
    report(&exported.findings);
    if exported.files.is_empty() {
        eprintln!("banxin: {} was not written; mend the errors or add --allow-errors", wish.out.display());
        return Err(Failure::Findings);
    }
    if !sample {
        remember_faces(&mut edition, dir, &exported.scenes, shelf);
    }
    Ok(())
}

fn standard(wish: &Wish<'_>) -> Result<Standard, Failure> {
    match (wish.sample, wish.standard) {
        (Some("a3"), _) => Ok(Standard::Sample(SampleSheet::A3)),
        (Some("full"), _) => Ok(Standard::Sample(SampleSheet::Full)),
        (Some(other), _) => Err(Failure::Usage(format!("--sample is a3 or full, not {other:?}"))),
        (None, "pdfx4") => Ok(Standard::PdfX4),
        (None, "pdfx1a") => Ok(Standard::PdfX1a),
        (None, other) => Err(Failure::Usage(format!("--standard is pdfx4 or pdfx1a, not {other:?}"))),
    }
}

/// One file; or a file a page, for a folder or a pattern of names.
fn out(out: &Path) -> Result<Out, Failure> {
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if name.contains("{page}") {
        let names =
            FileNames::parse(&name).map_err(|why| Failure::Usage(format!("-o {}: {why}", out.display())))?;
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Ok(Out::Folder(folder.to_owned(), Some(names)));
    }
    let ends_as_folder = out.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    Ok(if ends_as_folder || out.is_dir() {
        Out::Folder(out.to_owned(), None)
    } else {
        Out::File(out.to_owned())
    })
}

/// That there is a printer profile of this name; else those there are, in words.
fn known_printer(dir: &Path, shelf: &Shelf, printer: &str) -> Result<(), Failure> {
    let known = printers::known(dir, &shelf.profiles);
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
