//! Pages made up without a mouse: for many unlike sets of stories, closed rectangles, nothing lost, nothing over the
//! edges, text on the grid, no heading at a column's foot.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_edition::model::{
    BlockKind, Date, Edition, Page, Paragraph, Picture, Role, Story, StoryKind, StyleName,
};
use banxin_fonts::FontBook;
use banxin_makeup::arrange::arrange;
use banxin_makeup::{Laid, Memo, lay};
use banxin_measure::{Length, Rect};
use banxin_scene::{Item, Origin};
use std::collections::BTreeMap;
use std::path::Path;

/// Numbers that are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn text(&mut self, length: usize) -> String {
        let characters: Vec<char> =
            "渡口的灯亮了三十年老摆渡人说水涨落来往总得有等着今夏天镇里花换上又给候船室装".chars().collect();
        let marks: Vec<char> = "，。、；：".chars().collect();
        let mut text = String::new();
        for at in 0..length {
            let mark = at % 9 == 8;
            text.push(if mark {
                marks[self.roll(marks.len())]
            } else {
                characters[self.roll(characters.len())]
            });
        }
        text.push('。');
        text
    }
}

fn story(dice: &mut Dice, id: &str, kind: StoryKind, paragraphs: usize, pictures: usize) -> Story {
    let mut story = Story { id: id.to_owned(), kind, ..Story::default() };
    let mut add = |role: Role, text: String| {
        let number = u32::try_from(story.paragraphs.len()).unwrap() + 1;
        story.paragraphs.push(Paragraph::plain(number, role, text));
        number
    };
    if kind == StoryKind::Article {
        let length = 6 + dice.roll(14);
        add(Role::Headline, dice.text(length).replace('。', ""));
        add(Role::Byline, "本报记者 温亦舟".to_owned());
    }
    if kind == StoryKind::Photos {
        add(Role::Section, "光影".to_owned());
    }
    for number in 0..paragraphs {
        if kind == StoryKind::Article && number > 0 && number % 4 == 0 {
            add(Role::Crosshead, "渡口有灯".to_owned());
        }
        let length = 20 + dice.roll(150);
        add(Role::Body, dice.text(length));
    }
    let captions: Vec<u32> = (0..pictures)
        .map(|n| {
            let text = dice.text(12);
            add(Role::Caption, format!("图{} {text}", n + 1))
        })
        .collect();
    for (number, caption) in captions.into_iter().enumerate() {
        let id = format!("k{}", number + 1);
        story.pictures.push(Picture { id, file: None, pixels: None, caption: Some(caption) });
    }
    story
}

fn stories(dice: &mut Dice) -> Vec<Story> {
    let mut stories = Vec::new();
    for number in 0..1 + dice.roll(8) {
        let id = format!("s{:02}", number + 1);
        let kind = if number > 0 && dice.roll(5) == 0 { StoryKind::Photos } else { StoryKind::Article };
        let paragraphs = if kind == StoryKind::Photos { 1 } else { 1 + dice.roll(14) };
        let pictures = if kind == StoryKind::Photos { 1 + dice.roll(9) } else { [0, 0, 1, 2][dice.roll(4)] };
        stories.push(story(dice, &id, kind, paragraphs, pictures));
    }
    stories
}

fn book() -> FontBook {
    FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).unwrap()
}

fn made_up(template: &str, stories: Vec<Story>, fonts: &FontBook) -> (Edition, Page, Laid, Vec<String>) {
    let mut edition = banxin_edition::template::edition(template, Date::new(2026, 11, 22).unwrap()).unwrap();
    let ids: Vec<String> = stories.iter().map(|s| s.id.clone()).collect();
    edition.stories = stories.into_iter().map(|s| (s.id.clone(), s)).collect();
    let mut page = edition.pages[0].clone();
    let arrangement = arrange(&edition, &page, &ids, fonts);
    page.blocks.extend(arrangement.blocks);
    let laid = lay(&edition, &page, fonts);
    (edition, page, laid, arrangement.unplaced.into_iter().map(|(id, _)| id).collect())
}

