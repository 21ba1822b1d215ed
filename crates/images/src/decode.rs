//! From a file to upright pixels of 8 bits.

use crate::scale::{Crop, Filter, resample};
use crate::{ImageError, jpeg, limits};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader};
use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

/// The pixels of a picture, rows from the top, 8 bits a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pixels {
    /// One channel, 0 is black.
    Grey(Vec<u8>),
    /// Three channels.
    Rgb(Vec<u8>),
}

/// A picture in memory: upright, without transparency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The pixels.
    pub pixels: Pixels,
    /// The ICC profile that the file carried; without one the picture is taken for sRGB.
    pub profile: Option<Vec<u8>>,
}

impl Decoded {
    /// The part `crop` of the picture, scaled to `width` × `height` pixels.
    pub fn scaled(&self, crop: Crop, width: u32, height: u32, filter: Filter) -> Decoded {
        let crop = crop.within(self.width, self.height);
        let (width, height) = (width.max(1), height.max(1));
        let size = (self.width, self.height);
        let pixels = match &self.pixels {
            Pixels::Grey(samples) => {
                Pixels::Grey(resample::<1>(samples, size, crop, (width, height), filter))
            }
            Pixels::Rgb(samples) => Pixels::Rgb(resample::<3>(samples, size, crop, (width, height), filter)),
        };
        Decoded { width, height, pixels, profile: self.profile.clone() }
    }

    /// The same picture with one channel if no pixel has a colour: channels that differ by at most one step, as
    /// JPEG's rounding leaves them.
    pub fn neutral_as_grey(self) -> Decoded {
        let Pixels::Rgb(samples) = &self.pixels else { return self };
        let neutral = samples.chunks_exact(3).all(|pixel| match pixel {
            [r, g, b] => r.abs_diff(*g) <= 1 && g.abs_diff(*b) <= 1 && r.abs_diff(*b) <= 1,
            _ => true,
        });
        if !neutral {
            return self;
        }
        let grey = samples.iter().skip(1).step_by(3).copied().collect();
        Decoded { pixels: Pixels::Grey(grey), profile: None, ..self }
    }
}

/// The file's bytes, if it is there and not too large.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, ImageError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ImageError::Missing,
        _ => ImageError::Unreadable(error.to_string()),
    };
    let file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    if !metadata.is_file() {
        return Err(ImageError::Unreadable("it is not a file".to_owned()));
    }
    if metadata.len() > limits::MAX_FILE_BYTES {
        return Err(ImageError::TooManyBytes(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // The file may grow while it is read; the limit holds all the same.
    file.take(limits::MAX_FILE_BYTES).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

/// A decoder over the bytes, with the limits set and the size checked.
fn decoder(bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, ImageError> {
    if bytes.is_empty() {
        return Err(ImageError::Truncated);
    }
    let format = image::guess_format(bytes).map_err(|_| ImageError::UnknownFormat)?;
    if !matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Tiff) {
        return Err(ImageError::UnknownFormat);
    }
    let mut limit = image::Limits::no_limits();
    limit.max_alloc = Some(limits::MAX_DECODER_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limit);
    let decoder = reader.into_decoder().map_err(|error| ImageError::from_decoder(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width > limits::MAX_SIDE || height > limits::MAX_SIDE || pixels > limits::MAX_PIXELS {
        return Err(ImageError::TooManyPixels(width, height));
    }
    if pixels == 0 {
        return Err(ImageError::Damaged("it has no pixels".to_owned()));
    }
    Ok(Box::new(decoder))
}

/// Width and height of the picture at `path` in pixels, as it stands upright, without decoding it.
///
/// # Errors
/// [`ImageError`] when there is no such file, or it is no picture, or one beyond the [limits](crate::limits).
pub fn probe(path: &Path) -> Result<(u32, u32), ImageError> {
    let bytes = read(path)?;
    let mut decoder = decoder(&bytes)?;
    let (width, height) = decoder.dimensions();
    let turned = matches!(
        decoder.orientation().unwrap_or(Orientation::NoTransforms),
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    Ok(if turned { (height, width) } else { (width, height) })
}

/// Whether the picture at `path` is line art (线条稿): one bit a pixel, in grey. Only a TIFF is read further than its first
/// bytes.
///
/// # Errors
/// As [`probe`].
pub fn is_line_art(path: &Path) -> Result<bool, ImageError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ImageError::Missing,
        _ => ImageError::Unreadable(error.to_string()),
    };
    let mut start = Vec::new();
    File::open(path).and_then(|file| file.take(26).read_to_end(&mut start)).map_err(failed)?;
    if let Some(header) = start.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        // Length, name, width and height of the first chunk, then bits a sample and kind of samples, 0 for grey.
        return Ok(header.get(16..18) == Some(&[1, 0]));
    }
    if start.starts_with(b"\xFF\xD8") {
        return Ok(false);
    }
    Ok(decoder(&read(path)?)?.original_color_type() == ExtendedColorType::L1)
}

/// Reads the picture at `path`.
///
/// # Errors
/// [`ImageError`] when there is no such file, or it is no picture, is cut off or damaged, or is beyond the
/// [limits](crate::limits).
pub fn open(path: &Path) -> Result<Decoded, ImageError> {
    let bytes = read(path)?;
    // The JPEG decoder fills the rest of a file that was cut off with grey and says nothing.
    let ended = jpeg::markers(&bytes).is_none_or(|found| found.complete);
    let mut decoder = decoder(&bytes)?;
    if !ended {
        return Err(ImageError::Truncated);
    }
    let profile = decoder
        .icc_profile()
        .ok()
        .flatten()
        .filter(|profile| !profile.is_empty() && profile.len() <= limits::MAX_PROFILE_BYTES);
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture =
        DynamicImage::from_decoder(decoder).map_err(|error| ImageError::from_decoder(&error))?;
    picture.apply_orientation(orientation);
    let (width, height) = (picture.width(), picture.height());
    let (pixels, profile) = flatten(picture, profile);
    Ok(Decoded { width, height, pixels, profile })
}

/// To 8 bits without transparency; a profile of another colour space than the pixels' is left out.
fn flatten(picture: DynamicImage, profile: Option<Vec<u8>>) -> (Pixels, Option<Vec<u8>>) {
    let colour = picture.color();
    if colour.has_color() {
        let samples = if colour.has_alpha() {
            on_paper::<4, 3>(&picture.into_rgba8())
        } else {
            picture.into_rgb8().into_raw()
        };
        let of_rgb = |profile: &Vec<u8>| profile.get(16..20) == Some(b"RGB ");
        (Pixels::Rgb(samples), profile.filter(of_rgb))
    } else {
        let samples = if colour.has_alpha() {
            on_paper::<2, 1>(&picture.into_luma_alpha8())
        } else {
            picture.into_luma8().into_raw()
        };
        (Pixels::Grey(samples), None)
    }
}

/// Lays pixels of `FROM` channels, the last of them opacity, on white.
fn on_paper<const FROM: usize, const TO: usize>(samples: &[u8]) -> Vec<u8> {
    let mut flat = Vec::with_capacity(samples.len() / FROM * TO);
    for pixel in samples.chunks_exact(FROM) {
        let Some((alpha, channels)) = pixel.split_last() else { continue };
        let alpha = u32::from(*alpha);
        flat.extend(channels.iter().map(|channel| {
            let mixed = (u32::from(*channel) * alpha + 255 * (255 - alpha) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        }));
    }
    flat
}
