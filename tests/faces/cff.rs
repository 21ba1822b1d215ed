//! Outlines as charstrings of Type 2, in tables `CFF` (Adobe's technical notes 5176 and 5177) and `CFF2`.

use super::outline::{Outline, Piece};
use super::sfnt::Bytes;

/// An INDEX; the count has 16 bits in CFF and 32 in CFF2.
fn index(items: &[Vec<u8>], two: bool) -> Vec<u8> {
    let count = items.len();
    let bytes = if two { Bytes::default().u32(count as u32) } else { Bytes::default().u16(count as u16) };
    if items.is_empty() {
        return bytes.0;
    }
    let mut at = 1;
    let mut bytes = bytes.u8(4).u32(at);
    for item in items {
        at += item.len() as u32;
        bytes = bytes.u32(at);
    }
    items.iter().fold(bytes, |bytes, item| bytes.all(item)).0
}

/// A number of a DICT, always of five bytes, so that offsets can be counted before they are known.
fn number(value: usize) -> Vec<u8> {
    Bytes::default().u8(29).u32(value as u32).0
}

/// The charstring of a glyph; CFF writes its width before it, and its end.
fn charstring(outline: &Outline, two: bool) -> Vec<u8> {
    let put = |bytes: Bytes, value: i16| bytes.u8(28).i16(value);
    let mut bytes = Bytes::default();
    if !two {
        bytes = put(bytes, outline.advance as i16);
    }
    let mut at = [0i16; 2];
    let mut go = |bytes: Bytes, points: &[[i16; 2]]| {
        points.iter().fold(bytes, |bytes, to| {
            let bytes = put(put(bytes, to[0] - at[0]), to[1] - at[1]);
            at = *to;
            bytes
        })
    };
    for (start, pieces) in &outline.contours {
        bytes = go(bytes, &[*start]).u8(21);
        let mut from = *start;
        for piece in pieces {
            bytes = match *piece {
                Piece::Line(end) => go(bytes, &[end]).u8(5),
                Piece::Cubic(a, b, end) => go(bytes, &[a, b, end]).u8(8),
                Piece::Quadratic(control, end) => {
                    let raised = |p: [i16; 2]| {
                        [0, 1].map(|n| {
                            (f32::from(p[n]) + f32::from(control[n] - p[n]) * 2.0 / 3.0).round() as i16
                        })
                    };
                    go(bytes, &[raised(from), raised(end), end]).u8(8)
                }
            };
            from = piece.end();
        }
    }
    if two { bytes.0 } else { bytes.u8(14).0 }
}

/// A table `CFF` whose glyphs are named g1, g2 and so on.
pub(crate) fn name_keyed(family: &str, upem: u16, glyphs: &[Outline]) -> Vec<u8> {
    let name = (family.replace(' ', "") + "-Regular").into_bytes();
    let names: Vec<Vec<u8>> = (1..glyphs.len()).map(|n| format!("g{n}").into_bytes()).collect();
    let charstrings: Vec<Vec<u8>> = glyphs.iter().map(|glyph| charstring(glyph, false)).collect();
    // The first string of one's own is 391.
    let charset = (391..391 + names.len() as u16).fold(Bytes::default().u8(0), Bytes::u16).0;
    let private = [number(0), vec![20], number(0), vec![21]].concat();
    // One divided by the units of an em, as a decimal of half bytes.
    let matrix = |upem: u16| {
        let mut half: Vec<u8> = format!("{:.10}", 1.0 / f64::from(upem))
            .bytes()
            .map(|byte| if byte == b'.' { 0xA } else { byte - b'0' })
            .collect();
        half.push(0xF);
        half.resize(half.len().next_multiple_of(2), 0xF);
        let real: Vec<u8> = half.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect();
        let real = [vec![30], real].concat();
        [real.clone(), number(0), number(0), real, number(0), number(0), vec![12, 7]].concat()
    };
    let top = |charset: usize, charstrings: usize, private_at: usize| {
        [
            matrix(upem),
            number(charset),
            vec![15],
            number(charstrings),
            vec![17],
            number(private.len()),
            number(private_at),
            vec![18],
        ]
        .concat()
    };
    let front = [vec![1, 0, 4, 4], index(&[name], false)].concat();
    let behind = [index(&names, false), index(&[], false)].concat();
    let start = front.len() + index(&[top(0, 0, 0)], false).len() + behind.len();
    let charstrings = index(&charstrings, false);
    let top = top(start, start + charset.len(), start + charset.len() + charstrings.len());
    [front, index(&[top], false), behind, charset, charstrings, private].concat()
}

/// A table `CFF2`.
pub(crate) fn two(glyphs: &[Outline]) -> Vec<u8> {
    let charstrings: Vec<Vec<u8>> = glyphs.iter().map(|glyph| charstring(glyph, true)).collect();
    let charstrings = index(&charstrings, true);
    let top = |charstrings: usize, fonts: usize| {
        [number(charstrings), vec![17], number(fonts), vec![12, 36]].concat()
    };
    let length = top(0, 0).len();
    let start = 5 + length + 4;
    let fonts = index(&[[number(0), number(0), vec![18]].concat()], true);
    let header = Bytes::default().u8(2).u8(0).u8(5).u16(length as u16).0;
    [header, top(start, start + charstrings.len()), index(&[], true), charstrings, fonts].concat()
}
