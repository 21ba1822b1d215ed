//! The rules that hold in every document, in one place: readers, the writer and edits ask here.
//!
//! A document that passes can be laid out; what is merely doubtful (a missing picture file, a story placed twice)
//! is a finding of preflight and no matter of this module. Each rule answers with the first [`Problem`] it meets.

mod block;
mod paper;

pub use block::flaw;
pub(crate) use block::{Flaw, flaws, page_flaws};
pub(crate) use paper::paper;

use crate::limits;
use crate::model::{Date, Edition, Layer, Page, Picture, Run, Story};
use banxin_measure::{Grid, Length};
use std::collections::BTreeSet;
use std::fmt;

/// A rule that a document breaks: in which of its files, at which key, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file inside the edition folder, with `/`.
    pub file: String,
    /// The way to the value inside the file.
    pub key: Vec<Step>,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// One step on the way to a value inside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a table or a header line, by name.
    Key(String),
    /// Into a list, by position from 0.
    Index(usize),
}

impl Problem {
    fn new(message: impl Into<String>) -> Problem {
        Problem { file: String::new(), key: Vec::new(), message: message.into() }
    }

    /// A problem with one entry of a list in a file.
    pub(crate) fn list(file: &str, key: &str, index: usize, message: String) -> Problem {
        Problem { file: file.to_owned(), key: vec![Step::Key(key.to_owned()), Step::Index(index)], message }
    }

