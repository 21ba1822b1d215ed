//! Gradients, outlines, traps and turned things, as other people's programs print them: mupdf makes the four plates of a
//! page, a pixel a point, and their inks are compared with the scene's.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

mod common;

use banxin_measure::{Length, Point, Rect, Turn};
use banxin_press::Standard;
use banxin_scene::{Colour, Gradient, Image, Item, Path as Shape, Plates, Scene, Segment};
use common::reader::{pages, show, table};
use common::{Page, Setting, folder, fonts, other, print};
use image::{ExtendedColorType, ImageEncoder, codecs::png::PngEncoder};
use lopdf::Document;
use std::path::{Path, PathBuf};

const CYAN: Colour = Colour { c: 1000, m: 0, y: 0, k: 0 };
const RED: Colour = Colour { c: 0, m: 1000, y: 1000, k: 0 };
const YELLOW: Colour = Colour { c: 0, m: 0, y: 1000, k: 0 };

fn pt(points: i64) -> Length {
    Length::from_pt(points)
}

fn at(x: i64, y: i64) -> Point {
    Point::new(pt(x), pt(y))
}

fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(pt(x), pt(y), pt(width), pt(height))
}

fn boxed(rect: Rect) -> Shape {
    Shape::rounded(&rect, Length::ZERO)
}

fn across(from: i64, to: i64, colours: (Colour, Colour)) -> Gradient {
    Gradient { from: at(from, 0), to: at(to, 0), colours }
}

/// A printed page: the file, and the inks of its pixels.
struct Printed {
    file: PathBuf,
    document: Document,
    width: usize,
    inks: Vec<u8>,
}

impl Printed {
    fn new(name: &str, items: impl FnOnce(&mut Page)) -> Printed {
        let (folder, fonts) = (folder(name), fonts());
        quarters(&folder.join("quarters.png"));
        let mut page = Page::new(&fonts, pt(300), pt(200));
        items(&mut page);
        let scenes: [Scene; 1] = [page.scene];
        let bytes = print(&fonts, &scenes, &folder, Standard::PdfX4).bytes;
        assert!(
            bytes == print(&fonts, &scenes, &folder, Standard::PdfX4).bytes,
            "the same job, the same bytes"
        );
        let file = folder.join("page.pdf");
        std::fs::write(&file, &bytes).unwrap();
        let path = file.to_str().unwrap();
        other("qpdf", &["--check", path]);
        other("gs", &["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", path]);
        let plates = other("mutool", &["draw", "-q", "-N", "-c", "cmyk", "-F", "pam", "-o", "-", path]);
        let head = plates.windows(7).position(|window| window == b"ENDHDR\n").unwrap() + 7;
        let inks = plates[head..].to_vec();
        assert_eq!(inks.len(), 300 * 200 * 4);
        Printed { document: Document::load_mem(&bytes).unwrap(), file, width: 300, inks }
    }

    /// Percent of cyan, magenta, yellow and black in a pixel.
    fn at(&self, x: usize, y: usize) -> [u32; 4] {
        let start = (y * self.width + x) * 4;
        [0, 1, 2, 3].map(|plate: usize| (u32::from(self.inks[start + plate]) * 100 + 127) / 255)
    }

    /// The text as somebody else reads it, without blanks.
    fn text(&self) -> String {
        let text = other("pdftotext", &["-raw", self.file.to_str().unwrap(), "-"]);
        String::from_utf8(text).unwrap().chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect()
    }

    /// The patterns of the page by their names.
    fn patterns(&self) -> Vec<String> {
        let page = self.document.get_dictionary(pages(&self.document)[0]).unwrap();
        let resources = table(&self.document, page, "Resources");
        let patterns = table(&self.document, resources, "Pattern").iter();
        patterns.map(|(name, _)| String::from_utf8(name.clone()).unwrap()).collect()
    }
}

/// Red, green over blue, yellow: twice 20 by 20 pixels.
fn quarters(file: &Path) {
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
    std::fs::write(file, out).unwrap();
}

