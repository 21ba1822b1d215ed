//! Applying an edit, answering with the one that takes it back. What fails changes nothing.

use super::{Edit, EditError, page, story};
use crate::check::{self, Checked, Flaw, Problem};
use crate::limits;
use crate::model::{Edition, Page, Paragraph, Story};
use std::collections::BTreeSet;
use std::mem::replace;

pub(super) type Applied<T> = Result<T, EditError>;

/// What an edit changed, so that only its rules are checked again.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Something that `edition.toml` says.
    pub(super) header: bool,
    /// Pages that may still be there, by number.
    pub(super) pages: BTreeSet<String>,
    /// Stories that may still be there, by id.
    pub(super) stories: BTreeSet<String>,
    /// A story or a picture came or went, so whatever names one must be looked at.
    pub(super) names: bool,
}

/// Applies an edit or changes nothing. Flaws of single blocks are no reason to refuse an edit where the document has
/// had them before (`known`): neither one of something else nor one that takes their mending back.
pub(super) fn apply(edition: &mut Edition, edit: &Edit, known: &[Flaw]) -> Applied<Edit> {
    checked(edition, edit, |touched, edition| {
        let flaws = touched.flaws(edition);
        flaws.into_iter().find(|flaw| !known.iter().any(|old| old.same_as(flaw))).map(|new| new.problem)
    })
}

/// Applies an edit whatever flaws it makes, or changes nothing.
pub(super) fn replay(edition: &mut Edition, edit: &Edit) -> Applied<Edit> {
    checked(edition, edit, |_, _| None)
}

/// Applies an edit if no rule is broken afterwards and `refuse` has nothing against it.
fn checked(
    edition: &mut Edition,
    edit: &Edit,
    refuse: impl FnOnce(&Touched, &Edition) -> Option<Problem>,
) -> Applied<Edit> {
    if !is_bounded(edit, limits::BATCH_DEPTH, &mut 0) {
        return Err(EditError::TooMuch);
    }
    let mut touched = Touched::default();
    let inverse = change(edition, edit, &mut touched)?;
    let Some(problem) = touched.check(edition).err().or_else(|| refuse(&touched, edition)) else {
        return Ok(inverse);
    };
    // The inverse was made a moment ago, so it applies; what it restores was as good as before.
    change(edition, &inverse, &mut Touched::default())?;
    Err(EditError::Rule(problem))
}

/// Whether batches in it are not too deep, and edits and batches not too many.
fn is_bounded(edit: &Edit, depth: usize, count: &mut usize) -> bool {
    *count += 1;
    let inner: &[Edit] = if let Edit::Batch(edits) = edit { edits } else { &[] };
    let deep = matches!(edit, Edit::Batch(_)) && depth == 0;
    !deep
        && *count <= limits::BATCH_EDITS
        && inner.iter().all(|edit| is_bounded(edit, depth.saturating_sub(1), count))
}

