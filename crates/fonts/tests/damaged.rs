//! Folders of faces that are not as they should be, and the user's own faces, collections among them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails, in its helpers too")]

use banxin_fonts::{Face, FontBook, Installed, Kind, OutlineSink};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts")
}

/// An empty folder for one test.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fonts").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn list(folder: &Path, file: &str, bytes: usize) {
    let text = format!(
        "[[face]]\nfamily = \"FandolFang\"\nstyle = \"Regular\"\nrole = \"fang\"\nfile = \"{file}\"\nlicence = \"GPL\"\n\
         package = \"p 1\"\nbytes = {bytes}\nsha256 = \"{}\"\nhan = 1\n",
        "0".repeat(64)
    );
    fs::write(folder.join("fonts.toml"), text).unwrap();
}

fn fang() -> Vec<u8> {
    fs::read(shipped().join("fandol/FandolFang-Regular.otf")).unwrap()
}

fn refusal(folder: &Path) -> String {
    FontBook::open(folder).unwrap_err().to_string()
}

#[test]
fn what_is_wrong_with_the_folder_is_said_with_what_to_do() {
    let folder = scratch("refused");
    let said = refusal(&folder);
    assert!(said.contains("fonts.toml") && said.contains("--resources"), "{said}");

    list(&folder, "F.otf", 3);
    let said = refusal(&folder);
    assert!(said.contains("F.otf") && said.contains("restore"), "{said}");

    let mut bytes = fang();
    list(&folder, "F.otf", bytes.len());
    fs::write(folder.join("F.otf"), &bytes[..bytes.len() / 2]).unwrap();
    let said = refusal(&folder);
    assert!(said.contains("F.otf") && said.contains("cut off") && said.contains("restore"), "{said}");

    bytes[..64].fill(0xFF);
    fs::write(folder.join("F.otf"), &bytes).unwrap();
    let said = refusal(&folder);
    assert!(said.contains("F.otf") && said.contains("no font that can be read"), "{said}");

    fs::write(folder.join("fonts.toml"), [0xFF, 0xFE]).unwrap();
    assert!(refusal(&folder).contains("fonts.toml"));
}

#[test]
fn a_face_whose_tables_are_noise_gives_no_panic() {
    for file in ["fandol/FandolFang-Regular.otf", "noto-sans-sc/NotoSansSC-Regular.ttf"] {
        let good = fs::read(shipped().join(file)).unwrap();
        let folder = scratch(if file.ends_with("otf") { "noise-cff" } else { "noise-truetype" });
        let tables = usize::from(u16::from_be_bytes([good[4], good[5]]));
        let word = |at: usize| u32::from_be_bytes(good[at..at + 4].try_into().unwrap()) as usize;
        list(&folder, "F.otf", good.len());
        let mut opened = 0;
        // One table's bytes replaced at a time, under an intact directory; every second byte only, so that the
        // noise is not stopped by the first check.
        for (table, step) in (0..tables).flat_map(|table| [(table, 1), (table, 2)]) {
            let (start, length) = (word(12 + table * 16 + 8), word(12 + table * 16 + 12));
            let mut bytes = good.clone();
            let mut state = 0x9E37_79B9_u32;
            for byte in bytes[start..start + length].iter_mut().skip(step - 1).step_by(step) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                *byte = (state >> 24) as u8;
            }
            fs::write(folder.join("F.otf"), &bytes).unwrap();
            let Ok(book) = FontBook::open_with(&folder, Installed::Folders(Vec::new())) else { continue };
            opened += 1;
            let face = book.resolve("FandolFang", "Regular").face;
            for c in "版心，。A".chars() {
                let glyph = face.glyph(c).unwrap_or(1);
                let _ = (face.advance(glyph), face.ink_bounds(glyph), face.embedding(), face.cap_height());
                let _ = face.outline(glyph, &mut Nothing);
            }
        }
        assert!(
            opened > tables,
            "{file}: noise in most tables leaves a face that opens, {opened} of {tables}"
        );
    }
}

