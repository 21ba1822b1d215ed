//! Composition with the shipped faces: the rules that a reader of the page would miss.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_fonts::FontBook;
use banxin_measure::Length;
use banxin_typeset::{Line, Manner, ParagraphStyle, Shaped, Shaper, Span, SpanStyle, Uniform, compose};
use std::path::Path;

const EM: i64 = 9;

fn book() -> FontBook {
    FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap()
}

fn em(n: i64) -> Length {
    Length::from_pt(EM * n)
}

fn set(book: &FontBook, text: &str, width: i64, indent: i64) -> (Shaped, Vec<Line>) {
    let face = book.find("Noto Serif SC", "Regular").unwrap();
    let style = SpanStyle { face, size: Length::from_pt(EM), tracking: 0, rise: Length::ZERO };
    let shaped = Shaper::new(book).shape(
        &[Span { text, style: 0 }],
        &[style],
        &Manner { wide_blanks: true, ..Manner::default() },
    );
    let paragraph = ParagraphStyle { indent: em(indent), ..ParagraphStyle::default() };
    let lines = compose(&shaped, &paragraph, &Uniform(em(width)));
    (shaped, lines)
}

fn words(shaped: &Shaped, line: &Line) -> String {
    let units = &shaped.units[line.units.0..line.units.1];
    units.iter().map(|u| &shaped.text[u.bytes.0 as usize..u.bytes.1 as usize]).collect()
}

fn texts(book: &FontBook, text: &str, width: i64) -> Vec<String> {
    let (shaped, lines) = set(book, text, width, 0);
    lines.iter().map(|l| words(&shaped, l)).collect()
}

fn end(line: &Line) -> Length {
    line.placed.last().map(|p| p.x + p.advance).unwrap_or_default()
}

const PROSE: &str = "渡口的灯亮了三十年，老摆渡人说：“水涨水落，人来人往，总得有人等着。”今年夏天，镇里花了3.6万元换上LED灯，\
又给候船室装了Wi-Fi——这下，等船的孩子也能写作业了。“灯一亮，心里就踏实……”陈婆婆笑着说，《临溪志》里记过这盏灯，1987年第2卷第45页。";

#[test]
fn every_line_but_the_last_fills_its_measure() {
    let book = book();
    for width in 8..40 {
        let (shaped, lines) = set(&book, PROSE, width, 2);
        for line in lines.iter().filter(|l| !l.last) {
            assert_eq!(end(line), em(width), "{width}: {}", words(&shaped, line));
        }
    }
}

#[test]
fn every_character_once_and_in_order() {
    let book = book();
    for width in 5..30 {
        let (shaped, lines) = set(&book, PROSE, width, 2);
        let all: String = lines.iter().map(|l| words(&shaped, l)).collect();
        assert_eq!(all, PROSE, "{width}");
    }
}

#[test]
fn no_line_begins_or_ends_with_what_it_must_not() {
    let book = book();
    for width in 8..40 {
        for line in texts(&book, PROSE, width) {
            let (first, last) = (line.chars().next().unwrap(), line.chars().last().unwrap());
            assert!(!"，。：；？！、”》）".contains(first), "{width}: {line}");
            assert!(!"“《（".contains(last), "{width}: {line}");
        }
    }
}

#[test]
fn pairs_and_numbers_hold_together() {
    let book = book();
    for width in 5..30 {
        for line in texts(&book, PROSE, width) {
            let dashes = line.chars().filter(|c| *c == '—').count();
            let dots = line.chars().filter(|c| *c == '…').count();
            assert!(dashes % 2 == 0 && dots % 2 == 0, "{width}: {line}");
            assert!(!line.ends_with("3.") && !line.starts_with("87年"), "{width}: {line}");
        }
    }
}

#[test]
fn adjacent_marks_take_one_and_a_half_em() {
    let book = book();
    for text in ["中。”中", "中：“中", "中》《中", "中“《中", "中，“中", "中？”中", "中！（中"]
    {
        let (shaped, _) = set(&book, text, 20, 0);
        let width = shaped.natural_width(0, 4);
        assert_eq!(width, Length::from_emu(em(7).emu() / 2), "{text}");
    }
}

#[test]
fn a_mark_at_the_end_is_half_as_wide_already_in_the_fit_test() {
    let book = book();
    // Six characters and a stop are 6.5 em at a line's end.
    let face = book.find("Noto Serif SC", "Regular").unwrap();
    let style = SpanStyle { face, size: Length::from_pt(10), tracking: 0, rise: Length::ZERO };
    let shaped = Shaper::new(&book).shape(
        &[Span { text: "国国国国国国）国国国", style: 0 }],
        &[style],
        &Manner { wide_blanks: true, ..Manner::default() },
    );
    let paragraph = ParagraphStyle::default();
    let lines = compose(&shaped, &paragraph, &Uniform(Length::from_pt(65)));
    assert_eq!(lines.first().map(|l| words(&shaped, l)).as_deref(), Some("国国国国国国）"));
}

