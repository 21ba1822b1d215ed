//! The shapes that an article can have: regions with pieces cut out, heads anywhere, columns of its own, texts that go
//! on in other blocks and round what asks for room; each case is small enough to be counted by hand.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on must fail"
)]

use banxin_edition::model::{
    Block, BlockKind, BylinePlace, Date, Direction, Edition, GradientTo, HeadPlace, KickerPlace, Layer,
    Layout, LetterOutline, Line, Look, OwnStyle, Paragraph, Pattern, Photo, Picture, Role, Shadow, Story,
    StyleChanges, SummaryPlace, Wrap, WrapSides,
};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, lay};
use banxin_measure::{CellRect, Dividing, Division, Length, Point, Rect, Turn};
use banxin_scene::{GlyphRun, Item, Origin, SceneBlock};
use std::collections::BTreeMap;
use std::path::Path;

const EM: Length = Length::from_pt(9);

fn book() -> FontBook {
    FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap()
}

/// A broadsheet with the story `s01`: a head of every part and a text of so many characters in one paragraph.
fn edition(characters: usize) -> Edition {
    let mut edition =
        banxin_edition::template::edition("broadsheet", Date::new(2026, 11, 24).unwrap()).unwrap();
    let text: String = "渡口的灯亮了三十年老摆渡人说水涨落".chars().cycle().take(characters).collect();
    let paragraphs = vec![
        Paragraph::plain(1, Role::Kicker, "云汀区"),
        Paragraph::plain(2, Role::Headline, "小院里种出大花园"),
        Paragraph::plain(3, Role::Byline, "本报记者 沈一舟"),
        Paragraph::plain(4, Role::Body, text),
    ];
    let pictures = vec![Picture { id: "k1".to_owned(), ..Picture::default() }];
    let story = Story { id: "s01".to_owned(), paragraphs, pictures, ..Story::default() };
    edition.stories.insert("s01".to_owned(), story);
    edition.pages[0].blocks.clear();
    edition
}

fn article(cells: CellRect, head_lines: u32, photos: Vec<Photo>, layout: Layout) -> Block {
    let kind = BlockKind::Article {
        story: "s01".to_owned(),
        headline_size: Some(Length::from_pt(24)),
        head_lines,
        photos,
        boxed: false,
        layout: Box::new(layout),
    };
    Block::new("b1", kind, cells)
}

fn laid(edition: &Edition) -> Laid {
    lay(edition, &edition.pages[0], &book())
}

fn block<'l>(laid: &'l Laid, id: &str) -> &'l SceneBlock {
    laid.scene.blocks.iter().find(|block| block.id == id).unwrap()
}

/// The lines of a paragraph in a block: start, width, baseline, characters.
fn lines(block: &SceneBlock, paragraph: u32) -> Vec<(Length, Length, Length, u32)> {
    let of = block.lines.iter().filter(|line| line.paragraph == paragraph);
    of.map(|line| {
        let (first, last) = (line.stops.first().unwrap(), line.stops.last().unwrap());
        (line.start, line.width, line.baseline, last.0 - first.0)
    })
    .collect()
}

fn runs(block: &SceneBlock) -> impl Iterator<Item = &GlyphRun> {
    block.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    })
}

fn rules(laid: &Laid) -> Vec<&str> {
    laid.diagnostics.iter().map(|one| one.rule).collect()
}

/// Every character of the story's paragraphs stands in the scene once.
fn assert_whole(laid: &Laid, edition: &Edition) {
    let mut shown: BTreeMap<u32, BTreeMap<u32, char>> = BTreeMap::new();
    for run in laid.scene.blocks.iter().flat_map(runs) {
        let Origin::Text { paragraph, start, .. } = &run.origin else { continue };
        let parts = run.glyphs.iter().filter_map(|g| run.text.get(g.text.0 as usize..g.text.1 as usize));
        for (offset, c) in (0_u32..).zip(parts.collect::<String>().chars()) {
            let twice = shown.entry(*paragraph).or_default().insert(start + offset, c);
            assert_eq!(twice, None, "paragraph {paragraph}, character {}", start + offset);
        }
    }
    for paragraph in &edition.stories["s01"].paragraphs {
        let found: String = shown.get(&paragraph.id).into_iter().flatten().map(|(_, c)| *c).collect();
        let blank = |c: &char| !c.is_whitespace();
        assert_eq!(
            found.chars().filter(blank).collect::<String>(),
            paragraph.text().chars().filter(blank).collect::<String>()
        );
    }
}

