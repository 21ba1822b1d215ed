//! 破栏: how a width is divided into columns of its own, exactly.
//!
//! A long column (长栏) of the page holds a whole number of characters (字); broken into other columns it seldom
//! divides without a rest. The four ways to deal with the rest are those of the trade's makeup programs:
//! 41 字 in two are 20 + 20 with a gap of one; 69 字 in three are 22 + 22 + 22 and one over, which goes into the
//! gaps (half a character each), into the last column (22 + 22 + 23), or into all three (22⅓ each).

use crate::Length;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A column of a divided width: left edge and width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Left edge.
    pub x: Length,
    /// Across.
    pub width: Length,
}

/// What becomes of the rest when a width is divided (分栏方式).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dividing {
    /// 等字: columns of equal whole characters, the rest widens the gaps.
    #[default]
    Whole,
    /// 等宽: columns of equal width, gaps as they are; a line may hold no whole number of characters.
    Width,
    /// 不等字: whole characters, gaps as they are; the rest makes the last columns one character wider.
    Unequal,
    /// 版面网格: the columns of the page's grid.
    Grid,
}

/// How a width is divided into columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Division {
    /// How many columns.
    pub into: u32,
    /// What becomes of the rest.
    pub dividing: Dividing,
    /// Characters of each column where they are given one by one ([`Dividing::Unequal`]); what they leave widens the
    /// gaps. Empty for columns as equal as can be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub widths: Vec<u32>,
}

/// Why a width cannot be divided so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DivisionError {
    /// No column at all, not as many widths as columns, a width of nothing, or widths where columns are equal.
    Count,
    /// Columns of less than one character, or wider together than there is room.
    NoRoom {
        /// Characters that there are.
        characters: u32,
        /// Characters that are needed at least.
        needed: u32,
    },
}

impl fmt::Display for DivisionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DivisionError::Count => write!(
                f,
                "give at least one column; widths, each above zero, only for unequal columns and as many as those"
            ),
            DivisionError::NoRoom { characters, needed } => write!(
                f,
                "its columns need {needed} characters and there are {characters}; divide it into fewer or narrower ones"
            ),
        }
    }
}

impl std::error::Error for DivisionError {}

impl Division {
    /// A division into so many columns.
    pub fn into(columns: u32, dividing: Dividing) -> Division {
        Division { into: columns, dividing, widths: Vec::new() }
    }

    /// Characters of each column in a width of `characters` with gaps of `gap`: whole ones, so for
    /// [`Dividing::Width`] those that fit.
    ///
    /// # Errors
    /// [`DivisionError`] where there is no room for the columns.
    pub fn characters(&self, characters: u32, gap: u32) -> Result<Vec<u32>, DivisionError> {
        let into = self.into;
        let given = !self.widths.is_empty();
        let widths = self.dividing == Dividing::Unequal
            && self.widths.len() == into as usize
            && self.widths.iter().all(|width| *width > 0);
        if into == 0 || (given && !widths) {
            return Err(DivisionError::Count);
        }
        let gaps = gap.saturating_mul(into - 1);
        let least = if given {
            self.widths.iter().fold(0, |sum: u32, width| sum.saturating_add(*width))
        } else {
            into
        };
        let needed = least.saturating_add(gaps);
        if needed > characters {
            return Err(DivisionError::NoRoom { characters, needed });
        }
        if given {
            return Ok(self.widths.clone());
        }
        let (each, rest) = ((characters - gaps) / into, (characters - gaps) % into);
        let wider = if self.dividing == Dividing::Unequal { rest } else { 0 };
        Ok((0..into).map(|column| each + u32::from(column >= into - wider)).collect())
    }

