//! A coarse map (墨量图) of the inks of a page: cells of a millimetre, each with what lies on it of the four inks.

use super::millimetres;
use banxin_measure::{Length, Rect, Size};
use banxin_scene::Colour;
use std::ops::Range;

/// Side of the squares over which ink is averaged, in cells (GWG 2022, R0026).
pub(super) const SQUARE: usize = 15;
/// Side of a cell.
pub(super) const CELL: Length = millimetres(1);
/// Cells along a side at the most: a page is no larger, and a document that says so costs no more.
const MOST: i64 = 2_000;

/// How much of each ink lies on each cell, in permille: cyan, magenta, yellow, black.
pub(super) struct Map {
    columns: usize,
    rows: usize,
    cells: Vec<[f32; 4]>,
}

/// A square of the page with its average ink.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Square {
    pub(super) place: Rect,
    /// The four inks together, in permille.
    pub(super) mean: u32,
}

impl Square {
    /// The cell in its middle.
    pub(super) fn middle(&self) -> Rect {
        let off = (self.place.width - CELL) / 2;
        Rect::new(self.place.x + off, self.place.y + off, CELL, CELL)
    }
}

impl Map {
    /// Bare paper.
    pub(super) fn new(size: Size) -> Map {
        let cells = |side: Length| usize::try_from(side.whole(CELL).clamp(0, MOST)).unwrap_or(0);
        let (columns, rows) = (cells(size.width), cells(size.height));
        Map { columns, rows, cells: vec![[0.0; 4]; columns * rows] }
    }

    /// Rows that the map has.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Rows and columns of the cells that a rectangle touches.
    fn touched(&self, rect: &Rect) -> (Range<usize>, Range<usize>) {
        let along = |from: Length, to: Length, count: usize| {
            let first = usize::try_from(from.whole(CELL).max(0)).unwrap_or(0);
            let last = usize::try_from((to - Length::from_emu(1)).whole(CELL).max(-1) + 1).unwrap_or(0);
            first..last.min(count)
        };
        (along(rect.y, rect.bottom(), self.rows), along(rect.x, rect.right(), self.columns))
    }

    /// The cells that a rectangle touches, each with the part of it that lies in the rectangle; `work` changes the inks.
    pub(super) fn within(&mut self, rect: &Rect, mut work: impl FnMut(&Rect, f32, &mut [f32; 4])) {
        let (rows, columns) = self.touched(rect);
        let across: Vec<f32> =
            columns.clone().map(|column| part_of(cell_at(column), rect.x, rect.right())).collect();
        for row in rows {
            let y = cell_at(row);
            let down = part_of(y, rect.y, rect.bottom());
            let start = row * self.columns;
            let cells = self.cells.get_mut(start + columns.start..start + columns.end).unwrap_or_default();
            for ((inks, across), column) in cells.iter_mut().zip(&across).zip(columns.clone()) {
                work(&Rect::new(cell_at(column), y, CELL, CELL), down * across, inks);
            }
        }
    }

    /// Lays a colour over a part of the page that it covers as densely as `cover` says, from 0 to 1. It takes away what lies
    /// under it, unless it prints `over` that.
    pub(super) fn lay(&mut self, rect: &Rect, cover: f32, colour: Colour, over: bool) {
        let colour = inks(colour);
        self.within(rect, |_, part, cell| lay(cell, part * cover, colour, over));
    }

    /// The most ink of the cells that a rectangle touches, in permille.
    pub(super) fn most_in(&self, rect: &Rect) -> f32 {
        let (rows, columns) = self.touched(rect);
        let cells = rows.filter_map(|row| {
            let start = row * self.columns;
            self.cells.get(start + columns.start..start + columns.end)
        });
        cells.map(most).fold(0.0, f32::max)
    }

