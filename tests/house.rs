//! The arrows of the house run one way: which crate may lean on which, read from the manifests.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use std::collections::{BTreeMap, BTreeSet};

/// Each room and the rooms it may know.
const ARROWS: [(&str, &[&str]); 12] = [
    ("measure", &[]),
    ("scene", &["measure"]),
    ("edition", &["measure"]),
    ("fonts", &["measure"]),
    ("images", &[]),
    ("typeset", &["measure", "fonts"]),
    ("makeup", &["measure", "edition", "fonts", "typeset", "scene"]),
    ("press", &["measure", "scene", "fonts", "images"]),
    ("proof", &["measure", "scene", "fonts", "images"]),
    ("preflight", &["measure", "scene", "edition", "fonts", "makeup", "images"]),
    ("desk", &["measure", "edition", "scene", "fonts", "typeset", "makeup", "images", "press", "preflight"]),
    (
        "cli",
        &["measure", "edition", "scene", "fonts", "typeset", "makeup", "desk", "press", "proof", "preflight"],
    ),
];

/// Names under [dependencies] of a crate's manifest.
fn dependencies(room: &str) -> BTreeSet<String> {
    let path = support::root().join("crates").join(room).join("Cargo.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let section = text.split("\n[dependencies]\n").nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let name = |line: &str| line.split(['.', ' ', '=']).next().unwrap_or_default().to_owned();
    section.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).map(name).collect()
}

#[test]
fn arrows_run_one_way() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.into();
    let rooms: BTreeSet<String> = std::fs::read_dir(support::root().join("crates"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(rooms, arrows.keys().map(|r| (*r).to_owned()).collect());
    for (room, allowed) in arrows {
        for dependency in dependencies(room) {
            if let Some(other) = dependency.strip_prefix("banxin-") {
                assert!(allowed.contains(&other), "{room} must not lean on {other}");
            }
        }
    }
}

#[test]
fn no_crate_knows_tauri_or_the_webview() {
    for (room, _) in ARROWS {
        for dependency in dependencies(room) {
            let foreign = ["tauri", "wry", "tao", "webkit2gtk", "gtk"];
            assert!(!foreign.iter().any(|name| dependency.starts_with(name)), "{room} leans on {dependency}");
        }
    }
}

#[test]
fn only_the_press_writes_pdf_and_preflight_reads_it_back() {
    for (room, _) in ARROWS.iter().filter(|(room, _)| *room != "press") {
        let known = dependencies(room);
        assert!(!known.contains("printpdf"), "{room}");
        assert!(!known.contains("lopdf") || *room == "preflight", "{room}");
    }
}
