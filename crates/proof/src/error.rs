//! Why there is no proof.

use std::fmt;

/// Why a scene cannot be rendered. `Display` says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofError {
    /// The resolution is outside the accepted range.
    Resolution(u32),
    /// The picture would have too many pixels.
    TooLarge(u64),
    /// The page has no size.
    NoSize,
    /// A face that the scene names is not in the font book: family and style.
    FaceMissing(String, String),
}

impl fmt::Display for ProofError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ProofError::Resolution(dpi) => write!(
                f,
                "a proof cannot have {dpi} dots per inch: ask for {} to {}",
                crate::paint::DPI.start(),
                crate::paint::DPI.end()
            ),
            ProofError::TooLarge(pixels) => write!(
                f,
                "the proof would have {} million pixels, more than {} million: ask for fewer dots per inch",
                pixels / 1_000_000,
                crate::paint::MAX_PIXELS / 1_000_000
            ),
            ProofError::NoSize => f.write_str("the page has no size: set width and height in its grid"),
            ProofError::FaceMissing(family, style) => {
                write!(
                    f,
                    "the face {family} {style} is not there: install it or choose another in the styles"
                )
            }
        }
    }
}

impl std::error::Error for ProofError {}
