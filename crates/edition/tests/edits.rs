//! Edits: each can be taken back, undo to the start gives the bytes of the start, and none breaks a rule.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{Edition, Paragraph, Role, Story};
use banxin_edition::{Change, Document, Edit, EditError, files, open, save};
use banxin_measure::{CellRect, Length, Rect};
use proptest::prelude::*;
use std::sync::LazyLock;
use support::any::{edit, wish};
use support::every::every;
use support::{fresh_dir, sample, tree};

fn body(text: &str) -> Edit {
    Edit::InsertText { story: "s01".to_owned(), paragraph: 7, offset: 3, text: text.to_owned(), mark: None }
}

#[test]
fn a_change_carries_its_revision() {
    let mut document = Document::new(sample());
    let change = document.change(body("新"));
    document.commit(&change).unwrap();
    assert_eq!(document.revision(), 1);
    assert_eq!(document.commit(&change), Err(EditError::Stale { made_against: 0, current: 1 }));
    assert_eq!(document.edition().stories["s01"].paragraph(7).unwrap().text().chars().nth(3), Some('新'));
}

#[test]
fn what_would_break_a_rule_changes_nothing() {
    let mut document = Document::new(sample());
    let start = document.clone();
    let page = || "01".to_owned();
    let broken = [
        ("line end", body("甲\n乙")),
        ("placed", Edit::RemoveStory { story: "s02".to_owned() }),
        (
            "doubled",
            Edit::SetStory {
                story: "s01".to_owned(),
                kind: Default::default(),
                link: None,
                doubles: Some("s77".to_owned()),
            },
        ),
        ("its caption", Edit::RemoveParagraph { story: "s01".to_owned(), paragraph: 11 }),
        ("on the page", Edit::RemovePicture { story: "s01".to_owned(), picture: "k1".to_owned() }),
        (
            "outside",
            Edit::MoveBlock {
                page: page(),
                block: "b1".to_owned(),
                at: 0,
                cells: CellRect::new(4, 6, 5, 60),
            },
        ),
        (
            "its pictures",
            Edit::MoveBlock {
                page: page(),
                block: "b1".to_owned(),
                at: 0,
                cells: CellRect::new(0, 6, 5, 20),
            },
        ),
        (
            "no place",
            Edit::MoveBlock {
                page: page(),
                block: "b1".to_owned(),
                at: 9,
                cells: CellRect::new(0, 6, 5, 60),
            },
        ),
        ("no offset", Edit::RemoveText { story: "s01".to_owned(), paragraph: 7, start: 0, end: 999 }),
        ("no page", Edit::SetPageTitle { page: "07".to_owned(), title: String::new() }),
        ("no issue", Edit::SetIssue { issue: Some(0) }),
        (
            "number taken",
            Edit::InsertParagraph {
                story: "s01".to_owned(),
                at: 0,
                paragraph: Paragraph::plain(7, Role::Body, "二"),
            },
        ),
    ];
    for (name, edit) in broken {
        let batch = Edit::Batch(vec![body("先"), Edit::SetStaff { staff: "后".to_owned() }, edit.clone()]);
        for edit in [edit, batch] {
            let error = document.apply(&edit).expect_err(name);
            assert!(!error.to_string().is_empty());
            assert_eq!(document, start, "{name}");
        }
    }
}

#[test]
fn a_batch_may_break_a_rule_on_its_way() {
    let mut document = Document::new(sample());
    let start = files(document.edition());
    let story = document.edition().stories["s04"].clone();
    let renamed = Story { id: "s40".to_owned(), ..story };
    let mut block = document.edition().pages[0].block("b3").unwrap().clone();
    block.kind = banxin_edition::model::BlockKind::Qr { story: "s40".to_owned() };
    let inverse = document
        .apply(&Edit::Batch(vec![
            Edit::RemoveStory { story: "s04".to_owned() },
            Edit::PutStory { story: renamed },
            Edit::PutBlock { page: "01".to_owned(), at: 0, block },
        ]))
        .unwrap();
    assert_eq!(document.edition().pages[0].blocks[0].kind.story(), Some("s40"));
    document.apply(&inverse).unwrap();
    assert_eq!(files(document.edition()), start);
}

#[test]
fn looking_at_an_edit_leaves_nothing_behind() {
    let mut document = Document::new(sample());
    let start = document.clone();
    let edit = Edit::SetStaff { staff: "责编 甲".to_owned() };
    assert_eq!(document.with(&edit, |edition| edition.staff.clone()).unwrap(), "责编 甲");
    assert_eq!(document, start);
    let looked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        document.with(&edit, |edition| assert!(edition.staff.is_empty(), "the looker fails"))
    }));
    assert!(looked.is_err());
    assert_eq!(document, start, "a looker that fails leaves nothing behind either");
    assert!(document.with(&Edit::RemoveStory { story: "s99".to_owned() }, |_| ()).is_err());
}

