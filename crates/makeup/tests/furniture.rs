//! Furniture of pages (报头, 导读, 栏目头, 责编, 广告, 二维码, 线, 框): what it says, where it stands, that it keeps inside
//! its block whatever the block's size, and that the same page gives the same scene.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_edition::model::{
    Block, BlockKind, Date, Edition, GradientTo, Layer, Line, Look, Masthead, Page, PageColour, Paragraph,
    Pattern, Role, SectionHead, Stand, Story,
};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, lay};
use banxin_measure::{CellRect, Length, Point, Rect};
use banxin_scene::{Colour, Item, Origin, Path, SceneBlock, Segment};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::path::Path as FilePath;

const PATTERNS: [Pattern; 6] =
    [Pattern::Solid, Pattern::Double, Pattern::ThickThin, Pattern::Dashed, Pattern::Dotted, Pattern::Wave];

const RED: [u16; 4] = [0, 1000, 1000, 100];

fn book() -> FontBook {
    FontBook::open(&FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap()
}

fn pt(points: i64) -> Length {
    Length::from_pt(points)
}

/// A paper with something of everything, three pages, a story on the second and one on none.
fn edition() -> Edition {
    let mut edition =
        banxin_edition::template::edition("broadsheet", Date::new(2026, 11, 24).unwrap()).unwrap();
    edition.issue = Some(1234);
    edition.staff = "责编 林小舟".to_owned();
    let paper = &mut edition.paper;
    paper.name = "云汀日报".to_owned();
    paper.masthead = Masthead {
        publisher: "云汀报业集团主办".to_owned(),
        serial: "CN 00-0000".to_owned(),
        post: "00-00".to_owned(),
        site: "www.yunting.example".to_owned(),
        motto: "为云汀留一份实录".to_owned(),
        style: String::new(),
    };
    let head = |subtitle: &str, look: &str| SectionHead {
        title: "芦湾夜话".to_owned(),
        subtitle: subtitle.to_owned(),
        style: String::new(),
        look: look.to_owned(),
    };
    paper.sections.insert("plain".to_owned(), head("", ""));
    paper.sections.insert("full".to_owned(), head("说说身边的事，听听邻里的话", "tint"));
    let frame = Line { pattern: Pattern::Solid, width: pt(1), colour: RED };
    let tint = Look { ground: Some([0, 30, 80, 30]), frame: Some(frame), ..Look::default() };
    paper.looks.insert("tint".to_owned(), tint);
    edition.pages[0].blocks.clear();
    for number in ["02", "03"] {
        let page = Page { number: number.to_owned(), ..edition.pages[0].clone() };
        edition.pages.push(page);
    }
    for (id, heads) in [("s01", vec!["小院里种出“大花园”", "芦湾的一天"]), ("s02", vec!["老渡口重开航线"])]
    {
        let mut story = Story { id: id.to_owned(), ..Story::default() };
        for (number, head) in (1..).zip(heads) {
            story.paragraphs.push(Paragraph::plain(number, Role::Headline, head));
        }
        edition.stories.insert(id.to_owned(), story);
    }
    let article = BlockKind::Article {
        story: "s01".to_owned(),
        headline_size: None,
        head_lines: 4,
        photos: Vec::new(),
        boxed: false,
        layout: Box::default(),
    };
    edition.pages[1].blocks.push(Block::new("a", article, CellRect::new(0, 0, 4, 20)));
    edition
}

/// Lays one block on the first page.
fn lay_one(edition: &Edition, block: Block, fonts: &FontBook) -> Laid {
    let page = Page { blocks: vec![block], ..edition.pages[0].clone() };
    lay(edition, &page, fonts)
}

fn cells(columns: u32, lines: u32) -> CellRect {
    CellRect::new(0, 0, columns, lines)
}

/// A block at a place off the grid.
fn free(kind: BlockKind, place: Rect) -> Block {
    let stand = Stand { free: Some(place), ..Stand::default() };
    Block { stand, ..Block::new("b", kind, cells(1, 1)) }
}

fn guide(stories: &[&str]) -> BlockKind {
    let stories = stories.iter().map(|id| (*id).to_owned()).collect();
    BlockKind::Guide { title: "今日导读".to_owned(), stories }
}

fn rule_of(pattern: Pattern, width: Length) -> BlockKind {
    BlockKind::Rule { line: Line { pattern, width, colour: RED } }
}

/// The words of a block, run by run joined where one word follows another on a line.
fn words(block: &SceneBlock) -> Vec<(String, &Origin, Colour, Length, Point)> {
    let mut words: Vec<(String, &Origin, Colour, Length, Point)> = Vec::new();
    for item in &block.items {
        let Item::Glyphs(run) = item else { continue };
        let at = run.glyphs.first().unwrap().at;
        match words.last_mut() {
            Some((text, origin, ..)) if **origin == run.origin && text.ends_with(' ') => {
                text.push_str(&run.text);
            }
            _ => words.push((run.text.clone(), &run.origin, run.colour, run.size, at)),
        }
    }
    words
}

fn all_words(block: &SceneBlock) -> String {
    words(block).into_iter().map(|(text, ..)| text).collect()
}

fn rules(laid: &Laid) -> Vec<&'static str> {
    laid.diagnostics.iter().map(|d| d.rule).collect()
}

