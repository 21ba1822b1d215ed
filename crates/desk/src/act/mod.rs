//! Acts (动作): what a hand does on the page, and the edits that it comes to.
//!
//! A host says what the hand did ("this byline was dropped here", "this was typed"); which edits of the document that
//! means is decided here, once for the window, for its previews and for its tests.

mod blocks;
mod dress;
mod furniture;
mod order;
mod place;
mod typing;

use crate::error::{DeskError, ErrorCode};
use crate::text::{Caret, Selection, TextMap};
use banxin_edition::Edit;
use banxin_edition::model::{Block, Edition, Page, Role};
use banxin_fonts::FontBook;
use banxin_measure::CellRect;
use banxin_scene::Scene;
use dress::Dress;
use serde::Deserialize;

/// What the hand did; see the table of the crate.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub(crate) enum Act {
    Place { what: What, at: At, size: Option<Span> },
    Cells { block: String, cells: CellRect },
    Delete { block: String },
    Set { block: String, to: Box<Dress> },
    Order { block: String, to: Toward },
    Group { blocks: Vec<String> },
    Ungroup { block: String },
    Number { block: String },
    Layers { layers: Vec<LayerLine> },
    Role { story: String, paragraph: u32, role: Role },
    Title { title: String },
    Arrange {},
    Type { anchor: Caret, focus: Caret, text: String, fresh: bool },
    Erase { anchor: Caret, focus: Caret, forward: bool, word: bool },
    Compose { anchor: Caret, focus: Caret, text: String, cursor: u32 },
}

/// What is placed.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum What {
    Story { story: String },
    Picture { story: String, picture: String },
    Part { story: String, paragraphs: Vec<u32> },
    Text {},
    Headline {},
    Rule { upright: Option<u32> },
    Panel {},
    Ad { size: Option<String> },
    Masthead {},
    Staff {},
    Section { section: String },
    Code { content: String },
    Guide { title: String, stories: Vec<String> },
    Rest { after: String },
}

/// Where a block goes in the order of painting.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Toward {
    Front,
    Forward,
    Backward,
    Back,
}

/// A layer of the page as it is to be; `was` is its name until then, `None` for a new one.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LayerLine {
    name: String,
    was: Option<String>,
    #[serde(default)]
    hidden: bool,
    #[serde(default)]
    locked: bool,
}

/// The cell at its top left corner.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct At {
    column: u32,
    line: u32,
}

/// Its size in cells.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    columns: u32,
    lines: u32,
}

/// What an act comes to.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// What the step is called.
    pub(crate) name: &'static str,
    pub(crate) edits: Vec<Edit>,
    /// The block to select.
    pub(crate) select: Option<String>,
    /// Where the text is edited afterwards.
    pub(crate) text: Option<Selection>,
    /// The part of a text that is not finished yet.
    pub(crate) marked: Option<Selection>,
    /// Whether it may go on with the typing before it.
    pub(crate) continues: bool,
}

/// What planning looks at.
pub(crate) struct Ground<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) page: &'a Page,
    pub(crate) scene: &'a Scene,
    pub(crate) fonts: &'a FontBook,
}

