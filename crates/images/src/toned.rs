//! Pictures for pages without all four plates (版面色别): how light each pixel is, and how red.
//!
//! A 黑白 page shows a picture's light alone. A 套红 page has black and one red of equal magenta and yellow: the
//! pixel's red is printed in it, and black brings the two to the pixel's light, so that whatever is not red, blue and
//! green too, is a grey as light as it was. Neither knows of hue beyond that: what is printed is plain and repeatable.

use crate::light;
use crate::scale::{Crop, Filter, resample};
use crate::separate::{Inks, OutputProfile, Separated};
use crate::{Decoded, ImageError, Pixels};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Red up to this of 255 is none: a cast, a camera's noise and JPEG's rounding leave greys grey.
const CAST: u32 = 32;
/// Pixels darker than this have the less red the darker they are, since the noise of shadows has every hue.
const SHADOW: u32 = 64;

/// The amount of black for each red and grey on a screen whose black is none of its light.
static ON_SCREEN: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let curve = |red: u8| {
        let mut tints: Vec<f64> = (0..=255).map(|black| light::of_pixel(seen(red, black))).collect();
        light::blacks(&mut tints, 1.0, 0.0).collect::<Vec<u8>>()
    };
    (0..=255).flat_map(curve).collect()
});

/// The light and the red of a picture's pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toned {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The grey of the same light, 0 is black.
    grey: Vec<u8>,
    /// How much of the red shows, 255 is a solid.
    red: Vec<u8>,
}

impl Toned {
    /// Of a picture of light, by its own profile or sRGB.
    pub fn of(picture: &Decoded) -> Toned {
        let (grey, red) = match &picture.pixels {
            Pixels::Grey(samples) => (samples.clone(), vec![0; samples.len()]),
            Pixels::Rgb(samples) => {
                let samples = as_srgb(samples, picture.profile.as_deref());
                let pixels = || samples.as_chunks::<3>().0.iter();
                let grey = pixels().map(|pixel| light::as_grey(light::of_pixel(*pixel))).collect();
                (grey, pixels().map(|pixel| redness(*pixel)).collect())
            }
        };
        Toned { width: picture.width, height: picture.height, grey, red }
    }

    /// Of inks that were separated for this printing condition: their light is what it shows of them, so that a
    /// picture of black alone keeps its black.
    ///
    /// # Errors
    /// [`ImageError::Profile`] when the profile has no usable table.
    pub fn of_inks(picture: &Separated, profile: &OutputProfile) -> Result<Toned, ImageError> {
        let (width, height) = (picture.width, picture.height);
        let red = match picture.seen().pixels {
            Pixels::Grey(samples) => vec![0; samples.len()],
            Pixels::Rgb(samples) => samples.as_chunks::<3>().0.iter().map(|pixel| redness(*pixel)).collect(),
        };
        let grey = match &picture.inks {
            Inks::Black(samples) => {
                profile.greys(&samples.iter().flat_map(|black| [0, 0, 0, *black]).collect::<Vec<u8>>())?
            }
            Inks::Cmyk(samples) => profile.greys(samples)?,
        };
        Ok(Toned { width, height, grey, red })
    }

    /// The part `crop` of the picture, scaled to `width` × `height` pixels.
    pub fn scaled(&self, crop: Crop, width: u32, height: u32, filter: Filter) -> Toned {
        let crop = crop.within(self.width, self.height);
        let (from, to) = ((self.width, self.height), (width.max(1), height.max(1)));
        let plane = |samples: &[u8]| resample::<1>(samples, from, crop, to, filter);
        Toned { width: to.0, height: to.1, grey: plane(&self.grey), red: plane(&self.red) }
    }

    /// What a screen shows of the picture in black alone.
    pub fn seen_in_black(self) -> Decoded {
        Decoded {
            width: self.width,
            height: self.height,
            pixels: Pixels::Grey(self.grey),
            profile: None,
            line_art: false,
        }
    }

    /// What a screen shows of the picture in black and red.
    pub fn seen_in_black_and_red(self) -> Decoded {
        if self.is_without_red() {
            return self.seen_in_black();
        }
        let pixel = |(grey, red): (&u8, &u8)| seen(*red, look_up(&ON_SCREEN, *red, *grey));
        let samples = self.grey.iter().zip(&self.red).flat_map(pixel).collect();
        Decoded {
            width: self.width,
            height: self.height,
            pixels: Pixels::Rgb(samples),
            profile: None,
            line_art: false,
        }
    }

    /// The black plate alone (黑白).
    pub fn black(&self, profile: &OutputProfile) -> Separated {
        let inks = self.grey.iter().map(|grey| profile.black(*grey)).collect();
        Separated { width: self.width, height: self.height, inks: Inks::Black(inks) }
    }

