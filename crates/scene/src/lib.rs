//! The display list (场景): everything that stands on one page, at its place, in the order of painting.
//!
//! Screen, PDF, PNG and checks all read this one structure, and no painter moves a glyph. It knows neither who
//! made it nor who paints it: faces are named, pictures are named, colours are inks. Lengths are exact
//! integers from the top left corner of the trimmed page, y downwards.

mod halves;
mod ink;
mod item;
mod page;
mod paint;
mod placeholder;

pub use halves::numbers_of_halves;
pub use ink::Colour;
pub use item::{Glyph, GlyphRun, Gradient, Image, Item, Origin, Path, Plates, Segment, Stroke};
pub use page::{FaceIndex, FaceName, Fit, Guides, Scene, SceneBlock, TextLine};
pub use paint::Paint;
pub use placeholder::{missing_glyph, placeholder};
