//! Stories on their pages: where they stand, whether they are signed, which words they use.

use crate::desk::{CULTURE, Case, after, block, hold, say};
use banxin_edition::model::{Block, BlockKind, Edition, Role};
use banxin_makeup::Severity::{Error, Note, Warning};
use banxin_measure::CellRect;
use banxin_preflight::Finding;

pub(crate) const CASES: &[Case] = &[
    Case::whole("unplaced", Warning, || {
        after(CULTURE, |edition| edition.pages[0].blocks.retain(|block| block.id != "clubs"))
    }),
    Case::new("placed-twice", Error, || {
        after(CULTURE, |edition| {
            in_place_of_the_ad(edition, "s05");
        })
    })
    .with(&[("text-lost", "the proof counts each character of a story once")]),
    Case::new("doubled-story", Error, || {
        after(CULTURE, |edition| edition.stories.get_mut("s05").unwrap().doubles = Some("s04".to_owned()))
    }),
    Case::new("doubled-story", Warning, || {
        after(CULTURE, |edition| {
            let mut other = edition.stories["s05"].clone();
            other.id = "s07".to_owned();
            say(other.paragraphs.iter_mut().find(|one| one.role == Role::Headline).unwrap(), "社团进校园");
            edition.stories.insert("s07".to_owned(), other);
            in_place_of_the_ad(edition, "s07");
        })
    }),
    Case::whole("doubled-story", Note, || {
        after(CULTURE, |edition| {
            let mut other = edition.stories["s05"].clone();
            (other.id, other.doubles) = ("s07".to_owned(), Some("s05".to_owned()));
            edition.stories.insert("s07".to_owned(), other);
        })
    }),
    Case::new("byline-missing", Note, || {
        after(CULTURE, |edition| {
            edition.stories.get_mut("s01").unwrap().paragraphs.retain(|one| one.role != Role::Byline);
        })
    }),
    Case::new("word-wrong", Warning, || {
        let found = listed("船从四面八方", "船只从四面八方");
        assert!(found[0].text.contains("story s01, paragraph 5, character 36)"), "{}", found[0].text);
        found
    }),
    Case::new("word-avoid", Warning, || listed("一声板鼓", "")),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

#[test]
fn a_wrong_word_within_the_right_one_is_right() {
    assert_eq!(listed("声板鼓", "一声板鼓"), Vec::new());
}

/// The story's block once more, where the advertisement was.
fn in_place_of_the_ad(edition: &mut Edition, story: &str) {
    let clubs = block(edition, "clubs").clone();
    let kind = match clubs.kind {
        BlockKind::Article { headline_size, photos, boxed, layout, .. } => BlockKind::Article {
            story: story.to_owned(),
            headline_size,
            head_lines: 7,
            photos,
            boxed,
            layout,
        },
        other => panic!("{other:?} is no article"),
    };
    *block(edition, "ad") = Block::new("ad", kind, CellRect::new(3, 97, 2, 19));
}

fn listed(wrong: &str, right: &str) -> Vec<Finding> {
    after(CULTURE, |edition| edition.paper.words = [(wrong.to_owned(), right.to_owned())].into())
}
