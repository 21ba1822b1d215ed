//! The places at which a headline may be broken: what they break and what they cost.

use super::Cut;
use super::enclosed::enclosed;
use super::number;
use super::reading::Reading;
use super::words;
use crate::class::{Class, Level};
use crate::opportunity::after_units;
use crate::unit::Shaped;

/// What a line end costs, in squares of tenths of an em by which lines differ: 3000 are worth two lines that differ by
/// between seven and eight em.
const ANYWHERE: i64 = 3_000;
/// Where the sense pauses: before a quote or a name.
const BEFORE_MARK: i64 = 2_400;
/// After a point (点号).
const AFTER_POINT: i64 = 1_000;
/// More between a number with its measure word and what is counted.
const AFTER_MEASURE: i64 = 2_000;

/// Bars that part the name of a column from the headline proper.
const BARS: &str = "｜丨|";

/// A place between two lines, or an edge of the headline.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// One past the last unit shown of the line before.
    pub(super) end: usize,
    /// First unit shown of the line after.
    pub(super) next: usize,
    /// Whether somebody broke the line here.
    pub(super) must: bool,
    /// Whether it is an edge of what was typed as one line.
    pub(super) edge: bool,
    /// The gravest rule that a line end here breaks.
    pub(super) cut: Option<Cut>,
    /// What it costs.
    pub(super) cost: i64,
}

/// The places of a headline with its edges, in order; none if it shows nothing.
pub(super) fn places(shaped: &Shaped) -> Vec<Place> {
    let reading = Reading::new(shaped);
    let shown = |from: usize| (from..reading.len()).find(|at| !reading.is_blank(*at));
    let Some(first) = shown(0) else { return Vec::new() };
    let allowed = after_units(shaped, Level::Strict);
    let enclosed = enclosed(&reading);
    let mut places = vec![Place { next: first, edge: true, ..Place::default() }];
    let mut left = first;
    while let Some(right) = shown(left + 1) {
        let must = shaped.units.get(left..right).is_some_and(|units| units.iter().any(|u| u.after.must));
        if must {
            places.push(Place { end: left + 1, next: right, must, edge: true, ..Place::default() });
        } else if allowed.get(right - 1).copied().unwrap_or(false) {
            let held = enclosed.get(left).copied().flatten();
            places.push(between(&reading, left, right, held));
        }
        left = right;
    }
    places.push(Place { end: left + 1, next: reading.len(), edge: true, ..Place::default() });
    places
}

/// The place between two units that are shown, only blanks between them.
fn between(reading: &Reading<'_>, left: usize, right: usize, held: Option<Cut>) -> Place {
    let parts = is_parted(reading, left, right);
    let pauses = parts || is_pause(reading, left);
    let bar = reading.character(right).is_some_and(|c| BARS.contains(c));
    let interpunct = matches!(reading.class(left), Some(Class::Interpunct | Class::MiddleDot));
    let cuts = [
        held,
        (!parts && number::torn(reading, left, right)).then_some(Cut::Number),
        interpunct.then_some(Cut::Name),
        (bar || !pauses && words::torn(reading, left, right)).then_some(Cut::Word),
    ];
    let cut = cuts.into_iter().flatten().max();
    Place { end: left + 1, next: right, cut, cost: cost(reading, left, right, parts), ..Place::default() }
}

/// Whether a blank parts what stands on both sides of it; one between Han and Western text is only their space.
fn is_parted(reading: &Reading<'_>, left: usize, right: usize) -> bool {
    let wide = (left..right).any(|at| reading.class(at) == Some(Class::WideSpace));
    let western = |at| reading.class(at) == Some(Class::Western);
    wide || right > left + 1 && !western(left) && !western(right)
}

/// What it costs to end a line here, whatever it breaks.
fn cost(reading: &Reading<'_>, left: usize, right: usize, parts: bool) -> i64 {
    if parts {
        return 0;
    }
    if is_pause(reading, left) {
        return AFTER_POINT;
    }
    match reading.class(right) {
        Some(Class::Opening) => BEFORE_MARK + between_words(reading, left, right).max(0),
        _ => ANYWHERE + between_words(reading, left, right),
    }
}

/// Whether the sense pauses after a unit: a point, but none within a list of words, or a bar.
fn is_pause(reading: &Reading<'_>, at: usize) -> bool {
    let c = reading.character(at);
    c != Some('、') && reading.class(at).is_some_and(Class::is_point) || c.is_some_and(|c| BARS.contains(c))
}

/// What the words on both sides add.
fn between_words(reading: &Reading<'_>, left: usize, right: usize) -> i64 {
    let leaning = words::leaning(reading, left, right);
    if number::measures(reading, left) { leaning.max(AFTER_MEASURE) } else { leaning }
}
