//! Runs of glyphs as text operators: every glyph at its own place, every character readable.

use crate::paint::{Over, Painter, points};
use crate::tounicode::utf16;
use crate::turned;
use banxin_measure::{Length, Point};
use banxin_scene::{Glyph, GlyphRun, missing_glyph};
use printpdf::{DictItem, Op, PdfFontHandle, Pt, TextMatrix, TextRenderingMode};
use std::collections::BTreeMap;

/// Glyphs nearer than this to where the pen stands, in points, need no correction: a thousandth of a millimetre is
/// 0.0028 pt. What is left out is not lost, the pen's true place is kept.
const NEAR: f64 = 0.002;

/// A row of codes and corrections being gathered for one `TJ`.
#[derive(Default)]
struct Row {
    items: Vec<DictItem>,
    codes: Vec<u8>,
}

impl Row {
    fn code(&mut self, code: u16) {
        self.codes.extend(code.to_be_bytes());
    }

    fn close(&mut self) {
        if !self.codes.is_empty() {
            self.items.push(DictItem::String { data: std::mem::take(&mut self.codes), literal: false });
        }
    }

    fn correction(&mut self, thousandths: f64) {
        self.close();
        self.items.push(DictItem::Real(thousandths as f32));
    }

    fn show(&mut self) -> Option<Op> {
        self.close();
        let items = std::mem::take(&mut self.items);
        (!items.is_empty()).then(|| Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(items)] })
    }
}

/// Where the viewer's pen stands.
struct Pen {
    /// Points along the line; `None` before the first glyph of a line.
    along: Option<f64>,
    /// Which line: its place across.
    line: Length,
    /// Points for a thousandth of an em, as wide as the run is set.
    unit: f64,
    /// Decimals of a correction, so that its rounding stays under a hundredth of a point at any size.
    step: f64,
}

/// The place across a run's lines of the line that a pen stands on.
fn line_of(run: &GlyphRun, at: Point) -> Length {
    if run.turn.is_sideways() { at.x } else { at.y }
}

/// How a run's glyphs are drawn: trapped type is stroked too.
fn mode_of(run: &GlyphRun) -> TextRenderingMode {
    if run.reach() > Length::ZERO { TextRenderingMode::FillStroke } else { TextRenderingMode::Fill }
}

/// The glyphs that together show one piece of text.
pub(crate) fn clusters(run: &GlyphRun) -> impl Iterator<Item = &[Glyph]> {
    run.glyphs.chunk_by(|a, b| a.text == b.text && a.id != 0 && b.id != 0)
}

pub(crate) fn words<'a>(run: &'a GlyphRun, glyph: &Glyph) -> &'a str {
    let (start, end) = glyph.text;
    run.text.get(start as usize..end as usize).unwrap_or_default()
}

