//! Each step that the desk asks of the system is refused in turn: what was acknowledged as guarded comes back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test ends where something is not as it must be"
)]

#[path = "../../edition/tests/support/failing.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests of the edition")]
mod failing;
#[allow(dead_code, reason = "each test binary uses its own part")]
mod support;

use banxin_desk::Desk;
use banxin_edition::Who;
use failing::Failing;
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use support::{Hand, Scratch, caret, root, typed};

fn text_of(folder: &Path) -> String {
    let edition = banxin_edition::open(folder).unwrap();
    edition.stories["s01"].paragraphs.first().map(|one| one.text()).unwrap_or_default()
}

/// Opens the edition; waits for the desk before to let go.
fn open(hand: &Hand, folder: &Path) -> Option<Value> {
    for _ in 0..300 {
        let answer = hand.desk.dispatch("open", json!({ "dir": folder }).to_string().as_bytes());
        match answer {
            Ok(bytes) => return serde_json::from_slice(&bytes).ok(),
            Err(error) if error.code == banxin_desk::ErrorCode::Locked => {}
            Err(_) => return None,
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    None
}

/// Types and saves, and gives the text as it was last acknowledged while the desk said that it guards it, or as it was
/// when a save was last acknowledged.
fn session(hand: &mut Hand, folder: &Path) -> String {
    let (mut text, mut safe) = (text_of(folder), text_of(folder));
    if open(hand, folder).is_none() {
        return safe;
    }
    hand.page();
    for round in 0..3 {
        for count in 0..3 {
            let token = format!("〔{round}·{count}〕");
            let state = hand.act(typed(&caret("s01", 1, 0), &token, true));
            text = format!("{token}{text}");
            if state["guarded"] == true {
                safe.clone_from(&text);
            }
        }
        if hand.raw("save", &json!({})).is_ok() {
            safe.clone_from(&text);
        }
    }
    safe
}

#[test]
fn whatever_is_refused_what_was_acknowledged_comes_back() {
    let scratch = Scratch::new("refused");
    let (folder, journals) = (scratch.0.join("e"), scratch.0.join("journals"));
    let kinds = [ErrorKind::StorageFull, ErrorKind::Other, ErrorKind::PermissionDenied];
    let mut refusals = 0;
    for for_good in [false, true] {
        for at in 0.. {
            let kind = kinds[at % kinds.len()];
            let _ = std::fs::remove_dir_all(&folder);
            let _ = std::fs::remove_dir_all(&journals);
            let mut hand = Hand::new(Some(journals.clone()));
            hand.create(&folder);
            let what = json!({"do": "place", "what": {"kind": "text"}, "at": {"column": 0, "line": 10}, "size": null});
            hand.act(what);
            hand.act(typed(&caret("s01", 1, 0), "头", true));
            hand.ask("save", &json!({}));
            drop(hand);
            let system = Arc::new(Failing::new(at, kind, for_good));
            let desk = Desk::by(Arc::<Failing>::clone(&system), Who::here(), root(), Some(journals.clone()));
            let mut hand = Hand::over(desk);
            let safe = session(&mut hand, &folder);
            drop(hand);
            let hand = Hand::new(Some(journals.clone()));
            open(&hand, &folder).unwrap();
            hand.ask("save", &json!({}));
            let found = text_of(&folder);
            assert!(found.ends_with(&safe), "step {at} {kind:?} for good {for_good}: {found} for {safe}");
            if !system.refused() {
                assert_eq!(found, safe);
                break;
            }
            refusals += 1;
        }
    }
    println!("{refusals} refusals");
    assert!(refusals > 60, "{refusals}");
}
