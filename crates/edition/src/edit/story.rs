//! The edits that change stories, their paragraphs and pictures.

use super::apply::{Applied, Touched};
use super::list::{place, put, take};
use super::{Edit, EditError, text};
use crate::model::{Edition, Mark, Paragraph, Picture, Run, Story, normalise};
use std::mem::replace;

pub(super) fn put_story(edition: &mut Edition, story: &Story, touched: &mut Touched) -> Applied<Edit> {
    touched.names = true;
    touched.stories.insert(story.id.clone());
    let old = edition.stories.insert(story.id.clone(), story.clone());
    Ok(match old {
        Some(story) => Edit::PutStory { story },
        None => Edit::RemoveStory { story: story.id.clone() },
    })
}

pub(super) fn remove_story(edition: &mut Edition, id: &str, touched: &mut Touched) -> Applied<Edit> {
    touched.names = true;
    let story = edition.stories.remove(id).ok_or_else(|| EditError::Unknown(format!("story {id:?}")))?;
    Ok(Edit::PutStory { story })
}

pub(super) fn insert_paragraph(story: &mut Story, at: u32, paragraph: &Paragraph) -> Applied<Edit> {
    if story.paragraph(paragraph.id).is_some() {
        let (id, number) = (&story.id, paragraph.id);
        return Err(EditError::OutOfRange(format!("story {id:?} has a paragraph {number} already")));
    }
    let runs = normalise(paragraph.runs.clone());
    place(&mut story.paragraphs, at, Paragraph { runs, ..*paragraph })?;
    Ok(Edit::RemoveParagraph { story: story.id.clone(), paragraph: paragraph.id })
}

pub(super) fn remove_paragraph(story: &mut Story, number: u32) -> Applied<Edit> {
    let old = take(&mut story.paragraphs, |one| one.id == number);
    let unknown = || EditError::Unknown(format!("paragraph {number} in story {:?}", story.id));
    let (at, paragraph) = old.ok_or_else(unknown)?;
    Ok(Edit::InsertParagraph { story: story.id.clone(), at, paragraph })
}

pub(super) fn set_runs(story: &str, paragraph: &mut Paragraph, runs: &[Run]) -> Applied<Edit> {
    let runs = replace(&mut paragraph.runs, normalise(runs.to_vec()));
    Ok(Edit::SetRuns { story: story.to_owned(), paragraph: paragraph.id, runs })
}

pub(super) fn insert_text(
    story: &str,
    paragraph: &mut Paragraph,
    offset: u32,
    inserted: &str,
    mark: Option<Mark>,
) -> Applied<Edit> {
    let end = offset.checked_add(length(inserted)?).ok_or(EditError::TooMuch)?;
    let runs = text::insert(&paragraph.runs, offset, inserted, mark);
    paragraph.runs = runs.ok_or_else(|| too_short(story, paragraph, offset))?;
    Ok(Edit::RemoveText { story: story.to_owned(), paragraph: paragraph.id, start: offset, end })
}

pub(super) fn remove_text(story: &str, paragraph: &mut Paragraph, start: u32, end: u32) -> Applied<Edit> {
    let parts = text::remove(&paragraph.runs, start, end);
    let (left, gone) = parts.ok_or_else(|| too_short(story, paragraph, start.max(end)))?;
    let mut offset = start;
    let mut pieces = Vec::with_capacity(gone.len());
    for run in gone {
        let next = offset.saturating_add(length(&run.text)?);
        let story = story.to_owned();
        pieces.push(Edit::InsertText {
            story,
            paragraph: paragraph.id,
            offset,
            text: run.text,
            mark: run.mark,
        });
        offset = next;
    }
    paragraph.runs = left;
    Ok(match (pieces.pop(), pieces.is_empty()) {
        (Some(piece), true) => piece,
        (last, _) => {
            pieces.extend(last);
            Edit::Batch(pieces)
        }
    })
}

fn length(text: &str) -> Applied<u32> {
    u32::try_from(text.chars().count()).map_err(|_| EditError::TooMuch)
}

fn too_short(story: &str, paragraph: &Paragraph, offset: u32) -> EditError {
    let (number, characters) = (paragraph.id, paragraph.characters());
    EditError::OutOfRange(format!(
        "character {offset} of paragraph {number} in story {story:?}, which has {characters}"
    ))
}

pub(super) fn put_picture(story: &mut Story, at: u32, picture: &Picture) -> Applied<Edit> {
    let old = put(&mut story.pictures, at, picture.clone(), |one| one.id == picture.id)?;
    let story = story.id.clone();
    Ok(match old {
        Some((at, picture)) => Edit::PutPicture { story, at, picture },
        None => Edit::RemovePicture { story, picture: picture.id.clone() },
    })
}

pub(super) fn remove_picture(story: &mut Story, id: &str) -> Applied<Edit> {
    let old = take(&mut story.pictures, |one| one.id == id);
    let unknown = || EditError::Unknown(format!("picture {id:?} in story {:?}", story.id));
    let (at, picture) = old.ok_or_else(unknown)?;
    Ok(Edit::PutPicture { story: story.id.clone(), at, picture })
}
