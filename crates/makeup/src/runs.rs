//! From composed lines to glyph runs of the scene, at their place on the page.

use crate::craft::put_runs;
use crate::maker::Maker;
use crate::styles::{Dress, Resolved};
use banxin_edition::model::{Mark, Paragraph, Run, StyleName};
use banxin_measure::{Length, Point, Turn};
use banxin_scene::{Colour, Glyph, GlyphRun, Item, Origin, TextLine};
use banxin_typeset::{Line, Shaped, Span, SpanStyle, Unit};

/// Text shaped in one or several styles, ready to be composed.
#[derive(Clone, Default)]
pub(crate) struct Text {
    pub(crate) shaped: Shaped,
    /// What each span style is painted with.
    pub(crate) dresses: Vec<Dress>,
    pub(crate) origin: TextOrigin,
    /// Paragraphs that run into the text at its head (署名 as 电头): the character of the text at which each ends, and
    /// its number.
    pub(crate) leads: Vec<(u32, u32)>,
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

impl Text {
    /// The paragraph to which a character of the text belongs, and the text's characters before that paragraph.
    fn paragraph_at(&self, character: u32, own: u32) -> (u32, u32) {
        let mut before = 0;
        for (end, paragraph) in &self.leads {
            if character < *end {
                return (*paragraph, before);
            }
            before = *end;
        }
        (own, before)
    }

    fn colour(&self, style: usize) -> Colour {
        self.dresses.get(style).map_or(Colour::BLACK, |dress| dress.colour)
    }
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

    /// Shapes a paragraph with others running into it at its head, each in the style of names, a full em apart.
    pub(crate) fn led_paragraph(
        &mut self,
        story: &str,
        leads: &[&Paragraph],
        paragraph: &Paragraph,
        base: &Resolved,
    ) -> Text {
        let names = self.styles.of(StyleName::Byline).sized(base.size);
        let mut pieces: Vec<(&str, Resolved)> = Vec::new();
        let mut ends = Vec::new();
        let mut end: u32 = 0;
        for lead in leads {
            pieces.extend(lead.runs.iter().map(|run| (run.text.as_str(), names.clone())));
            end = end.saturating_add(u32::try_from(lead.characters()).unwrap_or(u32::MAX));
            ends.push((end, lead.id));
        }
        pieces.extend(paragraph.runs.iter().map(|run| (run.text.as_str(), self.marked(run, base))));
        let (mut shaped, dresses) = self.shaped_pieces(&pieces, base);
        for unit in shaped.units.iter_mut().filter(|unit| unit.characters.0 > 0) {
            if ends.iter().any(|(end, _)| *end == unit.characters.0) {
                unit.gap_before = base.size;
            }
        }
        let origin = TextOrigin::Story { story: story.to_owned(), paragraph: paragraph.id };
        self.report_glyphs(&shaped, &origin);
        Text { shaped, dresses, origin, leads: ends, size: base.size }
    }

    fn runs(&mut self, runs: &[Run], base: &Resolved, origin: TextOrigin) -> Text {
        let (shaped, dresses) = self.shaped(runs, base);
        self.report_glyphs(&shaped, &origin);
        Text { shaped, dresses, origin, leads: Vec::new(), size: base.size }
    }

    /// The style of a run in a text set in `base`.
    fn marked(&self, run: &Run, base: &Resolved) -> Resolved {
        match run.mark {
            None => base.clone(),
            Some(Mark::Dateline) => self.styles.of(StyleName::Dateline).clone(),
            Some(Mark::Label) => self.styles.of(StyleName::CaptionLabel).sized(base.size),
            Some(Mark::Credit) => self.styles.of(StyleName::Credit).sized(base.size),
            Some(Mark::Strong) => self.styles.of(StyleName::Crosshead).sized(base.size),
        }
    }

    /// Shapes runs, marked ones in the styles of their marks, and gives what each is painted with; tells nobody.
    pub(crate) fn shaped(&self, runs: &[Run], base: &Resolved) -> (Shaped, Vec<Dress>) {
        let pieces: Vec<(&str, Resolved)> =
            runs.iter().map(|run| (run.text.as_str(), self.marked(run, base))).collect();
        self.shaped_pieces(&pieces, base)
    }

