//! Placing: stories, their parts and pictures, and new texts.

use super::{At, Ground, Plan, Span, What, refused};
use crate::error::DeskError;
use crate::jobs::import::next_number;
use crate::text::{Caret, Selection};
use banxin_edition::Edit;
use banxin_edition::model::{
    Block, BlockKind, Crop, Page, Paragraph, Photo, Picture, Role, Story, StoryKind, StyleName,
};
use banxin_makeup::arrange;
use banxin_measure::CellRect;

/// Columns that a part takes of its own accord.
const PART_COLUMNS: u32 = 2;
/// Cells that a new text takes where only a place was pointed at.
const TEXT: Span = Span { columns: 2, lines: 12 };
const HEADLINE: Span = Span { columns: 4, lines: 5 };

impl Ground<'_> {
    pub(super) fn place(&self, what: &What, at: At, size: Option<Span>) -> Result<Plan, DeskError> {
        match what {
            What::Story { story } => self.place_story(story, at, size),
            What::Picture { story, picture } => self.place_picture(story, picture, at, size),
            What::Part { story, paragraphs } => self.place_part(story, paragraphs, at, size),
            What::Text {} => Ok(self.place_new(Role::Body, at, size.unwrap_or(TEXT))),
            What::Rule { upright } => Ok(self.place_rule(*upright, at, size)),
            What::Panel {} => Ok(self.place_panel(at, size)),
            What::Ad { size: name } => self.place_ad(name.as_deref(), at, size),
            What::Masthead {} => Ok(self.place_masthead(at, size)),
            What::Staff {} => Ok(self.place_staff(at, size)),
            What::Section { section } => Ok(self.place_section(section, at, size)),
            What::Code { content } => Ok(self.place_code(content, at, size)),
            What::Guide { title, stories } => Ok(self.place_guide(title, stories, at, size)),
            What::Rest { after } => self.place_rest(after, at, size),
            What::Headline {} => Ok(self.place_new(Role::Headline, at, size.unwrap_or(HEADLINE))),
        }
    }

    /// All stories that stand nowhere, in the room that the page has left.
    pub(super) fn arrange(&self) -> Result<Plan, DeskError> {
        let placed = |story: &Story| {
            let blocks = self.edition.pages.iter().flat_map(|page| &page.blocks);
            blocks
                .filter(|block| block.kind.holds_whole_story())
                .any(|block| block.kind.story() == Some(&story.id))
        };
        let waiting = self.edition.stories.values().filter(|story| !placed(story) && story.doubles.is_none());
        let waiting: Vec<String> = waiting.map(|story| story.id.clone()).collect();
        let arrangement = arrange::arrange(self.edition, self.page, &waiting, self.fonts);
        if arrangement.blocks.is_empty() {
            let why = arrangement.unplaced.into_iter().next().map(|(_, why)| why);
            return Err(refused(why.unwrap_or_else(|| "no story waits for a place".to_owned())));
        }
        let blocks = arrangement.blocks.into_iter().map(|block| self.without_what_stands_elsewhere(block));
        let edits = blocks.enumerate().map(|(number, block)| Edit::PutBlock {
            page: self.page.number.clone(),
            at: u32::try_from(self.page.blocks.len() + number).unwrap_or(u32::MAX),
            block,
        });
        Ok(Plan { name: "arrange", edits: edits.collect(), ..Plan::default() })
    }

    fn place_story(&self, id: &str, at: At, size: Option<Span>) -> Result<Plan, DeskError> {
        let story = self.story(id)?;
        let blocks =
            self.edition.pages.iter().flat_map(|page| page.blocks.iter().map(move |block| (page, block)));
        let mut whole = blocks.filter(|(_, block)| block.kind.holds_whole_story());
        if let Some((page, block)) = whole.find(|(_, block)| block.kind.story() == Some(id)) {
            return Err(refused(format!(
                "{} stands already on page {} in block {}; move it, or delete it there first",
                story.title(),
                page.number,
                block.id
            )));
        }
        let size = size.map(|size| (size.columns, size.lines));
        let block = arrange::place(self.edition, self.page, id, (at.column, at.line), size, self.fonts);
        let block = block.ok_or_else(|| refused(format!("there is no story {id:?}")))?;
        let block = self.without_what_stands_elsewhere(block);
        Ok(self.placed(Vec::new(), block))
    }

    /// Pictures that stand by themselves already are not shown a second time.
    fn without_what_stands_elsewhere(&self, mut block: Block) -> Block {
        if let BlockKind::Article { story, photos, .. } | BlockKind::Photos { story, photos, .. } =
            &mut block.kind
        {
            let apart = self.edition.apart(story).pictures;
            photos.retain(|photo| !apart.contains(&photo.picture));
        }
        block
    }

    fn place_picture(&self, id: &str, picture: &str, at: At, size: Option<Span>) -> Result<Plan, DeskError> {
        let story = self.story(id)?;
        let known = story
            .picture(picture)
            .ok_or_else(|| refused(format!("story {id:?} has no picture {picture:?}")))?;
        let mut edits = Vec::new();
        for page in &self.edition.pages {
            edits.extend(page.blocks.iter().enumerate().filter_map(|(depth, block)| {
                let depth = u32::try_from(depth).unwrap_or(u32::MAX);
                taken_from(page, depth, block, id, picture)
            }));
        }
        let columns = size.map_or(PART_COLUMNS, |size| size.columns).clamp(1, self.page.grid.columns);
        let caption = known.caption.filter(|one| !self.edition.apart(id).parts.contains(one));
        let caption =
            caption.and_then(|one| story.paragraph(one)).map_or(0, |one| self.lines_of(one, columns));
        let lines = size.map_or_else(|| self.picture_lines(known, columns) + caption, |size| size.lines);
        let cells = self.on_grid(CellRect::new(at.column, at.line, columns, lines.max(caption + 1)));
        let kind = BlockKind::Picture {
            story: id.to_owned(),
            picture: picture.to_owned(),
            caption_lines: caption.min(cells.lines.saturating_sub(1)),
            crop: Crop::default(),
        };
        Ok(self.placed(edits, Block::new(arrange::free_id(self.page), kind, cells)))
    }

    fn place_part(
        &self,
        id: &str,
        paragraphs: &[u32],
        at: At,
        size: Option<Span>,
    ) -> Result<Plan, DeskError> {
        let story = self.story(id)?;
        let chosen: Vec<&Paragraph> = paragraphs.iter().filter_map(|one| story.paragraph(*one)).collect();
        if chosen.is_empty() || chosen.len() != paragraphs.len() {
            return Err(refused(format!("story {id:?} has no such paragraph")));
        }
        let mut edits = Vec::new();
        for page in &self.edition.pages {
            for (depth, block) in page.blocks.iter().enumerate() {
                let BlockKind::Part { story, paragraphs: held } = &block.kind else { continue };
                if story != id || !held.iter().any(|one| paragraphs.contains(one)) {
                    continue;
                }
                let left: Vec<u32> = held.iter().copied().filter(|one| !paragraphs.contains(one)).collect();
                let number = page.number.clone();
                edits.push(if left.is_empty() {
                    Edit::RemoveBlock { page: number, block: block.id.clone() }
                } else {
                    let kind = BlockKind::Part { story: id.to_owned(), paragraphs: left };
                    let at = u32::try_from(depth).unwrap_or(u32::MAX);
                    Edit::PutBlock { page: number, at, block: Block { kind, ..block.clone() } }
                });
            }
        }
        let headline = chosen.iter().any(|one| one.role == Role::Headline);
        let wanted = if headline { HEADLINE.columns } else { PART_COLUMNS };
        let columns = size.map_or(wanted, |size| size.columns).clamp(1, self.page.grid.columns);
        let needed = || chosen.iter().map(|one| self.lines_of(one, columns)).sum::<u32>();
        let lines = size.map_or_else(needed, |size| size.lines);
        let cells = self.on_grid(CellRect::new(at.column, at.line, columns, lines));
        let kind = BlockKind::Part { story: id.to_owned(), paragraphs: paragraphs.to_vec() };
        Ok(self.placed(edits, Block::new(arrange::free_id(self.page), kind, cells)))
    }

    /// A new story of one empty paragraph, ready to be typed into.
    fn place_new(&self, role: Role, at: At, size: Span) -> Plan {
        let id = format!("s{:02}", next_number(self.edition.stories.keys()));
        let cells = self.on_grid(CellRect::new(at.column, at.line, size.columns, size.lines));
        let story = Story {
            id: id.clone(),
            kind: StoryKind::Article,
            paragraphs: vec![Paragraph::plain(1, role, "")],
            ..Story::default()
        };
        let kind = BlockKind::Article {
            story: id.clone(),
            headline_size: None,
            head_lines: if role == Role::Headline { cells.lines } else { 0 },
            photos: Vec::new(),
            boxed: false,
            layout: Box::default(),
        };
        let block = Block::new(arrange::free_id(self.page), kind, cells);
        let text = Some(Selection::caret(Caret::new(&id, 1, 0)));
        Plan { text, ..self.placed(vec![Edit::PutStory { story }], block) }
    }

    pub(super) fn placed(&self, mut edits: Vec<Edit>, block: Block) -> Plan {
        let select = Some(block.id.clone());
        // Blocks that stay first: one that goes would move the places of those above it.
        edits.sort_by_key(|edit| matches!(edit, Edit::RemoveBlock { .. }));
        let gone = edits.iter().filter(|edit| match edit {
            Edit::RemoveBlock { page, .. } => *page == self.page.number,
            _ => false,
        });
        let at = self.page.blocks.len().saturating_sub(gone.count());
        edits.push(Edit::PutBlock {
            page: self.page.number.clone(),
            at: u32::try_from(at).unwrap_or(u32::MAX),
            block,
        });
        Plan { name: "place", edits, select, ..Plan::default() }
    }

    fn story(&self, id: &str) -> Result<&Story, DeskError> {
        self.edition.stories.get(id).ok_or_else(|| refused(format!("there is no story {id:?}")))
    }

    /// Lines of the grid that a picture takes at a width, in its own shape.
    fn picture_lines(&self, picture: &Picture, columns: u32) -> u32 {
        let grid = &self.page.grid;
        let (width, height) = picture.pixels.unwrap_or((3, 2));
        let tall = grid.width_of(columns).scale(i64::from(height.max(1)), i64::from(width.max(1)));
        u32::try_from(tall.whole(grid.line)).unwrap_or(1).max(4).min(grid.lines)
    }

    /// Lines of the grid that a paragraph takes at a width, as near as counting its characters tells.
    fn lines_of(&self, paragraph: &Paragraph, columns: u32) -> u32 {
        let grid = &self.page.grid;
        let paper = &self.edition.paper;
        let style = paper.styles.get(&style_of(paragraph.role));
        let size = style.and_then(|style| paper.sizes.resolve(&style.size)).unwrap_or(grid.character);
        let insets = style.map_or(0, |s| i64::from(s.start_indent) + i64::from(s.end_indent));
        let width = (grid.width_of(columns) - size * insets).emu().max(1);
        let characters =
            i64::try_from(paragraph.characters()).unwrap_or(0) + i64::from(style.map_or(0, |s| s.indent));
        let lines = (size.emu() * characters + width - 1) / width;
        let tall = (size.scale(112, 100).emu() + grid.line.emu() - 1) / grid.line.emu().max(1);
        let rows = match paragraph.role {
            Role::Caption | Role::Body | Role::Summary | Role::EditorNote | Role::Credit => {
                i64::from(style.map_or(1, |style| style.half_lines.div_ceil(2)))
            }
            _ => tall,
        };
        u32::try_from(lines.max(1) * rows.max(1)).unwrap_or(1).clamp(1, grid.lines)
    }
}

