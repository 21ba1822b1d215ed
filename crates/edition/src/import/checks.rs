//! What an editor would want to know about the stories that were found: numbers of captions, texts without an
//! end, heads without a text, and where the importer was unsure.

use super::breaks::{Break, unfinished};
use super::signs::caption;
use super::text::{tail, trim};
use super::{Finding, ImportedStory, Severity};
use crate::model::{Mark, Role, StoryKind};

/// Certainty in permille below which an answer is reported.
const SURE: u16 = 640;
/// Reports of unsure answers, at most.
const MOST_UNSURE: usize = 200;

/// A finding without a repair.
fn finding(
    rule: &'static str,
    severity: Severity,
    imported: &ImportedStory,
    paragraph: Option<u32>,
    text: String,
) -> Finding {
    let story = imported.story.id.clone();
    Finding { rule, severity, story, paragraph, text, repair: None, repaired: false }
}

/// Captions whose numbers do not run from 1 without a hole.
pub(super) fn caption_numbers(imported: &ImportedStory, findings: &mut Vec<Finding>) {
    let mut numbers = Vec::new();
    for paragraph in imported.story.of(Role::Caption) {
        for run in paragraph.runs.iter().filter(|run| run.mark == Some(Mark::Label)) {
            numbers.extend(caption::numbers(&run.text).into_iter().map(|number| (number, paragraph.id)));
        }
    }
    let Some(last) = numbers.iter().map(|&(number, _)| number).max() else { return };
    let missing: Vec<String> = (1..=last.min(200))
        .filter(|wanted| !numbers.iter().any(|(number, _)| number == wanted))
        .map(|number| number.to_string())
        .collect();
    if !missing.is_empty() {
        let text = format!("the captions number pictures up to {last}, but {} has none", missing.join(", "));
        findings.push(finding("caption-count", Severity::Warning, imported, None, text));
    }
    for (at, (number, paragraph)) in numbers.iter().enumerate() {
        if numbers.iter().take(at).any(|(other, _)| other == number) {
            let text = format!("two captions are numbered {number}");
            findings.push(finding("caption-count", Severity::Warning, imported, Some(*paragraph), text));
        }
    }
}

/// A text that ends in mid-sentence; `covered` are stories for which something better was said.
pub(super) fn without_end(imported: &ImportedStory, covered: &[String], findings: &mut Vec<Finding>) {
    let story = &imported.story;
    let apart = matches!(story.kind, StoryKind::Qr | StoryKind::PageTitle | StoryKind::Contents);
    if apart || covered.contains(&story.id) || story.of(Role::Jump).any(|_| true) {
        return;
    }
    let Some(last) = story.of(Role::Body).last() else { return };
    let chars: Vec<char> = last.text().chars().collect();
    if unfinished(&chars) > Break::No {
        let text = format!("the text ends in mid-sentence: “{}”", tail(trim(&chars), 14));
        findings.push(finding("unfinished-story", Severity::Warning, imported, Some(last.id), text));
    }
}

/// A story without a headline, a headline without a text.
pub(super) fn missing_parts(imported: &ImportedStory, findings: &mut Vec<Finding>) {
    let story = &imported.story;
    if story.kind != StoryKind::Article || story.doubles.is_some() {
        return;
    }
    if story.of(Role::Headline).next().is_none() {
        let text = format!("no headline was found for “{}”", story.title());
        findings.push(finding("no-headline", Severity::Info, imported, None, text));
    }
    let tells = |role: Role| {
        !matches!(role, Role::Section | Role::Kicker | Role::Headline | Role::Subhead | Role::Byline)
    };
    if !story.paragraphs.iter().any(|paragraph| tells(paragraph.role)) {
        let text = format!("“{}” has a head but no text", story.title());
        findings.push(finding("no-text", Severity::Info, imported, None, text));
    }
}

/// Answers that were close.
pub(super) fn unsure(stories: &[ImportedStory], findings: &mut Vec<Finding>) {
    let mut said = 0;
    for imported in stories {
        for took in imported.took.iter().filter(|took| took.sure < SURE) {
            let Some(instead) = took.instead else { continue };
            said += 1;
            if said > MOST_UNSURE {
                continue;
            }
            let text = format!(
                "“{}” was taken for {}, but might be {}",
                took.head,
                super::report::role_words(took.role),
                super::report::role_words(instead),
            );
            findings.push(finding("uncertain", Severity::Info, imported, Some(took.paragraph), text));
        }
    }
    if said > MOST_UNSURE
        && let Some(last) = stories.last()
    {
        let text = format!("{} more paragraphs are uncertain", said - MOST_UNSURE);
        findings.push(finding("uncertain", Severity::Info, last, None, text));
    }
}
