//! Shaping: text and faces in, units with engine-set widths out.
//!
//! harfrust gives the glyphs; the widths of Han and Chinese marks are the engine's own (1 em, ½ em for the
//! interpunct), because faces differ: Noto Serif SC has a dash of 928 and an interpunct of 335 thousandths.

use crate::body::{Bodies, fit_box};
use crate::class::{Class, is_invisible};
use crate::context::{attach_invisible, consider, is_quote};
use crate::manner::Manner;
use crate::opportunity::find;
use crate::settle::settle;
use crate::unit::{GlyphPart, Hyphen, Shaped, Unit};
use banxin_fonts::{Face, FontBook};
use banxin_measure::Length;
use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeError, ShapeOptions, ShaperFont, Tag,
};
use std::cell::{RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// How a span is set.
#[derive(Clone)]
pub struct SpanStyle {
    /// Wanted face; characters that it lacks are taken from a fallback face.
    pub face: Arc<Face>,
    /// Type size.
    pub size: Length,
    /// Extra space after each character in permille of the size (字距).
    pub tracking: i32,
    /// How far it stands above the baseline; what is raised holds to the character before it (note marks).
    pub rise: Length,
}

/// A stretch of text in one style; `style` is an index that the caller gives meaning to.
#[derive(Clone, Copy, Debug)]
pub struct Span<'a> {
    /// The characters.
    pub text: &'a str,
    /// Index into the styles passed to [`Shaper::shape`].
    pub style: usize,
}

/// Shapes paragraphs.
pub struct Shaper<'a> {
    book: &'a FontBook,
    fonts: ReadyFaces,
}

/// Faces made ready for harfrust, shared by the shapers that are given the same ones.
#[derive(Clone, Default)]
pub struct ReadyFaces(Rc<RefCell<BTreeMap<String, Ready>>>);

/// A face made ready, and what is known of its marks.
#[derive(Default)]
struct Ready {
    font: Option<Font>,
    bodies: Bodies,
}

struct FaceBytes(Arc<Face>);

impl AsRef<[u8]> for FaceBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.data()
    }
}

