//! Printing (输出): pages of an edition to PDFs, checked before and after.

mod files;
mod progress;

use super::printers;
use super::target::{self, Kind};
use crate::error::{DeskError, ErrorCode};
use banxin_edition::model::{Edition, Page};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, Severity};
use banxin_preflight::{Finding, Limits, Proof};
use banxin_press::{FileNames, Job, PrinterProfile, Standard};
use banxin_scene::Scene;
use files::{File, Sheet};
use std::path::{Path, PathBuf};

pub use progress::{Progress, Stage, Step};

/// What is to be printed, and where to.
pub struct Wish {
    /// Number of the page; `None` for all pages.
    pub page: Option<String>,
    /// What to write.
    pub out: Out,
    /// The standard to keep to.
    pub standard: Standard,
    /// Name of the printer profile.
    pub printer: String,
    /// Whether to print with placeholders what has findings of severity error.
    pub allow_errors: bool,
}

/// What an export writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    /// One file of all pages.
    File(PathBuf),
    /// A file a page, in this folder, which is made where only it is missing, named by this pattern or else by the printer's.
    Folder(PathBuf, Option<FileNames>),
}

/// What an export takes from.
pub struct Source<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// Its folder.
    pub dir: &'a Path,
    /// Where faces are found.
    pub fonts: &'a FontBook,
    /// The folder of printer profiles.
    pub profiles: &'a Path,
}

/// What came of an export.
pub struct Exported {
    /// The files in the order of their pages; none where errors forbade them and nothing was written.
    pub files: Vec<Written>,
    /// What is wrong, the gravest first.
    pub findings: Vec<Finding>,
    /// The pages as they were printed.
    pub scenes: Vec<Scene>,
}

/// A file that an export wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: usize,
}

/// Prints pages. What forbids printing is told in the findings; nothing is written then, unless the wish allows it.
///
/// # Errors
/// [`DeskError`] when there is no such page or profile, a target may not be written, a face or the profile cannot
/// be used, or the export was stopped.
pub fn export(source: &Source<'_>, wish: &Wish, progress: &Progress) -> Result<Exported, DeskError> {
    let _ended = progress.begin()?;
    steps(source, wish, progress)
}

fn steps(source: &Source<'_>, wish: &Wish, progress: &Progress) -> Result<Exported, DeskError> {
    let Source { edition, dir, fonts, profiles } = *source;
    let profile =
        printers::load(dir, profiles, &wish.printer).map_err(|error| unusable(error.to_string()))?;
    let pages = pages(edition, wish.page.as_deref())?;
    if let Out::Folder(folder, _) = &wish.out {
        target::make_folder(folder, dir)?;
    }
    let named = files::named(edition, &pages, wish, &profile);
    for path in named.paths() {
        target::guard(path, dir, Kind::Pdf)?;
    }
    let mut laid: Vec<Laid> = Vec::with_capacity(pages.len());
    for (number, page) in pages.iter().enumerate() {
        progress.enter(Stage::Laying, number, pages.len())?;
        laid.push(banxin_makeup::lay(edition, page, fonts));
    }
    progress.enter(Stage::Checking, 0, pages.len())?;
    // The press reads the pictures to their ends and tells what is wrong with them.
    let mut findings = banxin_preflight::check_unread(edition, dir, &laid);
    let limits = limits(&profile);
    let printers = banxin_preflight::for_printer(dir, &laid, fonts, &limits);
    let refused = (has_errors(&findings) || has_errors(&printers)) && !wish.allow_errors;
    if refused {
        // The press does not run, so the pictures are yet to be read: whoever mends is told everything at once.
        findings = banxin_preflight::and_pictures(findings, dir, &laid);
    }
    findings.extend(printers);
    if refused {
        let scenes = laid.into_iter().map(|page| page.scene).collect();
        return Ok(Exported { files: Vec::new(), findings, scenes });
    }
    let sheets = files::sheets(laid, named.in_halves());
    let printed = print(source, wish, &profile, named.files(&sheets), progress)?;
    findings.extend(printed.findings);
    conclude(edition, wish, progress, Finished { sheets, files: printed.files, findings })
}

/// A file that is made and not yet written.
struct Made {
    path: PathBuf,
    scenes: Vec<Scene>,
    bytes: Vec<u8>,
}

/// What the press made.
struct Printed {
    files: Vec<Made>,
    findings: Vec<Finding>,
}

fn print(
    source: &Source<'_>,
    wish: &Wish,
    profile: &PrinterProfile,
    files: Vec<File>,
    progress: &Progress,
) -> Result<Printed, DeskError> {
    let Source { edition, dir, fonts, .. } = *source;
    let mut printed = Printed { files: Vec::new(), findings: Vec::new() };
    let total = files.len();
    for (number, File { path, scenes }) in files.into_iter().enumerate() {
        progress.enter(Stage::Printing, number, total)?;
        let title = title(edition, &scenes);
        let pdf = banxin_press::export(&Job {
            scenes: &scenes,
            fonts,
            pictures: dir,
            title: &title,
            date: (edition.date.year, edition.date.month, edition.date.day),
            standard: wish.standard,
            profile,
            identity: &title,
        })
        .map_err(|error| unusable(error.to_string()))?;
        printed.findings.extend(pdf.findings.into_iter().map(|f| Finding {
            // One name for one fault, whoever finds it.
            rule: match f.rule {
                "press.picture" => "picture-unreadable",
                "press.glyph" => "glyph-missing",
                other => other,
            },
            severity: Severity::Error,
            page: Some(f.page),
            block: Some(f.block),
            story: None,
            place: None,
            text: f.text,
        }));
        printed.files.push(Made { path, scenes, bytes: pdf.bytes });
    }
    Ok(printed)
}

