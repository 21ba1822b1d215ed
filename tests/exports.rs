//! Each way of printing an edition: one file, a file a page by a pattern, a page over two sheets in halves, the newsroom's
//! sample, type as shapes, marks; read back by other people's programs.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use support::{Scratch, banxin, banxin_ends, other, root, solid};

/// A copy of an example edition, with the paper above it.
fn copy(scratch: &Scratch, example: &str) -> PathBuf {
    let (from, to) = (root().join("examples").join(example), scratch.path(example));
    copy_folder(&from, &to);
    let paper = from.parent().unwrap().join("paper.toml");
    if paper.is_file() {
        fs::copy(paper, to.parent().unwrap().join("paper.toml")).unwrap();
    }
    to
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(path, target).unwrap();
        }
    }
}

/// A printer of the paper's own: the newspaper's usual one, changed.
fn printer(edition: &Path, name: &str, changes: &[(&str, &str)]) {
    let folder = edition.parent().unwrap().join("printers");
    fs::create_dir_all(&folder).unwrap();
    let icc = root().join("profiles/newsprint-tr002.icc");
    let mut text = fs::read_to_string(root().join("profiles/coldset.toml")).unwrap();
    for (from, to) in [("newsprint-tr002.icc", icc.to_str().unwrap())].iter().chain(changes) {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    fs::write(folder.join(format!("{name}.toml")), text).unwrap();
}

fn export(edition: &Path, out: &Path, more: &[&str]) {
    let arguments = ["export", edition.to_str().unwrap(), "-o", out.to_str().unwrap()];
    banxin_ends(0, &[&arguments[..], more].concat());
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn text(pdf: &Path) -> String {
    solid(&other("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"]))
}

/// The page as poppler shows it, in grey.
fn picture(scratch: &Scratch, pdf: &Path) -> image::GrayImage {
    let stem = scratch.path("picture");
    let (file, stem) = (pdf.to_str().unwrap(), stem.to_str().unwrap());
    other("pdftoppm", &["-r", "72", "-gray", "-png", "-singlefile", file, stem]);
    image::open(format!("{stem}.png")).unwrap().to_luma8()
}

#[test]
fn a_file_a_page_is_named_by_the_printer_or_by_the_caller() {
    let scratch = Scratch::new();
    let edition = copy(&scratch, "yunting/2026-11-24");
    let (day, patterned) = (scratch.path("day/"), scratch.path("{paper}{day}_{page}版.pdf"));
    export(&edition, &day, &[]);
    let names = files(&day);
    let pages = banxin_edition::open(&edition).unwrap().pages;
    let wanted: Vec<String> = pages.iter().map(|page| format!("2026-11-24-{}.pdf", page.number)).collect();
    assert_eq!(names, wanted);
    let whole = scratch.path("whole.pdf");
    export(&edition, &whole, &[]);
    let each: String = names.iter().map(|name| text(&day.join(name))).collect();
    assert_eq!(each, text(&whole), "together the files say what the one file says");
    export(&edition, &patterned, &["--page", &pages[0].number]);
    let name = format!("云汀日报20261124_{}版.pdf", pages[0].number);
    assert_eq!(fs::read(scratch.path(&name)).unwrap(), fs::read(day.join(&names[0])).unwrap());
    // Nothing but PDFs is written over, and a pattern that would write every page over the last is refused.
    fs::write(day.join(&names[0]), "a letter").unwrap();
    let refused = banxin(&["export", edition.to_str().unwrap(), "-o", day.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(fs::read_to_string(day.join(&names[0])).unwrap(), "a letter");
    let folder = scratch.path("{page}{issue}.pdf");
    let refused = banxin(&["export", edition.to_str().unwrap(), "-o", folder.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("{issue} is no place"), "{refused:?}");
}

#[test]
fn a_page_over_two_sheets_is_one_page_or_two_halves_that_meet() {
    let scratch = Scratch::new();
    let edition = copy(&scratch, "linxi");
    fs::rename(edition.join("pages/05.toml"), edition.join("pages/04-05.toml")).unwrap();
    let list = fs::read_to_string(edition.join("edition.toml")).unwrap();
    fs::write(edition.join("edition.toml"), list.replace("\"05\"", "\"04-05\"")).unwrap();
    printer(&edition, "web", &[("halves = false", "halves = true")]);
    let (whole, halves) = (scratch.path("whole.pdf"), scratch.path("halves/"));
    export(&edition, &whole, &[]);
    export(&edition, &halves, &["--printer", "web"]);
    assert_eq!(files(&halves), ["2026-11-23-04.pdf", "2026-11-23-05.pdf"]);
    let [left, right] = ["04", "05"].map(|page| halves.join(format!("2026-11-23-{page}.pdf")));
    let both = [&left, &right].map(|half| picture(&scratch, half));
    let one = picture(&scratch, &whole);
    let width = both[0].width();
    assert!((width * 2).abs_diff(one.width()) <= 2, "{width} {}", one.width());
    // 195 mm are 552.76 points, so that the right half lies 0.76 of a pixel off: compared in means of 6 pixels.
    let mean = |picture: &image::GrayImage, x: u32, y: u32| {
        let sum: u32 = (0..36).map(|n| u32::from(picture.get_pixel(x + n % 6, y + n / 6).0[0])).sum();
        f64::from(sum) / 36.0
    };
    let (mut off, mut count) = (0.0, 0.0);
    for y in (0..one.height() - 8).step_by(6) {
        for x in (0..width - 8).step_by(6) {
            off += (mean(&both[0], x, y) - mean(&one, x, y)).abs();
            off += (mean(&both[1], x, y) - mean(&one, x + width, y)).abs();
            count += 2.0;
        }
    }
    assert!(off / count < 2.5, "{}", off / count);
    // Every character once, whichever half it is in.
    let count = |text: &str| {
        let mut all: Vec<char> = text.chars().collect();
        all.sort_unstable();
        all
    };
    let said = [text(&left), text(&right)].concat();
    assert_eq!(count(&said), count(&text(&whole)));
    assert!(text(&left).chars().count() > 1000 && text(&right).chars().count() > 1000);
    // Both halves in one file, too.
    let file = scratch.path("both.pdf");
    export(&edition, &file, &["--printer", "web"]);
    assert!(other("pdfinfo", &[file.to_str().unwrap()]).contains("Pages:           2"));
}

#[test]
fn a_sample_is_small_and_says_that_it_is_one() {
    let scratch = Scratch::new();
    let edition = copy(&scratch, "linxi");
    let before = fs::read_to_string(edition.join("edition.toml")).unwrap();
    let [print, full, a3] = ["print.pdf", "full.pdf", "a3.pdf"].map(|name| scratch.path(name));
    export(&edition, &full, &["--sample", "full"]);
    export(&edition, &a3, &["--sample", "a3"]);
    assert_eq!(fs::read_to_string(edition.join("edition.toml")).unwrap(), before, "a sample leaves no trace");
    export(&edition, &print, &[]);
    assert_eq!(text(&a3), text(&print));
    let size = |pdf: &Path| fs::metadata(pdf).unwrap().len();
    assert!(size(&full) * 2 < size(&print), "{} {}", size(&full), size(&print));
    for (sample, page) in [(&full, "1105.51 x 1530.71"), (&a3, "841.89 x 1190.55")] {
        let file = sample.to_str().unwrap();
        other("qpdf", &["--check", file]);
        assert!(other("pdfinfo", &[file]).contains(page), "{page}");
        let raw = other("qpdf", &["--qdf", "--object-streams=disable", file, "-"]);
        assert!(!raw.contains("GTS_PDFX") && !raw.contains("OutputIntent"));
        assert!(raw.contains("/DeviceRGB"));
    }
    // The line at the head is ink, not text, and no print has it.
    let ink = |pdf: &Path| {
        let page = picture(&scratch, pdf);
        (0..30)
            .flat_map(|y| (0..300).map(move |x| (x, y)))
            .filter(|(x, y)| page.get_pixel(*x, *y).0[0] < 200)
            .count()
    };
    assert!(ink(&full) > 100 && ink(&print) == 0, "{} {}", ink(&full), ink(&print));
    // Errors that forbid printing do not forbid reading.
    fs::remove_dir_all(edition.join("pictures")).unwrap();
    export(&edition, &full, &["--sample", "full"]);
    banxin_ends(1, &["export", edition.to_str().unwrap(), "-o", print.to_str().unwrap()]);
}

#[test]
fn type_as_shapes_and_marks_are_the_printer_s_to_ask_for() {
    let scratch = Scratch::new();
    let edition = copy(&scratch, "linxi");
    printer(&edition, "shapes", &[("black-overprints = true", "black-overprints = true\noutlines = true")]);
    printer(&edition, "marked", &[("marks = false", "marks = true"), ("bleed = \"0mm\"", "bleed = \"3mm\"")]);
    let [plain, shapes, marked] = ["plain.pdf", "shapes.pdf", "marked.pdf"].map(|name| scratch.path(name));
    export(&edition, &plain, &[]);
    export(&edition, &shapes, &["--printer", "shapes"]);
    export(&edition, &marked, &["--printer", "marked"]);
    assert_eq!(other("pdffonts", &[shapes.to_str().unwrap()]).lines().count(), 2);
    let boxes = other("pdfinfo", &["-box", marked.to_str().unwrap()]);
    let values = |name: &str| -> Vec<f64> {
        let line = boxes.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().filter_map(|word| word.parse().ok()).map(|pt: f64| pt / 72.0 * 25.4).collect()
    };
    let near =
        |edges: Vec<f64>, wanted: [f64; 4]| edges.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.01);
    assert!(near(values("TrimBox"), [10.0, 10.0, 400.0, 550.0]), "{boxes}");
    assert!(near(values("MediaBox"), [0.0, 0.0, 410.0, 560.0]), "{boxes}");
    // By mupdf: poppler thickens shapes.
    let [plain, shapes] = [&plain, &shapes].map(|pdf| {
        let out = scratch.path("page.png");
        let draw = ["draw", "-q", "-N", "-r", "72", "-c", "gray", "-o"];
        other("mutool", &[&draw[..], &[out.to_str().unwrap(), pdf.to_str().unwrap()]].concat());
        image::open(out).unwrap().to_luma8()
    });
    let off: u64 = plain.pixels().zip(shapes.pixels()).map(|(a, b)| u64::from(a.0[0].abs_diff(b.0[0]))).sum();
    let off = off as f64 / f64::from(plain.width() * plain.height());
    assert!(off < 4.0, "{off}");
}
