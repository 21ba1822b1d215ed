//! Typing: text put in place of a selection, erased, and composed by an input method.

use super::{Ground, Plan, refused};
use crate::error::DeskError;
use crate::text::{Caret, Selection, TextMap, by_character, by_word};
use banxin_edition::Edit;
use banxin_edition::model::{Block, BlockKind, Mark, Paragraph, Role, Run, Story, normalise};
use std::collections::BTreeMap;

/// A story as it will be, and the paragraphs that came to its parts.
struct Draft {
    story: Story,
    /// Texts of paragraphs as they were, to tell what has changed.
    before: BTreeMap<u32, Vec<Run>>,
    /// The 散件 of the story.
    parts: Vec<PartDraft>,
    edits: Vec<Edit>,
}

/// A 散件 as it will be.
struct PartDraft {
    page: String,
    depth: u32,
    block: Block,
    paragraphs: Vec<u32>,
}

impl PartDraft {
    /// The edit that makes the block what the draft is; one that is left without paragraphs goes.
    fn finish(self, story: &str) -> Option<Edit> {
        let PartDraft { page, depth, block, paragraphs } = self;
        if matches!(&block.kind, BlockKind::Part { paragraphs: before, .. } if *before == paragraphs) {
            return None;
        }
        if paragraphs.is_empty() {
            return Some(Edit::RemoveBlock { page, block: block.id });
        }
        let kind = BlockKind::Part { story: story.to_owned(), paragraphs };
        Some(Edit::PutBlock { page, at: depth, block: Block { kind, ..block } })
    }
}

impl Ground<'_> {
    /// Text in place of a selection; a line end in it begins a new paragraph.
    pub(super) fn replaced(&self, selection: &Selection, text: &str) -> Result<Plan, DeskError> {
        let map = self.map();
        let mut draft = self.draft(&selection.focus)?;
        let mut at = draft.remove(&map, selection)?;
        let mut pieces = text.split('\n');
        let first = cleaned(pieces.next().unwrap_or_default());
        at = draft.insert(&at, &first)?;
        for piece in pieces {
            at = draft.split(&at)?;
            at = draft.insert(&at, &cleaned(piece))?;
        }
        let name = if text.is_empty() { "erase" } else { "type" };
        Ok(Plan { name, edits: draft.finish(), text: Some(Selection::caret(at)), ..Plan::default() })
    }

    /// The selection taken out, else the character or word beside the caret; at the edge of a paragraph two become
    /// one.
    pub(super) fn erased(&self, selection: &Selection, forward: bool, word: bool) -> Result<Plan, DeskError> {
        if !selection.is_empty() {
            return self.replaced(selection, "");
        }
        let map = self.map();
        let caret = &selection.focus;
        let other = if word { by_word(&map, caret, forward) } else { by_character(&map, caret, forward) };
        let stays = Plan { name: "erase", text: Some(Selection::caret(caret.clone())), ..Plan::default() };
        if caret.paragraph != other.paragraph && !self.may_meet(caret, &other, forward) {
            return Ok(stays);
        }
        let plan = self.replaced(&Selection { anchor: caret.clone(), focus: other }, "")?;
        Ok(Plan { continues: true, ..plan })
    }

    /// Whether the paragraphs of two neighbouring carets may become one; a blank one goes whatever it is.
    fn may_meet(&self, caret: &Caret, other: &Caret, forward: bool) -> bool {
        let story = self.edition.stories.get(&caret.story);
        let paragraph = |caret: &Caret| story.and_then(|story| story.paragraph(caret.paragraph));
        let (first, second) = if forward { (caret, other) } else { (other, caret) };
        let Some((first, second)) = paragraph(first).zip(paragraph(second)) else { return false };
        let caption =
            story.is_some_and(|story| story.pictures.iter().any(|one| one.caption == Some(second.id)));
        may_join(first, second) || (second.characters() == 0 && !caption)
    }

    /// An unfinished composition in place of a selection, its part of the text marked.
    pub(super) fn composed(&self, selection: &Selection, text: &str, cursor: u32) -> Result<Plan, DeskError> {
        let text = cleaned(text).replace('\n', "");
        let plan = self.replaced(selection, &text)?;
        let Some(end) = plan.text.as_ref().map(|text| text.focus.clone()) else { return Ok(plan) };
        let length = u32::try_from(text.chars().count()).unwrap_or(0);
        let start = end.offset.saturating_sub(length);
        let marked = Selection { anchor: end.at(start), focus: end.clone() };
        let caret = end.at(start + cursor.min(length));
        Ok(Plan { text: Some(Selection::caret(caret)), marked: Some(marked), ..plan })
    }

    fn draft(&self, caret: &Caret) -> Result<Draft, DeskError> {
        let story = self.edition.stories.get(&caret.story);
        let story = story.ok_or_else(|| refused(format!("there is no story {:?}", caret.story)))?;
        let mut parts = Vec::new();
        for page in &self.edition.pages {
            for (depth, block) in page.blocks.iter().enumerate() {
                let BlockKind::Part { story: of, paragraphs } = &block.kind else { continue };
                if *of == story.id {
                    parts.push(PartDraft {
                        page: page.number.clone(),
                        depth: u32::try_from(depth).unwrap_or(u32::MAX),
                        block: block.clone(),
                        paragraphs: paragraphs.clone(),
                    });
                }
            }
        }
        Ok(Draft { story: story.clone(), before: BTreeMap::new(), parts, edits: Vec::new() })
    }
}