fn each_page(check: impl Fn(&str, &Edition, &Page, &Laid, &[String])) {
    let fonts = book();
    for seed in 0..24 {
        let mut dice = Dice(seed * 77 + 5);
        let template = if seed % 3 == 2 { "tabloid" } else { "broadsheet" };
        let (edition, page, laid, unplaced) = made_up(template, stories(&mut dice), &fonts);
        check(&format!("{template} {seed}"), &edition, &page, &laid, &unplaced);
    }
}

#[test]
fn rectangles_are_closed_and_inside_the_grid() {
    each_page(|name, _, page, _, _| {
        for (at, block) in page.blocks.iter().enumerate() {
            assert!(page.grid.holds(&block.cells), "{name}: {block:?}");
            assert!(
                page.blocks.iter().skip(at + 1).all(|other| !other.cells.overlaps(&block.cells)),
                "{name}: {block:?}"
            );
            for photo in block.kind.photos() {
                let (outer, inner) = (page.grid.rect(&block.cells), page.grid.rect(&photo.cells));
                assert!(outer.contains(&inner), "{name}: {photo:?} in {block:?}");
                assert!(
                    photo.part < photo.parts && photo.cells.lines > photo.caption_lines,
                    "{name}: {photo:?}"
                );
            }
        }
    });
}

#[test]
fn every_story_is_placed_once_or_told() {
    each_page(|name, edition, page, _, unplaced| {
        for id in edition.stories.keys() {
            let times = page.blocks.iter().filter(|b| b.kind.story() == Some(id)).count();
            let told = unplaced.iter().filter(|u| *u == id).count();
            assert_eq!(times + told, 1, "{name}: {id}");
        }
    });
}

#[test]
fn every_character_of_a_placed_story_stands_on_the_page_once_or_is_counted() {
    each_page(|name, edition, page, laid, _| {
        let mut shown: BTreeMap<(String, u32), String> = BTreeMap::new();
        for item in laid.scene.blocks.iter().flat_map(|b| &b.items) {
            if let Item::Glyphs(run) = item
                && let Origin::Text { story, paragraph, .. } = &run.origin
            {
                shown.entry((story.clone(), *paragraph)).or_default().push_str(&run.text);
            }
        }
        for block in &page.blocks {
            let Some(story) = block.kind.story().and_then(|id| edition.stories.get(id)) else { continue };
            let fit =
                laid.scene.blocks.iter().find(|b| b.id == block.id).and_then(|b| b.fit).unwrap_or_default();
            let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
            let all: usize = story.paragraphs.iter().map(|p| solid(&p.text())).sum();
            let here: usize = story
                .paragraphs
                .iter()
                .map(|p| shown.get(&(story.id.clone(), p.id)).map_or(0, |text| solid(text)))
                .sum();
            assert!(
                here <= all && all - here <= fit.overset_characters as usize,
                "{name}: {} {here} {all}",
                story.id
            );
            if fit.overset_characters == 0 {
                assert_eq!(here, all, "{name}: {}", story.id);
            }
        }
    });
}

#[test]
fn only_a_story_alone_on_its_page_may_be_overset() {
    each_page(|name, _, page, laid, _| {
        let stories = page.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Folio)).count();
        for entry in laid.ledger.articles.iter().filter(|_| stories > 1) {
            assert_eq!(entry.fit.overset_lines, 0, "{name}: {entry:?}");
        }
    });
}

/// Baselines of the body, with the column edge they start near.
fn body_runs(laid: &Laid, size: Length) -> Vec<(String, u32, Length, Length)> {
    let runs = laid.scene.blocks.iter().flat_map(|b| &b.items).filter_map(|item| match item {
        Item::Glyphs(run) if run.size == size => Some(run),
        _ => None,
    });
    runs.filter_map(|run| {
        let Origin::Text { story, paragraph, .. } = &run.origin else { return None };
        let first = run.glyphs.first()?;
        Some((story.clone(), *paragraph, first.at.x, first.at.y))
    })
    .collect()
}

