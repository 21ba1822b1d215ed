//! Pieces with their parts to stories: paragraphs with roles and marks, pictures for captions, the kind of story.

use super::facts::Facts;
use super::lines::{Named, Piece};
use super::sequence::{Part, Taken};
use super::signs::{blocks, dateline, heads};
use super::text::{half_width, is_blank, trim};
use super::{ImportedStory, Took};
use crate::model::{Mark, Paragraph, Picture, Role, Run, Story, StoryKind};

/// Builds the stories, in the order of the manuscript.
pub(super) fn stories(pieces: &[Piece], facts: &[Facts], taken: &[Taken]) -> Vec<ImportedStory> {
    let mut stories: Vec<Building> = Vec::new();
    for ((piece, fact), taken) in pieces.iter().zip(facts).zip(taken) {
        if taken.opens || stories.is_empty() {
            stories.push(Building::default());
        }
        if let Some(story) = stories.last_mut() {
            story.add(piece, fact, *taken);
        }
    }
    stories.into_iter().map(Building::finish).collect()
}

/// A story while it is being built.
#[derive(Default)]
struct Building {
    story: Story,
    took: Vec<Took>,
    parts: Vec<Part>,
    /// Whether the manuscript itself names its section.
    titled: bool,
}

/// How sure, in permille, the importer is at most of a head by its place alone.
const LONG_HEAD_SURE: u16 = 720;

impl Building {
    /// Adds one piece.
    fn add(&mut self, piece: &Piece, fact: &Facts, taken: Taken) {
        let role = role(taken.part);
        let taken =
            if fact.long_head { Taken { sure: taken.sure.min(LONG_HEAD_SURE), ..taken } } else { taken };
        self.titled |= piece.named == Some(Named::Section);
        if taken.part == Part::Headline
            && let Some(cut) = kicker_on_the_line(&piece.chars)
            && piece.named.is_none()
        {
            let (kicker, headline) = piece.chars.split_at(cut);
            self.push(Role::Kicker, runs(kicker, Part::Kicker, fact), taken.sure.min(720), None, taken.part);
            self.push(
                Role::Headline,
                runs(headline, Part::Headline, fact),
                taken.sure.min(720),
                None,
                taken.part,
            );
            return;
        }
        let first_text = matches!(taken.part, Part::Body | Part::Start)
            && !self.parts.iter().any(|part| matches!(part, Part::Body | Part::Start));
        let runs = if first_text { dated(&piece.chars, fact) } else { runs(&piece.chars, taken.part, fact) };
        let instead = (self::role(taken.else_part) != role).then(|| self::role(taken.else_part));
        self.push(role, runs, taken.sure, instead, taken.part);
    }

    /// Adds one paragraph.
    fn push(&mut self, role: Role, runs: Vec<Run>, sure: u16, instead: Option<Role>, part: Part) {
        let id = self.story.paragraphs.len() as u32 + 1;
        let paragraph = Paragraph { id, role, runs };
        let chars: Vec<char> = paragraph.text().chars().collect();
        let head = super::text::head(trim(&chars), 20);
        self.took.push(Took { paragraph: id, role, head, sure, instead });
        self.story.paragraphs.push(paragraph);
        self.parts.push(part);
    }

    /// Finishes the story: its kind, pictures, link, and how sure it is as a whole.
    fn finish(mut self) -> ImportedStory {
        self.head_from_section();
        self.story.kind = self.kind();
        if matches!(self.story.kind, StoryKind::Article | StoryKind::Photos) {
            let captions = self.story.paragraphs.iter().filter(|p| p.role == Role::Caption);
            self.story.pictures = captions
                .enumerate()
                .map(|(at, caption)| Picture {
                    id: format!("k{}", at + 1),
                    caption: Some(caption.id),
                    ..Picture::default()
                })
                .collect();
        }
        if self.story.kind == StoryKind::Qr {
            self.story.link = self.story.paragraphs.iter().find_map(|paragraph| {
                let chars: Vec<char> = paragraph.text().chars().collect();
                let (start, end) = blocks::link(&chars)?;
                Some(chars.get(start..end)?.iter().collect())
            });
        }
        let sure = overall(&self.took);
        ImportedStory { story: self.story, sure, took: self.took }
    }

    /// A short title alone over a text is its headline and no section, unless it is a word that sections are named
    /// with.
    fn head_from_section(&mut self) {
        let head =
            |part: &Part| matches!(part, Part::Kicker | Part::Headline | Part::Subhead | Part::ContentsHead);
        let sections = self.parts.iter().take_while(|part| **part == Part::Section).count();
        let text =
            matches!(self.parts.get(sections), Some(Part::Body | Part::Start | Part::Byline | Part::Caption));
        let Some(at) = sections.checked_sub(1) else { return };
        if !text || self.titled || self.parts.iter().any(head) {
            return;
        }
        let Some(title) = self.story.paragraphs.get_mut(at) else { return };
        let chars: Vec<char> = title.text().chars().collect();
        if heads::names_section(&chars) {
            return;
        }
        title.role = Role::Headline;
        if let Some(took) = self.took.get_mut(at) {
            took.role = Role::Headline;
            took.sure = took.sure.min(LONG_HEAD_SURE);
            took.instead = Some(Role::Section);
        }
    }

