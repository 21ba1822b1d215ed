//! Runs of glyphs as text operators: every glyph at its own place, every character readable.

use crate::paint::{Painter, points};
use crate::tounicode::utf16;
use banxin_measure::Length;
use banxin_scene::{Colour, Glyph, GlyphRun, missing_glyph};
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
    /// In points from the left edge of the page's box; `None` before the first glyph of a line.
    x: Option<f64>,
    y: Length,
    /// Points for a thousandth of an em, as wide as the run is set.
    unit: f64,
    /// Decimals of a correction, so that its rounding stays under a hundredth of a point at any size.
    step: f64,
}

/// The glyphs that together show one piece of text.
fn clusters(run: &GlyphRun) -> impl Iterator<Item = &[Glyph]> {
    run.glyphs.chunk_by(|a, b| a.text == b.text && a.id != 0 && b.id != 0)
}

fn words<'a>(run: &'a GlyphRun, glyph: &Glyph) -> &'a str {
    let (start, end) = glyph.text;
    run.text.get(start as usize..end as usize).unwrap_or_default()
}

impl Painter<'_> {
    /// Paints a run. Missing glyphs (glyph 0) are drawn as boxes; their number is given back.
    pub(crate) fn glyphs(&mut self, run: &GlyphRun, place: usize) -> usize {
        if run.size <= Length::ZERO || run.width_permille == 0 {
            return 0;
        }
        let mut missing = 0;
        self.fill_ink(run.colour, self.black_overprints && run.colour == Colour::BLACK);
        let em = run.size.to_pt();
        let unit = em / 1000.0 * f64::from(run.width_permille) / 1000.0;
        let step = if em > 60.0 { 100.0 } else { 10.0 };
        let mut pen = Pen { x: None, y: Length::ZERO, unit, step };
        let mut row = Row::default();
        for cluster in clusters(run) {
            let Some(first) = cluster.first() else { continue };
            let text = words(run, first);
            if first.id == 0 {
                self.flush(&mut row);
                self.missing(run, first, text, place);
                pen.x = None;
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
        missing
    }

    /// Whether the glyph's code says just this text; the first text that it is shown for becomes its own.
    fn says(&mut self, place: usize, glyph: u16, text: &str) -> bool {
        let Some(used) = self.types.get_mut(place) else { return false };
        let Some((code, _)) = used.code(glyph) else { return false };
        used.texts.entry(code).or_insert_with(|| text.to_owned()) == text
    }

    fn glyph(&mut self, run: &GlyphRun, glyph: &Glyph, place: usize, pen: &mut Pen, row: &mut Row) {
        let Some((code, width)) = self.types.get(place).and_then(|used| used.code(glyph.id)) else { return };
        let at = self.x(glyph.at.x);
        if pen.x.is_none() || pen.y != glyph.at.y {
            self.flush(row);
            self.begin_text(run, place);
            let (x, y) = (points(at), points(self.y(glyph.at.y)));
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
            pen.y = glyph.at.y;
            pen.x = Some(f64::from(x));
        }
        let mut x = pen.x.unwrap_or(at);
        if (at - x).abs() > NEAR {
            let correction = ((x - at) / pen.unit * pen.step).round() / pen.step;
            row.correction(correction);
            x -= correction * pen.unit;
        }
        row.code(code);
        pen.x = Some(x + width * pen.unit);
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

    fn begin_actual_text(&mut self, text: &str) {
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
            let (x, y) = (points(self.x(glyph.at.x)), points(self.y(glyph.at.y)));
            self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
            let percent = glyph.advance.to_pt() / (run.size.to_pt() * width / 1000.0) * 100.0;
            self.ops.push(Op::SetHorizontalScaling { percent: points(percent.max(1.0)) });
            self.state.width_permille = 0;
            self.begin_actual_text(text);
            self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Invisible });
            let mut row = Row::default();
            row.code(code);
            self.flush(&mut row);
            self.ops.push(Op::SetTextRenderingMode { mode: TextRenderingMode::Fill });
            self.ops.push(Op::EndMarkedContent);
            self.says(place, space, " ");
        }
        for item in missing_glyph(glyph.at, glyph.advance, run.size, run.colour) {
            self.plain(&item);
        }
        self.fill_ink(run.colour, self.black_overprints && run.colour == Colour::BLACK);
    }
}
