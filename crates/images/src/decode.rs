//! From a file to upright pixels of 8 bits.

use crate::line_art::{is_black_and_white, is_png_of_grey, is_png_of_one_bit};
use crate::scale::{Crop, Filter, resample};
use crate::tiff::Tiff;
use crate::turn::{upright, upright_size};
use crate::{ImageError, inked, jpeg, limits};
use image::metadata::Orientation;
use image::{ColorType, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader};
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
    /// Whether it is line art (线条稿): one bit a pixel in its file, black or white.
    pub line_art: bool,
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
        Decoded { width, height, pixels, profile: self.profile.clone(), line_art: self.line_art }
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
    let file = File::open(path).map_err(unreadable)?;
    let metadata = file.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(ImageError::Unreadable("it is not a file".to_owned()));
    }
    if metadata.len() > limits::MAX_FILE_BYTES {
        return Err(ImageError::TooManyBytes(metadata.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    // The file may grow while it is read; the limit holds all the same.
    file.take(limits::MAX_FILE_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Why the system does not give a file.
fn unreadable(error: std::io::Error) -> ImageError {
    match error.kind() {
        std::io::ErrorKind::NotFound => ImageError::Missing,
        _ => ImageError::Unreadable(error.to_string()),
    }
}

/// What a file of another format is called by those who send it, from its first bytes.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    let at = |start: usize, sign: &[u8]| bytes.get(start..).is_some_and(|rest| rest.starts_with(sign));
    let brand = |names: &[&[u8]]| at(4, b"ftyp") && names.iter().any(|name| at(8, name));
    [
        ("GIF", at(0, b"GIF8")),
        ("WebP", at(0, b"RIFF") && at(8, b"WEBP")),
        ("HEIC", brand(&[b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"])),
        ("AVIF", brand(&[b"avif", b"avis"])),
        ("JPEG 2000", at(4, b"jP  \r\n\x87\n") || at(0, b"\xFF\x4F\xFF\x51")),
        ("JPEG XL", at(4, b"JXL \r\n\x87\n") || at(0, b"\xFF\x0A")),
        ("PSD", at(0, b"8BPS")),
        ("BMP", at(0, b"BM")),
        ("PDF", at(0, b"%PDF")),
        ("EPS", at(0, b"%!PS") || at(0, b"\xC5\xD0\xD3\xC6")),
    ]
    .into_iter()
    .find_map(|(name, is)| is.then_some(name))
}

/// A decoder over the bytes, with the limits set and the size checked.
fn decoder(bytes: &[u8]) -> Result<Box<dyn ImageDecoder + '_>, ImageError> {
    if bytes.is_empty() {
        return Err(ImageError::Empty);
    }
    let known =
        |format: &ImageFormat| matches!(format, ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Tiff);
    let Some(format) = image::guess_format(bytes).ok().filter(known) else {
        return Err(other_format(bytes).map_or(ImageError::UnknownFormat, ImageError::OtherFormat));
    };
    let mut limit = image::Limits::no_limits();
    limit.max_alloc = Some(limits::MAX_DECODER_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limit);
    let decoder = reader.into_decoder().map_err(|error| ImageError::from_decoder(&error))?;
    limits::hold(decoder.dimensions())?;
    Ok(Box::new(decoder))
}

/// Width and height of the picture at `path` in pixels, as it stands upright, without decoding it.
///
/// # Errors
/// [`ImageError`] when there is no such file, or it is no picture, or one beyond the [limits](crate::limits).
pub fn probe(path: &Path) -> Result<(u32, u32), ImageError> {
    let bytes = read(path)?;
    if let Some(tiff) = Tiff::open(&bytes)? {
        return Ok(tiff.size());
    }
    let mut decoder = decoder(&bytes)?;
    Ok(upright_size(decoder.dimensions(), decoder.orientation().unwrap_or(Orientation::NoTransforms)))
}

/// Whether the picture at `path` is line art (线条稿): one bit a pixel, black or white. Most are told by their first bytes.
///
/// # Errors
/// As [`probe`].
pub fn is_line_art(path: &Path) -> Result<bool, ImageError> {
    let mut start = Vec::new();
    File::open(path).and_then(|file| file.take(26).read_to_end(&mut start)).map_err(unreadable)?;
    if start.starts_with(b"\x89PNG") {
        return Ok(is_png_of_one_bit(&start) && (is_png_of_grey(&start) || open(path)?.line_art));
    }
    if start.starts_with(b"\xFF\xD8") {
        return Ok(false);
    }
    Ok(decoder(&read(path)?)?.original_color_type() == ExtendedColorType::L1)
}

/// Reads the picture at `path`; inks become the colours that a screen shows of them.
///
/// # Errors
/// [`ImageError`] when there is no such file, or it is no picture, is cut off or damaged, or is beyond the
/// [limits](crate::limits).
pub fn open(path: &Path) -> Result<Decoded, ImageError> {
    of_bytes(&read(path)?)
}

/// The picture in a file's bytes; as [`open`].
pub(crate) fn of_bytes(bytes: &[u8]) -> Result<Decoded, ImageError> {
    if let Some(tiff) = Tiff::open(bytes)? {
        return of_tiff(tiff);
    }
    // The JPEG decoder fills the rest of a file that was cut off with grey and says nothing.
    let ended = jpeg::markers(bytes).is_none_or(|found| found.complete);
    let mut decoder = decoder(bytes)?;
    if !ended {
        return Err(ImageError::Truncated);
    }
    if let Some(picture) = inked::of_jpeg(bytes)? {
        return Ok(picture.seen());
    }
    let profile = decoder.icc_profile().ok().flatten();
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let one_bit = decoder.original_color_type() == ExtendedColorType::L1 || is_png_of_one_bit(bytes);
    let (size, colour) = (decoder.dimensions(), decoder.color_type());
    if decoder.total_bytes() > limits::MAX_DECODER_BYTES {
        return Err(ImageError::TooMuchMemory);
    }
    let mut samples = vec![0; usize::try_from(decoder.total_bytes()).unwrap_or(usize::MAX)];
    decoder.read_image(&mut samples).map_err(|error| ImageError::from_decoder(&error))?;
    let mut pixels = flatten(samples, colour);
    let (width, height) = upright_size(size, orientation);
    let profile = match &mut pixels {
        Pixels::Grey(samples) => {
            upright::<1>(samples, size, orientation);
            None
        }
        Pixels::Rgb(samples) => {
            upright::<3>(samples, size, orientation);
            of_rgb(profile)
        }
    };
    let line_art = one_bit && is_black_and_white(&pixels);
    Ok(Decoded { width, height, pixels, profile, line_art })
}

fn of_tiff(mut tiff: Tiff<'_>) -> Result<Decoded, ImageError> {
    let channels = tiff.channels();
    if channels == 4 {
        return Ok(inked::of_tiff(tiff)?.seen());
    }
    let ((width, height), profile) = (tiff.size(), tiff.profile());
    let samples = tiff.samples()?;
    Ok(if channels == 1 {
        Decoded { width, height, pixels: Pixels::Grey(samples), profile: None, line_art: false }
    } else {
        Decoded { width, height, pixels: Pixels::Rgb(samples), profile: of_rgb(profile), line_art: false }
    })
}

/// The profile if it is one of colours as the pixels have them, and not too large.
fn of_rgb(profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let fits = |profile: &Vec<u8>| {
        profile.len() <= limits::MAX_PROFILE_BYTES && profile.get(16..20) == Some(b"RGB ".as_slice())
    };
    profile.filter(fits)
}

/// To 8 bits without transparency, in the memory that the samples have: twice as much would be too much for a huge picture.
fn flatten(mut samples: Vec<u8>, colour: ColorType) -> Pixels {
    match colour.bytes_per_pixel() / colour.channel_count() {
        1 => {}
        // 65,535 is 257 times 255.
        2 => packed::<2, 1>(&mut samples, |sample| {
            [((u32::from(u16::from_ne_bytes(sample)) + 128) / 257) as u8]
        }),
        _ => packed::<4, 1>(&mut samples, |sample| {
            [(f32::from_ne_bytes(sample).clamp(0.0, 1.0) * 255.0).round() as u8]
        }),
    }
    match (colour.has_color(), colour.has_alpha()) {
        (true, true) => {
            packed::<4, 3>(&mut samples, |[r, g, b, alpha]| [r, g, b].map(|c| on_paper(c, alpha)))
        }
        (false, true) => packed::<2, 1>(&mut samples, |[grey, alpha]| [on_paper(grey, alpha)]),
        (_, false) => {}
    }
    if colour.has_color() { Pixels::Rgb(samples) } else { Pixels::Grey(samples) }
}

/// Makes `TO` bytes of each `FROM` in place.
fn packed<const FROM: usize, const TO: usize>(samples: &mut Vec<u8>, make: impl Fn([u8; FROM]) -> [u8; TO]) {
    let count = samples.len() / FROM;
    for at in 0..count {
        let Some(old) = samples.get(at * FROM..).and_then(<[u8]>::first_chunk).copied() else { return };
        if let Some(new) = samples.get_mut(at * TO..(at + 1) * TO) {
            new.copy_from_slice(&make(old));
        }
    }
    samples.truncate(count * TO);
    samples.shrink_to_fit();
}

/// A channel laid on white.
fn on_paper(channel: u8, alpha: u8) -> u8 {
    let alpha = u32::from(alpha);
    let mixed = (u32::from(channel) * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(u8::MAX)
}
