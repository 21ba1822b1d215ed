//! Preflight (预检): what is wrong with an edition before it goes to the printer.
//!
//! Gathers what makeup found while laying the pages, what the document itself gets wrong, and proves that nothing
//! was lost: each character of a placed story stands on the pages once, or is counted as 余. [`for_printer`] adds what one
//! printing house cannot print, [`read_back`] proves once more of the finished PDF that nothing was lost and that it
//! holds nothing but inks. [`RULES`] is the list of all rules, and `docs/preflight.md` the same for people.

mod byline;
mod captions;
mod colours;
mod dates;
mod document;
mod doubles;
mod embedding;
mod empty;
mod heavy;
mod letters;
mod limits;
mod lines;
mod lost;
mod pictures;
mod printer;
mod readback;
mod resolution;
mod rules;
mod stand;
mod thin;
mod words;

use banxin_edition::model::Edition;
use banxin_makeup::{Laid, Severity};
use banxin_measure::{Length, Rect};
use std::path::Path;

pub use limits::Limits;
pub use printer::for_printer;
pub use readback::{Proof, read_back};
pub use rules::{RULES, Rule};

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
    /// Where on the page it is: the line or picture where one is known, else the block's frame. `None` for what is
    /// wrong with the page as a whole, with no page at all, or on a page that was not laid.
    pub place: Option<Rect>,
    /// What is wrong and what to do, in English.
    pub text: String,
}

impl Finding {
    /// A finding in a block, its place the block's frame.
    pub(crate) fn new(
        rule: &'static str,
        severity: Severity,
        page: &str,
        block: &str,
        text: String,
    ) -> Finding {
        let (page, block) = (Some(page.to_owned()), Some(block.to_owned()));
        Finding { rule, severity, page, block, story: None, place: None, text }
    }

    /// The same, about a story.
    pub(crate) fn of_story(self, story: Option<&str>) -> Finding {
        Finding { story: story.map(str::to_owned), ..self }
    }
}

/// All findings over the edition in `dir` and its laid pages: errors first, then by page in the pages' order.
pub fn check(edition: &Edition, dir: &Path, laid: &[Laid]) -> Vec<Finding> {
    and_pictures(check_unread(edition, dir, laid), dir, laid)
}

/// What [`check_unread`] found, with what it leaves out of [`check`].
pub fn and_pictures(mut findings: Vec<Finding>, dir: &Path, laid: &[Laid]) -> Vec<Finding> {
    findings.extend(pictures::findings(dir, laid));
    in_order(findings, laid)
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
            place: None,
            text: d.text.clone(),
        })
        .collect();
    findings.extend(empty::pages(laid));
    findings.extend(colours::findings(edition, laid));
    findings.extend(document::findings(edition, dir));
    findings.extend(doubles::findings(edition));
    findings.extend(lost::findings(edition, laid));
    let stands = stand::Stands::of(laid);
    findings.extend(captions::findings(edition, &stands));
    findings.extend(dates::findings(edition, laid));
    findings.extend(empty::blocks(edition, laid));
    findings.extend(byline::findings(edition, laid));
    findings.extend(letters::findings(edition, laid));
    findings.extend(lines::findings(edition, &stands));
    findings.extend(words::findings(edition, laid, &stands));
    let mut findings = in_order(findings, laid);
    findings.iter_mut().for_each(|finding| place_off_scene(finding, edition));
    findings
}

/// Gives a finding about a block that the scene does not have, such as one on a hidden layer, its place in the document.
fn place_off_scene(finding: &mut Finding, edition: &Edition) {
    let page = finding.page.as_deref().and_then(|number| edition.page(number));
    let block = page.zip(finding.block.as_deref()).and_then(|(page, id)| Some((page, page.block(id)?)));
    let Some((page, block)) = block.filter(|_| finding.place.is_none()) else { return };
    finding.place = block.stands_on(&page.grid).then(|| {
        let cells = || page.grid.rect(&block.cells);
        block.stand.free.unwrap_or_else(cells)
    });
}

/// The gravest first, each with its place.
fn in_order(mut findings: Vec<Finding>, laid: &[Laid]) -> Vec<Finding> {
    find_places(&mut findings, laid);
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity));
    findings
}

/// Gives each finding that names a block, and knows no closer place, the frame of the block.
fn find_places(findings: &mut [Finding], laid: &[Laid]) {
    for finding in findings.iter_mut().filter(|finding| finding.place.is_none()) {
        let page = laid.iter().find(|page| Some(&page.scene.page) == finding.page.as_ref());
        let mut blocks = page.into_iter().flat_map(|page| &page.scene.blocks);
        let block = blocks.find(|block| Some(&block.id) == finding.block.as_ref());
        finding.place = block.map(|block| block.frame);
    }
}

/// One line for a person: where, what, and what to do.
pub fn line(finding: &Finding) -> String {
    let place = [("page", &finding.page), ("block", &finding.block), ("story", &finding.story)];
    let place: Vec<String> =
        place.iter().filter_map(|(name, id)| id.as_ref().map(|id| format!("{name} {id}"))).collect();
    let at = if place.is_empty() { String::new() } else { format!("{}: ", place.join(", ")) };
    let at = match finding.place {
        Some(Rect { x, y, width, height }) => {
            let [x, y, width, height] = [x, y, width, height].map(Length::to_mm);
            format!("{}, {width:.1} × {height:.1} mm at {x:.1}, {y:.1}: ", at.trim_end_matches(": "))
        }
        None => at,
    };
    format!("{}: {}: {}{}", finding.severity, finding.rule, at, finding.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_where_in_millimetres() {
        let place = Rect::new(
            Length::from_mm(20),
            Length::parse("31.25mm").unwrap(),
            Length::from_mm(80),
            Length::from_mm(60),
        );
        let finding = Finding {
            rule: "overset",
            severity: Severity::Error,
            page: Some("05".to_owned()),
            block: Some("b1".to_owned()),
            story: None,
            place: Some(place),
            text: "cut it".to_owned(),
        };
        assert_eq!(line(&finding), "error: overset: page 05, block b1, 80.0 × 60.0 mm at 20.0, 31.2: cut it");
        let nowhere = Finding { place: None, ..finding };
        assert_eq!(line(&nowhere), "error: overset: page 05, block b1: cut it");
    }
}
