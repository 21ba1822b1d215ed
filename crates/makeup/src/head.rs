//! The headline group (标题组): 引题, 主题, 副题 and 署名 over the columns of an article.
//!
//! A head is a whole number of grid lines high; what its lines of type leave is air, more above than below.

use crate::maker::Maker;
use crate::runs::Text;
use crate::styles::Resolved;
use banxin_edition::model::{Paragraph, Role, Story, StyleName};
use banxin_measure::{Length, Rect};
use banxin_scene::Item;
use banxin_typeset::opportunity::{after_units, word_ends};
use banxin_typeset::{Alignment, Class, Level};

/// A line of type in a head.
pub(crate) struct HeadLine {
    text: Text,
    style: Resolved,
    /// Units of the text that stand on this line.
    units: (usize, usize),
    /// Air above it, in shares of what is left over.
    air: i64,
    height: Length,
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
                let lines = split(&text, width, part.most_lines);
                if role == Role::Headline {
                    head.fill = fill(&text, &lines, width).max(head.fill);
                }
                let height = style.size.scale(part.height, 100);
                for units in lines {
                    let (text, style) = (text.clone(), style.clone());
                    head.lines.push(HeadLine { text, style, units, air, height });
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
                let width = line.text.shaped.natural_width(line.units.0, line.units.1);
                let (fitted, permille) = fit(width, frame.width);
                self.put_units(items, line, x, baseline, permille);
                x += fitted + line.style.size * 2;
            }
            top += row.height;
        }
    }

    /// Puts some units of a text on one line, at their natural width, squeezed to `permille` if too wide.
    fn put_units(
        &mut self,
        items: &mut Vec<Item>,
        line: &HeadLine,
        x: Length,
        baseline: Length,
        permille: u16,
    ) {
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
        let own = line.text.shaped.natural_width(line.units.0, line.units.1).min(width);
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

/// 长体: a line that is too wide is narrowed, to four fifths at most.
fn fit(natural: Length, width: Length) -> (Length, u16) {
    if natural <= width {
        return (natural, 1000);
    }
    let permille = (width.emu() * 1000 / natural.emu().max(1)).max(600);
    (natural.scale(permille, 1000), u16::try_from(permille).unwrap_or(1000))
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

/// How much of the width the longest line fills, in permille.
fn fill(text: &Text, lines: &[(usize, usize)], width: Length) -> Option<u16> {
    let widest = lines.iter().map(|(from, to)| text.shaped.natural_width(*from, *to)).max()?;
    u16::try_from(widest.emu() * 1000 / width.emu().max(1)).ok()
}

/// Breaks a head into as few lines as its width asks for, at the most sensible places.
pub(crate) fn split(text: &Text, width: Length, most: usize) -> Vec<(usize, usize)> {
    let units = &text.shaped.units;
    let total = units.len();
    if total == 0 {
        return vec![(0, 0)];
    }
    let natural = text.shaped.natural_width(0, total);
    let needed = ((natural.emu() + width.emu() - 1) / width.emu().max(1)).max(1);
    let needed = usize::try_from(needed).unwrap_or(most).min(most);
    if needed == 1 && natural <= width {
        return vec![(0, total)];
    }
    let places = Places { allowed: after_units(&text.shaped, Level::Strict), words: word_ends(&text.shaped) };
    (needed..=most.max(needed))
        .find_map(|lines| best_split(text, width, lines, &places))
        .unwrap_or_else(|| vec![(0, total)])
}

/// Where a head may be broken, and where a word ends.
struct Places {
    allowed: Vec<bool>,
    words: Vec<bool>,
}

/// Cost and lines of a split as far as it has come.
type Partial = (i64, Vec<(usize, usize)>);

/// The split into exactly `lines` lines with the least cost, if one fits.
fn best_split(text: &Text, width: Length, lines: usize, places: &Places) -> Option<Vec<(usize, usize)>> {
    let total = text.shaped.units.len();
    let ideal = text.shaped.natural_width(0, total) / i64::try_from(lines).ok()?;
    let mut layer: Vec<Option<Partial>> = vec![None; total + 1];
    *layer.first_mut()? = Some((0, Vec::new()));
    for _ in 0..lines {
        let mut next: Vec<Option<Partial>> = vec![None; total + 1];
        for (from, state) in layer.iter().enumerate() {
            let Some((cost, ranges)) = state else { continue };
            for end in from + 1..=total {
                if !places.allowed.get(end - 1).copied().unwrap_or(false) && end < total {
                    continue;
                }
                let (start, shown) = trimmed(text, from, end);
                let own = text.shaped.natural_width(start, shown);
                if own > width || shown <= start {
                    continue;
                }
                let cost = cost + line_cost(text, places, from, end, own, ideal);
                if let Some(slot) = next.get_mut(end)
                    && slot.as_ref().is_none_or(|(known, _)| cost < *known)
                {
                    let mut ranges = ranges.clone();
                    ranges.push((start, shown));
                    *slot = Some((cost, ranges));
                }
            }
        }
        layer = next;
    }
    layer.pop().flatten().map(|(_, ranges)| ranges)
}

/// Blanks fall off the ends of a head's lines.
fn trimmed(text: &Text, from: usize, end: usize) -> (usize, usize) {
    let blank = |at: usize| {
        text.shaped.units.get(at).is_some_and(|u| matches!(u.class, Class::Space | Class::WideSpace))
    };
    let mut shown = end;
    while shown > from && blank(shown - 1) {
        shown -= 1;
    }
    let mut start = from;
    while start < shown && blank(start) {
        start += 1;
    }
    (start, shown)
}

/// Uneven lines cost by the square; a break at a blank or after a point is worth much, one character alone is not
/// to be had.
fn line_cost(text: &Text, places: &Places, from: usize, end: usize, own: Length, ideal: Length) -> i64 {
    let em = text.shaped.units.first().map_or(1, |u| u.size.emu().max(1));
    let off = (own - ideal).emu() * 10 / em;
    let total = text.shaped.units.len();
    let sensible = end >= total
        || text
            .shaped
            .units
            .get(end - 1)
            .is_some_and(|u| u.class.is_point() || matches!(u.class, Class::Space | Class::WideSpace))
        || text.shaped.units.get(end).is_some_and(|u| matches!(u.class, Class::Space | Class::WideSpace));
    let lonely = end - from < 2;
    let numeral = end < total && ends_in_numeral(text, end);
    let in_word = end < total && !places.words.get(end - 1).copied().unwrap_or(true);
    off * off
        + if sensible { 0 } else { 900 }
        + if in_word || numeral { 9_000 } else { 0 }
        + if lonely { 100_000 } else { 0 }
}

/// Whether the unit before a break is a numeral, which belongs to what it counts: 十二会村 is not 十二 and 会村.
fn ends_in_numeral(text: &Text, end: usize) -> bool {
    let last = end.checked_sub(1).and_then(|at| text.shaped.units.get(at));
    let source = last.and_then(|u| text.shaped.text.get(u.bytes.0 as usize..u.bytes.1 as usize));
    source.is_some_and(|s| {
        s.ends_with(|c: char| c.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两第".contains(c))
    })
}
