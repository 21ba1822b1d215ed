//! Why a picture cannot be used, and what to do about it.

use crate::limits;
use std::fmt;

/// Why a picture cannot be used. `Display` says what is wrong and what to do; the caller adds the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageError {
    /// There is no such file.
    Missing,
    /// The file is there but cannot be read.
    Unreadable(String),
    /// The file has more bytes than [`limits::MAX_FILE_BYTES`].
    TooManyBytes(u64),
    /// The picture has more pixels than [`limits::MAX_SIDE`] or [`limits::MAX_PIXELS`] allow.
    TooManyPixels(u32, u32),
    /// Decoding it would take more than [`limits::MAX_DECODER_BYTES`].
    TooMuchMemory,
    /// The file has no bytes.
    Empty,
    /// The first bytes are of no format that is known.
    UnknownFormat,
    /// The first bytes are of this format, which is not accepted.
    OtherFormat(&'static str),
    /// The file ends before the picture does.
    Truncated,
    /// The picture breaks the rules of its format.
    Damaged(String),
    /// An ICC profile cannot be used.
    Profile(String),
    /// The picture cannot be written as a JPEG.
    Encoding(String),
}

impl fmt::Display for ImageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImageError::Missing => {
                f.write_str("the picture is not there: put the file into the edition's pictures folder")
            }
            ImageError::Unreadable(why) => {
                write!(f, "the picture cannot be read ({why}): check the file and its permissions")
            }
            ImageError::TooManyBytes(bytes) => write!(
                f,
                "the picture file has {} MB, more than {} MB: save it smaller",
                bytes >> 20,
                limits::MAX_FILE_BYTES >> 20
            ),
            ImageError::TooManyPixels(width, height) => write!(
                f,
                "the picture has {width} × {height} pixels, more than {} a side or {} million in all: \
                 scale it down",
                limits::MAX_SIDE,
                limits::MAX_PIXELS / 1_000_000
            ),
            ImageError::UnknownFormat => {
                f.write_str("the picture is neither JPEG, PNG nor TIFF: save it as one of these")
            }
            ImageError::OtherFormat(name) => {
                write!(f, "the picture is a {name}, whatever its name says: save it as JPEG, PNG or TIFF")
            }
            ImageError::TooMuchMemory => f.write_str(
                "the picture needs too much memory: save it with 8 bits a channel and without transparency, or scale it \
                 down",
            ),
            ImageError::Empty => {
                f.write_str("the picture file is empty: copy or download it again from where it came")
            }
            ImageError::Truncated => {
                f.write_str("the picture is cut off: copy or download the file again from where it came")
            }
            ImageError::Damaged(why) => {
                write!(f, "the picture is damaged ({why}): open and save it anew, or get the file again")
            }
            ImageError::Profile(why) => {
                write!(
                    f,
                    "the colour profile cannot be used ({why}): choose an ICC profile of a CMYK printer"
                )
            }
            ImageError::Encoding(why) => {
                write!(f, "the picture cannot be compressed ({why}): crop it or scale it down")
            }
        }
    }
}

impl std::error::Error for ImageError {}

impl ImageError {
    /// From a decoder's error: an early end is [`ImageError::Truncated`], a limit stays a limit.
    pub(crate) fn from_decoder(error: &image::ImageError) -> ImageError {
        match error {
            image::ImageError::IoError(io) if io.kind() == std::io::ErrorKind::UnexpectedEof => {
                ImageError::Truncated
            }
            image::ImageError::IoError(io) => ImageError::Unreadable(io.to_string()),
            image::ImageError::Unsupported(_) => ImageError::Damaged(format!("{error}")),
            image::ImageError::Limits(_) => ImageError::TooMuchMemory,
            _ => {
                // Some decoders break their lines.
                let text = error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
                let early = [
                    "not enough bytes",
                    "eof",
                    "end of file",
                    "end of stream",
                    "unexpected end",
                    "exhausted",
                ];
                let lower = text.to_lowercase();
                if early.iter().any(|word| lower.contains(word)) {
                    ImageError::Truncated
                } else {
                    ImageError::Damaged(text)
                }
            }
        }
    }
}
