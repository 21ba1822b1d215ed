//! JPEGs of every kind, by `jpeg-encoder`.

use super::{Picture, exif};
use jpeg_encoder::{ColorType, Encoder, ImageBuffer, JpegColorType, SamplingFactor};

/// What is unusual about a JPEG.
#[derive(Clone, Copy, Default)]
pub(crate) struct Manner {
    pub(crate) progressive: bool,
    pub(crate) orientation: Option<u16>,
    /// Light and chroma beside black, instead of four inks.
    pub(crate) ycck: bool,
    /// Inks as they are and no marker of Adobe's, instead of inverted ones with it.
    pub(crate) plain_inks: bool,
}

pub(crate) fn jpeg<const N: usize>(picture: &Picture<N>, manner: Manner) -> Vec<u8> {
    let stored = picture.stored(manner.orientation.unwrap_or(1));
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 98);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    encoder.set_progressive(manner.progressive);
    if let Some(orientation) = manner.orientation {
        encoder.add_exif_metadata(&exif(orientation)).unwrap();
    }
    let kind = match N {
        1 => ColorType::Luma,
        3 => ColorType::Rgb,
        _ if manner.ycck => ColorType::CmykAsYcck,
        _ => ColorType::Cmyk,
    };
    let mut samples = stored.bytes();
    if manner.plain_inks {
        // The encoder inverts.
        samples.iter_mut().for_each(|sample| *sample = 255 - *sample);
    }
    encoder.encode(&samples, stored.width as u16, stored.height as u16, kind).unwrap();
    if manner.plain_inks { without_adobe(&bytes) } else { bytes }
}

/// Takes Adobe's segment out.
fn without_adobe(bytes: &[u8]) -> Vec<u8> {
    let at =
        bytes.windows(9).position(|part| part.starts_with(b"\xff\xee") && part.ends_with(b"Adobe")).unwrap();
    let length = usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
    [&bytes[..at], &bytes[at + 2 + length..]].concat()
}

/// A picture too large to be held in memory while it is encoded: ramps of colour.
struct Ramps(u16, u16);

impl ImageBuffer for Ramps {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.0
    }

    fn height(&self) -> u16 {
        self.1
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let share = |at: u16, of: u16| (u32::from(at) * 255 / u32::from(of)) as u8;
        let across = || (0..self.0).map(|x| share(x, self.0));
        let [light, blue, red, _] = buffers;
        light.extend(across());
        blue.extend(std::iter::repeat_n(share(y, self.1), usize::from(self.0)));
        red.extend(across().map(|x| 255 - x));
    }
}

/// A large colour picture, lighter to the right, with chroma halved both ways as cameras do.
pub(crate) fn large(width: u16, height: u16, orientation: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 90);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.add_exif_metadata(&exif(orientation)).unwrap();
    encoder.encode_image(Ramps(width, height)).unwrap();
    bytes
}
