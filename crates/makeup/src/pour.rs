//! Pouring (灌文) a text into the stretches of its region, with the rules of column breaks.
//!
//! Order of the rules that can collide: the grid, no forbidden breaks, no 小标题 at a column's foot, no 孤行 (the last
//! line of a paragraph alone at a column's head), balance of the columns.

use crate::maker::composed;
use crate::region::Slot;
use crate::runs::Text;
use banxin_measure::Length;
use banxin_typeset::{Line, ParagraphStyle, Uniform};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A paragraph on its way into the columns.
pub(crate) struct Flow {
    pub(crate) text: Rc<Text>,
    /// Its lines in stretches of one width, as far as they were composed.
    pub(crate) composed: Composed,
    pub(crate) style: ParagraphStyle,
    /// Lines of the grid that each of its lines takes.
    pub(crate) rows: u32,
    /// Whether it must stand with the paragraph after it.
    pub(crate) keep_with_next: bool,
    pub(crate) size: Length,
}

/// A line in its place.
pub(crate) struct Poured {
    pub(crate) flow: usize,
    pub(crate) line: Line,
    pub(crate) slot: Slot,
}

/// What came of pouring.
pub(crate) struct Outcome {
    pub(crate) lines: Vec<Poured>,
    /// Characters that found no place.
    pub(crate) overset_characters: u32,
    /// Lines they would take.
    pub(crate) overset_lines: u32,
    /// Lines of the grid that are filled.
    pub(crate) rows: u32,
}

/// A rule that gave way to one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GaveWay {
    /// A 小标题 at a column's foot.
    CrossheadFoot,
    /// 孤行: the last line of a paragraph alone at a column's head.
    LoneLine,
    /// A column that ends above the others.
    Unbalanced,
}

impl Outcome {
    pub(crate) fn fits(&self) -> bool {
        self.overset_lines == 0
    }
}

/// Lines of a paragraph by the width of their stretches, kept between tries and from one makeup to the next.
pub(crate) type Composed = Rc<RefCell<BTreeMap<Length, Rc<Vec<Line>>>>>;

impl Flow {
    /// Its lines in stretches of these widths.
    fn lines(&self, widths: &[Length]) -> Rc<Vec<Line>> {
        let first = widths.first().copied().unwrap_or(self.size);
        if widths.iter().all(|width| *width == first) {
            let compose = || Rc::new(composed(&self.text.shaped, &self.style, &Uniform(first)));
            return self.composed.borrow_mut().entry(first).or_insert_with(compose).clone();
        }
        let last = widths.last().copied().unwrap_or(first);
        Rc::new(composed(&self.text.shaped, &self.style, &|n: usize| widths.get(n).copied().unwrap_or(last)))
    }
}

/// Pours the paragraphs into the slots, in order.
pub(crate) fn pour(flows: &[Flow], slots: &[Slot]) -> Outcome {
    let mut outcome = Outcome { lines: Vec::new(), overset_characters: 0, overset_lines: 0, rows: 0 };
    let mut next = 0;
    for (index, flow) in flows.iter().enumerate() {
        if flow.keep_with_next {
            next = past_foot(flows, index, slots, next);
        }
        next = place(index, flow, slots, next, &mut outcome);
    }
    outcome
}

/// Where a heading may begin: if it and two lines of what follows do not fit above the column's foot, at the
/// next column's head.
fn past_foot(flows: &[Flow], index: usize, slots: &[Slot], next: usize) -> usize {
    let rows = flows.get(index).map_or(1, |f| f.rows);
    let following = flows.get(index + 1).map_or(0, |f| f.rows * 2);
    let needed = (rows + following) as usize;
    let Some(column) = slots.get(next).map(|s| s.column) else { return next };
    if next.checked_sub(1).and_then(|before| slots.get(before)).is_none_or(|before| before.column != column) {
        // It stands at the column's head already; going on would leave the column empty.
        return next;
    }
    let left = slots.iter().skip(next).take_while(|s| s.column == column).count();
    let more = slots.len() > next + left;
    if left < needed && more { next + left } else { next }
}

