//! The importer against what a careful human reader says of three manuscripts (tests/manuscripts/expected).

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use serde_json::Value;
use support::{Scratch, banxin_ends, root};

fn check(manuscript: &str, expected: &str, template: &str) {
    let scratch = Scratch::new();
    let dir = scratch.path("E");
    let dir = dir.to_str().unwrap();
    banxin_ends(0, &["new", dir, "--template", template, "--date", "2026-11-22"]);
    let manuscript = root().join(manuscript);
    let report: Value =
        serde_json::from_str(&banxin_ends(0, &["import", dir, manuscript.to_str().unwrap(), "--json"]))
            .unwrap();
    let expected = root().join("tests/manuscripts/expected").join(expected);
    let expected: Value = serde_json::from_str(&std::fs::read_to_string(expected).unwrap()).unwrap();
    let (got, wanted) = (report["stories"].as_array().unwrap(), expected["stories"].as_array().unwrap());
    assert_eq!(got.len(), wanted.len());
    for (got, wanted) in got.iter().zip(wanted) {
        assert_eq!(got["kind"], wanted["kind"], "{}", got["id"]);
        assert_eq!(got["characters"], wanted["characters"], "{}", got["id"]);
        assert_eq!(got["doubles"].is_null(), wanted["doubles"].is_null(), "{}", got["id"]);
        if matches!(got["kind"].as_str(), Some("article" | "photos")) {
            for key in
                ["kicker", "headline", "subhead", "bylines", "dateline", "crossheads", "captions", "credits"]
            {
                assert_eq!(got[key], wanted[key], "{} {key}", got["id"]);
            }
        }
    }
    let count = &report["characters"];
    let number = |key: &str| count[key].as_u64().unwrap();
    assert_eq!(number("read"), number("kept") + number("markup"));
}

#[test]
fn a_clean_page() {
    check("examples/linxi/manuscript/page.txt", "page.json", "broadsheet");
}

#[test]
fn a_front_page() {
    check("tests/manuscripts/front.txt", "front.json", "broadsheet");
}

#[test]
fn a_tabloid_page_in_gb18030_with_a_doubled_story() {
    check("tests/manuscripts/tabloid.txt", "tabloid.json", "tabloid");
}