/// Sets a run by `change` after it was set upright.
fn line(
    page: &mut Page,
    setting: Setting,
    place: Point,
    text: &str,
    change: impl FnOnce(&mut banxin_scene::GlyphRun),
) {
    page.line(("Noto Sans SC", "Black"), setting, place, text);
    if let Some(Item::Glyphs(run)) = page.scene.blocks[0].items.last_mut() {
        change(run);
    }
}

fn turned(page: &mut Page, place: Point, text: &str, turn: Turn) {
    line(page, Setting::new(12), place, text, |run| {
        run.turn = turn;
        let pen = Rect::new(place.x, place.y, Length::ZERO, Length::ZERO);
        run.glyphs.iter_mut().for_each(|glyph| glyph.at = turn.point(glyph.at, &pen));
    });
}

#[test]
fn a_shade_runs_from_one_ink_to_the_other_and_goes_on_beyond() {
    let page = Printed::new("paint-shade", |page| {
        page.push(Item::Shade(boxed(rect(20, 20, 200, 40)), across(70, 170, (CYAN, RED))));
        // Down the page, and only in its circle.
        let circle = Shape::rounded(&rect(20, 80, 80, 80), pt(40));
        let down = Gradient { from: at(0, 80), to: at(0, 160), colours: (YELLOW, Colour::grey(500)) };
        page.push(Item::Shade(circle, down));
    });
    assert_eq!((page.at(22, 40), page.at(217, 40)), ([100, 0, 0, 0], [0, 100, 100, 0]));
    let half = page.at(120, 40);
    assert!(half[..3].iter().all(|ink| (48..=52).contains(ink)) && half[3] == 0, "{half:?}");
    assert_eq!((page.at(120, 18), page.at(222, 40)), ([0; 4], [0; 4]), "nothing beyond the shape");
    let (top, bottom) = (page.at(60, 83), page.at(60, 156));
    assert!(top[2] > 90 && top[3] < 5 && bottom[2] < 10 && bottom[3] > 44, "{top:?} {bottom:?}");
    assert_eq!(page.at(23, 83), [0; 4], "the corner outside the circle");
    assert_eq!(page.patterns(), ["G1", "G2"]);
}

#[test]
fn a_gradient_that_goes_nowhere_is_a_plain_ink() {
    let page = Printed::new("paint-nowhere", |page| {
        page.push(Item::Shade(boxed(rect(20, 20, 40, 40)), across(30, 30, (CYAN, RED))));
        page.push(Item::Shade(boxed(rect(80, 20, 40, 40)), across(80, 120, (YELLOW, YELLOW))));
    });
    assert_eq!((page.at(40, 40), page.at(100, 40)), ([0, 100, 100, 0], [0, 0, 100, 0]));
    let page_dictionary = page.document.get_dictionary(pages(&page.document)[0]).unwrap();
    assert!(!table(&page.document, page_dictionary, "Resources").has(b"Pattern"));
}

#[test]
fn an_outline_lies_half_inside_and_half_outside_with_round_corners() {
    let page = Printed::new("paint-outline", |page| {
        page.push(Item::Fill(rect(10, 10, 280, 60), YELLOW));
        page.push(Item::Outline(boxed(rect(30, 30, 60, 20)), pt(8), RED));
        // An open one in black prints over the tint.
        let open = Shape { segments: vec![Segment::Move(at(120, 40)), Segment::Line(at(180, 40))] };
        page.push(Item::Outline(open, pt(10), Colour::BLACK));
        let rule = banxin_scene::Stroke { from: at(220, 40), to: at(260, 40), width: pt(10), colour: RED };
        page.push(Item::Stroke(rule));
    });
    assert_eq!(
        (page.at(27, 40), page.at(32, 40), page.at(60, 40)),
        ([0, 100, 100, 0], [0, 100, 100, 0], [0, 0, 100, 0])
    );
    assert_eq!((page.at(26, 26), page.at(24, 40)), ([0, 0, 100, 0], [0, 0, 100, 0]), "a corner is round");
    assert_eq!(
        (page.at(150, 37), page.at(117, 40)),
        ([0, 0, 100, 100], [0, 0, 100, 100]),
        "with a round end"
    );
    assert_eq!(page.at(115, 35), [0, 0, 100, 0]);
    assert_eq!(
        (page.at(218, 40), page.at(221, 36)),
        ([0, 0, 100, 0], [0, 100, 100, 0]),
        "a rule's ends are straight"
    );
}

