//! `fonts.toml`: the list of the faces that ship with the program.

use crate::{FontsError, Kind};
use std::io::Read;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use toml_edit::{Document, Item, Table};

/// Bytes of a `fonts.toml`.
const MAX_BYTES: u64 = 1024 * 1024;
/// Faces in it.
const MAX_FACES: usize = 256;
/// The keys of a `[[face]]`.
const KEYS: [&str; 9] = ["family", "style", "role", "file", "licence", "package", "bytes", "sha256", "han"];

/// One face of `fonts.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShippedFace {
    /// Family, as the file's name table has it (ID 16, else 1).
    pub family: String,
    /// Style within the family (ID 17, else 2).
    pub style: String,
    /// What kind of face it is (key `role`).
    pub kind: Kind,
    /// The file.
    pub file: PathBuf,
    /// Licence, an SPDX expression; its text lies beside the file.
    pub licence: String,
    /// The package that the file came from, with its version.
    pub package: String,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// CJK ideographs in its character map (unified, extensions, compatibility).
    pub han: u32,
}

/// Reads the list of a folder of faces.
///
/// # Errors
/// [`FontsError::NoManifest`] and [`FontsError::BadManifest`].
pub(crate) fn read(folder: &Path) -> Result<Vec<ShippedFace>, FontsError> {
    let file = folder.join("fonts.toml");
    let unreadable = |why: String| FontsError::NoManifest { file: file.clone(), why };
    let mut text = String::new();
    let opened = std::fs::File::open(&file).map_err(|error| unreadable(error.to_string()))?;
    let read = opened
        .take(MAX_BYTES + 1)
        .read_to_string(&mut text)
        .map_err(|error| unreadable(error.to_string()))?;
    if u64::try_from(read).unwrap_or(u64::MAX) > MAX_BYTES {
        return Err(unreadable(format!("it is longer than {MAX_BYTES} bytes")));
    }
    parse(folder, &file, text)
}

fn parse(folder: &Path, file: &Path, text: String) -> Result<Vec<ShippedFace>, FontsError> {
    let line_at = |text: &str, span: Option<Range<usize>>| {
        let before = text.as_bytes().get(..span?.start)?;
        u32::try_from(before.iter().filter(|byte| **byte == b'\n').count() + 1).ok()
    };
    let bad = |line, key: &str, message: String| FontsError::BadManifest {
        file: file.to_owned(),
        line,
        key: key.to_owned(),
        message,
    };
    let copy = text.clone();
    let document = Document::parse(text).map_err(|error| {
        let why = format!("this is not TOML: {}", error.message().trim().replace('\n', "; "));
        bad(line_at(&copy, error.span()), "", why)
    })?;
    if let Some((key, _)) = document.iter().find(|(key, _)| *key != "face") {
        return Err(bad(
            None,
            key,
            "is not a key of fonts.toml, which holds [[face]] tables only".to_owned(),
        ));
    }
    let tables = document.get("face").and_then(Item::as_array_of_tables);
    let Some(tables) = tables.filter(|tables| !tables.is_empty()) else {
        return Err(bad(None, "face", "lists no face; give it [[face]] tables".to_owned()));
    };
    if tables.len() > MAX_FACES {
        return Err(bad(None, "face", format!("lists more than {MAX_FACES} faces")));
    }
    let mut faces: Vec<ShippedFace> = Vec::with_capacity(tables.len());
    for (index, table) in tables.iter().enumerate() {
        let wrong = |key: &str, message: String| {
            let span = table.get_key_value(key).and_then(|(key, _)| key.span()).or_else(|| table.span());
            bad(line_at(&copy, span), &format!("face[{index}].{key}"), message)
        };
        let face = face(folder, table).map_err(|(key, message)| wrong(&key, message))?;
        if faces.iter().any(|other| other.family == face.family && other.style == face.style) {
            return Err(wrong(
                "style",
                format!("{} {} is listed twice; take one out", face.family, face.style),
            ));
        }
        faces.push(face);
    }
    Ok(faces)
}

