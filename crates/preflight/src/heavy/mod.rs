//! Too much ink (总墨量): colours that no place of newsprint bears, and squares of 15 mm that bear too much on an average, so
//! that the sheet does not dry and sets off (GWG 2022, R0026).
//!
//! The first is asked of each colour by itself, gradients at both ends. The second is reckoned on a coarse [map](map) of
//! the page. What it leaves out, and why: pictures that the press separates count as bare paper, since the profile's own
//! limit, which is under R0026's, holds for each of their pixels, so that black type over the darkest of a photograph is
//! not seen; pens on curves and the edges of trapped type cover too little to weigh. CMYK JPEGs, which go to the press as
//! they are, count with their own inks.

mod letters;
mod map;
mod paint;
mod picture;

use crate::{Finding, Limits};
use banxin_fonts::FontBook;
use banxin_makeup::{Laid, Severity};
use banxin_measure::{Length, Rect};
use banxin_scene::{Colour, Gradient, Item, Paint, Scene, SceneBlock};
use map::Square;
use paint::Painter;
use std::collections::BTreeMap;
use std::path::Path;

/// The four inks of a colour together, in permille.
pub(crate) fn total(colour: &Colour) -> u32 {
    [colour.c, colour.m, colour.y, colour.k].into_iter().map(u32::from).sum()
}

pub(crate) fn findings(dir: &Path, laid: &[Laid], fonts: &FontBook, limits: &Limits) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut painter = Painter::new(dir, fonts, limits);
    for page in laid {
        findings.extend(page.scene.blocks.iter().filter_map(|block| over(&page.scene, block, limits)));
        findings.extend(squares(&page.scene, &mut painter, limits));
    }
    findings
}

/// The heaviest colour of a block that is over the limit of one place. Black type that is too rich is told as such.
fn over(page: &Scene, block: &SceneBlock, limits: &Limits) -> Option<Finding> {
    let colours = block.items.iter().flat_map(|item| colours(item).into_iter().flatten());
    let heaviest = colours.max_by_key(|(colour, _)| total(colour))?;
    let (colour, place) = Some(heaviest).filter(|(colour, _)| total(colour) > limits.ink_limit * 10)?;
    let text = format!(
        "the colour C {} M {} Y {} K {} has {} % of ink, and the printer bears {} %; choose a lighter one, or take a part of its inks for black",
        colour.c / 10,
        colour.m / 10,
        colour.y / 10,
        colour.k / 10,
        total(&colour) / 10,
        limits.ink_limit
    );
    let finding = Finding::new("ink-over", Severity::Warning, &page.page, &block.id, text);
    Some(Finding { place: place.or(finding.place), ..finding })
}

/// The colours of an item, with its place where it is known.
fn colours(item: &Item) -> [Option<(Colour, Option<Rect>)>; 2] {
    let both = |gradient: &Gradient| [gradient.colours.0, gradient.colours.1].map(|one| Some((one, None)));
    match item {
        Item::Fill(place, colour) => [Some((*colour, Some(*place))), None],
        Item::Shape(_, colour) | Item::Outline(_, _, colour) => [Some((*colour, None)), None],
        Item::Stroke(stroke) => [Some((stroke.colour, Some(crate::thin::reach(stroke)))), None],
        Item::Shade(_, gradient) => both(gradient),
        Item::Glyphs(run) => {
            let told = match run.paint() {
                Paint::Plain(colour) => [Some((colour, crate::letters::place(run))), None],
                Paint::Gradient(gradient) => both(&gradient),
            };
            told.map(|one| one.filter(|(colour, _)| !crate::letters::is_rich_black(colour)))
        }
        Item::Image(_) => [None, None],
    }
}

/// For each block the heaviest of the squares that are too heavy and whose middle it covers last.
fn squares(page: &Scene, painter: &mut Painter<'_>, limits: &Limits) -> Vec<Finding> {
    if !may_be_heavy(page, painter, limits) {
        return Vec::new();
    }
    let map = painter.map_of(page);
    let mut worst: BTreeMap<usize, Square> = BTreeMap::new();
    for square in map.heavier(limits.ink_mean * 10) {
        let inside = |block: &SceneBlock| !block.items.is_empty() && block.frame.overlaps(&square.middle());
        let Some(block) = page.blocks.iter().rposition(inside) else { continue };
        let known = worst.entry(block).or_insert(square);
        if known.mean < square.mean {
            *known = square;
        }
    }
    let found = worst.into_iter().filter_map(|(block, square)| Some((page.blocks.get(block)?, square)));
    found
        .map(|(block, square)| {
            let text = format!(
                "this square of {} mm has {} % of ink on an average, and the printer bears {} %; choose lighter colours here, or have the picture separated anew",
                map::SQUARE,
                square.mean / 10,
                limits.ink_mean
            );
            let finding = Finding::new("ink-heavy", Severity::Warning, &page.page, &block.id, text);
            Finding { place: Some(square.place), ..finding }
        })
        .collect()
}

/// Whether anything on the page is heavy enough for a square to be: no average is over its largest part. Most pages are
/// not, and need no map.
fn may_be_heavy(page: &Scene, painter: &mut Painter<'_>, limits: &Limits) -> bool {
    let limit = limits.ink_mean * 10;
    let black = if limits.black_overprints { u32::from(Colour::BLACK.k) } else { 0 };
    let mut items = page.blocks.iter().flat_map(|block| &block.items);
    items.any(|item| {
        let heavy =
            |one: &(Colour, Option<Rect>)| total(&one.0) + black.min(1000 - u32::from(one.0.k)) > limit;
        match item {
            Item::Image(image) => painter.has_own_inks(image),
            item => colours(item).iter().flatten().any(heavy),
        }
    })
}

/// A length that is as many millimetres long.
const fn millimetres(count: i64) -> Length {
    Length::from_mm(count)
}
