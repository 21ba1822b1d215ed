//! A paper above its editions: tomorrow's edition has its date, its number, its pages; and its own pieces and sizes of
//! advertisements are placed as one.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{BlockKind, Date, Edition, PageColour, PlannedPage};
use banxin_edition::{
    Document, DocumentError, NewEdition, create, create_next, files, flaw, open, pieces, save,
};
use banxin_measure::{CellRect, Length};
use std::fs;
use std::path::{Path, PathBuf};
use support::{fresh_dir, tree};

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

const TODAY: &str = "2030-01-01";

/// What the paper's own template says beside format, title and grid.
const NEWS: &str = r#"
[[block]]
id = "folio"
kind = "folio"
cells = { column = 0, line = 0, columns = 6, lines = 2 }

[[block]]
id = "head"
kind = "masthead"
cells = { column = 0, line = 3, columns = 6, lines = 9 }
look = "线框"

[[block]]
id = "staff"
kind = "staff"
cells = { column = 5, line = 81, columns = 1, lines = 1 }
turn = "right"
"#;

/// The folder of a paper with templates, a plan of three pages and one edition, of 23 November.
fn paper(test: &str) -> PathBuf {
    let home = fresh_dir(test);
    let mut first = create(&home.join("first"), "tabloid", Some("云汀晚报"), date("2026-11-23")).unwrap();
    let page = files(&first)["pages/01.toml"].clone();
    let plan = |page: &str, template: &str, title: Option<&str>, colour| PlannedPage {
        page: page.to_owned(),
        template: template.to_owned(),
        title: title.map(str::to_owned),
        colour,
    };
    first.paper.plan = vec![
        plan("01", "要闻", Some("头版"), None),
        plan("02", "要闻", None, Some(PageColour::Black)),
        plan("A03", "tabloid", None, None),
    ];
    first.issue = Some(1234);
    "责编 沈一舟".clone_into(&mut first.staff);
    save(&first, &home.join("first")).unwrap();
    fs::rename(home.join("first/paper.toml"), home.join("paper.toml")).unwrap();
    fs::create_dir(home.join("templates")).unwrap();
    let head = page.split("\n[[block]]").next().unwrap().replace("title = \"\"", "title = \"要闻\"");
    fs::write(home.join("templates/要闻.toml"), head + NEWS).unwrap();
    home
}

fn next(dir: &Path, wish: NewEdition<'_>) -> Result<Edition, DocumentError> {
    let made = create_next(dir, &wish, date(TODAY))?;
    assert_eq!(open(dir).unwrap(), made, "what was made is what is on the disk");
    assert!(!dir.join("paper.toml").exists(), "the paper's house style is not copied");
    Ok(made)
}

#[test]
fn tomorrows_edition_has_its_pages_its_date_and_its_number() {
    let home = paper("tomorrow");
    // The folder's name is its date; the number goes on by one although a day was left out.
    let made = next(&home.join("2026-11-25"), NewEdition::default()).unwrap();
    assert_eq!((made.date, made.issue, made.staff.as_str()), (date("2026-11-25"), Some(1235), "责编 沈一舟"));
    let pages: Vec<_> = made.pages.iter().map(|p| (p.number.as_str(), p.title.as_str(), p.colour)).collect();
    let expected =
        [("01", "头版", PageColour::Full), ("02", "要闻", PageColour::Black), ("A03", "", PageColour::Full)];
    assert_eq!(pages, expected);
    let kinds = |at: usize| made.pages[at].blocks.iter().map(|b| b.kind.word()).collect::<Vec<_>>();
    assert_eq!((kinds(0), kinds(2)), (vec!["folio", "masthead", "staff"], vec!["folio"]));
    assert!(made.stories.is_empty());
    // A name that is no date: the day after the latest edition.
    let made = next(&home.join("周四"), NewEdition::default()).unwrap();
    assert_eq!((made.date, made.issue), (date("2026-11-26"), Some(1236)));
    let made = next(&home.join("20261231"), NewEdition::default()).unwrap();
    assert_eq!((made.date, made.issue), (date("2026-12-31"), Some(1237)));
    let made = next(&home.join("2027"), NewEdition::default()).unwrap();
    assert_eq!((made.date, made.issue), (date("2027-01-01"), Some(1238)));
}

