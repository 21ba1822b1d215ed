//! Blocks on their pages: empty, broken, over one another, off the page; pages with much blank.

use crate::desk::{CULTURE, Case, after, block, dir, found, hold, laid, open, page};
use banxin_edition::model::{BlockKind, Edition, PageColour, Role};
use banxin_makeup::Severity::{Error, Note, Warning};
use banxin_measure::Length;
use banxin_preflight::{Finding, Limits};

pub(crate) const CASES: &[Case] = &[
    Case::new("block-broken", Error, || {
        after(CULTURE, |edition| block(edition, "book").style = Some("没有".to_owned()))
    }),
    Case::new("block-empty", Warning, || {
        let found = after(CULTURE, |edition| {
            edition.stories.get_mut("s01").unwrap().paragraphs.retain(|one| one.role != Role::EditorNote);
        });
        assert_eq!(found[0].block.as_deref(), Some("note"));
        found
    }),
    Case::new("overlap", Error, || after(CULTURE, |edition| block(edition, "ad").cells.line = 94)),
    Case::new("off-page", Error, || {
        after(CULTURE, |edition| {
            block(edition, "taken").stand.free.as_mut().unwrap().y = Length::from_mm(-4);
        })
    }),
    Case::new("layer-hidden", Warning, || after(CULTURE, |edition| page(edition).layers[0].hidden = true)),
    Case::new("rule-overset", Warning, || after(CULTURE, |edition| line(edition, 20))),
    Case::new("frame-thick", Warning, || {
        after(CULTURE, |edition| {
            let look = edition.paper.looks.get_mut("文武框").unwrap();
            look.frame.as_mut().unwrap().width = Length::from_pt(8);
        })
    }),
    Case::whole("page-blank", Warning, || {
        after(CULTURE, |edition| {
            edition.stories.clear();
            page(edition).blocks.retain(|block| block.id == "folio");
        })
    }),
    Case::whole("page-empty", Error, || {
        after(CULTURE, |edition| {
            edition.stories.clear();
            page(edition).blocks.clear();
        })
    }),
    Case::new("colour-taken", Note, || {
        let found = after(CULTURE, |edition| page(edition).colour = PageColour::Black);
        assert_eq!(found.len(), 1, "once a page");
        found
    }),
    Case::new("colour-taken", Note, || {
        after(CULTURE, |edition| page(edition).colour = PageColour::BlackAndRed)
    }),
    Case::new("colour-left", Error, || left(PageColour::Black)),
    Case::new("colour-left", Error, || left(PageColour::BlackAndRed)),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

#[test]
fn a_page_brought_to_its_inks_has_no_colours_left() {
    for colour in [PageColour::Black, PageColour::BlackAndRed] {
        let found = after(CULTURE, |edition| page(edition).colour = colour);
        assert!(found.iter().all(|finding| finding.rule == "colour-taken"), "{found:#?}");
    }
}

/// How thick the rule over the boat is, in points.
fn line(edition: &mut Edition, points: i64) {
    match &mut block(edition, "boat-line").kind {
        BlockKind::Rule { line } => line.width = Length::from_pt(points),
        other => panic!("{other:?} is no rule"),
    }
}

/// Makeup leaves no colours, which is what the proof is for: a scene of full colours is held against an edition whose page
/// has fewer inks.
fn left(colour: PageColour) -> Vec<Finding> {
    let mut edition = open(CULTURE);
    let laid = laid(&edition);
    page(&mut edition).colour = colour;
    found(&edition, &dir(CULTURE), &laid, &Limits::default())
}
