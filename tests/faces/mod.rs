//! Faces like those that a paper has bought, made anew by each test of the glyphs of a shipped one: no `halt`, few
//! characters, odd units, odd lines, names in GBK, rights of every kind, outlines in every format.

pub(crate) mod cff;
pub(crate) mod outline;
pub(crate) mod sfnt;

use banxin_fonts::Face;
use outline::Outline;

/// The format of the outlines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    TrueType,
    /// TrueType with an axis of weight that nobody moves.
    Variable,
    /// CFF whose glyphs have names, in an OTTO file.
    NameKeyed,
    /// CFF2, as variable OpenType faces have it.
    Cff2,
}

/// In which encodings the face is named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Names {
    English,
    /// Chinese beside English.
    Both,
    /// Chinese alone, in Unicode.
    Chinese,
    /// Chinese alone, in GBK, and no PostScript name.
    Gbk,
}

/// A face to be made.
#[derive(Clone)]
pub(crate) struct Design {
    pub(crate) english: &'static str,
    pub(crate) chinese: &'static str,
    pub(crate) names: Names,
    pub(crate) shape: Shape,
    pub(crate) upem: u16,
    /// Of `hhea` and `OS/2`, in font units.
    pub(crate) ascent: i16,
    pub(crate) descent: i16,
    pub(crate) fs_type: u16,
    /// What it covers.
    pub(crate) characters: String,
    /// Characters that are shown by another's glyph.
    pub(crate) twins: Vec<(char, char)>,
}

impl Design {
    pub(crate) fn new(english: &'static str, chinese: &'static str, characters: &str) -> Design {
        Design {
            english,
            chinese,
            names: Names::Both,
            shape: Shape::TrueType,
            upem: 1000,
            ascent: 880,
            descent: -120,
            fs_type: 0,
            characters: characters.to_owned(),
            twins: Vec::new(),
        }
    }

    /// The file, its glyphs from `source`.
    pub(crate) fn file(&self, source: &Face) -> Vec<u8> {
        let mut characters: Vec<char> =
            self.characters.chars().filter(|c| source.glyph(*c).is_some()).collect();
        characters.sort_unstable();
        characters.dedup();
        let scale = f32::from(self.upem) / f32::from(source.units_per_em());
        let of = |c: &char| Outline::of(source, source.glyph(*c).unwrap(), scale);
        let glyphs: Vec<Outline> =
            std::iter::once(Outline::of(source, 0, scale)).chain(characters.iter().map(of)).collect();
        let mut map: Vec<(char, u16)> = characters.iter().copied().zip(1..).collect();
        for (twin, like) in &self.twins {
            let (_, glyph) = map.iter().find(|(c, _)| c == like).copied().unwrap();
            map.push((*twin, glyph));
        }
        map.sort_unstable();
        sfnt::file(self, &glyphs, &map)
    }
}

/// A collection of faces.
pub(crate) fn collection(faces: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"ttcf\0\x01\0\0".to_vec();
    file.extend((faces.len() as u32).to_be_bytes());
    file.resize(file.len() + faces.len() * 4, 0);
    for (number, face) in faces.iter().enumerate() {
        file.resize(file.len().next_multiple_of(4), 0);
        let base = file.len() as u32;
        file[12 + number * 4..16 + number * 4].copy_from_slice(&base.to_be_bytes());
        let mut face = face.clone();
        for table in 0..usize::from(u16::from_be_bytes([face[4], face[5]])) {
            let at = 12 + table * 16 + 8;
            let offset = u32::from_be_bytes(face[at..at + 4].try_into().unwrap()) + base;
            face[at..at + 4].copy_from_slice(&offset.to_be_bytes());
        }
        file.extend(face);
    }
    file
}
