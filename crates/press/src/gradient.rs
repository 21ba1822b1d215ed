//! Gradients (渐变) as axial shadings in DeviceCMYK, each a pattern that shapes and text are painted in: so text in a
//! gradient stays text. Their inks are mixed by the PDF itself, as the scene asks, and never leave the printer's four.

use banxin_scene::Colour;
use lopdf::{Dictionary, Object, dictionary};

/// A gradient on a page: its axis in points from the left and bottom edges of the page's box.
pub(crate) struct Axis {
    /// Whether in screen colours (样张).
    pub(crate) on_screen: bool,
    pub(crate) from: [f32; 2],
    pub(crate) to: [f32; 2],
    /// Inks at its beginning and at its end.
    pub(crate) inks: (Colour, Colour),
}

/// Name of a gradient in its page's resources.
pub(crate) fn resource(number: usize) -> String {
    format!("G{}", number + 1)
}

/// The parts of a solid of each ink.
pub(crate) fn shares(colour: Colour) -> [f32; 4] {
    let Colour { c, m, y, k } = colour;
    [c, m, y, k].map(|permille| f32::from(permille.min(1000)) / 1000.0)
}

/// The parts of each of a screen's lights.
pub(crate) fn lights(colour: Colour) -> [f32; 3] {
    colour.to_rgb().map(|light| f32::from(light) / 255.0)
}

impl Axis {
    fn colour(&self, ink: Colour) -> Vec<f32> {
        if self.on_screen { lights(ink).to_vec() } else { shares(ink).to_vec() }
    }

    /// The gradient as a pattern: it goes on in its last ink beyond either end.
    pub(crate) fn pattern(&self) -> Dictionary {
        let numbers = |values: &[f32]| -> Vec<Object> { values.iter().copied().map(Object::Real).collect() };
        let function = dictionary! {
            "FunctionType" => 2,
            "Domain" => vec![0.into(), 1.into()],
            "C0" => numbers(&self.colour(self.inks.0)),
            "C1" => numbers(&self.colour(self.inks.1)),
            "N" => 1,
        };
        let shading = dictionary! {
            "ShadingType" => 2,
            "ColorSpace" => if self.on_screen { "DeviceRGB" } else { "DeviceCMYK" },
            "Coords" => numbers(&[self.from, self.to].concat()),
            "Function" => function,
            "Extend" => vec![true.into(), true.into()],
        };
        dictionary! { "Type" => "Pattern", "PatternType" => 2, "Shading" => shading }
    }

    /// Bytes that differ for every other gradient.
    pub(crate) fn fingerprint(&self) -> Vec<u8> {
        let inks = [self.inks.0, self.inks.1].map(|ink| self.colour(ink)).concat();
        let numbers = self.from.iter().chain(&self.to).chain(&inks);
        numbers.flat_map(|number| number.to_be_bytes()).collect()
    }
}
