//! Looks (外观): the ground and the frame of a block, rules (线, 花线) and what makes a headline stand out.

use super::Inks;
use banxin_measure::Length;
use serde::{Deserialize, Serialize};

/// How a rule is drawn (线型).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// 正线: one line.
    #[default]
    Solid,
    /// 双线: two lines of a third of the width each.
    Double,
    /// 文武线: a thick line and a thin one.
    ThickThin,
    /// 虚线: dashes of three times the width.
    Dashed,
    /// 点线: round dots.
    Dotted,
    /// 波浪线: a wave.
    Wave,
}

/// A rule: pattern, whole width and ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Line {
    /// How it is drawn.
    pub pattern: Pattern,
    /// Across, all lines of the pattern together.
    pub width: Length,
    /// Ink: C M Y K in permille.
    pub colour: Inks,
}

/// Which way a gradient (渐变) runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From top to bottom.
    #[default]
    Down,
    /// From left to right.
    Across,
}

/// A gradient from the ink of the thing itself to another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct GradientTo {
    /// Ink at its end.
    pub colour: Inks,
    /// Which way it runs.
    pub direction: Direction,
}

/// An outline round letters (勾边), outside of their edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LetterOutline {
    /// How far it reaches beyond the letter's edge.
    pub width: Length,
    /// Ink.
    pub colour: Inks,
}

/// A hard shadow (阴影) behind letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Shadow {
    /// How far it lies to the right.
    pub x: Length,
    /// How far it lies below.
    pub y: Length,
    /// Ink.
    pub colour: Inks,
}

/// Ground and frame of a block (底纹, 边框): a named one of the paper, which may go out from another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Look {
    /// The look that it goes out from, by name.
    pub base: Option<String>,
    /// Ink of the ground.
    pub ground: Option<Inks>,
    /// Where the ground fades to.
    pub gradient: Option<GradientTo>,
    /// The rule round it.
    pub frame: Option<Line>,
    /// How far its corners are rounded (圆角).
    pub radius: Option<Length>,
}

impl Look {
    /// This look with what it does not say taken from `base`.
    pub fn over(&self, base: &Look) -> Look {
        Look {
            base: None,
            ground: self.ground.or(base.ground),
            gradient: self.gradient.or(base.gradient),
            frame: self.frame.or(base.frame),
            radius: self.radius.or(base.radius),
        }
    }
}
