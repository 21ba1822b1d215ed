//! Outlines taken from a face and scaled to whole units.

use banxin_fonts::{Face, OutlineSink};

/// A piece of a contour, from the point before: a line, a curve by one point, or by two.
#[derive(Clone, Copy)]
pub(crate) enum Piece {
    Line([i16; 2]),
    Quadratic([i16; 2], [i16; 2]),
    Cubic([i16; 2], [i16; 2], [i16; 2]),
}

impl Piece {
    pub(crate) fn end(self) -> [i16; 2] {
        match self {
            Piece::Line(end) | Piece::Quadratic(_, end) | Piece::Cubic(_, _, end) => end,
        }
    }
}

/// A glyph.
#[derive(Default)]
pub(crate) struct Outline {
    pub(crate) advance: u16,
    /// Where each contour starts, and its pieces.
    pub(crate) contours: Vec<([i16; 2], Vec<Piece>)>,
    scale: f32,
}

impl Outline {
    pub(crate) fn of(face: &Face, glyph: u16, scale: f32) -> Outline {
        let advance = (f32::from(face.advance(glyph)) * scale).round() as u16;
        let mut outline = Outline { advance, contours: Vec::new(), scale };
        assert!(face.outline(glyph, &mut outline));
        outline
    }

    /// The box round all of its points; `None` for a blank.
    pub(crate) fn bounds(&self) -> Option<[i16; 4]> {
        let points = self.contours.iter().flat_map(|(start, pieces)| {
            pieces
                .iter()
                .flat_map(|piece| match *piece {
                    Piece::Line(end) => vec![end],
                    Piece::Quadratic(a, end) => vec![a, end],
                    Piece::Cubic(a, b, end) => vec![a, b, end],
                })
                .chain([*start])
        });
        points.fold(None, |bounds: Option<[i16; 4]>, [x, y]| {
            let [left, bottom, right, top] = bounds.unwrap_or([x, y, x, y]);
            Some([left.min(x), bottom.min(y), right.max(x), top.max(y)])
        })
    }

    fn point(&self, x: f32, y: f32) -> [i16; 2] {
        [x, y].map(|value| (value * self.scale).round() as i16)
    }

    fn add(&mut self, piece: Piece) {
        self.contours.last_mut().unwrap().1.push(piece);
    }
}

impl OutlineSink for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let start = self.point(x, y);
        self.contours.push((start, Vec::new()));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(Piece::Line(self.point(x, y)));
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.add(Piece::Quadratic(self.point(cx, cy), self.point(x, y)));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.add(Piece::Cubic(self.point(ax, ay), self.point(bx, by), self.point(x, y)));
    }
    fn close(&mut self) {}
}