    /// What kind of story it is.
    fn kind(&self) -> StoryKind {
        let has = |part: Part| self.parts.contains(&part);
        if has(Part::Qr) {
            return StoryKind::Qr;
        }
        if has(Part::ContentsHead) || has(Part::ContentsItem) {
            return StoryKind::Contents;
        }
        if has(Part::Title) || self.parts.iter().all(|part| *part == Part::Folio) {
            return StoryKind::PageTitle;
        }
        let captions = self.story.of(Role::Caption).count();
        let body: usize = self.story.of(Role::Body).map(Paragraph::characters).sum();
        let texts = self.story.of(Role::Body).count();
        let words: usize = self.story.of(Role::Caption).map(Paragraph::characters).sum();
        let section = self.story.of(Role::Section).next().is_some_and(|p| {
            ["视觉", "图片", "光影", "影像", "镜头", "摄影", "图说"]
                .iter()
                .any(|word| p.text().contains(word))
        });
        let crossheads = self.story.of(Role::Crosshead).count();
        let dated =
            self.story.of(Role::Body).any(|p| p.runs.iter().any(|run| run.mark == Some(Mark::Dateline)));
        let written = self.story.of(Role::Byline).any(|p| !p.text().contains(['摄', '图']));
        let most = if written { 200 } else { 500 };
        let group = captions >= 2 && texts <= 3 && crossheads == 0 && !dated && body <= most.max(2 * words);
        let single = captions == 1 && body == 0 || captions >= 1 && section && body <= 400;
        if group || single { StoryKind::Photos } else { StoryKind::Article }
    }
}

/// The role of a part.
pub(super) fn role(part: Part) -> Role {
    match part {
        Part::Title | Part::Section => Role::Section,
        Part::Kicker => Role::Kicker,
        Part::Headline | Part::ContentsHead => Role::Headline,
        Part::Subhead => Role::Subhead,
        Part::Byline | Part::Signature => Role::Byline,
        Part::Note => Role::EditorNote,
        Part::Summary => Role::Summary,
        Part::Body | Part::Start | Part::ContentsItem | Part::Qr => Role::Body,
        Part::Crosshead => Role::Crosshead,
        Part::Caption => Role::Caption,
        Part::Credit | Part::Folio => Role::Credit,
        Part::Jump => Role::Jump,
    }
}

/// How sure a story is as a whole: half the least sure of its parts, half the mean of all.
pub(super) fn overall(took: &[Took]) -> u16 {
    let least = took.iter().map(|took| u64::from(took.sure)).min().unwrap_or(0);
    let sum: u64 = took.iter().map(|took| u64::from(took.sure)).sum();
    let mean = sum / (took.len() as u64).max(1);
    ((least + mean) / 2) as u16
}

/// A run, unless it is empty.
fn run(chars: &[char], mark: Option<Mark>) -> Option<Run> {
    (!chars.is_empty()).then(|| Run { text: chars.iter().collect(), mark })
}

/// The runs of a piece.
fn runs(chars: &[char], part: Part, fact: &Facts) -> Vec<Run> {
    if part != Part::Caption {
        return run(chars, None).into_iter().collect();
    }
    let lead = chars.iter().take_while(|&&c| is_blank(c)).count();
    let label = if fact.caption.label > 0 { lead + fact.caption.label } else { 0 };
    let credit = fact.caption.credit.map_or(chars.len(), |at| lead + at).clamp(label, chars.len());
    let (before, last) = chars.split_at(credit.min(chars.len()));
    let (first, middle) = before.split_at(label.min(before.len()));
    let parts = [run(first, Some(Mark::Label)), run(middle, None), run(last, Some(Mark::Credit))];
    parts.into_iter().flatten().collect()
}

/// The runs of the first paragraph of a text, its dateline marked.
fn dated(chars: &[char], fact: &Facts) -> Vec<Run> {
    let lead = chars.iter().take_while(|&&c| is_blank(c)).count();
    let Some(dateline::Dateline { length, .. }) = fact.dateline else {
        return run(chars, None).into_iter().collect();
    };
    let (first, rest) = chars.split_at((lead + length).min(chars.len()));
    [run(first, Some(Mark::Dateline)), run(rest, None)].into_iter().flatten().collect()
}

/// Where the 主题 starts on a line that holds a 引题 before it, parted by blanks.
///
/// Two clauses of like length are one headline, so are three. A 引题 is seen where two parallel clauses stand
/// before a longer third, or one clause before one nearly twice as long that tells the fact.
fn kicker_on_the_line(chars: &[char]) -> Option<usize> {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let blanks = chars.iter().skip(at).take_while(|&&c| is_blank(c)).count();
        let start = at + blanks;
        let length = chars.iter().skip(start).take_while(|&&c| !is_blank(c)).count();
        if length > 0 {
            parts.push((start, start + length));
        }
        at = start + length.max(1);
    }
    let width =
        |&(start, end): &(usize, usize)| half_width(chars.get(start..end).unwrap_or_default()).div_ceil(2);
    let widths: Vec<usize> = parts.iter().map(width).collect();
    match (parts.as_slice(), widths.as_slice()) {
        ([_, _, last], [a, b, c]) if a.abs_diff(*b) <= 1 && *c >= *a + 4 && *c >= 9 => Some(last.0),
        ([_, last], [a, b]) if *b >= 14 && *b * 10 >= *a * 19 && *a >= 4 => {
            let colon = chars.iter().take(last.0).any(|&c| c == '：' || c == ':');
            (!colon).then_some(last.0)
        }
        _ => None,
    }
}
