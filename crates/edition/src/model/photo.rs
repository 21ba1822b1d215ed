//! The place of a picture in a block, and which part of the picture it shows.

use banxin_measure::CellRect;
use serde::{Deserialize, Serialize};

/// The place of one picture of a story: grid cells of the page, caption lines included at their foot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Photo {
    /// Id of the picture within the story.
    pub picture: String,
    /// Where it stands, relative to the page's grid; the caption takes the last `caption_lines` of it.
    pub cells: CellRect,
    /// Lines at the foot that belong to the caption.
    pub caption_lines: u32,
    /// 破栏: into how many equal parts the width of `cells` is broken, with gaps of the grid's gap; 1 for none.
    pub parts: u32,
    /// Which of these parts the picture takes, from 0 at the left; always less than `parts`.
    pub part: u32,
    /// Which part of the picture it shows.
    #[serde(default)]
    pub crop: Crop,
}

/// How a picture fills its frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fitting {
    /// 充满: as small as fills the frame; what reaches out is cut off.
    #[default]
    Fill,
    /// 适合: as large as shows whole; the frame may stay bare at two sides.
    Fit,
}

/// Which part of a picture its frame shows (裁图).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Crop {
    /// How it fills its frame at a scale of 1000.
    pub fitting: Fitting,
    /// How much larger it is shown than that, in permille.
    pub scale: u16,
    /// The point of the picture that is kept in view: permille of its width from the left …
    pub x: u16,
    /// … and of its height from the top; 500 and 500 for its middle.
    pub y: u16,
    /// Whether it is mirrored left to right (翻转): letters and faces are then wrong, which a check tells.
    pub flip: bool,
}

impl Default for Crop {
    fn default() -> Crop {
        Crop { fitting: Fitting::Fill, scale: 1000, x: 500, y: 500, flip: false }
    }
}

impl Photo {
    /// A picture in a place of its own, shown from its middle.
    pub fn new(picture: impl Into<String>, cells: CellRect, caption_lines: u32) -> Photo {
        Photo { picture: picture.into(), cells, caption_lines, parts: 1, part: 0, crop: Crop::default() }
    }
}
