//! Lengths and the shapes made of them, in exact integers.
//!
//! Everything the house measures is an [`Length`]: an `i64` count of 1/12 700 pt (= 1/36 000 mm, the EMU of
//! OOXML), so that points, millimetres and 字 of 9 pt are all whole numbers. Floating point lives only
//! inside painters. Coordinates grow rightwards and downwards from the top left corner of the trimmed page.

mod columns;
mod geometry;
mod grid;
mod length;
mod turn;

pub use columns::{Dividing, Division, DivisionError, Span};
pub use geometry::{Point, Rect, Size};
pub use grid::{CellRect, Grid};
pub use length::{EMU_PER_MM, EMU_PER_PT, Length, LengthError};
pub use turn::Turn;
