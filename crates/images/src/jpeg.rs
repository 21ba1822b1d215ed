//! What a decoder does not tell of a JPEG: whether it is complete, and whether it holds inks already.

use crate::{ImageError, limits};
use image::metadata::Orientation;
use std::path::Path;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// A JPEG of four inks (CMYK JPEG), which a PDF can carry as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CmykJpeg {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
    /// Whether the samples are inverted, as Adobe's programs write them (255 is no ink).
    pub inverted: bool,
}

impl CmykJpeg {
    /// Of a whole file whose markers say that it holds four inks.
    pub(crate) fn of(bytes: Vec<u8>, found: Markers) -> Result<CmykJpeg, ImageError> {
        if !found.complete {
            return Err(ImageError::Truncated);
        }
        limits::hold((found.width, found.height))?;
        Ok(CmykJpeg { width: found.width, height: found.height, bytes, inverted: found.adobe })
    }

    /// The inks of its pixels: cyan, magenta, yellow, black of each, 255 is a solid.
    ///
    /// # Errors
    /// [`ImageError::Damaged`] when it cannot be decoded.
    pub fn inks(&self) -> Result<Vec<u8>, ImageError> {
        let damaged = |error: zune_jpeg::errors::DecodeErrors| ImageError::Damaged(error.to_string());
        let side = limits::MAX_SIDE as usize;
        let options =
            DecoderOptions::default().set_strict_mode(false).set_max_width(side).set_max_height(side);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(self.bytes.as_slice()), options);
        decoder.decode_headers().map_err(damaged)?;
        // Adobe's programs may write the inks as light and chroma beside black (YCCK).
        let chroma = decoder.input_colorspace() == Some(ColorSpace::YCCK);
        let space = if chroma { ColorSpace::YCCK } else { ColorSpace::CMYK };
        decoder.set_options(options.jpeg_set_out_colorspace(space));
        let mut samples = decoder.decode().map_err(damaged)?;
        let pixels = self.width as usize * self.height as usize;
        if samples.len() != pixels * 4 {
            return Err(ImageError::Damaged("its size is not what it says".to_owned()));
        }
        for pixel in samples.as_chunks_mut::<4>().0 {
            if chroma {
                *pixel = unmixed(*pixel);
            }
            if self.inverted {
                *pixel = pixel.map(|sample| 255 - sample);
            }
        }
        Ok(samples)
    }
}

/// A pixel of light, chroma and black (YCCK) as four inks: JFIF's light and chroma give the inks' complements.
fn unmixed([y, cb, cr, black]: [u8; 4]) -> [u8; 4] {
    let (y, cb, cr) = (f64::from(y), f64::from(cb) - 128.0, f64::from(cr) - 128.0);
    let ink = |light: f64| 255 - light.round().clamp(0.0, 255.0) as u8;
    [ink(y + 1.402 * cr), ink(y - 0.344_136 * cb - 0.714_136 * cr), ink(y + 1.772 * cb), black]
}

/// What the markers of a JPEG say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Markers {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) components: u8,
    pub(crate) bits: u8,
    pub(crate) adobe: bool,
    pub(crate) complete: bool,
    /// What Exif says of how it stands upright, from 1; 0 where it says nothing.
    exif: u8,
}

impl Markers {
    /// Whether the picture has four inks of 8 bits.
    pub(crate) fn is_inks(self) -> bool {
        self.components == 4 && self.bits == 8
    }

    /// How the picture is brought upright.
    pub(crate) fn orientation(self) -> Orientation {
        Orientation::from_exif(self.exif).unwrap_or(Orientation::NoTransforms)
    }
}