#[test]
fn a_long_column_breaks_into_columns_of_its_own() {
    let mut edition = edition(20 * 10 * 2 - 2);
    let division = Some(Division::into(2, Dividing::Whole));
    let mut layout = Layout::default();
    layout.manner.division = division;
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 3, 14), 4, Vec::new(), layout));
    let laid = laid(&edition);
    let found = lines(block(&laid, "b1"), 4);
    assert_eq!(found.len(), 20);
    assert!(found.iter().all(|line| line.1 == EM * 20), "{found:?}");
    let grid = &edition.pages[0].grid;
    assert_eq!((found[0].0, found[10].0), (grid.left, grid.left + EM * 21));
    assert_eq!(block(&laid, "b1").fit.unwrap().underset_lines, 0);
    assert_whole(&laid, &edition);
}

#[test]
fn text_runs_round_what_is_cut_out() {
    // An L: three columns by ten lines, the upper six lines of the last two columns cut out.
    let mut edition = edition(13 * (6 + 4 * 3) - 2);
    let layout = Layout { without: vec![CellRect::new(1, 0, 2, 6)], ..Layout::default() };
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 3, 10), 0, Vec::new(), layout));
    edition.stories.get_mut("s01").unwrap().paragraphs.retain(|p| p.role == Role::Body);
    let laid = laid(&edition);
    let found = block(&laid, "b1").fit.unwrap();
    assert_eq!((found.overset_characters, found.underset_lines), (0, 0));
    let cut = edition.pages[0].grid.rect(&CellRect::new(1, 0, 2, 6));
    assert!(
        block(&laid, "b1").lines.iter().all(|line| {
            !cut.overlaps(&Rect::new(line.start, line.baseline - EM / 2, line.width, EM / 4))
        })
    );
    // What is cut out may be another article's ground.
    let ground = Block::new("b2", BlockKind::Panel, CellRect::new(1, 0, 2, 6));
    let ad = BlockKind::Ad { client: "广告".to_owned(), file: None };
    edition.pages[0].blocks.push(ground);
    edition.pages[0].blocks.push(Block::new("b3", ad, CellRect::new(1, 0, 2, 6)));
    assert!(!rules(&self::laid(&edition)).contains(&"overlap"));
    edition.pages[0].blocks.pop();
    let ad = BlockKind::Ad { client: "广告".to_owned(), file: None };
    edition.pages[0].blocks.push(Block::new("b3", ad, CellRect::new(1, 0, 2, 7)));
    assert!(rules(&self::laid(&edition)).contains(&"overlap"));
}

#[test]
fn a_head_over_some_columns_leaves_the_others_to_the_text() {
    let mut edition = edition(300);
    let layout = Layout { head_at: Some(HeadPlace { column: 1, line: 2, columns: 2 }), ..Layout::default() };
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 4, 12), 6, Vec::new(), layout));
    let laid = laid(&edition);
    assert_whole(&laid, &edition);
    let grid = &edition.pages[0].grid;
    let head = grid.rect(&CellRect::new(1, 2, 2, 6));
    let scene = block(&laid, "b1");
    for line in scene.lines.iter().filter(|line| line.paragraph <= 3) {
        assert!(line.start >= head.x && line.baseline > head.y && line.baseline < head.bottom());
    }
    // The text begins at the top of its first column and stands above and below the head.
    let body = lines(scene, 4);
    assert!(body[0].2 < grid.line_y(1));
    let in_second = body.iter().filter(|line| line.0 == grid.column_x(1)).map(|line| line.2);
    let (above, below): (Vec<Length>, Vec<Length>) = in_second.partition(|baseline| *baseline < head.y);
    assert!(!above.is_empty() && !below.is_empty());
    assert!(below.iter().all(|baseline| *baseline > head.bottom()));
}

#[test]
fn a_text_goes_on_in_other_blocks_in_their_order() {
    let mut edition = edition(13 * 30);
    let page = &mut edition.pages[0];
    let go_on = |id: &str, after: &str, cells| {
        let (story, after) = ("s01".to_owned(), after.to_owned());
        Block::new(id, BlockKind::Text { story, after, layout: Box::default() }, cells)
    };
    // The last of the chain stands first in the list.
    page.blocks.push(go_on("b3", "b2", CellRect::new(6, 0, 2, 20)));
    page.blocks.push(article(CellRect::new(0, 0, 1, 16), 6, Vec::new(), Layout::default()));
    page.blocks.push(go_on("b2", "b1", CellRect::new(3, 40, 1, 5)));
    let laid = laid(&edition);
    assert_whole(&laid, &edition);
    let counts: Vec<usize> = ["b1", "b2", "b3"].map(|id| lines(block(&laid, id), 4).len()).to_vec();
    // 390 characters and an indent of two in lines of 13 are 31 lines; the rest is balanced over two columns.
    assert_eq!(counts, [10, 5, 16]);
    assert_eq!(block(&laid, "b1").fit, None);
    assert_eq!(block(&laid, "b3").fit.unwrap().underset_lines, 24);
    assert_eq!(laid.ledger.articles.len(), 1);
    assert_eq!(laid.ledger.articles[0].capacity_lines, 55);
}

