//! How a caret moves (移动): by character, word, line and story.

use super::hit::on_page;
use super::map::{first, last, x_of};
use super::{Caret, Selection, TextMap, TextState};
use banxin_edition::model::Paragraph;
use banxin_measure::Length;
use banxin_typeset::opportunity::words;
use serde::Deserialize;

/// What comes with the command `caret`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaretRequest {
    pub(crate) page: String,
    anchor: Caret,
    focus: Caret,
    #[serde(rename = "move")]
    step: Option<Move>,
    extend: bool,
    goal: Option<i64>,
}

/// Ways to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Move {
    Left,
    Right,
    Up,
    Down,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    StoryStart,
    StoryEnd,
    All,
}

/// The selection after a move; `None` where its story is gone.
pub(crate) fn caret(map: &TextMap<'_>, request: &CaretRequest) -> Option<TextState> {
    let mut selection = Selection { anchor: request.anchor.clone(), focus: request.focus.clone() };
    let Some(step) = request.step else { return TextState::of(map, &selection, None, None) };
    if step == Move::All {
        let ends = Selection {
            anchor: edge(map, &selection.focus, true),
            focus: edge(map, &selection.focus, false),
        };
        return TextState::of(map, &ends, None, None);
    }
    let mut goal = None;
    let collapses = !request.extend && !selection.is_empty();
    let focus = match step {
        // An arrow puts the caret at that end of what was selected.
        Move::Left if collapses => map.ordered(&selection).0,
        Move::Right if collapses => map.ordered(&selection).1,
        Move::Left => by_character(map, &selection.focus, false),
        Move::Right => by_character(map, &selection.focus, true),
        Move::WordLeft => by_word(map, &selection.focus, false),
        Move::WordRight => by_word(map, &selection.focus, true),
        Move::Up | Move::Down => {
            let (caret, x) = by_line(map, &selection.focus, step == Move::Down, request.goal.map(on_page))?;
            goal = x;
            caret
        }
        Move::LineStart | Move::LineEnd => line_end(map, &selection.focus, step == Move::LineEnd),
        Move::StoryStart | Move::All => edge(map, &selection.focus, true),
        Move::StoryEnd => edge(map, &selection.focus, false),
    };
    selection.focus = focus;
    if !request.extend {
        selection.anchor = selection.focus.clone();
    }
    TextState::of(map, &selection, None, goal)
}

/// The word around a caret.
pub(super) fn word_around(map: &TextMap<'_>, caret: &Caret) -> Selection {
    let text = map.paragraph(caret).map(Paragraph::text).unwrap_or_default();
    let ends = words(&text);
    let end = ends.iter().copied().find(|end| *end > caret.offset).or(ends.last().copied());
    let end = end.unwrap_or(caret.offset);
    let start = ends.iter().rev().copied().find(|start| *start < end).unwrap_or(0);
    Selection { anchor: caret.at(start), focus: caret.at(end) }
}

/// The paragraph around a caret.
pub(super) fn whole(map: &TextMap<'_>, caret: &Caret) -> Selection {
    Selection { anchor: caret.at(0), focus: caret.at(length(map, caret)) }
}

/// The place one character on: over a whole cluster, and into the neighbouring paragraph.
pub(crate) fn by_character(map: &TextMap<'_>, caret: &Caret, forward: bool) -> Caret {
    let stops = clusters(map, caret);
    let next = if forward {
        stops.iter().copied().find(|stop| *stop > caret.offset)
    } else {
        stops.iter().rev().copied().find(|stop| *stop < caret.offset)
    };
    next.map_or_else(|| neighbour(map, caret, forward), |offset| caret.at(offset))
}

/// The place one word on.
pub(crate) fn by_word(map: &TextMap<'_>, caret: &Caret, forward: bool) -> Caret {
    let text = map.paragraph(caret).map(Paragraph::text).unwrap_or_default();
    let ends = words(&text);
    let next = if forward {
        ends.iter().copied().find(|end| *end > caret.offset)
    } else {
        ends.iter().rev().copied().find(|end| *end < caret.offset)
    };
    next.map_or_else(|| neighbour(map, caret, forward), |offset| caret.at(offset))
}

