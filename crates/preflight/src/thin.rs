//! Rules (线) that the press cannot hold: thinner than it prints whole, reversed (反白) and so thin that ink closes them,
//! of several inks and so thin that they part.
//!
//! A rule is whatever is drawn with a pen, and a filled rectangle that is thin (GWG 2022, I00004). One finding a block and
//! rule names the thinnest.

use crate::{Finding, Limits};
use banxin_makeup::{Laid, Severity};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Colour, Item, Path, Segment, Stroke};

/// A rule on the page.
struct Line {
    weight: Length,
    colour: Colour,
    place: Rect,
}

pub(crate) fn findings(laid: &[Laid], limits: &Limits) -> Vec<Finding> {
    let mut findings = Vec::new();
    for page in laid {
        for block in &page.scene.blocks {
            for rule in ["rule-thin", "rule-fine"] {
                let lines = block.items.iter().filter_map(line);
                let faults = lines.filter_map(|line| Some((fault(&line, limits)?, line)));
                let of_rule = faults.filter(|((told, ..), _)| *told == rule);
                let Some(((rule, what, least), line)) = of_rule.min_by_key(|(_, line)| line.weight) else {
                    continue;
                };
                let text = format!(
                    "{what} of {:.2} pt is thinner than the {:.2} pt that the printer can hold; draw it thicker{}",
                    line.weight.to_pt(),
                    least.to_pt(),
                    if rule == "rule-fine" { " or in black alone" } else { "" },
                );
                let finding = Finding::new(rule, Severity::Warning, &page.scene.page, &block.id, text);
                findings.push(Finding { place: Some(line.place), ..finding });
            }
        }
    }
    findings
}

/// The rule that a line breaks, what it is, and how thick it has to be.
fn fault(line: &Line, limits: &Limits) -> Option<(&'static str, &'static str, Length)> {
    let Colour { c, m, y, k } = line.colour;
    let plates = [c, m, y, k].iter().filter(|ink| **ink > 0).count();
    let (rule, what, least) = match plates {
        0 => ("rule-fine", "a reversed rule", limits.rule_reversed.max(limits.rule_least)),
        1 => ("rule-thin", "a rule", limits.rule_least),
        _ => ("rule-fine", "a rule of more than one ink", limits.rule_least),
    };
    (line.weight < least).then_some((rule, what, least))
}

/// What is drawn with a pen, and what is filled and long for its width; what has no width prints nothing.
fn line(item: &Item) -> Option<Line> {
    let line = match item {
        Item::Stroke(stroke) => Line { weight: stroke.width, colour: stroke.colour, place: reach(stroke) },
        Item::Outline(path, width, colour) => Line { weight: *width, colour: *colour, place: bounds(path)? },
        Item::Fill(place, colour) => {
            let (weight, length) = (place.width.min(place.height), place.width.max(place.height));
            let thin = length > weight * 4;
            thin.then_some(Line { weight, colour: *colour, place: *place })?
        }
        _ => return None,
    };
    (line.weight > Length::ZERO).then_some(line)
}

/// Where the ink of a stroke is, level or upright.
pub(crate) fn reach(stroke: &Stroke) -> Rect {
    let Stroke { from, to, width, .. } = *stroke;
    let (x, y) = (from.x.min(to.x), from.y.min(to.y));
    let (along, down) = ((to.x - from.x).abs(), (to.y - from.y).abs());
    if along >= down {
        Rect::new(x, y - width / 2, along, down + width)
    } else {
        Rect::new(x - width / 2, y, along + width, down)
    }
}

/// The box round the points of a path.
fn bounds(path: &Path) -> Option<Rect> {
    let points = path.segments.iter().filter_map(|segment| match segment {
        Segment::Move(to) | Segment::Line(to) | Segment::Curve(.., to) => Some(*to),
        Segment::Close => None,
    });
    let boxes = points.map(|Point { x, y }| (x, y, x, y));
    let (left, top, right, bottom) = boxes.reduce(|one, other| {
        (one.0.min(other.0), one.1.min(other.1), one.2.max(other.2), one.3.max(other.3))
    })?;
    Some(Rect::new(left, top, right - left, bottom - top))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_rule_has_its_own_least() {
        let limits = Limits::default();
        let told = |tenths: i64, colour| {
            let weight = Length::from_pt(tenths) / 100;
            let line = Line { weight, colour, place: Rect::default() };
            fault(&line, &limits).map(|(rule, ..)| rule)
        };
        let red = Colour { c: 0, m: 1000, y: 1000, k: 0 };
        assert_eq!([told(24, Colour::BLACK), told(25, Colour::BLACK)], [Some("rule-thin"), None]);
        assert_eq!([told(24, red), told(25, red)], [Some("rule-fine"), None]);
        assert_eq!([told(49, Colour::PAPER), told(50, Colour::PAPER)], [Some("rule-fine"), None]);
    }

    #[test]
    fn a_thin_rectangle_is_a_rule_and_a_small_square_is_none() {
        let filled = |width, height| {
            let place =
                Rect::new(Length::ZERO, Length::ZERO, Length::from_emu(width), Length::from_emu(height));
            line(&Item::Fill(place, Colour::BLACK)).map(|line| line.weight.emu())
        };
        assert_eq!(filled(9000, 1000), Some(1000));
        assert_eq!(filled(1000, 9000), Some(1000));
        assert_eq!(filled(2000, 1000), None);
        assert_eq!(filled(9000, 0), None);
    }
}
