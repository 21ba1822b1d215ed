//! Chinese composition (中文排版) of one paragraph: shaping, break opportunities, punctuation, justification.
//!
//! A paragraph goes through stages, a file each: [`class`] tells what each character is, [`shape`] turns text into
//! units with engine-set widths, [`opportunity`] says where a line may end, [`paragraph`] chooses the breaks over
//! the measures that the region offers, [`adjust`] brings each line to its measure. It knows nothing of pages.

pub mod adjust;
pub mod class;
pub mod opportunity;
pub mod paragraph;
pub mod shape;

pub use class::{Class, Level};
pub use paragraph::{Alignment, Line, ParagraphStyle, Placed, compose};
pub use shape::{GlyphPart, ReadyFaces, Shaped, Shaper, Span, SpanStyle, Unit};
