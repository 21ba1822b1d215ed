//! `banxin export`: a print PDF of one page or of all.

use super::target::{self, Kind};
use super::{Shelf, has_errors, lay, pages, report, write_file};
use crate::failure::Failure;
use banxin_edition::model::{Edition, FaceUse};
use banxin_makeup::{Laid, Severity};
use banxin_preflight::Finding;
use banxin_press::{Job, PrinterProfile, Standard};
use banxin_scene::Scene;
use std::path::Path;

/// What the caller wants.
pub(crate) struct Wish<'a> {
    pub(crate) page: Option<&'a str>,
    pub(crate) out: &'a Path,
    pub(crate) standard: &'a str,
    pub(crate) printer: &'a str,
    pub(crate) allow: bool,
}

pub(crate) fn run(dir: &Path, wish: &Wish<'_>, shelf: &Shelf) -> Result<(), Failure> {
    let standard = match wish.standard {
        "pdfx4" => Standard::PdfX4,
        "pdfx1a" => Standard::PdfX1a,
        other => return Err(Failure::Usage(format!("--standard is pdfx4 or pdfx1a, not {other:?}"))),
    };
    known_printer(shelf, wish.printer)?;
    let profile = PrinterProfile::load(&shelf.profiles, wish.printer).map_err(Failure::from_error)?;
    let mut edition = super::open(dir)?;
    target::guard(wish.out, dir, Kind::Pdf)?;
    let laid = lay(&edition, &pages(&edition, wish.page)?, &shelf.fonts);
    // The press reads the pictures to their ends and tells what is wrong with them.
    let mut findings = banxin_preflight::check_unread(&edition, dir, &laid);
    if has_errors(&findings) && !wish.allow {
        // The press does not run, so the pictures are yet to be read: whoever mends is told everything at once.
        report(&banxin_preflight::check(&edition, dir, &laid));
        return Err(not_written(wish.out));
    }
    let title = title(&edition, &laid);
    let scenes: Vec<Scene> = laid.into_iter().map(|page| page.scene).collect();
    let pdf = banxin_press::export(&Job {
        scenes: &scenes,
        fonts: &shelf.fonts,
        pictures: dir,
        title: &title,
        date: (edition.date.year, edition.date.month, edition.date.day),
        standard,
        profile: &profile,
        identity: &title,
    })
    .map_err(Failure::from_error)?;
    findings.extend(pdf.findings.into_iter().map(|f| Finding {
        // One name for one fault, whoever finds it.
        rule: if f.rule == "press.picture" { "picture-unreadable" } else { f.rule },
        severity: Severity::Error,
        page: Some(f.page),
        block: Some(f.block),
        story: None,
        text: f.text,
    }));
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    report(&findings);
    if has_errors(&findings) && !wish.allow {
        return Err(not_written(wish.out));
    }
    write_file(wish.out, &pdf.bytes)?;
    remember_faces(&mut edition, dir, &scenes, shelf);
    Ok(())
}

fn not_written(out: &Path) -> Failure {
    eprintln!("banxin: {} was not written; mend the errors or add --allow-errors", out.display());
    Failure::Findings
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

fn title(edition: &Edition, laid: &[Laid]) -> String {
    let pages: Vec<&str> = laid.iter().map(|p| p.scene.page.as_str()).collect();
    format!("{} {} {}", edition.paper.name, edition.date, pages.join(" ")).trim().to_owned()
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
