//! What a character is among its neighbours: quotes, strokes, numbers, blanks, invisible characters, pictures.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_fonts::FontBook;
use banxin_measure::Length;
use banxin_typeset::opportunity::{LineEnd, line_ends};
use banxin_typeset::{
    Class, Level, Manner, ParagraphStyle, Shaped, Shaper, Span, SpanStyle, Uniform, compose, stub,
};
use std::path::Path;

const EM: i64 = 1_440_000;

fn plain(text: &str) -> Shaped {
    stub::shape(text, Length::from_emu(EM), &Manner::default())
}

fn classes(text: &str) -> Vec<(String, Class)> {
    let shaped = plain(text);
    shaped.units.iter().map(|unit| (shaped.source(unit).to_owned(), unit.class)).collect()
}

/// How a line may end before the first place where `behind` begins.
fn end_before(text: &str, behind: &str, level: Level) -> LineEnd {
    let shaped = plain(text);
    let byte = text.find(behind).unwrap();
    let unit = shaped.units.iter().position(|u| u.bytes.0 as usize == byte).unwrap();
    line_ends(&shaped, level)[unit - 1]
}

#[test]
fn quotes_that_hold_han_are_chinese_whatever_stands_around() {
    for text in [
        "“十四五”2025年收官",
        "他的作品获评2023“中国好书”",
        "使用iPhone“手机”Pro的人",
        "2023“中国”A股",
        "他说“Hello”。",
    ] {
        let quotes = classes(text).into_iter().filter(|(c, _)| "“”".contains(c.as_str()));
        for (quote, class) in quotes {
            assert!(matches!(class, Class::Opening | Class::Closing), "{text} {quote}: {class:?}");
        }
    }
    for text in ["It’s a “big” deal", "the “old” lamp", "他用the “big” one说话"] {
        let quotes = classes(text).into_iter().filter(|(c, _)| "“”’".contains(c.as_str()));
        assert!(quotes.into_iter().all(|(_, class)| class == Class::Western), "{text}");
    }
}

#[test]
fn western_quotes_are_proportional_in_real_faces_too() {
    let book = FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap();
    let size = Length::from_pt(9);
    for family in ["Noto Serif SC", "Noto Sans SC"] {
        let face = book.find(family, "Regular").unwrap();
        let style = SpanStyle { face, size, tracking: 0, rise: Length::ZERO };
        let spans = [Span { text: "It’s a “big” deal", style: 0 }];
        let shaped = Shaper::new(&book).shape(&spans, &[style], &Manner::default());
        for unit in shaped.units.iter().filter(|u| "“”’".contains(shaped.source(u))) {
            assert!(unit.width < size / 2 + size / 10, "{family} {}: {:?}", shaped.source(unit), unit.width);
        }
    }
}

#[test]
fn numbers_dates_and_units_hold_together() {
    for (text, behind) in [
        ("文12,345.67文", "345"),
        ("文3.5%文", "%"),
        ("文￥12文", "12"),
        ("文+5文", "5"),
        ("文２０２５文", "０２５"),
        ("热线13800138000咨询", "0138000"),
    ] {
        let end = end_before(text, behind, Level::None);
        assert!(matches!(end, LineEnd::TornNumber | LineEnd::TornUnit), "{text}: {end:?}");
    }
    assert_eq!(end_before("时速100km/h的车", "h的", Level::Gb), LineEnd::AgainstLevel);
    assert_eq!(end_before("文文文/A文文", "A文", Level::Gb), LineEnd::AgainstLevel);
    assert_eq!(end_before("用input/output口", "output", Level::Gb), LineEnd::Address);
    assert_eq!(end_before("9:00-12:00/14:00-17:30开放", "14", Level::Gb), LineEnd::Address);
    assert_eq!(end_before("使用C++编程", "+编", Level::Gb), LineEnd::TornNumber);
    assert_eq!(end_before("约翰·F文", "F", Level::Gb), LineEnd::Legal);
}

#[test]
fn at_no_prohibition_any_mark_may_stand_anywhere() {
    for behind in ["，", "。", "”", "……"] {
        assert_eq!(end_before(&format!("文2023{behind}文"), behind, Level::None), LineEnd::Legal, "{behind}");
    }
    assert_eq!(end_before("文“2023文", "2023", Level::None), LineEnd::Legal);
}

#[test]
fn typed_blanks_stand_for_the_boundary_however_many() {
    let width = |text: &str| plain(text).units.iter().map(|u| u.gap_before + u.width).sum::<Length>();
    assert_eq!(width("中A文"), width("中 A 文"));
    assert_eq!(width("中A文"), width("中   A  文"));
    assert_eq!(width("x²的"), width("x²") + width("的"));
}

#[test]
fn invisible_characters_make_no_hole() {
    let book = FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap();
    let face = book.find("Noto Serif SC", "Regular").unwrap();
    let size = Length::from_pt(9);
    let style = SpanStyle { face, size, tracking: 0, rise: Length::ZERO };
    let real = |text: &str| {
        Shaper::new(&book).shape(&[Span { text, style: 0 }], std::slice::from_ref(&style), &Manner::default())
    };
    for hidden in ['\u{200B}', '\u{FEFF}', '\u{2060}', '\u{200E}', '\u{AD}', '\u{FE0F}'] {
        for text in [format!("中{hidden}文"), format!("{hidden}中文"), format!("中文{hidden}")] {
            for shaped in [real(&text), plain(&text)] {
                assert_eq!(shaped.natural_width(0, shaped.units.len()), shaped.units[0].size * 2, "{text:?}");
                assert_eq!(shaped.units.last().unwrap().characters.1, 3, "{text:?}");
            }
        }
    }
    assert!(plain("\u{FEFF}").units.len() == 1);
}

#[test]
fn pictures_of_several_characters_are_one() {
    for (text, behind) in [("文👍🏽文", "🏽"), ("文👨‍👩‍👧文", "👩")] {
        assert_eq!(end_before(text, behind, Level::None), LineEnd::TornUnit, "{text}");
    }
}

/// Words that a face sets with ligatures are divided like all others.
#[test]
fn words_with_ligatures_are_divided() {
    let book = FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap();
    let face = book.find("Noto Serif SC", "Regular").unwrap();
    let style = SpanStyle { face, size: Length::from_pt(9), tracking: 0, rise: Length::ZERO };
    let shaped =
        Shaper::new(&book).shape(&[Span { text: "officially", style: 0 }], &[style], &Manner::default());
    assert!(shaped.units.iter().any(|unit| unit.after.hyphen));
}

/// A first line that has no room at all, before blanks.
#[test]
fn nothing_is_lost_where_there_is_no_room() {
    let shaped = plain("{  ---文");
    let style = ParagraphStyle { indent: Length::from_emu(EM * 2), ..ParagraphStyle::default() };
    let lines = compose(&shaped, &style, &Uniform(Length::from_emu(EM / 2)));
    assert_eq!(lines.last().map(|line| line.owns.1), Some(shaped.units.len()));
}

/// Inputs that once took minutes, or ended the program.
#[test]
fn long_and_odd_inputs_come_to_an_end() {
    let blanks = format!("文{}文", " ".repeat(50_000));
    let texts = [
        blanks,
        "\n".repeat(50_000),
        "1".repeat(20_000),
        format!("A{}文", "“".repeat(10_000)),
        "a".repeat(10_000),
    ];
    for text in texts {
        let shaped = plain(&text);
        let lines = compose(&shaped, &ParagraphStyle::default(), &Uniform(Length::from_emu(EM * 13)));
        assert_eq!(lines.last().unwrap().owns.1, shaped.units.len());
    }
}
