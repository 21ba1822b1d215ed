//! Choosing the lines of a paragraph and setting each to its measure.
//!
//! The region offers stretches one after another (a picture in mid-column leaves two on one line of the grid),
//! each with its own width; the search goes over (line, break) with a convex cost, so that a loose line is not
//! bought with a tight one. Push-in (挤进) is part of the fit test: a line may be over-full by what its marks can
//! give (clreq 3.2.2, 先挤进，后推出).

use crate::adjust::{COMPRESSION_STEPS, Gap, GrowStep, solve};
use crate::class::{Class, Level};
use crate::opportunity::{after_units, joined};
use crate::shape::{Shaped, Unit};
use banxin_measure::Length;

/// How lines stand in their measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Alignment {
    /// Both edges straight, the last line at the start.
    #[default]
    Justify,
    /// At the start.
    Start,
    /// In the middle.
    Centre,
    /// At the end.
    End,
}

/// How a paragraph is composed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// Indent of the first line.
    pub indent: Length,
    /// How its lines stand.
    pub alignment: Alignment,
    /// Prohibition level.
    pub level: Level,
}

/// One line, adjusted to its measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Units shown, first and one past the last (blanks that fall off the end are not among them).
    pub units: (usize, usize),
    /// Where each of them stands, from the start of the stretch.
    pub placed: Vec<Placed>,
    /// Whether it ends the paragraph.
    pub last: bool,
    /// Space put between characters by stretching, per gap; negative for none and squeezed marks.
    pub looseness: Length,
    /// Whether no legal break was found and the line was cut anyway.
    pub forced: bool,
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
    /// What it takes of the line, stretching included.
    pub advance: Length,
}

/// Composes the paragraph into the stretches whose widths `measure` gives, by number from 0.
pub fn compose(shaped: &Shaped, style: &ParagraphStyle, measure: &dyn Fn(usize) -> Length) -> Vec<Line> {
    if shaped.units.is_empty() {
        return Vec::new();
    }
    let work = Work::new(shaped, style);
    let breaks = work.search(measure);
    let mut lines = Vec::with_capacity(breaks.len());
    let mut start = 0;
    for (number, chosen) in breaks.iter().enumerate() {
        lines.push(work.set(number, start, chosen, measure(number)));
        start = chosen.end;
    }
    lines
}

struct Work<'a> {
    shaped: &'a Shaped,
    style: &'a ParagraphStyle,
    breakable: Vec<bool>,
    /// Whether a line may end after the unit in need: inside a long Western run such as an address.
    in_need: Vec<bool>,
    /// Width of units `0..i` with the spaces at Han–Western boundaries.
    sum: Vec<Length>,
    /// What the marks of units `0..i` can give, by step.
    give: Vec<[Length; COMPRESSION_STEPS + 1]>,
    /// Gaps that may be stretched before units `0..i`.
    gaps: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Break {
    end: usize,
    forced: bool,
}

#[derive(Clone, Copy)]
struct Node {
    unit: usize,
    cost: i64,
    loose_run: u8,
    from: usize,
    forced: bool,
}

/// Costs are in thousandths of a badness of 1.
const PER_LINE: i64 = 2_000;
const ORPHAN: i64 = 120_000;
const DASH_AT_START: i64 = 15_000;
const LOOSE_RUN: i64 = 3_000;
const IN_NEED: i64 = 60_000;
const FORCED: i64 = 10_000_000;
/// Western units in a row from which on a run may be broken in need, and how many stay together at its ends.
const LONG_WESTERN: usize = 12;
const WESTERN_ENDS: usize = 3;
/// How many units shorter than the fullest line a candidate may be.
const WINDOW: usize = 7;