#[test]
fn text_keeps_clear_of_what_asks_for_room() {
    let place = |sides, distance| {
        let mut edition = edition(13 * 20 - 2);
        edition.stories.get_mut("s01").unwrap().paragraphs.retain(|p| p.role == Role::Body);
        let page = &mut edition.pages[0];
        page.blocks.push(article(CellRect::new(0, 0, 1, 40), 0, Vec::new(), Layout::default()));
        let mut ad = Block::new("b2", BlockKind::Staff, CellRect::new(0, 5, 1, 1));
        // Five characters wide in the middle of the column, two lines high.
        let left = page.grid.left + EM * 4;
        ad.stand.free = Some(Rect::new(left, page.grid.line_y(5), EM * 5, page.grid.line * 2));
        ad.cells = page.grid.cover(&ad.stand.free.unwrap());
        ad.stand.wrap = Some(Wrap { sides, distance });
        page.blocks.push(ad);
        let laid = laid(&edition);
        let found = lines(block(&laid, "b1"), 4);
        let beside: Vec<Length> = found.iter().filter(|line| line.1 != EM * 13).map(|line| line.1).collect();
        let whole = !rules(&laid).contains(&"overlap");
        assert!(whole, "{sides:?}");
        (found.len(), beside)
    };
    // Four characters are less than the five that a stretch must hold: nothing stands beside it.
    assert_eq!(place(WrapSides::Both, Length::ZERO), (20, Vec::new()));
    assert_eq!(place(WrapSides::Over, Length::ZERO), (20, Vec::new()));
    let mut edition = edition(13 * 20 - 2);
    edition.paper.least_stretch = 3;
    edition.stories.get_mut("s01").unwrap().paragraphs.retain(|p| p.role == Role::Body);
    let page = &mut edition.pages[0];
    page.blocks.push(article(CellRect::new(0, 0, 1, 40), 0, Vec::new(), Layout::default()));
    let mut one = Block::new("b2", BlockKind::Staff, CellRect::new(0, 5, 1, 1));
    let free = Rect::new(page.grid.left + EM * 4, page.grid.line_y(5), EM * 5, page.grid.line * 2);
    one.stand.free = Some(free);
    one.cells = page.grid.cover(&free);
    one.stand.wrap = Some(Wrap { sides: WrapSides::Both, distance: EM / 2 });
    page.blocks.push(one);
    let laid = laid(&edition);
    // Half a character away leaves three and a half at both sides, so three on the grid of the column.
    let found = lines(block(&laid, "b1"), 4);
    let beside: Vec<(Length, Length)> =
        found.iter().filter(|line| line.1 != EM * 13).map(|line| (line.0, line.1)).collect();
    let grid = &edition.pages[0].grid;
    let expected = [(grid.left, EM * 3), (grid.left + EM * 10, EM * 3)];
    // The distance holds above and below too, where it takes the two lines that it touches.
    assert_eq!(beside, [expected, expected, expected, expected].concat());
    assert_whole(&laid, &edition);
}

#[test]
fn names_stand_where_the_article_has_them() {
    let with = |byline| {
        let mut edition = edition(60);
        let mut layout = Layout::default();
        layout.manner.byline = Some(byline);
        edition.pages[0].blocks.push(article(CellRect::new(0, 0, 2, 16), 7, Vec::new(), layout));
        let laid = laid(&edition);
        assert_whole(&laid, &edition);
        let head_foot = edition.pages[0].grid.line_y(7);
        let scene = block(&laid, "b1").clone();
        let baseline = |paragraph| {
            let of = scene.lines.iter().filter(|line| line.paragraph == paragraph);
            of.map(|line| line.baseline).collect::<Vec<_>>()
        };
        (baseline(3), baseline(4), head_foot, scene)
    };
    let (names, _, head, _) = with(BylinePlace::Head);
    assert!(names[0] < head);
    let (names, body, _, scene) = with(BylinePlace::End);
    assert!(names[0] >= *body.iter().max().unwrap() || names[0] > head);
    let last = scene.lines.last().unwrap();
    assert_eq!(last.paragraph, 3);
    let (names, body, head, scene) = with(BylinePlace::Inline);
    assert!(names[0] > head);
    assert_eq!(names[0], body[0], "the text goes on in the line of the names");
    let first: Vec<&banxin_scene::TextLine> = scene
        .lines
        .iter()
        .take_while(|line| line.paragraph != 4 || line.baseline == names[0])
        .skip_while(|line| line.paragraph < 3)
        .take(2)
        .collect();
    assert!(first.iter().all(|line| line.baseline == names[0]));
    assert_eq!(first.iter().map(|line| line.paragraph).collect::<Vec<_>>(), [3, 4]);
    // The text begins at its own first character, a character's width behind the last of the names.
    assert_eq!(first[1].stops[0].0, 0);
    let names = &first[0].stops;
    assert!(first[1].stops[0].1 >= names[names.len() - 2].1 + EM * 3 / 2);
}

