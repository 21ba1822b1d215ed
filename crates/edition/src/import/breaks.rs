//! Paragraphs that break off in mid-sentence, as a column break or a page break leaves them.

use super::signs::{byline, closing, heads};
use super::text::{Ending, Words, cannot_start, ending, head, is_han, tail, trim};
use super::{Finding, ImportedStory, Repair, Severity};
use crate::model::{Paragraph, Role};

/// How clear it is that a paragraph breaks off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// It does not.
    No,
    /// It ends without a point, as running text does not.
    Likely,
    /// It ends with a comma, or what follows starts with a point.
    Certain,
}

/// Whether `first` breaks off and `second` goes on from it.
pub(super) fn breaks_off(first: &[char], second: &[char]) -> Break {
    if heads::detail(trim(first)) || heads::detail(trim(second)) {
        return Break::No;
    }
    // Two short lines without ends are a list or verse, not a sentence.
    if trim(first).len() < 24 && trim(second).len() < 24 && ending(second) == Ending::Open {
        return Break::No;
    }
    let starts_badly = trim(second).first().is_some_and(|&c| cannot_start(c));
    if starts_badly && !matches!(ending(first), Ending::Point) {
        return Break::Certain;
    }
    // A head ends without a point and is none the less no half of a sentence.
    if head_like(first) {
        return Break::No;
    }
    unfinished(first)
}

/// Whether a line that was taken for text may be a head or a byline: no point and no comma in it, or the dash of a
/// 副题 or a trade (本报记者) at its start and no point at its end.
fn head_like(chars: &[char]) -> bool {
    const POINTS: Words = Words("。 ， ； ！ ？");
    let text = trim(chars);
    if text.iter().any(|&c| "。；".contains(c)) || text.first().is_some_and(|&c| cannot_start(c)) {
        return false;
    }
    let pointed = POINTS.within(text) || matches!(ending(text), Ending::Point | Ending::Closed);
    !pointed || heads::subhead(text) == 2 || byline::starts_with_trade(text) && ending(text) != Ending::Pause
}

/// Whether a paragraph of running text ends without an end.
pub(super) fn unfinished(chars: &[char]) -> Break {
    let text = trim(chars);
    let Some(&last) = text.last() else { return Break::No };
    if closing::closes(text) {
        return Break::No;
    }
    let running = text.len() >= 16 || text.iter().any(|&c| "，。；！？".contains(c));
    match ending(text) {
        Ending::Pause => Break::Certain,
        _ if !running => Break::No,
        Ending::Open if is_han(last) => Break::Likely,
        // A number or a word in letters may end a line of addresses; after a comma or a point it does not.
        Ending::Open if text.iter().any(|&c| "，。".contains(c)) => Break::Likely,
        Ending::Quote if "”’」』》".contains(last) => Break::Likely,
        _ => Break::No,
    }
}

/// Reports paragraphs of one story that break off and go on in the next paragraph of its text.
pub(super) fn find(imported: &ImportedStory, findings: &mut Vec<Finding>) {
    let mut before: Option<(&Paragraph, Vec<char>)> = None;
    for paragraph in &imported.story.paragraphs {
        match paragraph.role {
            Role::Body => {}
            // Pictures and 下转 stand where the page had room; the sentence goes on behind them.
            Role::Caption | Role::Credit | Role::Jump => continue,
            _ => {
                before = None;
                continue;
            }
        }
        let chars: Vec<char> = paragraph.text().chars().collect();
        if let Some((first, text)) = &before {
            let clear = breaks_off(text, &chars);
            if clear > Break::No {
                findings.push(finding(imported, first.id, text, paragraph.id, &chars, clear));
            }
        }
        before = Some((paragraph, chars));
    }
}

/// The finding for one break.
fn finding(
    imported: &ImportedStory,
    first: u32,
    text: &[char],
    second: u32,
    next: &[char],
    clear: Break,
) -> Finding {
    let story = imported.story.id.clone();
    let joins = !head_like(next);
    let advice = if joins { "join it with" } else { "compare it with" };
    let sure = if clear == Break::Certain { "breaks off" } else { "seems to break off" };
    Finding {
        rule: "broken-paragraph",
        severity: Severity::Warning,
        paragraph: Some(first),
        text: format!(
            "paragraph {first} {sure} in mid-sentence: “{}” ¶ “{}”; {advice} paragraph {second}",
            tail(trim(text), 12),
            head(trim(next), 12),
        ),
        repair: joins.then(|| Repair::JoinParagraphs { story: story.clone(), first, second }),
        story,
        repaired: false,
    }
}