impl Draft {
    /// Begins a new paragraph at a caret, in the block in which the old one stands. A caption stays one paragraph.
    fn split(&mut self, at: &Caret) -> Result<Caret, DeskError> {
        let paragraph = self.paragraph(at)?;
        if matches!(paragraph.role, Role::Caption) {
            return Ok(at.clone());
        }
        let at_end = at.offset as usize >= paragraph.characters();
        // After a 小标题 comes text.
        let role = if paragraph.role == Role::Crosshead && at_end { Role::Body } else { paragraph.role };
        let (kept, moved) = cut(&paragraph.runs, at.offset);
        let new = Paragraph { id: self.story.free_number(), role, runs: moved };
        let place = self.position(at.paragraph).map_or(0, |place| place + 1);
        self.set(at.paragraph, kept)?;
        self.story.paragraphs.insert(place, new.clone());
        self.edits.push(Edit::InsertParagraph {
            story: at.story.clone(),
            at: u32::try_from(place).unwrap_or(u32::MAX),
            paragraph: new.clone(),
        });
        for part in &mut self.parts {
            // A number left over from a paragraph that is gone must not draw the new one here.
            part.paragraphs.retain(|id| *id != new.id);
            if let Some(own) = part.paragraphs.iter().position(|id| *id == at.paragraph) {
                part.paragraphs.insert(own + 1, new.id);
            }
        }
        Ok(Caret::new(&at.story, new.id, 0))
    }

    fn position(&self, paragraph: u32) -> Option<usize> {
        self.story.paragraphs.iter().position(|one| one.id == paragraph)
    }

    fn paragraph(&self, caret: &Caret) -> Result<&Paragraph, DeskError> {
        let unknown = || refused(format!("story {:?} has no paragraph {}", caret.story, caret.paragraph));
        self.story.paragraph(caret.paragraph).ok_or_else(unknown)
    }

    /// Sets the text of a paragraph.
    fn set(&mut self, id: u32, runs: Vec<Run>) -> Result<(), DeskError> {
        let paragraph = self.story.paragraphs.iter_mut().find(|one| one.id == id);
        let paragraph = paragraph.ok_or_else(|| refused(format!("there is no paragraph {id}")))?;
        let old = std::mem::replace(&mut paragraph.runs, normalise(runs));
        self.before.entry(id).or_insert(old);
        Ok(())
    }

    fn insert(&mut self, at: &Caret, text: &str) -> Result<Caret, DeskError> {
        if text.is_empty() {
            self.paragraph(at)?;
            return Ok(at.at(at.offset));
        }
        let paragraph = self.paragraph(at)?;
        let mark = mark_at(&paragraph.runs, at.offset);
        let (mut runs, after) = cut(&paragraph.runs, at.offset);
        runs.push(Run { text: text.to_owned(), mark });
        runs.extend(after);
        self.set(at.paragraph, runs)?;
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Ok(at.at(at.offset.saturating_add(length)))
    }

