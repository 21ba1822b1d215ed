//! From composed lines to glyph runs of the scene, at their place on the page.

use crate::maker::Maker;
use crate::styles::Resolved;
use banxin_edition::model::{Mark, Paragraph, Run, StyleName};
use banxin_measure::{Length, Point, Turn};
use banxin_scene::{Colour, Glyph, GlyphRun, Item, Origin, TextLine};
use banxin_typeset::{Line, Shaped, Span, SpanStyle, Unit};

/// Text shaped in one or several styles, ready to be composed.
#[derive(Clone, Default)]
pub(crate) struct Text {
    pub(crate) shaped: Shaped,
    /// Ink of each span style.
    pub(crate) colours: Vec<Colour>,
    pub(crate) origin: TextOrigin,
    /// Size of the style it is set in, for a text without characters.
    pub(crate) size: Length,
}

impl Text {
    /// Characters of some of its units.
    pub(crate) fn characters_in(&self, (from, to): (usize, usize)) -> u32 {
        let units = self.shaped.units.get(from..to).unwrap_or_default();
        units.iter().map(|unit| unit.characters.1 - unit.characters.0).sum()
    }
}

/// What a hyphen that divides a word reads as: a soft hyphen, so that whoever searches a PDF finds the word whole
/// (ISO 32000-1, 14.8.2.2.3).
const SOFT_HYPHEN: &str = "\u{AD}";

/// Where a text comes from; a run adds its own first character.
#[derive(Clone, Default)]
pub(crate) enum TextOrigin {
    Story {
        story: String,
        paragraph: u32,
    },
    Field(&'static str),
    #[default]
    Generated,
}

impl Maker<'_> {
    /// Shapes a paragraph of a story in `base`, its marked runs in the styles of their marks.
    pub(crate) fn paragraph(&mut self, story: &str, paragraph: &Paragraph, base: &Resolved) -> Text {
        let origin = TextOrigin::Story { story: story.to_owned(), paragraph: paragraph.id };
        self.runs(&paragraph.runs, base, origin)
    }

    /// Shapes words that are no paragraph of a story.
    pub(crate) fn words(&mut self, words: &str, base: &Resolved, origin: TextOrigin) -> Text {
        self.runs(&[Run { text: words.to_owned(), mark: None }], base, origin)
    }

    fn runs(&mut self, runs: &[Run], base: &Resolved, origin: TextOrigin) -> Text {
        let (shaped, colours) = self.shaped(runs, base);
        self.report_glyphs(&shaped, &origin);
        Text { shaped, colours, origin, size: base.size }
    }

    /// Shapes runs, marked ones in the styles of their marks, and gives the ink of each; tells nobody.
    pub(crate) fn shaped(&self, runs: &[Run], base: &Resolved) -> (Shaped, Vec<Colour>) {
        let mut styles: Vec<SpanStyle> = Vec::new();
        let mut colours = Vec::new();
        let mut spans = Vec::new();
        for run in runs {
            let style = match run.mark {
                None => base.clone(),
                Some(Mark::Dateline) => self.styles.of(StyleName::Dateline).clone(),
                Some(Mark::Label) => self.styles.of(StyleName::CaptionLabel).sized(base.size),
                Some(Mark::Credit) => self.styles.of(StyleName::Credit).sized(base.size),
                Some(Mark::Strong) => self.styles.of(StyleName::Crosshead).sized(base.size),
            };
            spans.push(Span { text: &run.text, style: styles.len() });
            styles.push(style.span());
            colours.push(style.colour);
        }
        (self.shaper.shape(&spans, &styles, &base.manner), colours)
    }

    /// Puts a composed line on the page: `x` is the start of its stretch of `width`, `baseline` its baseline.
    pub(crate) fn put_line(
        &mut self,
        items: &mut Vec<Item>,
        text: &Text,
        line: &Line,
        (x, width): (Length, Length),
        baseline: Length,
    ) {
        self.keep_line(text, line, (x, width), baseline);
        let mut current: Option<(RunKey, GlyphRun)> = None;
        for placed in &line.placed {
            let Some(unit) = text.shaped.units.get(placed.unit) else { continue };
            let key = RunKey { face: unit.face, style: unit.style, permille: unit.width_permille };
            if current.as_ref().is_none_or(|(known, _)| *known != key) {
                items.extend(current.take().map(|(_, run)| Item::Glyphs(run)));
                current = self.new_run(text, unit).map(|run| (key, run));
            }
            if let Some((_, run)) = &mut current {
                push_unit(run, text, unit, x + placed.origin, baseline, placed.advance);
            }
        }
        items.extend(current.map(|(_, run)| Item::Glyphs(run)));
        items.extend(self.hyphen(text, line, x, baseline).map(Item::Glyphs));
    }

