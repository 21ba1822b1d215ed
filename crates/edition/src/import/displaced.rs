//! Text that stands in the wrong story: an opening after the story it opens.
//!
//! Three things give it away: the text breaks off and another story's text starts in mid-sentence; the two sides
//! of the break make a word that the manuscript uses elsewhere; and the names in the stray paragraphs belong to
//! the other story and not to the one they stand in.

use super::breaks::{Break, unfinished};
use super::shingles::{self, ByHash, Hashes};
use super::text::{Words, cannot_start, head, is_han, tail, trim};
use super::{Finding, ImportedStory, Repair, Severity};
use crate::model::{Mark, Paragraph, Role, StoryKind};
use std::collections::BTreeMap;

/// How far back from the end of a story stray paragraphs are looked for.
const MOST_PARAGRAPHS: usize = 12;
/// Paragraphs that a repair may move.
const MOST_MOVED: usize = 3;
/// What must speak for a guess before it is reported.
const LEAST_WEIGHT: i32 = 8;
/// What must speak for a guess before it is offered as a repair.
const SURE_WEIGHT: i32 = 11;
/// What must speak for a guess before it may move more than a third of a story.
const CERTAIN_WEIGHT: i32 = 14;
/// Stories above which the search is left out: a manuscript of one page has a dozen.
const MOST_STORIES: usize = 2_000;

/// A story as the search sees it.
struct View<'a> {
    imported: &'a ImportedStory,
    /// The paragraphs of its text.
    body: Vec<&'a Paragraph>,
    /// Characters of each.
    chars: Vec<Vec<char>>,
    /// Whether it has a head of any kind.
    headed: bool,
    /// Groups of three Han in its head and captions: what it is about.
    topic: Hashes,
    /// How often each group of three Han stands in it.
    grams: ByHash<u32>,
}

/// What the whole manuscript knows.
#[derive(Default)]
struct Knowledge {
    /// How often each group of two and of three characters stands in it.
    groups: ByHash<u32>,
    /// Who has a group of three, as far as only one story or two have it.
    owners: ByHash<Owners>,
}

/// The stories that have a group of three.
#[derive(Clone, Copy)]
enum Owners {
    One(usize),
    Two(usize, usize),
    Many,
}

/// Reports stray openings and endings, each with its repair.
pub(super) fn find(stories: &[ImportedStory], findings: &mut Vec<Finding>) {
    let views: Vec<View> = stories.iter().filter(|imported| takes_part(imported)).map(view).collect();
    if views.len() > MOST_STORIES {
        return;
    }
    let knowledge = learn(&views);
    for (at, from) in views.iter().enumerate() {
        findings.extend(stray(from, at, &views, &knowledge));
    }
}

/// Whether a story's text may be mixed with another's.
fn takes_part(imported: &ImportedStory) -> bool {
    imported.story.doubles.is_none() && has_text(imported)
}

/// Whether a story is of a kind that has running text.
pub(super) fn has_text(imported: &ImportedStory) -> bool {
    matches!(imported.story.kind, StoryKind::Article | StoryKind::Photos)
}

/// A story as the search sees it.
fn view(imported: &ImportedStory) -> View<'_> {
    let body: Vec<&Paragraph> = imported.story.of(Role::Body).collect();
    let chars = body.iter().map(|paragraph| paragraph.text().chars().collect()).collect();
    let headed = imported.story.paragraphs.iter().any(|p| matches!(p.role, Role::Headline | Role::Kicker));
    let mut grams = ByHash::default();
    let mut topic = Hashes::default();
    for paragraph in &imported.story.paragraphs {
        let text: Vec<char> = paragraph.text().chars().collect();
        for gram in threes(&text) {
            *grams.entry(gram).or_insert(0) += 1;
            if !matches!(paragraph.role, Role::Body | Role::Byline | Role::Credit) {
                topic.insert(gram);
            }
        }
    }
    View { imported, body, chars, headed, topic, grams }
}

/// Groups of three Han in a text.
fn threes(chars: &[char]) -> impl Iterator<Item = u64> {
    chars.windows(3).filter(|group| group.iter().all(|&c| is_han(c))).map(shingles::hash)
}

