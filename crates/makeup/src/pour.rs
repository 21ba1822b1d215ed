//! Pouring (灌文) a text into the stretches of its region, with the rules of column breaks.
//!
//! Order of the rules that can collide: the grid, no forbidden breaks, no 小标题 at a column's foot, no 孤行 (the last
//! line of a paragraph alone at a column's head), balance of the columns. A text that would not fit because of a rule
//! of breaks goes without that rule, the lightest first: no line is 余 beside an empty one.

use crate::maker::composed;
use crate::region::Slot;
use crate::runs::Text;
use banxin_measure::Length;
use banxin_typeset::{Line, ParagraphStyle, Uniform};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A paragraph on its way into the columns.
pub(crate) struct Flow {
    pub(crate) text: Rc<Text>,
    /// Its lines as far as they were composed.
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
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) lines: Vec<Poured>,
    /// Characters that found no place.
    pub(crate) overset_characters: u32,
    /// Lines they would take.
    pub(crate) overset_lines: u32,
    /// Lines of the grid that are filled.
    pub(crate) rows: u32,
}

/// Which rules of breaks are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// All of them.
    All,
    /// 孤行 may stand.
    Crossheads,
    /// A 小标题 may stand at a column's foot too.
    Nothing,
}

impl Keep {
    /// From the strictest on, in the order in which rules give way.
    pub(crate) const IN_ORDER: [Keep; 3] = [Keep::All, Keep::Crossheads, Keep::Nothing];
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

/// Lines of a paragraph, kept between tries and from one makeup to the next.
pub(crate) type Composed = Rc<RefCell<KeptLines>>;

/// Lines by the widths of the stretches that they were composed for.
#[derive(Default)]
pub(crate) struct KeptLines {
    even: BTreeMap<Length, Rc<Vec<Line>>>,
    mixed: BTreeMap<Vec<Length>, Rc<Vec<Line>>>,
}

/// Sets of unlike widths that are kept for a paragraph: as many as a drag past it tries.
const MOST_MIXED: usize = 48;

impl Flow {
    /// Its lines in stretches of these widths, the last one again and again after them.
    fn lines(&self, widths: &[Length]) -> Rc<Vec<Line>> {
        let first = widths.first().copied().unwrap_or(self.size);
        if widths.iter().all(|width| *width == first) {
            let compose = || Rc::new(composed(&self.text.shaped, &self.style, &Uniform(first)));
            return self.composed.borrow_mut().even.entry(first).or_insert_with(compose).clone();
        }
        if let Some(lines) = self.composed.borrow().mixed.get(widths) {
            return Rc::clone(lines);
        }
        let last = widths.last().copied().unwrap_or(first);
        let measures = |n: usize| widths.get(n).copied().unwrap_or(last);
        let lines = Rc::new(composed(&self.text.shaped, &self.style, &measures));
        let mut kept = self.composed.borrow_mut();
        if kept.mixed.len() >= MOST_MIXED {
            kept.mixed.clear();
        }
        kept.mixed.insert(widths.to_vec(), Rc::clone(&lines));
        lines
    }

    /// More width than its lines can need in stretches of about `usual`: what stretches lose at their ends is a
    /// quarter at the worst.
    fn room(&self, usual: Length) -> Length {
        let natural = self.text.shaped.natural_width(0, self.text.shaped.units.len());
        natural + natural / 4 + usual * 4
    }
}

/// The stretches with what of them is taken.
struct Stream<'s> {
    slots: &'s [Slot],
    taken: Vec<bool>,
    /// The first that is still before the text.
    next: usize,
}

/// Where a line may stand: the stretches that it takes, one a line of the grid.
struct Stand {
    first: usize,
    below: Vec<usize>,
}

/// Pours the paragraphs into the slots, in order. `usual` is the width of a line where there is no slot.
pub(crate) fn pour(flows: &[Flow], slots: &[Slot], keep: Keep, usual: Length) -> Outcome {
    let mut outcome = Outcome::default();
    let mut stream = Stream { slots, taken: vec![false; slots.len()], next: 0 };
    for (index, flow) in flows.iter().enumerate() {
        if flow.keep_with_next && keep != Keep::Nothing {
            stream.pass_foot(flow, flows.get(index + 1));
        }
        stream.place(index, flow, keep, usual, &mut outcome);
    }
    outcome
}

