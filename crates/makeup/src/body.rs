//! The flow of a story's text: which of its paragraphs run through the columns, in which style.

use crate::maker::Maker;
use crate::pour::Flow;
use crate::styles::Resolved;
use banxin_edition::model::{Block, Role, Story, StoryKind, StyleName};
use banxin_typeset::Alignment;
use std::collections::BTreeSet;

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
            let (style, keep) = self.flow_style(story, paragraph.role);
            let text = self.paragraph(&story.id, paragraph, &style);
            let flow = Flow {
                text,
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

    pub(crate) fn flow_style(&self, story: &Story, role: Role) -> (Resolved, bool) {
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
