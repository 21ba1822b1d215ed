//! The folder `fonts/` of the repository: every face is what `fonts.toml` says, covers what it must, and is found.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails, in its helpers too")]

use banxin_fonts::{EmbeddingRight, Face, FontBook, Installed, Kind, OutlineSink, ShippedFace};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")
}

/// The shipped faces alone: what is installed on the machine that runs the tests must not matter.
fn book() -> FontBook {
    FontBook::open_with(&folder(), Installed::Folders(Vec::new())).unwrap()
}

fn face(book: &FontBook, family: &str, style: &str) -> Arc<Face> {
    book.find(family, style).unwrap_or_else(|| panic!("{family} {style} is not found"))
}

fn faces_of(book: &FontBook, kind: Kind) -> Vec<Arc<Face>> {
    let of_kind = book.shipped().iter().filter(|face| face.kind == kind);
    of_kind.map(|shipped| face(book, &shipped.family, &shipped.style)).collect()
}

/// Every character of GBK that has two bytes, in the order of the code.
fn gbk() -> Vec<char> {
    let mut characters = Vec::new();
    for lead in 0x81..=0xFE_u8 {
        for trail in (0x40..=0xFE_u8).filter(|trail| *trail != 0x7F) {
            let bytes = [lead, trail];
            let text = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(&bytes);
            let mut decoded = text.iter().flat_map(|text| text.chars());
            // User-defined and GB 18030 codes stand for private-use characters, which no face need have.
            if let (Some(c), None) = (decoded.next(), decoded.next())
                && !('\u{E000}'..='\u{F8FF}').contains(&c)
            {
                characters.push(c);
            }
        }
    }
    characters
}

fn table_2013() -> Vec<char> {
    let text = include_str!("data/tgh-2013.txt");
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars).collect()
}

fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_23AF)
}

fn missing(face: &Face, characters: &[char]) -> String {
    characters.iter().filter(|c| face.glyph(**c).is_none()).collect()
}

#[test]
fn every_file_is_what_the_list_says() {
    for listed in book().shipped() {
        let bytes = std::fs::read(&listed.file).unwrap();
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, listed.sha256, "{}", listed.file.display());
        assert_eq!(bytes.len() as u64, listed.bytes, "{}", listed.file.display());
    }
}

#[test]
fn every_face_is_who_the_list_says() {
    let book = book();
    for ShippedFace { family, style, kind, han, file, .. } in book.shipped() {
        let mut database = fontdb::Database::new();
        database.load_font_file(file).unwrap();
        let info = database.faces().next().unwrap();
        assert_eq!(&info.families[0].0, family, "{}", file.display());
        let face = face(&book, family, style);
        assert_eq!(face.kind(), *kind);
        assert_eq!(face.weight(), info.weight.0);
        assert_eq!(face.postscript_name(), info.post_script_name);
        let weight = match style.as_str() {
            "Regular" => 400,
            "Bold" => 700,
            "Black" => 900,
            other => panic!("{other}: say its weight here"),
        };
        assert_eq!(face.weight(), weight, "{family} {style}");
        let covered = ('\u{3400}'..='\u{323AF}').filter(|c| is_han(*c) && face.glyph(*c).is_some()).count();
        assert_eq!(covered, *han as usize, "{family} {style}: han in fonts.toml");
    }
}

#[test]
fn every_family_has_its_licence_beside_it_and_the_folder_is_small() {
    let book = book();
    for listed in book.shipped() {
        let beside = listed.file.parent().unwrap();
        let name = if listed.licence.starts_with("OFL") { "OFL.txt" } else { "COPYING.txt" };
        let licence = std::fs::read_to_string(beside.join(name)).unwrap();
        assert!(
            licence.contains("SIL OPEN FONT LICENSE Version 1.1")
                || (licence.contains("GNU GENERAL PUBLIC LICENSE") && licence.contains("embed this font")),
            "{}",
            beside.display()
        );
        assert!(!face(&book, &listed.family, &listed.style).is_italic());
    }
    assert!(size_of(&folder()) < 150_000_000);
}

fn size_of(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(
            |entry| {
                if entry.path().is_dir() { size_of(&entry.path()) } else { entry.metadata().unwrap().len() }
            },
        )
        .sum()
}

