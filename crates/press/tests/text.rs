//! The text: every glyph in its place, every character readable.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

mod common;

use banxin_measure::{Length, Point, Rect, Turn};
use banxin_press::Standard;
use banxin_scene::{Item, Scene};
use common::reader::{Page as Read, fonts as read_fonts, pages, show};
use common::{Page, Setting, broadsheet, fonts, print};
use lopdf::Document;
use std::path::Path;

fn read(scene: &Scene) -> (Document, Read) {
    let fonts = fonts();
    let bytes = print(&fonts, std::slice::from_ref(scene), Path::new("."), Standard::PdfX4).bytes;
    let document = Document::load_mem(&bytes).unwrap();
    let page = show(&document, pages(&document)[0]);
    (document, page)
}

/// Compares where a viewer shows each glyph with where the scene has it.
fn hold_places(scene: &Scene, page: &Read) {
    let runs = scene.blocks.iter().flat_map(|block| &block.items).filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    });
    let wanted: Vec<Point> =
        runs.flat_map(|run| &run.glyphs).filter(|g| g.id != 0).map(|glyph| glyph.at).collect();
    let shown: Vec<_> = page.glyphs.iter().filter(|glyph| glyph.text != " ").collect();
    assert_eq!(shown.len(), wanted.len());
    for (shown, at) in shown.into_iter().zip(wanted) {
        let (x, y) = (at.x.to_pt(), (scene.trim.height - at.y).to_pt());
        let off = (shown.x - x).abs().max((shown.y - y).abs());
        assert!(off < 0.01, "{shown:?} is {off} pt off {x}, {y}");
    }
}

#[test]
fn no_glyph_is_moved_by_a_hundredth_of_a_point() {
    let fonts = fonts();
    let mut scene = broadsheet(&fonts, 300);
    // Uneven steps, as justification makes them: any rounding that added up would show at the line's end.
    let mut odd = 0i64;
    for item in &mut scene.blocks[0].items {
        if let Item::Glyphs(run) = item {
            for (place, glyph) in (0i64..).zip(&mut run.glyphs) {
                odd = (odd * 31 + 17) % 997;
                glyph.at.x += Length::from_emu(place * 37 + odd * 3);
            }
        }
    }
    let (_, page) = read(&scene);
    hold_places(&scene, &page);
}

#[test]
fn narrow_wide_and_large_type_keep_their_places() {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_mm(390), Length::from_mm(540));
    for (row, (points, width_permille)) in (1i64..).zip([(9, 900), (48, 850), (120, 1100), (9, 1000)]) {
        let setting = Setting { width_permille, tracking: Length::from_emu(777), ..Setting::new(points) };
        let at = Point::new(Length::from_emu(333_333), Length::from_pt(130) * row);
        page.line(("Noto Serif SC", "Black"), setting, at, "澄江两岸Spring花开");
    }
    let (_, shown) = read(&page.scene);
    hold_places(&page.scene, &shown);
    assert_eq!(shown.text, "澄江两岸Spring花开".repeat(4));
}

#[test]
fn raised_glyphs_stand_where_they_are_raised_to() {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    let at = Point::new(Length::from_pt(50), Length::from_pt(50));
    page.line(("Noto Serif SC", "Regular"), Setting::new(9), at, "上下上下");
    if let Item::Glyphs(run) = &mut page.scene.blocks[0].items[0] {
        run.glyphs[1].at.y -= Length::from_pt(3);
    }
    let (_, shown) = read(&page.scene);
    hold_places(&page.scene, &shown);
}

#[test]
fn turned_lines_keep_their_places() {
    let fonts = fonts();
    let ways = [Turn::Upright, Turn::Right, Turn::Down, Turn::Left];
    let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    for (row, turn) in (1i64..).zip(ways) {
        let frame = Rect::new(Length::from_pt(90) * row, Length::from_pt(150), Length::ZERO, Length::ZERO);
        let setting = Setting { width_permille: 900, tracking: Length::from_emu(777), ..Setting::new(11) };
        page.line(
            ("Noto Serif SC", "Regular"),
            setting,
            Point::new(frame.x, frame.y),
            "右转Spring左\u{20BB7}转。",
        );
        let Some(Item::Glyphs(run)) = page.scene.blocks[0].items.last_mut() else { panic!() };
        run.turn = turn;
        run.glyphs.iter_mut().for_each(|glyph| glyph.at = turn.point(glyph.at, &frame));
    }
    let (_, shown) = read(&page.scene);
    hold_places(&page.scene, &shown);
    assert_eq!(shown.text, "右转Spring左\u{20BB7}转。".repeat(4));
    let axes = [[1.0, 0.0, 0.0, 1.0], [0.0, -1.0, 1.0, 0.0], [-1.0, 0.0, 0.0, -1.0], [0.0, 1.0, -1.0, 0.0]];
    let each = shown.glyphs.len() / 4;
    for (row, glyphs) in shown.glyphs.chunks(each).enumerate() {
        assert!(glyphs.iter().all(|glyph| glyph.axes == axes[row]), "{:?}", ways[row]);
    }
    // One row of codes before the missing character and one after it, however the line lies.
    assert_eq!(shown.operators.iter().filter(|operator| *operator == "TJ").count(), 4 * 3);
}

