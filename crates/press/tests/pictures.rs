//! Pictures in the PDF: inks only, at the printer's resolution, in their places; and what stands where one is not.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

mod common;

use banxin_images::{ToneRules, jpeg_cmyk};
use banxin_measure::{Length, Rect, Turn};
use banxin_press::{Pdf, Standard};
use banxin_scene::{Image, Item, Plates, placeholder};
use common::reader::{Page as Read, inflated, number, pages, show, table};
use common::{Page, folder, fonts, print};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder, codecs::png::PngEncoder};
use lopdf::{Dictionary, Document, Object, Stream};
use std::path::Path;

fn png(folder: &Path, name: &str, width: u32, height: u32, pixel: impl Fn(u32, u32) -> [u8; 3]) {
    let mut samples = Vec::new();
    for y in 0..height {
        (0..width).for_each(|x| samples.extend(pixel(x, y)));
    }
    let mut out = Vec::new();
    PngEncoder::new(&mut out).write_image(&samples, width, height, ExtendedColorType::Rgb8).unwrap();
    std::fs::write(folder.join(name), out).unwrap();
}

/// A frame in whole points.
fn frame(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(Length::from_pt(x), Length::from_pt(y), Length::from_pt(width), Length::from_pt(height))
}

fn image(file: Option<&str>, frame: Rect, placed: Rect) -> Item {
    let file = file.map(str::to_owned);
    Item::Image(Image { frame, placed, file, turn: Turn::Upright, flipped: false, plates: Plates::All })
}

fn printed(folder: &Path, items: Vec<Item>) -> (Pdf, Document) {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    items.into_iter().for_each(|item| page.push(item));
    let pdf = print(&fonts, &[page.scene], folder, Standard::PdfX4);
    let document = Document::load_mem(&pdf.bytes).unwrap();
    (pdf, document)
}

fn pictures(document: &Document) -> Vec<&Stream> {
    let is_image =
        |stream: &&Stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image");
    document.objects.values().filter_map(|object| object.as_stream().ok()).filter(is_image).collect()
}

fn integer(dictionary: &Dictionary, key: &str) -> i64 {
    dictionary.get(key.as_bytes()).unwrap().as_i64().unwrap()
}

fn name<'d>(dictionary: &'d Dictionary, key: &str) -> &'d str {
    std::str::from_utf8(dictionary.get(key.as_bytes()).unwrap().as_name().unwrap()).unwrap()
}

/// The operands of an operator, wherever it stands.
fn operands(document: &Document, operator: &str) -> Vec<Vec<f64>> {
    let content = inflated(document, document.get_dictionary(pages(document)[0]).unwrap(), "Contents");
    let operations = lopdf::content::Content::decode(&content).unwrap().operations;
    operations
        .iter()
        .filter(|o| o.operator == operator)
        .map(|o| o.operands.iter().map(number).collect())
        .collect()
}

fn read(document: &Document) -> Read {
    show(document, pages(document)[0])
}

#[test]
fn a_colour_picture_becomes_inks_at_the_printer_s_resolution() {
    let folder = folder("press-colour");
    png(&folder, "a.png", 900, 600, |x, y| [(x % 256) as u8, (y % 256) as u8, 40]);
    // 216 by 144 pt is 3 by 2 inches: 300 pixels an inch, and the newspaper wants 200.
    let place = frame(100, 100, 216, 144);
    let (pdf, document) = printed(&folder, vec![image(Some("a.png"), place, place)]);
    assert_eq!(pdf.findings, []);
    let all = pictures(&document);
    assert_eq!(all.len(), 1);
    let dictionary = &all[0].dict;
    assert_eq!((integer(dictionary, "Width"), integer(dictionary, "Height")), (600, 400));
    assert_eq!((name(dictionary, "ColorSpace"), name(dictionary, "Filter")), ("DeviceCMYK", "DCTDecode"));
    assert_eq!(dictionary.get(b"Decode").unwrap().as_array().unwrap().len(), 8);
    let page_height = 390.0 / 25.4 * 72.0;
    let placed = operands(&document, "cm");
    let wanted = [216.0, 0.0, 0.0, 144.0, 100.0, page_height - 244.0];
    assert!(placed[0].iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.002), "{placed:?}");
}

#[test]
fn a_neutral_picture_is_black_alone() {
    let folder = folder("press-grey");
    png(&folder, "grey.png", 40, 20, |x, _| [(x * 6) as u8; 3]);
    let place = frame(10, 10, 40, 20);
    let (_, document) = printed(&folder, vec![image(Some("grey.png"), place, place)]);
    let all = pictures(&document);
    assert_eq!(name(&all[0].dict, "ColorSpace"), "DeviceGray");
    assert!(!all[0].dict.has(b"Decode"));
    assert_eq!(
        (integer(&all[0].dict, "Width"), integer(&all[0].dict, "Height")),
        (40, 20),
        "72 ppi stays as it is"
    );
}