#[test]
fn a_kicker_may_stand_beside_the_headline() {
    let with = |kicker| {
        let mut edition = edition(30);
        let mut layout = Layout::default();
        layout.manner.kicker = Some(kicker);
        edition.pages[0].blocks.push(article(CellRect::new(0, 0, 4, 16), 7, Vec::new(), layout));
        let laid = laid(&edition);
        assert_whole(&laid, &edition);
        let scene = block(&laid, "b1");
        let line = |paragraph| lines(scene, paragraph)[0];
        let end = |paragraph| {
            scene.lines.iter().find(|l| l.paragraph == paragraph).unwrap().stops.last().unwrap().1
        };
        (line(1), line(2), end(1))
    };
    let (kicker, headline, _) = with(KickerPlace::Above);
    assert!(kicker.2 < headline.2 - EM);
    let (kicker, headline, end) = with(KickerPlace::Beside);
    assert!(end < headline.0, "{end} {headline:?}");
    assert!((kicker.2 - headline.2).abs() < Length::from_pt(12));
}

#[test]
fn a_summary_stands_in_the_head_over_all_columns_or_in_the_first() {
    let with = |summary| {
        let mut edition = edition(60);
        let story = edition.stories.get_mut("s01").unwrap();
        let text: String = "云汀区的小院里种出了大花园".chars().cycle().take(80).collect();
        story.paragraphs.insert(3, Paragraph::plain(9, Role::Summary, text));
        let mut layout = Layout::default();
        layout.manner.summary = summary;
        edition.pages[0].blocks.push(article(CellRect::new(0, 0, 4, 20), 10, Vec::new(), layout));
        let laid = laid(&edition);
        assert_whole(&laid, &edition);
        (lines(block(&laid, "b1"), 9), edition.pages[0].grid.line_y(10))
    };
    let (in_text, head) = with(None);
    assert!(in_text.iter().all(|line| line.1 == EM * 13 && line.2 > head), "{in_text:?}");
    let (in_head, head) = with(Some(SummaryPlace::Head));
    assert!(in_head.iter().all(|line| line.1 > EM * 40 && line.2 < head), "{in_head:?}");
}

#[test]
fn captions_stand_under_their_pictures_or_together() {
    let mut edition = edition(60);
    let story = edition.stories.get_mut("s01").unwrap();
    for n in 1..=2_u32 {
        story.paragraphs.push(Paragraph::plain(10 + n, Role::Caption, format!("图{n} 渡口")));
    }
    story.pictures = (1..=2_u32)
        .map(|n| Picture { id: format!("k{n}"), caption: Some(10 + n), ..Picture::default() })
        .collect();
    let photos =
        vec![Photo::new("k1", CellRect::new(0, 4, 1, 8), 1), Photo::new("k2", CellRect::new(1, 4, 1, 8), 1)];
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 3, 20), 4, photos, Layout::default()));
    let under = laid(&edition);
    assert_whole(&under, &edition);
    let grid = edition.pages[0].grid;
    let xs = |laid: &Laid| [11, 12].map(|paragraph| lines(block(laid, "b1"), paragraph)[0].0);
    assert_eq!(xs(&under), [grid.column_x(0), grid.column_x(1)]);
    let captions = CellRect::new(2, 4, 1, 3);
    edition.pages[0].blocks[0].kind.layout_mut().unwrap().captions = Some(captions);
    for photo in edition.pages[0].blocks[0].kind.photos_mut() {
        photo.caption_lines = 0;
    }
    let gathered = laid(&edition);
    assert_whole(&gathered, &edition);
    assert_eq!(xs(&gathered), [grid.column_x(2), grid.column_x(2)]);
    // Text keeps clear of them.
    let place = grid.rect(&captions);
    for line in block(&gathered, "b1").lines.iter().filter(|line| line.paragraph == 4) {
        assert!(!place.overlaps(&Rect::new(line.start, line.baseline - EM / 2, line.width, EM / 4)));
    }
}

