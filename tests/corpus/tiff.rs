//! TIFFs of every kind, written by hand after TIFF 6.0.

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// Tag 259.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    None = 1,
    Lzw = 5,
    Deflate = 8,
    PackBits = 32_773,
}

/// A TIFF under construction.
#[derive(Clone)]
pub(crate) struct Tiff {
    pub(crate) size: (u32, u32),
    /// Bits of a sample.
    pub(crate) bits: u16,
    /// Samples of a pixel.
    pub(crate) samples: u16,
    /// Tag 262: 0 and 1 grey, 2 RGB, 3 a palette, 5 inks, 8 Lab.
    pub(crate) photometric: u16,
    pub(crate) packing: Packing,
    /// Most significant byte first (MM).
    pub(crate) big: bool,
    pub(crate) orientation: u16,
    /// Each sample has a plane of its own.
    pub(crate) planar: bool,
    /// Differences to the left neighbour instead of samples (tag 317), of 8 bits.
    pub(crate) predicted: bool,
    /// Rows of a strip.
    pub(crate) strip: u32,
    /// More entries, of numbers of 16 bits: tag and values.
    pub(crate) more: Vec<(u16, Vec<u16>)>,
}

impl Tiff {
    pub(crate) fn new(size: (u32, u32), bits: u16, samples: u16, photometric: u16) -> Tiff {
        Tiff {
            size,
            bits,
            samples,
            photometric,
            packing: Packing::None,
            big: false,
            orientation: 1,
            planar: false,
            predicted: false,
            strip: 40,
            more: Vec::new(),
        }
    }

    /// The file; `pixels` are its rows, samples of 16 bits most significant byte first.
    pub(crate) fn file(&self, pixels: &[u8]) -> Vec<u8> {
        let (width, height) = self.size;
        let mut pixels = pixels.to_vec();
        if self.bits == 16 && !self.big {
            pixels.chunks_exact_mut(2).for_each(|sample| sample.swap(0, 1));
        }
        let planes: Vec<Vec<u8>> = if self.planar {
            let depth = usize::from(self.bits / 8);
            let of = |plane: usize| {
                pixels
                    .chunks(depth)
                    .skip(plane)
                    .step_by(usize::from(self.samples))
                    .flatten()
                    .copied()
                    .collect()
            };
            (0..usize::from(self.samples)).map(of).collect()
        } else {
            vec![pixels]
        };
        let in_plane = if self.planar { 1 } else { u32::from(self.samples) };
        let row = (width * in_plane * u32::from(self.bits)).div_ceil(8) as usize;
        let strips: Vec<Vec<u8>> = planes
            .iter()
            .flat_map(|plane| plane.chunks(row * self.strip as usize))
            .map(|strip| self.pack(strip, row))
            .collect();

        let mut file = if self.big { b"MM\0\x2a".to_vec() } else { b"II\x2a\0".to_vec() };
        file.extend(self.long(0));
        let offsets: Vec<u32> = strips
            .iter()
            .map(|strip| {
                let at = file.len() as u32;
                file.extend(strip);
                at
            })
            .collect();
        let lengths: Vec<u32> = strips.iter().map(|strip| strip.len() as u32).collect();
        let mut entries: Vec<(u16, Vec<u32>, bool)> = vec![
            (256, vec![width], true),
            (257, vec![height], true),
            (258, vec![u32::from(self.bits); usize::from(self.samples)], false),
            (259, vec![self.packing as u32], false),
            (262, vec![u32::from(self.photometric)], false),
            (273, offsets, true),
            (274, vec![u32::from(self.orientation)], false),
            (277, vec![u32::from(self.samples)], false),
            (278, vec![self.strip], true),
            (279, lengths, true),
            (284, vec![if self.planar { 2 } else { 1 }], false),
            (317, vec![if self.predicted { 2 } else { 1 }], false),
        ];
        let more =
            |(tag, values): &(u16, Vec<u16>)| (*tag, values.iter().map(|v| u32::from(*v)).collect(), false);
        entries.extend(self.more.iter().map(more));
        entries.sort_by_key(|(tag, ..)| *tag);
        self.directory(&mut file, &entries);
        file
    }

    fn directory(&self, file: &mut Vec<u8>, entries: &[(u16, Vec<u32>, bool)]) {
        let mut directory = self.short(entries.len() as u16);
        for (tag, values, long) in entries {
            let bytes: Vec<u8> = values
                .iter()
                .flat_map(|v| if *long { self.long(*v) } else { self.short(*v as u16) })
                .collect();
            directory.extend(self.short(*tag));
            directory.extend(self.short(if *long { 4 } else { 3 }));
            directory.extend(self.long(values.len() as u32));
            if bytes.len() > 4 {
                directory.extend(self.long(file.len() as u32));
                file.extend(&bytes);
                file.resize(file.len().next_multiple_of(2), 0);
            } else {
                directory.extend(&bytes);
                directory.resize(directory.len() + 4 - bytes.len(), 0);
            }
        }
        directory.extend(self.long(0));
        file.resize(file.len().next_multiple_of(2), 0);
        let at = self.long(file.len() as u32);
        file[4..8].copy_from_slice(&at);
        file.extend(directory);
    }

    fn pack(&self, strip: &[u8], row: usize) -> Vec<u8> {
        let mut strip = strip.to_vec();
        if self.predicted {
            let step = if self.planar { 1 } else { usize::from(self.samples) };
            for row in strip.chunks_mut(row) {
                (step..row.len()).rev().for_each(|at| row[at] = row[at].wrapping_sub(row[at - step]));
            }
        }
        match self.packing {
            Packing::None => strip,
            Packing::Lzw => {
                weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8).encode(&strip).unwrap()
            }
            Packing::Deflate => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
                encoder.write_all(&strip).unwrap();
                encoder.finish().unwrap()
            }
            Packing::PackBits => strip.chunks(row).flat_map(pack_bits).collect(),
        }
    }

    fn short(&self, value: u16) -> Vec<u8> {
        if self.big { value.to_be_bytes() } else { value.to_le_bytes() }.to_vec()
    }

    fn long(&self, value: u32) -> Vec<u8> {
        if self.big { value.to_be_bytes() } else { value.to_le_bytes() }.to_vec()
    }
}

/// Runs of equal bytes, and single ones (TIFF 6.0, section 9).
fn pack_bits(row: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for run in row.chunk_by(|a, b| a == b).flat_map(|run| run.chunks(128)) {
        if let [one] = run {
            out.extend([0, *one]);
        } else {
            out.extend([(257 - run.len()) as u8, run[0]]);
        }
    }
    out
}