#[test]
fn body_lines_stand_on_the_grid() {
    each_page(|name, edition, page, laid, _| {
        let grid = &page.grid;
        let base = grid.line_y(0) + (grid.line - grid.character) / 2 + grid.character.scale(880, 1000);
        let mut found = 0;
        for (story, paragraph, _, y) in body_runs(laid, grid.character) {
            let role = edition.stories[&story].paragraph(paragraph).unwrap().role;
            if role == Role::Body {
                found += 1;
                assert_eq!((y - base).emu() % grid.line.emu(), 0, "{name}: {story} {paragraph}");
            }
        }
        assert!(found > 0, "{name}");
    });
}

#[test]
fn no_heading_stands_at_a_columns_foot() {
    each_page(|name, edition, page, laid, _| {
        let grid = &page.grid;
        let runs = body_runs(laid, grid.character);
        for (story, paragraph, x, y) in &runs {
            let parts = &edition.stories[story].paragraphs;
            let at = parts.iter().position(|p| p.id == *paragraph).unwrap();
            if parts[at].role != Role::Crosshead {
                continue;
            }
            let column =
                |x: Length| (x - grid.left).whole(grid.character * i64::from(grid.characters + grid.gap));
            let next = parts[at + 1].id;
            let below = runs
                .iter()
                .any(|(s, p, nx, ny)| s == story && *p == next && column(*nx) == column(*x) && ny > y);
            assert!(below, "{name}: {story} {paragraph}");
        }
    });
}

#[test]
fn text_keeps_off_pictures() {
    each_page(|name, _, _, laid, _| {
        for block in &laid.scene.blocks {
            let pictures: Vec<Rect> = block
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Image(image) => Some(image.frame),
                    _ => None,
                })
                .collect();
            for item in &block.items {
                let Item::Glyphs(run) = item else { continue };
                for glyph in &run.glyphs {
                    let ink = Rect::new(glyph.at.x, glyph.at.y - run.size / 2, run.size / 2, run.size / 4);
                    assert!(
                        pictures.iter().all(|p| !p.overlaps(&ink)),
                        "{name}: {} {:?}",
                        block.id,
                        run.text
                    );
                }
            }
        }
    });
}

/// What is kept from one makeup to the next never shows anything old: after each of many edits the page is as one laid
/// from nothing, but for the order of its faces.
#[test]
fn a_page_laid_again_is_the_page_laid_anew() {
    let fonts = book();
    let mut dice = Dice(11);
    let (mut edition, page, ..) = made_up("broadsheet", stories(&mut dice), &fonts);
    let ids: Vec<String> = edition.stories.keys().cloned().collect();
    edition.pages[0] = page;
    let mut memo = Memo::default();
    for round in 0..60 {
        let count = edition.pages[0].blocks.len();
        let at = dice.roll(count);
        match dice.roll(6) {
            0 => edition.pages[0].blocks[at].cells.line = u32::try_from(dice.roll(90)).unwrap(),
            1 => edition.pages[0].blocks.swap(0, at),
            2 if round % 7 == 0 => edition.pages[0].title = dice.text(4),
            3 => {
                let id = &ids[dice.roll(ids.len())];
                let story = edition.stories.get_mut(id).unwrap();
                let paragraph = dice.roll(story.paragraphs.len());
                story.paragraphs[paragraph].runs[0].text.push('灯');
            }
            4 if round % 5 == 0 => edition.paper.styles.get_mut(&StyleName::Body).unwrap().tracking += 1,
            _ => {}
        }
        let page = &edition.pages[0];
        let (again, anew) = (memo.lay(&edition, page, &fonts), lay(&edition, page, &fonts));
        assert_eq!(again.ledger, anew.ledger, "round {round}");
        assert_eq!(again.diagnostics, anew.diagnostics, "round {round}");
        assert!(named(&again) == named(&anew), "round {round}");
    }
}

/// The blocks of a page with each run's face by its name.
fn named(laid: &Laid) -> Vec<(banxin_scene::SceneBlock, Vec<banxin_scene::FaceName>)> {
    let blocks = laid.scene.blocks.iter().cloned().map(|mut block| {
        let mut names = Vec::new();
        for item in &mut block.items {
            if let Item::Glyphs(run) = item {
                names.push(laid.scene.faces[usize::from(run.face.0)].clone());
                run.face = banxin_scene::FaceIndex(0);
            }
        }
        (block, names)
    });
    blocks.collect()
}