#[test]
fn a_cropped_picture_is_cut_and_clipped_and_stays_in_place() {
    let folder = folder("press-crop");
    png(&folder, "wide.png", 400, 100, |x, y| [x as u8, y as u8, 200]);
    // The frame shows the middle quarter of the picture.
    let (show, whole) = (frame(100, 50, 100, 100), frame(-50, 50, 400, 100));
    let (_, document) = printed(&folder, vec![image(Some("wide.png"), show, whole)]);
    let picture = &pictures(&document)[0].dict;
    let width = integer(picture, "Width");
    assert!((100..=104).contains(&width), "{width} of 400 pixels are left");
    let placed = &operands(&document, "cm")[0];
    assert!((placed[0] - width as f64).abs() < 0.002, "a pixel is still a point wide: {placed:?}");
    assert!(placed[4] >= 97.0 && placed[4] < 100.0 && placed[4].fract().abs() < 0.002, "{placed:?}");
    let clip = &operands(&document, "re")[0];
    assert!((clip[0] - 100.0).abs() < 0.002 && (clip[2] - 100.0).abs() < 0.002, "{clip:?}");
    let operators = read(&document).operators.join(" ");
    assert!(operators.contains("q re W n q cm Do Q Q"), "{operators}");
}

#[test]
fn a_picture_that_is_not_there_is_a_placeholder_and_a_finding() {
    let folder = folder("press-missing");
    let mut whole = Vec::new();
    let samples = vec![120; 64 * 64 * 3];
    JpegEncoder::new_with_quality(&mut whole, 90)
        .write_image(&samples, 64, 64, ExtendedColorType::Rgb8)
        .unwrap();
    std::fs::write(folder.join("cut.jpg"), &whole[..whole.len() / 2]).unwrap();
    std::fs::write(folder.join("words.jpg"), "not a picture").unwrap();
    let place = frame(50, 50, 200, 100);
    let files = [
        None,
        Some("cut.jpg"),
        Some("words.jpg"),
        Some("none.jpg"),
        Some("../press-missing/cut.jpg"),
        Some("/etc/hostname"),
    ];
    for file in files {
        let (pdf, document) = printed(&folder, vec![image(file, place, place)]);
        assert_eq!(pictures(&document).len(), 0);
        let read = read(&document);
        let count = |operator: &str| read.operators.iter().filter(|used| *used == operator).count();
        assert_eq!((count("re"), count("S")), (1, placeholder(place).len() - 1), "{file:?}");
        match file {
            None => {
                assert_eq!(pdf.findings, [], "a place that waits for its picture is no fault of the press")
            }
            Some(file) => {
                assert_eq!(pdf.findings.len(), 1);
                assert_eq!(pdf.findings[0].rule, "press.picture");
                assert!(
                    pdf.findings[0].text.starts_with(&format!("{file}: the picture ")),
                    "{:?}",
                    pdf.findings
                );
            }
        }
    }
}

#[test]
fn a_picture_used_twice_alike_is_in_the_file_once() {
    let folder = folder("press-twice");
    png(&folder, "a.png", 100, 100, |x, y| [x as u8, y as u8, 9]);
    let at = |x, size| frame(x, 50, size, size);
    let items =
        [(10, 60), (200, 60), (300, 90)].map(|(x, size)| image(Some("a.png"), at(x, size), at(x, size)));
    let (_, document) = printed(&folder, items.to_vec());
    assert_eq!(pictures(&document).len(), 2);
    assert_eq!(operands(&document, "cm").len(), 3);
    let resources = table(&document, document.get_dictionary(pages(&document)[0]).unwrap(), "Resources");
    let names: Vec<_> = table(&document, resources, "XObject").iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names, [b"P1".to_vec(), b"P2".to_vec()]);
}

#[test]
fn a_picture_of_inks_goes_in_untouched_at_any_size() {
    let folder = folder("press-cmyk");
    let samples: Vec<u8> = (0..300 * 200).flat_map(|n| [(n % 256) as u8, 30, 0, 100]).collect();
    let bytes = jpeg_cmyk(&samples, 300, 200, 90).unwrap();
    std::fs::write(folder.join("inks.jpg"), &bytes).unwrap();
    let (fits, tiny) = (frame(10, 10, 108, 72), frame(10, 200, 27, 18));
    let (_, document) =
        printed(&folder, vec![image(Some("inks.jpg"), fits, fits), image(Some("inks.jpg"), tiny, tiny)]);
    let all = pictures(&document);
    assert_eq!(all[0].content, bytes);
    assert_eq!(name(&all[0].dict, "ColorSpace"), "DeviceCMYK");
    assert!(all[0].dict.has(b"Decode"), "the samples are inverted");
    assert_eq!(all[1].content, bytes, "800 pixels an inch, and not separated a second time");
}

