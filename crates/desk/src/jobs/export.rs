//! Printing (输出): pages of an edition to one PDF, checked before and after.

use super::target::{self, Kind};
use crate::error::{DeskError, ErrorCode};
use banxin_edition::model::{Edition, Page};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, Ledger, Severity};
use banxin_preflight::{Finding, Limits};
use banxin_press::{Job, PrinterProfile, Standard};
use banxin_scene::Scene;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What is to be printed, and where to.
pub struct Wish {
    /// Number of the page; `None` for all pages.
    pub page: Option<String>,
    /// The file to write.
    pub out: PathBuf,
    /// The standard to keep to.
    pub standard: Standard,
    /// Name of the printer profile.
    pub printer: String,
    /// Whether to print with placeholders what has findings of severity error.
    pub allow_errors: bool,
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
    /// Bytes of the PDF; `None` where errors forbade it and nothing was written.
    pub bytes: Option<usize>,
    /// What is wrong, the gravest first.
    pub findings: Vec<Finding>,
    /// The pages as they were printed.
    pub scenes: Vec<Scene>,
}

/// How far an export is, and whether somebody wants it to stop: shared by who prints and who waits.
#[derive(Debug, Default)]
pub struct Progress(Mutex<Step>);

/// A step on the way.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// How many pages of this stage are done.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    #[serde(skip)]
    cancelled: bool,
}

/// The stages of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Nothing is being printed.
    #[default]
    Idle,
    /// Pages are made up.
    Laying,
    /// They are checked, or the finished PDF is.
    Checking,
    /// The PDF is made.
    Printing,
    /// It is written.
    Writing,
}

impl Progress {
    /// How far it is.
    pub fn now(&self) -> Step {
        *self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Asks the export to stop; it does so at its next step.
    pub fn cancel(&self) {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).cancelled = true;
    }

    /// Begins an export; one at a time.
    fn begin(&self) -> Result<(), DeskError> {
        let mut step = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if step.stage != Stage::Idle {
            return Err(DeskError::new(
                ErrorCode::Refused,
                "another export is running; wait for it or stop it",
            ));
        }
        // A wish to stop the last one that came too late is not meant for this one.
        *step = Step { stage: Stage::Laying, ..Step::default() };
        Ok(())
    }

    fn enter(&self, stage: Stage, done: usize, total: usize) -> Result<(), DeskError> {
        let mut step = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if step.cancelled {
            return Err(DeskError::new(ErrorCode::Cancelled, "the export was stopped; nothing was written"));
        }
        *step = Step { stage, done, total, cancelled: false };
        Ok(())
    }
}

/// Prints pages. What forbids printing is told in the findings; nothing is written then, unless the wish allows it.
///
/// # Errors
/// [`DeskError`] when there is no such page or profile, the target may not be written, a face or the profile cannot
/// be used, or the export was stopped.
pub fn export(source: &Source<'_>, wish: &Wish, progress: &Progress) -> Result<Exported, DeskError> {
    progress.begin()?;
    let _ended = Ended(progress);
    steps(source, wish, progress)
}

/// Says that the export has ended, however it ends.
struct Ended<'a>(&'a Progress);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = Step::default();
    }
}

fn steps(source: &Source<'_>, wish: &Wish, progress: &Progress) -> Result<Exported, DeskError> {
    let Source { edition, dir, fonts, profiles } = *source;
    let unusable = |detail: String| DeskError::new(ErrorCode::CannotPrint, detail);
    target::guard(&wish.out, dir, Kind::Pdf)?;
    let profile =
        PrinterProfile::load(profiles, &wish.printer).map_err(|error| unusable(error.to_string()))?;
    let pages = pages(edition, wish.page.as_deref())?;
    let mut laid: Vec<Laid> = Vec::with_capacity(pages.len());
    for (number, page) in pages.iter().enumerate() {
        progress.enter(Stage::Laying, number, pages.len())?;
        laid.push(banxin_makeup::lay(edition, page, fonts));
    }
    progress.enter(Stage::Checking, 0, pages.len())?;
    // The press reads the pictures to their ends and tells what is wrong with them.
    let mut findings = banxin_preflight::check_unread(edition, dir, &laid);
    let limits = Limits {
        low: profile.low_resolution,
        least: profile.least_resolution,
        ink_limit: profile.ink_limit,
        black_overprints: profile.black_overprints,
        ..Limits::default()
    };
    let printers = banxin_preflight::for_printer(dir, &laid, fonts, &limits);
    let refused = (has_errors(&findings) || has_errors(&printers)) && !wish.allow_errors;
    if refused {
        // The press does not run, so the pictures are yet to be read: whoever mends is told everything at once.
        findings = banxin_preflight::and_pictures(findings, dir, &laid);
    }
    findings.extend(printers);
    if refused {
        return Ok(Exported { bytes: None, findings, scenes: scenes(laid) });
    }
    let title = title(edition, &laid);
    let (scenes, ledgers): (Vec<Scene>, Vec<Ledger>) =
        laid.into_iter().map(|page| (page.scene, page.ledger)).unzip();
    progress.enter(Stage::Printing, 0, pages.len())?;
    let pdf = banxin_press::export(&Job {
        scenes: &scenes,
        fonts,
        pictures: dir,
        title: &title,
        date: (edition.date.year, edition.date.month, edition.date.day),
        standard: wish.standard,
        profile: &profile,
        identity: &title,
    })
    .map_err(|error| unusable(error.to_string()))?;
    findings.extend(pdf.findings.into_iter().map(|f| Finding {
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
    conclude(edition, wish, progress, Printed { scenes, ledgers, bytes: pdf.bytes, findings })
}

/// A finished PDF that is yet to be proved, with what it was made of.
struct Printed {
    scenes: Vec<Scene>,
    ledgers: Vec<Ledger>,
    bytes: Vec<u8>,
    findings: Vec<Finding>,
}

/// Proves that nothing was lost and puts the PDF in its place.
fn conclude(
    edition: &Edition,
    wish: &Wish,
    progress: &Progress,
    printed: Printed,
) -> Result<Exported, DeskError> {
    let Printed { scenes, ledgers, bytes, mut findings } = printed;
    progress.enter(Stage::Checking, 0, scenes.len())?;
    findings.extend(banxin_preflight::read_back(edition, &scenes, &ledgers, &bytes));
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    if has_errors(&findings) && !wish.allow_errors {
        return Ok(Exported { bytes: None, findings, scenes });
    }
    progress.enter(Stage::Writing, 0, scenes.len())?;
    target::write(&wish.out, &bytes)?;
    Ok(Exported { bytes: Some(bytes.len()), findings, scenes })
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

fn scenes(laid: Vec<Laid>) -> Vec<Scene> {
    laid.into_iter().map(|page| page.scene).collect()
}

fn title(edition: &Edition, laid: &[Laid]) -> String {
    let pages: Vec<&str> = laid.iter().map(|page| page.scene.page.as_str()).collect();
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
                out: out.clone(),
                standard: Standard::PdfX4,
                printer: String::new(),
                allow_errors,
            };
            let printed = Printed {
                scenes: Vec::new(),
                ledgers: Vec::new(),
                bytes: b"%PDF-1.6 and no more".to_vec(),
                findings: Vec::new(),
            };
            let exported = conclude(&edition, &wish, &Progress::default(), printed).unwrap();
            let rules: Vec<&str> = exported.findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, ["pdf-text-lost"]);
            assert_eq!((exported.bytes.is_some(), out.exists()), (allow_errors, allow_errors));
        }
        std::fs::remove_file(&out).unwrap();
    }
}
