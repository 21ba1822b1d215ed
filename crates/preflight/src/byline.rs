//! 署名: a piece of some length says who wrote it or where it comes from, by a byline or a 电头. Short ones (简讯) need
//! not.

use crate::Finding;
use banxin_edition::model::{BlockKind, Edition, Mark, Role, Story, StoryKind};
use banxin_makeup::{Laid, Severity};

/// A piece of more characters than this is signed.
const SHORT: usize = 300;

pub(crate) fn findings(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in laid.iter().filter_map(|laid| edition.page(&laid.scene.page)) {
        for block in page.shown() {
            let BlockKind::Article { story, .. } = &block.kind else { continue };
            let Some(story) = edition.stories.get(story).filter(|story| lacks_byline(story)) else {
                continue;
            };
            let text = format!("{} is not signed; give it a 署名 or a 电头", story.title());
            let finding = Finding::new("byline-missing", Severity::Note, &page.number, &block.id, text);
            findings.push(finding.of_story(Some(&story.id)));
        }
    }
    findings
}

fn lacks_byline(story: &Story) -> bool {
    let from = |mark: Option<Mark>| mark == Some(Mark::Dateline);
    story.kind == StoryKind::Article
        && story.characters() > SHORT
        && story.of(Role::Byline).next().is_none()
        && !story.paragraphs.iter().flat_map(|paragraph| &paragraph.runs).any(|run| from(run.mark))
}
