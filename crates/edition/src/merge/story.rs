//! One story that two sides changed: paragraph by paragraph, picture by picture.

use super::text;
use super::three::pick;
use crate::model::{Paragraph, Picture, Story};
use std::collections::BTreeSet;

/// The story with both sides' changes, `None` where they meet.
pub(super) fn merge(base: &Story, ours: &Story, theirs: &Story) -> Option<Story> {
    let theirs = &renumbered(base, ours, theirs);
    let paragraphs =
        list([&base.paragraphs, &ours.paragraphs, &theirs.paragraphs], |paragraph| paragraph.id, paragraph)?;
    let pictures =
        list([&base.pictures, &ours.pictures, &theirs.pictures], |picture| picture.id.clone(), picture)?;
    Some(Story {
        id: ours.id.clone(),
        kind: *pick(&base.kind, &ours.kind, &theirs.kind)?,
        link: pick(&base.link, &ours.link, &theirs.link)?.clone(),
        doubles: pick(&base.doubles, &ours.doubles, &theirs.doubles)?.clone(),
        paragraphs,
        pictures,
    })
}

/// Theirs with numbers of their own for paragraphs that both sides added under one number.
fn renumbered(base: &Story, ours: &Story, theirs: &Story) -> Story {
    let mut theirs = theirs.clone();
    let free = ours.free_number().max(theirs.free_number());
    let both: BTreeSet<u32> = theirs
        .paragraphs
        .iter()
        .filter(|one| base.paragraph(one.id).is_none())
        .filter(|one| ours.paragraph(one.id).is_some_and(|other| other != *one))
        .map(|one| one.id)
        .collect();
    for (free, id) in (free..).zip(both) {
        theirs.paragraphs.iter_mut().filter(|one| one.id == id).for_each(|one| one.id = free);
        theirs
            .pictures
            .iter_mut()
            .filter(|one| one.caption == Some(id))
            .for_each(|one| one.caption = Some(free));
    }
    theirs
}

fn paragraph(base: &Paragraph, ours: &Paragraph, theirs: &Paragraph) -> Option<Paragraph> {
    let role = *pick(&base.role, &ours.role, &theirs.role)?;
    let runs = match pick(&base.runs, &ours.runs, &theirs.runs) {
        Some(runs) => runs.clone(),
        None => text::merge(&base.runs, &ours.runs, &theirs.runs)?,
    };
    Some(Paragraph { id: ours.id, role, runs })
}

fn picture(base: &Picture, ours: &Picture, theirs: &Picture) -> Option<Picture> {
    Some(Picture {
        id: ours.id.clone(),
        file: pick(&base.file, &ours.file, &theirs.file)?.clone(),
        pixels: *pick(&base.pixels, &ours.pixels, &theirs.pixels)?,
        caption: *pick(&base.caption, &ours.caption, &theirs.caption)?,
    })
}

/// A list of things with keys: the items merged one by one, in our order, what is theirs alone behind its neighbour.
fn list<T: PartialEq + Clone, K: PartialEq>(
    [base, ours, theirs]: [&[T]; 3],
    key: impl Fn(&T) -> K,
    merge: impl Fn(&T, &T, &T) -> Option<T>,
) -> Option<Vec<T>> {
    let find = |list: &'_ [T], wanted: &K| list.iter().position(|one| key(one) == *wanted);
    let (first, second) = order([base, ours, theirs], &key)?;
    let mut merged: Vec<T> = Vec::with_capacity(first.len());
    for item in first {
        let wanted = key(item);
        let [in_base, in_ours, in_theirs] =
            [base, ours, theirs].map(|list| find(list, &wanted).and_then(|at| list.get(at)));
        match (in_base, in_ours, in_theirs) {
            (Some(base), Some(ours), Some(theirs)) => merged.push(merge(base, ours, theirs)?),
            // One side took it away: it goes if the other side left it alone.
            (Some(base), Some(left), None) | (Some(base), None, Some(left)) if left == base => {}
            (Some(_), Some(_), None) | (Some(_), None, Some(_)) => return None,
            (None, Some(ours), Some(theirs)) if ours != theirs => return None,
            (None, Some(fresh), _) | (None, None, Some(fresh)) => merged.push(fresh.clone()),
            (_, None, None) => {}
        }
    }
    // What only the other order has: new there, or gone in the first.
    for (place, item) in second.iter().enumerate() {
        let wanted = key(item);
        if find(&merged, &wanted).is_some() {
            continue;
        }
        match find(base, &wanted).and_then(|at| base.get(at)) {
            Some(base) if base == item => {}
            Some(_) => return None,
            None => {
                let before = second.get(..place).unwrap_or_default().iter().rev();
                let neighbour = before.filter_map(|one| find(&merged, &key(one))).next();
                merged.insert(neighbour.map_or(0, |at| at + 1), item.clone());
            }
        }
    }
    Some(merged)
}

/// The list whose order counts, and the other one; `None` where both sides put things into another order.
fn order<'l, T, K: PartialEq>(
    [base, ours, theirs]: [&'l [T]; 3],
    key: &impl Fn(&T) -> K,
) -> Option<(&'l [T], &'l [T])> {
    let sorted = |list: &[T]| {
        let places = list.iter().filter_map(|one| base.iter().position(|old| key(old) == key(one)));
        places.is_sorted()
    };
    if sorted(theirs) {
        return Some((ours, theirs));
    }
    sorted(ours).then_some((theirs, ours))
}
