//! Pictures as they come: good, odd, cut off, and made to harm.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first thing that is wrong")]

use banxin_images::{
    Crop, Decoded, Filter, ImageError, Inks, OutputProfile, Pixels, Toned, cmyk_jpeg, is_line_art, jpeg_cmyk,
    jpeg_grey, open, probe, separate,
};
use image::{ExtendedColorType, ImageEncoder, codecs::jpeg::JpegEncoder, codecs::png::PngEncoder};
use std::path::{Path, PathBuf};

/// A folder of this test's own under the target folder, emptied first.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn png(samples: &[u8], width: u32, height: u32, kind: ExtendedColorType) -> Vec<u8> {
    let mut out = Vec::new();
    PngEncoder::new(&mut out).write_image(samples, width, height, kind).unwrap();
    out
}

fn jpeg(samples: &[u8], width: u32, height: u32, kind: ExtendedColorType) -> Vec<u8> {
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, 95).write_image(samples, width, height, kind).unwrap();
    out
}

/// A picture with structure: a ramp down and stripes across.
fn ramp(width: u32, height: u32) -> Vec<u8> {
    let value = |x: u32, y: u32| [(x * 5 % 256) as u8, (y * 7 % 256) as u8, ((x + y) * 3 % 256) as u8];
    (0..height).flat_map(|y| (0..width).flat_map(move |x| value(x, y))).collect()
}

fn newsprint() -> OutputProfile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../profiles/newsprint-tr002.icc");
    OutputProfile::load(&path).unwrap()
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn rgb(width: u32, height: u32, samples: Vec<u8>) -> Decoded {
    Decoded { width, height, pixels: Pixels::Rgb(samples), profile: None, line_art: false }
}

#[test]
fn grey_colour_and_transparent_pictures_open() {
    let folder = folder("open");
    let grey = write(&folder, "a.png", &png(&[0, 128, 255, 7], 2, 2, ExtendedColorType::L8));
    assert_eq!(open(&grey).unwrap().pixels, Pixels::Grey(vec![0, 128, 255, 7]));

    // The name does not matter, the first bytes do.
    let colour = write(&folder, "b.txt", &png(&ramp(3, 2), 3, 2, ExtendedColorType::Rgb8));
    assert_eq!(open(&colour).unwrap(), rgb(3, 2, ramp(3, 2)));

    let alpha = [10, 20, 30, 0, 10, 20, 30, 255, 0, 0, 0, 128];
    let alpha = write(&folder, "c.png", &png(&alpha, 3, 1, ExtendedColorType::Rgba8));
    assert_eq!(open(&alpha).unwrap(), rgb(3, 1, vec![255, 255, 255, 10, 20, 30, 127, 127, 127]));

    let photo = write(&folder, "d.jpg", &jpeg(&[90; 64 * 64 * 3], 64, 64, ExtendedColorType::Rgb8));
    assert_eq!(probe(&photo), Ok((64, 64)));
    assert!(matches!(open(&photo).unwrap().neutral_as_grey().pixels, Pixels::Grey(_)));
}

#[test]
fn a_picture_is_turned_upright() {
    let folder = folder("upright");
    let mut bytes = jpeg(&ramp(32, 16), 32, 16, ExtendedColorType::Rgb8);
    // Exif with the one entry "orientation: turn right", behind the start marker.
    let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    bytes.splice(2..2, exif.iter().copied());
    let path = write(&folder, "turned.jpg", &bytes);
    assert_eq!(probe(&path), Ok((16, 32)));
    let picture = open(&path).unwrap();
    assert_eq!((picture.width, picture.height), (16, 32));
}

#[test]
fn what_is_cut_off_is_refused_at_every_length() {
    let folder = folder("cut");
    let files = [
        ("whole.jpg", jpeg(&ramp(64, 48), 64, 48, ExtendedColorType::Rgb8)),
        ("whole.png", png(&ramp(64, 48), 64, 48, ExtendedColorType::Rgb8)),
    ];
    for (name, whole) in files {
        assert!(open(&write(&folder, name, &whole)).is_ok(), "{name}");
        for tenth in 0..10 {
            let cut = write(&folder, name, &whole[..whole.len() * tenth / 10]);
            let error = open(&cut).unwrap_err();
            assert!(matches!(
                error,
                ImageError::Empty
                    | ImageError::Truncated
                    | ImageError::UnknownFormat
                    | ImageError::Damaged(_)
            ));
            if tenth > 5 {
                assert_eq!(error, ImageError::Truncated, "{name} {tenth}");
                assert!(error.to_string().contains("again"), "{error}");
            }
        }
    }
}

