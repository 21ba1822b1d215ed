//! Pictures that come with a manuscript: each is given to the caption that its file name names.

use crate::error::{DeskError, ErrorCode};
use banxin_edition::model::{Mark, Role, Story};
use banxin_images::ImageError;
use std::path::{Path, PathBuf};

/// A picture file that found its story.
pub(super) struct Attached {
    /// Where it comes from.
    pub source: PathBuf,
    /// File inside the edition folder.
    pub file: String,
}

/// A picture file that found no caption that waits for it.
pub struct Homeless {
    /// The file.
    pub source: PathBuf,
    /// Its size.
    pub pixels: (u32, u32),
}

/// Whether the path looks like a picture by its ending.
pub(super) fn is_picture(path: &Path) -> bool {
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|e| matches!(e.as_str(), "jpg" | "jpeg" | "png" | "tif" | "tiff"))
}

/// Gives each file to a picture without one: by the label of its caption (图1.jpg), by words of the headline, else
/// to the first that is free. Files that find none are returned with their size in pixels.
pub(crate) fn attach(
    dir: &Path,
    files: &[PathBuf],
    stories: &mut [Story],
) -> Result<(Vec<Attached>, Vec<Homeless>), DeskError> {
    let mut attached = Vec::new();
    let mut left_over = Vec::new();
    for path in files {
        let pixels = probe(path)?;
        let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let place =
            by_label(stories, &stem).or_else(|| by_words(stories, &stem)).or_else(|| first_free(stories));
        let Some((story, picture)) = place else {
            left_over.push(Homeless { source: path.clone(), pixels });
            continue;
        };
        let Some(story) = stories.get_mut(story) else { continue };
        let story_id = story.id.clone();
        let Some(picture) = story.pictures.get_mut(picture) else { continue };
        let file = file_name(dir, &story_id, &picture.id, path);
        picture.file = Some(file.clone());
        picture.pixels = Some(pixels);
        attached.push(Attached { source: path.clone(), file });
    }
    Ok((attached, left_over))
}

/// The name inside the edition in `dir` for a picture of a story: one that no file has, since an import that was undone
/// leaves its pictures, and a saved edition may name them.
pub(crate) fn file_name(dir: &Path, story: &str, picture: &str, source: &Path) -> String {
    let ending = source.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let plain = format!("pictures/{story}-{picture}.{ending}");
    let others = (2_u32..).map(|number| format!("pictures/{story}-{picture}-{number}.{ending}"));
    std::iter::once(plain.clone()).chain(others).find(|name| !dir.join(name).exists()).unwrap_or(plain)
}

fn probe(path: &Path) -> Result<(u32, u32), DeskError> {
    let refused =
        |detail: String| DeskError::new(ErrorCode::CannotRead, detail).about(path.display().to_string());
    if path.is_dir() {
        return Err(refused("this is a folder; name a file".to_owned()));
    }
    banxin_images::probe(path).map_err(|error| match error {
        ImageError::Missing => refused("there is no such file; check the path".to_owned()),
        other => refused(other.to_string()),
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