#[test]
fn text_in_a_gradient_is_text_and_stands_there_once() {
    let page = Printed::new("paint-text", |page| {
        let gradient = across(20, 140, (CYAN, RED));
        line(page, Setting::new(40), at(20, 60), "■版心■", |run| run.gradient = Some(gradient));
        line(page, Setting::new(40), at(20, 120), "■正文", |run| {
            run.gradient = Some(across(0, 40, (RED, YELLOW)))
        });
        line(page, Setting::new(40), at(20, 180), "■字", |run| run.gradient = Some(gradient));
        line(page, Setting::new(20), at(200, 180), "■", |_| ());
    });
    let (left, right) = (page.at(40, 45), page.at(155, 45));
    assert!(left[0] > 70 && left[1] < 30 && right == [0, 100, 100, 0], "{left:?} {right:?}");
    let (third, plain) = (page.at(40, 165), page.at(210, 172));
    assert_eq!((third, plain), (left, [0, 0, 0, 100]), "back to plain black after it");
    assert_eq!(page.text(), "■版心■■正文■字■");
    assert_eq!(page.patterns(), ["G1", "G2"], "the same gradient is there once");
    let shown = show(&page.document, pages(&page.document)[0]);
    assert!(shown.glyphs[..9].iter().all(|glyph| !glyph.overprints), "a gradient knocks out");
    assert!(shown.glyphs[9].overprints);
}

#[test]
fn turned_text_lies_on_its_side_and_reads_once() {
    let words =
        [("向右转的一行字", Turn::Right), ("倒过来的一行字", Turn::Down), ("向左转的一行字", Turn::Left)];
    let page = Printed::new("paint-turned", |page| {
        turned(page, at(60, 60), words[0].0, words[0].1);
        turned(page, at(280, 40), words[1].0, words[1].1);
        turned(page, at(140, 180), words[2].0, words[2].1);
        // A triangle tells where a glyph's head is.
        for (place, turn) in
            [(at(180, 100), Turn::Right), (at(230, 130), Turn::Down), (at(280, 130), Turn::Left)]
        {
            turned(page, place, "▲\u{20BB7}", turn);
        }
    });
    let ink = |area: Rect| {
        let px = |length: Length| length.to_pt().round() as usize;
        let rows = px(area.y)..px(area.bottom());
        rows.flat_map(|y| (px(area.x)..px(area.right())).map(move |x| (x, y)))
            .map(|(x, y)| page.at(x, y)[3])
            .sum::<u32>()
    };
    // Where the lines are and where they would be upright.
    assert!(ink(rect(58, 60, 12, 84)) > 5000, "down the page from its pen, heads to the right");
    assert!(ink(rect(196, 38, 84, 12)) > 5000, "to the left of its pen, heads down");
    assert!(ink(rect(130, 96, 12, 84)) > 5000, "up the page from its pen, heads to the left");
    assert_eq!(ink(rect(74, 40, 50, 50)) + ink(rect(146, 150, 20, 40)), 0);
    // A triangle is broad at its foot.
    let (foot, head) = (ink(rect(178, 100, 5, 12)), ink(rect(185, 100, 5, 12)));
    assert!(foot > head + 200, "right: {foot} {head}");
    let (foot, head) = (ink(rect(277, 118, 5, 12)), ink(rect(270, 118, 5, 12)));
    assert!(foot > head + 200, "left: {foot} {head}");
    assert!(ink(rect(178, 112, 12, 12)) > 500, "the box of a missing character follows on its line");
    let text = page.text();
    for (word, _) in words {
        assert_eq!(text.matches(word).count(), 1, "{text}");
    }
}

