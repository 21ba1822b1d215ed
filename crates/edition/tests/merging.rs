//! What two people changed comes together, and what cannot is left to be chosen.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::merge::{difference, merge};
use banxin_edition::model::{Edition, Paragraph, Role};
use banxin_edition::{Document, Edit};
use proptest::prelude::*;
use support::any;
use support::sample;

fn applied(edition: &Edition, edits: Vec<Edit>) -> Edition {
    let mut document = Document::new(edition.clone());
    document.apply(&Edit::Batch(edits)).unwrap();
    document.into_edition()
}

fn set(edition: &mut Edition, paragraph: u32, text: &str) {
    let story = edition.stories.get_mut("s01").unwrap();
    let at = story.paragraphs.iter().position(|one| one.id == paragraph).unwrap();
    let role = story.paragraphs[at].role;
    story.paragraphs[at] = Paragraph::plain(paragraph, role, text);
}

/// The sample after random edits.
fn worked_at(wishes: &[any::Wish]) -> Edition {
    let mut document = Document::new(sample());
    for wish in wishes {
        if let Some(edit) = any::edit(document.edition(), wish) {
            // What is refused changes nothing.
            let _ = document.apply(&edit);
        }
    }
    document.into_edition()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// The difference of any two editions leads from one to the other, and its inverse back.
    #[test]
    fn a_difference_leads_from_one_to_the_other(
        one in prop::collection::vec(any::wish(), 0..12),
        other in prop::collection::vec(any::wish(), 0..12),
    ) {
        let (from, to) = (worked_at(&one), worked_at(&other));
        let mut document = Document::new(from.clone());
        let inverse = document.apply(&Edit::Batch(difference(&from, &to))).unwrap();
        prop_assert!(document.edition() == &to);
        document.apply(&inverse).unwrap();
        prop_assert!(document.edition() == &from);
        prop_assert!(difference(&to, &to).is_empty());
    }

    /// A side that changed nothing takes the other's changes as they are; nothing is in conflict with itself; what comes
    /// of two sides does not depend on who asks, as long as nothing is in conflict.
    #[test]
    fn nothing_is_lost_of_either_side(
        one in prop::collection::vec(any::wish(), 0..12),
        other in prop::collection::vec(any::wish(), 0..12),
    ) {
        let (base, ours, theirs) = (sample(), worked_at(&one), worked_at(&other));
        let taken = merge(&base, &base, &theirs);
        prop_assert!(taken.conflicts.is_empty());
        prop_assert!(applied(&base, taken.edits) == theirs.clone());
        prop_assert!(merge(&base, &ours, &base).edits.is_empty());
        prop_assert!(merge(&base, &ours, &ours).edits.is_empty());
        let both = merge(&base, &ours, &theirs);
        // Two changes that are fine alone may break a rule together, which the document refuses as a whole.
        let mut document = Document::new(ours.clone());
        if document.apply(&Edit::Batch(both.edits)).is_err() {
            return Ok(());
        }
        let merged = document.into_edition();
        for (id, story) in &theirs.stories {
            let conflict = both.conflicts.contains(&format!("stories/{id}.story"));
            let kept = merged.stories.get(id);
            if ours.stories.get(id) == base.stories.get(id) && !conflict {
                prop_assert!(kept == Some(story));
            }
        }
        for (id, story) in &ours.stories {
            if theirs.stories.get(id) == base.stories.get(id) {
                prop_assert!(merged.stories.get(id) == Some(story));
            }
        }
    }
}

#[test]
fn changes_of_different_things_come_together() {
    let base = sample();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    set(&mut ours, 2, "我们的引题");
    ours.pages[0].title = "我们的版名".to_owned();
    set(&mut theirs, 1, "他们的主题");
    theirs.staff = "他们".to_owned();
    theirs.stories.get_mut("s01").unwrap().paragraphs.push(Paragraph::plain(90, Role::Body, "新的一段"));
    let merge = merge(&base, &ours, &theirs);
    assert!(merge.conflicts.is_empty());
    let both = applied(&ours, merge.edits);
    let mut expected = theirs.clone();
    set(&mut expected, 2, "我们的引题");
    expected.pages[0].title = "我们的版名".to_owned();
    assert_eq!(both, expected);
    assert_eq!(applied(&base, merge.known), theirs);
}

#[test]
fn what_both_changed_is_a_conflict_and_the_rest_is_taken() {
    let base = sample();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    set(&mut ours, 2, "我们的主题");
    set(&mut theirs, 2, "他们的主题");
    ours.pages[0].title = "我们".to_owned();
    theirs.pages[0].title = "他们".to_owned();
    theirs.issue = Some(5);
    let merge = merge(&base, &ours, &theirs);
    let page = format!("pages/{}.toml", base.pages[0].number);
    assert_eq!(merge.conflicts.iter().cloned().collect::<Vec<_>>(), [page, "stories/s01.story".to_owned()]);
    assert_eq!(applied(&ours, merge.edits), Edition { issue: Some(5), ..ours });
    assert_eq!(
        applied(&base, merge.known),
        Edition { issue: Some(5), ..base },
        "conflicts are not taken account of"
    );
}

#[test]
fn paragraphs_added_under_one_number_both_stay() {
    let base = sample();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let add = |edition: &mut Edition, text: &str| {
        let story = edition.stories.get_mut("s01").unwrap();
        let number = story.free_number();
        story.paragraphs.push(Paragraph::plain(number, Role::Body, text));
    };
    add(&mut ours, "我们的");
    add(&mut theirs, "他们的");
    let merge = merge(&base, &ours, &theirs);
    assert!(merge.conflicts.is_empty());
    let both = applied(&ours, merge.edits);
    let texts: Vec<String> = both.stories["s01"].paragraphs.iter().map(Paragraph::text).collect();
    assert!(texts.contains(&"我们的".to_owned()) && texts.contains(&"他们的".to_owned()), "{texts:?}");
}
