//! Which part every piece is, weighed together: the most likely way through the manuscript.
//!
//! Each piece has a score for every [`Part`] it might be, by itself (`fits`), and each step from one part to the
//! next has a score (`step`): a byline after a headline is likely, a crosshead before a byline is not. The best way
//! through is found by dynamic programming (Viterbi), and how far the best way is ahead of the best that takes a
//! piece for something else says how sure the answer is. Scores are integers; 100 is a strong reason.

use super::facts::Facts;
use super::fit::{end, fits};
use super::lines::Piece;
use super::step::step;

/// What a piece may be in the sequence. Finer than a role: it also says where in a story the piece stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Name of the page.
    Title,
    /// Running head or foot of the page.
    Folio,
    /// Name of a section before a story.
    Section,
    /// 引题.
    Kicker,
    /// 主题.
    Headline,
    /// 副题.
    Subhead,
    /// 署名 after the head.
    Byline,
    /// 编者按.
    Note,
    /// 提要.
    Summary,
    /// Text of the story.
    Body,
    /// Text that starts a story without a head.
    Start,
    /// 小标题.
    Crosshead,
    /// 图说.
    Caption,
    /// 摄影.
    Credit,
    /// 署名 after the text.
    Signature,
    /// 下转, 上接.
    Jump,
    /// Head of a 导读.
    ContentsHead,
    /// Line of a 导读.
    ContentsItem,
    /// Words beside a QR code.
    Qr,
}

impl Part {
    /// Every part; the order breaks ties.
    pub(super) const ALL: [Part; 19] = [
        Part::Body,
        Part::Headline,
        Part::Kicker,
        Part::Subhead,
        Part::Byline,
        Part::Crosshead,
        Part::Caption,
        Part::Credit,
        Part::Signature,
        Part::Section,
        Part::Title,
        Part::Note,
        Part::Summary,
        Part::Jump,
        Part::Start,
        Part::ContentsHead,
        Part::ContentsItem,
        Part::Qr,
        Part::Folio,
    ];
}

/// What a piece was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// The part.
    pub(super) part: Part,
    /// Whether a story starts with it.
    pub(super) opens: bool,
    /// How sure, in permille.
    pub(super) sure: u16,
    /// What it would have been instead.
    pub(super) else_part: Part,
}

/// A score that nothing makes up for.
const NEVER: i32 = -100_000;
/// Number of parts.
const N: usize = Part::ALL.len();

/// Finds the most likely part of every piece.
pub(super) fn decide(pieces: &[Piece], facts: &[Facts]) -> Vec<Taken> {
    let columns: Vec<[i32; N]> = (0..pieces.len()).map(|at| column(pieces, facts, at)).collect();
    let ahead = forward(pieces, facts, &columns);
    let behind = backward(pieces, facts, &columns);
    let chosen = trace(pieces, facts, &ahead);
    let mut taken = Vec::with_capacity(chosen.len());
    for (at, &best) in chosen.iter().enumerate() {
        let part = Part::ALL.get(best).copied().unwrap_or(Part::Body);
        let previous = at.checked_sub(1).and_then(|p| chosen.get(p)).and_then(|&p| Part::ALL.get(p)).copied();
        let opens = step(pieces, facts, at, previous, part).opens;
        let total = |state: usize| score(&ahead, at, state).saturating_add(score(&behind, at, state));
        let (else_at, else_total) = (0..N)
            .filter(|&state| role_group(state) != role_group(best))
            .map(|state| (state, total(state)))
            .fold((best, i32::MIN), |found, next| if next.1 > found.1 { next } else { found });
        let margin = total(best).saturating_sub(else_total).max(0);
        let else_part = Part::ALL.get(else_at).copied().unwrap_or(part);
        taken.push(Taken { part, opens, sure: certainty(margin), else_part });
    }
    taken
}

/// A margin of scores as a certainty: 0 is a coin's throw, 100 is nine in ten.
fn certainty(margin: i32) -> u16 {
    let margin = margin.clamp(0, 10_000);
    let sure = 500 + 500 * margin / (margin + 25);
    sure.min(990) as u16
}

