//! Paragraphs: indents, last lines, labels, raised runs, divided words, hanging points, and fitting to a number of lines.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_fonts::FontBook;
use banxin_measure::Length;
use banxin_typeset::fit::{Licence, Means, Part, fit_story, share_lines};
use banxin_typeset::label::hang_label;
use banxin_typeset::{
    Alignment, Class, Line, Manner, ParagraphStyle, Punctuation, Shaped, Shaper, Span, SpanStyle, Uniform,
    compose, stub,
};
use std::path::Path;

const EM: i64 = 1_440_000;
const STORY: &str = "渡口的灯亮了三十年，老摆渡人说：“水涨水落，人来人往，总得有人等着。”今年夏天，镇里给码头换上了新的灯，又给候船室装了暖气。";

fn em(tenths: i64) -> Length {
    Length::from_emu(EM * tenths / 10)
}

fn plain(text: &str) -> Shaped {
    stub::shape(text, Length::from_emu(EM), &Manner::default())
}

fn texts(shaped: &Shaped, lines: &[Line]) -> Vec<String> {
    let of =
        |line: &Line| shaped.units[line.units.0..line.units.1].iter().map(|u| shaped.source(u)).collect();
    lines.iter().map(of).collect()
}

fn starts(lines: &[Line]) -> Vec<Length> {
    lines.iter().map(|line| line.placed[0].x).collect()
}

#[test]
fn first_lines_blocks_and_hanging_lines_are_indented() {
    let shaped = plain("国国国国国国国国国国国国国国");
    let set = |style: ParagraphStyle| compose(&shaped, &style, &Uniform(em(80)));
    let first = set(ParagraphStyle { indent: em(20), ..ParagraphStyle::default() });
    assert_eq!(starts(&first), [em(20), em(0)]);
    let block = set(ParagraphStyle { start: em(10), end: em(20), ..ParagraphStyle::default() });
    assert_eq!(starts(&block), [em(10); 3]);
    assert!(block.iter().all(|line| line.width <= em(60)));
    let hanging = set(ParagraphStyle { start: em(20), indent: em(-20), ..ParagraphStyle::default() });
    assert_eq!(starts(&hanging), [em(0), em(20)]);
}

#[test]
fn last_lines_stand_as_the_style_says() {
    let shaped = plain("国国国国国国国国国国国");
    let last = |alignment, last_line| {
        let style = ParagraphStyle { alignment, last_line, ..ParagraphStyle::default() };
        compose(&shaped, &style, &Uniform(em(80))).pop().unwrap()
    };
    assert_eq!(last(Alignment::Justify, None).placed[0].x, em(0));
    assert_eq!(last(Alignment::Justify, None).width, em(30));
    assert_eq!(last(Alignment::Justify, Some(Alignment::Centre)).placed[0].x, em(25));
    assert_eq!(last(Alignment::Justify, Some(Alignment::End)).placed[0].x, em(50));
    assert_eq!(last(Alignment::Even, None).width, em(80));
    assert_eq!(last(Alignment::Centre, None).placed[0].x, em(25));
}

#[test]
fn labels_hang_and_stay_as_they_are() {
    for label in ["•", "1．", "（一）", "12."] {
        let mut shaped = plain(&format!("{label}国国国，国国国国国国国国国，国国国国国国国国"));
        hang_label(&mut shaped, label.chars().count(), em(30));
        let style = ParagraphStyle { start: em(30), indent: em(-30), ..ParagraphStyle::default() };
        let lines = compose(&shaped, &style, &Uniform(em(113)));
        let text = lines[0].placed[label.chars().count()].x;
        let expected = if label == "（一）" { em(0) } else { em(30) };
        assert!(text == em(30) || text > expected, "{label}: {text:?}");
        assert!(starts(&lines)[1..].iter().all(|x| *x == em(30)), "{label}");
    }
}

/// Where a line gives a character without looking loose. In a column of 13 字 it would: there the orphan stays.
#[test]
fn one_character_is_not_left_for_the_last_line() {
    for width in [18, 20, 27] {
        let shaped = plain(&format!("{}。", "国".repeat(width + 1)));
        let lines = compose(&shaped, &ParagraphStyle::default(), &Uniform(em(10 * width as i64)));
        assert_eq!(texts(&shaped, &lines)[1], "国国。", "{width}");
    }
}

#[test]
fn points_hang_only_where_they_would_begin_a_line() {
    let style = ParagraphStyle { hanging: true, ..ParagraphStyle::default() };
    let hung = |text: &str| {
        let shaped = plain(text);
        let lines = compose(&shaped, &style, &Uniform(em(50)));
        (texts(&shaped, &lines)[0].clone(), lines[0].hangs, lines[0].width)
    };
    assert_eq!(hung("国国国国国，国国国国"), ("国国国国国，".to_owned(), true, em(55)));
    assert_eq!(hung("国国国国，国国国国国"), ("国国国国，".to_owned(), false, em(50)));
    let (_, hangs, _) = hung("国国国国国”。国国国");
    assert!(!hangs, "a run of marks does not hang");
    assert!(!hung("国国国国国？国国国国").1, "？ does not hang");
}

#[test]
fn words_are_divided_with_a_hyphen_that_counts() {
    let shaped = plain("国国国composition国国国国国");
    let lines = compose(&shaped, &ParagraphStyle::default(), &Uniform(em(70)));
    let (hyphen, x) = lines[0].hyphen.unwrap();
    assert_eq!(x + hyphen.width, em(70));
    assert_eq!(lines[0].width, em(70));
    let shown = texts(&shaped, &lines);
    assert!("composition".starts_with(shown[0].trim_start_matches('国')), "{shown:?}");
}

