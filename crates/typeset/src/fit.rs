//! Fitting (字行调控): a paragraph or a story in a number of lines, by the means that keep the grid.
//!
//! What is tried, in this order: breaking the paragraphs tighter or looser within what the style allows (TeX's
//! `\looseness`; pulling up a 孤字 is a case of it), then the punctuation styles that the style licenses, the nearest
//! to its own first. Letter-spacing, leading and size are never touched: they break the grid. GB/T 15834—2011,
//! 5.1.11, allows marks to be compressed for the sake of the layout.

use crate::breaking::Work;
use crate::breaking::optimal::Setting;
use crate::manner::{Manner, Punctuation};
use crate::paragraph::{Line, Measures, ParagraphStyle, compose};
use crate::unit::Shaped;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What a style allows for the sake of a number of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// Most space between characters of a line, in permille of the size.
    pub loosest: u16,
    /// Punctuation styles that may stand in for the style's own, in the order in which they are tried.
    pub punctuation: Vec<Punctuation>,
}

impl Default for Licence {
    fn default() -> Licence {
        Licence { loosest: 250, punctuation: vec![Punctuation::Kaiming, Punctuation::Half] }
    }
}

/// A means that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// Lines broken tighter than the best ones.
    Tighter,
    /// Lines broken looser than the best ones.
    Looser,
    /// Another punctuation style.
    Punctuation(Punctuation),
}

impl Means {
    /// Its name in data.
    pub fn name(self) -> &'static str {
        match self {
            Means::Tighter => "tighter",
            Means::Looser => "looser",
            Means::Punctuation(Punctuation::Full) => "punctuation-full",
            Means::Punctuation(Punctuation::Kaiming) => "punctuation-kaiming",
            Means::Punctuation(Punctuation::Half) => "punctuation-half",
            Means::Punctuation(Punctuation::LineEndHalf) => "punctuation-line-end-half",
        }
    }
}

/// A paragraph as it was fitted.
#[derive(Clone)]
pub struct Fitted {
    /// The text, its marks in the manner that was chosen.
    pub shaped: Shaped,
    /// Its lines: as many as were wanted, or the nearest number that can be had.
    pub lines: Vec<Line>,
    /// What was done to get there; nothing if the best lines are as many as were wanted.
    pub means: Vec<Means>,
}

/// Sets a paragraph in `wanted` lines, or as near to it as the licence allows.
pub fn fit(
    shaped: &Shaped,
    style: &ParagraphStyle,
    manner: &Manner,
    measures: &dyn Measures,
    wanted: usize,
    licence: &Licence,
) -> Fitted {
    let best = compose(shaped, style, measures);
    if best.len() == wanted || shaped.units.is_empty() {
        return Fitted { shaped: shaped.clone(), lines: best, means: Vec::new() };
    }
    let natural = best.len();
    let mut nearest = Fitted { shaped: shaped.clone(), lines: best, means: Vec::new() };
    let manners = std::iter::once(None).chain(licence.punctuation.iter().copied().map(Some));
    for punctuation in manners.filter(|p| *p != Some(manner.punctuation)) {
        let text = punctuation.map(|p| shaped.settled(&Manner { punctuation: p, ..*manner }));
        let text = text.as_ref().unwrap_or(shaped);
        let Some(lines) = nearest_lines(text, style, measures, wanted, licence) else { continue };
        if lines.len().abs_diff(wanted) < nearest.lines.len().abs_diff(wanted) {
            let rebroken = if lines.len() < natural { Means::Tighter } else { Means::Looser };
            let means = punctuation.map(Means::Punctuation).into_iter().chain([rebroken]).collect();
            nearest = Fitted { shaped: text.clone(), lines, means };
        }
        if nearest.lines.len() == wanted {
            break;
        }
    }
    nearest
}

/// The numbers of lines that a paragraph can be set in without a flaw, with what the best of each costs more than
/// the best of all, the fewest first.
pub fn line_counts(
    shaped: &Shaped,
    style: &ParagraphStyle,
    measures: &dyn Measures,
    licence: &Licence,
) -> Vec<(usize, i64)> {
    let style = within(style, licence);
    let work = Work::new(shaped, &style);
    let settings = sound(&work, measures, None);
    let least = settings.iter().map(|setting| setting.cost.badness).min().unwrap_or_default();
    settings.iter().map(|setting| (setting.lines.len(), setting.cost.badness - least)).collect()
}

