//! Breaking (断行): which units end the lines of a paragraph.
//!
//! [`cost`] says what a line is worth, [`greedy`] fills one line after another, [`optimal`] looks at the paragraph as
//! a whole. Push-in (挤进) is part of the fit test: a line may be over-full by what its marks can give (clreq 3.2.2,
//! 先挤进，后推出). What no rule allows is done only where nothing else is to be had, and told.

pub(crate) mod cost;
mod greedy;
pub(crate) mod optimal;

use crate::class::Class;
use crate::opportunity::{LineEnd, line_ends};
use crate::paragraph::{Alignment, Breaking, Measures, ParagraphStyle};
use crate::ruler::{Extent, Ruler};
use crate::unit::{Hyphen, Shaped};
use banxin_measure::Length;

/// A line as it was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// One past its last unit, blanks that fall off included.
    pub(crate) end: usize,
    /// How it ends.
    pub(crate) kind: LineEnd,
    /// Whether its last mark hangs out of the measure.
    pub(crate) hangs: bool,
}

/// A line that might be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trial {
    pub(crate) chosen: Chosen,
    pub(crate) extent: Extent,
    /// Width before adjustment, a hyphen added and a hanging mark left out.
    pub(crate) natural: Length,
    pub(crate) width: Length,
}

/// A paragraph about to be broken.
pub(crate) struct Work<'a> {
    pub(crate) ruler: Ruler<'a>,
    pub(crate) style: &'a ParagraphStyle,
    pub(crate) ends: Vec<LineEnd>,
}

impl<'a> Work<'a> {
    pub(crate) fn new(shaped: &'a Shaped, style: &'a ParagraphStyle) -> Work<'a> {
        Work { ruler: Ruler::new(shaped), style, ends: line_ends(shaped, style.level) }
    }

    /// The lines of the paragraph.
    pub(crate) fn lines(&self, measures: &dyn Measures) -> Vec<Chosen> {
        if self.style.breaking == Breaking::Greedy
            && let Some(lines) = greedy::fill(self, measures)
        {
            return lines;
        }
        optimal::best(self, measures)
    }

    /// The best lines of each number of them that the paragraph can have, with what they cost; in a long text only
    /// numbers near the wanted one, or near the best where none is.
    pub(crate) fn lines_by_count(
        &self,
        measures: &dyn Measures,
        wanted: Option<usize>,
    ) -> Vec<optimal::Setting> {
        optimal::by_count(self, measures, wanted)
    }

    /// Width that line `number` may fill.
    pub(crate) fn width(&self, measures: &dyn Measures, number: usize) -> Length {
        measures.width(number) - self.style.inset(number) - self.style.end
    }

    /// Whether lines are brought to the measure where they end no paragraph.
    pub(crate) fn justifies(&self, end: usize) -> bool {
        matches!(self.style.stands(self.ruler.is_last(end)), Alignment::Justify | Alignment::Even)
    }

    pub(crate) fn kind(&self, end: usize) -> LineEnd {
        end.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(LineEnd::Legal)
    }

    /// The line from `start` to `end`, whether it fits or not.
    pub(crate) fn trial(&self, start: usize, end: usize, width: Length) -> Trial {
        let extent = self.ruler.extent(start, end);
        let kind = self.kind(end);
        let mut natural = self.ruler.natural(extent);
        if kind == LineEnd::Hyphen {
            natural += self.hyphen(extent).width;
        }
        let out = self.ruler.hanging(extent).filter(|_| self.style.hanging && natural > width);
        natural -= out.unwrap_or_default();
        Trial { chosen: Chosen { end, kind, hangs: out.is_some() }, extent, natural, width }
    }

    /// The hyphen that a line would end with.
    pub(crate) fn hyphen(&self, line: Extent) -> Hyphen {
        let style = line.end.checked_sub(1).and_then(|i| self.ruler.unit(i)).map_or(0, |u| u.style);
        self.ruler.shaped.hyphens.get(style).copied().unwrap_or_default()
    }

    /// Whether a line fits, its marks squeezed as far as they go.
    pub(crate) fn fits(&self, trial: &Trial) -> bool {
        trial.natural <= trial.width
            || trial.natural - self.ruler.room(trial.extent).into_iter().sum::<Length>() <= trial.width
    }

    /// The first unit shown of the line that begins at a place.
    pub(crate) fn begins_with(&self, start: usize) -> Option<Class> {
        self.ruler.unit(self.ruler.shown_from(start)).map(|unit| unit.class)
    }
}