/// Walks the markers: the frame header, Adobe's marker, and the end of the picture (EOI) behind the last scan.
/// Thumbnails lie inside application segments, so their markers are not mistaken for the picture's.
pub(crate) fn markers(bytes: &[u8]) -> Option<Markers> {
    if bytes.get(..2)? != [0xFF, 0xD8] {
        return None;
    }
    let mut found = Markers::default();
    let mut at = 2;
    loop {
        // Between segments: fill bytes, then a marker. After a scan header: entropy-coded data, where 0xFF is
        // followed by 0 (a stuffed byte) or a restart marker.
        while bytes.get(at).is_some_and(|byte| *byte != 0xFF) {
            at += 1;
        }
        while bytes.get(at) == Some(&0xFF) {
            at += 1;
        }
        let Some(marker) = bytes.get(at).copied() else { return Some(found) };
        at += 1;
        match marker {
            0x00 | 0x01 | 0xD0..=0xD8 => continue,
            0xD9 => {
                found.complete = true;
                return Some(found);
            }
            _ => {}
        }
        let Some(&[high, low]) = bytes.get(at..at + 2) else { return Some(found) };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let segment = bytes.get(at + 2..at + length.max(2)).unwrap_or_default();
        match (marker, segment) {
            (0xC0..=0xCF, [bits, h1, h0, w1, w0, components, ..])
                if !matches!(marker, 0xC4 | 0xC8 | 0xCC) =>
            {
                found.bits = *bits;
                found.height = u32::from(u16::from_be_bytes([*h1, *h0]));
                found.width = u32::from(u16::from_be_bytes([*w1, *w0]));
                found.components = *components;
            }
            (0xE1, [b'E', b'x', b'i', b'f', 0, 0, exif @ ..]) if found.exif == 0 => {
                found.exif = Orientation::from_exif_chunk(exif).map_or(0, Orientation::to_exif);
            }
            (0xEE, segment) => found.adobe |= segment.starts_with(b"Adobe"),
            _ => {}
        }
        at += length.max(2);
    }
}

/// Reads the JPEG at `path` if it holds four inks of 8 bits that stand upright, and is complete; `None` for any other
/// picture.
///
/// # Errors
/// [`ImageError`] when the file cannot be read, is too large or is cut off.
pub fn cmyk_jpeg(path: &Path) -> Result<Option<CmykJpeg>, ImageError> {
    let bytes = crate::decode::read(path)?;
    carried(&bytes).map(|found| CmykJpeg::of(bytes, found)).transpose()
}

/// What the markers say of a JPEG that a PDF can carry as inks: four of 8 bits that stand upright.
pub(crate) fn carried(bytes: &[u8]) -> Option<Markers> {
    markers(bytes).filter(|found| found.is_inks() && found.orientation() == Orientation::NoTransforms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_inside_segments_and_stuffed_bytes_do_not_end_the_picture() {
        let mut bytes = vec![0xFF, 0xD8];
        // An application segment that holds an end marker, as a thumbnail does.
        bytes.extend([0xFF, 0xE1, 0, 6, 0xFF, 0xD9, 0, 0]);
        bytes.extend([0xFF, 0xC0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0]);
        bytes.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xFF, 0, 3, 0xFF, 0xD0, 4]);
        let open = markers(&bytes).unwrap();
        assert_eq!((open.width, open.height, open.components, open.complete), (30, 20, 1, false));
        bytes.extend([0xFF, 0xD9]);
        assert!(markers(&bytes).unwrap().complete);
    }

    #[test]
    fn light_and_chroma_are_inks_again() {
        assert_eq!(unmixed([255, 128, 128, 9]), [0, 0, 0, 9]);
        assert_eq!(unmixed([0, 128, 128, 9]), [255, 255, 255, 9]);
        // JFIF's red, which is no cyan and all of the other two.
        assert_eq!(unmixed([76, 85, 255, 0]), [1, 255, 255, 0]);
    }

    #[test]
    fn what_is_no_jpeg_has_no_markers() {
        for bytes in [&b""[..], b"\xff", b"\x89PNG", b"\xff\xd9"] {
            assert_eq!(markers(bytes), None);
        }
    }
}
