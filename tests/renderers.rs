//! The example pages as poppler, MuPDF and Ghostscript print them and as the proof shows them: alike. And their plates: four,
//! with text on the black one alone, over what is under it, and no more ink than newsprint takes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use image::GrayImage;
use image::imageops::{crop_imm, flip_horizontal_in_place, replace};
use std::path::{Path, PathBuf};
use support::plates::Plates;
use support::raster::{difference, most_ink, read};
use support::{Scratch, banxin_ends, other, root};

/// Every page of every example edition: its folder below `examples` and its number.
const PAGES: [(&str, &str); 6] = [
    ("linxi", "05"),
    ("yunting/2026-11-24", "01"),
    ("yunting/2026-11-24", "02"),
    ("yunting/2026-11-25", "05"),
    ("yunting/2026-11-26", "08"),
    ("yunting/2026-11-28", "01"),
];

/// Resolution at which pages are compared.
const DPI: f64 = 144.0;
/// Most that two programs may differ in a stretch of a line, 0–255. Seen are up to 17, and 18 for the proof; a line of
/// text in its neighbour's place makes 27.
const MOST: f64 = 23.0;

/// Does something for every page, two at a time.
fn each(page: impl Fn(&Scratch, &str, &str) + Sync) {
    let work = |pages: &[(&str, &str)]| {
        pages.iter().for_each(|(edition, number)| page(&Scratch::new(), edition, number));
    };
    let (one, other) = PAGES.split_at(PAGES.len() / 2);
    std::thread::scope(|scope| {
        scope.spawn(|| work(other));
        work(one);
    });
}

fn export(scratch: &Scratch, edition: &str, number: &str, printer: &str) -> PathBuf {
    let (edition, pdf) = (root().join("examples").join(edition), scratch.path(&format!("{printer}.pdf")));
    let (edition, out) = (edition.to_str().unwrap(), pdf.to_str().unwrap());
    banxin_ends(0, &["export", edition, "--page", number, "-o", out, "--printer", printer]);
    pdf
}

/// A page in grey, as other people's programs show its PDF.
struct Seen {
    poppler: GrayImage,
    /// In colour first; the proof is of colours too.
    poppler_in_colour: GrayImage,
    mupdf: GrayImage,
    ghostscript: GrayImage,
}

impl Seen {
    fn of(scratch: &Scratch, pdf: &Path) -> Seen {
        let path = |name: &str| scratch.path(name).to_str().unwrap().to_owned();
        let (pdf, dpi) = (pdf.to_str().unwrap(), DPI.to_string());
        other("pdftoppm", &["-r", &dpi, "-gray", "-singlefile", pdf, &path("poppler")]);
        other("pdftoppm", &["-r", &dpi, "-singlefile", pdf, &path("poppler")]);
        other("mutool", &["draw", "-q", "-N", "-c", "cmyk", "-r", &dpi, "-o", &path("mupdf.pam"), pdf]);
        let (out, resolution) = (format!("-sOutputFile={}", path("gs.pam")), format!("-r{dpi}"));
        let smooth = ["-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-dUseFastColor=true"];
        let device = ["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pamcmyk32", &resolution, &out];
        other("gs", &[&device[..], &smooth, &[pdf]].concat());
        let read = |name: &str| read(&scratch.path(name));
        Seen {
            poppler: read("poppler.pgm"),
            poppler_in_colour: read("poppler.ppm"),
            mupdf: read("mupdf.pam"),
            ghostscript: read("gs.pam"),
        }
    }
}

#[test]
fn the_programs_of_others_and_the_proof_show_the_pages_alike() {
    each(|scratch, edition, number| {
        let seen = Seen::of(scratch, &export(scratch, edition, number, "coldset"));
        let (dir, png) = (root().join("examples").join(edition), scratch.path("proof.png"));
        let (dir, out, dpi) = (dir.to_str().unwrap(), png.to_str().unwrap(), DPI.to_string());
        banxin_ends(0, &["proof", dir, "--page", number, "-o", out, "--dpi", &dpi]);
        let proof = image::open(&png).unwrap().into_luma8();
        for (names, one, other) in [
            ("poppler and MuPDF", &seen.poppler, &seen.mupdf),
            ("poppler and Ghostscript", &seen.poppler, &seen.ghostscript),
            ("MuPDF and Ghostscript", &seen.mupdf, &seen.ghostscript),
            ("poppler and the proof", &seen.poppler_in_colour, &proof),
        ] {
            let (most, at) = difference(one, other, DPI);
            assert!(most < MOST, "{edition} page {number}: {names} differ by {most:.1} at {at:?}");
        }
    });
}