struct Nothing;

impl OutlineSink for Nothing {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}

/// A collection (`.ttc`) of the same face twice, under two other family names of the same length.
fn collection(names: [&str; 2]) -> Vec<u8> {
    let mut file = b"ttcf\x00\x01\x00\x00\x00\x00\x00\x02".to_vec();
    file.resize(12 + 8, 0);
    for (index, name) in names.into_iter().enumerate() {
        let mut face = fang();
        rename(&mut face, "FandolFang", name);
        while !file.len().is_multiple_of(4) {
            file.push(0);
        }
        let base = file.len();
        file[12 + index * 4..16 + index * 4].copy_from_slice(&(base as u32).to_be_bytes());
        let tables = usize::from(u16::from_be_bytes([face[4], face[5]]));
        for table in 0..tables {
            let at = 12 + table * 16 + 8;
            let offset = u32::from_be_bytes(face[at..at + 4].try_into().unwrap()) + base as u32;
            face[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        file.extend_from_slice(&face);
    }
    file
}

/// Replaces a name everywhere in a font file, in both of the name table's encodings.
fn rename(face: &mut [u8], from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    for (from, to) in [(from.as_bytes().to_vec(), to.as_bytes().to_vec()), (wide(from), wide(to))] {
        let places: Vec<usize> =
            (0..face.len() - from.len()).filter(|at| face[*at..].starts_with(&from)).collect();
        assert!(!places.is_empty());
        for at in places {
            face[at..at + to.len()].copy_from_slice(&to);
        }
    }
}

#[test]
fn the_faces_of_a_users_collection_are_found_by_family() {
    let folder = scratch("user");
    fs::create_dir_all(folder.join("deep")).unwrap();
    fs::write(folder.join("deep/Two.ttc"), collection(["PaperFang1", "PaperFang2"])).unwrap();
    fs::write(folder.join("no-font.ttf"), b"not a font").unwrap();
    let book =
        FontBook::open_with(&shipped(), Installed::Folders(vec![folder.clone(), folder.join("not there")]))
            .unwrap();

    let named = |family: &str| -> Arc<Face> { book.find(family, "Regular").unwrap() };
    let (one, two) = (named("PaperFang1"), named("paperfang2"));
    assert_eq!((one.family(), one.index()), ("PaperFang1", 0));
    assert_eq!((two.family(), two.index()), ("PaperFang2", 1));
    assert_eq!(one.file(), folder.join("deep/Two.ttc"));
    assert_eq!(one.data().as_ptr(), two.data().as_ptr(), "one mapping for one file");
    let fang = book.find("FandolFang", "Regular").unwrap();
    for c in ['版', '，'] {
        let glyph = fang.glyph(c).unwrap();
        assert_eq!(two.glyph(c), Some(glyph));
        assert_eq!(two.advance(glyph), fang.advance(glyph));
        assert_eq!(two.ink_bounds(glyph), fang.ink_bounds(glyph));
    }
    assert_eq!(one.sha256(), two.sha256(), "it is the file's");
    assert_ne!(one.sha256(), fang.sha256());

    let bold = book.resolve("PaperFang2", "Bold");
    assert!(bold.replaced && Arc::ptr_eq(&bold.face, &two), "the user's family before any shipped one");
    assert!(book.find("PaperFang2", "Bold").is_none());
    let lacking = book.fallback(&one, '彧').unwrap();
    assert_eq!((one.kind(), lacking.kind()), (Kind::Song, Kind::Song));
}

#[test]
fn a_shipped_family_is_never_looked_for_on_the_users_machine() {
    let folder = scratch("shadow");
    fs::write(folder.join("Fang.otf"), fang()).unwrap();
    let book = FontBook::open_with(&shipped(), Installed::Folders(vec![folder])).unwrap();
    let face = book.find("FandolFang", "Regular").unwrap();
    assert!(face.file().ends_with("fandol/FandolFang-Regular.otf"));
}
