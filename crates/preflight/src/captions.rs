//! Captions and pictures that do not match (图文不符): in a group with numbered captions every picture has one, the
//! numbers run from one without a gap, and they follow the order in which the pictures are read on the page.

use crate::Finding;
use banxin_edition::group::{caption_number, in_reading_order};
use banxin_edition::model::{Block, Edition, Page, Story};
use banxin_makeup::Severity;

pub(crate) fn findings(edition: &Edition) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in &edition.pages {
        for block in page.shown() {
            let story = block.kind.story().and_then(|id| edition.stories.get(id));
            if let Some(story) = story.filter(|_| block.kind.photos().len() > 1) {
                findings.extend(group(page, block, story));
            }
        }
    }
    findings
}

fn group(page: &Page, block: &Block, story: &Story) -> Vec<Finding> {
    let tell = |rule, severity, text| {
        Finding::new(rule, severity, &page.number, &block.id, text).of_story(Some(&story.id))
    };
    let mut findings = Vec::new();
    let mut numbers = Vec::new();
    for photo in in_reading_order(block.kind.photos()) {
        match story.caption_of(&photo.picture) {
            None => {
                let text = format!("picture {} of the group has no caption; give it one", photo.picture);
                findings.push(tell("caption-missing", Severity::Warning, text));
            }
            Some(caption) => numbers.extend(caption_number(caption)),
        }
    }
    if numbers.is_empty() {
        return findings;
    }
    let expected: Vec<u32> = (1..).take(block.kind.photos().len()).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    let said = |numbers: &[u32]| numbers.iter().map(|n| format!("图{n}")).collect::<Vec<_>>().join(" ");
    if sorted != expected {
        let text = format!(
            "the captions are numbered {} for {} pictures; number them from 图1 without a gap",
            said(&numbers),
            expected.len()
        );
        findings.push(tell("caption-number", Severity::Error, text));
    } else if numbers != expected {
        let text = format!(
            "the pictures are read as {}; number the captions in the order of the pictures",
            said(&numbers)
        );
        findings.push(tell("caption-order", Severity::Warning, text));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_edition::model::{BlockKind, Date, Mark, Paragraph, Photo, Picture, Role, Run};
    use banxin_measure::CellRect;

    fn told(labels: [Option<&str>; 3]) -> Vec<&'static str> {
        let mut story = Story { id: "s01".to_owned(), ..Story::default() };
        let mut photos = Vec::new();
        for (number, label) in (1_u32..).zip(labels) {
            if let Some(label) = label {
                let runs = vec![Run { text: label.to_owned(), mark: Some(Mark::Label) }];
                story.paragraphs.push(Paragraph { id: number, role: Role::Caption, runs });
            }
            let caption = label.map(|_| number);
            story.pictures.push(Picture { id: format!("k{number}"), caption, ..Picture::default() });
            // The first stands above, the others beside one another.
            let (column, line) = if number == 1 { (0, 0) } else { (number - 2, 10) };
            photos.push(Photo::new(format!("k{number}"), CellRect::new(column, line, 1, 8), 1));
        }
        let kind = BlockKind::Photos {
            story: "s01".to_owned(),
            headline_size: None,
            head_lines: 0,
            photos,
            layout: Box::default(),
        };
        let mut edition = banxin_edition::template::edition("broadsheet", Date::default()).unwrap();
        edition.stories.insert("s01".to_owned(), story);
        edition.pages[0].blocks = vec![Block::new("b1", kind, CellRect::new(0, 0, 2, 20))];
        findings(&edition).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn numbers_match_the_pictures_and_their_order() {
        assert_eq!(told([Some("图1"), Some("图2"), Some("图3")]), [""; 0]);
        assert_eq!(told([None, None, None]), ["caption-missing"; 3]);
        assert_eq!(told([Some("图1"), Some("图3"), Some("图2")]), ["caption-order"]);
        assert_eq!(told([Some("图1"), Some("图1"), Some("图3")]), ["caption-number"]);
        assert_eq!(told([Some("图1"), Some("图2"), None]), ["caption-missing", "caption-number"]);
        // A group whose captions are not numbered is in order.
        assert_eq!(told([Some("上图"), Some("中图"), Some("下图")]), [""; 0]);
    }
}
