//! Inks as JPEG streams for a PDF (DCT).

use crate::ImageError;
use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};

/// From this quality on a plate without ink stays without ink, to the last sample: coarser steps miss the value.
pub const CLEAN_QUALITY: u8 = 50;

/// Writes one plate as a grey JPEG of this quality (1 to 100); `samples` are as they are to be read back.
///
/// # Errors
/// [`ImageError::Encoding`] when a side has more than 65,535 pixels or the samples do not fit the size.
pub fn jpeg_grey(samples: &[u8], width: u32, height: u32, quality: u8) -> Result<Vec<u8>, ImageError> {
    encode(samples, width, height, quality, ColorType::Luma)
}

/// Writes four inks as a JPEG of four components without subsampling, inverted and marked as Adobe's programs do
/// it (every reader knows that form); the PDF says `/Decode [1 0 1 0 1 0 1 0]`.
///
/// # Errors
/// [`ImageError::Encoding`] when a side has more than 65,535 pixels or the samples do not fit the size.
pub fn jpeg_cmyk(samples: &[u8], width: u32, height: u32, quality: u8) -> Result<Vec<u8>, ImageError> {
    encode(samples, width, height, quality, ColorType::Cmyk)
}

/// Writes a picture in screen colours as a JPEG; `samples` are red, green and blue of each pixel.
///
/// # Errors
/// [`ImageError::Encoding`] when a side has more than 65,535 pixels or the samples do not fit the size.
pub fn jpeg_rgb(samples: &[u8], width: u32, height: u32, quality: u8) -> Result<Vec<u8>, ImageError> {
    encode(samples, width, height, quality, ColorType::Rgb)
}

fn encode(
    samples: &[u8],
    width: u32,
    height: u32,
    quality: u8,
    kind: ColorType,
) -> Result<Vec<u8>, ImageError> {
    let side = |pixels: u32| {
        u16::try_from(pixels).map_err(|_| ImageError::Encoding("more than 65,535 pixels a side".to_owned()))
    };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality.clamp(1, 100));
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    // No plate is "chroma": all four are held to the table that spares detail.
    encoder.set_quantization_tables(QuantizationTableType::ImageMagick, QuantizationTableType::ImageMagick);
    encoder
        .encode(samples, side(width)?, side(height)?, kind)
        .map_err(|error| ImageError::Encoding(error.to_string()))?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CmykJpeg;

    #[test]
    fn an_empty_plate_stays_empty_and_equal_plates_stay_equal() {
        let noise = |n: u32| (n.wrapping_mul(2_654_435_761) >> 24) as u8;
        let samples: Vec<u8> = (0..67 * 45).flat_map(|n| [0, noise(n), noise(n), noise(n + 9999)]).collect();
        for quality in CLEAN_QUALITY..=100 {
            let bytes = jpeg_cmyk(&samples, 67, 45, quality).unwrap();
            let read = CmykJpeg { width: 67, height: 45, bytes, inverted: true }.inks().unwrap();
            let (pixels, _) = read.as_chunks::<4>();
            assert!(pixels.iter().all(|[c, m, y, _]| *c == 0 && m == y), "quality {quality}");
        }
    }
}
