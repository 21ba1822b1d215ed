//! Bringing a picture upright in the memory that it has: a camera's picture on its side would else be there twice.

use image::metadata::Orientation;

/// Most rows that are turned at once, through a small piece of memory.
const BAND: usize = 256;

/// Whether a picture of this orientation lies on its side in its file.
pub(crate) fn swaps(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    )
}

/// The size upright of a picture that has this size in its file.
pub(crate) fn upright_size((width, height): (u32, u32), orientation: Orientation) -> (u32, u32) {
    if swaps(orientation) { (height, width) } else { (width, height) }
}

/// Turns the samples, `N` a pixel, of a picture that has this size in its file.
pub(crate) fn upright<const N: usize>(
    samples: &mut [u8],
    (width, height): (u32, u32),
    orientation: Orientation,
) {
    let (pixels, _) = samples.as_chunks_mut::<N>();
    let (mut across, mut down) = (width as usize, height as usize);
    if pixels.len() != across * down || pixels.is_empty() {
        return;
    }
    if swaps(orientation) {
        transpose(pixels, across, down);
        (across, down) = (down, across);
    }
    match orientation {
        Orientation::FlipHorizontal | Orientation::Rotate90 => {
            pixels.chunks_exact_mut(across).for_each(<[_]>::reverse);
        }
        Orientation::FlipVertical | Orientation::Rotate270 => upside_down(pixels, across, down),
        Orientation::Rotate180 | Orientation::Rotate270FlipH => pixels.reverse(),
        Orientation::NoTransforms | Orientation::Rotate90FlipH => {}
    }
}

fn upside_down<T>(pixels: &mut [T], across: usize, down: usize) {
    let (upper, lower) = pixels.split_at_mut(down / 2 * across);
    for (one, other) in upper.chunks_exact_mut(across).zip(lower.chunks_exact_mut(across).rev()) {
        one.swap_with_slice(other);
    }
}

/// Makes columns of rows: bands of rows first, through a copy of the band, which leaves short runs of pixels where they
/// only have to change places; then the runs, round the circles in which they push each other on.
fn transpose<T: Copy>(pixels: &mut [T], across: usize, down: usize) {
    let run = (1..=BAND.min(down)).rev().find(|rows| down.is_multiple_of(*rows)).unwrap_or(1);
    for band in pixels.chunks_exact_mut(run * across) {
        let copy = band.to_vec();
        for (column, new) in band.chunks_exact_mut(run).enumerate() {
            let old = copy.iter().skip(column).step_by(across);
            new.iter_mut().zip(old).for_each(|(new, old)| *new = *old);
        }
    }
    let bands = down / run;
    let mut placed = vec![false; bands * across];
    for start in 0..placed.len() {
        if placed.get(start) != Some(&false) {
            continue;
        }
        let Some(mut carried) = pixels.get(start * run..(start + 1) * run).map(<[T]>::to_vec) else { return };
        let mut at = start;
        loop {
            at = at % across * bands + at / across;
            let (Some(place), Some(pixels)) = (placed.get_mut(at), pixels.get_mut(at * run..(at + 1) * run))
            else {
                return;
            };
            *place = true;
            pixels.swap_with_slice(&mut carried);
            if at == start {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_columns_at_any_size() {
        for (across, down) in
            [(1, 1), (1, 7), (7, 1), (3, 2), (5, 5), (4, 257), (257, 6), (30, 512), (12, 514)]
        {
            let mut pixels: Vec<usize> = (0..across * down).collect();
            transpose(&mut pixels, across, down);
            let wanted: Vec<usize> =
                (0..across).flat_map(|x| (0..down).map(move |y| y * across + x)).collect();
            assert_eq!(pixels, wanted, "{across} × {down}");
        }
    }

    #[test]
    fn each_orientation_is_what_exif_says() {
        // The corners of the upright picture at which the file's first pixel, and the end of its first row, belong.
        let corners = [(0, 1), (1, 0), (3, 2), (2, 3), (0, 2), (1, 3), (3, 1), (2, 0)];
        for (number, (first, end)) in (1u8..).zip(corners) {
            let orientation = Orientation::from_exif(number).unwrap();
            let mut samples: Vec<u8> = (0..6).collect();
            upright::<1>(&mut samples, (3, 2), orientation);
            let (width, height) = upright_size((3, 2), orientation);
            let (width, height) = (width as usize, height as usize);
            let at = [0, width - 1, (height - 1) * width, width * height - 1];
            assert_eq!((samples[at[first]], samples[at[end]]), (0, 2), "{number}: {samples:?}");
        }
    }
}
