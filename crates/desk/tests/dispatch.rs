//! The desk from outside: commands in, answers out, on a real edition with the faces that ship.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use banxin_desk::{Desk, ErrorCode};
use banxin_edition::model::{Block, BlockKind, Date, Paragraph, Photo, Picture, Role, Story, StoryKind};
use banxin_measure::CellRect;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A folder that goes away with this value.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let folder = std::env::temp_dir().join(format!("banxin-desk-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Scratch(folder)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn desk() -> Desk {
    Desk::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), None)
}

fn ask(desk: &Desk, command: &str, request: &Value) -> Result<Vec<u8>, ErrorCode> {
    desk.dispatch(command, request.to_string().as_bytes()).map_err(|error| error.code)
}

/// An edition of one page with a story and a picture.
fn edition(folder: &Path) {
    let date = Date::new(2026, 11, 23).unwrap();
    let mut edition = banxin_edition::create(folder, "broadsheet", Some("澜沙晚报"), date).unwrap();
    let story = Story {
        id: "s01".into(),
        kind: StoryKind::Article,
        paragraphs: vec![
            Paragraph::plain(1, Role::Headline, "渡口添了一盏灯"),
            Paragraph::plain(2, Role::Body, "入冬以后，澜沙镇的渡口添了一盏灯，末班船回来得再晚也看得见岸。"),
            Paragraph::plain(3, Role::Caption, "渡口的灯。"),
        ],
        pictures: vec![Picture {
            id: "k1".into(),
            file: Some("pictures/灯.png".into()),
            pixels: Some((300, 200)),
            caption: Some(3),
        }],
        ..Story::default()
    };
    let unplaced = Story {
        id: "s02".into(),
        paragraphs: vec![Paragraph::plain(1, Role::Body, "短讯。")],
        ..Story::default()
    };
    let page = edition.pages.first_mut().unwrap();
    let kind = BlockKind::Article {
        story: "s01".into(),
        headline_size: None,
        head_lines: 6,
        photos: vec![Photo::new("k1", CellRect::new(2, 12, 2, 10), 2)],
        boxed: false,
        layout: Box::default(),
    };
    page.blocks.push(Block::new("b1", kind, CellRect::new(0, 4, 4, 24)));
    edition.stories.insert("s01".into(), story);
    edition.stories.insert("s02".into(), unplaced);
    banxin_edition::save(&edition, folder).unwrap();
    std::fs::create_dir_all(folder.join("pictures")).unwrap();
    image::RgbImage::from_pixel(300, 200, image::Rgb([200, 30, 30]))
        .save(folder.join("pictures/灯.png"))
        .unwrap();
}

