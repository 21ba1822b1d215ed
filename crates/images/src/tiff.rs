//! TIFFs of greys, colours and inks, read once into memory: the `image` crate holds a copy, has no inks, and no planes of
//! inks. What is rarer (two tones, transparency, floating point) is left to it.

use crate::turn::{upright, upright_size};
use crate::{ImageError, limits};
use image::metadata::Orientation;
use image::{ImageFormat, guess_format};
use std::io::Cursor;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError, TiffFormatError};

/// A TIFF whose header is read.
pub(crate) struct Tiff<'b> {
    decoder: Decoder<Cursor<&'b [u8]>>,
    size: (u32, u32),
    orientation: Orientation,
    channels: usize,
}

impl<'b> Tiff<'b> {
    /// `None` for what is no TIFF or one of the rarer kinds.
    ///
    /// # Errors
    /// [`ImageError`] for one beyond the limits, and for inks that are not cyan, magenta, yellow and black.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Option<Tiff<'b>>, ImageError> {
        if guess_format(bytes).ok() != Some(ImageFormat::Tiff) {
            return Ok(None);
        }
        let mut limit = Limits::default();
        limit.decoding_buffer_size = usize::try_from(limits::MAX_DECODER_BYTES).unwrap_or(usize::MAX);
        limit.intermediate_buffer_size = limit.decoding_buffer_size;
        // What is wrong with a TIFF of another kind is for its own reader to say.
        let Ok(decoder) = Decoder::new(Cursor::new(bytes)) else { return Ok(None) };
        let mut decoder = decoder.with_limits(limit);
        let (channels, bits) = match decoder.colortype() {
            Ok(ColorType::Gray(bits @ (8 | 16))) => (1, bits),
            Ok(ColorType::RGB(bits @ (8 | 16))) => (3, bits),
            Ok(ColorType::CMYK(bits) | ColorType::CMYKA(bits)) => (4, bits),
            _ => return Ok(None),
        };
        let size = decoder.dimensions().map_err(|error| refused(&error))?;
        limits::hold(size)?;
        let number = |decoder: &mut Decoder<_>, tag| decoder.find_tag_unsigned::<u16>(tag).ok().flatten();
        if channels == 4 {
            let set = number(&mut decoder, Tag::Unknown(332));
            check_inks(bits, set)?;
        }
        let orientation = number(&mut decoder, Tag::Orientation)
            .and_then(|value| Orientation::from_exif(u8::try_from(value).ok()?))
            .unwrap_or(Orientation::NoTransforms);
        Ok(Some(Tiff { decoder, size, orientation, channels }))
    }

    /// 1 for greys, 3 for colours, 4 for inks.
    pub(crate) fn channels(&self) -> usize {
        self.channels
    }

    /// Width and height, upright.
    pub(crate) fn size(&self) -> (u32, u32) {
        upright_size(self.size, self.orientation)
    }

    /// The ICC profile that the file carries.
    pub(crate) fn profile(&mut self) -> Option<Vec<u8>> {
        self.decoder.get_tag_u8_vec(Tag::IccProfile).ok()
    }

    /// The samples upright, 8 bits each, as many a pixel as there are channels.
    ///
    /// # Errors
    /// [`ImageError`] when the file is cut off or damaged.
    pub(crate) fn samples(mut self) -> Result<Vec<u8>, ImageError> {
        let mut buffer = DecodingResult::U8(Vec::new());
        let layout = self.decoder.read_image_to_buffer(&mut buffer).map_err(|error| refused(&error))?;
        let samples = match buffer {
            DecodingResult::U8(samples) => samples,
            // 65,535 is 257 times 255.
            DecodingResult::U16(samples) => {
                samples.into_iter().map(|sample| ((u32::from(sample) + 128) / 257) as u8).collect()
            }
            _ => return Err(ImageError::Damaged("its samples are no whole numbers".to_owned())),
        };
        let mut samples = self.interleaved(samples, layout.planes)?;
        match self.channels {
            1 => upright::<1>(&mut samples, self.size, self.orientation),
            3 => upright::<3>(&mut samples, self.size, self.orientation),
            _ => upright::<4>(&mut samples, self.size, self.orientation),
        }
        Ok(samples)
    }

    /// The channels of each pixel side by side. What lies behind them is a selection that somebody kept, or opacity in a
    /// file of inks; neither is printed.
    fn interleaved(&self, samples: Vec<u8>, planes: usize) -> Result<Vec<u8>, ImageError> {
        let pixels = self.size.0 as usize * self.size.1 as usize;
        let each = samples.len() / pixels.max(1);
        if each < self.channels || samples.len() != pixels * each {
            return Err(ImageError::Damaged("its size is not what it says".to_owned()));
        }
        if planes > 1 {
            let planes: Vec<&[u8]> = samples.chunks_exact(pixels).take(self.channels).collect();
            let sample = |plane: &&[u8], at: usize| plane.get(at).copied().unwrap_or(0);
            return Ok((0..pixels)
                .flat_map(|at| planes.iter().map(move |plane| sample(plane, at)))
                .collect());
        }
        if each == self.channels {
            return Ok(samples);
        }
        Ok(samples.chunks_exact(each).flat_map(|pixel| pixel.iter().take(self.channels).copied()).collect())
    }
}

/// Refuses inks that are not known (tag 332 of TIFF 6.0, section 16: 1 stands for cyan, magenta, yellow and black).
fn check_inks(bits: u8, set: Option<u16>) -> Result<(), ImageError> {
    if !matches!(bits, 8 | 16) {
        return Err(ImageError::Damaged(format!("its inks have {bits} bits, and 8 or 16 are known")));
    }
    if set.is_some_and(|set| set != 1) {
        return Err(ImageError::Damaged("its inks are not cyan, magenta, yellow and black".to_owned()));
    }
    Ok(())
}

/// Why a TIFF cannot be read.
fn refused(error: &TiffError) -> ImageError {
    match error {
        TiffError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => ImageError::Truncated,
        TiffError::LimitsExceeded => ImageError::TooMuchMemory,
        TiffError::FormatError(TiffFormatError::InconsistentSizesEncountered) => ImageError::Truncated,
        error => ImageError::Damaged(error.to_string()),
    }
}
