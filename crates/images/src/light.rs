//! Light and grey (明度): how light a pixel or an ink looks, and which amount of black looks as light.
//!
//! Light is the luminance Y of CIE 1931 with white at 1, which L* follows one to one; greys are sRGB's (IEC 61966-2-1).

use std::sync::LazyLock;

/// Shares of red, green and blue in the light of a pixel (IEC 61966-2-1).
const WEIGHTS: [f64; 3] = [0.2126, 0.7152, 0.0722];
/// Steps of light in the table from light to grey: fine enough for the darkest greys, which lie closest.
const STEPS: f64 = 65_535.0;

/// Light of each grey.
static OF_GREY: LazyLock<Vec<f64>> =
    LazyLock::new(|| (0..=255u8).map(|grey| linear(f64::from(grey) / 255.0)).collect());

/// The nearest grey of each step of light.
static GREYS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let grey = |step: u32| {
        let light = f64::from(step) / STEPS;
        let value = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (value * 255.0).round().clamp(0.0, 255.0) as u8
    };
    (0..=STEPS as u32).map(grey).collect()
});

/// Linear light of an sRGB value (IEC 61966-2-1).
pub(crate) fn linear(value: f64) -> f64 {
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// The light of linear red, green and blue.
pub(crate) fn weigh(linear: [f64; 3]) -> f64 {
    linear.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum()
}

/// The light of an sRGB pixel.
pub(crate) fn of_pixel(rgb: [u8; 3]) -> f64 {
    weigh(rgb.map(of_grey))
}

/// The light of a grey.
pub(crate) fn of_grey(grey: u8) -> f64 {
    OF_GREY.get(usize::from(grey)).copied().unwrap_or(1.0)
}

/// The grey that is as light.
pub(crate) fn as_grey(light: f64) -> u8 {
    let step = (light * STEPS).round().clamp(0.0, STEPS) as usize;
    GREYS.get(step).copied().unwrap_or(u8::MAX)
}

/// For each grey the amount of black that shows it best: the grey's light, scaled into the range between `paper` and
/// `solid` black (black point compensation), looked up in `tints`, the light of each amount of black.
pub(crate) fn blacks(tints: &mut [f64], paper: f64, solid: f64) -> impl Iterator<Item = u8> {
    // More ink never shows lighter, whatever the measurements say about the last few tints.
    let mut darkest = f64::MAX;
    for light in tints.iter_mut() {
        darkest = darkest.min(*light);
        *light = darkest;
    }
    let tints = &*tints;
    (0..=255u8).map(move |grey| {
        let wanted = solid + of_grey(grey) * (paper - solid);
        let dark = tints.partition_point(|light| *light > wanted);
        // Of two that are as near, and of tints that look alike, the one with less ink.
        let ink = match (dark.checked_sub(1).and_then(|last| tints.get(last)), tints.get(dark)) {
            (Some(above), Some(below)) if above - wanted > wanted - below => dark,
            (Some(above), _) => tints.partition_point(|light| light > above),
            (None, _) => dark,
        };
        u8::try_from(ink).unwrap_or(u8::MAX)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grey_is_as_light_as_itself() {
        for grey in 0..=255 {
            assert_eq!(as_grey(of_grey(grey)), grey);
            assert_eq!(as_grey(of_pixel([grey; 3])), grey);
        }
        assert_eq!((as_grey(-1.0), as_grey(2.0)), (0, 255));
    }

    #[test]
    fn the_nearest_tint_is_found_with_the_least_ink() {
        // Four tints, the last two alike; the third is measured lighter than the second.
        let mut tints = [1.0, 0.5, 0.6, 0.1];
        let inks: Vec<u8> = blacks(&mut tints, 1.0, 0.1).collect();
        assert_eq!(tints, [1.0, 0.5, 0.5, 0.1]);
        assert_eq!((inks[0], inks[255], inks[as_grey(0.45) as usize]), (3, 0, 1));
        assert!(inks.windows(2).all(|pair| pair[0] >= pair[1]), "{inks:?}");
    }
}