/// The places that a path's line goes through, closely enough.
fn trace(path: &Path) -> Vec<(f64, f64)> {
    let of = |at: Point| (at.x.to_pt(), at.y.to_pt());
    let mut from = (0.0, 0.0);
    let mut traced = Vec::new();
    for segment in &path.segments {
        match segment {
            Segment::Move(to) | Segment::Line(to) => {
                from = of(*to);
                traced.push(from);
            }
            Segment::Curve(a, b, to) => {
                let (a, b, to) = (of(*a), of(*b), of(*to));
                for step in 1..=16 {
                    let t = f64::from(step) / 16.0;
                    let at = |p: f64, q: f64, r: f64, s: f64| {
                        let u = 1.0 - t;
                        u * u * u * p + 3.0 * u * u * t * q + 3.0 * u * t * t * r + t * t * t * s
                    };
                    traced.push((at(from.0, a.0, b.0, to.0), at(from.1, a.1, b.1, to.1)));
                }
                from = to;
            }
            Segment::Close => {}
        }
    }
    traced
}

/// What of a block lies outside its frame: by more than a thousandth of a point, since half a pen may be half a unit.
fn outside(block: &SceneBlock) -> Vec<String> {
    let frame = &block.frame;
    let holds = |x: f64, y: f64, pen: f64| {
        let spare = pen - 0.001;
        x - spare >= frame.x.to_pt()
            && x + spare <= frame.right().to_pt()
            && y - spare >= frame.y.to_pt()
            && y + spare <= frame.bottom().to_pt()
    };
    let rect_holds = |rect: &Rect| {
        holds(rect.x.to_pt(), rect.y.to_pt(), 0.0) && holds(rect.right().to_pt(), rect.bottom().to_pt(), 0.0)
    };
    let inside = |item: &Item| match item {
        Item::Fill(rect, _) => rect_holds(rect),
        Item::Image(image) => rect_holds(&image.frame),
        Item::Stroke(stroke) => {
            let half = stroke.width.to_pt() / 2.0;
            let (dx, dy) = if stroke.from.x == stroke.to.x { (half, 0.0) } else { (0.0, half) };
            [stroke.from, stroke.to].iter().all(|at| {
                let (x, y) = (at.x.to_pt(), at.y.to_pt());
                holds(x - dx, y - dy, 0.0) && holds(x + dx, y + dy, 0.0)
            })
        }
        Item::Shape(path, _) | Item::Shade(path, _) => trace(path).iter().all(|(x, y)| holds(*x, *y, 0.0)),
        Item::Outline(path, pen, _) => trace(path).iter().all(|(x, y)| holds(*x, *y, pen.to_pt() / 2.0)),
        Item::Glyphs(run) => run.glyphs.iter().all(|glyph| {
            let (x, y) = ((glyph.at.x + glyph.advance / 2).to_pt(), glyph.at.y.to_pt());
            let size = run.size.to_pt();
            holds(x, y - size * 0.88, 0.0) && holds(x, y + size * 0.12, 0.0)
        }),
    };
    block.items.iter().filter(|item| !inside(item)).map(|item| format!("{item:?}")).collect()
}