/// Pours a text into all that there is, with as many of the rules of breaks as let it fit; where it does not fit at all,
/// with those that leave the least over. Tells which were kept.
pub(crate) fn pour_whole(flows: &[Flow], slots: &[Slot], usual: Length) -> (Keep, Outcome) {
    let mut best: Option<(Keep, Outcome)> = None;
    for keep in Keep::IN_ORDER {
        let tried = pour(flows, slots, keep, usual);
        let better = |best: &Outcome| tried.overset_characters < best.overset_characters;
        if best.as_ref().is_none_or(|(_, best)| better(best)) {
            best = Some((keep, tried));
        }
        if best.as_ref().is_some_and(|(_, best)| best.fits()) {
            break;
        }
    }
    best.unwrap_or((Keep::All, Outcome::default()))
}

impl Stream<'_> {
    /// Goes on to the next column's head where a heading and two lines of what follows do not fit above the column's
    /// foot.
    fn pass_foot(&mut self, heading: &Flow, next: Option<&Flow>) {
        let needed = heading.rows + next.map_or(0, |flow| flow.rows * 2);
        let free = || self.slots.iter().enumerate().skip(self.next).filter(|(at, _)| !self.is_taken(*at));
        let Some(column) = free().next().map(|(_, slot)| slot.column) else { return };
        let before = self.slots.iter().take(self.next).zip(&self.taken);
        if !before.rev().take_while(|(slot, _)| slot.column == column).any(|(_, taken)| *taken) {
            // It stands at the column's head already; going on would leave the column empty.
            return;
        }
        let left: BTreeSet<u32> =
            free().take_while(|(_, slot)| slot.column == column).map(|(_, slot)| slot.line).collect();
        let beyond = free().find(|(_, slot)| slot.column != column).map(|(at, _)| at);
        if let Some(beyond) = beyond.filter(|_| left.len() < needed as usize) {
            self.next = beyond;
        }
    }

    fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(true)
    }

    /// Places one paragraph.
    fn place(&mut self, index: usize, flow: &Flow, keep: Keep, usual: Length, outcome: &mut Outcome) {
        let mut skipped: Vec<usize> = Vec::new();
        let mut room = flow.room(usual);
        let (stands, lines) = loop {
            let (stands, more) = self.stands(flow.rows, &skipped, room);
            let width = |stand: &Stand| self.slots.get(stand.first).map(|slot| slot.width);
            let mut widths: Vec<Length> = stands.iter().filter_map(width).collect();
            if widths.is_empty() {
                widths.push(self.slots.last().map_or(usual, |slot| slot.width));
            }
            let lines = flow.lines(&widths);
            if more && lines.len() > stands.len() {
                room = room * 2;
                continue;
            }
            let lone =
                self.lone_last_line(&lines, &stands).filter(|_| keep == Keep::All && skipped.len() < 2);
            match lone.filter(|foot| !skipped.contains(foot)) {
                Some(foot) => skipped.push(foot),
                None => break (stands, lines),
            }
        };
        for (number, line) in lines.iter().enumerate() {
            let stand = stands.get(number);
            match stand.and_then(|stand| Some((stand, *self.slots.get(stand.first)?))) {
                Some((stand, slot)) => {
                    outcome.lines.push(Poured { flow: index, line: line.clone(), slot });
                    outcome.rows += flow.rows;
                    for at in [stand.first].iter().chain(&stand.below) {
                        if let Some(taken) = self.taken.get_mut(*at) {
                            *taken = true;
                        }
                    }
                    self.next = stand.first + 1;
                }
                None => {
                    outcome.overset_lines += flow.rows;
                    outcome.overset_characters += flow.text.characters_in(line.units);
                    self.next = self.slots.len();
                }
            }
        }
    }

    /// Where lines of `rows` grid lines may stand, as far as they have `room` in all; and whether there are more.
    fn stands(&self, rows: u32, skipped: &[usize], room: Length) -> (Vec<Stand>, bool) {
        let mut stands: Vec<Stand> = Vec::new();
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let mut width = Length::ZERO;
        for (at, slot) in self.slots.iter().enumerate().skip(self.next) {
            if width >= room {
                return (stands, true);
            }
            if self.is_taken(at) || skipped.contains(&at) || used.contains(&at) {
                continue;
            }
            let below = (1..rows).map(|n| self.below(at, slot, n).filter(|at| !used.contains(at)));
            let Some(below) = below.collect::<Option<Vec<usize>>>() else { continue };
            if rows > 1 {
                used.extend(&below);
            }
            stands.push(Stand { first: at, below });
            width += slot.width;
        }
        (stands, false)
    }

    /// The stretch `n` lines below one, of the same place and width.
    fn below(&self, at: usize, slot: &Slot, n: u32) -> Option<usize> {
        let line = slot.line + n;
        let after = self.slots.iter().enumerate().skip(at + 1);
        let mut near = after.take_while(|(_, one)| one.column == slot.column && one.line <= line);
        let same = |one: &Slot| one.line == line && one.x == slot.x && one.width == slot.width;
        near.find(|(at, one)| same(one) && !self.is_taken(*at)).map(|(at, _)| at)
    }

    /// If the last of two or more lines would stand alone at a column's head, the stretch at the foot before it, to be
    /// left empty so that one more line moves over.
    fn lone_last_line(&self, lines: &[Line], stands: &[Stand]) -> Option<usize> {
        let last = lines.len().checked_sub(1).filter(|n| *n > 0)?;
        let (here, foot) = (stands.get(last)?.first, stands.get(last - 1)?.first);
        let (here, before) = (self.slots.get(here)?, self.slots.get(foot)?);
        // A column keeps two lines at least: better a lone line than a hole.
        let above = self.slots.iter().take(foot).rev().take_while(|slot| slot.column == before.column);
        let above: BTreeSet<u32> = above.map(|slot| slot.line).filter(|line| *line < before.line).collect();
        (here.column != before.column && above.len() >= 2).then_some(foot)
    }
}

