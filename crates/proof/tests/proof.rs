//! Proofs: what stands where, in pixels.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

use banxin_fonts::FontBook;
use banxin_measure::{Length, Point, Rect, Size, Turn};
use banxin_proof::{Picture, ProofError, ProofOptions, png, render};
use banxin_scene::{
    Colour, FaceIndex, FaceName, Fit, Glyph, GlyphRun, Gradient, Guides, Image, Item, Origin, Path as Shape,
    Plates, Scene, SceneBlock, Segment, Stroke,
};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use std::path::{Path, PathBuf};

const WHITE: [u8; 3] = [255; 3];
const BLACK: [u8; 3] = [0; 3];

fn fonts() -> FontBook {
    FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap()
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn pt(points: i64) -> Length {
    Length::from_pt(points)
}

fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(pt(x), pt(y), pt(width), pt(height))
}

/// A page of 200 by 100 points with these items in one block.
fn scene(items: Vec<Item>) -> Scene {
    let family = "Noto Serif SC".to_owned();
    Scene {
        page: "01".to_owned(),
        trim: Size { width: pt(200), height: pt(100) },
        faces: vec![FaceName { family, style: "Regular".to_owned() }],
        blocks: vec![SceneBlock {
            id: "a".to_owned(),
            frame: rect(10, 10, 180, 80),
            items,
            fit: None,
            lines: Vec::new(),
        }],
        guides: Guides::default(),
    }
}

/// The page at 72 dots per inch: a pixel is a point.
fn proof(items: Vec<Item>, pictures: &Path) -> Picture {
    render(&scene(items), &fonts(), pictures, &ProofOptions { dpi: 72, frames: false }).unwrap()
}

fn at(picture: &Picture, x: u32, y: u32) -> [u8; 3] {
    picture.pixel(x, y).unwrap()
}

fn run(text: &str, x: i64, y: i64, size: i64) -> GlyphRun {
    let face = fonts().find("Noto Serif SC", "Regular").unwrap();
    let glyphs = text.char_indices().map(|(start, c)| Glyph {
        id: face.glyph(c).unwrap_or(0),
        at: Point::new(pt(x) + pt(size) * text[..start].chars().count() as i64, pt(y)),
        advance: pt(size),
        text: (start as u32, (start + c.len_utf8()) as u32),
    });
    GlyphRun {
        face: FaceIndex(0),
        size: pt(size),
        width_permille: 1000,
        colour: Colour::BLACK,
        gradient: None,
        turn: Turn::Upright,
        spread: Length::ZERO,
        glyphs: glyphs.collect(),
        text: text.to_owned(),
        origin: Origin::Generated,
    }
}

fn image(frame: Rect, placed: Rect, file: Option<&str>, (turn, flipped): (Turn, bool)) -> Item {
    Item::Image(Image { frame, placed, file: file.map(str::to_owned), turn, flipped, plates: Plates::All })
}

/// Writes `quarters.png`: red, green over blue, yellow; 40 by 40 pixels.
fn quarters(folder: &Path) {
    let mut samples = Vec::new();
    for y in 0..40 {
        for x in 0..40 {
            samples.extend(match (x < 20, y < 20) {
                (true, true) => [255, 0, 0],
                (false, true) => [0, 255, 0],
                (true, false) => [0, 0, 255],
                (false, false) => [255, 255, 0],
            });
        }
    }
    let mut out = Vec::new();
    PngEncoder::new(&mut out).write_image(&samples, 40, 40, ExtendedColorType::Rgb8).unwrap();
    std::fs::write(folder.join("quarters.png"), out).unwrap();
}

#[test]
fn a_glyph_stands_where_its_outline_says() {
    let picture = proof(vec![Item::Glyphs(run("■", 50, 80, 60))], Path::new("."));
    let face = fonts().find("Noto Serif SC", "Regular").unwrap();
    let [left, bottom, right, top] = face.ink_bounds(face.glyph('■').unwrap()).unwrap().map(f64::from);
    let scale = 60.0 / f64::from(face.units_per_em());
    let (left, right) = (50.0 + left * scale, 50.0 + right * scale);
    let (top, bottom) = (80.0 - top * scale, 80.0 - bottom * scale);
    for y in 0..100 {
        for x in 0..200 {
            let (fx, fy) = (f64::from(x), f64::from(y));
            let inside = fx >= left && fx + 1.0 <= right && fy >= top && fy + 1.0 <= bottom;
            let outside = fx + 1.0 <= left || fx >= right || fy + 1.0 <= top || fy >= bottom;
            if inside {
                assert_eq!(at(&picture, x, y), BLACK, "{x}, {y}");
            } else if outside {
                assert_eq!(at(&picture, x, y), WHITE, "{x}, {y}");
            }
        }
    }
}

