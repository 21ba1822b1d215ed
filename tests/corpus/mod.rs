//! A corpus of picture files, made anew by each test: the same six patches in every way that a camera, a scanner, an agency
//! or an advertiser might send them.

pub(crate) mod jpeg;
pub(crate) mod landing;
pub(crate) mod png;
pub(crate) mod refused;
pub(crate) mod tiff;

/// Side of a patch in pixels.
pub(crate) const PATCH: u32 = 64;
/// The picture upright: three patches across, two down.
pub(crate) const SIZE: (u32, u32) = (PATCH * 3, PATCH * 2);

/// The patches' colours, row by row: no two rows, columns or corners are alike, so that turned and mirrored ones show.
pub(crate) const COLOURS: [[u8; 3]; 6] =
    [[230, 20, 20], [20, 160, 60], [20, 40, 200], [255, 255, 255], [128, 128, 128], [0, 0, 0]];
/// The patches' greys.
pub(crate) const GREYS: [[u8; 1]; 6] = [[64], [112], [176], [255], [208], [0]];
/// The patches of a picture in two tones, 1 is white.
pub(crate) const TONES: [[u8; 1]; 6] = [[0], [1], [0], [1], [1], [0]];
/// The patches' inks: cyan, magenta, yellow, black.
pub(crate) const INKS: [[u8; 4]; 6] =
    [[255, 0, 0, 0], [0, 255, 0, 0], [0, 0, 255, 0], [0, 0, 0, 0], [90, 60, 30, 0], [0, 0, 0, 255]];

/// A picture in memory, `N` samples a pixel.
#[derive(Clone)]
pub(crate) struct Picture<const N: usize> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: Vec<[u8; N]>,
}

impl<const N: usize> Picture<N> {
    pub(crate) fn of(patches: [[u8; N]; 6]) -> Picture<N> {
        let (width, height) = SIZE;
        let place = |n: u32| (n / width / PATCH * 3 + n % width / PATCH) as usize;
        let samples = (0..width * height).map(|n| patches[place(n)]).collect();
        Picture { width, height, samples }
    }

    /// As it lies in a file that says with Exif or TIFF 6.0's tag 274 how it stands upright: the tag names the sides of the
    /// upright picture at which the first row and the first column of the file belong.
    pub(crate) fn stored(&self, orientation: u16) -> Picture<N> {
        let (w, h) = (self.width, self.height);
        let (width, height) = if orientation < 5 { (w, h) } else { (h, w) };
        let upright = |column: u32, row: u32| match orientation {
            2 => (w - 1 - column, row),
            3 => (w - 1 - column, h - 1 - row),
            4 => (column, h - 1 - row),
            5 => (row, column),
            6 => (w - 1 - row, column),
            7 => (w - 1 - row, h - 1 - column),
            8 => (row, h - 1 - column),
            _ => (column, row),
        };
        let sample = |n: u32| {
            let (x, y) = upright(n % width, n / width);
            self.samples[(y * w + x) as usize]
        };
        Picture { width, height, samples: (0..width * height).map(sample).collect() }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.samples.concat()
    }

    /// Its rows.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[[u8; N]]> {
        self.samples.chunks_exact(self.width as usize)
    }

    /// The same in 16 bits, most significant byte first; the low bytes are noise that must not be mistaken for the high ones.
    pub(crate) fn sixteen(&self) -> Vec<u8> {
        let noise = |n: usize| (n * 73 % 251) as u8;
        self.bytes().iter().enumerate().flat_map(|(n, sample)| [*sample, noise(n)]).collect()
    }
}

/// Packs samples of fewer than 8 bits, each row to whole bytes.
pub(crate) fn packed(picture: &Picture<1>, bits: u32) -> Vec<u8> {
    let row = |row: &[[u8; 1]]| {
        let bytes = row.chunks((8 / bits) as usize).map(|part| {
            let low = part.iter().fold(0, |byte, [sample]| byte << bits | u32::from(*sample));
            (low << (bits * ((8 / bits) - part.len() as u32))) as u8
        });
        bytes.collect::<Vec<u8>>()
    };
    picture.rows().flat_map(row).collect()
}

/// A TIFF directory of one entry that says how a picture stands upright, as Exif has it.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let mut bytes = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
    bytes.extend(orientation.to_be_bytes());
    bytes.extend([0; 6]);
    bytes
}
