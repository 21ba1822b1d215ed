//! The document in memory: an [`Edition`] of [`Page`]s and [`Story`]s under a [`Paper`]'s house style.
//!
//! Plain data; reading, writing and changing it are the neighbours' work. Maps are ordered, so that whatever is
//! made from a document comes out the same every time.

mod block;
mod edition;
mod furniture;
mod layout;
mod look;
mod lunar;
pub(crate) mod names;
mod own_style;
mod page;
mod paper;
mod photo;
mod story;

pub use block::{Block, BlockKind, Stand, Wrap, WrapSides};
pub use edition::{Apart, Date, Edition, FaceUse, Weekday};
pub use furniture::{AdSize, Masthead, PlannedPage, SectionHead};
pub use layout::{
    ArticleStyle, BylinePlace, HeadAlign, HeadPlace, KickerPlace, Layout, Manner, SummaryPlace,
};
pub use look::{Direction, GradientTo, LetterOutline, Line, Look, Pattern, Shadow};
pub use lunar::LunarDate;
pub use own_style::{OwnStyle, StyleChanges};
pub use page::{Layer, Page, PageColour};
pub use paper::{Align, Inks, Level, Paper, Punctuation, SizeTable, Style, StyleName};
pub use photo::{Crop, Fitting, Photo};
pub use story::{Mark, Paragraph, Picture, Role, Run, Story, StoryKind, normalise};
