//! Pictures as they come from cameras, scanners, agencies and advertisers, printed and looked at on the plates: each lands
//! right side up, in its colours and at its size, or is refused with a reason; and a huge one needs no huge memory.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod corpus;
mod support;

use corpus::SIZE;
use corpus::landing::{Case, Seen, jpegs, pngs, tiffs};
use corpus::png::{self, Png};
use corpus::refused::{OTHERS, Refused, bombs, cut_off};
use corpus::tiff::{Packing, Tiff};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use support::plates::Plates;
use support::{Scratch, banxin, banxin_ends, other};

/// Places on the page of a corpus: nine in a row, each of 72 by 48 points, 192 pixels an inch.
const ACROSS: usize = 9;
const WIDE: f64 = 72.0;
const HIGH: f64 = 48.0;

/// The left top corner of a place in points.
fn corner(number: usize) -> (f64, f64) {
    ((20 + number % ACROSS * 80) as f64, (20 + number / ACROSS * 60) as f64)
}

/// An edition of one page that shows these files, each said to have so many pixels.
fn edition(scratch: &Scratch, files: &[(&str, (u32, u32))]) -> PathBuf {
    let dir = scratch.path("E");
    let text = dir.to_str().unwrap();
    banxin_ends(0, &["new", text, "--template", "tabloid", "--paper", "临溪日报", "--date", "2026-11-22"]);
    let mut story = "banxin-story 1\nid s01\nkind photos\n".to_owned();
    let mut page = std::fs::read_to_string(dir.join("pages/01.toml")).unwrap();
    for (number, (name, (width, height))) in files.iter().enumerate() {
        story += &format!("picture k{number} pixels={width}x{height} file=pictures/{name}\n");
        let (x, y) = corner(number);
        // Half the space between two lines of text, 1.5 points, is kept free above and below.
        let (y, height) = (y - 1.5, HIGH + 3.0);
        page += &format!(
            "\n[[block]]\nid = \"p{number}\"\nkind = \"picture\"\nfree = {{ x = \"{x}pt\", y = \"{y}pt\", width = \"{WIDE}pt\", \
             height = \"{height}pt\" }}\nstory = \"s01\"\npicture = \"k{number}\"\ncaption-lines = 0\n"
        );
    }
    std::fs::create_dir_all(dir.join("stories")).unwrap();
    std::fs::create_dir_all(dir.join("pictures")).unwrap();
    std::fs::write(dir.join("stories/s01.story"), story).unwrap();
    std::fs::write(
        dir.join("pages/01.toml"),
        page.replace("kind = \"folio\"\ncells", "kind = \"panel\"\ncells"),
    )
    .unwrap();
    dir
}

/// Resolution at which pages are looked at.
const DPI: f64 = 144.0;
/// Most that the plates of one grey or colour differ between two files, of 255: JPEG's rounding before the separation.
const ALIKE: u8 = 10;

/// What each grey and colour became on the plates, in the files before.
#[derive(Default)]
struct Known(BTreeMap<[u8; 3], [u8; 4]>);

impl Known {
    /// Whether the inks are what is to be seen.
    fn holds(&mut self, seen: Seen, inks: [u8; 4]) -> bool {
        let near = |a: [u8; 4], b: [u8; 4], most: u8| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= most);
        match seen {
            Seen::Paper => near(inks, [0; 4], 3),
            Seen::Inks(wanted) => near(inks, wanted, 4),
            Seen::Grey(0) => near(inks, [0, 0, 0, 255], 3),
            Seen::Grey(grey) => {
                let [c, m, y, _] = inks;
                [c, m, y] == [0; 3]
                    && near(*self.0.entry([grey, grey, grey.wrapping_add(1)]).or_insert(inks), inks, ALIKE)
            }
            Seen::Colour(rgb) => {
                let known = *self.0.entry(rgb).or_insert(inks);
                is_colour(rgb, inks) && near(known, inks, ALIKE)
            }
        }
    }

    /// The greys that were seen, with their black, lightest last.
    fn blacks(&self) -> Vec<u8> {
        self.0
            .iter()
            .filter(|([r, g, b], _)| r == g && *b == r.wrapping_add(1))
            .map(|(_, inks)| inks[3])
            .collect()
    }
}

/// Whether inks look like this colour, without knowing how they were separated.
fn is_colour(rgb: [u8; 3], [c, m, y, k]: [u8; 4]) -> bool {
    match rgb {
        [230, ..] => m > 170 && y > 150 && c < 60 && k < 60,
        [20, 160, _] => c > 130 && y > 120 && m < 90 && k < 90,
        [20, 40, _] => c > 150 && m > 110 && y < 60 && k < 90,
        [0, 0, 0] => k > 230,
        _ => {
            c.max(m).max(y) < 140 && k < 140 && u32::from(c) + u32::from(m) + u32::from(y) + u32::from(k) > 40
        }
    }
}

