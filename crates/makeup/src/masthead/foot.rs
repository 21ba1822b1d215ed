//! The foot of a 报头: facts in lines from edge to edge, a thin rule above them and a 文武线 that closes the block.

use super::NameStyle;
use super::facts::Fact;
use super::form::{LEADING, Plan, hairline};
use crate::maker::Maker;
use crate::one_line::OneLine;
use crate::rules;
use crate::runs::TextOrigin;
use crate::styles::Resolved;
use banxin_edition::model::{Line, Pattern, StyleName};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::Colour;

impl Maker<'_> {
    /// Facts in lines at the foot, a thin rule above them and a 文武线 below; gives the room above.
    pub(super) fn facts_at_foot(
        &mut self,
        plan: &mut Plan,
        groups: &[&[Fact]],
        (size, name): (Length, &NameStyle),
        frame: &Rect,
    ) -> Rect {
        let Colour { c, m, y, k } = name.style.colour;
        let closing = Line {
            pattern: Pattern::ThickThin,
            width: (size / 3).min(frame.height / 8),
            colour: [c, m, y, k],
        };
        let middle = frame.bottom() - closing.width / 2;
        plan.rules.extend(rules::line(
            &closing,
            Point::new(frame.x, middle),
            Point::new(frame.right(), middle),
        ));
        let style = self.styles.of(StyleName::Folio).sized(size);
        let leading = size.scale(LEADING, 1000);
        let bottom = frame.bottom() - closing.width;
        let rows = self.fact_rows(groups, &style, frame.width);
        if rows.is_empty() {
            return Rect::new(frame.x, frame.y, frame.width, bottom - frame.y);
        }
        let air = size / 4;
        let high = leading * i64::try_from(rows.len()).unwrap_or(1) + air * 2;
        let top = bottom - high;
        let rule = hairline();
        plan.rules.extend(rules::line(&rule, Point::new(frame.x, top), Point::new(frame.right(), top)));
        let mut at = top + air;
        for row in rows {
            spread(row, frame, self.baseline(at, leading, size), plan);
            at += leading;
        }
        Rect::new(frame.x, frame.y, frame.width, top - frame.y)
    }

    /// Facts in as few lines as hold them, apart by two characters or more; groups stay together where they can.
    fn fact_rows(&mut self, groups: &[&[Fact]], style: &Resolved, width: Length) -> Vec<Vec<OneLine>> {
        let gap = style.size * 2;
        let mut rows: Vec<Vec<OneLine>> = Vec::new();
        let mut used = Length::ZERO;
        for group in groups {
            let lines: Vec<OneLine> = group
                .iter()
                .map(|(field, words)| {
                    self.fitted(words, style, &TextOrigin::Field(field), (width, style.size))
                })
                .collect();
            let whole: Length = lines.iter().map(|line| line.width + gap).sum::<Length>();
            let own = !rows.is_empty() && used + whole > width && whole - gap <= width;
            for (number, line) in lines.into_iter().enumerate() {
                let next = used + gap + line.width;
                match rows.last_mut() {
                    Some(row) if next <= width && !(own && number == 0) => {
                        used = next;
                        row.push(line);
                    }
                    _ => {
                        used = line.width;
                        rows.push(vec![line]);
                    }
                }
            }
        }
        rows
    }
}

/// Puts facts along a line from edge to edge; one alone in the middle.
fn spread(row: Vec<OneLine>, frame: &Rect, baseline: Length, plan: &mut Plan) {
    let gaps = i64::try_from(row.len()).unwrap_or(1) - 1;
    let rest = frame.width - row.iter().map(|line| line.width).sum::<Length>();
    let start = if gaps == 0 { frame.x + rest / 2 } else { frame.x };
    let mut widths = Length::ZERO;
    for (number, line) in (0..).zip(row) {
        // Without gaps there is nothing to share out, and `scale` gives nothing.
        let at = Point::new(start + widths + rest.scale(number, gaps), baseline);
        widths += line.width;
        plan.lines.push((line, at));
    }
}
