//! The pictures that are to land, and what is to be seen of each.

use super::jpeg::{Manner, jpeg};
use super::png::{self, Png};
use super::tiff::{Packing, Tiff};
use super::{COLOURS, GREYS, INKS, Picture, SIZE, TONES, exif, packed};

/// What is to be seen of a patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Seen {
    /// These inks, as the file has them.
    Inks([u8; 4]),
    /// This colour, separated.
    Colour([u8; 3]),
    /// This grey, in black alone.
    Grey(u8),
    /// Bare paper.
    Paper,
}

/// A file of the corpus and what its patches show.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) seen: [Seen; 6],
}

fn colour(rgb: [u8; 3]) -> Seen {
    match rgb {
        [255, 255, 255] => Seen::Paper,
        [r, g, b] if r == g && g == b => Seen::Grey(r),
        rgb => Seen::Colour(rgb),
    }
}

fn grey([grey]: [u8; 1]) -> Seen {
    colour([grey; 3])
}

/// The colours of a picture that is not neutral all over: its greys are separated as colours are.
fn colours() -> [Seen; 6] {
    COLOURS.map(|rgb| if rgb == [255; 3] { Seen::Paper } else { Seen::Colour(rgb) })
}

fn greys() -> [Seen; 6] {
    GREYS.map(grey)
}

fn inks() -> [Seen; 6] {
    INKS.map(Seen::Inks)
}

pub(crate) fn jpegs() -> Vec<Case> {
    let (rgb, light, cmyk) = (Picture::of(COLOURS), Picture::of(GREYS), Picture::of(INKS));
    let plain = Manner::default();
    let progressive = Manner { progressive: true, ..plain };
    let mut cases = vec![
        ("grey.jpg", jpeg(&light, plain), greys()),
        ("grey-progressive.jpg", jpeg(&light, progressive), greys()),
        ("rgb.jpg", jpeg(&rgb, plain), colours()),
        ("rgb-progressive.jpg", jpeg(&rgb, progressive), colours()),
        ("cmyk-adobe.jpg", jpeg(&cmyk, plain), inks()),
        ("cmyk-plain.jpg", jpeg(&cmyk, Manner { plain_inks: true, ..plain }), inks()),
        ("cmyk-progressive.jpg", jpeg(&cmyk, progressive), inks()),
        ("ycck.jpg", jpeg(&cmyk, Manner { ycck: true, ..plain }), inks()),
        ("a png called.jpg", Png::new(SIZE, 8, png::RGB).file(&rgb.bytes()), colours()),
        ("a jpeg called.png", jpeg(&rgb, plain), colours()),
        ("a jpeg called.tif", jpeg(&rgb, plain), colours()),
        ("a jpeg in capitals.JPG", jpeg(&rgb, plain), colours()),
    ]
    .into_iter()
    .map(|(name, bytes, seen)| Case { name: name.to_owned(), bytes, seen })
    .collect::<Vec<_>>();
    for orientation in 1..=8 {
        let turned = Manner { orientation: Some(orientation), ..plain };
        let ycck = Manner { ycck: true, ..turned };
        for (kind, bytes, seen) in [
            ("grey", jpeg(&light, turned), greys()),
            ("rgb", jpeg(&rgb, turned), colours()),
            ("cmyk", jpeg(&cmyk, turned), inks()),
            ("ycck", jpeg(&cmyk, ycck), inks()),
        ] {
            cases.push(Case { name: format!("{kind}-exif-{orientation}.jpg"), bytes, seen });
        }
    }
    cases
}

/// A palette of the six colours and the picture that shows them by their numbers.
fn by_number() -> ([u8; 18], Picture<1>) {
    let palette: Vec<u8> = COLOURS.concat();
    (palette.try_into().unwrap(), Picture::of([[0], [1], [2], [3], [4], [5]]))
}

