//! From light to ink (分色): RGB to CMYK by an ICC profile, neutral pictures to black alone.

use crate::scale::{Crop, Filter, resample};
use crate::{Decoded, ImageError, Pixels, light, limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent, TransformOptions};
use std::path::Path;
use std::sync::OnceLock;

/// Samples of inks that are looked up at a time.
const PART: usize = 1 << 22;

/// The profile of a printing condition (印刷条件), loaded once for all pictures.
pub struct OutputProfile {
    bytes: Vec<u8>,
    profile: ColorProfile,
    /// The light of bare paper and of solid black.
    paper: f64,
    solid: f64,
    /// The black of each grey.
    black: Vec<u8>,
    /// The same beside each amount of red, made when a page asks for it.
    beside_red: OnceLock<Result<Vec<u8>, ImageError>>,
}

impl OutputProfile {
    /// Reads the ICC profile at `path`.
    ///
    /// # Errors
    /// [`ImageError::Missing`], [`ImageError::Unreadable`], or [`ImageError::Profile`] when it is no CMYK output
    /// profile with tables in both directions.
    pub fn load(path: &Path) -> Result<OutputProfile, ImageError> {
        OutputProfile::new(crate::decode::read(path)?)
    }

    /// From the profile's bytes.
    ///
    /// # Errors
    /// [`ImageError::Profile`] when it is no CMYK output profile with tables in both directions.
    pub fn new(bytes: Vec<u8>) -> Result<OutputProfile, ImageError> {
        let refused = |why: &str| ImageError::Profile(why.to_owned());
        if bytes.len() > limits::MAX_PROFILE_BYTES {
            return Err(refused("the file is too large"));
        }
        let profile =
            ColorProfile::new_from_slice(&bytes).map_err(|_| refused("it is damaged or no ICC profile"))?;
        if profile.profile_class != ProfileClass::OutputDevice || profile.color_space != DataColorSpace::Cmyk
        {
            return Err(refused("it is not of a CMYK printer"));
        }
        let forth = profile.lut_a_to_b_perceptual.is_some() || profile.lut_a_to_b_colorimetric.is_some();
        let back = profile.lut_b_to_a_perceptual.is_some() || profile.lut_b_to_a_colorimetric.is_some();
        if !forth || !back {
            return Err(refused("it has no tables for both directions"));
        }
        let mut tints = lights(&profile, &tints(0).collect::<Vec<f32>>())?;
        let paper = tints.first().copied().unwrap_or(1.0);
        let solid = tints.iter().copied().fold(paper, f64::min);
        let black = light::blacks(&mut tints, paper, solid).collect();
        Ok(OutputProfile { bytes, profile, paper, solid, black, beside_red: OnceLock::new() })
    }

    /// The profile as it stands in its file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The black that shows a grey.
    pub(crate) fn black(&self, grey: u8) -> u8 {
        self.black.get(usize::from(grey)).copied().unwrap_or(0)
    }

    /// The black that brings a red of equal magenta and yellow to a grey's light: 256 greys for each of 256 reds.
    pub(crate) fn blacks_beside_red(&self) -> Result<&[u8], ImageError> {
        let make = || {
            let inks: Vec<f32> = (0..=255).flat_map(tints).collect();
            let mut lights = lights(&self.profile, &inks)?;
            let curve = |tints| light::blacks(tints, self.paper, self.solid);
            Ok(lights.chunks_exact_mut(256).flat_map(curve).collect())
        };
        self.beside_red.get_or_init(make).as_deref().map_err(Clone::clone)
    }

    /// The greys that look as light as these inks (cyan, magenta, yellow, black of each pixel).
    pub(crate) fn greys(&self, inks: &[u8]) -> Result<Vec<u8>, ImageError> {
        let mut greys = Vec::with_capacity(inks.len() / 4);
        let range = (self.paper - self.solid).max(f64::EPSILON);
        // Bit by bit: as numbers of 32 bits the inks of a large picture would fill the memory.
        for part in inks.chunks(PART) {
            let part: Vec<f32> = part.iter().map(|ink| f32::from(*ink) / 255.0).collect();
            let lights = lights(&self.profile, &part)?;
            greys.extend(lights.iter().map(|light| light::as_grey((light - self.solid) / range)));
        }
        Ok(greys)
    }
}

