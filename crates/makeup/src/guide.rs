//! 导读 that quotes: the heads of stories of the edition, each with the page on which its story stands. What it quotes
//! belongs to its story there, so here it is made by the engine.

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::one_line::OneLine;
use crate::runs::{Text, TextOrigin};
use crate::styles::Resolved;
use banxin_edition::model::{Block, Edition, Line, Pattern, Role, Story, StyleName};
use banxin_measure::{Length, Point, Rect};
use banxin_scene::{Item, SceneBlock};
use banxin_typeset::Alignment;

/// Characters of a column of entries at the least, so that a head of usual length takes one line or two.
const NARROWEST: i64 = 20;

/// Weight of the rules round it and under its heading.
const RULE: Length = Length::from_emu(6_350);

/// What stands between a head and its page.
const LEADER: &str = "…";

/// An entry: the head of a story, and the page on which the story stands, if it stands on any.
#[derive(PartialEq)]
pub(crate) struct Entry {
    story: String,
    head: String,
    page: Option<String>,
}

/// What a guide to these stories quotes.
pub(crate) fn entries(edition: &Edition, stories: &[String]) -> Vec<Entry> {
    let entry = |id: &String| {
        let story = edition.stories.get(id)?;
        Some(Entry { story: id.clone(), head: head(story), page: edition.page_of(id).map(str::to_owned) })
    };
    stories.iter().filter_map(entry).collect()
}

/// The whole headline; what a list calls the story, if it has none.
fn head(story: &Story) -> String {
    let heads: Vec<String> = story.of(Role::Headline).map(|paragraph| paragraph.text()).collect();
    if heads.is_empty() { story.title() } else { heads.join("\u{3000}") }
}

