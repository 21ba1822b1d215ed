//! Colour pictures on pages that have not all plates (版面色别): Ghostscript makes the plates of a page, and those that the
//! page does not have are empty.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

mod common;

use banxin_images::{ToneRules, jpeg_cmyk, jpeg_grey};
use banxin_measure::{Length, Rect, Turn};
use banxin_press::{Job, PrinterProfile, Standard, export};
use banxin_scene::{Image, Item, Plates, Scene};
use common::{Page, folder, fonts, other, profile};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder};
use lopdf::{Document, Object};
use std::path::Path;

/// Side of a patch of colour in a picture, in pixels and on the page in points.
const PATCH: u32 = 32;
/// Patches of light: red, dark red, orange, blue, green, a warm grey, black, white.
const LIGHT: [[u8; 3]; 8] = [
    [230, 20, 20],
    [120, 0, 0],
    [250, 140, 20],
    [20, 40, 200],
    [20, 160, 60],
    [140, 132, 124],
    [0, 0, 0],
    [255, 255, 255],
];
/// Patches of inks: red, rich black, a grey of three inks, black alone three times, cyan, none.
const INKS: [[u8; 4]; 8] = [
    [0, 255, 255, 0],
    [150, 120, 120, 230],
    [128, 100, 100, 0],
    [0, 0, 0, 60],
    [0, 0, 0, 140],
    [0, 0, 0, 255],
    [255, 0, 0, 0],
    [0, 0, 0, 0],
];

/// A row of patches.
fn row<const N: usize>(patches: &[[u8; N]; 8]) -> Vec<u8> {
    let line: Vec<u8> = patches.iter().flat_map(|patch| [*patch; PATCH as usize]).flatten().collect();
    line.repeat(PATCH as usize)
}

/// A folder with `light.jpg`, `inks.jpg` and `grey.jpg`.
fn pictures(name: &str) -> std::path::PathBuf {
    let folder = folder(name);
    let width = PATCH * 8;
    let mut light = Vec::new();
    JpegEncoder::new_with_quality(&mut light, 100)
        .write_image(&row(&LIGHT), width, PATCH, ExtendedColorType::Rgb8)
        .unwrap();
    std::fs::write(folder.join("light.jpg"), light).unwrap();
    std::fs::write(folder.join("inks.jpg"), jpeg_cmyk(&row(&INKS), width, PATCH, 100).unwrap()).unwrap();
    let grey = jpeg_grey(&vec![128; (width * PATCH) as usize], width, PATCH, 100).unwrap();
    std::fs::write(folder.join("grey.jpg"), grey).unwrap();
    folder
}

/// A page of the pictures `light.jpg`, `inks.jpg` and `grey.jpg`, one under the other, a pixel a point.
fn page(plates: Plates) -> Scene {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_pt(256), Length::from_pt(96));
    for (number, file) in (0i64..).zip(["light.jpg", "inks.jpg", "grey.jpg"]) {
        let side = i64::from(PATCH);
        let (top, height) = (Length::from_pt(number * side), Length::from_pt(side));
        let frame = Rect::new(Length::ZERO, top, Length::from_pt(side * 8), height);
        let file = Some(file.to_owned());
        page.push(Item::Image(Image {
            frame,
            placed: frame,
            file,
            turn: Turn::Upright,
            flipped: false,
            plates,
        }));
    }
    page.scene
}

fn exported(scenes: &[Scene], pictures: &Path, profile: &PrinterProfile) -> Vec<u8> {
    let fonts = fonts();
    let (title, date, standard) = ("版", (2026, 8, 1), Standard::PdfX4);
    let job = Job { scenes, fonts: &fonts, pictures, title, date, standard, profile, identity: "版/2026" };
    let pdf = export(&job).unwrap();
    assert_eq!(pdf.findings, []);
    pdf.bytes
}

/// The inks of a page as Ghostscript's plates have them: cyan, magenta, yellow, black; 255 is a solid.
struct Sheet([Vec<u8>; 4]);

impl Sheet {
    fn of(folder: &Path, bytes: &[u8]) -> Sheet {
        std::fs::write(folder.join("page.pdf"), bytes).unwrap();
        let path = |name: &str| folder.join(name).display().to_string();
        let out = format!("-sOutputFile={}", path("page.tif"));
        let device = ["-sDEVICE=tiffsep", "-r72", "-dUseFastColor=true", &out, &path("page.pdf")];
        other("gs", &[&["-q", "-dNOPAUSE", "-dBATCH"], device.as_slice()].concat());
        Sheet(["Cyan", "Magenta", "Yellow", "Black"].map(|ink| {
            let plate = image::open(folder.join(format!("page({ink}).tif"))).unwrap().into_luma8();
            assert_eq!(plate.dimensions(), (256, 96));
            plate.into_raw().into_iter().map(|light| 255 - light).collect()
        }))
    }

    /// The inks in the middle of a patch.
    fn patch(&self, row: usize, column: usize) -> [u8; 4] {
        let side = PATCH as usize;
        let middle = (row * side + side / 2) * side * 8 + column * side + side / 2;
        self.0.each_ref().map(|plate| plate[middle])
    }

