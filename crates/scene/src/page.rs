//! A page of the display list: its faces, its blocks, and the guides that an editor draws under them.

use crate::Item;
use banxin_measure::{Length, Rect, Size};

/// Index of a face in [`Scene::faces`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceIndex(pub u16);

/// A face by name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceName {
    /// Family, such as `Noto Serif SC`.
    pub family: String,
    /// Style within the family, such as `Regular` or `Black`.
    pub style: String,
}

/// One page, ready to be painted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Number of the page as it is printed (版次), such as `05`.
    pub page: String,
    /// Size of the trimmed page.
    pub trim: Size,
    /// The faces that the runs name.
    pub faces: Vec<FaceName>,
    /// Blocks in the order of painting.
    pub blocks: Vec<SceneBlock>,
    /// What an editor shows of the grid.
    pub guides: Guides,
}

/// The items of one block of the document (or of the page's furniture).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SceneBlock {
    /// Id of the block in the page file.
    pub id: String,
    /// The block's frame.
    pub frame: Rect,
    /// What to paint, in order.
    pub items: Vec<Item>,
    /// How the text fits; `None` for a block without text.
    pub fit: Option<Fit>,
    /// The lines of stories' texts in it, in reading order: for whoever edits them; painters pass them over.
    pub lines: Vec<TextLine>,
}

/// A line of a paragraph of a story, with every place that a caret (插入点) can take in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// Id of the story.
    pub story: String,
    /// Number of the paragraph within the story.
    pub paragraph: u32,
    /// Its baseline.
    pub baseline: Length,
    /// The size of its type.
    pub size: Length,
    /// Where its stretch begins.
    pub start: Length,
    /// How wide its stretch is.
    pub width: Length,
    /// Characters of the paragraph before the place, and where the place is: at least one, the last behind the line's last character.
    pub stops: Vec<(u32, Length)>,
}

/// How a story fits its place: 余 (overset) or 欠 (underset).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fit {
    /// Characters of the story that did not fit (余).
    pub overset_characters: u32,
    /// Lines they would take.
    pub overset_lines: u32,
    /// Lines of the place that stayed empty (欠).
    pub underset_lines: u32,
}

/// The grid as an editor draws it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guides {
    /// The type area (版心).
    pub type_area: Rect,
    /// The basic columns, left to right.
    pub columns: Vec<Rect>,
    /// Tops of the lines, downwards.
    pub lines: Vec<Length>,
}
