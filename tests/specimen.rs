//! The specimen page (样张): every rule of composition as it was printed when somebody last looked at it.
//!
//! `BANXIN_WRITE_FIXTURES=1` writes the picture anew; look at it before it is committed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use image::GrayImage;
use image::imageops::{crop_imm, replace};
use support::{Scratch, banxin_ends, root};

/// Most that the pictures may differ, mean over all pixels, 0–255: less than one line of one sample.
const MOST: f64 = 0.03;
/// Pixels of a line of the grid, 12 pt at 150 dpi.
const LINE: u32 = 25;

fn difference(one: &GrayImage, other: &GrayImage) -> f64 {
    let off: u64 = one.pixels().zip(other.pixels()).map(|(a, b)| u64::from(a.0[0].abs_diff(b.0[0]))).sum();
    off as f64 / f64::from(one.width() * one.height())
}

/// The page with the first line of the first sample put over the second.
fn one_line_moved(page: &GrayImage) -> GrayImage {
    let (x, y, width) = (113, 368, 245);
    let mut moved = page.clone();
    let line = crop_imm(page, x, y, width, LINE).to_image();
    assert!(line.pixels().any(|pixel| pixel.0[0] < 128), "there is type in the strip");
    replace(&mut moved, &line, i64::from(x), i64::from(y + LINE));
    moved
}

#[test]
fn the_specimen_is_set_as_it_was_judged() {
    let scratch = Scratch::new();
    let dir = root().join("docs/specimen");
    let (edition, out) = (dir.to_str().unwrap(), scratch.path("specimen.png"));
    // Stories all of whose paragraphs stand by themselves are placed.
    let found = banxin_ends(0, &["check", edition]);
    assert!(!found.contains("unplaced"), "{found}");
    banxin_ends(0, &["proof", edition, "--page", "01", "-o", out.to_str().unwrap(), "--dpi", "150"]);
    let ours = image::open(&out).unwrap().to_luma8();
    let reference = dir.join("specimen.png");
    if std::env::var_os("BANXIN_WRITE_FIXTURES").is_some() {
        ours.save(&reference).unwrap();
    }
    let judged = image::open(&reference).unwrap().to_luma8();
    assert_eq!(ours.dimensions(), judged.dimensions());
    let off = difference(&ours, &judged);
    assert!(off < MOST, "the page differs by {off:.3}, at most {MOST}; look at both pictures");
    // The measure can fail: already one line of one sample in its neighbour's place is too much.
    assert!(difference(&one_line_moved(&ours), &judged) > MOST);
}
