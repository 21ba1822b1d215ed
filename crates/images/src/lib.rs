//! Pictures (图片): decoding, scaling, conversion to printing inks, and the limits on what is accepted.
//!
//! A picture file comes from anywhere: a camera, a messenger, an agency. [`open`] reads JPEG, PNG and TIFF by
//! their first bytes (not by their name), turns the picture upright, lays transparent ones on white paper, and
//! refuses what is cut off, too large or of another format with a message that says what to do. [`separate`]
//! turns the result into inks by an ICC profile, neutral pictures into black alone; [`Toned`] does so for black alone, or
//! black and red, whatever the picture's colours. What is separated already keeps its inks: [`printable`] reads a
//! file for the press, and says whether a PDF can carry it as it is. [`ToneRules`] meet newsprint before colours are separated, and
//! [`LineArt`] stays of one bit. Nothing here knows pages.

mod decode;
mod encode;
mod error;
mod inked;
mod inside;
mod jpeg;
mod light;
pub mod limits;
mod line_art;
mod scale;
mod separate;
mod tiff;
mod tone;
mod toned;
mod turn;

pub use decode::{Decoded, Pixels, is_line_art, open, probe};
pub use encode::{CLEAN_QUALITY, jpeg_cmyk, jpeg_grey, jpeg_rgb};
pub use error::ImageError;
pub use inked::{Printable, printable};
pub use inside::inside;
pub use jpeg::{CmykJpeg, cmyk_jpeg};
pub use line_art::LineArt;
pub use scale::{Crop, Filter};
pub use separate::{Inks, OutputProfile, Separated, separate};
pub use tone::ToneRules;
pub use toned::Toned;