pub(crate) fn pngs() -> Vec<Case> {
    let (rgb, light) = (Picture::of(COLOURS), Picture::of(GREYS));
    let (palette, numbers) = by_number();
    let two = Picture::of([[0], [1], [2], [3], [1], [0]]);
    let four = Picture::of([[4], [7], [11], [15], [13], [0]]);
    let scaled = |picture: &Picture<1>, step: u8| {
        [0, 1, 2, 3, 4, 5].map(|n| {
            let (x, y) = (n % 3 * 64, n / 3 * 64);
            grey([picture.samples[(y * SIZE.0 + x) as usize][0] * step])
        })
    };
    // Opaque but for the second patch, which is not seen, and the fifth, which lets half of the paper through.
    let mut alpha = [255, 0, 255, 255, 128, 255].into_iter();
    let [one, two_, three, four_, five, six] = COLOURS;
    let with_alpha =
        Picture::of([one, two_, three, four_, five, six].map(|[r, g, b]| [r, g, b, alpha.next().unwrap()]));
    let mut alpha = [255, 0, 255, 255, 128, 255].into_iter();
    let grey_alpha = Picture::of(GREYS.map(|[grey]| [grey, alpha.next().unwrap()]));
    let mut seen_through = colours();
    seen_through[1] = Seen::Paper;
    seen_through[4] = Seen::Colour([191; 3]);
    let mut grey_through = greys();
    grey_through[1] = Seen::Paper;
    grey_through[4] = Seen::Grey(231);
    let mut without_second = colours();
    without_second[1] = Seen::Paper;
    let mut grey_without_second = greys();
    grey_without_second[1] = Seen::Paper;
    let key = |value: u8| [0, value];
    let png = |bits, colour| Png::new(SIZE, bits, colour);
    let mut cases = vec![
        (
            "grey-1.png",
            png(1, png::GREY).file(&packed(&Picture::of(TONES), 1)),
            TONES.map(|[t]| grey([t * 255])),
        ),
        ("grey-2.png", png(2, png::GREY).file(&packed(&two, 2)), scaled(&two, 85)),
        ("grey-4.png", png(4, png::GREY).file(&packed(&four, 4)), scaled(&four, 17)),
        ("grey-8.png", png(8, png::GREY).file(&light.bytes()), greys()),
        ("grey-16.png", png(16, png::GREY).file(&light.sixteen()), greys()),
        (
            "grey-8-key.png",
            png(8, png::GREY).with(b"tRNS", &key(GREYS[1][0])).file(&light.bytes()),
            grey_without_second,
        ),
        ("grey-alpha-8.png", png(8, png::GREY_ALPHA).file(&grey_alpha.bytes()), grey_through),
        ("grey-alpha-16.png", png(16, png::GREY_ALPHA).file(&grey_alpha.sixteen()), grey_through),
        ("rgb-8.png", png(8, png::RGB).file(&rgb.bytes()), colours()),
        ("rgb-16.png", png(16, png::RGB).file(&rgb.sixteen()), colours()),
        (
            "rgb-8-key.png",
            png(8, png::RGB).with(b"tRNS", &[0, 20, 0, 160, 0, 60]).file(&rgb.bytes()),
            without_second,
        ),
        ("rgba-8.png", png(8, png::RGB_ALPHA).file(&with_alpha.bytes()), seen_through),
        ("rgba-16.png", png(16, png::RGB_ALPHA).file(&with_alpha.sixteen()), seen_through),
        ("palette-4.png", png(4, png::PALETTE).with(b"PLTE", &palette).file(&packed(&numbers, 4)), colours()),
        ("palette-8.png", png(8, png::PALETTE).with(b"PLTE", &palette).file(&numbers.bytes()), colours()),
        (
            "palette-8-trns.png",
            png(8, png::PALETTE).with(b"PLTE", &palette).with(b"tRNS", &[255, 0]).file(&numbers.bytes()),
            without_second,
        ),
        ("interlaced-grey-8.png", png(8, png::GREY).interlaced().file(&light.bytes()), greys()),
        ("interlaced-rgb-8.png", png(8, png::RGB).interlaced().file(&rgb.bytes()), colours()),
        (
            "interlaced-rgba-16.png",
            png(16, png::RGB_ALPHA).interlaced().file(&with_alpha.sixteen()),
            seen_through,
        ),
        (
            "interlaced-palette-8.png",
            png(8, png::PALETTE).interlaced().with(b"PLTE", &palette).file(&numbers.bytes()),
            colours(),
        ),
    ]
    .into_iter()
    .map(|(name, bytes, seen)| Case { name: name.to_owned(), bytes, seen })
    .collect::<Vec<_>>();
    for orientation in [3, 6, 7] {
        let stored = rgb.stored(orientation);
        let file = Png::new((stored.width, stored.height), 8, png::RGB).with(b"eXIf", &exif(orientation));
        let bytes = file.file(&stored.bytes());
        cases.push(Case { name: format!("rgb-exif-{orientation}.png"), bytes, seen: colours() });
    }
    cases
}

