//! The page grid (版面网格): columns (栏) of whole characters (字) and lines (行), and rectangles of its cells.

use crate::{Length, Rect, Size};
use serde::{Deserialize, Serialize};

/// A rectangle of grid cells: columns and lines counted from 0 at the top left of the type area (版心).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellRect {
    /// First column.
    pub column: u32,
    /// First line.
    pub line: u32,
    /// How many columns wide.
    pub columns: u32,
    /// How many lines high.
    pub lines: u32,
}

impl CellRect {
    /// The rectangle of cells with its top left at `column`, `line`.
    pub const fn new(column: u32, line: u32, columns: u32, lines: u32) -> CellRect {
        CellRect { column, line, columns, lines }
    }

    /// The first column right of it.
    pub const fn end_column(&self) -> u32 {
        self.column.saturating_add(self.columns)
    }

    /// The first line below it.
    pub const fn end_line(&self) -> u32 {
        self.line.saturating_add(self.lines)
    }

    /// Whether the two share a cell.
    pub const fn overlaps(&self, other: &CellRect) -> bool {
        self.column < other.end_column()
            && other.column < self.end_column()
            && self.line < other.end_line()
            && other.line < self.end_line()
    }

    /// Whether all of the other lies in it; one without cells does where its corner does.
    pub const fn contains(&self, other: &CellRect) -> bool {
        other.column >= self.column
            && other.line >= self.line
            && other.end_column() <= self.end_column()
            && other.end_line() <= self.end_line()
    }
}

/// The grid of a page: a type area of `columns` × `characters` 字 with gaps of `gap` 字, by `lines` lines.
///
/// A long column (长栏) of n columns holds n × characters + (n − 1) × gap 字; see the textbook rule in
/// `newspaper-columns` (8 × 13 字 for 对开, 6 × 11 字 for 四开, gap 1 字).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grid {
    /// The trimmed page.
    pub trim: Size,
    /// Left edge of the type area.
    pub left: Length,
    /// Top edge of the type area.
    pub top: Length,
    /// Basic columns (基本栏) across.
    pub columns: u32,
    /// Characters in a basic column.
    pub characters: u32,
    /// Characters in the gap between columns.
    pub gap: u32,
    /// Lines down.
    pub lines: u32,
    /// Width of one character, the body size.
    pub character: Length,
    /// Height of one line, the body size and its leading.
    pub line: Length,
}

impl Grid {
    /// Characters in a run of `columns` basic columns with the gaps between them.
    pub fn characters_in(&self, columns: u32) -> u32 {
        let gaps = columns.saturating_sub(1).saturating_mul(self.gap);
        columns.saturating_mul(self.characters).saturating_add(gaps)
    }

    /// Width of a run of `columns` basic columns.
    pub fn width_of(&self, columns: u32) -> Length {
        self.character * i64::from(self.characters_in(columns))
    }

    /// Left edge of a column.
    pub fn column_x(&self, column: u32) -> Length {
        self.left + self.character * (i64::from(column) * i64::from(self.characters.saturating_add(self.gap)))
    }

    /// Top edge of a line.
    pub fn line_y(&self, line: u32) -> Length {
        self.top + self.line * i64::from(line)
    }

    /// The trimmed page, its corner at nought.
    pub const fn page(&self) -> Rect {
        Rect::new(Length::ZERO, Length::ZERO, self.trim.width, self.trim.height)
    }

    /// The type area (版心).
    pub fn type_area(&self) -> Rect {
        self.rect(&CellRect::new(0, 0, self.columns, self.lines))
    }

    /// Where a rectangle of cells lies on the page.
    pub fn rect(&self, cells: &CellRect) -> Rect {
        Rect::new(
            self.column_x(cells.column),
            self.line_y(cells.line),
            self.width_of(cells.columns),
            self.line * i64::from(cells.lines),
        )
    }

