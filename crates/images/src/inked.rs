//! Pictures of four inks (CMYK) that a PDF cannot carry as they are: TIFFs, and JPEGs that Exif turns. Their inks were
//! separated by somebody, so they are read as inks and not as colours.

use crate::ImageError;
use crate::jpeg::{CmykJpeg, markers};
use crate::separate::{Inks, Separated};
use crate::tiff::Tiff;
use crate::turn::{upright, upright_size};
use std::path::Path;

/// Reads the picture at `path` if it holds four inks of 8 or 16 bits, upright; `None` for any other picture. A JPEG for
/// which [`cmyk_jpeg`](crate::cmyk_jpeg) answers can be had from there without a loss.
///
/// # Errors
/// [`ImageError`] when the file cannot be read, is cut off or damaged, is beyond the [limits](crate::limits), or has other
/// inks than cyan, magenta, yellow and black.
pub fn inked(path: &Path) -> Result<Option<Separated>, ImageError> {
    let bytes = crate::decode::read(path)?;
    if let Some(picture) = of_jpeg(&bytes)? {
        return Ok(Some(picture));
    }
    match Tiff::open(&bytes)? {
        Some(tiff) if tiff.channels() == 4 => of_tiff(tiff).map(Some),
        _ => Ok(None),
    }
}

/// The inks of a JPEG of four inks.
pub(crate) fn of_jpeg(bytes: &[u8]) -> Result<Option<Separated>, ImageError> {
    let Some(found) = markers(bytes).filter(|found| found.is_inks()) else { return Ok(None) };
    let picture = CmykJpeg::of(bytes.to_vec(), found)?;
    let (mut inks, size) = (picture.inks()?, (picture.width, picture.height));
    upright::<4>(&mut inks, size, found.orientation());
    let (width, height) = upright_size(size, found.orientation());
    Ok(Some(Separated { width, height, inks: Inks::Cmyk(inks) }))
}

/// The inks of a TIFF of four inks.
pub(crate) fn of_tiff(tiff: Tiff<'_>) -> Result<Separated, ImageError> {
    let (width, height) = tiff.size();
    Ok(Separated { width, height, inks: Inks::Cmyk(tiff.samples()?) })
}