#[test]
fn a_masthead_says_what_the_paper_and_the_edition_say() {
    let (edition, fonts) = (edition(), book());
    let laid = lay_one(&edition, Block::new("b", BlockKind::Masthead, cells(8, 15)), &fonts);
    let block = &laid.scene.blocks[0];
    let said = all_words(block);
    for words in [
        "云汀日报",
        "2026年11月24日",
        "星期二",
        "农历丙午年十月十六",
        "第1234期",
        "今日3版",
        "云汀报业集团主办",
        "国内统一连续出版物号 CN 00-0000",
        "邮发代号 00-00",
        "www.yunting.example",
        "为云汀留一份实录",
    ] {
        assert_eq!(said.matches(words).count(), 1, "{words} in {said}");
    }
    assert!(words(block).iter().all(|(_, origin, ..)| matches!(origin, Origin::Field(_))));
    assert!(laid.diagnostics.is_empty(), "{:?}", laid.diagnostics);
}

#[test]
fn a_masthead_leaves_out_what_nobody_says_and_keeps_a_number_s_own_words() {
    let (mut edition, fonts) = (edition(), book());
    edition.issue = None;
    edition.paper.masthead =
        Masthead { serial: "国内统一刊号 CN 00-0000".to_owned(), ..Masthead::default() };
    for size in [cells(8, 15), cells(5, 15), cells(3, 13)] {
        let laid = lay_one(&edition, Block::new("b", BlockKind::Masthead, size), &fonts);
        let said = all_words(&laid.scene.blocks[0]);
        for words in ["第", "邮发", "出版物号", "主办", "www"] {
            assert!(!said.contains(words), "{words} in {said}");
        }
        assert!(said.contains("国内统一刊号 CN 00-0000"), "{said}");
    }
}

#[test]
fn a_masthead_takes_the_form_of_its_block() {
    let (edition, fonts) = (edition(), book());
    let place = |size: CellRect| {
        let laid = lay_one(&edition, Block::new("b", BlockKind::Masthead, size), &fonts);
        let block = laid.scene.blocks[0].clone();
        assert_eq!(outside(&block), Vec::<String>::new());
        let of = |start: &str| {
            let found = words(&block).into_iter().find(|(text, ..)| text.starts_with(start));
            let (_, _, _, size, at) = found.unwrap_or_else(|| panic!("{start}"));
            (at, size)
        };
        [of("云"), of("2026"), of("第")]
    };
    // A strip over the page: the date at the left of the name, the number at its right.
    let [(name, size), (date, small), (issue, _)] = place(cells(8, 15));
    assert!(date.x < name.x && name.x < issue.x && date.y < name.y, "{date:?} {name:?} {issue:?}");
    assert!(size > small * 5, "{size:?} {small:?}");
    // Five columns: both at its right.
    let [(name, _), (date, _), (issue, _)] = place(cells(5, 15));
    assert!(name.x < date.x && date.x == issue.x && date.y < issue.y, "{date:?} {name:?} {issue:?}");
    // Three columns: both under it.
    let [(name, size), (date, small), (issue, _)] = place(cells(3, 13));
    assert!(name.y < date.y && name.y < issue.y && size > small * 5, "{date:?} {name:?} {issue:?}");
}

#[test]
fn a_masthead_is_red_only_where_the_page_has_red() {
    let (mut edition, fonts) = (edition(), book());
    for (colour, red) in
        [(PageColour::Full, true), (PageColour::BlackAndRed, true), (PageColour::Black, false)]
    {
        edition.pages[0].colour = colour;
        let laid = lay_one(&edition, Block::new("b", BlockKind::Masthead, cells(8, 15)), &fonts);
        let block = &laid.scene.blocks[0];
        let (_, _, ink, ..) = words(block).into_iter().find(|(text, ..)| text == "云汀日报").unwrap();
        assert_eq!(ink.is_black_only(), !red, "{colour:?}");
        let black = block.items.iter().all(|item| match item {
            Item::Stroke(stroke) => stroke.colour.is_black_only(),
            Item::Glyphs(run) => run.colour.is_black_only(),
            _ => false,
        });
        assert_eq!(black, !red, "{colour:?}");
    }
}

