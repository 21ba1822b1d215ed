//! New editions from the templates.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{BlockKind, Date, StyleName};
use banxin_edition::{create, open, template, templates};
use banxin_measure::{CellRect, Length};
use std::fs;
use support::{fresh_dir, tree};

fn date() -> Date {
    Date::new(2026, 11, 23).unwrap()
}

#[test]
fn the_type_areas_are_the_trades() {
    // Width and height of the type area in millimetres, rounded: 350 × 490 and 235 × 350 in whole characters.
    let cases = [("broadsheet", (390, 540), (352, 491)), ("tabloid", (270, 390), (225, 347))];
    assert_eq!(templates(), cases.map(|(name, ..)| name));
    for (name, trim, area) in cases {
        let edition = template::edition(name, date()).unwrap();
        let grid = edition.pages[0].grid;
        assert_eq!((grid.trim.width, grid.trim.height), (Length::from_mm(trim.0), Length::from_mm(trim.1)));
        let found = grid.type_area();
        assert_eq!((found.width.to_mm().round() as i64, found.height.to_mm().round() as i64), area);
        assert_eq!(found.x, grid.trim.width - found.right(), "{name} stands in the middle");
        assert!(found.bottom() < grid.trim.height - Length::from_mm(15), "{name} has a foot margin");
        assert_eq!(edition.paper.sizes.resolve("小五"), Some(Length::from_pt(9)));
        assert_eq!(edition.paper.sizes.sizes.len(), 16);
        for style in StyleName::ALL {
            let style = &edition.paper.styles[&style];
            let size = edition.paper.sizes.resolve(&style.size).unwrap();
            assert!(grid.line * i64::from(style.half_lines) >= size * 2, "lines of {style:?} do not touch");
        }
    }
}

#[test]
fn what_the_templates_bring_can_be_used() {
    for name in templates() {
        let edition = template::edition(name, date()).unwrap();
        let (paper, page) = (&edition.paper, &edition.pages[0]);
        for head in ["反白主题", "勾边主题", "渐变主题", "诗行"] {
            let style = paper.style(head).unwrap_or_else(|| panic!("{name}: {head}"));
            assert!(style.look.as_deref().is_none_or(|look| paper.look(look).is_some()), "{head}");
        }
        let headline = &paper.styles[&StyleName::Headline];
        let white = paper.style("反白主题").unwrap();
        assert_eq!((white.colour, &white.size), ([0, 0, 0, 0], &headline.size));
        assert!(paper.look(&white.look.unwrap()).unwrap().ground.is_some(), "white letters have a ground");
        assert!(paper.style("勾边主题").unwrap().outline.is_some());
        assert!(paper.style("渐变主题").unwrap().gradient.is_some());
        assert_eq!(paper.looks.keys().filter(|look| paper.look(look).is_none()).count(), 0);
        for style in paper.article_styles.keys() {
            let style = paper.article_style(style).unwrap();
            let manner = style.manner;
            assert!(manner.look.is_none_or(|look| paper.look(&look).is_some()));
            assert!(manner.head_style.is_none_or(|style| paper.style(&style).is_some()));
        }
        // Below the 报眉 there is room for each size, and for two halves one below the other.
        let free = CellRect::new(0, 3, page.grid.columns, page.grid.lines - 3);
        for (size, ad) in &paper.ads {
            assert!(ad.columns <= free.columns && ad.lines <= free.lines, "{name}: {size}");
        }
        let [whole, half, quarter] = ["整版", "半版", "四分之一版"].map(|size| paper.ads[size]);
        assert_eq!((whole.columns, whole.lines), (free.columns, free.lines));
        assert!(half.lines * 2 <= whole.lines && half.lines * 2 + 2 > whole.lines);
        assert_eq!((quarter.columns * 2, quarter.lines), (half.columns, half.lines));
    }
}

#[test]
fn a_new_edition_opens_and_holds_its_folio() {
    for name in templates() {
        let dir = fresh_dir(&format!("new-{name}")).join("e");
        let made = create(&dir, name, Some("云汀晚报"), date()).unwrap();
        let opened = open(&dir).unwrap();
        assert_eq!(opened, made);
        assert_eq!(opened.paper.name, "云汀晚报");
        let page = opened.page("01").unwrap();
        let folio = page.blocks.first().unwrap();
        assert_eq!(folio.kind, BlockKind::Folio);
        assert_eq!(folio.cells, CellRect::new(0, 0, page.grid.columns, 2));
    }
}

#[test]
fn nothing_is_made_where_something_is() {
    let dir = fresh_dir("occupied");
    fs::write(dir.join("letter.txt"), "信").unwrap();
    let before = tree(&dir);
    assert!(create(&dir, "broadsheet", None, date()).unwrap_err().message.contains("not empty"));
    let file = dir.join("letter.txt");
    assert!(create(&file, "broadsheet", None, date()).unwrap_err().message.contains("no folder"));
    assert_eq!(tree(&dir), before);
    let error = create(&dir.join("e"), "berliner", None, date()).unwrap_err();
    assert!(error.message.contains("broadsheet, tabloid"), "{error}");
    assert!(!dir.join("e").exists());
}

#[test]
fn another_papers_name_is_refused_below_a_paper() {
    let dir = fresh_dir("below-a-paper");
    create(&dir.join("a"), "broadsheet", Some("云汀晚报"), date()).unwrap();
    fs::rename(dir.join("a/paper.toml"), dir.join("paper.toml")).unwrap();
    let error = create(&dir.join("b"), "broadsheet", Some("别家日报"), date()).unwrap_err();
    assert!(error.message.contains("云汀晚报"), "{error}");
    assert!(!dir.join("b").exists());
    create(&dir.join("b"), "broadsheet", Some("云汀晚报"), date()).unwrap();
}
