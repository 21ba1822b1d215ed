//! The journal: what was acknowledged is there again after a crash, and damage is told, not guessed at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::journal::{Depth, Entry, Opened};
use banxin_edition::merge::{difference, merge};
use banxin_edition::model::Edition;
use banxin_edition::system::Disk;
use banxin_edition::{Document, Edit, Journal, Recovery, open, save};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
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
        document.commit(&change).unwrap();
        journal.append(&Entry { change, note: serde_json::json!(c.to_string()) }).unwrap();
    }
    journal.sync().unwrap();
}

/// The journal, the document and what was recovered.
fn opened(path: &Path, dir: &Path) -> (Journal, Document, Recovery) {
    let Opened { journal, document, recovery, .. } = Journal::open(path, open(dir).unwrap()).unwrap();
    (journal, document, recovery)
}

/// A save as a program makes it.
fn saving(journal: &mut Journal, document: &Document, dir: &Path) {
    journal.saving(document.edition(), None).unwrap();
    save(document.edition(), dir).unwrap();
    journal.saved(document.edition(), None).unwrap();
}

fn head(edition: &Edition, characters: usize) -> String {
    edition.stories["s01"].paragraph(7).unwrap().text().chars().take(characters).collect()
}

/// A session that crashes after typing 乙甲 in front, the file as it was left.
fn crashed(test: &str) -> (PathBuf, PathBuf, Document) {
    let (dir, path) = saved(test);
    let (mut journal, mut document, recovery) = opened(&path, &dir);
    assert_eq!(recovery, Default::default());
    work(&mut document, &mut journal, "甲乙丙");
    (dir, path, document)
}

#[test]
fn a_crash_loses_nothing() {
    let (dir, path, before) = crashed("crash");
    for _ in 0..2 {
        let (_, document, recovery) = opened(&path, &dir);
        assert_eq!(document, before);
        assert_eq!((recovery.applied, recovery.torn), (3, None));
    }
    // Going on after the crash, and crashing again.
    let (mut journal, mut document, _) = opened(&path, &dir);
    work(&mut document, &mut journal, "丁");
    drop(journal);
    let (_, document, recovery) = opened(&path, &dir);
    assert_eq!((recovery.applied, head(document.edition(), 4).as_str()), (4, "丁丙乙甲"));
}

#[test]
fn what_was_saved_is_not_applied_again() {
    let (dir, path, document) = crashed("saved");
    let (mut journal, mut again, _) = opened(&path, &dir);
    saving(&mut journal, &again, &dir);
    work(&mut again, &mut journal, "戊");
    drop(journal);
    let (_, last, recovery) = opened(&path, &dir);
    assert_eq!((recovery.applied, last.revision()), (1, document.revision() + 1));
    assert_eq!(last, again);
}

#[test]
fn undo_reaches_back_over_closing() {
    let (dir, path, _) = crashed("back");
    let (mut journal, document, _) = opened(&path, &dir);
    saving(&mut journal, &document, &dir);
    drop(journal);
    let (mut journal, mut document, recovery) = opened(&path, &dir);
    assert_eq!(recovery, Recovery::default());
    work(&mut document, &mut journal, "丁");
    drop(journal);
    let Opened { document, entries, recovery, .. } = Journal::open(&path, open(&dir).unwrap()).unwrap();
    assert_eq!((recovery.applied, entries.len()), (1, 4));
    let saved: Vec<bool> = entries.iter().map(|entry| entry.saved).collect();
    assert_eq!(saved, [true, true, true, false]);
    let mut document = document;
    for (entry, note) in entries.iter().rev().zip(["丁", "丙", "乙", "甲"]) {
        assert_eq!(entry.note, note);
        document.apply(&entry.inverse).unwrap();
    }
    assert_eq!(*document.edition(), sample());
}

#[test]
fn what_lies_beyond_the_depth_is_folded_away_but_nothing_unsaved() {
    let (dir, path, _) = crashed("fold");
    let (mut journal, mut document, _) = opened(&path, &dir);
    saving(&mut journal, &document, &dir);
    work(&mut document, &mut journal, "丁戊");
    saving(&mut journal, &document, &dir);
    work(&mut document, &mut journal, "己");
    drop(journal);
    let at = |depth: Depth| {
        let opened = Journal::open_by(Arc::new(Disk), &path, open(&dir).unwrap(), &depth).unwrap();
        let notes: Vec<String> =
            opened.entries.iter().map(|entry| entry.note.as_str().unwrap().to_owned()).collect();
        (opened.document, opened.recovery.applied, notes.concat())
    };
    let all = Depth::default();
    assert_eq!(at(all), (document.clone(), 1, "甲乙丙丁戊己".to_owned()));
    // Back to the last save that lies within: 丁戊己 and the two records of the disk are over 1000 bytes.
    let some = Depth { bytes: 1600, ..all };
    assert_eq!(at(some), (document.clone(), 1, "丁戊己".to_owned()));
    assert_eq!(at(all), (document.clone(), 1, "丁戊己".to_owned()), "gone for good");
    let none = Depth { bytes: 0, ..all };
    assert_eq!(at(none), (document.clone(), 1, "己".to_owned()));
    assert_eq!(at(all), (document.clone(), 1, "己".to_owned()));
    // By age too; a moment must pass, since times are in seconds.
    let (mut journal, document, _) = opened(&path, &dir);
    saving(&mut journal, &document, &dir);
    drop(journal);
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let young = Depth { age: std::time::Duration::ZERO, ..all };
    assert_eq!(at(young), (document.clone(), 0, String::new()));
}