#[test]
fn raised_marks_stay_with_their_text() {
    let book = FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap();
    let face = book.find("Noto Serif SC", "Regular").unwrap();
    let size = Length::from_pt(9);
    let text = SpanStyle { face: face.clone(), size, tracking: 0, rise: Length::ZERO };
    let mark = SpanStyle { face, size: size / 2, tracking: 0, rise: size / 3 };
    let spans = [
        Span { text: "国国国国国", style: 0 },
        Span { text: "12", style: 1 },
        Span { text: "国国国国", style: 0 },
    ];
    let shaped = Shaper::new(&book).shape(&spans, &[text, mark], &Manner::default());
    let first = shaped.units.iter().find(|u| u.style == 1).unwrap();
    assert!(first.joined && first.gap_before == Length::ZERO);
    assert!(first.glyphs[0].dy < Length::ZERO, "it is raised");
    let lines = compose(&shaped, &ParagraphStyle::default(), &Uniform(size * 5));
    assert!(!texts(&shaped, &lines)[1].starts_with('1'));
}

#[test]
fn marks_of_all_shipped_faces_lose_blank_and_no_ink() {
    let book = FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap();
    let size = Length::from_pt(1000);
    for shipped in book.shipped() {
        let Some(face) = book.find(&shipped.family, &shipped.style) else { panic!("{}", shipped.family) };
        let style = SpanStyle { face: face.clone(), size, tracking: 0, rise: Length::ZERO };
        for mark in "，。、；：？！“”‘’「」『』（）《》〈〉【】〔〕［］｛｝".chars()
        {
            if face.glyph(mark).is_none() {
                continue;
            }
            let text = format!("国{mark}国");
            let shaped = Shaper::new(&book).shape(
                &[Span { text: &text, style: 0 }],
                std::slice::from_ref(&style),
                &Manner::default(),
            );
            let unit = &shaped.units[1];
            let upem = face.units_per_em();
            let [left, _, right, _] = face.ink_bounds(unit.glyphs[0].id).unwrap();
            let at = |units: i16| unit.glyphs[0].dx + Length::from_font_units(i32::from(units), upem, size);
            let slip = size / 500;
            assert!(at(left) + slip >= unit.lead, "{} {mark}: ink is cut at the start", shipped.family);
            assert!(
                at(right) - slip <= unit.width - unit.tail,
                "{} {mark}: ink is cut at the end",
                shipped.family
            );
            let side = if unit.class == Class::Opening { unit.lead } else { unit.tail };
            assert!(side > size / 4, "{} {mark}: only {side:?} of blank", shipped.family);
        }
    }
}

#[test]
fn a_story_is_fitted_where_it_is_cheapest() {
    let paragraphs: Vec<Shaped> =
        [40, 47, 55, 61].iter().map(|n| plain(&STORY.chars().take(*n).collect::<String>())).collect();
    let (style, manner) = (ParagraphStyle { indent: em(20), ..ParagraphStyle::default() }, Manner::default());
    let parts: Vec<Part<'_>> =
        paragraphs.iter().map(|shaped| Part { shaped, style: &style, manner: &manner }).collect();
    let measure = Uniform(em(130));
    let best: usize = paragraphs.iter().map(|p| compose(p, &style, &measure).len()).sum();
    let count = |wanted: usize, licence: &Licence| {
        let fitted = fit_story(&parts, &measure, wanted, licence);
        (fitted.iter().map(|f| f.lines.len()).sum::<usize>(), fitted)
    };
    let (same, fitted) = count(best, &Licence::default());
    assert_eq!(same, best);
    assert!(fitted.iter().all(|f| f.means.is_empty()));
    for wanted in [best - 2, best - 1, best + 1, best + 2] {
        let (got, fitted) = count(wanted, &Licence::default());
        assert!(got.abs_diff(wanted) <= best.abs_diff(wanted));
        assert_eq!(got == best, fitted.iter().all(|f| f.means.is_empty()), "{wanted}");
        for (fitted, paragraph) in fitted.iter().zip(&paragraphs) {
            assert_eq!(texts(&fitted.shaped, &fitted.lines).concat(), paragraph.text);
            assert!(fitted.lines.iter().all(|line| line.flaw.is_none()));
        }
    }
    assert_eq!(count(best + 1, &Licence::default()).0, best + 1);
    let strict = Licence { punctuation: Vec::new(), ..Licence::default() };
    let means: Vec<Means> = count(best - 1, &strict).1.into_iter().flat_map(|f| f.means).collect();
    assert!(!means.iter().any(|m| matches!(m, Means::Punctuation(_))));
}

#[test]
fn lines_are_shared_out_by_what_they_cost() {
    let counts = [vec![(3, 50), (4, 0)], vec![(5, 10), (6, 0), (7, 5)], vec![(2, 0)]];
    assert_eq!(share_lines(&counts, 12), [4, 6, 2]);
    assert_eq!(share_lines(&counts, 11), [4, 5, 2]);
    assert_eq!(share_lines(&counts, 10), [3, 5, 2]);
    assert_eq!(share_lines(&counts, 13), [4, 7, 2]);
    assert_eq!(share_lines(&counts, 99), [4, 7, 2]);
    assert!(share_lines(&[], 3).is_empty());
}

#[test]
fn another_manner_of_the_same_text_is_settled_anew_and_back() {
    let full = plain(STORY);
    let half = full.settled(&Manner { punctuation: Punctuation::Half, ..Manner::default() });
    let back = half.settled(&Manner::default());
    let widths = |shaped: &Shaped| shaped.units.iter().map(|u| u.width - u.lead_cut).collect::<Vec<_>>();
    assert_eq!(widths(&full), widths(&back));
    assert!(widths(&half).into_iter().sum::<Length>() < widths(&full).into_iter().sum::<Length>());
}
