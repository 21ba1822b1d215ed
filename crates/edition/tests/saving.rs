//! A save is whole or not there, whatever the system refuses, and nobody sees it half done.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::Edition;
use banxin_edition::{open, save, save_by};
use std::io::ErrorKind;
use std::path::Path;
use support::failing::Failing;
use support::{fresh_dir, sample, tree};

/// A change that touches one file, one that touches several and takes others away.
fn changes() -> Vec<(&'static str, Edition)> {
    let mut staff = sample();
    staff.staff = "责编 另一人".to_owned();
    let mut many = sample();
    many.issue = Some(77);
    many.pages[0].title = "改了名".to_owned();
    many.stories.get_mut("s01").unwrap().paragraphs[0].runs[0].text = "换了头题".to_owned();
    let gone = many.stories.remove("s03").unwrap();
    let fresh = banxin_edition::model::Story { id: "s09".to_owned(), doubles: None, ..gone };
    many.stories.insert("s09".to_owned(), fresh);
    vec![("one", staff), ("many", many)]
}

fn names(dir: &Path) -> Vec<String> {
    tree(dir).keys().map(|path| path.display().to_string()).collect()
}

/// Each step of a save is refused in turn, alone and for good: the folder opens as it was or as it was to be.
#[test]
fn whatever_is_refused_the_edition_opens_whole() {
    let kinds = [ErrorKind::StorageFull, ErrorKind::Other, ErrorKind::PermissionDenied];
    let mut refusals = 0;
    for (name, after) in changes() {
        for kind in kinds {
            for for_good in [false, true] {
                for at in 0.. {
                    let dir = fresh_dir(&format!("saving-{name}")).join("e");
                    save(&sample(), &dir).unwrap();
                    let system = Failing::new(at, kind, for_good);
                    let saved = save_by(&system, &after, &dir);
                    let found = open(&dir).unwrap();
                    let context = format!("{name} {kind:?} step {at} for good {for_good}: {saved:?}");
                    assert!(found == sample() || found == after, "{context}");
                    assert!(saved.is_err() || found == after, "{context}");
                    // The next save finds nothing in its way and leaves nothing behind.
                    save(&after, &dir).unwrap();
                    assert_eq!(open(&dir).unwrap(), after, "{context}");
                    let clean = fresh_dir(&format!("saving-{name}-clean")).join("e");
                    save(&after, &clean).unwrap();
                    assert_eq!(names(&dir), names(&clean), "{context}");
                    if !system.refused() {
                        assert!(saved.is_ok(), "{context}");
                        break;
                    }
                    refusals += 1;
                }
            }
        }
    }
    println!("{refusals} refusals");
    assert!(refusals > 100, "{refusals} refusals");
}

/// A first save that breaks off leaves no edition, and the next one may use the folder.
#[test]
fn a_first_save_that_is_refused_can_be_made_again() {
    for at in 0.. {
        let dir = fresh_dir("saving-first").join("e");
        let system = Failing::new(at, ErrorKind::StorageFull, true);
        let saved = save_by(&system, &sample(), &dir);
        if let Ok(found) = open(&dir) {
            assert_eq!(found, sample(), "step {at}");
        }
        save(&sample(), &dir).unwrap();
        assert_eq!(open(&dir).unwrap(), sample(), "step {at}");
        if !system.refused() {
            saved.unwrap();
            break;
        }
    }
}

/// Whoever opens the folder while others save sees one of the states, never a mixture.
#[test]
fn readers_never_see_a_save_half_done() {
    let dir = fresh_dir("saving-readers").join("e");
    let state = |number: u32| {
        let mut edition = sample();
        edition.issue = Some(number);
        edition.pages[0].title = format!("第{number}次");
        edition.stories.get_mut("s01").unwrap().paragraphs[0].runs[0].text = format!("第{number}次");
        edition
    };
    save(&state(1), &dir).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let dir = &dir;
            scope.spawn(move || {
                for round in 0..20 {
                    save(&state(1 + round * 2 + writer), dir).unwrap();
                    std::thread::sleep(std::time::Duration::from_millis(3));
                }
            });
        }
        for _ in 0..40 {
            let seen = open(&dir).unwrap();
            assert_eq!(seen, state(seen.issue.unwrap()));
        }
    });
}
