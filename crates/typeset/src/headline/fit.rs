//! Fitting a headline: the largest size at which it fits its width and number of lines, and 长体 or 扁体 within limits.
//!
//! 长体 is type narrowed, 扁体 type widened against its height. Newspapers allow both for headlines, in moderation;
//! clreq and the trade would rather have a face that is narrow by itself.

use super::{Broken, split};
use crate::unit::Shaped;
use banxin_measure::Length;
use std::ops::RangeInclusive;

/// What a style allows to a headline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Lines that it may take.
    pub lines: RangeInclusive<usize>,
    /// 长体: the least width of its type in permille; 1000 allows none.
    pub narrowest: u16,
    /// 扁体: the most width of its type in permille, if it leaves more than a character of its width blank; 1000 allows
    /// none.
    pub widest: u16,
}

/// A headline as it was fitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// Its size.
    pub size: Length,
    /// Its lines.
    pub broken: Broken,
    /// Width of its type in permille, the same for all lines.
    pub permille: u16,
    /// Whether all lines fit.
    pub fits: bool,
}

/// Chooses among `sizes`, the largest first, the first at which the headline fits and no rule gives way; `shape` gives
/// its text at a size. Narrowing goes before a smaller size, as far as the limits let it.
///
/// Where every size breaks a rule, the one is taken that breaks the lightest; where none fits, the last, narrowed as
/// far as may be. `None` if there are no sizes.
pub fn fit(
    shape: &dyn Fn(Length) -> Shaped,
    sizes: &[Length],
    width: Length,
    limits: &Limits,
) -> Option<Fitted> {
    let mut best: Option<Fitted> = None;
    for size in sizes {
        let fitted = at_size(&shape(*size), *size, width, limits);
        if fitted.fits && fitted.broken.cuts.is_empty() {
            return Some(fitted);
        }
        // What does not fit is better the smaller it is; what breaks a rule the larger.
        let better = best.as_ref().is_none_or(|best| match (best.fits, fitted.fits) {
            (true, true) => fitted.broken.gravity() < best.broken.gravity(),
            (true, false) => false,
            (false, _) => true,
        });
        if better {
            best = Some(fitted);
        }
    }
    best
}

fn at_size(shaped: &Shaped, size: Length, width: Length, limits: &Limits) -> Fitted {
    let plain = split(shaped, width, limits.lines.clone());
    let widest = plain.widest(shaped);
    if widest <= width && (plain.cuts.is_empty() || limits.narrowest >= 1000) {
        let filled = if widest + size < width { permille_to(widest, width).min(limits.widest) } else { 1000 };
        return Fitted { size, broken: plain, permille: filled.max(1000), fits: true };
    }
    let least = limits.narrowest.clamp(1, 1000);
    let room = Length::from_emu(width.emu() * 1000 / i64::from(least));
    let narrowed = split(shaped, room, limits.lines.clone());
    let natural = narrowed.widest(shaped);
    if natural > room || narrowed.gravity() >= plain.gravity() && widest <= width {
        let fits = widest <= width;
        let permille = if fits { 1000 } else { least };
        return Fitted { size, broken: plain, permille, fits };
    }
    Fitted { size, broken: narrowed, permille: permille_to(natural, width).clamp(least, 1000), fits: true }
}

/// The width of type in permille at which a line of a natural width fills another.
pub fn permille_to(natural: Length, width: Length) -> u16 {
    u16::try_from(width.emu().max(0) * 1000 / natural.emu().max(1)).unwrap_or(u16::MAX)
}