    /// The squares whose average is over a limit, in permille, from the top.
    pub(super) fn heavier(&self, limit: u32) -> Vec<Square> {
        // No average is over its largest part, and most pages have none that is heavy.
        if most(&self.cells) <= limit as f32 {
            return Vec::new();
        }
        // What lies above and left of each corner, so that a square is four look-ups.
        let width = self.columns + 1;
        let mut sums = vec![0.0_f64; width * (self.rows + 1)];
        let at =
            |sums: &[f64], column: usize, row: usize| sums.get(row * width + column).copied().unwrap_or(0.0);
        for row in 0..self.rows {
            let mut line = 0.0;
            for column in 0..self.columns {
                let inks = self.cells.get(row * self.columns + column).copied().unwrap_or_default();
                line += f64::from(inks.iter().sum::<f32>());
                let sum = at(&sums, column + 1, row) + line;
                if let Some(place) = sums.get_mut((row + 1) * width + column + 1) {
                    *place = sum;
                }
            }
        }
        let side = CELL * i64::try_from(SQUARE).unwrap_or(1);
        let mut heavier = Vec::new();
        for row in 0..(self.rows + 1).saturating_sub(SQUARE) {
            for column in 0..(self.columns + 1).saturating_sub(SQUARE) {
                let (right, bottom) = (column + SQUARE, row + SQUARE);
                let sum = at(&sums, right, bottom) - at(&sums, column, bottom) - at(&sums, right, row)
                    + at(&sums, column, row);
                let mean = (sum / (SQUARE * SQUARE) as f64).round() as u32;
                if mean > limit {
                    heavier
                        .push(Square { place: Rect::new(cell_at(column), cell_at(row), side, side), mean });
                }
            }
        }
        heavier
    }
}

/// The most ink of some cells.
fn most(cells: &[[f32; 4]]) -> f32 {
    cells.iter().map(|inks| inks.iter().sum()).fold(0.0, f32::max)
}

/// Where a cell begins.
fn cell_at(number: usize) -> Length {
    CELL * i64::try_from(number).unwrap_or(0)
}

/// How much of a cell that begins here lies between two places, along one side, from 0 to 1.
fn part_of(cell: Length, start: Length, end: Length) -> f32 {
    ((cell + CELL).min(end) - cell.max(start)).max(Length::ZERO).emu() as f32 / CELL.emu() as f32
}

pub(super) fn inks(colour: Colour) -> [f32; 4] {
    [colour.c, colour.m, colour.y, colour.k].map(f32::from)
}

/// Lays inks over a part of a cell, from 0 to 1.
pub(super) fn lay(cell: &mut [f32; 4], part: f32, colour: [f32; 4], over: bool) {
    for (ink, new) in cell.iter_mut().zip(colour) {
        // Over: where both are, a solid of an ink is a solid of it.
        let wanted = if over { ink.max(new) } else { new };
        *ink += (wanted - *ink) * part;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(x: i64, y: i64, width: i64, height: i64) -> Rect {
        Rect::new(millimetres(x), millimetres(y), millimetres(width), millimetres(height))
    }

    fn map() -> Map {
        Map::new(Size { width: millimetres(40), height: millimetres(30) })
    }

    #[test]
    fn ink_takes_the_place_of_what_lies_under_it_unless_it_prints_over() {
        let heavy = Colour { c: 900, m: 900, y: 600, k: 0 };
        let mut map = map();
        map.lay(&mm(0, 0, 40, 30), 1.0, heavy, false);
        assert_eq!(map.most_in(&mm(5, 5, 1, 1)), 2400.0);
        map.lay(&mm(0, 0, 20, 30), 1.0, Colour::BLACK, true);
        map.lay(&mm(20, 0, 20, 30), 1.0, Colour::BLACK, false);
        assert_eq!((map.most_in(&mm(5, 5, 1, 1)), map.most_in(&mm(30, 5, 1, 1))), (3400.0, 1000.0));
    }

    #[test]
    fn the_average_is_of_whole_squares_and_exact_at_their_edges() {
        let mut map = map();
        // Fifteen millimetres of 300 % beside bare paper: one column of squares is full, the next lacks a fifteenth.
        map.lay(&mm(10, 0, 15, 30), 1.0, Colour { c: 1000, m: 1000, y: 1000, k: 0 }, false);
        let full = map.heavier(2999);
        assert_eq!(full.len(), 16);
        assert_eq!(full[0], Square { place: mm(10, 0, 15, 15), mean: 3000 });
        assert_eq!(map.heavier(2799).len(), 16 * 3);
        assert_eq!(map.heavier(3000), []);
        // Half a cell counts half.
        let half = Rect { width: Length::from_mm(1) / 2, ..mm(0, 0, 1, 30) };
        map.lay(&half, 1.0, Colour::BLACK, false);
        assert_eq!(map.most_in(&mm(0, 0, 1, 1)), 500.0);
    }

    #[test]
    fn what_lies_off_the_page_is_cut_off() {
        let mut map = map();
        map.lay(&mm(-50, -50, 200, 200), 1.0, Colour::BLACK, false);
        map.lay(&mm(100, 100, 5, 5), 1.0, Colour::BLACK, false);
        map.lay(&mm(-9, -9, 5, 5), 1.0, Colour::PAPER, false);
        assert_eq!(map.heavier(999).len(), 26 * 16);
        assert_eq!(Map::new(Size::default()).heavier(0), []);
    }
}
