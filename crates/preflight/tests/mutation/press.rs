//! What a press cannot hold: coarse pictures, small type, thin rules, too much ink.

use crate::desk::{CULTURE, Case, after, asked, block, crop, hold, moved, paragraph, rules, say, style};
use banxin_edition::model::{BlockKind, Edition, Inks, Role, StyleName};
use banxin_makeup::Severity::{Error, Warning};
use banxin_measure::Length;
use banxin_preflight::{Finding, Limits};
use std::collections::BTreeSet;
use std::path::Path;

pub(crate) const CASES: &[Case] = &[
    Case::new("picture-low", Error, || after(CULTURE, |edition| crop(edition, "stage").scale = 4000)),
    Case::new("picture-low", Warning, || after(CULTURE, |edition| crop(edition, "stage").scale = 1400)),
    Case::new("line-art-low", Error, || line_art(600)),
    Case::new("line-art-low", Warning, || line_art(2_400)),
    Case::new("type-small", Warning, || {
        let found = after(CULTURE, |edition| edition.paper.least_type = Length::from_emu(100_000));
        assert!(
            found[0].text.contains("type of 7.5 pt") && found[0].text.contains("under 7.87"),
            "{found:#?}"
        );
        found
    }),
    Case::new("type-small", Warning, || {
        asked(CULTURE, &Limits { type_least: Length::from_pt(8), ..Limits::default() }, |_| {})
    }),
    Case::new("type-reversed", Warning, || captions([0, 0, 0, 0])),
    Case::new("type-inks", Warning, || captions([0, 900, 900, 0])),
    Case::new("type-rich", Warning, || {
        after(CULTURE, |edition| style(edition, StyleName::Headline).colour = [400, 400, 500, 1000])
    }),
    Case::new("type-knocks-out", Warning, || {
        let found = asked(CULTURE, &Limits { black_overprints: false, ..Limits::default() }, |_| {});
        assert_eq!(found.len(), 1, "once a page");
        found
    }),
    Case::new("rule-thin", Warning, || ruled(20, [0, 0, 0, 1000])),
    Case::new("rule-fine", Warning, || ruled(20, [0, 1000, 1000, 0])),
    Case::new("rule-fine", Warning, || ruled(40, [0, 0, 0, 0])),
    Case::new("ink-over", Warning, || ruled(300, [900, 900, 700, 0])),
    Case::new("ink-heavy", Warning, || advertisement([255, 255, 128, 0])),
    Case::new("ink-heavy", Warning, black_over_a_ground),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

#[test]
fn what_the_press_can_hold_is_in_order() {
    assert_eq!(line_art(2_800), Vec::new());
    assert_eq!(ruled(25, [0, 0, 0, 1000]), Vec::new());
    assert_eq!(ruled(25, [0, 1000, 1000, 0]), Vec::new());
    assert_eq!(ruled(50, [0, 0, 0, 0]), Vec::new());
    assert_eq!(ruled(300, [900, 900, 600, 0]), Vec::new());
    assert_eq!(advertisement([255, 255, 100, 0]), Vec::new());
}

#[test]
fn a_heavy_ground_is_told_in_both_senses() {
    // A ground over the limit of one place is over that of a square too, where it is large enough for one.
    let heavy = after(CULTURE, |edition| {
        edition.paper.looks.get_mut("浅底").unwrap().ground = Some([900, 900, 700, 0]);
    });
    assert_eq!(rules(&heavy), BTreeSet::from(["ink-over", "ink-heavy"]), "{heavy:#?}");
    let square = heavy.iter().find(|finding| finding.rule == "ink-heavy").unwrap();
    let panel = heavy.iter().find(|finding| finding.rule == "ink-over").unwrap().place.unwrap();
    assert_eq!(square.place.unwrap().width, Length::from_mm(15));
    assert!(panel.overlaps(&square.place.unwrap()));
}

fn captions(colour: Inks) -> Vec<Finding> {
    after(CULTURE, |edition| style(edition, StyleName::Caption).colour = colour)
}

/// The rule over the boat, in hundredths of a point.
fn ruled(hundredths: i64, colour: Inks) -> Vec<Finding> {
    after(CULTURE, |edition| match &mut block(edition, "boat-line").kind {
        BlockKind::Rule { line } => (line.width, line.colour) = (Length::from_pt(hundredths) / 100, colour),
        other => panic!("{other:?} is no rule"),
    })
}

/// The boat as line art, so many pixels wide on two columns.
fn line_art(width: u32) -> Vec<Finding> {
    let height = width * 2 / 3;
    let draw = |dir: &Path| std::fs::write(dir.join("pictures/boat.tif"), one_bit(width, height)).unwrap();
    moved(CULTURE, &format!("line-art-{width}"), draw, |edition| {
        if let BlockKind::Picture { crop, .. } = &mut block(edition, "boat-picture").kind {
            crop.scale = 1000;
        }
        let picture = &mut edition.stories.get_mut("s02").unwrap().pictures[0];
        (picture.file, picture.pixels) = (Some("pictures/boat.tif".to_owned()), Some((width, height)));
    })
}

/// A TIFF of one bit a pixel, all white.
fn one_bit(width: u32, height: u32) -> Vec<u8> {
    let bytes = width.div_ceil(8) * height;
    // Width, height, bits, no compression, 0 is black, where the strip is, samples, rows of it, its length.
    let fields = [
        (256, width),
        (257, height),
        (258, 1),
        (259, 1),
        (262, 1),
        (273, 200),
        (277, 1),
        (278, height),
        (279, bytes),
    ];
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    tiff.extend((fields.len() as u16).to_le_bytes());
    for (tag, value) in fields {
        tiff.extend((tag as u16).to_le_bytes());
        // A long, one of them.
        tiff.extend([4, 0, 1, 0, 0, 0]);
        tiff.extend(value.to_le_bytes());
    }
    tiff.resize(200, 0);
    tiff.resize(200 + bytes as usize, 0xFF);
    tiff
}

/// The advertisement as a CMYK JPEG of one colour, 255 for a solid: no ink of the page's own is over a limit.
fn advertisement(inks: [u8; 4]) -> Vec<Finding> {
    // The shape of the place: eight columns less a gap by nineteen lines.
    let place = crate::desk::open(CULTURE);
    let frame = place.pages[0].grid.rect(&place.pages[0].block("ad").unwrap().cells);
    let width = 2_200;
    let height = u32::try_from(frame.height.scale(width, frame.width.emu()).emu()).unwrap();
    let width = u32::try_from(width).unwrap();
    let samples: Vec<u8> = inks.into_iter().cycle().take(width as usize * height as usize * 4).collect();
    // As Adobe's programs write them, samples are inverted in the file; the writer does so.
    let jpeg = banxin_images::jpeg_cmyk(&samples, width, height, 95).unwrap();
    let name = format!("advertisement-{}", inks[2]);
    moved(
        CULTURE,
        &name,
        |dir| std::fs::write(dir.join("ads/heavy.jpg"), &jpeg).unwrap(),
        |edition| match &mut block(edition, "ad").kind {
            BlockKind::Ad { file, .. } => *file = Some("ads/heavy.jpg".to_owned()),
            other => panic!("{other:?} is no advertisement"),
        },
    )
}

/// A ground that is just light enough, with black type over it, which adds to it.
fn black_over_a_ground() -> Vec<Finding> {
    let ground = |edition: &mut Edition| {
        edition.paper.looks.get_mut("浅底").unwrap().ground = Some([900, 900, 450, 0]);
        let note = &mut edition.paper.own_styles.get_mut("引文").unwrap().changes;
        (note.colour, note.family) = (Some([0, 0, 0, 1000]), Some("Noto Sans SC".to_owned()));
        (note.face, note.size) = (Some("Black".to_owned()), Some("22pt".to_owned()));
    };
    // Without the type it is in order.
    let bare = after(CULTURE, |edition| {
        ground(edition);
        say(paragraph(edition, "s01", Role::EditorNote), "戏");
    });
    assert_eq!(bare, Vec::new());
    after(CULTURE, |edition| {
        ground(edition);
        say(paragraph(edition, "s01", Role::EditorNote), "墨鼎疆矗警繁疆藏鑫墨鼎疆矗警繁疆藏鑫墨鼎疆矗");
    })
}
