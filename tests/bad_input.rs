//! Bad input: exit codes, words, and that nothing is written over.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use std::path::{Path, PathBuf};
use support::{Scratch, banxin, banxin_ends, edition, root};

fn tabloid(scratch: &Scratch) -> PathBuf {
    edition(scratch, "E", "tabloid", &root().join("tests/manuscripts/tabloid.txt"))
}

/// The command must end with 2 and say each of the words.
fn refused(arguments: &[&str], words: &[&str]) {
    let output = banxin(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
    assert!(!said.contains("panicked"), "{said}");
    for word in words {
        assert!(said.contains(word), "{arguments:?} ought to say {word:?}: {said}");
    }
}

fn change(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{} has no {from:?}", file.display());
    std::fs::write(file, text.replacen(from, to, 1)).unwrap();
}

fn check_and_export_refuse(dir: &Path, words: &[&str]) {
    let out = dir.join("out.pdf");
    let (dir, out) = (dir.to_str().unwrap(), out.to_str().unwrap());
    refused(&["check", dir], words);
    refused(&["export", dir, "-o", out], words);
    refused(&["proof", dir, "--page", "01", "-o", out], words);
    assert!(!Path::new(out).exists());
}

#[test]
fn a_folder_that_is_no_edition() {
    let scratch = Scratch::new();
    let empty = scratch.path("empty");
    std::fs::create_dir_all(&empty).unwrap();
    check_and_export_refuse(&empty, &["edition.toml"]);
    check_and_export_refuse(&scratch.path("nowhere"), &["nowhere"]);
    let file = scratch.path("file");
    std::fs::write(&file, "text").unwrap();
    refused(&["check", file.to_str().unwrap()], &["file"]);
}

#[test]
fn broken_documents_name_file_line_and_key() {
    for (file, from, to, words) in [
        ("edition.toml", "format = 1", "format = = 1", &["edition.toml:1"][..]),
        ("edition.toml", "format = 1", "format = 99", &["edition.toml:1", "99"]),
        ("edition.toml", "date =", "dat =", &["edition.toml:", "dat", "date"]),
        ("pages/01.toml", "story = \"s02\"", "story = \"s99\"", &["01.toml:", "s99"]),
        ("pages/01.toml", "columns =", "colums =", &["01.toml:", "colums"]),
        ("stories/s02.story", "@headline", "@headlime", &["s02.story:", "headlime"]),
    ] {
        let scratch = Scratch::new();
        let dir = tabloid(&scratch);
        change(&dir.join(file), from, to);
        check_and_export_refuse(&dir, words);
    }
}

#[test]
fn a_font_that_nobody_has_is_an_error_and_still_prints_if_asked() {
    let scratch = Scratch::new();
    let dir = tabloid(&scratch);
    change(&dir.join("paper.toml"), "Noto Serif SC", "No Such Song 97");
    let (dir, out) = (dir.to_str().unwrap(), scratch.path("out.pdf"));
    let out = out.to_str().unwrap();
    let refused = banxin(&["export", dir, "-o", out]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("No Such Song 97"));
    assert!(!Path::new(out).exists());
    banxin_ends(0, &["export", dir, "-o", out, "--allow-errors"]);
    assert!(Path::new(out).exists());
}

#[test]
fn a_missing_or_truncated_picture_is_an_error_and_a_placeholder_if_asked() {
    let scratch = Scratch::new();
    let (dir, picture) = (scratch.path("E"), scratch.path("左图.png"));
    let noise = image::RgbImage::from_fn(640, 480, |x, y| image::Rgb([(x % 251) as u8, (y % 241) as u8, 90]));
    noise.save(&picture).unwrap();
    let (e, p) = (dir.to_str().unwrap(), picture.to_str().unwrap());
    banxin_ends(0, &["new", e, "--template", "tabloid", "--date", "2026-11-22"]);
    let manuscript = root().join("tests/manuscripts/tabloid.txt");
    banxin_ends(0, &["import", e, manuscript.to_str().unwrap(), p]);
    let out = scratch.path("out.pdf");
    let out = out.to_str().unwrap();
    banxin_ends(0, &["export", e, "-o", out]);
    let kept = std::fs::read_dir(dir.join("pictures")).unwrap().next().unwrap().unwrap().path();
    let whole = std::fs::read(&kept).unwrap();
    let before = std::fs::read(out).unwrap();
    for broken in [Some(&whole[..whole.len() / 2]), Some(&b"no picture at all"[..]), None] {
        match broken {
            Some(bytes) => std::fs::write(&kept, bytes).unwrap(),
            None => std::fs::remove_file(&kept).unwrap(),
        }
        banxin_ends(1, &["export", e, "-o", out]);
        assert!(std::fs::read(out).unwrap() == before, "a refused export wrote over the last one");
        let other = scratch.path("placeholder.pdf");
        banxin_ends(0, &["export", e, "-o", other.to_str().unwrap(), "--allow-errors"]);
        banxin_ends(
            0,
            &["proof", e, "--page", "01", "-o", scratch.path("p.png").to_str().unwrap(), "--dpi", "40"],
        );
    }
}

#[test]
fn manuscripts_that_are_none() {
    let scratch = Scratch::new();
    let dir = tabloid(&scratch);
    let e = dir.to_str().unwrap();
    let page = std::fs::read(dir.join("pages/01.toml")).unwrap();
    let mut noise = Vec::new();
    let mut state = 1u32;
    for _ in 0..4096 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.push((state >> 24) as u8);
    }
    for (name, bytes) in [
        ("empty.txt", Vec::new()),
        ("blank.txt", b" \r\n\t\n".to_vec()),
        ("binary.txt", noise),
        ("huge.txt", "临溪的渡口。\n".as_bytes().repeat(50_000_000 / 19)),
    ] {
        let file = scratch.path(name);
        std::fs::write(&file, bytes).unwrap();
        refused(&["import", e, file.to_str().unwrap()], &[name]);
    }
    refused(&["import", e, scratch.path("not-there.txt").to_str().unwrap()], &["not-there.txt"]);
    assert_eq!(std::fs::read(dir.join("pages/01.toml")).unwrap(), page);
    assert!(!dir.join("stories/s11.story").exists());
}

#[test]
fn nothing_is_written_over() {
    let scratch = Scratch::new();
    let dir = tabloid(&scratch);
    let before = std::fs::read(dir.join("edition.toml")).unwrap();
    refused(&["new", dir.to_str().unwrap(), "--template", "tabloid"], &["E"]);
    assert_eq!(std::fs::read(dir.join("edition.toml")).unwrap(), before);
    refused(
        &["new", scratch.path("F").to_str().unwrap(), "--template", "berliner"],
        &["berliner", "broadsheet"],
    );
    assert!(!scratch.path("F").exists());
    refused(&["proof", dir.to_str().unwrap(), "--page", "77", "-o", "x.png"], &["77"]);
    refused(
        &["check", dir.to_str().unwrap(), "--resources", scratch.path("none").to_str().unwrap()],
        &["fonts.toml"],
    );
}
