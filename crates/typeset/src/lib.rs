//! Chinese composition (中文排版) of one paragraph: shaping, break opportunities, punctuation, justification.
//!
//! A paragraph goes through stages, a file each: [`class`] tells what each character is, [`shape`] (or [`stub`],
//! without faces) turns text into the units of [`unit`] with engine-set boxes, [`manner`] is how their marks are set,
//! [`opportunity`] says where a line may end, [`paragraph`] breaks the text over the measures that the region offers
//! and sets each line by [`adjust`], [`fit`] brings a text to a number of lines.
//! It knows nothing of pages.

pub mod adjust;
mod body;
mod breaking;
pub mod class;
mod context;
pub mod fit;
pub mod headline;
pub mod label;
pub mod manner;
pub mod opportunity;
pub mod paragraph;
mod ruler;
mod setting;
mod settle;
pub mod shape;
pub mod stub;
pub mod unit;

pub use class::{Class, Level};
pub use manner::{Direction, HanWestern, Manner, Punctuation};
pub use paragraph::{Alignment, Breaking, Flaw, Line, Measures, ParagraphStyle, Placed, Uniform, compose};
pub use shape::{ReadyFaces, Shaper, Span, SpanStyle};
pub use unit::{GlyphPart, Shaped, Unit};