#[test]
fn song_and_hei_cover_gbk_and_the_table_of_2013() {
    let (gbk, table) = (gbk(), table_2013());
    assert_eq!(
        gbk.iter().filter(|c| is_han(**c)).count(),
        20_983,
        "20,902 and 21 of GBK, 60 more that its decoder knows of GB 18030"
    );
    assert_eq!(table.len(), 8_105);
    let book = book();
    for face in faces_of(&book, Kind::Song).iter().chain(&faces_of(&book, Kind::Hei)) {
        let lacks = missing(face, &gbk);
        assert_eq!(lacks.chars().filter(|c| is_han(*c)).count(), 0, "{face:?} lacks {lacks}");
        assert_eq!(lacks, "≒", "{face:?}");
        assert_eq!(book.fallback(face, '≒').unwrap().family(), "LXGW WenKai");
        assert_eq!(missing(face, &table), "", "{face:?}");
    }
}

#[test]
fn kai_covers_the_ideographs_and_every_gap_of_the_others_is_filled() {
    let book = book();
    let mut all = gbk();
    all.extend(table_2013());
    let kai = &faces_of(&book, Kind::Kai)[0];
    assert_eq!(missing(kai, &all), "︗︘︴﹉﹊﹋﹌﹍﹎﹏");
    for shipped in book.shipped() {
        let face = face(&book, &shipped.family, &shipped.style);
        let lost: String =
            missing(&face, &all).chars().filter(|c| book.fallback(&face, *c).is_none()).collect();
        assert_eq!(lost, "", "{face:?} lacks these and no other face has them");
    }
}

#[test]
fn what_fang_lacks_comes_from_kai_and_what_song_lacks_from_no_heavier_face_than_it_is() {
    let book = book();
    let fang = face(&book, "FandolFang", "Regular");
    assert!(fang.is_cff());
    assert_eq!(fang.glyph('彧'), None, "choose a character that it lacks");
    let other = book.fallback(&fang, '彧').unwrap();
    assert_eq!((other.family(), other.style()), ("LXGW WenKai", "Regular"));
    assert!(other.glyph('彧').is_some());

    let kai = face(&book, "LXGW WenKai", "Regular");
    assert_eq!(kai.glyph('﹏'), None);
    let other = book.fallback(&kai, '﹏').unwrap();
    assert_eq!((other.family(), other.style()), ("Noto Serif SC", "Regular"));

    assert!(book.fallback(&fang, '\u{10FFFD}').is_none(), "nobody has it");
}

#[test]
fn faces_are_found_by_family_and_style() {
    let book = book();
    for (family, style, postscript) in [
        ("Noto Serif SC", "Regular", "NotoSerifSC-Regular"),
        ("Noto Serif SC", "", "NotoSerifSC-Regular"),
        ("noto serif sc", "bold", "NotoSerifSC-Bold"),
        ("Noto Serif SC", "Black", "NotoSerifSC-Black"),
        ("Noto Serif SC", "Heavy", "NotoSerifSC-Black"),
        ("Noto Sans SC", "Black", "NotoSansSC-Black"),
        ("霞鹜文楷", "Regular", "LXGWWenKai-Regular"),
        ("FandolFang", "Regular", "FandolFang-Regular"),
    ] {
        let face = face(&book, family, style);
        assert_eq!(face.postscript_name(), postscript);
        assert!(!book.resolve(family, style).replaced);
        assert!(Arc::ptr_eq(&face, &book.find(family, style).unwrap()), "one face, shared");
    }
    assert!(book.find("Noto Serif SC", "Light").is_none());
    assert!(book.find("方正小标宋简体", "Regular").is_none());
}

#[test]
fn what_nobody_has_is_replaced_by_the_nearest() {
    let book = book();
    for (family, style, replacement) in [
        ("Noto Serif SC", "Light", "NotoSerifSC-Regular"),
        ("Noto Serif SC", "SemiBold", "NotoSerifSC-Bold"),
        ("Noto Serif SC", "Display", "NotoSerifSC-Regular"),
        ("LXGW WenKai", "Bold", "LXGWWenKai-Regular"),
        ("方正小标宋简体", "Regular", "NotoSerifSC-Regular"),
        ("方正大黑", "Heavy", "NotoSansSC-Black"),
        ("华文仿宋", "Regular", "FandolFang-Regular"),
        ("KaiTi", "Regular", "LXGWWenKai-Regular"),
        ("", "", "NotoSerifSC-Regular"),
    ] {
        let resolved = book.resolve(family, style);
        assert!(resolved.replaced, "{family} {style}");
        assert_eq!(resolved.face.postscript_name(), replacement, "{family} {style}");
    }
}