fn change(edition: &mut Edition, edit: &Edit, touched: &mut Touched) -> Applied<Edit> {
    touched.header |= matches!(
        edit,
        Edit::SetDate { .. }
            | Edit::SetIssue { .. }
            | Edit::SetStaff { .. }
            | Edit::SetFaces { .. }
            | Edit::PutPage { .. }
            | Edit::RemovePage { .. }
    );
    match edit {
        Edit::Batch(edits) => batch(edition, edits, touched),
        Edit::SetDate { date } => Ok(Edit::SetDate { date: replace(&mut edition.date, *date) }),
        Edit::SetIssue { issue } => Ok(Edit::SetIssue { issue: replace(&mut edition.issue, *issue) }),
        Edit::SetStaff { staff } => Ok(Edit::SetStaff { staff: replace(&mut edition.staff, staff.clone()) }),
        Edit::SetFaces { faces } => Ok(Edit::SetFaces { faces: replace(&mut edition.faces, faces.clone()) }),
        Edit::PutPage { at, page } => page::put_page(edition, *at, page, touched),
        Edit::RemovePage { page } => page::remove_page(edition, page),
        Edit::SetPageTitle { page, title } => page::set_title(touched.page(edition, page)?, title),
        Edit::PutBlock { page, at, block } => page::put_block(touched.page(edition, page)?, *at, block),
        Edit::MoveBlock { page, block, at, cells } => {
            page::move_block(touched.page(edition, page)?, block, *at, *cells)
        }
        Edit::RemoveBlock { page, block } => page::remove_block(touched.page(edition, page)?, block),
        Edit::PutStory { story } => story::put_story(edition, story, touched),
        Edit::RemoveStory { story } => story::remove_story(edition, story, touched),
        Edit::SetStory { story, kind, link, doubles } => {
            touched.names = true;
            let found = touched.story(edition, story)?;
            Ok(Edit::SetStory {
                story: story.clone(),
                kind: replace(&mut found.kind, *kind),
                link: replace(&mut found.link, link.clone()),
                doubles: replace(&mut found.doubles, doubles.clone()),
            })
        }
        Edit::InsertParagraph { story, at, paragraph } => {
            story::insert_paragraph(touched.story(edition, story)?, *at, paragraph)
        }
        Edit::RemoveParagraph { story, paragraph } => {
            story::remove_paragraph(touched.story(edition, story)?, *paragraph)
        }
        Edit::SetRole { story, paragraph, role } => {
            let found = touched.paragraph(edition, story, *paragraph)?;
            let role = replace(&mut found.role, *role);
            Ok(Edit::SetRole { story: story.clone(), paragraph: *paragraph, role })
        }
        Edit::SetRuns { story, paragraph, runs } => {
            story::set_runs(story, touched.paragraph(edition, story, *paragraph)?, runs)
        }
        Edit::InsertText { story, paragraph, offset, text, mark } => {
            story::insert_text(story, touched.paragraph(edition, story, *paragraph)?, *offset, text, *mark)
        }
        Edit::RemoveText { story, paragraph, start, end } => {
            story::remove_text(story, touched.paragraph(edition, story, *paragraph)?, *start, *end)
        }
        Edit::PutPicture { story, at, picture } => {
            story::put_picture(touched.story(edition, story)?, *at, picture)
        }
        Edit::RemovePicture { story, picture } => {
            touched.names = true;
            story::remove_picture(touched.story(edition, story)?, picture)
        }
    }
}

/// All of the edits or none; the inverse is the inverses from last to first.
fn batch(edition: &mut Edition, edits: &[Edit], touched: &mut Touched) -> Applied<Edit> {
    let mut inverses = Vec::with_capacity(edits.len());
    for edit in edits {
        match change(edition, edit, touched) {
            Ok(inverse) => inverses.push(inverse),
            Err(error) => {
                for inverse in inverses.iter().rev() {
                    change(edition, inverse, &mut Touched::default())?;
                }
                return Err(error);
            }
        }
    }
    inverses.reverse();
    Ok(Edit::Batch(inverses))
}

impl Touched {
    /// The rules of what was touched.
    fn check(&self, edition: &Edition) -> Checked {
        if self.header {
            check::header(edition)?;
        }
        for story in self.stories.iter().filter_map(|id| edition.stories.get(id)) {
            check::story(story)?;
        }
        if self.names {
            check::story_count(edition)?;
            edition.stories.values().try_for_each(|story| check::doubles(edition, story))?;
        }
        self.touched_pages(edition).try_for_each(check::page)
    }

    /// What is wrong with single blocks of the pages that were touched.
    fn flaws(&self, edition: &Edition) -> Vec<Flaw> {
        let pages = self.touched_pages(edition);
        pages.flat_map(|page| check::page_flaws(edition, page)).collect()
    }

    fn touched_pages<'e>(&self, edition: &'e Edition) -> impl Iterator<Item = &'e Page> {
        edition.pages.iter().filter(|page| self.names || self.pages.contains(&page.number))
    }

    fn page<'e>(&mut self, edition: &'e mut Edition, number: &str) -> Applied<&'e mut Page> {
        self.pages.insert(number.to_owned());
        let page = edition.pages.iter_mut().find(|page| page.number == number);
        page.ok_or_else(|| EditError::Unknown(format!("page {number:?}")))
    }

    fn story<'e>(&mut self, edition: &'e mut Edition, id: &str) -> Applied<&'e mut Story> {
        self.stories.insert(id.to_owned());
        edition.stories.get_mut(id).ok_or_else(|| EditError::Unknown(format!("story {id:?}")))
    }

    fn paragraph<'e>(
        &mut self,
        edition: &'e mut Edition,
        story: &str,
        number: u32,
    ) -> Applied<&'e mut Paragraph> {
        let found =
            self.story(edition, story)?.paragraphs.iter_mut().find(|paragraph| paragraph.id == number);
        found.ok_or_else(|| EditError::Unknown(format!("paragraph {number} in story {story:?}")))
    }
}