#[test]
fn what_is_no_picture_is_refused_with_advice() {
    let folder = folder("refused");
    assert_eq!(open(&folder.join("none.jpg")), Err(ImageError::Missing));
    assert!(matches!(open(&folder), Err(ImageError::Unreadable(_))));
    assert_eq!(
        open(&write(&folder, "gif", b"GIF89a\x01\0\x01\0\0\0\0;")),
        Err(ImageError::OtherFormat("GIF"))
    );
    assert_eq!(open(&write(&folder, "text", "不是图片".as_bytes())), Err(ImageError::UnknownFormat));
    assert_eq!(open(&write(&folder, "empty", b"")), Err(ImageError::Empty));
}

#[test]
fn a_header_that_promises_too_much_is_refused_before_memory_is_taken() {
    let folder = folder("bomb");
    let mut bytes = png(&[0; 3], 1, 1, ExtendedColorType::Rgb8);
    bytes[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let sum = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.to_be_bytes());
    let path = write(&folder, "bomb.png", &bytes);
    assert_eq!(open(&path), Err(ImageError::TooManyPixels(60_000, 60_000)));
    assert_eq!(probe(&path), Err(ImageError::TooManyPixels(60_000, 60_000)));
}

/// The checksum of a PNG chunk.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg()))
    })
}

#[test]
fn greys_become_black_alone_and_keep_their_order() {
    let profile = newsprint();
    let greys: Vec<u8> = (0..=255).collect();
    let picture =
        Decoded { width: 256, height: 1, pixels: Pixels::Grey(greys), profile: None, line_art: false };
    let Inks::Black(black) = separate(&picture, &profile).unwrap().inks else { panic!("more than black") };
    assert_eq!((black[0], black[255]), (255, 0), "black is solid, white is paper");
    assert!(black.windows(2).all(|pair| pair[0] >= pair[1]), "{black:?}");
    assert!((60..150).contains(&black[128]), "mid grey is lightened for the press's gain: {}", black[128]);
}

#[test]
fn colours_stay_within_the_ink_limit_and_in_their_place() {
    let profile = newsprint();
    let cube: Vec<u8> = (0..4913u32)
        .flat_map(|n| [n % 17, n / 17 % 17, n / 289].map(|step| (step * 255 / 16) as u8))
        .collect();
    let separated = separate(&rgb(4913, 1, cube), &profile).unwrap();
    let Inks::Cmyk(inks) = separated.inks else { panic!("no colour") };
    let most =
        inks.chunks(4).map(|pixel| pixel.iter().map(|ink| u32::from(*ink)).sum::<u32>()).max().unwrap();
    assert!((500..=612).contains(&most), "{} % of ink", most * 100 / 255);
    let at = |r: usize, g: usize, b: usize| inks[(r + g * 17 + b * 289) * 4..][..4].to_vec();
    assert_eq!(at(16, 16, 16), [0, 0, 0, 0]);
    assert!(at(0, 0, 0)[3] > 240, "{:?}", at(0, 0, 0));
    let red = at(16, 0, 0);
    assert!(red[1] > 180 && red[2] > 150 && red[0] < 60, "{red:?}");
    let blue = at(0, 0, 16);
    assert!(blue[0] > 180 && blue[2] < 60, "{blue:?}");
}

#[test]
fn profiles_of_other_kinds_are_refused() {
    for bytes in [Vec::new(), vec![0; 400], b"not a profile".repeat(40)] {
        assert!(matches!(OutputProfile::new(bytes), Err(ImageError::Profile(_))));
    }
    let screen = moxcms::ColorProfile::new_srgb().encode().unwrap();
    assert!(matches!(OutputProfile::new(screen), Err(ImageError::Profile(_))));
}

#[test]
fn inks_survive_the_jpeg() {
    let folder = folder("inks");
    let samples: Vec<u8> =
        (0..64 * 64).flat_map(|n| [(n % 64 * 4) as u8, 0, 200, (n / 64 * 4) as u8]).collect();
    let path = write(&folder, "inks.jpg", &jpeg_cmyk(&samples, 64, 64, 92).unwrap());
    let found = cmyk_jpeg(&path).unwrap().unwrap();
    assert_eq!((found.width, found.height, found.inverted), (64, 64, true));
    assert!(open(&path).is_ok(), "for the proof it opens as colours");

    let grey: Vec<u8> = (0..64 * 64).map(|n| (n % 64 * 4) as u8).collect();
    let path = write(&folder, "grey.jpg", &jpeg_grey(&grey, 64, 64, 92).unwrap());
    assert_eq!(cmyk_jpeg(&path), Ok(None));
    let Pixels::Grey(back) = open(&path).unwrap().pixels else { panic!("colour") };
    assert!(back.iter().zip(&grey).all(|(a, b)| a.abs_diff(*b) < 8));

    let cut = std::fs::read(folder.join("inks.jpg")).unwrap();
    let cut = write(&folder, "cut.jpg", &cut[..cut.len() - 40]);
    assert_eq!(cmyk_jpeg(&cut), Err(ImageError::Truncated));
}

