//! What an edit touches, so that changes of different things can be taken back in any order.

use super::Edit;
use std::collections::BTreeSet;

/// Something that edits change apart from one another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    /// What `edition.toml` says, the list of pages among it.
    Header,
    /// A page and its blocks, by number.
    Page(String),
    /// A story, by id.
    Story(String),
}

impl Edit {
    /// What the edit touches.
    pub fn touches(&self) -> BTreeSet<Thing> {
        let mut things = BTreeSet::new();
        self.gather(&mut things);
        things
    }

    fn gather(&self, things: &mut BTreeSet<Thing>) {
        match self {
            Edit::Batch(edits) => edits.iter().for_each(|edit| edit.gather(things)),
            Edit::SetDate { .. } | Edit::SetIssue { .. } | Edit::SetStaff { .. } | Edit::SetFaces { .. } => {
                things.insert(Thing::Header);
            }
            Edit::PutPage { page, .. } => {
                things.extend([Thing::Header, Thing::Page(page.number.clone())]);
            }
            Edit::RemovePage { page } => things.extend([Thing::Header, Thing::Page(page.clone())]),
            Edit::SetPageTitle { page, .. }
            | Edit::PutBlock { page, .. }
            | Edit::MoveBlock { page, .. }
            | Edit::RemoveBlock { page, .. } => {
                things.insert(Thing::Page(page.clone()));
            }
            Edit::PutStory { story } => {
                things.insert(Thing::Story(story.id.clone()));
            }
            Edit::RemoveStory { story }
            | Edit::SetStory { story, .. }
            | Edit::InsertParagraph { story, .. }
            | Edit::RemoveParagraph { story, .. }
            | Edit::SetRole { story, .. }
            | Edit::SetRuns { story, .. }
            | Edit::InsertText { story, .. }
            | Edit::RemoveText { story, .. }
            | Edit::PutPicture { story, .. }
            | Edit::RemovePicture { story, .. } => {
                things.insert(Thing::Story(story.clone()));
            }
        }
    }
}
