//! The headline group (标题组): 引题, 主题, 副题 and 署名 over the columns of an article.
//!
//! A head is a whole number of grid lines high; what its lines of type leave is air, more above than below. The 引题
//! stands above the 主题 (肩题) or beside it (眉题).

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::runs::Text;
use crate::styles::Resolved;
use banxin_edition::model::{
    BylinePlace, KickerPlace, Manner, Paragraph, Role, Story, StyleName, SummaryPlace,
};
use banxin_measure::{Length, Rect};
use banxin_scene::{Item, Segment};
use banxin_typeset::headline::{Cut, permille_to, split};
use banxin_typeset::{Alignment, Line};

/// 长体: a head that is too wide is narrowed, to four fifths at most; further only as a makeshift that is told.
const NARROWEST: u16 = 800;
const MAKESHIFT: u16 = 600;

/// 眉题: the widest that a 引题 beside the 主题 may be, in percent of the head's width.
const WIDEST_BESIDE: i64 = 25;

/// The most air between two lines of a head, in half lines of the grid.
const MOST_AIR: i64 = 3;

/// A line of type in a head.
pub(crate) struct HeadLine {
    role: Role,
    text: Text,
    style: Resolved,
    /// Units of the text that stand on this line.
    pub(crate) units: (usize, usize),
    /// Air above it, in shares of what is left over.
    air: i64,
    height: Length,
    /// Width of its type, the same for all lines of a paragraph.
    permille: u16,
    /// A line of a paragraph (提要), with its measure; lines of heads have none.
    set: Option<(Line, Length)>,
}

/// A composed head.
pub(crate) struct Head {
    pub(crate) lines: Vec<HeadLine>,
    /// 眉题: the lines of a 引题 that stands beside the 主题.
    beside: Vec<HeadLine>,
    /// How much of its width the longest line of the 主题 fills, in permille.
    pub(crate) fill: Option<u16>,
    /// What the lines of the 主题 break in two, the gravest of it.
    cut: Option<Cut>,
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
            Role::Summary => (StyleName::Summary, 9, 133, 2, 0),
            _ => (StyleName::Byline, 4, 140, 3, 0),
        };
        Part { style, most_lines, height, air, air_within }
    }
}

/// Where the text of a story begins.
fn body_start(story: &Story) -> usize {
    let body = story
        .paragraphs
        .iter()
        .position(|p| matches!(p.role, Role::Body | Role::Crosshead | Role::EditorNote));
    body.unwrap_or(story.paragraphs.len())
}

/// The parts of a story that stand in its head, in their order.
pub(crate) fn parts<'s>(story: &'s Story, manner: &Manner) -> Vec<&'s Paragraph> {
    let body = body_start(story);
    let byline = manner.byline.unwrap_or_default();
    let stands = |(at, paragraph): &(usize, &Paragraph)| match paragraph.role {
        Role::Section | Role::Kicker | Role::Headline | Role::Subhead => true,
        Role::Summary => manner.summary == Some(SummaryPlace::Head) && *at < body,
        Role::Byline => byline == BylinePlace::Head && *at < body,
        _ => false,
    };
    story.paragraphs.iter().enumerate().filter(stands).map(|(_, paragraph)| paragraph).collect()
}

/// The bylines before the text that do not stand in the head, because the article has them elsewhere.
pub(crate) fn moved_bylines(story: &Story, byline: BylinePlace) -> Vec<u32> {
    if byline == BylinePlace::Head {
        return Vec::new();
    }
    let before = story.paragraphs.iter().take(body_start(story));
    before.filter(|p| p.role == Role::Byline).map(|p| p.id).collect()
}

impl Head {
    /// Height of its type alone, with the least air between.
    pub(crate) fn height(&self) -> Length {
        let sum = |lines: &[HeadLine]| -> Length { lines.iter().map(|line| line.height).sum() };
        sum(&self.lines).max(sum(&self.beside))
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.beside.is_empty()
    }

    /// Width that the lines beside the 主题 take, the gap to it included.
    fn beside_width(&self) -> Length {
        let widest = self.beside.iter().map(HeadLine::width).max();
        widest.map_or(Length::ZERO, |widest| {
            widest + self.beside.first().map_or(widest, |line| line.style.size)
        })
    }