/// What a screen shows of a patch: each ink lets a part of the light through.
fn on_screen(seen: Seen) -> [u8; 3] {
    match seen {
        Seen::Inks([c, m, y, k]) => {
            [c, m, y].map(|ink| (u32::from(255 - ink) * u32::from(255 - k) / 255) as u8)
        }
        Seen::Colour(rgb) => rgb,
        Seen::Grey(grey) => [grey; 3],
        Seen::Paper => [255; 3],
    }
}

/// The page of an edition as its proof shows it, and as other people's programs show its PDF.
fn shown(
    scratch: &Scratch,
    dir: &str,
    pdf: &Path,
) -> (image::RgbImage, [(&'static str, image::RgbImage); 2]) {
    let path = |name: &str| scratch.path(name).to_str().unwrap().to_owned();
    let read = |name: &str| image::open(scratch.path(name)).unwrap().into_rgb8();
    let (dpi, pdf) = (DPI.to_string(), pdf.to_str().unwrap());
    banxin_ends(0, &["proof", dir, "--page", "01", "-o", &path("proof.png"), "--dpi", &dpi]);
    other("pdftoppm", &["-r", &dpi, "-png", "-singlefile", pdf, &path("poppler")]);
    other("mutool", &["draw", "-q", "-r", &dpi, "-o", &path("mupdf.png"), pdf]);
    (read("proof.png"), [("poppler", read("poppler.png")), ("mupdf", read("mupdf.png"))])
}

/// Prints the cases on one page and holds each to what is to be seen of it.
fn land(cases: &[Case]) {
    let scratch = Scratch::new();
    let files: Vec<(&str, (u32, u32))> = cases.iter().map(|case| (case.name.as_str(), SIZE)).collect();
    let dir = edition(&scratch, &files);
    for case in cases {
        std::fs::write(dir.join("pictures").join(&case.name), &case.bytes).unwrap();
    }
    let (dir, pdf) = (dir.to_str().unwrap(), scratch.path("page.pdf"));
    let found = String::from_utf8(banxin(&["check", dir]).stdout).unwrap();
    // 192 pixels an inch are too few for line art, and that is told of every picture of one bit, and of no other.
    let coarse = |line: &&str| line.contains("line-art-low") && line.contains("-1");
    let told = found.lines().filter(|line| line.contains("pictures/") && !coarse(line));
    let mut wrong: Vec<String> = told.map(str::to_owned).collect();
    banxin(&["export", dir, "-o", pdf.to_str().unwrap(), "--allow-errors"]);
    let (proof, others) = shown(&scratch, dir, &pdf);
    let plates = Plates::of(&pdf, DPI);
    let mut known = Known::default();
    let mut before: BTreeMap<(&str, Seen), [u8; 3]> = BTreeMap::new();
    for (number, case) in cases.iter().enumerate() {
        let (left, top) = corner(number);
        for (patch, seen) in case.seen.into_iter().enumerate() {
            let x = left + WIDE * (patch % 3 * 2 + 1) as f64 / 6.0;
            let y = top + HIGH * (patch / 3 * 2 + 1) as f64 / 4.0;
            let pixel = |page: &image::RgbImage| page.get_pixel(plates.pixels(x), plates.pixels(y)).0;
            let far = |a: [u8; 3], b: [u8; 3], most: u8| a.iter().zip(b).any(|(a, b)| a.abs_diff(b) > most);
            for (program, page) in &others {
                let colour = pixel(page);
                if far(colour, *before.entry((program, seen)).or_insert(colour), ALIKE) {
                    wrong.push(format!(
                        "{}: {program} shows patch {patch} as {colour:?} for {seen:?}",
                        case.name
                    ));
                }
            }
            let inks = plates.mean(x, y);
            if !known.holds(seen, inks) {
                wrong.push(format!("{}: patch {patch} is {inks:?} and ought to be {seen:?}", case.name));
            }
            let colour = pixel(&proof);
            if far(colour, on_screen(seen), 8) {
                wrong
                    .push(format!("{}: the proof shows patch {patch} as {colour:?} for {seen:?}", case.name));
            }
        }
        // The first, third and sixth patches have ink in every case: the edges of the picture are where they end.
        let (right, bottom, patch) = (left + WIDE, top + HIGH, 12.0);
        for (side, inside, outside) in [
            ("left", (left + 1.0, top + patch), (left - 1.0, top + patch)),
            ("top", (left + patch, top + 1.0), (left + patch, top - 1.0)),
            ("right", (right - 1.0, top + patch), (right + 1.0, top + patch)),
            ("bottom", (right - patch, bottom - 1.0), (right - patch, bottom + 1.0)),
        ] {
            if !plates.inked(inside.0, inside.1) || plates.inked(outside.0, outside.1) {
                wrong.push(format!("{}: its {side} edge is not where it ought to be", case.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let blacks = known.blacks();
    assert!(blacks.windows(2).all(|pair| pair[0] > pair[1]), "a darker grey has more black: {blacks:?}");
}

#[test]
fn jpegs_land() {
    land(&jpegs());
}

#[test]
fn pngs_land() {
    land(&pngs());
}

#[test]
fn tiffs_land() {
    land(&tiffs());
}

#[test]
fn what_cannot_be_printed_is_refused_with_its_name_and_a_reason() {
    let mut refused: Vec<Refused> = OTHERS
        .iter()
        .map(|(name, bytes, words)| Refused { name: (*name).to_owned(), bytes: bytes.to_vec(), words })
        .collect();
    refused.extend(cut_off());
    refused.extend(bombs());
    let folder = |name: &str| name.ends_with("folder.jpg");
    refused.push(Refused { name: "folder.jpg".to_owned(), bytes: Vec::new(), words: &["it is not a file"] });
    let scratch = Scratch::new();
    let files: Vec<(&str, (u32, u32))> = refused.iter().map(|case| (case.name.as_str(), SIZE)).collect();
    let dir = edition(&scratch, &files);
    for case in &refused {
        let path = dir.join("pictures").join(&case.name);
        if folder(&case.name) {
            std::fs::create_dir(path).unwrap();
        } else {
            std::fs::write(path, &case.bytes).unwrap();
        }
    }
    let (dir, pdf) = (dir.to_str().unwrap(), scratch.path("page.pdf"));
    let checked = banxin_ends(1, &["check", dir]);
    let export = ["export", dir, "-o", pdf.to_str().unwrap()];
    let printed = String::from_utf8(banxin(&export).stderr).unwrap();
    assert!(!pdf.exists());
    for (number, case) in refused.iter().enumerate() {
        for (said, by) in [(&checked, "check"), (&printed, "export")] {
            let file = format!("pictures/{}:", case.name);
            let told: Vec<&str> = said.lines().filter(|line| line.contains(&file)).collect();
            let [line] = told[..] else { panic!("{by} tells of {file} {} times", told.len()) };
            assert!(line.starts_with("error: picture-unreadable: page 01, block p"), "{line}");
            assert!(line.contains(&format!("block p{number}")), "{line}");
            for word in case.words {
                assert!(line.contains(word), "{by} ought to say {word:?}: {line}");
            }
        }
    }
    // With placeholders it prints all the same.
    banxin_ends(0, &[&export[..], &["--allow-errors"]].concat());
    other("qpdf", &["--check", pdf.to_str().unwrap()]);
}

/// Runs the command and gives the most memory that it ever held, in bytes, as the system counts it.
fn peak(arguments: &[&str]) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_banxin"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let held = text
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        most = most.max(held.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    assert!(child.wait().unwrap().success(), "{arguments:?}");
    most << 10
}

/// Most memory of an export with a huge picture.
const MOST_MEMORY: u64 = 600_000_000;

#[test]
fn a_huge_picture_needs_no_huge_memory() {
    let (width, height) = (12_000, 9_000);
    let row: Vec<u8> = (0..width).flat_map(|x| [(x * 255 / width) as u8, 90, (x % 251) as u8]).collect();
    let png = Png::new((width, height), 8, png::RGB);
    let large = |orientation| corpus::jpeg::large(width as u16, height as u16, orientation);
    let tiff = Tiff { packing: Packing::PackBits, strip: height, ..Tiff::new((width, height), 8, 1, 1) };
    let grey: Vec<u8> = (0..width).map(|x| (x * 255 / width) as u8).collect();
    for (name, bytes, size) in [
        ("huge.jpg", large(1), (width, height)),
        ("huge-turned.jpg", large(6), (height, width)),
        ("huge.png", png.file_of_one_row(&row), (width, height)),
        ("huge.tif", tiff.file(&grey.repeat(height as usize)), (width, height)),
    ] {
        let scratch = Scratch::new();
        let dir = edition(&scratch, &[(name, size)]);
        let page = dir.join("pages/01.toml");
        // As large as the page: the more of it is printed, the more there is to hold.
        let wide = std::fs::read_to_string(&page)
            .unwrap()
            .replace("width = \"72pt\", height = \"51pt\"", "width = \"720pt\", height = \"543pt\"");
        assert!(wide.contains("543pt"));
        std::fs::write(&page, wide).unwrap();
        std::fs::write(dir.join("pictures").join(name), bytes).unwrap();
        let (dir, out) =
            (dir.to_str().unwrap(), |name: &str| scratch.path(name).to_str().unwrap().to_owned());
        let (pdf, proof) = (out("page.pdf"), out("page.png"));
        for arguments in
            [&["export", dir, "-o", &pdf][..], &["check", dir], &["proof", dir, "--page", "01", "-o", &proof]]
        {
            let held = peak(arguments);
            assert!(held > 100_000_000, "the measure can see: {held} bytes");
            assert!(held < MOST_MEMORY, "{name}: {} held {held} bytes", arguments[0]);
        }
        // Lighter to the right, or downwards once it is turned: the picture is there, and upright.
        let plates = Plates::of(Path::new(&pdf), DPI);
        let black =
            |x: f64, y: f64| plates.mean(20.0 + x, 20.0 + y).iter().map(|ink| u32::from(*ink)).sum::<u32>();
        let (dark, light) = if size.0 > size.1 {
            (black(80.0, 270.0), black(640.0, 270.0))
        } else {
            (black(360.0, 60.0), black(360.0, 480.0))
        };
        assert!(dark > light + 100, "{name}: {dark} {light}");
    }
}
