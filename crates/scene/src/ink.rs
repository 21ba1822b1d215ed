//! Colours as amounts of the four process inks.

use serde::{Deserialize, Serialize};

/// Amounts of ink in permille (0..=1000) of a solid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Colour {
    /// Cyan.
    pub c: u16,
    /// Magenta.
    pub m: u16,
    /// Yellow.
    pub y: u16,
    /// Black.
    pub k: u16,
}

impl Colour {
    /// Black alone, the ink of text and rules.
    pub const BLACK: Colour = Colour { c: 0, m: 0, y: 0, k: 1000 };
    /// Bare paper.
    pub const PAPER: Colour = Colour { c: 0, m: 0, y: 0, k: 0 };

    /// A tint of black.
    pub const fn grey(k: u16) -> Colour {
        Colour { c: 0, m: 0, y: 0, k }
    }

    /// Whether only the black plate carries ink.
    pub const fn is_black_only(&self) -> bool {
        self.c == 0 && self.m == 0 && self.y == 0 && self.k > 0
    }

    /// Whether no plate carries ink (reversed type, 反白).
    pub const fn is_paper(&self) -> bool {
        self.c == 0 && self.m == 0 && self.y == 0 && self.k == 0
    }

    /// A plain picture of the colour for screens and proofs, 8 bits a channel: white paper less each ink.
    pub fn to_rgb(self) -> [u8; 3] {
        let channel = |ink: u16| {
            let light = u32::from(1000 - ink.min(1000)) * u32::from(1000 - self.k.min(1000));
            u8::try_from((light * 255 + 500_000) / 1_000_000).unwrap_or(u8::MAX)
        };
        [channel(self.c), channel(self.m), channel(self.y)]
    }
}

impl Colour {
    /// What lies between two inks, `permille` of the way from this one to the other.
    pub fn mixed(&self, other: &Colour, permille: u16) -> Colour {
        let mix = |one: u16, two: u16| {
            let share = u32::from(permille.min(1000));
            let sum = u32::from(one) * (1000 - share) + u32::from(two) * share;
            u16::try_from((sum + 500) / 1000).unwrap_or(1000)
        };
        Colour {
            c: mix(self.c, other.c),
            m: mix(self.m, other.m),
            y: mix(self.y, other.y),
            k: mix(self.k, other.k),
        }
    }
}
