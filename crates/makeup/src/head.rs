//! The headline group (标题组): 引题, 主题, 副题 and 署名 over the columns of an article.
//!
//! A head is a whole number of grid lines high; what its lines of type leave is air, more above than below.

use crate::maker::Maker;
use crate::runs::Text;
use crate::styles::Resolved;
use banxin_edition::model::{Paragraph, Role, Story, StyleName};
use banxin_measure::{Length, Rect};
use banxin_scene::Item;
use banxin_typeset::Alignment;
use banxin_typeset::headline::{permille_to, split};

/// 长体: a head that is too wide is narrowed, to four fifths at most; further only as a makeshift that is told.
const NARROWEST: u16 = 800;
const MAKESHIFT: u16 = 600;

/// A line of type in a head.
pub(crate) struct HeadLine {
    text: Text,
    style: Resolved,
    /// Units of the text that stand on this line.
    units: (usize, usize),
    /// Air above it, in shares of what is left over.
    air: i64,
    height: Length,
    /// Width of its type, the same for all lines of a paragraph.
    permille: u16,
}

/// A composed head.
pub(crate) struct Head {
    pub(crate) lines: Vec<HeadLine>,
    /// How much of its width the longest line of the 主题 fills, in permille.
    pub(crate) fill: Option<u16>,
}

/// How a part of a head is set.
struct Part {
    style: StyleName,
    /// Lines that it may take at most.
    most_lines: usize,
    /// Height of a line in percent of its size.
    height: i64,
    /// Air above its first line, and between its lines; bylines without air between share a line.
    air: i64,
    air_within: i64,
}

impl Part {
    fn of(role: Role) -> Part {
        let (style, most_lines, height, air, air_within) = match role {
            Role::Section => (StyleName::Section, 2, 125, 2, 1),
            Role::Kicker => (StyleName::Kicker, 2, 125, 3, 1),
            Role::Headline => (StyleName::Headline, 3, 112, 2, 0),
            Role::Subhead => (StyleName::Subhead, 2, 125, 2, 1),
            _ => (StyleName::Byline, 4, 140, 3, 0),
        };
        Part { style, most_lines, height, air, air_within }
    }
}

/// The parts of a story that stand in its head, in their order.
pub(crate) fn parts(story: &Story) -> Vec<&Paragraph> {
    let body = story
        .paragraphs
        .iter()
        .position(|p| matches!(p.role, Role::Body | Role::Crosshead | Role::EditorNote));
    let body = body.unwrap_or(story.paragraphs.len());
    story
        .paragraphs
        .iter()
        .enumerate()
        .filter(|(at, p)| match p.role {
            Role::Section | Role::Kicker | Role::Headline | Role::Subhead => true,
            Role::Byline => *at < body,
            _ => false,
        })
        .map(|(_, p)| p)
        .collect()
}

impl Head {
    /// Height of its type alone, with the least air between.
    pub(crate) fn height(&self) -> Length {
        self.lines.iter().map(|line| line.height).sum()
    }

    /// Whether a line is so wide that its type had to be narrowed more than is good for it.
    pub(crate) fn is_too_wide(&self) -> bool {
        self.lines.iter().any(|line| line.permille < NARROWEST)
    }
}

impl HeadLine {
    /// Its width, its type narrowed as it is.
    fn width(&self) -> Length {
        let natural = self.text.shaped.natural_width(self.units.0, self.units.1);
        natural.scale(i64::from(self.permille), 1000)
    }
}

