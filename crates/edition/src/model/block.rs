//! A block (块) on a page: where it stands, what stands in it, how it meets its neighbours.

use super::{Layout, Line, Photo};
use crate::limits;
use banxin_measure::{CellRect, Grid, Length, Rect, Turn};
use serde::{Deserialize, Serialize};

/// A block on the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Block {
    /// Stable id within the page, such as `b2`.
    pub id: String,
    /// What stands there.
    #[serde(flatten)]
    pub kind: BlockKind,
    /// Where: columns and lines of the page's grid. For a block placed freely, the fewest cells that hold it.
    pub cells: CellRect,
    /// The style of the paper in which its 正文 is set; `None` takes the usual one. A 散件 without 正文 is set in it as a
    /// whole. Only where text runs: [`BlockKind::holds_text`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<String>,
    /// How it lies among its neighbours.
    #[serde(default, skip_serializing_if = "Stand::is_usual")]
    pub stand: Stand,
}

/// How a block lies among its neighbours, and what the designer calls it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Stand {
    /// 自由定位: where it stands off the grid, for the kinds that may ([`BlockKind::may_be_free`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<Rect>,
    /// 旋转: how it is turned within its place, for the kinds that may ([`BlockKind::may_turn`]).
    #[serde(default)]
    pub turn: Turn,
    /// 图文互斥: how the texts of others keep clear of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrap: Option<Wrap>,
    /// The paper's look (边框, 底纹) behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<String>,
    /// Name that the designer gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 成组: blocks of one group move together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// 图层: the layer of the page that it lies on; the lowest one if none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// 锁定: whether hands are kept off it.
    #[serde(default)]
    pub locked: bool,
}

/// How the texts of other blocks keep clear of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Wrap {
    /// At which sides text may stand.
    pub sides: WrapSides,
    /// How far text keeps away.
    pub distance: Length,
}

/// At which sides of a block the text of others may stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WrapSides {
    /// 两侧: left and right of it.
    #[default]
    Both,
    /// 左侧: left of it only.
    Left,
    /// 右侧: right of it only.
    Right,
    /// 上下: above and below only.
    Neither,
    /// 压图, 叠放: it lies over others on purpose and text runs on below it.
    Over,
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
        headline_size: Option<Length>,
        /// Lines of the grid that the head (引题 to 署名) takes.
        head_lines: u32,
        /// Pictures inside the article's rectangle, each with its caption below.
        photos: Vec<Photo>,
        /// Whether the article stands in a box with a ground.
        boxed: bool,
        /// How it is made up else.
        #[serde(default)]
        layout: Box<Layout>,
    },
    /// 图组: pictures with captions, their lead text and credit, in a box.
    Photos {
        /// Id of the story.
        story: String,
        /// Type size of the headline; `None` takes the style's.
        headline_size: Option<Length>,
        /// Lines of the grid that the head takes.
        head_lines: u32,
        /// Places of the pictures, each with its caption below.
        photos: Vec<Photo>,
        /// How it is made up else.
        #[serde(default)]
        layout: Box<Layout>,
    },
    /// 续排: where the text of a story goes on that did not fit the block before.
    Text {
        /// Id of the story.
        story: String,
        /// Id of the block of this page after which the text goes on here.
        after: String,
        /// How its columns are made up; it has no head.
        #[serde(default)]
        layout: Box<Layout>,
    },
    /// 二维码: the code with its words beside it.
    Qr {
        /// Id of the story.
        story: String,
    },
    /// 二维码 by itself: black alone, no words.
    Code {
        /// The text or address that it says.
        content: String,
        /// 模块: how large each of its squares is.
        module: Length,
    },
    /// 导读: a box that leads to other pages. `story` holds its words.
    Contents {
        /// Id of the story.
        story: String,
    },
    /// 导读 that quotes: the heads of stories of the edition, each with its page.
    Guide {
        /// Its heading, such as `今日导读`; empty for none.
        title: String,
        /// The stories that it leads to, by id, in their order.
        stories: Vec<String>,
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
        /// Which part of the picture it shows.
        #[serde(default)]
        crop: super::Crop,
    },
    /// 报头: the paper's name, its date by both calendars, 期号, 刊号 and what else the paper says of itself.
    Masthead,
    /// 栏目头: the head of a regular column from the paper's library.
    Section {
        /// Name of the head in the paper.
        section: String,
    },
    /// 责编, 版式, 校对: who made the page.
    Staff,
    /// 线: a rule along the longer side of its place, in its middle.
    Rule {
        /// How it is drawn.
        line: Line,
    },
    /// 框, 底: a box or tint by itself, with the look of its [`Stand`].
    Panel,
    /// 广告: the place of an advertisement.
    Ad {
        /// Who advertises, as the ledger of the advertising department has it.
        client: String,
        /// The advertisement as a picture inside the edition folder, such as `ads/0123.jpg`; `None` until it is there.
        file: Option<String>,
    },
}

