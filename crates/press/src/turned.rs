//! Turns by quarters in PDF's terms, where y goes up: matrices of turned text and turned pictures.

use banxin_measure::Turn;

/// Where the axes of a turned thing point: across and up, as the first four numbers of a matrix.
fn axes(turn: Turn) -> [f32; 4] {
    match turn {
        Turn::Upright => [1.0, 0.0, 0.0, 1.0],
        Turn::Right => [0.0, -1.0, 1.0, 0.0],
        Turn::Down => [-1.0, 0.0, 0.0, -1.0],
        Turn::Left => [0.0, 1.0, -1.0, 0.0],
    }
}

/// The text matrix of a turned line whose pen is at `x`, `y`.
pub(crate) fn text(turn: Turn, [x, y]: [f32; 2]) -> [f32; 6] {
    let [a, b, c, d] = axes(turn);
    [a, b, c, d, x, y]
}

/// How far a pen is along its turned line, given its place in points from the left and the bottom.
pub(crate) fn along(turn: Turn, [x, y]: [f64; 2]) -> f64 {
    let [a, b, ..] = axes(turn).map(f64::from);
    a * x + b * y
}

/// The matrix that lays the unit square of a picture, mirrored and turned, over the box with its left bottom corner at
/// `x`, `y` and of this size.
pub(crate) fn picture(turn: Turn, flipped: bool, [x, y]: [f32; 2], [width, height]: [f32; 2]) -> [f32; 6] {
    let [a, b, c, d] = axes(turn);
    let [mut a, mut b, c, d] = [a * width, b * height, c * width, d * height];
    if flipped {
        (a, b) = (-a, -b);
    }
    // An axis that points left or down begins at the other edge.
    let start = |low: f32, sides: [f32; 2]| low - sides.into_iter().map(|side| side.min(0.0)).sum::<f32>();
    // Minus zero would be written as such.
    [a, b, c, d, start(x, [a, c]), start(y, [b, d])].map(|number| number + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where a point of the unit square comes to lie.
    fn lies(matrix: [f32; 6], [u, v]: [f32; 2]) -> [f32; 2] {
        let [a, b, c, d, e, f] = matrix;
        [a * u + c * v + e, b * u + d * v + f]
    }

    #[test]
    fn the_top_left_corner_of_a_turned_picture_is_where_it_belongs() {
        let corner = |turn, flipped| lies(picture(turn, flipped, [10.0, 20.0], [30.0, 50.0]), [0.0, 1.0]);
        assert_eq!(corner(Turn::Upright, false), [10.0, 70.0]);
        assert_eq!(corner(Turn::Right, false), [40.0, 70.0]);
        assert_eq!(corner(Turn::Down, false), [40.0, 20.0]);
        assert_eq!(corner(Turn::Left, false), [10.0, 20.0]);
        assert_eq!(corner(Turn::Upright, true), [40.0, 70.0]);
        assert_eq!(corner(Turn::Right, true), [40.0, 20.0]);
    }

    #[test]
    fn a_turned_picture_fills_its_box() {
        for turn in [Turn::Upright, Turn::Right, Turn::Down, Turn::Left] {
            for flipped in [false, true] {
                let matrix = picture(turn, flipped, [10.0, 20.0], [30.0, 50.0]);
                let corners = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]].map(|at| lies(matrix, at));
                for corner in [[10.0, 20.0], [40.0, 20.0], [10.0, 70.0], [40.0, 70.0]] {
                    assert!(corners.contains(&corner), "{turn:?} {flipped} {corners:?}");
                }
            }
        }
    }
}
