//! A scene as printpdf's page operations, in the order of the scene's blocks and items.

use crate::gradient;
use crate::pictures::{Pictures, Placed};
use crate::sample::{self, Lie};
use crate::turned;
use crate::types::{Type, Types};
use crate::{Job, PressFinding, SampleSheet};
use banxin_measure::{Length, Point};
use banxin_scene::{Colour, Gradient, Image, Item, Paint, Scene, placeholder};
use printpdf::{
    Cmyk, Color, CurTransMat, DictItem, ExtendedGraphicsStateId, LineCapStyle, LineJoinStyle, Op, PaintMode,
    Pt, Rgb, TextRenderingMode,
};
use std::collections::BTreeSet;

/// What ink does to the inks that lie under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Over {
    /// It knocks them out.
    #[default]
    Out,
    /// It prints over them.
    Whole,
    /// Fills knock out and strokes print over: the edge of trapped type.
    Edge,
}

impl Over {
    /// Every one, in the order in which they are written.
    pub(crate) const ALL: [Over; 3] = [Over::Whole, Over::Out, Over::Edge];

    /// Name of its graphics state.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Over::Out => "Out",
            Over::Whole => "Over",
            Over::Edge => "Edge",
        }
    }

    /// Whether strokes print over, and whether fills do.
    pub(crate) const fn strokes_and_fills(self) -> (bool, bool) {
        match self {
            Over::Out => (false, false),
            Over::Whole => (true, true),
            Over::Edge => (true, false),
        }
    }
}

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
    mode: Option<TextRenderingMode>,
    fill: Option<Paint>,
    stroke: Option<Paint>,
    weight: Option<Length>,
    round: bool,
    over: Over,
}

/// One page's operations and the resources that they name.
pub(crate) struct PagePlan {
    pub(crate) ops: Vec<Op>,
    pub(crate) fonts: BTreeSet<usize>,
    pub(crate) pictures: BTreeSet<usize>,
    /// Glyphs that are shapes: the place of their face and their own number.
    pub(crate) letters: BTreeSet<(usize, u16)>,
    /// In the order of their first use.
    pub(crate) gradients: Vec<gradient::Axis>,
}

/// Paints one page.
pub(crate) struct Painter<'a> {
    pub(crate) ops: Vec<Op>,
    pub(crate) state: State,
    pub(crate) types: &'a mut [Type],
    pub(crate) fonts_used: BTreeSet<usize>,
    pub(crate) letters_used: BTreeSet<(usize, u16)>,
    /// Whether type becomes shapes.
    pub(crate) outlines: bool,
    /// Whether in screen colours, of which none prints over another (样张).
    on_screen: bool,
    /// The page's place on its sheet.
    lie: Lie,
    black_overprints: bool,
    pictures_used: BTreeSet<usize>,
    gradients: Vec<Gradient>,
    height: Length,
    /// How far the sheet reaches beyond the trim.
    margin: Length,
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
    let lie = job.sample().unwrap_or(SampleSheet::Full).lie(scene.trim);
    let mut painter = Painter {
        ops: Vec::new(),
        state: State { width_permille: 1000, ..State::default() },
        types: &mut types.list,
        fonts_used: BTreeSet::new(),
        letters_used: BTreeSet::new(),
        outlines: job.profile.letters.outlines && job.sample().is_none(),
        on_screen: job.sample().is_some(),
        lie,
        black_overprints: job.profile.letters.black_overprints,
        pictures_used: BTreeSet::new(),
        gradients: Vec::new(),
        height: scene.trim.height,
        margin: job.margin(),
    };
    painter.begin_sample();
    let word = job.sample().and_then(|_| sample::under(scene, job.fonts));
    word.iter().for_each(|word| painter.plain(word));
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
    let line = job.sample().and_then(|_| sample::over(scene, job.fonts));
    line.iter().for_each(|line| painter.plain(line));
    if job.profile.sheet.marks && job.sample().is_none() {
        painter.marks(scene.trim, job.profile.sheet.bleed);
    }
    painter.end_text();
    painter.end_sample();
    let axis = |gradient: &Gradient| {
        // Patterns lie on the sheet, whatever the page on it is scaled by.
        let end = |at: Point| {
            let [x, y] = painter.place(at);
            let Lie { scale, at: [left, bottom], .. } = painter.lie;
            [x * scale + left, y * scale + bottom].map(points)
        };
        let (from, to) = (end(gradient.from), end(gradient.to));
        gradient::Axis { on_screen: painter.on_screen, from, to, inks: gradient.colours }
    };
    let gradients = painter.gradients.iter().map(axis).collect();
    PagePlan {
        ops: painter.ops,
        fonts: painter.fonts_used,
        pictures: painter.pictures_used,
        letters: painter.letters_used,
        gradients,
    }
}

