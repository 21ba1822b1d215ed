//! An edition that two sides changed.

use super::{difference, story};
use crate::check::{page_file, story_file};
use crate::model::{Edition, Page, Story};
use crate::{EDITION_FILE, Edit};
use std::collections::{BTreeMap, BTreeSet};

/// What comes of another's changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merge {
    /// The edits that bring into ours what theirs changed.
    pub edits: Vec<Edit>,
    /// Files that both changed and that cannot be put together, by name inside the folder; ours is as it was.
    pub conflicts: BTreeSet<String>,
    /// The edits that bring the base to theirs, but for the conflicts: what is taken account of now.
    pub known: Vec<Edit>,
}

/// Of three values the one that was changed; `None` where both sides changed it, each in its way.
pub(super) fn pick<'v, T: PartialEq>(base: &'v T, ours: &'v T, theirs: &'v T) -> Option<&'v T> {
    match (ours == base, theirs == base) {
        (_, true) => Some(ours),
        (true, false) => Some(theirs),
        (false, false) => (ours == theirs).then_some(ours),
    }
}

/// Brings what `theirs` changed since `base` into `ours`. The house style is nobody's change.
pub fn merge(base: &Edition, ours: &Edition, theirs: &Edition) -> Merge {
    let mut conflicts = BTreeSet::new();
    let mut merged = ours.clone();
    let mut known = theirs.clone();
    header(base, theirs, &mut merged, &mut known, &mut conflicts);
    pages(base, theirs, &mut merged, &mut known, &mut conflicts);
    page_order(base, ours, theirs, &mut merged, &mut known, &mut conflicts);
    stories(base, theirs, &mut merged, &mut known, &mut conflicts);
    Merge { edits: difference(ours, &merged), known: difference(base, &known), conflicts }
}

fn header(
    base: &Edition,
    theirs: &Edition,
    merged: &mut Edition,
    known: &mut Edition,
    conflicts: &mut BTreeSet<String>,
) {
    let date = pick(&base.date, &merged.date, &theirs.date).copied();
    let issue = pick(&base.issue, &merged.issue, &theirs.issue).copied();
    let staff = pick(&base.staff, &merged.staff, &theirs.staff).cloned();
    let (Some(date), Some(issue), Some(staff)) = (date, issue, staff) else {
        conflicts.insert(EDITION_FILE.to_owned());
        (known.date, known.issue, known.staff) = (base.date, base.issue, base.staff.clone());
        return;
    };
    (merged.date, merged.issue, merged.staff) = (date, issue, staff);
    // The faces are a record of the last export; the later record is as good as any.
    if let Some(faces) = pick(&base.faces, &merged.faces, &theirs.faces) {
        merged.faces = faces.clone();
    }
}

fn pages(
    base: &Edition,
    theirs: &Edition,
    merged: &mut Edition,
    known: &mut Edition,
    conflicts: &mut BTreeSet<String>,
) {
    let numbers: BTreeSet<&str> = [base, theirs]
        .into_iter()
        .flat_map(|edition| &edition.pages)
        .map(|page| page.number.as_str())
        .collect();
    for number in numbers {
        let [old, here, there] = [base, &*merged, theirs].map(|edition| edition.page(number).cloned());
        match pick(&old, &here, &there).cloned() {
            Some(page) if page == here => {}
            Some(page) => put_page(merged, theirs, number, page),
            None => {
                conflicts.insert(page_file(number));
                put_page(known, base, number, old);
            }
        }
    }
}

/// The order of the pages, where one side changed it.
fn page_order(
    base: &Edition,
    ours: &Edition,
    theirs: &Edition,
    merged: &mut Edition,
    known: &mut Edition,
    conflicts: &mut BTreeSet<String>,
) {
    let place = |edition: &Edition, number: &str| edition.pages.iter().position(|page| page.number == number);
    let kept =
        |edition: &Edition| edition.pages.iter().filter_map(|page| place(base, &page.number)).is_sorted();
    let by = |pages: &mut Vec<Page>, like: &Edition| {
        let mut last = 0;
        // A page that the other order does not have stays behind its neighbour.
        pages.sort_by_cached_key(|page| {
            last = place(like, &page.number).unwrap_or(last);
            last
        });
    };
    match (kept(ours), kept(theirs)) {
        (_, true) => {}
        (true, false) => by(&mut merged.pages, theirs),
        (false, false) => {
            let numbers = |edition: &Edition| -> Vec<String> {
                edition.pages.iter().map(|page| page.number.clone()).collect()
            };
            if numbers(ours) != numbers(theirs) {
                conflicts.insert(EDITION_FILE.to_owned());
                by(&mut known.pages, base);
            }
        }
    }
}

/// Puts a page, or takes it away; a new one stands where it stands in `like`.
fn put_page(edition: &mut Edition, like: &Edition, number: &str, page: Option<Page>) {
    let place = edition.pages.iter().position(|one| one.number == number);
    match (place, page) {
        (Some(at), Some(page)) => {
            if let Some(old) = edition.pages.get_mut(at) {
                *old = page;
            }
        }
        (Some(at), None) => {
            edition.pages.remove(at);
        }
        (None, Some(page)) => {
            let before = like.pages.iter().take_while(|one| one.number != number);
            let before: Vec<&str> = before.map(|one| one.number.as_str()).collect();
            let neighbour = edition.pages.iter().rposition(|one| before.contains(&one.number.as_str()));
            edition.pages.insert(neighbour.map_or(0, |at| at + 1), page);
        }
        (None, None) => {}
    }
}

fn stories(
    base: &Edition,
    theirs: &Edition,
    merged: &mut Edition,
    known: &mut Edition,
    conflicts: &mut BTreeSet<String>,
) {
    let ids: BTreeSet<&String> = base.stories.keys().chain(theirs.stories.keys()).collect();
    for id in ids {
        let [old, here, there] = [base, &*merged, theirs].map(|edition| edition.stories.get(id).cloned());
        let both = pick(&old, &here, &there).cloned().or_else(|| match (&old, &here, &there) {
            (Some(old), Some(here), Some(there)) => story::merge(old, here, there).map(Some),
            _ => None,
        });
        match both {
            Some(story) => put_story(&mut merged.stories, id, story),
            None => {
                conflicts.insert(story_file(id));
                put_story(&mut known.stories, id, old);
            }
        }
    }
}

fn put_story(stories: &mut BTreeMap<String, Story>, id: &str, story: Option<Story>) {
    match story {
        Some(story) => stories.insert(id.to_owned(), story),
        None => stories.remove(id),
    };
}
