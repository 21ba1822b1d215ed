//! From a story and its rectangle to a block: head, pictures and text sized to fill it.

use super::appetite::{Item, Wish, rows_of};
use crate::maker::{Maker, composed};
use crate::memo::lay;
use banxin_edition::model::{Block, BlockKind, Edition, Page, Photo, Story, StoryKind, StyleName};
use banxin_fonts::FontBook;
use banxin_measure::{CellRect, Length};

/// A story that is to fill a rectangle of a page.
pub(crate) struct Task<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) page: &'a Page,
    pub(crate) fonts: &'a FontBook,
    pub(crate) story: &'a Story,
    pub(crate) item: &'a Item,
    pub(crate) cells: CellRect,
}

impl Task<'_> {
    /// The first block, from no slack on, in which nothing is overset. Slack is room given back to the text.
    fn fitted(&self, make: impl Fn(u32) -> BlockKind, step: impl Fn(u32) -> u32) -> BlockKind {
        let mut slack = 0;
        loop {
            let kind = make(slack);
            let over = self.overset(&kind);
            if over == 0 || slack > 12 {
                return kind;
            }
            slack += step(over).max(1);
        }
    }

    /// Lines that would not fit if the block stood on an otherwise empty page.
    fn overset(&self, kind: &BlockKind) -> u32 {
        let block = Block::new("b0", kind.clone(), self.cells);
        let alone = Page { blocks: vec![block], ..self.page.clone() };
        let laid = lay(self.edition, &alone, self.fonts);
        laid.ledger.articles.iter().map(|a| a.fit.overset_lines).sum()
    }
}

