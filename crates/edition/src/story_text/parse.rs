//! The reader of story files.

use super::FIRST_LINE;
use crate::check::{Problem, Step, ends_line};
use crate::model::{Mark, Paragraph, Picture, Role, Run, Story, StoryKind, normalise};
use crate::nearest::unknown;
use std::fmt;
use std::iter::Peekable;
use std::str::Chars;

/// Why a text is no story file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryTextError {
    /// The line, from 1.
    pub line: u32,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for StoryTextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for StoryTextError {}

/// What a line gives, or a message about it.
type Lined<T> = Result<T, String>;

/// The header lines that a story file may have.
const HEADERS: [&str; 5] = ["id", "kind", "link", "doubles", "picture"];

/// Reads the text of a story file. Lines end with LF or CRLF.
///
/// # Errors
/// [`StoryTextError`] at the first line that is not of the form that `docs/story-format.md` gives. Rules about
/// the whole story (an id that stands twice, a caption that is not there) are checked by [`crate::open`].
pub fn parse(text: &str) -> Result<Story, StoryTextError> {
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).zip(1..);
    let at = |line: u32| move |message: String| StoryTextError { line, message };
    first_line(lines.next().map_or("", |(line, _)| line)).map_err(at(1))?;
    let mut story = Story::default();
    let mut header = Header::default();
    let mut in_text = false;
    while let Some((line, number)) = lines.next() {
        if let Some(head) = line.strip_prefix('@') {
            in_text = true;
            let (role, id) = paragraph_head(head).map_err(at(number))?;
            let missing =
                || format!("the text of paragraph {id} is missing: write it in the next line, {{}} for none");
            let (text, below) = lines.next().ok_or_else(|| at(number)(missing()))?;
            if text.is_empty() || text.starts_with('@') {
                return Err(at(below)(missing()));
            }
            story.paragraphs.push(Paragraph { id, role, runs: text_line(text).map_err(at(below))? });
        } else if line.is_empty() {
            continue;
        } else if in_text {
            return Err(at(number)(
                "each paragraph is one line; begin another one with a line such as @body 7".to_owned(),
            ));
        } else {
            header.read(&mut story, line).map_err(at(number))?;
        }
    }
    if !header.id || !header.kind {
        let key = if header.id { "kind article" } else { "id s01" };
        return Err(at(1)(format!("the header lacks a line such as {key:?}")));
    }
    Ok(story)
}

/// The line of a story file that a broken rule is about.
pub fn locate(text: &str, problem: &Problem) -> Option<u32> {
    let (starts, nth) = match problem.key.as_slice() {
        [Step::Key(key), Step::Index(nth)] if key == "paragraph" => ("@".to_owned(), *nth),
        [Step::Key(key), Step::Index(nth)] => (format!("{key} "), *nth),
        [Step::Key(key)] => (format!("{key} "), 0),
        _ => return None,
    };
    (1..)
        .zip(text.split('\n'))
        .filter(|(_, line)| line.starts_with(&starts))
        .nth(nth)
        .map(|(number, _)| number)
}

fn first_line(line: &str) -> Lined<()> {
    if line == FIRST_LINE {
        return Ok(());
    }
    Err(match line.strip_prefix("banxin-story ") {
        Some(version) => {
            let version: String = version.chars().take(20).collect();
            format!(
                "story format {version:?} is not known to this program, which reads version 1; use a newer Banxin"
            )
        }
        None => format!("this is no story file: its first line must be {FIRST_LINE:?}"),
    })
}

/// Which of the header lines that stand once were met.
#[derive(Default)]
struct Header {
    id: bool,
    kind: bool,
}

impl Header {
    fn read(&mut self, story: &mut Story, line: &str) -> Lined<()> {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        let twice = match key {
            "id" => std::mem::replace(&mut self.id, true),
            "kind" => std::mem::replace(&mut self.kind, true),
            "link" => story.link.is_some(),
            "doubles" => story.doubles.is_some(),
            _ => false,
        };
        if twice {
            return Err(format!("a second line {key:?}; leave one of them out"));
        }
        if HEADERS.contains(&key) && value.is_empty() {
            return Err(format!("{key:?} is followed by nothing; give it a value"));
        }
        match key {
            "id" => story.id = value.to_owned(),
            "kind" => {
                let words = StoryKind::NAMES.map(|(_, word)| word);
                story.kind = StoryKind::from_word(value).ok_or_else(|| unknown("kind", value, &words))?;
            }
            "link" => story.link = Some(plain(value)?),
            "doubles" => story.doubles = Some(value.to_owned()),
            "picture" => story.pictures.push(picture(value)?),
            _ => return Err(unknown("header line", key, &HEADERS)),
        }
        Ok(())
    }
}