#[test]
fn a_block_takes_its_pictures_along() {
    let mut document = Document::new(sample());
    let photos =
        |document: &Document| document.edition().pages[0].block("b1").unwrap().kind.photos().to_vec();
    let before = photos(&document);
    let cells = CellRect::new(2, 16, 5, 60);
    let inverse = document
        .apply(&Edit::MoveBlock { page: "01".to_owned(), block: "b1".to_owned(), at: 0, cells })
        .unwrap();
    let after = photos(&document);
    assert_eq!(after[0].cells, CellRect::new(5, 30, 2, 14));
    document.apply(&inverse).unwrap();
    assert_eq!(photos(&document), before);
}

#[test]
fn batches_have_limits() {
    let mut document = Document::new(sample());
    let nested = (0..40).fold(body("深"), |edit, _| Edit::Batch(vec![edit]));
    assert!(document.apply(&nested) == Err(EditError::TooMuch));
    let long = Edit::Batch(vec![Edit::Batch(Vec::new()); banxin_edition::limits::BATCH_EDITS + 1]);
    assert!(document.apply(&long) == Err(EditError::TooMuch));
}

#[test]
fn an_edit_as_json() {
    let json = r#"{"revision":3,"edit":{"insert-text":{"story":"s01","paragraph":7,"offset":3,"text":"新","mark":"strong"}}}"#;
    let change: Change = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&change).unwrap(), json);
    let unknown = json.replace("\"offset\"", "\"offfset\"");
    assert!(serde_json::from_str::<Change>(&unknown).is_err());
    let block = sample().pages[0].block("b1").unwrap().clone();
    let json = serde_json::to_value(&block).unwrap();
    assert_eq!(
        (&json["kind"], &json["head-lines"], &json["cells"]["columns"]),
        (&"article".into(), &9.into(), &5.into())
    );
    assert_eq!(serde_json::from_value::<banxin_edition::model::Block>(json).unwrap(), block);
}

#[test]
fn open_edit_save_undo_save() {
    let dir = fresh_dir("open-edit-save").join("e");
    save(&sample(), &dir).unwrap();
    let start = tree(&dir);
    let mut document = Document::new(open(&dir).unwrap());
    let page = document.edition().pages[1].clone();
    let edits = [
        body("今天"),
        Edit::RemoveStory { story: "s03".to_owned() },
        Edit::RemovePage { page: page.number },
        Edit::PutStory { story: Story { id: "s09".to_owned(), ..Story::default() } },
    ];
    let inverses: Vec<Edit> = edits.iter().map(|edit| document.apply(edit).unwrap()).collect();
    save(document.edition(), &dir).unwrap();
    assert_ne!(tree(&dir), start);
    assert_eq!(open(&dir).unwrap(), *document.edition());
    for inverse in inverses.iter().rev() {
        document.apply(inverse).unwrap();
    }
    save(document.edition(), &dir).unwrap();
    assert_eq!(tree(&dir), start);
}

/// A block goes to other cells and back; all that stands in it on the page's cells goes along.
#[test]
fn blocks_move_there_and_back() {
    let start = every(&fresh_dir("there-and-back").join("e"));
    let mut document = Document::new(start.clone());
    let page = start.page("03").unwrap();
    for block in &page.blocks {
        for (column, line) in [(0, 0), (0, 1), (1, 0), (3, 60), (7, 115)] {
            let cells = CellRect { column, line, ..block.cells };
            let edit = Edit::MoveBlock { page: page.number.clone(), block: block.id.clone(), at: 2, cells };
            let Ok(inverse) = document.apply(&edit) else { continue };
            let moved = document.edition().page("03").unwrap().block(&block.id).unwrap();
            let (from, to) = match (&block.stand.free, &moved.stand.free) {
                (Some(from), Some(to)) => (*from, *to),
                _ => (page.grid.rect(&block.cells), page.grid.rect(&moved.cells)),
            };
            assert_eq!((to.width, to.height), (from.width, from.height), "{}", block.id);
            assert_eq!(to.x - from.x, page.grid.column_x(column) - page.grid.column_x(block.cells.column));
            assert_eq!(to.y - from.y, page.grid.line_y(line) - page.grid.line_y(block.cells.line));
            document.apply(&inverse).unwrap();
            assert_eq!(document.edition(), &start, "{}", block.id);
        }
    }
    // Three things go along with an article: its pictures, what is cut out of it, and its captions.
    let cells = CellRect::new(1, 16, 5, 60);
    let edit = Edit::MoveBlock { page: "03".to_owned(), block: "b1".to_owned(), at: 4, cells };
    document.apply(&edit).unwrap();
    let moved = document.edition().page("03").unwrap().block("b1").unwrap();
    let layout = moved.kind.layout().unwrap();
    assert_eq!(moved.kind.photos()[0].cells, CellRect::new(1, 32, 2, 14));
    assert_eq!(layout.without, [CellRect::new(4, 62, 2, 14), CellRect::new(1, 72, 1, 4)]);
    assert_eq!(layout.captions, Some(CellRect::new(2, 68, 2, 4)));
}

