//! Pictures on the canvas: cropped, scaled, brought to the page's plates, mirrored, turned and laid on whole pixels.

use crate::canvas::Canvas;
use banxin_images::{Crop, Decoded, Filter, Pixels, Toned};
use banxin_measure::{Length, Turn};
use banxin_scene::{Image, Plates};

impl Canvas {
    /// Lays the part of a picture that shows in its frame.
    pub(crate) fn picture(&mut self, picture: &Decoded, image: &Image) {
        let Image { frame, placed, turn, flipped, .. } = image;
        let edge = |length: Length| self.px(length).round().clamp(-1e6, 1e6) as i64;
        let (width, height) = (i64::from(self.pixmap.width()), i64::from(self.pixmap.height()));
        let left = edge(frame.x.max(placed.x)).max(0);
        let top = edge(frame.y.max(placed.y)).max(0);
        let right = edge(frame.right().min(placed.right())).min(width);
        let bottom = edge(frame.bottom().min(placed.bottom())).min(height);
        if right <= left || bottom <= top {
            return;
        }
        let share = |pixel: i64, start: Length, length: Length| {
            (pixel as f64 / self.scale - start.to_pt()) / length.to_pt()
        };
        let across = [left, right].map(|pixel| share(pixel, placed.x, placed.width));
        let down = [top, bottom].map(|pixel| share(pixel, placed.y, placed.height));
        let ([x0, x1], [y0, y1]) = unturned(*turn, *flipped, across, down);
        let source = |share: f64, pixels: u32| {
            (share * f64::from(pixels)).round().clamp(0.0, f64::from(pixels)) as u32
        };
        let (x, y) = (source(x0, picture.width), source(y0, picture.height));
        let crop = Crop {
            x,
            y,
            width: source(x1, picture.width).saturating_sub(x),
            height: source(y1, picture.height).saturating_sub(y),
        };
        let size = |from: i64, to: i64| u32::try_from(to - from).unwrap_or(1);
        let (across, down) = (size(left, right), size(top, bottom));
        let (wide, high) = if turn.is_sideways() { (down, across) } else { (across, down) };
        let scaled = printed(picture.scaled(crop, wide, high, Filter::Area), image.plates);
        let scaled = turned(scaled, *turn, *flipped);
        self.blit(&scaled, left as usize, top as usize);
    }

    fn blit(&mut self, picture: &Decoded, left: usize, top: usize) {
        let stride = self.pixmap.width() as usize * 4;
        let across = picture.width as usize;
        let rows = self.pixmap.data_mut().chunks_exact_mut(stride).skip(top);
        for (number, row) in rows.take(picture.height as usize).enumerate() {
            let Some(row) = row.get_mut(left * 4..(left + across) * 4) else { continue };
            let pixels = row.chunks_exact_mut(4);
            match &picture.pixels {
                Pixels::Grey(samples) => {
                    let line = samples.chunks_exact(across).nth(number).unwrap_or_default();
                    pixels
                        .zip(line)
                        .for_each(|(pixel, grey)| pixel.copy_from_slice(&[*grey, *grey, *grey, 255]));
                }
                Pixels::Rgb(samples) => {
                    let line = samples.chunks_exact(across * 3).nth(number).unwrap_or_default();
                    for (pixel, rgb) in pixels.zip(line.chunks_exact(3)) {
                        if let [red, green, blue] = rgb {
                            pixel.copy_from_slice(&[*red, *green, *blue, 255]);
                        }
                    }
                }
            }
        }
    }
}

/// What the page's plates print of the picture.
fn printed(picture: Decoded, plates: Plates) -> Decoded {
    match plates {
        Plates::All => picture,
        Plates::Black => Toned::of(&picture).seen_in_black(),
        Plates::BlackAndRed => Toned::of(&picture).seen_in_black_and_red(),
    }
}

/// Where a part of a placed picture, in shares of its width and height, lies before mirroring and turning.
fn unturned(turn: Turn, flipped: bool, across: [f64; 2], down: [f64; 2]) -> ([f64; 2], [f64; 2]) {
    let from_other_end = |[low, high]: [f64; 2]| [1.0 - high, 1.0 - low];
    let (across, down) = match turn {
        Turn::Upright => (across, down),
        Turn::Right => (down, from_other_end(across)),
        Turn::Down => (from_other_end(across), from_other_end(down)),
        Turn::Left => (from_other_end(down), across),
    };
    (if flipped { from_other_end(across) } else { across }, down)
}

/// The picture, mirrored left to right if wanted and then turned.
fn turned(picture: Decoded, turn: Turn, flipped: bool) -> Decoded {
    if turn == Turn::Upright && !flipped {
        return picture;
    }
    let (wide, high) = (picture.width as usize, picture.height as usize);
    let pixels = match &picture.pixels {
        Pixels::Grey(samples) => Pixels::Grey(moved::<1>(samples, wide, high, turn, flipped)),
        Pixels::Rgb(samples) => Pixels::Rgb(moved::<3>(samples, wide, high, turn, flipped)),
    };
    let (width, height) =
        if turn.is_sideways() { (picture.height, picture.width) } else { (picture.width, picture.height) };
    Decoded { width, height, pixels, profile: picture.profile, line_art: picture.line_art }
}

fn moved<const N: usize>(samples: &[u8], wide: usize, high: usize, turn: Turn, flipped: bool) -> Vec<u8> {
    let (width, height) = if turn.is_sideways() { (high, wide) } else { (wide, high) };
    let mut moved = Vec::with_capacity(samples.len());
    for y in 0..height {
        for x in 0..width {
            let (mut from, row) = match turn {
                Turn::Upright => (x, y),
                Turn::Right => (y, width - 1 - x),
                Turn::Down => (width - 1 - x, height - 1 - y),
                Turn::Left => (height - 1 - y, x),
            };
            if flipped {
                from = wide - 1 - from;
            }
            let start = (row * wide + from) * N;
            moved.extend(samples.get(start..start + N).unwrap_or(&[0; N]));
        }
    }
    moved
}