#[test]
fn letters_get_outlines_shadows_and_gradients_and_stay_text() {
    let mut edition = edition(30);
    let changes = StyleChanges {
        colour: Some([0, 1000, 1000, 0]),
        gradient: Some(GradientTo { colour: [0, 0, 1000, 0], direction: Direction::Down }),
        outline: Some(LetterOutline { width: Length::from_pt(1), colour: [1000, 0, 0, 0] }),
        shadow: Some(Shadow { x: Length::from_pt(2), y: Length::from_pt(2), colour: [0, 0, 0, 400] }),
        ..StyleChanges::default()
    };
    edition.paper.own_styles.insert("花题".to_owned(), OwnStyle { base: "headline".to_owned(), changes });
    let mut layout = Layout::default();
    layout.manner.head_style = Some("花题".to_owned());
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 4, 16), 7, Vec::new(), layout));
    let laid = laid(&edition);
    assert_whole(&laid, &edition);
    let scene = block(&laid, "b1");
    let headline = |item: &Item| matches!(item, Item::Glyphs(run) if matches!(run.origin, Origin::Text { paragraph: 2, .. }));
    let at = scene.items.iter().position(headline).unwrap();
    let Item::Glyphs(run) = &scene.items[at] else { panic!() };
    let gradient = run.gradient.unwrap();
    assert_eq!(gradient.to.y - gradient.from.y, run.size);
    assert!(run.spread > Length::ZERO, "red and cyan share no ink");
    let before = &scene.items[..at];
    let Item::Outline(_, pen, ink) = before.last().unwrap() else { panic!("{:?}", before.last()) };
    assert_eq!((*pen, ink.c), (Length::from_pt(2), 1000));
    assert!(matches!(before[before.len() - 2], Item::Shape(_, ink) if ink.k == 400));
}

#[test]
fn a_turned_block_fills_its_place() {
    let mut edition = edition(10);
    let kind = BlockKind::Part { story: "s01".to_owned(), paragraphs: vec![2] };
    let mut part = Block::new("b1", kind, CellRect::new(0, 0, 1, 30));
    part.stand.turn = Turn::Right;
    edition.pages[0].blocks.push(part);
    let laid = laid(&edition);
    let scene = block(&laid, "b1");
    let run = runs(scene).next().unwrap();
    assert_eq!(run.turn, Turn::Right);
    // Glyphs run downwards, in the place and nowhere else.
    assert!(run.glyphs.windows(2).all(|pair| pair[0].at.x == pair[1].at.x && pair[0].at.y < pair[1].at.y));
    let place = edition.pages[0].grid.rect(&CellRect::new(0, 0, 1, 30));
    assert!(run.glyphs.iter().all(|g| place.contains(&Rect::new(g.at.x, g.at.y, Length::ZERO, g.advance))));
    assert_eq!(scene.frame, place);
}

#[test]
fn blocks_are_painted_layer_by_layer_and_hidden_ones_are_told() {
    let mut edition = edition(10);
    let page = &mut edition.pages[0];
    for (id, layer) in [("b1", Some("上")), ("b2", None), ("b3", Some("样"))] {
        let mut staff = Block::new(id, BlockKind::Staff, CellRect::new(0, 0, 1, 1));
        staff.stand.layer = layer.map(str::to_owned);
        page.blocks.push(staff);
    }
    let layer = |name: &str, hidden| Layer { name: name.to_owned(), hidden, locked: false };
    page.layers = vec![layer("上", false), layer("样", true)];
    let laid = laid(&edition);
    let order: Vec<&str> = laid.scene.blocks.iter().map(|block| block.id.as_str()).collect();
    assert_eq!(order, ["b2", "b1"]);
    let hidden = laid.diagnostics.iter().find(|one| one.rule == "layer-hidden").unwrap();
    assert_eq!(hidden.block.as_deref(), Some("b3"));
}

#[test]
fn a_look_closes_a_region_with_a_notch() {
    let mut edition = edition(100);
    let look = Look { ground: Some([0, 0, 0, 100]), ..Look::default() };
    edition.paper.looks.insert("底".to_owned(), look);
    let mut layout = Layout { without: vec![CellRect::new(2, 10, 1, 6)], ..Layout::default() };
    layout.manner.look = Some("底".to_owned());
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 3, 16), 5, Vec::new(), layout));
    let laid = laid(&edition);
    let Item::Shape(path, _) = &block(&laid, "b1").items[0] else { panic!() };
    assert_eq!(path.segments.len(), 7);
    let cut = edition.pages[0].grid.rect(&CellRect::new(2, 10, 1, 6));
    let inside = |at: &Point| cut.inset(EM).contains(&Rect::new(at.x, at.y, Length::ZERO, Length::ZERO));
    assert!(path.segments.iter().all(|segment| match segment {
        banxin_scene::Segment::Move(at) | banxin_scene::Segment::Line(at) => !inside(at),
        _ => true,
    }));
}

