//! Each save leaves a state to go back to, and none is kept twice or for ever.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::Edition;
use banxin_edition::system::Disk;
use banxin_edition::versions::{self, Keep, Version};
use banxin_edition::{Document, Who};
use std::path::Path;
use std::time::Duration;
use support::{fresh_dir, sample, tree};

fn state(number: usize) -> Edition {
    let mut edition = sample();
    edition.pages[0].title = format!("第{number}次");
    edition.stories.get_mut("s01").unwrap().paragraphs[1].runs[0].text = format!("第{number}题");
    edition
}

fn record(dir: &Path, edition: &Edition, keep: &Keep) -> Vec<Version> {
    versions::record(&Disk, dir, edition, &Who::named("甲"), keep).unwrap();
    versions::list(dir, "01").unwrap()
}

#[test]
fn a_page_goes_back_and_forth_to_the_byte() {
    let dir = fresh_dir("versions");
    let all = Keep::default();
    let first = record(&dir, &state(1), &all);
    assert_eq!(record(&dir, &state(1), &all), first, "what says the same adds nothing");
    let second = record(&dir, &state(2), &all);
    assert_eq!((first.len(), second.len()), (1, 2));
    assert_eq!(versions::list(&dir, "A02").unwrap().len(), 1, "the other page did not change");
    let mut document = Document::new(state(2));
    let edit = versions::back(&dir, document.edition(), "01", &second[0].id).unwrap();
    let inverse = document.take(&edit).unwrap();
    assert_eq!(document.edition(), &state(1));
    document.take(&inverse).unwrap();
    assert_eq!(document.edition(), &state(2), "one step takes it back");
    assert!(versions::back(&dir, document.edition(), "01", "0000000000").is_err());
}

#[test]
fn states_are_pruned_with_their_texts_and_damage_is_told() {
    let dir = fresh_dir("versions-pruned");
    let few = Keep { number: 3, age: Duration::from_secs(3600) };
    let mut versions = Vec::new();
    for number in 0..10 {
        versions = record(&dir, &state(number), &few);
    }
    assert_eq!(versions.len(), 3);
    for version in &versions {
        versions::at(&dir, &state(0), "01", &version.id).unwrap();
    }
    // Three pages and three heads of s01, and what did not change: two stories and the other page.
    let objects = tree(&dir).keys().filter(|path| path.starts_with(".banxin/versions/objects")).count();
    assert_eq!(objects, 3 + 3 + 3);
    let object =
        tree(&dir).into_keys().find(|path| path.ends_with(&versions[2].files["pages/01.toml"][2..])).unwrap();
    std::fs::write(dir.join(object), b"x").unwrap();
    let error = versions::at(&dir, &state(0), "01", &versions[2].id).unwrap_err();
    assert!(error.message.contains("damaged"), "{error}");
}
