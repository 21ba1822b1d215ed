//! What a printer asks of a page, as numbers. A printer profile fills them in; left as they are, they are what
//! newspapers ask everywhere.

use banxin_measure::Length;

/// The limits of a printer. The numbers in brackets are those of the requirements of the Ghent Workgroup's GWG 2022 for
/// newspapers, from which the default comes; what has none is a custom of the trade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Resolution under which a picture is worth a warning, pixels per inch at its size on the page (R0031).
    pub low: u32,
    /// Resolution up to which a picture must not print, pixels per inch (R0031).
    pub least: u32,
    /// Resolution under which line art (线条稿, one bit a pixel) is worth a warning, pixels per inch (R0032).
    pub line_art_low: u32,
    /// Resolution up to which line art must not print, pixels per inch (R0032).
    pub line_art_least: u32,
    /// Most ink on an average of any square of 15 mm, percent of the four solids together (R0026).
    pub ink_mean: u32,
    /// Most ink in one place (总墨量), percent of the four solids together (ISO 12647-3).
    pub ink_limit: u32,
    /// Type under this is too small for the printer, whatever the paper allows.
    pub type_least: Length,
    /// Reversed type (反白) and type of several inks is no smaller than this (R0016, R0017).
    pub type_fine: Length,
    /// Rules are no thinner than this: those of several inks by R0019, those of one by custom.
    pub rule_least: Length,
    /// Reversed rules (反白线) are no thinner than this: R0018 asks for 0.25 pt, newsprint, whose ink spreads, for more.
    pub rule_reversed: Length,
    /// Whether solid black prints over what lies under it (黑版叠印), as R0009 and R0010 ask.
    pub black_overprints: bool,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            low: 150,
            least: 99,
            line_art_low: 800,
            line_art_least: 549,
            ink_mean: 245,
            ink_limit: 240,
            type_least: Length::ZERO,
            type_fine: Length::from_pt(10),
            rule_least: Length::from_pt(1) / 4,
            rule_reversed: Length::from_pt(1) / 2,
            black_overprints: true,
        }
    }
}