/// A rectangle in points as pixels.
fn pixels(points: [u32; 4]) -> [u32; 4] {
    points.map(|points| (f64::from(points) * DPI / 72.0) as u32)
}

#[test]
fn a_line_out_of_its_place_and_a_mirrored_picture_are_found() {
    let scratch = Scratch::new();
    let text = Seen::of(&scratch, &export(&scratch, "yunting/2026-11-28", "01", "coldset"));
    // The tenth line of the lead's first column, put into its neighbour's place, and taken away.
    let [x, y, width, height] = pixels([63, 381, 113, 12]);
    let strip = crop_imm(&text.poppler, x, y, width, height).to_image();
    assert!(strip.pixels().any(|pixel| pixel.0[0] < 128), "there is type in the strip");
    let mut moved = text.poppler.clone();
    replace(&mut moved, &strip, i64::from(x), i64::from(y + height));
    let mut gone = text.poppler.clone();
    replace(&mut gone, &GrayImage::from_pixel(width, height, image::Luma([255])), i64::from(x), i64::from(y));
    let photos = Seen::of(&scratch, &export(&scratch, "yunting/2026-11-26", "08", "coldset"));
    // The six photographs and the advertisement.
    let frames = [
        [53, 160, 620, 475],
        [683, 160, 368, 236],
        [683, 412, 368, 225],
        [53, 652, 242, 320],
        [306, 652, 368, 188],
        [683, 652, 368, 188],
        [53, 1227, 998, 228],
    ];
    let mirrored = frames.map(|frame| {
        let [x, y, width, height] = pixels(frame);
        let mut photo = crop_imm(&photos.poppler, x, y, width, height).to_image();
        flip_horizontal_in_place(&mut photo);
        let mut page = photos.poppler.clone();
        replace(&mut page, &photo, i64::from(x), i64::from(y));
        page
    });
    for (wrong, right) in
        [(&moved, &text), (&gone, &text)].into_iter().chain(mirrored.iter().map(|page| (page, &photos)))
    {
        for other in [&right.mupdf, &right.ghostscript] {
            let (most, at) = difference(wrong, other, DPI);
            assert!(most > MOST, "{most} at {at:?}");
        }
    }
}

/// Resolution of the plates.
const PLATES: f64 = 72.0;
/// Most ink of a square of 15 mm on average, in percent (GWG 2022, R0026).
const MOST_INK: f64 = 245.0;

/// A page's plates without its text: Ghostscript leaves it out.
fn without_text(pdf: &Path) -> Plates {
    let copy = pdf.with_file_name(format!("without-{}", pdf.file_name().unwrap().to_str().unwrap()));
    std::fs::copy(pdf, &copy).unwrap();
    Plates::with(&copy, PLATES, &["-dFILTERTEXT"])
}

