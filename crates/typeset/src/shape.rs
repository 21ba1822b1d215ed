//! Shaping: text and faces in, units with engine-set widths out.
//!
//! harfrust gives the glyphs; the widths of Han and Chinese marks are the engine's own (1 em, ½ em for the
//! interpunct), because faces differ: Noto Serif SC has a dash of 928 and an interpunct of 335 thousandths.

use crate::class::{Class, is_invisible};
use banxin_fonts::{Face, FontBook};
use banxin_measure::Length;
use harfrust::{
    Buffer, Direction, Feature, Font, Language, Script, ShapeError, ShapeOptions, ShaperFont, Tag,
};
use std::cell::RefCell;
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
}

/// A stretch of text in one style; `style` is an index that the caller gives meaning to.
#[derive(Clone, Copy, Debug)]
pub struct Span<'a> {
    /// The characters.
    pub text: &'a str,
    /// Index into the styles passed to [`Shaper::shape`].
    pub style: usize,
}

/// A glyph of a unit, placed from the start of the unit's full box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlyphPart {
    /// Glyph id in the unit's face.
    pub id: u16,
    /// Distance from the start of the unit's box.
    pub dx: Length,
    /// Distance below the baseline.
    pub dy: Length,
}

/// The smallest thing that lines are made of: one character, or a cluster that shapes as one.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Bytes of the paragraph's text, start and end.
    pub bytes: (u32, u32),
    /// Characters of the paragraph's text, start and end.
    pub characters: (u32, u32),
    /// What it is.
    pub class: Class,
    /// Index of its style.
    pub style: usize,
    /// Index of its face in [`Shaped::faces`].
    pub face: usize,
    /// Its glyphs.
    pub glyphs: Vec<GlyphPart>,
    /// Width of its box, blanks included.
    pub width: Length,
    /// Removable blank at its start that is still there.
    pub lead: Length,
    /// Removable blank at its end that is still there.
    pub tail: Length,
    /// Blank at its start that an adjacent mark has already taken.
    pub lead_cut: Length,
    /// Space before it that belongs to the boundary of Han and Western text (中西间距).
    pub gap_before: Length,
    /// Horizontal scale in permille, for a dash that has to fill its box.
    pub width_permille: u16,
    /// Type size.
    pub size: Length,
    /// Extra space after it (字距), part of `width`.
    pub tracking: Length,
    /// Whether it is half of a dash or ellipsis pair.
    pub paired: bool,
    /// Whether it is the first half of its pair.
    pub begins_pair: bool,
    /// Whether it ends in an ASCII digit.
    pub ends_in_digit: bool,
    /// Whether it is a sign that stays with the number before it (% ‰ ° ℃).
    pub is_degree_sign: bool,
    /// Whether a Western unit may be followed by a line end (a hyphen, a slash).
    pub breaks_after: bool,
}

/// A shaped paragraph.
#[derive(Clone, Default)]
pub struct Shaped {
    /// The whole text.
    pub text: String,
    /// Its units, in order.
    pub units: Vec<Unit>,
    /// The faces that the units name.
    pub faces: Vec<Arc<Face>>,
    /// Characters that were set in another face than the wanted one.
    pub replaced: Vec<char>,
    /// Characters that no face has.
    pub missing: Vec<char>,
}

impl Shaped {
    /// Width of units `from..to` on a line of their own: blanks at both edges taken away, nothing adjusted.
    pub fn natural_width(&self, from: usize, to: usize) -> Length {
        let units = self.units.get(from..to).unwrap_or_default();
        let mut width: Length = units.iter().map(|u| u.gap_before + u.width - u.lead_cut).sum();
        if let Some(first) = units.first() {
            width -= first.gap_before + first.lead;
        }
        if let Some(last) = units.last() {
            width -= last.tail;
        }
        width
    }
}

/// Shapes paragraphs.
pub struct Shaper<'a> {
    book: &'a FontBook,
    fonts: ReadyFaces,
}