#[test]
fn pictures_do_not_depend_on_the_order_in_which_they_are_made_ready() {
    let folder = folder("press-order");
    let items: Vec<Item> = (0..6)
        .map(|n| {
            let file = format!("{n}.png");
            png(&folder, &file, 60 + n * 90, 50, |x, y| [(x * n) as u8, y as u8, 70]);
            let place = frame(10 + i64::from(n) * 100, 10, 80, 60);
            image(Some(&file), place, place)
        })
        .collect();
    let (first, _) = printed(&folder, items.clone());
    for _ in 0..3 {
        assert!(printed(&folder, items.clone()).0.bytes == first.bytes);
    }
}

/// A PNG of one bit a pixel: a diagonal of ink, so that no bit may be lost or moved.
fn one_bit(folder: &Path, name: &str, side: u32) {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    let row = |y: u32| {
        let bits = |byte: u32| (0..8).fold(0u8, |bits, bit| bits << 1 | u8::from(byte * 8 + bit != y));
        (0..side.div_ceil(8)).map(bits).collect::<Vec<u8>>()
    };
    let data: Vec<u8> = (0..side).flat_map(row).collect();
    encoder.write_header().unwrap().write_image_data(&data).unwrap();
    std::fs::write(folder.join(name), out).unwrap();
}

#[test]
fn line_art_stays_of_one_bit_whatever_the_page_and_only_what_is_finer_than_the_plate_is_scaled() {
    let folder = folder("press-line-art");
    one_bit(&folder, "a.png", 300);
    // 300 pixels over 18 pt are 1200 an inch, over 9 pt 2400.
    for (points, plates, pixels) in [
        (18, Plates::All, 300),
        (18, Plates::Black, 300),
        (18, Plates::BlackAndRed, 300),
        (9, Plates::All, 150),
    ] {
        let place = frame(20, 20, points, points);
        let mut item = image(Some("a.png"), place, place);
        if let Item::Image(image) = &mut item {
            image.plates = plates;
        }
        let (pdf, document) = printed(&folder, vec![item]);
        assert_eq!(pdf.findings, []);
        let all = pictures(&document);
        let dictionary = &all[0].dict;
        assert_eq!((integer(dictionary, "Width"), integer(dictionary, "BitsPerComponent")), (pixels, 1));
        assert_eq!(
            (name(dictionary, "ColorSpace"), name(dictionary, "Filter")),
            ("DeviceGray", "FlateDecode")
        );
        let bits = all[0].decompressed_content().unwrap();
        let stride = (pixels as usize).div_ceil(8);
        for y in 0..pixels as usize {
            let dark = |x: usize| bits[y * stride + x / 8] >> (7 - x % 8) & 1 == 0;
            let ink: Vec<usize> = (0..pixels as usize).filter(|x| dark(*x)).collect();
            assert_eq!(ink, [y], "row {y} of {pixels}");
        }
    }
}

#[test]
fn newsprint_s_tones_are_the_profile_s_to_set() {
    let folder = folder("press-tones");
    png(&folder, "a.png", 200, 200, |x, _| if x < 100 { [120; 3] } else { [150; 3] });
    let (place, fonts) = (frame(0, 0, 72, 72), fonts());
    let row = |tone| {
        let mut profile = common::profile("coldset");
        (profile.pictures.jpeg_quality, profile.pictures.tone) = (0, tone);
        let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
        page.push(image(Some("a.png"), place, place));
        let job = banxin_press::Job {
            scenes: &[page.scene],
            fonts: &fonts,
            pictures: &folder,
            title: "",
            date: (2026, 8, 1),
            standard: Standard::PdfX4,
            profile: &profile,
            identity: "",
        };
        let document = Document::load_mem(&banxin_press::export(&job).unwrap().bytes).unwrap();
        pictures(&document)[0].decompressed_content().unwrap()[..200].to_vec()
    };
    let plain = row(ToneRules::default());
    let lighter = row(ToneRules { lighten: 10, sharpen: 0 });
    let sharper = row(ToneRules { lighten: 0, sharpen: 100 });
    assert!(lighter[20] > plain[20] + 5 && lighter[180] > plain[180] + 5, "{plain:?} {lighter:?}");
    assert_eq!((sharper[20], sharper[180]), (plain[20], plain[180]));
    assert!(sharper[99] < plain[99] && sharper[100] > plain[100]);
}