/// Counts groups over all stories.
fn learn(views: &[View]) -> Knowledge {
    let mut knowledge = Knowledge::default();
    for (at, view) in views.iter().enumerate() {
        for gram in view.grams.keys() {
            let owners = knowledge.owners.entry(*gram).or_insert(Owners::One(at));
            *owners = match *owners {
                Owners::One(first) if first == at => Owners::One(at),
                Owners::One(first) => Owners::Two(first, at),
                Owners::Two(..) | Owners::Many => Owners::Many,
            };
        }
        for paragraph in &view.imported.story.paragraphs {
            let text: Vec<char> = paragraph.text().chars().collect();
            for size in [2, 3] {
                for group in text.windows(size).filter(|group| group.iter().all(|&c| is_han(c))) {
                    *knowledge.groups.entry(shingles::hash(group)).or_insert(0) += 1;
                }
            }
        }
    }
    knowledge
}

/// How likely `second` goes on where `first` breaks off, by the words that the seam makes: 0 to 8.
fn seam(first: &[char], second: &[char], knowledge: &Knowledge) -> i32 {
    let (first, second) = (trim(first), trim(second));
    let mut score = if second.first().is_some_and(|&c| cannot_start(c)) { 4 } else { 0 };
    let Some(at) = first.len().checked_sub(2) else { return score };
    let tail = first.get(at..).unwrap_or_default();
    let around: Vec<char> = tail.iter().chain(second.iter().take(2)).copied().collect();
    let known = |range: std::ops::Range<usize>| {
        let group = around.get(range).filter(|group| group.iter().all(|&c| is_han(c)));
        group.and_then(|group| knowledge.groups.get(&shingles::hash(group))).copied().unwrap_or(0)
    };
    score += match known(1..3) {
        0 => 0,
        1 => 1,
        2 | 3 => 2,
        _ => 3,
    };
    let word = match around.get(1..3) {
        Some(&[first, second]) => super::words::is_word(first, second),
        _ => false,
    };
    score += if word && known(1..3) == 0 { 2 } else { 0 };
    score + if known(0..3) > 0 || known(1..4) > 0 { 3 } else { 0 }
}

/// How much the last paragraphs of a story belong elsewhere, and how much to the story itself.
struct Tail {
    /// The first paragraph looked at.
    start: usize,
    /// For every place where stray paragraphs may start, what the paragraphs from there on share with the rest of
    /// their own story.
    ours: Vec<i32>,
    /// The same for every other story that shares anything.
    theirs: BTreeMap<usize, Vec<i32>>,
}

/// Weighs the last paragraphs of a story. What only it and one other story have counts, twice if it belongs to
/// what a story is about.
fn weigh(from: &View, at: usize, views: &[View], knowledge: &Knowledge) -> Tail {
    let least = usize::from(from.headed);
    let start = from.chars.len().saturating_sub(MOST_PARAGRAPHS).max(least);
    let count = from.chars.len().saturating_sub(start);
    let mut tail = Tail { start, ours: vec![0; count], theirs: BTreeMap::new() };
    let topical =
        |view: usize, gram: &u64| i32::from(views.get(view).is_some_and(|view| view.topic.contains(gram)));
    // From the last paragraph on: what is left of the story's own groups before the cut.
    let mut rest = from.grams.clone();
    let mut seen: Vec<Vec<u64>> = Vec::new();
    for cut in (start..from.chars.len()).rev() {
        let chars = from.chars.get(cut).map(Vec::as_slice).unwrap_or_default();
        let mut grams: Vec<u64> = threes(chars).collect();
        for gram in &grams {
            if let Some(left) = rest.get_mut(gram) {
                *left = left.saturating_sub(1);
            }
        }
        grams.sort_unstable();
        grams.dedup();
        for gram in &grams {
            let other = match knowledge.owners.get(gram) {
                Some(&Owners::Two(first, second)) => {
                    if first == at {
                        second
                    } else {
                        first
                    }
                }
                _ => continue,
            };
            let scores = tail.theirs.entry(other).or_insert_with(|| vec![0; count]);
            for score in scores.iter_mut().take(cut - start + 1) {
                *score += 1 + topical(other, gram);
            }
        }
        seen.push(grams);
        let own = |gram: &&u64| {
            let rare = !matches!(knowledge.owners.get(gram), Some(Owners::Many) | None);
            rare && rest.get(gram).copied().unwrap_or(0) > 0
        };
        let shared = seen.iter().flatten().filter(own).map(|gram| 1 + topical(at, gram)).sum();
        if let Some(score) = tail.ours.get_mut(cut - start) {
            *score = shared;
        }
    }
    tail
}

