//! Breaking over the whole paragraph: dynamic programming over (place, line).
//!
//! A first search looks only at lines that the rules allow and that are near their width. If the best of it has a
//! fault, a second looks at every line there can be, so that a fault is never left where there is a way round it.

use super::cost::{Cost, judge};
use super::{Chosen, Trial, Work};
use crate::class::Class;
use crate::opportunity::LineEnd;
use crate::paragraph::Measures;
use banxin_measure::Length;

/// Badness of each further loose line in a row, to three.
const LOOSE_RUN: i64 = 3_000;
const LONGEST_RUN: u8 = 3;
/// How many em a line of the first search may be short of its width, and how many lines it looks at in any case.
const NEAR: i64 = 4;
/// The same where the number of lines is asked for, beyond what the style's loosest line lacks.
const NEAR_LOOSEST: i64 = 1;
const AT_LEAST: usize = 2;
/// A line that is shorter than its width by so many em is not looked at in any search.
const FAR: i64 = 128;
/// Units from which on a text is long, and how far from an even progress its lines may then be counted.
const LONG_TEXT: usize = 2_000;
const STRAY: usize = 8;

/// A way of setting a paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) lines: Vec<Chosen>,
    pub(crate) cost: Cost,
}

#[derive(Clone, Copy)]
struct Node {
    /// Where the next line begins.
    place: usize,
    /// Its number, or the first whose width all later ones have.
    line: usize,
    cost: Cost,
    loose_run: u8,
    chosen: Chosen,
    from: Option<usize>,
    /// Next node at the same place.
    next: Option<usize>,
}

/// Which lines are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scope {
    /// Lines of the rules that are near their width.
    Near,
    /// Lines of the rules that can be stretched to their width within the style's limit.
    Loosest,
    /// Every line there can be.
    All,
}

/// The best lines of a paragraph.
pub(crate) fn best(work: &Work<'_>, measures: &dyn Measures) -> Vec<Chosen> {
    let uniform = measures.uniform_from();
    let mut search = Search::new(work, measures, uniform, Scope::Near);
    search.run();
    if search.best().is_none_or(|end| search.cost(end).faults > 0) {
        search = Search::new(work, measures, uniform, Scope::All);
        search.run();
    }
    search.best().map_or_else(|| as_typed(work), |end| search.lines(end))
}

/// Lines as they were typed, whatever room there is, so that nothing is ever lost.
fn as_typed(work: &Work<'_>) -> Vec<Chosen> {
    let next = |start: &usize| Some(work.ruler.limit(*start)).filter(|end| end > start);
    let ends = std::iter::successors(next(&0), next);
    ends.map(|end| Chosen { end, kind: work.kind(end), hangs: false }).collect()
}

/// The best lines for each number of them, the fewest first; in a long text only numbers near the wanted one, as near
/// to it as the best may come, or near the best where none is wanted.
pub(crate) fn by_count(work: &Work<'_>, measures: &dyn Measures, wanted: Option<usize>) -> Vec<Setting> {
    let mut search = Search::new(work, measures, usize::MAX, Scope::Loosest);
    search.about = (work.ruler.len() > LONG_TEXT).then(|| {
        let best = work.lines(measures).len();
        wanted.map_or(best, |wanted| wanted.clamp(best - best / 16, best + best / 8))
    });
    search.run();
    let mut settings: Vec<Setting> =
        search.ends().map(|end| Setting { lines: search.lines(end), cost: search.cost(end) }).collect();
    settings.sort_by_key(|setting| setting.lines.len());
    settings
}

struct Search<'w, 'a> {
    work: &'w Work<'a>,
    measures: &'w dyn Measures,
    uniform: usize,
    scope: Scope,
    nodes: Vec<Node>,
    /// First node of each place.
    first: Vec<Option<usize>>,
    /// Places where lines may end without a fault, in order.
    stops: Vec<usize>,
    /// Number of lines near which nodes are kept.
    about: Option<usize>,
}

impl<'w, 'a> Search<'w, 'a> {
    fn new(work: &'w Work<'a>, measures: &'w dyn Measures, uniform: usize, scope: Scope) -> Search<'w, 'a> {
        let total = work.ruler.len();
        // A line never ends among blanks: all of them fall off together.
        let among_blanks = |end: usize| work.ruler.unit(end).is_some_and(|u| u.class == Class::Space);
        let within = |end: &usize| {
            (scope == Scope::All && !among_blanks(*end)) || work.kind(*end) < LineEnd::AgainstLevel
        };
        let stops = (1..=total).filter(within).collect();
        let start = Node {
            place: 0,
            line: 0,
            cost: Cost::default(),
            loose_run: 0,
            chosen: Chosen { end: 0, kind: LineEnd::Legal, hangs: false },
            from: None,
            next: None,
        };
        let mut first = vec![None; total + 1];
        if let Some(slot) = first.first_mut() {
            *slot = Some(0);
        }
        Search { work, measures, uniform, scope, nodes: vec![start], first, stops, about: None }
    }

