//! Headlines (标题): a 主题 broken into few lines by its sense, and the size (号) at which it fits its place.
//!
//! A newspaper breaks its headlines by meaning, not where the measure ends. What was broken by hand stays broken
//! there; elsewhere a line ends where the strict rules of clreq (3.1.6) allow it, and never inside a number, a name
//! in 《》, what stands in quotes, or a word; no line is a single character. Among what is left, blanks and points are
//! preferred, then lines of like width. Every way to break is weighed (`search`); where a rule has to give way,
//! [`Broken`] says which.
//!
//! `place` finds the places and what each costs, asking `enclosed`, `number` and `words`; [`fit()`] chooses a size.

mod enclosed;
mod fit;
mod lexicon;
mod number;
mod place;
mod reading;
mod search;
mod words;

pub use fit::{Fitted, Limits, fit, permille_to};

use crate::ruler::{Extent, Ruler};
use crate::unit::Shaped;
use banxin_measure::Length;
use place::{Place, places};
use search::{Cost, best};
use std::ops::RangeInclusive;

/// A rule that gave way, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cut {
    /// A line ends inside quotes or brackets that hold more than ten characters.
    LongQuote,
    /// A line ends inside a word, or what reads like one.
    Word,
    /// A line ends inside quotes or brackets.
    Quote,
    /// A line ends inside a name: in 《》 or 〈〉, or beside the interpunct of a person's name.
    Name,
    /// A line ends inside a number, or between a number and what it counts.
    Number,
    /// A line is a single character.
    Alone,
}

/// A headline in lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Broken {
    /// Units shown of each line, first and one past the last; blanks at its edges have fallen off.
    pub lines: Vec<(usize, usize)>,
    /// The rules that gave way, from the first line to the last.
    pub cuts: Vec<Cut>,
}

impl Broken {
    /// Width of its widest line.
    pub fn widest(&self, shaped: &Shaped) -> Length {
        self.lines.iter().map(|(from, to)| shaped.natural_width(*from, *to)).max().unwrap_or_default()
    }

    fn gravity(&self) -> i64 {
        self.cuts.iter().map(|cut| cut.gravity()).sum()
    }
}

impl Cut {
    /// How grave it is: one of a kind weighs more than a handful of the kind before.
    fn gravity(self) -> i64 {
        match self {
            Cut::LongQuote => 1,
            Cut::Word => 10,
            Cut::Quote => 100,
            Cut::Name => 1_000,
            Cut::Number => 10_000,
            Cut::Alone => 100_000,
        }
    }

    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Cut::LongQuote => "long-quote",
            Cut::Word => "word",
            Cut::Quote => "quote",
            Cut::Name => "name",
            Cut::Number => "number",
            Cut::Alone => "alone",
        }
    }
}

/// Breaks a headline into lines of at most `width`: as few of `lines` as go without a rule giving way.
///
/// A [`Newline`](crate::Class::Newline) breaks by hand and is always obeyed, even beyond `lines`. Where no number of
/// lines fits, lines are wider than `width`, by as little as can be; see [`Broken::widest`].
pub fn split(shaped: &Shaped, width: Length, lines: RangeInclusive<usize>) -> Broken {
    let ruler = Ruler::new(shaped);
    let places = places(shaped);
    if places.len() < 2 {
        return Broken { lines: vec![(0, shaped.units.len())], cuts: Vec::new() };
    }
    let by_hand = places.iter().filter(|place| place.must).count() + 1;
    let counts = 1..=(*lines.end()).max(by_hand).min(places.len());
    let chosen = counts
        .filter_map(|count| best(&ruler, &places, width, count).map(|(cost, path)| (count, cost, path)))
        .min_by_key(|(count, Cost { excess, gravity, .. }, _)| {
            (lines.start().saturating_sub(*count), *excess, *gravity, *count)
        });
    chosen.map_or_else(Broken::default, |(_, _, path)| broken(&ruler, &places, &path))
}

/// The lines between the places of a path, and what they break.
fn broken(ruler: &Ruler<'_>, places: &[Place], path: &[usize]) -> Broken {
    let mut broken = Broken::default();
    for pair in path.windows(2) {
        let [from, to] = pair else { continue };
        let (Some(from), Some(to)) = (places.get(*from), places.get(*to)) else { continue };
        let line = Extent { start: from.next, end: to.end };
        broken.lines.push((line.start, line.end));
        broken.cuts.extend(to.cut);
        broken.cuts.extend(alone(ruler, line, from, to));
    }
    broken
}

/// A line of a single character is not to be had, unless somebody typed it so.
fn alone(ruler: &Ruler<'_>, line: Extent, from: &Place, to: &Place) -> Option<Cut> {
    let typed = from.edge && to.edge;
    (!typed && ruler.solid(line) < 2).then_some(Cut::Alone)
}
