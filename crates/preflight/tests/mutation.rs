//! Each rule by itself: the culture page of the example paper, in which nothing is wrong, with one thing made wrong. The
//! check must find this one rule and no other.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

use banxin_edition::model::{Block, BlockKind, Edition, Paragraph, Role, StyleName};
use banxin_fonts::FontBook;
use banxin_makeup::{Severity, lay};
use banxin_measure::Length;
use banxin_preflight::{Finding, Limits, check, coarse_pictures};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// An edition to be made wrong, and what checks it.
struct Desk {
    fonts: FontBook,
    dir: PathBuf,
    sound: Edition,
}

impl Desk {
    fn new() -> Desk {
        let fonts = FontBook::open(&root().join("fonts")).unwrap();
        let dir = root().join("examples/yunting/2026-11-25");
        let sound = banxin_edition::open(&dir).unwrap();
        let desk = Desk { fonts, dir, sound };
        assert_eq!(desk.findings(&desk.sound), Vec::new(), "nothing is wrong at first");
        desk
    }

    fn findings(&self, edition: &Edition) -> Vec<Finding> {
        let laid: Vec<_> = edition.pages.iter().map(|page| lay(edition, page, &self.fonts)).collect();
        let mut findings = check(edition, &self.dir, &laid);
        findings.extend(coarse_pictures(&self.dir, &laid, &Limits::default()));
        findings
    }

    /// What is found after a change.
    fn after(&self, change: impl FnOnce(&mut Edition)) -> Vec<Finding> {
        let mut edition = self.sound.clone();
        change(&mut edition);
        assert_ne!(edition, self.sound);
        self.findings(&edition)
    }

    /// That a change is found by this rule alone, this grave, at a place on the page; gives the first finding.
    fn finds(&self, rule: &str, severity: Severity, change: impl FnOnce(&mut Edition)) -> Finding {
        let findings = self.after(change);
        assert_eq!(rules(&findings), BTreeSet::from([rule]), "{findings:#?}");
        let first = findings.into_iter().next().unwrap();
        assert_eq!(first.severity, severity, "{first:?}");
        assert!(first.block.is_some() && first.place.is_some(), "{first:?}");
        first
    }
}

fn rules(findings: &[Finding]) -> BTreeSet<&str> {
    findings.iter().map(|finding| finding.rule).collect()
}

fn block<'e>(edition: &'e mut Edition, id: &str) -> &'e mut Block {
    edition.pages[0].blocks.iter_mut().find(|block| block.id == id).unwrap()
}

fn paragraph<'e>(edition: &'e mut Edition, story: &str, role: Role) -> &'e mut Paragraph {
    let story = edition.stories.get_mut(story).unwrap();
    story.paragraphs.iter_mut().rev().find(|paragraph| paragraph.role == role).unwrap()
}

fn say(paragraph: &mut Paragraph, text: &str) {
    *paragraph = Paragraph::plain(paragraph.id, paragraph.role, text);
}

#[test]
fn pictures_too_coarse() {
    let desk = Desk::new();
    let enlarged = |scale| {
        move |edition: &mut Edition| match &mut block(edition, "stage").kind {
            BlockKind::Article { photos, .. } => photos[0].crop.scale = scale,
            _ => panic!("the lead is an article"),
        }
    };
    let coarse = desk.finds("picture-low", Severity::Error, enlarged(4000));
    let small = desk.finds("picture-low", Severity::Warning, enlarged(1400));
    assert_eq!(coarse.place, small.place, "the picture's frame");
}

#[test]
fn text_that_leaves_a_hole() {
    let found = Desk::new().finds("far-underset", Severity::Warning, |edition| {
        let story = edition.stories.get_mut("s02").unwrap();
        let last = story.paragraphs.iter().rposition(|one| one.role == Role::Body).unwrap();
        story.paragraphs.drain(last - 2..=last);
    });
    assert_eq!(found.block.as_deref(), Some("boat"));
}