impl<'a> Shaper<'a> {
    /// A shaper that takes fallback faces from `book`.
    pub fn new(book: &'a FontBook) -> Shaper<'a> {
        Shaper::with(book, ReadyFaces::default())
    }

    /// The same, with faces that are ready from earlier work.
    pub fn with(book: &'a FontBook, fonts: ReadyFaces) -> Shaper<'a> {
        Shaper { book, fonts }
    }

    /// Shapes the spans as one paragraph, its marks in a manner.
    pub fn shape(&self, spans: &[Span<'_>], styles: &[SpanStyle], manner: &Manner) -> Shaped {
        let mut shaped = Shaped::default();
        for span in spans {
            let Some(style) = styles.get(span.style) else { continue };
            let base = shaped.text.len();
            shaped.text.push_str(span.text);
            let mut characters = shaped.units.last().map_or(0, |u| u.characters.1);
            for part in self.itemise(span.text, style, &mut shaped) {
                let text = span.text.get(part.from..part.to).unwrap_or_default();
                let Some(face) = shaped.faces.get(part.face).cloned() else { continue };
                let place =
                    PartPlace { base: base + part.from, characters, face: part.face, style: span.style };
                let start = shaped.units.len();
                self.shape_part(text, &place, &face, style, &mut shaped);
                characters =
                    shaped.units.get(start..).and_then(|u| u.last()).map_or(characters, |u| u.characters.1);
            }
        }
        shaped.hyphens = styles.iter().map(|style| hyphen(style, &mut shaped.faces)).collect();
        attach_invisible(&mut shaped);
        consider(&mut shaped);
        self.box_units(&mut shaped);
        settle(&mut shaped.units, manner);
        find(&mut shaped);
        shaped
    }

    /// Gives the units their engine-set boxes with the blanks of their marks, and Western quotes a glyph of their own.
    fn box_units(&self, shaped: &mut Shaped) {
        let Shaped { text, units, faces, .. } = shaped;
        for (index, face) in faces.iter().enumerate() {
            let mut ready = self.ready(face);
            let Ready { font, bodies } = &mut *ready;
            let font = font.as_ref();
            let squeezed =
                |c: char| shape_with(font?, &c.to_string(), HALF).ok()?.first().map(|g| (g.advance, g.dx));
            for unit in units.iter_mut().filter(|unit| unit.face == index) {
                let source = text.get(unit.bytes.0 as usize..unit.bytes.1 as usize).unwrap_or_default();
                if unit.class == Class::Western && is_quote(source) {
                    narrow_quote(unit, source, font, face);
                }
                fit_box(unit, face, source.chars().next().unwrap_or(' '), bodies, &squeezed);
            }
        }
    }

    /// Cuts a span where the face changes.
    fn itemise(&self, text: &str, style: &SpanStyle, shaped: &mut Shaped) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (at, c) in text.char_indices() {
            if let Some(last) = parts.last_mut().filter(|_| is_invisible(c)) {
                last.to = at + c.len_utf8();
                continue;
            }
            let face = if style.face.glyph(c).is_some() || c == '\u{3000}' || c == ' ' || is_invisible(c) {
                style.face.clone()
            } else if let Some(other) = self.book.fallback(&style.face, c) {
                shaped.replaced.push(c);
                other
            } else {
                shaped.missing.push(c);
                style.face.clone()
            };
            let index = face_index(&mut shaped.faces, face);
            let western = Class::of(c) == Class::Western;
            match parts.last_mut() {
                Some(last) if last.face == index && last.western == western => last.to = at + c.len_utf8(),
                _ => parts.push(Part { from: at, to: at + c.len_utf8(), face: index, western }),
            }
        }
        parts
    }

    fn shape_part(
        &self,
        text: &str,
        place: &PartPlace,
        face: &Arc<Face>,
        style: &SpanStyle,
        shaped: &mut Shaped,
    ) {
        let glyphs = self.glyphs(text, face).unwrap_or_else(|| plain_glyphs(text, face));
        let upem = face.units_per_em();
        let tracking = style.size.scale(i64::from(style.tracking), 1000);
        let mut position = 0;
        let mut character = place.characters;
        while position < glyphs.len() {
            let Some(cluster) = glyphs.get(position).map(|g| g.cluster) else { break };
            let end = glyphs.iter().skip(position).position(|g| g.cluster != cluster);
            let end = end.map_or(glyphs.len(), |n| position + n);
            let to = glyphs.get(end).map_or(text.len(), |g| g.cluster);
            let source = text.get(cluster..to).unwrap_or_default();
            let count = u32::try_from(source.chars().count()).unwrap_or(u32::MAX);
            let mut pen = Length::ZERO;
            let mut parts = Vec::with_capacity(end - position);
            for glyph in glyphs.get(position..end).unwrap_or_default() {
                let length = |units: i32| Length::from_font_units(units, upem, style.size);
                parts.push(GlyphPart {
                    id: glyph.id,
                    dx: pen + length(glyph.dx),
                    dy: -length(glyph.dy) - style.rise,
                });
                pen += length(glyph.advance);
            }
            let first = source.chars().next().unwrap_or(' ');
            let bytes = (to_u32(place.base + cluster), to_u32(place.base + to));
            shaped.units.push(Unit {
                style: place.style,
                face: place.face,
                glyphs: parts,
                tracking,
                width: pen + tracking,
                joined: style.rise > Length::ZERO && position == 0,
                ..Unit::new(bytes, (character, character + count), Class::of(first), style.size, pen)
            });
            character += count;
            position = end;
        }
    }

    /// The glyphs of `text` by harfrust; `None` where the face cannot be shaped.
    fn glyphs(&self, text: &str, face: &Arc<Face>) -> Option<Vec<RawGlyph>> {
        // Kerning and ligatures would move Han off their grid; Western text keeps both.
        let western = text.chars().any(|c| Class::of(c) == Class::Western);
        let features = if western { WESTERN } else { CHINESE };
        shape_with(self.ready(face).font.as_ref()?, text, features).ok()
    }

    fn ready(&self, face: &Arc<Face>) -> RefMut<'_, Ready> {
        let key = format!("{}#{}", face.file().display(), face.index());
        RefMut::map(self.fonts.0.borrow_mut(), |fonts| {
            fonts.entry(key).or_insert_with(|| {
                let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(FaceBytes(face.clone()));
                Ready { font: Font::new(bytes, face.index()), bodies: Bodies::default() }
            })
        })
    }
}

/// How a run is shaped: its script, and the features that are turned on or off.
#[derive(Clone, Copy)]
struct Features {
    script: Script,
    set: &'static [(&'static [u8; 4], u32)],
}

