//! The tables of a font file, after the OpenType specification.

use super::outline::{Outline, Piece};
use super::{Design, Names, Shape, cff};

/// Numbers as a font file has them.
#[derive(Default)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Bytes {
    pub(crate) fn u8(mut self, value: u8) -> Bytes {
        self.0.push(value);
        self
    }
    pub(crate) fn u16(mut self, value: u16) -> Bytes {
        self.0.extend(value.to_be_bytes());
        self
    }
    pub(crate) fn i16(mut self, value: i16) -> Bytes {
        self.0.extend(value.to_be_bytes());
        self
    }
    pub(crate) fn u32(mut self, value: u32) -> Bytes {
        self.0.extend(value.to_be_bytes());
        self
    }
    pub(crate) fn all(mut self, bytes: &[u8]) -> Bytes {
        self.0.extend(bytes);
        self
    }
    /// The same number several times.
    pub(crate) fn times(self, value: u16, times: usize) -> Bytes {
        (0..times).fold(self, |bytes, _| bytes.u16(value))
    }
}

pub(crate) fn file(design: &Design, glyphs: &[Outline], map: &[(char, u16)]) -> Vec<u8> {
    let bounds = glyphs
        .iter()
        .filter_map(Outline::bounds)
        .reduce(|[a, b, c, d], [e, f, g, h]| [a.min(e), b.min(f), c.max(g), d.max(h)]);
    let bounds = bounds.unwrap();
    let true_type = matches!(design.shape, Shape::TrueType | Shape::Variable);
    let mut tables: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (b"head", head(design, bounds)),
        (b"hhea", hhea(design, glyphs)),
        (
            b"hmtx",
            glyphs
                .iter()
                .fold(Bytes::default(), |b, g| b.u16(g.advance).i16(g.bounds().unwrap_or_default()[0]))
                .0,
        ),
        (b"cmap", cmap(map)),
        (b"name", name(design)),
        (b"OS/2", os2(design)),
        (b"post", Bytes::default().u32(0x0003_0000).times(0, 14).0),
    ];
    let count = glyphs.len() as u16;
    if true_type {
        let mut glyf = Vec::new();
        let mut loca = Bytes::default().u32(0);
        for glyph in glyphs {
            glyf.extend(simple(glyph));
            glyf.resize(glyf.len().next_multiple_of(4), 0);
            loca = loca.u32(glyf.len() as u32);
        }
        tables.push((b"glyf", glyf));
        tables.push((b"loca", loca.0));
        tables.push((
            b"maxp",
            Bytes::default().u32(0x0001_0000).u16(count).u16(2000).u16(200).times(0, 2).u16(2).times(0, 8).0,
        ));
    } else {
        tables.push((b"maxp", Bytes::default().u32(0x0000_5000).u16(count).0));
    }
    match design.shape {
        Shape::TrueType => {}
        Shape::Variable => tables.push((b"fvar", fvar())),
        Shape::NameKeyed => tables.push((b"CFF ", cff::name_keyed(design.english, design.upem, glyphs))),
        Shape::Cff2 => tables.extend([(b"CFF2", cff::two(glyphs)), (b"fvar", fvar())]),
    }
    assembled(if true_type { 0x0001_0000 } else { u32::from_be_bytes(*b"OTTO") }, tables)
}

fn checksum(bytes: &[u8]) -> u32 {
    let word = |part: &[u8]| {
        let mut word = [0; 4];
        word[..part.len()].copy_from_slice(part);
        u32::from_be_bytes(word)
    };
    bytes.chunks(4).fold(0, |sum, part| sum.wrapping_add(word(part)))
}

fn assembled(kind: u32, mut tables: Vec<(&[u8; 4], Vec<u8>)>) -> Vec<u8> {
    tables.sort_by_key(|(tag, _)| **tag);
    let count = tables.len() as u16;
    let power = 15 - count.leading_zeros() as u16;
    let range = 16 << power;
    let mut directory = Bytes::default().u32(kind).u16(count).u16(range).u16(power).u16(count * 16 - range);
    let mut body: Vec<u8> = Vec::new();
    let start = 12 + tables.len() * 16;
    let mut head = 0;
    for (tag, table) in &tables {
        if *tag == b"head" {
            head = start + body.len();
        }
        directory =
            directory.all(*tag).u32(checksum(table)).u32((start + body.len()) as u32).u32(table.len() as u32);
        body.extend(table);
        body.resize(body.len().next_multiple_of(4), 0);
    }
    let mut file = [directory.0, body].concat();
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(&file));
    file[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    file
}

fn head(design: &Design, [left, bottom, right, top]: [i16; 4]) -> Vec<u8> {
    let bytes =
        Bytes::default().u32(0x0001_0000).u32(0x0001_0000).u32(0).u32(0x5F0F_3CF5).u16(3).u16(design.upem);
    let bytes = bytes.all(&[0; 16]).i16(left).i16(bottom).i16(right).i16(top).u16(0).u16(6).i16(2);
    // Offsets of 32 bits.
    bytes.i16(1).i16(0).0
}

fn hhea(design: &Design, glyphs: &[Outline]) -> Vec<u8> {
    let widest = glyphs.iter().map(|glyph| glyph.advance).max().unwrap();
    let bytes = Bytes::default().u32(0x0001_0000).i16(design.ascent).i16(design.descent).i16(0).u16(widest);
    bytes.times(0, 3).i16(1).times(0, 7).u16(glyphs.len() as u16).0
}