/// Places one paragraph from slot `next` on; returns the first slot after it.
fn place(index: usize, flow: &Flow, slots: &[Slot], next: usize, outcome: &mut Outcome) -> usize {
    let mut skipped: Vec<usize> = Vec::new();
    for _ in 0..4 {
        let usable = usable(slots, next, flow.rows, &skipped);
        let widths: Vec<Length> = usable.iter().filter_map(|(i, _)| slots.get(*i)).map(|s| s.width).collect();
        let widths =
            if widths.is_empty() { slots.last().map(|s| s.width).into_iter().collect() } else { widths };
        let lines = flow.lines(&widths);
        if let Some(foot) = lone_last_line(&lines, &usable, slots)
            && !skipped.contains(&foot)
            && skipped.len() < 2
        {
            skipped.push(foot);
            continue;
        }
        let mut end = next;
        for (number, line) in lines.iter().enumerate() {
            match usable.get(number).and_then(|(i, end)| Some((slots.get(*i)?, *end))) {
                Some((slot, past)) => {
                    outcome.lines.push(Poured { flow: index, line: line.clone(), slot: *slot });
                    outcome.rows += flow.rows;
                    end = past;
                }
                None => {
                    outcome.overset_lines += flow.rows;
                    outcome.overset_characters += flow.text.characters_in(line.units);
                    end = slots.len();
                }
            }
        }
        return end;
    }
    next
}

/// Slots that lines of `rows` grid lines may begin in: (slot, first slot after it).
fn usable(slots: &[Slot], next: usize, rows: u32, skipped: &[usize]) -> Vec<(usize, usize)> {
    let mut result = Vec::new();
    let mut index = next;
    while let Some(first) = slots.get(index) {
        let end = index + rows as usize;
        let together = (1..rows).all(|n| {
            slots.get(index + n as usize).is_some_and(|s| {
                s.column == first.column
                    && s.line == first.line + n
                    && s.width == first.width
                    && s.x == first.x
            })
        });
        if skipped.contains(&index) || !together {
            index += 1;
            continue;
        }
        result.push((index, end));
        index = end;
    }
    result
}

/// If the last of two or more lines would stand alone at a column's head, the slot at the foot before it, to be
/// left empty so that one more line moves over.
fn lone_last_line(lines: &[Line], usable: &[(usize, usize)], slots: &[Slot]) -> Option<usize> {
    let last = lines.len().checked_sub(1).filter(|n| *n > 0)?;
    let (here, _) = *usable.get(last)?;
    let (before, _) = *usable.get(last - 1)?;
    let (here, foot) = (slots.get(here)?, slots.get(before)?);
    // A column keeps two lines at least: better a lone line than a hole.
    let keeps_two = before.checked_sub(2).and_then(|n| slots.get(n)).is_some_and(|s| s.column == foot.column);
    (here.column != foot.column && keeps_two).then_some(before)
}

/// The rules that gave way, each with its column and line.
pub(crate) fn gave_way(flows: &[Flow], outcome: &Outcome, slots: &[Slot]) -> Vec<(GaveWay, u32, u32)> {
    let mut gave = Vec::new();
    let at_head = |slot: &Slot| slots.iter().find(|one| one.column == slot.column) == Some(slot);
    for pair in outcome.lines.windows(2) {
        let [one, next] = pair else { continue };
        if one.slot.column == next.slot.column {
            continue;
        }
        let keeps = flows.get(one.flow).is_some_and(|flow| flow.keep_with_next);
        if keeps && next.flow != one.flow {
            gave.push((GaveWay::CrossheadFoot, one.slot.column, one.slot.line));
        }
        if next.flow == one.flow && next.line.last && at_head(&next.slot) {
            gave.push((GaveWay::LoneLine, next.slot.column, next.slot.line));
        }
    }
    gave.extend(unbalanced(flows, outcome, slots));
    gave
}

/// The columns that end above the others of the block where the text ends. The last may be short by the remainder:
/// fewer lines than there are columns. A column whose ground ends above ends where it must.
fn unbalanced(flows: &[Flow], outcome: &Outcome, slots: &[Slot]) -> Vec<(GaveWay, u32, u32)> {
    let Some(last) = outcome.lines.last().filter(|_| outcome.fits()) else { return Vec::new() };
    let mut ends: BTreeMap<u32, u32> = BTreeMap::new();
    for line in outcome.lines.iter().filter(|line| line.slot.block == last.slot.block) {
        let rows = flows.get(line.flow).map_or(1, |flow| flow.rows);
        let end = ends.entry(line.slot.column).or_default();
        *end = (*end).max(line.slot.line + rows);
    }
    let foot = ends.values().max().copied().unwrap_or_default();
    let columns = u32::try_from(ends.len()).unwrap_or(u32::MAX);
    let short = |(column, end): (&u32, &u32)| {
        let empty =
            slots.iter().filter(|slot| slot.column == *column && (*end..foot).contains(&slot.line)).count();
        let allowed = if *column == last.slot.column { columns.saturating_sub(1) } else { 1 };
        (empty > allowed as usize).then_some((GaveWay::Unbalanced, *column, end.saturating_sub(1)))
    };
    ends.iter().filter_map(short).collect()
}
