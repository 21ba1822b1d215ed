//! Breaking one line after another: each as full as it goes, push-in (挤进) first, push-out (推出) second.
//!
//! Marks are squeezed only to take in what may not stand at the start of the next line, never just because there is
//! room (clreq 3.2.2). It gives up where it would have to break a rule: the search over the paragraph may know better.

use super::cost::judge;
use super::{Chosen, Trial, Work};
use crate::opportunity::LineEnd;
use crate::paragraph::Measures;
use banxin_measure::Length;

/// The lines of a paragraph, `None` where one of them has a fault.
pub(crate) fn fill(work: &Work<'_>, measures: &dyn Measures) -> Option<Vec<Chosen>> {
    let mut lines: Vec<Chosen> = Vec::new();
    let mut start = 0;
    while start < work.ruler.len() {
        let trial = next_line(work, start, work.width(measures, lines.len()))?;
        if judge(work, start, &trial).cost.faults > 0 {
            return None;
        }
        lines.push(trial.chosen);
        start = trial.chosen.end;
    }
    pull_down(work, measures, &mut lines);
    Some(lines)
}

fn next_line(work: &Work<'_>, start: usize, width: Length) -> Option<Trial> {
    let limit = work.ruler.limit(start);
    let mut fullest = start;
    let mut fit: Option<Trial> = None;
    let mut emergency: Option<Trial> = None;
    for end in start + 1..=limit {
        let trial = work.trial(start, end, width);
        let kind = work.kind(end);
        if trial.natural > width {
            if kind == LineEnd::Legal || end == limit {
                return push_in(work, &trial, fullest, fit).or(fit).or(emergency);
            }
            if !work.fits(&trial) && kind != LineEnd::Hyphen {
                return fit.or(emergency);
            }
            continue;
        }
        fullest = end;
        match kind {
            LineEnd::Legal | LineEnd::Hyphen => fit = Some(trial),
            LineEnd::Address | LineEnd::Deep => emergency = Some(trial),
            _ if end == limit => fit = Some(trial),
            _ => {}
        }
    }
    fit
}

/// The longer line, where the plain one would leave room at its end and squeezing takes the next piece in.
fn push_in(work: &Work<'_>, trial: &Trial, fullest: usize, fit: Option<Trial>) -> Option<Trial> {
    let carried_down = fit.is_none_or(|fit| work.ruler.extent(0, fullest).end > fit.chosen.end);
    (carried_down && work.fits(trial)).then_some(*trial)
}

/// 孤字: a last line of one character takes another from the line before it, where that stays within its cap.
fn pull_down(work: &Work<'_>, measures: &dyn Measures, lines: &mut [Chosen]) {
    let (start, line, last) = match &*lines {
        [.., before, line, last] => (before.end, *line, *last),
        [line, last] => (0, *line, *last),
        _ => return,
    };
    if work.ruler.solid(work.ruler.extent(line.end, last.end)) >= 2 {
        return;
    }
    let number = lines.len() - 2;
    let width = work.width(measures, number);
    let shorter = (start + 1..line.end).rev().find(|end| work.kind(*end) == LineEnd::Legal);
    let Some(shorter) = shorter.map(|end| work.trial(start, end, width)) else { return };
    let rest = work.trial(shorter.chosen.end, last.end, work.width(measures, number + 1));
    let cost = |line: &Trial, last: &Trial| {
        judge(work, start, line).cost.plus(judge(work, line.chosen.end, last).cost)
    };
    let fuller = work.trial(start, line.end, width);
    let orphan = work.trial(line.end, last.end, work.width(measures, number + 1));
    if work.fits(&shorter)
        && work.fits(&rest)
        && cost(&shorter, &rest) < cost(&fuller, &orphan)
        && let [.., line, last] = lines
    {
        (*line, *last) = (shorter.chosen, rest.chosen);
    }
}
