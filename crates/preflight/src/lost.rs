//! The proof that nothing was lost: each character of each placed story stands in the scenes exactly once, or is
//! counted as 余. Blanks do not count: they fall off the ends of lines.

use crate::Finding;
use banxin_edition::model::{Block, BlockKind, Edition, Paragraph, Story};
use banxin_makeup::{Laid, Ledger, Severity};
use banxin_scene::{GlyphRun, Item, Origin, Scene};
use std::collections::BTreeMap;

type Key = (String, u32);

/// What a block owes its page: the paragraphs that ought to stand there.
pub(crate) struct Debt<'e> {
    pub(crate) block: &'e str,
    pub(crate) story: &'e Story,
    pub(crate) paragraphs: Vec<&'e Paragraph>,
    /// Characters of them that are counted as 余, blanks included.
    pub(crate) overset: usize,
}

/// What the blocks of a laid page owe it.
pub(crate) fn debts<'e>(edition: &'e Edition, scene: &Scene, ledger: &Ledger) -> Vec<Debt<'e>> {
    let Some(source) = edition.page(&scene.page) else { return Vec::new() };
    let debt = |block: &'e Block| {
        let story = edition.stories.get(block.kind.story()?)?;
        let apart = edition.apart(&story.id);
        let here = |paragraph: u32| match &block.kind {
            BlockKind::Part { paragraphs, .. } => paragraphs.contains(&paragraph),
            BlockKind::Picture { picture, .. } => {
                let shown = story.picture(picture);
                shown.is_some_and(|one| one.caption == Some(paragraph)) && !apart.parts.contains(&paragraph)
            }
            // A text that goes on (续排) is counted where it begins.
            BlockKind::Text { .. } => false,
            _ => !apart.holds(paragraph),
        };
        let entry = ledger.articles.iter().find(|entry| entry.block == block.id);
        let scene_block = scene.blocks.iter().find(|b| b.id == block.id);
        let fit = entry.map(|entry| entry.fit).or_else(|| scene_block.and_then(|b| b.fit));
        Some(Debt {
            block: &block.id,
            story,
            paragraphs: story.paragraphs.iter().filter(|paragraph| here(paragraph.id)).collect(),
            overset: fit.map_or(0, |fit| fit.overset_characters as usize),
        })
    };
    source.shown().filter_map(debt).collect()
}

pub(crate) fn findings(edition: &Edition, laid: &[Laid]) -> Vec<Finding> {
    let shown = shown(laid);
    let mut findings = Vec::new();
    for page in laid {
        for debt in debts(edition, &page.scene, &page.ledger) {
            if let Some(text) = differs(&debt, &shown) {
                let finding = Finding::new("text-lost", Severity::Error, &page.scene.page, debt.block, text);
                findings.push(finding.of_story(Some(&debt.story.id)));
            }
        }
    }
    findings
}

/// How often each character of each paragraph is shown, over all pages.
fn shown(laid: &[Laid]) -> BTreeMap<Key, BTreeMap<u32, (char, u32)>> {
    let mut shown: BTreeMap<Key, BTreeMap<u32, (char, u32)>> = BTreeMap::new();
    let items = laid.iter().flat_map(|page| &page.scene.blocks).flat_map(|block| &block.items);
    for run in items.filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    }) {
        let Origin::Text { story, paragraph, start } = &run.origin else { continue };
        let counts = shown.entry((story.clone(), *paragraph)).or_default();
        for (offset, c) in text_of(run).chars().enumerate() {
            let at = start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            counts.entry(at).or_insert((c, 0)).1 += 1;
        }
    }
    shown
}

/// The characters that the run's glyphs really show.
fn text_of(run: &GlyphRun) -> String {
    let parts = run.glyphs.iter().filter_map(|g| run.text.get(g.text.0 as usize..g.text.1 as usize));
    parts.collect()
}

/// Words for the first difference between the paragraphs that ought to be there and what is shown of them.
fn differs(debt: &Debt<'_>, shown: &BTreeMap<Key, BTreeMap<u32, (char, u32)>>) -> Option<String> {
    let Debt { story, paragraphs, overset, .. } = debt;
    let mut missing = 0;
    let mut first_missing = None;
    for paragraph in paragraphs {
        let counts = shown.get(&(story.id.clone(), paragraph.id));
        for (at, c) in paragraph.text().chars().enumerate() {
            let key = u32::try_from(at).unwrap_or(u32::MAX);
            match counts.and_then(|counts| counts.get(&key)) {
                _ if c.is_whitespace() => {}
                Some((drawn, 1)) if *drawn == c => {}
                Some((drawn, times)) => {
                    return Some(format!(
                        "paragraph {}: character {} is {c:?} and stands on the page as {drawn:?}, {times} times",
                        paragraph.id,
                        at + 1
                    ));
                }
                None => {
                    missing += 1;
                    first_missing.get_or_insert((paragraph.id, at + 1, c));
                }
            }
        }
    }
    // Overset is counted with its blanks, so it may be the larger number.
    let (paragraph, at, c) = first_missing.filter(|_| missing > *overset)?;
    Some(format!(
        "{missing} characters are not on the page, {overset} of them counted as overset; the first is {c:?}, character {at} of paragraph {paragraph}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_measure::{Length, Point, Size, Turn};
    use banxin_scene::{Colour, FaceIndex, Glyph, Gradient, SceneBlock};

    #[test]
    fn text_counts_once_however_it_is_painted() {
        let gradient = Gradient {
            from: Point::default(),
            to: Point::new(Length::from_pt(9), Length::ZERO),
            colours: (Colour::BLACK, Colour::PAPER),
        };
        let ways = [(Turn::Upright, None), (Turn::Right, None), (Turn::Left, Some(gradient))];
        let runs = (0u32..).zip(ways).map(|(number, (turn, gradient))| {
            Item::Glyphs(GlyphRun {
                face: FaceIndex(0),
                size: Length::from_pt(9),
                width_permille: 1000,
                colour: Colour::BLACK,
                gradient,
                turn,
                spread: Length::from_pt(1),
                text: "版".to_owned(),
                glyphs: vec![Glyph {
                    id: 1,
                    at: Point::default(),
                    advance: Length::from_pt(9),
                    text: (0, 3),
                }],
                origin: Origin::Text { story: "s01".to_owned(), paragraph: 1, start: number },
            })
        });
        let block = SceneBlock {
            id: "a".to_owned(),
            frame: Default::default(),
            items: runs.collect(),
            fit: None,
            lines: Vec::new(),
        };
        let scene = Scene {
            page: "01".to_owned(),
            trim: Size::default(),
            faces: Vec::new(),
            blocks: vec![block],
            guides: Default::default(),
        };
        let laid = Laid { scene, ledger: Ledger::default(), diagnostics: Vec::new() };
        let counts = shown(&[laid]).remove(&("s01".to_owned(), 1));
        assert_eq!(counts, Some(BTreeMap::from([0, 1, 2].map(|at| (at, ('版', 1))))));
    }
}
