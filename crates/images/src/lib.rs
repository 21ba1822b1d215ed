//! Pictures (图片): decoding, scaling, conversion to printing inks, and the limits on what is accepted.
//!
//! A picture file comes from anywhere: a camera, a messenger, an agency. [`open`] reads JPEG, PNG and TIFF by
//! their first bytes (not by their name), turns the picture upright, lays transparent ones on white paper, and
//! refuses what is cut off, too large or of another format with a message that says what to do. [`separate`]
//! turns the result into inks by an ICC profile, neutral pictures into black alone; [`Toned`] does so for black alone, or
//! black and red, whatever the picture's colours. Nothing here knows pages.

mod decode;
mod encode;
mod error;
mod inside;
mod jpeg;
mod light;
pub mod limits;
mod scale;
mod separate;
mod toned;

pub use decode::{Decoded, Pixels, is_line_art, open, probe};
pub use encode::{CLEAN_QUALITY, jpeg_cmyk, jpeg_grey};
pub use error::ImageError;
pub use inside::inside;
pub use jpeg::{CmykJpeg, cmyk_jpeg};
pub use scale::{Crop, Filter};
pub use separate::{Inks, OutputProfile, Separated, separate};
pub use toned::Toned;