#[test]
fn what_is_forgotten_does_not_come_back_and_what_was_saved_can_still_be_undone() {
    let (dir, path, _) = crashed("forget");
    let (mut journal, mut document, _) = opened(&path, &dir);
    saving(&mut journal, &document, &dir);
    let saved = document.clone();
    work(&mut document, &mut journal, "丁");
    journal.forget().unwrap();
    let Opened { document, entries, recovery, .. } = Journal::open(&path, open(&dir).unwrap()).unwrap();
    assert_eq!((document, entries.len(), recovery), (saved, 3, Recovery::default()));
}

#[test]
fn a_crash_around_the_save_loses_nothing() {
    for done in [false, true] {
        let (dir, path, before) = crashed("between");
        let (mut journal, document, _) = opened(&path, &dir);
        journal.saving(document.edition(), None).unwrap();
        if done {
            save(document.edition(), &dir).unwrap();
        }
        drop(journal);
        for _ in 0..2 {
            let (_, document, recovery) = opened(&path, &dir);
            assert_eq!((document, recovery.applied), (before.clone(), if done { 0 } else { 3 }));
        }
    }
}

#[test]
fn what_others_saved_meanwhile_is_told_with_what_was_there_before() {
    let (dir, path, before) = crashed("foreign");
    let mut theirs = open(&dir).unwrap();
    theirs.staff = "别人改过".to_owned();
    save(&theirs, &dir).unwrap();
    let Opened { mut journal, mut document, disk, recovery, .. } =
        Journal::open(&path, theirs.clone()).unwrap();
    assert_eq!((recovery.applied, recovery.foreign), (3, true));
    assert_eq!((&document, &disk), (&before, &sample()));
    // It comes in as an edit, and the next opening knows of it.
    let both = merge(&disk, document.edition(), &theirs);
    let edit = Edit::Batch(both.edits);
    let change = document.change(edit.clone());
    document.take(&edit).unwrap();
    let known = Edit::Batch(difference(&disk, &theirs));
    let taken = Entry { change, note: serde_json::Value::Null };
    journal.outside(&theirs, known, Some(taken)).unwrap();
    drop(journal);
    let (_, again, recovery) = opened(&path, &dir);
    assert_eq!((again.edition(), recovery.foreign, recovery.applied), (document.edition(), false, 3));
    assert_eq!(head(again.edition(), 3), "丙乙甲");
    assert_eq!(again.edition().staff, "别人改过");
}

/// Opens a journal that was damaged and says how many of the three changes came back.
fn reopened(dir: &Path, path: &Path, bytes: &[u8]) -> (usize, Option<u64>) {
    fs::write(path, bytes).unwrap();
    let (mut journal, mut document, recovery) = opened(path, dir);
    let expected: String =
        "甲乙丙".chars().take(recovery.applied).collect::<Vec<_>>().into_iter().rev().collect();
    assert_eq!(head(document.edition(), recovery.applied), expected);
    if recovery.torn.is_some() {
        assert_eq!(fs::read(path.with_file_name(".journal.damaged")).unwrap(), bytes);
    }
    // The journal goes on from there.
    work(&mut document, &mut journal, "续");
    drop(journal);
    let (_, again, second) = opened(path, dir);
    assert_eq!(second.torn, None);
    assert_eq!(again, document);
    (recovery.applied, recovery.torn)
}

/// The changes at the end byte by byte; of the document that the journal begins with every hundredth or so.
fn is_looked_at(at: usize, end: usize) -> bool {
    end - at < 800 || at < 40 || at.is_multiple_of(397)
}

#[test]
fn a_torn_tail_ends_the_replay() {
    let (dir, path, _) = crashed("torn");
    let bytes = fs::read(&path).unwrap();
    let mut counts = Vec::new();
    for length in (0..=bytes.len()).rev().filter(|at| is_looked_at(*at, bytes.len())) {
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
    for place in (first_line..bytes.len()).filter(|at| is_looked_at(*at, bytes.len())) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 1 << (place % 8);
        let (applied, torn) = reopened(&dir, &path, &damaged);
        assert!(applied < 3, "byte {place}");
        assert!(torn.is_some_and(|torn| torn <= place as u64), "byte {place}");
    }
    let mut other = bytes;
    other[3] ^= 1;
    assert_eq!(reopened(&dir, &path, &other), (0, Some(0)), "no journal: kept beside");
}

#[test]
fn two_programs_cannot_write_one_journal() {
    let (dir, path) = saved("two");
    let (journal, ..) = opened(&path, &dir);
    let error = Journal::open(&path, open(&dir).unwrap()).unwrap_err();
    assert!(error.message.contains("another program"), "{error}");
    drop(journal);
    assert!(Journal::open(&path, open(&dir).unwrap()).is_ok());
}

/// A full journal opens in a time that nobody minds; run it with `--ignored --nocapture` for the figure.
#[test]
#[ignore = "a measurement"]
fn a_full_journal_opens_fast() {
    let (dir, path) = saved("full");
    let (mut journal, mut document, _) = opened(&path, &dir);
    while fs::metadata(&path).unwrap().len() < Depth::default().bytes {
        let runs = vec![support::run(&format!("{}{}", "字".repeat(200), document.revision()), None)];
        let change = document.change(Edit::SetRuns { story: "s01".to_owned(), paragraph: 7, runs });
        document.commit(&change).unwrap();
        journal.append(&Entry { change, note: serde_json::Value::Null }).unwrap();
    }
    drop(journal);
    let began = std::time::Instant::now();
    let (_, again, recovery) = opened(&path, &dir);
    println!("{} changes in {:?}", recovery.applied, began.elapsed());
    assert_eq!(again, document);
}
