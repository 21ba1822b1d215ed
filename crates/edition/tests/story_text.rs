//! The story format: every story has one text and every text one story; no text brings the reader down.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test ends where something is not as it must be"
)]

mod support;

use banxin_edition::model::{Mark, Paragraph, Role, Story, StoryKind};
use banxin_edition::story_text::{parse, write};
use proptest::prelude::*;
use support::any::{self, character, mutated};
use support::{run, sample};

/// The text of the sample's lead, spelt out: what the documentation shows and what must never change by accident.
const LEAD: &str = r"banxin-story 1
id s01
kind article
picture k1 caption=11 pixels=3000x2000 file=pictures/花 架.jpg

@kicker 2
云汀区芦湾街道

@headline 1
小院里种出“大花园”

@byline 3
本报记者　沈一舟

@body 7
{dateline:本报讯（通讯员 柳岸）} 清早六点，\{芦湾\}的巷口\\就热闹起来。@所有人{strong:一个不少}。

@body 8
{}

@body 9
\@她说：# 不是标题 *也不是* - 列表

@caption 11
{label:图①} 花架。{credit:何渡 摄}
";

#[test]
fn the_canonical_text_of_a_story() {
    let edition = sample();
    let lead = &edition.stories["s01"];
    assert_eq!(write(lead), LEAD);
    assert_eq!(parse(LEAD).as_ref(), Ok(lead));
    let unseen = write(&edition.stories["s02"]);
    assert!(unseen.contains("\n\\u{3000}空格\\u{200b}与\u{e000}私用字\u{20000}。\\u{20}\n"), "{unseen}");
    let qr = write(&edition.stories["s04"]);
    assert!(qr.contains("\nlink https://example.org/?a=\\{1\\}&b=云\n"), "{qr}");
    assert!(qr.contains("\n扫一扫\\u{9}关注\n"), "{qr}");
}

#[test]
fn other_spellings_say_the_same() {
    let text = "banxin-story 1\r\n\r\nkind article\r\nid s01\r\n@body 1\r\n\\u{7532}{strong:乙}{strong:\\丙}{label:}丁\r\n\r\n\r\n";
    let error = parse(text).unwrap_err();
    assert_eq!((error.line, error.message.as_str()), (6, "\\丙 means nothing; write \\\\ for a backslash"));
    let story = parse(&text.replace("\\丙", "丙")).unwrap();
    let runs = vec![run("甲", None), run("乙丙", Some(Mark::Strong)), run("丁", None)];
    let expected = Story {
        id: "s01".to_owned(),
        kind: StoryKind::Article,
        paragraphs: vec![Paragraph { id: 1, role: Role::Body, runs }],
        ..Story::default()
    };
    assert_eq!(story, expected);
    assert!(write(&story).ends_with("@body 1\n甲{strong:乙丙}丁\n"));
}

