//! The command `export` (输出): a print PDF of a copy of the document, while work on the document goes on.
//!
//! Request: `{"page": "05" or null, "out", "each", "printer", "sample": null, "full" or "a3", "allowErrors"}`; with `each`, `out`
//! is the folder of a file a page. Answer, JSON: `{"written", "file", "files", "bytes", "findings": [{"rule", "severity", "page",
//! "block", "story", "text"}]}`: the file or folder, how many files, and their bytes; `written` is false where errors forbid it.
//! The command `printers` answers `{"printers": [{"name", "title"}], "usual"}`.

use crate::engine::{Snapshot, json};
use crate::error::DeskError;
use crate::jobs::export::{self, Out, Progress, Source, Wish};
use crate::jobs::printers;
use crate::reader::Reader;
use banxin_press::{SampleSheet, Standard};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What comes with the command `export`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ExportRequest {
    page: Option<String>,
    out: PathBuf,
    #[serde(default)]
    each: bool,
    printer: String,
    #[serde(default)]
    sample: Option<Sheet>,
    allow_errors: bool,
}

/// The sheet of a sample (样张).
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Sheet {
    Full,
    A3,
}

#[derive(Serialize)]
struct Answer<'a> {
    written: bool,
    file: &'a str,
    files: usize,
    bytes: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    page: Option<&'a str>,
    block: Option<&'a str>,
    story: Option<&'a str>,
    text: &'a str,
}

/// Answers the command `export`.
pub(crate) fn export(
    reader: &Reader,
    snapshot: &Snapshot,
    request: &ExportRequest,
    progress: &Progress,
) -> Result<Vec<u8>, DeskError> {
    let out = if request.each { request.out.clone() } else { with_ending(&request.out) };
    let profiles = reader.profiles();
    let source = Source {
        edition: &snapshot.edition,
        dir: &snapshot.folder,
        fonts: reader.fonts()?,
        profiles: &profiles,
    };
    let wish = Wish {
        page: request.page.clone(),
        out: if request.each { Out::Folder(out.clone(), None) } else { Out::File(out.clone()) },
        standard: match request.sample {
            None => Standard::PdfX4,
            Some(Sheet::Full) => Standard::Sample(SampleSheet::Full),
            Some(Sheet::A3) => Standard::Sample(SampleSheet::A3),
        },
        printer: request.printer.clone(),
        // Nobody prints a sample: it shows what is wrong with placeholders.
        allow_errors: request.allow_errors || request.sample.is_some(),
    };
    let exported = export::export(&source, &wish, progress)?;
    let findings = exported.findings.iter().map(|finding| Finding {
        rule: finding.rule,
        severity: finding.severity.name(),
        page: finding.page.as_deref(),
        block: finding.block.as_deref(),
        story: finding.story.as_deref(),
        text: &finding.text,
    });
    let answer = Answer {
        written: !exported.files.is_empty(),
        file: &out.display().to_string(),
        files: exported.files.len(),
        bytes: exported.files.iter().map(|file| file.bytes).sum(),
        findings: findings.collect(),
    };
    json(&answer)
}

/// A name typed without an ending gets the one that the file has.
fn with_ending(out: &Path) -> PathBuf {
    let mut out = out.to_owned();
    let named = out.file_name().map(ToOwned::to_owned);
    if let Some(mut name) =
        named.filter(|_| out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("pdf")))
    {
        name.push(".pdf");
        out.set_file_name(name);
    }
    out
}

#[derive(Serialize)]
struct Printers {
    printers: Vec<Printer>,
    usual: String,
}

#[derive(Serialize)]
struct Printer {
    name: String,
    title: String,
}

/// Answers the command `printers`: those whose profiles can be read.
pub(crate) fn printers(reader: &Reader, snapshot: &Snapshot) -> Result<Vec<u8>, DeskError> {
    let profiles = reader.profiles();
    let titled = |name: String| {
        let title = printers::load(&snapshot.folder, &profiles, &name).ok()?.title;
        Some(Printer { name, title })
    };
    let known = printers::known(&snapshot.folder, &profiles);
    json(&Printers {
        printers: known.into_iter().filter_map(titled).collect(),
        usual: printers::usual(&snapshot.edition).to_owned(),
    })
}

/// Answers the command `progress`.
pub(crate) fn progress(progress: &Progress) -> Result<Vec<u8>, DeskError> {
    json(&progress.now())
}
