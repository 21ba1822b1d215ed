//! What the importer took a manuscript for, in words for a person: each story with its parts, then the findings.

use banxin_edition::import::{ImportedStory, Manuscript, MarkupKind, Took};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The report on one manuscript.
pub(crate) fn describe(manuscript: &Manuscript) -> String {
    let mut text = String::new();
    for imported in &manuscript.stories {
        story(&mut text, imported);
    }
    for finding in &manuscript.findings {
        let at = finding.paragraph.map(|p| format!(", paragraph {p}")).unwrap_or_default();
        let of =
            if finding.story.is_empty() { String::new() } else { format!("story {}{at}: ", finding.story) };
        let repair = match (&finding.repair, finding.repaired) {
            (Some(_), true) => " [repaired]",
            (Some(_), false) => " [--repair would mend it]",
            (None, _) => "",
        };
        // Writing into a String cannot fail.
        let _ = writeln!(text, "{}: {of}{}{repair}", finding.rule, finding.text);
    }
    let count = manuscript.characters;
    let _ = writeln!(
        text,
        "{} characters read, {} kept, {} taken as markup ({})",
        count.read,
        count.kept,
        count.markup,
        markup(manuscript)
    );
    text
}

fn story(text: &mut String, imported: &ImportedStory) {
    let story = &imported.story;
    let doubles = story.doubles.as_ref().map(|id| format!(", doubles {id}")).unwrap_or_default();
    let _ = writeln!(
        text,
        "{} {:?} {}: {} characters, {} pictures, sure {:.2}{doubles}",
        story.id,
        story.kind,
        story.title(),
        story.characters(),
        story.pictures.len(),
        f64::from(imported.sure) / 1000.0
    );
    // Runs of the same part are told in one line, as "Body x 14".
    let mut rest = imported.took.as_slice();
    while let Some(first) = rest.first() {
        let run = rest.iter().take_while(|t| t.role == first.role).count();
        let (these, after) = rest.split_at(run);
        took(text, first, these);
        rest = after;
    }
}

fn took(text: &mut String, first: &Took, these: &[Took]) {
    let least = these.iter().map(|t| t.sure).min().unwrap_or(0);
    let times = if these.len() > 1 { format!(" x {}", these.len()) } else { String::new() };
    let _ =
        writeln!(text, "    {:?}{times} (sure {:.2}): {}", first.role, f64::from(least) / 1000.0, first.head);
}

fn markup(manuscript: &Manuscript) -> String {
    let mut kinds: BTreeMap<MarkupKind, usize> = BTreeMap::new();
    for markup in &manuscript.markup {
        *kinds.entry(markup.kind).or_default() += markup.end - markup.start;
    }
    let words: Vec<String> = kinds.iter().map(|(kind, count)| format!("{kind:?} {count}")).collect();
    words.join(", ")
}
