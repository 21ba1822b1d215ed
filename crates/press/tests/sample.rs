//! The newsroom's own copy (样张): screen colours, small pictures, scaled to its sheet, gradients with it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

mod common;

use banxin_measure::{Length, Point, Rect, Turn};
use banxin_press::{Job, SampleSheet, Standard, export};
use banxin_scene::{Colour, Gradient, Image, Item, Path as Shape, Plates, Scene};
use common::reader::{numbers, pages, show};
use common::{Page, Setting, folder, fonts, other, profile};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use lopdf::{Document, Object};
use std::path::Path;

const RED: Colour = Colour { c: 0, m: 1000, y: 1000, k: 0 };
const GREEN: Colour = Colour { c: 1000, m: 0, y: 1000, k: 0 };

/// A broadsheet page with a gradient bar, black type over it, a picture on all plates and the same on black alone.
fn page(folder: &Path) -> Scene {
    let mut samples = Vec::new();
    (0..600 * 400).for_each(|_| samples.extend([200u8, 30, 30]));
    let mut png = Vec::new();
    PngEncoder::new(&mut png).write_image(&samples, 600, 400, ExtendedColorType::Rgb8).unwrap();
    std::fs::write(folder.join("a.png"), png).unwrap();
    let fonts = fonts();
    let mm = Length::from_mm;
    let mut page = Page::new(&fonts, mm(390), mm(540));
    let bar = Rect::new(mm(40), mm(100), mm(200), mm(30));
    let gradient = Gradient {
        from: Point::new(mm(40), mm(100)),
        to: Point::new(mm(240), mm(100)),
        colours: (RED, GREEN),
    };
    page.push(Item::Shade(Shape::rounded(&bar, Length::ZERO), gradient));
    page.line(("Noto Serif SC", "Bold"), Setting::new(30), Point::new(mm(50), mm(120)), "样张上的字");
    for (y, plates) in [(200, Plates::All), (300, Plates::Black)] {
        let place = Rect::new(mm(40), mm(y), mm(120), mm(80));
        let (file, turn) = (Some("a.png".to_owned()), Turn::Upright);
        page.push(Item::Image(Image { frame: place, placed: place, file, turn, flipped: false, plates }));
    }
    page.scene
}

fn printed(folder: &Path, sheet: SampleSheet) -> Vec<u8> {
    let (fonts, mut profile) = (fonts(), profile("coldset"));
    // What is the printer's is none of a sample's.
    (profile.sheet.bleed, profile.sheet.marks) = (Length::from_mm(3), true);
    profile.letters.outlines = true;
    let job = Job {
        scenes: &[page(folder)],
        fonts: &fonts,
        pictures: folder,
        title: "样张",
        date: (2026, 8, 1),
        standard: Standard::Sample(sheet),
        profile: &profile,
        identity: "样张",
    };
    let pdf = export(&job).unwrap();
    assert_eq!(pdf.findings, []);
    pdf.bytes
}

/// The page's pixels at 72 to the inch: red, green, blue; and how many are across.
fn pixels(folder: &Path, bytes: &[u8]) -> (Vec<u8>, usize) {
    let (pdf, out) = (folder.join("s.pdf"), folder.join("s.png"));
    std::fs::write(&pdf, bytes).unwrap();
    other("qpdf", &["--check", pdf.to_str().unwrap()]);
    let (pdf, out) = (pdf.to_str().unwrap(), out.to_str().unwrap());
    other(
        "gs",
        &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=png16m", "-r72", &format!("-sOutputFile={out}"), pdf],
    );
    let picture = image::open(out).unwrap().into_rgb8();
    let width = picture.width() as usize;
    (picture.into_raw(), width)
}

#[test]
fn everything_lies_where_it_lies_on_the_page_scaled_to_the_sheet() {
    let folder = folder("press-sample");
    for (sheet, size, scale, [left, top]) in [
        (SampleSheet::Full, [390.0, 540.0], 1.0, [0.0, 0.0]),
        (SampleSheet::A3, [297.0, 420.0], 287.0 / 390.0, [5.0, (420.0 - 540.0 * 287.0 / 390.0) / 2.0]),
    ] {
        let bytes = printed(&folder, sheet);
        assert_eq!(bytes, printed(&folder, sheet), "the same job, the same bytes");
        let document = Document::load_mem(&bytes).unwrap();
        let page = document.get_dictionary(pages(&document)[0]).unwrap();
        let media = numbers(page, "MediaBox");
        for (edge, wanted) in media[2..].iter().zip(size) {
            assert!((edge / 72.0 * 25.4 - wanted).abs() < 0.01, "{media:?}");
        }
        let (pixels, width) = pixels(&folder, &bytes);
        let at = |x: f64, y: f64| {
            let place = |from: f64, mm: f64| ((from + mm * scale) / 25.4 * 72.0) as usize;
            let start = (place(top, y) * width + place(left, x)) * 3;
            [pixels[start], pixels[start + 1], pixels[start + 2]]
        };
        let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) < 12);
        assert!(near(at(42.0, 103.0), [252, 2, 0]), "the gradient begins: {:?}", at(42.0, 103.0));
        assert!(near(at(140.0, 103.0), [128, 128, 0]), "its middle: {:?}", at(140.0, 103.0));
        assert!(near(at(238.0, 103.0), [2, 252, 0]), "its end: {:?}", at(238.0, 103.0));
        assert!(near(at(100.0, 240.0), [200, 30, 30]), "a picture: {:?}", at(100.0, 240.0));
        let black = at(100.0, 340.0);
        assert!(black[0] == black[1] && black[1] == black[2], "on the black plate: {black:?}");
        assert_eq!(at(20.0, 520.0), [255; 3]);
    }
}

#[test]
fn pictures_are_small_type_is_type_and_nothing_is_the_printer_s() {
    let folder = folder("press-sample-parts");
    let bytes = printed(&folder, SampleSheet::A3);
    let document = Document::load_mem(&bytes).unwrap();
    let shown = show(&document, pages(&document)[0]);
    assert_eq!(shown.text, "样张上的字", "what marks the sample is no text");
    assert!(shown.glyphs.iter().all(|glyph| !glyph.overprints));
    let streams: Vec<_> = document.objects.values().filter_map(|object| object.as_stream().ok()).collect();
    let mut widths: Vec<(i64, String)> = streams
        .iter()
        .filter(|s| s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image"))
        .map(|s| {
            let space = s.dict.get(b"ColorSpace").unwrap().as_name().unwrap();
            (s.dict.get(b"Width").unwrap().as_i64().unwrap(), String::from_utf8(space.to_vec()).unwrap())
        })
        .collect();
    widths.sort();
    // 120 mm come to 88.3 mm on A3, 3.48 inches of 110 pixels.
    let names: Vec<&str> = widths.iter().map(|(_, space)| space.as_str()).collect();
    assert_eq!(names, ["DeviceGray", "DeviceRGB"]);
    assert!(widths.iter().all(|(width, _)| (380..=386).contains(width)), "{widths:?}");
    let catalogue = document.catalog().unwrap();
    assert!(!catalogue.has(b"OutputIntents"));
}
