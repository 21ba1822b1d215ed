//! Where the lines of stories stand on the laid pages, so that a rule about a text can name a place on a page.

use crate::Finding;
use banxin_makeup::{Laid, Severity};
use banxin_measure::Rect;
use banxin_scene::TextLine;
use std::collections::BTreeMap;

/// A line of a paragraph at its place.
pub(crate) struct Stand<'a> {
    page: &'a str,
    block: &'a str,
    line: &'a TextLine,
}

/// The lines of every paragraph that stands on the laid pages, in reading order.
pub(crate) struct Stands<'a>(BTreeMap<&'a str, BTreeMap<u32, Vec<Stand<'a>>>>);

impl<'a> Stands<'a> {
    pub(crate) fn of(laid: &'a [Laid]) -> Stands<'a> {
        let mut stands: BTreeMap<&str, BTreeMap<u32, Vec<Stand<'_>>>> = BTreeMap::new();
        for page in laid {
            for block in &page.scene.blocks {
                for line in &block.lines {
                    let stand = Stand { page: &page.scene.page, block: &block.id, line };
                    let paragraphs = stands.entry(&line.story).or_default();
                    paragraphs.entry(line.paragraph).or_default().push(stand);
                }
            }
        }
        Stands(stands)
    }

    /// The lines of a paragraph.
    pub(crate) fn lines(&self, story: &str, paragraph: u32) -> &[Stand<'a>] {
        let paragraphs = self.0.get(story);
        paragraphs.and_then(|lines| lines.get(&paragraph)).map_or(&[], Vec::as_slice)
    }

    /// The line in which a character of a paragraph stands.
    pub(crate) fn line_of(&self, story: &str, paragraph: u32, character: u32) -> Option<&Stand<'a>> {
        self.lines(story, paragraph).iter().find(|line| (line.start()..line.end()).contains(&character))
    }
}

impl Stand<'_> {
    /// Characters of the paragraph before the line.
    pub(crate) fn start(&self) -> u32 {
        self.line.stops.first().map_or(0, |stop| stop.0)
    }

    /// Characters of the paragraph up to the line's end.
    pub(crate) fn end(&self) -> u32 {
        self.line.stops.last().map_or(0, |stop| stop.0)
    }

    /// A finding at this line.
    pub(crate) fn finding(&self, rule: &'static str, severity: Severity, text: String) -> Finding {
        let TextLine { baseline, size, start, width, .. } = *self.line;
        let place = Rect::new(start, baseline - size.scale(880, 1000), width, size);
        Finding { place: Some(place), ..Finding::new(rule, severity, self.page, self.block, text) }
    }
}
