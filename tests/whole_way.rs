//! The whole way: raw manuscript to print PDF, read back by other people's programs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use banxin_edition::model::{Edition, Story};
use std::path::Path;
use std::process::Command;
use support::{Scratch, banxin_ends, edition, other, root, solid};

const MANUSCRIPTS: [(&str, &str, (f64, f64)); 3] = [
    ("examples/linxi/manuscript/page.txt", "broadsheet", (390.0, 540.0)),
    ("tests/manuscripts/front.txt", "broadsheet", (390.0, 540.0)),
    ("tests/manuscripts/tabloid.txt", "tabloid", (270.0, 390.0)),
];

fn export(dir: &Path, out: &Path) {
    banxin_ends(0, &["export", dir.to_str().unwrap(), "-o", out.to_str().unwrap(), "--allow-errors"]);
}

/// Stories that ought to stand on the page.
fn placed(edition: &Edition) -> impl Iterator<Item = &Story> {
    edition.stories.values().filter(|s| s.doubles.is_none())
}

#[test]
fn every_character_of_a_manuscript_is_in_the_pdf_once() {
    for (manuscript, template, _) in MANUSCRIPTS {
        let scratch = Scratch::new();
        let dir = edition(&scratch, "E", template, &root().join(manuscript));
        let pdf = scratch.path("page.pdf");
        export(&dir, &pdf);
        let text = solid(&other("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"]));
        let edition = banxin_edition::open(&dir).unwrap();
        for paragraph in placed(&edition).flat_map(|s| &s.paragraphs) {
            let wanted = solid(&paragraph.text());
            // A caption or a name of a few characters may occur in a text too; longer ones stand once.
            let times = text.matches(&wanted).count();
            if wanted.chars().count() > 12 {
                assert_eq!(times, 1, "{manuscript}: {wanted}");
            } else {
                assert!(times >= 1, "{manuscript}: {wanted}");
            }
        }
        let all: usize =
            placed(&edition).flat_map(|s| &s.paragraphs).map(|p| solid(&p.text()).chars().count()).sum();
        let furniture = text.chars().count() - all;
        assert!(furniture < 40, "{manuscript}: {furniture} characters too many on the page");
    }
}