#[test]
fn what_is_wrong_with_a_block_is_told_and_the_rest_shows() {
    let mut edition = edition(30);
    let page = &mut edition.pages[0];
    page.blocks.push(article(CellRect::new(0, 0, 2, 16), 7, Vec::new(), Layout::default()));
    let mut broken = article(CellRect::new(7, 0, 3, 16), 7, Vec::new(), Layout::default());
    broken.id = "b2".to_owned();
    page.blocks.push(broken);
    let go_on = |id: &str, after: &str| {
        let (story, after) = ("s01".to_owned(), after.to_owned());
        Block::new(id, BlockKind::Text { story, after, layout: Box::default() }, CellRect::new(4, 30, 1, 5))
    };
    page.blocks.push(go_on("b3", "b4"));
    page.blocks.push(go_on("b4", "b3"));
    let laid = laid(&edition);
    let broken: Vec<&str> = laid
        .diagnostics
        .iter()
        .filter(|one| one.rule == "block-broken")
        .filter_map(|one| one.block.as_deref())
        .collect();
    assert_eq!(broken, ["b2", "b3", "b4"]);
    assert_whole(&laid, &edition);
}

/// Level rules of a block that are as wide as it.
fn parting_rules(block: &SceneBlock) -> usize {
    let level = |item: &&Item| matches!(item, Item::Stroke(stroke) if stroke.from.y == stroke.to.y);
    block.items.iter().filter(level).count()
}

#[test]
fn a_rule_parts_stories_and_not_a_text_from_its_own_picture() {
    let mut edition = edition(60);
    let other = Story { id: "s02".to_owned(), ..edition.stories["s01"].clone() };
    edition.stories.insert("s02".to_owned(), other);
    let above = Block {
        kind: BlockKind::Qr { story: "s02".to_owned() },
        ..Block::new("above", BlockKind::Panel, CellRect::new(0, 0, 4, 10))
    };
    let head = article(CellRect::new(0, 12, 2, 8), 6, Vec::new(), Layout::default());
    let kind = BlockKind::Picture {
        story: "s01".to_owned(),
        picture: "k1".to_owned(),
        caption_lines: 0,
        crop: Default::default(),
    };
    let picture = Block::new("picture", kind, CellRect::new(2, 12, 2, 8));
    let kind = BlockKind::Text {
        story: "s01".to_owned(),
        after: "b1".to_owned(),
        layout: Box::new(Layout::default()),
    };
    let rest = Block::new("rest", kind, CellRect::new(2, 20, 2, 4));
    edition.pages[0].blocks = vec![above, head, picture, rest];
    let page = laid(&edition);
    assert_eq!(parting_rules(block(&page, "b1")), 1, "the other story ends above it");
    assert_eq!(parting_rules(block(&page, "rest")), 0, "its own picture stands between");
    // A rule of the designer's own parts as well.
    let line = banxin_edition::model::Line {
        pattern: Default::default(),
        width: Length::from_pt(1),
        colour: [0, 0, 0, 1000],
    };
    let own = Block::new("line", BlockKind::Rule { line }, CellRect::new(0, 11, 4, 1));
    edition.pages[0].blocks.push(own);
    assert_eq!(parting_rules(block(&laid(&edition), "b1")), 0);
}

#[test]
fn rules_between_columns_end_with_the_text() {
    // Two columns of 13 characters; 2 of indent and 63 of text fill three lines and two.
    let mut edition = edition(63);
    let mut layout = Layout::default();
    layout.manner.column_rules = Some(true);
    edition.pages[0].blocks = vec![article(CellRect::new(0, 0, 2, 20), 6, Vec::new(), layout)];
    let page = laid(&edition);
    let article = block(&page, "b1");
    let text = lines(article, 4);
    assert_eq!(text.len(), 5);
    let lowest = text.iter().map(|line| line.2).max().unwrap();
    let feet: Vec<Length> = article
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Stroke(stroke) if stroke.from.x == stroke.to.x => Some(stroke.to.y),
            _ => None,
        })
        .collect();
    assert_eq!(feet.len(), 1);
    assert!(feet[0] > lowest && feet[0] < lowest + edition.pages[0].grid.line, "{feet:?} and {lowest:?}");
}

/// A story of paragraphs of these roles and lengths, without a head.
fn told_in(edition: &mut Edition, parts: &[(Role, usize)]) {
    let text = |length| "渡口的灯亮了三十年老摆渡人说水涨落".chars().cycle().take(length).collect::<String>();
    let paragraphs = (1..).zip(parts).map(|(id, (role, length))| Paragraph::plain(id, *role, text(*length)));
    edition.stories.get_mut("s01").unwrap().paragraphs = paragraphs.collect();
}

#[test]
fn no_line_is_over_beside_an_empty_one() {
    // Twenty lines in two columns of ten: keeping the last line of the second paragraph from standing alone at the
    // second column's head would leave one empty.
    let mut edition = edition(0);
    told_in(&mut edition, &[(Role::Body, 50), (Role::Body, 86), (Role::Body, 111)]);
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 2, 10), 0, Vec::new(), Layout::default()));
    let laid = laid(&edition);
    let fit = block(&laid, "b1").fit.unwrap();
    assert_eq!((fit.overset_lines, fit.underset_lines), (0, 0));
    assert_whole(&laid, &edition);
    // With room to spare the rule is kept.
    edition.pages[0].blocks[0].cells.lines = 12;
    assert!(!rules(&self::laid(&edition)).contains(&"lone-line"));
}

