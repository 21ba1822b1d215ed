//! A page (版面): its grid and the blocks that stand on it.

use banxin_measure::{CellRect, Grid};
use serde::{Deserialize, Serialize};

/// One page of an edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Page {
    /// Number as printed (版次), such as `05`; also the name of its file.
    pub number: String,
    /// Name of the page (版名), shown in the 报眉 and, where a block asks for it, in the title bar.
    pub title: String,
    /// Which inks it may use.
    pub colour: PageColour,
    /// Its grid.
    pub grid: Grid,
    /// Its blocks, in the order of painting.
    pub blocks: Vec<Block>,
}

/// Which inks a page may use (版面色别).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageColour {
    /// 黑白: black alone.
    Black,
    /// 套红: black and one red.
    BlackAndRed,
    /// 彩: all four inks.
    #[default]
    Full,
}

/// A block on the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Block {
    /// Stable id within the page, such as `b2`.
    pub id: String,
    /// What stands there.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Where: columns and lines of the page's grid.
    pub cells: CellRect,
    /// The style of the paper in which its 正文 is set; `None` takes the usual one. Only where text runs:
    /// [`BlockKind::holds_text`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
}

/// What stands in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
pub enum BlockKind {
    /// 报眉: name of the paper, date, page title and page number in one line over a rule.
    Folio,
    /// 版名条: the page's title in a bar. `story` is the `PageTitle` story whose text it shows.
    PageTitle {
        /// Id of the story.
        story: String,
    },
    /// 稿件: head over its columns, text in columns, pictures on column edges.
    Article {
        /// Id of the story.
        story: String,
        /// Type size of the headline; `None` takes the style's.
        headline_size: Option<banxin_measure::Length>,
        /// Lines of the grid that the head (引题 to 署名) takes.
        head_lines: u32,
        /// Pictures inside the article's rectangle, each with its caption below.
        photos: Vec<Photo>,
        /// Whether the article stands in a box with a ground.
        boxed: bool,
    },
    /// 图组: pictures with captions, their lead text and credit, in a box.
    Photos {
        /// Id of the story.
        story: String,
        /// Type size of the headline; `None` takes the style's.
        headline_size: Option<banxin_measure::Length>,
        /// Lines of the grid that the head takes.
        head_lines: u32,
        /// Places of the pictures, each with its caption below.
        photos: Vec<Photo>,
    },
    /// 二维码: the code with its words beside it.
    Qr {
        /// Id of the story.
        story: String,
    },
    /// 导读: a box that leads to other pages.
    Contents {
        /// Id of the story.
        story: String,
    },
    /// 散件: paragraphs of a story that stand by themselves, such as a byline, a caption or a 提要. They stand
    /// nowhere else then; one that the story does not have any more is left out.
    Part {
        /// Id of the story.
        story: String,
        /// Numbers of the paragraphs, in the order in which they stand.
        paragraphs: Vec<u32>,
    },
    /// 单图: one picture of a story by itself, its caption below it.
    Picture {
        /// Id of the story.
        story: String,
        /// Id of the picture within the story.
        picture: String,
        /// Lines at the foot that belong to the caption.
        caption_lines: u32,
    },
}

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
}

impl Block {
    /// A block whose text is set in the usual styles.
    pub fn new(id: impl Into<String>, kind: BlockKind, cells: CellRect) -> Block {
        Block { id: id.into(), kind, cells, style: None }
    }
}

impl BlockKind {
    /// Whether paragraphs run in it, which may then have a style of the block's own.
    pub const fn holds_text(&self) -> bool {
        matches!(self, BlockKind::Article { .. } | BlockKind::Photos { .. } | BlockKind::Part { .. })
    }

    /// Id of the story that stands in the block.
    pub fn story(&self) -> Option<&str> {
        match self {
            BlockKind::Folio => None,
            BlockKind::PageTitle { story }
            | BlockKind::Article { story, .. }
            | BlockKind::Photos { story, .. }
            | BlockKind::Qr { story }
            | BlockKind::Contents { story }
            | BlockKind::Part { story, .. }
            | BlockKind::Picture { story, .. } => Some(story),
        }
    }

    /// Whether the story stands here as a whole, and not only a part or a picture of it.
    pub const fn holds_whole_story(&self) -> bool {
        !matches!(self, BlockKind::Folio | BlockKind::Part { .. } | BlockKind::Picture { .. })
    }
}

impl Page {
    /// The block with this id.
    pub fn block(&self, id: &str) -> Option<&Block> {
        self.blocks.iter().find(|block| block.id == id)
    }
}
