//! How fast the desk answers a hand: one key in a story of the example page, one step of a drag with live reflow.
//!
//! Budget: a key is to be on the screen within 33 ms and a drag to show 40 pages a second, so an answer may take 8 ms of
//! either at the slowest of twenty.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a benchmark ends by panicking")]

use banxin_desk::Desk;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 200;

struct Hand {
    desk: Desk,
    have: u32,
    revision: u32,
}

impl Hand {
    fn send(&mut self, command: &str, act: &serde_json::Value) -> Duration {
        let request = json!({"page": "05", "have": self.have, "revision": self.revision, "act": act});
        let bytes = request.to_string().into_bytes();
        let start = Instant::now();
        let answer = self.desk.dispatch(command, &bytes).expect("the act can be done");
        let took = start.elapsed();
        let word = |at: usize| u32::from_le_bytes(answer[at * 4..at * 4 + 4].try_into().unwrap());
        (self.have, self.revision) = (word(1), word(3));
        took
    }
}

fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |percent: usize| times[(times.len() - 1) * percent / 100].as_secs_f64() * 1000.0;
    println!(
        "{what}: median {:.2} ms, p95 {:.2} ms, longest {:.2} ms; budget 8 ms at p95",
        at(50),
        at(95),
        at(100)
    );
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut hand = Hand { desk: Desk::new(root.clone(), None), have: 0, revision: 0 };
    let open = json!({"dir": root.join("examples/linxi")}).to_string();
    hand.desk.dispatch("open", open.as_bytes()).expect("the example opens");
    let page = json!({"page": "05", "have": 0}).to_string();
    let start = Instant::now();
    let answer = hand.desk.dispatch("page", page.as_bytes()).expect("the page is laid");
    println!(
        "first page, faces included: {:.1} ms, {} kB",
        start.elapsed().as_secs_f64() * 1000.0,
        answer.len() / 1000
    );
    hand.have = 1;
    let edition = banxin_edition::open(&root.join("examples/linxi")).unwrap();
    let page = &edition.pages[0];
    // The story with most text.
    let text = |id: &str| edition.stories[id].characters();
    let block = page
        .blocks
        .iter()
        .filter(|block| block.kind.word() == "article")
        .max_by_key(|block| block.kind.story().map_or(0, text))
        .unwrap();
    let story = block.kind.story().unwrap();
    let body = edition.stories[story]
        .paragraphs
        .iter()
        .find(|p| p.role == banxin_edition::model::Role::Body)
        .unwrap();
    println!("story of {} characters in {} × {} cells", text(story), block.cells.columns, block.cells.lines);
    let keys = (0..ROUNDS).map(|round| {
        let at = json!({"story": story, "paragraph": body.id, "offset": round});
        hand.send("act", &json!({"do": "type", "anchor": at, "focus": at, "text": "字", "fresh": false}))
    });
    report("key", keys.collect());
    let drags = (0..ROUNDS).map(|round| {
        let mut cells = block.cells;
        cells.lines = cells.lines - 1 - u32::try_from(round % 20).unwrap();
        hand.send("look", &json!({"do": "cells", "block": block.id, "cells": cells}))
    });
    report("drag", drags.collect());
}
