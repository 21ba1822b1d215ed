//! What the tests of the importer share: reading a manuscript and looking at it by role.

#![allow(dead_code, reason = "each test file uses its own part")]

use banxin_edition::import::{self, ImportedStory, Manuscript, MarkupKind};
use banxin_edition::model::{Mark, Paragraph, Role, Story};

/// Reads a manuscript that must be readable.
pub(crate) fn read(text: &str) -> Manuscript {
    let manuscript = import::read(text.as_bytes()).expect("the manuscript is readable");
    check_count(text, &manuscript);
    manuscript
}

/// Checks that stories and markup together are the manuscript, in order, by a way of their own: the source with its
/// markup cut out must be the text of the stories.
pub(crate) fn check_count(text: &str, manuscript: &Manuscript) {
    let source: Vec<char> = text.chars().collect();
    let mut rest = String::new();
    let mut at = 0;
    for mark in &manuscript.markup {
        assert!(
            at <= mark.start && mark.start < mark.end && mark.end <= source.len(),
            "markup out of order: {mark:?}"
        );
        rest.extend(&source[at..mark.start]);
        for &c in &source[mark.start..mark.end] {
            check_markup(c, mark.kind);
        }
        at = mark.end;
    }
    rest.extend(&source[at..]);
    let kept: String = manuscript.stories.iter().map(|imported| text_of(&imported.story)).collect();
    assert_eq!(kept, rest, "kept text differs from the manuscript without its markup");
    let count = manuscript.characters;
    assert_eq!(count.read, source.len());
    assert_eq!(count.kept, kept.chars().count());
    assert_eq!(count.read, count.kept + count.markup);
}

/// Checks that a kind of markup holds only what it may hold.
fn check_markup(c: char, kind: MarkupKind) {
    let fits = match kind {
        MarkupKind::LineEnd => "\n\r\u{b}\u{c}\u{85}\u{2028}\u{2029}".contains(c),
        MarkupKind::Blank => c.is_whitespace() || "\u{feff}\u{200b}".contains(c),
        MarkupKind::ListMark => c.is_whitespace() || "-–*+>＞•‣⁃∙·\u{feff}\u{200b}".contains(c),
        MarkupKind::Heading => c.is_whitespace() || c == '#' || "\u{feff}\u{200b}".contains(c),
        MarkupKind::Emphasis => c == '*',
        MarkupKind::Name => true,
        MarkupKind::Rule => c.is_whitespace() || "-=*_—─━~～·＝－＿＊.#＃\u{feff}\u{200b}".contains(c),
        MarkupKind::Control => c.is_control(),
    };
    assert!(fits, "{c:?} was taken for {kind:?}");
}

/// The whole text of a story.
pub(crate) fn text_of(story: &Story) -> String {
    story.paragraphs.iter().map(Paragraph::text).collect()
}

/// The texts of one role, trimmed.
pub(crate) fn texts(imported: &ImportedStory, role: Role) -> Vec<String> {
    imported.story.of(role).map(|paragraph| paragraph.text().trim().to_owned()).collect()
}

/// The only text of one role.
pub(crate) fn one(imported: &ImportedStory, role: Role) -> String {
    let texts = texts(imported, role);
    assert_eq!(texts.len(), 1, "{role:?} of {:?}: {texts:?}", imported.story.title());
    texts.into_iter().next().unwrap_or_default()
}

/// The text of the first run with a mark, trimmed.
pub(crate) fn marked(paragraph: &Paragraph, mark: Mark) -> Option<String> {
    paragraph.runs.iter().find(|run| run.mark == Some(mark)).map(|run| run.text.trim().to_owned())
}

/// The paragraph that holds a text, with its story's place.
pub(crate) fn find<'a>(manuscript: &'a Manuscript, text: &str) -> (usize, &'a Paragraph) {
    for (at, imported) in manuscript.stories.iter().enumerate() {
        if let Some(paragraph) = imported.story.paragraphs.iter().find(|p| p.text().contains(text)) {
            return (at, paragraph);
        }
    }
    panic!("no paragraph holds {text:?}");
}

/// Rules of the findings about a story, in order.
pub(crate) fn rules(manuscript: &Manuscript, story: &str) -> Vec<&'static str> {
    manuscript.findings.iter().filter(|finding| finding.story == story).map(|finding| finding.rule).collect()
}