impl Maker<'_> {
    /// Composes the head of a story to a width. `headline_size` overrides the style's.
    pub(crate) fn head(&mut self, story: &Story, width: Length, headline_size: Option<Length>) -> Head {
        let mut head = Head { lines: Vec::new(), fill: None };
        let parts = parts(story).into_iter().filter(|part| !self.apart.holds(part.id)).collect();
        for (role, group) in grouped(parts) {
            let part = Part::of(role);
            let style = self.head_style(role, &part, headline_size);
            let mut air = if head.lines.is_empty() { 5 } else { part.air };
            for paragraph in group {
                let text = self.paragraph(&story.id, paragraph, &style);
                let broken = split(&text.shaped, width, 1..=part.most_lines);
                let widest = broken.widest(&text.shaped);
                if role == Role::Headline {
                    head.fill = u16::try_from(widest.emu() * 1000 / width.emu().max(1)).ok().max(head.fill);
                }
                let height = style.size.scale(part.height, 100);
                let permille = permille_to(widest, width).clamp(MAKESHIFT, 1000);
                for units in broken.lines {
                    let (text, style) = (text.clone(), style.clone());
                    head.lines.push(HeadLine { text, style, units, air, height, permille });
                    air = part.air_within;
                }
            }
        }
        head
    }

    /// The style of a part of a head, its size fitted to that of the 主题.
    fn head_style(&self, role: Role, part: &Part, headline_size: Option<Length>) -> Resolved {
        let style = self.styles.of(part.style).clone();
        // 引题 about half the 主题, 副题 a third, neither below the text.
        let share = match role {
            Role::Headline => return headline_size.map_or(style.clone(), |size| style.sized(size)),
            Role::Kicker => 60,
            Role::Subhead => 50,
            _ => return style,
        };
        let fitted = |size: Length| style.size.min(size.scale(share, 100)).max(self.grid.character);
        headline_size.map_or(style.clone(), |size| style.sized(fitted(size)))
    }

    /// Puts a head into its frame: what the type leaves of the height is air, shared by weights.
    pub(crate) fn put_head(&mut self, items: &mut Vec<Item>, head: &Head, frame: &Rect, align_start: bool) {
        let rows = side_by_side(&head.lines, frame.width);
        let used: Length = rows.iter().map(|row| row.height).sum();
        let below: i64 = 3;
        let weights: i64 = rows.iter().map(|row| row.air).sum::<i64>() + below;
        let left = (frame.height - used).max(Length::ZERO);
        let mut top = frame.y;
        for row in rows {
            top += left.scale(row.air, weights.max(1));
            let total = row.width;
            let mut x = frame.x
                + if align_start { Length::ZERO } else { (frame.width - total).max(Length::ZERO) / 2 };
            for line in row.lines {
                let baseline = self.baseline(top, row.height, line.style.size);
                self.put_units(items, line, x, baseline);
                x += line.width() + line.style.size * 2;
            }
            top += row.height;
        }
    }

    /// Puts a line at its natural width, its type narrowed if it is too wide.
    fn put_units(&mut self, items: &mut Vec<Item>, line: &HeadLine, x: Length, baseline: Length) {
        let permille = line.permille;
        let mut part = line.text.clone();
        let (from, to) = line.units;
        part.shaped.units = part.shaped.units.get(from..to).unwrap_or_default().to_vec();
        if let Some(first) = part.shaped.units.first_mut() {
            first.gap_before = Length::ZERO;
        }
        let plain = line.style.aligned(Alignment::Start).paragraph();
        let natural = part.shaped.natural_width(0, part.shaped.units.len());
        let (start, first_line) = (items.len(), self.text_lines.len());
        for set in self.lines(&part, &plain, natural + line.style.size) {
            self.put_line(items, &part, &set, (x, natural), baseline);
        }
        if permille < 1000 {
            for item in items.iter_mut().skip(start) {
                squeeze(item, x, permille);
            }
            for stop in self.text_lines.iter_mut().skip(first_line).flat_map(|line| &mut line.stops) {
                stop.1 = x + (stop.1 - x).scale(i64::from(permille), 1000);
            }
        }
    }
}

/// Paragraphs of one role that follow each other.
fn grouped(parts: Vec<&Paragraph>) -> Vec<(Role, Vec<&Paragraph>)> {
    let mut groups: Vec<(Role, Vec<&Paragraph>)> = Vec::new();
    for paragraph in parts {
        match groups.last_mut() {
            Some((role, group)) if *role == paragraph.role => group.push(paragraph),
            _ => groups.push((paragraph.role, vec![paragraph])),
        }
    }
    groups
}

struct Row<'h> {
    lines: Vec<&'h HeadLine>,
    width: Length,
    height: Length,
    air: i64,
}

/// Consecutive bylines share a row while they fit.
fn side_by_side(lines: &[HeadLine], width: Length) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for line in lines {
        let own = line.width().min(width);
        let gap = line.style.size * 2;
        match rows.last_mut() {
            Some(row) if line.air == 0 && row.width + gap + own <= width => {
                row.width += gap + own;
                row.lines.push(line);
            }
            _ => rows.push(Row { lines: vec![line], width: own, height: line.height, air: line.air }),
        }
    }
    rows
}

fn squeeze(item: &mut Item, x: Length, permille: u16) {
    if let Item::Glyphs(run) = item {
        run.width_permille =
            u16::try_from(u32::from(run.width_permille) * u32::from(permille) / 1000).unwrap_or(1000);
        for glyph in &mut run.glyphs {
            glyph.at.x = x + (glyph.at.x - x).scale(i64::from(permille), 1000);
            glyph.advance = glyph.advance.scale(i64::from(permille), 1000);
        }
    }
}
