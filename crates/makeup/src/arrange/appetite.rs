//! Appetites: how high each story would like to be at each width, and how much it can bend.

use crate::maker::Maker;
use crate::pour::{Keep, pour};
use crate::region::Slot;
use banxin_edition::model::{Block, BlockKind, Manner, Photo, Role, Story, StoryKind, StyleName};
use banxin_measure::{CellRect, Length};
use banxin_typeset::headline::{Limits, fit};

/// A story that wants a place.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) story: String,
    pub(crate) kind: StoryKind,
    /// Its place in the manuscript, from 0.
    pub(crate) order: usize,
    /// 0 for the lead, growing with less weight; stories without a text have none of their own.
    pub(crate) rank: usize,
    /// Lines of one column that its text takes.
    pub(crate) column_lines: u32,
    /// Pictures, height over width in permille.
    pub(crate) pictures: Vec<u32>,
    /// Wishes by width in columns, from 1.
    pub(crate) wishes: Vec<Option<Wish>>,
}

/// What a story would like at one width.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    /// The fewest lines at which it can stand.
    pub(crate) least: u32,
    /// What it likes best.
    pub(crate) ideal: u32,
    /// The most lines it can fill.
    pub(crate) most: u32,
    /// What this width costs in looks.
    pub(crate) cost: i64,
    pub(crate) head_lines: u32,
    pub(crate) headline_size: Option<Length>,
    /// Columns that its pictures take.
    pub(crate) picture_columns: u32,
}

/// Sizes of a 主题 from large to small, in points: the steps of the trade from 特号 to 四号.
const HEAD_SIZES: [i64; 15] = [60, 54, 48, 44, 40, 36, 32, 30, 28, 26, 24, 22, 20, 18, 16];

