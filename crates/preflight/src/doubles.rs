//! 重稿 that nobody named: stories of the edition that say the same and both stand on its pages. The importer names the
//! doubles that it reads; what was typed, pasted or changed since, only a look at all stories finds.

use crate::Finding;
use banxin_edition::import::{LEAST_SHINGLES, shingles, telling};
use banxin_edition::model::{Edition, Story, StoryKind};
use banxin_makeup::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// So much of each of two texts, in percent, must be in the other one. Notices of one form (公告) and reports on one matter
/// share less.
const SAME: usize = 90;

/// A story on a page.
struct Placed<'e> {
    story: &'e Story,
    page: &'e str,
    block: &'e str,
    shingles: Vec<u64>,
}

pub(crate) fn findings(edition: &Edition) -> Vec<Finding> {
    let placed = placed(edition);
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (number, one) in placed.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for shingle in &one.shingles {
            let others = holders.entry(*shingle).or_default();
            others.iter().for_each(|other| *shared.entry(*other).or_default() += 1);
            others.push(number);
        }
        let most = shared.into_iter().max_by_key(|(other, count)| (*count, std::cmp::Reverse(*other)));
        let Some((other, count)) = most.and_then(|(other, count)| Some((placed.get(other)?, count))) else {
            continue;
        };
        let longer = one.shingles.len().max(other.shingles.len()).max(1);
        if count * 100 >= longer * SAME {
            let text = format!(
                "{} % of this story is in {} too, which stands on page {}; take one of the two off",
                count * 100 / longer,
                other.story.id,
                other.page
            );
            let finding = Finding::new("doubled-story", Severity::Warning, one.page, one.block, text);
            findings.push(finding.of_story(Some(&one.story.id)));
        }
    }
    findings
}

/// The stories that stand on pages and tell something, in the pages' order. Those that are named as doubles are told as
/// such.
fn placed(edition: &Edition) -> Vec<Placed<'_>> {
    let mut seen = BTreeSet::new();
    let mut placed = Vec::new();
    for page in &edition.pages {
        for block in page.shown().filter(|block| block.kind.holds_whole_story()) {
            let story = block.kind.story().and_then(|id| edition.stories.get(id));
            let tells = |story: &&Story| {
                matches!(story.kind, StoryKind::Article | StoryKind::Photos) && story.doubles.is_none()
            };
            let Some(story) = story.filter(tells).filter(|story| seen.insert(&story.id)) else { continue };
            let told = story.paragraphs.iter().filter(|paragraph| telling(paragraph.role));
            let text = told.flat_map(|paragraph| &paragraph.runs).flat_map(|run| run.text.chars());
            let shingles = shingles(text);
            if shingles.len() >= LEAST_SHINGLES {
                placed.push(Placed { story, page: &page.number, block: &block.id, shingles });
            }
        }
    }
    placed
}