    fn is_empty(&self, plate: usize) -> bool {
        self.0[plate].iter().all(|ink| *ink == 0)
    }
}

/// The shipped newspaper profile with another JPEG quality and ink limit.
fn printer(quality: u8, limit: u32) -> PrinterProfile {
    let mut profile = profile("coldset");
    profile.pictures.jpeg_quality = quality;
    profile.pictures.tone = ToneRules::default();
    profile.ink.limit = limit;
    profile
}

#[test]
fn a_colour_page_has_all_four_plates() {
    let folder = pictures("plates-all");
    let sheet = Sheet::of(&folder, &exported(&[page(Plates::All)], &folder, &printer(92, 240)));
    assert!((0..4).all(|plate| !sheet.is_empty(plate)));
    assert!(sheet.patch(1, 6)[0] > 250, "cyan stays cyan: {:?}", sheet.patch(1, 6));
}

#[test]
fn a_black_page_has_the_black_plate_alone() {
    let folder = pictures("plates-black");
    for quality in [0, 1, 92] {
        let bytes = exported(&[page(Plates::Black)], &folder, &printer(quality, 240));
        let sheet = Sheet::of(&folder, &bytes);
        assert!((0..3).all(|plate| sheet.is_empty(plate)), "quality {quality}");
        let black = |row, column| i32::from(sheet.patch(row, column)[3]);
        if quality == 1 {
            continue;
        }
        // Light: what is darker to the eye is darker in black.
        let order = [7, 2, 4, 5, 0, 3, 1, 6].map(|patch| black(0, patch));
        assert!(order.is_sorted(), "{order:?}");
        assert!(order[0] <= 1 && order[7] >= 254, "{order:?}");
        // Inks: black alone stays as it was; a rich black is solid, and cyan is as dark as it looks.
        for (patch, wanted) in [(3, 60), (4, 140), (5, 255), (7, 0)] {
            assert!((black(1, patch) - wanted).abs() <= 3, "{wanted}: {}", black(1, patch));
        }
        assert!(black(1, 1) >= 250 && (40..160).contains(&black(1, 6)), "{} {}", black(1, 1), black(1, 6));
    }
}

#[test]
fn a_page_of_black_and_red_has_equal_magenta_and_yellow_and_no_cyan() {
    let folder = pictures("plates-red");
    for (quality, limit) in [(0, 240), (1, 240), (92, 240), (92, 150)] {
        let bytes = exported(&[page(Plates::BlackAndRed)], &folder, &printer(quality, limit));
        let sheet = Sheet::of(&folder, &bytes);
        assert!(sheet.is_empty(0), "quality {quality}");
        assert!(sheet.0[1] == sheet.0[2], "quality {quality}: one red");
        assert!(!sheet.is_empty(1) && !sheet.is_empty(3));
        let most =
            (0..256 * 96).map(|at| sheet.0.iter().map(|plate| u32::from(plate[at])).sum::<u32>()).max();
        if quality == 0 {
            assert!(most.unwrap() <= limit * 255 / 100, "{most:?}");
        }
        if quality < 92 || limit < 240 {
            continue;
        }
        let light = [0, 1, 2, 3, 4, 5, 6, 7].map(|patch| sheet.patch(0, patch));
        let [red, dark, orange, blue, green, warm, black, white] = light;
        assert!(red[1] > 210 && red[3] < 60, "{red:?}");
        assert!(dark[1] > 200 && dark[3] > 60, "{dark:?}");
        assert!((60..170).contains(&orange[1]), "{orange:?}");
        for grey in [blue, green, warm, black, white] {
            assert!(grey[1] <= 2, "no red in what is not red: {light:?}");
        }
        let inks = [0, 2, 4, 6].map(|patch| sheet.patch(1, patch));
        assert!(inks[0][1] > 250 && inks[0][3] < 8, "{inks:?}");
        assert!(inks[1..].iter().all(|ink| ink[1] <= 2), "{inks:?}");
        assert!(inks[2][3].abs_diff(140) <= 3, "{inks:?}");
    }
}

#[test]
fn one_picture_on_pages_of_three_kinds_is_three_pictures() {
    let folder = pictures("plates-three");
    let scenes = [Plates::All, Plates::Black, Plates::BlackAndRed, Plates::Black].map(page);
    let bytes = exported(&scenes, &folder, &printer(92, 240));
    assert!(bytes == exported(&scenes, &folder, &printer(92, 240)), "the same job, the same bytes");
    let document = Document::load_mem(&bytes).unwrap();
    let mut spaces: Vec<String> = document
        .objects
        .values()
        .filter_map(|object| object.as_stream().ok())
        .filter(|stream| stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image"))
        .map(|stream| stream.dict.get(b"ColorSpace").unwrap().as_name().unwrap())
        .map(|name| String::from_utf8_lossy(name).into_owned())
        .collect();
    spaces.sort();
    let wanted = [["DeviceCMYK"; 4].as_slice(), &["DeviceGray"; 5]].concat();
    assert_eq!(spaces, wanted, "black alone is DeviceGray, and so is a grey picture on any page");
}