#[test]
fn a_masthead_without_room_says_so() {
    let (edition, fonts) = (edition(), book());
    let laid = lay_one(&edition, Block::new("b", BlockKind::Masthead, cells(1, 1)), &fonts);
    assert_eq!(rules(&laid), ["masthead-overset"]);
    assert_eq!(all_words(&laid.scene.blocks[0]), "云汀日报");
}

#[test]
fn a_guide_quotes_heads_with_their_pages() {
    let (edition, fonts) = (edition(), book());
    let laid = lay_one(&edition, Block::new("b", guide(&["s01", "s02"]), cells(3, 14)), &fonts);
    let block = &laid.scene.blocks[0];
    let said = all_words(block);
    assert!(said.starts_with("今日导读小院里种出“大花园”\u{3000}芦湾的一天"), "{said}");
    assert!(said.contains("02版") && said.contains("……"), "{said}");
    assert!(said.ends_with("老渡口重开航线"), "{said}");
    assert!(words(block).iter().all(|(_, origin, ..)| **origin == Origin::Generated));
    // The second stands nowhere.
    assert_eq!(rules(&laid), ["guide-nowhere"]);
    assert_eq!(laid.diagnostics[0].story.as_deref(), Some("s02"));
    // The page stands at the right edge, less the air inside the frame.
    let page = block.items.iter().find_map(|item| match item {
        Item::Glyphs(run) if run.text.contains('版') => run.glyphs.last(),
        _ => None,
    });
    let page = page.unwrap();
    let right = page.at.x + page.advance;
    assert!((right - (block.frame.right() - pt(9))).abs() < pt(1), "{right:?} {:?}", block.frame);
}

#[test]
fn a_guide_passes_over_hidden_layers_and_counts_what_does_not_fit() {
    let (mut edition, fonts) = (edition(), book());
    edition.pages[1].layers.push(Layer { name: "草".to_owned(), hidden: true, locked: false });
    edition.pages[1].blocks[0].stand.layer = Some("草".to_owned());
    let laid = lay_one(&edition, Block::new("b", guide(&["s01"]), cells(3, 8)), &fonts);
    assert_eq!(rules(&laid), ["guide-nowhere"]);
    let many: Vec<&str> = std::iter::repeat_n("s01", 9).collect();
    let laid = lay_one(&self::edition(), Block::new("b", guide(&many), cells(3, 10)), &fonts);
    assert_eq!(rules(&laid), ["guide-overset"]);
    let shown = all_words(&laid.scene.blocks[0]).matches("小院").count();
    let left = 9 - shown;
    assert!(shown > 0 && laid.diagnostics[0].text.starts_with(&format!("{left} of the 9")), "{laid:?}");
}

#[test]
fn a_page_s_own_staff_comes_before_the_edition_s() {
    let (mut edition, fonts) = (edition(), book());
    for kind in [BlockKind::Staff, BlockKind::Folio] {
        edition.pages[0].staff = None;
        let laid = lay_one(&edition, Block::new("b", kind.clone(), cells(8, 2)), &fonts);
        assert!(all_words(&laid.scene.blocks[0]).contains("责编 林小舟"));
        edition.pages[0].staff = Some("责编 何渡".to_owned());
        let laid = lay_one(&edition, Block::new("b", kind, cells(8, 2)), &fonts);
        let said = all_words(&laid.scene.blocks[0]);
        assert!(said.contains("责编 何渡") && !said.contains("林小舟"), "{said}");
    }
    // Ranged right.
    let laid = lay_one(&edition, Block::new("b", BlockKind::Staff, cells(8, 2)), &fonts);
    let block = &laid.scene.blocks[0];
    let Some(Item::Glyphs(run)) = block.items.last() else { panic!("{block:?}") };
    let last = run.glyphs.last().unwrap();
    assert!((block.frame.right() - last.at.x - last.advance).abs() < pt(1), "{last:?}");
}