/// One `[[face]]`, or the key to blame and what is wrong with it.
fn face(folder: &Path, table: &Table) -> Result<ShippedFace, (String, String)> {
    let bad = |key: &str, message: String| (key.to_owned(), message);
    if let Some((key, _)) = table.iter().find(|(key, _)| !KEYS.contains(key)) {
        return Err(bad(key, format!("is no key of a face; the keys are {}", KEYS.join(", "))));
    }
    let text = |key: &str| {
        let found = table.get(key).and_then(Item::as_str).filter(|text| !text.trim().is_empty());
        found.map(str::to_owned).ok_or_else(|| bad(key, "must be a text in quotes, and not empty".to_owned()))
    };
    let number = |key: &str| {
        let found = table.get(key).and_then(Item::as_integer).and_then(|number| u64::try_from(number).ok());
        found.ok_or_else(|| bad(key, "must be a whole number".to_owned()))
    };
    let role = text("role")?;
    let kind = Kind::WORDS.iter().find(|(_, word)| *word == role).map(|(kind, _)| *kind);
    let kind = kind.ok_or_else(|| bad("role", format!("is \"{role}\"; write song, hei, kai or fang")))?;
    let file = text("file")?;
    let inside = Path::new(&file).components().all(|part| matches!(part, Component::Normal(_)));
    if !inside {
        return Err(bad("file", format!("\"{file}\" must be a path inside the folder of fonts.toml")));
    }
    let sha256 = text("sha256")?;
    if sha256.len() != 64 || !sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(bad("sha256", "must be 64 lower-case hexadecimal digits (sha256sum FILE)".to_owned()));
    }
    let han = u32::try_from(number("han")?).map_err(|_| bad("han", "is out of range".to_owned()))?;
    Ok(ShippedFace {
        family: text("family")?,
        style: text("style")?,
        kind,
        file: folder.join(file),
        licence: text("licence")?,
        package: text("package")?,
        bytes: number("bytes")?,
        sha256,
        han,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(change: impl Fn(&str) -> String) -> Result<Vec<ShippedFace>, FontsError> {
        let text = format!(
            "# faces\n\n[[face]]\nfamily = \"F\"\nstyle = \"Regular\"\nrole = \"song\"\nfile = \"f/F.ttf\"\n\
             licence = \"OFL-1.1\"\npackage = \"p 1\"\nbytes = 10\nsha256 = \"{}\"\nhan = 3\n",
            "0".repeat(64)
        );
        parse(Path::new("fonts"), Path::new("fonts/fonts.toml"), change(&text))
    }

    #[test]
    fn a_face_is_read() {
        let faces = one(str::to_owned).unwrap();
        assert_eq!(faces.len(), 1);
        assert_eq!(faces[0].file, Path::new("fonts/f/F.ttf"));
        assert_eq!((faces[0].kind, faces[0].bytes, faces[0].han), (Kind::Song, 10, 3));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (from, to, said) in [
            ("\"song\"", "\"serif\"", "fonts/fonts.toml:6: face[0].role: "),
            ("\"f/F.ttf\"", "\"../F.ttf\"", "fonts/fonts.toml:7: face[0].file: "),
            ("\"f/F.ttf\"", "\"/F.ttf\"", "fonts/fonts.toml:7: face[0].file: "),
            ("bytes = 10", "bytes = -1", "fonts/fonts.toml:10: face[0].bytes: "),
            ("bytes = 10\n", "", "fonts/fonts.toml:3: face[0].bytes: "),
            ("han = 3", "hans = 3", "fonts/fonts.toml:12: face[0].hans: "),
            ("sha256 = \"0", "sha256 = \"G", "fonts/fonts.toml:11: face[0].sha256: "),
            ("role = ", "role ", "fonts/fonts.toml:6: this is not TOML"),
        ] {
            let error = one(|text| text.replace(from, to)).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
        assert!(one(|_| String::new()).is_err());
        let twice = one(|text| format!("{text}{}", text.replace("# faces\n", ""))).unwrap_err().to_string();
        assert!(twice.contains("listed twice"), "{twice}");
    }
}