/// The inks of a picture, 8 bits each, 255 is a solid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inks {
    /// The black plate alone.
    Black(Vec<u8>),
    /// Cyan, magenta, yellow, black of each pixel.
    Cmyk(Vec<u8>),
}

/// A picture as inks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Separated {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The inks, rows from the top.
    pub inks: Inks,
}

impl Separated {
    /// The part `crop` of the picture, scaled to `width` × `height` pixels.
    pub fn scaled(&self, crop: Crop, width: u32, height: u32, filter: Filter) -> Separated {
        let crop = crop.within(self.width, self.height);
        let (from, to) = ((self.width, self.height), (width.max(1), height.max(1)));
        let inks = match &self.inks {
            Inks::Black(samples) => Inks::Black(resample::<1>(samples, from, crop, to, filter)),
            Inks::Cmyk(samples) => Inks::Cmyk(resample::<4>(samples, from, crop, to, filter)),
        };
        Separated { width: to.0, height: to.1, inks }
    }

    /// What a screen shows of the inks, as of the scene's plain colours: each lets a part of the light through.
    pub(crate) fn seen(&self) -> Decoded {
        let light = |ink: u8, black: u8| {
            let both = u32::from(255 - ink) * u32::from(255 - black);
            u8::try_from((both + 127) / 255).unwrap_or(u8::MAX)
        };
        let pixels = match &self.inks {
            Inks::Black(samples) => Pixels::Grey(samples.iter().map(|black| 255 - black).collect()),
            Inks::Cmyk(samples) => {
                let (pixels, _) = samples.as_chunks::<4>();
                Pixels::Rgb(
                    pixels.iter().flat_map(|[c, m, y, k]| [*c, *m, *y].map(|ink| light(ink, *k))).collect(),
                )
            }
        };
        Decoded { width: self.width, height: self.height, pixels, profile: None, line_art: false }
    }
}

/// The light of inks (cyan, magenta, yellow, black of each, 1 is a solid), 1 for the paper's white.
fn lights(profile: &ColorProfile, inks: &[f32]) -> Result<Vec<f64>, ImageError> {
    let options =
        TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..Default::default() };
    let refused = |error: moxcms::CmsError| ImageError::Profile(error.to_string());
    let transform = profile
        .create_transform_f32(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, options)
        .map_err(refused)?;
    let mut shown = vec![0f32; inks.len() / 4 * 3];
    transform.transform(inks, &mut shown).map_err(refused)?;
    let (pixels, _) = shown.as_chunks::<3>();
    Ok(pixels.iter().map(|rgb| light::weigh(rgb.map(|value| light::linear(f64::from(value))))).collect())
}

/// Every amount of black beside this much of a red of equal magenta and yellow.
fn tints(red: u8) -> impl Iterator<Item = f32> {
    let red = f32::from(red) / 255.0;
    (0..=255u8).flat_map(move |black| [0.0, red, red, f32::from(black) / 255.0])
}

/// The picture as inks of `profile`: greys as black alone, colours by the perceptual table, from the picture's own
/// profile or sRGB.
///
/// # Errors
/// [`ImageError::Profile`] when the two profiles cannot be joined.
pub fn separate(picture: &Decoded, profile: &OutputProfile) -> Result<Separated, ImageError> {
    let inks = match &picture.pixels {
        Pixels::Grey(samples) => Inks::Black(samples.iter().map(|grey| profile.black(*grey)).collect()),
        Pixels::Rgb(samples) => {
            let source = picture
                .profile
                .as_deref()
                .and_then(|bytes| ColorProfile::new_from_slice(bytes).ok())
                .filter(|source| source.color_space == DataColorSpace::Rgb)
                .unwrap_or_else(ColorProfile::new_srgb);
            let options =
                TransformOptions { rendering_intent: RenderingIntent::Perceptual, ..Default::default() };
            let join = |error: moxcms::CmsError| ImageError::Profile(error.to_string());
            let transform = source
                .create_transform_8bit(Layout::Rgb, &profile.profile, Layout::Rgba, options)
                .map_err(join)?;
            let mut inks = vec![0u8; samples.len() / 3 * 4];
            transform.transform(samples, &mut inks).map_err(join)?;
            Inks::Cmyk(inks)
        }
    };
    Ok(Separated { width: picture.width, height: picture.height, inks })
}
