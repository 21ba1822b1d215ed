//! The rules of a block (块), each by itself: whether it lies on the page, whether what it names is there.
//!
//! A block that breaks one is a flaw of the page and not of the whole document: it opens, the rest of the page shows,
//! and makeup tells the flaw. An edit that would make a new one is refused.

use super::paper::line;
use super::{Checked, Problem, Within, above_zero, name, path_inside, range, rule, type_size};
use crate::limits;
use crate::model::{
    ArticleStyle, Block, BlockKind, Crop, Edition, Layout, Manner, Page, Photo, Stand, Story,
};
use banxin_measure::{CellRect, Grid, Length};
use std::collections::BTreeSet;

/// The first rule that a block breaks; `None` for a block in order. The words name the block and say what to do.
pub fn flaw(edition: &Edition, page: &Page, block: &Block) -> Option<Problem> {
    check(edition, page, block).err()
}

/// What is wrong with one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    block: String,
    /// The rule that it breaks, in its page's file.
    pub(crate) problem: Problem,
}

impl Flaw {
    /// Whether both are the same flaw of the same block, wherever the block stands in the list.
    pub(crate) fn same_as(&self, other: &Flaw) -> bool {
        self.block == other.block
            && self.problem.file == other.problem.file
            && self.problem.message == other.problem.message
    }
}

/// The flaws of an edition.
pub(crate) fn flaws(edition: &Edition) -> Vec<Flaw> {
    edition.pages.iter().flat_map(|page| page_flaws(edition, page)).collect()
}

/// The flaws of a page.
pub(crate) fn page_flaws(edition: &Edition, page: &Page) -> Vec<Flaw> {
    let flaws = page.blocks.iter().enumerate().filter_map(|(index, block)| {
        let checked = check(edition, page, block).nth(index).at("block");
        let problem = checked.file(&super::page_file(&page.number)).err()?;
        Some(Flaw { block: block.id.clone(), problem })
    });
    flaws.collect()
}

fn check(edition: &Edition, page: &Page, block: &Block) -> Checked {
    let named = format!("block {:?}", block.id);
    whole(&named, edition, page, block).map_err(|mut problem| {
        // The words stand by themselves where makeup tells them.
        if !problem.message.contains(&named) {
            problem.message = format!("{named}, {}: {}", problem.key_text(), problem.message);
        }
        problem
    })
}

fn whole(named: &str, edition: &Edition, page: &Page, block: &Block) -> Checked {
    place(named, &page.grid, block)?;
    stand(named, edition, page, block)?;
    if let Some(style) = &block.style {
        rule(block.kind.holds_text(), || format!("{named} holds no text that runs; leave its style out"))
            .and_then(|()| known_style(named, edition, style))
            .at("style")?;
    }
    let head = block.kind.head_lines();
    let lines = block.cells.lines;
    rule(head <= lines, || {
        format!("the head of {named} takes {head} lines and the block has {lines}; lower it")
    })
    .at("head-lines")?;
    block.kind.headline_size().map_or(Ok(()), type_size).at("headline-size")?;
    if let Some(layout) = block.kind.layout() {
        self::layout(named, edition, &page.grid, block, layout)?;
    }
    content(named, edition, page, block)?;
    let Some(story) = block.kind.story() else { return Ok(()) };
    let Some(story) = edition.stories.get(story) else {
        let unknown =
            format!("{named} names the story {story:?}, but there is no {}", super::story_file(story));
        return rule(false, || format!("{unknown}; correct the id or take the block out")).at("story");
    };
    match &block.kind {
        BlockKind::Part { paragraphs, .. } => part(named, paragraphs).at("paragraphs")?,
        BlockKind::Picture { picture, caption_lines, crop, .. } => {
            known_picture(named, story, picture).at("picture")?;
            rule(*caption_lines <= lines, || {
                format!("{named} has {lines} lines and its caption takes {caption_lines}")
            })
            .at("caption-lines")?;
            self::crop(crop)?;
        }
        _ => {}
    }
    photos(named, &page.grid, block, story).at("photo")
}