#[test]
fn narrow_type_is_narrower() {
    let ink = |permille: u16| {
        let mut wide = run("■", 20, 80, 60);
        wide.width_permille = permille;
        let picture = proof(vec![Item::Glyphs(wide)], Path::new("."));
        (0..200).filter(|x| at(&picture, *x, 60) == BLACK).count()
    };
    let (whole, half) = (ink(1000), ink(500));
    assert!(half * 2 >= whole - 3 && half * 2 <= whole + 3, "{half} of {whole}");
}

#[test]
fn fills_rules_and_shapes_have_their_place_and_ink() {
    let triangle = Shape {
        segments: vec![
            Segment::Move(Point::new(pt(100), pt(20))),
            Segment::Line(Point::new(pt(140), pt(20))),
            Segment::Line(Point::new(pt(100), pt(60))),
            Segment::Close,
        ],
    };
    let cyan = Colour { c: 1000, m: 0, y: 0, k: 0 };
    let rule = Stroke {
        from: Point::new(pt(10), pt(80)),
        to: Point::new(pt(60), pt(80)),
        width: pt(2),
        colour: Colour::BLACK,
    };
    let items = vec![
        Item::Fill(rect(20, 20, 30, 30), cyan),
        Item::Stroke(rule),
        Item::Shape(triangle, Colour::grey(500)),
    ];
    let picture = proof(items, Path::new("."));
    assert_eq!(at(&picture, 20, 20), [0, 255, 255]);
    assert_eq!(at(&picture, 49, 49), [0, 255, 255]);
    assert_eq!(at(&picture, 50, 50), WHITE);
    assert_eq!((at(&picture, 10, 79), at(&picture, 59, 80), at(&picture, 60, 80)), (BLACK, BLACK, WHITE));
    assert_eq!((at(&picture, 105, 25), at(&picture, 135, 55)), ([128; 3], WHITE));
}

#[test]
fn a_missing_glyph_is_a_box() {
    let picture = proof(vec![Item::Glyphs(run("\u{20BB7}", 40, 70, 48))], Path::new("."));
    // The em box is 40..88 by 28..76; the box stands a twelfth inside it.
    assert_eq!(at(&picture, 45, 50), BLACK, "its side");
    assert_eq!(at(&picture, 64, 50), WHITE, "its middle");
    assert_eq!(at(&picture, 41, 50), WHITE, "outside");
}

#[test]
fn a_picture_that_is_not_there_is_the_placeholder() {
    let folder = folder("proof-missing");
    std::fs::write(folder.join("cut.png"), b"\x89PNG\r\n\x1a\n").unwrap();
    let frame = rect(20, 20, 100, 60);
    let shown = |file: Option<&str>| proof(vec![image(frame, frame, file, (Turn::Upright, false))], &folder);
    let waiting = shown(None);
    let tint = at(&waiting, 50, 25);
    assert_eq!(tint, Colour::grey(120).to_rgb());
    assert!(at(&waiting, 70, 50) < tint, "the diagonals cross in the middle");
    assert_eq!((at(&waiting, 19, 50), at(&waiting, 121, 50)), (WHITE, WHITE));
    for file in ["cut.png", "none.png", "../proof-missing/cut.png"] {
        assert!(shown(Some(file)) == waiting, "{file}");
    }
}

#[test]
fn a_picture_is_cropped_to_its_frame() {
    let folder = folder("proof-crop");
    quarters(&folder);
    let image = |frame, placed| image(frame, placed, Some("quarters.png"), (Turn::Upright, false));
    let picture = proof(vec![image(rect(20, 20, 40, 40), rect(20, 20, 40, 40))], &folder);
    assert_eq!((at(&picture, 20, 20), at(&picture, 59, 59)), ([255, 0, 0], [255, 255, 0]));
    assert_eq!((at(&picture, 39, 39), at(&picture, 40, 40)), ([255, 0, 0], [255, 255, 0]));
    // Twice as large, and only the middle of its right half shows.
    let picture = proof(vec![image(rect(60, 30, 40, 40), rect(20, 10, 80, 80))], &folder);
    // Between two old pixels the new ones are mixed, so look one old pixel away from where the colours meet.
    assert_eq!((at(&picture, 62, 30), at(&picture, 99, 47)), ([0, 255, 0], [0, 255, 0]));
    assert_eq!((at(&picture, 62, 52), at(&picture, 99, 69)), ([255, 255, 0], [255, 255, 0]));
    for (x, y) in [(59, 50), (100, 50), (80, 29), (80, 70)] {
        assert_eq!(at(&picture, x, y), WHITE, "{x}, {y}");
    }
    // A frame that hangs over the page's edge shows what is on the page.
    let picture = proof(vec![image(rect(-20, -20, 40, 40), rect(-20, -20, 40, 40))], &folder);
    assert_eq!(
        (at(&picture, 0, 0), at(&picture, 19, 19), at(&picture, 20, 20)),
        ([255, 255, 0], [255, 255, 0], WHITE)
    );
}

