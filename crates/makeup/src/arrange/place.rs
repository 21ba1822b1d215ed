//! One story at a place that somebody points at: the block it becomes there, and the block that another becomes when
//! its frame is changed by hand.

use super::appetite::ratio;
use super::{Ids, build};
use crate::maker::Maker;
use banxin_edition::model::{Block, BlockKind, Edition, Page, Role, Story, StoryKind};
use banxin_fonts::FontBook;
use banxin_measure::CellRect;

/// The most lines that a story takes of its own accord.
const HIGHEST: u32 = 60;

/// The block that a story becomes with its top left corner at a cell of the page: as wide and high as `size`
/// (columns, lines) or, without one, as suits it. It is moved and cut so that it stays on the grid. `None` where the
/// edition has no such story.
pub fn place(
    edition: &Edition,
    page: &Page,
    story: &str,
    (column, line): (u32, u32),
    size: Option<(u32, u32)>,
    fonts: &FontBook,
) -> Option<Block> {
    let story = edition.stories.get(story)?;
    let grid = &page.grid;
    let mut maker = Maker::new(edition, page, fonts, Vec::new());
    let articles = page.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Article { .. }));
    let item = maker.appetite(story, grid.columns, articles.count());
    let columns = size.map_or_else(|| width(story, item.column_lines, grid.columns), |(columns, _)| columns);
    let columns = columns.clamp(1, grid.columns);
    let wish = item.wishes.get(columns as usize - 1).cloned().flatten();
    let ideal = || match story.kind {
        StoryKind::PageTitle => 4,
        _ => wish.map_or(8, |wish| wish.ideal).clamp(2, HIGHEST),
    };
    let lines = size.map_or_else(ideal, |(_, lines)| lines).clamp(1, grid.lines);
    let cells =
        CellRect::new(column.min(grid.columns - columns), line.min(grid.lines - lines), columns, lines);
    let kind = maker.fill(&build::Task { edition, page, fonts, story, item: &item, cells });
    Some(Ids::new(page).block(kind, cells))
}

/// How many columns a story takes of its own accord.
fn width(story: &Story, column_lines: u32, columns: u32) -> u32 {
    match story.kind {
        StoryKind::PageTitle => columns,
        StoryKind::Photos => (columns * 3 / 8).max(2),
        StoryKind::Qr | StoryKind::Contents => 2,
        StoryKind::Article => match column_lines {
            0..24 => 2,
            24..72 => 3,
            72..150 => 4,
            _ => 5,
        },
    }
}

/// What a block becomes in another frame: its pictures stay inside it. A photo group is arranged anew; the pictures of
/// an article keep to the edge at which they stand and give way where there is no room.
pub fn refit(edition: &Edition, page: &Page, block: &Block, cells: CellRect, fonts: &FontBook) -> BlockKind {
    let mut kind = block.kind.clone();
    match &mut kind {
        BlockKind::Photos { story, photos, head_lines, .. } => {
            *head_lines = (*head_lines).min(cells.lines);
            let Some(story) = edition.stories.get(story.as_str()) else { return kind };
            let mut maker = Maker::new(edition, page, fonts, Vec::new());
            let item = maker.appetite(story, page.grid.columns, 0);
            let task = build::Task { edition, page, fonts, story, item: &item, cells };
            if let BlockKind::Photos { photos: arranged, head_lines: lines, .. } = maker.fill(&task) {
                let apart = edition.apart(&story.id).pictures;
                *photos = arranged.into_iter().filter(|one| !apart.contains(&one.picture)).collect();
                *head_lines = lines;
            }
        }
        BlockKind::Article { story, photos, head_lines, .. } => {
            let Some(story) = edition.stories.get(story.as_str()) else { return kind };
            let mut maker = Maker::new(edition, page, fonts, Vec::new());
            // A head that filled a block that was too low for it grows with the block again.
            let squeezed = *head_lines == block.cells.lines && story.of(Role::Body).next().is_some();
            if squeezed && cells.lines > block.cells.lines {
                let item = maker.appetite(story, page.grid.columns, 1);
                let wish = item.wishes.get(cells.columns as usize - 1).cloned().flatten();
                *head_lines = wish.map_or(*head_lines, |wish| wish.head_lines);
            }
            *head_lines = (*head_lines).min(cells.lines);
            let under_head =
                CellRect { line: cells.line + *head_lines, lines: cells.lines - *head_lines, ..cells };
            let body = if under_head.lines == 0 { cells } else { under_head };
            for photo in photos.iter_mut() {
                let picture = story.picture(&photo.picture);
                // Pictures are never lost: one that had to give way comes back when there is room.
                if photo.cells.lines <= photo.caption_lines + 1 {
                    let width = page.grid.width_of(photo.cells.columns);
                    photo.caption_lines =
                        maker.caption_lines(story, picture.and_then(|one| one.caption), width);
                    let ratio = picture.and_then(|one| one.pixels).map_or(667, ratio);
                    photo.cells.lines =
                        maker.picture_lines(photo.cells.columns, ratio, 1000) + photo.caption_lines;
                }
                photo.cells = kept_inside(photo.cells, &block.cells, &cells, &body);
                photo.caption_lines = photo.caption_lines.min(photo.cells.lines.saturating_sub(1));
            }
        }
        BlockKind::Picture { caption_lines, .. } => *caption_lines = (*caption_lines).min(cells.lines),
        _ => {}
    }
    kind
}

/// The cells of a picture after its block went from one frame to another.
fn kept_inside(picture: CellRect, from: &CellRect, to: &CellRect, body: &CellRect) -> CellRect {
    let whole = picture.columns == from.columns;
    let columns = if whole { to.columns } else { picture.columns.min(to.columns) };
    let from_right = from.end_column().saturating_sub(picture.end_column());
    let from_left = picture.column.saturating_sub(from.column);
    let offset = if from_right < from_left {
        (to.columns - columns).saturating_sub(from_right)
    } else {
        from_left.min(to.columns - columns)
    };
    let below = picture.line.saturating_sub(from.line);
    let lines = picture.lines.min(body.lines);
    let line = (to.line + below).clamp(body.line, body.end_line() - lines);
    CellRect::new(to.column + offset, line, columns, lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_to_its_edge_and_inside() {
        let from = CellRect::new(0, 10, 4, 30);
        let at_right = CellRect::new(2, 18, 2, 12);
        let kept = |picture, to: CellRect, head| {
            let body = CellRect { line: to.line + head, lines: to.lines - head, ..to };
            kept_inside(picture, &from, &to, &body)
        };
        let wider = CellRect::new(1, 10, 5, 30);
        assert_eq!(kept(at_right, wider, 8), CellRect::new(4, 18, 2, 12));
        let lower = CellRect::new(0, 20, 4, 16);
        assert_eq!(kept(at_right, lower, 8), CellRect::new(2, 28, 2, 8));
        let narrow = CellRect::new(0, 10, 1, 30);
        assert_eq!(kept(at_right, narrow, 8), CellRect::new(0, 18, 1, 12));
        let whole = CellRect::new(0, 18, 4, 12);
        assert_eq!(kept(whole, wider, 8), CellRect::new(1, 18, 5, 12));
    }
}
