//! Requests of `banxin compose`. Half of the inputs are taken as a request as they stand, half as the text of one whose
//! settings the first bytes choose, so that the composer itself is reached at once.
//!
//! `cargo +nightly fuzz run compose -- -max_total_time=600`; a seed corpus is in `fuzz/seeds/compose`.

#![no_main]

use banxin_cli::Composer;
use libfuzzer_sys::fuzz_target;
use serde_json::{Value, json};
use std::cell::RefCell;

thread_local! {
    static COMPOSER: RefCell<Composer> = RefCell::new(Composer::new(None));
}

fuzz_target!(|bytes: &[u8]| {
    let line = match bytes.split_first() {
        Some((first, rest)) if first % 2 == 1 => request(rest),
        _ => bytes.to_vec(),
    };
    let answer = COMPOSER.with_borrow_mut(|composer| composer.answer(&line));
    let answer: Value = serde_json::from_str(&answer).expect("an answer is JSON");
    let request: Option<Value> = serde_json::from_slice(&line).ok();
    let (Some(lines), Some(text)) =
        (answer["lines"].as_array(), request.as_ref().and_then(|r| r["text"].as_str()))
    else {
        return;
    };
    let all: String = lines.iter().filter_map(|line| line["text"].as_str()).collect();
    assert_eq!(all, text, "every character once and in order");
});

fn request(bytes: &[u8]) -> Vec<u8> {
    let mut settings = [0; 8];
    let (head, text) = bytes.split_at(bytes.len().min(8));
    settings[..head.len()].copy_from_slice(head);
    let [measure, indent, level, punctuation, flags, lines, ..] = settings;
    let of = |names: [&str; 4], byte: u8| names[usize::from(byte % 4)].to_owned();
    let request = json!({
        "id": 1,
        "text": String::from_utf8_lossy(text),
        "measure": f64::from(measure) / 4.0 + 0.5,
        "indent": f64::from(indent % 16) / 2.0,
        "level": of(["none", "basic", "gb", "strict"], level),
        "punctuation": of(["full", "kaiming", "half", "line-end-half"], punctuation),
        "hanging": flags & 1 == 1,
        "direction": if flags & 2 == 2 { "vertical" } else { "horizontal" },
        "breaking": if flags & 4 == 4 { "greedy" } else { "optimal" },
        "justify": flags & 8 == 0,
        "lines": if flags & 16 == 16 { Value::from(lines % 16 + 1) } else { Value::Null },
    });
    request.to_string().into_bytes()
}