/// That it stands on the page.
fn place(named: &str, grid: &Grid, block: &Block) -> Checked {
    let Some(free) = &block.stand.free else {
        return rule(grid.holds(&block.cells), || outside(named, &block.cells, grid)).at("cells");
    };
    let check = || {
        rule(block.kind.may_be_free(), || {
            format!("{named} has columns and stands on the grid; give it cells instead")
        })?;
        rule(free.width > Length::ZERO && free.height > Length::ZERO, || {
            format!("{named} has no size; give it a width and a height above zero")
        })?;
        rule(block.stands_on(grid), || format!("{named} lies outside the page; move it back"))
    };
    check().at("free")
}

fn stand(named: &str, edition: &Edition, page: &Page, block: &Block) -> Checked {
    let Stand { turn, wrap, look, name: called, group, layer, .. } = &block.stand;
    rule(block.kind.may_turn() || turn.quarters() == 0, || {
        format!("{named} has columns and cannot be turned; leave its turn out")
    })
    .at("turn")?;
    if let Some(wrap) = wrap {
        rule(wrap.distance >= Length::ZERO && wrap.distance <= limits::LINE, || {
            format!("{named} keeps text away by {}; it must lie in 0mm..{}", wrap.distance, limits::LINE)
        })
        .at("distance")
        .at("wrap")?;
    }
    known_look(named, edition, look).at("look")?;
    for (key, text) in [("name", called), ("group", group), ("layer", layer)] {
        text.as_ref().map_or(Ok(()), |text| name(text, limits::NAME_CHARACTERS)).at(key)?;
    }
    let known = layer.as_ref().is_none_or(|layer| page.layers.iter().any(|one| one.name == *layer));
    rule(known, || {
        format!("{named} lies on a layer that the page does not have; add a [[layer]] or leave it out")
    })
    .at("layer")
}

fn known_style(named: &str, edition: &Edition, style: &str) -> Checked {
    rule(edition.paper.has_style(style), || {
        format!("{named} is set in the style {style:?}, but paper.toml has no such [styles.…]")
    })?;
    let found = edition.paper.style(style).ok_or_else(|| {
        Problem::new(format!(
            "{named} is set in the style {style:?}, which goes out from itself or from none; mend its base"
        ))
    })?;
    known_look(named, edition, &found.look)
}

/// A style and a look that a thing of the paper's library names, empty for none.
fn dressed(named: &str, edition: &Edition, style: &str, look: &str) -> Checked {
    if !style.is_empty() {
        known_style(named, edition, style)?;
    }
    known_look(named, edition, &(!look.is_empty()).then(|| look.to_owned()))
}

fn known_look(named: &str, edition: &Edition, look: &Option<String>) -> Checked {
    let Some(look) = look else { return Ok(()) };
    rule(edition.paper.look(look).is_some(), || {
        format!("{named} has the look {look:?}, which is not in paper.toml or goes out from itself; mend it")
    })
}

fn layout(named: &str, edition: &Edition, grid: &Grid, block: &Block, layout: &Layout) -> Checked {
    let columns = block.cells.columns.min(grid.columns);
    manner(named, edition, grid, columns, &layout.manner)?;
    if let Some(style) = &layout.article_style {
        follows(named, edition, style, |style| {
            manner(named, edition, grid, columns, &layout.manner.over(&style.manner))
        })
        .at("article-style")?;
    }
    let cells = &block.cells;
    if layout.head_at.is_some() {
        let head = layout.head_cells(cells, block.kind.head_lines());
        rule(head.columns > 0 && (head.lines == 0 || cells.contains(&head)), || {
            format!("the head of {named} ({}) reaches out of it ({})", shown(&head), shown(cells))
        })
        .at("head-at")?;
    }
    let most = limits::NOTCHES;
    rule(layout.without.len() <= most, || format!("more than {most} pieces cut out of {named}"))
        .at("without")?;
    for (index, notch) in layout.without.iter().enumerate() {
        rule(grid.holds(notch) && cells.overlaps(notch), || {
            format!("what is cut out of {named} ({}) does not lie in it ({})", shown(notch), shown(cells))
        })
        .and_then(|()| {
            rule(!notch.contains(cells), || format!("nothing is left of {named}; cut less out of it"))
        })
        .nth(index)
        .at("without")?;
    }
    let captions = layout.captions.as_ref();
    rule(captions.is_none_or(|captions| captions.columns > 0 && cells.contains(captions)), || {
        format!("the captions of {named} stand outside of it; move them inside")
    })
    .at("captions")
}

