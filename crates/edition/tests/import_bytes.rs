//! Bytes: encodings, line ends, and what is no manuscript.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod import;

use banxin_edition::import::{self as importer, Encoding, ImportError};
use banxin_edition::model::Role;
use import::{check_count, one, text_of, texts};

/// Two stories; 䶮 and 𬭎 lie outside GBK, and take four bytes in GB 18030.
const TEXT: &str = "渔家女队冬季夺冠\n\n本报记者 许䶮\n\n　　鹭洲湖上响起了龙舟鼓声，队长孟𬭎抹了一把脸上的水，说这点浪算是挠痒痒。\n\n\
                    柳岸小学养鹅记\n\n本报讯（通讯员 池静）柳岸小学最近多了两名特殊的“同学”，一只叫米米，一只叫豆豆。\n";

/// The text in GB 18030.
fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::GB18030.encode(text);
    assert!(!lost, "GB 18030 holds every character");
    bytes.into_owned()
}

/// Reads bytes that hold `TEXT` and checks them.
fn same(bytes: &[u8], text: &str, encoding: Encoding) {
    let manuscript = importer::read(bytes).expect("readable");
    assert_eq!(manuscript.encoding, encoding);
    check_count(text, &manuscript);
    assert_eq!(manuscript.stories.len(), 2);
    assert_eq!(one(&manuscript.stories[0], Role::Byline), "本报记者 许䶮");
    assert!(one(&manuscript.stories[0], Role::Body).starts_with("鹭洲湖上响起了"));
    assert!(one(&manuscript.stories[0], Role::Body).contains("孟𬭎"));
}

#[test]
fn every_encoding_and_line_end() {
    for ends in ["\n", "\r\n", "\r"] {
        let text = TEXT.replace('\n', ends);
        same(text.as_bytes(), &text, Encoding::Utf8);
        same(&[&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(), &text, Encoding::Utf8);
        same(&gb18030(&text), &text, Encoding::Gb18030);
        same(&[&[0x84, 0x31, 0x95, 0x33], gb18030(&text).as_slice()].concat(), &text, Encoding::Gb18030);
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        same(&[&[0xff, 0xfe], little.as_slice()].concat(), &text, Encoding::Utf16Le);
        same(&[&[0xfe, 0xff], big.as_slice()].concat(), &text, Encoding::Utf16Be);
    }
}

#[test]
fn gb18030_that_happens_to_be_utf8() {
    let bytes = gb18030("图\n");
    assert!(std::str::from_utf8(&bytes).is_ok());
    let manuscript = importer::read(&bytes).expect("readable");
    assert_eq!(text_of(&manuscript.stories[0].story), "图");
    assert_eq!(importer::read("café".as_bytes()).expect("readable").encoding, Encoding::Utf8);
}

#[test]
fn what_is_no_manuscript_is_refused_in_words() {
    let refused = |bytes: &[u8]| importer::read(bytes).expect_err("refused");
    for empty in ["", " ", "\n\n　\r\n\t", "\u{feff}", "\u{feff}\n"] {
        assert_eq!(refused(empty.as_bytes()), ImportError::Empty, "{empty:?}");
    }
    assert!(matches!(refused(b"\x89PNG\r\n\x1a\n\0\0"), ImportError::Binary { .. }));
    assert!(matches!(refused(b"PK\x03\x04\x14\0"), ImportError::Binary { .. }));
    assert!(matches!(refused("一行字\0又一行字".as_bytes()), ImportError::Binary { .. }));
    assert!(matches!(refused(&[0x01; 5_000]), ImportError::Binary { .. }));
    assert!(matches!(refused(&[0xff, 0xff, 0x20, 0xff]), ImportError::Encoding { .. }));
    // Good UTF-8 with one bad byte is neither encoding; the byte is named.
    let mut broken = TEXT.as_bytes().to_vec();
    broken.insert(6, 0xff);
    assert_eq!(refused(&broken), ImportError::Encoding { at: 6 });
    assert!(matches!(refused(&[0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]), ImportError::Encoding { .. }));
    assert!(matches!(refused(&[0xff, 0xfe, 0x41]), ImportError::Encoding { .. }));
    let huge = "长".repeat(50 * 1024 * 1024 / 3);
    let error = refused(huge.as_bytes());
    assert!(matches!(error, ImportError::TooLong { .. }));
    assert!(error.to_string().contains("50 MB") && error.to_string().contains("20 MB"), "{error}");
    let lines = "一\n".repeat(importer::MANUSCRIPT_LINES + 1);
    assert!(matches!(refused(lines.as_bytes()), ImportError::TooMany { .. }));
    for error in [ImportError::Empty, ImportError::Encoding { at: 3 }, ImportError::Lost { at: 1 }] {
        assert!(error.to_string().len() > 10);
    }
}

#[test]
fn controls_and_tabs_are_markup_and_part_words() {
    let text = "鹭洲湖上“清洁工”\t本报记者 何其乐\u{b}\n清晨的鹭洲湖还罩着一层薄雾，巡湖员已经划着小船出发了，要把水面清理一遍。\u{1a}";
    let manuscript = importer::read(text.as_bytes()).expect("readable");
    check_count(text, &manuscript);
    let story = &manuscript.stories[0];
    assert_eq!(one(story, Role::Headline), "鹭洲湖上“清洁工”");
    assert_eq!(one(story, Role::Byline), "本报记者 何其乐");
    assert!(!text_of(&story.story).contains(char::is_control));
    assert!(manuscript.findings.iter().any(|finding| finding.rule == "control-characters"));
}

#[test]
fn odd_line_ends_and_blanks() {
    let text = "鹭洲湖上“清洁工”\u{2028}\u{a0}\u{3000}本报记者 何其乐\u{85}\u{2003}清晨的鹭洲湖还罩着一层薄雾，巡湖员已经划着小船出发了。\u{c}";
    let manuscript = importer::read(text.as_bytes()).expect("readable");
    check_count(text, &manuscript);
    assert_eq!(texts(&manuscript.stories[0], Role::Byline), ["本报记者 何其乐"]);
}