/// Faces made ready for harfrust, shared by the shapers that are given the same ones.
#[derive(Clone, Default)]
pub struct ReadyFaces(Rc<RefCell<BTreeMap<String, Option<Font>>>>);

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

    /// Shapes the spans as one paragraph.
    pub fn shape(&self, spans: &[Span<'_>], styles: &[SpanStyle]) -> Shaped {
        let mut shaped = Shaped::default();
        for span in spans {
            let Some(style) = styles.get(span.style) else { continue };
            let base = shaped.text.len();
            shaped.text.push_str(span.text);
            let mut characters = shaped.units.last().map_or(0, |u| u.characters.1);
            for part in self.itemise(span.text, style, &mut shaped) {
                let text = span.text.get(part.from..part.to).unwrap_or_default();
                let face = shaped.faces.get(part.face).cloned();
                let Some(face) = face else { continue };
                let start = shaped.units.len();
                self.shape_part(
                    text,
                    base + part.from,
                    characters,
                    &face,
                    part.face,
                    span.style,
                    style,
                    &mut shaped,
                );
                characters =
                    shaped.units.get(start..).and_then(|u| u.last()).map_or(characters, |u| u.characters.1);
            }
        }
        settle(&mut shaped);
        shaped
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

    #[allow(clippy::too_many_arguments, reason = "a private step of shape(), all of whose state it needs")]
    fn shape_part(
        &self,
        text: &str,
        base: usize,
        first_character: u32,
        face: &Arc<Face>,
        face_index: usize,
        style_index: usize,
        style: &SpanStyle,
        shaped: &mut Shaped,
    ) {
        let glyphs = self.glyphs(text, face).unwrap_or_else(|| plain_glyphs(text, face));
        let upem = face.units_per_em();
        let tracking = style.size.scale(i64::from(style.tracking), 1000);
        let mut position = 0;
        let mut character = first_character;
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
                parts.push(GlyphPart { id: glyph.id, dx: pen + length(glyph.dx), dy: -length(glyph.dy) });
                pen += length(glyph.advance);
            }
            let first = source.chars().next().unwrap_or(' ');
            let last = source.chars().last().unwrap_or(' ');
            shaped.units.push(Unit {
                bytes: (to_u32(base + cluster), to_u32(base + to)),
                characters: (character, character + count),
                class: Class::of(first),
                style: style_index,
                face: face_index,
                glyphs: parts,
                width: pen + tracking,
                lead: Length::ZERO,
                tail: Length::ZERO,
                lead_cut: Length::ZERO,
                gap_before: Length::ZERO,
                width_permille: 1000,
                size: style.size,
                tracking,
                paired: false,
                begins_pair: false,
                ends_in_digit: last.is_ascii_digit(),
                is_degree_sign: matches!(first, '%' | '‰' | '°' | '℃' | '℉' | '％'),
                breaks_after: matches!(last, '-' | '/' | '?' | '&' | '\u{AD}' | '–'),
            });
            character += count;
            position = end;
        }
    }

    /// The glyphs of `text` by harfrust; `None` where the face cannot be shaped.
    fn glyphs(&self, text: &str, face: &Arc<Face>) -> Option<Vec<RawGlyph>> {
        let mut fonts = self.fonts.0.borrow_mut();
        let key = format!("{}#{}", face.file().display(), face.index());
        let font = fonts
            .entry(key)
            .or_insert_with(|| {
                let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(FaceBytes(face.clone()));
                Font::new(bytes, face.index())
            })
            .as_ref()?;
        shape_with(font, text).ok()
    }
}

fn shape_with(font: &Font, text: &str) -> Result<Vec<RawGlyph>, ShapeError> {
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_language(Language::new("zh-hans"));
    // Kerning and ligatures would move Han off their grid; Western text keeps both.
    let western = text.chars().any(|c| Class::of(c) == Class::Western);
    let script = if western { Script::LATIN } else { Script::HAN };
    buffer.set_script(Some(script));
    let off = [Feature::new(Tag::new(b"kern"), 0, ..), Feature::new(Tag::new(b"liga"), 0, ..)];
    let features: &[Feature] = if western { &[] } else { &off };
    harfrust::shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new().features(features))?;
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

