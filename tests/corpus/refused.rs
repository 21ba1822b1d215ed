//! The files that are to be refused, and words of the reason.

use super::jpeg::{Manner, jpeg};
use super::png::{self, Png};
use super::tiff::{Packing, Tiff};
use super::{COLOURS, INKS, Picture, SIZE};

/// A picture that is no picture that can be printed, and words of the reason.
pub(crate) struct Refused {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) words: &'static [&'static str],
}

/// Files of other kinds: their first bytes.
pub(crate) const OTHERS: [(&str, &[u8], &[&str]); 12] = [
    ("animation.gif", b"GIF89a\x01\0\x01\0\0\0\0;", &["GIF", "save it as JPEG, PNG or TIFF"]),
    ("page.webp", b"RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0", &["WebP", "save it as JPEG, PNG or TIFF"]),
    ("phone.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", &["HEIC", "save it as JPEG, PNG or TIFF"]),
    ("phone.avif", b"\0\0\0\x1cftypavif\0\0\0\0mif1avif", &["AVIF", "save it as JPEG, PNG or TIFF"]),
    ("layers.psd", b"8BPS\0\x01\0\0\0\0\0\0\0\x03", &["PSD", "save it as JPEG, PNG or TIFF"]),
    ("old.bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", &["BMP", "save it as JPEG, PNG or TIFF"]),
    (
        "scan.jp2",
        b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ",
        &["JPEG 2000", "save it as JPEG, PNG or TIFF"],
    ),
    ("ad.pdf", b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n1 0 obj", &["PDF", "save it as JPEG, PNG or TIFF"]),
    ("ad.eps", b"%!PS-Adobe-3.0 EPSF-3.0\n", &["EPS", "save it as JPEG, PNG or TIFF"]),
    (
        "drawing.svg",
        b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        &["neither JPEG, PNG nor TIFF"],
    ),
    ("words.jpg", "这不是图片。".as_bytes(), &["neither JPEG, PNG nor TIFF"]),
    ("empty.jpg", b"", &["is empty", "again"]),
];

/// Files that end too early, of each kind.
pub(crate) fn cut_off() -> Vec<Refused> {
    let (rgb, cmyk) = (Picture::of(COLOURS), Picture::of(INKS));
    let noise = Picture {
        samples: rgb.sixteen().chunks_exact(6).map(|s| [s[1], s[3], s[5]]).collect(),
        ..rgb.clone()
    };
    let plain = Manner::default();
    let tiff = |packing| Tiff { packing, ..Tiff::new(SIZE, 8, 3, 2) }.file(&noise.bytes());
    let whole = [
        ("rgb.jpg", jpeg(&noise, plain)),
        ("progressive.jpg", jpeg(&noise, Manner { progressive: true, ..plain })),
        ("cmyk.jpg", jpeg(&cmyk, plain)),
        ("cmyk-turned.jpg", jpeg(&cmyk, Manner { orientation: Some(6), ..plain })),
        ("rgb.png", Png::new(SIZE, 8, png::RGB).file(&noise.bytes())),
        ("interlaced.png", Png::new(SIZE, 8, png::RGB).interlaced().file(&noise.bytes())),
        ("plain.tif", tiff(Packing::None)),
        ("lzw.tif", tiff(Packing::Lzw)),
        ("deflate.tif", tiff(Packing::Deflate)),
        ("packbits.tif", tiff(Packing::PackBits)),
        ("cmyk.tif", Tiff::new(SIZE, 8, 4, 5).file(&cmyk.bytes())),
    ];
    let cut = |(name, bytes): (&str, Vec<u8>)| {
        let part = |percent: usize| Refused {
            name: format!("{percent}-{name}"),
            bytes: bytes[..bytes.len() * percent / 100].to_vec(),
            words: &["is cut off", "copy or download the file again"],
        };
        [part(30), part(90)]
    };
    whole.into_iter().flat_map(cut).collect()
}

/// Files that promise too much, or hold more than they promise.
pub(crate) fn bombs() -> Vec<Refused> {
    let many = &["60000 × 60000 pixels", "scale it down"];
    let mut wide_jpeg = jpeg(&Picture::of(COLOURS), Manner::default());
    let frame = wide_jpeg.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    wide_jpeg[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    let mut wide_inks = jpeg(&Picture::of(INKS), Manner::default());
    let frame = wide_inks.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    wide_inks[frame + 5..frame + 9].copy_from_slice(&[0xEA, 0x60, 0xEA, 0x60]);
    let tiff =
        |samples, photometric| Tiff { strip: 60_000, ..Tiff::new((60_000, 60_000), 8, samples, photometric) };
    let deep = Png::new((12_000, 12_000), 16, png::RGB_ALPHA);
    let bomb = |name: &str, bytes, words| Refused { name: name.to_owned(), bytes, words };
    vec![
        bomb("bomb.png", Png::new((60_000, 60_000), 8, png::RGB).around(b""), many),
        bomb("bomb.jpg", wide_jpeg, many),
        bomb("bomb-cmyk.jpg", wide_inks, many),
        bomb("bomb.tif", tiff(3, 2).file(&[0; 64]), many),
        bomb("bomb-cmyk.tif", tiff(4, 5).file(&[0; 64]), many),
        bomb("none.png", Png::new((0, 10), 8, png::RGB).around(b""), &["is damaged"]),
        bomb("deep.png", deep.file_of_one_row(&vec![7; 12_000 * 8]), &["needs too much memory", "8 bits"]),
    ]
}
