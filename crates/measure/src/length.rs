//! [`Length`], its units, its one rounding rule, and its text form in documents.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Units of length in one DTP point (1/72 inch).
pub const EMU_PER_PT: i64 = 12_700;
/// Units of length in one millimetre.
pub const EMU_PER_MM: i64 = 36_000;

/// A length in units of 1/12 700 pt, exact for points, millimetres and characters (字) of whole half points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

/// Why a text is no length; `Display` says what is expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LengthError(String);

impl fmt::Display for LengthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a length: write a number and mm or pt, such as 390mm or 10.5pt", self.0)
    }
}

impl std::error::Error for LengthError {}

impl Length {
    /// No length.
    pub const ZERO: Length = Length(0);

    /// From units of 1/12 700 pt.
    pub const fn from_emu(emu: i64) -> Length {
        Length(emu)
    }

    /// From whole points.
    pub const fn from_pt(pt: i64) -> Length {
        Length(pt * EMU_PER_PT)
    }

    /// From whole millimetres.
    pub const fn from_mm(mm: i64) -> Length {
        Length(mm * EMU_PER_MM)
    }

    /// The count of units.
    pub const fn emu(self) -> i64 {
        self.0
    }

    /// In points, for painters and messages only.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / EMU_PER_PT as f64
    }

    /// In millimetres, for painters and messages only.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / EMU_PER_MM as f64
    }

    /// This length times `numerator / denominator`, rounded half away from zero: the one rounding rule of the
    /// house. A denominator of zero gives zero.
    pub fn scale(self, numerator: i64, denominator: i64) -> Length {
        if denominator == 0 {
            return Length::ZERO;
        }
        let product = i128::from(self.0) * i128::from(numerator);
        let divisor = i128::from(denominator);
        let half = divisor.abs() / 2;
        let rounded = if (product < 0) == (divisor < 0) {
            (product.abs() + half) / divisor.abs()
        } else {
            -((product.abs() + half) / divisor.abs())
        };
        Length(i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX }))
    }

    /// Font units at a type size: `units / units_per_em` of `size`, by the one rounding rule.
    pub fn from_font_units(units: i32, units_per_em: u16, size: Length) -> Length {
        size.scale(i64::from(units), i64::from(units_per_em))
    }

    /// The absolute length.
    pub const fn abs(self) -> Length {
        Length(self.0.abs())
    }

    /// How often `other` goes into this length as a whole; zero if `other` is not positive.
    pub const fn whole(self, other: Length) -> i64 {
        if other.0 <= 0 { 0 } else { self.0.div_euclid(other.0) }
    }

    /// Reads `390mm`, `10.5pt` or `123emu`. At most six decimals; the rest of the house never sees a float.
    ///
    /// # Errors
    /// [`LengthError`] when the text is not of that form or out of range.
    pub fn parse(text: &str) -> Result<Length, LengthError> {
        let wrong = || LengthError(text.to_owned());
        let trimmed = text.trim();
        let (number, unit) = [("mm", EMU_PER_MM), ("pt", EMU_PER_PT), ("emu", 1)]
            .iter()
            .find_map(|(suffix, unit)| trimmed.strip_suffix(suffix).map(|n| (n.trim(), *unit)))
            .ok_or_else(wrong)?;
        let (negative, digits) = match number.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 9
            || fraction.len() > 6
            || !all_digits(whole)
            || !all_digits(fraction)
        {
            return Err(wrong());
        }
        let millionths: i64 = format!("{whole}{fraction:0<6}").parse().map_err(|_| wrong())?;
        let length = Length(millionths).scale(unit, 1_000_000);
        Ok(if negative { -length } else { length })
    }
}

/// The canonical text: millimetres or points with as few decimals as say it exactly, else `emu`.
impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (unit, name) in [(EMU_PER_MM, "mm"), (EMU_PER_PT, "pt")] {
            let millionths = i128::from(self.0) * 1000;
            if millionths % i128::from(unit) == 0 {
                let thousandths = millionths / i128::from(unit);
                let sign = if thousandths < 0 { "-" } else { "" };
                let (whole, rest) = (thousandths.abs() / 1000, thousandths.abs() % 1000);
                let decimals = format!("{rest:03}");
                let decimals = decimals.trim_end_matches('0');
                let dot = if decimals.is_empty() { "" } else { "." };
                return write!(f, "{sign}{whole}{dot}{decimals}{name}");
            }
        }
        write!(f, "{}emu", self.0)
    }
}

impl serde::Serialize for Length {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Length {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Length, D::Error> {
        i64::deserialize(deserializer).map(Length)
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, times: i64) -> Length {
        Length(self.0 * times)
    }
}

impl Div<i64> for Length {
    type Output = Length;
    fn div(self, parts: i64) -> Length {
        self.scale(1, parts)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_and_millimetres_are_exact() {
        assert_eq!(Length::parse("390mm"), Ok(Length::from_mm(390)));
        assert_eq!(Length::parse("10.5pt"), Ok(Length::from_emu(133_350)));
        assert_eq!(Length::parse("-0.25pt"), Ok(Length::from_emu(-3_175)));
        for text in ["390mm", "10.5pt", "-0.25pt", "0.1mm", "7emu"] {
            let length = Length::parse(text).unwrap();
            assert_eq!(Length::parse(&length.to_string()), Ok(length), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_is_refused() {
        for text in ["", "mm", "1", "1e3mm", "1.2.3pt", "--1pt", "12345678901mm", "一mm", "1.1234567mm"] {
            assert!(Length::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(Length::from_emu(5).scale(1, 2), Length::from_emu(3));
        assert_eq!(Length::from_emu(-5).scale(1, 2), Length::from_emu(-3));
        assert_eq!(Length::from_emu(5).scale(1, -2), Length::from_emu(-3));
        assert_eq!(Length::from_font_units(928, 1000, Length::from_pt(9)), Length::from_emu(106_070));
    }
}