fn picture(line: &str) -> Lined<Picture> {
    let (id, mut rest) = line.split_once(' ').unwrap_or((line, ""));
    let mut picture = Picture { id: id.to_owned(), ..Picture::default() };
    while !rest.is_empty() {
        if let Some(file) = rest.strip_prefix("file=") {
            picture.file = Some(plain(file)?);
            break;
        }
        let (part, after) = rest.split_once(' ').unwrap_or((rest, ""));
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        match key {
            "caption" if picture.caption.is_none() => picture.caption = Some(number(value)?),
            "pixels" if picture.pixels.is_none() => {
                let (width, height) = value.split_once('x').ok_or("write pixels as in pixels=3000x2000")?;
                picture.pixels = Some((number(width)?, number(height)?));
            }
            "caption" | "pixels" => return Err(format!("{key} stands twice in this line")),
            _ => return Err(unknown("word about a picture", key, &["caption", "pixels", "file"])),
        }
        rest = after;
    }
    Ok(picture)
}

fn paragraph_head(head: &str) -> Lined<(Role, u32)> {
    let (word, id) =
        head.split_once(' ').ok_or("write @, the role, a blank and the number, as in @body 7")?;
    let words = Role::NAMES.map(|(_, word)| word);
    let role = Role::from_word(word).ok_or_else(|| unknown("role", word, &words))?;
    Ok((role, number(id)?))
}

/// A whole number without sign or leading zero.
fn number(text: &str) -> Lined<u32> {
    let plain = !text.starts_with('0') || text == "0";
    let digits = plain && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let value = if digits { text.parse().ok() } else { None };
    value.ok_or_else(|| format!("{:?} is no number", text.chars().take(20).collect::<String>()))
}

/// A value without marks.
fn plain(text: &str) -> Lined<String> {
    let mut runs = text_line(text)?;
    match (runs.pop(), runs.is_empty()) {
        (Some(Run { text, mark: None }), true) => Ok(text),
        _ => Err("marks such as {strong:…} have no place here; write \\{ for the sign".to_owned()),
    }
}

/// A line of text as runs.
fn text_line(line: &str) -> Lined<Vec<Run>> {
    if line == "{}" {
        return Ok(Vec::new());
    }
    let mut runs = Vec::new();
    let mut open: Option<Mark> = None;
    let mut text = String::new();
    let mut signs = line.chars().peekable();
    while let Some(c) = signs.next() {
        match c {
            '\\' => text.push(escape(&mut signs)?),
            '{' if open.is_some() => {
                return Err("a mark inside a mark; close the first one with }".to_owned());
            }
            '{' => {
                runs.push(Run { text: std::mem::take(&mut text), mark: None });
                open = Some(mark(&mut signs)?);
            }
            '}' if open.is_some() => runs.push(Run { text: std::mem::take(&mut text), mark: open.take() }),
            '}' => return Err("a } that closes nothing; write \\} for the sign".to_owned()),
            _ => text.push(c),
        }
    }
    if open.is_some() {
        return Err("a mark is not closed; add a }".to_owned());
    }
    runs.push(Run { text, mark: None });
    if let Some(end) = runs.iter().flat_map(|run| run.text.chars()).find(|c| ends_line(*c)) {
        return Err(format!(
            "U+{:04X} ends a line and cannot stand in a paragraph; take it out",
            u32::from(end)
        ));
    }
    Ok(normalise(runs))
}

/// The name of a mark, up to its colon.
fn mark(signs: &mut Peekable<Chars<'_>>) -> Lined<Mark> {
    let mut word = String::new();
    while let Some(c) = signs.next_if(|c| c.is_ascii_lowercase() || *c == '-') {
        word.push(c);
    }
    let words = Mark::NAMES.map(|(_, word)| word);
    let mark =
        Mark::from_word(&word).ok_or_else(|| unknown("mark", &word, &words) + "; write \\{ for the sign")?;
    signs
        .next_if_eq(&':')
        .map(|_| mark)
        .ok_or_else(|| format!("write a colon after the mark, as in {{{word}:…}}"))
}

/// What stands after a backslash.
fn escape(signs: &mut Peekable<Chars<'_>>) -> Lined<char> {
    match signs.next() {
        Some(c @ ('\\' | '{' | '}' | '@')) => Ok(c),
        Some('u') => {
            let wrong = || "write a character's number as in \\u{3000}".to_owned();
            signs.next_if_eq(&'{').ok_or_else(wrong)?;
            let mut digits = String::new();
            while let Some(c) = signs.next_if(char::is_ascii_hexdigit) {
                digits.push(c);
            }
            signs.next_if_eq(&'}').filter(|_| digits.len() <= 6).ok_or_else(wrong)?;
            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).ok_or_else(wrong)
        }
        Some(c) => Err(format!("\\{c} means nothing; write \\\\ for a backslash")),
        None => Err("a backslash at the end of the line; write \\\\ for the sign".to_owned()),
    }
}