#[test]
fn a_section_head_sets_its_line_beside_it_or_below() {
    let (edition, fonts) = (edition(), book());
    let head = |section: &str, size| {
        let kind = BlockKind::Section { section: section.to_owned() };
        lay_one(&edition, Block::new("b", kind, size), &fonts)
    };
    let wide = head("full", cells(3, 3));
    let block = &wide.scene.blocks[0];
    assert_eq!(all_words(block), "芦湾夜话说说身边的事，听听邻里的话");
    let lines = |block: &SceneBlock| -> std::collections::BTreeSet<Length> {
        words(block).into_iter().map(|(.., at)| at.y).collect()
    };
    assert_eq!(lines(block).len(), 1);
    // The ground of its look lies behind the words, the frame before them.
    assert!(matches!(block.items.first(), Some(Item::Fill(..))), "{block:?}");
    assert_eq!(block.items.iter().filter(|item| matches!(item, Item::Stroke(_))).count(), 4);
    assert!(wide.diagnostics.is_empty(), "{:?}", wide.diagnostics);
    let narrow = head("full", cells(1, 4));
    assert_eq!(lines(&narrow.scene.blocks[0]).len(), 2);
    assert_eq!(rules(&narrow), ["section-squeezed"]);
    let plain = head("plain", cells(1, 2));
    assert_eq!(all_words(&plain.scene.blocks[0]), "芦湾夜话");
    assert!(plain.diagnostics.is_empty());
}

#[test]
fn a_code_has_modules_of_just_their_size_in_the_middle_of_its_place() {
    let (edition, fonts) = (edition(), book());
    let module = Length::parse("0.5mm").unwrap();
    let content = "https://www.yunting.example/20261124".to_owned();
    let laid = lay_one(&edition, Block::new("b", BlockKind::Code { content, module }, cells(1, 12)), &fonts);
    let block = &laid.scene.blocks[0];
    let dark: Vec<&Rect> = block
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Fill(rect, Colour::BLACK) => Some(rect),
            _ => None,
        })
        .collect();
    for rect in &dark {
        assert_eq!(rect.height, module);
        assert_eq!(rect.width.emu() % module.emu(), 0);
    }
    let left = dark.iter().map(|r| r.x).min().unwrap();
    let right = dark.iter().map(|r| r.right()).max().unwrap();
    let top = dark.iter().map(|r| r.y).min().unwrap();
    let bottom = dark.iter().map(|r| r.bottom()).max().unwrap();
    let across = (right - left).emu() / module.emu();
    assert_eq!(((right - left).emu() % module.emu(), (across - 17) % 4), (0, 0), "{across} modules");
    assert_eq!(bottom - top, right - left);
    assert!(((left - block.frame.x) - (block.frame.right() - right)).abs() <= Length::from_emu(1));
    assert!(((top - block.frame.y) - (block.frame.bottom() - bottom)).abs() <= Length::from_emu(1));
    // The pattern that a reader looks for: seven dark modules at the top left.
    assert!(dark.contains(&&Rect::new(left, top, module * 7, module)));
    // Its light modules are bare paper.
    let quiet = Rect::new(left, top, right - left, right - left).inset(-(module * 4));
    assert!(block.items.contains(&Item::Fill(quiet, Colour::PAPER)));
    assert_eq!(rules(&laid), Vec::<&str>::new());
}

#[test]
fn a_code_that_cannot_be_shown_or_read_is_told() {
    let (edition, fonts) = (edition(), book());
    let code = |content: String, module: &str, size| {
        let kind = BlockKind::Code { content, module: Length::parse(module).unwrap() };
        lay_one(&edition, Block::new("b", kind, size), &fonts)
    };
    assert_eq!(rules(&code("云汀".to_owned(), "0.39mm", cells(1, 9))), ["qr-small"]);
    assert_eq!(rules(&code("云汀".to_owned(), "0.4mm", cells(1, 9))), Vec::<&str>::new());
    // 21 modules and twice four light ones: 29, of 12 pt in two lines of 12 pt.
    let laid = code("云汀".to_owned(), "1mm", cells(1, 2));
    assert_eq!(rules(&laid), ["qr-overset"]);
    assert!(matches!(laid.scene.blocks[0].items[..], [Item::Image(_)]));
    let long = code("https://yunting.example/".repeat(80), "0.4mm", cells(8, 116));
    assert_eq!(rules(&long), Vec::<&str>::new());
    assert_eq!(rules(&code("云".repeat(1500), "0.4mm", cells(8, 116))).last(), Some(&"qr-too-long"));
}

