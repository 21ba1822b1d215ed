//! Properties of any page, by proptest: nothing lost, body lines on the grid, text clear of what asks for room, nothing
//! outside of its block's place, the same page again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

use banxin_edition::model::{
    Block, BlockKind, BylinePlace, Date, Edition, HeadPlace, KickerPlace, Layout, Paragraph, Photo, Picture,
    Role, Story, Wrap, WrapSides,
};
use banxin_edition::{Document, Edit};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, Memo, lay};
use banxin_measure::{CellRect, Dividing, Division, Length, Rect};
use banxin_scene::{Item, Origin};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

fn book() -> &'static FontBook {
    static BOOK: OnceLock<FontBook> = OnceLock::new();
    BOOK.get_or_init(|| FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap())
}

const TEXT: &str =
    "渡口的灯亮了三十年，老摆渡人说：“水涨落来往总得有等着。”今夏天GDP增长3.5%镇里（花换上）又给候船室装——";

fn words(count: usize, skip: usize) -> String {
    TEXT.chars().cycle().skip(skip).take(count).collect()
}

fn story(id: &str, lengths: &[usize], pictures: u32) -> Story {
    let mut story = Story { id: id.to_owned(), ..Story::default() };
    let mut number = 0;
    let mut add = |role: Role, text: String| {
        number += 1;
        story.paragraphs.push(Paragraph::plain(number, role, text));
        number
    };
    add(Role::Kicker, words(5, 0));
    add(Role::Headline, words(9, 13));
    add(Role::Byline, "本报记者 温亦舟".to_owned());
    for (at, length) in lengths.iter().enumerate() {
        if at % 3 == 2 {
            add(Role::Crosshead, words(6, at));
        }
        add(Role::Body, words(*length, at * 7));
    }
    let captions: Vec<u32> =
        (0..pictures).map(|n| add(Role::Caption, format!("图{} {}", n + 1, words(9, 3)))).collect();
    story.pictures = (1..=pictures)
        .zip(captions)
        .map(|(n, caption)| Picture { id: format!("k{n}"), caption: Some(caption), ..Picture::default() })
        .collect();
    story
}

fn cells(columns: u32, lines: u32) -> impl Strategy<Value = CellRect> {
    (0..columns, 0..lines).prop_flat_map(move |(column, line)| {
        (1..=columns - column, 1..=lines - line)
            .prop_map(move |(across, down)| CellRect::new(column, line, across, down))
    })
}

/// A part of these cells.
fn inside(of: CellRect) -> impl Strategy<Value = CellRect> {
    cells(of.columns, of.lines).prop_map(move |cells| CellRect {
        column: cells.column + of.column,
        line: cells.line + of.line,
        ..cells
    })
}

fn layout(of: CellRect) -> impl Strategy<Value = Layout> {
    let division = prop_oneof![
        3 => Just(None),
        2 => (1_u32..6, prop_oneof![Just(Dividing::Whole), Just(Dividing::Width), Just(Dividing::Unequal)])
            .prop_map(|(into, dividing)| Some(Division::into(into, dividing))),
    ];
    let byline = prop_oneof![Just(BylinePlace::Head), Just(BylinePlace::End), Just(BylinePlace::Inline)];
    let notches = prop::collection::vec(inside(of), 0..3);
    let head = prop::option::of((0..of.columns, 0..of.lines));
    (division, byline, notches, head, any::<bool>(), any::<bool>()).prop_map(
        move |(division, byline, without, head, beside, column_rules)| {
            let mut layout = Layout { without, ..Layout::default() };
            layout.head_at =
                head.map(|(column, line)| HeadPlace { column, line, columns: of.columns - column });
            layout.manner.division = division;
            layout.manner.byline = Some(byline);
            layout.manner.kicker = Some(if beside { KickerPlace::Beside } else { KickerPlace::Above });
            layout.manner.column_rules = Some(column_rules);
            layout
        },
    )
}

