//! Scaling: two passes, rows then columns, with weights in whole numbers.

use std::ops::Range;

/// A part of a picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crop {
    /// Left edge.
    pub x: u32,
    /// Top edge.
    pub y: u32,
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl Crop {
    /// The whole of a picture of this size.
    pub const fn whole(width: u32, height: u32) -> Crop {
        Crop { x: 0, y: 0, width, height }
    }

    /// What of this part lies in a picture of `width` × `height`, at least one pixel.
    pub fn within(self, width: u32, height: u32) -> Crop {
        let x = self.x.min(width.saturating_sub(1));
        let y = self.y.min(height.saturating_sub(1));
        Crop {
            x,
            y,
            width: self.width.clamp(1, width.saturating_sub(x).max(1)),
            height: self.height.clamp(1, height.saturating_sub(y).max(1)),
        }
    }
}

/// How neighbouring pixels are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// The mean of the area that a new pixel covers: fast, for screens and proofs.
    Area,
    /// The Catmull-Rom cubic, widened when scaling down: sharp, for print.
    Cubic,
}

impl Filter {
    /// Reach in pixels of the coarser side, and the weight at a distance from the middle.
    fn reach(self) -> f64 {
        match self {
            Filter::Area => 0.5,
            Filter::Cubic => 2.0,
        }
    }

    fn weight(self, distance: f64) -> f64 {
        let x = distance.abs();
        match self {
            Filter::Area => f64::from(u8::from(x <= 0.5)),
            Filter::Cubic if x < 1.0 => (1.5 * x - 2.5) * x * x + 1.0,
            Filter::Cubic if x < 2.0 => ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0,
            Filter::Cubic => 0.0,
        }
    }
}

/// Fraction bits of a weight.
const BITS: u32 = 14;

/// Which old pixels make one new pixel, and how much each counts (in all `1 << BITS`).
struct Taps {
    source: Range<usize>,
    weights: Vec<i32>,
}

/// The taps for `to` new pixels over `from` old ones that begin at `first`; `limit` is the side's length.
fn taps(first: u32, from: u32, to: u32, limit: u32, filter: Filter) -> Vec<Taps> {
    let step = f64::from(from) / f64::from(to);
    // Scaling up, an old pixel is the unit; scaling down, a new one.
    let unit = step.max(1.0);
    let reach = filter.reach() * unit;
    (0..to)
        .map(|index| {
            let middle = f64::from(first) + (f64::from(index) + 0.5) * step;
            let last = f64::from(limit - 1);
            let start = (middle - reach).floor().clamp(0.0, last);
            let end = (middle + reach).ceil().clamp(start + 1.0, last + 1.0);
            let raw: Vec<f64> = (start as usize..end as usize)
                .map(|pixel| match filter {
                    Filter::Cubic => filter.weight((pixel as f64 + 0.5 - middle) / unit),
                    // The share of the old pixel that the new one covers.
                    Filter::Area => {
                        let low = (pixel as f64).max(middle - reach);
                        (pixel as f64 + 1.0).min(middle + reach) - low
                    }
                })
                .map(|weight| if filter == Filter::Area { weight.max(0.0) } else { weight })
                .collect();
            let sum: f64 = raw.iter().sum();
            let one = f64::from(1 << BITS);
            let mut weights: Vec<i32> = raw
                .iter()
                .map(|weight| if sum > 0.0 { (weight / sum * one).round() as i32 } else { 0 })
                .collect();
            // What rounding lost goes to the heaviest, so that a flat area keeps its value exactly.
            let lost = (1 << BITS) - weights.iter().sum::<i32>();
            if let Some(heaviest) = weights.iter_mut().max_by_key(|weight| **weight) {
                *heaviest += lost;
            }
            Taps { source: start as usize..end as usize, weights }
        })
        .collect()
}

fn sample(sum: i32) -> u8 {
    u8::try_from(((sum + (1 << (BITS - 1))) >> BITS).clamp(0, 255)).unwrap_or(u8::MAX)
}

/// The part `crop` of `samples` (`N` channels, `size` pixels) as `to` pixels. `crop` lies within `size`.
pub(crate) fn resample<const N: usize>(
    samples: &[u8],
    size: (u32, u32),
    crop: Crop,
    to: (u32, u32),
    filter: Filter,
) -> Vec<u8> {
    let across = taps(crop.x, crop.width, to.0, size.0, filter);
    let down = taps(crop.y, crop.height, to.1, size.1, filter);
    let first = down.first().map_or(0, |taps| taps.source.start);
    let last = down.last().map_or(0, |taps| taps.source.end);
    let stride = size.0 as usize * N;
    let wide = to.0 as usize * N;

    let mut rows = vec![0u8; wide * last.saturating_sub(first)];
    let old = samples.chunks_exact(stride).skip(first);
    for (row, new) in old.zip(rows.chunks_exact_mut(wide)) {
        for (taps, pixel) in across.iter().zip(new.chunks_exact_mut(N)) {
            let mut sums = [0i32; N];
            let part = row.get(taps.source.start * N..taps.source.end * N).unwrap_or_default();
            for (old, weight) in part.chunks_exact(N).zip(&taps.weights) {
                for (sum, value) in sums.iter_mut().zip(old) {
                    *sum += i32::from(*value) * weight;
                }
            }
            for (value, sum) in pixel.iter_mut().zip(sums) {
                *value = sample(sum);
            }
        }
    }

    let mut out = Vec::with_capacity(wide * to.1 as usize);
    let mut sums = vec![0i32; wide];
    for taps in &down {
        sums.fill(0);
        let part = rows.chunks_exact(wide).skip(taps.source.start - first);
        for (row, weight) in part.zip(&taps.weights) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += i32::from(*value) * weight;
            }
        }
        out.extend(sums.iter().map(|sum| sample(*sum)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_picture_stays_flat_at_any_size() {
        for filter in [Filter::Area, Filter::Cubic] {
            for to in [(1, 1), (3, 2), (7, 5), (13, 29)] {
                let out = resample::<3>(&[97; 7 * 5 * 3], (7, 5), Crop::whole(7, 5), to, filter);
                assert_eq!(out, vec![97; (to.0 * to.1 * 3) as usize], "{filter:?} {to:?}");
            }
        }
    }

    #[test]
    fn area_is_the_mean_of_what_is_covered() {
        let out = resample::<1>(&[0, 100, 200, 40], (4, 1), Crop::whole(4, 1), (2, 1), Filter::Area);
        assert_eq!(out, [50, 120]);
        let out = resample::<1>(&[0, 90, 240], (3, 1), Crop::whole(3, 1), (2, 1), Filter::Area);
        assert_eq!(out, [30, 190], "half of the middle pixel goes to each side");
    }

    #[test]
    fn a_crop_shows_its_own_pixels() {
        let samples: Vec<u8> = (0..16).map(|n| n * 10).collect();
        let crop = Crop { x: 1, y: 2, width: 2, height: 2 };
        let out = resample::<1>(&samples, (4, 4), crop, (2, 2), Filter::Area);
        assert_eq!(out, [90, 100, 130, 140]);
        let out = resample::<1>(&samples, (4, 4), crop, (2, 2), Filter::Cubic);
        assert_eq!(out, [90, 100, 130, 140], "at its own size the cubic changes nothing");
    }

    #[test]
    fn a_crop_beyond_the_picture_is_brought_back() {
        let crop = Crop { x: 9, y: 0, width: 9, height: 0 }.within(4, 4);
        assert_eq!(crop, Crop { x: 3, y: 0, width: 1, height: 1 });
    }
}
