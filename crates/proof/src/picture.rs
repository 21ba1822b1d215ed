//! A finished proof and its PNG.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

/// A picture in memory, 8 bits a channel, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green and blue of each pixel.
    pub rgb: Vec<u8>,
}

impl Picture {
    /// The pixel at `x`, `y`; `None` outside the picture.
    pub fn pixel(&self, x: u32, y: u32) -> Option<[u8; 3]> {
        if x >= self.width {
            return None;
        }
        let at = (y as usize * self.width as usize + x as usize) * 3;
        self.rgb.get(at..at + 3)?.try_into().ok()
    }
}

/// The picture as a PNG: the same picture gives the same bytes. A picture whose pixels do not fit its size gives an
/// empty file.
pub fn png(picture: &Picture) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Up);
    let fits = picture.rgb.len() == picture.width as usize * picture.height as usize * 3;
    if !fits
        || encoder.write_image(&picture.rgb, picture.width, picture.height, ExtendedColorType::Rgb8).is_err()
    {
        out.clear();
    }
    out
}
