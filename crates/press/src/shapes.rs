//! What is neither text nor a picture, as path operators: rectangles, rules, shapes, outlines.

use crate::paint::{Over, Painter, points};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, Item, Paint, Path, Segment, Stroke};
use printpdf::{DictItem, Line, LinePoint, Op, PaintMode, Pt};

/// Black fills up to this width are rules and print over what lies under them, as rules do.
const RULE: Length = Length::from_pt(2);

impl Painter<'_> {
    /// Paints what is neither text nor a picture.
    pub(crate) fn plain(&mut self, item: &Item) {
        self.end_text();
        match item {
            Item::Fill(rect, colour) => self.fill(*rect, *colour),
            Item::Stroke(stroke) => self.stroke(*stroke),
            Item::Shape(path, colour) => self.shape(path, Paint::Plain(*colour)),
            Item::Shade(path, gradient) => self.shape(path, gradient.paint()),
            Item::Outline(path, width, colour) => self.outline(path, *width, *colour),
            Item::Glyphs(_) | Item::Image(_) => {}
        }
    }

    /// A rectangle of the page in PDF's terms.
    pub(crate) fn rect(&self, rect: Rect, mode: PaintMode) -> printpdf::Rect {
        // Both edges are rounded, not the width, so that neighbours meet.
        let (left, right) = (points(self.x(rect.x)), points(self.x(rect.right())));
        let (bottom, top) = (points(self.y(rect.bottom())), points(self.y(rect.y)));
        let span = |from: f32, to: f32| Pt(points(f64::from(to) - f64::from(from)));
        printpdf::Rect {
            x: Pt(left),
            y: Pt(bottom),
            width: span(left, right),
            height: span(bottom, top),
            mode: Some(mode),
            winding_order: None,
        }
    }

    fn fill(&mut self, rect: Rect, colour: Colour) {
        if rect.width <= Length::ZERO || rect.height <= Length::ZERO {
            return;
        }
        let paint = Paint::Plain(colour);
        let rule = rect.width.min(rect.height) <= RULE;
        self.fill_in(paint, if rule { self.black_over(paint) } else { Over::Out });
        let rectangle = self.rect(rect, PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn stroke(&mut self, stroke: Stroke) {
        if stroke.width <= Length::ZERO {
            return;
        }
        let paint = Paint::Plain(stroke.colour);
        self.stroke_in(paint, self.black_over(paint));
        self.pen(stroke.width, false);
        let end = |at: Point| {
            let [x, y] = self.place(at).map(|value| Pt(points(value)));
            LinePoint { p: printpdf::Point { x, y }, bezier: false }
        };
        let points = vec![end(stroke.from), end(stroke.to)];
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn shape(&mut self, path: &Path, paint: Paint) {
        let steps = self.steps(path);
        if steps.is_empty() {
            return;
        }
        self.fill_in(paint, Over::Out);
        self.ops.extend(steps);
        self.ops.push(operator("f"));
    }

    fn outline(&mut self, path: &Path, width: Length, colour: Colour) {
        let steps = self.steps(path);
        if steps.is_empty() || width <= Length::ZERO {
            return;
        }
        let paint = Paint::Plain(colour);
        self.stroke_in(paint, self.black_over(paint));
        self.pen(width, true);
        self.ops.extend(steps);
        self.ops.push(operator("S"));
    }

    /// The operators that build a path. What comes before its first move has no place to start from and is left out.
    fn steps(&self, path: &Path) -> Vec<Op> {
        let begins = |segment: &&Segment| !matches!(segment, Segment::Move(_));
        let step = |segment: &Segment| {
            let (key, ends): (&str, &[Point]) = match segment {
                Segment::Move(to) => ("m", &[*to]),
                Segment::Line(to) => ("l", &[*to]),
                Segment::Curve(a, b, to) => ("c", &[*a, *b, *to]),
                Segment::Close => ("h", &[]),
            };
            let value = ends.iter().flat_map(|at| self.place(*at));
            Op::Unknown { key: key.to_owned(), value: value.map(|v| DictItem::Real(points(v))).collect() }
        };
        path.segments.iter().skip_while(begins).map(step).collect()
    }
}

/// An operator without operands.
fn operator(key: &str) -> Op {
    Op::Unknown { key: key.to_owned(), value: Vec::new() }
}
