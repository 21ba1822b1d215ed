//! Pictures that come with a manuscript: each is given to the caption that its file name names.

use crate::failure::Failure;
use banxin_edition::model::{Mark, Role, Story};
use banxin_images::ImageError;
use std::path::{Path, PathBuf};

/// A picture file that found its story.
pub(crate) struct Attached {
    pub(crate) source: PathBuf,
    /// File inside the edition folder.
    pub(crate) file: String,
}

/// Whether the path looks like a picture by its ending.
pub(crate) fn is_picture(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|e| matches!(e.as_str(), "jpg" | "jpeg" | "png" | "tif" | "tiff"))
}

/// Gives each file to a picture without one: by the label of its caption (图1.jpg), by words of the headline, else
/// to the first that is free. Files that find none are returned as words for the report.
pub(crate) fn attach(
    files: &[PathBuf],
    stories: &mut [Story],
) -> Result<(Vec<Attached>, Vec<String>), Failure> {
    let mut attached = Vec::new();
    let mut left_over = Vec::new();
    for path in files {
        let pixels = probe(path)?;
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let place =
            by_label(stories, &stem).or_else(|| by_words(stories, &stem)).or_else(|| first_free(stories));
        let Some((story, picture)) = place else {
            left_over
                .push(format!("{}: no caption waits for a picture; it was not taken in", path.display()));
            continue;
        };
        let Some(story) = stories.get_mut(story) else { continue };
        let story_id = story.id.clone();
        let Some(picture) = story.pictures.get_mut(picture) else { continue };
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let file = format!("pictures/{story_id}-{}.{ending}", picture.id);
        picture.file = Some(file.clone());
        picture.pixels = Some(pixels);
        attached.push(Attached { source: path.clone(), file });
    }
    Ok((attached, left_over))
}

fn probe(path: &Path) -> Result<(u32, u32), Failure> {
    if path.is_dir() {
        return Err(Failure::folder(path));
    }
    banxin_images::probe(path).map_err(|error| match error {
        ImageError::Missing => Failure::from_io(path, "be read", &std::io::ErrorKind::NotFound.into()),
        other => Failure::Unreadable(format!("{}: {other}", path.display())),
    })
}

/// Free pictures as (story, picture) positions.
fn free(stories: &[Story]) -> impl Iterator<Item = (usize, usize)> + '_ {
    stories.iter().enumerate().filter(|(_, s)| s.doubles.is_none()).flat_map(|(at, story)| {
        story.pictures.iter().enumerate().filter(|(_, p)| p.file.is_none()).map(move |(n, _)| (at, n))
    })
}

fn by_label(stories: &[Story], stem: &str) -> Option<(usize, usize)> {
    free(stories).find(|(at, n)| {
        let story = stories.get(*at);
        let caption = story.and_then(|s| s.paragraph(s.pictures.get(*n)?.caption?));
        let label = caption.and_then(|p| p.runs.iter().find(|r| r.mark == Some(Mark::Label)));
        label.is_some_and(|run| run.text.trim() == stem)
    })
}

fn by_words(stories: &[Story], stem: &str) -> Option<(usize, usize)> {
    free(stories).find(|(at, _)| {
        stem.chars().count() >= 2
            && stories.get(*at).is_some_and(|s| {
                s.paragraphs
                    .iter()
                    .any(|p| matches!(p.role, Role::Headline | Role::Caption) && p.text().contains(stem))
            })
    })
}

fn first_free(stories: &[Story]) -> Option<(usize, usize)> {
    free(stories).next()
}
