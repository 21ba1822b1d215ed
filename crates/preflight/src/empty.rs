//! Where nothing stands: pages on which nothing prints or much is blank (空白), and blocks with nothing in them (空块): a
//! story that says nothing, parts that the story does not have any more, a guide that leads nowhere, a staff line of
//! nobody. A picture that is not there is found by makeup.

use crate::Finding;
use banxin_edition::model::{Block, BlockKind, Edition, Page, Paragraph};
use banxin_makeup::{Laid, Severity};

/// More blank than this on a page, in percent of its cells, is worth a warning.
const MOST_BLANK: u64 = 40;

/// Pages on which nothing prints at all, which GWG 2022 (R0005) forbids, and pages of which much is blank.
pub(crate) fn pages(laid: &[Laid]) -> Vec<Finding> {
    let told = |page: &Laid| {
        let (rule, severity, text) = if page.scene.blocks.iter().all(|block| block.items.is_empty()) {
            let text = "nothing stands on the page; place something, or take the page out of the edition";
            ("page-empty", Severity::Error, text.to_owned())
        } else {
            let (blank, cells) = (u64::from(page.ledger.blank_cells()), u64::from(page.ledger.cells));
            let text = format!(
                "{} % of the page is blank; place more stories or give those it has more room",
                blank * 100 / cells.max(1)
            );
            Some(("page-blank", Severity::Warning, text)).filter(|_| blank * 100 > cells * MOST_BLANK)?
        };
        let page = Some(page.scene.page.clone());
        Some(Finding { rule, severity, page, block: None, story: None, place: None, text })
    };
    laid.iter().filter_map(told).collect()
}

/// Blocks in which nothing stands.
pub(crate) fn blocks(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in laid.iter().filter_map(|laid| edition.page(&laid.scene.page)) {
        for block in page.shown() {
            if let Some(why) = why_empty(edition, page, block) {
                let text = format!("{why}; give it something or take the block out");
                let finding = Finding::new("block-empty", Severity::Warning, &page.number, &block.id, text);
                findings.push(finding.of_story(block.kind.story()));
            }
        }
    }
    findings
}

/// Why nothing stands in a block.
fn why_empty(edition: &Edition, page: &Page, block: &Block) -> Option<&'static str> {
    match &block.kind {
        BlockKind::Guide { stories, title } => {
            return (stories.is_empty() && title.is_empty()).then_some("the guide leads to no story");
        }
        BlockKind::Staff => {
            let staff = page.staff.as_ref().unwrap_or(&edition.staff);
            return staff.is_empty().then_some("nobody is named in the staff line");
        }
        _ => {}
    }
    let story = block.kind.story().and_then(|id| edition.stories.get(id))?;
    if let BlockKind::Part { paragraphs, .. } = &block.kind {
        let mut shown = paragraphs.iter().filter_map(|id| story.paragraph(*id));
        return shown.all(says_nothing).then_some("the paragraphs of this part say nothing or are gone");
    }
    if !block.kind.holds_whole_story() || !block.kind.photos().is_empty() || story.link.is_some() {
        return None;
    }
    let apart = edition.apart(&story.id);
    let mut own = story.paragraphs.iter().filter(|paragraph| !apart.holds(paragraph.id));
    own.all(says_nothing).then_some("the story says nothing here")
}

fn says_nothing(paragraph: &Paragraph) -> bool {
    paragraph.runs.iter().all(|run| run.text.trim().is_empty())
}
