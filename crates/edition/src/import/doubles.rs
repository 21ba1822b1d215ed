//! 重稿: text that stands twice, the same or nearly the same.
//!
//! Before the parts are decided, runs of pieces that repeat earlier ones are marked, so that a repetition in the
//! middle of what looks like one story becomes a story of its own. Afterwards whole stories are compared, and the
//! second of two that are the same is named as the double of the first.

use super::facts::Facts;
use super::lines::Piece;
use super::shingles::{self, Index};
use super::text::{head, trim};
use super::{Finding, ImportedStory, Severity};
use crate::model::{Role, StoryKind};

/// Shingles below which two texts are not compared but by being equal.
pub const LEAST: usize = 12;
/// Characters that a repetition must have to count.
const LEAST_RUN: usize = 60;

/// Marks in `facts` where repetitions of earlier pieces start and end.
pub(super) fn mark_repeats(pieces: &[Piece], facts: &mut [Facts]) {
    let earlier = earlier(pieces);
    let mut at = 0;
    while at < pieces.len() {
        let Some(length) = run(pieces, &earlier, at) else {
            at += 1;
            continue;
        };
        if let Some(fact) = facts.get_mut(at) {
            fact.repeat_starts = true;
        }
        if let Some(fact) = facts.get_mut(at + length) {
            fact.repeat_ended = true;
        }
        at += length;
    }
}

/// For each piece the earlier piece that it repeats.
fn earlier(pieces: &[Piece]) -> Vec<Option<usize>> {
    let mut index = Index::default();
    let mut out = Vec::with_capacity(pieces.len());
    for (at, piece) in pieces.iter().enumerate() {
        let shingles = shingles::of(piece.chars.iter().copied());
        let near = index.nearest(&shingles).filter(|&(other, shared)| {
            let exact = shared == shingles.len() && trim_eq(pieces, other, piece);
            shingles.len() >= LEAST && shared * 10 >= shingles.len() * 7 || exact
        });
        out.push(near.map(|(other, _)| other));
        index.add(&shingles, at);
    }
    out
}

/// Whether two pieces hold the same characters, blanks at the ends not counted.
fn trim_eq(pieces: &[Piece], other: usize, piece: &Piece) -> bool {
    pieces.get(other).is_some_and(|other| trim(&other.chars) == trim(&piece.chars))
}

/// How many pieces from `at` on repeat earlier ones in their order; `None` if too little to be a repetition.
fn run(pieces: &[Piece], earlier: &[Option<usize>], at: usize) -> Option<usize> {
    let mut last = earlier.get(at).copied().flatten()?;
    let start = at;
    let (mut end, mut texts, mut chars) = (at + 1, 1, pieces.get(at)?.chars.len());
    let mut skipped = 0;
    for next in at + 1..pieces.len() {
        match earlier.get(next).copied().flatten() {
            Some(other) if other > last && other < start && other <= last + 4 => {
                last = other;
                end = next + 1;
                texts += 1;
                chars += pieces.get(next).map_or(0, |piece| piece.chars.len());
                skipped = 0;
            }
            // A short line between, such as a crosshead, or one new paragraph, does not end the repetition.
            _ if skipped < 2 => skipped += 1,
            _ => break,
        }
    }
    let enough = chars >= LEAST_RUN && (texts >= 2 || chars >= 2 * LEAST_RUN);
    enough.then_some(end - start)
}

/// Names the second of two stories with the same text as the double of the first, and reports it.
pub(super) fn name_doubles(stories: &mut [ImportedStory], findings: &mut Vec<Finding>) {
    let sets: Vec<Vec<u64>> = stories.iter().map(story_shingles).collect();
    let mut index = Index::default();
    for at in 0..stories.len() {
        let set = sets.get(at).map(Vec::as_slice).unwrap_or_default();
        let pair = index.nearest(set).filter(|_| set.len() >= LEAST);
        index.add(set, at);
        let Some((other, shared)) = pair else { continue };
        let other_len = sets.get(other).map_or(0, Vec::len).max(1);
        let (in_second, in_first) = (shared * 100 / set.len().max(1), shared * 100 / other_len);
        let least = if set.len() < 60 { 90 } else { 70 };
        let (first, second) = if in_second >= least {
            (other, at)
        } else if in_first >= 90 && other_len >= 30 {
            // The first is wholly inside the second, which says more: the first is the one not needed.
            (at, other)
        } else {
            continue;
        };
        let own = match (stories.get(second), sets.get(first)) {
            (Some(double), Some(first)) => own_text(double, first),
            _ => Vec::new(),
        };
        report(stories, first, second, if second == at { in_second } else { in_first }, &own, findings);
    }
}

