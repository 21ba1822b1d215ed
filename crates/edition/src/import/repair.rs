//! Applies the repairs that findings propose. Characters are moved and joined, never made or dropped.

use super::{Finding, ImportedStory, Manuscript, Repair, Took, assemble, count};
use crate::model::{Paragraph, Role, Run};
use std::collections::BTreeMap;

/// Applies every repair that is still open; how many. Joins go first, then moves.
///
/// Ids of stories and paragraphs stay, but a paragraph that is moved to another story gets a new number there, and
/// of two joined paragraphs the first keeps its number. A repair that no longer fits (its paragraphs are gone) is
/// left open. A story that loses all its paragraphs goes away.
pub fn repair(manuscript: &mut Manuscript) -> usize {
    let before = count::inventory(&manuscript.stories);
    let saved = (manuscript.stories.clone(), manuscript.findings.clone());
    let mut joined: BTreeMap<(String, u32), u32> = BTreeMap::new();
    let mut done = 0;
    for moves in [false, true] {
        let mut findings = std::mem::take(&mut manuscript.findings);
        for finding in findings.iter_mut().filter(|finding| !finding.repaired) {
            let fits = finding.repair.as_ref().is_some_and(|repair| {
                matches!(repair, Repair::JoinParagraphs { .. }) != moves
                    && apply(&mut manuscript.stories, repair, &mut joined)
            });
            if fits {
                finding.repaired = true;
                done += 1;
            }
        }
        manuscript.findings = findings;
    }
    manuscript.stories.retain(|imported| !imported.story.paragraphs.is_empty());
    if count::inventory(&manuscript.stories) != before {
        // A repair that lost a character would be a fault of this program: nothing of it stays.
        (manuscript.stories, manuscript.findings) = saved;
        return 0;
    }
    follow_moves(&mut manuscript.findings, &manuscript.stories);
    done
}

/// Findings about paragraphs that were moved follow them; those about a story that went away are done.
fn follow_moves(findings: &mut [Finding], stories: &[ImportedStory]) {
    let moved: Vec<(String, Vec<u32>, String)> = findings
        .iter()
        .filter(|finding| finding.repaired)
        .filter_map(|finding| match finding.repair.as_ref()? {
            Repair::MoveOpening { from, paragraphs, to, .. }
            | Repair::MoveEnding { from, paragraphs, to, .. } => {
                Some((from.clone(), paragraphs.clone(), to.clone()))
            }
            Repair::JoinParagraphs { .. } => None,
        })
        .collect();
    for finding in findings.iter_mut().filter(|finding| finding.repair.is_none()) {
        for (from, paragraphs, to) in &moved {
            if finding.story == *from && finding.paragraph.is_some_and(|id| paragraphs.contains(&id)) {
                finding.story.clone_from(to);
                finding.paragraph = None;
            }
        }
        let gone =
            !finding.story.is_empty() && !stories.iter().any(|imported| imported.story.id == finding.story);
        finding.repaired |= gone;
    }
}

/// Applies one repair; false (and nothing done) if it does not fit.
fn apply(stories: &mut [ImportedStory], repair: &Repair, joined: &mut BTreeMap<(String, u32), u32>) -> bool {
    match repair {
        Repair::JoinParagraphs { story, first, second } => {
            let first = joined.get(&(story.clone(), *first)).copied().unwrap_or(*first);
            let Some(imported) = find(stories, story) else { return false };
            if !join(imported, first, *second) {
                return false;
            }
            joined.insert((story.clone(), *second), first);
            true
        }
        Repair::MoveOpening { from, paragraphs, to, before, join: joins } => {
            let place = |story: &ImportedStory| position(story, *before);
            let Some(last) = shift(stories, from, paragraphs, to, place, joined) else { return false };
            if *joins && let Some(imported) = find(stories, to) {
                return join_keeping_second(imported, last, *before);
            }
            true
        }
        Repair::MoveEnding { from, paragraphs, to, after, join: joins } => {
            let after = joined.get(&(to.clone(), *after)).copied().unwrap_or(*after);
            let place = |story: &ImportedStory| position(story, after).map(|at| at + 1);
            if shift(stories, from, paragraphs, to, place, joined).is_none() {
                return false;
            }
            let next = find(stories, to).and_then(|imported| {
                let at = position(imported, after)?;
                imported.story.paragraphs.get(at + 1).map(|paragraph| paragraph.id)
            });
            match (joins, next, find(stories, to)) {
                (true, Some(next), Some(imported)) => join(imported, after, next),
                _ => true,
            }
        }
    }
}

