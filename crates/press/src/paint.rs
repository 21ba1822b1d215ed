//! A scene as printpdf's page operations, in the order of the scene's blocks and items.

use crate::pictures::{Pictures, Placed};
use crate::types::{Type, Types};
use crate::{Job, PressFinding};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, Image, Item, Path, Scene, Segment, Stroke, placeholder};
use printpdf::{
    Cmyk, Color, DictItem, ExtendedGraphicsStateId, Line, LinePoint, Op, PaintMode, Pt, XObjectId,
    XObjectTransform,
};
use std::collections::BTreeSet;

/// Name of the graphics state in which ink prints over what lies under it.
pub(crate) const OVERPRINT: &str = "Over";
/// Name of the graphics state in which ink knocks out what lies under it.
pub(crate) const KNOCKOUT: &str = "Out";

/// Black fills up to this width are rules and print over what lies under them, as rules do.
const RULE: Length = Length::from_pt(2);

/// Points for the page: a half thousandth of a point is the most that is lost. What is no number becomes 0.
pub(crate) fn points(value: f64) -> f32 {
    let rounded = (value * 1000.0).round() / 1000.0;
    if rounded.is_finite() { rounded as f32 } else { 0.0 }
}

/// What the viewer has set, so that nothing is said twice.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct State {
    pub(crate) in_text: bool,
    pub(crate) font: Option<(usize, Length)>,
    pub(crate) width_permille: u16,
    fill: Option<Colour>,
    stroke: Option<Colour>,
    weight: Option<Length>,
    overprint: bool,
}

/// One page's operations and the resources that they name.
pub(crate) struct PagePlan {
    pub(crate) ops: Vec<Op>,
    pub(crate) fonts: BTreeSet<usize>,
    pub(crate) pictures: BTreeSet<usize>,
}

/// Paints one page.
pub(crate) struct Painter<'a> {
    pub(crate) ops: Vec<Op>,
    pub(crate) state: State,
    pub(crate) types: &'a mut [Type],
    pub(crate) fonts_used: BTreeSet<usize>,
    pub(crate) black_overprints: bool,
    pictures_used: BTreeSet<usize>,
    height: Length,
    bleed: Length,
}

/// Paints the scene with this number in the job; what could not be painted as asked is added to `findings`.
pub(crate) fn page(
    job: &Job,
    number: usize,
    scene: &Scene,
    types: &mut Types,
    pictures: &Pictures,
    findings: &mut Vec<PressFinding>,
) -> PagePlan {
    let places: Vec<Option<usize>> = (0..scene.faces.len())
        .map(|face| types.place(number, u16::try_from(face).unwrap_or(u16::MAX)))
        .collect();
    let mut painter = Painter {
        ops: Vec::new(),
        state: State { width_permille: 1000, ..State::default() },
        types: &mut types.list,
        fonts_used: BTreeSet::new(),
        black_overprints: job.profile.black_overprints,
        pictures_used: BTreeSet::new(),
        height: scene.trim.height,
        bleed: job.profile.bleed,
    };
    for block in &scene.blocks {
        let mut missing = 0;
        for item in &block.items {
            match item {
                Item::Glyphs(run) => {
                    let place = places.get(usize::from(run.face.0)).copied().flatten();
                    missing += place.map_or(0, |place| painter.glyphs(run, place));
                }
                Item::Image(image) => painter.image(image, pictures),
                other => painter.plain(other),
            }
        }
        if missing > 0 {
            findings.push(PressFinding {
                rule: "press.glyph",
                page: scene.page.clone(),
                block: block.id.clone(),
                text: format!("{missing} characters have no glyph and are printed as boxes"),
            });
        }
    }
    painter.end_text();
    PagePlan { ops: painter.ops, fonts: painter.fonts_used, pictures: painter.pictures_used }
}

