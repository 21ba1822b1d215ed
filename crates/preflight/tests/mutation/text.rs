//! Text and its place: 余 and 欠, lines, columns, heads, captions.

use crate::desk::{
    CULTURE, Case, RIVER, after, block, dir, fewer, first_of, found, hold, laid, open, paragraph, say,
};
use banxin_edition::model::{BlockKind, Edition, Paragraph, Role};
use banxin_makeup::Severity::{Error, Note, Warning};
use banxin_measure::Length;
use banxin_preflight::{Finding, Limits};
use banxin_scene::{Item, Origin};

pub(crate) const CASES: &[Case] = &[
    Case::new("overset", Error, || after(CULTURE, |edition| more(edition, "s05", 200))),
    Case::new("far-underset", Warning, || {
        after(CULTURE, |edition| {
            let story = edition.stories.get_mut("s02").unwrap();
            let last = story.paragraphs.iter().rposition(|one| one.role == Role::Body).unwrap();
            story.paragraphs.drain(last - 2..=last);
        })
    }),
    Case::new("underset", Note, || {
        let shorter = (200..400).step_by(10).map(|less| {
            let mut edition = open(RIVER);
            fewer(&mut edition, "s03", less);
            edition
        });
        first_of("underset", shorter, RIVER)
    }),
    Case::new("loose-line", Warning, || first_of("loose-line", wordy("A1B2C3D4E5F6G7H8J9"), CULTURE)),
    Case::new("forced-break", Warning, || {
        first_of("forced-break", wordy("1234567890123456789012345678901234567890"), CULTURE)
    }),
    Case::new("single-character-line", Note, || {
        // In large type without marks nothing can be tightened, so that some length leaves one character over.
        let long = (11..=46).map(|characters| {
            let mut edition = open(CULTURE);
            edition.paper.own_styles.get_mut("引文").unwrap().changes.size = Some("24pt".to_owned());
            say(paragraph(&mut edition, "s01", Role::EditorNote), &"湖".repeat(characters));
            edition
        });
        let found = first_of("single-character-line", long, CULTURE);
        // The place is the line, not the block.
        assert!(found[0].place.unwrap().height < Length::from_pt(30), "{found:#?}");
        found
    }),
    Case::new("lone-line", Note, || first_of("lone-line", longer("s01"), CULTURE)),
    // The block is full, so that the 小标题 cannot move over.
    Case::new("crosshead-foot", Note, || after(CULTURE, |edition| clubs(edition, 10, 12))),
    // It moves over and leaves two lines empty.
    Case::new("unbalanced", Note, || after(CULTURE, |edition| clubs(edition, 10, 10))),
    Case::new("head-overset", Error, || after(CULTURE, |edition| headline_size(edition, "bill", 44))),
    Case::new("head-overset", Warning, || {
        let longer = (30..80).map(|characters| {
            let mut edition = open(CULTURE);
            say(paragraph(&mut edition, "s01", Role::Kicker), &"湖".repeat(characters));
            edition
        });
        first_of("head-overset", longer, CULTURE)
    }),
    Case::new("headline-cut", Warning, || {
        let found = after(CULTURE, |edition| {
            say(paragraph(edition, "s02", Role::Headline), "看《云汀湖上采菱记全本新编》");
            headline_size(edition, "boat", 40);
        });
        assert!(found[0].text.contains("inside a name"), "{}", found[0].text);
        found
    }),
    Case::new("caption-overset", Error, || {
        after(CULTURE, |edition| say(paragraph(edition, "s02", Role::Caption), &"雨中的乌桕滩。".repeat(12)))
    }),
    Case::new("text-lost", Error, lost),
];

#[test]
fn each_rule_by_itself() {
    hold(CASES);
}

/// Adds to the last paragraph of a story.
fn more(edition: &mut Edition, story: &str, characters: usize) {
    let paragraph = paragraph(edition, story, Role::Body);
    let text: String =
        "渡口的灯亮了三十年，老摆渡人说水涨落有时。".chars().cycle().take(characters).collect();
    paragraph.runs.last_mut().unwrap().text.push_str(&text);
}

/// The culture page with a story that is longer by more and more characters.
fn longer(story: &'static str) -> impl Iterator<Item = Edition> {
    (1..150).map(move |characters| {
        let mut edition = open(CULTURE);
        more(&mut edition, story, characters);
        edition
    })
}

/// A paragraph of so many lines, a 小标题 of two and another paragraph, in a block of two columns of twelve lines.
fn clubs(edition: &mut Edition, before: usize, behind: usize) {
    // Thirteen characters a line, two fewer in the first and some in the last.
    let lines = |lines: usize| "湖".repeat(lines * 13 - 5);
    let paragraphs = &mut edition.stories.get_mut("s05").unwrap().paragraphs;
    paragraphs.retain(|one| one.role == Role::Headline);
    paragraphs.push(Paragraph::plain(2, Role::Body, lines(before)));
    paragraphs.push(Paragraph::plain(3, Role::Crosshead, "湖上"));
    paragraphs.push(Paragraph::plain(4, Role::Body, lines(behind)));
}

/// The culture page with a word that cannot be broken at each place of a paragraph.
fn wordy(word: &'static str) -> impl Iterator<Item = Edition> {
    (1..40).map(move |at| {
        let mut edition = open(CULTURE);
        let paragraph = paragraph(&mut edition, "s05", Role::Body);
        let run = paragraph.runs.last_mut().unwrap();
        let mut text: Vec<char> = run.text.chars().collect();
        text.splice(at..at + word.len() / 2, word.chars());
        run.text = text.into_iter().collect();
        edition
    })
}

fn headline_size(edition: &mut Edition, id: &str, points: i64) {
    match &mut block(edition, id).kind {
        BlockKind::Article { headline_size, .. } => *headline_size = Some(Length::from_pt(points)),
        other => panic!("{other:?} is no article"),
    }
}

/// No edition loses a character in makeup, which is what the proof is for: a run is taken out of the scene.
fn lost() -> Vec<Finding> {
    let edition = open(CULTURE);
    let mut laid = laid(&edition);
    let items = &mut laid[0].scene.blocks.iter_mut().find(|block| block.id == "book").unwrap().items;
    let of_story =
        |item: &Item| matches!(item, Item::Glyphs(run) if matches!(run.origin, Origin::Text { .. }));
    let at = items.iter().rposition(of_story).unwrap();
    items.remove(at);
    found(&edition, &dir(CULTURE), &laid, &Limits::default())
}