/// Wherever an edit says that a free block's cells are, they are those that hold it; and no number is too large.
#[test]
fn a_free_block_has_the_cells_that_hold_it() {
    let start = every(&fresh_dir("free-cells").join("e"));
    let mut document = Document::new(start.clone());
    let mut page = start.page("03").unwrap().clone();
    let code = page.blocks.iter().position(|block| block.id == "code").unwrap();
    let right = page.blocks[code].cells;
    page.blocks[code].cells = CellRect::new(0, 0, 8, 116);
    let block = page.blocks[code].clone();
    document.apply(&Edit::PutPage { at: 2, page: page.clone() }).unwrap();
    assert_eq!(document.edition(), &start);
    let put = |block| Edit::PutBlock { page: "03".to_owned(), at: u32::try_from(code).unwrap(), block };
    document.apply(&put(block.clone())).unwrap();
    assert_eq!(document.edition(), &start);
    assert_eq!(document.edition().page("03").unwrap().blocks[code].cells, right);

    let far = Length::from_emu(i64::MAX);
    for place in [
        Rect::new(far, far, far, far),
        Rect::new(Length::ZERO - far, far, far, far),
        Rect::new(Length::from_emu(i64::MIN), Length::ZERO, far, Length::from_mm(1)),
    ] {
        let mut block = block.clone();
        block.stand.free = Some(place);
        let edge = CellRect::new(7, 0, u32::MAX, u32::MAX);
        let edge = Edit::MoveBlock { page: "03".to_owned(), block: "code".to_owned(), at: 0, cells: edge };
        assert!(document.apply(&Edit::Batch(vec![put(block), edge])).is_err());
    }
    for cells in [CellRect::new(8, 0, 1, 1), CellRect::new(u32::MAX, u32::MAX, u32::MAX, u32::MAX)] {
        let edit = Edit::MoveBlock { page: "03".to_owned(), block: "code".to_owned(), at: 0, cells };
        assert!(document.apply(&edit).unwrap_err().to_string().contains("would leave the grid"));
    }
    page.grid.characters = u32::MAX;
    page.grid.gap = u32::MAX;
    assert!(document.apply(&Edit::PutPage { at: 0, page }).is_err());
    assert_eq!(document.edition(), &start);
}

/// An article's look is its layout's; a second one beside it could not be written.
#[test]
fn a_look_stands_in_one_place() {
    let start = every(&fresh_dir("one-look").join("e"));
    let mut block = start.page("03").unwrap().block("b1").unwrap().clone();
    block.stand.look = Some("浅底".to_owned());
    let mut document = Document::new(start);
    let error = document.apply(&Edit::PutBlock { page: "03".to_owned(), at: 4, block }).unwrap_err();
    assert!(error.to_string().contains("block[4].look"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// Whatever is done, each edit survives JSON, leaves a document that can be saved, and can be taken back.
    #[test]
    fn undo_to_the_start_gives_the_bytes_of_the_start(wishes in prop::collection::vec(wish(), 1..40)) {
        static START: LazyLock<Edition> = LazyLock::new(|| every(&fresh_dir("undo-start").join("e")));
        let mut document = Document::new(START.clone());
        let start = files(document.edition());
        let mut inverses = Vec::new();
        let mut applied = 0_u64;
        for wish in &wishes {
            let Some(edit) = edit(document.edition(), wish) else { continue };
            let before = document.clone();
            let sent: Edit = serde_json::from_str(&serde_json::to_string(&edit).unwrap()).unwrap();
            prop_assert_eq!(&sent, &edit);
            match document.apply(&edit) {
                Ok(inverse) => {
                    applied += 1;
                    inverses.push((inverse, files(before.edition())));
                }
                Err(_) => prop_assert_eq!(&document, &before),
            }
        }
        let end = files(document.edition());
        prop_assert_eq!(document.revision(), applied);
        // What edits made passes all the rules, not only those of what was touched.
        let dir = fresh_dir("undo-to-the-start").join("e");
        save(document.edition(), &dir).unwrap();
        prop_assert_eq!(&open(&dir).unwrap(), document.edition());
        let mut redo = Vec::new();
        for (inverse, before) in inverses.iter().rev() {
            redo.push(document.apply(inverse).unwrap());
            prop_assert_eq!(&files(document.edition()), before);
        }
        prop_assert_eq!(files(document.edition()), start);
        for edit in redo.iter().rev() {
            document.apply(edit).unwrap();
        }
        prop_assert_eq!(files(document.edition()), end);
    }
}