    /// Takes the selection out; paragraphs that may stand as one are joined.
    fn remove(&mut self, map: &TextMap<'_>, selection: &Selection) -> Result<Caret, DeskError> {
        let (from, to) = map.ordered(selection);
        if from.story != to.story {
            return Err(refused("a selection stays inside one story"));
        }
        if from.paragraph == to.paragraph {
            let runs = self.paragraph(&from)?.runs.clone();
            let (mut kept, _) = cut(&runs, from.offset);
            kept.extend(cut(&runs, to.offset).1);
            if from.offset != to.offset {
                self.set(from.paragraph, kept)?;
            }
            return Ok(from);
        }
        let (first, last) = (self.paragraph(&from)?.clone(), self.paragraph(&to)?.clone());
        let head = cut(&first.runs, from.offset).0;
        let tail = cut(&last.runs, to.offset).1;
        let is_blank = last.characters() == 0 && !self.is_caption(last.id);
        let joins = may_join(&first, &last) || is_blank;
        let stretches = map.stretches(&from, &to);
        let is =
            |end: Option<&(u32, u32, u32)>, caret: &Caret| end.is_some_and(|end| end.0 == caret.paragraph);
        if !is(stretches.first(), &from) || !is(stretches.last(), &to) {
            return Err(refused("a selection stays inside one block"));
        }
        for (id, ..) in stretches {
            let between = id != from.paragraph && id != to.paragraph;
            if (between && !self.is_caption(id)) || (id == to.paragraph && joins) {
                self.drop_paragraph(id);
            } else if between {
                self.set(id, Vec::new())?;
            }
        }
        if !joins {
            self.set(from.paragraph, head)?;
            self.set(to.paragraph, tail)?;
            return Ok(from);
        }
        self.set(from.paragraph, head.into_iter().chain(tail).collect())?;
        Ok(from)
    }

    /// Whether a paragraph is the caption of a picture, which keeps it.
    fn is_caption(&self, id: u32) -> bool {
        self.story.pictures.iter().any(|picture| picture.caption == Some(id))
    }

    fn drop_paragraph(&mut self, id: u32) {
        if let Some(at) = self.position(id) {
            self.story.paragraphs.remove(at);
            self.before.remove(&id);
            for part in &mut self.parts {
                part.paragraphs.retain(|one| *one != id);
            }
            self.edits.push(Edit::RemoveParagraph { story: self.story.id.clone(), paragraph: id });
        }
    }

    /// The edits that make the story what the draft is.
    fn finish(self) -> Vec<Edit> {
        let story = &self.story;
        let mut edits = self.edits;
        for (id, before) in self.before {
            let Some(paragraph) = story.paragraph(id).filter(|one| one.runs != before) else { continue };
            edits.push(Edit::SetRuns {
                story: story.id.clone(),
                paragraph: id,
                runs: paragraph.runs.clone(),
            });
        }
        // Blocks that stay first: one that goes would move the places of those above it.
        let blocks = self.parts.into_iter().filter_map(|part| part.finish(&story.id));
        let (gone, stay): (Vec<Edit>, Vec<Edit>) =
            blocks.partition(|edit| matches!(edit, Edit::RemoveBlock { .. }));
        edits.extend(stay);
        edits.extend(gone);
        edits
    }
}

/// Whether two paragraphs may become one: of one part of the story, or running text both.
fn may_join(first: &Paragraph, second: &Paragraph) -> bool {
    let runs_on =
        |role: Role| matches!(role, Role::Body | Role::Crosshead | Role::EditorNote | Role::Summary);
    let same = first.role == second.role && first.role != Role::Caption;
    same || (runs_on(first.role) && runs_on(second.role))
}

/// Cuts runs in two behind `offset` characters.
fn cut(runs: &[Run], offset: u32) -> (Vec<Run>, Vec<Run>) {
    let mut left = offset as usize;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for run in runs {
        let head: String = run.text.chars().take(left).collect();
        let tail: String = run.text.chars().skip(left).collect();
        left = left.saturating_sub(run.text.chars().count());
        before.push(Run { text: head, mark: run.mark });
        after.push(Run { text: tail, mark: run.mark });
    }
    (normalise(before), normalise(after))
}

/// The mark of what is typed at a place: that of the run around it. Behind a 电头, a 图号 or a 摄影 the text is plain.
fn mark_at(runs: &[Run], offset: u32) -> Option<Mark> {
    let mut start = 0;
    for run in runs {
        let end = start + run.text.chars().count();
        let at = offset as usize;
        let goes_on = run.mark == Some(Mark::Strong) && at == end;
        if (at > start && at < end) || goes_on {
            return run.mark;
        }
        start = end;
    }
    None
}

/// Text as a paragraph takes it: no control characters, a tab as a blank.
fn cleaned(text: &str) -> String {
    let text = text.replace('\t', " ");
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')).collect()
}
