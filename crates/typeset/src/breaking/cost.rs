//! What a line is worth: faults that no good line has, and badness of what is allowed.
//!
//! Badness is convex in the space put between characters, so that looseness is shared; squeezing costs by the step
//! of clreq's order from which it is taken; lines that are visibly loose one after another cost more each.

use super::{Trial, Work};
use crate::adjust::COMPRESSION_STEPS;
use crate::class::{Class, Level};
use crate::opportunity::LineEnd;
use crate::paragraph::{Alignment, Flaw};
use banxin_measure::Length;

/// What a line costs: faults outweigh any badness.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cost {
    /// Weight of faults.
    pub(crate) faults: i64,
    /// Badness, in thousandths.
    pub(crate) badness: i64,
}

impl Cost {
    pub(crate) fn plus(self, other: Cost) -> Cost {
        Cost {
            faults: self.faults.saturating_add(other.faults),
            badness: self.badness.saturating_add(other.badness),
        }
    }
}

/// A line judged.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Judged {
    pub(crate) cost: Cost,
    /// Whether it is visibly loose.
    pub(crate) loose: bool,
}

/// One more line.
const PER_LINE: i64 = 2_000;
/// A last line of a single character (孤字).
const ORPHAN: i64 = 100_000;
/// A dash or an ellipsis at the start of the next line, where the level allows it.
const DASH_AT_START: i64 = 15_000;
const HYPHEN: i64 = 20_000;
const ADDRESS: i64 = 60_000;
const DEEP: i64 = 600_000;
/// Space between characters, in permille of the size, from which on a line looks loose (1/32 em).
const VISIBLE: i64 = 32;
/// A line that is stretched at all, by more than can be seen: as much as squeezing half an em out of a mark, since a
/// reader notices wide lines more than narrow marks.
const STRETCHED: i64 = 60_000;
const SEEN: i64 = 8;
/// What a permille of the size costs when all that a step of clreq's order can give is squeezed out; a part of it
/// costs less for each permille.
const SQUEEZE: [i64; COMPRESSION_STEPS + 1] = [0, 2, 14, 14, 34, 44, 44, 100];
/// Characters of a line of a broadsheet's basic column (基本栏).
const NEWSPAPER_LINE: i64 = 13;
/// No line costs more than this, so that faults stay apart from badness.
const WORST: i64 = 1_000_000_000;

/// Judges a line.
pub(crate) fn judge(work: &Work<'_>, from: usize, trial: &Trial) -> Judged {
    let last = work.ruler.is_last(trial.chosen.end);
    let mut cost = Cost {
        faults: Flaw::of_end(trial.chosen.kind).map_or(0, Flaw::weight),
        badness: PER_LINE + kind_badness(trial.chosen.kind),
    };
    let next = work.begins_with(trial.chosen.end);
    if !last
        && work.style.level > Level::None
        && matches!(next, Some(Class::Dash | Class::LongDash | Class::Ellipsis))
    {
        cost.badness += DASH_AT_START;
    }
    if last && from > 0 && work.ruler.solid(trial.extent) < 2 {
        cost.badness += ORPHAN;
    }
    if trial.natural > trial.width {
        let (badness, left) = squeeze(work, trial);
        cost.badness += badness.min(WORST);
        cost.faults += if left > Length::ZERO { Flaw::Overfull.weight() } else { 0 };
        return Judged { cost, loose: false };
    }
    if !work.justifies(trial.chosen.end) {
        // Unjustified lines are balanced as if what they lack were half as bad as stretching them; a last line may be as
        // short as it is.
        let free = last || work.style.alignment == Alignment::Justify;
        let ragged = if free { 0 } else { unevenness(work, trial) };
        cost.badness += ragged.min(WORST);
        return Judged { cost, loose: false };
    }
    let stretch = stretch(work, trial);
    cost.badness += stretch_badness(&stretch);
    cost.faults += stretch.flaw(work.style.loosest).map_or(0, Flaw::weight);
    Judged { cost, loose: stretch.per_gap > VISIBLE }
}