impl Maker<'_> {
    /// The block that a story becomes in its rectangle: an article's head and pictures take what its text leaves, a
    /// group's pictures what its words leave.
    pub(crate) fn fill(&mut self, task: &Task<'_>) -> BlockKind {
        let Task { story, item, cells, .. } = *task;
        let wish = item.wishes.get(cells.columns as usize - 1).cloned().flatten().unwrap_or_default();
        let id = story.id.clone();
        match story.kind {
            StoryKind::Qr => BlockKind::Qr { story: id },
            StoryKind::Contents => BlockKind::Contents { story: id },
            StoryKind::PageTitle => BlockKind::PageTitle { story: id },
            StoryKind::Photos => {
                task.fitted(|slack| self.group_kind(story, item, &wish, cells, slack), |_| 1)
            }
            StoryKind::Article => task.fitted(
                |slack| self.article_kind(story, item, &wish, cells, slack),
                |over| over.div_ceil(cells.columns),
            ),
        }
    }

    /// `slack` lines are given back to the text by pictures first, then by the head's air.
    fn article_kind(
        &self,
        story: &Story,
        item: &Item,
        wish: &Wish,
        cells: CellRect,
        slack: u32,
    ) -> BlockKind {
        let text = item.column_lines;
        let least_head = wish.head_lines.saturating_sub(1);
        let mut head_lines = wish.head_lines.min(cells.lines);
        let mut photos = Vec::new();
        if wish.picture_columns > 0 {
            let body = cells.lines.saturating_sub(head_lines);
            let room = (body * cells.columns).saturating_sub(text + slack * cells.columns);
            let height = room.checked_div(wish.picture_columns).unwrap_or(0).min(body);
            photos = self.article_photos(story, item, wish, cells, height);
        }
        let pictures: u32 = photos.iter().map(|p| p.cells.columns * p.cells.lines).sum();
        let body = (text + pictures).div_ceil(cells.columns.max(1)) + slack;
        let spare = cells.lines.saturating_sub(head_lines + body);
        // A little more air is no harm, a hole between head and text is.
        head_lines += spare.min(1 + head_lines / 5).min(head_lines);
        if slack > 0 && wish.picture_columns == 0 {
            head_lines = head_lines.saturating_sub(slack).max(least_head.min(head_lines));
        }
        let top = cells.line + head_lines;
        let shift = photos.iter().map(|p| p.cells.line).min().map_or(0, |line| top.saturating_sub(line));
        for photo in &mut photos {
            photo.cells.line += shift;
            photo.cells.lines = photo.cells.lines.min(cells.end_line().saturating_sub(photo.cells.line));
        }
        photos.retain(|p| p.cells.lines > p.caption_lines);
        BlockKind::Article {
            story: story.id.clone(),
            headline_size: wish.headline_size,
            head_lines,
            photos,
            boxed: false,
            layout: Box::default(),
        }
    }

    /// Pictures at the top right of the text: in a row if the article is wide, else one above the other.
    fn article_photos(
        &self,
        story: &Story,
        item: &Item,
        wish: &Wish,
        cells: CellRect,
        height: u32,
    ) -> Vec<Photo> {
        let count = u32::try_from(item.pictures.len()).unwrap_or(1).max(1);
        let in_a_row = cells.columns >= 2 * count && count > 1;
        let each = if in_a_row { wish.picture_columns / count } else { wish.picture_columns };
        let first = cells.end_column().saturating_sub(wish.picture_columns);
        let top = cells.line + wish.head_lines;
        let mut photos = Vec::new();
        let mut line = top;
        for (index, (picture, ratio)) in story.pictures.iter().zip(&item.pictures).enumerate() {
            let caption_lines = self.caption_lines(story, picture.caption, self.grid.width_of(each));
            let wanted = self.picture_lines(each, *ratio, 1000) + caption_lines;
            let most = self.picture_lines(each, *ratio, 1350) + caption_lines;
            let least = (wanted * 3 / 5).max(caption_lines + 4);
            let share = if in_a_row { height } else { height / count };
            let lines = share.clamp(least, most.max(least));
            let index = u32::try_from(index).unwrap_or(0);
            let place = if in_a_row {
                CellRect::new(first + index * each, top, each, lines)
            } else {
                CellRect::new(first, line, each, lines)
            };
            line += lines;
            photos.push(photo(&picture.id, place, caption_lines));
        }
        photos
    }

    fn group_kind(&self, story: &Story, item: &Item, wish: &Wish, cells: CellRect, slack: u32) -> BlockKind {
        let text =
            item.column_lines.div_ceil(cells.columns.max(1)) + u32::from(item.column_lines > 0) + slack;
        let rows = rows_of(item.pictures.len(), cells.columns);
        let gap = self.grid.character * i64::from(self.grid.gap);
        let captions: Vec<u32> = self.row_captions(story, &rows, cells, gap);
        let fixed = wish.head_lines + text + 1 + captions.iter().sum::<u32>();
        let room = cells.lines.saturating_sub(fixed);
        let weights: Vec<u32> = rows.iter().map(|n| 60 / n).collect();
        let whole: u32 = weights.iter().sum::<u32>().max(1);
        let mut line = cells.line + wish.head_lines + text;
        let mut left = room;
        let mut photos = Vec::new();
        let mut pictures = story.pictures.iter();
        for (number, (count, weight)) in rows.iter().zip(&weights).enumerate() {
            let caption = captions.get(number).copied().unwrap_or(1);
            let height = if number + 1 == rows.len() { left } else { (room * weight / whole).min(left) };
            left -= height;
            for part in 0..*count {
                let Some(picture) = pictures.next() else { break };
                let place = CellRect { line, lines: height + caption, ..cells };
                let mut placed = photo(&picture.id, place, caption);
                placed.parts = *count;
                placed.part = part;
                photos.push(placed);
            }
            line += height + caption;
        }
        photos.retain(|p| p.cells.lines > p.caption_lines);
        BlockKind::Photos {
            story: story.id.clone(),
            headline_size: self.group_headline(),
            head_lines: wish.head_lines.min(cells.lines),
            photos,
            layout: Box::default(),
        }
    }

    /// Lines of the longest caption of each row.
    fn row_captions(&self, story: &Story, rows: &[u32], cells: CellRect, gap: Length) -> Vec<u32> {
        let mut pictures = story.pictures.iter();
        rows.iter()
            .map(|count| {
                let parts = i64::from((*count).max(1));
                let width = (self.grid.width_of(cells.columns) - gap * (parts - 1)) / parts;
                let row = pictures.by_ref().take(*count as usize);
                row.map(|p| self.caption_lines(story, p.caption, width)).max().unwrap_or(1)
            })
            .collect()
    }

    pub(super) fn caption_lines(&self, story: &Story, caption: Option<u32>, width: Length) -> u32 {
        let Some(caption) = caption.and_then(|id| story.paragraph(id)) else { return 0 };
        let style = self.styles.of(StyleName::Caption);
        let (shaped, _) = self.shaped(&caption.runs, style);
        let lines = composed(&shaped, &style.paragraph(), &|_| width).len();
        u32::try_from(lines).unwrap_or(1)
    }
}

fn photo(picture: &str, cells: CellRect, caption_lines: u32) -> Photo {
    Photo::new(picture, cells, caption_lines)
}
