//! What newsprint needs of a picture before it is separated (新闻纸层次): paper and a coarse screen swallow mid-tones and
//! edges. Both steps work on light alone and leave hues as they are.

use crate::{Decoded, Pixels};

/// How far a picture is brought to meet newsprint, as a printer profile sets it; nought leaves it as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToneRules {
    /// By how many percent of the whole range the middle grey is lightened; black and white stay.
    pub lighten: u32,
    /// By how many percent of itself an edge is strengthened (unsharp masking, 锐化) at the size that is printed.
    pub sharpen: u32,
}

impl ToneRules {
    /// The most that a picture is lightened by: more would turn the tones of highlights round.
    pub const MOST_LIGHTER: u32 = 20;
    /// The most that a picture is sharpened by.
    pub const MOST_SHARPER: u32 = 300;

    /// The picture, lightened and sharpened. It is to have the size that is printed.
    pub fn apply(self, mut picture: Decoded) -> Decoded {
        if self.lighten > 0 {
            let curve = curve(self.lighten.min(Self::MOST_LIGHTER));
            let (Pixels::Grey(samples) | Pixels::Rgb(samples)) = &mut picture.pixels;
            samples.iter_mut().for_each(|sample| *sample = look_up(&curve, *sample));
        }
        if self.sharpen > 0 {
            sharpen(&mut picture, i32::try_from(self.sharpen.min(Self::MOST_SHARPER)).unwrap_or(0));
        }
        picture
    }
}

/// The value of each value when the middle is lightened by so many percent: a parabola through black, white and the new
/// middle.
fn curve(percent: u32) -> Vec<u8> {
    (0..=255u32)
        .map(|value| {
            let lift = 4 * value * (255 - value) * percent;
            u8::try_from(value + (lift + 12_750) / 25_500).unwrap_or(u8::MAX)
        })
        .collect()
}

fn look_up(curve: &[u8], value: u8) -> u8 {
    curve.get(usize::from(value)).copied().unwrap_or(value)
}

/// Differences from the surroundings up to this of 255 are grain and stay as they are.
const GRAIN: i32 = 2;
/// The weights of five neighbours in a row (binomial, as near to a bell as whole numbers come); in all 16.
const BELL: [i32; 5] = [1, 4, 6, 4, 1];

/// Adds to each pixel so many percent of what its light differs from that of its surroundings.
fn sharpen(picture: &mut Decoded, percent: i32) {
    let width = picture.width as usize;
    let lights = lights(&picture.pixels);
    let rows: Vec<&[u8]> = lights.chunks_exact(width.max(1)).collect();
    let row = |at: usize| rows.get(at.min(rows.len().saturating_sub(1))).copied().unwrap_or_default();
    let channels = match picture.pixels {
        Pixels::Grey(_) => 1,
        Pixels::Rgb(_) => 3,
    };
    let (Pixels::Grey(samples) | Pixels::Rgb(samples)) = &mut picture.pixels;
    let mut columns = vec![0i32; width];
    for (y, line) in samples.chunks_exact_mut(width.max(1) * channels).enumerate() {
        columns.fill(0);
        for (step, weight) in BELL.iter().enumerate() {
            for (sum, light) in columns.iter_mut().zip(row((y + step).saturating_sub(2))) {
                *sum += weight * i32::from(*light);
            }
        }
        let column = |x: usize| columns.get(x.min(width.saturating_sub(1))).copied().unwrap_or(0);
        for (x, (pixel, light)) in line.chunks_exact_mut(channels).zip(row(y)).enumerate() {
            let around: i32 = BELL
                .iter()
                .enumerate()
                .map(|(step, weight)| weight * column((x + step).saturating_sub(2)))
                .sum();
            let beyond = i32::from(*light) - (around + 128) / 256;
            let edge = beyond - beyond.clamp(-GRAIN, GRAIN);
            let more = edge * percent / 100;
            for sample in pixel {
                *sample = u8::try_from((i32::from(*sample) + more).clamp(0, 255)).unwrap_or(u8::MAX);
            }
        }
    }
}

/// How light each pixel is, in the weights of sRGB's primaries as whole numbers.
fn lights(pixels: &Pixels) -> Vec<u8> {
    match pixels {
        Pixels::Grey(samples) => samples.clone(),
        Pixels::Rgb(samples) => {
            let light = |[red, green, blue]: &[u8; 3]| {
                (u32::from(*red) * 54 + u32::from(*green) * 183 + u32::from(*blue) * 19) >> 8
            };
            samples
                .as_chunks::<3>()
                .0
                .iter()
                .map(|pixel| u8::try_from(light(pixel)).unwrap_or(u8::MAX))
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey(width: u32, samples: Vec<u8>) -> Decoded {
        let height = u32::try_from(samples.len()).unwrap() / width;
        Decoded { width, height, pixels: Pixels::Grey(samples), profile: None, line_art: false }
    }

    fn applied(rules: ToneRules, picture: Decoded) -> Vec<u8> {
        let (Pixels::Grey(samples) | Pixels::Rgb(samples)) = rules.apply(picture).pixels;
        samples
    }

    #[test]
    fn the_middle_is_lightened_and_no_tone_overtakes_another() {
        for lighten in 0..=ToneRules::MOST_LIGHTER {
            let rules = ToneRules { lighten, sharpen: 0 };
            let out = applied(rules, grey(256, (0..=255).collect()));
            assert_eq!((out[0], out[255]), (0, 255));
            assert!((i64::from(out[128]) - 128 - i64::from(lighten) * 255 / 100).abs() <= 1, "{lighten}");
            assert!(out.is_sorted(), "{lighten}: {out:?}");
        }
    }

    #[test]
    fn an_edge_is_strengthened_and_flat_and_grainy_areas_stay() {
        let rules = ToneRules { lighten: 0, sharpen: 100 };
        let edge: Vec<u8> = [[80u8; 8], [160; 8]].concat().repeat(8);
        let out = applied(rules, grey(16, edge.clone()));
        let (left, right) = (&out[..8], &out[8..16]);
        assert_eq!((left[0], right[7]), (80, 160), "far from the edge nothing changes");
        assert!(left[7] < 75 && right[0] > 165, "{:?}", &out[..16]);
        let grain: Vec<u8> = (0..256).map(|n| 100 + (n % 2) as u8 * 2).collect();
        assert_eq!(applied(rules, grey(16, grain.clone())), grain);
        assert_eq!(applied(ToneRules::default(), grey(16, edge.clone())), edge);
    }

    #[test]
    fn a_coloured_edge_keeps_its_hues() {
        let pixels = [[[200u8, 40, 40]; 4], [[40, 40, 200]; 4]].concat().repeat(8).concat();
        let picture =
            Decoded { width: 8, height: 8, pixels: Pixels::Rgb(pixels), profile: None, line_art: false };
        let out = applied(ToneRules { lighten: 0, sharpen: 100 }, picture);
        let [r, g, b] = out.as_chunks::<3>().0[3];
        assert_eq!(g, b, "{r} {g} {b}");
    }

    #[test]
    fn pictures_of_one_pixel_and_of_one_row_are_pictures() {
        let rules = ToneRules { lighten: 20, sharpen: 300 };
        assert_eq!(applied(rules, grey(1, vec![255])), [255]);
        assert_eq!(applied(rules, grey(3, vec![0, 0, 0])), [0, 0, 0]);
    }
}
