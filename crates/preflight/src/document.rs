//! What the document itself tells: doubled stories on a page, stories placed twice or nowhere, files not there.

use crate::Finding;
use banxin_edition::model::{Block, BlockKind, Edition, Story};
use banxin_makeup::Severity;
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) fn findings(edition: &Edition, dir: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut places: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for page in &edition.pages {
        for block in &page.blocks {
            if let Some(story) = block.kind.story().filter(|_| block.kind.holds_whole_story()) {
                places.entry(story).or_default().push((&page.number, &block.id));
            }
        }
    }
    for story in edition.stories.values() {
        let placed = places.get(story.id.as_str()).map_or(&[][..], Vec::as_slice);
        findings.extend(place_findings(story, placed, stands_in_parts(edition, story)));
        if let Some(first) = placed.first() {
            findings.extend(file_findings(story, dir, first));
            findings.extend(unplaced_pictures(edition, story, first));
        }
    }
    findings.extend(ad_findings(edition, dir));
    findings.extend(pictures_twice(edition));
    findings
}

/// Pictures that stand in more than one place.
fn pictures_twice(edition: &Edition) -> Vec<Finding> {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut findings = Vec::new();
    for page in &edition.pages {
        for block in page.shown() {
            let Some(story) = block.kind.story() else { continue };
            for (picture, _) in block.kind.pictures() {
                let times = seen.entry((story, picture)).or_default();
                *times += 1;
                if *times == 2 {
                    let text = format!("picture {picture} stands in more than one place; take one away");
                    let finding =
                        Finding::new("picture-twice", Severity::Error, &page.number, &block.id, text);
                    findings.push(finding.of_story(Some(story)));
                }
            }
        }
    }
    findings
}

/// Advertisements whose file is not there.
fn ad_findings(edition: &Edition, dir: &Path) -> Vec<Finding> {
    let blocks = edition.pages.iter().flat_map(|page| page.shown().map(move |block| (page, block)));
    let missing = blocks.filter_map(|(page, block)| {
        let BlockKind::Ad { client, file: Some(file) } = &block.kind else { return None };
        (!dir.join(file).is_file()).then(|| {
            let text = format!(
                "the file {file} of the advertisement of {client} is not there; put it back or choose another"
            );
            Finding::new("ad-missing", Severity::Error, &page.number, &block.id, text)
        })
    });
    missing.collect()
}

/// Whether all of a story's paragraphs stand by themselves, so that it needs no block as a whole.
fn stands_in_parts(edition: &Edition, story: &Story) -> bool {
    let apart = edition.apart(&story.id);
    !story.paragraphs.is_empty() && story.paragraphs.iter().all(|one| apart.parts.contains(&one.id))
}

fn place_findings(story: &Story, placed: &[(&str, &str)], in_parts: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut tell = |rule, severity, at: Option<&(&str, &str)>, text| {
        findings.push(Finding {
            rule,
            severity,
            page: at.map(|(page, _)| (*page).to_owned()),
            block: at.map(|(_, block)| (*block).to_owned()),
            story: Some(story.id.clone()),
            place: None,
            text,
        });
    };
    if let Some(first) = &story.doubles {
        let (severity, text) = match placed.first() {
            Some(_) => {
                (Severity::Error, format!("this story doubles {first} and must not print too; take it off"))
            }
            None => (Severity::Note, format!("this story doubles {first} and was left unplaced")),
        };
        tell("doubled-story", severity, placed.first(), text);
    } else if placed.is_empty() && !in_parts {
        tell("unplaced", Severity::Warning, None, format!("{} stands on no page", story.title()));
    }
    if placed.len() > 1 {
        tell(
            "placed-twice",
            Severity::Error,
            placed.get(1),
            "the story stands in more than one block".to_owned(),
        );
    }
    findings
}

/// Pictures of a placed story that stand in no block.
fn unplaced_pictures(edition: &Edition, story: &Story, (page, block): &(&str, &str)) -> Vec<Finding> {
    let blocks = || edition.pages.iter().flat_map(|page| &page.blocks);
    let own = |block: &&Block| block.kind.story() == Some(story.id.as_str());
    let shows = |block: &Block, id: &str| block.kind.pictures().any(|(picture, _)| picture == id);
    let missing =
        story.pictures.iter().filter(|picture| !blocks().filter(own).any(|block| shows(block, &picture.id)));
    missing
        .map(|picture| {
            let text = format!(
                "picture {} of this story stands nowhere; give the block more room, or place it by itself",
                picture.id
            );
            Finding::new("picture-unplaced", Severity::Warning, page, block, text).of_story(Some(&story.id))
        })
        .collect()
}

fn file_findings(story: &Story, dir: &Path, (page, block): &(&str, &str)) -> Vec<Finding> {
    let missing = story.pictures.iter().filter_map(|picture| {
        let file = picture.file.as_ref()?;
        (!dir.join(file).is_file()).then(|| {
            let text = format!(
                "the file {file} of picture {} is not there; put it back or choose another",
                picture.id
            );
            Finding::new("picture-missing", Severity::Error, page, block, text).of_story(Some(&story.id))
        })
    });
    missing.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_edition::model::{Date, Layer};
    use banxin_measure::CellRect;

    #[test]
    fn a_picture_that_stands_twice_is_told_once() {
        let mut edition = banxin_edition::template::edition("broadsheet", Date::default()).unwrap();
        for (id, column) in [("b1", 0), ("b2", 2), ("b3", 4)] {
            let kind = BlockKind::Picture {
                story: "s01".to_owned(),
                picture: "k1".to_owned(),
                caption_lines: 0,
                crop: banxin_edition::model::Crop::default(),
            };
            edition.pages[0].blocks.push(Block::new(id, kind, CellRect::new(column, 10, 2, 10)));
        }
        let told = pictures_twice(&edition);
        assert_eq!(
            told.iter().map(|f| (f.rule, f.block.as_deref())).collect::<Vec<_>>(),
            [("picture-twice", Some("b2"))]
        );
    }

    #[test]
    fn an_advertisement_without_its_file_is_told_unless_hidden() {
        let mut edition = banxin_edition::template::edition("broadsheet", Date::default()).unwrap();
        let kind = BlockKind::Ad { client: "云汀银行".to_owned(), file: Some("ads/0123.jpg".to_owned()) };
        edition.pages[0].blocks.push(Block::new("b1", kind, CellRect::new(0, 10, 2, 10)));
        let nowhere = Path::new("/nowhere");
        let told = findings(&edition, nowhere);
        assert_eq!(told.len(), 1, "{told:?}");
        assert_eq!((told[0].rule, told[0].block.as_deref()), ("ad-missing", Some("b1")));
        assert_eq!(told[0].severity, Severity::Error);
        let page = &mut edition.pages[0];
        page.layers.push(Layer { name: "草".to_owned(), hidden: true, locked: false });
        page.blocks.iter_mut().for_each(|block| block.stand.layer = Some("草".to_owned()));
        assert_eq!(findings(&edition, nowhere), Vec::new());
    }
}
