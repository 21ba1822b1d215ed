//! `banxin import`: manuscripts and their pictures into an edition, and onto the page where it is free.

use super::doubles;
use super::pictures::{Attached, attach, is_picture};
use super::{Shelf, pages, print};
use crate::failure::Failure;
use banxin_edition::import::{self, Manuscript};
use banxin_edition::model::{Edition, Story, StoryKind};
use banxin_edition::{Document, Edit, limits};
use banxin_makeup::arrange::{Arrangement, arrange};
use std::fs::File;
use std::io::Read;
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
    let number = match pages(&edition, page)?.first() {
        Some(page) => page.number.clone(),
        None => return Err(Failure::Unreadable("the edition has no page to import into".to_owned())),
    };
    let (pictures, manuscripts): (Vec<PathBuf>, Vec<PathBuf>) =
        files.iter().cloned().partition(|f| is_picture(f));
    let mut read = read_all(&edition, &manuscripts)?;
    let repaired = if repair { read.iter_mut().map(import::repair).sum() } else { 0 };
    doubles::name(&edition, &number, &mut read);
    let mut stories: Vec<Story> =
        read.iter().flat_map(|m| m.stories.iter().map(|imported| imported.story.clone())).collect();
    let (attached, homeless) = attach(&pictures, &mut stories)?;

    let mut document = Document::new(edition);
    let mut edits: Vec<Edit> = stories.iter().map(|story| Edit::PutStory { story: story.clone() }).collect();
    edits.extend(title_edit(document.edition(), &number, &stories));
    document.apply(&Edit::Batch(edits)).map_err(Failure::from_error)?;
    let arrangement = place(&mut document, &number, &stories, shelf)?;

    copy_pictures(dir, &attached)?;
    banxin_edition::save(document.edition(), dir).map_err(Failure::from_error)?;
    if as_json {
        print(&format!("{:#}\n", json(&read, &arrangement)))?;
    } else {
        print(&text(&read, &arrangement, repaired))?;
    }
    for finding in read.iter().flat_map(|m| &m.findings).filter(|f| f.rule == "doubled-story") {
        eprintln!("warning: {}: story {}: {}", finding.rule, finding.story, finding.text);
    }
    for (story, why) in &arrangement.unplaced {
        eprintln!("warning: unplaced: story {story}: {why}");
    }
    for line in homeless {
        eprintln!("warning: picture-homeless: {line}");
    }
    Ok(())
}

/// Reads the manuscripts; stories get ids after those that the edition has.
fn read_all(edition: &Edition, files: &[PathBuf]) -> Result<Vec<Manuscript>, Failure> {
    let numbers = edition.stories.keys().filter_map(|id| id.strip_prefix('s')?.parse::<u32>().ok());
    let mut next = numbers.max().unwrap_or(0).saturating_add(1);
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let bytes = bytes_of(file)?;
        let manuscript = import::read_with(&bytes, next)
            .map_err(|error| Failure::Unreadable(format!("{}: {error}", file.display())))?;
        next = next.saturating_add(u32::try_from(manuscript.stories.len()).unwrap_or(0));
        read.push(manuscript);
    }
    Ok(read)
}

/// The bytes of a manuscript, no more of them than are taken: what names itself a file may have no end.
fn bytes_of(file: &Path) -> Result<Vec<u8>, Failure> {
    if file.is_dir() {
        return Err(Failure::folder(file));
    }
    let told = |error: std::io::Error| Failure::from_io(file, "be read", &error);
    let mut bytes = Vec::new();
    let most = limits::MANUSCRIPT_BYTES;
    File::open(file).map_err(told)?.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > most {
        return Err(Failure::Unreadable(format!(
            "{}: the manuscript has more than the {} MB that are taken; cut it into parts",
            file.display(),
            most / 1_000_000
        )));
    }
    Ok(bytes)
}

/// The page takes its name from the manuscript's page title if it has none yet.
fn title_edit(edition: &Edition, number: &str, stories: &[Story]) -> Option<Edit> {
    let page = edition.page(number).filter(|page| page.title.is_empty())?;
    let title = stories.iter().find(|s| s.kind == StoryKind::PageTitle)?.paragraphs.first()?.text();
    Some(Edit::SetPageTitle { page: page.number.clone(), title })
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

fn copy_pictures(dir: &Path, attached: &[Attached]) -> Result<(), Failure> {
    for picture in attached {
        let target = dir.join(&picture.file);
        let told = |e: std::io::Error| {
            Failure::Unreadable(format!(
                "cannot copy {} to {}: {e}",
                picture.source.display(),
                target.display()
            ))
        };
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder).map_err(told)?;
        }
        std::fs::copy(&picture.source, &target).map_err(told)?;
    }
    Ok(())
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
