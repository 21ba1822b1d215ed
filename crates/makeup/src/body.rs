//! The flow of a story's text: which of its paragraphs run through the columns, in which style.

use crate::maker::Maker;
use crate::pour::{Composed, Flow};
use crate::runs::Text;
use crate::styles::Resolved;
use banxin_edition::model::{Block, BylinePlace, Paragraph, Role, Run, Story, StoryKind, StyleName};
use banxin_typeset::Alignment;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A paragraph as it was shaped, with its lines; true as long as the styles of the page are.
pub(crate) struct KeptText {
    kind: StoryKind,
    role: Role,
    /// The style that its block asks for.
    style: Option<String>,
    /// The runs of the paragraphs that run into it at its head, and its own.
    runs: Vec<Vec<Run>>,
    text: Rc<Text>,
    composed: Composed,
}

/// The paragraphs of stories by story and number.
pub(crate) type KeptTexts = BTreeMap<(String, u32), KeptText>;

impl Maker<'_> {
    /// The paragraphs of a story that flow through its columns. Captions whose picture has a place in the block
    /// stand there; a caption without a place flows at the end of the text, so that nothing is lost.
    pub(crate) fn flows(&mut self, block: &Block, story: &Story) -> Vec<Flow> {
        let manner = self.manner(block);
        let byline = manner.byline.unwrap_or_default();
        let head: BTreeSet<u32> = crate::head::parts(story, &manner).iter().map(|p| p.id).collect();
        let moved = crate::head::moved_bylines(story, byline);
        let placed = placed_captions(block, story);
        let foot = self.foot_credit(block, story);
        let asked = self.body_style(block);
        let mut leads: Vec<&Paragraph> = Vec::new();
        let (mut flows, mut at_end, mut late) = (Vec::new(), Vec::new(), Vec::new());
        for paragraph in &story.paragraphs {
            let elsewhere = self.apart.holds(paragraph.id) || foot == Some(paragraph.id);
            if head.contains(&paragraph.id) || placed.contains(&paragraph.id) || elsewhere {
                continue;
            }
            let moved = moved.contains(&paragraph.id);
            if moved && byline == BylinePlace::Inline {
                leads.push(paragraph);
                continue;
            }
            let lead = if paragraph.role == Role::Body { std::mem::take(&mut leads) } else { Vec::new() };
            let flow = self.flow(asked.as_deref(), story, &lead, paragraph);
            match paragraph.role {
                Role::Caption | Role::Credit => late.push(flow),
                _ if moved => at_end.push(flow),
                _ => flows.push(flow),
            }
        }
        // Names for a text that has no paragraph to run into stand by themselves.
        for paragraph in leads {
            flows.push(self.flow(asked.as_deref(), story, &[], paragraph));
        }
        flows.extend(at_end);
        flows.extend(late);
        flows
    }

    /// A paragraph on its way into the columns, shaped and composed before if nothing has changed since.
    fn flow(
        &mut self,
        asked: Option<&str>,
        story: &Story,
        leads: &[&Paragraph],
        paragraph: &Paragraph,
    ) -> Flow {
        let (style, keep_with_next) = self.flow_style(asked, story, paragraph.role);
        let (text, composed) = self.kept_paragraph(asked, story, leads, paragraph, &style);
        let (rows, size) = (style.rows(), style.size);
        Flow { text, composed, style: style.paragraph(), rows, keep_with_next, size }
    }

    fn kept_paragraph(
        &mut self,
        asked: Option<&str>,
        story: &Story,
        leads: &[&Paragraph],
        paragraph: &Paragraph,
        style: &Resolved,
    ) -> (Rc<Text>, Composed) {
        let key = (story.id.clone(), paragraph.id);
        let runs = || leads.iter().chain([&paragraph]).map(|one| &one.runs);
        let same = |kept: &&KeptText| {
            kept.kind == story.kind
                && kept.role == paragraph.role
                && kept.style.as_deref() == asked
                && kept.runs.iter().eq(runs())
                && kept.text.leads.iter().map(|(_, id)| *id).eq(leads.iter().map(|lead| lead.id))
        };
        if let Some(kept) = self.texts.get(&key).filter(same) {
            let (text, composed) = (Rc::clone(&kept.text), Rc::clone(&kept.composed));
            self.report_glyphs(&text.shaped, &text.origin);
            return (text, composed);
        }
        let text = Rc::new(if leads.is_empty() {
            self.paragraph(&story.id, paragraph, style)
        } else {
            self.led_paragraph(&story.id, leads, paragraph, style)
        });
        let kept = KeptText {
            kind: story.kind,
            role: paragraph.role,
            style: asked.map(str::to_owned),
            runs: runs().cloned().collect(),
            text: Rc::clone(&text),
            composed: Composed::default(),
        };
        let composed = Rc::clone(&kept.composed);
        self.texts.insert(key, kept);
        (text, composed)
    }

    /// The style of a paragraph of the text, and whether it must stand with the paragraph after it.
    pub(crate) fn flow_style(&self, asked: Option<&str>, story: &Story, role: Role) -> (Resolved, bool) {
        let asked = asked.filter(|_| role == Role::Body);
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
    block.kind.photos().iter().filter_map(|photo| story.picture(&photo.picture)?.caption).collect()
}