impl Stand {
    /// Whether there is nothing special about it.
    pub fn is_usual(&self) -> bool {
        *self == Stand::default()
    }
}

impl Block {
    /// A block whose text is set in the usual styles.
    pub fn new(id: impl Into<String>, kind: BlockKind, cells: CellRect) -> Block {
        Block { id: id.into(), kind, cells, style: None, stand: Stand::default() }
    }

    /// Whether it has a place on a page of this grid: cells of it or, off the grid, a size and some of the trimmed page.
    pub fn stands_on(&self, grid: &Grid) -> bool {
        let Some(free) = &self.stand.free else { return grid.holds(&self.cells) };
        let near = |side: &Length| -limits::LENGTH <= *side && *side <= limits::LENGTH;
        let held = [free.x, free.y, free.width, free.height].iter().all(near);
        held && free.width > Length::ZERO && free.height > Length::ZERO && grid.page().overlaps(free)
    }

    /// Whether it may share its place with others without anybody asking: rules and grounds lie under and between.
    pub const fn lies_under(&self) -> bool {
        matches!(self.kind, BlockKind::Rule { .. } | BlockKind::Panel)
    }
}

impl BlockKind {
    /// Whether paragraphs run in it, which may then have a style of the block's own.
    pub const fn holds_text(&self) -> bool {
        matches!(
            self,
            BlockKind::Article { .. }
                | BlockKind::Photos { .. }
                | BlockKind::Part { .. }
                | BlockKind::Text { .. }
        )
    }

    /// Whether it may stand off the grid: whatever has no columns.
    pub const fn may_be_free(&self) -> bool {
        !matches!(self, BlockKind::Article { .. } | BlockKind::Photos { .. } | BlockKind::Text { .. })
    }

    /// Whether all of it must lie on the trimmed page: words that are cut off are lost, pictures and grounds may bleed.
    pub const fn must_be_whole(&self) -> bool {
        !matches!(
            self,
            BlockKind::Picture { .. } | BlockKind::Ad { .. } | BlockKind::Panel | BlockKind::Rule { .. }
        )
    }

    /// Whether it may be turned by quarters: whatever has no columns.
    pub const fn may_turn(&self) -> bool {
        self.may_be_free()
    }

    /// Id of the story that stands in the block.
    pub fn story(&self) -> Option<&str> {
        match self {
            BlockKind::PageTitle { story }
            | BlockKind::Article { story, .. }
            | BlockKind::Photos { story, .. }
            | BlockKind::Text { story, .. }
            | BlockKind::Qr { story }
            | BlockKind::Contents { story }
            | BlockKind::Part { story, .. }
            | BlockKind::Picture { story, .. } => Some(story),
            _ => None,
        }
    }

    /// Whether the story stands here as a whole, and not only a part, a picture or the rest of it.
    pub const fn holds_whole_story(&self) -> bool {
        matches!(
            self,
            BlockKind::PageTitle { .. }
                | BlockKind::Article { .. }
                | BlockKind::Photos { .. }
                | BlockKind::Qr { .. }
                | BlockKind::Contents { .. }
        )
    }

    /// How an article, a photo group or a text that goes on is made up.
    pub fn layout(&self) -> Option<&Layout> {
        match self {
            BlockKind::Article { layout, .. }
            | BlockKind::Photos { layout, .. }
            | BlockKind::Text { layout, .. } => Some(layout),
            _ => None,
        }
    }

    /// The same, to change it.
    pub fn layout_mut(&mut self) -> Option<&mut Layout> {
        match self {
            BlockKind::Article { layout, .. }
            | BlockKind::Photos { layout, .. }
            | BlockKind::Text { layout, .. } => Some(layout),
            _ => None,
        }
    }
}