#[test]
fn what_is_said_goes_before_what_follows() {
    let home = paper("said");
    let wish =
        NewEdition { template: Some("要闻"), paper: Some("云汀晚报"), date: Some(date("2026-11-20")) };
    // The first edition is later than this one, so there is none whose number would go on.
    let made = next(&home.join("2026-11-25"), wish).unwrap();
    assert_eq!((made.date, made.issue, made.staff.as_str()), (date("2026-11-20"), None, ""));
    assert_eq!((made.pages.len(), made.pages[0].number.as_str(), made.pages[0].blocks.len()), (1, "01", 3));
    // A template of the paper goes before the program's of the same name.
    fs::copy(home.join("templates/要闻.toml"), home.join("templates/broadsheet.toml")).unwrap();
    let wish = NewEdition { template: Some("broadsheet"), ..NewEdition::default() };
    assert_eq!(next(&home.join("own"), wish).unwrap().pages[0].title, "要闻");
    let wish = NewEdition { template: Some("tabloid"), ..NewEdition::default() };
    assert_eq!(next(&home.join("shipped"), wish).unwrap().pages[0].blocks.len(), 1);
    // An edition before which there are none that count.
    let made = next(&home.join("1999-01-01"), NewEdition::default()).unwrap();
    assert_eq!((made.issue, made.staff.as_str()), (None, ""));
}

#[test]
fn without_a_paper_the_folders_name_or_today_is_the_date() {
    let dir = fresh_dir("no-paper-above");
    let wish = NewEdition { template: Some("tabloid"), ..NewEdition::default() };
    let made = |name: &str| create_next(&dir.join(name).join("e"), &wish, date(TODAY)).unwrap().date;
    assert_eq!(made("a"), date(TODAY));
    let named = |name: &str| create_next(&dir.join("in").join(name), &wish, date(TODAY)).unwrap().date;
    assert_eq!(named("2026-11-25"), date("2026-11-25"));
    assert_eq!(named("20260230"), date(TODAY));
    let error = create_next(&dir.join("b"), &NewEdition::default(), date(TODAY)).unwrap_err();
    assert!(error.message.contains("name a template: --template broadsheet or tabloid"), "{error}");
    assert!(!dir.join("b").exists());
}

