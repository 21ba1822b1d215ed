//! The journal: what was acknowledged is there again after a crash, and damage is told, not guessed at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::Edition;
use banxin_edition::{Document, Edit, Journal, open, save};
use std::fs;
use std::path::{Path, PathBuf};
use support::{fresh_dir, sample};

/// A saved edition, and where its journal goes.
fn saved(test: &str) -> (PathBuf, PathBuf) {
    let dir = fresh_dir(&format!("journal-{test}")).join("e");
    save(&sample(), &dir).unwrap();
    let journal = dir.join(banxin_edition::journal::JOURNAL_FILE);
    (dir, journal)
}

fn typed(text: &str) -> Edit {
    Edit::InsertText { story: "s01".to_owned(), paragraph: 7, offset: 0, text: text.to_owned(), mark: None }
}

/// Types a few characters at the head of a paragraph, each a change of its own.
fn work(document: &mut Document, journal: &mut Journal, text: &str) {
    for c in text.chars() {
        let change = document.change(typed(&c.to_string()));
        journal.append(&change).unwrap();
        document.commit(&change).unwrap();
    }
    journal.sync().unwrap();
}

fn head(edition: &Edition, characters: usize) -> String {
    edition.stories["s01"].paragraph(7).unwrap().text().chars().take(characters).collect()
}

/// A session that crashes after typing 乙甲 in front, the file as it was left.
fn crashed(test: &str) -> (PathBuf, PathBuf, Document) {
    let (dir, path) = saved(test);
    let (mut journal, mut document, recovery) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    assert_eq!(recovery, Default::default());
    work(&mut document, &mut journal, "甲乙丙");
    (dir, path, document)
}

#[test]
fn a_crash_loses_nothing() {
    let (dir, path, before) = crashed("crash");
    for _ in 0..2 {
        let (_, document, recovery) = Journal::open(&path, open(&dir).unwrap()).unwrap();
        assert_eq!(document, before);
        assert_eq!((recovery.applied, recovery.torn), (3, None));
    }
    // Going on after the crash, and crashing again.
    let (mut journal, mut document, _) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    work(&mut document, &mut journal, "丁");
    drop(journal);
    let (_, document, recovery) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    assert_eq!((recovery.applied, head(document.edition(), 4).as_str()), (4, "丁丙乙甲"));
}

#[test]
fn what_was_saved_is_not_applied_again() {
    let (dir, path, document) = crashed("saved");
    let (mut journal, mut again, _) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    journal.state(&again).unwrap();
    save(again.edition(), &dir).unwrap();
    work(&mut again, &mut journal, "戊");
    drop(journal);
    let (_, last, recovery) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    assert_eq!((recovery.applied, last.revision()), (1, document.revision() + 1));
    assert_eq!(last, again);
}

#[test]
fn a_crash_between_the_record_and_the_save_loses_nothing() {
    let (dir, path, before) = crashed("between");
    let (mut journal, document, _) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    journal.state(&document).unwrap();
    drop(journal);
    let (_, document, recovery) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    assert_eq!((document, recovery.applied), (before, 3));
}

#[test]
fn changes_of_another_state_are_counted_and_left() {
    let (dir, path, _) = crashed("foreign");
    let mut edition = open(&dir).unwrap();
    edition.staff = "别人改过".to_owned();
    save(&edition, &dir).unwrap();
    let (_, document, recovery) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    assert_eq!((recovery.applied, recovery.foreign), (0, 3));
    assert_eq!(*document.edition(), edition);
}

/// Opens a journal that was damaged and says how many of the three changes came back.
fn reopened(dir: &Path, path: &Path, bytes: &[u8]) -> (usize, Option<u64>) {
    fs::write(path, bytes).unwrap();
    let (mut journal, mut document, recovery) = Journal::open(path, open(dir).unwrap()).unwrap();
    let expected: String =
        "甲乙丙".chars().take(recovery.applied).collect::<Vec<_>>().into_iter().rev().collect();
    assert_eq!(head(document.edition(), recovery.applied), expected);
    if recovery.torn.is_some() {
        assert_eq!(fs::read(path.with_file_name(".journal.damaged")).unwrap(), bytes);
    }
    // The journal goes on from there.
    work(&mut document, &mut journal, "续");
    drop(journal);
    let (_, again, second) = Journal::open(path, open(dir).unwrap()).unwrap();
    assert_eq!(second.torn, None);
    assert_eq!(again, document);
    (recovery.applied, recovery.torn)
}

#[test]
fn a_torn_tail_ends_the_replay() {
    let (dir, path, _) = crashed("torn");
    let bytes = fs::read(&path).unwrap();
    let mut counts = Vec::new();
    for length in (0..=bytes.len()).rev() {
        let (applied, torn) = reopened(&dir, &path, &bytes[..length]);
        assert!(torn.is_none_or(|torn| torn <= length as u64), "{length}");
        counts.push(applied);
    }
    assert!(counts.is_sorted_by(|longer, shorter| longer >= shorter), "{counts:?}");
    assert_eq!((counts.first(), counts.last()), (Some(&3), Some(&0)));
}

#[test]
fn a_flipped_bit_ends_the_replay() {
    let (dir, path, _) = crashed("flipped");
    let bytes = fs::read(&path).unwrap();
    let first_line = bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for place in first_line..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1 << (place % 8);
        let (applied, torn) = reopened(&dir, &path, &damaged);
        assert!(applied < 3, "byte {place}");
        assert!(torn.is_some_and(|torn| torn <= place as u64), "byte {place}");
    }
    let mut other = bytes;
    other[3] ^= 1;
    fs::write(&path, &other).unwrap();
    let error = Journal::open(&path, open(&dir).unwrap()).unwrap_err();
    assert!(error.message.contains("no journal"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), other);
}

#[test]
fn two_programs_cannot_write_one_journal() {
    let (dir, path) = saved("two");
    let (journal, ..) = Journal::open(&path, open(&dir).unwrap()).unwrap();
    let error = Journal::open(&path, open(&dir).unwrap()).unwrap_err();
    assert!(error.message.contains("another program"), "{error}");
    drop(journal);
    assert!(Journal::open(&path, open(&dir).unwrap()).is_ok());
}