/// The rules that gave way, each with its column and line.
pub(crate) fn gave_way(flows: &[Flow], outcome: &Outcome, slots: &[Slot]) -> Vec<(GaveWay, u32, u32)> {
    let mut gave = breaks(flows, outcome, slots);
    let short = unbalanced(flows, outcome, slots).into_iter();
    gave.extend(short.map(|(column, line, _)| (GaveWay::Unbalanced, column, line)));
    gave
}

/// The rules that gave way where one column ends and the next begins.
fn breaks(flows: &[Flow], outcome: &Outcome, slots: &[Slot]) -> Vec<(GaveWay, u32, u32)> {
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
    gave
}

/// How bad the breaches of an outcome look, so that outcomes of like height can be compared: a 小标题 at a foot is worse
/// than a lone line, and a lone line than a hole of one line.
pub(crate) fn badness(flows: &[Flow], outcome: &Outcome, slots: &[Slot]) -> usize {
    let breaks = breaks(flows, outcome, slots).into_iter().map(|(gave, ..)| match gave {
        GaveWay::CrossheadFoot => 4,
        GaveWay::LoneLine => 2,
        // Counted by its lines below.
        GaveWay::Unbalanced => 0,
    });
    let holes = unbalanced(flows, outcome, slots).into_iter().map(|(.., lines)| lines);
    breaks.chain(holes).sum()
}

/// The columns that end above the others of the block where the text ends. The last may be short by the remainder:
/// fewer lines than there are columns. A column whose ground ends above ends where it must. Each with its column, its
/// last line and the lines that it is short beyond that.
fn unbalanced(flows: &[Flow], outcome: &Outcome, slots: &[Slot]) -> Vec<(u32, u32, usize)> {
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
        let beyond = empty.saturating_sub(allowed as usize);
        (beyond > 0).then_some((*column, end.saturating_sub(1), beyond))
    };
    ends.iter().filter_map(short).collect()
}