impl<'a> Work<'a> {
    fn new(shaped: &'a Shaped, style: &'a ParagraphStyle) -> Work<'a> {
        let units = &shaped.units;
        let mut sum = vec![Length::ZERO];
        let mut give = vec![[Length::ZERO; COMPRESSION_STEPS + 1]];
        let mut gaps = vec![0];
        for (index, unit) in units.iter().enumerate() {
            let mut width = sum.last().copied().unwrap_or_default();
            let mut room = give.last().copied().unwrap_or_default();
            width += unit.gap_before + unit.width - unit.lead_cut;
            for gap in [before(unit), after(unit)] {
                if let Some((step, cap)) = gap.compress
                    && let Some(slot) = room.get_mut(step)
                {
                    *slot += cap;
                }
            }
            let stretch = index > 0 && units.get(index - 1).is_some_and(|left| may_stretch(left, unit));
            gaps.push(gaps.last().copied().unwrap_or(0) + u32::from(stretch));
            sum.push(width);
            give.push(room);
        }
        let breakable = after_units(&shaped.text, units, style.level);
        let in_need = long_western(&shaped.text, units);
        Work { shaped, style, breakable, in_need, sum, give, gaps }
    }

    fn unit(&self, index: usize) -> Option<&Unit> {
        self.shaped.units.get(index)
    }

    /// One past the last unit shown when a line ends before `end`: blanks fall off.
    fn shown_end(&self, start: usize, end: usize) -> usize {
        let mut shown = end;
        while shown > start && self.unit(shown - 1).is_some_and(|u| u.class == Class::Space) {
            shown -= 1;
        }
        shown
    }

    /// The first unit shown of a line that begins at `start`: blanks fall off, except before the first line.
    fn shown_start(&self, start: usize, end: usize) -> usize {
        let mut shown = start;
        while start > 0 && shown < end && self.unit(shown).is_some_and(|u| u.class == Class::Space) {
            shown += 1;
        }
        shown
    }

    /// Natural width of units `start..end` as a line: edges trimmed.
    fn natural(&self, start: usize, end: usize) -> Length {
        let at = |i: usize| self.sum.get(i).copied().unwrap_or_default();
        let mut width = at(end) - at(start);
        if let Some(first) = self.unit(start) {
            width -= first.gap_before + first.lead;
        }
        if let Some(last) = end.checked_sub(1).and_then(|i| self.unit(i)) {
            width -= last.tail;
        }
        width
    }

    /// What the marks inside the line can give, by step; the edges have given theirs already.
    fn room(&self, start: usize, end: usize) -> [Length; COMPRESSION_STEPS + 1] {
        let mut room = self.give.get(end).copied().unwrap_or_default();
        for (slot, base) in room.iter_mut().zip(self.give.get(start).copied().unwrap_or_default()) {
            *slot -= base;
        }
        let edges = [self.unit(start).map(before), end.checked_sub(1).and_then(|i| self.unit(i)).map(after)];
        for (step, cap) in edges.into_iter().flatten().filter_map(|gap| gap.compress) {
            if let Some(slot) = room.get_mut(step) {
                *slot -= cap;
            }
        }
        room
    }

    fn measure_of(&self, number: usize, width: Length) -> Length {
        if number == 0 { width - self.style.indent } else { width }
    }

    /// Dynamic programming over (line, break): few breaks are alive on each line, so it is quick.
    fn search(&self, measure: &dyn Fn(usize) -> Length) -> Vec<Break> {
        let total = self.shaped.units.len();
        let mut layers: Vec<Vec<Node>> =
            vec![vec![Node { unit: 0, cost: 0, loose_run: 0, from: 0, forced: false }]];
        let mut best: Option<(usize, usize, i64)> = None;
        while let Some(layer) = layers.last() {
            let number = layers.len() - 1;
            let width = self.measure_of(number, measure(number));
            let mut next: Vec<Node> = Vec::new();
            for (index, node) in layer.iter().enumerate() {
                if node.unit >= total || best.is_some_and(|(.., cost)| node.cost >= cost) {
                    continue;
                }
                for (chosen, cost, loose) in self.candidates(node, width) {
                    let run = if loose { (node.loose_run + 1).min(3) } else { 0 };
                    let cost = node.cost + cost + PER_LINE + LOOSE_RUN * i64::from(run.saturating_sub(1));
                    let candidate =
                        Node { unit: chosen.end, cost, loose_run: run, from: index, forced: chosen.forced };
                    match next.iter_mut().find(|n| n.unit == chosen.end) {
                        Some(known) if known.cost <= cost => {}
                        Some(known) => *known = candidate,
                        None => next.push(candidate),
                    }
                }
            }
            if next.is_empty() {
                break;
            }
            let layer_number = layers.len();
            for (index, node) in next.iter().enumerate() {
                if node.unit >= total && best.is_none_or(|(.., cost)| node.cost < cost) {
                    best = Some((layer_number, index, node.cost));
                }
            }
            layers.push(next);
        }
        let mut breaks = Vec::new();
        let Some((mut layer, mut index, _)) = best else { return breaks };
        while layer > 0 {
            let Some(node) = layers.get(layer).and_then(|l| l.get(index)) else { break };
            breaks.push(Break { end: node.unit, forced: node.forced });
            index = node.from;
            layer -= 1;
        }
        breaks.reverse();
        breaks
    }

    /// The lines that may follow a break: end, cost, and whether the line is visibly loose.
    fn candidates(&self, node: &Node, width: Length) -> Vec<(Break, i64, bool)> {
        let total = self.shaped.units.len();
        let mut fitting: Vec<usize> = Vec::new();
        let mut widest = node.unit;
        for end in node.unit + 1..=total {
            let shown = self.shown_end(node.unit, end);
            let start = self.shown_start(node.unit, shown);
            let room: Length = self.room(start, shown).into_iter().sum();
            if self.natural(start, shown) - room > width && end > node.unit + 1 {
                // Squeezed blanks may still let one more mark in, never two.
                if end > widest + 2 {
                    break;
                }
                continue;
            }
            widest = end;
            let may = |places: &[bool]| places.get(end - 1).copied().unwrap_or(false);
            if may(&self.breakable) || may(&self.in_need) {
                fitting.push(end);
            }
        }
        let from = fitting.len().saturating_sub(WINDOW);
        let mut found: Vec<(Break, i64, bool)> = fitting
            .iter()
            .skip(from)
            .map(|end| {
                let (cost, loose) = self.cost(node.unit, *end, width);
                let need = if self.breakable.get(*end - 1) == Some(&true) { 0 } else { IN_NEED };
                (Break { end: *end, forced: false }, cost + need, loose)
            })
            .collect();
        if found.is_empty() {
            let end = self.forced_end(node.unit, widest.max(node.unit + 1));
            let (cost, loose) = self.cost(node.unit, end, width);
            found.push((Break { end, forced: true }, cost + FORCED, loose));
        }
        found
    }

    /// Nothing legal fits: the line is cut as full as it goes without a mark where it must not stand and without
    /// tearing a unit, or, where even that cannot be, just where it is full.
    fn forced_end(&self, start: usize, widest: usize) -> usize {
        // A blank that begins the next line falls off it, so the mark behind it counts.
        let next_shown = |end: usize| self.shaped.units.iter().skip(end).find(|u| u.class != Class::Space);
        let bearable = |end: &usize| match (self.unit(end - 1), next_shown(*end)) {
            (Some(left), Some(right)) => {
                let torn = joined(left, right) && left.class != Class::Western;
                !torn
                    && !left.class.forbidden_at_end(self.style.level)
                    && !right.class.forbidden_at_start(self.style.level, right.paired)
            }
            _ => true,
        };
        (start + 1..=widest).rev().find(bearable).unwrap_or(widest)
    }

    fn cost(&self, from: usize, end: usize, width: Length) -> (i64, bool) {
        let shown = self.shown_end(from, end);
        let start = self.shown_start(from, shown);
        let em = self.unit(start).map_or(1, |u| u.size.emu().max(1));
        let natural = self.natural(start, shown);
        let mut cost = 0;
        if self.unit(end).is_some_and(|u| u.class == Class::Dash && u.paired) {
            cost += DASH_AT_START;
        }
        if end >= self.shaped.units.len() {
            let solid = self.shaped.units.get(start..shown).unwrap_or_default();
            let solid = solid.iter().filter(|u| matches!(u.class, Class::Han | Class::Western)).count();
            if solid < 2 && from > 0 {
                cost += ORPHAN;
            }
            if natural <= width {
                return (cost, false);
            }
        }
        if natural > width {
            return (cost + self.squeeze_cost(start, shown, natural - width, em), false);
        }
        if self.style.alignment != Alignment::Justify {
            let slack = (width - natural).emu().saturating_mul(100) / em;
            return (cost + slack, false);
        }
        let count =
            self.gaps.get(shown).zip(self.gaps.get(start + 1)).map_or(0, |(b, a)| b.saturating_sub(*a));
        let slack = (width - natural).emu();
        let per_gap = slack.saturating_mul(1000) / em / i64::from(count.max(1));
        // (gap / ⅛ em)² × 100, in thousandths.
        let stretch = per_gap.saturating_mul(per_gap).saturating_mul(100_000) / (125 * 125);
        (cost + stretch, per_gap > 32)
    }

    /// Squeezing costs more the later the step from which it is taken.
    fn squeeze_cost(&self, start: usize, end: usize, need: Length, em: i64) -> i64 {
        let mut left = need;
        let mut cost = 0;
        for (step, room) in self.room(start, end).into_iter().enumerate() {
            let taken = left.min(room).max(Length::ZERO);
            let permille = taken.emu().saturating_mul(1000) / em;
            let weight = [0, 1, 6, 6, 14, 18, 18, 40].get(step).copied().unwrap_or(40);
            cost += permille * weight;
            left -= taken;
        }
        cost
    }

    fn set(&self, number: usize, from: usize, chosen: &Break, width: Length) -> Line {
        let shown = self.shown_end(from, chosen.end);
        let start = self.shown_start(from, shown);
        let last = chosen.end >= self.shaped.units.len();
        let indent = if number == 0 { self.style.indent } else { Length::ZERO };
        let measure = width - indent;
        let need = measure - self.natural(start, shown);
        let gaps = self.gaps_of(start, shown);
        let justify = self.style.alignment == Alignment::Justify && !last;
        let (changes, rest) = if need < Length::ZERO || justify {
            solve(need, &gaps)
        } else {
            (vec![Length::ZERO; gaps.len()], need)
        };
        let offset = match self.style.alignment {
            Alignment::Centre => rest.max(Length::ZERO) / 2,
            Alignment::End => rest.max(Length::ZERO),
            Alignment::Justify | Alignment::Start => Length::ZERO,
        };
        let stretched = gaps.iter().zip(&changes).filter(|(g, _)| g.stretch).map(|(_, c)| *c).max();
        Line {
            units: (start, shown),
            placed: self.place(start, shown, indent + offset, &changes),
            last,
            looseness: stretched.unwrap_or(Length::ZERO),
            forced: chosen.forced,
        }
    }

    /// Two gaps a unit: before it and after it. Edges have none.
    fn gaps_of(&self, start: usize, end: usize) -> Vec<Gap> {
        let mut gaps = Vec::with_capacity((end - start) * 2);
        for index in start..end {
            let Some(unit) = self.unit(index) else { break };
            let mut ahead = before(unit);
            let mut behind = after(unit);
            if index == start {
                ahead = Gap::default();
            } else if let Some(left) = self.unit(index - 1) {
                ahead.stretch = may_stretch(left, unit);
            }
            if index + 1 == end {
                behind = Gap::default();
            }
            gaps.push(ahead);
            gaps.push(behind);
        }
        gaps
    }

    fn place(&self, start: usize, end: usize, offset: Length, changes: &[Length]) -> Vec<Placed> {
        let mut placed: Vec<Placed> = Vec::with_capacity(end - start);
        let mut pen = offset;
        for index in start..end {
            let Some(unit) = self.unit(index) else { break };
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
            let tail = if index + 1 == end { unit.tail } else { Length::ZERO };
            let advance = unit.width - cut - tail + change(1);
            placed.push(Placed { unit: index, origin: pen - cut, x: pen, advance });
            pen += advance;
        }
        placed
    }
}

