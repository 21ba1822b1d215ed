//! A paragraph's style, its lines, and the door of the composer.
//!
//! The region offers stretches one after another (a picture in mid-column leaves two on one line of the grid), each
//! with its own width; [`compose`] breaks the paragraph into them and sets each line to its measure.

use crate::breaking::Work;
use crate::class::Level;
use crate::opportunity::LineEnd;
use crate::unit::{Hyphen, Shaped};
use banxin_measure::Length;

/// How lines stand in their measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Alignment {
    /// Both edges straight, the last line at the start if nothing else is said of it.
    #[default]
    Justify,
    /// At the start.
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
    /// 均排: both edges straight, the last line too, as in lists of names.
    Even,
}

/// How lines are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Breaking {
    /// One after another, each as full as it goes.
    Greedy,
    /// Over the whole paragraph.
    #[default]
    Optimal,
}

/// How a paragraph is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// Indent of the first line, beyond `start`; negative for 凸排 (a hanging first line).
    pub indent: Length,
    /// Indent of every line at its start (块缩进).
    pub start: Length,
    /// Indent of every line at its end.
    pub end: Length,
    /// How its lines stand.
    pub alignment: Alignment,
    /// How its last line stands, if not as the others; the last line of a justified paragraph stands at the start
    /// (末行).
    pub last_line: Option<Alignment>,
    /// Prohibition level.
    pub level: Level,
    /// Whether 、，。 may hang out of the measure (行尾点号悬挂).
    pub hanging: bool,
    /// How its lines are chosen.
    pub breaking: Breaking,
    /// Space between characters, in permille of the size, above which a line is told as loose.
    pub loosest: u16,
}

impl Default for ParagraphStyle {
    fn default() -> ParagraphStyle {
        ParagraphStyle {
            indent: Length::ZERO,
            start: Length::ZERO,
            end: Length::ZERO,
            alignment: Alignment::Justify,
            last_line: None,
            level: Level::Gb,
            hanging: false,
            breaking: Breaking::Optimal,
            loosest: 500,
        }
    }
}

impl ParagraphStyle {
    /// How a line stands; `last` if it ends what was typed as one.
    pub(crate) fn stands(&self, last: bool) -> Alignment {
        match (last, self.last_line, self.alignment) {
            (true, Some(alignment), _) => alignment,
            (true, None, Alignment::Justify) => Alignment::Start,
            (_, _, alignment) => alignment,
        }
    }

    /// Indent at the start of line `number`.
    pub fn inset(&self, number: usize) -> Length {
        if number == 0 { self.start + self.indent } else { self.start }
    }
}

/// Widths of the stretches that lines may fill, by number from 0.
pub trait Measures {
    /// Width of a stretch.
    fn width(&self, line: usize) -> Length;

    /// Number of the first stretch from which on all are of one width.
    fn uniform_from(&self) -> usize {
        usize::MAX
    }
}

/// All stretches of one width.
#[derive(Clone, Copy, Debug)]
pub struct Uniform(pub Length);

impl Measures for Uniform {
    fn width(&self, _: usize) -> Length {
        self.0
    }

    fn uniform_from(&self) -> usize {
        // The first line may be indented.
        1
    }
}

impl<F: Fn(usize) -> Length> Measures for F {
    fn width(&self, line: usize) -> Length {
        self(line)
    }
}

/// What is wrong with a line that could not be set by the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// More space between its characters than the style's limit, in permille of the size.
    Loose(i64),
    /// Nothing in it can be stretched to its measure, of which it lacks so much, in permille of the size.
    Underfull(i64),
    /// A mark stands where its prohibition level forbids it.
    AgainstLevel,
    /// A word was cut without a hyphen.
    TornWord,
    /// A number in Western figures was cut.
    TornNumber,
    /// What is of one piece was cut: a dash, a number and its sign.
    TornUnit,
    /// Wider than its measure.
    Overfull,
}

impl Flaw {
    /// How much it weighs against other flaws: looseness first, then torn words and numbers, then prohibitions,
    /// then torn units.
    pub(crate) fn weight(self) -> i64 {
        match self {
            Flaw::Loose(permille) if permille <= 1_000 => 1,
            Flaw::Underfull(permille) if permille <= 3_000 => 3,
            Flaw::Loose(permille) if permille <= 2_000 => 20,
            Flaw::Underfull(permille) if permille <= 6_000 => 22,
            Flaw::AgainstLevel => 50,
            Flaw::TornWord => 30,
            Flaw::Loose(_) => 40,
            Flaw::TornNumber => 45,
            Flaw::Underfull(_) => 60,
            Flaw::TornUnit => 1_000,
            Flaw::Overfull => 1_000_000,
        }
    }

    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Flaw::Loose(_) => "loose",
            Flaw::Underfull(_) => "underfull",
            Flaw::AgainstLevel => "against-level",
            Flaw::TornWord => "torn-word",
            Flaw::TornNumber => "torn-number",
            Flaw::TornUnit => "torn-unit",
            Flaw::Overfull => "overfull",
        }
    }
}

/// One line, adjusted to its measure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Units shown, first and one past the last (blanks that fall off are not among them).
    pub units: (usize, usize),
    /// Units that belong to it, the blanks that fell off included: the lines of a paragraph meet here.
    pub owns: (usize, usize),
    /// Where each of the shown ones stands, from the start of the stretch.
    pub placed: Vec<Placed>,
    /// Width before adjustment, edges trimmed.
    pub natural: Length,
    /// Where its last character ends, from the start of the stretch; a hanging mark and a hyphen count.
    pub width: Length,
    /// Whether it ends the paragraph, or was ended by hand.
    pub last: bool,
    /// The hyphen at its end, and where it stands.
    pub hyphen: Option<(Hyphen, Length)>,
    /// Whether its last mark hangs out of the measure.
    pub hangs: bool,
    /// Most space put between two of its characters by stretching.
    pub looseness: Length,
    /// What is wrong with it.
    pub flaw: Option<Flaw>,
}

/// Where a unit stands in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Index of the unit.
    pub unit: usize,
    /// Where its glyphs are drawn from: the start of its full box, which may lie before `x` by a blank taken away.
    pub origin: Length,
    /// Start of what it takes of the line.
    pub x: Length,
    /// What it takes of the line, the space behind it included.
    pub advance: Length,
}

/// Composes the paragraph into the stretches of `measures`.
///
/// Every unit stands on one line, in order. A line that the rules cannot make is set all the same and carries its
/// [`Flaw`]. Source: clreq 3.1.6, 3.2.2; GB/T 15834—2011, 5.1.
pub fn compose(shaped: &Shaped, style: &ParagraphStyle, measures: &dyn Measures) -> Vec<Line> {
    if shaped.units.is_empty() {
        return Vec::new();
    }
    let work = Work::new(shaped, style);
    let chosen = work.lines(measures);
    work.set_all(&chosen, measures)
}

impl Flaw {
    /// The flaw that a line has by its end alone.
    pub(crate) fn of_end(kind: LineEnd) -> Option<Flaw> {
        match kind {
            LineEnd::AgainstLevel => Some(Flaw::AgainstLevel),
            LineEnd::TornWord => Some(Flaw::TornWord),
            LineEnd::TornNumber => Some(Flaw::TornNumber),
            LineEnd::TornUnit => Some(Flaw::TornUnit),
            _ => None,
        }
    }
}