impl Maker<'_> {
    /// Measures a story at every width up to `columns`.
    pub(crate) fn appetite(&mut self, story: &Story, columns: u32, rank: usize) -> Item {
        let photos: Vec<Photo> = story.pictures.iter().map(|p| place_holder(&p.id)).collect();
        let kind = BlockKind::Photos {
            story: story.id.clone(),
            headline_size: None,
            head_lines: 0,
            photos,
            layout: Box::default(),
        };
        let probe = Block::new("", kind, CellRect::new(0, 0, 1, 1));
        let flows = self.flows(&probe, story);
        let slots: Vec<Slot> = (0..4000)
            .map(|line| Slot { block: 0, column: 0, line, x: Length::ZERO, width: self.grid.width_of(1) })
            .collect();
        let outcome = pour(&flows, &slots, Keep::All, self.grid.width_of(1));
        let rows = outcome.lines.iter().filter_map(|l| flows.get(l.flow)).map(|f| f.rows).sum::<u32>();
        let pictures = story.pictures.iter().map(|p| p.pixels.map_or(667, ratio)).collect();
        let mut item = Item {
            story: story.id.clone(),
            kind: story.kind,
            order: 0,
            rank,
            column_lines: rows + outcome.overset_lines,
            pictures,
            wishes: Vec::new(),
        };
        item.wishes = (1..=columns).map(|w| self.wish(story, &item, w, columns)).collect();
        item
    }

    fn wish(&mut self, story: &Story, item: &Item, width: u32, columns: u32) -> Option<Wish> {
        match story.kind {
            StoryKind::Article => self.article_wish(story, item, width, columns),
            StoryKind::Photos => self.photos_wish(story, item, width, columns),
            StoryKind::Qr => (2..=3).contains(&width).then(|| Wish {
                least: 6,
                ideal: 8,
                most: 12,
                cost: i64::from(width != 3) * 4,
                ..Wish::default()
            }),
            StoryKind::Contents => self.contents_wish(story, width, columns),
            StoryKind::PageTitle => None,
        }
    }

    fn article_wish(&mut self, story: &Story, item: &Item, width: u32, columns: u32) -> Option<Wish> {
        let (head_lines, headline_size) = self.head_wish(story, width, columns, item);
        let text = item.column_lines;
        if item.pictures.is_empty() {
            let body = text.div_ceil(width);
            let least = head_lines + body;
            let most = least + 3;
            return Some(Wish {
                least,
                ideal: least + 1,
                most,
                cost: shape_cost(body, width, columns, text),
                head_lines,
                headline_size,
                picture_columns: 0,
            });
        }
        let count = u32::try_from(item.pictures.len()).unwrap_or(1);
        let in_a_row = width >= 2 * count;
        let picture_columns = if in_a_row && count > 1 {
            2 * count
        } else {
            match width {
                1 | 2 => width,
                3..=5 => 2,
                _ => 3,
            }
        };
        let each = if in_a_row { picture_columns / count } else { picture_columns };
        let stack = if in_a_row { 1 } else { count };
        let ratio = *item.pictures.first().unwrap_or(&667);
        let high = |permille: u32| (self.picture_lines(each, ratio, permille) + 2) * stack;
        let body = |height: u32| (text + picture_columns * height).div_ceil(width).max(height);
        let blank = |height: u32| (body(height) * width).saturating_sub(text + picture_columns * height);
        // A picture that is higher than the text beside it leaves a hole: only heights without one, if there are any.
        let steps = [700, 800, 900, 1000, 1100, 1200, 1300];
        let sound: Vec<u32> = steps.into_iter().map(high).filter(|h| blank(*h) <= width * 2).collect();
        let smallest = high(700);
        let least = head_lines + body(sound.first().copied().unwrap_or(smallest));
        let best = sound.iter().copied().min_by_key(|h| h.abs_diff(high(1000))).unwrap_or(smallest);
        let ideal = head_lines + body(best);
        let most = head_lines + 2 + body(sound.last().copied().unwrap_or(smallest));
        let hole = i64::from(blank(best).saturating_sub(width)) * 3;
        Some(Wish {
            least,
            ideal,
            most,
            cost: shape_cost(ideal - head_lines, width, columns, text + picture_columns * best) + hole,
            head_lines,
            headline_size,
            picture_columns,
        })
    }

    fn photos_wish(&mut self, story: &Story, item: &Item, width: u32, columns: u32) -> Option<Wish> {
        if width < 2 || item.pictures.is_empty() {
            return None;
        }
        let head_lines = self.group_head(story, width);
        let text = item.column_lines.div_ceil(width) + u32::from(item.column_lines > 0);
        let rows = rows_of(item.pictures.len(), width);
        let lines = |permille: u32| -> u32 {
            rows.iter().map(|n| self.row_lines(width, *n, permille) + 1).sum::<u32>() + head_lines + text + 1
        };
        // Three columns of eight carry six pictures; more want more room.
        let eighths = if item.pictures.len() > 6 { 5 } else { 3 };
        let off = width.abs_diff((columns * eighths / 8).max(2));
        Some(Wish {
            least: lines(480),
            ideal: lines(640),
            most: lines(800),
            cost: i64::from(off) * 12,
            head_lines,
            headline_size: None,
            picture_columns: width,
        })
    }

    fn contents_wish(&mut self, story: &Story, width: u32, columns: u32) -> Option<Wish> {
        if width > 3 || (columns > 4 && width < 2) {
            return None;
        }
        let style = self.styles.of(StyleName::Contents).clone();
        let inner = self.grid.width_of(width) - self.grid.character * 2;
        let mut half_lines = 0;
        for paragraph in story.paragraphs.iter().filter(|p| !matches!(p.role, Role::Section | Role::Headline))
        {
            let text = self.paragraph(&story.id, paragraph, &style);
            let lines = self.lines(&text, &style.paragraph(), inner).len();
            half_lines += u32::try_from(lines).unwrap_or(1) * style.half_lines;
        }
        let headings =
            story.paragraphs.iter().filter(|p| matches!(p.role, Role::Section | Role::Headline)).count();
        let lines = half_lines.div_ceil(2) + 2 * u32::try_from(headings).unwrap_or(1) + 2;
        Some(Wish {
            least: lines,
            ideal: lines,
            most: lines + 4,
            cost: i64::from(width > 2) * 6,
            ..Wish::default()
        })
    }

    /// Height of a head at a width, and the size of its 主题.
    fn head_wish(&mut self, story: &Story, width: u32, columns: u32, item: &Item) -> (u32, Option<Length>) {
        let across = self.grid.width_of(width);
        let size = self.headline_size(story, width, columns, item);
        let head = self.head(story, across, size, &Manner::default());
        if head.lines.is_empty() {
            return (0, None);
        }
        let air = if item.rank == 0 { 3 } else { 2 };
        let type_lines = (head.height().emu() + self.grid.line.emu() - 1) / self.grid.line.emu().max(1);
        (u32::try_from(type_lines).unwrap_or(0) + air, size)
    }

    /// The largest size at which the 主题 fills its width on one line, on two if it would be small for its place.
    fn headline_size(&self, story: &Story, width: u32, columns: u32, item: &Item) -> Option<Length> {
        let headline = story.of(Role::Headline).next()?;
        let across = self.grid.width_of(width).scale(95, 100);
        let cap = largest_head(width * 1000 / columns.max(1), item);
        let floor = (cap * 4 / 5).max(16);
        let style = self.styles.of(StyleName::Headline);
        let shape = |size: Length| self.shaped(&headline.runs, &style.sized(size)).0;
        let limits = |lines: usize| Limits { lines: 1..=lines, narrowest: 1000, widest: 1000 };
        let sizes: Vec<Length> =
            HEAD_SIZES.iter().filter(|size| **size <= cap).map(|size| Length::from_pt(*size)).collect();
        let large = sizes.partition_point(|size| *size >= Length::from_pt(floor));
        let one_line = fit(&shape, sizes.get(..large).unwrap_or_default(), across, &limits(1));
        let fitted =
            one_line.filter(|fitted| fitted.fits).or_else(|| fit(&shape, &sizes, across, &limits(2)));
        fitted.map(|fitted| fitted.size)
    }

    /// Lines of the head of a photo group: its section name, or its headline, or both.
    fn group_head(&mut self, story: &Story, width: u32) -> u32 {
        let head = self.head(story, self.grid.width_of(width), self.group_headline(), &Manner::default());
        if head.lines.is_empty() {
            return 0;
        }
        let lines = (head.height().emu() + self.grid.line.emu() - 1) / self.grid.line.emu().max(1);
        u32::try_from(lines).unwrap_or(0) + 1
    }

    /// Size of the headline of a photo group.
    pub(crate) fn group_headline(&self) -> Option<Length> {
        Some(Length::from_pt(22))
    }

    /// Lines that a picture of a ratio takes at a width in columns, times `permille`.
    pub(crate) fn picture_lines(&self, columns: u32, ratio: u32, permille: u32) -> u32 {
        let height = self.grid.width_of(columns).scale(i64::from(ratio) * i64::from(permille), 1_000_000);
        u32::try_from(height.whole(self.grid.line)).unwrap_or(1).max(4)
    }

    /// Lines of a row of `count` pictures side by side over `columns` columns.
    fn row_lines(&self, columns: u32, count: u32, permille: u32) -> u32 {
        self.picture_lines(columns, 1000 / count.max(1), permille)
    }
}

