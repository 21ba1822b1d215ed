//! Pictures (图片) for the screen, scaled in Rust so that the webview never holds a camera's full file.
//!
//! Request: `{"file", "width", "plates"}`: a path inside the open edition as the patch gives it, the most pixels across
//! that the screen can show, and what is to print it (版面色别): `all`, `black` or `black-and-red`; `all` if it is left
//! out, for a picture that stands on no page. Answer: a PNG. The picture keeps its shape and is never enlarged.

use crate::error::{DeskError, ErrorCode};
use crate::reader::Reader;
use banxin_images::{Crop, Decoded, Filter, Pixels, Toned};
use banxin_scene::Plates;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use serde::Deserialize;

/// The most pixels across that a picture is sent with.
const WIDEST: u32 = 8192;

/// What comes with the command `picture`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PictureRequest {
    file: String,
    width: u32,
    #[serde(default, with = "PlatesName")]
    plates: Plates,
}

/// The names of [`Plates`] in a request.
#[derive(Deserialize)]
#[serde(remote = "Plates", rename_all = "kebab-case")]
enum PlatesName {
    All,
    Black,
    BlackAndRed,
}

/// Answers the command `picture`.
pub(crate) fn answer(reader: &Reader, request: &PictureRequest) -> Result<Vec<u8>, DeskError> {
    let path = reader.inside(&request.file)?;
    let bad = |detail: String| DeskError::new(ErrorCode::BadPicture, detail).about(&request.file);
    let picture = banxin_images::open(&path).map_err(|error| bad(error.to_string()))?;
    let picture = printed(fit(picture, request.width.clamp(1, WIDEST)), request.plates);
    let (data, colour) = match &picture.pixels {
        Pixels::Grey(data) => (data, ExtendedColorType::L8),
        Pixels::Rgb(data) => (data, ExtendedColorType::Rgb8),
    };
    let mut png = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::Sub);
    if let Some(profile) = &picture.profile {
        encoder.set_icc_profile(profile.clone()).map_err(|error| bad(error.to_string()))?;
    }
    encoder
        .write_image(data, picture.width, picture.height, colour)
        .map_err(|error| bad(error.to_string()))?;
    Ok(png)
}

/// What these plates print of the picture.
fn printed(picture: Decoded, plates: Plates) -> Decoded {
    match plates {
        Plates::All => picture,
        Plates::Black => Toned::of(&picture).seen_in_black(),
        Plates::BlackAndRed => Toned::of(&picture).seen_in_black_and_red(),
    }
}

/// The picture at most `width` pixels wide.
fn fit(picture: Decoded, width: u32) -> Decoded {
    if picture.width <= width {
        return picture;
    }
    let height = u64::from(picture.height) * u64::from(width) / u64::from(picture.width.max(1));
    let height = u32::try_from(height).unwrap_or(u32::MAX).max(1);
    picture.scaled(Crop::whole(picture.width, picture.height), width, height, Filter::Area)
}