#[test]
fn a_crosshead_stands_beside_a_picture_in_mid_column() {
    let mut edition = edition(0);
    let long =
        [(Role::Body, 120), (Role::Crosshead, 6), (Role::Body, 150), (Role::Crosshead, 6), (Role::Body, 400)];
    told_in(&mut edition, &long);
    edition.paper.styles.get_mut(&banxin_edition::model::StyleName::Crosshead).unwrap().half_lines = 4;
    let mut layout = Layout::default();
    layout.manner.division = Some(Division::into(1, Dividing::Whole));
    let photos = vec![Photo::new("k1", CellRect::new(2, 2, 1, 16), 0)];
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 5, 34), 0, photos, layout));
    let laid = laid(&edition);
    assert_eq!(block(&laid, "b1").fit.unwrap().overset_lines, 0);
    assert_whole(&laid, &edition);
    let picture = edition.pages[0].grid.rect(&CellRect::new(2, 2, 1, 16));
    let beside = block(&laid, "b1")
        .lines
        .iter()
        .filter(|line| line.paragraph != 2 && line.baseline > picture.y && line.baseline < picture.bottom());
    assert!(beside.count() >= 20, "text stands at both sides of the picture");
}

#[test]
fn what_lies_over_what_is_told() {
    let told = |change: &dyn Fn(&mut Edition)| {
        let mut edition = edition(200);
        let story = edition.stories.get_mut("s01").unwrap();
        story.pictures.push(Picture { id: "k2".to_owned(), ..Picture::default() });
        let photos = vec![
            Photo::new("k1", CellRect::new(0, 10, 1, 8), 0),
            Photo::new("k2", CellRect::new(1, 10, 1, 8), 0),
        ];
        edition.pages[0].blocks.push(article(CellRect::new(0, 0, 3, 40), 7, photos, Layout::default()));
        change(&mut edition);
        let laid = laid(&edition);
        let overlaps =
            laid.diagnostics.iter().filter(|one| one.rule == "overlap").map(|one| one.text.clone());
        overlaps.collect::<Vec<String>>()
    };
    assert_eq!(told(&|_| {}), [""; 0]);
    let photos = told(&|edition| {
        edition.pages[0].blocks[0].kind.photos_mut()[1].cells = CellRect::new(0, 14, 2, 8);
    });
    assert!(photos.len() == 1 && photos[0].contains("picture k1 and picture k2"), "{photos:?}");
    let over_head = |edition: &mut Edition| {
        edition.pages[0].blocks[0].kind.photos_mut()[0].cells = CellRect::new(0, 2, 1, 12);
    };
    let head = told(&over_head);
    assert!(head.len() == 1 && head[0].contains("the head and picture k1"), "{head:?}");
    // A head in white is reversed out of the picture.
    let reversed = told(&|edition| {
        over_head(edition);
        edition.paper.styles.get_mut(&banxin_edition::model::StyleName::Headline).unwrap().colour = [0; 4];
    });
    assert_eq!(reversed, [""; 0]);
    let look = Look { ground: Some([0, 0, 0, 300]), ..Look::default() };
    let panel = |first: bool| {
        let look = look.clone();
        told(&move |edition| {
            edition.paper.looks.insert("底".to_owned(), look.clone());
            let mut panel = Block::new("p1", BlockKind::Panel, CellRect::new(0, 0, 3, 40));
            panel.stand.look = Some("底".to_owned());
            let at = if first { 0 } else { 1 };
            edition.pages[0].blocks.insert(at, panel);
        })
    };
    assert_eq!(panel(true), [""; 0]);
    let covers = panel(false);
    assert!(covers.len() == 1 && covers[0].contains("covers text of block b1"), "{covers:?}");
}

#[test]
fn a_rule_parts_articles_without_touching_a_line() {
    let mut edition = edition(13 * 60);
    let mut above = article(CellRect::new(0, 0, 3, 20), 0, Vec::new(), Layout::default());
    above.id = "b0".to_owned();
    edition.pages[0].blocks.push(above);
    let below = |line, layout| {
        let mut edition = edition.clone();
        let mut story = edition.stories["s01"].clone();
        story.id = "s02".to_owned();
        edition.stories.insert("s02".to_owned(), story);
        let mut block = article(CellRect::new(0, line, 3, 30), 6, Vec::new(), layout);
        if let BlockKind::Article { story, .. } = &mut block.kind {
            *story = "s02".to_owned();
        }
        edition.pages[0].blocks.push(block);
        let laid = laid(&edition);
        let rule = self::block(&laid, "b1").items.iter().find_map(|item| match item {
            Item::Stroke(stroke) => Some((stroke.from.y, stroke.to.x - stroke.from.x)),
            _ => None,
        });
        let last = self::block(&laid, "b0").lines.iter().map(|line| line.baseline).max().unwrap();
        (rule, last, edition.pages[0].grid)
    };
    for gap in 0..3 {
        let (rule, last, grid) = below(20 + gap, Layout::default());
        let (y, width) = rule.unwrap();
        assert!(y > last + EM / 10 && y <= grid.line_y(20 + gap), "{gap}: {y} {last}");
        assert_eq!(width, grid.width_of(3));
    }
    assert_eq!(below(24, Layout::default()).0, None, "nothing ends near");
    let notched = Layout { without: vec![CellRect::new(0, 21, 1, 10)], ..Layout::default() };
    let (rule, _, grid) = below(21, notched);
    assert_eq!(rule.unwrap().1, grid.width_of(2));
}