    /// The columns of a width of `characters` 字, each `character` wide, from `x` on. The first begins at `x`, and the
    /// last of several ends where the width ends, to the unit; a single column of a given width may end before.
    ///
    /// # Errors
    /// [`DivisionError`] where there is no room for the columns.
    pub fn spans(
        &self,
        x: Length,
        characters: u32,
        gap: u32,
        character: Length,
    ) -> Result<Vec<Span>, DivisionError> {
        let counts = self.characters(characters, gap)?;
        let whole = character * i64::from(characters);
        let gaps = i64::from(self.into - 1);
        if self.dividing == Dividing::Width && self.widths.is_empty() {
            let gap = character * i64::from(gap);
            let text = whole - gap * gaps;
            let edge = |column: u32| x + text.scale(i64::from(column), i64::from(self.into));
            let spans = (0..self.into).map(|column| {
                let left = edge(column) + gap * i64::from(column);
                Span { x: left, width: edge(column + 1) + gap * i64::from(column) - left }
            });
            return Ok(spans.collect());
        }
        let text: Length = counts.iter().map(|count| character * i64::from(*count)).sum();
        let air = whole - text;
        let mut spans = Vec::with_capacity(counts.len());
        let mut set = Length::ZERO;
        for (column, count) in (0_i64..).zip(counts) {
            let before = if gaps == 0 { Length::ZERO } else { air.scale(column, gaps) };
            let width = character * i64::from(count);
            spans.push(Span { x: x + set + before, width });
            set += width;
        }
        Ok(spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EM: Length = Length::from_pt(9);

    fn spans(division: &Division, characters: u32) -> Vec<(Length, Length)> {
        let spans = division.spans(Length::ZERO, characters, 1, EM).unwrap();
        spans.iter().map(|span| (span.x, span.width)).collect()
    }

    #[test]
    fn the_textbook_breaks_three_into_two_and_five_into_three() {
        let two = Division::into(2, Dividing::Whole);
        assert_eq!(spans(&two, 41), [(Length::ZERO, EM * 20), (EM * 21, EM * 20)]);
        let three = |dividing| Division::into(3, dividing);
        assert_eq!(three(Dividing::Unequal).characters(69, 1), Ok(vec![22, 22, 23]));
        // The gaps are half a character wider each.
        let wider = [(Length::ZERO, EM * 22), (EM * 47 / 2, EM * 22), (EM * 47, EM * 22)];
        assert_eq!(spans(&three(Dividing::Whole), 69), wider);
        let equal = spans(&three(Dividing::Width), 69);
        assert_eq!(equal[1], (EM * 70 / 3, EM * 67 / 3));
    }

    #[test]
    fn columns_begin_and_end_where_the_width_does() {
        for dividing in [Dividing::Whole, Dividing::Width, Dividing::Unequal] {
            for into in 1..8 {
                for characters in 20..120 {
                    let found = spans(&Division::into(into, dividing), characters);
                    let (first, last) = (found[0], found[found.len() - 1]);
                    assert_eq!(first.0, Length::ZERO);
                    // A single column has no gap that could take the rest, and there is none.
                    assert_eq!(
                        last.0 + last.1,
                        EM * i64::from(characters),
                        "{dividing:?} {into} {characters}"
                    );
                    for pair in found.windows(2) {
                        assert!(pair[0].0 + pair[0].1 + EM <= pair[1].0, "{dividing:?} {into} {characters}");
                    }
                }
            }
        }
    }

    #[test]
    fn widths_of_its_own_leave_the_rest_to_the_gaps() {
        let given = Division { into: 2, dividing: Dividing::Unequal, widths: vec![13, 25] };
        assert_eq!(spans(&given, 41), [(Length::ZERO, EM * 13), (EM * 16, EM * 25)]);
    }

    #[test]
    fn what_does_not_fit_is_an_error() {
        let error = Division::into(8, Dividing::Whole).characters(13, 1).unwrap_err();
        assert_eq!(error, DivisionError::NoRoom { characters: 13, needed: 15 });
        assert_eq!(Division::into(0, Dividing::Whole).characters(13, 1), Err(DivisionError::Count));
        let odd = Division { into: 3, dividing: Dividing::Unequal, widths: vec![4, 4] };
        assert_eq!(odd.characters(13, 1), Err(DivisionError::Count));
    }
}
