//! Setting (排定) a chosen line: its gaps are brought to the measure and every unit gets its place.

use crate::adjust::solve;
use crate::breaking::cost::stretch;
use crate::breaking::{Chosen, Trial, Work};
use crate::opportunity::LineEnd;
use crate::paragraph::{Alignment, Flaw, Line, Measures, Placed};
use banxin_measure::Length;

impl Work<'_> {
    /// Sets chosen lines one after another.
    pub(crate) fn set_all(&self, chosen: &[Chosen], measures: &dyn Measures) -> Vec<Line> {
        let mut lines = Vec::with_capacity(chosen.len());
        let mut start = 0;
        for (number, line) in chosen.iter().enumerate() {
            let trial = self.trial(start, line.end, self.width(measures, number));
            lines.push(self.set(start, &trial, self.style.inset(number)));
            start = line.end;
        }
        lines
    }

    fn set(&self, start: usize, trial: &Trial, inset: Length) -> Line {
        let end = trial.chosen.end;
        let mut gaps = self.ruler.gaps_of(trial.extent);
        if trial.chosen.hangs
            && let Some(before_mark) = gaps.len().checked_sub(2).and_then(|i| gaps.get_mut(i))
        {
            before_mark.stretch = false;
        }
        let need = trial.width - trial.natural;
        let (changes, rest) = if need < Length::ZERO || self.justifies(end) {
            let em = self.ruler.em(trial.extent);
            solve(need, &gaps, em.scale(i64::from(self.style.loosest), 1000))
        } else {
            (vec![Length::ZERO; gaps.len()], need)
        };
        let offset = match self.style.stands(self.ruler.is_last(end)) {
            Alignment::Centre => rest.max(Length::ZERO) / 2,
            Alignment::End => rest.max(Length::ZERO),
            Alignment::Justify | Alignment::Start | Alignment::Even => Length::ZERO,
        };
        let stretched = gaps.iter().zip(&changes).filter(|(g, _)| g.stretch).map(|(_, c)| *c).max();
        let placed = self.place(trial, inset + offset, &changes);
        let shown_end = placed.last().map_or(inset + offset, |last| last.x + last.advance);
        let hyphen = (trial.chosen.kind == LineEnd::Hyphen).then(|| (self.hyphen(trial.extent), shown_end));
        Line {
            units: (trial.extent.start, trial.extent.end),
            owns: (start, end),
            natural: trial.natural,
            width: shown_end + hyphen.map_or(Length::ZERO, |(hyphen, _)| hyphen.width),
            placed,
            last: self.ruler.is_last(end),
            hyphen,
            hangs: trial.chosen.hangs,
            looseness: stretched.unwrap_or(Length::ZERO),
            flaw: self.flaw(trial),
        }
    }

    fn flaw(&self, trial: &Trial) -> Option<Flaw> {
        if !self.fits(trial) {
            return Some(Flaw::Overfull);
        }
        let by_end = Flaw::of_end(trial.chosen.kind).filter(|_| !self.ruler.is_last(trial.chosen.end));
        let justified = trial.natural < trial.width && self.justifies(trial.chosen.end);
        by_end.or_else(|| {
            justified.then(|| stretch(self, trial)).and_then(|stretch| stretch.flaw(self.style.loosest))
        })
    }

    fn place(&self, trial: &Trial, offset: Length, changes: &[Length]) -> Vec<Placed> {
        let (start, end) = (trial.extent.start, trial.extent.end);
        let mut placed: Vec<Placed> = Vec::with_capacity(end - start);
        let mut pen = offset;
        for index in start..end {
            let Some(unit) = self.ruler.unit(index) else { break };
            let change = |n: usize| changes.get((index - start) * 2 + n).copied().unwrap_or_default();
            let first = index == start;
            let gap = if first { Length::ZERO } else { unit.gap_before + change(0) };
            // A squeezed opening mark gives its own blank, not the space before it.
            let (space, blank) = if unit.lead > Length::ZERO && change(0) < Length::ZERO && !first {
                (unit.gap_before, -change(0))
            } else {
                (gap, Length::ZERO)
            };
            let cut = unit.lead_cut + if first { unit.lead } else { blank };
            if let Some(previous) = placed.last_mut() {
                previous.advance += space;
            }
            pen += space;
            let trailing = if index + 1 == end { unit.trailing() } else { Length::ZERO };
            let advance = unit.width - cut - trailing + change(1);
            placed.push(Placed { unit: index, origin: pen - cut, x: pen, advance });
            pen += advance;
        }
        placed
    }
}
