//! The importer of manuscripts (来稿): plain text to stories.
//!
//! [`read`] decodes the bytes, takes the lines apart, gathers the signs on each line, decides for all lines
//! together which part of which story each is, and builds the stories in the order of the manuscript. It never
//! drops, changes or reorders a character, except what it lists as [`Markup`]; a recount proves it before anything
//! is handed out. What is wrong with the manuscript (重稿, paragraphs that break off, an opening that stands after
//! its story) is reported in [`Finding`]s; [`repair`] applies the repairs that they propose, and nothing else ever
//! changes the order of the text.
//!
//! ```
//! let manuscript = "苇塘镇\n\n渡口灯火三十年\n\n本报记者 姜小禾\n\n\
//!                   天刚擦黑，渡口的灯就亮了。摆渡人收起缆绳，把最后一船人送过河去，这一送就是三十年。";
//! let manuscript = banxin_edition::import::read(manuscript.as_bytes())?;
//! let story = &manuscript.stories[0].story;
//! assert_eq!(story.title(), "渡口灯火三十年");
//! assert_eq!(manuscript.characters.read, manuscript.characters.kept + manuscript.characters.markup);
//! # Ok::<(), banxin_edition::import::ImportError>(())
//! ```

mod assemble;
mod breaks;
mod checks;
mod count;
mod decode;
mod displaced;
mod doubles;
mod error;
mod facts;
mod fit;
mod lines;
mod repair;
mod report;
mod scan;
mod sequence;
mod shingles;
mod signs;
mod split;
mod step;
mod text;
mod words;

pub use decode::Encoding;
pub use doubles::{LEAST as LEAST_SHINGLES, telling};
pub use error::ImportError;
pub use repair::repair;
pub use report::report;
pub use shingles::of as shingles;

use crate::limits;
use crate::model::{Role, Story};

/// Lines of text that a manuscript may have: a page has some hundreds.
pub const MANUSCRIPT_LINES: usize = 100_000;

/// A manuscript as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manuscript {
    /// Its stories, in order.
    pub stories: Vec<ImportedStory>,
    /// What an editor should look at.
    pub findings: Vec<Finding>,
    /// Its characters, counted.
    pub characters: Count,
    /// What did not become text, in order.
    pub markup: Vec<Markup>,
    /// The encoding it came in.
    pub encoding: Encoding,
}

/// A story with what the importer has to say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedStory {
    /// The story.
    pub story: Story,
    /// How sure the importer is of the story as a whole, in permille.
    pub sure: u16,
    /// What it took each paragraph for.
    pub took: Vec<Took>,
}

/// What one paragraph was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Took {
    /// Number of the paragraph.
    pub paragraph: u32,
    /// The part it was taken for.
    pub role: Role,
    /// Its first words.
    pub head: String,
    /// How sure, in permille: 500 is the throw of a coin.
    pub sure: u16,
    /// The part that it would be otherwise, if that is another.
    pub instead: Option<Role>,
}

/// Characters (Unicode scalar values) of a manuscript; a byte order mark is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Characters read.
    pub read: usize,
    /// Characters that are the text of a story.
    pub kept: usize,
    /// Characters that are markup.
    pub markup: usize,
}

/// A stretch of a manuscript that is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Markup {
    /// First character, counted from the start of the manuscript.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// What it is.
    pub kind: MarkupKind,
}

/// What a stretch of markup is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkupKind {
    /// The end of a line.
    LineEnd,
    /// Blanks before or after the text of a line, U+3000 among them, and tabs.
    Blank,
    /// The mark of a list item.
    ListMark,
    /// `#` before a heading.
    Heading,
    /// `**` around a line.
    Emphasis,
    /// The name of a part before a colon (标题：), in a manuscript that names its parts.
    Name,
    /// A line of dashes or stars between stories.
    Rule,
    /// A control character.
    Control,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Info,
    /// To be looked at before the page is printed.
    Warning,
}

/// Something about a manuscript that an editor should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable name of the rule: `doubled-story`, `doubled-paragraph`, `broken-paragraph`, `displaced-opening`,
    /// `displaced-ending`, `unfinished-story`, `caption-count`, `no-headline`, `no-text`, `uncertain`, `wrapped`,
    /// `control-characters`, `encoding-doubtful`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The story it is about; empty for the whole manuscript.
    pub story: String,
    /// The paragraph it is about.
    pub paragraph: Option<u32>,
    /// What is the matter, with the words of the manuscript, and what can be done.
    pub text: String,
    /// A repair that [`repair`] can apply; none where the change would be large or little speaks for it.
    pub repair: Option<Repair>,
    /// Whether it was applied.
    pub repaired: bool,
}

/// A change of a manuscript that repairs what a finding reports. It moves and joins; it drops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// The text of the second paragraph goes on where the first breaks off.
    JoinParagraphs {
        /// The story of both.
        story: String,
        /// The paragraph that breaks off; it keeps its number.
        first: u32,
        /// The paragraph that goes on.
        second: u32,
    },
    /// Paragraphs that open another story go before its text.
    MoveOpening {
        /// The story in which they stand.
        from: String,
        /// Their numbers there, in order.
        paragraphs: Vec<u32>,
        /// The story that they open.
        to: String,
        /// The paragraph before which they go.
        before: u32,
        /// Whether the last of them and that paragraph are two halves of one.
        join: bool,
    },
    /// Paragraphs that end another story go after its text.
    MoveEnding {
        /// The story in which they stand.
        from: String,
        /// Their numbers there, in order.
        paragraphs: Vec<u32>,
        /// The story that they end.
        to: String,
        /// The paragraph after which they go.
        after: u32,
        /// Whether that paragraph and the first of them are two halves of one.
        join: bool,
    },
}

