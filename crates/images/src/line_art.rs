//! Line art (线条稿): a picture of black and white alone, one bit a pixel, such as a drawing, a signature or a QR code. It is
//! printed at the plate's own fineness and never screened, so it stays what it is on its way to the page.

use crate::{Crop, Decoded, Filter, Pixels};

/// A picture of one bit a pixel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineArt {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Rows from the top, each of whole bytes, the first pixel the highest bit; 1 is white.
    pub bits: Vec<u8>,
}

impl LineArt {
    /// The part `crop` of a picture of black and white, brought to `width` × `height` pixels: half covered is black.
    pub fn of(picture: &Decoded, crop: Crop, width: u32, height: u32) -> LineArt {
        let part = picture.scaled(crop, width, height, Filter::Area);
        let samples = match part.neutral_as_grey() {
            Decoded { pixels: Pixels::Grey(samples), .. } => samples,
            Decoded { pixels: Pixels::Rgb(samples), .. } => samples.iter().step_by(3).copied().collect(),
        };
        // Half of black and half of white is 127.5, which is rounded up.
        let byte = |pixels: &[u8]| {
            let bits = pixels.iter().enumerate().map(|(place, light)| u8::from(*light > 128) << (7 - place));
            bits.fold(0, |byte, bit| byte | bit)
        };
        let rows = samples.chunks_exact((width.max(1)) as usize);
        LineArt { width, height, bits: rows.flat_map(|row| row.chunks(8).map(byte)).collect() }
    }
}

/// Whether the file of a PNG says one bit a pixel (ISO/IEC 15948, 11.2.2: depth and kind stand behind the two sides); it may
/// choose between two colours of a palette, too.
pub(crate) fn is_png_of_one_bit(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG") && bytes.get(24) == Some(&1)
}

/// Whether the one bit of such a PNG is grey, that is black or white.
pub(crate) fn is_png_of_grey(bytes: &[u8]) -> bool {
    bytes.get(25) == Some(&0)
}

/// Whether every pixel is black or white.
pub(crate) fn is_black_and_white(pixels: &Pixels) -> bool {
    match pixels {
        Pixels::Grey(samples) => samples.iter().all(|sample| matches!(sample, 0 | 255)),
        Pixels::Rgb(samples) => {
            samples.as_chunks::<3>().0.iter().all(|pixel| matches!(pixel, [0, 0, 0] | [255, 255, 255]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(width: u32, samples: Vec<u8>) -> Decoded {
        let height = u32::try_from(samples.len()).unwrap() / width;
        Decoded { width, height, pixels: Pixels::Grey(samples), profile: None, line_art: true }
    }

    #[test]
    fn rows_are_packed_from_the_highest_bit_and_begin_a_byte() {
        let samples = [[255, 0, 0, 0, 0, 0, 0, 255, 255], [0, 255, 0, 0, 0, 0, 0, 0, 0]].concat();
        let art = LineArt::of(&picture(9, samples), Crop::whole(9, 2), 9, 2);
        assert_eq!((art.width, art.height), (9, 2));
        assert_eq!(art.bits, [0b1000_0001, 0b1000_0000, 0b0100_0000, 0]);
    }

    #[test]
    fn scaled_down_half_covered_is_black() {
        let samples = vec![255, 0, 255, 255, 0, 0, 255, 0];
        let art = LineArt::of(&picture(4, samples), Crop::whole(4, 2), 2, 1);
        assert_eq!(art.bits, [0b0100_0000]);
        let crop = Crop { x: 2, y: 0, width: 2, height: 1 };
        let samples = vec![0, 0, 255, 0, 0, 0, 0, 0];
        assert_eq!(LineArt::of(&picture(4, samples), crop, 2, 1).bits, [0b1000_0000]);
    }

    #[test]
    fn colours_of_one_bit_are_no_line_art() {
        assert!(is_black_and_white(&Pixels::Grey(vec![0, 255])));
        assert!(is_black_and_white(&Pixels::Rgb(vec![0, 0, 0, 255, 255, 255])));
        assert!(!is_black_and_white(&Pixels::Grey(vec![0, 254])));
        assert!(!is_black_and_white(&Pixels::Rgb(vec![0, 0, 0, 255, 255, 0])));
    }
}
