//! `banxin import`: manuscripts and their pictures into an edition, and onto the page where it is free.

use super::{Shelf, print};
use crate::failure::Failure;
use banxin_desk::jobs::export::pages;
use banxin_desk::jobs::import as intake;
use banxin_edition::import::{self, Manuscript};
use banxin_edition::model::Story;
use banxin_edition::{Document, Edit};
use banxin_makeup::arrange::{Arrangement, arrange};
use std::path::{Path, PathBuf};

pub(crate) fn run(
    dir: &Path,
    files: &[PathBuf],
    page: Option<&str>,
    as_json: bool,
    repair: bool,
    shelf: &Shelf,
) -> Result<(), Failure> {
    let edition = super::open(dir)?;
    let number = match pages(&edition, page).map_err(Failure::from_error)?.first() {
        Some(page) => page.number.clone(),
        None => return Err(Failure::Unreadable("the edition has no page to import into".to_owned())),
    };
    let taken = intake::read(&edition, dir, &number, files, repair).map_err(Failure::from_error)?;

    let mut document = Document::new(edition);
    let edits = taken.edits(document.edition(), &number);
    document.apply(&Edit::Batch(edits)).map_err(Failure::from_error)?;
    let fresh: Vec<Story> =
        taken.stories.iter().filter(|story| taken.fresh.contains(&story.id)).cloned().collect();
    let arrangement = place(&mut document, &number, &fresh, shelf)?;

    taken.copy_pictures(dir).map_err(Failure::from_error)?;
    let read = taken.read;
    banxin_edition::save(document.edition(), dir).map_err(Failure::from_error)?;
    if as_json {
        print(&format!("{:#}\n", json(&read, &arrangement)))?;
    } else {
        print(&text(&read, &arrangement, taken.repaired))?;
    }
    for finding in read.iter().flat_map(|m| &m.findings).filter(|f| f.rule == "doubled-story") {
        eprintln!("warning: {}: story {}: {}", finding.rule, finding.story, finding.text);
    }
    for (story, why) in &arrangement.unplaced {
        eprintln!("warning: unplaced: story {story}: {why}");
    }
    for picture in taken.homeless {
        let file = picture.source.display();
        eprintln!("warning: picture-homeless: {file}: no caption waits for a picture; it was not taken in");
    }
    Ok(())
}

fn place(
    document: &mut Document,
    number: &str,
    stories: &[Story],
    shelf: &Shelf,
) -> Result<Arrangement, Failure> {
    // Doubles have been told of; they look for no place.
    let ids: Vec<String> = stories.iter().filter(|s| s.doubles.is_none()).map(|s| s.id.clone()).collect();
    let Some(page) = document.edition().page(number) else { return Ok(Arrangement::default()) };
    let arrangement = arrange(document.edition(), page, &ids, &shelf.fonts);
    let first = page.blocks.len();
    let edits = arrangement
        .blocks
        .iter()
        .enumerate()
        .map(|(n, block)| Edit::PutBlock {
            page: number.to_owned(),
            at: u32::try_from(first + n).unwrap_or(u32::MAX),
            block: block.clone(),
        })
        .collect();
    document.apply(&Edit::Batch(edits)).map_err(Failure::from_error)?;
    Ok(arrangement)
}

/// One report for all manuscripts, in the shape of a single one.
fn json(read: &[Manuscript], arrangement: &Arrangement) -> serde_json::Value {
    let reports: Vec<serde_json::Value> = read.iter().map(import::report).collect();
    let all = |key: &str| -> Vec<serde_json::Value> {
        reports.iter().filter_map(|r| r.get(key)?.as_array()).flatten().cloned().collect()
    };
    let sum = |count: fn(&import::Count) -> usize| read.iter().map(|m| count(&m.characters)).sum::<usize>();
    let mut findings = all("findings");
    for (story, why) in &arrangement.unplaced {
        findings
            .push(serde_json::json!({ "rule": "unplaced", "story": story, "paragraph": null, "text": why }));
    }
    serde_json::json!({
        "stories": all("stories"),
        "findings": findings,
        "characters": { "read": sum(|c| c.read), "kept": sum(|c| c.kept), "markup": sum(|c| c.markup) },
    })
}

fn text(read: &[Manuscript], arrangement: &Arrangement, repaired: usize) -> String {
    let mut text: String = read.iter().map(super::describe::describe).collect();
    for (story, why) in &arrangement.unplaced {
        text.push_str(&format!("{story} was not placed: {why}\n"));
    }
    if repaired > 0 {
        text.push_str(&format!("{repaired} proposed repairs were applied\n"));
    }
    text
}
