//! The document in memory: an [`Edition`] of [`Page`]s and [`Story`]s under a [`Paper`]'s house style.
//!
//! Plain data; reading, writing and changing it are the neighbours' work. Maps are ordered, so that whatever is
//! made from a document comes out the same every time.

mod edition;
mod names;
mod own_style;
mod page;
mod paper;
mod story;

pub use edition::{Apart, Date, Edition, FaceUse, Weekday};
pub use own_style::{OwnStyle, StyleChanges};
pub use page::{Block, BlockKind, Page, PageColour, Photo};
pub use paper::{Align, Level, Paper, Punctuation, SizeTable, Style, StyleName};
pub use story::{Mark, Paragraph, Picture, Role, Run, Story, StoryKind, normalise};
