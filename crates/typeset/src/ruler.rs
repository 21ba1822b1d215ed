//! The ruler (量尺): widths of lines, and what they can give and take, from sums that were taken once.

use crate::adjust::{COMPRESSION_STEPS, Gap, GrowStep};
use crate::class::Class;
use crate::unit::{Shaped, Unit};
use banxin_measure::Length;

/// What each step of compression can take, the steps numbered from 1.
pub(crate) type Room = [Length; COMPRESSION_STEPS + 1];

/// Sums over the units of a paragraph.
pub(crate) struct Ruler<'a> {
    pub(crate) shaped: &'a Shaped,
    /// Up to each unit.
    sums: Vec<Sum>,
    /// First unit at or after each place that ends a typed line, one past it.
    must: Vec<usize>,
    /// First unit at or after each place that does not fall off.
    shown_from: Vec<usize>,
    /// One past the last unit before each place that does not fall off.
    shown_to: Vec<usize>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    width: Length,
    give: Room,
    /// What word spaces and Han–Western spaces may grow.
    grow: [Length; 2],
    /// Word spaces and Han–Western spaces.
    spaces: i64,
    /// Gaps that may be stretched.
    gaps: i64,
    /// Han and Western characters.
    solid: i64,
}

/// What there is in a line to be stretched.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elastic {
    /// What word spaces and Han–Western spaces may grow.
    pub(crate) growth: Length,
    /// How many of them there are.
    pub(crate) spaces: i64,
    /// Gaps that may be stretched after them.
    pub(crate) gaps: i64,
}

/// A stretch of units as a line: blanks at its edges have fallen off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl<'a> Ruler<'a> {
    pub(crate) fn new(shaped: &'a Shaped) -> Ruler<'a> {
        let units = &shaped.units;
        let mut sums = Vec::with_capacity(units.len() + 1);
        let mut sum = Sum::default();
        sums.push(sum);
        for (index, unit) in units.iter().enumerate() {
            sum.width += unit.gap_before + unit.width - unit.lead_cut;
            sum.add(before(unit), 1);
            sum.add(after(unit), 1);
            let left = index.checked_sub(1).and_then(|i| units.get(i));
            sum.gaps += i64::from(left.is_some_and(|left| may_stretch(left, unit)));
            sum.solid += i64::from(matches!(unit.class, Class::Han | Class::Western));
            sums.push(sum);
        }
        let must = nearest_behind(units, |index, unit| unit.after.must.then_some(index + 1));
        let shown_from = nearest_behind(units, |index, unit| (!unit.class.falls_off()).then_some(index));
        let mut shown = 0;
        let shown_to = std::iter::once(0)
            .chain(units.iter().enumerate().map(|(index, unit)| {
                shown = if unit.class.falls_off() { shown } else { index + 1 };
                shown
            }))
            .collect();
        Ruler { shaped, sums, must, shown_from, shown_to }
    }

    pub(crate) fn len(&self) -> usize {
        self.shaped.units.len()
    }

    pub(crate) fn unit(&self, index: usize) -> Option<&'a Unit> {
        self.shaped.units.get(index)
    }

    fn sum(&self, index: usize) -> Sum {
        self.sums.get(index).copied().unwrap_or_default()
    }

    /// Where a line that begins at `start` has to end, at the latest.
    pub(crate) fn limit(&self, start: usize) -> usize {
        self.must.get(start).copied().unwrap_or(self.len())
    }

    /// Whether a line that ends here is the last of what was typed as one.
    pub(crate) fn is_last(&self, end: usize) -> bool {
        end >= self.len() || end.checked_sub(1).and_then(|i| self.unit(i)).is_some_and(|u| u.after.must)
    }

    /// First place whose units before it are together at least as wide as those before `start` and `width`.
    pub(crate) fn reach(&self, start: usize, width: Length) -> usize {
        let wanted = self.sum(start).width + width;
        self.sums.partition_point(|sum| sum.width < wanted)
    }

    /// The units shown of a line from `start` to `end`: blanks fall off, except before the first line.
    pub(crate) fn extent(&self, start: usize, end: usize) -> Extent {
        let end = self.shown_to.get(end).copied().unwrap_or(end).max(start);
        let start = if start > 0 { self.shown_from(start).min(end) } else { start };
        Extent { start, end }
    }

    /// The first unit at or after a place that does not fall off.
    pub(crate) fn shown_from(&self, start: usize) -> usize {
        self.shown_from.get(start).copied().unwrap_or(start)
    }

    fn edges(&self, line: Extent) -> Option<(&'a Unit, &'a Unit)> {
        let last = line.end.checked_sub(1).filter(|last| *last >= line.start)?;
        self.unit(line.start).zip(self.unit(last))
    }

    /// Size of a line's type: that of its first unit, never zero.
    pub(crate) fn em(&self, line: Extent) -> Length {
        self.unit(line.start).map_or(Length::ZERO, |u| u.size).max(Length::from_emu(1))
    }

    /// A length in permille of a line's size.
    pub(crate) fn permille(&self, length: Length, line: Extent) -> i64 {
        length.emu().saturating_mul(1000) / self.em(line).emu()
    }

    /// Natural width of a line: its edges trimmed, nothing adjusted.
    pub(crate) fn natural(&self, line: Extent) -> Length {
        let Some((first, last)) = self.edges(line) else { return Length::ZERO };
        self.sum(line.end).width
            - self.sum(line.start).width
            - first.gap_before
            - first.lead
            - last.trailing()
    }

    /// What hangs out of a line whose last mark hangs: nothing if it is no mark that may.
    pub(crate) fn hanging(&self, line: Extent) -> Option<Length> {
        let last = self.unit(line.end.checked_sub(1).filter(|last| *last > line.start)?)?;
        let before = self.unit(line.end - 2)?;
        (last.class.may_hang() && !before.class.is_mark())
            .then(|| last.width - last.lead_cut - last.trailing())
    }

    /// What the inside of a line can give, by step; its edges have given theirs already.
    pub(crate) fn room(&self, line: Extent) -> Room {
        self.inside(line).give
    }

    /// What there is in a line to be stretched.
    pub(crate) fn elastic(&self, line: Extent) -> Elastic {
        let inside = self.inside(line);
        Elastic { growth: inside.grow.into_iter().sum(), spaces: inside.spaces, gaps: inside.gaps }
    }

    /// How many Han and Western characters a line has.
    pub(crate) fn solid(&self, line: Extent) -> i64 {
        self.sum(line.end).solid - self.sum(line.start).solid
    }

    fn inside(&self, line: Extent) -> Sum {
        let Some((first, last)) = self.edges(line) else { return Sum::default() };
        let (mut sum, base) = (self.sum(line.end), self.sum(line.start));
        for (slot, base) in sum.give.iter_mut().zip(base.give) {
            *slot -= base;
        }
        for (slot, base) in sum.grow.iter_mut().zip(base.grow) {
            *slot -= base;
        }
        sum.spaces -= base.spaces;
        // The gap before the first unit is none of the line's.
        sum.gaps -= self.sum(line.start + 1).gaps;
        sum.add(before(first), -1);
        sum.add(after(last), -1);
        sum
    }

    /// Two gaps a unit, before it and after it; edges have none.
    pub(crate) fn gaps_of(&self, line: Extent) -> Vec<Gap> {
        let mut gaps = Vec::with_capacity((line.end - line.start) * 2);
        for index in line.start..line.end {
            let Some(unit) = self.unit(index) else { break };
            let mut ahead = if index == line.start { Gap::default() } else { before(unit) };
            if index > line.start
                && let Some(left) = self.unit(index - 1)
            {
                ahead.stretch = may_stretch(left, unit);
            }
            gaps.push(ahead);
            gaps.push(if index + 1 == line.end { Gap::default() } else { after(unit) });
        }
        gaps
    }
}

