//! PNGs of every kind, written by hand: the libraries write only the usual ones.

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// The colour types of a PNG (PNG, third edition, 11.2.1).
pub(crate) const GREY: u8 = 0;
pub(crate) const RGB: u8 = 2;
pub(crate) const PALETTE: u8 = 3;
pub(crate) const GREY_ALPHA: u8 = 4;
pub(crate) const RGB_ALPHA: u8 = 6;

/// The first pixel and the steps of Adam7's passes.
const PASSES: [(u32, u32, u32, u32); 7] =
    [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

/// A PNG under construction: its header and the chunks between it and the pixels.
pub(crate) struct Png {
    width: u32,
    height: u32,
    bits: u8,
    colour: u8,
    interlaced: bool,
    chunks: Vec<u8>,
}

impl Png {
    pub(crate) fn new((width, height): (u32, u32), bits: u8, colour: u8) -> Png {
        Png { width, height, bits, colour, interlaced: false, chunks: Vec::new() }
    }

    pub(crate) fn interlaced(self) -> Png {
        Png { interlaced: true, ..self }
    }

    pub(crate) fn with(mut self, name: &[u8; 4], data: &[u8]) -> Png {
        self.chunks.extend(chunk(name, data));
        self
    }

    /// The file, its pixels in whole bytes, or packed if it is not interlaced.
    pub(crate) fn file(&self, pixels: &[u8]) -> Vec<u8> {
        let row = pixels.len() / self.height as usize;
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        let lines: Vec<Vec<u8>> = if self.interlaced {
            self.passes(pixels, row)
        } else {
            pixels.chunks(row).map(<[u8]>::to_vec).collect()
        };
        for line in lines {
            encoder.write_all(&[0]).unwrap();
            encoder.write_all(&line).unwrap();
        }
        self.around(&encoder.finish().unwrap())
    }

    /// The file of rows that are made one by one, each the row above and a difference that is all nought but in the first.
    pub(crate) fn file_of_one_row(&self, row: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&[0]).unwrap();
        encoder.write_all(row).unwrap();
        let mut same = vec![0; row.len() + 1];
        same[0] = 2;
        (1..self.height).for_each(|_| encoder.write_all(&same).unwrap());
        self.around(&encoder.finish().unwrap())
    }

    fn passes(&self, pixels: &[u8], row: usize) -> Vec<Vec<u8>> {
        let bytes = row / self.width as usize;
        let mut lines = Vec::new();
        for (x0, y0, across, down) in PASSES {
            for y in (y0..self.height).step_by(down as usize) {
                let columns = (x0..self.width).step_by(across as usize);
                let pixel = |x: u32| {
                    let at = y as usize * row + x as usize * bytes;
                    &pixels[at..at + bytes]
                };
                lines.push(columns.map(pixel).collect::<Vec<_>>().concat());
            }
        }
        lines
    }

    /// The file around compressed pixels.
    pub(crate) fn around(&self, compressed: &[u8]) -> Vec<u8> {
        let mut header = [self.width.to_be_bytes(), self.height.to_be_bytes()].concat();
        header.extend([self.bits, self.colour, 0, 0, u8::from(self.interlaced)]);
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        file.extend(chunk(b"IHDR", &header));
        file.extend(&self.chunks);
        file.extend(chunk(b"IDAT", compressed));
        file.extend(chunk(b"IEND", b""));
        file
    }
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(name);
    crc.update(data);
    [&(data.len() as u32).to_be_bytes()[..], name, data, &crc.sum().to_be_bytes()].concat()
}
