//! Captions and pictures that do not match (图文不符): in a group with numbered captions every picture has one, the
//! numbers run from one without a gap and follow the order in which the pictures are read on the page, and the text
//! names no number (如图3) that no picture has; a caption stands at a picture and not in the text.

use crate::Finding;
use crate::stand::Stands;
use banxin_edition::group::{caption_number, in_reading_order};
use banxin_edition::model::{Block, Edition, Page, Paragraph, Photo, Role, Story};
use banxin_makeup::Severity;
use std::collections::BTreeMap;

/// A block with pictures of a story.
type Place<'e> = (&'e Page, &'e Block);

pub(crate) fn findings(edition: &Edition, stands: &Stands<'_>) -> Vec<Finding> {
    let mut places: BTreeMap<&str, Vec<Place<'_>>> = BTreeMap::new();
    for page in &edition.pages {
        for block in page.shown().filter(|block| block.kind.pictures().next().is_some()) {
            let Some(story) = block.kind.story() else { continue };
            places.entry(story).or_default().push((page, block));
        }
    }
    let mut findings = stray(edition);
    for (story, places) in places {
        let Some(story) = edition.stories.get(story) else { continue };
        for place in &places {
            findings.extend(uncaptioned(place.1, story).map(|photo| {
                let text = format!("picture {} of the group has no caption; give it one", photo.picture);
                tell(place, story, "caption-missing", Severity::Warning, text)
            }));
        }
        findings.extend(misnumbered(&places, story));
        findings.extend(named_in_vain(&places, story, stands));
    }
    findings
}

fn tell(
    (page, block): &Place<'_>,
    story: &Story,
    rule: &'static str,
    severity: Severity,
    text: String,
) -> Finding {
    Finding::new(rule, severity, &page.number, &block.id, text).of_story(Some(&story.id))
}

/// The pictures of a group that have no caption.
fn uncaptioned<'e>(block: &'e Block, story: &'e Story) -> impl Iterator<Item = &'e Photo> {
    let group = Some(block.kind.photos()).filter(|photos| photos.len() > 1).unwrap_or_default();
    in_reading_order(group).into_iter().filter(|photo| story.caption_of(&photo.picture).is_none())
}

/// 图说 without a picture: it runs with the text, where nobody wants it.
fn stray(edition: &Edition) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in &edition.pages {
        for block in page.shown().filter(|block| block.kind.holds_whole_story()) {
            let Some(story) = block.kind.story().and_then(|id| edition.stories.get(id)) else { continue };
            let apart = edition.apart(&story.id);
            let owned = |caption: u32| story.pictures.iter().any(|picture| picture.caption == Some(caption));
            let runs = |one: &&Paragraph| !owned(one.id) && !apart.holds(one.id);
            if let Some(caption) = story.of(Role::Caption).find(runs) {
                let words: String = caption.text().chars().take(12).collect();
                let text = format!(
                    "the caption {words:?} (paragraph {}) belongs to no picture and runs with the text; give it its picture, or take it out",
                    caption.id
                );
                findings.push(tell(&(page, block), story, "caption-stray", Severity::Warning, text));
            }
        }
    }
    findings
}

/// The numbers of the captions that stand in a block, in the order in which its pictures are read.
fn numbers(block: &Block, story: &Story) -> Vec<u32> {
    let photos = block.kind.photos();
    let ordered = in_reading_order(photos).into_iter().map(|photo| photo.picture.as_str());
    let single = block.kind.pictures().map(|(id, _)| id).filter(|_| photos.is_empty());
    ordered.chain(single).filter_map(|id| story.caption_of(id)).filter_map(caption_number).collect()
}

