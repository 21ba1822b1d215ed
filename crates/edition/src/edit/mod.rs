//! Changes of a document (编辑): every one is an [`Edit`], which can be written down, applied and taken back.
//!
//! [`Document::apply`] answers with the edit that takes the change back, so undo is nothing but another edit.
//! An edit that would leave the document in breach of its rules (a block whose story is gone, a line end inside a
//! paragraph) changes nothing. Several that only make sense together go in one [`Edit::Batch`], whose rules are
//! checked at its end. A [`Change`] is an edit with the revision that it was made against; the journal holds these.

mod apply;
mod document;
mod list;
mod page;
mod story;
mod text;
mod touches;

pub use document::Document;
pub use touches::Thing;

use crate::check::Problem;
use crate::model::{Block, Date, FaceUse, Mark, Page, Paragraph, Picture, Role, Run, Story, StoryKind};
use banxin_measure::CellRect;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One change of a document. Positions (`at`) count from 0; offsets in text count characters, not bytes.
///
/// As JSON it is one key, the edit's name in kebab-case, and its fields:
/// `{"insert-text":{"story":"s01","paragraph":3,"offset":0,"text":"今","mark":null}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum Edit {
    /// Several changes as one: all of them or none.
    Batch(Vec<Edit>),
    /// Sets the day of publication.
    SetDate {
        /// The day.
        date: Date,
    },
    /// Sets the number of the issue (期号).
    SetIssue {
        /// The number; `None` if the paper does not count.
        issue: Option<u32>,
    },
    /// Sets the staff line (责编, 版式, 校对) of the 报眉.
    SetStaff {
        /// The line; empty for none.
        staff: String,
    },
    /// Sets the faces that the edition was set with.
    SetFaces {
        /// The faces.
        faces: Vec<FaceUse>,
    },
    /// Puts a page into the list at a place; one with the same number is replaced (and moved there).
    PutPage {
        /// Its place among the other pages.
        at: u32,
        /// The page.
        page: Page,
    },
    /// Takes a page away.
    RemovePage {
        /// Its number.
        page: String,
    },
    /// Sets the name of a page (版名).
    SetPageTitle {
        /// Number of the page.
        page: String,
        /// The name.
        title: String,
    },
    /// Puts a block on a page at a place in the order of painting; one with the same id is replaced.
    PutBlock {
        /// Number of the page.
        page: String,
        /// Its place among the other blocks.
        at: u32,
        /// The block.
        block: Block,
    },
    /// Moves a block to other cells and another place in the order of painting; its pictures move with its top
    /// left corner.
    MoveBlock {
        /// Number of the page.
        page: String,
        /// Id of the block.
        block: String,
        /// Its place among the other blocks.
        at: u32,
        /// Its cells.
        cells: CellRect,
    },
    /// Takes a block away.
    RemoveBlock {
        /// Number of the page.
        page: String,
        /// Id of the block.
        block: String,
    },
    /// Puts a story; one with the same id is replaced.
    PutStory {
        /// The story.
        story: Story,
    },
    /// Takes a story away.
    RemoveStory {
        /// Id of the story.
        story: String,
    },
    /// Sets what a story says about itself.
    SetStory {
        /// Id of the story.
        story: String,
        /// What kind of piece it is.
        kind: StoryKind,
        /// The address that its QR code shows.
        link: Option<String>,
        /// The story that it doubles (重稿).
        doubles: Option<String>,
    },
    /// Puts a new paragraph into a story at a place.
    InsertParagraph {
        /// Id of the story.
        story: String,
        /// Its place among the paragraphs.
        at: u32,
        /// The paragraph, with a number that the story does not have; [`Story::free_number`] gives one.
        paragraph: Paragraph,
    },
    /// Takes a paragraph away.
    RemoveParagraph {
        /// Id of the story.
        story: String,
        /// Number of the paragraph.
        paragraph: u32,
    },
    /// Says which part of the story a paragraph is.
    SetRole {
        /// Id of the story.
        story: String,
        /// Number of the paragraph.
        paragraph: u32,
        /// The part.
        role: Role,
    },
    /// Sets the whole text of a paragraph with its marks.
    SetRuns {
        /// Id of the story.
        story: String,
        /// Number of the paragraph.
        paragraph: u32,
        /// The runs; empty ones are dropped and like neighbours joined.
        runs: Vec<Run>,
    },
    /// Inserts text into a paragraph.
    InsertText {
        /// Id of the story.
        story: String,
        /// Number of the paragraph.
        paragraph: u32,
        /// Characters before it.
        offset: u32,
        /// The text.
        text: String,
        /// Its mark.
        mark: Option<Mark>,
    },
    /// Takes text out of a paragraph.
    RemoveText {
        /// Id of the story.
        story: String,
        /// Number of the paragraph.
        paragraph: u32,
        /// First character that goes.
        start: u32,
        /// First character that stays.
        end: u32,
    },
    /// Puts a picture into a story at a place; one with the same id is replaced.
    PutPicture {
        /// Id of the story.
        story: String,
        /// Its place among the other pictures.
        at: u32,
        /// The picture.
        picture: Picture,
    },
    /// Takes a picture away.
    RemovePicture {
        /// Id of the story.
        story: String,
        /// Id of the picture.
        picture: String,
    },
}

/// An edit with the revision of the document that it was made against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Change {
    /// How many edits the document had seen.
    pub revision: u64,
    /// The edit.
    pub edit: Edit,
}

/// Why an edit was not applied; the document is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditError {
    /// The change was made against another revision.
    Stale {
        /// The revision that it was made against.
        made_against: u64,
        /// The document's revision.
        current: u64,
    },
    /// It names a page, block, story, paragraph or picture that is not there; the text says which.
    Unknown(String),
    /// A place or a stretch of text that is not there; the text says which.
    OutOfRange(String),
    /// A batch too deep or too long.
    TooMuch,
    /// The document would break a rule.
    Rule(Problem),
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EditError::Stale { made_against, current } => {
                write!(f, "the change was made against revision {made_against}, the document is at {current}")
            }
            EditError::Unknown(what) => write!(f, "there is no {what}"),
            EditError::OutOfRange(what) => write!(f, "{what}"),
            EditError::TooMuch => write!(f, "a batch of edits is nested too deeply or too long"),
            EditError::Rule(problem) => write!(f, "{problem}"),
        }
    }
}

impl std::error::Error for EditError {}