#[test]
fn an_edition_is_opened_and_its_page_comes_as_a_patch() {
    let scratch = Scratch::new("open");
    let folder = scratch.0.join("一期");
    edition(&folder);
    let desk = desk();
    let summary = ask(&desk, "open", &json!({"dir": folder})).unwrap();
    let summary: Value = serde_json::from_slice(&summary).unwrap();
    assert_eq!(summary["paper"], "澜沙晚报");
    assert_eq!((&summary["name"], &summary["dateText"]), (&json!("一期"), &json!("2026年11月23日 星期一")));
    assert_eq!(summary["pages"][0]["number"], "01");
    assert_eq!(summary["stories"][0]["title"], "渡口添了一盏灯");
    assert_eq!(summary["stories"][0]["placed"], json!(["01"]));
    assert_eq!(summary["stories"][1]["placed"], json!([]));

    let patch = ask(&desk, "page", &json!({"page": "01", "have": 0})).unwrap();
    assert!(patch.starts_with(b"BXP4\x01\0\0\0\x01\0\0\0\0\0\0\0"), "the first patch, whole, of revision 0");
    assert_eq!(patch.len() % 4, 0);
    let has = |bytes: &[u8]| patch.windows(bytes.len()).any(|window| window == bytes);
    assert!(has("pictures/灯.png".as_bytes()), "the patch names the picture");
    assert!(has(br#""story":"s01""#), "the patch ends with the ledger");
    let again = ask(&desk, "page", &json!({"page": "01", "have": 0})).unwrap();
    assert!(again.get(8..) == patch.get(8..), "the same page gives the same bytes but for the serial");
    let nothing = ask(&desk, "page", &json!({"page": "01", "have": 2})).unwrap();
    assert!(nothing.len() < patch.len() / 2, "who has the page is sent no block again");

    // Opening by the file in the folder is opening the folder.
    ask(&desk, "open", &json!({"dir": folder.join("edition.toml")})).unwrap();
    let again = ask(&desk, "page", &json!({"page": "01", "have": 0})).unwrap();
    assert!(again.get(8..) == patch.get(8..));
}

#[test]
fn glyphs_come_as_masks_and_as_outlines() {
    let desk = desk();
    let fonts =
        banxin_fonts::FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap();
    let face = fonts.find("Noto Serif SC", "Regular").unwrap();
    let (ink, blank) = (face.glyph('版').unwrap(), face.glyph('\u{3000}').unwrap());
    let request = json!({"family": "Noto Serif SC", "style": "Regular", "size": 40.0, "width": 1000, "turn": "upright", "phases": 1,
                         "glyphs": [ink, blank]});
    let answer = ask(&desk, "masks", &request).unwrap();
    let word = |at: usize| i32::from_le_bytes(answer[at * 4..at * 4 + 4].try_into().unwrap());
    assert_eq!((&answer[..4], word(1), word(2)), (&b"BXM1"[..], 2, i32::from(ink)));
    let (left, top, width, height, bytes) = (word(4), word(5), word(6), word(7), word(8) as usize);
    assert!((0..6).contains(&left) && (-38..-28).contains(&top), "版 stands in its em: {left}, {top}");
    assert!((32..=40).contains(&width) && (32..=40).contains(&height), "版 fills its em: {width} × {height}");
    assert_eq!(bytes, (width * height) as usize);
    let coverage = &answer[36..36 + bytes];
    let inked: u64 = coverage.iter().map(|c| u64::from(*c)).sum();
    assert!((15..60).contains(&(inked / 255 * 100 / bytes as u64)), "a text face is neither empty nor solid");
    let next = 9 + bytes.div_ceil(4);
    assert_eq!([word(next), word(next + 4), word(next + 5)], [i32::from(blank), 0, 0], "a space has no ink");

    let request = json!({"family": "Noto Serif SC", "style": "Regular", "glyphs": [ink]});
    let outlines = ask(&desk, "outlines", &request).unwrap();
    assert!(outlines.starts_with(b"BXO1\xe8\x03\0\0\x01\0\0\0") && outlines.len() > 400);
}

#[test]
fn pictures_come_no_wider_than_wanted_and_only_from_the_edition() {
    let scratch = Scratch::new("picture");
    let folder = scratch.0.join("e");
    edition(&folder);
    std::fs::write(folder.join("pictures/cut.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    std::fs::write(scratch.0.join("secret.png"), b"").unwrap();
    let desk = desk();
    let picture = |file: &str, width: u32| ask(&desk, "picture", &json!({"file": file, "width": width}));
    assert_eq!(picture("pictures/灯.png", 64), Err(ErrorCode::NothingOpen));
    ask(&desk, "open", &json!({"dir": folder})).unwrap();
    for (wanted, size) in [(150, (150, 100)), (4000, (300, 200))] {
        let png = image::load_from_memory(&picture("pictures/灯.png", wanted).unwrap()).unwrap().into_rgb8();
        assert_eq!(png.dimensions(), size);
        assert_eq!(png.get_pixel(70, 50).0, [200, 30, 30]);
    }
    for (plates, shown) in [("all", [200, 30, 30]), ("black", [102; 3]), ("black-and-red", [198, 35, 35])] {
        let request = json!({"file": "pictures/灯.png", "width": 300, "plates": plates});
        let png = image::load_from_memory(&ask(&desk, "picture", &request).unwrap()).unwrap().into_rgb8();
        assert_eq!(png.get_pixel(70, 50).0, shown, "{plates}");
    }
    let request = json!({"file": "pictures/灯.png", "width": 300, "plates": "gold"});
    assert_eq!(ask(&desk, "picture", &request), Err(ErrorCode::BadRequest));
    assert_eq!(picture("pictures/none.png", 64), Err(ErrorCode::BadPicture));
    assert_eq!(picture("pictures/cut.png", 64), Err(ErrorCode::BadPicture));
    assert_eq!(picture("../secret.png", 64), Err(ErrorCode::BadRequest));
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    let scratch = Scratch::new("refuse");
    let folder = scratch.0.join("e");
    edition(&folder);
    let desk = desk();
    assert_eq!(ask(&desk, "page", &json!({"page": "01", "have": 0})), Err(ErrorCode::NothingOpen));
    ask(&desk, "open", &json!({"dir": folder})).unwrap();
    let patch = ask(&desk, "page", &json!({"page": "01", "have": 0})).unwrap();
    let broken = scratch.0.join("broken");
    std::fs::create_dir(&broken).unwrap();
    std::fs::write(broken.join("edition.toml"), "format = 1\ndate = \n").unwrap();
    let error = desk.dispatch("open", json!({"dir": broken}).to_string().as_bytes()).unwrap_err();
    assert_eq!((error.code, error.line), (ErrorCode::BrokenDocument, Some(2)), "{error}");
    for (command, request, code) in [
        ("open", json!({"dir": scratch.0}), ErrorCode::NotAnEdition),
        ("open", json!({"dir": scratch.0.join("none")}), ErrorCode::NoFolder),
        ("open", json!({"dir": ""}), ErrorCode::NoFolder),
        ("open", json!({"folder": folder}), ErrorCode::BadRequest),
        ("page", json!({"page": "99", "have": 0}), ErrorCode::NoPage),
        ("print", json!({}), ErrorCode::BadRequest),
        ("masks", masks("Noto Serif SC", 0.0, 1, 1), ErrorCode::BadRequest),
        ("masks", masks("Noto Serif SC", 1e9, 1, 1), ErrorCode::BadRequest),
        ("masks", masks("Noto Serif SC", 40.0, 3, 1), ErrorCode::BadRequest),
        ("masks", masks("Noto Serif SC", 250.0, 4, 60_000), ErrorCode::BadRequest),
        ("masks", masks("No Such Family", 40.0, 1, 1), ErrorCode::NoFace),
    ] {
        assert_eq!(ask(&desk, command, &request), Err(code), "{command} {request}");
    }
    assert_eq!(desk.dispatch("page", b"\xff{").map_err(|e| e.code), Err(ErrorCode::BadRequest));
    let after = ask(&desk, "page", &json!({"page": "01", "have": 0})).unwrap();
    assert!(after.get(8..) == patch.get(8..), "nothing is changed");

    let lost = Desk::new(scratch.0.clone(), None);
    assert_eq!(ask(&lost, "masks", &masks("Noto Serif SC", 40.0, 1, 1)), Err(ErrorCode::NoFonts));
}

fn masks(family: &str, size: f64, phases: u32, glyphs: usize) -> Value {
    json!({"family": family, "style": "Regular", "size": size, "width": 1000, "turn": "upright", "phases": phases,
           "glyphs": vec![1; glyphs]})
}