#[test]
fn nothing_is_made_where_the_paper_is_in_disorder() {
    let cases: [(&str, &str, &str, &str); 9] = [
        (
            "paper.toml",
            "template = \"tabloid\"",
            "template = \"日报\"",
            "templates: there is no template \"日报\"; the templates are 要闻, broadsheet, tabloid",
        ),
        (
            "paper.toml",
            "page = \"02\"",
            "page = \"01\"",
            "paper.toml:#: plan[1].page: page \"01\" stands twice",
        ),
        (
            "templates/要闻.toml",
            "kind = \"masthead\"",
            "kind = \"qr\"\nstory = \"s01\"",
            "templates/要闻.toml:25: block[1].story: block \"head\" holds a story; a template has none, leave the block out",
        ),
        (
            "templates/要闻.toml",
            "line = 81",
            "line = 82",
            "templates/要闻.toml:#: block[2].cells: block \"staff\" (columns 5..6, lines 82..83) reaches out",
        ),
        (
            "templates/要闻.toml",
            "look = \"线框\"",
            "look = \"无此\"",
            "templates/要闻.toml:#: block[1].look: block \"head\" has the look \"无此\"",
        ),
        (
            "templates/要闻.toml",
            "id = \"head\"",
            "id = \"folio\"",
            "templates/要闻.toml:#: block[1].id: block \"folio\" stands twice",
        ),
        (
            "templates/要闻.toml",
            "turn = ",
            "trun = ",
            "templates/要闻.toml:#: block[2].trun: unknown key \"trun\"; did you mean turn?",
        ),
        (
            "templates/要闻.toml",
            "columns = 6\n",
            "columns = 0\n",
            "templates/要闻.toml:#: grid.columns: must lie in 1..64",
        ),
        ("first/edition.toml", "issue = 1234", "issue = \"1234\"", "first/edition.toml:#: issue: is string"),
    ];
    for (number, (name, from, to, expected)) in cases.into_iter().enumerate() {
        let home = paper(&format!("disorder-{number}"));
        let path = home.join(name);
        let text = fs::read_to_string(&path).unwrap();
        let (before, after) = text.split_once(from).unwrap_or_else(|| panic!("{name} holds {from:?}"));
        let line = before.matches('\n').count() + 1;
        fs::write(&path, format!("{before}{to}{after}")).unwrap();
        let files = tree(&home);
        let error = create_next(&home.join("2026-11-25"), &NewEdition::default(), date(TODAY)).unwrap_err();
        let told = error.to_string().replacen(&format!("{}/", home.display()), "", 1);
        assert!(told.starts_with(&expected.replacen('#', &line.to_string(), 1)), "{told}\n{expected}");
        assert_eq!(tree(&home), files, "nothing is written");
    }
    let home = paper("no-plan");
    let path = home.join("paper.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.split("\n[[plan]]").next().unwrap()).unwrap();
    let error = create_next(&home.join("2026-11-25"), &NewEdition::default(), date(TODAY)).unwrap_err();
    assert!(error.to_string().contains("paper.toml: has no [[plan]]"), "{error}");
    let before = tree(&home);
    let wish = NewEdition { template: Some("../first/pages/01"), ..NewEdition::default() };
    assert!(create_next(&home.join("x"), &wish, date(TODAY)).unwrap_err().message.contains("no template"));
    assert!(create_next(&home.join("first"), &wish, date(TODAY)).unwrap_err().message.contains("not empty"));
    assert_eq!(tree(&home), before);
}

const PIECE: &str = r#"format = 1

[[block]]
id = "线"
kind = "rule"
cells = { column = 0, line = 2, columns = 2, lines = 1 }
line = { pattern = "double", width = "2pt", colour = [0, 0, 0, 1000] }

[[block]]
id = "字"
kind = "code"
free = { x = "1mm", y = "2mm", width = "8mm", height = "8mm" }
content = "云汀"
module = "0.3mm"
group = "别组"
"#;

#[test]
fn a_piece_is_placed_as_one() {
    let home = paper("piece");
    let dir = home.join("first");
    fs::create_dir(home.join("pieces")).unwrap();
    // Ids of a piece are its own business.
    fs::write(home.join("pieces/小栏.toml"), PIECE).unwrap();
    let mut document = Document::new(open(&dir).unwrap());
    let start = document.edition().clone();
    let blocks = pieces::read(&dir, "小栏", &start.pages[0].grid).unwrap();
    let mut place = |column, line| {
        let page = &document.edition().pages[0];
        let edit = pieces::put(page, "小栏", &blocks, column, line).map_err(|error| error.to_string())?;
        document.apply(&edit).map_err(|error| error.to_string())
    };
    let first = place(3, 40).unwrap();
    let second = place(0, 10).unwrap();
    let told = place(5, 40).unwrap_err();
    assert!(told.contains("block \"b5\" (columns 5..7"), "{told}");
    for (column, line) in [(6, 0), (0, 82), (u32::MAX, u32::MAX)] {
        let told = place(column, line).unwrap_err();
        assert!(told.contains("is not on the grid of 6 columns and 82 lines; both count from 0"), "{told}");
    }
    save(document.edition(), &dir).unwrap();
    let opened = open(&dir).unwrap();
    let page = &opened.pages[0];
    let stands: Vec<_> = page.blocks.iter().map(|b| (b.id.as_str(), b.stand.group.as_deref())).collect();
    let groups = [("b1", "小栏"), ("b2", "小栏"), ("b3", "小栏-2"), ("b4", "小栏-2")];
    assert_eq!(stands[1..], groups.map(|(id, group)| (id, Some(group))));
    assert_eq!(page.blocks[1].cells, CellRect::new(3, 42, 2, 1));
    let free = page.blocks[2].stand.free.unwrap();
    let grid = &page.grid;
    let corner = (grid.column_x(3) + Length::from_mm(1), grid.line_y(40) + Length::from_mm(2));
    assert_eq!((free.x, free.y), corner);
    assert!(page.blocks.iter().all(|block| flaw(&opened, page, block).is_none()));
    for inverse in [second, first] {
        document.apply(&inverse).unwrap();
    }
    assert_eq!(document.edition(), &start);

    // The edition's own piece goes before the paper's of the same name.
    fs::create_dir(dir.join("pieces")).unwrap();
    fs::write(dir.join("pieces/小栏.toml"), PIECE.split("\n[[block]]\nid = \"字\"").next().unwrap()).unwrap();
    assert_eq!(pieces::read(&dir, "小栏", grid).unwrap().len(), 1);
    assert_eq!(open(&dir).unwrap(), opened, "pieces are no part of the document");
}

#[test]
fn mistakes_in_pieces_are_told_by_place() {
    let home = paper("piece-mistakes");
    let dir = home.join("first");
    let grid = open(&dir).unwrap().pages[0].grid;
    let told = |name: &str| pieces::read(&dir, name, &grid).unwrap_err().to_string();
    assert!(
        told("小栏").contains("there is no piece \"小栏\"; there are none; put NAME.toml into"),
        "{}",
        told("小栏")
    );
    fs::create_dir(home.join("pieces")).unwrap();
    let write = |text: &str| fs::write(home.join("pieces/小栏.toml"), text).unwrap();
    write(PIECE);
    assert!(told("大栏").contains("there are 小栏"), "{}", told("大栏"));
    assert!(told("../paper").contains("there is no piece"), "{}", told("../paper"));
    let cases = [
        ("format = 1\n", "", "小栏.toml: format: is missing"),
        ("format = 1\n", "format = 1\ntitle = \"\"\n", "小栏.toml:2: title: unknown key"),
        (
            "kind = \"rule\"",
            "kind = \"rul\"",
            "小栏.toml:5: block[0].kind: unknown kind of block \"rul\"; did you mean rule?",
        ),
        ("kind = \"rule\"", "kind = \"qr\"\nstory = \"s01\"", "小栏.toml:8: block[0].line: unknown key"),
        ("module = \"0.3mm\"", "module = 3", "小栏.toml:14: block[1].module: is integer"),
    ];
    for (from, to, expected) in cases {
        write(&PIECE.replacen(from, to, 1));
        assert!(told("小栏").contains(expected), "{}", told("小栏"));
    }
    write(
        "format = 1\n\n[[block]]\nid = \"b1\"\nkind = \"qr\"\nstory = \"s01\"\ncells = { column = 0, line = 0, columns = 1, lines = 1 }\n",
    );
    assert!(
        told("小栏").contains("小栏.toml:6: block[0].story: a piece is placed in any edition"),
        "{}",
        told("小栏")
    );
    write("format = 1\n");
    assert!(told("小栏").contains("block: is missing; a piece is one [[block]] or more"), "{}", told("小栏"));
}

#[test]
fn an_advertisement_takes_one_of_the_papers_sizes() {
    let home = paper("ad");
    let mut document = Document::new(open(&home.join("first")).unwrap());
    let paper = document.edition().paper.clone();
    let page = document.edition().pages[0].clone();
    let edit = pieces::put_ad(&paper, &page, "通栏", "芦湾供销社", 0, 60).unwrap();
    document.apply(&edit).unwrap();
    let block = document.edition().pages[0].blocks.last().unwrap();
    assert_eq!(block.cells, CellRect::new(0, 60, 6, 14));
    assert_eq!(block.kind, BlockKind::Ad { client: "芦湾供销社".to_owned(), file: None });
    let wide = pieces::put_ad(&paper, &page, "通栏", "甲", 1, 60).unwrap();
    assert!(document.apply(&wide).unwrap_err().to_string().contains("reaches out of the grid"));
    let told =
        |size: &str, column| pieces::put_ad(&paper, &page, size, "甲", column, 60).unwrap_err().to_string();
    assert!(
        told("中缝", 0)
            .contains("no size of advertisement \"中缝\" in paper.toml; under [ads.…] stand: 半版")
    );
    assert!(told("通栏", 6).contains("not on the grid"));
}
