//! The summary of an edition (总览) that the command `open` answers with.
//!
//! Request: `{"dir"}`, an edition's folder or its `edition.toml`. Answer, JSON:
//!
//! ```json
//! {"folder": "/papers/2026-11-23", "name": "2026-11-23", "paper": "河湾日报",
//!  "date": "2026-11-23", "dateText": "2026年11月23日 星期一", "issue": 812,
//!  "pages": [{"number": "05", "title": "城事", "colour": "full"}],
//!  "stories": [{"id": "s01", "title": "…", "kind": "article", "characters": 1556, "pictures": 0,
//!               "placed": ["05"], "doubles": null}]}
//! ```
//!
//! Stories stand in the order of their ids. `placed` lists the pages on which a story has a block. How a story
//! fits is known once its page is laid, see [`crate::notes`].

use banxin_edition::model::{Edition, PageColour, StoryKind};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What comes with the command `open`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenRequest {
    /// Folder of the edition, or the `edition.toml` in it.
    pub(crate) dir: String,
}

/// The answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    folder: String,
    name: String,
    paper: String,
    date: String,
    date_text: String,
    issue: Option<u32>,
    pages: Vec<PageSummary>,
    stories: Vec<StorySummary>,
}

#[derive(Serialize)]
struct PageSummary {
    number: String,
    title: String,
    colour: PageColour,
}

#[derive(Serialize)]
struct StorySummary {
    id: String,
    title: String,
    kind: StoryKind,
    characters: usize,
    pictures: usize,
    placed: Vec<String>,
    doubles: Option<String>,
}

impl Summary {
    /// Sums up an edition that was read from `folder`.
    pub(crate) fn of(edition: &Edition, folder: &Path) -> Summary {
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
        let pages = edition.pages.iter().map(|page| PageSummary {
            number: page.number.clone(),
            title: page.title.clone(),
            colour: page.colour,
        });
        let stories = edition.stories.values().map(|story| {
            let holds = |block: &banxin_edition::model::Block| {
                block.kind.holds_whole_story() && block.kind.story() == Some(story.id.as_str())
            };
            let placed = edition.pages.iter().filter(|page| page.blocks.iter().any(holds));
            StorySummary {
                id: story.id.clone(),
                title: story.title(),
                kind: story.kind,
                characters: story.characters(),
                pictures: story.pictures.len(),
                placed: placed.map(|page| page.number.clone()).collect(),
                doubles: story.doubles.clone(),
            }
        });
        Summary {
            folder: folder.display().to_string(),
            name,
            paper: edition.paper.name.clone(),
            date: edition.date.to_string(),
            date_text: edition.date.chinese(),
            issue: edition.issue,
            pages: pages.collect(),
            stories: stories.collect(),
        }
    }
}