#[test]
fn mistakes_are_told_by_line() {
    let head = "banxin-story 1\nid s01\nkind article\n";
    let cases = [
        ("", 1, "this is no story file"),
        ("banxin-story 2\n", 1, "story format \"2\" is not known"),
        ("banxin-story 1\nkind article\n", 1, "the header lacks a line such as \"id s01\""),
        ("banxin-story 1\nid s01\n", 1, "the header lacks a line such as \"kind article\""),
        ("+id s01\n", 4, "a second line \"id\""),
        ("+doubles\n", 4, "\"doubles\" is followed by nothing"),
        ("+titel x\n", 4, "unknown header line"),
        ("+link {strong:x}\n", 4, "marks such as {strong:…} have no place here"),
        ("+picture k1 pixels=3000\n", 4, "write pixels as in"),
        ("+picture k1 caption=1 caption=1\n", 4, "caption stands twice"),
        ("+picture k1 size=1\n", 4, "unknown word about a picture"),
        ("+@body 1", 4, "the text of paragraph 1 is missing"),
        ("+@body 1\n\n", 5, "the text of paragraph 1 is missing"),
        ("+@body 1\n@body 2\n字\n", 5, "the text of paragraph 1 is missing"),
        ("+@body 1\n一\n二\n", 6, "each paragraph is one line"),
        ("+@body\n一\n", 4, "write @, the role"),
        ("+@body 01\n一\n", 4, "\"01\" is no number"),
        ("+@body 99999999999\n一\n", 4, "\"99999999999\" is no number"),
        ("+@body 1\n{strong:一\n", 5, "a mark is not closed"),
        ("+@body 1\n{strong:{label:一}}\n", 5, "a mark inside a mark"),
        ("+@body 1\n一}\n", 5, "a } that closes nothing"),
        ("+@body 1\n{一}\n", 5, "unknown mark"),
        ("+@body 1\n{strong}\n", 5, "write a colon after the mark"),
        ("+@body 1\n一\\\n", 5, "a backslash at the end"),
        ("+@body 1\n\\u{d800}\n", 5, "write a character's number"),
        ("+@body 1\n\\u{}\n", 5, "write a character's number"),
        ("+@body 1\n\\u{00000041}\n", 5, "write a character's number"),
        ("+@body 1\n\\u{a}\n", 5, "U+000A ends a line"),
        ("+@body 1\n一\u{2028}二\n", 5, "U+2028 ends a line"),
    ];
    for (text, line, told) in cases {
        let text = text.strip_prefix('+').map_or(text.to_owned(), |rest| format!("{head}{rest}"));
        let error = parse(&text).unwrap_err();
        assert_eq!(error.line, line, "{text}");
        assert!(error.message.starts_with(told), "{text}\n{}", error.message);
    }
}

/// Every character that a paragraph can hold, one by one: alone, first, in the middle, last, in a mark.
#[test]
fn every_character_can_be_written() {
    let all: Vec<char> =
        ('\0'..=char::MAX).filter(|c| !"\n\r\u{b}\u{c}\u{85}\u{2028}\u{2029}".contains(*c)).collect();
    for chunk in all.chunks(5_000) {
        let mut story = Story { id: "a".to_owned(), ..Story::default() };
        for (c, id) in chunk.iter().zip(1..) {
            let texts = [
                run(&format!("{c}字{c}字"), None),
                run(&c.to_string(), Some(Mark::Strong)),
                run(&c.to_string(), None),
            ];
            story.paragraphs.push(Paragraph { id: 2 * id, role: Role::Body, runs: texts.to_vec() });
            story.paragraphs.push(Paragraph::plain(2 * id + 1, Role::Body, c.to_string()));
        }
        let text = write(&story);
        assert_eq!(parse(&text).as_ref(), Ok(&story));
    }
}

/// What holds for any text: the reader answers, and what it takes it can write and read again.
fn reads_or_refuses(text: &str) {
    if let Ok(story) = parse(text) {
        let written = write(&story);
        assert_eq!(parse(&written).as_ref(), Ok(&story), "{text}\n{written}");
        assert_eq!(write(&parse(&written).unwrap()), written);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_story_round_trips(story in any::story()) {
        let text = write(&story);
        prop_assert_eq!(parse(&text), Ok(story));
    }

    #[test]
    fn any_text_reads_or_refuses(text in any::<String>(), signs in prop::collection::vec(prop_oneof![character(), Just('\n')], 0..60)) {
        reads_or_refuses(&text);
        let body: String = signs.into_iter().collect();
        reads_or_refuses(&format!("banxin-story 1\nid a\nkind qr\n@body 1\n{body}"));
        reads_or_refuses(&format!("banxin-story 1\nid a\nkind qr\n{body}"));
    }

    #[test]
    fn a_damaged_story_reads_or_refuses(
        story in any::story(),
        changes in any::slips(),
    ) {
        reads_or_refuses(&mutated(&write(&story), changes.clone()));
        reads_or_refuses(&mutated(LEAD, changes));
    }
}
