//! 孤字: a paragraph whose last line is one character, or one with its mark. The composer avoids it where it can; in
//! narrow columns only other words help. Source: the trade's rule that a last line has two Hanzi at least, for which
//! GB/T 15834—2011, 5.1.11, lets lines be tightened.

use crate::Finding;
use crate::stand::Stands;
use banxin_edition::model::{Edition, Role};
use banxin_makeup::Severity;

pub(crate) fn findings(edition: &Edition, stands: &Stands<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for story in edition.stories.values() {
        let runs_on = |role| matches!(role, Role::Body | Role::EditorNote | Role::Summary);
        for paragraph in story.paragraphs.iter().filter(|paragraph| runs_on(paragraph.role)) {
            let lines = stands.lines(&story.id, paragraph.id);
            let Some(last) = lines.iter().max_by_key(|stand| stand.end()).filter(|_| lines.len() > 1) else {
                continue;
            };
            // Where the end is overset, the last line that stands is not the last one.
            if last.end() as usize != paragraph.characters() {
                continue;
            }
            let text = paragraph.text();
            let own = text.chars().skip(last.start() as usize).filter(|c| c.is_alphanumeric());
            if own.count() == 1 {
                let words = format!(
                    "the last line of paragraph {} is a single character; take a character away or add one",
                    paragraph.id
                );
                let finding = last.finding("single-character-line", Severity::Note, words);
                findings.push(finding.of_story(Some(&story.id)));
            }
        }
    }
    findings
}
