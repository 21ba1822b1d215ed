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

/// What the command says on stderr; it must end with this code.
fn said(code: i32, arguments: &[&str]) -> String {
    let output = banxin(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{said}");
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    said
}

/// The start of a PNG that promises so many pixels and holds none.
fn png_header(width: u32, height: u32) -> Vec<u8> {
    let mut chunk = b"IHDR".to_vec();
    chunk.extend([width.to_be_bytes(), height.to_be_bytes()].concat());
    chunk.extend([8, 2, 0, 0, 0]);
    let crc = chunk.iter().fold(u32::MAX, |sum, byte| {
        let mixed = sum ^ u32::from(*byte);
        (0..8).fold(mixed, |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    });
    [&b"\x89PNG\r\n\x1a\n"[..], &13u32.to_be_bytes(), &chunk, &(!crc).to_be_bytes()].concat()
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
fn what_is_wrong_with_one_block_is_a_finding_and_the_page_prints_if_asked() {
    for (from, to, words) in [
        ("story = \"s02\"", "story = \"s99\"", &["s99", "stories/s99.story", "take the block out"][..]),
        ("columns = 6, lines = 2 }", "columns = 6, lines = -2 }", &["\"folio\"", "covers no cell"]),
        ("columns = 6, lines = 2 }", "columns = 7, lines = 2 }", &["\"folio\"", "reaches out of the grid"]),
    ] {
        let scratch = Scratch::new();
        let dir = tabloid(&scratch);
        change(&dir.join("pages/01.toml"), from, to);
        let (dir, out) = (dir.to_str().unwrap(), scratch.path("out.pdf"));
        let out = out.to_str().unwrap();
        let told = banxin_ends(1, &["check", dir]);
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
        banxin_ends(1, &["export", dir, "-o", out]);
        assert!(!Path::new(out).exists());
        banxin_ends(0, &["export", dir, "-o", out, "--allow-errors"]);
        assert!(Path::new(out).exists());
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
    let bomb = png_header(60_000, 60_000);
    let half = &whole[..whole.len() / 2];
    for broken in [Some(half), Some(&b"no picture at all"[..]), Some(&bomb), Some(&[][..]), None] {
        match broken {
            Some(bytes) => std::fs::write(&kept, bytes).unwrap(),
            None => std::fs::remove_file(&kept).unwrap(),
        }
        let rule = if broken.is_some() { "picture-unreadable" } else { "picture-missing" };
        assert!(said(1, &["export", e, "-o", out]).contains(rule));
        assert!(std::fs::read(out).unwrap() == before, "a refused export wrote over the last one");
        assert!(banxin_ends(1, &["check", e]).contains(rule));
        let other = scratch.path("placeholder.pdf");
        banxin_ends(0, &["export", e, "-o", other.to_str().unwrap(), "--allow-errors"]);
        let proof = scratch.path("p.png");
        let told = said(0, &["proof", e, "--page", "01", "-o", proof.to_str().unwrap(), "--dpi", "40"]);
        assert!(told.contains(rule), "{told}");
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

#[test]
fn no_export_and_no_proof_is_written_over_a_document_or_another_kind_of_file() {
    let scratch = Scratch::new();
    let dir = tabloid(&scratch);
    let e = dir.to_str().unwrap();
    let manuscript = scratch.path("manuscript.txt");
    std::fs::write(&manuscript, "稿件").unwrap();
    std::fs::create_dir_all(dir.join("pictures")).unwrap();
    let mut targets = vec![manuscript, dir.clone(), scratch.path("paper.toml"), scratch.path("no/folder/x")];
    for own in ["edition.toml", "paper.toml", "pages/01.toml", "stories/s02.story", "pictures/x.png"] {
        targets.push(dir.join(own));
        targets.push(dir.join("pages/..").join(own));
    }
    #[cfg(unix)]
    for (name, to) in [("to-file.pdf", "edition.toml"), ("to-folder", "stories")] {
        std::os::unix::fs::symlink(dir.join(to), scratch.path(name)).unwrap();
    }
    #[cfg(unix)]
    targets.extend([scratch.path("to-file.pdf"), scratch.path("to-folder/new.pdf")]);
    for target in &targets {
        let before = std::fs::read(target).ok();
        let out = target.to_str().unwrap();
        refused(&["export", e, "-o", out, "--allow-errors"], &[out]);
        refused(&["proof", e, "--page", "01", "-o", out], &[out]);
        assert_eq!(std::fs::read(target).ok(), before, "{out}");
    }
    // A relative path from inside the edition is the same file.
    let inside = std::process::Command::new(env!("CARGO_BIN_EXE_banxin"))
        .args(["export", ".", "-o", "edition.toml", "--allow-errors"])
        .current_dir(&dir)
        .output()
        .unwrap();
    assert_eq!(inside.status.code(), Some(2));
    assert!(std::fs::read_to_string(dir.join("edition.toml")).unwrap().contains("format"));
}

#[test]
fn an_older_output_of_the_same_kind_is_replaced_and_of_the_other_is_not() {
    let scratch = Scratch::new();
    let dir = tabloid(&scratch);
    let (e, pdf, png) = (dir.to_str().unwrap(), scratch.path("a.pdf"), dir.join("a.png"));
    std::fs::write(&pdf, "%PDF-1.4 old").unwrap();
    std::fs::write(&png, "").unwrap();
    let (pdf, png) = (pdf.to_str().unwrap(), png.to_str().unwrap());
    for _ in 0..2 {
        banxin_ends(0, &["export", e, "-o", pdf, "--allow-errors"]);
        banxin_ends(0, &["proof", e, "--page", "01", "-o", png, "--dpi", "40"]);
    }
    assert!(std::fs::metadata(pdf).unwrap().len() > 1000);
    refused(&["export", e, "-o", png, "--allow-errors"], &["a.png", "PDF"]);
    refused(&["proof", e, "--page", "01", "-o", pdf], &["a.pdf", "PNG"]);
}

#[cfg(unix)]
#[test]
fn a_picture_that_a_link_leads_out_of_the_edition_is_refused() {
    let scratch = Scratch::new();
    let (dir, picture) = (scratch.path("E"), scratch.path("左图.png"));
    image::RgbImage::new(400, 300).save(&picture).unwrap();
    let (e, p) = (dir.to_str().unwrap(), picture.to_str().unwrap());
    banxin_ends(0, &["new", e, "--template", "tabloid"]);
    banxin_ends(0, &["import", e, root().join("tests/manuscripts/tabloid.txt").to_str().unwrap(), p]);
    let kept = std::fs::read_dir(dir.join("pictures")).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(&kept).unwrap();
    std::os::unix::fs::symlink(&picture, &kept).unwrap();
    check_and_export_refuse(&dir, &[kept.file_name().unwrap().to_str().unwrap(), "leads out"]);
    // A link that stays inside is a picture like any other.
    std::fs::remove_file(&kept).unwrap();
    std::fs::copy(&picture, dir.join("pictures/real.png")).unwrap();
    std::os::unix::fs::symlink("real.png", &kept).unwrap();
    banxin_ends(0, &["check", e]);
}

#[test]
fn a_manuscript_imported_twice_is_placed_once() {
    let scratch = Scratch::new();
    let manuscript = root().join("tests/manuscripts/tabloid.txt");
    let m = manuscript.to_str().unwrap();
    for at_once in [false, true] {
        let dir = scratch.path(if at_once { "at-once" } else { "one-by-one" });
        let e = dir.to_str().unwrap();
        banxin_ends(0, &["new", e, "--template", "broadsheet"]);
        let report = if at_once {
            banxin_ends(0, &["import", e, "--json", m, m])
        } else {
            banxin_ends(0, &["import", e, m]);
            banxin_ends(0, &["import", e, "--json", m])
        };
        let report: serde_json::Value = serde_json::from_str(&report).unwrap();
        let page = std::fs::read_to_string(dir.join("pages/01.toml")).unwrap();
        let mut articles = 0;
        for number in 11..=20 {
            let id = format!("s{number}");
            let story = std::fs::read_to_string(dir.join(format!("stories/{id}.story"))).unwrap();
            assert!(!page.contains(&format!("\"{id}\"")), "{id} is placed");
            if story.contains("page-title") {
                continue;
            }
            articles += 1;
            assert!(story.contains("\ndoubles s0") || story.contains("\ndoubles s10"), "{story}");
            let findings = report["findings"].as_array().unwrap();
            let told = |f: &&serde_json::Value| f["rule"] == "doubled-story" && f["story"] == id.as_str();
            assert_eq!(findings.iter().filter(told).count(), 1, "{id}");
        }
        assert_eq!(articles, 9);
        assert!(!banxin_ends(1, &["check", e]).contains("error: doubled-story"));
    }
    let dir = tabloid(&scratch);
    let told = said(0, &["import", dir.to_str().unwrap(), m]);
    assert!(told.contains("warning: doubled-story: story s12") && told.contains("s02"), "{told}");
    assert!(!told.contains("unplaced: story s12"), "told once: {told}");
}

#[test]
fn wrong_calls_say_what_to_do() {
    let scratch = Scratch::new();
    let dir = tabloid(&scratch);
    let e = dir.to_str().unwrap();
    let nothing = banxin::<&str>(&[]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(nothing.stdout.is_empty() && String::from_utf8_lossy(&nothing.stderr).contains("banxin import"));
    refused(&["export", e, "-o", "x.pdf", "--printer", "zzz"], &["zzz", "coldset", "plain"]);
    refused(&["import", e, e], &[e, "folder", "name a file"]);
    refused(&["check", dir.join("edition.toml").to_str().unwrap()], &["edition.toml", "name the folder"]);
    let zip = scratch.path("a.docx");
    std::fs::write(&zip, b"PK\x03\x04\x14\0").unwrap();
    refused(&["import", e, zip.to_str().unwrap()], &["a.docx", "save it as plain text first\n"]);
    for name in ["gone.txt", "gone.png"] {
        let gone = scratch.path(name);
        let told = said(2, &["import", e, gone.to_str().unwrap()]);
        assert!(
            told.contains(name) && told.contains("check the path") && !told.contains("os error"),
            "{told}"
        );
    }
    let resources = root();
    let resources = resources.to_str().unwrap();
    let new = scratch.path("N");
    banxin_ends(0, &["--resources", resources, "new", new.to_str().unwrap(), "--template", "tabloid"]);
    assert!(
        banxin_ends(0, &["--resources", resources, "check", new.to_str().unwrap()]).contains("page-blank")
    );
}

#[test]
fn stories_that_find_no_room_are_told_on_stderr() {
    let scratch = Scratch::new();
    let dir = tabloid(&scratch);
    assert!(!banxin_ends(1, &["check", dir.to_str().unwrap()]).contains("page-blank"));
    let other = root().join("tests/manuscripts/front.txt");
    let told = said(0, &["import", dir.to_str().unwrap(), other.to_str().unwrap()]);
    assert!(told.contains("warning: unplaced: story s12: "), "{told}");
}