/// Places between the clusters of a paragraph: those of its lines, and every character of what does not show.
fn clusters(map: &TextMap<'_>, caret: &Caret) -> Vec<u32> {
    let lines = map.block_of(caret).map_or(&[][..], |block| &block.lines);
    let own = lines.iter().filter(|line| line.paragraph == caret.paragraph && line.story == caret.story);
    let mut stops: Vec<u32> = own.flat_map(|line| line.stops.iter().map(|stop| stop.0)).collect();
    let shown = stops.last().copied().unwrap_or(0);
    stops.extend(shown..=length(map, caret));
    stops.sort_unstable();
    stops.dedup();
    stops
}

/// The end of the paragraph before, or the start of the one after; the same place at the story's ends.
fn neighbour(map: &TextMap<'_>, caret: &Caret, forward: bool) -> Caret {
    let order = map.order(caret);
    let here = order.iter().position(|id| *id == caret.paragraph);
    let next = here.and_then(|at| if forward { at.checked_add(1) } else { at.checked_sub(1) });
    let Some(id) = next.and_then(|at| order.get(at)) else { return caret.clone() };
    let there = Caret::new(&caret.story, *id, 0);
    if forward { there } else { there.at(length(map, &there)) }
}

/// The start or the end of everything in the block.
fn edge(map: &TextMap<'_>, caret: &Caret, start: bool) -> Caret {
    let order = map.order(caret);
    let id = if start { order.first() } else { order.last() };
    let there = Caret::new(&caret.story, id.copied().unwrap_or(caret.paragraph), 0);
    if start { there } else { there.at(length(map, &there)) }
}

/// The start or the end of the line.
fn line_end(map: &TextMap<'_>, caret: &Caret, end: bool) -> Caret {
    let line = map.line_of(caret).and_then(|(block, number)| block.lines.get(number));
    match line {
        None => caret.at(if end { length(map, caret) } else { 0 }),
        Some(line) if end => Caret { at_end: true, ..caret.at(last(line)) },
        Some(line) => caret.at(first(line)),
    }
}

/// The line above or below, in reading order, at the same distance from where the line begins; with that distance.
fn by_line(
    map: &TextMap<'_>,
    caret: &Caret,
    down: bool,
    goal: Option<Length>,
) -> Option<(Caret, Option<Length>)> {
    let Some((block, number)) = map.line_of(caret) else {
        // In what does not show there are no lines: up leads to the last that does, down nowhere.
        let lines = map.block_of(caret).map_or(&[][..], |block| &block.lines);
        let shown = lines.iter().rev().find(|line| line.story == caret.story).filter(|_| !down);
        let there = shown.map(|line| Caret::new(&line.story, line.paragraph, last(line)));
        return Some((there.unwrap_or_else(|| caret.clone()), None));
    };
    let line = block.lines.get(number)?;
    let goal = goal.unwrap_or_else(|| x_of(line, caret.offset) - line.start);
    let next = if down { number.checked_add(1) } else { number.checked_sub(1) };
    let Some(next) = next.and_then(|at| block.lines.get(at)) else {
        return Some((line_end(map, caret, down), Some(goal)));
    };
    let nearest = next.stops.iter().min_by_key(|stop| (stop.1 - next.start - goal).abs())?;
    let at_end = next.stops.len() > 1 && nearest.0 == last(next);
    let there = Caret { at_end, ..Caret::new(&next.story, next.paragraph, nearest.0) };
    Some((there, Some(goal)))
}

fn length(map: &TextMap<'_>, caret: &Caret) -> u32 {
    u32::try_from(map.paragraph(caret).map_or(0, Paragraph::characters)).unwrap_or(u32::MAX)
}
