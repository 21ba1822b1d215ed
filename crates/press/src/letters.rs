//! Type as shapes (转曲), for printing houses that take no faces: each glyph once as a form in the file, placed by a matrix
//! wherever it stands. The text stays beside it (ActualText), so that the file can still be searched and proved.

use crate::paint::{Painter, points};
use crate::text::{clusters, words};
use crate::turned;
use banxin_fonts::{Face, OutlineSink};
use banxin_measure::{Length, Point};
use banxin_scene::{Glyph, GlyphRun, Paint, missing_glyph};
use lopdf::{Object, Stream, dictionary};
use printpdf::{CurTransMat, DictItem, Op};

/// A step of an outline, in font units, y upwards; curves are cubic, as PDF has them.
#[derive(Clone, Copy)]
pub(crate) enum Step {
    Move([f32; 2]),
    Line([f32; 2]),
    Curve([[f32; 2]; 3]),
    Close,
}

impl Step {
    fn operator(self) -> &'static str {
        match self {
            Step::Move(_) => "m",
            Step::Line(_) => "l",
            Step::Curve(_) => "c",
            Step::Close => "h",
        }
    }

    fn ends(&self) -> &[[f32; 2]] {
        match self {
            Step::Move(to) | Step::Line(to) => std::slice::from_ref(to),
            Step::Curve(ends) => ends,
            Step::Close => &[],
        }
    }
}

/// Gathers an outline.
#[derive(Default)]
pub(crate) struct Outline {
    steps: Vec<Step>,
    at: [f32; 2],
}

impl Outline {
    /// The outline of a glyph; nothing where it cannot be drawn, as its place is empty too when its face is embedded.
    pub(crate) fn of(face: &Face, glyph: u16) -> Vec<Step> {
        let mut outline = Outline::default();
        face.outline(glyph, &mut outline);
        outline.steps
    }

    fn push(&mut self, step: Step) {
        self.at = step.ends().last().copied().unwrap_or(self.at);
        self.steps.push(step);
    }
}

impl OutlineSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.push(Step::Move([x, y]));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.push(Step::Line([x, y]));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let raised = |[px, py]: [f32; 2]| [px + (cx - px) * 2.0 / 3.0, py + (cy - py) * 2.0 / 3.0];
        self.push(Step::Curve([raised(self.at), raised([x, y]), [x, y]]));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.push(Step::Curve([[ax, ay], [bx, by], [x, y]]));
    }
    fn close(&mut self) {
        self.push(Step::Close);
    }
}

/// Name of a glyph's form in the pages' resources: its face's and its own number.
pub(crate) fn resource((place, glyph): (usize, u16)) -> String {
    format!("G{}-{glyph}", place + 1)
}

/// A glyph as a form, in font units; the page says in which ink.
pub(crate) fn form(face: &Face, glyph: u16) -> Stream {
    let mut content = String::new();
    let mut bounds: Option<[f32; 4]> = None;
    for step in Outline::of(face, glyph) {
        for [x, y] in step.ends() {
            let [left, bottom, right, top] = bounds.unwrap_or([*x, *y, *x, *y]);
            bounds = Some([left.min(*x), bottom.min(*y), right.max(*x), top.max(*y)]);
            content.push_str(&format!("{} {} ", points(f64::from(*x)), points(f64::from(*y))));
        }
        content.push_str(step.operator());
        content.push('\n');
    }
    content.push_str("f\n");
    let box_of = bounds.unwrap_or_default().map(|edge| Object::Real(points(f64::from(edge))));
    let dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "FormType" => 1,
        "BBox" => box_of.to_vec(),
        "Resources" => dictionary! {},
    };
    Stream::new(dictionary, content.into_bytes())
}

impl Painter<'_> {
    /// Paints a run as shapes; the number of characters without a glyph, which are boxes, is given back.
    pub(crate) fn letters(&mut self, run: &GlyphRun, place: usize) -> usize {
        let Some(face) = self.types.get(place).map(|used| used.face.clone()) else { return 0 };
        self.end_text();
        self.ink_of(run);
        self.begin_actual_text(&said(run));
        let mut missing = 0;
        for glyph in &run.glyphs {
            if glyph.id == 0 {
                missing += 1;
                for item in missing_glyph(glyph.at, glyph.advance, run.size, run.turn, run.colour) {
                    self.plain(&item);
                }
                self.ink_of(run);
            } else if run.reach() > Length::ZERO || matches!(run.paint(), Paint::Gradient(_)) {
                self.drawn(run, glyph, &face);
            } else {
                self.letter(run, glyph, &face, place);
            }
        }
        self.ops.push(Op::EndMarkedContent);
        missing
    }

    fn letter(&mut self, run: &GlyphRun, glyph: &Glyph, face: &Face, place: usize) {
        let named = (place, glyph.id);
        self.letters_used.insert(named);
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix: CurTransMat::Raw(self.em_of(run, glyph.at, face)) },
            Op::Unknown { key: "Do".to_owned(), value: vec![DictItem::Name(resource(named).into_bytes())] },
            Op::RestoreGraphicsState,
        ]);
    }

    /// A letter whose outline stands on the page itself: a pen that strokes it must not be scaled with it, and readers do
    /// not agree on where a gradient lies in a form.
    fn drawn(&mut self, run: &GlyphRun, glyph: &Glyph, face: &Face) {
        let [a, b, c, d, e, f] = self.em_of(run, glyph.at, face).map(f64::from);
        for step in Outline::of(face, glyph.id) {
            let ends = step.ends().iter().flat_map(|[x, y]| {
                let (x, y) = (f64::from(*x), f64::from(*y));
                [a * x + c * y + e, b * x + d * y + f]
            });
            let value = ends.map(|value| DictItem::Real(points(value))).collect();
            self.ops.push(Op::Unknown { key: step.operator().to_owned(), value });
        }
        let paint = if run.reach() > Length::ZERO { "B" } else { "f" };
        self.ops.push(Op::Unknown { key: paint.to_owned(), value: Vec::new() });
    }

    /// The matrix from font units to the page for a glyph whose pen is at `at`.
    fn em_of(&self, run: &GlyphRun, at: Point, face: &Face) -> [f32; 6] {
        let unit = run.size.to_pt() / f64::from(face.units_per_em().max(1));
        let across = (unit * f64::from(run.width_permille) / 1000.0) as f32;
        let [a, b, c, d, x, y] = turned::text(run.turn, self.place(at).map(points));
        let up = unit as f32;
        [a * across, b * across, c * up, d * up, x, y].map(|number| number + 0.0)
    }
}

/// What a run's glyphs say, each cluster of glyphs once.
fn said(run: &GlyphRun) -> String {
    clusters(run).filter_map(|glyphs| Some(words(run, glyphs.first()?))).collect()
}