    /// The fewest cells that hold a place on the page, as far as they are in the grid; at least one (吸附).
    ///
    /// Any place and any grid will do, also those that no rule has seen yet.
    pub fn cover(&self, place: &Rect) -> CellRect {
        let pitch = self.character.emu().saturating_mul(i64::from(self.characters) + i64::from(self.gap));
        let span = |at: Length, size: Length, from: Length, step: i64, count: u32| {
            let most = count.saturating_sub(1);
            let cell = |at: i64| {
                let cell = if at < 0 || step <= 0 { 0 } else { at / step };
                u32::try_from(cell).unwrap_or(u32::MAX).min(most)
            };
            let at = at.emu().saturating_sub(from.emu());
            // A place that ends where a cell begins does not reach into it.
            let last = at.saturating_add(size.emu()).saturating_sub(1);
            let first = cell(at);
            (first, cell(last).max(first) - first + 1)
        };
        let (column, columns) = span(place.x, place.width, self.left, pitch, self.columns);
        let (line, lines) = span(place.y, place.height, self.top, self.line.emu(), self.lines);
        CellRect::new(column, line, columns, lines)
    }

    /// The place moved so that its top left corner lies on the nearest column edge and line (吸附).
    pub fn snapped(&self, place: &Rect) -> Rect {
        let near = |at: Length, from: Length, step: Length| {
            if step <= Length::ZERO { at } else { from + step * (at - from + step / 2).whole(step) }
        };
        let pitch = self.character * i64::from(self.characters + self.gap);
        Rect { x: near(place.x, self.left, pitch), y: near(place.y, self.top, self.line), ..*place }
    }

    /// Whether the cells are not empty and lie inside the grid.
    pub fn holds(&self, cells: &CellRect) -> bool {
        cells.columns > 0
            && cells.lines > 0
            && cells.end_column() <= self.columns
            && cells.end_line() <= self.lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broadsheet() -> Grid {
        Grid {
            trim: Size { width: Length::from_mm(390), height: Length::from_mm(540) },
            left: Length::ZERO,
            top: Length::ZERO,
            columns: 8,
            characters: 13,
            gap: 1,
            lines: 116,
            character: Length::from_pt(9),
            line: Length::from_pt(12),
        }
    }

    #[test]
    fn long_columns_of_the_textbook() {
        let grid = broadsheet();
        for (columns, characters) in [(1, 13), (2, 27), (3, 41), (5, 69), (8, 111)] {
            assert_eq!(grid.characters_in(columns), characters);
        }
        let tabloid = Grid { columns: 6, characters: 11, ..grid };
        for (columns, characters) in [(1, 11), (2, 23), (3, 35), (4, 47), (5, 59), (6, 71)] {
            assert_eq!(tabloid.characters_in(columns), characters);
        }
    }

    #[test]
    fn a_place_is_covered_by_the_fewest_cells() {
        let grid = broadsheet();
        for cells in [CellRect::new(0, 0, 1, 1), CellRect::new(2, 7, 3, 9), CellRect::new(7, 115, 1, 1)] {
            assert_eq!(grid.cover(&grid.rect(&cells)), cells);
        }
        let pt = Length::from_pt;
        let wide = Rect::new(pt(-30), pt(11), pt(9 * 14 + 31), pt(2));
        assert_eq!(grid.cover(&wide), CellRect::new(0, 0, 2, 2));
        let outside = Rect::new(pt(5000), pt(5000), pt(10), pt(10));
        assert_eq!(grid.cover(&outside), CellRect::new(7, 115, 1, 1));
        let far = Length::from_emu(i64::MAX);
        assert_eq!(grid.cover(&Rect::new(far, far, far, far)), CellRect::new(7, 115, 1, 1));
        let wild = Grid { characters: u32::MAX, gap: u32::MAX, left: Length::ZERO - far, columns: 0, ..grid };
        assert_eq!(wild.cover(&Rect::new(far, far, far, far)).columns, 1);
        let near = grid.snapped(&Rect::new(pt(9 * 14 - 20), pt(17), pt(50), pt(50)));
        assert_eq!((near.x, near.y), (pt(9 * 14), pt(12)));
    }

    #[test]
    fn cells_lie_on_the_page_exactly() {
        let rect = broadsheet().rect(&CellRect::new(5, 10, 3, 4));
        assert_eq!(rect.x, Length::from_pt(5 * 14 * 9));
        assert_eq!(rect.width, Length::from_pt(41 * 9));
        assert_eq!(rect.y, Length::from_pt(120));
        assert_eq!(rect.height, Length::from_pt(48));
    }
}
