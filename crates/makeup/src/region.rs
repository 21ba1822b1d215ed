//! Regions (排文区域): which stretches of each line of the grid a text may use.
//!
//! A line asks its region for the stretches at its place (house decision 8); a picture in mid-column leaves two,
//! one that is too narrow for its minimum of characters is not offered.

use banxin_measure::{CellRect, Grid, Length, Rect};

/// A stretch of a line in a column that text may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Column of the grid.
    pub(crate) column: u32,
    /// Line of the grid.
    pub(crate) line: u32,
    /// Start of the stretch on the page.
    pub(crate) x: Length,
    /// Its width.
    pub(crate) width: Length,
}

/// The fewest characters (字) a stretch beside a picture may hold.
const NARROWEST: i64 = 5;

/// The stretches of `cells` down each column in turn, around `obstacles`, above the line `bottom`.
pub(crate) fn slots(grid: &Grid, cells: &CellRect, obstacles: &[Rect], bottom: u32) -> Vec<Slot> {
    let mut slots = Vec::new();
    for column in cells.column..cells.end_column() {
        for line in cells.line..cells.end_line().min(bottom) {
            let place = grid.rect(&CellRect::new(column, line, 1, 1));
            for (x, width) in stretches(&place, obstacles, grid.character * NARROWEST) {
                slots.push(Slot { column, line, x, width });
            }
        }
    }
    slots
}

/// What the obstacles leave of a cell's width.
fn stretches(place: &Rect, obstacles: &[Rect], narrowest: Length) -> Vec<(Length, Length)> {
    let mut free = vec![(place.x, place.right())];
    for obstacle in obstacles.iter().filter(|o| o.overlaps(place)) {
        free = free
            .into_iter()
            .flat_map(|(from, to)| [(from, to.min(obstacle.x)), (from.max(obstacle.right()), to)])
            .filter(|(from, to)| from < to)
            .collect();
    }
    let whole = place.width;
    free.into_iter()
        .map(|(from, to)| (from, to - from))
        .filter(|(_, width)| *width == whole || *width >= narrowest)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_measure::Size;

    fn grid() -> Grid {
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
    fn a_picture_in_mid_column_leaves_two_stretches() {
        let em = Length::from_pt(9);
        let cell = Rect::new(Length::ZERO, Length::ZERO, em * 13, Length::from_pt(12));
        let picture = Rect::new(em * 5, Length::ZERO, em * 3, Length::from_pt(40));
        assert_eq!(stretches(&cell, &[picture], em * 5), [(Length::ZERO, em * 5), (em * 8, em * 5)]);
        let off_centre = Rect::new(em * 3, Length::ZERO, em * 3, Length::from_pt(40));
        assert_eq!(stretches(&cell, &[off_centre], em * 5), [(em * 6, em * 7)]);
    }

    #[test]
    fn columns_run_down_one_after_another_around_pictures() {
        let grid = grid();
        let picture = grid.rect(&CellRect::new(1, 0, 1, 2));
        let slots = slots(&grid, &CellRect::new(0, 0, 2, 3), &[picture], 3);
        let places: Vec<(u32, u32)> = slots.iter().map(|s| (s.column, s.line)).collect();
        assert_eq!(places, [(0, 0), (0, 1), (0, 2), (1, 2)]);
    }
}
