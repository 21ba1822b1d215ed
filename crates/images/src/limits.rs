//! The limits on what is accepted as a picture, in one place.

use crate::ImageError;

/// Most bytes of a picture file. A 150-megapixel camera JPEG has about 80 MB.
pub const MAX_FILE_BYTES: u64 = 256 << 20;
/// Most pixels along one side.
pub const MAX_SIDE: u32 = 30_000;
/// Most pixels of a picture: a whole broadsheet page at 600 ppi has 117 million.
pub const MAX_PIXELS: u64 = 160_000_000;
/// Most bytes that a decoder may take for one picture.
pub const MAX_DECODER_BYTES: u64 = 1 << 30;
/// Most bytes of an embedded or chosen ICC profile.
pub const MAX_PROFILE_BYTES: usize = 8 << 20;

/// Refuses a size beyond the limits, and one without pixels.
///
/// # Errors
/// [`ImageError::TooManyPixels`] and [`ImageError::Damaged`].
pub(crate) fn hold((width, height): (u32, u32)) -> Result<(), ImageError> {
    let pixels = u64::from(width) * u64::from(height);
    if width > MAX_SIDE || height > MAX_SIDE || pixels > MAX_PIXELS {
        return Err(ImageError::TooManyPixels(width, height));
    }
    if pixels == 0 {
        return Err(ImageError::Damaged("it has no pixels".to_owned()));
    }
    Ok(())
}
