//! Type as shapes (转曲): the same page with and without faces, printed by other people's programs, looks alike.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

mod common;

use banxin_measure::{Length, Point, Rect, Turn};
use banxin_press::{Job, Standard, export};
use banxin_scene::{Colour, GlyphRun, Gradient, Item, Scene};
use common::{Page, Setting, folder, fonts, other, profile};
use std::path::Path;

const CYAN: Colour = Colour { c: 1000, m: 0, y: 0, k: 0 };
const RED: Colour = Colour { c: 0, m: 1000, y: 1000, k: 0 };
const YELLOW: Colour = Colour { c: 0, m: 0, y: 1000, k: 0 };

fn at(x: i64, y: i64) -> Point {
    Point::new(Length::from_pt(x), Length::from_pt(y))
}

/// Sets a line and changes its run.
fn line(page: &mut Page, face: (&str, &str), place: Point, text: &str, change: impl FnOnce(&mut GlyphRun)) {
    page.line(face, Setting::new(18), place, text);
    if let Some(Item::Glyphs(run)) = page.scene.blocks[0].items.last_mut() {
        change(run);
    }
}

/// Type of every kind: TrueType and CFF, narrowed, turned, trapped, in a gradient, black over a tint, without a glyph.
fn page() -> Scene {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_pt(300), Length::from_pt(240));
    let (serif, fang) = (("Noto Serif SC", "Regular"), ("FandolFang", "Regular"));
    let tint = Rect::new(Length::from_pt(10), Length::from_pt(10), Length::from_pt(120), Length::from_pt(30));
    page.push(Item::Fill(tint, CYAN));
    line(&mut page, serif, at(20, 32), "渡口灯亮，三十年", |_| {});
    line(&mut page, fang, at(20, 70), "仿宋Fang", |run| run.colour = RED);
    line(&mut page, serif, at(20, 100), "长体字", |run| {
        run.width_permille = 800;
    });
    line(&mut page, serif, at(20, 130), "勾边", |run| {
        run.colour = YELLOW;
        run.spread = Length::from_pt(1);
    });
    line(&mut page, serif, at(20, 160), "渐变", |run| {
        run.gradient = Some(Gradient { from: at(20, 150), to: at(56, 150), colours: (CYAN, RED) });
    });
    line(&mut page, serif, at(20, 190), "缺\u{E000}字", |_| {});
    let pen = Rect::new(Length::from_pt(250), Length::from_pt(30), Length::ZERO, Length::ZERO);
    line(&mut page, serif, at(250, 30), "竖排", |run| {
        run.turn = Turn::Right;
        run.glyphs.iter_mut().for_each(|glyph| glyph.at = run.turn.point(glyph.at, &pen));
    });
    page.scene
}

fn printed(scene: &Scene, outlines: bool) -> Vec<u8> {
    let fonts = fonts();
    let mut profile = profile("coldset");
    profile.letters.outlines = outlines;
    let job = Job {
        scenes: std::slice::from_ref(scene),
        fonts: &fonts,
        pictures: Path::new("."),
        title: "转曲",
        date: (2026, 8, 1),
        standard: Standard::PdfX4,
        profile: &profile,
        identity: "转曲",
    };
    let pdf = export(&job).unwrap();
    assert_eq!(pdf.findings.len(), 1, "the character without a glyph: {:?}", pdf.findings);
    pdf.bytes
}

#[test]
fn shapes_look_as_the_face_does_and_no_face_is_left() {
    let (folder, scene) = (folder("press-letters"), page());
    let [faces, shapes] = [false, true].map(|outlines| {
        let file = folder.join(format!("{outlines}.pdf"));
        std::fs::write(&file, printed(&scene, outlines)).unwrap();
        file.to_str().unwrap().to_owned()
    });
    other("qpdf", &["--check", &shapes]);
    let listed = String::from_utf8(other("pdffonts", &[&shapes])).unwrap();
    assert_eq!(listed.lines().count(), 2, "no face: {listed}");
    assert!(String::from_utf8(other("pdffonts", &[&faces])).unwrap().lines().count() > 2);
    let plates = |file: &str| {
        let draw = ["draw", "-q", "-N", "-r", "216", "-c", "cmyk", "-F", "pam", "-o", "-", file];
        let bytes = other("mutool", &draw);
        let head = bytes.windows(7).position(|window| window == b"ENDHDR\n").unwrap() + 7;
        bytes[head..].to_vec()
    };
    let (one, other) = (plates(&faces), plates(&shapes));
    assert_eq!(one.len(), other.len());
    let off = |a: &[u8], b: &[u8]| {
        let sum: u64 = a.iter().zip(b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        sum as f64 / a.len() as f64
    };
    // Edges of shapes are smoothed by other code than letters are: 0.041 of a step over the page, and 0.079 without one letter.
    assert!(off(&one, &other) < 0.055, "{}", off(&one, &other));
    let mut less = scene;
    if let Item::Glyphs(run) = &mut less.blocks[0].items[1] {
        run.glyphs.remove(1);
    }
    let file = folder.join("less.pdf");
    std::fs::write(&file, printed(&less, true)).unwrap();
    let without = plates(file.to_str().unwrap());
    assert!(off(&one, &without) > 0.07, "{}", off(&one, &without));
}

#[test]
fn a_glyph_is_in_the_file_once_and_the_same_job_gives_the_same_bytes() {
    let mut scene = page();
    let bytes = printed(&scene, true);
    assert_eq!(bytes, printed(&scene, true));
    let forms = |bytes: &[u8]| {
        let document = lopdf::Document::load_mem(bytes).unwrap();
        let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
        let form = |stream: &&lopdf::Stream| {
            stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|name| name == b"Form")
        };
        streams.filter(form).count()
    };
    let known = forms(&bytes);
    let again = scene.blocks[0].items[1].clone();
    scene.blocks[0].items.push(again);
    assert_eq!(forms(&printed(&scene, true)), known);
}