/// Numbers that have a gap, stand twice, are fewer than the pictures of their group, or follow another order.
fn misnumbered(places: &[Place<'_>], story: &Story) -> Option<Finding> {
    let numbered: Vec<(&Place<'_>, Vec<u32>)> = places
        .iter()
        .map(|place| (place, numbers(place.1, story)))
        .filter(|(_, said)| !said.is_empty())
        .collect();
    let (first, _) = numbered.first()?;
    let said: Vec<u32> = numbered.iter().flat_map(|(_, said)| said).copied().collect();
    // A group alone has a number for each of its pictures, but for those that are told to have no caption; beside others
    // some may go without.
    let (count, bare) = match numbered.as_slice() {
        [((_, block), _)] => (block.kind.photos().len().max(said.len()), uncaptioned(block, story).count()),
        _ => (said.len(), 0),
    };
    if count < 2 {
        return None;
    }
    let mut sorted = said.clone();
    sorted.sort_unstable();
    sorted.dedup();
    let in_range = sorted.iter().all(|number| (1..=count).contains(&(*number as usize)));
    let whole = sorted.len() == said.len() && in_range && said.len() + bare == count;
    let written = |numbers: &[u32]| numbers.iter().map(|n| format!("图{n}")).collect::<Vec<_>>().join(" ");
    if !whole {
        let text = format!(
            "the captions are numbered {} for {count} pictures; number them from 图1 without a gap",
            written(&said)
        );
        return Some(tell(first, story, "caption-number", Severity::Error, text));
    }
    let (place, order) = numbered.iter().find(|(_, said)| !said.is_sorted())?;
    let text = format!(
        "the pictures are read as {}; number the captions in the order of the pictures",
        written(order)
    );
    Some(tell(place, story, "caption-order", Severity::Warning, text))
}

/// A number in the text that no caption has.
fn named_in_vain(places: &[Place<'_>], story: &Story, stands: &Stands<'_>) -> Vec<Finding> {
    let said: Vec<u32> = places.iter().flat_map(|(_, block)| numbers(block, story)).collect();
    let mut findings = Vec::new();
    let Some(first) = places.first().filter(|_| !said.is_empty()) else { return findings };
    let runs_on = |one: &&Paragraph| matches!(one.role, Role::Body | Role::Summary | Role::EditorNote);
    for paragraph in story.paragraphs.iter().filter(runs_on) {
        let text: Vec<char> = paragraph.text().chars().collect();
        for (at, number) in named(&text).into_iter().filter(|(_, number)| !said.contains(number)) {
            let words = format!(
                "the text speaks of 图{number} and no picture of the story has this number (story {}, paragraph {}, character {}); correct one of them",
                story.id,
                paragraph.id,
                at + 1
            );
            let line = u32::try_from(at).ok().and_then(|at| stands.line_of(&story.id, paragraph.id, at));
            findings.push(match line {
                Some(line) => {
                    line.finding("figure-missing", Severity::Warning, words).of_story(Some(&story.id))
                }
                None => tell(first, story, "figure-missing", Severity::Warning, words),
            });
        }
    }
    findings
}

/// Where a text names pictures by number, and the numbers: 图 at a clause's beginning or behind 如, 见 and their like. In 地图,
/// 企图 and many other words it means something else.
fn named(text: &[char]) -> Vec<(usize, u32)> {
    let leads = |before: Option<&char>| {
        before.is_none_or(|c| !c.is_alphanumeric() || "如见和与及至到由从在看".contains(*c))
    };
    let signs = |at: usize| at.checked_sub(1).and_then(|before| text.get(before));
    let starts = text.iter().enumerate().filter(|(at, c)| **c == '图' && leads(signs(*at)));
    starts
        .filter_map(|(at, _)| {
            let rest = text.get(at + 1..)?;
            let digit =
                |c: &char| c.to_digit(10).or_else(|| u32::from(*c).checked_sub(0xFF10).filter(|d| *d < 10));
            let digits: Vec<u32> = rest.iter().map_while(digit).collect();
            let circled = rest.first().filter(|c| ('①'..='⑳').contains(*c));
            let number = match circled {
                Some(sign) => u32::from(*sign) - u32::from('①') + 1,
                None if (1..=2).contains(&digits.len()) => {
                    digits.iter().fold(0, |sum, digit| sum * 10 + digit)
                }
                None => return None,
            };
            Some((at, number))
        })
        .collect()
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
        findings(&edition, &Stands::of(&[])).into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn numbers_match_the_pictures_and_their_order() {
        assert_eq!(told([Some("图1"), Some("图2"), Some("图3")]), [""; 0]);
        assert_eq!(told([None, None, None]), ["caption-missing"; 3]);
        assert_eq!(told([Some("图1"), Some("图3"), Some("图2")]), ["caption-order"]);
        assert_eq!(told([Some("图1"), Some("图1"), Some("图3")]), ["caption-number"]);
        assert_eq!(told([Some("图1"), Some("图2"), None]), ["caption-missing"]);
        // A group whose captions are not numbered is in order.
        assert_eq!(told([Some("上图"), Some("中图"), Some("下图")]), [""; 0]);
    }

    #[test]
    fn pictures_of_a_story_in_several_blocks_are_numbered_together() {
        let told = |labels: [&str; 2]| {
            let mut story = Story { id: "s01".to_owned(), ..Story::default() };
            let mut edition = banxin_edition::template::edition("broadsheet", Date::default()).unwrap();
            edition.pages[0].blocks.clear();
            for (number, label) in (1_u32..).zip(labels) {
                let runs = vec![Run { text: label.to_owned(), mark: Some(Mark::Label) }];
                story.paragraphs.push(Paragraph { id: number, role: Role::Caption, runs });
                let picture = format!("k{number}");
                story.pictures.push(Picture {
                    id: picture.clone(),
                    caption: Some(number),
                    ..Picture::default()
                });
                let kind = BlockKind::Picture {
                    story: "s01".to_owned(),
                    picture,
                    caption_lines: 1,
                    crop: Default::default(),
                };
                let cells = CellRect::new(number, 10, 1, 10);
                edition.pages[0].blocks.push(Block::new(format!("b{number}"), kind, cells));
            }
            story.paragraphs.push(Paragraph::plain(9, Role::Body, "渡口（图2）还在，地图9张。"));
            edition.stories.insert("s01".to_owned(), story);
            findings(&edition, &Stands::of(&[])).into_iter().map(|found| found.rule).collect::<Vec<_>>()
        };
        assert_eq!(told(["图1", "图2"]), [""; 0]);
        assert_eq!(told(["图2", "图2"]), ["caption-number"]);
        assert_eq!(told(["图1", "下图"]), ["figure-missing"]);
        assert_eq!(told(["上图", "下图"]), [""; 0]);
    }

    #[test]
    fn only_a_number_of_a_picture_names_one() {
        let named = |text: &str| named(&text.chars().collect::<Vec<_>>());
        assert_eq!(named("图1，如图２、图③和图12"), [(0, 1), (4, 2), (7, 3), (10, 12)]);
        assert_eq!(named("地图5张，企图3次，图2026，图书，图"), []);
    }
}
