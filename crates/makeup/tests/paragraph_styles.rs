//! What a paragraph's style says reaches its lines, and a page kept from before notices a style that has changed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_edition::model::{
    Align, Block, BlockKind, Date, Edition, Level, OwnStyle, Paragraph, Punctuation, Role, Story, Style,
    StyleChanges, StyleName,
};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, Memo, lay};
use banxin_measure::{CellRect, Length};
use banxin_scene::{GlyphRun, Item, Origin, TextLine};
use std::path::Path;

fn book() -> FontBook {
    FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap()
}

/// A page with one column of 13 characters that holds a text.
fn edition(text: &str) -> Edition {
    let mut edition =
        banxin_edition::template::edition("broadsheet", Date::new(2026, 11, 24).unwrap()).unwrap();
    let paragraphs = vec![Paragraph::plain(1, Role::Body, text.to_owned())];
    let story = Story { id: "s01".to_owned(), paragraphs, ..Story::default() };
    edition.stories.insert("s01".to_owned(), story);
    let kind = BlockKind::Article {
        story: "s01".to_owned(),
        headline_size: None,
        head_lines: 0,
        photos: Vec::new(),
        boxed: false,
        layout: Box::default(),
    };
    let block = Block::new("b1", kind, CellRect::new(0, 10, 1, 20));
    edition.pages[0].blocks.push(block);
    edition
}

fn styled(text: &str, change: impl Fn(&mut Style)) -> Edition {
    let mut edition = edition(text);
    change(edition.paper.styles.get_mut(&StyleName::Body).unwrap());
    edition
}

fn laid(edition: &Edition, fonts: &FontBook) -> Laid {
    lay(edition, &edition.pages[0], fonts)
}

fn lines(laid: &Laid) -> Vec<TextLine> {
    laid.scene.blocks.iter().flat_map(|block| block.lines.clone()).collect()
}

/// Where the lines begin, in characters of 9 pt from their column's edge.
fn starts(edition: &Edition, fonts: &FontBook) -> Vec<i64> {
    let em = Length::from_pt(9);
    lines(&laid(edition, fonts)).iter().map(|line| (line.stops[0].1 - line.start).emu() / em.emu()).collect()
}

const TEXT: &str = "渡口的灯亮了三十年，老摆渡人说：“水涨落，人来往，总得有灯等着。”今夏，镇里换上新灯。";

#[test]
fn indents_are_in_characters() {
    let fonts = book();
    let indents =
        |first, start, end| styled(TEXT, |s| (s.indent, s.start_indent, s.end_indent) = (first, start, end));
    assert_eq!(starts(&indents(2, 0, 0), &fonts)[..3], [2, 0, 0]);
    assert_eq!(starts(&indents(-2, 2, 0), &fonts)[..3], [0, 2, 2]);
    assert_eq!(starts(&indents(2, 3, 1), &fonts)[..3], [5, 3, 3]);
    let narrow = lines(&laid(&indents(0, 3, 3), &fonts));
    assert!(narrow.len() > lines(&laid(&indents(0, 0, 0), &fonts)).len());
    for line in narrow {
        let end = line.stops.last().unwrap().1;
        assert!(end <= line.start + line.width - Length::from_pt(27), "{line:?}");
    }
    // Indents that leave nothing of a line lay all the same, each character once.
    let laid = laid(&indents(0, 20, 20), &fonts);
    assert!(laid.scene.blocks.iter().any(|block| block.fit.is_some_and(|fit| fit.overset_lines > 0)));
}

/// Runs that the program has made up itself.
fn generated(laid: &Laid) -> Vec<GlyphRun> {
    let items = laid.scene.blocks.iter().flat_map(|block| &block.items);
    let runs = items.filter_map(|item| match item {
        Item::Glyphs(run) if run.origin == Origin::Generated => Some(run.clone()),
        _ => None,
    });
    runs.collect()
}

#[test]
fn a_divided_word_shows_its_hyphen() {
    let fonts = book();
    let edition = edition("这个词internationalization分在两行里，另一个词internationalization也分开了。");
    let laid = laid(&edition, &fonts);
    let hyphens = generated(&laid);
    assert!(!hyphens.is_empty());
    for run in &hyphens {
        assert_eq!(run.text, "\u{AD}");
        let end = run.glyphs[0].at.x + run.glyphs[0].advance;
        let line = lines(&laid).into_iter().find(|line| line.baseline == run.glyphs[0].at.y).unwrap();
        assert_eq!(run.glyphs[0].at.x, line.stops.last().unwrap().1);
        assert!(end <= line.start + line.width);
        assert_eq!(laid.scene.faces[usize::from(run.face.0)].family, "Noto Serif SC");
    }
}