/// What the start of a unit can give: the blank of an opening mark, or the space of a Han–Western boundary.
fn before(unit: &Unit) -> Gap {
    if unit.lead > Length::ZERO {
        return Gap { compress: unit.class.step().map(|s| (s, unit.lead)), ..Gap::default() };
    }
    if unit.gap_before > Length::ZERO {
        let floor = unit.size / 8;
        return Gap {
            compress: Some((6, unit.gap_before - floor)),
            grow_first: Some((GrowStep::HanWestern, unit.size / 2 - unit.gap_before)),
            stretch: false,
        };
    }
    Gap::default()
}

/// What the end of a unit can give: the blank of a closing mark or point, or part of a word space.
fn after(unit: &Unit) -> Gap {
    if unit.tail > Length::ZERO {
        return Gap { compress: unit.class.step().map(|s| (s, unit.tail)), ..Gap::default() };
    }
    if unit.class == Class::Space {
        let room = unit.width - unit.size / 4;
        let grow = unit.size / 2 - unit.width;
        return Gap {
            compress: Some((2, room.max(Length::ZERO))),
            grow_first: Some((GrowStep::WordSpace, grow.max(Length::ZERO))),
            stretch: false,
        };
    }
    Gap::default()
}

/// For each unit, whether a line may end after it because it stands well inside a long Western run that is no
/// word, such as an address: words are broken by hyphenation or not at all.
fn long_western(text: &str, units: &[Unit]) -> Vec<bool> {
    let mut places = vec![false; units.len()];
    let mut start = 0;
    while start < units.len() {
        let run = units.iter().skip(start).take_while(|u| u.class == Class::Western).count();
        let bytes =
            units.get(start).zip(units.get(start + run.max(1) - 1)).map(|(a, b)| (a.bytes.0, b.bytes.1));
        let source = bytes.and_then(|(from, to)| text.get(from as usize..to as usize)).unwrap_or_default();
        if run >= LONG_WESTERN && source.contains(['/', ':', '@', '_', '=', '?']) {
            let inside = start + WESTERN_ENDS..start + run - WESTERN_ENDS;
            places.get_mut(inside).unwrap_or_default().fill(true);
        }
        start += run.max(1);
    }
    places
}

/// Whether space may be put between two units when all gaps are stretched: never inside units that hold
/// together, Western words, or beside dashes and connectors.
fn may_stretch(left: &Unit, right: &Unit) -> bool {
    let western = left.class == Class::Western && right.class == Class::Western;
    !western
        && !joined(left, right)
        && !left.class.rigid()
        && !right.class.rigid()
        && left.class != Class::Space
}
