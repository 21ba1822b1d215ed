//! Pages as other people's programs show them, in grey, and how much two of them differ.

use image::GrayImage;
use std::path::Path;

/// Reads what the programs write without compressing it: a picture of the netpbm family, 8 bits a sample. Light becomes grey
/// by its luminance (as `image` has it), inks (`TUPLTYPE CMYK`) by PDF's own rule from DeviceCMYK to DeviceGray (ISO 32000-1, 10.3.3), which
/// poppler has too: nobody's colour management comes in between.
pub(crate) fn read(path: &Path) -> GrayImage {
    let bytes = std::fs::read(path).unwrap();
    let (numbers, start) = header(&bytes);
    let [width, height, channels] = numbers;
    let grey = |pixel: &[u8]| match *pixel {
        [grey] => grey,
        [r, g, b] => ((u32::from(r) * 2126 + u32::from(g) * 7152 + u32::from(b) * 722 + 5000) / 10_000) as u8,
        [c, m, y, k] => {
            let ink = u32::from(c) * 300 + u32::from(m) * 590 + u32::from(y) * 110 + u32::from(k) * 1000;
            255 - ((ink + 500) / 1000).min(255) as u8
        }
        _ => panic!("{}: {channels} channels", path.display()),
    };
    let samples = bytes[start..].chunks_exact(channels as usize).map(grey).collect();
    GrayImage::from_raw(width, height, samples).unwrap()
}

/// Width, height, channels and where the samples begin.
fn header(bytes: &[u8]) -> ([u32; 3], usize) {
    if bytes.starts_with(b"P7") {
        let end = bytes.windows(7).position(|part| part == b"ENDHDR\n").unwrap() + 7;
        let text = String::from_utf8_lossy(&bytes[..end]);
        let value = |key: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap();
            line.trim().parse().unwrap()
        };
        return ([value("WIDTH "), value("HEIGHT "), value("DEPTH ")], end);
    }
    let channels = match &bytes[..2] {
        b"P5" => 1,
        b"P6" => 3,
        kind => panic!("{kind:?} is not known"),
    };
    // Four words, a blank behind each.
    let ends = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_whitespace()).map(|(at, _)| at);
    let start = ends.clone().nth(3).unwrap() + 1;
    let text = String::from_utf8_lossy(&bytes[..start]).into_owned();
    let words: Vec<u32> = text.split_whitespace().skip(1).map(|word| word.parse().unwrap()).collect();
    ([words[0], words[1], channels], start)
}

/// Sums over everything above and to the left, for means of any rectangle at once.
struct Sums {
    width: usize,
    height: usize,
    sums: Vec<f64>,
}

impl Sums {
    fn of(width: usize, height: usize, value: impl Fn(usize, usize) -> f64) -> Sums {
        let side = width + 1;
        let mut sums = vec![0.0; side * (height + 1)];
        for y in 0..height {
            let mut row = 0.0;
            for x in 0..width {
                row += value(x, y);
                sums[(y + 1) * side + x + 1] = sums[y * side + x + 1] + row;
            }
        }
        Sums { width, height, sums }
    }

    /// The mean of what of a rectangle lies inside.
    fn mean(&self, x: isize, y: isize, width: usize, height: usize) -> f64 {
        let inside = |at: isize, most: usize| at.clamp(0, most as isize) as usize;
        let (left, right) = (inside(x, self.width), inside(x + width as isize, self.width));
        let (top, bottom) = (inside(y, self.height), inside(y + height as isize, self.height));
        let at = |x: usize, y: usize| self.sums[y * (self.width + 1) + x];
        let sum = at(right, bottom) + at(left, top) - at(right, top) - at(left, bottom);
        sum / ((right - left) * (bottom - top)).max(1) as f64
    }
}

/// The most that two pages of this resolution differ in any stretch of a line: both are blurred over squares of 6 points;
/// what counts is how much a square differs from the 48 points round it, so that programs may see a colour lighter or darker;
/// and the differences are averaged over stretches of 64 by 10 points, a line of half a column.
pub(crate) fn difference(one: &GrayImage, other: &GrayImage, dpi: f64) -> (f64, (u32, u32)) {
    let pixels = |points: f64| (points * dpi / 72.0).round() as usize;
    let (fine, wide, stretch) = (pixels(6.0), pixels(48.0), (pixels(64.0), pixels(10.0)));
    assert!(one.width().abs_diff(other.width()) <= 1 && one.height().abs_diff(other.height()) <= 1);
    let width = one.width().min(other.width()) as usize;
    let height = one.height().min(other.height()) as usize;
    let sums =
        |page: &GrayImage| Sums::of(width, height, |x, y| f64::from(page.get_pixel(x as u32, y as u32).0[0]));
    let (one, other) = (sums(one), sums(other));
    let step = fine / 2;
    let back = (wide / 2) as isize - (fine / 2) as isize;
    let detail = |page: &Sums, x: isize, y: isize| {
        page.mean(x, y, fine, fine) - page.mean(x - back, y - back, wide, wide)
    };
    let off = Sums::of((width - fine) / step, (height - fine) / step, |x, y| {
        let (x, y) = ((x * step) as isize, (y * step) as isize);
        (detail(&one, x, y) - detail(&other, x, y)).abs()
    });
    let (across, down) = (stretch.0 / step, stretch.1 / step);
    let places = (0..off.height.saturating_sub(down))
        .flat_map(|y| (0..off.width.saturating_sub(across)).map(move |x| (x, y)));
    let worst = places.map(|(x, y)| (off.mean(x as isize, y as isize, across, down), (x, y)));
    let (most, (x, y)) = worst.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap();
    (most, ((x * step) as u32, (y * step) as u32))
}

/// The most ink that a square of this side has on average, in percent of a solid, from plates of 255 a solid.
pub(crate) fn most_ink(plates: &[GrayImage; 4], side: u32) -> f64 {
    let (width, height) = plates[0].dimensions();
    let ink = |x: usize, y: usize| {
        plates.iter().map(|plate| f64::from(plate.get_pixel(x as u32, y as u32).0[0])).sum()
    };
    let sums = Sums::of(width as usize, height as usize, ink);
    let places = (0..=height - side).flat_map(|y| (0..=width - side).map(move |x| (x as isize, y as isize)));
    let means = places.map(|(x, y)| sums.mean(x, y, side as usize, side as usize));
    means.fold(0.0, f64::max) / 2.55
}
