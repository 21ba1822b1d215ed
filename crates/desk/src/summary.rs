//! The summary of an edition (总览) that the commands `open`, `create`, `save-as` and `summary` answer with. JSON:
//!
//! ```json
//! {"folder": "/papers/2026-11-23", "name": "2026-11-23", "paper": "河湾日报",
//!  "date": "2026-11-23", "dateText": "2026年11月23日 星期一", "issue": 812,
//!  "pages": [{"number": "05", "title": "城事", "colour": "full",
//!             "layers": [{"name": "广告", "hidden": false, "locked": false}]}],
//!  "offers": {"styles": ["评论"], "articleStyles": ["言论"], "looks": ["底纹"], "sections": [{"name": "热评", "title": "今日热评"}],
//!             "ads": [{"name": "半版", "columns": 8, "lines": 58}]},
//!  "stories": [{"id": "s01", "title": "…", "kind": "article", "characters": 1556, "placed": ["05"], "doubles": null,
//!               "pictures": [{"id": "k1", "file": "pictures/s01-k1.jpg", "label": "图1", "caption": "…", "placed": true}],
//!               "parts": [{"paragraph": 2, "role": "byline", "text": "本报记者 …", "placed": true}]}],
//!  "state": {…}}
//! ```
//!
//! Stories stand in the order of their ids. `placed` lists the pages on which a story has a block; of a part or a
//! picture it says whether it stands by itself or in its story's block. Parts are what is no running text, cut to 60
//! characters. `offers` are the names that the paper gives to what a block can have: styles of its own, article styles,
//! looks, 栏目 heads and sizes of advertisements. `state` is as in [`crate::state`]. How a story fits is known once its
//! page is laid, see [`crate::notes`].

use crate::state::State;
use banxin_edition::model::{
    Block, Date, Edition, Layer, Mark, PageColour, Paper, Paragraph, Picture, Role, Story, StoryKind,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What comes with the command `open`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenRequest {
    /// Folder of the edition, or the `edition.toml` in it.
    pub(crate) dir: String,
    /// Whether what is not saved of the edition that was open is to be forgotten, once the other one is open.
    #[serde(default)]
    pub(crate) discard: bool,
}

/// What comes with the command `create`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateRequest {
    /// The folder to make.
    pub(crate) dir: String,
    /// Name of the template.
    pub(crate) template: String,
    /// Name of the paper, where the folder above has none.
    pub(crate) paper: Option<String>,
    /// Day of publication.
    pub(crate) date: Option<Date>,
    /// As in [`OpenRequest`].
    #[serde(default)]
    pub(crate) discard: bool,
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
    offers: Offers,
    stories: Vec<StorySummary>,
    state: State,
}

#[derive(Serialize)]
struct PageSummary {
    number: String,
    title: String,
    colour: PageColour,
    layers: Vec<Layer>,
}

/// What the paper has for the blocks of its pages, by name.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Offers {
    styles: Vec<String>,
    article_styles: Vec<String>,
    looks: Vec<String>,
    sections: Vec<SectionOffer>,
    ads: Vec<AdOffer>,
}

#[derive(Serialize)]
struct SectionOffer {
    name: String,
    title: String,
}

#[derive(Serialize)]
struct AdOffer {
    name: String,
    columns: u32,
    lines: u32,
}

#[derive(Serialize)]
struct StorySummary {
    id: String,
    title: String,
    kind: StoryKind,
    characters: usize,
    pictures: Vec<PictureSummary>,
    parts: Vec<PartSummary>,
    placed: Vec<String>,
    doubles: Option<String>,
}

#[derive(Serialize)]
struct PictureSummary {
    id: String,
    file: Option<String>,
    label: String,
    caption: String,
    placed: bool,
}

#[derive(Serialize)]
struct PartSummary {
    paragraph: u32,
    role: Role,
    text: String,
    placed: bool,
}