/// The picture that a block shows by itself, with its story.
fn shown_alone(block: &Block) -> Option<(&str, &str)> {
    match &block.kind {
        BlockKind::Picture { story, picture, .. } => Some((story, picture)),
        _ => None,
    }
}

/// The edit that takes a picture out of a block that shows it.
fn taken_from(page: &Page, depth: u32, block: &Block, story: &str, picture: &str) -> Option<Edit> {
    if shown_alone(block) == Some((story, picture)) {
        return Some(Edit::RemoveBlock { page: page.number.clone(), block: block.id.clone() });
    }
    let shows = |photo: &Photo| photo.picture == picture;
    if block.kind.story() != Some(story) || !block.kind.photos().iter().any(shows) {
        return None;
    }
    let mut left = block.clone();
    if let BlockKind::Article { photos, .. } | BlockKind::Photos { photos, .. } = &mut left.kind {
        photos.retain(|photo| !shows(photo));
    }
    Some(Edit::PutBlock { page: page.number.clone(), at: depth, block: left })
}

/// The style of a part of a story.
fn style_of(role: Role) -> StyleName {
    match role {
        Role::Section => StyleName::Section,
        Role::Kicker => StyleName::Kicker,
        Role::Headline => StyleName::Headline,
        Role::Subhead => StyleName::Subhead,
        Role::Summary => StyleName::Summary,
        Role::Byline => StyleName::Byline,
        Role::EditorNote => StyleName::EditorNote,
        Role::Body => StyleName::Body,
        Role::Crosshead => StyleName::Crosshead,
        Role::Caption => StyleName::Caption,
        Role::Credit => StyleName::Credit,
        Role::Jump => StyleName::Jump,
    }
}