fn article(number: usize) -> impl Strategy<Value = (Story, Block)> {
    let lengths = prop::collection::vec(0_usize..220, 0..6);
    cells(8, 60).prop_flat_map(move |place| {
        let photos = prop::collection::vec(inside(place), 0..3);
        (lengths.clone(), layout(place), photos, 0_u32..10).prop_map(
            move |(lengths, layout, photos, head_lines)| {
                let id = format!("s{number:02}");
                let story = story(&id, &lengths, u32::try_from(photos.len()).unwrap());
                let photos: Vec<Photo> = photos
                    .iter()
                    .enumerate()
                    .map(|(n, cells)| Photo::new(format!("k{}", n + 1), *cells, 1.min(cells.lines)))
                    .collect();
                let kind = BlockKind::Article {
                    story: id,
                    headline_size: Some(Length::from_pt(18)),
                    head_lines: head_lines.min(place.lines),
                    photos,
                    boxed: false,
                    layout: Box::new(layout),
                };
                (story, Block::new(format!("b{number}"), kind, place))
            },
        )
    })
}

fn wrapped(number: usize) -> impl Strategy<Value = Block> {
    let sides = prop_oneof![
        Just(WrapSides::Both),
        Just(WrapSides::Left),
        Just(WrapSides::Right),
        Just(WrapSides::Neither),
        Just(WrapSides::Over),
    ];
    let free = (0_i64..340, 0_i64..260, 5_i64..120, 5_i64..90);
    (sides, free, 0_i64..8).prop_map(move |(sides, (x, y, width, height), away)| {
        let mm = Length::from_mm;
        let mut block = Block::new(format!("w{number}"), BlockKind::Staff, CellRect::default());
        block.stand.free = Some(Rect::new(mm(x), mm(y), mm(width), mm(height)));
        block.stand.wrap = Some(Wrap { sides, distance: mm(away) });
        block
    })
}

fn page() -> impl Strategy<Value = Edition> {
    let articles = (article(1), article(2), article(3));
    let wraps = prop::collection::vec(wrapped(0), 0..4);
    let rest = prop::option::of(cells(8, 60));
    (articles, wraps, rest).prop_map(|((one, two, three), wraps, rest)| {
        let mut edition =
            banxin_edition::template::edition("broadsheet", Date::new(2026, 11, 24).unwrap()).unwrap();
        let page = &mut edition.pages[0];
        for (story, block) in [one, two, three] {
            edition.stories.insert(story.id.clone(), story);
            page.blocks.push(block);
        }
        for (number, mut wrap) in wraps.into_iter().enumerate() {
            wrap.id = format!("w{number}");
            wrap.cells = page.grid.cover(&wrap.stand.free.unwrap());
            page.blocks.push(wrap);
        }
        if let Some(cells) = rest {
            let kind =
                BlockKind::Text { story: "s01".to_owned(), after: "b1".to_owned(), layout: Box::default() };
            page.blocks.push(Block::new("t1", kind, cells));
        }
        edition
    })
}

fn laid(edition: &Edition) -> Laid {
    lay(edition, &edition.pages[0], book())
}

/// Characters of a story on the page, blanks left out, none of them twice.
fn shown(laid: &Laid, story: &str) -> Result<usize, TestCaseError> {
    let mut shown: BTreeMap<(u32, u32), char> = BTreeMap::new();
    for item in laid.scene.blocks.iter().flat_map(|block| &block.items) {
        let Item::Glyphs(run) = item else { continue };
        let Origin::Text { story: of, paragraph, start } = &run.origin else { continue };
        if of != story {
            continue;
        }
        let parts = run.glyphs.iter().filter_map(|g| run.text.get(g.text.0 as usize..g.text.1 as usize));
        for (offset, c) in (0_u32..).zip(parts.collect::<String>().chars()) {
            let twice = shown.insert((*paragraph, start + offset), c);
            prop_assert_eq!(twice, None, "{} {} {}", story, paragraph, start + offset);
        }
    }
    Ok(shown.values().filter(|c| !c.is_whitespace()).count())
}

