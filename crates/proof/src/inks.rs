//! Paints of the scene as the rasteriser's shaders.

use crate::canvas::Canvas;
use banxin_scene::{Colour, Gradient, Paint};
use tiny_skia::{Color, GradientStop, LinearGradient, Point, Shader, SpreadMode, Transform};

fn shown(colour: Colour) -> Color {
    let [red, green, blue] = colour.to_rgb();
    Color::from_rgba8(red, green, blue, 255)
}

impl Canvas {
    /// What the screen shows of a paint.
    pub(crate) fn shader(&self, paint: Paint) -> Shader<'static> {
        match paint {
            Paint::Plain(colour) => Shader::SolidColor(shown(colour)),
            Paint::Gradient(gradient) => self.gradient(&gradient),
        }
    }

    fn gradient(&self, gradient: &Gradient) -> Shader<'static> {
        let end = |at| {
            let (x, y) = self.point(at);
            Point::from_xy(x, y)
        };
        let stops = gradient.stops();
        let last = stops.len().saturating_sub(1).max(1) as f32;
        let stop =
            |(number, colour): (usize, &Colour)| GradientStop::new(number as f32 / last, shown(*colour));
        let stops = stops.iter().enumerate().map(stop).collect();
        let (from, to) = (end(gradient.from), end(gradient.to));
        LinearGradient::new(from, to, stops, SpreadMode::Pad, Transform::identity())
            // Ends too far apart for the rasteriser's numbers: the page sees one of them.
            .unwrap_or(Shader::SolidColor(shown(gradient.colours.0)))
    }
}
