//! Lines that hold more than one part are cut: a 下转 at the end of the last paragraph, several captions on one
//! line, a headline with its byline behind it. The blank at the cut stays with the first piece.

use super::lines::Piece;
use super::signs::blocks;
use super::signs::byline::{self, Byline};
use super::signs::caption;
use super::text::{half_width, is_blank};

/// Cuts what holds more than one part.
pub(super) fn cut(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let cuts = cuts(&piece.chars);
        push(piece, &cuts, &mut out);
    }
    out
}

/// Where one line is to be cut, in rising order.
fn cuts(chars: &[char]) -> Vec<usize> {
    let mut cuts = Vec::new();
    let from = blocks::jump_at_start(chars).unwrap_or(0);
    if from > 0 {
        cuts.push(from);
    }
    let rest = chars.get(from..).unwrap_or_default();
    cuts.extend(caption::inner_labels(rest).into_iter().map(|at| from + at));
    if let Some(at) = byline_behind_head(rest) {
        cuts.push(from + at);
    }
    if let Some(at) = blocks::jump_at_end(chars).filter(|&at| at > from) {
        cuts.push(at);
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.retain(|&at| at > 0 && at < chars.len());
    cuts
}

/// Cuts one piece.
fn push(piece: Piece, cuts: &[usize], out: &mut Vec<Piece>) {
    if cuts.is_empty() {
        out.push(piece);
        return;
    }
    let mut start = 0;
    for &end in cuts.iter().chain([&piece.chars.len()]) {
        let part = piece.chars.get(start..end).unwrap_or_default();
        if part.is_empty() {
            continue;
        }
        let mut next = if start == 0 { piece.clone() } else { Piece::default() };
        next.chars = part.to_vec();
        next.same_line = next.same_line || start > 0;
        next.indent = piece.indent;
        next.list = piece.list;
        out.push(next);
        start = end;
    }
}

/// Where a byline with a trade starts behind a head on the same short line (… 本报记者 某某).
fn byline_behind_head(line: &[char]) -> Option<usize> {
    const LONGEST: usize = 120;
    if half_width(line) > LONGEST || line.iter().any(|c| "。；，".contains(*c)) {
        return None;
    }
    if byline::read(line).sure != Byline::No {
        return None;
    }
    (6..line.len()).find(|&at| {
        let before = line.get(at - 1).copied().unwrap_or('字');
        let here = line.get(at..).unwrap_or_default();
        let reading = byline::read(here);
        let head = line.get(..at).unwrap_or_default();
        is_blank(before)
            && !here.first().is_some_and(|&c| is_blank(c))
            && reading.sure == Byline::Trade
            && !reading.camera
            && !byline::starts_with_trade(head)
            && caption::label(head).0 == 0
    })
}
