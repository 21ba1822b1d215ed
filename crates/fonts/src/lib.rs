//! Finding faces (字体), and what the house asks of them: characters, widths, outlines, metrics, embedding rights.
//!
//! [`FontBook`] knows the faces that ship with the program (`fonts/fonts.toml`) and, when a family is not among
//! them, those installed on the user's machine. A [`Face`] is one style of a family; its file is mapped into
//! memory, never read whole, and everybody who needs its bytes shares the mapping. Faces know nothing of text:
//! shaping and line breaking belong to `banxin-typeset`.
//!
//! Opening the book costs one small file and a look at the length of each shipped face; a face's tables are
//! looked at when it is first asked for, the user's folders when a family is wanted that is not shipped.

mod book;
mod error;
mod face;
mod folders;
mod glyphs;
mod kind;
mod manifest;
mod mapping;
mod names;
mod outline;
pub mod resources;
mod style;
mod tables;

pub use book::{FontBook, Installed, Resolved};
pub use error::FontsError;
pub use face::Face;
pub use kind::Kind;
pub use manifest::ShippedFace;
pub use outline::OutlineSink;
pub use tables::{Embedding, EmbeddingRight};
