//! Embedding a face (字体嵌入): its glyphs in use as a CIDFont, with exact widths and a tag of its own.

use crate::PressError;
use crate::deflate::deflate;
use crate::tounicode::cmap;
use crate::types::{Subset, Type};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};
use subsetter::{GlyphRemapper, subset};

/// A face cut down to its glyphs in use, compressed.
pub(crate) struct Program {
    /// The font file: bare CFF, or TrueType.
    data: Vec<u8>,
    /// Its length before compression.
    length: usize,
    cff: bool,
    /// Six letters and the PostScript name, such as `BXQWTA+NotoSerifSC-Regular`.
    name: String,
}

/// Cuts a face down to its glyphs in use.
///
/// # Errors
/// [`PressError::FaceUnusable`] when the face is damaged.
pub(crate) fn program(used: &Subset) -> Result<Program, PressError> {
    let face = &used.face;
    let unusable = |why: String| PressError::FaceUnusable(face.postscript_name().to_owned(), why);
    let mut remapper = GlyphRemapper::new();
    for glyph in &used.glyphs {
        remapper.remap(*glyph);
    }
    let font = subset(face.data(), face.index(), &remapper).map_err(|error| unusable(error.to_string()))?;
    let (data, cff) = match table(&font, *b"CFF ") {
        Some(cff) => (cff, true),
        None => (font.as_slice(), false),
    };
    let tag: String = Sha256::digest(data).iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
    let name = format!("{tag}+{}", face.postscript_name());
    Ok(Program { data: deflate(data), length: data.len(), cff, name })
}

/// A table of an OpenType file.
fn table(font: &[u8], name: [u8; 4]) -> Option<&[u8]> {
    let number = |at: usize| Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?) as usize);
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    (0..count).map(|row| 12 + row * 16).find(|at| font.get(*at..at + 4) == Some(&name)).and_then(|at| {
        let start = number(at + 8)?;
        font.get(start..start + number(at + 12)?)
    })
}

impl Program {
    /// The compressed bytes, for the hash of the document.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.data
    }

    /// Writes the font's five objects into `document` and names the font.
    pub(crate) fn write(self, document: &mut Document, used: &Type) -> ObjectId {
        let (file_key, subtype) =
            if self.cff { ("FontFile3", "CIDFontType0") } else { ("FontFile2", "CIDFontType2") };
        let mut file = dictionary! { "Filter" => "FlateDecode" };
        if self.cff {
            file.set("Subtype", "CIDFontType0C");
        } else {
            file.set("Length1", number(self.length as f64));
        }
        let file = document.add_object(Stream::new(file, self.data).with_compression(false));
        let mut descriptor = descriptor(used, &self.name);
        descriptor.set(file_key, file);
        let descriptor = document.add_object(descriptor);
        let mut font = dictionary! {
            "Type" => "Font",
            "Subtype" => subtype,
            "BaseFont" => Object::Name(self.name.clone().into_bytes()),
            "CIDSystemInfo" => dictionary! {
                "Registry" => Object::string_literal("Adobe"),
                "Ordering" => Object::string_literal("Identity"),
                "Supplement" => 0,
            },
            "FontDescriptor" => descriptor,
            "DW" => 1000,
            "W" => widths(used),
        };
        if !self.cff {
            font.set("CIDToGIDMap", "Identity");
        }
        let font = document.add_object(font);
        let texts = deflate(&cmap(&used.all_texts()));
        let texts = Stream::new(dictionary! { "Filter" => "FlateDecode" }, texts).with_compression(false);
        let texts = document.add_object(texts);
        document.add_object(dictionary! {
            "Type" => "Font",
            "Subtype" => "Type0",
            "BaseFont" => Object::Name(self.name.into_bytes()),
            "Encoding" => "Identity-H",
            "DescendantFonts" => vec![font.into()],
            "ToUnicode" => texts,
        })
    }
}

/// A number as an integer where it is one.
fn number(value: f64) -> Object {
    if value.fract() == 0.0 && value.abs() < 1e9 {
        Object::Integer(value as i64)
    } else {
        Object::Real(value as f32)
    }
}

/// The font descriptor, in thousandths of an em.
fn descriptor(used: &Type, name: &str) -> Dictionary {
    let face = &used.face;
    let scaled = |units: f64| number((units * 1000.0 / f64::from(face.units_per_em())).round());
    let weight = f64::from(face.weight());
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.as_bytes().to_vec()),
        // Symbolic: the codes are of no standard character set.
        "Flags" => 4,
        "FontBBox" => face.bounding_box().map(|edge| scaled(f64::from(edge))).to_vec(),
        "ItalicAngle" => number(f64::from(face.italic_angle())),
        "Ascent" => scaled(f64::from(face.ascent())),
        "Descent" => scaled(f64::from(face.descent())),
        "CapHeight" => scaled(f64::from(face.cap_height())),
        // No table says it; this follows the weights of common faces, and only substitution would use it.
        "StemV" => number((10.0 + 220.0 * (weight - 50.0) / 900.0).round().max(10.0)),
    }
}

/// The widths that are not one em, in runs of neighbouring CIDs.
fn widths(used: &Type) -> Vec<Object> {
    let mut out: Vec<Object> = Vec::new();
    let mut run: Vec<Object> = Vec::new();
    let mut first = 0;
    let mut next = 0;
    for (cid, width) in (1i64..).zip(used.widths()) {
        if width == 1000.0 {
            continue;
        }
        if cid != next && !run.is_empty() {
            out.push(Object::Integer(first));
            out.push(Object::Array(std::mem::take(&mut run)));
        }
        if run.is_empty() {
            first = cid;
        }
        run.push(number(width));
        next = cid + 1;
    }
    if !run.is_empty() {
        out.push(Object::Integer(first));
        out.push(Object::Array(run));
    }
    out
}