    /// Black and one red of equal magenta and yellow (套红); black alone for a picture without red. Where the three
    /// would be more than `limit` percent of a solid (总墨量), red gives way: black carries the drawing.
    ///
    /// # Errors
    /// [`ImageError::Profile`] when the profile has no usable table.
    pub fn black_and_red(&self, profile: &OutputProfile, limit: u32) -> Result<Separated, ImageError> {
        if self.is_without_red() {
            return Ok(self.black(profile));
        }
        let blacks = profile.blacks_beside_red()?;
        let most = limit.saturating_mul(255) / 100;
        let pixel = |(grey, red): (&u8, &u8)| {
            let black = look_up(blacks, *red, *grey);
            let room = most.saturating_sub(u32::from(black)) / 2;
            let red = u8::try_from(room).unwrap_or(u8::MAX).min(*red);
            [0, red, red, black]
        };
        let inks = self.grey.iter().zip(&self.red).flat_map(pixel).collect();
        Ok(Separated { width: self.width, height: self.height, inks: Inks::Cmyk(inks) })
    }

    fn is_without_red(&self) -> bool {
        self.red.iter().all(|red| *red == 0)
    }
}

/// The entry of a table of 256 greys for each of 256 reds.
fn look_up(table: &[u8], red: u8, grey: u8) -> u8 {
    table.get(usize::from(red) * 256 + usize::from(grey)).copied().unwrap_or(0)
}

/// How much red a pixel has: what its red goes beyond its green and its blue, as a part of it. It is the red that
/// magenta and yellow have in common when all grey is left to black.
fn redness([red, green, blue]: [u8; 3]) -> u8 {
    let beyond = u32::from(red.saturating_sub(green.max(blue)));
    let share = beyond * 255 / u32::from(red).max(SHADOW);
    u8::try_from(share.saturating_sub(CAST) * 255 / (255 - CAST)).unwrap_or(u8::MAX)
}

/// What a screen shows of these inks, as of the scene's plain colours.
fn seen(red: u8, black: u8) -> [u8; 3] {
    let other = u32::from(255 - black) * u32::from(255 - red);
    let other = u8::try_from((other + 127) / 255).unwrap_or(u8::MAX);
    [255 - black, other, other]
}

/// The samples in sRGB; a profile that cannot be used is passed over, as it is for colour pages.
fn as_srgb<'s>(samples: &'s [u8], profile: Option<&[u8]>) -> Cow<'s, [u8]> {
    let source = profile
        .and_then(|bytes| ColorProfile::new_from_slice(bytes).ok())
        .filter(|source| source.color_space == DataColorSpace::Rgb);
    let converted = source.and_then(|source| {
        let (srgb, options) = (ColorProfile::new_srgb(), TransformOptions::default());
        let transform = source.create_transform_8bit(Layout::Rgb, &srgb, Layout::Rgb, options).ok()?;
        let mut converted = vec![0; samples.len()];
        transform.transform(samples, &mut converted).ok()?;
        Some(converted)
    });
    converted.map_or(Cow::Borrowed(samples), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn toned(pixels: &[[u8; 3]]) -> Toned {
        let width = pixels.len() as u32;
        Toned::of(&Decoded {
            width,
            height: 1,
            pixels: Pixels::Rgb(pixels.concat()),
            profile: None,
            line_art: false,
        })
    }

    #[test]
    fn red_is_red_and_everything_else_is_not() {
        assert_eq!(redness([255, 0, 0]), 255);
        assert_eq!(redness([128, 0, 0]), 255);
        assert!((100..140).contains(&redness([255, 128, 0])), "an orange is half red");
        for other in [[0, 0, 0], [255, 255, 255], [255, 255, 0], [255, 0, 255], [0, 90, 255], [0, 200, 0]] {
            assert_eq!(redness(other), 0, "{other:?}");
        }
        assert_eq!(redness([140, 130, 124]), 0, "a warm cast");
        assert_eq!(redness([9, 1, 2]), 0, "noise in the dark");
    }

    #[test]
    fn a_screen_shows_as_much_light_as_there_was() {
        let steps = || (0..=255u8).step_by(51);
        let cube: Vec<[u8; 3]> =
            steps().flat_map(|r| steps().flat_map(move |g| steps().map(move |b| [r, g, b]))).collect();
        let Pixels::Grey(black) = toned(&cube).seen_in_black().pixels else { panic!("colour") };
        let Pixels::Rgb(red) = toned(&cube).seen_in_black_and_red().pixels else { panic!("no colour") };
        for ((pixel, black), red) in cube.iter().zip(black).zip(red.as_chunks::<3>().0) {
            let grey = |pixel| light::as_grey(light::of_pixel(pixel));
            assert_eq!(black, grey(*pixel));
            assert_eq!(red[1], red[2], "one red: {red:?}");
            // A red that is darker than the pixel cannot be made lighter.
            let off = grey(*red).abs_diff(black);
            assert!(off <= 1 || (off < 40 && red[0] == 255), "{pixel:?} is shown as {red:?}");
        }
        assert_eq!(toned(&[[200, 0, 0]]).seen_in_black_and_red().pixels, Pixels::Rgb(vec![200, 0, 0]));
    }
}
