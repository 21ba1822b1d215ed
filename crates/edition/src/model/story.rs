//! A story (稿件): an ordered list of paragraphs, each with its part in the whole.
//!
//! The order is the manuscript's, so the text of a story read from first to last is the manuscript's text less
//! what the importer reported as markup. Ids are stable: an edit never renumbers.

use serde::{Deserialize, Serialize};

/// A story and its pictures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Story {
    /// Stable id, such as `s03`: lower-case ASCII letters, digits and `-`.
    pub id: String,
    /// What kind of piece it is.
    pub kind: StoryKind,
    /// An address that the story's QR code shows, if it has one.
    pub link: Option<String>,
    /// Id of the story that this one doubles (重稿); such a story is never placed by itself.
    pub doubles: Option<String>,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// Its pictures, in order.
    pub pictures: Vec<Picture>,
}

/// What kind of piece a story is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoryKind {
    /// A story with a text (稿件, 消息, 通讯).
    #[default]
    Article,
    /// A group of pictures with captions (图组, 视觉新闻).
    Photos,
    /// A QR code and the words beside it (二维码).
    Qr,
    /// The page's own title (栏目名 of the page).
    PageTitle,
    /// A guide to other pages (导读).
    Contents,
}

/// One paragraph with its part in the story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Paragraph {
    /// Stable number within the story, from 1.
    pub id: u32,
    /// Which part of the story it is.
    pub role: Role,
    /// Its text in runs; no run is empty, neighbours differ in their mark.
    pub runs: Vec<Run>,
}

/// Which part of a story a paragraph is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 栏目名: the name of a column or section.
    Section,
    /// 引题: the line above the headline.
    Kicker,
    /// 主题: the headline.
    Headline,
    /// 副题: the line below the headline.
    Subhead,
    /// 提要: a summary.
    Summary,
    /// 署名: who wrote it.
    Byline,
    /// 编者按: the editor's note.
    EditorNote,
    /// 正文: the text.
    #[default]
    Body,
    /// 小标题: a crosshead within the text.
    Crosshead,
    /// 图说: a caption.
    Caption,
    /// 摄影: who took the picture, standing by itself.
    Credit,
    /// 下转, 上接: where the story goes on or comes from.
    Jump,
}

/// A stretch of text with one mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Run {
    /// Its characters; no line ends, no control characters.
    pub text: String,
    /// What is special about it.
    pub mark: Option<Mark>,
}

/// What is special about a run of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// 电头: `本报讯（…）` and the like at the head of the first paragraph.
    Dateline,
    /// 图号: the number of a caption, such as `图1`.
    Label,
    /// 摄影 within a caption: `本报记者 … 摄`.
    Credit,
    /// 着重: words that stand out.
    Strong,
}

/// A picture of a story, whether its file is there or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Picture {
    /// Stable id within the story, such as `k1`.
    pub id: String,
    /// File inside the edition folder, such as `pictures/s03-k1.jpg`; `None` while the picture is missing.
    pub file: Option<String>,
    /// Width and height in pixels, if the file is known.
    pub pixels: Option<(u32, u32)>,
    /// The paragraph that is its caption.
    pub caption: Option<u32>,
}

impl Story {
    /// The paragraphs of one part, in order.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Paragraph> {
        self.paragraphs.iter().filter(move |p| p.role == role)
    }

    /// The paragraph with this number.
    pub fn paragraph(&self, id: u32) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|p| p.id == id)
    }

    /// The picture with this id.
    pub fn picture(&self, id: &str) -> Option<&Picture> {
        self.pictures.iter().find(|picture| picture.id == id)
    }

    /// The caption (图说) of the picture with this id.
    pub fn caption_of(&self, picture: &str) -> Option<&Paragraph> {
        self.paragraph(self.picture(picture)?.caption?)
    }

    /// A number that no paragraph of the story has: one above the highest.
    pub fn free_number(&self) -> u32 {
        self.paragraphs.iter().map(|p| p.id).max().unwrap_or(0).saturating_add(1)
    }

    /// Characters in the whole story (字数, every character counted).
    pub fn characters(&self) -> usize {
        self.paragraphs.iter().map(Paragraph::characters).sum()
    }

    /// The headline, else the first words of the text: what a list calls the story.
    pub fn title(&self) -> String {
        let head = self.of(Role::Headline).next().or_else(|| self.paragraphs.first());
        head.map(|p| p.text().chars().take(24).collect()).unwrap_or_default()
    }
}

impl Paragraph {
    /// A paragraph of one unmarked run.
    pub fn plain(id: u32, role: Role, text: impl Into<String>) -> Paragraph {
        let text = text.into();
        let runs = if text.is_empty() { Vec::new() } else { vec![Run { text, mark: None }] };
        Paragraph { id, role, runs }
    }

    /// The text without its marks.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// How many characters it has.
    pub fn characters(&self) -> usize {
        self.runs.iter().map(|run| run.text.chars().count()).sum()
    }
}

/// Runs as the model wants them: none empty, neighbours of the same mark joined.
pub fn normalise(runs: Vec<Run>) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs.into_iter().filter(|run| !run.text.is_empty()) {
        match out.last_mut() {
            Some(last) if last.mark == run.mark => last.text.push_str(&run.text),
            _ => out.push(run),
        }
    }
    out
}