#[test]
fn an_opening_mark_at_the_start_gives_up_its_blank() {
    let book = book();
    let (_, lines) = set(&book, "“国国国国国国国国国国", 8, 2);
    let first = lines.first().and_then(|l| l.placed.first()).unwrap();
    assert_eq!(first.x, em(2));
    assert_eq!(first.origin, em(2) - Length::from_emu(em(1).emu() / 2));
}

#[test]
fn han_and_western_text_stand_a_quarter_em_apart() {
    let book = book();
    let (shaped, _) = set(&book, "国AB国", 20, 0);
    assert_eq!(shaped.units[1].gap_before, Length::from_emu(em(1).emu() / 4));
    assert_eq!(shaped.units[3].gap_before, Length::from_emu(em(1).emu() / 4));
    let (shaped, _) = set(&book, "。AB，", 20, 0);
    assert!(shaped.units.iter().all(|u| u.gap_before == Length::ZERO));
}

#[test]
fn a_dash_pair_shows_no_gap() {
    let book = book();
    // The face joins a pair into one glyph, unless the halves are in spans of their own.
    let style = SpanStyle {
        face: book.find("Noto Serif SC", "Regular").unwrap(),
        size: Length::from_pt(EM),
        tracking: 0,
        rise: Length::ZERO,
    };
    let apart = ["国—", "—国"].map(|text| Span { text, style: 0 });
    let joined = [Span { text: "国——国", style: 0 }];
    for (spans, count) in [(&joined[..], 1), (&apart[..], 2)] {
        let shaped = Shaper::new(&book).shape(spans, std::slice::from_ref(&style), &Manner::default());
        let dashes: Vec<_> = shaped.units.iter().filter(|u| shaped.source(u).starts_with('—')).collect();
        assert_eq!(dashes.len(), count);
        assert_eq!(dashes.iter().map(|dash| dash.width).sum::<Length>(), em(2));
        for dash in dashes {
            let face = &shaped.faces[dash.face];
            let [left, _, right, _] = face.ink_bounds(dash.glyphs[0].id).unwrap();
            let ink = i64::from(right - left) * i64::from(dash.width_permille) / 1000;
            let ems = dash.width.emu() / em(1).emu();
            assert!(ink >= ems * i64::from(face.units_per_em()) - 4, "{ink}");
        }
    }
}

#[test]
fn stretches_of_different_widths_are_filled_in_order() {
    let book = book();
    let (shaped, _) = set(&book, PROSE, 20, 0);
    let paragraph = ParagraphStyle::default();
    let widths = [13, 6, 7, 13, 5];
    let lines = compose(&shaped, &paragraph, &|n: usize| em(*widths.get(n).unwrap_or(&13)));
    for (number, line) in lines.iter().enumerate().filter(|(_, l)| !l.last) {
        assert_eq!(end(line), em(*widths.get(number).unwrap_or(&13)));
    }
}

#[test]
fn characters_without_a_glyph_are_told() {
    let book = book();
    let (shaped, _) = set(&book, "国\u{E000}国", 10, 0);
    assert_eq!(shaped.missing, ['\u{E000}']);
}

#[test]
fn an_address_is_broken_rather_than_its_line_torn_apart() {
    let book = book();
    let (shaped, lines) =
        set(&book, "详情请见https://www.linxi-daily.example/qr/20261123-05，欢迎来信。", 13, 2);
    for line in lines.iter().filter(|l| !l.last) {
        assert!(line.looseness < Length::from_pt(EM) / 3, "{}", words(&shaped, line));
    }
    let (shaped, lines) = set(&book, "Internationalisierung 是一个很长的外文词", 12, 0);
    assert!(lines.iter().any(|l| words(&shaped, l).contains("Internationalisierung")));
}

#[test]
fn a_forced_line_begins_with_no_point() {
    let book = book();
    for width in 5..16 {
        for line in texts(&book, "电话 0391-123456789 ，或 发邮件至 abc@example.example ，谢谢", width)
        {
            assert!(!line.starts_with('，'), "{width}: {line}");
        }
    }
}

#[test]
fn what_is_invisible_is_neither_missing_nor_in_another_face() {
    let book = book();
    let (shaped, _) = set(&book, "国\u{200B}国\u{E0100}国\u{FE0F}\u{2060}", 10, 0);
    assert!(shaped.missing.is_empty() && shaped.replaced.is_empty());
    let (shaped, _) = set(&book, "全家👨\u{200D}👩出门", 20, 0);
    for pair in shaped.units.windows(2) {
        for glyph in &pair[0].glyphs {
            assert!(glyph.dx < pair[0].width, "{glyph:?}");
        }
    }
}