#[test]
fn inks_keep_their_light_without_all_plates() {
    let folder = folder("toned");
    let profile = newsprint();
    let toned = |pixels: &[[u8; 4]]| {
        let bytes = jpeg_cmyk(&pixels.repeat(64).concat(), pixels.len() as u32, 64, 100).unwrap();
        let found = cmyk_jpeg(&write(&folder, "inks.jpg", &bytes)).unwrap().unwrap();
        Toned::of_inks(&found.separated().unwrap(), &profile).unwrap()
    };
    for black in (0..=255).step_by(15) {
        let Inks::Black(kept) = toned(&[[0, 0, 0, black]; 8]).black(&profile).inks else { panic!("colour") };
        assert!(kept[0].abs_diff(black) <= 2, "{black} of black became {}", kept[0]);
    }
    // A solid red is as dark as some black; beside the red that it is, no black is needed.
    let red = toned(&[[0, 255, 255, 0]; 8]);
    let Inks::Black(black) = red.black(&profile).inks else { panic!("colour") };
    let Inks::Cmyk(both) = red.black_and_red(&profile, 240).unwrap().inks else { panic!("no red") };
    assert!((90..200).contains(&black[0]), "{}", black[0]);
    assert!(both[1] > 250 && both[1] == both[2] && both[0] == 0 && both[3] < 6, "{:?}", &both[..4]);
    // Where the page's limit leaves no room beside black, red gives way.
    let dark = rgb(1, 1, vec![90, 0, 0]);
    let Inks::Cmyk(wide) = Toned::of(&dark).black_and_red(&profile, 400).unwrap().inks else {
        panic!("no red")
    };
    let Inks::Cmyk(tight) = Toned::of(&dark).black_and_red(&profile, 150).unwrap().inks else {
        panic!("no red")
    };
    assert_eq!(wide[3], tight[3]);
    assert!(wide[1] > tight[1] && u32::from(tight[3]) + 2 * u32::from(tight[1]) <= 382, "{wide:?} {tight:?}");
    // A blue has no red: black alone.
    let blue = Toned::of(&rgb(1, 1, vec![0, 0, 200])).black_and_red(&profile, 240).unwrap();
    assert!(matches!(blue.inks, Inks::Black(_)));
}

#[test]
fn scaling_keeps_the_crop_and_the_size() {
    let picture = rgb(40, 40, ramp(40, 40));
    let small = picture.scaled(Crop { x: 10, y: 10, width: 20, height: 10 }, 10, 5, Filter::Cubic);
    assert_eq!((small.width, small.height), (10, 5));
    let Pixels::Rgb(samples) = small.pixels else { panic!("grey") };
    assert_eq!(samples.len(), 150);
    // Linear ramps keep their values in the middle of the new pixels.
    let middle = &samples[(2 * 10 + 5) * 3..][..3];
    let wanted = [(10.0 + 10.5) * 5.0, (10.0 + 4.5) * 7.0, (20.5 + 14.5) * 3.0];
    for (value, wanted) in middle.iter().zip(wanted) {
        assert!((f64::from(*value) - wanted).abs() <= 1.5, "{middle:?} {wanted}");
    }
}

#[test]
fn line_art_has_one_bit_black_or_white() {
    let folder = folder("line-art");
    let head = |bits, kind| {
        let mut bytes = png(&[0, 255], 2, 1, ExtendedColorType::L8);
        (bytes[24], bytes[25]) = (bits, kind);
        bytes
    };
    let palette = |colours: &[u8]| {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, 2, 1);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::One);
        encoder.set_palette(colours.to_vec());
        encoder.write_header().unwrap().write_image_data(&[0b0100_0000]).unwrap();
        out
    };
    for (name, bytes, expected) in [
        ("one-bit.png", head(1, 0), true),
        ("coloured.png", palette(&[255, 0, 0, 255, 255, 255]), false),
        ("black.png", palette(&[0, 0, 0, 255, 255, 255]), true),
        ("grey.png", head(8, 0), false),
        ("photo.jpg", jpeg(&[0, 255], 2, 1, ExtendedColorType::L8), false),
        ("start.png", b"\x89PNG\r\n\x1a\n".to_vec(), false),
    ] {
        assert_eq!(is_line_art(&write(&folder, name, &bytes)), Ok(expected), "{name}");
    }
    assert_eq!(is_line_art(&folder.join("none.png")), Err(ImageError::Missing));
    assert_eq!(
        is_line_art(&write(&folder, "words.txt", b"no picture at all")),
        Err(ImageError::UnknownFormat)
    );
}
