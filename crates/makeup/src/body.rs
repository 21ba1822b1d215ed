//! The flow of a story's text: which of its paragraphs run through the columns, in which style.

use crate::maker::Maker;
use crate::pour::{Composed, Flow};
use crate::runs::Text;
use crate::styles::Resolved;
use banxin_edition::model::{Block, Paragraph, Role, Run, Story, StoryKind, StyleName};
use banxin_typeset::Alignment;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A paragraph as it was shaped, with its lines; true as long as the styles of the page are.
pub(crate) struct KeptText {
    kind: StoryKind,
    role: Role,
    /// The style that its block asks for.
    style: Option<String>,
    runs: Vec<Run>,
    text: Rc<Text>,
    composed: Composed,
}

impl KeptText {
    /// Whether it is this paragraph, in the style that this paragraph has now.
    fn is_of(&self, block: &Block, story: &Story, paragraph: &Paragraph) -> bool {
        self.kind == story.kind
            && self.role == paragraph.role
            && self.style == block.style
            && self.runs == paragraph.runs
    }
}

/// The paragraphs of stories by story and number.
pub(crate) type KeptTexts = BTreeMap<(String, u32), KeptText>;

impl Maker<'_> {
    /// The paragraphs of a story that flow through its columns. Captions whose picture has a place in the block
    /// stand there; a caption without a place flows at the end of the text, so that nothing is lost.
    pub(crate) fn flows(&mut self, block: &Block, story: &Story) -> Vec<Flow> {
        let head: BTreeSet<u32> = crate::head::parts(story).iter().map(|p| p.id).collect();
        let placed = placed_captions(block, story);
        let foot = self.foot_credit(block, story);
        let mut flows = Vec::new();
        let mut late = Vec::new();
        for paragraph in &story.paragraphs {
            let elsewhere = self.apart.holds(paragraph.id) || foot == Some(paragraph.id);
            if head.contains(&paragraph.id) || placed.contains(&paragraph.id) || elsewhere {
                continue;
            }
            let (style, keep) = self.flow_style(block, story, paragraph.role);
            let (text, composed) = self.kept_paragraph(block, story, paragraph, &style);
            let flow = Flow {
                text,
                composed,
                style: style.paragraph(),
                rows: style.rows(),
                keep_with_next: keep,
                size: style.size,
            };
            if matches!(paragraph.role, Role::Caption | Role::Credit) {
                late.push(flow)
            } else {
                flows.push(flow)
            }
        }
        flows.extend(late);
        flows
    }

    /// A paragraph of the flow, shaped and composed before if nothing has changed since.
    fn kept_paragraph(
        &mut self,
        block: &Block,
        story: &Story,
        paragraph: &Paragraph,
        style: &Resolved,
    ) -> (Rc<Text>, Composed) {
        let key = (story.id.clone(), paragraph.id);
        if let Some(kept) = self.texts.get(&key).filter(|kept| kept.is_of(block, story, paragraph)) {
            let (text, composed) = (Rc::clone(&kept.text), Rc::clone(&kept.composed));
            self.report_glyphs(&text.shaped, &text.origin);
            return (text, composed);
        }
        let text = Rc::new(self.paragraph(&story.id, paragraph, style));
        let kept = KeptText {
            kind: story.kind,
            role: paragraph.role,
            style: block.style.clone(),
            runs: paragraph.runs.clone(),
            text: Rc::clone(&text),
            composed: Composed::default(),
        };
        let composed = Rc::clone(&kept.composed);
        self.texts.insert(key, kept);
        (text, composed)
    }

    /// The style of a paragraph of the text, and whether it must stand with the paragraph after it.
    pub(crate) fn flow_style(&self, block: &Block, story: &Story, role: Role) -> (Resolved, bool) {
        let asked = block.style.as_deref().filter(|_| role == Role::Body);
        if let Some(style) = asked.and_then(|name| self.styles.named(name)) {
            return (style.clone(), false);
        }
        let name = match role {
            Role::Crosshead => return (self.styles.of(StyleName::Crosshead).clone(), true),
            Role::EditorNote => StyleName::EditorNote,
            Role::Summary => StyleName::Summary,
            Role::Caption => StyleName::Caption,
            Role::Credit => StyleName::Credit,
            Role::Jump => return (self.styles.of(StyleName::Jump).aligned(Alignment::End), false),
            // A byline after the text stands at its end, ranged right.
            Role::Byline => return (self.styles.of(StyleName::Byline).aligned(Alignment::End), false),
            Role::Body if story.kind == StoryKind::Contents => StyleName::Contents,
            _ => StyleName::Body,
        };
        (self.styles.of(name).clone(), false)
    }

    /// The credit of a photo group, which stands by itself in the group's last line.
    pub(crate) fn foot_credit(&self, block: &Block, story: &Story) -> Option<u32> {
        (story.kind == StoryKind::Photos && !block.kind.photos().is_empty())
            .then(|| story.of(Role::Credit).last().map(|p| p.id).filter(|id| !self.apart.holds(*id)))
            .flatten()
    }
}

/// Captions that stand under a picture of the block.
pub(crate) fn placed_captions(block: &Block, story: &Story) -> BTreeSet<u32> {
    block
        .kind
        .photos()
        .iter()
        .filter_map(|photo| story.pictures.iter().find(|p| p.id == photo.picture)?.caption)
        .collect()
}