    /// The key as a message writes it, such as `block[2].cells`; positions count from 0.
    pub fn key_text(&self) -> String {
        let mut text = String::new();
        for step in &self.key {
            match step {
                Step::Key(key) if text.is_empty() => text.push_str(key),
                Step::Key(key) => text = format!("{text}.{key}"),
                Step::Index(index) => text = format!("{text}[{index}]"),
            }
        }
        text
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if !self.key.is_empty() {
            write!(f, ": {}", self.key_text())?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}

/// What a rule answers.
pub(crate) type Checked = Result<(), Problem>;

/// Adds where a problem is, from the inside out.
pub(crate) trait Within {
    /// It is below this key.
    fn at(self, key: &str) -> Checked;
    /// It is in this place of a list.
    fn nth(self, index: usize) -> Checked;
    /// It is in this file.
    fn file(self, file: &str) -> Checked;
}

impl Within for Checked {
    fn at(self, key: &str) -> Checked {
        self.map_err(|mut problem| {
            problem.key.insert(0, Step::Key(key.to_owned()));
            problem
        })
    }

    fn nth(self, index: usize) -> Checked {
        self.map_err(|mut problem| {
            problem.key.insert(0, Step::Index(index));
            problem
        })
    }

    fn file(self, file: &str) -> Checked {
        self.map_err(|mut problem| {
            file.clone_into(&mut problem.file);
            problem
        })
    }
}

/// `Ok` if it holds, else a problem with this message.
fn rule(holds: bool, message: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(Problem::new(message())) }
}

/// Name of the file of a page inside the edition folder.
pub(crate) fn page_file(number: &str) -> String {
    format!("pages/{number}.toml")
}

/// Name of the file of a story inside the edition folder.
pub(crate) fn story_file(id: &str) -> String {
    format!("stories/{id}.story")
}

/// Everything in the document but the house style.
pub(crate) fn edition(edition: &Edition) -> Checked {
    header(edition)?;
    story_count(edition)?;
    for (id, one) in &edition.stories {
        rule(one.id == *id, || format!("the story calls itself {:?}; give it the id {id:?}", one.id))
            .at("id")
            .file(&story_file(id))?;
        story(one)?;
        doubles(edition, one)?;
    }
    edition.pages.iter().try_for_each(page)
}

/// What `edition.toml` says: date, 期号, staff, the list of pages, faces.
pub(crate) fn header(edition: &Edition) -> Checked {
    let date = edition.date;
    let known = Date::new(date.year, date.month, date.day).is_some();
    let in_file = |checked: Checked| checked.file("edition.toml");
    in_file(rule(known, || format!("the calendar has no {date}")).at("date"))?;
    if let Some(issue) = edition.issue {
        in_file(rule((1..=limits::ISSUE).contains(&issue), || range(1, limits::ISSUE)).at("issue"))?;
    }
    in_file(name(&edition.staff, limits::LINE_CHARACTERS).at("staff"))?;
    page_list(&mut edition.pages.iter().map(|page| page.number.as_str()))?;
    in_file(
        rule(edition.faces.len() <= limits::FACES, || format!("more than {} faces", limits::FACES))
            .at("face"),
    )?;
    for (index, face) in edition.faces.iter().enumerate() {
        let checked = name(&face.family, limits::NAME_CHARACTERS)
            .at("family")
            .and_then(|()| name(&face.style, limits::NAME_CHARACTERS).at("style"))
            .and_then(|()| {
                let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
                let good = face.sha256.len() == 64 && face.sha256.bytes().all(hex);
                rule(good, || "write 64 digits of lower-case hexadecimal".to_owned()).at("sha256")
            });
        in_file(checked.nth(index).at("face"))?;
    }
    Ok(())
}

/// The list of pages in `edition.toml`: well-formed numbers, none twice (in any case of letters, as some file
/// systems see them).
pub(crate) fn page_list(numbers: &mut dyn ExactSizeIterator<Item = &str>) -> Checked {
    page_numbers(numbers, "").at("pages").file("edition.toml")
}

/// A list of page numbers, each at this key of its entry if the entries have keys.
fn page_numbers(numbers: &mut dyn ExactSizeIterator<Item = &str>, key: &str) -> Checked {
    rule(numbers.len() <= limits::PAGES, || format!("more than {} pages", limits::PAGES))?;
    let mut seen = BTreeSet::new();
    for (index, number) in numbers.enumerate() {
        // A page over two sheets takes both of its numbers.
        let fresh = number.split('-').all(|part| seen.insert(part.to_ascii_lowercase()));
        let checked =
            page_number(number).and_then(|()| rule(fresh, || format!("page {number:?} stands twice")));
        if key.is_empty() { checked } else { checked.at(key) }.nth(index)?;
    }
    Ok(())
}

/// One page: its own values, and that each of its blocks can be named. What is wrong with a single block is a
/// [`flaw`], so that the rest of the page shows.
pub(crate) fn page(page: &Page) -> Checked {
    let check = || {
        page_number(&page.number)?;
        name(&page.title, limits::NAME_CHARACTERS).at("title")?;
        page.staff.as_ref().map_or(Ok(()), |staff| name(staff, limits::LINE_CHARACTERS)).at("staff")?;
        grid(&page.grid).at("grid")?;
        layers(&page.layers).at("layer")?;
        rule(page.blocks.len() <= limits::BLOCKS, || format!("more than {} blocks", limits::BLOCKS))
            .at("block")?;
        let mut seen = BTreeSet::new();
        for (index, one) in page.blocks.iter().enumerate() {
            let fresh = seen.insert(one.id.as_str());
            id(&one.id)
                .and_then(|()| {
                    rule(fresh, || format!("block {:?} stands twice; give one another id", one.id))
                })
                .at("id")
                .and_then(|()| {
                    rule(one.kind.layout().is_none() || one.stand.look.is_none(), || {
                        format!("the look of block {:?} belongs into its layout's manner", one.id)
                    })
                    .at("look")
                })
                .nth(index)
                .at("block")?;
        }
        Ok(())
    };
    check().file(&page_file(&page.number))
}

/// That no block of a page holds a story, as in a template.
pub(crate) fn without_stories(page: &Page) -> Checked {
    let holding = page.blocks.iter().enumerate().find(|(_, block)| block.kind.story().is_some());
    holding.map_or(Ok(()), |(index, block)| {
        let message = format!("block {:?} holds a story; a template has none, leave the block out", block.id);
        rule(false, || message).at("story").nth(index).at("block")
    })
}

fn layers(layers: &[Layer]) -> Checked {
    rule(layers.len() <= limits::LAYERS, || format!("more than {} layers", limits::LAYERS))?;
    let mut seen = BTreeSet::new();
    for (index, layer) in layers.iter().enumerate() {
        let good = !layer.name.is_empty() && seen.insert(layer.name.as_str());
        name(&layer.name, limits::NAME_CHARACTERS)
            .and_then(|()| rule(good, || format!("{:?}: each layer needs a name of its own", layer.name)))
            .at("name")
            .nth(index)?;
    }
    Ok(())
}

fn grid(grid: &Grid) -> Checked {
    let side = |length: Length| {
        rule(length > Length::ZERO && length <= limits::LENGTH, || above_zero(limits::LENGTH))
    };
    let edge = |length: Length| {
        rule(length >= Length::ZERO && length <= limits::LENGTH, || {
            format!("must lie in 0mm..{}", limits::LENGTH)
        })
    };
    let count = |count: u32, most: u32| rule((1..=most).contains(&count), || range(1, most));
    side(grid.trim.width).at("width")?;
    side(grid.trim.height).at("height")?;
    edge(grid.left).at("left")?;
    edge(grid.top).at("top")?;
    count(grid.columns, limits::GRID_COLUMNS).at("columns")?;
    count(grid.characters, limits::GRID_CHARACTERS).at("characters")?;
    rule(grid.gap <= limits::GRID_CHARACTERS, || range(0, limits::GRID_CHARACTERS)).at("gap")?;
    count(grid.lines, limits::GRID_LINES).at("lines")?;
    type_size(grid.character).at("character")?;
    type_size(grid.line).at("line")?;
    let area = grid.type_area();
    let fits = |end: Length, side: Length| {
        rule(end <= side, || {
            format!("the type area ends at {end}, outside the page of {side}; make it smaller")
        })
    };
    fits(area.right(), grid.trim.width).at("columns")?;
    fits(area.bottom(), grid.trim.height).at("lines")
}

/// That the stories are not too many.
pub(crate) fn story_count(edition: &Edition) -> Checked {
    rule(edition.stories.len() <= limits::STORIES, || format!("more than {} stories", limits::STORIES))
        .file("stories")
}

/// One story by itself.
pub(crate) fn story(story: &Story) -> Checked {
    let check = || {
        id(&story.id).at("id")?;
        if let Some(link) = &story.link {
            rule(!link.is_empty(), || "an empty link; leave it out".to_owned()).at("link")?;
            name(link, limits::LINE_CHARACTERS).at("link")?;
        }
        let paragraphs = story.paragraphs.len();
        rule(paragraphs <= limits::PARAGRAPHS, || format!("more than {} paragraphs", limits::PARAGRAPHS))?;
        let characters = story.characters();
        rule(characters <= limits::STORY_CHARACTERS, || {
            format!("more than {} characters", limits::STORY_CHARACTERS)
        })?;
        let mut numbers = BTreeSet::new();
        for (index, paragraph) in story.paragraphs.iter().enumerate() {
            let number = paragraph.id;
            rule((1..=limits::PARAGRAPH_ID).contains(&number), || range(1, limits::PARAGRAPH_ID))
                .and_then(|()| rule(numbers.insert(number), || format!("paragraph {number} stands twice")))
                .and_then(|()| runs(&paragraph.runs))
                .nth(index)
                .at("paragraph")?;
        }
        let pictures = story.pictures.len();
        rule(pictures <= limits::PICTURES, || format!("more than {} pictures", limits::PICTURES))?;
        let mut ids = BTreeSet::new();
        for (index, one) in story.pictures.iter().enumerate() {
            let fresh = ids.insert(one.id.as_str());
            rule(fresh, || format!("picture {:?} stands twice", one.id))
                .and_then(|()| picture(&numbers, one))
                .nth(index)
                .at("picture")?;
        }
        Ok(())
    };
    check().file(&story_file(&story.id))
}

/// That the story which this one doubles (重稿) is there and another one.
pub(crate) fn doubles(edition: &Edition, story: &Story) -> Checked {
    let Some(first) = &story.doubles else { return Ok(()) };
    rule(*first != story.id, || "a story cannot double itself; leave this line out".to_owned())
        .and_then(|()| {
            let known = edition.stories.contains_key(first);
            rule(known, || format!("there is no story {first:?}; correct the id or leave this line out"))
        })
        .at("doubles")
        .file(&story_file(&story.id))
}

/// The runs of a paragraph: none empty, neighbours differ in their mark, no line ends.
pub(crate) fn runs(runs: &[Run]) -> Checked {
    rule(runs.iter().all(|run| !run.text.is_empty()), || "an empty run of text".to_owned())?;
    let alike = runs.windows(2).any(|pair| matches!(pair, [one, next] if one.mark == next.mark));
    rule(!alike, || "two runs with the same mark side by side".to_owned())?;
    runs.iter().try_for_each(|run| text(&run.text))
}

/// Text of a story: any character but those that end a line.
pub(crate) fn text(text: &str) -> Checked {
    let end = text.chars().find(|c| ends_line(*c));
    end.map_or(Ok(()), |c| {
        rule(false, || format!("U+{:04X} ends a line; begin a new paragraph instead", u32::from(c)))
    })
}

/// Whether a character ends a line (Unicode's mandatory breaks), so that no paragraph can hold it.
pub(crate) const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn picture(paragraphs: &BTreeSet<u32>, picture: &Picture) -> Checked {
    id(&picture.id)?;
    if let Some(file) = &picture.file {
        path_inside(file)?;
    }
    if let Some((width, height)) = picture.pixels {
        let sides = [width, height].iter().all(|side| (1..=limits::PICTURE_SIDE).contains(side));
        let area = u64::from(width) * u64::from(height) <= limits::PICTURE_PIXELS;
        rule(sides && area, || {
            format!(
                "{width}x{height} pixels: sides are 1..{}, at most {} in all",
                limits::PICTURE_SIDE,
                limits::PICTURE_PIXELS
            )
        })?;
    }
    let caption = picture.caption;
    rule(caption.is_none_or(|number| paragraphs.contains(&number)), || {
        format!(
            "the caption of picture {:?} is no paragraph of the story; correct it or leave it out",
            picture.id
        )
    })
}

/// A path inside the edition folder: relative, with `/`, never upwards, the same on every system.
pub(crate) fn path_inside(file: &str) -> Checked {
    name(file, limits::LINE_CHARACTERS)?;
    let inside = file.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    rule(inside && !file.contains(['\\', ':']), || {
        format!("{file:?} leads out of the edition folder; name a file inside, such as pictures/s01-k1.jpg")
    })
}

/// The name of a file without its ending, the same on every system: of a template or a piece.
pub(crate) fn file_name(file: &str) -> Checked {
    name(file, limits::NAME_CHARACTERS)?;
    let good = !file.is_empty() && !file.starts_with('.') && !file.contains(['/', '\\', ':']);
    rule(good && !is_device(file), || {
        format!("{file:?} is no name of a file: leave / \\ : and a dot before it out")
    })
}

/// An id: lower-case ASCII letters, digits and `-`, beginning with a letter or digit, no device name of Windows.
pub(crate) fn id(id: &str) -> Checked {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let form =
        !id.is_empty() && id.len() <= limits::ID_CHARACTERS && id.chars().all(good) && !id.starts_with('-');
    rule(form && !is_device(id), || {
        format!("{id:?} is no id: use lower-case letters, digits and -, at most {}", limits::ID_CHARACTERS)
    })
}

/// A page's number; that of a page over two sheets (通版) is two numbers with a hyphen between them.
fn page_number(number: &str) -> Checked {
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric());
    let parts = number.split_once('-');
    let good = number.len() <= limits::PAGE_NUMBER_CHARACTERS
        && parts.map_or(plain(number), |(left, right)| plain(left) && plain(right) && left != right);
    rule(good && !is_device(number), || {
        format!(
            "{number:?} is no page number: use letters and digits, such as 05 or A01, or 04-05 for a page over two sheets"
        )
    })
}

/// Names that Windows keeps for devices, whatever their ending.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let numbered = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|n| matches!(n.as_bytes(), [b'0'..=b'9']))
}

/// A name or another line of a TOML file or a header: no control characters, not too long.
fn name(name: &str, most: usize) -> Checked {
    rule(!name.chars().any(|c| c.is_control() || ends_line(c)), || {
        "control characters and line ends are not allowed".to_owned()
    })?;
    rule(name.chars().count() <= most, || format!("longer than {most} characters"))
}

fn type_size(size: Length) -> Checked {
    rule(size > Length::ZERO && size <= limits::TYPE_SIZE, || above_zero(limits::TYPE_SIZE))
}

fn inks(inks: [u16; 4]) -> Checked {
    rule(inks.iter().all(|ink| *ink <= 1000), || "inks are permille, 0..1000 for C, M, Y and K".to_owned())
}

fn range(least: impl fmt::Display, most: impl fmt::Display) -> String {
    format!("must lie in {least}..{most}")
}

fn above_zero(most: Length) -> String {
    format!("must be above zero and at most {most}")
}
