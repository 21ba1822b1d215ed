//! What a page says against what was announced, and the stories' characters ticked off one by one.

use super::announced::{Announced, Next, Whose};
use crate::lost::Debt;
use banxin_edition::model::Edition;
use banxin_scene::SceneBlock;
use std::collections::BTreeMap;

/// How many characters of what differs are told.
const TOLD: usize = 12;

/// Where a difference is.
pub(crate) struct Place<'s> {
    pub(crate) block: &'s SceneBlock,
    pub(crate) story: Option<&'s str>,
}

/// Which characters of which paragraphs stood in the PDF.
pub(crate) struct Ticks<'e> {
    edition: &'e Edition,
    ticked: BTreeMap<(String, u32), Vec<bool>>,
}

/// Compares a page; what it says is ticked off. Gives the first difference, and where it is if that is known.
pub(crate) fn page<'s>(
    announced: &Announced<'s>,
    said: &[char],
    ticks: &mut Ticks<'_>,
) -> Option<(Option<Place<'s>>, String)> {
    let next = &announced.0;
    let alike = |next: &Next<'_>, said: &char| next.character == Some(*said);
    let same = next.iter().zip(said).take_while(|(next, said)| alike(next, said)).count();
    let rest = (next.get(same..).unwrap_or_default(), said.get(same..).unwrap_or_default());
    if rest.0.is_empty() && rest.1.is_empty() {
        return ticks.tick(next).map(|(place, text)| (Some(place), text));
    }
    let end =
        rest.0.iter().rev().zip(rest.1.iter().rev()).take_while(|(next, said)| alike(next, said)).count();
    let wanted = rest.0.get(..rest.0.len() - end).unwrap_or_default();
    let found = rest.1.get(..rest.1.len() - end).unwrap_or_default();
    // A story's character says more about the place than the layout's own; where nothing is missing, what stands
    // before the surplus tells where it is.
    let of_story = |next: &&Next<'_>| next.whose != Whose::Layout;
    let before = || next.get(..same).unwrap_or_default().last();
    let at = wanted.iter().find(of_story).or(wanted.first()).or_else(before);
    let place = at.map(|at| Place {
        block: at.block,
        story: match at.whose {
            Whose::Story { story, .. } => Some(story),
            Whose::Layout => None,
        },
    });
    Some((place, words(at, wanted, found)))
}

/// What differs, in words.
fn words(at: Option<&Next<'_>>, wanted: &[Next<'_>], found: &[char]) -> String {
    let excerpt = |characters: &mut dyn Iterator<Item = char>, count: usize| {
        let text: String = characters.take(TOLD).collect();
        if count > TOLD { format!("{text:?} …") } else { format!("{text:?}") }
    };
    let whole = excerpt(&mut wanted.iter().map(|next| next.character.unwrap_or('\u{FFFD}')), wanted.len());
    let read = excerpt(&mut found.iter().copied(), found.len());
    let place = at.map_or_else(|| "on a page without text".to_owned(), |at| spot(at.whose, at.character));
    let (place, wants, finds) = (place, wanted.len(), found.len());
    match (wants, finds) {
        (_, 0) => format!("{wants} characters are lost in the PDF, {place}: {whole}"),
        (0, _) => format!("{finds} characters too many stand in the PDF, after {place}: {read}"),
        _ => format!(
            "the PDF says something else, {place}: {finds} characters {read} instead of {wants} characters {whole}"
        ),
    }
}

/// The place of a character.
fn spot(whose: Whose<'_>, character: Option<char>) -> String {
    let what = character.map_or_else(|| "(beyond its end)".to_owned(), |c| format!("({c:?})"));
    match whose {
        Whose::Story { paragraph, at, .. } => format!("paragraph {paragraph}, character {} {what}", at + 1),
        Whose::Layout => format!("text of the layout's own {what}"),
    }
}

impl<'e> Ticks<'e> {
    pub(crate) fn new(edition: &'e Edition) -> Ticks<'e> {
        Ticks { edition, ticked: BTreeMap::new() }
    }

    /// Ticks off characters that stood in the PDF; the first that stands twice or out of order is told.
    fn tick<'s>(&mut self, all: &[Next<'s>]) -> Option<(Place<'s>, String)> {
        let mut first = None;
        for part in all.chunk_by(|a, b| std::ptr::eq(a.block, b.block)) {
            let mut reached: BTreeMap<(&str, u32), usize> = BTreeMap::new();
            for run in part.chunk_by(|a, b| same_paragraph(a.whose, b.whose)) {
                let Some(Whose::Story { story, paragraph, .. }) = run.first().map(|next| next.whose) else {
                    continue;
                };
                let reached = reached.entry((story, paragraph)).or_default();
                let edition = self.edition;
                let ticked = self.ticked.entry((story.to_owned(), paragraph)).or_insert_with(|| {
                    let found = edition.stories.get(story).and_then(|story| story.paragraph(paragraph));
                    vec![false; found.map_or(0, |found| found.characters())]
                });
                for next in run {
                    let Whose::Story { at, .. } = next.whose else { continue };
                    let twice = ticked.get_mut(at).is_none_or(|tick| std::mem::replace(tick, true));
                    if first.is_none() && (twice || at < *reached) {
                        let how = if twice { "stands twice" } else { "stands before one that precedes it" };
                        let text = format!("{} {how} in the PDF", spot(next.whose, next.character));
                        first = Some((Place { block: next.block, story: Some(story) }, text));
                    }
                    *reached = at + 1;
                }
            }
        }
        first
    }

    /// Words for what a block still owes, beyond what is counted as 余.
    pub(crate) fn lacking(&self, debt: &Debt<'_>) -> Option<String> {
        let mut missing = 0;
        let mut first = None;
        for paragraph in &debt.paragraphs {
            let ticked = self.ticked.get(&(debt.story.id.clone(), paragraph.id));
            for (at, c) in paragraph.text().chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
                if !ticked.and_then(|ticked| ticked.get(at)).is_some_and(|tick| *tick) {
                    missing += 1;
                    let whose = Whose::Story { story: &debt.story.id, paragraph: paragraph.id, at };
                    first.get_or_insert_with(|| spot(whose, Some(c)));
                }
            }
        }
        // 余 is counted with its blanks, so it may be the larger number.
        let first = first.filter(|_| missing > debt.overset)?;
        Some(format!(
            "{missing} characters are not in the PDF, {} of them counted as overset; the first is {first}",
            debt.overset
        ))
    }
}

fn same_paragraph(one: Whose<'_>, other: Whose<'_>) -> bool {
    match (one, other) {
        (Whose::Layout, Whose::Layout) => true,
        (
            Whose::Story { story, paragraph, .. },
            Whose::Story { story: other_story, paragraph: other_paragraph, .. },
        ) => story == other_story && paragraph == other_paragraph,
        _ => false,
    }
}