#[test]
fn headlines_that_break_a_name() {
    let found = Desk::new().finds("headline-cut", Severity::Warning, |edition| {
        say(paragraph(edition, "s02", Role::Headline), "看《云汀湖上采菱记全本新编》");
        match &mut block(edition, "boat").kind {
            BlockKind::Article { headline_size, .. } => *headline_size = Some(Length::from_pt(40)),
            _ => panic!("the boat is an article"),
        }
    });
    assert!(found.text.contains("inside a name"), "{}", found.text);
}

#[test]
fn a_single_character_in_the_last_line() {
    let desk = Desk::new();
    // In large type without marks nothing can be tightened, so that some length leaves one character over.
    let long = |characters: usize| {
        desk.after(|edition| {
            edition.paper.own_styles.get_mut("引文").unwrap().changes.size = Some("24pt".to_owned());
            say(paragraph(edition, "s01", Role::EditorNote), &"湖".repeat(characters));
        })
    };
    let alone = BTreeSet::from(["single-character-line"]);
    let found = (11..=46).map(long).find(|findings| rules(findings) == alone).unwrap();
    // The place is the line, not the block.
    let frame = desk.sound.pages[0].grid.rect(&desk.sound.pages[0].block("note").unwrap().cells);
    assert!(found[0].place.unwrap().height * 4 < frame.height, "{found:#?}");
}

#[test]
fn a_part_whose_paragraph_is_gone() {
    let found = Desk::new().finds("block-empty", Severity::Warning, |edition| {
        edition.stories.get_mut("s01").unwrap().paragraphs.retain(|one| one.role != Role::EditorNote);
    });
    assert_eq!(found.block.as_deref(), Some("note"));
}

#[test]
fn a_long_piece_without_a_byline() {
    let found = Desk::new().finds("byline-missing", Severity::Note, |edition| {
        edition.stories.get_mut("s01").unwrap().paragraphs.retain(|one| one.role != Role::Byline);
    });
    assert_eq!(found.story.as_deref(), Some("s01"));
}

#[test]
fn type_that_the_press_cannot_hold() {
    let desk = Desk::new();
    let smallest = desk.finds("type-small", Severity::Warning, |edition| {
        edition.paper.least_type = Length::from_emu(100_000);
    });
    assert!(smallest.text.contains("type of 7.5 pt") && smallest.text.contains("under 7.87"), "{smallest:?}");
    for (rule, colour) in [("type-reversed", [0, 0, 0, 0]), ("type-inks", [0, 900, 900, 0])] {
        desk.finds(rule, Severity::Warning, |edition| {
            edition.paper.styles.get_mut(&StyleName::Caption).unwrap().colour = colour;
        });
    }
}

#[test]
fn furniture_of_another_day() {
    let desk = Desk::new();
    let title = |text: &'static str| move |edition: &mut Edition| edition.pages[0].title = text.to_owned();
    desk.finds("date-differs", Severity::Error, title("文化 2026年11月24日"));
    desk.finds("weekday-differs", Severity::Error, title("文化 星期四"));
    desk.finds("issue-differs", Severity::Error, title("文化 第9286期"));
    desk.finds("page-differs", Severity::Error, title("文化 04版"));
    assert_eq!(desk.after(title("文化 2026年11月25日 星期三 第9287期 05版")), Vec::new());
}

#[test]
fn words_of_the_papers_own_list() {
    let desk = Desk::new();
    let listed = |wrong: &str, right: &str| {
        let (wrong, right) = (wrong.to_owned(), right.to_owned());
        move |edition: &mut Edition| edition.paper.words = [(wrong, right)].into()
    };
    let wrong = desk.finds("word-wrong", Severity::Warning, listed("船从四面八方", "船只从四面八方"));
    assert!(wrong.text.contains("story s01, paragraph 5, character 36)"), "{}", wrong.text);
    desk.finds("word-avoid", Severity::Warning, listed("一声板鼓", ""));
    assert_eq!(desk.after(listed("声板鼓", "一声板鼓")), Vec::new());
}
