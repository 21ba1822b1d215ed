//! What painters must agree on beyond the items themselves: when a gradient is none, how screens mix it, how far a
//! trap reaches, and where a turned picture's frame lies over its pixels. Each painter asks here, so that none of
//! them has a rule of its own.

use crate::{Colour, GlyphRun, Gradient, Image};
use banxin_measure::{Length, Rect, Turn};

/// Stretches that a screen divides a gradient into. Screens mix red, green and blue where the press mixes inks; over an
/// eighth of the way the two differ by less than one step of 8 bits.
const STRETCHES: u16 = 8;

/// What something is painted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// One ink.
    Plain(Colour),
    /// A gradient with a length and two different inks.
    Gradient(Gradient),
}

impl Gradient {
    /// The gradient as a paint. One without a length is the ink beyond its end, and one between equal inks is that ink:
    /// what painters' own machinery makes of such gradients differs.
    pub fn paint(&self) -> Paint {
        let (first, last) = self.colours;
        if self.from == self.to || first == last { Paint::Plain(last) } else { Paint::Gradient(*self) }
    }

    /// Inks at even steps from the beginning to the end, close enough for a screen to mix its own colours between them.
    pub fn stops(&self) -> Vec<Colour> {
        let (first, last) = self.colours;
        (0..=STRETCHES).map(|step| first.mixed(&last, step * 1000 / STRETCHES)).collect()
    }
}

impl GlyphRun {
    /// What the run is painted in.
    pub fn paint(&self) -> Paint {
        self.gradient.map_or(Paint::Plain(self.colour), |gradient| gradient.paint())
    }

    /// How far the run's ink reaches beyond its glyphs' edges: [`GlyphRun::spread`], but nothing for reversed type (反白),
    /// since no ink printed over another leaves that as it is.
    pub fn reach(&self) -> Length {
        let bare = matches!(self.paint(), Paint::Plain(colour) if colour.is_paper());
        if bare { Length::ZERO } else { self.spread.max(Length::ZERO) }
    }
}

impl Image {
    /// `frame` and `placed` as they lie over the picture before it is mirrored and turned; both keep the corner of
    /// `placed`.
    pub fn upright(&self) -> (Rect, Rect) {
        let size = self.turn.upright_size(&self.placed);
        let placed = Rect::new(self.placed.x, self.placed.y, size.width, size.height);
        let back = match self.turn {
            Turn::Right => Turn::Left,
            Turn::Left => Turn::Right,
            same => same,
        };
        let frame = back.rect(&self.frame, &placed);
        (self.mirrored(&frame, &placed), placed)
    }

    /// Where a part of the picture, given as it lies before mirroring and turning (as in [`Image::upright`]), comes to
    /// lie on the page.
    pub fn on_page(&self, part: &Rect) -> Rect {
        let (_, placed) = self.upright();
        self.turn.rect(&self.mirrored(part, &placed), &self.placed)
    }

    fn mirrored(&self, part: &Rect, placed: &Rect) -> Rect {
        let x = if self.flipped { placed.x + placed.right() - part.right() } else { part.x };
        Rect { x, ..*part }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FaceIndex, Origin, Plates};
    use banxin_measure::Point;

    fn pt(points: i64) -> Length {
        Length::from_pt(points)
    }

    fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
        Rect::new(pt(x), pt(y), pt(width), pt(height))
    }

    fn gradient(to: i64, last: Colour) -> Gradient {
        let from = Point::new(pt(0), pt(0));
        Gradient { from, to: Point::new(pt(to), pt(0)), colours: (Colour::BLACK, last) }
    }

    #[test]
    fn a_gradient_that_goes_nowhere_is_its_last_ink() {
        let red = Colour { c: 0, m: 1000, y: 1000, k: 0 };
        assert_eq!(gradient(0, red).paint(), Paint::Plain(red));
        assert_eq!(gradient(9, Colour::BLACK).paint(), Paint::Plain(Colour::BLACK));
        assert_eq!(gradient(9, red).paint(), Paint::Gradient(gradient(9, red)));
    }

    #[test]
    fn what_a_screen_mixes_between_stops_is_within_a_step_of_the_inks() {
        let (first, last) =
            (Colour { c: 1000, m: 300, y: 0, k: 0 }, Colour { c: 0, m: 800, y: 1000, k: 1000 });
        let from = Point::default();
        let stops = Gradient { from, to: Point::new(pt(1), pt(1)), colours: (first, last) }.stops();
        assert_eq!((stops.first(), stops.last()), (Some(&first), Some(&last)));
        for (stretch, ends) in (0u16..).zip(stops.windows(2)) {
            let mixed = first.mixed(&last, stretch * 125 + 62).to_rgb();
            for channel in 0..3 {
                let [a, b] = [0, 1].map(|end: usize| f64::from(ends[end].to_rgb()[channel]));
                let shown = a + (b - a) * 0.5;
                assert!((shown - f64::from(mixed[channel])).abs() < 2.0, "{stretch}: {shown} for {mixed:?}");
            }
        }
    }

    #[test]
    fn bare_paper_is_not_trapped() {
        let run = |colour, gradient| GlyphRun {
            face: FaceIndex(0),
            size: pt(20),
            width_permille: 1000,
            colour,
            gradient,
            turn: Turn::Upright,
            spread: pt(1),
            text: String::new(),
            glyphs: Vec::new(),
            origin: Origin::Generated,
        };
        assert_eq!(run(Colour::BLACK, None).reach(), pt(1));
        assert_eq!(run(Colour::PAPER, None).reach(), Length::ZERO);
        assert_eq!(run(Colour::PAPER, Some(gradient(9, Colour::PAPER))).reach(), pt(1));
        assert_eq!(run(Colour::BLACK, Some(gradient(0, Colour::PAPER))).reach(), Length::ZERO);
    }

    #[test]
    fn a_turned_picture_s_parts_find_their_places() {
        let image = |turn, flipped| Image {
            frame: rect(12, 25, 10, 40),
            placed: rect(10, 20, 30, 50),
            file: None,
            turn,
            flipped,
            plates: Plates::All,
        };
        for turn in [Turn::Upright, Turn::Right, Turn::Down, Turn::Left] {
            for flipped in [false, true] {
                let image = image(turn, flipped);
                let (frame, placed) = image.upright();
                assert!(placed.contains(&frame), "{turn:?}");
                assert_eq!((image.on_page(&frame), image.on_page(&placed)), (image.frame, image.placed));
            }
        }
        // The top left corner of the picture.
        let corner = |turn, flipped| image(turn, flipped).on_page(&rect(10, 20, 1, 1));
        assert_eq!(corner(Turn::Right, false), rect(39, 20, 1, 1));
        assert_eq!(corner(Turn::Left, false), rect(10, 69, 1, 1));
        assert_eq!(corner(Turn::Upright, true), rect(39, 20, 1, 1));
        assert_eq!(corner(Turn::Right, true), rect(39, 69, 1, 1));
    }
}