/// Characters of a part's text in the summary.
const PART_CHARACTERS: usize = 60;

impl Summary {
    /// Sums up an edition that was read from `folder`.
    pub(crate) fn of(edition: &Edition, folder: &Path, state: State) -> Summary {
        let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
        let pages = edition.pages.iter().map(|page| PageSummary {
            number: page.number.clone(),
            title: page.title.clone(),
            colour: page.colour,
            layers: page.layers.clone(),
        });
        let stories = edition.stories.values().map(|story| StorySummary::of(edition, story));
        Summary {
            folder: folder.display().to_string(),
            name,
            paper: edition.paper.name.clone(),
            date: edition.date.to_string(),
            date_text: edition.date.chinese(),
            issue: edition.issue,
            pages: pages.collect(),
            offers: Offers::of(&edition.paper),
            stories: stories.collect(),
            state,
        }
    }
}

impl Offers {
    fn of(paper: &Paper) -> Offers {
        let sections = paper.sections.iter();
        let ads = paper.ads.iter();
        Offers {
            styles: paper.own_styles.keys().cloned().collect(),
            article_styles: paper.article_styles.keys().cloned().collect(),
            looks: paper.looks.keys().cloned().collect(),
            sections: sections
                .map(|(name, head)| SectionOffer { name: name.clone(), title: head.title.clone() })
                .collect(),
            ads: ads
                .map(|(name, size)| AdOffer { name: name.clone(), columns: size.columns, lines: size.lines })
                .collect(),
        }
    }
}

impl StorySummary {
    fn of(edition: &Edition, story: &Story) -> StorySummary {
        let own = |block: &&Block| block.kind.story() == Some(story.id.as_str());
        let blocks: Vec<&Block> = edition.pages.iter().flat_map(|page| &page.blocks).filter(own).collect();
        let whole = |block: &Block| block.kind.holds_whole_story() && own(&block);
        let placed = edition.pages.iter().filter(|page| page.blocks.iter().any(whole));
        let placed: Vec<String> = placed.map(|page| page.number.clone()).collect();
        let apart = edition.apart(&story.id);
        let parts = story.paragraphs.iter().filter(|one| !matches!(one.role, Role::Body | Role::Crosshead));
        StorySummary {
            id: story.id.clone(),
            title: title(story),
            kind: story.kind,
            characters: story.characters(),
            pictures: story.pictures.iter().map(|one| PictureSummary::of(story, one, &blocks)).collect(),
            parts: parts
                .map(|one| PartSummary {
                    paragraph: one.id,
                    role: one.role,
                    text: start_of(one),
                    placed: apart.holds(one.id) || !placed.is_empty(),
                })
                .collect(),
            placed,
            doubles: story.doubles.clone(),
        }
    }
}

impl PictureSummary {
    fn of(story: &Story, picture: &Picture, blocks: &[&Block]) -> PictureSummary {
        let caption = picture.caption.and_then(|id| story.paragraph(id));
        let label = caption.and_then(|one| one.runs.iter().find(|run| run.mark == Some(Mark::Label)));
        let shows = |block: &&Block| block.kind.pictures().any(|(shown, _)| shown == picture.id);
        PictureSummary {
            id: picture.id.clone(),
            file: picture.file.clone(),
            label: label.map(|run| run.text.trim().to_owned()).unwrap_or_default(),
            caption: caption.map(start_of).unwrap_or_default(),
            placed: blocks.iter().any(shows),
        }
    }
}

fn start_of(paragraph: &Paragraph) -> String {
    paragraph.text().chars().take(PART_CHARACTERS).collect()
}

/// What the 稿库 calls a story; one without words is called by its picture.
fn title(story: &Story) -> String {
    let title = story.title();
    let file = story.pictures.iter().find_map(|picture| picture.file.as_deref());
    match file.and_then(|file| file.rsplit('/').next()) {
        Some(name) if title.trim().is_empty() => name.to_owned(),
        _ => title,
    }
}