#[test]
fn a_picture_shows_the_inks_of_its_page() {
    let folder = folder("proof-plates");
    quarters(&folder);
    let shown = |plates: Plates| {
        let frame = rect(20, 20, 40, 40);
        let mut item = image(frame, frame, Some("quarters.png"), (Turn::Upright, false));
        if let Item::Image(image) = &mut item {
            image.plates = plates;
        }
        let picture = proof(vec![item], &folder);
        [(20, 20), (59, 20), (20, 59), (59, 59)].map(|(x, y)| at(&picture, x, y))
    };
    // The greys of sRGB that are as light as its red, green, blue and yellow.
    let greys = [127, 220, 76, 247].map(|grey| [grey; 3]);
    assert_eq!(shown(Plates::All), [[255, 0, 0], [0, 255, 0], [0, 0, 255], [255, 255, 0]]);
    assert_eq!(shown(Plates::Black), greys);
    assert_eq!(shown(Plates::BlackAndRed), [[255, 0, 0], greys[1], greys[2], greys[3]]);
}

#[test]
fn pictures_are_mirrored_and_turned() {
    let folder = folder("proof-turned");
    quarters(&folder);
    let corners = |turn: Turn, flipped: bool| {
        let frame = rect(20, 20, 40, 40);
        let picture = proof(vec![image(frame, frame, Some("quarters.png"), (turn, flipped))], &folder);
        [(20, 20), (59, 20), (20, 59), (59, 59)].map(|(x, y)| match at(&picture, x, y) {
            [255, 0, 0] => 'r',
            [0, 255, 0] => 'g',
            [0, 0, 255] => 'b',
            [255, 255, 0] => 'y',
            other => panic!("{other:?}"),
        })
    };
    assert_eq!(corners(Turn::Upright, false), ['r', 'g', 'b', 'y']);
    assert_eq!(corners(Turn::Right, false), ['b', 'r', 'y', 'g']);
    assert_eq!(corners(Turn::Down, false), ['y', 'b', 'g', 'r']);
    assert_eq!(corners(Turn::Left, false), ['g', 'y', 'r', 'b']);
    assert_eq!(corners(Turn::Upright, true), ['g', 'r', 'y', 'b']);
    assert_eq!(corners(Turn::Right, true), ['y', 'g', 'b', 'r'], "mirrored first, then turned");
    // Twice as wide as high on its side, and only its right lower end shows: the picture's right upper quarter.
    let items =
        vec![image(rect(60, 50, 20, 40), rect(40, 10, 40, 80), Some("quarters.png"), (Turn::Right, false))];
    let picture = proof(items, &folder);
    for (x, y) in [(61, 52), (79, 52), (61, 89), (79, 89)] {
        assert_eq!(at(&picture, x, y), [0, 255, 0], "{x}, {y}");
    }
    assert_eq!((at(&picture, 59, 60), at(&picture, 70, 49), at(&picture, 80, 60)), (WHITE, WHITE, WHITE));
}

