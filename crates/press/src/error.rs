//! Why there is no PDF, and what was found while one was made.

use banxin_images::ImageError;
use std::fmt;

/// Why no PDF could be made. `Display` says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressError {
    /// The job has no page.
    NoPages,
    /// A face that a scene names is not in the font book: family and style.
    FaceMissing(String, String),
    /// A face's licence flags (fsType) forbid embedding it: its PostScript name.
    EmbeddingForbidden(String),
    /// A face cannot be cut down to the glyphs used: its PostScript name and the reason.
    FaceUnusable(String, String),
    /// A scene names a face by an index that it does not have.
    FaceIndex(u16),
    /// A printer profile cannot be used: the file, the line if it is known, and the reason.
    Profile(String, Option<usize>, String),
    /// The printing condition's ICC profile cannot be used: the file and the reason.
    Condition(String, ImageError),
    /// The file could not be put together.
    Writing(String),
}

impl fmt::Display for PressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PressError::NoPages => f.write_str("there is no page to print: name a page of the edition"),
            PressError::FaceMissing(family, style) => {
                write!(
                    f,
                    "the face {family} {style} is not there: install it or choose another in the styles"
                )
            }
            PressError::EmbeddingForbidden(name) => {
                write!(f, "the face {name} forbids being embedded in a PDF: choose another in the styles")
            }
            PressError::FaceUnusable(name, why) => {
                write!(f, "the face {name} cannot be embedded ({why}): install it anew or choose another")
            }
            PressError::FaceIndex(index) => {
                write!(f, "a run of glyphs names face {index}, which its page does not have")
            }
            PressError::Profile(file, Some(line), why) => write!(f, "{file}:{line}: {why}"),
            PressError::Profile(file, None, why) => write!(f, "{file}: {why}"),
            PressError::Condition(file, error) => write!(f, "{file}: {error}"),
            PressError::Writing(why) => write!(f, "the PDF could not be put together: {why}"),
        }
    }
}

impl std::error::Error for PressError {}

/// Something that the press could not print as it was asked to, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PressFinding {
    /// Which rule found it: `press.picture`, `press.glyph`, `press.face`.
    pub rule: &'static str,
    /// The page's number as printed.
    pub page: String,
    /// Id of the block.
    pub block: String,
    /// What was found, in one sentence.
    pub text: String,
}
