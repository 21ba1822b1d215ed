//! The example pages as somebody judged them, each as a small grey picture that makeup and proof are held to.
//!
//! `BANXIN_WRITE_FIXTURES=1` writes the pictures anew; look at them, and at the pages in a finer proof, before they are
//! committed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::{crop_imm, replace};
use image::{GrayImage, Luma};
use std::path::{Path, PathBuf};
use support::{Scratch, banxin_ends, root};

/// Every page of every example edition: its folder below `examples` and its number.
const PAGES: [(&str, &str); 6] = [
    ("linxi", "05"),
    ("yunting/2026-11-24", "01"),
    ("yunting/2026-11-24", "02"),
    ("yunting/2026-11-25", "05"),
    ("yunting/2026-11-26", "08"),
    ("yunting/2026-11-28", "01"),
];

/// A line of the grid, 12 pt, takes 6 or 7 pixels.
const DPI: &str = "40";
/// Pictures are kept and compared in 16 greys, or the photographs in them would weigh more than the pages.
const GREY: u8 = 17;
/// Side of the squares that are compared: about four lines of a third of a column.
const SQUARE: u32 = 24;
/// Most that two pictures of one square may differ, mean over its pixels, 0–255.
const MOST: f64 = 4.0;

/// A page as its proof shows it.
fn page(edition: &Path, number: &str) -> GrayImage {
    let scratch = Scratch::new();
    let out = scratch.path("page.png");
    let (edition, path) = (edition.to_str().unwrap(), out.to_str().unwrap());
    banxin_ends(0, &["proof", edition, "--page", number, "-o", path, "--dpi", DPI]);
    let mut page = image::open(&out).unwrap().to_luma8();
    for Luma([grey]) in page.pixels_mut() {
        *grey = (*grey / GREY) * GREY;
    }
    page
}

/// Where the picture of a page is kept.
fn reference(edition: &str, number: &str) -> PathBuf {
    root().join("tests/reference").join(format!("{}-{number}.png", edition.replace('/', "-")))
}

fn write(page: &GrayImage, path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let encoder = PngEncoder::new_with_quality(file, CompressionType::Best, FilterType::NoFilter);
    page.write_with_encoder(encoder).unwrap();
}

/// The square in which two pictures differ most: by how much, and its corner.
fn worst(one: &GrayImage, other: &GrayImage) -> (f64, (u32, u32)) {
    assert_eq!(one.dimensions(), other.dimensions());
    let corners = |side: u32| (0..side).step_by(SQUARE as usize);
    let squares = corners(one.height()).flat_map(|y| corners(one.width()).map(move |x| (x, y)));
    let differences = squares.map(|(x, y)| {
        let square = |page: &GrayImage| crop_imm(page, x, y, SQUARE, SQUARE).to_image();
        let (one, other) = (square(one), square(other));
        let off: u64 =
            one.pixels().zip(other.pixels()).map(|(a, b)| u64::from(a.0[0].abs_diff(b.0[0]))).sum();
        (off as f64 / f64::from(one.width() * one.height()), (x, y))
    });
    differences.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap()
}

#[test]
fn the_example_pages_are_as_they_were_judged() {
    let mut off = Vec::new();
    for (edition, number) in PAGES {
        let ours = page(&root().join("examples").join(edition), number);
        let kept = reference(edition, number);
        if std::env::var_os("BANXIN_WRITE_FIXTURES").is_some() {
            write(&ours, &kept);
        }
        let judged = image::open(&kept).unwrap().to_luma8();
        let (most, at) = worst(&ours, &judged);
        if most > MOST {
            off.push(format!(
                "{edition} page {number}: {most:.1} in the square at {at:?} of {}",
                kept.display()
            ));
        }
    }
    assert!(off.is_empty(), "pages differ by more than {MOST}, look at them:\n{}", off.join("\n"));
}

/// Nothing is wrong with them but an advertisement that has still to come.
#[test]
fn nothing_is_wrong_with_the_example_pages() {
    for (edition, number) in PAGES {
        let edition = root().join("examples").join(edition);
        let found = banxin_ends(0, &["check", edition.to_str().unwrap(), "--page", number]);
        let wrong = found.lines().filter(|line| line.starts_with("warning") && !line.contains("ad-missing"));
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<&str>::new(), "{}", edition.display());
    }
}

/// The measure can fail: one line of one column in its neighbour's place is too much.
#[test]
fn a_line_in_its_neighbours_place_is_found() {
    let judged = image::open(reference("yunting/2026-11-28", "01")).unwrap().to_luma8();
    // The tenth line of the lead's first column.
    let (x, y, width, line) = (35, 212, 63, 7);
    let strip = crop_imm(&judged, x, y, width, line).to_image();
    assert!(strip.pixels().any(|pixel| pixel.0[0] < 128), "there is type in the strip");
    let mut moved = judged.clone();
    replace(&mut moved, &strip, i64::from(x), i64::from(y + line));
    let (most, _) = worst(&moved, &judged);
    assert!(most > MOST, "{most}");
}

/// And so is a head that takes one line more, below which the text stands one line lower.
#[test]
fn columns_that_stand_a_line_lower_are_found() {
    let scratch = Scratch::new();
    let (paper, number) = (root().join("examples/yunting"), "01");
    let edition = scratch.path("2026-11-28");
    copy(&paper.join("2026-11-28"), &edition);
    std::fs::copy(paper.join("paper.toml"), scratch.path("paper.toml")).unwrap();
    let file = edition.join("pages/01.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    let lower = text.replacen("head-lines = 11", "head-lines = 12", 1);
    assert_ne!(lower, text);
    std::fs::write(&file, lower).unwrap();
    let judged = image::open(reference("yunting/2026-11-28", number)).unwrap().to_luma8();
    let (most, _) = worst(&page(&edition, number), &judged);
    assert!(most > MOST, "{most}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &place);
        } else {
            std::fs::copy(entry.path(), place).unwrap();
        }
    }
}