fn os2(design: &Design) -> Vec<u8> {
    let bytes = Bytes::default().u16(4).i16(design.upem as i16).u16(400).u16(5).u16(design.fs_type);
    let bytes =
        bytes.times(0, 11).all(&[0; 10]).all(&[0xFF; 16]).all(b"TEST").u16(0x40).u16(0x20).u16(0xFFFF);
    let bytes = bytes
        .i16(design.ascent)
        .i16(design.descent)
        .i16(0)
        .u16(design.ascent as u16)
        .u16(design.descent.unsigned_abs());
    bytes.all(&[0; 8]).times(0, 5).0
}

fn fvar() -> Vec<u8> {
    let one = |value: u32| value << 16;
    let bytes = Bytes::default().u32(0x0001_0000).u16(16).u16(2).u16(1).u16(20).u16(0).u16(8);
    bytes.all(b"wght").u32(one(100)).u32(one(400)).u32(one(900)).u16(0).u16(2).0
}

/// A segment of one character for each in the basic plane; groups of 32 bits too where there are others.
fn cmap(map: &[(char, u16)]) -> Vec<u8> {
    let basic: Vec<(u16, u16)> =
        map.iter().filter_map(|(c, glyph)| Some((u16::try_from(*c).ok()?, *glyph))).collect();
    let ends: Vec<u16> = basic.iter().map(|(c, _)| *c).chain([0xFFFF]).collect();
    let deltas = basic.iter().map(|(c, glyph)| glyph.wrapping_sub(*c)).chain([1]);
    let count = ends.len() as u16;
    let list = |bytes: Bytes, list: &[u16]| list.iter().fold(bytes, |bytes, value| bytes.u16(*value));
    let four = Bytes::default().u16(4).u16(16 + count * 8).u16(0).u16(count * 2).times(0, 3);
    let four = list(four, &ends).u16(0);
    let four = list(list(four, &ends), &deltas.collect::<Vec<u16>>()).times(0, ends.len()).0;
    let wide = basic.len() < map.len();
    let head = Bytes::default().u16(0).u16(if wide { 2 } else { 1 });
    let first = if wide { 20 } else { 12 };
    let head = head.u16(3).u16(1).u32(first);
    if !wide {
        return head.all(&four).0;
    }
    let groups = map
        .iter()
        .fold(Bytes::default(), |b, (c, glyph)| b.u32(*c as u32).u32(*c as u32).u32(u32::from(*glyph)));
    let twelve = Bytes::default()
        .u16(12)
        .u16(0)
        .u32(16 + groups.0.len() as u32)
        .u32(0)
        .u32(map.len() as u32)
        .all(&groups.0);
    head.u16(3).u16(10).u32(first + four.len() as u32).all(&four).all(&twelve.0).0
}

fn name(design: &Design) -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let postscript = design.english.replace(' ', "") + "-Regular";
    let english = [(1, design.english), (2, "Regular"), (4, design.english), (6, &postscript)];
    let chinese = [(1, design.chinese), (2, "常规"), (4, design.chinese), (6, &postscript)];
    let mut records: Vec<([u16; 4], Vec<u8>)> = Vec::new();
    if matches!(design.names, Names::English | Names::Both) {
        records.extend(english.map(|(id, text)| ([3, 1, 0x409, id], wide(text))));
    }
    if matches!(design.names, Names::Chinese | Names::Both) {
        records.extend(chinese.map(|(id, text)| ([3, 1, 0x804, id], wide(text))));
    }
    if design.names == Names::Gbk {
        records.extend(chinese.iter().take(3).map(|(id, text)| ([3, 3, 0x804, *id], gbk(text))));
    }
    records.sort();
    let mut bytes = Bytes::default().u16(0).u16(records.len() as u16).u16(6 + records.len() as u16 * 12);
    let mut strings: Vec<u8> = Vec::new();
    for (numbers, text) in records {
        bytes = numbers.into_iter().fold(bytes, Bytes::u16).u16(text.len() as u16).u16(strings.len() as u16);
        strings.extend(text);
    }
    bytes.all(&strings).0
}

/// A glyph of the table `glyf`, with every point written in full.
fn simple(outline: &Outline) -> Vec<u8> {
    let Some([left, bottom, right, top]) = outline.bounds() else { return Vec::new() };
    let mut points: Vec<([i16; 2], u8)> = Vec::new();
    let mut ends = Vec::new();
    for (start, pieces) in &outline.contours {
        let first = points.len();
        points.push((*start, 1));
        for piece in pieces {
            match *piece {
                Piece::Line(end) => points.push((end, 1)),
                Piece::Quadratic(control, end) => points.extend([(control, 0), (end, 1)]),
                Piece::Cubic(..) => panic!("TrueType has no cubic curves"),
            }
        }
        // A contour closes itself.
        if points.len() > first + 1 && points.last().unwrap().0 == *start {
            points.pop();
        }
        ends.push(points.len() as u16 - 1);
    }
    let bytes = Bytes::default().i16(ends.len() as i16).i16(left).i16(bottom).i16(right).i16(top);
    let bytes = ends.into_iter().fold(bytes, Bytes::u16).u16(0);
    let bytes = points.iter().fold(bytes, |bytes, (_, on)| bytes.u8(*on));
    (0..2)
        .fold(bytes, |bytes, axis| {
            let mut before = 0;
            points.iter().fold(bytes, |bytes, (point, _)| {
                let step = point[axis] - before;
                before = point[axis];
                bytes.i16(step)
            })
        })
        .0
}