#[test]
fn measures_of_the_text_face() {
    let book = book();
    let song = face(&book, "Noto Serif SC", "Regular");
    assert_eq!((song.units_per_em(), song.ascent(), song.descent()), (1000, 880, -120));
    assert!((700..800).contains(&song.cap_height()), "{}", song.cap_height());
    assert_eq!((song.italic_angle(), song.index(), song.is_cff()), (0.0, 0, false));
    let han = song.glyph('国').unwrap();
    assert_eq!(song.advance(han), 1000);
    let [left, bottom, right, top] = song.ink_bounds(han).unwrap();
    assert!(left > 0 && bottom > -120 && right < 1000 && top < 880, "{left} {bottom} {right} {top}");
    let blank = song.glyph('\u{3000}').unwrap();
    assert_eq!((song.ink_bounds(blank), song.advance(blank)), (None, 1000));
    assert_eq!(song.advance(u16::MAX), 0);
    assert_eq!(song.ink_bounds(u16::MAX), None);
    assert_eq!(song.embedding().right, EmbeddingRight::Installable);
    let fang = face(&book, "FandolFang", "Regular");
    assert_eq!(fang.embedding().right, EmbeddingRight::Editable);
    assert!(fang.embedding().allows_subset());
}

#[derive(Default)]
struct Calls {
    contours: usize,
    open: bool,
    quadratic: usize,
    cubic: usize,
    points: Vec<(f32, f32)>,
}

impl OutlineSink for Calls {
    fn move_to(&mut self, x: f32, y: f32) {
        assert!(!self.open);
        self.open = true;
        self.points.push((x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.points.push((x, y));
    }
    fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
        self.quadratic += 1;
        self.points.push((x, y));
    }
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
        self.cubic += 1;
        self.points.push((x, y));
    }
    fn close(&mut self) {
        assert!(self.open);
        self.open = false;
        self.contours += 1;
    }
}

#[test]
fn outlines_lie_in_the_ink_that_is_told() {
    let book = book();
    for (family, cff) in [("Noto Serif SC", false), ("LXGW WenKai", false), ("FandolFang", true)] {
        let face = face(&book, family, "Regular");
        for c in "国版心，。“”…—永A8".chars() {
            let glyph = face.glyph(c).unwrap();
            let mut calls = Calls::default();
            assert!(face.outline(glyph, &mut calls));
            assert!(calls.contours > 0 && !calls.open, "{family} {c}");
            assert_eq!(
                (calls.quadratic == 0, calls.cubic == 0).0,
                cff || calls.quadratic == 0,
                "{family} {c}"
            );
            assert!(if cff { calls.quadratic == 0 } else { calls.cubic == 0 }, "{family} {c}");
            let [left, bottom, right, top] = face.ink_bounds(glyph).unwrap().map(f32::from);
            let xs = || calls.points.iter().map(|(x, _)| *x);
            let ys = || calls.points.iter().map(|(_, y)| *y);
            let (least_x, most_x) = (xs().fold(f32::MAX, f32::min), xs().fold(f32::MIN, f32::max));
            let (least_y, most_y) = (ys().fold(f32::MAX, f32::min), ys().fold(f32::MIN, f32::max));
            assert!(left <= least_x && right >= most_x && bottom <= least_y && top >= most_y, "{family} {c}");
            // The ink reaches past the segments' ends by the bulge of a curve at most.
            assert!(least_x - left < 60.0 && right - most_x < 60.0, "{family} {c}");
            assert!(least_y - bottom < 60.0 && top - most_y < 60.0, "{family} {c}");
        }
        assert!(!face.outline(u16::MAX, &mut Calls::default()));
    }
}

#[test]
fn two_books_answer_alike_from_any_thread() {
    let answers = || {
        let book = book();
        let song = face(&book, "Noto Serif SC", "Regular");
        let of = |c: char| {
            let face = if song.glyph(c).is_some() { Some(song.clone()) } else { book.fallback(&song, c) };
            let glyph = face.as_ref().and_then(|face| face.glyph(c));
            (face.map(|face| face.sha256()), glyph.map(|glyph| (glyph, song.advance(glyph))))
        };
        gbk().into_iter().map(of).collect::<Vec<_>>()
    };
    let first = answers();
    let others: Vec<_> = (0..2).map(|_| std::thread::spawn(answers)).collect();
    for other in others {
        assert!(other.join().unwrap() == first);
    }
    let shared = Arc::new(book());
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let book = shared.clone();
            std::thread::spawn(move || {
                let face = book.find("Noto Sans SC", "Black").unwrap();
                gbk().into_iter().map(|c| face.glyph(c)).collect::<Vec<_>>()
            })
        })
        .collect();
    let mut answers: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    answers.dedup();
    assert_eq!(answers.len(), 1);
}