    fn shaped_pieces(&self, pieces: &[(&str, Resolved)], base: &Resolved) -> (Shaped, Vec<Dress>) {
        let styles: Vec<SpanStyle> = pieces.iter().map(|(_, style)| style.span()).collect();
        let dresses = pieces.iter().map(|(_, style)| style.dress()).collect();
        let spans: Vec<Span<'_>> =
            pieces.iter().enumerate().map(|(style, (text, _))| Span { text, style }).collect();
        (self.shaper.shape(&spans, &styles, &base.manner), dresses)
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
        let mut runs: Vec<(RunKey, GlyphRun)> = Vec::new();
        for placed in &line.placed {
            let Some(unit) = text.shaped.units.get(placed.unit) else { continue };
            let key = RunKey::of(text, unit);
            if runs.last().is_none_or(|(known, _)| *known != key) {
                let Some(run) = self.new_run(text, unit) else { continue };
                runs.push((key, run));
            }
            if let Some((_, run)) = runs.last_mut() {
                push_unit(run, text, unit, x + placed.origin, baseline, placed.advance);
            }
        }
        let runs = runs.into_iter().map(|(key, run)| (key.style, key.face, run)).collect();
        put_runs(items, text, runs, self.page.colour);
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
            colour: text.colour(unit.style),
            gradient: None,
            turn: Turn::Upright,
            spread: Length::ZERO,
            text: SOFT_HYPHEN.to_owned(),
            glyphs: vec![Glyph { id, at, advance: hyphen.width, text: range }],
            origin: Origin::Generated,
        })
    }

    /// Keeps where the carets of a line are, paragraph by paragraph.
    fn keep_line(&mut self, text: &Text, line: &Line, (x, width): (Length, Length), baseline: Length) {
        let TextOrigin::Story { story, paragraph: own } = &text.origin else { return };
        let units = || line.placed.iter().filter_map(|p| Some((p, text.shaped.units.get(p.unit)?)));
        let size = units().map(|(_, unit)| unit.size).max().unwrap_or(text.size);
        let of = |paragraph: u32| TextLine {
            story: story.clone(),
            paragraph,
            baseline,
            size,
            start: x,
            width,
            stops: Vec::new(),
        };
        let mut lines: Vec<TextLine> = Vec::new();
        let mut end = (0, x);
        for (placed, unit) in units() {
            let (paragraph, before) = text.paragraph_at(unit.characters.0, *own);
            if lines.last().is_none_or(|line| line.paragraph != paragraph) {
                if let Some(line) = lines.last_mut() {
                    line.stops.push(end);
                }
                lines.push(of(paragraph));
            }
            if let Some(line) = lines.last_mut() {
                line.stops.push((unit.characters.0 - before, x + placed.x));
            }
            end = (unit.characters.1.saturating_sub(before), x + placed.x + placed.advance);
        }
        if lines.is_empty() {
            lines.push(of(*own));
        }
        if let Some(line) = lines.last_mut() {
            line.stops.push(end);
        }
        self.text_lines.extend(lines);
    }

    fn new_run(&mut self, text: &Text, unit: &Unit) -> Option<GlyphRun> {
        let face = text.shaped.faces.get(unit.face)?;
        let index = self.face_index(face.family(), face.style());
        let origin = match &text.origin {
            TextOrigin::Story { story, paragraph } => {
                let (paragraph, before) = text.paragraph_at(unit.characters.0, *paragraph);
                Origin::Text { story: story.clone(), paragraph, start: unit.characters.0 - before }
            }
            TextOrigin::Field(name) => Origin::Field(name),
            TextOrigin::Generated => Origin::Generated,
        };
        Some(GlyphRun {
            face: index,
            size: unit.size,
            width_permille: unit.width_permille,
            colour: text.colour(unit.style),
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
    /// Characters of the text before the run's paragraph.
    paragraph: u32,
}

impl RunKey {
    fn of(text: &Text, unit: &Unit) -> RunKey {
        let (_, paragraph) = text.paragraph_at(unit.characters.0, 0);
        RunKey { face: unit.face, style: unit.style, permille: unit.width_permille, paragraph }
    }
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