/// Finished PDFs that are yet to be proved, with what they were made of.
struct Finished {
    sheets: Vec<Sheet>,
    files: Vec<Made>,
    findings: Vec<Finding>,
}

/// Proves that nothing was lost and puts the PDFs in their places: all of them or none.
fn conclude(
    edition: &Edition,
    wish: &Wish,
    progress: &Progress,
    finished: Finished,
) -> Result<Exported, DeskError> {
    let Finished { sheets, files, mut findings } = finished;
    progress.enter(Stage::Checking, 0, sheets.len())?;
    let sample = matches!(wish.standard, Standard::Sample(_));
    let mut proof = if sample { Proof::of_samples(edition) } else { Proof::new(edition) };
    for file in &files {
        findings.extend(proof.file(&file.scenes, &file.bytes));
    }
    for sheet in &sheets {
        findings.extend(proof.page(&sheet.scene, &sheet.ledger, &sheet.numbers()));
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let scenes = sheets.into_iter().map(|sheet| sheet.scene).collect();
    if has_errors(&findings) && !wish.allow_errors {
        return Ok(Exported { files: Vec::new(), findings, scenes });
    }
    let total = files.len();
    let mut written = Vec::with_capacity(total);
    for (number, Made { path, bytes, .. }) in files.into_iter().enumerate() {
        progress.enter(Stage::Writing, number, total)?;
        target::write(&path, &bytes)?;
        written.push(Written { path, bytes: bytes.len() });
    }
    Ok(Exported { files: written, findings, scenes })
}

fn unusable(detail: String) -> DeskError {
    DeskError::new(ErrorCode::CannotPrint, detail)
}

/// What a printer asks of pages before they are printed.
pub fn limits(profile: &PrinterProfile) -> Limits {
    let PrinterProfile { ink, pictures, letters, rules, .. } = profile;
    Limits {
        low: pictures.low,
        least: pictures.least,
        line_art_low: pictures.line_art_low,
        line_art_least: pictures.line_art_least,
        ink_mean: ink.mean,
        ink_limit: ink.limit,
        type_least: letters.least,
        type_fine: letters.fine,
        rule_least: rules.least,
        rule_reversed: rules.reversed,
        black_overprints: letters.black_overprints,
    }
}

/// Whether any finding forbids printing.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// The pages that somebody means: the one that is named, or all.
///
/// # Errors
/// [`ErrorCode::NoPage`], with those that there are.
pub fn pages<'e>(edition: &'e Edition, named: Option<&str>) -> Result<Vec<&'e Page>, DeskError> {
    let Some(number) = named else { return Ok(edition.pages.iter().collect()) };
    let page = edition.page(number).ok_or_else(|| {
        let known: Vec<&str> = edition.pages.iter().map(|page| page.number.as_str()).collect();
        let detail = format!("the edition has no page {number}; it has {}", known.join(", "));
        DeskError::new(ErrorCode::NoPage, detail)
    })?;
    Ok(vec![page])
}

fn title(edition: &Edition, scenes: &[Scene]) -> String {
    let pages: Vec<&str> = scenes.iter().map(|scene| scene.page.as_str()).collect();
    format!("{} {} {}", edition.paper.name, edition.date, pages.join(" ")).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_that_does_not_prove_itself_is_kept_back_unless_it_is_wished_for() {
        let date = banxin_edition::model::Date::new(2026, 11, 24).unwrap();
        let edition = banxin_edition::template::edition("broadsheet", date).unwrap();
        let out = std::env::temp_dir().join(format!("banxin-unproved-{}.pdf", std::process::id()));
        let _ = std::fs::remove_file(&out);
        for allow_errors in [false, true] {
            let wish = Wish {
                page: None,
                out: Out::File(out.clone()),
                standard: Standard::PdfX4,
                printer: String::new(),
                allow_errors,
            };
            let bytes = b"%PDF-1.6 and no more".to_vec();
            let made = Made { path: out.clone(), scenes: Vec::new(), bytes };
            let finished = Finished { sheets: Vec::new(), files: vec![made], findings: Vec::new() };
            let exported = conclude(&edition, &wish, &Progress::default(), finished).unwrap();
            let rules: Vec<&str> = exported.findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, ["pdf-text-lost"]);
            assert_eq!((exported.files.len() == 1, out.exists()), (allow_errors, allow_errors));
        }
        std::fs::remove_file(&out).unwrap();
    }
}