impl Painter<'_> {
    /// Across, in points from the left edge of the page's box.
    pub(crate) fn x(&self, x: Length) -> f64 {
        (x + self.margin).to_pt()
    }

    /// Up, in points from the bottom edge of the page's box.
    pub(crate) fn y(&self, y: Length) -> f64 {
        (self.height + self.margin - y).to_pt()
    }

    /// A place on the page in points from the left and the bottom edge of the page's box.
    pub(crate) fn place(&self, at: Point) -> [f64; 2] {
        [self.x(at.x), self.y(at.y)]
    }

    pub(crate) fn end_text(&mut self) {
        if self.state.in_text {
            self.state.in_text = false;
            self.ops.push(Op::EndTextSection);
        }
    }

    /// Scales what follows to a sample's sheet.
    fn begin_sample(&mut self) {
        if let Some(matrix) = self.lie.matrix() {
            let matrix = CurTransMat::Raw(matrix);
            self.ops.extend([Op::SaveGraphicsState, Op::SetTransformationMatrix { matrix }]);
        }
    }

    fn end_sample(&mut self) {
        if self.lie.matrix().is_some() {
            self.ops.push(Op::RestoreGraphicsState);
        }
    }

    fn over(&mut self, over: Over) {
        let over = if self.on_screen { Over::Out } else { over };
        if self.state.over != over {
            self.state.over = over;
            let gs = ExtendedGraphicsStateId(over.name().to_owned());
            self.ops.push(Op::LoadGraphicsState { gs });
        }
    }

    /// What a mark in this paint does to what lies under it, if it is one that prints over in black.
    pub(crate) fn black_over(&self, paint: Paint) -> Over {
        let black = paint == Paint::Plain(Colour::BLACK);
        if self.black_overprints && black { Over::Whole } else { Over::Out }
    }

    pub(crate) fn fill_in(&mut self, paint: Paint, over: Over) {
        self.over(over);
        if self.state.fill != Some(paint) {
            self.state.fill = Some(paint);
            match paint {
                Paint::Plain(colour) => self.ops.push(Op::SetFillColor { col: self.ink(colour) }),
                Paint::Gradient(gradient) => self.pattern(&gradient, ["cs", "scn"]),
            }
        }
    }

    pub(crate) fn stroke_in(&mut self, paint: Paint, over: Over) {
        self.over(over);
        if self.state.stroke != Some(paint) {
            self.state.stroke = Some(paint);
            match paint {
                Paint::Plain(colour) => self.ops.push(Op::SetOutlineColor { col: self.ink(colour) }),
                Paint::Gradient(gradient) => self.pattern(&gradient, ["CS", "SCN"]),
            }
        }
    }

    /// A colour as DeviceCMYK, or as a sample's DeviceRGB.
    fn ink(&self, colour: Colour) -> Color {
        if self.on_screen {
            let [r, g, b] = gradient::lights(colour);
            return Color::Rgb(Rgb { r, g, b, icc_profile: None });
        }
        let [c, m, y, k] = gradient::shares(colour);
        Color::Cmyk(Cmyk { c, m, y, k, icc_profile: None })
    }

    /// Sets a gradient by the operators for a colour space and for a colour in it.
    fn pattern(&mut self, gradient: &Gradient, [space, colour]: [&str; 2]) {
        let known = self.gradients.iter().position(|known| known == gradient);
        let number = known.unwrap_or_else(|| {
            self.gradients.push(*gradient);
            self.gradients.len() - 1
        });
        for (key, name) in [(space, "Pattern".to_owned()), (colour, gradient::resource(number))] {
            self.ops
                .push(Op::Unknown { key: key.to_owned(), value: vec![DictItem::Name(name.into_bytes())] });
        }
    }

    /// Sets how the next strokes are drawn: their weight, and whether their ends and corners are round.
    pub(crate) fn pen(&mut self, weight: Length, round: bool) {
        if self.state.weight != Some(weight) {
            self.state.weight = Some(weight);
            self.ops.push(Op::SetOutlineThickness { pt: Pt(points(weight.to_pt())) });
        }
        if self.state.round != round {
            self.state.round = round;
            let (cap, join) = if round {
                (LineCapStyle::Round, LineJoinStyle::Round)
            } else {
                (LineCapStyle::Butt, LineJoinStyle::Miter)
            };
            self.ops.extend([Op::SetLineCapStyle { cap }, Op::SetLineJoinStyle { join }]);
        }
    }

    pub(crate) fn text_mode(&mut self, mode: TextRenderingMode) {
        if self.state.mode.unwrap_or(TextRenderingMode::Fill) != mode {
            self.state.mode = Some(mode);
            self.ops.push(Op::SetTextRenderingMode { mode });
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
        self.over(Over::Out);
        self.pictures_used.insert(picture);
        let clip = !image.frame.contains(&placed);
        if clip {
            self.ops.push(Op::SaveGraphicsState);
            let rectangle = self.rect(image.frame, PaintMode::Clip);
            self.ops.push(Op::DrawRectangle { rectangle });
        }
        let at = self.rect(placed, PaintMode::Fill);
        let corner = [at.x.0, at.y.0];
        let matrix = turned::picture(image.turn, image.flipped, corner, [at.width.0, at.height.0]);
        let name = DictItem::Name(Pictures::resource(picture).into_bytes());
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix: CurTransMat::Raw(matrix) },
            Op::Unknown { key: "Do".to_owned(), value: vec![name] },
            Op::RestoreGraphicsState,
        ]);
        if clip {
            self.ops.push(Op::RestoreGraphicsState);
        }
    }
}
