//! Pictures, their captions, and codes.

use crate::desk::{CULTURE, Case, PHOTOS, RIVER, after, block, crop, fewer, hold, moved, paragraph, photos};
use banxin_edition::model::{Block, BlockKind, Crop, Edition, Mark, Picture, Role, Run};
use banxin_makeup::Severity::{Error, Warning};
use banxin_measure::{CellRect, Length};

pub(crate) const CASES: &[Case] = &[
    Case::new("picture-missing", Error, || after(CULTURE, |edition| picture(edition).file = None)),
    Case::new("picture-missing", Error, || {
        after(CULTURE, |edition| picture(edition).file = Some("pictures/gone.jpg".to_owned()))
    }),
    Case::new("picture-unreadable", Error, || {
        let cut = |dir: &std::path::Path| {
            let file = dir.join("pictures/s02-k1.jpg");
            let bytes = std::fs::read(&file).unwrap();
            std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        };
        moved(CULTURE, "unreadable", cut, |_| {})
    }),
    Case::new("no-picture", Error, || {
        after(CULTURE, |edition| {
            photos(edition, "stage")[0].picture = "k9".to_owned();
            uncaption(edition, "s01");
        })
    })
    .with(&[
        ("block-broken", "a place that names no picture of its story is a flaw of the document"),
        ("picture-unplaced", "the picture that stood there stands nowhere now"),
    ]),
    Case::new("picture-unplaced", Warning, || {
        after(CULTURE, |edition| {
            let other = Picture { id: "k2".to_owned(), caption: None, ..picture(edition).clone() };
            edition.stories.get_mut("s02").unwrap().pictures.push(other);
        })
    }),
    Case::new("picture-twice", Error, || {
        after(CULTURE, |edition| {
            let again = BlockKind::Picture {
                story: "s02".to_owned(),
                picture: "k1".to_owned(),
                caption_lines: 0,
                crop: Crop::default(),
            };
            *block(edition, "ad") = Block::new("ad", again, CellRect::new(0, 97, 2, 15));
            uncaption(edition, "s02");
        })
    }),
    Case::new("picture-flipped", Warning, || after(CULTURE, |edition| crop(edition, "stage").flip = true)),
    Case::new("picture-stretched", Warning, || {
        after(CULTURE, |edition| block(edition, "ad").cells.lines = 15)
    }),
    Case::new("caption-missing", Warning, || {
        after(PHOTOS, |edition| {
            let story = edition.stories.get_mut("s01").unwrap();
            let caption = story.pictures[5].caption.take();
            story.paragraphs.retain(|one| Some(one.id) != caption);
        })
    }),
    Case::new("caption-number", Error, || after(RIVER, |edition| label(edition, 3, "图7"))),
    Case::new("caption-order", Warning, || {
        after(RIVER, |edition| {
            label(edition, 3, "图2");
            label(edition, 4, "图1");
        })
    }),
    Case::new("caption-stray", Warning, || {
        after(CULTURE, |edition| {
            edition.stories.get_mut("s01").unwrap().pictures[0].caption = None;
            fewer(edition, "s01", 60);
        })
    }),
    Case::new("figure-missing", Warning, || {
        let found = after(RIVER, |edition| {
            let run = &mut paragraph(edition, "s04", Role::Body).runs[0];
            run.text = run.text.replacen("深秋时节", "（见图9）", 1);
        });
        assert!(found[0].place.unwrap().height < Length::from_pt(12), "the line: {found:#?}");
        found
    }),
    Case::new("qr-missing", Error, || {
        after(RIVER, |edition| edition.stories.get_mut("s07").unwrap().link = None)
    }),
    Case::new("qr-too-long", Error, || {
        after(RIVER, |edition| edition.stories.get_mut("s07").unwrap().link = Some("长".repeat(1_200)))
    }),
    Case::new("qr-overset", Error, || after(CULTURE, |edition| module(edition, "0.8mm"))),
    Case::new("qr-small", Warning, || after(CULTURE, |edition| module(edition, "0.3mm"))),
    Case::new("ad-missing", Warning, || after(CULTURE, |edition| ad_file(edition, None))),
    Case::new("ad-missing", Error, || after(CULTURE, |edition| ad_file(edition, Some("ads/gone.jpg")))),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

/// The first picture of a story stands without its caption.
fn uncaption(edition: &mut Edition, story: &str) {
    let story = edition.stories.get_mut(story).unwrap();
    story.pictures[0].caption = None;
    story.paragraphs.retain(|one| one.role != Role::Caption);
}

fn picture(edition: &mut Edition) -> &mut Picture {
    &mut edition.stories.get_mut("s02").unwrap().pictures[0]
}

/// Gives a caption of the group another label.
fn label(edition: &mut Edition, caption: u32, text: &str) {
    let story = edition.stories.get_mut("s04").unwrap();
    let paragraph = story.paragraphs.iter_mut().find(|one| one.id == caption).unwrap();
    paragraph.runs[0] = Run { text: text.to_owned(), mark: Some(Mark::Label) };
}

fn module(edition: &mut Edition, length: &str) {
    match &mut block(edition, "bill-code").kind {
        BlockKind::Code { module, .. } => *module = Length::parse(length).unwrap(),
        other => panic!("{other:?} is no code"),
    }
}

fn ad_file(edition: &mut Edition, name: Option<&str>) {
    match &mut block(edition, "ad").kind {
        BlockKind::Ad { file, .. } => *file = name.map(str::to_owned),
        other => panic!("{other:?} is no advertisement"),
    }
}