#[test]
fn trapped_type_reaches_beyond_its_edge_and_prints_over_there() {
    let page = Printed::new("paint-trap", |page| {
        page.push(Item::Fill(rect(0, 0, 300, 100), CYAN));
        line(page, Setting { colour: YELLOW, ..Setting::new(60) }, at(20, 80), "■", |run| {
            run.spread = pt(2)
        });
        line(page, Setting { colour: YELLOW, ..Setting::new(60) }, at(100, 80), "■", |_| ());
        line(page, Setting { colour: Colour::PAPER, ..Setting::new(60) }, at(180, 80), "■", |run| {
            run.spread = pt(2)
        });
    });
    let face = fonts().find("Noto Sans SC", "Black").unwrap();
    let [left, ..] = face.ink_bounds(face.glyph('■').unwrap()).unwrap().map(f64::from);
    let edge = |pen: f64| (pen + left * 60.0 / f64::from(face.units_per_em())).floor() as usize;
    let (trapped, plain, white) = (edge(20.0), edge(100.0), edge(180.0));
    let middle = |left: usize| page.at(left + 20, 60);
    assert_eq!((middle(trapped), middle(plain), middle(white)), ([0, 0, 100, 0], [0, 0, 100, 0], [0; 4]));
    assert_eq!(page.at(trapped - 1, 60), [100, 0, 100, 0], "both inks on the edge");
    assert_eq!((page.at(trapped - 4, 60), page.at(plain - 1, 60)), ([100, 0, 0, 0], [100, 0, 0, 0]));
    assert_eq!(page.at(white - 1, 60), [100, 0, 0, 0], "paper is not trapped");
    let modes: Vec<f64> =
        show(&page.document, pages(&page.document)[0]).glyphs.iter().map(|g| g.mode).collect();
    assert_eq!(modes, [2.0, 0.0, 0.0]);
}

#[test]
fn pictures_are_mirrored_and_turned() {
    let ways = [
        (Turn::Right, false),
        (Turn::Down, false),
        (Turn::Left, false),
        (Turn::Upright, true),
        (Turn::Right, true),
    ];
    let page = Printed::new("paint-pictures", |page| {
        for (column, (turn, flipped)) in (0i64..).zip(ways) {
            let frame = rect(10 + column * 50, 10, 40, 40);
            let file = Some("quarters.png".to_owned());
            page.push(Item::Image(Image { frame, placed: frame, file, turn, flipped, plates: Plates::All }));
        }
        // Twice as large on its side, and only its lower right quarter shows.
        let (frame, placed) = (rect(60, 130, 40, 40), rect(20, 90, 80, 80));
        let file = Some("quarters.png".to_owned());
        page.push(Item::Image(Image {
            frame,
            placed,
            file,
            turn: Turn::Right,
            flipped: false,
            plates: Plates::All,
        }));
    });
    let name = |x: usize, y: usize| match page.at(x, y) {
        [0..=15, 0..=15, 0..=15, 0..=15] => "paper",
        [0..=40, 60..=100, 60..=100, _] => "red",
        [31..=100, 0..=40, 60..=100, _] => "green",
        [50..=100, 40..=100, 0..=50, _] => "blue",
        [0..=25, 0..=25, 50..=100, _] => "yellow",
        other => panic!("{other:?} at {x}, {y}"),
    };
    let corners =
        |left: usize, top: usize| [(5, 5), (34, 5), (5, 34), (34, 34)].map(|(x, y)| name(left + x, top + y));
    assert_eq!(corners(10, 10), ["blue", "red", "yellow", "green"], "right");
    assert_eq!(corners(60, 10), ["yellow", "blue", "green", "red"], "down");
    assert_eq!(corners(110, 10), ["green", "yellow", "red", "blue"], "left");
    assert_eq!(corners(160, 10), ["green", "red", "yellow", "blue"], "mirrored");
    assert_eq!(corners(210, 10), ["yellow", "green", "blue", "red"], "mirrored, then right");
    assert_eq!(corners(60, 130), ["green"; 4]);
    assert_eq!((name(57, 150), name(80, 127), name(103, 150)), ("paper", "paper", "paper"));
}