impl Tail {
    /// Where stray paragraphs start if they belong to `to`, and what speaks for it and against it. A story without
    /// a head is stray as a whole.
    fn cut(&self, to: usize, headed: bool) -> Option<(usize, i32, i32)> {
        let nothing = vec![0; self.ours.len()];
        let theirs = self.theirs.get(&to).unwrap_or(&nothing);
        let weighed = self.ours.iter().zip(theirs).enumerate();
        // The latest of the best: a paragraph that says nothing stays where it is.
        weighed
            .take(if headed { usize::MAX } else { 1 })
            .map(|(at, (ours, theirs))| (self.start + at, *theirs, *ours))
            .min_by_key(|&(at, theirs, ours)| (2 * ours - theirs, std::cmp::Reverse(at)))
    }
}

/// A place where the stray end of a story may belong.
struct Guess {
    to: usize,
    cut: usize,
    seam: i32,
    theirs: i32,
    ours: i32,
    /// Whether the stray text goes before the other's text, not after it.
    opening: bool,
    /// Whether the seam joins two halves of one paragraph.
    join: bool,
}

impl Guess {
    /// How much speaks for it.
    fn weight(&self) -> i32 {
        // A text that breaks off wants an explanation: that is a reason in itself.
        let broken = if self.join { 4 } else { 0 };
        broken + 2 * self.seam + (self.theirs - 2 * self.ours).clamp(-10, 12)
    }
}

/// The stray end of one story, if it has one.
fn stray(from: &View, at: usize, views: &[View], knowledge: &Knowledge) -> Option<Finding> {
    let last = from.chars.last()?;
    let broken = unfinished(last) > Break::No && !leads_on(from);
    let tail = weigh(from, at, views, knowledge);
    let mut guesses: Vec<Guess> = Vec::new();
    for (other, to) in views.iter().enumerate() {
        let Some(first) = to.chars.first() else { continue };
        if other == at {
            guesses.extend(broken.then(|| within(from, at, knowledge)).flatten());
            continue;
        }
        if !broken && !tail.theirs.contains_key(&other) {
            continue;
        }
        let Some((cut, theirs, ours)) = tail.cut(other, from.headed) else { continue };
        let guess = Guess { to: other, cut, seam: 0, theirs, ours, opening: true, join: true };
        // A story without a head is no place to open: it is the stray one itself.
        if broken && !dated(to) && (to.headed || !from.headed) {
            guesses.push(Guess { seam: seam(last, first, knowledge), ..guess });
        } else if !broken && to.headed && (!from.headed || theirs >= 6) {
            guesses.extend(whole(guess, from, to, knowledge));
        }
    }
    let best = guesses.iter().max_by_key(|guess| (guess.weight(), std::cmp::Reverse(guess.to)))?;
    let second = guesses.iter().filter(|guess| guess.to != best.to).map(Guess::weight).max().unwrap_or(0);
    let clear = best.weight() >= LEAST_WEIGHT && best.weight() >= second + 3 && best.theirs >= best.ours;
    clear.then(|| finding(from, best, views)).flatten()
}

/// A text whose own end breaks off and whose own start is in mid-sentence: its opening stands behind it.
fn within(from: &View, at: usize, knowledge: &Knowledge) -> Option<Guess> {
    let (first, last) = (from.chars.first()?, from.chars.last()?);
    let seam = seam(last, first, knowledge);
    if from.chars.len() < 2 || seam < 4 || dated(from) {
        return None;
    }
    let cut = from.chars.len() - 1;
    Some(Guess { to: at, cut, seam, theirs: 4, ours: 0, opening: true, join: true })
}