#[test]
fn an_advertisement_fills_its_place_or_says_what_is_missing() {
    let (edition, fonts) = (edition(), book());
    let ad = |file: Option<&str>| {
        let kind = BlockKind::Ad { client: "云汀银行".to_owned(), file: file.map(str::to_owned) };
        lay_one(&edition, Block::new("b", kind, cells(4, 30)), &fonts)
    };
    let there = ad(Some("ads/0123.jpg"));
    let block = &there.scene.blocks[0];
    let [Item::Image(image)] = &block.items[..] else { panic!("{block:?}") };
    assert_eq!(
        (image.frame, image.placed, image.file.as_deref()),
        (block.frame, block.frame, Some("ads/0123.jpg"))
    );
    assert_eq!((rules(&there), there.ledger.ad_cells, there.ledger.head_cells), (vec![], 120, 0));
    let missing = ad(None);
    let block = &missing.scene.blocks[0];
    assert_eq!(all_words(block), "广告云汀银行174.6 × 127.0 mm");
    assert!(words(block).iter().all(|(_, origin, ink, ..)| {
        **origin == Origin::Generated && ink.is_black_only() && ink.k < 1000
    }));
    assert_eq!((rules(&missing), missing.ledger.ad_cells), (vec!["ad-missing"], 120));
    assert!(matches!(block.items.first(), Some(Item::Fill(rect, _)) if *rect == block.frame));
}

#[test]
fn a_rule_runs_along_the_longer_side_in_the_middle() {
    let (edition, fonts) = (edition(), book());
    for (width, height) in [(300, 12), (12, 300)] {
        let place = Rect::new(pt(100), pt(200), pt(width), pt(height));
        for (pattern, shares) in [
            (Pattern::Solid, vec![(0, 6)]),
            (Pattern::Double, vec![(0, 2), (4, 2)]),
            (Pattern::ThickThin, vec![(0, 3), (5, 1)]),
        ] {
            let laid = lay_one(&edition, free(rule_of(pattern, pt(6)), place), &fonts);
            let strokes = laid.scene.blocks[0].items.iter().map(|item| match item {
                Item::Stroke(stroke) => *stroke,
                other => panic!("{other:?}"),
            });
            let edges: Vec<(Length, Length)> = strokes
                .map(|stroke| {
                    let (from, to, at, start) = if width > height {
                        (stroke.from.x, stroke.to.x, stroke.from.y, place.y)
                    } else {
                        (stroke.from.y, stroke.to.y, stroke.from.x, place.x)
                    };
                    assert_eq!(to - from, pt(300));
                    (at - stroke.width / 2 - start - pt(3), stroke.width)
                })
                .collect();
            let wanted: Vec<_> = shares.into_iter().map(|(from, wide)| (pt(from), pt(wide))).collect();
            assert_eq!(edges, wanted, "{pattern:?}");
        }
    }
}