#[test]
fn the_pdf_is_what_a_printer_takes() {
    for (manuscript, template, (width, height)) in MANUSCRIPTS {
        let scratch = Scratch::new();
        let dir = edition(&scratch, "E", template, &root().join(manuscript));
        let pdf = scratch.path("page.pdf");
        export(&dir, &pdf);
        let file = pdf.to_str().unwrap();
        other("qpdf", &["--check", file]);
        let fonts = other("pdffonts", &[file]);
        assert!(fonts.lines().count() > 4, "{fonts}");
        for line in fonts.lines().skip(2) {
            assert!(line.contains("yes yes yes"), "{manuscript}: {line}");
        }
        let info = other("pdfinfo", &[file]);
        let size = info.lines().find(|l| l.starts_with("Page size")).unwrap();
        let points: Vec<f64> = size.split_whitespace().filter_map(|w| w.parse().ok()).collect();
        assert!(
            (points[0] - width / 25.4 * 72.0).abs() < 0.01 && (points[1] - height / 25.4 * 72.0).abs() < 0.01
        );
        assert!(info.contains("PDF version:     1.6"), "{info}");
        // Ghostscript renders it without a word of complaint.
        let said = other("gs", &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", file]);
        assert_eq!(said.trim(), "");
    }
}

#[test]
fn two_exports_are_the_same_to_the_byte() {
    let scratch = Scratch::new();
    let (manuscript, template, _) = MANUSCRIPTS[0];
    let dir = edition(&scratch, "E", template, &root().join(manuscript));
    let (one, two) = (scratch.path("one.pdf"), scratch.path("two.pdf"));
    export(&dir, &one);
    let elsewhere = scratch.path("elsewhere");
    std::fs::create_dir_all(&elsewhere).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_banxin"))
        .args(["export", "../E", "-o", "../two.pdf", "--allow-errors"])
        .current_dir(&elsewhere)
        .env("HOME", &elsewhere)
        .env("TZ", "America/Lima")
        .env("LC_ALL", "tr_TR.UTF-8")
        .output()
        .unwrap();
    assert!(output.status.success());
    assert!(std::fs::read(one).unwrap() == std::fs::read(two).unwrap());
}

#[test]
fn import_and_proof_are_the_same_every_time() {
    let scratch = Scratch::new();
    let (manuscript, template, _) = MANUSCRIPTS[2];
    let first = edition(&scratch, "first", template, &root().join(manuscript));
    let second = edition(&scratch, "second", template, &root().join(manuscript));
    for file in ["pages/01.toml", "edition.toml", "paper.toml", "stories/s02.story"] {
        let read = |dir: &Path| std::fs::read_to_string(dir.join(file)).unwrap();
        assert_eq!(read(&first), read(&second), "{file}");
    }
    let (one, two) = (scratch.path("1.png"), scratch.path("2.png"));
    for (dir, out) in [(&first, &one), (&second, &two)] {
        let (dir, out) = (dir.to_str().unwrap(), out.to_str().unwrap());
        banxin_ends(0, &["proof", dir, "--page", "01", "-o", out, "--dpi", "50", "--frames"]);
    }
    assert!(std::fs::read(one).unwrap() == std::fs::read(two).unwrap());
}

#[test]
fn import_fills_only_what_is_free() {
    let scratch = Scratch::new();
    let dir = edition(&scratch, "E", "broadsheet", &root().join("tests/manuscripts/tabloid.txt"));
    let before = banxin_edition::open(&dir).unwrap();
    let more = root().join("tests/manuscripts/front.txt");
    banxin_ends(0, &["import", dir.to_str().unwrap(), more.to_str().unwrap()]);
    let after = banxin_edition::open(&dir).unwrap();
    for (id, story) in &before.stories {
        assert_eq!(after.stories.get(id), Some(story));
    }
    let (old, new) = (&before.pages[0].blocks, &after.pages[0].blocks);
    assert_eq!(old.as_slice(), &new[..old.len()]);
    for (at, block) in new.iter().enumerate() {
        assert!(new.iter().skip(at + 1).all(|other| !other.cells.overlaps(&block.cells)), "{block:?}");
    }
}

/// Mean difference of two pictures of one size, blurred by averaging over squares of 8 pixels, 0–255.
fn difference(one: &image::GrayImage, other: &image::GrayImage) -> f64 {
    let (width, height) = (one.width().min(other.width()) / 8, one.height().min(other.height()) / 8);
    let mean = |picture: &image::GrayImage, x: u32, y: u32| -> f64 {
        let square = (0..64).map(|n| f64::from(picture.get_pixel(x * 8 + n % 8, y * 8 + n / 8).0[0]));
        square.sum::<f64>() / 64.0
    };
    let squares = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    squares.map(|(x, y)| (mean(one, x, y) - mean(other, x, y)).abs()).sum::<f64>() / f64::from(width * height)
}

#[test]
fn proof_and_pdf_show_the_same_page() {
    let scratch = Scratch::new();
    let dir = edition(&scratch, "E", "tabloid", &root().join("tests/manuscripts/tabloid.txt"));
    let (pdf, png) = (scratch.path("page.pdf"), scratch.path("page.png"));
    export(&dir, &pdf);
    let proof = ["proof", dir.to_str().unwrap(), "--page", "01", "-o", png.to_str().unwrap(), "--dpi", "96"];
    banxin_ends(0, &proof);
    let stem = scratch.path("poppler");
    let stem = stem.to_str().unwrap();
    other("pdftoppm", &["-r", "96", "-gray", "-png", "-singlefile", pdf.to_str().unwrap(), stem]);
    let read = |path: &Path| image::open(path).unwrap().to_luma8();
    let (ours, theirs) = (read(&png), read(Path::new(&format!("{stem}.png"))));
    assert!(ours.width().abs_diff(theirs.width()) <= 1 && ours.height().abs_diff(theirs.height()) <= 1);
    let off = difference(&ours, &theirs);
    assert!(off < 3.0, "{off}");
    // The measure can fail: a page moved by half a line differs by more.
    let moved = image::imageops::crop_imm(&theirs, 0, 8, theirs.width(), theirs.height() - 8).to_image();
    assert!(difference(&ours, &moved) > off * 2.0);
}