/// Names `second` as the double of `first`.
fn report(
    stories: &mut [ImportedStory],
    first: usize,
    second: usize,
    percent: usize,
    own: &[String],
    findings: &mut Vec<Finding>,
) {
    let Some(original) = stories.get(first) else { return };
    // A double of a double is a double of the first.
    let id = original.story.doubles.clone().unwrap_or_else(|| original.story.id.clone());
    let title = original.story.title();
    let Some(double) = stories.get_mut(second) else { return };
    if double.story.doubles.is_some() || double.story.id == id {
        return;
    }
    double.story.doubles = Some(id.clone());
    let replaced = double.story.id.clone();
    let chars: Vec<char> = double.story.title().chars().collect();
    let same = if percent >= 100 { "the same text".to_owned() } else { format!("{percent} % of its text") };
    findings.push(Finding {
        rule: "doubled-story",
        severity: Severity::Warning,
        story: double.story.id.clone(),
        paragraph: double.story.paragraphs.first().map(|paragraph| paragraph.id),
        text: format!(
            "the story stands twice: {same} (“{}”) is already in {id} (“{title}”); this one is left unplaced{}",
            head(&chars, 16),
            if own.is_empty() {
                String::new()
            } else {
                format!(", but it has text of its own: {}", own.join(", "))
            },
        ),
        repair: None,
        repaired: false,
    });
    for other in stories.iter_mut().filter(|other| other.story.doubles.as_ref() == Some(&replaced)) {
        other.story.doubles = Some(id.clone());
    }
}

/// The paragraphs of a double that the other story lacks, each with its first words.
fn own_text(double: &ImportedStory, other: &[u64]) -> Vec<String> {
    let known: shingles::Hashes = other.iter().copied().collect();
    let told = double.story.paragraphs.iter().filter(|paragraph| telling(paragraph.role));
    told.filter_map(|paragraph| {
        let chars: Vec<char> = paragraph.text().chars().collect();
        let shingles = shingles::of(chars.iter().copied());
        let shared = shingles.iter().filter(|shingle| known.contains(*shingle)).count();
        let own = shingles.len() >= LEAST && shared * 2 < shingles.len();
        own.then(|| format!("paragraph {} “{}”", paragraph.id, head(trim(&chars), 16)))
    })
    .collect()
}

/// Whether a part tells something: heads and bylines of two stories may differ.
pub fn telling(role: Role) -> bool {
    matches!(role, Role::Body | Role::Caption | Role::Crosshead | Role::Summary | Role::EditorNote)
}

/// The shingles of what a story tells: heads and bylines do not count where there is a text.
fn story_shingles(imported: &ImportedStory) -> Vec<u64> {
    let story = &imported.story;
    if matches!(story.kind, StoryKind::PageTitle | StoryKind::Qr) {
        return Vec::new();
    }
    let runs = story.paragraphs.iter().filter(|p| telling(p.role)).flat_map(|p| &p.runs);
    shingles::of(runs.flat_map(|run| run.text.chars()))
}

/// Reports paragraphs that stand twice within one story; nothing is changed.
pub(super) fn repeated_paragraphs(stories: &[ImportedStory], findings: &mut Vec<Finding>) {
    for imported in stories.iter().filter(|imported| imported.story.doubles.is_none()) {
        let mut index = Index::default();
        for (at, paragraph) in imported.story.paragraphs.iter().enumerate() {
            let shingles = shingles::of(paragraph.text().chars());
            let near = index.nearest(&shingles).filter(|&(_, shared)| shared * 10 >= shingles.len() * 8);
            index.add(&shingles, at);
            let first = near.and_then(|(other, _)| imported.story.paragraphs.get(other));
            if let Some(first) = first.filter(|_| shingles.len() >= 2 * LEAST) {
                let chars: Vec<char> = paragraph.text().chars().collect();
                findings.push(Finding {
                    rule: "doubled-paragraph",
                    severity: Severity::Warning,
                    story: imported.story.id.clone(),
                    paragraph: Some(paragraph.id),
                    text: format!(
                        "“{}” says the same as paragraph {} of this story",
                        head(&chars, 16),
                        first.id
                    ),
                    repair: None,
                    repaired: false,
                });
            }
        }
    }
}
