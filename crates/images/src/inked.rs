//! Pictures as the press takes them, each file read once: inks that somebody separated are read as inks and not as colours, and
//! carried as they are where a PDF can carry them.

use crate::decode::{Decoded, of_bytes, read};
use crate::jpeg::{CmykJpeg, markers};
use crate::separate::{Inks, Separated};
use crate::tiff::Tiff;
use crate::turn::{upright, upright_size};
use crate::{ImageError, jpeg};
use std::path::Path;

/// A picture as the press takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printable {
    /// A JPEG of four inks that a PDF carries as it is: it stands upright.
    Carried(CmykJpeg),
    /// Four inks that a PDF cannot carry so: of a TIFF, or of a JPEG that Exif turns.
    Inked(Separated),
    /// Light, which is yet to be separated.
    Light(Decoded),
}

/// Reads the picture at `path` for the press.
///
/// # Errors
/// [`ImageError`] when there is no such file, or it is no picture, is cut off or damaged, is beyond the
/// [limits](crate::limits), or has other inks than cyan, magenta, yellow and black.
pub fn printable(path: &Path) -> Result<Printable, ImageError> {
    let bytes = read(path)?;
    if let Some(found) = jpeg::carried(&bytes) {
        return CmykJpeg::of(bytes, found).map(Printable::Carried);
    }
    if let Some(picture) = of_jpeg(&bytes)? {
        return Ok(Printable::Inked(picture));
    }
    match Tiff::open(&bytes)? {
        Some(tiff) if tiff.channels() == 4 => of_tiff(tiff).map(Printable::Inked),
        _ => of_bytes(&bytes).map(Printable::Light),
    }
}

impl Printable {
    /// Width and height in pixels, upright.
    pub fn size(&self) -> (u32, u32) {
        match self {
            Printable::Carried(picture) => (picture.width, picture.height),
            Printable::Inked(picture) => (picture.width, picture.height),
            Printable::Light(picture) => (picture.width, picture.height),
        }
    }
}

impl CmykJpeg {
    /// The picture decoded.
    ///
    /// # Errors
    /// [`ImageError::Damaged`] when it cannot be decoded.
    pub fn separated(&self) -> Result<Separated, ImageError> {
        Ok(Separated { width: self.width, height: self.height, inks: Inks::Cmyk(self.inks()?) })
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