impl Painter<'_> {
    /// Across, in points from the left edge of the page's box.
    pub(crate) fn x(&self, x: Length) -> f64 {
        (x + self.bleed).to_pt()
    }

    /// Up, in points from the bottom edge of the page's box.
    pub(crate) fn y(&self, y: Length) -> f64 {
        (self.height + self.bleed - y).to_pt()
    }

    pub(crate) fn end_text(&mut self) {
        if self.state.in_text {
            self.state.in_text = false;
            self.ops.push(Op::EndTextSection);
        }
    }

    fn overprint(&mut self, over: bool) {
        if self.state.overprint != over {
            self.state.overprint = over;
            let name = if over { OVERPRINT } else { KNOCKOUT };
            self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(name.to_owned()) });
        }
    }

    pub(crate) fn fill_ink(&mut self, colour: Colour, over: bool) {
        self.overprint(over);
        if self.state.fill != Some(colour) {
            self.state.fill = Some(colour);
            self.ops.push(Op::SetFillColor { col: ink(colour) });
        }
    }

    /// Paints what is neither text nor a picture.
    pub(crate) fn plain(&mut self, item: &Item) {
        self.end_text();
        match item {
            Item::Fill(rect, colour) => self.fill(*rect, *colour),
            Item::Stroke(stroke) => self.stroke(*stroke),
            Item::Shape(path, colour) => self.shape(path, *colour),
            Item::Glyphs(_) | Item::Image(_) => {}
        }
    }

    /// A rectangle of the page in PDF's terms.
    fn rect(&self, rect: Rect, mode: PaintMode) -> printpdf::Rect {
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
        let rule = rect.width.min(rect.height) <= RULE;
        self.fill_ink(colour, self.black_overprints && rule && colour == Colour::BLACK);
        let rectangle = self.rect(rect, PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn stroke(&mut self, stroke: Stroke) {
        if stroke.width <= Length::ZERO {
            return;
        }
        self.overprint(self.black_overprints && stroke.colour == Colour::BLACK);
        if self.state.stroke != Some(stroke.colour) {
            self.state.stroke = Some(stroke.colour);
            self.ops.push(Op::SetOutlineColor { col: ink(stroke.colour) });
        }
        if self.state.weight != Some(stroke.width) {
            self.state.weight = Some(stroke.width);
            self.ops.push(Op::SetOutlineThickness { pt: Pt(points(stroke.width.to_pt())) });
        }
        let end = |at: Point| LinePoint {
            p: printpdf::Point { x: Pt(points(self.x(at.x))), y: Pt(points(self.y(at.y))) },
            bezier: false,
        };
        let points = vec![end(stroke.from), end(stroke.to)];
        self.ops.push(Op::DrawLine { line: Line { points, is_closed: false } });
    }

    fn shape(&mut self, path: &Path, colour: Colour) {
        if path.segments.is_empty() {
            return;
        }
        self.fill_ink(colour, false);
        let mut open = false;
        for segment in &path.segments {
            let (key, ends): (&str, &[Point]) = match segment {
                Segment::Move(to) => ("m", &[*to]),
                Segment::Line(to) => ("l", &[*to]),
                Segment::Curve(a, b, to) => ("c", &[*a, *b, *to]),
                Segment::Close => ("h", &[]),
            };
            // A path begins with a move; what comes before one has no place to start from.
            open |= key == "m";
            if open {
                let value = ends
                    .iter()
                    .flat_map(|at| [self.x(at.x), self.y(at.y)])
                    .map(|v| DictItem::Real(points(v)));
                self.ops.push(Op::Unknown { key: key.to_owned(), value: value.collect() });
            }
        }
        if open {
            self.ops.push(Op::Unknown { key: "f".to_owned(), value: Vec::new() });
        }
    }

    fn image(&mut self, image: &Image, pictures: &Pictures) {
        self.end_text();
        let Some(Placed { picture, placed }) = pictures.placed(image) else {
            for item in placeholder(image.frame) {
                self.plain(&item);
            }
            return;
        };
        self.overprint(false);
        self.pictures_used.insert(picture);
        let clip = !image.frame.contains(&placed);
        if clip {
            self.ops.push(Op::SaveGraphicsState);
            let rectangle = self.rect(image.frame, PaintMode::Clip);
            self.ops.push(Op::DrawRectangle { rectangle });
        }
        let at = self.rect(placed, PaintMode::Fill);
        self.ops.push(Op::UseXobject {
            id: XObjectId(Pictures::resource(picture)),
            transform: XObjectTransform {
                translate_x: Some(at.x),
                translate_y: Some(at.y),
                scale_x: Some(at.width.0),
                scale_y: Some(at.height.0),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
        if clip {
            self.ops.push(Op::RestoreGraphicsState);
        }
    }
}

/// A colour as DeviceCMYK.
fn ink(colour: Colour) -> Color {
    let share = |permille: u16| f32::from(permille.min(1000)) / 1000.0;
    let Colour { c, m, y, k } = colour;
    Color::Cmyk(Cmyk { c: share(c), m: share(m), y: share(y), k: share(k), icc_profile: None })
}
