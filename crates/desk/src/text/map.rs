//! [`TextMap`]: the texts of a laid page, as whoever edits them sees them.

use super::{Caret, Selection};
use banxin_edition::model::{BlockKind, Edition, Paragraph, Story};
use banxin_measure::{Length, Rect};
use banxin_scene::{Scene, SceneBlock, TextLine};

/// The texts of a page.
pub(crate) struct TextMap<'a> {
    edition: &'a Edition,
    scene: &'a Scene,
}

impl<'a> TextMap<'a> {
    /// The texts of an edition where this scene shows them.
    pub(crate) fn new(edition: &'a Edition, scene: &'a Scene) -> TextMap<'a> {
        TextMap { edition, scene }
    }

    /// The blocks of the page.
    pub(crate) fn blocks(&self) -> &'a [SceneBlock] {
        &self.scene.blocks
    }

    /// The story that a caret is in.
    pub(crate) fn story(&self, caret: &Caret) -> Option<&'a Story> {
        self.edition.stories.get(&caret.story)
    }

    /// The paragraph that a caret is in.
    pub(crate) fn paragraph(&self, caret: &Caret) -> Option<&'a Paragraph> {
        self.story(caret)?.paragraph(caret.paragraph)
    }

    /// The block in which a caret's paragraph stands, though it may not show.
    pub(crate) fn block_of(&self, caret: &Caret) -> Option<&'a SceneBlock> {
        let shows = |block: &&SceneBlock| block.lines.iter().any(|line| is_in(line, caret));
        self.scene.blocks.iter().find(shows).or_else(|| {
            let page = self.edition.page(&self.scene.page)?;
            let own = || page.blocks.iter().filter(|block| block.kind.story() == Some(&caret.story));
            let apart = own().find(|block| self.holds_alone(&block.kind, caret));
            let block = apart.or_else(|| own().find(|block| block.kind.holds_whole_story()))?;
            self.scene.blocks.iter().find(|scene| scene.id == block.id)
        })
    }

    /// Whether a 散件 or a 单图 holds a caret's paragraph.
    fn holds_alone(&self, kind: &BlockKind, caret: &Caret) -> bool {
        match kind {
            BlockKind::Part { paragraphs, .. } => paragraphs.contains(&caret.paragraph),
            BlockKind::Picture { picture, .. } => {
                let pictures = self.story(caret).map_or(&[][..], |story| &story.pictures);
                pictures.iter().any(|one| one.id == *picture && one.caption == Some(caret.paragraph))
            }
            _ => false,
        }
    }

    /// The paragraphs of a caret's story that stand in its block, in the order in which they are read there.
    pub(crate) fn order(&self, caret: &Caret) -> Vec<u32> {
        let mut order: Vec<u32> = Vec::new();
        let lines = self.block_of(caret).map_or(&[][..], |block| &block.lines);
        for line in lines.iter().filter(|line| line.story == caret.story) {
            if order.last() != Some(&line.paragraph) && !order.contains(&line.paragraph) {
                order.push(line.paragraph);
            }
        }
        // What found no room comes after what is shown.
        for id in self.members(caret) {
            if !order.contains(&id) {
                order.push(id);
            }
        }
        // Captions stand beside the text and not in it: who selects from a head into the text means no caption.
        let pictures = self.story(caret).map_or(&[][..], |story| &story.pictures);
        order.sort_by_key(|id| pictures.iter().any(|picture| picture.caption == Some(*id)));
        order
    }

    /// The paragraphs that belong in a caret's block, shown or not.
    fn members(&self, caret: &Caret) -> Vec<u32> {
        let page = self.edition.page(&self.scene.page);
        let block = self.block_of(caret).and_then(|block| page?.block(&block.id));
        match block.map(|block| &block.kind) {
            // A number that the story does not have any more stands for nothing.
            Some(BlockKind::Part { paragraphs, .. }) => {
                let there = |id: &u32| self.story(caret).is_some_and(|story| story.paragraph(*id).is_some());
                paragraphs.iter().copied().filter(there).collect()
            }
            Some(BlockKind::Picture { .. }) | None => vec![caret.paragraph],
            Some(_) => {
                let apart = self.edition.apart(&caret.story);
                let all = self.story(caret).map_or(&[][..], |story| &story.paragraphs).iter();
                all.map(|paragraph| paragraph.id).filter(|id| !apart.holds(*id)).collect()
            }
        }
    }

    /// A selection in reading order; the same where its ends are not in one block.
    pub(crate) fn ordered(&self, selection: &Selection) -> (Caret, Caret) {
        let order = self.order(&selection.focus);
        let place = |caret: &Caret| (order.iter().position(|one| *one == caret.paragraph), caret.offset);
        let Selection { anchor, focus } = selection.clone();
        if place(&anchor) <= place(&focus) { (anchor, focus) } else { (focus, anchor) }
    }

    /// The paragraphs from one caret to a later one with the characters selected of each.
    pub(crate) fn stretches(&self, from: &Caret, to: &Caret) -> Vec<(u32, u32, u32)> {
        if from.story != to.story {
            return Vec::new();
        }
        let order = self.order(to);
        let place = |caret: &Caret| order.iter().position(|one| *one == caret.paragraph);
        let (Some(first), Some(last)) = (place(from), place(to)) else { return Vec::new() };
        let chosen = order.get(first..=last).unwrap_or_default();
        let length = |id: u32| {
            let paragraph = self.story(from).and_then(|story| story.paragraph(id));
            u32::try_from(paragraph.map_or(0, Paragraph::characters)).unwrap_or(u32::MAX)
        };
        chosen
            .iter()
            .map(|id| {
                let start = if *id == from.paragraph { from.offset } else { 0 };
                let end = if *id == to.paragraph { to.offset } else { length(*id) };
                (*id, start, end)
            })
            .collect()
    }

    /// The selected text, a line end between paragraphs.
    pub(crate) fn text(&self, selection: &Selection) -> String {
        if selection.is_empty() {
            return String::new();
        }
        let (from, to) = self.ordered(selection);
        let parts = self.stretches(&from, &to).into_iter().map(|(id, start, end)| {
            let text = self.story(&from).and_then(|story| story.paragraph(id)).map(Paragraph::text);
            let text = text.unwrap_or_default();
            let count = end.saturating_sub(start) as usize;
            text.chars().skip(start as usize).take(count).collect::<String>()
        });
        parts.collect::<Vec<_>>().join("\n")
    }

    /// The line on which a caret shows.
    pub(crate) fn line_of(&self, caret: &Caret) -> Option<(&'a SceneBlock, usize)> {
        let block =
            self.scene.blocks.iter().find(|block| block.lines.iter().any(|line| is_in(line, caret)))?;
        let mut found: Option<usize> = None;
        for (number, line) in block.lines.iter().enumerate().filter(|(_, line)| is_in(line, caret)) {
            let ends_here = found.and_then(|at| block.lines.get(at)).map(last) == Some(caret.offset);
            let stays = caret.at_end && ends_here;
            if found.is_none() || (first(line) <= caret.offset && !stays) {
                found = Some(number);
            }
        }
        let number = found?;
        let past = caret.offset.saturating_sub(last(block.lines.get(number)?));
        if past == 0 {
            return Some((block, number));
        }
        // Blanks fall off the end of a line; anything else behind the last line found no room.
        let skipped = self.paragraph(caret)?.text();
        let from = last(block.lines.get(number)?) as usize;
        let mut skipped = skipped.chars().skip(from).take(past as usize);
        skipped.all(char::is_whitespace).then_some((block, number))
    }

    /// Where a caret shows, with no width.
    pub(crate) fn caret(&self, caret: &Caret) -> Option<Rect> {
        let (block, number) = self.line_of(caret)?;
        let line = block.lines.get(number)?;
        Some(band(line, x_of(line, caret.offset), Length::ZERO))
    }

    /// The rectangles that a selection covers, line by line.
    pub(crate) fn rects(&self, selection: &Selection) -> Vec<Rect> {
        if selection.is_empty() {
            return Vec::new();
        }
        let (from, to) = self.ordered(selection);
        let Some(block) = self.block_of(&to) else { return Vec::new() };
        let stretches = self.stretches(&from, &to);
        let mut rects = Vec::new();
        for line in block.lines.iter().filter(|line| line.story == from.story) {
            let Some((_, start, end)) = stretches.iter().find(|(id, ..)| *id == line.paragraph) else {
                continue;
            };
            let (start, end) = ((*start).max(first(line)), (*end).min(last(line)));
            if start < end {
                let x = x_of(line, start);
                rects.push(band(line, x, x_of(line, end) - x));
            }
        }
        rects
    }
}

/// Whether a line is one of a caret's paragraph.
fn is_in(line: &TextLine, caret: &Caret) -> bool {
    line.paragraph == caret.paragraph && line.story == caret.story
}

/// The first place of a line.
pub(super) fn first(line: &TextLine) -> u32 {
    line.stops.first().map_or(0, |stop| stop.0)
}

/// The last place of a line.
pub(super) fn last(line: &TextLine) -> u32 {
    line.stops.last().map_or(0, |stop| stop.0)
}

/// Where a place of a line is; the nearest before it where it has none of its own.
pub(super) fn x_of(line: &TextLine, offset: u32) -> Length {
    let stop = line.stops.iter().rev().find(|stop| stop.0 <= offset).or(line.stops.first());
    stop.map_or(line.start, |stop| stop.1)
}

/// The em box of a line's type from `x` on.
pub(super) fn band(line: &TextLine, x: Length, width: Length) -> Rect {
    Rect::new(x, line.baseline - line.size.scale(880, 1000), width, line.size)
}