#[test]
fn dashes_and_dots_begin_and_end_with_a_whole_one() {
    let (edition, fonts) = (edition(), book());
    for length in [50, 51, 52, 53, 54, 55, 147, 300] {
        let place = Rect::new(pt(100), pt(200), pt(length), pt(12));
        let laid = lay_one(&edition, free(rule_of(Pattern::Dashed, pt(2)), place), &fonts);
        let dashes: Vec<Rect> = laid.scene.blocks[0]
            .items
            .iter()
            .map(|item| match item {
                Item::Fill(rect, _) => *rect,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!((dashes[0].x, dashes.last().unwrap().right()), (place.x, place.right()));
        assert!(dashes.iter().all(|dash| dash.width == pt(6) && dash.height == pt(2) && dash.y == pt(205)));
        let gaps: Vec<Length> = dashes.windows(2).map(|pair| pair[1].x - pair[0].right()).collect();
        let (least, most) = (gaps.iter().min().unwrap(), gaps.iter().max().unwrap());
        assert!(
            *least >= pt(3) && *most <= pt(5) && *most - *least <= Length::from_emu(1),
            "{length}: {gaps:?}"
        );
        let laid = lay_one(&edition, free(rule_of(Pattern::Dotted, pt(2)), place), &fonts);
        let [Item::Shape(path, _)] = &laid.scene.blocks[0].items[..] else { panic!("one shape") };
        let dots = path.segments.iter().filter(|s| matches!(s, Segment::Close)).count();
        let traced = trace(path);
        let left = traced.iter().map(|(x, _)| *x).fold(f64::MAX, f64::min);
        let right = traced.iter().map(|(x, _)| *x).fold(f64::MIN, f64::max);
        assert!((left - 100.0).abs() < 0.001 && (right - 100.0 - length as f64).abs() < 0.001, "{length}");
        let pitch = (length as f64 - 2.0) / (dots as f64 - 1.0);
        assert!((3.5..4.5).contains(&pitch), "{length}: {pitch}");
    }
}

#[test]
fn a_frame_lies_inside_with_its_thick_line_outside() {
    let (mut edition, fonts) = (edition(), book());
    let place = Rect::new(pt(100), pt(200), pt(90), pt(60));
    let frame = Line { pattern: Pattern::ThickThin, width: pt(6), colour: RED };
    edition.paper.looks.insert("f".to_owned(), Look { frame: Some(frame), ..Look::default() });
    let mut panel = free(BlockKind::Panel, place);
    panel.stand.look = Some("f".to_owned());
    let sharp = lay_one(&edition, panel.clone(), &fonts);
    let widths: Vec<Length> = sharp.scene.blocks[0]
        .items
        .iter()
        .map(|item| match item {
            Item::Stroke(stroke) => stroke.width,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(widths, [vec![pt(3); 4], vec![pt(1); 4]].concat());
    let Item::Stroke(top) = &sharp.scene.blocks[0].items[0] else { panic!("a stroke") };
    // From corner to corner, so that no notch shows.
    assert_eq!((top.from.x, top.to.x, top.from.y * 2), (place.x, place.right(), place.y * 2 + pt(3)));
    edition.paper.looks.get_mut("f").unwrap().radius = Some(pt(10));
    let round = lay_one(&edition, panel, &fonts);
    let [Item::Outline(outer, thick, _), Item::Outline(_, thin, _)] = &round.scene.blocks[0].items[..] else {
        panic!("two outlines")
    };
    assert_eq!((*thick, *thin), (pt(3), pt(1)));
    // The outer line's own outer edge is rounded by the radius.
    assert_eq!(outer.segments[0], Segment::Move(Point::new(pt(110), place.y + pt(3) / 2)));
}

#[test]
fn waves_and_round_frames_are_few_items_that_close() {
    let (mut edition, fonts) = (edition(), book());
    let place = Rect::new(pt(100), pt(200), pt(333), pt(77));
    for pattern in [Pattern::Wave, Pattern::Dotted] {
        for radius in [None, Some(pt(20))] {
            let frame = Some(Line { pattern, width: pt(3), colour: RED });
            edition.paper.looks.insert("f".to_owned(), Look { frame, radius, ..Look::default() });
            let mut panel = free(BlockKind::Panel, place);
            panel.stand.look = Some("f".to_owned());
            let laid = lay_one(&edition, panel, &fonts);
            let [item] = &laid.scene.blocks[0].items[..] else { panic!("one item") };
            let (Item::Outline(path, ..) | Item::Shape(path, _)) = item else { panic!("{item:?}") };
            let traced = trace(path);
            // It comes as near to each side as its width lets it, and a wave ends where it began.
            let middle = |along: f64, from: f64, to: f64| (along - from).abs().min((to - along).abs());
            for (from, to, x) in [(100.0, 433.0, true), (200.0, 277.0, false)] {
                let nearest = traced.iter().map(|at| middle(if x { at.0 } else { at.1 }, from, to));
                let nearest = nearest.fold(f64::MAX, f64::min);
                assert!(nearest < 0.45, "{pattern:?} {radius:?}: {nearest}");
            }
            if pattern == Pattern::Wave {
                let (first, last) = (traced[0], traced[traced.len() - 1]);
                let apart = (first.0 - last.0).abs().max((first.1 - last.1).abs());
                assert!(apart < 0.001, "{radius:?}: {first:?} {last:?}");
            }
        }
    }
}

/// A block of some kind, on the grid or off it, with or without a look.
fn blocks() -> impl Strategy<Value = (Block, Look)> {
    let pattern = || (0..PATTERNS.len()).prop_map(|at| PATTERNS[at]);
    let length = || prop_oneof![Just(0i64), 1i64..400_000, 1i64..4_000_000];
    let line = move || {
        (pattern(), length()).prop_map(|(pattern, width)| Line {
            pattern,
            width: Length::from_emu(width),
            colour: RED,
        })
    };
    let kind = (0..9u8, line(), length()).prop_map(|(kind, line, module)| match kind {
        0 => BlockKind::Masthead,
        1 => BlockKind::Staff,
        2 => BlockKind::Section { section: "full".to_owned() },
        3 => BlockKind::Section { section: "plain".to_owned() },
        4 => BlockKind::Rule { line },
        5 => BlockKind::Ad { client: "云汀银行".to_owned(), file: None },
        6 => BlockKind::Code { content: "云汀".to_owned(), module: Length::from_emu(module) },
        7 => guide(&["s01", "s02", "s01"]),
        _ => BlockKind::Panel,
    });
    let place = prop_oneof![
        (1u32..=8, 1u32..=116).prop_map(|(columns, lines)| (cells(columns, lines), None)),
        (-20i64..900, -20i64..1300, -3i64..20_000_000, -3i64..20_000_000).prop_map(
            |(x, y, width, height)| {
                let (width, height) = (Length::from_emu(width), Length::from_emu(height));
                (cells(1, 1), Some(Rect::new(pt(x), pt(y), width, height)))
            }
        ),
    ];
    let look = (proptest::option::of(line()), proptest::option::of(length()), any::<bool>(), any::<bool>());
    (kind, place, look, any::<bool>()).prop_map(|(kind, (cells, free), look, shown)| {
        let (frame, radius, ground, fades) = look;
        let gradient = fades.then(|| GradientTo { colour: RED, direction: Default::default() });
        let look = Look {
            base: None,
            ground: ground.then_some([0, 0, 0, 100]),
            gradient,
            frame,
            radius: radius.map(Length::from_emu),
        };
        let stand = Stand { free, look: shown.then(|| "f".to_owned()), ..Stand::default() };
        (Block { stand, ..Block::new("b", kind, cells) }, look)
    })
}

#[test]
fn whatever_its_size_a_block_keeps_inside_its_frame_and_is_laid_the_same_again() {
    let fonts = book();
    let strategy = (blocks(), 0..3u8);
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 600, failure_persistence: None, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let checked = runner.run(&strategy, |((block, look), colour)| {
        let mut edition = edition();
        edition.paper.looks.insert("f".to_owned(), look);
        edition.pages[0].colour =
            [PageColour::Black, PageColour::BlackAndRed, PageColour::Full][usize::from(colour)];
        let laid = lay_one(&edition, block.clone(), &fonts);
        prop_assert_eq!(outside(&laid.scene.blocks[0]), Vec::<String>::new());
        prop_assert!(laid.scene.blocks[0].items.len() < 20_000);
        let again = lay_one(&edition, block, &fonts);
        prop_assert_eq!(laid.scene, again.scene);
        Ok(())
    });
    checked.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn absurd_places_are_laid_without_a_word_too_much() {
    let (mut edition, fonts) = (edition(), book());
    let absurd = [Length::ZERO, Length::from_emu(1), pt(-50), Length::from_mm(999_999_999)];
    let frame = |pattern| Line { pattern, width: Length::from_emu(1), colour: RED };
    for pattern in PATTERNS {
        for radius in [None, Some(pt(-3)), Some(Length::from_mm(999_999_999))] {
            let look = Look { frame: Some(frame(pattern)), radius, ground: Some(RED), ..Look::default() };
            edition.paper.looks.insert("f".to_owned(), look);
            for (width, height) in absurd.iter().flat_map(|w| absurd.iter().map(move |h| (*w, *h))) {
                let place = Rect::new(pt(10), pt(10), width, height);
                for kind in [
                    BlockKind::Panel,
                    rule_of(pattern, Length::from_emu(1)),
                    BlockKind::Masthead,
                    guide(&["s01"]),
                ] {
                    let mut block = free(kind, place);
                    block.stand.look = Some("f".to_owned());
                    let items = lay_one(&edition, block, &fonts).scene.blocks[0].items.len();
                    assert!(items < 20_000, "{pattern:?} {width:?} {height:?}: {items}");
                }
            }
        }
    }
}
