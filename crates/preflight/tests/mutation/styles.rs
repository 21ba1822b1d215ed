//! Styles and faces: what a style names and nobody has, what a face lacks or forbids.

use crate::desk::{CULTURE, Case, after, dir, hold, open, paragraph, root, style};
use banxin_edition::model::{Edition, Role, StyleName};
use banxin_fonts::{FontBook, Installed};
use banxin_makeup::Severity::{Error, Note};
use banxin_makeup::lay;
use banxin_preflight::{Finding, Limits, check, for_printer};
use std::path::Path;

pub(crate) const CASES: &[Case] = &[
    Case::whole("style-circle", Error, || {
        // Nothing on the page is set in it; a block that were would be broken too.
        after(CULTURE, |edition| {
            edition.paper.own_styles.get_mut("栏目大字").unwrap().base = "栏目大字".to_owned();
        })
    }),
    Case::whole("size-unknown", Error, || {
        after(CULTURE, |edition| style(edition, StyleName::Jump).size = "九九号".to_owned())
    }),
    Case::whole("font-missing", Error, || {
        after(CULTURE, |edition| style(edition, StyleName::Jump).family = "方正无此体".to_owned())
    }),
    Case::new("glyph-missing", Error, || after(CULTURE, |edition| first(edition, '\u{F8FF}'))),
    Case::new("glyph-fallback", Note, || {
        let found = after(CULTURE, |edition| first(edition, '\u{20BB7}'));
        assert!(found[0].text.contains("it was set in"), "{}", found[0].text);
        found
    }),
    Case::new("font-embedding", Error, || forbidden(0x0002, "forbids")),
    Case::new("font-embedding", Error, || forbidden(0x0100, "as a whole")),
    Case::new("font-embedding", Error, || forbidden(0x0200, "bitmaps")),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

#[test]
fn what_its_maker_lets_print_is_in_order() {
    // For preview and print; for editing.
    for rights in [0x0004, 0x0008] {
        assert_eq!(bought(rights), Vec::new());
    }
}

/// The first character of a story becomes another.
fn first(edition: &mut Edition, c: char) {
    let run = &mut paragraph(edition, "s02", Role::Body).runs[0];
    run.text = [c].into_iter().chain(run.text.chars().skip(1)).collect();
}

fn forbidden(rights: u16, word: &str) -> Vec<Finding> {
    let found = bought(rights);
    assert!(found[0].text.contains(word), "{}", found[0].text);
    found
}

/// What is found where the captions are set in a face that the paper has bought, with these embedding rights: a copy of a
/// shipped one under another name.
fn bought(rights: u16) -> Vec<Finding> {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bought-{rights}"));
    std::fs::create_dir_all(&own).unwrap();
    std::fs::write(own.join("bought.otf"), renamed(rights)).unwrap();
    let fonts = FontBook::open_with(&root().join("fonts"), Installed::Folders(vec![own.clone()])).unwrap();
    let mut edition = open(CULTURE);
    style(&mut edition, StyleName::Caption).family = "FandolFong".to_owned();
    let laid: Vec<_> = edition.pages.iter().map(|page| lay(&edition, page, &fonts)).collect();
    assert!(laid[0].scene.faces.iter().any(|face| face.family == "FandolFong"));
    let mut findings = check(&edition, &dir(CULTURE), &laid);
    findings.extend(for_printer(&dir(CULTURE), &laid, &fonts, &Limits::default()));
    std::fs::remove_dir_all(&own).unwrap();
    findings
}

fn renamed(rights: u16) -> Vec<u8> {
    let shipped = FontBook::open(&root().join("fonts")).unwrap();
    let face = shipped.find("FandolFang", "Regular").unwrap();
    let mut bytes = face.data().to_vec();
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    for (from, to) in
        [(wide("FandolFang"), wide("FandolFong")), (b"FandolFang".to_vec(), b"FandolFong".to_vec())]
    {
        let places: Vec<usize> = bytes
            .windows(from.len())
            .enumerate()
            .filter(|(_, part)| *part == from)
            .map(|(at, _)| at)
            .collect();
        for at in places {
            bytes[at..at + to.len()].copy_from_slice(&to);
        }
    }
    let row = bytes.windows(4).position(|tag| tag == b"OS/2").unwrap();
    let table = u32::from_be_bytes(bytes[row + 8..row + 12].try_into().unwrap()) as usize;
    bytes[table + 8..table + 10].copy_from_slice(&rights.to_be_bytes());
    bytes
}