    fn run(&mut self) {
        let mut trials = Vec::new();
        for place in 0..self.work.ruler.len() {
            let mut at = self.first.get(place).copied().flatten();
            while let Some(index) = at {
                let Some(node) = self.nodes.get(index).copied() else { break };
                at = node.next;
                trials.clear();
                let width = self.work.width(self.measures, node.line);
                self.trials(place, width, &mut trials);
                for trial in &trials {
                    self.relax(index, &node, trial);
                }
            }
        }
    }

    /// The lines that may begin at a place.
    fn trials(&self, start: usize, width: Length, found: &mut Vec<Trial>) {
        let limit = self.work.ruler.limit(start);
        let em = self.work.ruler.unit(start).map_or(Length::ZERO, |u| u.size);
        let near = match self.scope {
            Scope::Near => self.work.ruler.reach(start, width - em * NEAR).max(start + 1),
            Scope::Loosest => {
                let loosest = i64::from(self.work.style.loosest);
                let lacks = width.scale(loosest, 1000 + loosest) + em * NEAR_LOOSEST;
                self.work.ruler.reach(start, width - lacks).max(start + 1)
            }
            // A line of half its width would be looser than any style allows.
            Scope::All => {
                let half = self.work.ruler.reach(start, width / 2 - em * NEAR);
                half.max(self.work.ruler.reach(start, width - em * FAR)).max(start + 1)
            }
        };
        let from = self.stops.partition_point(|stop| *stop < near);
        for end in self.stops.iter().skip(from).copied() {
            let trial = self.work.trial(start, end.min(limit), width);
            let fits = self.work.fits(&trial);
            // Something has to be a line, be there no room at all.
            let makeshift = end == start + 1 || (self.scope == Scope::All && found.is_empty());
            if fits || makeshift {
                found.push(trial);
            }
            // A hyphen may make one line too wide and the next, longer one fit.
            let hopeless = !fits && !makeshift && trial.chosen.kind != LineEnd::Hyphen;
            if hopeless || end >= limit {
                break;
            }
        }
        let before = self.stops.iter().take(from).rev().copied().take_while(|stop| *stop > start);
        for end in before.take(AT_LEAST.saturating_sub(found.len())) {
            let trial = self.work.trial(start, end.min(limit), width);
            if self.work.fits(&trial) {
                found.push(trial);
            }
        }
    }

    fn relax(&mut self, from: usize, node: &Node, trial: &Trial) {
        let judged = judge(self.work, node.place, trial);
        let run = if judged.loose { (node.loose_run + 1).min(LONGEST_RUN) } else { 0 };
        let mut cost = node.cost.plus(judged.cost);
        cost.badness += LOOSE_RUN * i64::from(run.saturating_sub(1));
        let line = (node.line + 1).min(self.uniform);
        let place = trial.chosen.end;
        if self.strays(place, line) {
            return;
        }
        let mut at = self.first.get(place).copied().flatten();
        while let Some(index) = at {
            let Some(known) = self.nodes.get_mut(index) else { break };
            if known.line == line {
                if cost < known.cost {
                    *known = Node { cost, loose_run: run, chosen: trial.chosen, from: Some(from), ..*known };
                }
                return;
            }
            at = known.next;
        }
        let next = self.first.get(place).copied().flatten();
        let index = self.nodes.len();
        self.nodes.push(Node {
            place,
            line,
            cost,
            loose_run: run,
            chosen: trial.chosen,
            from: Some(from),
            next,
        });
        if let Some(slot) = self.first.get_mut(place) {
            *slot = Some(index);
        }
    }

    /// Whether a line number is far from an even progress to the number of lines that is looked for.
    fn strays(&self, place: usize, line: usize) -> bool {
        let even = |about: usize| (about * place) / self.work.ruler.len().max(1);
        self.about.is_some_and(|about| even(about).abs_diff(line) > STRAY)
    }

    /// The nodes at the paragraph's end.
    fn ends(&self) -> impl Iterator<Item = usize> + '_ {
        let first = self.first.last().copied().flatten();
        std::iter::successors(first, |index| self.nodes.get(*index).and_then(|node| node.next))
    }

    fn best(&self) -> Option<usize> {
        self.ends().min_by_key(|end| self.cost(*end))
    }

    fn cost(&self, node: usize) -> Cost {
        self.nodes.get(node).map_or_else(Cost::default, |node| node.cost)
    }

    /// The lines that lead to a node.
    fn lines(&self, end: usize) -> Vec<Chosen> {
        let mut lines = Vec::new();
        let mut at = Some(end);
        while let Some(node) = at.and_then(|index| self.nodes.get(index)) {
            if node.from.is_some() {
                lines.push(node.chosen);
            }
            at = node.from;
        }
        lines.reverse();
        lines
    }
}