impl Painter<'_> {
    /// Paints a run. Missing glyphs (glyph 0) are drawn as boxes; their number is given back.
    pub(crate) fn glyphs(&mut self, run: &GlyphRun, place: usize) -> usize {
        if run.size <= Length::ZERO || run.width_permille == 0 {
            return 0;
        }
        if self.outlines {
            return self.letters(run, place);
        }
        let mut missing = 0;
        self.ink_of(run);
        self.text_mode(mode_of(run));
        let em = run.size.to_pt();
        let unit = em / 1000.0 * f64::from(run.width_permille) / 1000.0;
        let step = if em > 60.0 { 100.0 } else { 10.0 };
        let mut pen = Pen { along: None, line: Length::ZERO, unit, step };
        let mut row = Row::default();
        for cluster in clusters(run) {
            let Some(first) = cluster.first() else { continue };
            let text = words(run, first);
            if first.id == 0 {
                self.flush(&mut row);
                self.missing(run, first, text, place);
                pen.along = None;
                missing += 1;
                continue;
            }
            let said = match cluster {
                [glyph] if !text.is_empty() => self.says(place, glyph.id, text),
                _ => false,
            };
            if !said {
                self.flush(&mut row);
                self.begin_text(run, place);
                self.begin_actual_text(text);
            }
            for glyph in cluster {
                self.glyph(run, glyph, place, &mut pen, &mut row);
            }
            if !said {
                self.flush(&mut row);
                self.ops.push(Op::EndMarkedContent);
            }
        }
        self.flush(&mut row);
        self.text_mode(TextRenderingMode::Fill);
        missing
    }

    /// Sets what the run is painted in, and the pen of its trap if it has one.
    pub(crate) fn ink_of(&mut self, run: &GlyphRun) {
        let (paint, reach) = (run.paint(), run.reach());
        let over = match self.black_over(paint) {
            Over::Out if reach > Length::ZERO => Over::Edge,
            over => over,
        };
        self.fill_in(paint, over);
        if reach > Length::ZERO {
            self.stroke_in(paint, over);
            self.pen(reach * 2, true);
        }
    }

    /// Whether the glyph's code says just this text; the first text that it is shown for becomes its own.
    fn says(&mut self, place: usize, glyph: u16, text: &str) -> bool {
        let Some(used) = self.types.get_mut(place) else { return false };
        let Some((code, _)) = used.code(glyph) else { return false };
        used.texts.entry(code).or_insert_with(|| text.to_owned()) == text
    }

    fn glyph(&mut self, run: &GlyphRun, glyph: &Glyph, place: usize, pen: &mut Pen, row: &mut Row) {
        let Some((code, width)) = self.types.get(place).and_then(|used| used.code(glyph.id)) else { return };
        let at = turned::along(run.turn, self.place(glyph.at));
        let line = line_of(run, glyph.at);
        if pen.along.is_none() || pen.line != line {
            self.flush(row);
            self.begin_text(run, place);
            let place = self.place(glyph.at).map(points);
            self.text_at(run, place);
            pen.line = line;
            pen.along = Some(turned::along(run.turn, place.map(f64::from)));
        }
        let mut along = pen.along.unwrap_or(at);
        if (at - along).abs() > NEAR {
            let correction = ((along - at) / pen.unit * pen.step).round() / pen.step;
            row.correction(correction);
            along -= correction * pen.unit;
        }
        row.code(code);
        pen.along = Some(along + width * pen.unit);
    }

    /// Puts the viewer's pen at `place`, in points, turned as the run is.
    fn text_at(&mut self, run: &GlyphRun, place: [f32; 2]) {
        let matrix = TextMatrix::Raw(turned::text(run.turn, place));
        self.ops.push(Op::SetTextMatrix { matrix });
    }

    fn flush(&mut self, row: &mut Row) {
        self.ops.extend(row.show());
    }

    /// Opens a text object and sets the run's face, size and width.
    fn begin_text(&mut self, run: &GlyphRun, place: usize) {
        if !self.state.in_text {
            self.state.in_text = true;
            self.ops.push(Op::StartTextSection);
        }
        if self.state.font != Some((place, run.size)) {
            let Some(used) = self.types.get(place) else { return };
            let font = PdfFontHandle::External(printpdf::FontId(used.resource.clone()));
            self.ops.push(Op::SetFont { font, size: Pt(points(run.size.to_pt())) });
            self.state.font = Some((place, run.size));
            self.fonts_used.insert(place);
        }
        if self.state.width_permille != run.width_permille {
            self.ops.push(Op::SetHorizontalScaling { percent: f32::from(run.width_permille) / 10.0 });
            self.state.width_permille = run.width_permille;
        }
    }

    pub(crate) fn begin_actual_text(&mut self, text: &str) {
        let text = DictItem::String { data: utf16(text), literal: false };
        let properties = DictItem::Dict { map: BTreeMap::from([("ActualText".to_owned(), text)]) };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
    }

    /// A box where a character has no glyph, with an unseen space, as wide as the box, that carries the character.
    fn missing(&mut self, run: &GlyphRun, glyph: &Glyph, text: &str, place: usize) {
        let space = self.types.get(place).and_then(|used| {
            let space = used.face.glyph(' ')?;
            let (code, width) = used.code(space)?;
            (width > 0.0).then_some((space, code, width))
        });
        if let Some((space, code, width)) = space.filter(|_| !text.is_empty()) {
            self.begin_text(run, place);
            self.text_at(run, self.place(glyph.at).map(points));
            let percent = glyph.advance.to_pt() / (run.size.to_pt() * width / 1000.0) * 100.0;
            self.ops.push(Op::SetHorizontalScaling { percent: points(percent.max(1.0)) });
            self.state.width_permille = 0;
            self.begin_actual_text(text);
            self.text_mode(TextRenderingMode::Invisible);
            let mut row = Row::default();
            row.code(code);
            self.flush(&mut row);
            self.text_mode(mode_of(run));
            self.ops.push(Op::EndMarkedContent);
            self.says(place, space, " ");
        }
        for item in missing_glyph(glyph.at, glyph.advance, run.size, run.turn, run.colour) {
            self.plain(&item);
        }
        self.ink_of(run);
    }
}