/// What an article, or its article style, says of its making over so many columns.
fn manner(named: &str, edition: &Edition, grid: &Grid, columns: u32, manner: &Manner) -> Checked {
    manner.head_style.as_ref().map_or(Ok(()), |style| known_style(named, edition, style)).at("head-style")?;
    known_look(named, edition, &manner.look).at("look")?;
    let Some(division) = &manner.division else { return Ok(()) };
    let characters = division.characters(grid.characters_in(columns), grid.gap);
    characters.map(|_| ()).map_err(|error| Problem::new(format!("{named}: {error}"))).at("division")
}

/// That the article style is there and that what it says suits the block.
fn follows(
    named: &str,
    edition: &Edition,
    style: &str,
    suits: impl FnOnce(&ArticleStyle) -> Checked,
) -> Checked {
    let found = edition.paper.article_style(style).ok_or_else(|| {
        Problem::new(format!(
            "{named} follows the article style {style:?}, which is not in paper.toml or goes out from itself; mend it"
        ))
    })?;
    let body = found.body.as_ref().map_or(Ok(()), |body| known_style(named, edition, body));
    // What the style says does not stand in the page's file, so its keys lead nowhere there.
    body.and_then(|()| suits(&found)).map_err(|problem| Problem::new(problem.message))
}

/// What the kinds without a story need.
fn content(named: &str, edition: &Edition, page: &Page, block: &Block) -> Checked {
    match &block.kind {
        BlockKind::Text { story, after, .. } => chain(named, page, block, story, after).at("after"),
        BlockKind::Code { content, module } => {
            rule(!content.is_empty(), || format!("the code of {named} says nothing; give it a text"))
                .and_then(|()| name(content, limits::LINE_CHARACTERS))
                .at("content")?;
            rule(*module > Length::ZERO && *module <= limits::LINE, || above_zero(limits::LINE)).at("module")
        }
        BlockKind::Guide { title, stories } => {
            name(title, limits::NAME_CHARACTERS).at("title")?;
            rule(stories.len() <= limits::LIBRARY, || format!("more than {} entries", limits::LIBRARY))
                .at("stories")?;
            let unknown = stories.iter().position(|story| !edition.stories.contains_key(story));
            unknown.map_or(Ok(()), |index| {
                rule(false, || format!("{named} leads to a story that is not there; take the entry out"))
                    .nth(index)
                    .at("stories")
            })
        }
        BlockKind::Masthead => dressed(named, edition, &edition.paper.masthead.style, ""),
        BlockKind::Section { section } => {
            let head = edition.paper.sections.get(section).ok_or_else(|| {
                Problem::new(format!(
                    "{named} shows the head {section:?}, but paper.toml has no such [sections.…]"
                ))
            });
            head.and_then(|head| dressed(named, edition, &head.style, &head.look)).at("section")
        }
        BlockKind::Rule { line: drawn } => line(drawn).at("line"),
        BlockKind::Ad { client, file } => {
            name(client, limits::NAME_CHARACTERS).at("client")?;
            file.as_ref().map_or(Ok(()), |file| path_inside(file)).at("file")
        }
        _ => Ok(()),
    }
}

/// That a text goes on after a block which has one, of the same story, and that no two go on after the same one.
fn chain(named: &str, page: &Page, block: &Block, story: &str, after: &str) -> Checked {
    let mut seen = BTreeSet::from([block.id.as_str()]);
    let mut at = after;
    loop {
        let Some(before) = page.block(at) else {
            return rule(false, || {
                format!("{named} goes on after block {at:?}, which is not on the page; name another")
            });
        };
        rule(before.kind.story() == Some(story), || {
            format!("{named} goes on after block {at:?}, which holds another story; name another block")
        })?;
        rule(seen.insert(at), || {
            format!("{named} goes on in a circle, round by block {after:?}; name another block")
        })?;
        match &before.kind {
            BlockKind::Text { after, .. } => at = after,
            BlockKind::Article { .. } | BlockKind::Photos { .. } => break,
            _ => {
                return rule(false, || {
                    format!("{named} goes on after block {at:?}, which has no text that runs; name another")
                });
            }
        }
    }
    let goes_on = |one: &&Block| matches!(&one.kind, BlockKind::Text { after: of, .. } if of == after);
    let first = page.blocks.iter().find(goes_on).is_none_or(|first| first.id == block.id);
    rule(first, || format!("{named} goes on after block {after:?}, but so does another; chain them"))
}

