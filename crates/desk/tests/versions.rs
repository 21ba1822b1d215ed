//! Back to an earlier state of a page in one step that is itself taken back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test ends where something is not as it must be"
)]

#[allow(dead_code, reason = "each test binary uses its own part")]
mod support;

use serde_json::json;
use support::{Hand, Scratch, caret, typed};

#[test]
fn a_page_goes_back_to_a_save_and_that_is_undone() {
    let scratch = Scratch::new("versions");
    let folder = scratch.0.join("e");
    let mut hand = Hand::new(None);
    hand.create(&folder);
    let what =
        json!({"do": "place", "what": {"kind": "text"}, "at": {"column": 0, "line": 10}, "size": null});
    hand.act(what);
    hand.act(typed(&caret("s01", 1, 0), "先", true));
    let first = hand.files(&folder);
    hand.act(json!({"do": "title", "title": "后来"}));
    hand.act(typed(&caret("s01", 1, 1), "后", true));
    let second = hand.files(&folder);
    let states = hand.ask("history", &json!({"page": "01"}));
    assert_eq!(states.as_array().unwrap().len(), 2);
    let id = states[1]["id"].as_str().unwrap().to_owned();
    let state = hand.patch("back", json!({"id": id, "revision": hand.revision()}));
    assert_eq!(state["undo"], "back");
    assert_eq!(hand.files(&folder), first);
    hand.turn("undo");
    assert_eq!(hand.files(&folder), second);
    let states = hand.ask("history", &json!({"page": "01"}));
    assert_eq!(states.as_array().unwrap().len(), 4, "going back is a state of its own");
}