/// The place of every glyph in black alone, in points from the left top corner of the page: left, top, right, bottom; as
/// MuPDF traces the page. Those over letters in colour, a shadow or an outline of theirs, are left out.
fn black_glyphs(pdf: &Path) -> Vec<[f64; 4]> {
    let trace = other("mutool", &["trace", pdf.to_str().unwrap()]);
    let value = |line: &str, key: &str| {
        let start = line.find(&format!(" {key}=\"")).unwrap() + key.len() + 3;
        line[start..].split('"').next().unwrap().to_owned()
    };
    let numbers = |text: String| text.split(' ').map(|word| word.parse().unwrap()).collect::<Vec<f64>>();
    let (mut black, mut height, mut size) = (false, 0.0, None);
    let (mut glyphs, mut coloured): (Vec<[f64; 4]>, Vec<[f64; 4]>) = Default::default();
    for line in trace.lines().map(str::trim) {
        if ["<fill_text", "<clip_text", "<stroke_text"].iter().any(|kind| line.starts_with(kind)) {
            // Letters in a gradient are a clip.
            black = line.starts_with("<fill_text") && value(line, "color") == "0 0 0 1";
            height = *numbers(value(line, "transform")).last().unwrap();
        } else if line.starts_with("<span") {
            // A turned line is left out.
            let matrix = numbers(value(line, "trm"));
            size = (matrix[1] == 0.0 && matrix[2] == 0.0).then_some((matrix[0], matrix[3]));
        } else if let (true, Some((wide, high))) = (line.starts_with("<g "), size) {
            let number = |key: &str| value(line, key).parse::<f64>().unwrap();
            let (x, y) = (number("x"), height - number("y"));
            let place = [x, y - high * 0.8, x + number("adv") * wide, y + high * 0.1];
            if black { &mut glyphs } else { &mut coloured }.push(place);
        }
    }
    let apart = |a: &[f64; 4], b: &[f64; 4]| a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];
    glyphs.retain(|black| coloured.iter().all(|other| apart(black, other)));
    glyphs
}

/// Looks at the plates under every glyph in black: how many glyphs stand over other inks, and at how many these changed.
fn under_black(pdf: &Path) -> (usize, usize, usize) {
    let (with, without, glyphs) = (Plates::of(pdf, PLATES), without_text(pdf), black_glyphs(pdf));
    let (mut tinted, mut changed) = (0, 0);
    for [left, top, right, bottom] in &glyphs {
        let at = |plates: &Plates| {
            let columns = plates.pixels(*left)..plates.pixels(*right).max(plates.pixels(*left) + 1);
            let rows = plates.pixels(*top)..plates.pixels(*bottom).max(plates.pixels(*top) + 1);
            let places = rows.flat_map(|y| columns.clone().map(move |x| (x, y)));
            places
                .flat_map(|(x, y)| [0, 1, 2].map(|ink| plates.inks[ink].get_pixel(x, y).0[0]))
                .collect::<Vec<u8>>()
        };
        let (with, without) = (at(&with), at(&without));
        tinted += usize::from(without.iter().any(|ink| *ink > 0));
        changed += usize::from(with != without);
    }
    (glyphs.len(), tinted, changed)
}

#[test]
fn there_are_four_plates_and_not_too_much_ink_on_them() {
    each(|scratch, edition, number| {
        let pdf = export(scratch, edition, number, "coldset");
        let plates = Plates::of(&pdf, PLATES);
        assert_eq!(plates.names, ["Black", "Cyan", "Magenta", "Yellow"], "{edition} page {number}");
        let most = most_ink(&plates.inks, plates.pixels(15.0 / 25.4 * 72.0));
        assert!(most < MOST_INK, "{edition} page {number} has {most:.0} % of ink in a square of 15 mm");
    });
}

#[test]
fn too_much_ink_is_found() {
    let plate =
        |ink: u8| GrayImage::from_fn(100, 100, |x, y| image::Luma([if x < 43 && y > 50 { ink } else { 0 }]));
    let solid = most_ink(&[plate(255), plate(255), plate(140), plate(0)], 42);
    assert!((solid - 254.9).abs() < 0.1, "{solid}");
    assert!(most_ink(&[plate(255), plate(255), plate(140), plate(0)], 60) < 245.0);
}

#[test]
fn black_text_is_on_the_black_plate_alone_and_leaves_what_is_under_it() {
    each(|scratch, edition, number| {
        let (glyphs, tinted, changed) = under_black(&export(scratch, edition, number, "coldset"));
        assert!(glyphs > 500, "{edition} page {number}");
        assert_eq!(
            changed, 0,
            "{edition} page {number}: cyan, magenta or yellow changed under so many of {tinted} glyphs"
        );
    });
}

/// A printer whose black knocks out has holes in the tints under its text: the measure sees them.
#[test]
fn black_text_that_knocks_out_is_found() {
    let scratch = Scratch::new();
    let (_, tinted, changed) = under_black(&export(&scratch, "yunting/2026-11-26", "08", "plain"));
    assert!(tinted > 100 && changed > tinted / 2, "{changed} of {tinted}");
}
