//! Inks as JPEG streams for a PDF (DCT).

use crate::ImageError;
use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};

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
