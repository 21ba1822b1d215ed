//! The search: of all ways to break a headline into a number of lines, the best.

use super::alone;
use super::place::Place;
use crate::ruler::{Extent, Ruler};
use banxin_measure::Length;

/// What a way to break costs; what comes first counts before all that follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost {
    /// By how much its lines are too wide, in sum.
    pub(super) excess: Length,
    /// Rules that gave way.
    pub(super) gravity: i64,
    /// Uneven lines, and places that could be better.
    pub(super) badness: i64,
}

/// Cost of the best way to a place, and the place before it.
type Step = Option<(Cost, usize)>;

/// The best way to break into exactly `count` lines: its cost, and its places from edge to edge.
pub(super) fn best(
    ruler: &Ruler<'_>,
    places: &[Place],
    width: Length,
    count: usize,
) -> Option<(Cost, Vec<usize>)> {
    let ideal = typed_width(ruler, places) / i64::try_from(count).ok().filter(|n| *n > 0)?;
    let mut layers: Vec<Vec<Step>> = Vec::with_capacity(count + 1);
    let mut layer: Vec<Step> = vec![None; places.len()];
    *layer.first_mut()? = Some((Cost::default(), 0));
    layers.push(layer);
    for _ in 0..count {
        layers.push(next_layer(ruler, places, layers.last()?, (width, ideal)));
    }
    let mut at = places.len() - 1;
    let (cost, _) = layers.last()?.get(at).copied().flatten()?;
    let mut path = vec![at];
    for layer in layers.iter().skip(1).rev() {
        at = layer.get(at).copied().flatten()?.1;
        path.push(at);
    }
    path.reverse();
    Some((cost, path))
}

/// Width of all that was typed as lines, one after another.
fn typed_width(ruler: &Ruler<'_>, places: &[Place]) -> Length {
    let edges: Vec<&Place> = places.iter().filter(|place| place.edge).collect();
    let lines = edges.windows(2).filter_map(|pair| {
        let (from, to) = pair.first().zip(pair.last())?;
        Some(ruler.natural(Extent { start: from.next, end: to.end }))
    });
    lines.sum()
}

/// The best ways to every place with one line more.
fn next_layer(
    ruler: &Ruler<'_>,
    places: &[Place],
    layer: &[Step],
    (width, ideal): (Length, Length),
) -> Vec<Step> {
    let mut next: Vec<Step> = vec![None; places.len()];
    for (index, (from, step)) in places.iter().zip(layer).enumerate() {
        let Some((so_far, _)) = step else { continue };
        for (to, slot) in places.iter().zip(next.iter_mut()).skip(index + 1) {
            let own = line_cost(ruler, (from, to), width, ideal);
            let cost = Cost {
                excess: so_far.excess + own.excess,
                gravity: so_far.gravity + own.gravity,
                badness: so_far.badness + own.badness,
            };
            if slot.is_none_or(|(known, _)| cost < known) {
                *slot = Some((cost, index));
            }
            // No line goes on over a break made by hand.
            if to.must {
                break;
            }
        }
    }
    next
}

/// Cost of a line: the square of what it differs from the ideal in tenths of an em. A last line that is short costs
/// twice: a headline that is heavy at its top (头重脚轻) looks worse than one that widens.
fn line_cost(ruler: &Ruler<'_>, (from, to): (&Place, &Place), width: Length, ideal: Length) -> Cost {
    let line = Extent { start: from.next, end: to.end };
    let own = ruler.natural(line);
    let off = (own - ideal).emu() * 10 / ruler.em(line).emu();
    let light = to.next >= ruler.len() && off < 0;
    let cuts = to.cut.into_iter().chain(alone(ruler, line, from, to));
    Cost {
        excess: (own - width).max(Length::ZERO),
        gravity: cuts.map(|cut| cut.gravity()).sum(),
        badness: off * off * if light { 2 } else { 1 } + to.cost,
    }
}