fn photos(named: &str, grid: &Grid, block: &Block, story: &Story) -> Checked {
    let photos = block.kind.photos();
    rule(photos.len() <= limits::PICTURES, || format!("more than {} pictures", limits::PICTURES))?;
    for (index, one) in photos.iter().enumerate() {
        photo(named, grid, block, story, one).nth(index)?;
    }
    Ok(())
}

fn photo(named: &str, grid: &Grid, block: &Block, story: &Story, photo: &Photo) -> Checked {
    known_picture(named, story, &photo.picture).at("picture")?;
    let named = format!("picture {:?} of {named}", photo.picture);
    rule(grid.holds(&photo.cells), || outside(&named, &photo.cells, grid))
        .and_then(|()| {
            rule(block.cells.contains(&photo.cells), || {
                format!(
                    "{named} ({}) reaches out of its block ({})",
                    shown(&photo.cells),
                    shown(&block.cells)
                )
            })
        })
        .at("cells")?;
    rule(photo.caption_lines <= photo.cells.lines, || {
        format!("{named} has {} lines and its caption takes {}", photo.cells.lines, photo.caption_lines)
    })
    .at("caption-lines")?;
    rule((1..=limits::GRID_COLUMNS).contains(&photo.parts), || range(1, limits::GRID_COLUMNS)).at("parts")?;
    rule(photo.part < photo.parts, || format!("must be less than parts, {}", photo.parts)).at("part")?;
    let characters = grid.characters_in(photo.cells.columns);
    let least = photo.parts.saturating_add(grid.gap.saturating_mul(photo.parts - 1));
    rule(least <= characters, || {
        format!("{named} is one of {} parts of {characters} characters; break it into fewer", photo.parts)
    })
    .at("parts")?;
    crop(&photo.crop)
}

fn crop(crop: &Crop) -> Checked {
    let (least, most) = limits::CROP_SCALE;
    rule((least..=most).contains(&crop.scale), || range(least, most)).at("scale")?;
    for (key, at) in [("x", crop.x), ("y", crop.y)] {
        rule(at <= 1000, || range(0, 1000)).at(key)?;
    }
    Ok(())
}

fn known_picture(named: &str, story: &Story, picture: &str) -> Checked {
    rule(story.picture(picture).is_some(), || {
        format!("{named} shows the picture {picture:?}, which story {:?} does not have", story.id)
    })
}

/// The paragraphs of a 散件: some, and each once. One that its story does not have any more is no breach, so that
/// a paragraph can be deleted in its story without asking where it stands.
fn part(named: &str, paragraphs: &[u32]) -> Checked {
    rule(!paragraphs.is_empty(), || format!("{named} has no paragraphs; give it one or take it out"))?;
    rule(paragraphs.len() <= limits::PARAGRAPHS, || format!("more than {} paragraphs", limits::PARAGRAPHS))?;
    let mut seen = BTreeSet::new();
    let twice = paragraphs.iter().find(|number| !seen.insert(**number));
    rule(twice.is_none(), || format!("{named} has paragraph {} twice", twice.copied().unwrap_or_default()))
}

fn shown(cells: &CellRect) -> String {
    let CellRect { column, line, .. } = cells;
    format!("columns {column}..{}, lines {line}..{}", cells.end_column(), cells.end_line())
}

fn outside(named: &str, place: &CellRect, grid: &Grid) -> String {
    if place.columns == 0 || place.lines == 0 {
        return format!(
            "{named} covers no cell; count its place from 0 and give it at least one column and one line"
        );
    }
    let (columns, lines) = (grid.columns, grid.lines);
    format!(
        "{named} ({}) reaches out of the grid of {columns} columns and {lines} lines; move it or make it smaller",
        shown(place)
    )
}