pub(crate) fn tiffs() -> Vec<Case> {
    let (rgb, light, cmyk) = (Picture::of(COLOURS), Picture::of(GREYS), Picture::of(INKS));
    let bits = packed(&Picture::of(TONES), 1);
    let two = |white: u8| TONES.map(|[tone]| grey([if tone == white { 255 } else { 0 }]));
    let of = |bits, samples, photometric| Tiff::new(SIZE, bits, samples, photometric);
    let inverted = |samples: &[u8]| samples.iter().map(|sample| !sample).collect::<Vec<u8>>();
    let mut cases = vec![
        ("black-is-zero-1".to_owned(), of(1, 1, 1).file(&bits), two(1)),
        ("white-is-zero-1".to_owned(), of(1, 1, 0).file(&inverted(&bits)), two(1)),
        ("white-is-zero-8".to_owned(), of(8, 1, 0).file(&inverted(&light.bytes())), greys()),
    ];
    for (word, packing) in [
        ("plain", Packing::None),
        ("lzw", Packing::Lzw),
        ("deflate", Packing::Deflate),
        ("packbits", Packing::PackBits),
    ] {
        for (order, big) in [("ii", false), ("mm", true)] {
            let with = |tiff: Tiff| Tiff { packing, big, ..tiff };
            let mut add = |kind: &str, bytes: Vec<u8>, seen| {
                cases.push((format!("{kind}-{word}-{order}"), bytes, seen))
            };
            add("tones-1", with(of(1, 1, 1)).file(&bits), two(1));
            add("grey-8", with(of(8, 1, 1)).file(&light.bytes()), greys());
            add("rgb-8", with(of(8, 3, 2)).file(&rgb.bytes()), colours());
            add("rgb-16", with(of(16, 3, 2)).file(&rgb.sixteen()), colours());
            add("cmyk-8", with(of(8, 4, 5)).file(&cmyk.bytes()), inks());
            add("cmyk-16", with(of(16, 4, 5)).file(&cmyk.sixteen()), inks());
        }
    }
    let lzw = |tiff: Tiff| Tiff { packing: Packing::Lzw, predicted: true, ..tiff };
    let alpha = Picture::of(INKS.map(|[c, m, y, k]| [c, m, y, k, 77]));
    cases.extend([
        ("grey-16".to_owned(), of(16, 1, 1).file(&light.sixteen()), greys()),
        ("rgb-8-predicted".to_owned(), lzw(of(8, 3, 2)).file(&rgb.bytes()), colours()),
        ("cmyk-8-predicted".to_owned(), lzw(of(8, 4, 5)).file(&cmyk.bytes()), inks()),
        ("rgb-8-planar".to_owned(), Tiff { planar: true, ..of(8, 3, 2) }.file(&rgb.bytes()), colours()),
        ("cmyk-8-planar".to_owned(), Tiff { planar: true, ..of(8, 4, 5) }.file(&cmyk.bytes()), inks()),
        ("cmyk-16-planar".to_owned(), Tiff { planar: true, ..of(16, 4, 5) }.file(&cmyk.sixteen()), inks()),
        // Photoshop's further channels: a selection that somebody kept.
        (
            "cmyk-8-channel".to_owned(),
            Tiff { more: vec![(338, vec![0])], ..of(8, 5, 5) }.file(&alpha.bytes()),
            inks(),
        ),
    ]);
    for orientation in 2..=8 {
        let (light, cmyk) = (light.stored(orientation), cmyk.stored(orientation));
        let size = (light.width, light.height);
        let turned = |samples, photometric| Tiff { orientation, ..Tiff::new(size, 8, samples, photometric) };
        cases.push((format!("grey-turned-{orientation}"), turned(1, 1).file(&light.bytes()), greys()));
        cases.push((format!("cmyk-turned-{orientation}"), turned(4, 5).file(&cmyk.bytes()), inks()));
    }
    cases.into_iter().map(|(name, bytes, seen)| Case { name: format!("{name}.tif"), bytes, seen }).collect()
}
