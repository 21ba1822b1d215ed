//! Edits: each can be taken back, undo to the start gives the bytes of the start, and none breaks a rule.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{Paragraph, Role, Story};
use banxin_edition::{Change, Document, Edit, EditError, files, open, save};
use banxin_measure::CellRect;
use proptest::prelude::*;
use support::any::{edit, wish};
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    /// Whatever is done, each edit survives JSON, leaves a document that can be saved, and can be taken back.
    #[test]
    fn undo_to_the_start_gives_the_bytes_of_the_start(wishes in prop::collection::vec(wish(), 1..40)) {
        let mut document = Document::new(sample());
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
