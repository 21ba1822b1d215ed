//! How fast a page is made up: `cargo bench -p banxin-makeup`.
//!
//! Budgets for a full 对开 page (12,000 cells, 12 articles, 10 pictures), faces loaded: cold under 40 ms; after one
//! character typed in the lead under 2 ms; after moving a picture that text wraps under 8 ms.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a benchmark ends by panicking")]

use banxin_edition::model::{
    Block, BlockKind, Date, Edition, Layout, Paragraph, Photo, Picture, Role, Story, Wrap, WrapSides,
};
use banxin_edition::{Document, Edit};
use banxin_fonts::FontBook;
use banxin_makeup::{Memo, lay};
use banxin_measure::{CellRect, Dividing, Division, Length};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

const ROUNDS: usize = 41;
const PAGE: &str = "01";

/// Columns, lines and pictures of the twelve articles: the page is full.
const ARTICLES: [(u32, u32, u32, u32, usize); 12] = [
    (0, 3, 5, 38, 2),
    (5, 3, 3, 20, 1),
    (5, 24, 3, 17, 1),
    (0, 42, 3, 26, 1),
    (3, 42, 3, 26, 1),
    (6, 42, 2, 26, 0),
    (0, 69, 2, 22, 0),
    (2, 69, 4, 22, 1),
    (6, 69, 2, 22, 1),
    (0, 92, 3, 24, 1),
    (3, 92, 2, 24, 0),
    (5, 92, 3, 24, 1),
];

/// Paragraphs of the repository's manuscript, again and again.
fn prose() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/manuscripts");
    let text = std::fs::read_to_string(folder.join("front.txt")).expect("a manuscript");
    text.lines().map(str::trim).filter(|line| line.chars().count() > 40).map(str::to_owned).collect()
}

fn story(
    number: usize,
    characters: usize,
    pictures: usize,
    prose: &mut dyn Iterator<Item = &String>,
) -> Story {
    let mut paragraphs = vec![
        Paragraph::plain(1, Role::Headline, "柳渡口的灯亮了三十年"),
        Paragraph::plain(2, Role::Byline, "本报记者 温亦舟"),
    ];
    let mut count = 0;
    while count < characters {
        let text: String =
            prose.next().expect("prose without end").chars().take(characters - count).collect();
        count += text.chars().count();
        let number = u32::try_from(paragraphs.len()).unwrap() + 1;
        paragraphs.push(Paragraph::plain(number, Role::Body, text));
    }
    let pictures = (1..=pictures).map(|n| Picture {
        id: format!("k{n}"),
        pixels: Some((1500, 1000)),
        ..Picture::default()
    });
    Story { id: format!("s{number:02}"), paragraphs, pictures: pictures.collect(), ..Story::default() }
}

fn page() -> Edition {
    let mut edition =
        banxin_edition::template::edition("broadsheet", Date::new(2026, 11, 24).unwrap()).unwrap();
    let prose = prose();
    let mut prose = prose.iter().cycle();
    for (number, (column, line, columns, lines, pictures)) in ARTICLES.into_iter().enumerate() {
        let cells = CellRect::new(column, line, columns, lines);
        let photos: Vec<Photo> = (0..pictures)
            .map(|n| {
                let n = u32::try_from(n).unwrap();
                let across = columns.min(2);
                Photo::new(
                    format!("k{}", n + 1),
                    CellRect::new(column + columns - across, line + 8 + n * 10, across, 9),
                    0,
                )
            })
            .collect();
        let taken: u32 = photos.iter().map(|photo| photo.cells.columns * photo.cells.lines).sum();
        let characters = ((lines - 7) * columns - taken) * 13 * 92 / 100;
        let story = story(number + 1, characters as usize, pictures, &mut prose);
        let mut layout = Layout::default();
        if columns == 3 && number == 3 {
            layout.manner.division = Some(Division::into(2, Dividing::Whole));
        }
        let kind = BlockKind::Article {
            story: story.id.clone(),
            headline_size: Some(Length::from_pt(if number == 0 { 40 } else { 20 })),
            head_lines: 7,
            photos,
            boxed: false,
            layout: Box::new(layout),
        };
        edition.stories.insert(story.id.clone(), story);
        edition.pages[0].blocks.push(Block::new(format!("b{}", number + 1), kind, cells));
    }
    // The tenth picture stands by itself in the lead, which wraps it.
    let mut staff = Block::new("w1", BlockKind::Staff, CellRect::new(1, 20, 1, 8));
    staff.stand.wrap = Some(Wrap { sides: WrapSides::Both, distance: Length::from_pt(6) });
    edition.pages[0].blocks.push(staff);
    edition
}

fn report(what: &str, budget: &str, mut times: Vec<Duration>) {
    times.sort();
    println!("{what}: median {:?}, best {:?}; {budget}", times[times.len() / 2], times[0]);
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

fn main() {
    let book = FontBook::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")).expect("fonts");
    let edition = page();
    let laid = lay(&edition, &edition.pages[0], &book);
    let pictures: usize = edition.pages[0].blocks.iter().map(|block| block.kind.photos().len()).sum();
    println!(
        "{} cells, {} articles, {pictures} pictures and one that is wrapped, {} characters",
        laid.ledger.cells * 13,
        laid.ledger.articles.len(),
        laid.ledger.articles.iter().map(|entry| entry.characters).sum::<u32>()
    );
    let cold = (0..ROUNDS).map(|_| timed(|| drop(black_box(lay(&edition, &edition.pages[0], &book)))));
    report("cold", "budget 40 ms", cold.collect());

    let mut document = Document::new(edition);
    let mut memo = Memo::default();
    memo.lay(document.edition(), &document.edition().pages[0], &book);
    let typed = (0..ROUNDS).map(|round| {
        let edit = Edit::InsertText {
            story: "s01".to_owned(),
            paragraph: 4,
            offset: u32::try_from(round).unwrap(),
            text: "字".to_owned(),
            mark: None,
        };
        document.apply(&edit).unwrap();
        let edition = document.edition();
        timed(|| drop(black_box(memo.lay(edition, &edition.pages[0], &book))))
    });
    report("one character typed in the lead", "budget 2 ms", typed.collect());

    let moved = (0..ROUNDS).map(|round| {
        let line = 12 + u32::try_from(round).unwrap() % 15;
        let cells = CellRect::new(1 + u32::try_from(round).unwrap() % 2, line, 1, 8);
        let edit = Edit::MoveBlock { page: PAGE.to_owned(), block: "w1".to_owned(), at: 13, cells };
        document.apply(&edit).unwrap();
        let edition = document.edition();
        timed(|| drop(black_box(memo.lay(edition, &edition.pages[0], &book))))
    });
    report("a wrapped block moved", "budget 8 ms", moved.collect());
}
