//! Preflight (预检): what is wrong with an edition before it goes to the printer.
//!
//! Gathers what makeup found while laying the pages, what the document itself gets wrong, and proves that nothing
//! was lost: each character of a placed story stands on the pages once, or is counted as 余.

mod captions;
mod document;
mod lost;
mod pictures;

use banxin_edition::model::Edition;
use banxin_makeup::{Laid, Severity};
use std::path::Path;

/// Something to be mended, or known, before printing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable name of the rule, such as `picture-missing`.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Number of the page, if one is meant.
    pub page: Option<String>,
    /// Id of the block, if one is meant.
    pub block: Option<String>,
    /// Id of the story, if one is meant.
    pub story: Option<String>,
    /// What is wrong and what to do, in English.
    pub text: String,
}

/// More blank than this on a page, in percent of its cells, is worth a warning.
const MOST_BLANK: u64 = 40;

/// All findings over the edition in `dir` and its laid pages: errors first, then by page in the pages' order.
pub fn check(edition: &Edition, dir: &Path, laid: &[Laid]) -> Vec<Finding> {
    let mut findings = check_unread(edition, dir, laid);
    findings.extend(pictures::findings(dir, laid));
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    findings
}

/// As [`check`], but the files of pictures are not read: for a caller that reads them itself, as the press does.
pub fn check_unread(edition: &Edition, dir: &Path, laid: &[Laid]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = laid
        .iter()
        .flat_map(|page| &page.diagnostics)
        .map(|d| Finding {
            rule: d.rule,
            severity: d.severity,
            page: Some(d.page.clone()),
            block: d.block.clone(),
            story: d.story.clone(),
            text: d.text.clone(),
        })
        .collect();
    findings.extend(laid.iter().filter_map(blank));
    findings.extend(document::findings(edition, dir));
    findings.extend(captions::findings(edition));
    findings.extend(lost::findings(edition, laid));
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    findings
}

/// A page of which much is blank (空白).
fn blank(page: &Laid) -> Option<Finding> {
    let (blank, cells) = (u64::from(page.ledger.blank_cells()), u64::from(page.ledger.cells));
    (blank * 100 > cells * MOST_BLANK).then(|| Finding {
        rule: "page-blank",
        severity: Severity::Warning,
        page: Some(page.scene.page.clone()),
        block: None,
        story: None,
        text: format!(
            "{} % of the page is blank; place more stories or give those it has more room",
            blank * 100 / cells.max(1)
        ),
    })
}

/// One line for a person: where, what, and what to do.
pub fn line(finding: &Finding) -> String {
    let place = [("page", &finding.page), ("block", &finding.block), ("story", &finding.story)];
    let place: Vec<String> =
        place.iter().filter_map(|(name, id)| id.as_ref().map(|id| format!("{name} {id}"))).collect();
    let at = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
    format!("{}: {}: {}{}", finding.severity, finding.rule, at, finding.text)
}
