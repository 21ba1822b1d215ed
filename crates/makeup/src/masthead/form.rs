//! The forms of a 报头: where the name and the facts stand in a block, or that the form does not suit the block.

use super::facts::{Fact, Facts};
use super::{NameStyle, SMALLEST};
use crate::maker::Maker;
use crate::one_line::OneLine;
use crate::rules;
use crate::runs::TextOrigin;
use crate::styles::Resolved;
use banxin_edition::model::{Line, Pattern, StyleName};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, Item};

/// Where the facts stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// At both sides of the name, the date at the left.
    Sides,
    /// In a column at the right of the name, behind a thin rule.
    Column,
    /// In lines under the name.
    Under,
}

/// A masthead ready to be put; the name is the first of its lines.
pub(super) struct Plan {
    pub(super) lines: Vec<(OneLine, Point)>,
    pub(super) rules: Vec<Item>,
}

impl Plan {
    pub(super) fn name_size(&self) -> Length {
        self.lines.first().map_or(Length::ZERO, |(name, _)| name.size())
    }
}

/// Height of a line of facts, in permille of its type.
pub(super) const LEADING: i64 = 1_550;

/// How much of its room's height the name takes at the most: Han letters reach nearly to the edges of their boxes.
const NAME: i64 = 900;

impl Maker<'_> {
    /// The masthead in one form; `None` where its facts would be too small, or its name no larger than they are.
    pub(super) fn masthead_plan(
        &mut self,
        form: Form,
        facts: &Facts,
        name: &NameStyle,
        frame: &Rect,
    ) -> Option<Plan> {
        let usual = self.styles.of(StyleName::Folio).size;
        let mut plan = Plan { lines: Vec::new(), rules: Vec::new() };
        let small = (frame.height / 17).min(usual.scale(11, 10)).max(usual.scale(8, 10));
        let room = match form {
            Form::Sides | Form::Column => {
                self.facts_at_foot(&mut plan, &[&facts.about], (small, name), frame)
            }
            Form::Under => {
                let together = joined(&facts.date);
                let groups: [&[Fact]; 3] = [&together, &facts.counts, &facts.about];
                self.facts_at_foot(&mut plan, &groups, (usual, name), frame)
            }
        };
        // Type at the sides grows with the block, so that it does not look lost beside a large name.
        let large = (frame.height / 11).max(usual).min(usual.scale(17, 10));
        let stretch = match form {
            Form::Sides => self.facts_at_sides(&mut plan, facts, large, &room)?,
            Form::Column => self.facts_in_column(&mut plan, facts, large, &room)?,
            Form::Under => room,
        };
        self.masthead_name(&mut plan, facts, name, (&stretch, large))?;
        let facts_size = if form == Form::Under { usual } else { large };
        (plan.name_size() >= facts_size.scale(18, 10)).then_some(plan)
    }

    /// The name in the middle of its room, 报训 under it.
    fn masthead_name(
        &mut self,
        plan: &mut Plan,
        facts: &Facts,
        name: &NameStyle,
        (room, large): (&Rect, Length),
    ) -> Option<()> {
        let words = self.edition.paper.name.clone();
        let under = if facts.motto.is_some() { large.scale(LEADING, 1000) } else { Length::ZERO };
        let high = (room.height - under).scale(NAME, 1000).min(name.largest);
        if high <= Length::ZERO || room.width <= Length::ZERO {
            return None;
        }
        let line =
            self.fitted(&words, &name.style.sized(high), &TextOrigin::Field("paper"), (room.width, high));
        let total = line.size() + under;
        let top = room.y + (room.height - total) / 2;
        let baseline = self.baseline(top, line.size(), line.size());
        let at = Point::new(room.x + (room.width - line.width) / 2, baseline);
        plan.lines.insert(0, (line, at));
        if let Some((field, words)) = &facts.motto {
            let style = self.styles.of(StyleName::Kicker).sized(large);
            let style = Resolved { colour: Colour::BLACK, tracking: 200, ..style };
            let motto = self.fitted(words, &style, &TextOrigin::Field(field), (room.width, large));
            let x = room.x + (room.width - motto.width) / 2;
            let top = top + total - under + (under - large) / 2;
            let baseline = self.baseline(top, large, motto.size());
            plan.lines.push((motto, Point::new(x, baseline)));
        }
        Some(())
    }

    /// The date at the left, the numbers at the right; gives the room between.
    fn facts_at_sides(&mut self, plan: &mut Plan, facts: &Facts, large: Length, room: &Rect) -> Option<Rect> {
        let (left, right) = (facts.date.as_slice(), facts.counts.as_slice());
        let most = left.len().max(right.len());
        let size = fitting(large, most, room.height)?;
        let (left, right) = (self.fact_lines(left, size), self.fact_lines(right, size));
        let widest = |lines: &[OneLine]| lines.iter().map(|line| line.width).max().unwrap_or_default();
        let side = widest(&left).max(widest(&right)) + size * 2;
        let whole = *room;
        self.plan_lines(plan, left, size, &whole, |_| whole.x);
        self.plan_lines(plan, right, size, &whole, |line| whole.right() - line.width);
        let width = whole.width - side * 2;
        (width > Length::ZERO).then(|| Rect::new(whole.x + side, whole.y, width, whole.height))
    }

    /// All facts of the day in a column at the right behind a thin rule; gives the room at its left.
    fn facts_in_column(
        &mut self,
        plan: &mut Plan,
        facts: &Facts,
        large: Length,
        room: &Rect,
    ) -> Option<Rect> {
        let mut words = facts.date.clone();
        words.extend(facts.counts.iter().cloned());
        let size = fitting(large, words.len(), room.height)?;
        let lines = self.fact_lines(&words, size);
        let widest = lines.iter().map(|line| line.width).max().unwrap_or_default();
        let x = room.right() - widest;
        let high = size.scale(LEADING, 1000) * i64::try_from(lines.len()).unwrap_or(1);
        self.plan_lines(plan, lines, size, room, |_| x);
        let top = room.y + (room.height - high) / 2;
        let rule_x = x - size;
        let rule = hairline();
        let ends = (Point::new(rule_x, top), Point::new(rule_x, top + high));
        plan.rules.extend(rules::line(&rule, ends.0, ends.1));
        let width = rule_x - size - room.x;
        (width > Length::ZERO).then(|| Rect::new(room.x, room.y, width, room.height))
    }

    /// Facts one below another, the first stronger than those after it.
    fn fact_lines(&mut self, facts: &[Fact], size: Length) -> Vec<OneLine> {
        let plain = self.styles.of(StyleName::Folio).sized(size);
        let strong = self.styles.of(StyleName::Section).sized(size);
        let strong = Resolved { colour: plain.colour, tracking: 0, ..strong };
        let style = |number: usize| if number == 0 { &strong } else { &plain };
        let line = |(number, (field, words)): (usize, &Fact)| {
            self.one_line(words, style(number), &TextOrigin::Field(field))
        };
        facts.iter().enumerate().map(line).collect()
    }

    /// Puts lines one below another in the middle of a room's height.
    fn plan_lines(
        &self,
        plan: &mut Plan,
        lines: Vec<OneLine>,
        size: Length,
        room: &Rect,
        x: impl Fn(&OneLine) -> Length,
    ) {
        let leading = size.scale(LEADING, 1000);
        let mut top = room.y + (room.height - leading * i64::try_from(lines.len()).unwrap_or(1)) / 2;
        for line in lines {
            let at = Point::new(x(&line), self.baseline(top, leading, size));
            plan.lines.push((line, at));
            top += leading;
        }
    }
}

/// The rule between the facts.
pub(super) fn hairline() -> Line {
    Line { pattern: Pattern::Solid, width: Length::from_pt(2) / 5, colour: [0, 0, 0, 1000] }
}

/// The size of so many lines in a height; `None` where that is too small to be read.
fn fitting(size: Length, lines: usize, height: Length) -> Option<Length> {
    let lines = i64::try_from(lines.max(1)).unwrap_or(i64::MAX);
    let size = size.min(height.scale(1000, LEADING) / lines);
    (size >= SMALLEST).then_some(size)
}

/// Facts of one group as one: the day and the day of the week stand together as in a 报眉.
fn joined(facts: &[Fact]) -> Vec<Fact> {
    let words: Vec<&str> = facts.iter().map(|(_, words)| words.as_str()).collect();
    facts.first().map(|(field, _)| (*field, words.join(" "))).into_iter().collect()
}
