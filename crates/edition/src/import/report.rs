//! What `banxin import --json` prints: the stories by their parts, the findings, the count.

use super::signs::byline;
use super::text::trim;
use super::{ImportedStory, Manuscript, Repair, Severity};
use crate::model::{Mark, Role, StoryKind};
use serde_json::{Value, json};

/// The report as JSON. `kicker`, `headline`, `subhead`, `dateline` and `section` are strings, empty where there is
/// none; several lines of one part are joined by a blank. `sure` runs from 0 to 1.
pub fn report(manuscript: &Manuscript) -> Value {
    let stories: Vec<Value> = manuscript.stories.iter().map(story).collect();
    let findings: Vec<Value> = manuscript
        .findings
        .iter()
        .map(|finding| {
            json!({
                "rule": finding.rule,
                "severity": severity(finding.severity),
                "story": finding.story,
                "paragraph": finding.paragraph,
                "text": finding.text,
                "repair": finding.repair.as_ref().map(repair),
                "repaired": finding.repaired,
            })
        })
        .collect();
    let count = manuscript.characters;
    json!({
        "stories": stories,
        "findings": findings,
        "characters": { "read": count.read, "kept": count.kept, "markup": count.markup },
    })
}

/// One story.
fn story(imported: &ImportedStory) -> Value {
    let story = &imported.story;
    let texts = |role: Role| -> Vec<String> { story.of(role).map(|p| p.text().trim().to_owned()).collect() };
    let joined = |role: Role| texts(role).join(" ");
    let section = joined(Role::Section);
    let mut headline = joined(Role::Headline);
    if headline.is_empty() && story.kind == StoryKind::PageTitle {
        headline.clone_from(&section);
    }
    let took: Vec<Value> = imported
        .took
        .iter()
        .map(|took| {
            json!({
                "paragraph": took.paragraph,
                "role": role_key(took.role),
                "text": took.head,
                "sure": permille(took.sure),
            })
        })
        .collect();
    json!({
        "id": story.id,
        "kind": kind(story.kind),
        "section": section,
        "kicker": joined(Role::Kicker),
        "headline": headline,
        "subhead": joined(Role::Subhead),
        "summary": joined(Role::Summary),
        "bylines": bylines(imported),
        "dateline": marked(imported, Role::Body, Mark::Dateline).join(" "),
        "notes": texts(Role::EditorNote),
        "crossheads": texts(Role::Crosshead),
        "captions": captions(imported),
        "credits": credits(imported),
        "jumps": texts(Role::Jump),
        "paragraphs": story.of(Role::Body).count(),
        "characters": story.characters(),
        "link": story.link,
        "doubles": story.doubles,
        "sure": permille(imported.sure),
        "took": took,
    })
}

/// Bylines on lines of their own, and one in brackets at the end of the text.
fn bylines(imported: &ImportedStory) -> Vec<String> {
    let mut lines: Vec<String> =
        imported.story.of(Role::Byline).map(|paragraph| paragraph.text().trim().to_owned()).collect();
    for paragraph in imported.story.of(Role::Body) {
        let chars: Vec<char> = paragraph.text().chars().collect();
        let text = trim(&chars);
        lines.extend(byline::at_end(text).and_then(|at| text.get(at..)).map(|name| name.iter().collect()));
    }
    lines
}

/// Texts of runs with a mark in paragraphs of a role.
fn marked(imported: &ImportedStory, role: Role, mark: Mark) -> Vec<String> {
    let runs = imported.story.of(role).flat_map(|paragraph| &paragraph.runs);
    runs.filter(|run| run.mark == Some(mark)).map(|run| run.text.trim().to_owned()).collect()
}

/// Captions with their labels; the label's colon and the credit are not repeated in the text.
fn captions(imported: &ImportedStory) -> Vec<Value> {
    let part = |paragraph: &crate::model::Paragraph, mark: Option<Mark>| -> String {
        let runs = paragraph.runs.iter().filter(|run| run.mark == mark);
        runs.map(|run| run.text.as_str()).collect::<String>().trim().to_owned()
    };
    let captions = imported.story.of(Role::Caption).map(|paragraph| {
        let label = part(paragraph, Some(Mark::Label));
        let label = label.trim_end_matches(['：', ':', '、', '．', '.', '，', ',']).trim_end();
        json!({ "label": label, "text": part(paragraph, None) })
    });
    captions.collect()
}

/// Credits on lines of their own and at the ends of captions.
fn credits(imported: &ImportedStory) -> Vec<String> {
    let mut credits = Vec::new();
    for paragraph in &imported.story.paragraphs {
        match paragraph.role {
            Role::Credit => credits.push(paragraph.text().trim().to_owned()),
            Role::Caption => {
                let runs = paragraph.runs.iter().filter(|run| run.mark == Some(Mark::Credit));
                credits.extend(runs.map(|run| run.text.trim().to_owned()));
            }
            _ => {}
        }
    }
    credits
}

/// A repair.
fn repair(repair: &Repair) -> Value {
    match repair {
        Repair::JoinParagraphs { story, first, second } => {
            json!({ "kind": "join-paragraphs", "story": story, "first": first, "second": second })
        }
        Repair::MoveOpening { from, paragraphs, to, before, join } => json!({
            "kind": "move-opening", "from": from, "paragraphs": paragraphs, "to": to, "before": before, "join": join,
        }),
        Repair::MoveEnding { from, paragraphs, to, after, join } => json!({
            "kind": "move-ending", "from": from, "paragraphs": paragraphs, "to": to, "after": after, "join": join,
        }),
    }
}

/// Permille as a number from 0 to 1.
fn permille(sure: u16) -> f64 {
    f64::from(sure) / 1000.0
}

/// The key of a severity.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
    }
}

/// The key of a kind of story.
fn kind(kind: StoryKind) -> &'static str {
    match kind {
        StoryKind::Article => "article",
        StoryKind::Photos => "photos",
        StoryKind::Qr => "qr",
        StoryKind::PageTitle => "page-title",
        StoryKind::Contents => "contents",
    }
}

/// The key of a role.
fn role_key(role: Role) -> &'static str {
    match role {
        Role::Section => "section",
        Role::Kicker => "kicker",
        Role::Headline => "headline",
        Role::Subhead => "subhead",
        Role::Summary => "summary",
        Role::Byline => "byline",
        Role::EditorNote => "editor-note",
        Role::Body => "body",
        Role::Crosshead => "crosshead",
        Role::Caption => "caption",
        Role::Credit => "credit",
        Role::Jump => "jump",
    }
}

/// A role in words, with its Chinese name.
pub(super) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Section => "the name of a section (栏目名)",
        Role::Kicker => "a kicker (引题)",
        Role::Headline => "a headline (主题)",
        Role::Subhead => "a subhead (副题)",
        Role::Summary => "a summary (提要)",
        Role::Byline => "a byline (署名)",
        Role::EditorNote => "an editor's note (编者按)",
        Role::Body => "body text (正文)",
        Role::Crosshead => "a crosshead (小标题)",
        Role::Caption => "a caption (图说)",
        Role::Credit => "a credit (摄影)",
        Role::Jump => "a jump line (下转, 上接)",
    }
}
