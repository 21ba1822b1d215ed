//! The manner (标点风格) in which a paragraph's marks and its boundaries of Han and Western text are set.

/// Which way lines run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    /// 横排.
    #[default]
    Horizontal,
    /// 直排, in which ： ； ？ ！ stand in the middle of their em and keep it (clreq, table of marks).
    Vertical,
}

/// How much room marks take (clreq 3.1.5, xeCJK's names beside).
///
/// Two things hold in every style: adjacent marks share what blank is between them, and marks at the edges of lines
/// lose theirs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// 全角式 (quanjiao): one em each, less where a line has to be compressed.
    #[default]
    Full,
    /// 开明式 (kaiming): 。．？！ one em, all others half.
    Kaiming,
    /// 半角式 (banjiao): half an em each.
    Half,
    /// 行末半角式 (hangmobanjiao): one em each inside the line, never squeezed to fill it, half at its end.
    LineEndHalf,
}

/// Space between Han and Western text (中西间距, clreq 3.2.1), in permille of the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HanWestern {
    /// Before adjustment.
    pub space: u16,
    /// The least after compression.
    pub least: u16,
    /// The most before all other gaps are stretched.
    pub most: u16,
}

impl Default for HanWestern {
    fn default() -> HanWestern {
        HanWestern { space: 250, least: 125, most: 500 }
    }
}

/// How marks and boundaries are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Manner {
    /// Which way lines run.
    pub direction: Direction,
    /// How much room marks take.
    pub punctuation: Punctuation,
    /// Space between Han and Western text.
    pub han_western: HanWestern,
    /// Whether a blank typed between two Han keeps names and parts of a head a full em apart, as newspapers want it.
    pub wide_blanks: bool,
}
