//! The state of the document (状态) that comes with every patch and with the summary:
//!
//! ```json
//! {"dirty": true, "undo": "move", "redo": null, "stories": 7, "select": "b3", "text": null, "recovered": 0,
//!  "guarded": true, "held": [{"page": "01", "name": "林", "machine": "b3", "since": 1795656000, "mine": true,
//!  "stale": false, "number": 7}], "conflicts": []}
//! ```
//!
//! `undo` and `redo` name the steps that they would take back or do again: `place`, `move`, `resize`, `delete`, `set`
//! or what of a block was set (`lock`, `unlock`, `name`, `layer`, `wrap`, `look`, `turn`, `style`, `head`, `division`,
//! `crop`), `order`, `group`, `ungroup`, `number`, `layers`, `type`, `erase`, `role`, `arrange`, `import`, `title`. `stories` moves on whenever the [summary](crate::summary) says
//! something else. `select` is the block to select, `text` where text is edited. `recovered` counts the changes that came
//! back from the journal when the edition was opened; `guarded` is false while changes cannot be written down.
//! `held` are the pages that somebody has taken, as it was last looked. `conflicts` are files that others changed as well and that cannot be put together: theirs is on the disk until `choose`.
//! A step that others made is called `outside`, theirs taken `take-theirs`, an earlier state put back `back`.

use crate::pages::Held;
use crate::text::TextState;
use serde::Serialize;

/// What every answer says of the document.
#[derive(Debug, Default, Serialize)]
pub(crate) struct State {
    pub(crate) dirty: bool,
    pub(crate) undo: Option<String>,
    pub(crate) redo: Option<String>,
    pub(crate) stories: u32,
    pub(crate) select: Option<String>,
    pub(crate) text: Option<TextState>,
    pub(crate) recovered: usize,
    pub(crate) guarded: bool,
    /// Pages that somebody holds.
    pub(crate) held: Vec<Held>,
    /// Files that others changed too, by name inside the folder.
    pub(crate) conflicts: Vec<String>,
}
