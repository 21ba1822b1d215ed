//! Two states that grew from one (合并): what somebody else saved, brought together with what is at work here.
//!
//! [`difference`] gives the edits from one edition to another; [`merge`] takes from both sides what only one of them
//! changed. Pages and stories that both changed are put together where the changes do not meet (a story's paragraphs, the
//! characters of one paragraph); where they do, the file is a conflict: ours stays at work and theirs stays on the disk
//! until somebody chooses.

mod difference;
mod story;
mod text;
mod three;

pub use difference::difference;
pub use three::{Merge, merge};