#[test]
fn the_ledger_counts_cells_by_the_width_of_lines() {
    let mut edition = edition(55 * 20);
    edition.stories.get_mut("s01").unwrap().paragraphs.retain(|p| p.role == Role::Body);
    let mut layout = Layout::default();
    layout.manner.division = Some(Division::into(2, Dividing::Whole));
    edition.pages[0].blocks.push(article(CellRect::new(0, 0, 8, 10), 0, Vec::new(), layout));
    let laid = laid(&edition);
    // Twenty lines of 55 characters fill ten lines of eight columns, less what the last line leaves.
    assert!((76..=84).contains(&laid.ledger.text_cells), "{}", laid.ledger.text_cells);
}

#[test]
fn a_kicker_beside_comes_first_wherever_the_story_has_it() {
    let mut edition = edition(30);
    let story = edition.stories.get_mut("s01").unwrap();
    story.paragraphs.swap(0, 1);
    let mut layout = Layout::default();
    layout.manner.kicker = Some(KickerPlace::Beside);
    edition.pages[0].blocks.push(article(CellRect::new(5, 0, 3, 16), 7, Vec::new(), layout));
    let laid = laid(&edition);
    let right = edition.pages[0].grid.type_area().right();
    assert!(block(&laid, "b1").lines.iter().all(|line| line.stops.last().unwrap().1 <= right));
}

#[test]
fn absurd_numbers_leave_the_rest_of_the_page() {
    let most = u32::MAX;
    let changes: [&dyn Fn(&mut Block); 8] = [
        &|block| block.cells.columns = most,
        &|block| block.cells.column = most,
        &|block| block.kind.photos_mut()[0].cells.columns = most,
        &|block| block.kind.photos_mut()[0].cells.lines = most - 9,
        &|block| block.kind.photos_mut()[0].parts = most,
        &|block| {
            block.kind.layout_mut().unwrap().head_at =
                Some(HeadPlace { column: most, line: most, columns: most });
        },
        &|block| block.kind.layout_mut().unwrap().without = vec![CellRect::new(0, 0, most, most)],
        &|block| block.kind.layout_mut().unwrap().captions = Some(CellRect::new(0, 0, most, most)),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut edition = edition(100);
        let photos = vec![Photo::new("k1", CellRect::new(1, 20, 1, 6), 0)];
        let mut broken = article(CellRect::new(0, 0, 3, 40), 8, photos, Layout::default());
        change(&mut broken);
        edition.pages[0].blocks.push(broken);
        let text = |id: &str, cells| {
            let (story, after) = ("s01".to_owned(), "b1".to_owned());
            Block::new(id, BlockKind::Text { story, after, layout: Box::default() }, cells)
        };
        edition.pages[0].blocks.push(text("t1", CellRect::new(0, 50, most, most)));
        edition.pages[0].blocks.push(Block::new("b9", BlockKind::Folio, CellRect::new(0, 100, 8, 2)));
        let laid = laid(&edition);
        assert!(!block(&laid, "b9").items.is_empty(), "{number}");
        let told = laid.diagnostics.iter().filter(|one| one.rule == "block-broken");
        let told: Vec<&str> = told.filter_map(|one| one.block.as_deref()).collect();
        assert_eq!(told, ["b1", "t1"], "{number}");
    }
}

#[test]
fn a_frame_too_thick_for_its_gap_is_told() {
    let told = |width| {
        let mut edition = edition(100);
        let line = Line { pattern: Pattern::Solid, width, colour: [0, 0, 0, 1000] };
        edition.paper.looks.insert("框".to_owned(), Look { frame: Some(line), ..Look::default() });
        let mut layout = Layout::default();
        layout.manner.look = Some("框".to_owned());
        edition.pages[0].blocks.push(article(CellRect::new(0, 10, 3, 16), 7, Vec::new(), layout));
        rules(&laid(&edition)).contains(&"frame-thick")
    };
    assert!(!told(Length::from_pt(2)) && told(Length::from_pt(9)));
}