impl Ground<'_> {
    /// The edits that an act comes to; nothing is changed yet. What is locked stays where it is.
    pub(crate) fn plan(&self, act: &Act) -> Result<Plan, DeskError> {
        let plan = self.planned(act)?;
        if plan.edits.iter().any(|edit| self.moves_what_is_held(edit)) {
            return Err(refused("the block is locked; unlock it first"));
        }
        Ok(plan)
    }

    /// Whether an edit moves, resizes or deletes a block that hands are kept off.
    fn moves_what_is_held(&self, edit: &Edit) -> bool {
        let held = |page: &str, block: &str| {
            let page = self.edition.pages.iter().find(|one| one.number == *page)?;
            page.block(block).filter(|block| page.is_held(block))
        };
        match edit {
            Edit::RemoveBlock { page, block } => held(page, block).is_some(),
            Edit::MoveBlock { page, block, cells, .. } => {
                held(page, block).is_some_and(|held| held.cells != *cells)
            }
            Edit::PutBlock { page, block, .. } => held(page, &block.id)
                .is_some_and(|held| held.stand.free != block.stand.free || held.cells != block.cells),
            _ => false,
        }
    }

    fn planned(&self, act: &Act) -> Result<Plan, DeskError> {
        match act {
            Act::Place { what, at, size } => self.place(what, *at, *size),
            Act::Cells { block, cells } => self.cells(self.block(block)?, *cells),
            Act::Delete { block } => Ok(self.delete(self.block(block)?)),
            Act::Set { block, to } => self.dress(self.block(block)?, to),
            Act::Order { block, to } => Ok(self.order(self.block(block)?, *to)),
            Act::Group { blocks } => self.group(blocks),
            Act::Ungroup { block } => Ok(self.ungroup(self.block(block)?)),
            Act::Number { block } => self.number(self.block(block)?),
            Act::Layers { layers } => self.layers(layers),
            Act::Role { story, paragraph, role } => {
                let pictures = self.edition.stories.get(story).map_or(&[][..], |story| &story.pictures);
                let is_caption = pictures.iter().any(|picture| picture.caption == Some(*paragraph));
                if is_caption && *role != Role::Caption {
                    return Err(refused("this is the caption of a picture and stays one"));
                }
                let edit = Edit::SetRole { story: story.clone(), paragraph: *paragraph, role: *role };
                Ok(Plan { name: "role", edits: vec![edit], ..Plan::default() })
            }
            Act::Title { title } => {
                let edit = Edit::SetPageTitle { page: self.page.number.clone(), title: title.clone() };
                Ok(Plan { name: "title", edits: vec![edit], ..Plan::default() })
            }
            Act::Arrange {} => self.arrange(),
            Act::Type { anchor, focus, text, fresh } => {
                let selection = Selection { anchor: anchor.clone(), focus: focus.clone() };
                Ok(Plan { continues: !fresh, ..self.replaced(&selection, text)? })
            }
            Act::Erase { anchor, focus, forward, word } => {
                let selection = Selection { anchor: anchor.clone(), focus: focus.clone() };
                self.erased(&selection, *forward, *word)
            }
            Act::Compose { anchor, focus, text, cursor } => {
                let selection = Selection { anchor: anchor.clone(), focus: focus.clone() };
                self.composed(&selection, text, *cursor)
            }
        }
    }

    fn map(&self) -> TextMap<'_> {
        TextMap::new(self.edition, self.scene)
    }

    fn block(&self, id: &str) -> Result<&Block, DeskError> {
        let unknown = || refused(format!("the page has no block {id:?}"));
        self.page.block(id).ok_or_else(unknown)
    }

    /// The place of a block in the order of painting.
    fn depth(&self, id: &str) -> u32 {
        let at = self.page.blocks.iter().position(|block| block.id == id);
        u32::try_from(at.unwrap_or(self.page.blocks.len())).unwrap_or(u32::MAX)
    }

    /// Puts a block where the one of its id is, or on top.
    fn put(&self, block: Block) -> Edit {
        self.put_at(self.depth(&block.id), block)
    }

    /// Puts a block at a place in the order of painting.
    fn put_at(&self, at: u32, block: Block) -> Edit {
        Edit::PutBlock { page: self.page.number.clone(), at, block }
    }

    /// The cells moved and cut so that they lie on the grid.
    fn on_grid(&self, cells: CellRect) -> CellRect {
        let grid = &self.page.grid;
        let columns = cells.columns.clamp(1, grid.columns);
        let lines = cells.lines.clamp(1, grid.lines);
        CellRect::new(
            cells.column.min(grid.columns - columns),
            cells.line.min(grid.lines - lines),
            columns,
            lines,
        )
    }
}

/// An act that cannot be done.
pub(crate) fn refused(detail: impl Into<String>) -> DeskError {
    DeskError::new(ErrorCode::Refused, detail)
}
