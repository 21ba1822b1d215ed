//! What a scene announces: whose character comes next on the page. A story's character is taken from the story, never
//! from the scene's own text.

use banxin_edition::model::Edition;
use banxin_scene::{GlyphRun, Item, Origin, Scene, SceneBlock};
use std::collections::BTreeMap;

/// Whose a character is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose<'s> {
    /// The character with this place in this paragraph of this story.
    Story { story: &'s str, paragraph: u32, at: usize },
    /// The layout's own: a field or generated.
    Layout,
}

/// A character that ought to come next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Next<'s> {
    /// The character; `None` where the story has none.
    pub(crate) character: Option<char>,
    pub(crate) whose: Whose<'s>,
    pub(crate) block: &'s SceneBlock,
}

/// The characters of a page in the order of painting, blanks left out.
pub(crate) struct Announced<'s>(pub(crate) Vec<Next<'s>>);

impl<'s> Announced<'s> {
    pub(crate) fn of(edition: &Edition, scene: &'s Scene) -> Announced<'s> {
        let mut paragraphs: BTreeMap<(&str, u32), Vec<char>> = BTreeMap::new();
        let mut all = Vec::new();
        for block in &scene.blocks {
            for item in &block.items {
                let Item::Glyphs(run) = item else { continue };
                let Origin::Text { story, paragraph, start } = &run.origin else {
                    let own = shown(run).filter(|c| !c.is_whitespace());
                    all.extend(own.map(|c| Next { character: Some(c), whose: Whose::Layout, block }));
                    continue;
                };
                let characters = paragraphs.entry((story, *paragraph)).or_insert_with(|| {
                    let found = edition.stories.get(story).and_then(|story| story.paragraph(*paragraph));
                    found.map(|found| found.text().chars().collect()).unwrap_or_default()
                });
                for (at, _) in (*start as usize..).zip(shown(run)).filter(|(_, c)| !c.is_whitespace()) {
                    let whose = Whose::Story { story, paragraph: *paragraph, at };
                    all.push(Next { character: characters.get(at).copied(), whose, block });
                }
            }
        }
        Announced(all)
    }
}

/// The characters that a run's glyphs show; several glyphs may show one text together.
fn shown(run: &GlyphRun) -> impl Iterator<Item = char> + '_ {
    let together = run.glyphs.chunk_by(|a, b| a.text == b.text && a.id != 0 && b.id != 0);
    let parts = together.filter_map(|glyphs| {
        let (start, end) = glyphs.first()?.text;
        run.text.get(start as usize..end as usize)
    });
    parts.flat_map(str::chars)
}