#[test]
fn a_gradient_lies_on_the_page_and_goes_on_beyond_its_ends() {
    let cyan = Colour { c: 1000, m: 0, y: 0, k: 0 };
    let ink = Gradient {
        from: Point::new(pt(40), pt(0)),
        to: Point::new(pt(160), pt(0)),
        colours: (cyan, Colour::BLACK),
    };
    let shade = Item::Shade(Shape::rounded(&rect(20, 10, 160, 20), Length::ZERO), ink);
    let mut words = run("■■■", 20, 90, 50);
    words.gradient = Some(ink);
    let picture = proof(vec![shade, Item::Glyphs(words)], Path::new("."));
    assert_eq!((at(&picture, 21, 20), at(&picture, 178, 20)), ([0, 255, 255], BLACK));
    for x in [50, 75, 100, 125, 150] {
        let permille = u16::try_from((f64::from(x - 40) + 0.5) as i64 * 1000 / 120).unwrap();
        let wanted = cyan.mixed(&Colour::BLACK, permille).to_rgb();
        let shown = at(&picture, x, 20);
        let off = shown.iter().zip(&wanted).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(off <= Some(3), "{x}: {shown:?} for {wanted:?}");
    }
    // The text shows the same colours as the bar over it, wherever its glyphs stand.
    for x in [30, 60, 80, 110, 130] {
        let off = at(&picture, x, 70).iter().zip(&at(&picture, x, 20)).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(off <= Some(1), "{x}");
    }
    let mut nowhere = ink;
    nowhere.to = nowhere.from;
    let shade = Item::Shade(Shape::rounded(&rect(20, 10, 160, 20), Length::ZERO), nowhere);
    assert_eq!(at(&proof(vec![shade], Path::new(".")), 30, 20), BLACK);
}

#[test]
fn an_outline_lies_half_inside_and_half_outside_with_round_corners() {
    let open = Shape {
        segments: vec![
            Segment::Move(Point::new(pt(120), pt(40))),
            Segment::Line(Point::new(pt(160), pt(40))),
        ],
    };
    let items = vec![
        Item::Outline(Shape::rounded(&rect(30, 30, 60, 20), Length::ZERO), pt(8), Colour::BLACK),
        Item::Outline(open, pt(10), Colour::BLACK),
    ];
    let picture = proof(items, Path::new("."));
    assert_eq!((at(&picture, 26, 40), at(&picture, 33, 40)), (BLACK, BLACK));
    assert_eq!((at(&picture, 25, 40), at(&picture, 34, 40), at(&picture, 26, 26)), (WHITE, WHITE, WHITE));
    assert_eq!((at(&picture, 116, 40), at(&picture, 115, 35)), (BLACK, WHITE), "a round end");
}

#[test]
fn a_trap_reaches_beyond_the_edge() {
    let leftmost = |spread: i64, colour: Colour| {
        let mut square = run("■", 50, 80, 60);
        (square.spread, square.colour) = (pt(spread), colour);
        let picture = proof(
            vec![Item::Fill(rect(0, 0, 200, 100), Colour::grey(300)), Item::Glyphs(square)],
            Path::new("."),
        );
        let ground = at(&picture, 0, 0);
        (0..200).find(|x| at(&picture, *x, 60) != ground).unwrap()
    };
    assert_eq!(leftmost(3, Colour::BLACK), leftmost(0, Colour::BLACK) - 3);
    assert_eq!(leftmost(3, Colour::PAPER), leftmost(0, Colour::PAPER), "paper is not trapped");
}

#[test]
fn turned_glyphs_stand_about_their_pen() {
    let face = fonts().find("Noto Serif SC", "Regular").unwrap();
    let [left, bottom, right, top] = face.ink_bounds(face.glyph('■').unwrap()).unwrap().map(f64::from);
    let scale = 24.0 / f64::from(face.units_per_em());
    let [left, bottom, right, top] = [left, bottom, right, top].map(|edge| edge * scale);
    for (turn, ink) in [
        (Turn::Right, [bottom, left, top, right]),
        (Turn::Down, [-right, bottom, -left, top]),
        (Turn::Left, [-top, -right, -bottom, -left]),
    ] {
        let mut square = run("■\u{20BB7}", 100, 50, 24);
        square.turn = turn;
        let pen = rect(100, 50, 0, 0);
        square.glyphs.iter_mut().for_each(|glyph| glyph.at = turn.point(glyph.at, &pen));
        let picture = proof(vec![Item::Glyphs(square)], Path::new("."));
        let [x0, y0, x1, y1] = ink;
        let shown = |x: f64, y: f64| at(&picture, (100.0 + x) as u32, (50.0 + y) as u32);
        for (x, y) in [(x0 + 1.0, y0 + 1.0), (x1 - 1.0, y0 + 1.0), (x0 + 1.0, y1 - 1.0), (x1 - 1.0, y1 - 1.0)]
        {
            assert_eq!(shown(x, y), BLACK, "{turn:?} {x} {y}");
        }
        for (x, y) in [(x0 - 2.0, y0), (x1 + 2.0, y0 + 5.0)] {
            assert_eq!(shown(x, y), WHITE, "{turn:?} {x} {y}");
        }
        // The missing character's box follows on the line: its near side, and its bare middle.
        let half = Length::from_emu(6_350);
        let [side, middle] = [126, 136].map(|x| turn.point(Point::new(pt(x) + half, pt(40) + half), &pen));
        let pixel = |place: Point| at(&picture, place.x.to_pt() as u32, place.y.to_pt() as u32);
        assert_eq!((pixel(side), pixel(middle)), (BLACK, WHITE), "{turn:?}");
    }
}

