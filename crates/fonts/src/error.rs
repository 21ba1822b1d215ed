//! Why the shipped faces cannot be used, and what to do about it.

use std::fmt;
use std::path::PathBuf;

/// Why the folder of shipped faces cannot be used. `Display` names the file, says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FontsError {
    /// The list of faces cannot be read.
    NoManifest {
        /// Where it was looked for.
        file: PathBuf,
        /// What the system said.
        why: String,
    },
    /// The list of faces says something wrong.
    BadManifest {
        /// The list.
        file: PathBuf,
        /// The line to blame, from 1, where one is.
        line: Option<u32>,
        /// The key to blame, such as `face[2].file`; empty if it is the whole file.
        key: String,
        /// What is wrong and what to write instead.
        message: String,
    },
    /// A face of the list cannot be read.
    NoFace {
        /// The face's file.
        file: PathBuf,
        /// What the system said.
        why: String,
    },
    /// A face's file is longer or shorter than the list says: cut off, or another version.
    WrongLength {
        /// The face's file.
        file: PathBuf,
        /// Bytes it should have.
        expected: u64,
        /// Bytes it has.
        found: u64,
    },
    /// A face's file has the right length but is no font that can be read.
    Damaged {
        /// The face's file.
        file: PathBuf,
    },
}

impl fmt::Display for FontsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FontsError::NoManifest { file, why } => write!(
                f,
                "{}: the list of shipped faces cannot be read ({why}): point --resources or BANXIN_RESOURCES at the \
                 folder that holds fonts/fonts.toml, or install Banxin again",
                file.display()
            ),
            FontsError::BadManifest { file, line, key, message } => {
                write!(f, "{}", file.display())?;
                if let Some(line) = line {
                    write!(f, ":{line}")?;
                }
                if !key.is_empty() {
                    write!(f, ": {key}")?;
                }
                write!(f, ": {message}")
            }
            FontsError::NoFace { file, why } => write!(
                f,
                "{}: this shipped face cannot be read ({why}): restore the file from the Banxin package, or take its \
                 [[face]] out of fonts.toml",
                file.display()
            ),
            FontsError::WrongLength { file, expected, found } => write!(
                f,
                "{}: this shipped face has {found} bytes, but fonts.toml says {expected}: it is {}; restore the \
                 file from the Banxin package",
                file.display(),
                if found < expected { "cut off" } else { "another file" }
            ),
            FontsError::Damaged { file } => write!(
                f,
                "{}: this shipped face is no font that can be read: restore the file from the Banxin package",
                file.display()
            ),
        }
    }
}

impl std::error::Error for FontsError {}
