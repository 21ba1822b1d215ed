//! 散件: paragraphs of a story that stand by themselves, one under the other over the whole width of their block.

use crate::head::{HeadLine, lines_alone};
use crate::ledger::Severity;
use crate::maker::Maker;
use crate::runs::Text;
use crate::styles::Resolved;
use banxin_edition::model::{Block, Paragraph, Role, Story, StyleName};
use banxin_measure::{Length, Rect};
use banxin_scene::{Fit, Item, SceneBlock};
use banxin_typeset::Line;

impl Maker<'_> {
    /// Lays paragraphs by themselves; what does not fit is counted.
    pub(crate) fn part(&mut self, block: &Block, story: &Story, paragraphs: &[u32], laid: &mut SceneBlock) {
        let frame = self.inside_look(block, &laid.frame);
        let mut fit = Fit::default();
        let mut rows: u32 = 0;
        let lines = frame.height.whole(self.grid.line);
        let paragraphs: Vec<&Paragraph> = paragraphs.iter().filter_map(|id| story.paragraph(*id)).collect();
        let has_body = paragraphs.iter().any(|paragraph| paragraph.role == Role::Body);
        for paragraph in paragraphs {
            let asked = block.style.as_deref().filter(|_| !has_body || paragraph.role == Role::Body);
            let style = self.part_style(asked, story, paragraph.role);
            if rows == 0 {
                self.ground_of(&style, &frame, &mut laid.items);
            }
            let text = self.paragraph(&story.id, paragraph, &style);
            for line in self.part_lines(&text, paragraph.role, &style, frame.width) {
                let top = frame.y + self.grid.line * i64::from(rows);
                rows = rows.saturating_add(style.rows());
                if i64::from(rows) > lines {
                    fit.overset_lines = fit.overset_lines.saturating_add(style.rows());
                    fit.overset_characters += text.characters_in(line.units());
                    continue;
                }
                let height = self.grid.line * i64::from(style.rows());
                let baseline = self.baseline(top, height, style.size);
                let stretch = (frame.x, frame.width);
                match &line {
                    PartLine::Head(line) => self.put_alone(&mut laid.items, line, stretch, baseline),
                    PartLine::Text(line) => self.put_line(&mut laid.items, &text, line, stretch, baseline),
                }
            }
        }
        if fit.overset_lines > 0 {
            let text = format!(
                "余 {} characters in {} lines do not fit; make the block larger",
                fit.overset_characters, fit.overset_lines
            );
            self.tell("overset", Severity::Error, Some(&story.id), text);
        }
        laid.fit = Some(fit);
        self.ledger.head_cells += block.cells.columns * rows.min(block.cells.lines);
    }

    /// What the frame and ground of a block's look leave to its words.
    fn inside_look(&self, block: &Block, place: &Rect) -> Rect {
        let look = block.stand.look.as_deref().and_then(|name| self.edition.paper.look(name));
        let Some(look) = look.filter(|look| look.frame.is_some() || look.ground.is_some()) else {
            return *place;
        };
        let line = look.frame.map_or(Length::ZERO, |frame| frame.width);
        let (x, y) = (line + self.grid.character / 2, line);
        Rect::new(
            place.x + x,
            place.y + y,
            (place.width - x * 2).max(Length::ZERO),
            (place.height - y * 2).max(Length::ZERO),
        )
    }

    /// The lines of a part: what belongs to a head is broken by its sense, as in a head.
    fn part_lines(&self, text: &Text, role: Role, style: &Resolved, width: Length) -> Vec<PartLine> {
        let heads = matches!(role, Role::Kicker | Role::Headline | Role::Subhead);
        if heads && !text.shaped.units.is_empty() {
            return lines_alone(role, text, style, width)
                .into_iter()
                .map(|line| PartLine::Head(Box::new(line)))
                .collect();
        }
        self.lines(text, &style.paragraph(), width).into_iter().map(PartLine::Text).collect()
    }

    /// The look that a style has behind it.
    pub(crate) fn ground_of(&self, style: &Resolved, frame: &Rect, items: &mut Vec<Item>) {
        if let Some(look) = &style.look {
            items.extend(self.named_look(look, frame));
        }
    }

    /// The style of a part by itself: the one that its block asks for, else a head's parts are as in a head; either
    /// takes whole lines.
    fn part_style(&self, asked: Option<&str>, story: &Story, role: Role) -> Resolved {
        if let Some(style) = asked.and_then(|name| self.styles.named(name)) {
            // Text keeps the lines that its style says.
            let heads = style.size > self.grid.line;
            return if heads { self.in_whole_lines(style) } else { style.clone() };
        }
        let name = match role {
            Role::Section => StyleName::Section,
            Role::Kicker => StyleName::Kicker,
            Role::Headline => StyleName::Headline,
            Role::Subhead => StyleName::Subhead,
            Role::Byline => StyleName::Byline,
            _ => return self.flow_style(None, story, role).0,
        };
        self.in_whole_lines(self.styles.of(name))
    }

    /// A style whose lines take the whole lines of the grid that its size needs.
    fn in_whole_lines(&self, style: &Resolved) -> Resolved {
        let lines = u32::try_from((style.size.scale(112, 100) + self.grid.line - UNIT).whole(self.grid.line));
        Resolved { half_lines: lines.unwrap_or(1).max(1) * 2, ..style.clone() }
    }
}

/// A line of a part.
enum PartLine {
    Head(Box<HeadLine>),
    Text(Line),
}

impl PartLine {
    fn units(&self) -> (usize, usize) {
        match self {
            PartLine::Head(line) => line.units,
            PartLine::Text(line) => line.units,
        }
    }
}

/// The smallest length, to round up with.
const UNIT: Length = Length::from_emu(1);