impl Maker<'_> {
    /// Lays a guide: its heading over its entries, or at their left in a low and wide place.
    pub(crate) fn guide(&mut self, block: &Block, title: &str, stories: &[String], laid: &mut SceneBlock) {
        let frame = laid.frame;
        self.ledger.head_cells += self.covered(block);
        if frame.width <= Length::ZERO || frame.height <= Length::ZERO {
            return;
        }
        let entries = entries(self.edition, stories);
        self.tell_of_nowhere(&entries);
        let plain = block.stand.look.is_some();
        if !plain {
            let rule = Line { pattern: Pattern::Solid, width: RULE, colour: self.edition.paper.accent };
            laid.items.extend(crate::rules::frame(&rule, &frame, Length::ZERO));
        }
        let rest = self.guide_heading(title, plain, &frame, &mut laid.items);
        let left = self.guide_entries(&entries, &rest, &mut laid.items);
        if left > 0 {
            let text = format!(
                "{left} of the {} entries of the guide do not fit; make the block larger or take some out",
                entries.len()
            );
            self.tell("guide-overset", Severity::Error, None, text);
        }
    }

    fn tell_of_nowhere(&mut self, entries: &[Entry]) {
        for entry in entries.iter().filter(|entry| entry.page.is_none()) {
            let text = format!(
                "the guide leads to {:?}, which stands on no page; place the story or take the entry out",
                entry.head
            );
            self.tell("guide-nowhere", Severity::Warning, Some(&entry.story), text);
        }
    }

    /// The heading in a bar of the accent colour, or plain on the block's own look; gives the place of the entries.
    fn guide_heading(&mut self, title: &str, plain: bool, frame: &Rect, items: &mut Vec<Item>) -> Rect {
        let air = self.grid.character.min(frame.width / 8);
        if title.is_empty() {
            return Rect::new(frame.x + air, frame.y, frame.width - air * 2, frame.height);
        }
        let name = if plain { StyleName::Section } else { StyleName::PageTitle };
        let style = self.styles.of(name).sized(self.grid.character.scale(16, 9));
        let beside = frame.width > frame.height * 4;
        let lines = if plain { 5 } else { 4 };
        let high = if beside { frame.height } else { (self.grid.line * lines / 2).min(frame.height) };
        let wide = if beside { frame.width / 4 } else { frame.width };
        let room = (wide - air * 2, high.scale(800, 1000));
        let line = self.fitted(title, &style, &TextOrigin::Generated, room);
        let bar = if beside {
            Rect::new(frame.x, frame.y, line.width + air * 2, frame.height)
        } else {
            Rect::new(frame.x, frame.y, frame.width, high)
        };
        if !plain {
            items.push(Item::Fill(bar, self.accent()));
        } else if !beside {
            let rule = Line { pattern: Pattern::Solid, width: RULE, colour: self.edition.paper.accent };
            let (from, to) =
                (Point::new(bar.x + air, bar.bottom()), Point::new(bar.right() - air, bar.bottom()));
            items.extend(crate::rules::line(&rule, from, to));
        }
        self.put_between(items, &line, bar.x + air, (bar.y, bar.height));
        if beside {
            let x = bar.right() + air;
            Rect::new(x, frame.y, frame.right() - air - x, frame.height)
        } else {
            Rect::new(frame.x + air, bar.bottom(), frame.width - air * 2, frame.bottom() - bar.bottom())
        }
    }

    /// The entries, in as many columns as leave each wide enough; gives how many did not fit.
    fn guide_entries(&mut self, entries: &[Entry], place: &Rect, items: &mut Vec<Item>) -> usize {
        let style = self.styles.of(StyleName::Contents).aligned(Alignment::Start);
        let leading = self.grid.line * i64::from(style.half_lines) / 2;
        let gap = self.grid.character * 2;
        let count = i64::try_from(entries.len()).unwrap_or(i64::MAX).max(1);
        let most = (place.width + gap).whole(style.size * NARROWEST + gap).clamp(1, count);
        let rows = (count + most - 1) / most;
        // No column stays empty.
        let columns = (count + rows - 1) / rows;
        let width = (place.width - gap * (columns - 1)) / columns;
        let rows = usize::try_from(rows).unwrap_or(1).max(1);
        let set: Vec<SetEntry> = entries.iter().map(|entry| self.set_entry(entry, &style, width)).collect();
        let fitting: Vec<&[SetEntry]> =
            set.chunks(rows).map(|column| fitting(column, leading, place.height)).collect();
        // What is left of the height stands between the entries and round them, the same in every column, so that
        // their first lines stand side by side; no more than half a line each.
        let spare = |column: &&[SetEntry]| {
            let spaces = i64::try_from(column.len()).unwrap_or(0) + 1;
            (place.height - high(column, leading)) / spaces
        };
        let air = fitting.iter().map(spare).min().unwrap_or_default().min(leading / 2).max(Length::ZERO);
        let mut x = place.x;
        for column in &fitting {
            let mut top = place.y + air;
            for entry in *column {
                top = self.put_entry(entry, (&style, leading), Point::new(x, top), width, items) + air;
            }
            x += width + gap;
        }
        entries.len() - fitting.iter().map(|column| column.len()).sum::<usize>()
    }

    /// An entry broken into lines that leave room for the page at the right.
    fn set_entry(&mut self, entry: &Entry, style: &Resolved, width: Length) -> SetEntry {
        let label = entry.page.as_ref().map(|page| format!("{page}版")).unwrap_or_default();
        let strong = self.styles.of(StyleName::CaptionLabel).sized(style.size);
        let strong = Resolved { colour: style.colour, ..strong };
        let page = self.fitted(&label, &strong, &TextOrigin::Generated, (width / 2, style.size));
        let room = if label.is_empty() { width } else { width - page.width - style.size };
        let text = self.words(&entry.head, style, TextOrigin::Generated);
        let lines = self.lines(&text, &style.paragraph(), room.max(Length::ZERO));
        SetEntry { text, lines, page, width: room }
    }

    fn put_entry(
        &mut self,
        entry: &SetEntry,
        (style, leading): (&Resolved, Length),
        at: Point,
        width: Length,
        items: &mut Vec<Item>,
    ) -> Length {
        let mut top = at.y;
        let mut end = at.x;
        for line in &entry.lines {
            let baseline = self.baseline(top, leading, style.size);
            self.put_line(items, &entry.text, line, (at.x, entry.width), baseline);
            end = at.x + line.width;
            top += leading;
        }
        if entry.page.width <= Length::ZERO {
            return top;
        }
        let last = (top - leading, leading);
        let page_x = at.x + width - entry.page.width;
        self.put_between(items, &entry.page, page_x, last);
        // Leaders stand one em apart from the page leftwards, so that those of all entries stand one below another.
        let one = self.one_line(LEADER, style, &TextOrigin::Generated);
        let room = page_x - end - style.size / 2;
        let count = if one.width > Length::ZERO { room.whole(one.width).clamp(0, 200) } else { 0 };
        if count > 0 {
            let words = LEADER.repeat(usize::try_from(count).unwrap_or(0));
            let leaders = self.one_line(&words, style, &TextOrigin::Generated);
            if leaders.width <= room {
                self.put_between(items, &leaders, page_x - leaders.width, last);
            }
        }
        top
    }
}

/// An entry ready to be put.
struct SetEntry {
    text: Text,
    lines: Vec<banxin_typeset::Line>,
    page: OneLine,
    /// How wide its lines may be.
    width: Length,
}

/// How high entries are together.
fn high(entries: &[SetEntry], leading: Length) -> Length {
    let lines: usize = entries.iter().map(|entry| entry.lines.len()).sum();
    leading * i64::try_from(lines).unwrap_or(0)
}

/// The entries of a column that fit its width and its height.
fn fitting(entries: &[SetEntry], leading: Length, height: Length) -> &[SetEntry] {
    let wide = |entry: &SetEntry| entry.lines.iter().any(|line| line.width > entry.width);
    let fits = |count: &usize| {
        let some = entries.get(..*count).unwrap_or_default();
        high(some, leading) <= height && !some.iter().any(wide)
    };
    let count = (0..=entries.len()).rev().find(fits).unwrap_or(0);
    entries.get(..count).unwrap_or_default()
}