/// Shares what is to be saved or spent among its paragraphs, the cheapest first.
///
/// Returns the number of lines for each paragraph; their sum is `wanted`, or the nearest that can be had.
pub fn share_lines(counts: &[Vec<(usize, i64)>], wanted: usize) -> Vec<usize> {
    // Best badness for each sum of lines over the paragraphs so far, and which number the last of them took.
    let mut sums: Vec<BTreeMap<usize, (i64, usize)>> = vec![BTreeMap::from([(0, (0, 0))])];
    for paragraph in counts {
        let mut next = BTreeMap::new();
        for (sum, (cost, _)) in sums.last().into_iter().flatten() {
            for (lines, own) in paragraph {
                let total = (cost + own, *lines);
                let slot = next.entry(sum + lines).or_insert(total);
                *slot = (*slot).min(total);
            }
        }
        sums.push(next);
    }
    let ends = sums.last().into_iter().flatten();
    let Some((mut sum, _)) =
        ends.map(|(sum, (cost, _))| (*sum, *cost)).min_by_key(|(sum, cost)| (sum.abs_diff(wanted), *cost))
    else {
        return Vec::new();
    };
    let mut shares = Vec::with_capacity(counts.len());
    for layer in sums.iter().skip(1).rev() {
        let lines = layer.get(&sum).map_or(0, |(_, lines)| *lines);
        shares.push(lines);
        sum -= lines;
    }
    shares.reverse();
    shares
}

/// A paragraph of a story that is to be fitted.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// Its text.
    pub shaped: &'a Shaped,
    /// Its style.
    pub style: &'a ParagraphStyle,
    /// The manner in which its marks are set.
    pub manner: &'a Manner,
}

/// Sets a story in `wanted` lines, or as near to it as the licence allows: lines are saved or spent in the paragraphs
/// where that is cheapest; a punctuation style stands in for the whole story or not at all.
pub fn fit_story(
    parts: &[Part<'_>],
    measures: &dyn Measures,
    wanted: usize,
    licence: &Licence,
) -> Vec<Fitted> {
    let own: Vec<(Shaped, Manner)> = parts.iter().map(|part| (part.shaped.clone(), *part.manner)).collect();
    let mut nearest = shares(parts, &own, measures, wanted, licence);
    let mut means = None;
    for punctuation in &licence.punctuation {
        if nearest.iter().map(|(lines, _)| lines.len()).sum::<usize>() == wanted {
            break;
        }
        let settled: Vec<(Shaped, Manner)> = parts
            .iter()
            .map(|part| Manner { punctuation: *punctuation, ..*part.manner })
            .zip(parts)
            .map(|(manner, part)| (part.shaped.settled(&manner), manner))
            .collect();
        let other = shares(parts, &settled, measures, wanted, licence);
        let off = |set: &[(Vec<Line>, Shaped)]| {
            set.iter().map(|(lines, _)| lines.len()).sum::<usize>().abs_diff(wanted)
        };
        if off(&other) < off(&nearest) {
            (nearest, means) = (other, Some(Means::Punctuation(*punctuation)));
        }
    }
    let best = parts.iter().map(|part| compose(part.shaped, part.style, measures).len());
    nearest
        .into_iter()
        .zip(best)
        .map(|((lines, shaped), best)| {
            let rebroken = match lines.len().cmp(&best) {
                Ordering::Less => Some(Means::Tighter),
                Ordering::Equal => None,
                Ordering::Greater => Some(Means::Looser),
            };
            Fitted { shaped, lines, means: means.into_iter().chain(rebroken).collect() }
        })
        .collect()
}

/// The lines of each paragraph, their numbers shared out for `wanted` in all.
fn shares(
    parts: &[Part<'_>],
    texts: &[(Shaped, Manner)],
    measures: &dyn Measures,
    wanted: usize,
    licence: &Licence,
) -> Vec<(Vec<Line>, Shaped)> {
    let counts: Vec<Vec<(usize, i64)>> = parts
        .iter()
        .zip(texts)
        .map(|(part, (shaped, _))| match line_counts(shaped, part.style, measures, licence) {
            // A paragraph that has a fault whatever is done keeps the lines that it has.
            none if none.is_empty() => vec![(compose(shaped, part.style, measures).len(), 0)],
            counts => counts,
        })
        .collect();
    let bare = |manner: &Manner| Licence { punctuation: vec![manner.punctuation], ..licence.clone() };
    share_lines(&counts, wanted)
        .into_iter()
        .zip(parts.iter().zip(texts))
        .map(|(lines, (part, (shaped, manner)))| {
            let fitted = fit(shaped, part.style, manner, measures, lines, &bare(manner));
            (fitted.lines, fitted.shaped)
        })
        .collect()
}

fn within(style: &ParagraphStyle, licence: &Licence) -> ParagraphStyle {
    ParagraphStyle { loosest: style.loosest.min(licence.loosest), ..*style }
}

/// Settings of all numbers of lines without a fault.
fn sound(work: &Work<'_>, measures: &dyn Measures, wanted: Option<usize>) -> Vec<Setting> {
    work.lines_by_count(measures, wanted).into_iter().filter(|setting| setting.cost.faults == 0).collect()
}

fn nearest_lines(
    shaped: &Shaped,
    style: &ParagraphStyle,
    measures: &dyn Measures,
    wanted: usize,
    licence: &Licence,
) -> Option<Vec<Line>> {
    let style = within(style, licence);
    let work = Work::new(shaped, &style);
    let settings = sound(&work, measures, Some(wanted));
    let nearest = settings.iter().min_by_key(|setting| setting.lines.len().abs_diff(wanted))?;
    Some(work.set_all(&nearest.lines, measures))
}