    /// Whether a line reaches out of its place however much it was narrowed.
    pub(crate) fn reaches_out(&self) -> bool {
        self.lines.iter().chain(&self.beside).any(|line| line.permille <= MAKESHIFT)
    }

    /// Whether a line is so wide that its type had to be narrowed more than is good for it.
    pub(crate) fn is_too_wide(&self) -> bool {
        self.lines.iter().chain(&self.beside).any(|line| line.permille < NARROWEST)
    }
}

impl HeadLine {
    /// Whether it may stand beside the line before it: names do, lines of a 主题 never.
    fn shares_row(&self) -> bool {
        self.air == 0 && self.role == Role::Byline
    }

    /// Its width, its type narrowed as it is.
    fn width(&self) -> Length {
        if let Some((_, measure)) = &self.set {
            return *measure;
        }
        self.natural().scale(i64::from(self.permille), 1000)
    }

    /// Its width as its face has it.
    fn natural(&self) -> Length {
        self.text.shaped.natural_width(self.units.0, self.units.1)
    }
}

impl Maker<'_> {
    /// Composes the head of a story to a width. `headline_size` overrides the style's.
    pub(crate) fn head(
        &mut self,
        story: &Story,
        width: Length,
        headline_size: Option<Length>,
        manner: &Manner,
    ) -> Head {
        let mut head = Head { lines: Vec::new(), beside: Vec::new(), fill: None, cut: None };
        let parts = parts(story, manner).into_iter().filter(|part| !self.apart.holds(part.id)).collect();
        let mut groups = grouped(parts);
        if manner.kicker == Some(KickerPlace::Beside) {
            // What stands beside the 主题 takes of its width, so it comes first wherever the story has it.
            groups.sort_by_key(|(role, _)| *role != Role::Kicker);
        }
        let has_headline = groups.iter().any(|(role, _)| *role == Role::Headline);
        for (role, group) in groups {
            let part = Part::of(role);
            let style = self.head_style(role, &part, headline_size, manner);
            let beside = role == Role::Kicker && has_headline && manner.kicker == Some(KickerPlace::Beside);
            let room = match role {
                Role::Kicker if beside => width.scale(WIDEST_BESIDE, 100),
                Role::Headline => width - head.beside_width(),
                _ => width,
            };
            let mut air = if head.lines.is_empty() { 5 } else { part.air };
            for paragraph in group {
                let text = self.paragraph(&story.id, paragraph, &style);
                if role == Role::Summary {
                    head.lines.extend(self.summary(&text, &style, &part, width, air));
                    continue;
                }
                // Beside the 主题 there is little width and some height.
                let most = if beside { part.most_lines + 1 } else { part.most_lines };
                let (lines, cut) = split_lines(role, &text, &style, room, (most, air));
                air = part.air_within;
                if role == Role::Headline {
                    head.cut = head.cut.max(cut);
                    let widest = lines.iter().map(HeadLine::natural).max().unwrap_or_default();
                    head.fill = u16::try_from(widest.emu() * 1000 / room.emu().max(1)).ok().max(head.fill);
                }
                if beside { head.beside.extend(lines) } else { head.lines.extend(lines) }
            }
        }
        head
    }

    /// Tells of a 主题 that is broken inside a word, a name or a number: heads are broken by
    /// their sense. A break inside quotes is bearable where these are long, and no matter of a rule.
    pub(crate) fn tell_cut(&mut self, head: &Head, story: &Story) {
        let what = match head.cut {
            Some(Cut::Word) => "inside a word",
            Some(Cut::Name) => "inside a name",
            Some(Cut::Number) => "inside a number",
            Some(Cut::Alone) => "so that one character stands alone on a line",
            Some(Cut::Quote | Cut::LongQuote) | None => return,
        };
        let text = format!(
            "{}: the headline breaks {what}; break it by hand, or give it another size or other words",
            Maker::title(story)
        );
        self.tell("headline-cut", Severity::Warning, Some(&story.id), text);
    }

    /// Puts a line of a head that stands by itself (散件) into a stretch, as its style is aligned.
    pub(crate) fn put_alone(
        &mut self,
        items: &mut Vec<Item>,
        line: &HeadLine,
        (x, width): (Length, Length),
        baseline: Length,
    ) {
        let (start, end) = (line.style.start_indent, line.style.end_indent);
        let x = x + line.style.size * i64::from(start);
        let width = width - line.style.size * (i64::from(start) + i64::from(end));
        let spare = (width - line.width()).max(Length::ZERO);
        let before = match line.style.alignment {
            Alignment::Centre => spare / 2,
            Alignment::End => spare,
            _ => Length::ZERO,
        };
        self.put_units(items, line, x + before, baseline);
    }

    /// 提要 in a head: a paragraph over the columns, set in by two characters at both sides.
    fn summary(&self, text: &Text, style: &Resolved, part: &Part, width: Length, air: i64) -> Vec<HeadLine> {
        let measure = (width - style.size * 4).max(style.size);
        let lines = self.lines(text, &style.paragraph(), measure);
        let lines = lines.into_iter().enumerate().map(|(number, line)| HeadLine {
            role: Role::Summary,
            text: text.clone(),
            style: style.clone(),
            units: line.units,
            air: if number == 0 { air } else { part.air_within },
            height: style.size.scale(part.height, 100),
            permille: 1000,
            set: Some((line, measure)),
        });
        lines.collect()
    }

    /// The style of the 主题: the article's own, else the paper's.
    pub(crate) fn headline_style(&self, manner: &Manner) -> &Resolved {
        let own = manner.head_style.as_deref().and_then(|name| self.styles.named(name));
        own.unwrap_or_else(|| self.styles.of(StyleName::Headline))
    }

    /// The style of a part of a head, its size fitted to that of the 主题.
    fn head_style(
        &self,
        role: Role,
        part: &Part,
        headline_size: Option<Length>,
        manner: &Manner,
    ) -> Resolved {
        let style = match role {
            Role::Headline => self.headline_style(manner).clone(),
            _ => self.styles.of(part.style).clone(),
        };
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
        // Between lines air has its measure; what is more stands above the first and below the last.
        let share = |row: &Row<'_>| left.scale(row.air, weights.max(1));
        let most = self.grid.line * MOST_AIR / 2;
        let spare: Length = rows.iter().skip(1).map(|row| (share(row) - most).max(Length::ZERO)).sum();
        let mut top = frame.y + spare.scale(5, 8);
        let mut placed = Vec::with_capacity(rows.len());
        for row in rows {
            top += if placed.is_empty() { share(&row) } else { share(&row).min(most) };
            let height = row.height;
            placed.push((row, top));
            top += height;
        }
        self.head_ground(items, &placed, frame);
        let beside = self.put_beside(items, head, &placed, frame, align_start);
        for (row, top) in placed {
            let indent = if row.is_headline() { beside } else { Length::ZERO };
            let room = frame.width - indent;
            let mut x = frame.x
                + indent
                + if align_start { Length::ZERO } else { (room - row.width).max(Length::ZERO) / 2 };
            for line in row.lines {
                let baseline = self.baseline(top, row.height, line.style.size);
                self.put_units(items, line, x, baseline);
                x += line.width() + line.style.size * 2;
            }
        }
    }

    /// The look of the 主题's style (底, 框) behind its lines, over the whole width of the head.
    fn head_ground(&mut self, items: &mut Vec<Item>, placed: &[(Row<'_>, Length)], frame: &Rect) {
        let headline = || placed.iter().filter(|(row, _)| row.is_headline());
        let (Some((first, top)), Some((last, low))) = (headline().next(), headline().next_back()) else {
            return;
        };
        let Some(style) = first.lines.first().map(|line| line.style.clone()) else { return };
        let pad = style.size / 8;
        let top = (*top - pad).max(frame.y);
        let foot = (*low + last.height + pad).min(frame.bottom());
        let ground = Rect::new(frame.x, top, frame.width, (foot - top).max(Length::ZERO));
        self.ground_of(&style, &ground, items);
    }

    /// 眉题: the 引题 before the 主题, in the middle of its height. Gives the width that it takes.
    fn put_beside(
        &mut self,
        items: &mut Vec<Item>,
        head: &Head,
        placed: &[(Row<'_>, Length)],
        frame: &Rect,
        align_start: bool,
    ) -> Length {
        let headline = || placed.iter().filter(|(row, _)| row.is_headline());
        let (Some((_, top)), Some((last, low))) = (headline().next(), headline().next_back()) else {
            return Length::ZERO;
        };
        let indent = head.beside_width();
        let widest = headline().map(|(row, _)| row.width).max().unwrap_or_default();
        let room = (frame.width - indent - widest).max(Length::ZERO);
        let right = frame.x + indent + if align_start { Length::ZERO } else { room / 2 };
        let total: Length = head.beside.iter().map(|line| line.height).sum();
        let mut y = *top + (*low + last.height - *top - total) / 2;
        for line in &head.beside {
            let baseline = self.baseline(y, line.height, line.style.size);
            self.put_units(items, line, right - line.style.size - line.width(), baseline);
            y += line.height;
        }
        indent
    }

    /// Puts a line at its natural width, its type narrowed if it is too wide.
    fn put_units(&mut self, items: &mut Vec<Item>, line: &HeadLine, x: Length, baseline: Length) {
        if let Some((set, measure)) = &line.set {
            return self.put_line(items, &line.text, set, (x, *measure), baseline);
        }
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

/// A part of a head broken by its sense into at most so many lines of a width, narrowed if it must be; `air` is that
/// above its first line. With them goes the gravest thing that they break in two.
fn split_lines(
    role: Role,
    text: &Text,
    style: &Resolved,
    width: Length,
    (most, air): (usize, i64),
) -> (Vec<HeadLine>, Option<Cut>) {
    let part = Part::of(role);
    let broken = split(&text.shaped, width, 1..=most);
    let cut = broken.cuts.iter().max().copied();
    let permille = permille_to(broken.widest(&text.shaped), width).clamp(MAKESHIFT, 1000);
    let lines = broken.lines.into_iter().enumerate().map(|(number, units)| HeadLine {
        role,
        text: text.clone(),
        style: style.clone(),
        units,
        air: if number == 0 { air } else { part.air_within },
        height: style.size.scale(part.height, 100),
        permille,
        set: None,
    });
    (lines.collect(), cut)
}

/// The lines of a part of a head that stands by itself (散件).
pub(crate) fn lines_alone(role: Role, text: &Text, style: &Resolved, width: Length) -> Vec<HeadLine> {
    let indents = style.size * (i64::from(style.start_indent) + i64::from(style.end_indent));
    let width = (width - indents).max(style.size);
    split_lines(role, text, style, width, (Part::of(role).most_lines, 0)).0
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

impl Row<'_> {
    fn is_headline(&self) -> bool {
        self.lines.first().is_some_and(|line| line.role == Role::Headline)
    }
}

/// Consecutive bylines share a row while they fit.
fn side_by_side(lines: &[HeadLine], width: Length) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for line in lines {
        let own = line.width().min(width);
        let gap = line.style.size * 2;
        match rows.last_mut() {
            Some(row) if line.shares_row() && row.width + gap + own <= width => {
                row.width += gap + own;
                row.lines.push(line);
            }
            _ => rows.push(Row { lines: vec![line], width: own, height: line.height, air: line.air }),
        }
    }
    rows
}

/// Narrows what stands right of `x`.
fn squeeze(item: &mut Item, x: Length, permille: u16) {
    let narrow = |at: Length| x + (at - x).scale(i64::from(permille), 1000);
    match item {
        Item::Glyphs(run) => {
            run.width_permille =
                u16::try_from(u32::from(run.width_permille) * u32::from(permille) / 1000).unwrap_or(1000);
            for glyph in &mut run.glyphs {
                glyph.at.x = narrow(glyph.at.x);
                glyph.advance = glyph.advance.scale(i64::from(permille), 1000);
            }
            if let Some(gradient) = &mut run.gradient {
                gradient.from.x = narrow(gradient.from.x);
                gradient.to.x = narrow(gradient.to.x);
            }
        }
        Item::Shape(path, _) | Item::Outline(path, _, _) => {
            for segment in &mut path.segments {
                match segment {
                    Segment::Move(to) | Segment::Line(to) => to.x = narrow(to.x),
                    Segment::Curve(a, b, to) => [a, b, to].into_iter().for_each(|at| at.x = narrow(at.x)),
                    Segment::Close => {}
                }
            }
        }
        _ => {}
    }
}
