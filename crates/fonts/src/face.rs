//! [`Face`]: one style of a family, and what the house asks of it.

use crate::glyphs::{GlyphCache, look_up};
use crate::mapping::Mapping;
use crate::outline::{self, OutlineSink};
use crate::tables::Facts;
use crate::{Embedding, Kind, names};
use sha2::{Digest, Sha256};
use skrifa::raw::FontRef;
use skrifa::string::StringId;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// One style of a family (字体): its bytes, mapped and shared, and its tables. All measures are in font units, of
/// which [`units_per_em`](Face::units_per_em) make the type size. A variable face counts as its default instance.
pub struct Face {
    family: String,
    style: String,
    postscript_name: String,
    kind: Kind,
    file: PathBuf,
    index: u32,
    mapping: Arc<Mapping>,
    facts: Facts,
    glyphs: GlyphCache,
    sha256: OnceLock<String>,
}

/// Who a face is, before its tables are looked at.
pub(crate) struct Identity {
    pub(crate) file: PathBuf,
    pub(crate) index: u32,
    pub(crate) family: String,
    /// `None`: as the name table has it.
    pub(crate) style: Option<String>,
    pub(crate) kind: Kind,
    /// `None`: to be computed when it is asked for.
    pub(crate) sha256: Option<String>,
}

impl Face {
    /// A face of a mapped file; `None` if the file holds no such face or one without the tables that it needs.
    pub(crate) fn new(identity: Identity, mapping: Arc<Mapping>) -> Option<Face> {
        let Identity { file, index, family, style, kind, sha256 } = identity;
        let font = FontRef::from_index(mapping.bytes(), index).ok()?;
        let facts = Facts::read(&font)?;
        let style = style.or_else(|| names::styles(&font).into_iter().next()).unwrap_or("Regular".to_owned());
        let postscript_name = names::first(&font, StringId::POSTSCRIPT_NAME).unwrap_or_else(|| {
            let joined = format!("{family}-{style}");
            joined.chars().filter(|c| !c.is_whitespace()).collect()
        });
        let known = OnceLock::new();
        if let Some(sha256) = sha256 {
            known.get_or_init(|| sha256);
        }
        Some(Face {
            family,
            style,
            postscript_name,
            kind,
            file,
            index,
            mapping: mapping.clone(),
            facts,
            glyphs: GlyphCache::new(),
            sha256: known,
        })
    }

    /// Family, such as `Noto Serif SC`: in English where the face has an English name.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Style within the family, such as `Regular` or `Black`.
    pub fn style(&self) -> &str {
        &self.style
    }

    /// PostScript name, such as `NotoSerifSC-Regular`; it may hold signs that a PDF name must escape.
    pub fn postscript_name(&self) -> &str {
        &self.postscript_name
    }

    /// What kind of face it is: of a shipped one as `fonts.toml` says, of another as its family's name speaks.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The file that the face is in.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// The whole file, mapped into memory: only what is looked at takes memory.
    pub fn data(&self) -> &[u8] {
        self.mapping.bytes()
    }

    /// Index of the face in its file: not 0 only in a collection (`.ttc`, `.otc`).
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Whether the outlines are cubic (CFF, CFF2) and not quadratic (TrueType).
    pub fn is_cff(&self) -> bool {
        self.facts.is_cff
    }

    /// Font units in the type size.
    pub fn units_per_em(&self) -> u16 {
        self.facts.units_per_em
    }

    /// From the baseline up to the top of the em box (字身框): OS/2 `sTypoAscender`, else that of `hhea`.
    pub fn ascent(&self) -> i16 {
        self.facts.ascent
    }

    /// From the baseline to the foot of the em box, negative downwards: OS/2 `sTypoDescender`, else that of `hhea`.
    pub fn descent(&self) -> i16 {
        self.facts.descent
    }

    /// Height of a flat capital letter; the ascent in a face that does not say.
    pub fn cap_height(&self) -> i16 {
        self.facts.cap_height
    }

    /// The box round all glyphs of the face: xmin, ymin, xmax, ymax.
    pub fn bounding_box(&self) -> [i16; 4] {
        self.facts.bounding_box
    }

    /// Slant in degrees from the vertical, negative for a face that leans to the right; 0 upright.
    pub fn italic_angle(&self) -> f32 {
        self.facts.italic_angle
    }

    /// Whether the face leans.
    pub fn is_italic(&self) -> bool {
        self.facts.italic
    }

    /// Weight on the scale of OpenType: 400 regular, 700 bold, 900 black.
    pub fn weight(&self) -> u16 {
        self.facts.weight
    }

    /// How many glyphs the face has; their numbers are below it.
    pub fn glyph_count(&self) -> u16 {
        self.facts.glyphs
    }

    /// The glyph that shows a character; `None` if the face has none.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.glyphs.get(c, || look_up(&self.font()?, c, self.facts.glyphs))
    }

    /// Advance width of a glyph; 0 for a glyph that the face does not have.
    pub fn advance(&self, glyph: u16) -> u16 {
        self.facts.advance(self.data(), glyph)
    }

    /// The ink of a glyph (字面): xmin, ymin, xmax, ymax; `None` for a glyph without ink, such as a blank.
    pub fn ink_bounds(&self, glyph: u16) -> Option<[i16; 4]> {
        outline::ink(&self.font()?, glyph, !self.facts.is_cff && !self.facts.is_variable)
    }

    /// Draws a glyph's outline; `false` if the face has no such glyph or its outline is damaged, when the sink may
    /// have got a part of it. A blank is drawn by no call at all, and gives `true`.
    pub fn outline(&self, glyph: u16, sink: &mut dyn OutlineSink) -> bool {
        self.font().is_some_and(|font| outline::draw(&font, glyph, sink))
    }

    /// SHA-256 of the file in lower-case hexadecimal digits: from `fonts.toml` for a shipped face, else computed
    /// once, which reads the whole file.
    pub fn sha256(&self) -> String {
        self.sha256.get_or_init(|| hex(&Sha256::digest(self.data()))).clone()
    }

    /// What the face's maker allows in a document.
    pub fn embedding(&self) -> Embedding {
        self.facts.embedding
    }

    /// Whether a person would call this face's style so, in any language of its name table.
    pub(crate) fn has_style_name(&self, style: &str) -> bool {
        let names = || self.font().map(|font| names::styles(&font)).unwrap_or_default();
        crate::style::same_name(&self.style, style)
            || names().iter().any(|name| crate::style::same_name(name, style))
    }

    /// The mapping of the file, for another face of it.
    pub(crate) fn mapping(&self) -> Arc<Mapping> {
        self.mapping.clone()
    }

    /// The table directory, read anew: it cannot be kept beside the bytes that it borrows, and reading it costs
    /// less than a hash lookup.
    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.data(), self.index).ok()
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({} {}, {}#{})", self.family, self.style, self.file.display(), self.index)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