#[test]
fn a_mark_hangs_only_where_its_style_lets_it() {
    let fonts = book();
    let text = "渡口的灯亮了三十年了啊老哥，老摆渡人说水涨落总得有灯。";
    let over = |hanging| {
        let edition = styled(text, |s| (s.indent, s.hanging, s.align) = (0, hanging, Align::Start));
        lines(&laid(&edition, &fonts)).iter().any(|l| l.stops.last().unwrap().1 > l.start + l.width)
    };
    assert!(over(true));
    assert!(!over(false));
}

/// One way in which a style may change, with its name and a text that shows it.
type Change = (&'static str, &'static str, fn(&mut Style));

#[test]
fn a_kept_page_notices_every_change_of_a_style() {
    let fonts = book();
    let full = "渡口的灯亮了三十年了啊，老摆渡人说水涨落总得有灯。";
    let quoted = "渡口的灯亮了三十年了啊。”他说：“水涨落，人来往，总得有灯等A座。";
    let changes: [Change; 9] = [
        ("kaiming", TEXT, |s| s.punctuation = Punctuation::Kaiming),
        ("half", TEXT, |s| s.punctuation = Punctuation::Half),
        ("han-western", quoted, |s| s.han_western = 0),
        ("start-indent", TEXT, |s| s.start_indent = 1),
        ("end-indent", TEXT, |s| s.end_indent = 2),
        ("indent", TEXT, |s| s.indent = 0),
        ("align", TEXT, |s| s.align = Align::Even),
        ("level", quoted, |s| s.level = Level::None),
        ("hanging", full, |s| s.hanging = true),
    ];
    for (name, text, change) in changes {
        let mut edition = edition(text);
        let mut memo = Memo::default();
        let before = memo.lay(&edition, &edition.pages[0], &fonts).scene;
        change(edition.paper.styles.get_mut(&StyleName::Body).unwrap());
        let page = &edition.pages[0];
        let kept = memo.lay(&edition, page, &fonts).scene;
        assert!(kept.blocks == lay(&edition, page, &fonts).scene.blocks, "{name}");
        assert!(kept.blocks != before.blocks, "{name}");
    }
}

#[test]
fn a_block_is_set_in_the_style_that_it_asks_for() {
    let fonts = book();
    let mut edition = edition(TEXT);
    let own = |start| {
        let changes = StyleChanges { start_indent: Some(start), ..StyleChanges::default() };
        OwnStyle { base: "body".to_owned(), changes }
    };
    edition.paper.own_styles.extend([("甲".to_owned(), own(3)), ("乙".to_owned(), own(1))]);
    let mut memo = Memo::default();
    for (style, expected) in [(None, [2, 0]), (Some("甲"), [5, 3]), (Some("乙"), [3, 1]), (None, [2, 0])] {
        edition.pages[0].blocks[1].style = style.map(str::to_owned);
        let page = &edition.pages[0];
        assert!(memo.lay(&edition, page, &fonts).scene.blocks == lay(&edition, page, &fonts).scene.blocks);
        assert_eq!(starts(&edition, &fonts)[..2], expected);
    }
    // Parts of a story are set in it too.
    let kind = BlockKind::Part { story: "s01".to_owned(), paragraphs: vec![1] };
    edition.pages[0].blocks[1].kind = kind;
    edition.pages[0].blocks[1].style = Some("甲".to_owned());
    assert_eq!(starts(&edition, &fonts)[..2], [5, 3]);
}

/// The face joins a pair into one glyph, so there is no caret inside.
#[test]
fn a_dash_pair_takes_two_em() {
    let fonts = book();
    let laid = laid(&styled("他——摆渡人——来了", |s| s.indent = 0), &fonts);
    let ems: Vec<i64> = lines(&laid)[0]
        .stops
        .iter()
        .map(|(_, x)| (*x - lines(&laid)[0].start).emu() / Length::from_pt(9).emu())
        .collect();
    assert_eq!(ems, [0, 1, 3, 4, 5, 6, 8, 9, 10]);
}