/// Parts that come to the same role share a group, so that they are no doubt of one another.
fn role_group(state: usize) -> usize {
    match Part::ALL.get(state) {
        Some(Part::Start) => 0,
        Some(Part::Signature) => 4,
        _ => state,
    }
}

/// Scores of one piece for every part.
fn column(pieces: &[Piece], facts: &[Facts], at: usize) -> [i32; N] {
    let mut scores = [NEVER; N];
    if let (Some(piece), Some(fact)) = (pieces.get(at), facts.get(at)) {
        for (score, part) in scores.iter_mut().zip(Part::ALL) {
            *score = fits(piece, fact, part);
        }
    }
    scores
}

/// One cell of a table.
fn score(table: &[[i32; N]], at: usize, state: usize) -> i32 {
    table.get(at).and_then(|row| row.get(state)).copied().unwrap_or(NEVER)
}

/// Best score of a way that ends at each piece in each part.
fn forward(pieces: &[Piece], facts: &[Facts], columns: &[[i32; N]]) -> Vec<[i32; N]> {
    let mut table: Vec<[i32; N]> = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let mut row = [NEVER; N];
        for ((cell, fit), part) in row.iter_mut().zip(column).zip(Part::ALL) {
            let way = match table.last() {
                None => step(pieces, facts, at, None, part).score,
                Some(before) => before
                    .iter()
                    .zip(Part::ALL)
                    .map(|(so_far, from)| {
                        so_far.saturating_add(step(pieces, facts, at, Some(from), part).score)
                    })
                    .max()
                    .unwrap_or(NEVER),
            };
            *cell = way.saturating_add(*fit);
        }
        rebase(&mut row);
        table.push(row);
    }
    table
}

/// Keeps scores small over long manuscripts: only differences within a row matter.
fn rebase(row: &mut [i32; N]) {
    let best = row.iter().copied().max().unwrap_or(0);
    for cell in row {
        *cell = cell.saturating_sub(best).max(2 * NEVER);
    }
}

/// Best score of a way from each piece in each part to the end, the piece itself not counted.
fn backward(pieces: &[Piece], facts: &[Facts], columns: &[[i32; N]]) -> Vec<[i32; N]> {
    let mut table = vec![[0i32; N]; columns.len()];
    let mut next: Option<[i32; N]> = None;
    for at in (0..columns.len()).rev() {
        let mut row = [NEVER; N];
        for (cell, part) in row.iter_mut().zip(Part::ALL) {
            *cell = match &next {
                None => end(part),
                Some(after) => after
                    .iter()
                    .zip(columns.get(at + 1).unwrap_or(&[NEVER; N]))
                    .zip(Part::ALL)
                    .map(|((rest, fit), to)| {
                        rest.saturating_add(*fit)
                            .saturating_add(step(pieces, facts, at + 1, Some(part), to).score)
                    })
                    .max()
                    .unwrap_or(NEVER),
            };
        }
        rebase(&mut row);
        if let Some(slot) = table.get_mut(at) {
            *slot = row;
        }
        next = Some(row);
    }
    table
}

/// The best way, read back from its end.
fn trace(pieces: &[Piece], facts: &[Facts], ahead: &[[i32; N]]) -> Vec<usize> {
    let mut way = vec![0; ahead.len()];
    let mut next: Option<Part> = None;
    for at in (0..ahead.len()).rev() {
        let mut best = (0, i32::MIN);
        for (state, part) in Part::ALL.into_iter().enumerate() {
            let onward = match next {
                None => end(part),
                Some(to) => step(pieces, facts, at + 1, Some(part), to).score,
            };
            let total = score(ahead, at, state).saturating_add(onward);
            if total > best.1 {
                best = (state, total);
            }
        }
        if let Some(slot) = way.get_mut(at) {
            *slot = best.0;
        }
        next = Part::ALL.get(best.0).copied();
    }
    way
}