/// A stray end that is whole: it closes the other story, if that breaks off, or opens it, if that leans on
/// something said before.
fn whole(guess: Guess, from: &View, to: &View, knowledge: &Knowledge) -> Option<Guess> {
    let end = to.chars.last()?;
    if unfinished(end) > Break::No && !leads_on(to) {
        let seam = seam(end, from.chars.get(guess.cut)?, knowledge);
        return Some(Guess { seam, opening: false, ..guess });
    }
    let opens = !dated(to) && to.chars.first().is_some_and(|chars| leans_back(chars));
    opens.then_some(Guess { seam: 2, join: false, ..guess })
}

/// Whether a story's text starts with a dateline: then it is no continuation.
fn dated(view: &View) -> bool {
    view.body.first().is_some_and(|first| first.runs.iter().any(|run| run.mark == Some(Mark::Dateline)))
}

/// Whether a story says that it goes on elsewhere (下转).
fn leads_on(view: &View) -> bool {
    view.imported.story.of(Role::Jump).next().is_some()
}

/// Whether a paragraph starts with a word that leans on what was said before.
fn leans_back(chars: &[char]) -> bool {
    const WORDS: Words = Words(
        "他 她 它 其 于是 因此 此外 同时 随后 不仅如此 然而 但 为此 此后 后来 接着 这 那 该 如今 \
        与此 另外",
    );
    let text = trim(chars);
    text.first().is_some_and(|&c| cannot_start(c)) || WORDS.start(text)
}

/// Whether so little text would move, and so much speaks for it, that it may be moved without an editor: a third of
/// the story at most, or half of it where nearly everything speaks for the move. A story without a head moves whole.
fn is_safe(guess: &Guess, moved: usize, from: &View) -> bool {
    let share = if guess.weight() >= CERTAIN_WEIGHT { 2 } else { 3 };
    let few = moved <= MOST_MOVED && (!from.headed || moved * share <= from.body.len());
    few && guess.weight() >= SURE_WEIGHT
}

/// The finding for a stray end.
fn finding(from: &View, guess: &Guess, views: &[View]) -> Option<Finding> {
    let to = views.get(guess.to)?;
    let moved: Vec<u32> = from.body.iter().skip(guess.cut).map(|paragraph| paragraph.id).collect();
    let first = from.chars.get(guess.cut)?;
    let last = from.chars.last()?;
    let (story, target) = (from.imported.story.id.clone(), to.imported.story.id.clone());
    let title = to.imported.story.title();
    let named: Vec<String> = moved.iter().map(u32::to_string).collect();
    let start = head(trim(first), 14);
    let safe = is_safe(guess, moved.len(), from);
    let stands = if safe { "stands" } else { "may stand" };
    let advice = if safe { "move them" } else { "look at them" };
    let (rule, text, repair) = if guess.opening {
        let before = to.body.first()?.id;
        let seam = head(trim(to.chars.first()?), 12);
        let joined = if guess.join && safe { " and join the two" } else { "" };
        let text = format!(
            "the opening of {target} (“{title}”) {stands} after it: paragraphs {} from “{start}” to “{}” go before \
             “{seam}”; {advice}{joined}",
            named.join(", "),
            tail(trim(last), 10),
        );
        let repair = Repair::MoveOpening {
            from: story.clone(),
            paragraphs: moved,
            to: target,
            before,
            join: guess.join,
        };
        ("displaced-opening", text, repair)
    } else {
        let after = to.body.last()?.id;
        let text = format!(
            "the end of {target} (“{title}”) {stands} apart: paragraphs {} from “{start}” go after “{}”; {advice}",
            named.join(", "),
            tail(trim(to.chars.last()?), 12),
        );
        let repair = Repair::MoveEnding {
            from: story.clone(),
            paragraphs: moved,
            to: target,
            after,
            join: guess.join,
        };
        ("displaced-ending", text, repair)
    };
    let paragraph = from.body.get(guess.cut).map(|paragraph| paragraph.id);
    Some(Finding {
        rule,
        severity: Severity::Warning,
        story,
        paragraph,
        text,
        repair: safe.then_some(repair),
        repaired: false,
    })
}
