//! Regions (排文区域): which stretches of each line of the grid a text may use.
//!
//! A line asks its region for the stretches at its place (house decision 8); a picture in mid-column leaves two, one
//! that is too narrow is not offered. What is cut out of a region, its head, its pictures and what others wrap it
//! with are all obstacles (图文互斥); beside them a line keeps the characters of its column, so that text there
//! stands on the grid too.

use banxin_edition::model::WrapSides;
use banxin_measure::{Grid, Length, Rect, Span};

/// A stretch of a line in a column that text may fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Which block of the text's chain (续排) it lies in.
    pub(crate) block: usize,
    /// Column, counted over all blocks of the chain.
    pub(crate) column: u32,
    /// Line of the grid.
    pub(crate) line: u32,
    /// Start of the stretch on the page.
    pub(crate) x: Length,
    /// Its width.
    pub(crate) width: Length,
}

/// What a text keeps clear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Obstacle {
    /// Where, the distance that text keeps included.
    pub(crate) frame: Rect,
    /// At which sides of it text may stand.
    pub(crate) sides: WrapSides,
}

/// Where the text of one block runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    /// Which block of the text's chain it is.
    pub(crate) block: usize,
    /// Number of its first column in the chain.
    pub(crate) first_column: u32,
    /// Its columns.
    pub(crate) columns: Vec<Span>,
    /// Its first line.
    pub(crate) top: u32,
    /// The line below its last.
    pub(crate) foot: u32,
    /// What its text keeps clear of.
    pub(crate) obstacles: Vec<Obstacle>,
    /// The fewest characters (字) a stretch beside an obstacle may hold.
    pub(crate) narrowest: u32,
}

impl Obstacle {
    /// One with text at both sides, which keeps `gap` away to the left and right.
    pub(crate) fn beside(frame: Rect, gap: Length) -> Obstacle {
        let frame = Rect::new(frame.x - gap, frame.y, frame.width + gap * 2, frame.height);
        Obstacle { frame, sides: WrapSides::Both }
    }
}

impl Region {
    /// The stretches down each column in turn, above the line `bottom`.
    pub(crate) fn slots(&self, grid: &Grid, bottom: u32) -> Vec<Slot> {
        let mut slots = Vec::new();
        for (column, span) in (self.first_column..).zip(&self.columns) {
            for line in self.top..self.foot.min(bottom) {
                let place = Rect::new(span.x, grid.line_y(line), span.width, grid.line);
                for (x, width) in self.stretches(&place, grid.character) {
                    slots.push(Slot { block: self.block, column, line, x, width });
                }
            }
        }
        slots
    }

    /// What the obstacles leave of a line in a column.
    fn stretches(&self, place: &Rect, character: Length) -> Vec<(Length, Length)> {
        let mut free = vec![(place.x, place.right())];
        for obstacle in self.obstacles.iter().filter(|obstacle| obstacle.frame.overlaps(place)) {
            let (left, right) = (obstacle.frame.x, obstacle.frame.right());
            let keeps = |side| obstacle.sides == WrapSides::Both || obstacle.sides == side;
            free = free
                .into_iter()
                .flat_map(|(from, to)| {
                    if to <= left || from >= right {
                        return [Some((from, to)), None];
                    }
                    let before = keeps(WrapSides::Left).then(|| (from, to.min(left)));
                    let after = keeps(WrapSides::Right).then(|| (from.max(right), to));
                    [before, after]
                })
                .flatten()
                .filter(|(from, to)| from < to)
                .collect();
        }
        let narrowest = character * i64::from(self.narrowest);
        free.into_iter()
            .map(|stretch| on_characters(stretch, place, character))
            .filter(|(from, to)| *to - *from == place.width || *to - *from >= narrowest.max(character))
            .map(|(from, to)| (from, to - from))
            .collect()
    }
}

/// A stretch narrowed to whole characters of its column, counted from the edge of the column that it reaches.
fn on_characters((from, to): (Length, Length), place: &Rect, character: Length) -> (Length, Length) {
    if from == place.x && to == place.right() {
        return (from, to);
    }
    let down = |width: Length| character * width.whole(character);
    if to == place.right() {
        return (to - down(to - from), to);
    }
    let start = place.right() - down(place.right() - from);
    let from = if from == place.x { from } else { start.max(from) };
    (from, from + down(to - from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use banxin_measure::{CellRect, Size};

    const EM: Length = Length::from_pt(9);

    fn grid() -> Grid {
        Grid {
            trim: Size { width: Length::from_mm(390), height: Length::from_mm(540) },
            left: Length::ZERO,
            top: Length::ZERO,
            columns: 8,
            characters: 13,
            gap: 1,
            lines: 116,
            character: EM,
            line: Length::from_pt(12),
        }
    }

    fn region(columns: u32, lines: u32, obstacles: Vec<Obstacle>) -> Region {
        let grid = grid();
        let span = |column| Span { x: grid.column_x(column), width: grid.width_of(1) };
        let columns = (0..columns).map(span).collect();
        Region { block: 0, first_column: 0, columns, top: 0, foot: lines, obstacles, narrowest: 5 }
    }

    fn in_cell(obstacles: &[Obstacle]) -> Vec<(Length, Length)> {
        let cell = Rect::new(Length::ZERO, Length::ZERO, EM * 13, Length::from_pt(12));
        region(1, 1, obstacles.to_vec()).stretches(&cell, EM)
    }

    fn obstacle(x: Length, width: Length, sides: WrapSides) -> Obstacle {
        Obstacle { frame: Rect::new(x, Length::ZERO, width, Length::from_pt(40)), sides }
    }

    #[test]
    fn a_picture_in_mid_column_leaves_two_stretches() {
        let both = |x, width| obstacle(x, width, WrapSides::Both);
        assert_eq!(in_cell(&[both(EM * 5, EM * 3)]), [(Length::ZERO, EM * 5), (EM * 8, EM * 5)]);
        assert_eq!(in_cell(&[both(EM * 3, EM * 3)]), [(EM * 6, EM * 7)]);
    }

    #[test]
    fn beside_a_picture_text_keeps_the_characters_of_its_column() {
        // Off the grid by a third of a character at both edges.
        let off = obstacle(EM * 16 / 3, EM * 2, WrapSides::Both);
        assert_eq!(in_cell(&[off]), [(Length::ZERO, EM * 5), (EM * 8, EM * 5)]);
    }

    #[test]
    fn text_stands_only_at_the_sides_that_are_left_to_it() {
        let one = |sides| in_cell(&[obstacle(EM * 5, EM * 3, sides)]);
        assert_eq!(one(WrapSides::Left), [(Length::ZERO, EM * 5)]);
        assert_eq!(one(WrapSides::Right), [(EM * 8, EM * 5)]);
        assert_eq!(one(WrapSides::Neither), []);
    }

    #[test]
    fn columns_run_down_one_after_another_around_pictures() {
        let grid = grid();
        let picture = Obstacle::beside(grid.rect(&CellRect::new(1, 0, 1, 2)), EM);
        let slots = region(2, 3, vec![picture]).slots(&grid, 3);
        let places: Vec<(u32, u32)> = slots.iter().map(|s| (s.column, s.line)).collect();
        assert_eq!(places, [(0, 0), (0, 1), (0, 2), (1, 2)]);
    }
}
