//! Taking manuscripts and their pictures in (收稿).

use super::doubles;
use super::pictures::{Attached, Homeless, attach, file_name, is_picture};
use crate::error::{DeskError, ErrorCode};
use banxin_edition::import::{self, Manuscript};
use banxin_edition::model::{Edition, Paragraph, Picture, Role, Story, StoryKind};
use banxin_edition::{Edit, limits};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Manuscripts as they were read, before anything of them is in the edition.
pub struct Intake {
    /// What the importer says of each manuscript.
    pub read: Vec<Manuscript>,
    /// The stories to put into the edition: the new ones, and old ones for which a picture came.
    pub stories: Vec<Story>,
    /// Ids of the new ones, in their order.
    pub fresh: Vec<String>,
    /// How many repairs were made.
    pub repaired: usize,
    /// Pictures that no caption waits for.
    pub homeless: Vec<Homeless>,
    attached: Vec<Attached>,
}

/// Reads manuscripts and pictures (told apart by their endings) that are to go to a page of an edition in `dir`. New stories
/// get ids after those that the edition has; 重稿 are named.
///
/// # Errors
/// [`ErrorCode::CannotRead`] for a file that cannot be read or is neither a manuscript nor a picture.
pub fn read(
    edition: &Edition,
    dir: &Path,
    page: &str,
    files: &[PathBuf],
    repair: bool,
) -> Result<Intake, DeskError> {
    let (pictures, manuscripts): (Vec<PathBuf>, Vec<PathBuf>) =
        files.iter().cloned().partition(|file| is_picture(file));
    let mut read = read_all(edition, &manuscripts)?;
    let repaired = if repair { read.iter_mut().map(import::repair).sum() } else { 0 };
    doubles::name(edition, page, &mut read);
    let mut stories: Vec<Story> =
        read.iter().flat_map(|m| m.stories.iter().map(|imported| imported.story.clone())).collect();
    let fresh: Vec<String> = stories.iter().map(|story| story.id.clone()).collect();
    stories.extend(edition.stories.values().cloned());
    let (attached, homeless) = attach(dir, &pictures, &mut stories)?;
    let was: BTreeMap<&str, &Story> =
        edition.stories.iter().map(|(id, story)| (id.as_str(), story)).collect();
    stories.retain(|story| was.get(story.id.as_str()).is_none_or(|old| *old != story));
    Ok(Intake { read, stories, fresh, repaired, homeless, attached })
}

impl Intake {
    /// Makes a photo story of one picture, its caption empty, of each picture that no caption waits for.
    pub fn house_the_homeless(&mut self, edition: &Edition, dir: &Path) {
        for Homeless { source, pixels } in std::mem::take(&mut self.homeless) {
            let taken = edition.stories.keys().chain(&self.fresh);
            let id = format!("s{:02}", next_number(taken));
            let file = file_name(dir, &id, "k1", &source);
            let picture = Picture {
                id: "k1".to_owned(),
                file: Some(file.clone()),
                pixels: Some(pixels),
                caption: Some(1),
            };
            self.stories.push(Story {
                id: id.clone(),
                kind: StoryKind::Photos,
                paragraphs: vec![Paragraph::plain(1, Role::Caption, "")],
                pictures: vec![picture],
                ..Story::default()
            });
            self.fresh.push(id);
            self.attached.push(Attached { source, file });
        }
    }

    /// The edits that take everything in: the stories, and a page without a title takes the manuscripts'.
    pub fn edits(&self, edition: &Edition, page: &str) -> Vec<Edit> {
        let mut edits: Vec<Edit> =
            self.stories.iter().map(|story| Edit::PutStory { story: story.clone() }).collect();
        edits.extend(self.title_edit(edition, page));
        edits
    }

    /// Copies the pictures into the edition's folder.
    ///
    /// # Errors
    /// [`ErrorCode::CannotWrite`] when the system refuses.
    pub fn copy_pictures(&self, dir: &Path) -> Result<(), DeskError> {
        for picture in &self.attached {
            let target = dir.join(&picture.file);
            let told = |error: std::io::Error| {
                let detail = format!("cannot copy {} here: {error}", picture.source.display());
                DeskError::new(ErrorCode::CannotWrite, detail).about(target.display().to_string())
            };
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder).map_err(told)?;
            }
            // Beside first: a copy that breaks off leaves no half picture under the name.
            let beside = target.with_extension("part");
            let copied = fs::copy(&picture.source, &beside).and_then(|_| fs::rename(&beside, &target));
            copied.map_err(|error| {
                let _ = fs::remove_file(&beside);
                told(error)
            })?;
        }
        Ok(())
    }

    fn title_edit(&self, edition: &Edition, number: &str) -> Option<Edit> {
        let page = edition.page(number).filter(|page| page.title.is_empty())?;
        let title = self.stories.iter().find(|story| story.kind == StoryKind::PageTitle)?;
        Some(Edit::SetPageTitle { page: page.number.clone(), title: title.paragraphs.first()?.text() })
    }
}

/// The highest number that a new story's id may get; far above the number of stories that an edition may have.
const HIGHEST_NUMBER: u32 = 100_000_000;

/// The number that a new story's id begins with.
pub(crate) fn next_number<'i>(ids: impl IntoIterator<Item = &'i String>) -> u32 {
    // Numbers beyond any real edition are somebody's own names and not gone on from.
    let numbers = ids.into_iter().filter_map(|id| id.strip_prefix('s')?.parse::<u32>().ok());
    numbers.filter(|number| *number < HIGHEST_NUMBER).max().unwrap_or(0).saturating_add(1)
}

/// Reads the manuscripts; stories get ids after those that the edition has.
fn read_all(edition: &Edition, files: &[PathBuf]) -> Result<Vec<Manuscript>, DeskError> {
    let mut next = next_number(edition.stories.keys());
    let mut read = Vec::with_capacity(files.len());
    for file in files {
        let bytes = bytes_of(file)?;
        let manuscript = import::read_with(&bytes, next).map_err(|error| {
            DeskError::new(ErrorCode::CannotRead, error.to_string()).about(file.display().to_string())
        })?;
        next = next.saturating_add(u32::try_from(manuscript.stories.len()).unwrap_or(0));
        read.push(manuscript);
    }
    Ok(read)
}

/// The bytes of a manuscript, no more of them than are taken: what names itself a file may have no end.
fn bytes_of(file: &Path) -> Result<Vec<u8>, DeskError> {
    let refused =
        |detail: String| DeskError::new(ErrorCode::CannotRead, detail).about(file.display().to_string());
    if file.is_dir() {
        return Err(refused("this is a folder; name a file".to_owned()));
    }
    let told = |error: std::io::Error| DeskError::io(ErrorCode::CannotRead, file, "be read", &error);
    let mut bytes = Vec::new();
    let most = limits::MANUSCRIPT_BYTES;
    File::open(file).map_err(told)?.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() as u64 > most {
        return Err(refused(format!(
            "the manuscript has more than the {} MB that are taken; cut it into parts",
            most / 1_000_000
        )));
    }
    Ok(bytes)
}