/// Reads a manuscript; its stories are `s01`, `s02` and so on.
///
/// # Errors
/// [`ImportError`], if the bytes are too many, empty, not text, or in no encoding that is known.
pub fn read(bytes: &[u8]) -> Result<Manuscript, ImportError> {
    read_with(bytes, 1)
}

/// Reads a manuscript; the number of its first story is `first_id`.
///
/// # Errors
/// As [`read`].
pub fn read_with(bytes: &[u8], first_id: u32) -> Result<Manuscript, ImportError> {
    let (source, encoding) = decode::decode(bytes)?;
    let lines = lines::split(&source);
    let pieces = split::cut(lines.pieces);
    if pieces.is_empty() {
        return Err(ImportError::Empty);
    }
    if pieces.len() > MANUSCRIPT_LINES {
        return Err(ImportError::TooMany {
            what: "lines of text",
            count: pieces.len(),
            limit: MANUSCRIPT_LINES,
        });
    }
    let mut facts = facts::gather(&pieces);
    doubles::mark_repeats(&pieces, &mut facts);
    let taken = sequence::decide(&pieces, &facts);
    let mut stories = assemble::stories(&pieces, &facts, &taken);
    for (number, imported) in (u64::from(first_id)..).zip(&mut stories) {
        imported.story.id = format!("s{number:02}");
    }
    keep_limits(&stories)?;
    let characters =
        count::recount(&source, &lines.markup, &stories).map_err(|at| ImportError::Lost { at })?;
    let mut findings = whole(&lines.markup, lines.wrapped);
    if encoding == Encoding::Gb18030 && decode::is_doubtful(&source) {
        findings.push(doubtful());
    }
    look(&mut stories, &mut findings);
    Ok(Manuscript { stories, findings, characters, markup: lines.markup, encoding })
}

/// Looks for what an editor should know, in the order of the manuscript.
fn look(stories: &mut [ImportedStory], findings: &mut Vec<Finding>) {
    let from = findings.len();
    doubles::name_doubles(stories, findings);
    doubles::repeated_paragraphs(stories, findings);
    displaced::find(stories, findings);
    let covered: Vec<String> =
        findings.iter().filter(|f| f.repair.is_some()).map(|finding| finding.story.clone()).collect();
    for imported in stories.iter() {
        checks::missing_parts(imported, findings);
        if imported.story.doubles.is_none() {
            if displaced::has_text(imported) {
                breaks::find(imported, findings);
            }
            checks::without_end(imported, &covered, findings);
            checks::caption_numbers(imported, findings);
        }
    }
    checks::unsure(stories, findings);
    let place = |id: &str| stories.iter().position(|imported| imported.story.id == id);
    if let Some(found) = findings.get_mut(from..) {
        found.sort_by_key(|finding| (place(&finding.story), finding.paragraph));
    }
}

/// Findings about the manuscript as a whole.
fn whole(markup: &[Markup], wrapped: Option<usize>) -> Vec<Finding> {
    let info = |rule: &'static str, text: String| Finding {
        rule,
        severity: Severity::Info,
        story: String::new(),
        paragraph: None,
        text,
        repair: None,
        repaired: false,
    };
    let mut findings = Vec::new();
    if let Some(width) = wrapped {
        let text =
            format!("the lines were wrapped at {} characters; they were joined into paragraphs", width / 2);
        findings.push(info("wrapped", text));
    }
    let controls: usize =
        markup.iter().filter(|m| m.kind == MarkupKind::Control).map(|m| m.end - m.start).sum();
    if controls > 0 {
        findings.push(info("control-characters", format!("{controls} control characters were left out")));
    }
    findings
}

/// The finding for a text that is hardly Chinese as it was decoded.
fn doubtful() -> Finding {
    Finding {
        rule: "encoding-doubtful",
        severity: Severity::Warning,
        story: String::new(),
        paragraph: None,
        text: "the manuscript was read as GB 18030, but hardly looks like Chinese so; if it was written in Big5 \
               (繁体), save it as UTF-8 and import it again"
            .to_owned(),
        repair: None,
        repaired: false,
    }
}

/// Refuses what no edition could hold.
fn keep_limits(stories: &[ImportedStory]) -> Result<(), ImportError> {
    let too_many = |what, count, limit| Err(ImportError::TooMany { what, count, limit });
    if stories.len() > limits::STORIES {
        return too_many("stories", stories.len(), limits::STORIES);
    }
    for imported in stories {
        let story = &imported.story;
        if story.paragraphs.len() > limits::PARAGRAPHS {
            return too_many("paragraphs in one story", story.paragraphs.len(), limits::PARAGRAPHS);
        }
        if story.pictures.len() > limits::PICTURES {
            return too_many("captions in one story", story.pictures.len(), limits::PICTURES);
        }
        if story.characters() > limits::STORY_CHARACTERS {
            return too_many("characters in one story", story.characters(), limits::STORY_CHARACTERS);
        }
    }
    Ok(())
}