/// One glyph a character, for a face that harfrust cannot read.
fn plain_glyphs(text: &str, face: &Face) -> Vec<RawGlyph> {
    text.char_indices()
        .map(|(cluster, c)| {
            let id = face.glyph(c).unwrap_or(0);
            RawGlyph { id, cluster, advance: i32::from(face.advance(id)), dx: 0, dy: 0 }
        })
        .collect()
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

/// Gives the units their engine-set widths and takes what adjacent marks owe each other.
fn settle(shaped: &mut Shaped) {
    western_quotes(shaped);
    pair_dashes(&mut shaped.units);
    for unit in &mut shaped.units {
        set_width(unit, &shaped.faces);
    }
    for index in 1..shaped.units.len() {
        let (left, right) = shaped.units.split_at_mut(index);
        if let (Some(left), Some(right)) = (left.last_mut(), right.first_mut()) {
            settle_pair(left, right);
        }
    }
    absorb_typed_blanks(&mut shaped.units);
}

/// Curly quotes inside Western text are Western: `don’t`, `“Hello”` between letters.
fn western_quotes(shaped: &mut Shaped) {
    let classes: Vec<Class> = shaped.units.iter().map(|u| u.class).collect();
    for (index, unit) in shaped.units.iter_mut().enumerate() {
        let text = shaped.text.get(unit.bytes.0 as usize..unit.bytes.1 as usize).unwrap_or_default();
        if !matches!(text, "“" | "”" | "‘" | "’") {
            continue;
        }
        let western =
            |at: Option<usize>| at.and_then(|i| classes.get(i)).is_some_and(|c| *c == Class::Western);
        if western(index.checked_sub(1)) && western(Some(index + 1)) {
            unit.class = Class::Western;
        }
    }
}

/// Dashes and ellipses count in pairs; an odd one out is a connector.
fn pair_dashes(units: &mut [Unit]) {
    let mut index = 0;
    while index < units.len() {
        let class = units.get(index).map_or(Class::Han, |u| u.class);
        if !matches!(class, Class::Dash | Class::Ellipsis) {
            index += 1;
            continue;
        }
        let run = units.iter().skip(index).take_while(|u| u.class == class).count();
        for (offset, unit) in units.iter_mut().skip(index).take(run).enumerate() {
            let whole_pair = offset < run - run % 2;
            unit.paired = whole_pair;
            unit.begins_pair = offset % 2 == 0;
        }
        index += run.max(1);
    }
}

fn set_width(unit: &mut Unit, faces: &[Arc<Face>]) {
    let em = unit.size;
    let box_width = match unit.class {
        Class::Western | Class::Space => return,
        Class::Interpunct => em / 2,
        // A cluster that did not become one glyph keeps room for all of its glyphs.
        Class::Han if unit.glyphs.len() > 1 => em.max(unit.width - unit.tracking),
        _ => em,
    };
    let natural = unit.width - unit.tracking;
    let shift = match unit.class {
        // The blank side must stay where the table says, so a narrow mark is not centred but left on its side.
        Class::Opening => box_width - natural,
        Class::Closing | Class::Stop | Class::Comma | Class::Colon | Class::Exclaim => Length::ZERO,
        Class::Dash => {
            if let Some(permille) = dash_permille(unit, faces) {
                unit.width_permille = permille;
            }
            Length::ZERO
        }
        _ => (box_width - natural) / 2,
    };
    for glyph in &mut unit.glyphs {
        glyph.dx += shift;
    }
    unit.width = box_width + unit.tracking;
    if unit.class.blank_at_start() {
        unit.lead = em / 2;
    }
    if unit.class.blank_at_end() {
        unit.tail = em / 2;
    }
    if unit.class == Class::Dash {
        align_dash(unit, faces);
    }
}

/// How far a dash has to be scaled so that its ink fills one em and a pair shows no gap.
fn dash_permille(unit: &Unit, faces: &[Arc<Face>]) -> Option<u16> {
    let face = faces.get(unit.face)?;
    let [left, _, right, _] = face.ink_bounds(unit.glyphs.first()?.id)?;
    let ink = i64::from(right) - i64::from(left);
    let permille = (i64::from(face.units_per_em()) * 1000).checked_div(ink)?;
    u16::try_from(permille).ok().filter(|p| (1000..=1400).contains(p))
}

/// Moves the scaled dash so that its ink begins at the start of its box.
fn align_dash(unit: &mut Unit, faces: &[Arc<Face>]) {
    let bounds =
        faces.get(unit.face).and_then(|f| Some((f.ink_bounds(unit.glyphs.first()?.id)?, f.units_per_em())));
    let Some(([left, ..], upem)) = bounds else { return };
    let offset =
        Length::from_font_units(i32::from(left), upem, unit.size).scale(i64::from(unit.width_permille), 1000);
    for glyph in &mut unit.glyphs {
        glyph.dx = -offset;
    }
}

/// clreq 3.1.6.1, GB/T 15834: two adjacent marks take 1½ em, not 2; Han beside Western text gets ¼ em.
fn settle_pair(left: &mut Unit, right: &mut Unit) {
    let opens = right.class == Class::Opening;
    let closes = right.class.blank_at_end();
    if left.class.blank_at_end() && closes && left.class != Class::Exclaim
        || left.class == Class::Exclaim && right.class == Class::Closing
    {
        // The left mark loses its blank: it becomes part of the fixed width.
        left.width -= left.tail;
        left.tail = Length::ZERO;
    } else if opens
        && (left.class.blank_at_end()
            || matches!(left.class, Class::Opening | Class::WideSpace | Class::Interpunct))
    {
        right.lead_cut = right.lead;
        right.lead = Length::ZERO;
    }
    let western_side = |unit: &Unit| unit.class == Class::Western;
    let han_side = |unit: &Unit| unit.class == Class::Han;
    if (han_side(left) && western_side(right) && !right.is_degree_sign)
        || (western_side(left) && han_side(right))
    {
        let size = if han_side(left) { left.size } else { right.size };
        right.gap_before = size / 4;
    }
}

/// A blank typed between Han and Western text stands for the ¼ em of that boundary, not beside it.
fn absorb_typed_blanks(units: &mut [Unit]) {
    for index in 1..units.len().saturating_sub(1) {
        let [left, middle, right] = units.get_mut(index - 1..index + 2).unwrap_or_default() else { continue };
        if middle.class != Class::Space {
            continue;
        }
        let boundary =
            matches!((left.class, right.class), (Class::Han, Class::Western) | (Class::Western, Class::Han));
        if boundary {
            middle.width = middle.size / 4;
        } else if left.class == Class::Han && right.class == Class::Han {
            // Names and parts of a headline are kept apart by a full blank.
            middle.width = middle.size.max(middle.width);
        } else if left.class.blank_at_end() || right.class == Class::Opening {
            middle.width = middle.size / 2;
        }
    }
}