/// Badness of the blank at the edge of a line that is not justified.
fn unevenness(work: &Work<'_>, trial: &Trial) -> i64 {
    let gaps = (work.ruler.solid(trial.extent) - 1).max(1);
    looseness(work.ruler.permille(trial.width - trial.natural, trial.extent) / gaps) / 2
}

/// Badness of so much space in each gap of a line, in permille of the size: its square by ⅛ em in thousandths, steeper
/// from there on, since one wide gap is worse than two half as wide.
fn looseness(gap: i64) -> i64 {
    let gap = gap.min(3_000);
    gap * gap * 64 / 10 + gap * gap * gap / 20
}

/// How a line is stretched, in permille of the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Space put into each gap that may be stretched.
    pub(crate) per_gap: i64,
    /// Whether there is none, so that spaces take it all.
    solid: bool,
    /// Space put into word spaces and Han–Western spaces, and what they can take at most.
    grown: i64,
    growth: i64,
    /// What nothing takes within its cap.
    left: i64,
}

/// Reckons how a line is brought to its width.
pub(crate) fn stretch(work: &Work<'_>, trial: &Trial) -> Stretch {
    let permille = |length: Length| work.ruler.permille(length, trial.extent);
    let elastic = work.ruler.elastic(trial.extent);
    // The gap before a hanging mark is none that may be stretched.
    let gaps = elastic.gaps - i64::from(trial.chosen.hangs);
    let slack = trial.width - trial.natural;
    let grown = slack.min(elastic.growth);
    let rest = permille(slack - grown);
    let most = i64::from(work.style.loosest);
    let each = |rest: i64, gaps: i64| if gaps > 0 { (rest + gaps - 1) / gaps } else { 0 };
    let per_gap = match each(rest, gaps) {
        within if within <= most && gaps > 0 => within,
        // Too much for them alone: spaces share what is beyond.
        _ => most * i64::from(gaps > 0) + each(rest - most * gaps.max(0), gaps.max(0) + elastic.spaces),
    };
    let left = if gaps > 0 || elastic.spaces > 0 { 0 } else { rest };
    Stretch { per_gap, solid: gaps <= 0, grown: permille(grown), growth: permille(elastic.growth), left }
}

impl Stretch {
    /// What is wrong with it.
    pub(crate) fn flaw(&self, loosest: u16) -> Option<Flaw> {
        if self.left > 0 {
            return Some(Flaw::Underfull(self.left));
        }
        let beyond = if self.solid { 0 } else { i64::from(loosest) };
        (self.per_gap > beyond).then_some(Flaw::Loose(self.per_gap))
    }
}

fn stretch_badness(stretch: &Stretch) -> i64 {
    let even = looseness(stretch.per_gap) + if stretch.per_gap > SEEN { STRETCHED } else { 0 };
    let share = if stretch.growth > 0 { stretch.grown * 1000 / stretch.growth } else { 0 };
    let spaces = share * share / 1000;
    (even + spaces).min(WORST)
}

/// Badness of squeezing a line to its width, and what cannot be squeezed.
fn squeeze(work: &Work<'_>, trial: &Trial) -> (i64, Length) {
    let mut left = trial.natural - trial.width;
    let mut badness: i64 = 0;
    for (room, weight) in work.ruler.room(trial.extent).into_iter().zip(SQUEEZE) {
        let taken = left.min(room).max(Length::ZERO);
        let share = taken.emu() * 1000 / room.emu().max(1);
        badness += work.ruler.permille(taken, trial.extent).saturating_mul(weight * share) / 1000;
        left -= taken;
    }
    // Among many characters a narrow mark is seen less: the cost is that of a line of newspaper width.
    let characters = (trial.width.emu() / work.ruler.em(trial.extent).emu()).max(NEWSPAPER_LINE);
    (badness * NEWSPAPER_LINE / characters, left)
}

fn kind_badness(kind: LineEnd) -> i64 {
    match kind {
        LineEnd::Hyphen => HYPHEN,
        LineEnd::Address => ADDRESS,
        LineEnd::Deep => DEEP,
        _ => 0,
    }
}