#[test]
fn frames_show_the_grid_and_what_does_not_fit() {
    let mut page = scene(Vec::new());
    page.guides.type_area = rect(5, 5, 190, 90);
    page.guides.columns = vec![rect(5, 5, 90, 90), rect(105, 5, 90, 90)];
    page.guides.lines = vec![pt(20), pt(40)];
    page.blocks[0].fit = Some(Fit { overset_characters: 37, overset_lines: 3, underset_lines: 0 });
    let under = Fit { overset_characters: 0, overset_lines: 0, underset_lines: 12 };
    page.blocks.push(SceneBlock {
        id: "b".to_owned(),
        frame: rect(12, 12, 60, 60),
        items: Vec::new(),
        fit: Some(under),
        lines: Vec::new(),
    });
    let shown = render(&page, &fonts(), Path::new("."), &ProofOptions { dpi: 144, frames: true }).unwrap();
    let plain = render(&page, &fonts(), Path::new("."), &ProofOptions { dpi: 144, frames: false }).unwrap();
    assert!(plain.rgb.iter().all(|channel| *channel == 255));
    let strong = |area: Rect, colour: [u8; 3]| {
        let px = |length: Length| (length.to_pt() * 2.0) as u32;
        let mut count = 0;
        for y in px(area.y)..px(area.bottom()) {
            count += (px(area.x)..px(area.right())).filter(|x| at(&shown, *x, y) == colour).count();
        }
        count
    };
    let (red, amber) = ([0xD9, 0x2D, 0x20], [0xDC, 0x8A, 0x04]);
    assert!(strong(rect(150, 78, 40, 12), red) > 500, "余 at the end of its block");
    assert!(strong(rect(150, 78, 40, 12), WHITE) > 50, "with its count in white");
    assert!(strong(rect(32, 60, 40, 12), amber) > 500, "欠 at the end of its block");
    assert_eq!(strong(rect(0, 0, 200, 60), red), 0);
    assert_ne!(at(&shown, 20, 80), WHITE, "a line of the grid");
    assert_ne!(at(&shown, 210, 30), WHITE, "the edge of a column");
}

#[test]
fn the_same_scene_gives_the_same_file() {
    let items =
        || vec![Item::Glyphs(run("版心报纸", 20, 60, 30)), Item::Fill(rect(3, 3, 5, 5), Colour::grey(300))];
    let (a, b) = (proof(items(), Path::new(".")), proof(items(), Path::new("/")));
    let file = png(&a);
    assert!(file == png(&b));
    let back = image::load_from_memory(&file).unwrap().into_rgb8();
    assert_eq!((back.width(), back.height()), (200, 100));
    assert!(back.into_raw() == a.rgb);
    assert!(png(&Picture { width: 9, height: 9, rgb: Vec::new() }).is_empty());
}

#[test]
fn what_cannot_be_shown_is_said() {
    let options = |dpi| ProofOptions { dpi, frames: false };
    let error = |scene: &Scene, dpi| render(scene, &fonts(), Path::new("."), &options(dpi)).err();
    assert_eq!(error(&scene(Vec::new()), 0), Some(ProofError::Resolution(0)));
    assert_eq!(error(&scene(Vec::new()), 5000), Some(ProofError::Resolution(5000)));
    let mut page = scene(Vec::new());
    page.trim.width = Length::ZERO;
    assert_eq!(error(&page, 72), Some(ProofError::NoSize));
    page.trim = Size { width: Length::from_mm(9_000), height: Length::from_mm(9_000) };
    assert!(matches!(error(&page, 1200), Some(ProofError::TooLarge(_))));
    let mut page = scene(vec![Item::Glyphs(run("字", 9, 9, 9))]);
    page.faces[0].family = "没有这个字体".to_owned();
    assert!(matches!(error(&page, 72), Some(ProofError::FaceMissing(..))));
    page.blocks[0].items.clear();
    assert_eq!(error(&page, 72), None, "a face that no run uses need not be there");
}
