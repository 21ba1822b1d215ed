//! From light to ink (分色): RGB to CMYK by an ICC profile, neutral pictures to black alone.

use crate::{Decoded, ImageError, Pixels, limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, ProfileClass, RenderingIntent, TransformOptions};
use std::path::Path;

/// The profile of a printing condition (印刷条件), loaded once for all pictures.
pub struct OutputProfile {
    bytes: Vec<u8>,
    profile: ColorProfile,
    black: [u8; 256],
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
        let black = black_curve(&profile)?;
        Ok(OutputProfile { bytes, profile, black })
    }

    /// The profile as it stands in its file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
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

/// Linear light of an sRGB value (IEC 61966-2-1).
fn linear(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// For each sRGB grey the amount of black that shows it: the light of the grey, scaled into the range between
/// bare paper and solid black (black point compensation), looked up among the profile's tints of black.
fn black_curve(profile: &ColorProfile) -> Result<[u8; 256], ImageError> {
    let options =
        TransformOptions { rendering_intent: RenderingIntent::RelativeColorimetric, ..Default::default() };
    let refused = |error: moxcms::CmsError| ImageError::Profile(error.to_string());
    let transform = profile
        .create_transform_f32(Layout::Rgba, &ColorProfile::new_srgb(), Layout::Rgb, options)
        .map_err(refused)?;
    let tints: Vec<f32> = (0..=255u8).flat_map(|black| [0.0, 0.0, 0.0, f32::from(black) / 255.0]).collect();
    let mut shown = vec![0f32; 256 * 3];
    transform.transform(&tints, &mut shown).map_err(refused)?;
    let mut light: Vec<f64> = shown
        .chunks_exact(3)
        .map(|rgb| rgb.iter().zip([0.2126, 0.7152, 0.0722]).map(|(v, w)| linear(f64::from(*v)) * w).sum())
        .collect();
    // More ink never shows lighter, whatever the measurements say about the last few tints.
    let mut darkest = f64::MAX;
    for value in &mut light {
        darkest = darkest.min(*value);
        *value = darkest;
    }
    let paper = light.first().copied().unwrap_or(1.0);
    let solid = light.last().copied().unwrap_or(0.0);
    let mut curve = [0u8; 256];
    for (grey, ink) in curve.iter_mut().enumerate() {
        let wanted = solid + linear(grey as f64 / 255.0) * (paper - solid);
        let nearest = (0..=255u8).min_by(|a, b| {
            let off =
                |ink: &u8| light.get(usize::from(*ink)).map_or(f64::MAX, |light| (light - wanted).abs());
            off(a).total_cmp(&off(b))
        });
        *ink = nearest.unwrap_or(0);
    }
    Ok(curve)
}

/// The picture as inks of `profile`: greys as black alone, colours by the perceptual table, from the picture's own
/// profile or sRGB.
///
/// # Errors
/// [`ImageError::Profile`] when the two profiles cannot be joined.
pub fn separate(picture: &Decoded, profile: &OutputProfile) -> Result<Separated, ImageError> {
    let inks = match &picture.pixels {
        Pixels::Grey(samples) => {
            let ink = |grey: &u8| profile.black.get(usize::from(*grey)).copied().unwrap_or(0);
            Inks::Black(samples.iter().map(ink).collect())
        }
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
