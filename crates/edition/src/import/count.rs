//! The proof that nothing was lost: the manuscript is read again beside what was made of it.

use super::{Count, ImportedStory, Markup};

/// Counts a manuscript's characters against the text of its stories, character by character and in order.
///
/// # Errors
/// The place in the manuscript where the two part, if they do.
pub(super) fn recount(source: &[char], markup: &[Markup], stories: &[ImportedStory]) -> Result<Count, usize> {
    let texts = stories.iter().flat_map(|imported| &imported.story.paragraphs).flat_map(|p| &p.runs);
    let mut kept = texts.flat_map(|run| run.text.chars());
    let mut count = Count { read: source.len(), kept: 0, markup: 0 };
    let mut marks = markup.iter().peekable();
    let mut at = 0;
    while let Some(&c) = source.get(at) {
        while marks.next_if(|mark| mark.end <= at).is_some() {}
        if marks.peek().is_some_and(|mark| mark.start <= at) {
            count.markup += 1;
        } else if kept.next() == Some(c) {
            count.kept += 1;
        } else {
            return Err(at);
        }
        at += 1;
    }
    if kept.next().is_some() { Err(at) } else { Ok(count) }
}

/// The characters of all stories, sorted: the same before and after a repair.
pub(super) fn inventory(stories: &[ImportedStory]) -> Vec<char> {
    let runs = stories.iter().flat_map(|imported| &imported.story.paragraphs).flat_map(|p| &p.runs);
    let mut chars: Vec<char> = runs.flat_map(|run| run.text.chars()).collect();
    chars.sort_unstable();
    chars
}