const WESTERN: Features = Features { script: Script::LATIN, set: &[] };
const CHINESE: Features = Features { script: Script::HAN, set: &[(b"kern", 0), (b"liga", 0)] };
/// Curly quotes in Western text.
const PROPORTIONAL: Features = Features { script: Script::LATIN, set: &[(b"pwid", 1)] };
/// Marks at half their width, as the designer of the face thinks that it should be done.
const HALF: Features = Features { script: Script::HAN, set: &[(b"kern", 0), (b"liga", 0), (b"halt", 1)] };

fn shape_with(font: &Font, text: &str, features: Features) -> Result<Vec<RawGlyph>, ShapeError> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_language(Language::new("zh-hans"));
    buffer.set_script(Some(features.script));
    let set: Vec<Feature> =
        features.set.iter().map(|(tag, value)| Feature::new(Tag::new(tag), *value, ..)).collect();
    harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new().features(&set))?;
    let infos = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    Ok(infos
        .map(|(info, position)| RawGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            cluster: info.cluster as usize,
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
        })
        .collect())
}

/// Takes the proportional glyph of a curly quote in Western text, which was shaped as a Chinese one.
fn narrow_quote(unit: &mut Unit, source: &str, font: Option<&Font>, face: &Face) {
    let glyphs = font.and_then(|font| shape_with(font, source, PROPORTIONAL).ok());
    let Some(glyph) = glyphs.as_ref().and_then(|glyphs| glyphs.first()) else { return };
    let length = |units: i32| Length::from_font_units(units, face.units_per_em(), unit.size);
    let dy = unit.glyphs.first().map_or(Length::ZERO, |g| g.dy);
    unit.full = length(glyph.advance);
    unit.glyphs = vec![GlyphPart { id: glyph.id, dx: length(glyph.dx), dy }];
}

/// One glyph a character, for a face that harfrust cannot read.
fn plain_glyphs(text: &str, face: &Face) -> Vec<RawGlyph> {
    text.char_indices()
        .map(|(cluster, c)| {
            let id = face.glyph(c).unwrap_or(0);
            RawGlyph { id, cluster, advance: i32::from(face.advance(id)), dx: 0, dy: 0 }
        })
        .collect()
}

/// Where a part of a text stands in the paragraph.
struct PartPlace {
    base: usize,
    characters: u32,
    face: usize,
    style: usize,
}

struct Part {
    from: usize,
    to: usize,
    face: usize,
    western: bool,
}

struct RawGlyph {
    id: u16,
    cluster: usize,
    advance: i32,
    dx: i32,
    dy: i32,
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn face_index(faces: &mut Vec<Arc<Face>>, face: Arc<Face>) -> usize {
    match faces.iter().position(|f| Arc::ptr_eq(f, &face)) {
        Some(index) => index,
        None => {
            faces.push(face);
            faces.len() - 1
        }
    }
}

/// The hyphen of a style.
fn hyphen(style: &SpanStyle, faces: &mut Vec<Arc<Face>>) -> Hyphen {
    let Some(glyph) = style.face.glyph('-') else { return Hyphen { glyph: None, width: style.size / 2 } };
    let width =
        Length::from_font_units(i32::from(style.face.advance(glyph)), style.face.units_per_em(), style.size);
    Hyphen { glyph: Some((face_index(faces, style.face.clone()), glyph)), width }
}