/// The blocks with their faces by name: a page laid from what is kept numbers them otherwise.
fn blocks(laid: &Laid) -> Vec<(String, Vec<Item>)> {
    let mut order = BTreeMap::new();
    let mut named = |item: &Item| {
        let mut item = item.clone();
        if let Item::Glyphs(run) = &mut item {
            let name = laid.scene.faces[usize::from(run.face.0)].clone();
            let next = u16::try_from(order.len()).unwrap();
            run.face = banxin_scene::FaceIndex(*order.entry(name).or_insert(next));
        }
        item
    };
    laid.scene
        .blocks
        .iter()
        .map(|block| (block.id.clone(), block.items.iter().map(&mut named).collect()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_character_is_on_the_page_or_counted(edition in page()) {
        let laid = laid(&edition);
        for (id, story) in &edition.stories {
            let all = story.paragraphs.iter().map(Paragraph::text).collect::<String>();
            let all = all.chars().filter(|c| !c.is_whitespace()).count();
            let entry = laid.ledger.articles.iter().find(|entry| entry.story == *id).unwrap();
            let over = entry.fit.overset_characters as usize;
            let there = shown(&laid, id)?;
            prop_assert!(there <= all && there + over >= all, "{}: {} of {}, {} over", id, there, all, over);
            if over > 0 {
                prop_assert!(laid.diagnostics.iter().any(|d| d.rule == "overset" && d.story.as_deref() == Some(id)));
            }
        }
    }

    #[test]
    fn body_lines_stand_on_the_grid_and_in_their_block(edition in page()) {
        let laid = laid(&edition);
        let page = &edition.pages[0];
        let em = page.grid.character;
        for block in &laid.scene.blocks {
            for line in &block.lines {
                let story = &edition.stories[&line.story];
                if story.paragraph(line.paragraph).unwrap().role != Role::Body {
                    continue;
                }
                // The em box of the body stands in the middle of a line of the grid.
                let top = line.baseline - em.scale(880, 1000) - (page.grid.line - em) / 2 - page.grid.top;
                prop_assert_eq!(top.emu().rem_euclid(page.grid.line.emu()), 0, "{:?}", line);
                prop_assert!(line.start >= block.frame.x && line.start + line.width <= block.frame.right());
                prop_assert!(line.baseline > block.frame.y && line.baseline < block.frame.bottom());
            }
        }
    }

    #[test]
    fn text_keeps_clear_of_what_asks_for_room(edition in page()) {
        let laid = laid(&edition);
        let page = &edition.pages[0];
        for wrap in page.blocks.iter().filter(|block| block.stand.wrap.is_some()) {
            let asked = wrap.stand.wrap.unwrap();
            if asked.sides == WrapSides::Over {
                continue;
            }
            let frame = wrap.stand.free.unwrap().inset(Length::ZERO - asked.distance);
            for line in laid.scene.blocks.iter().flat_map(|block| &block.lines) {
                let story = &edition.stories[&line.story];
                if !matches!(story.paragraph(line.paragraph).unwrap().role, Role::Body | Role::Crosshead) {
                    continue;
                }
                let em = page.grid.character;
                let box_of = Rect::new(line.start, line.baseline - em.scale(880, 1000), line.width, em);
                prop_assert!(!frame.overlaps(&box_of), "{:?} {:?}", frame, line);
                let ok = match asked.sides {
                    WrapSides::Left => line.start + line.width <= frame.right() || line.start < frame.x,
                    _ => true,
                };
                prop_assert!(ok || line.baseline < frame.y || line.baseline - em > frame.bottom() || line.start >= frame.right());
            }
        }
    }

    #[test]
    fn a_block_moved_and_moved_back_gives_the_same_page(edition in page(), to in cells(8, 60)) {
        let before = banxin_edition::files(&edition);
        let scene = laid(&edition).scene;
        let mut document = Document::new(edition);
        let block = document.edition().pages[0].blocks[0].clone();
        let moved = CellRect { columns: block.cells.columns, lines: block.cells.lines, ..to };
        let edit = Edit::MoveBlock { page: "01".to_owned(), block: block.id, at: 2, cells: moved };
        let mut memo = Memo::default();
        memo.lay(document.edition(), &document.edition().pages[0], book());
        if let Ok(inverse) = document.apply(&edit) {
            // What is kept of the page before gives the same page as none.
            let kept = memo.lay(document.edition(), &document.edition().pages[0], book());
            prop_assert!(blocks(&kept) == blocks(&laid(document.edition())), "kept");
            document.apply(&inverse).unwrap();
        }
        prop_assert!(before == banxin_edition::files(document.edition()), "files");
        prop_assert!(scene == laid(document.edition()).scene, "scene");
        let again = memo.lay(document.edition(), &document.edition().pages[0], book());
        prop_assert!(blocks(&again) == blocks(&laid(document.edition())), "again");
    }
}
