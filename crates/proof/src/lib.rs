//! The proof (校样): a scene as a picture for the screen and for checks, from the same outlines as the print PDF.
//!
//! [`render`] paints every item of a [`Scene`](banxin_scene::Scene) at its place with a rasteriser in pure Rust, so
//! that a machine without fonts or graphics gives the same bytes as any other. Inks are shown by a plain rule
//! ([`Colour::to_rgb`](banxin_scene::Colour::to_rgb)), pictures as they are. With [`ProofOptions::frames`] the grid,
//! the frames of the blocks and their 余/欠 tabs are drawn as an editor draws them.

mod canvas;
mod error;
mod frames;
mod inks;
mod paint;
mod photo;
mod picture;

pub use error::ProofError;
pub use paint::{ProofOptions, render};
pub use picture::{Picture, png};