    /// The hyphen at a line's end: no character of the story, and so generated.
    fn hyphen(&mut self, text: &Text, line: &Line, x: Length, baseline: Length) -> Option<GlyphRun> {
        let (hyphen, at) = line.hyphen?;
        let (face, id) = hyphen.glyph?;
        let unit = text.shaped.units.get(line.placed.last()?.unit)?;
        let face = text.shaped.faces.get(face)?;
        let at = Point::new(x + at, baseline);
        let range = (0, u32::try_from(SOFT_HYPHEN.len()).ok()?);
        Some(GlyphRun {
            face: self.face_index(face.family(), face.style()),
            size: unit.size,
            width_permille: 1000,
            colour: text.colours.get(unit.style).copied().unwrap_or(Colour::BLACK),
            gradient: None,
            turn: Turn::Upright,
            spread: Length::ZERO,
            text: SOFT_HYPHEN.to_owned(),
            glyphs: vec![Glyph { id, at, advance: hyphen.width, text: range }],
            origin: Origin::Generated,
        })
    }

    /// Keeps where the carets of a line are.
    fn keep_line(&mut self, text: &Text, line: &Line, (x, width): (Length, Length), baseline: Length) {
        let TextOrigin::Story { story, paragraph } = &text.origin else { return };
        let units = || line.placed.iter().filter_map(|p| Some((p, text.shaped.units.get(p.unit)?)));
        let mut stops: Vec<(u32, Length)> =
            units().map(|(placed, unit)| (unit.characters.0, x + placed.x)).collect();
        let last =
            units().next_back().map(|(placed, unit)| (unit.characters.1, x + placed.x + placed.advance));
        stops.push(last.unwrap_or((0, x)));
        let size = units().map(|(_, unit)| unit.size).max().unwrap_or(text.size);
        let (story, paragraph) = (story.clone(), *paragraph);
        self.text_lines.push(TextLine { story, paragraph, baseline, size, start: x, width, stops });
    }

    fn new_run(&mut self, text: &Text, unit: &Unit) -> Option<GlyphRun> {
        let face = text.shaped.faces.get(unit.face)?;
        let index = self.face_index(face.family(), face.style());
        let origin = match &text.origin {
            TextOrigin::Story { story, paragraph } => {
                Origin::Text { story: story.clone(), paragraph: *paragraph, start: unit.characters.0 }
            }
            TextOrigin::Field(name) => Origin::Field(name),
            TextOrigin::Generated => Origin::Generated,
        };
        Some(GlyphRun {
            face: index,
            size: unit.size,
            width_permille: unit.width_permille,
            colour: text.colours.get(unit.style).copied().unwrap_or(Colour::BLACK),
            gradient: None,
            turn: Turn::Upright,
            spread: Length::ZERO,
            text: String::new(),
            glyphs: Vec::new(),
            origin,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct RunKey {
    face: usize,
    style: usize,
    permille: u16,
}

fn push_unit(run: &mut GlyphRun, text: &Text, unit: &Unit, x: Length, baseline: Length, advance: Length) {
    let start = u32::try_from(run.text.len()).unwrap_or(u32::MAX);
    let source = text.shaped.text.get(unit.bytes.0 as usize..unit.bytes.1 as usize).unwrap_or_default();
    run.text.push_str(source);
    let end = u32::try_from(run.text.len()).unwrap_or(u32::MAX);
    for (number, part) in unit.glyphs.iter().enumerate() {
        // Only the first glyph of a cluster carries its text, so that nothing is counted twice.
        let range = if number == 0 { (start, end) } else { (end, end) };
        let at = Point::new(x + part.dx, baseline + part.dy);
        let first = unit.glyphs.first().map_or(part.dx, |g| g.dx);
        let advance = match unit.glyphs.get(number + 1) {
            Some(next) => next.dx - part.dx,
            None => advance - (part.dx - first),
        };
        run.glyphs.push(Glyph { id: part.id, at, advance, text: range });
    }
}
