//! Text under the hand (文字编辑): where a caret stands, how it moves, what is selected, where it shows.
//!
//! A caret is a place between two characters of a paragraph. Where it shows is read from the lines that makeup kept
//! in the scene, so that a click and the printed page never disagree. The paragraphs that stand in one block follow
//! each other in the order in which their lines are read there; those that found no room (余) come after them.

mod hit;
mod map;
mod moves;

pub(crate) use hit::{HitRequest, hit};
pub(crate) use map::TextMap;
pub(crate) use moves::{CaretRequest, by_character, by_word, caret};

use banxin_edition::model::Role;
use banxin_measure::{Length, Rect};
use serde::{Deserialize, Serialize};

/// A place in a text (插入点).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Caret {
    /// Id of the story.
    pub(crate) story: String,
    /// Number of the paragraph.
    pub(crate) paragraph: u32,
    /// Characters before it.
    pub(crate) offset: u32,
    /// At a place where a line ends and the next begins: whether it shows at the end of the first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) at_end: bool,
}

/// A selection (选区), from where it was begun to where it is; empty where both are the same place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Selection {
    pub(crate) anchor: Caret,
    pub(crate) focus: Caret,
}

/// What a host needs to show a selection; see the table of the crate.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TextState {
    anchor: Caret,
    focus: Caret,
    /// The x to which moves up and down keep.
    goal: Option<i64>,
    /// x, y, height.
    caret: Option<[i64; 3]>,
    selection: Vec<[i64; 4]>,
    marked: Vec<[i64; 4]>,
    text: String,
    block: Option<String>,
    role: Role,
}

impl Caret {
    /// A place in a paragraph.
    pub(crate) fn new(story: &str, paragraph: u32, offset: u32) -> Caret {
        Caret { story: story.to_owned(), paragraph, offset, at_end: false }
    }

    /// The same paragraph, at another character.
    pub(crate) fn at(&self, offset: u32) -> Caret {
        Caret::new(&self.story, self.paragraph, offset)
    }

    /// Whether both are between the same characters.
    pub(crate) fn same_place(&self, other: &Caret) -> bool {
        self.story == other.story && self.paragraph == other.paragraph && self.offset == other.offset
    }
}

impl Selection {
    /// A caret with nothing selected.
    pub(crate) fn caret(at: Caret) -> Selection {
        Selection { anchor: at.clone(), focus: at }
    }

    /// Whether nothing is selected.
    pub(crate) fn is_empty(&self) -> bool {
        self.anchor.same_place(&self.focus)
    }
}

impl TextState {
    /// The state of a selection on a page; `None` where the story or a paragraph is gone.
    pub(crate) fn of(
        map: &TextMap<'_>,
        selection: &Selection,
        marked: Option<&Selection>,
        goal: Option<Length>,
    ) -> Option<TextState> {
        let paragraph = map.paragraph(&selection.focus)?;
        map.paragraph(&selection.anchor)?;
        let shown = map.caret(&selection.focus);
        Some(TextState {
            anchor: selection.anchor.clone(),
            focus: selection.focus.clone(),
            goal: goal.map(Length::emu),
            caret: shown.map(|rect| [rect.x.emu(), rect.y.emu(), rect.height.emu()]),
            selection: map.rects(selection).iter().map(four).collect(),
            marked: marked.map(|marked| map.rects(marked)).unwrap_or_default().iter().map(four).collect(),
            text: map.text(selection),
            block: map.block_of(&selection.focus).map(|block| block.id.clone()),
            role: paragraph.role,
        })
    }
}

fn four(rect: &Rect) -> [i64; 4] {
    [rect.x.emu(), rect.y.emu(), rect.width.emu(), rect.height.emu()]
}