/// Pictures of a group by rows: one large above, the others in rows of two or three.
pub(crate) fn rows_of(count: usize, columns: u32) -> Vec<u32> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let across = if columns >= 5 { 3 } else { 2 };
    let mut rows = Vec::new();
    let mut left = count;
    if left % across != 0 && left > 1 || left == 1 {
        rows.push(1);
        left -= 1;
    }
    if left % across == 1 && left > 1 {
        rows.push(2);
        left -= 2;
    }
    while left > 0 {
        let row = across.min(left);
        rows.push(row);
        left -= row;
    }
    rows
}

/// The largest size of a 主题 by the share of the page's width (permille), the story's rank and length: the lead is
/// unmistakable, the others fall in clear steps, a brief never shouts.
fn largest_head(share: u32, item: &Item) -> i64 {
    let by_width = match share {
        900.. => 60,
        600.. => 48,
        450.. => 36,
        300.. => 28,
        _ => 22,
    };
    let by_rank = match item.rank {
        0 => 60,
        1 => 36,
        _ => 30,
    };
    let by_length = match item.column_lines {
        0..=24 => 20,
        25..=50 => 24,
        51..=90 => 30,
        _ => 60,
    };
    // A lead may be short and still leads.
    let by_length = if item.rank == 0 { by_length.max(48) } else { by_length };
    by_width.min(by_rank).min(by_length)
}

pub(super) fn ratio((width, height): (u32, u32)) -> u32 {
    (u64::from(height) * 1000 / u64::from(width.max(1))).clamp(450, 1400) as u32
}

fn place_holder(picture: &str) -> Photo {
    Photo::new(picture, CellRect::new(0, 0, 1, 2), 1)
}

/// Columns that are too short under a wide head, or too long and thin, look bad; long stories want width.
fn shape_cost(body: u32, width: u32, columns: u32, area: u32) -> i64 {
    let short = i64::from(8u32.saturating_sub(body)).pow(2) * 2;
    let long = i64::from(body.saturating_sub(38)) * 2;
    let narrow = if area > 90 && width * 2 < columns { 30 } else { 0 };
    let thin = if width == 1 { 25 } else { 0 };
    short + long + narrow + thin
}