/// The story with this id.
fn find<'a>(stories: &'a mut [ImportedStory], id: &str) -> Option<&'a mut ImportedStory> {
    stories.iter_mut().find(|imported| imported.story.id == id)
}

/// Where a paragraph stands in its story.
fn position(imported: &ImportedStory, id: u32) -> Option<usize> {
    imported.story.paragraphs.iter().position(|paragraph| paragraph.id == id)
}

/// Joins `second` to the end of `first`, which keeps its number.
fn join(imported: &mut ImportedStory, first: u32, second: u32) -> bool {
    let (Some(at), Some(next)) = (position(imported, first), position(imported, second)) else {
        return false;
    };
    if at >= next {
        return false;
    }
    let taken = imported.story.paragraphs.remove(next);
    imported.took.retain(|took| took.paragraph != second);
    if let Some(paragraph) = imported.story.paragraphs.get_mut(at) {
        append(&mut paragraph.runs, taken.runs);
    }
    imported.sure = assemble::overall(&imported.took);
    true
}

/// Joins `first` to the head of `second`, which keeps its number.
fn join_keeping_second(imported: &mut ImportedStory, first: u32, second: u32) -> bool {
    let (Some(at), Some(next)) = (position(imported, first), position(imported, second)) else {
        return false;
    };
    if at + 1 != next {
        return false;
    }
    let taken = imported.story.paragraphs.remove(at);
    imported.took.retain(|took| took.paragraph != first);
    if let Some(paragraph) = imported.story.paragraphs.get_mut(at) {
        let rest = std::mem::replace(&mut paragraph.runs, taken.runs);
        append(&mut paragraph.runs, rest);
        let head: Vec<char> = paragraph.text().chars().collect();
        if let Some(took) = imported.took.iter_mut().find(|took| took.paragraph == second) {
            took.head = super::text::head(super::text::trim(&head), 20);
        }
    }
    imported.sure = assemble::overall(&imported.took);
    true
}

/// Adds runs, joining neighbours of one mark.
fn append(runs: &mut Vec<Run>, more: Vec<Run>) {
    for run in more {
        match runs.last_mut() {
            Some(last) if last.mark == run.mark => last.text.push_str(&run.text),
            _ => runs.push(run),
        }
    }
}

/// Moves paragraphs to another story (or another place of the same); the number of the last of them there.
fn shift(
    stories: &mut [ImportedStory],
    from: &str,
    paragraphs: &[u32],
    to: &str,
    place: impl Fn(&ImportedStory) -> Option<usize>,
    joined: &BTreeMap<(String, u32), u32>,
) -> Option<u32> {
    let alive = |id: &u32| !joined.contains_key(&(from.to_owned(), *id));
    let wanted: Vec<u32> = paragraphs.iter().copied().filter(alive).collect();
    let source = find(stories, from)?;
    if wanted.is_empty() || !wanted.iter().all(|id| source.story.paragraph(*id).is_some()) {
        return None;
    }
    find(stories, to).and_then(|target| place(target))?;
    let source = find(stories, from)?;
    let (taken, kept): (Vec<Paragraph>, Vec<Paragraph>) =
        source.story.paragraphs.drain(..).partition(|paragraph| wanted.contains(&paragraph.id));
    source.story.paragraphs = kept;
    let (took, rest): (Vec<Took>, Vec<Took>) =
        source.took.drain(..).partition(|took| wanted.contains(&took.paragraph));
    source.took = rest;
    source.sure = assemble::overall(&source.took);
    let target = find(stories, to)?;
    let at = place(target)?;
    let renumber = from != to;
    let mut next = target.story.paragraphs.iter().map(|paragraph| paragraph.id).max().unwrap_or(0);
    let mut last = 0;
    for (offset, mut paragraph) in taken.into_iter().enumerate() {
        let old = paragraph.id;
        if renumber {
            next += 1;
            paragraph.id = next;
        }
        last = paragraph.id;
        let mut note = took.iter().find(|took| took.paragraph == old).cloned().unwrap_or_else(|| blank(last));
        note.paragraph = last;
        target.took.insert((at + offset).min(target.took.len()), note);
        target.story.paragraphs.insert((at + offset).min(target.story.paragraphs.len()), paragraph);
    }
    target.sure = assemble::overall(&target.took);
    Some(last)
}

/// A note for a paragraph that has none.
fn blank(paragraph: u32) -> Took {
    Took { paragraph, role: Role::Body, head: String::new(), sure: 0, instead: None }
}