#[test]
fn text_comes_back_in_the_order_of_the_scene() {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    let lines = ["后来居上的一行，", "“先写的”在前……", "Latin AV 123.5%", "𠮷野家在第二平面"];
    for (row, text) in (0i64..).zip(lines) {
        // From the foot of the page upwards: the scene's order is the reading order, not the place.
        let at = Point::new(Length::from_pt(50), Length::from_pt(900 - 30 * row));
        page.line(("LXGW WenKai", "Regular"), Setting::new(12), at, text);
    }
    let (document, shown) = read(&page.scene);
    assert_eq!(shown.text, lines.concat());
    let texts = read_fonts(&document, pages(&document)[0]).into_values().next().unwrap().texts;
    assert!(texts.values().any(|text| text == "\u{20BB7}"), "a character of a supplementary plane");
}

#[test]
fn a_glyph_for_two_characters_says_both() {
    let fonts = fonts();
    let face = fonts.find("Noto Serif SC", "Regular").unwrap();
    // 兀 and its compatibility ideograph are one glyph in this face.
    assert_eq!(face.glyph('\u{5140}'), face.glyph('\u{FA0C}'));
    let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    let text = "甲\u{5140}乙\u{FA0C}丙\u{5140}";
    let at = Point::new(Length::from_pt(50), Length::from_pt(50));
    page.line(("Noto Serif SC", "Regular"), Setting::new(9), at, text);
    let (_, shown) = read(&page.scene);
    assert_eq!(shown.text, text);
    hold_places(&page.scene, &shown);
    assert_eq!(shown.glyphs[1].code, shown.glyphs[3].code);
    assert_eq!(
        shown.operators.iter().filter(|operator| *operator == "BDC").count(),
        1,
        "only the second is spelt out"
    );
}

#[test]
fn ligatures_and_parts_of_a_character_read_as_their_text() {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    let at = Point::new(Length::from_pt(50), Length::from_pt(50));
    page.line(("Noto Serif SC", "Regular"), Setting::new(9), at, "甲fi乙c丁");
    if let Item::Glyphs(run) = &mut page.scene.blocks[0].items[0] {
        // One glyph for "fi"; then one text of two glyphs; then a glyph that shows no text of its own.
        run.glyphs.remove(2);
        run.glyphs[1].text = (3, 5);
        let (start, _) = run.glyphs[2].text;
        let (_, end) = run.glyphs[3].text;
        run.glyphs[2].text = (start, end);
        run.glyphs[3].text = (start, end);
        let (_, last) = run.glyphs[4].text;
        run.glyphs.push(banxin_scene::Glyph { text: (last, last), ..run.glyphs[0] });
    }
    let (document, shown) = read(&page.scene);
    assert_eq!(shown.text, "甲fi乙c丁");
    assert_eq!(shown.glyphs.len(), 6);
    let texts = read_fonts(&document, pages(&document)[0]).into_values().next().unwrap().texts;
    assert!(texts.values().any(|text| text == "fi"));
}

#[test]
fn a_missing_glyph_is_a_box_that_keeps_its_character() {
    let fonts = fonts();
    let mut page = Page::new(&fonts, Length::from_mm(270), Length::from_mm(390));
    let at = Point::new(Length::from_pt(50), Length::from_pt(50));
    page.line(("Noto Serif SC", "Regular"), Setting::new(9), at, "前\u{20BB7}后");
    let pdf = print(&fonts, std::slice::from_ref(&page.scene), Path::new("."), Standard::PdfX4);
    assert_eq!(pdf.findings.len(), 1);
    assert_eq!((pdf.findings[0].rule, pdf.findings[0].block.as_str()), ("press.glyph", "a"));
    let document = Document::load_mem(&pdf.bytes).unwrap();
    let shown = show(&document, pages(&document)[0]);
    assert_eq!(shown.text, "前\u{20BB7}后");
    assert!(shown.glyphs.iter().all(|glyph| glyph.code != 0), "glyph 0 is never shown");
    assert_eq!(shown.operators.iter().filter(|operator| *operator == "re").count(), 4);
    hold_places(&page.scene, &shown);
}
