//! The command `export` (输出): a print PDF of a copy of the document, while work on the document goes on.
//!
//! Request: `{"page": "05" or null, "out", "printer", "allowErrors"}`. Answer, JSON: `{"written", "file", "bytes",
//! "findings": [{"rule", "severity", "page", "block", "story", "text"}]}`; `written` is false where errors forbid it.

use crate::engine::{Snapshot, json};
use crate::error::DeskError;
use crate::jobs::export::{self, Progress, Source, Wish};
use crate::reader::Reader;
use banxin_press::Standard;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// What comes with the command `export`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ExportRequest {
    page: Option<String>,
    out: PathBuf,
    printer: String,
    allow_errors: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    written: bool,
    file: &'a str,
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
    let mut out = request.out.clone();
    // A name typed without an ending gets the one that the file has.
    let named = out.file_name().map(ToOwned::to_owned);
    if let Some(mut name) =
        named.filter(|_| out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("pdf")))
    {
        name.push(".pdf");
        out.set_file_name(name);
    }
    let profiles = reader.profiles();
    let source = Source {
        edition: &snapshot.edition,
        dir: &snapshot.folder,
        fonts: reader.fonts()?,
        profiles: &profiles,
    };
    let wish = Wish {
        page: request.page.clone(),
        out: out.clone(),
        standard: Standard::PdfX4,
        printer: request.printer.clone(),
        allow_errors: request.allow_errors,
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
        written: exported.bytes.is_some(),
        file: &out.display().to_string(),
        bytes: exported.bytes.unwrap_or(0),
        findings: findings.collect(),
    };
    json(&answer)
}

/// Answers the command `progress`.
pub(crate) fn progress(progress: &Progress) -> Result<Vec<u8>, DeskError> {
    json(&progress.now())
}