/// For each place, what the first unit at or after it gives of which `of` gives anything; the number of units where
/// there is none.
fn nearest_behind(units: &[Unit], of: impl Fn(usize, &Unit) -> Option<usize>) -> Vec<usize> {
    let mut nearest = vec![units.len(); units.len() + 1];
    let mut known = units.len();
    for ((index, unit), slot) in units.iter().enumerate().zip(nearest.iter_mut()).rev() {
        known = of(index, unit).unwrap_or(known);
        *slot = known;
    }
    nearest
}

impl Sum {
    fn add(&mut self, gap: Gap, times: i64) {
        if let Some((step, cap)) = gap.compress
            && let Some(slot) = self.give.get_mut(step)
        {
            *slot += cap * times;
        }
        self.spaces += i64::from(gap.grow_first.is_some()) * times;
        match gap.grow_first {
            Some((GrowStep::WordSpace, cap)) => self.grow[0] += cap * times,
            Some((GrowStep::HanWestern, cap)) => self.grow[1] += cap * times,
            None => {}
        }
    }
}

/// What the start of a unit can give: the blank of an opening mark, or the space of a Han–Western boundary.
fn before(unit: &Unit) -> Gap {
    if unit.lead > Length::ZERO {
        return blank(unit, unit.lead);
    }
    match unit.boundary {
        Some(limits) if unit.gap_before > Length::ZERO => boundary(unit.gap_before, limits),
        _ => Gap::default(),
    }
}

/// What the end of a unit can give: the blank of a closing mark or point, or part of a typed blank.
fn after(unit: &Unit) -> Gap {
    if unit.tail > Length::ZERO {
        return blank(unit, unit.tail);
    }
    if unit.class != Class::Space {
        return Gap::default();
    }
    if let Some(limits) = unit.boundary {
        return boundary(unit.width, limits);
    }
    Gap {
        compress: Some((2, (unit.width - unit.size / 4).max(Length::ZERO))),
        grow_first: Some((GrowStep::WordSpace, (unit.size / 2 - unit.width).max(Length::ZERO))),
        stretch: false,
    }
}

fn blank(unit: &Unit, blank: Length) -> Gap {
    let compress = unit.class.step().filter(|_| unit.squeezable).map(|step| (step, blank));
    Gap { compress, ..Gap::default() }
}

fn boundary(space: Length, (least, most): (Length, Length)) -> Gap {
    Gap {
        compress: Some((6, (space - least).max(Length::ZERO))),
        grow_first: Some((GrowStep::HanWestern, (most - space).max(Length::ZERO))),
        stretch: false,
    }
}

/// Whether space may be put between two units when all gaps are stretched: never inside what holds together or
/// inside Western words, never beside dashes and connectors, nor where a space has been stretched before.
fn may_stretch(left: &Unit, right: &Unit) -> bool {
    let western = left.class == Class::Western && right.class == Class::Western;
    let spaced = left.class == Class::Space || right.class == Class::Space || right.boundary.is_some();
    !western && !right.joined && !spaced && !left.class.rigid() && !right.class.rigid()
}
