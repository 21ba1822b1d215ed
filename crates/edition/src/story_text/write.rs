//! The canonical writer of story files.

use super::FIRST_LINE;
use crate::model::{Paragraph, Picture, Run, Story};
use std::fmt::Write;

/// The story as the text of its file.
///
/// What it writes reads back as the same story, provided the story keeps the rules of the model (ids well formed,
/// no line ends in text, no empty runs); [`crate::save`] checks them first.
pub fn write(story: &Story) -> String {
    let mut out = format!("{FIRST_LINE}\nid {}\nkind {}\n", story.id, story.kind.word());
    if let Some(link) = &story.link {
        line(&mut out, "link", &escaped(link));
    }
    if let Some(doubles) = &story.doubles {
        line(&mut out, "doubles", doubles);
    }
    for picture in &story.pictures {
        line(&mut out, "picture", &picture_line(picture));
    }
    for paragraph in &story.paragraphs {
        let Paragraph { id, role, runs } = paragraph;
        // Writing to a String cannot fail.
        let _ = write!(out, "\n@{} {id}\n{}\n", role.word(), text_line(runs));
    }
    out
}

fn line(out: &mut String, key: &str, value: &str) {
    out.extend([key, " ", value, "\n"]);
}

fn picture_line(picture: &Picture) -> String {
    let mut line = picture.id.clone();
    if let Some(caption) = picture.caption {
        line += &format!(" caption={caption}");
    }
    if let Some((width, height)) = picture.pixels {
        line += &format!(" pixels={width}x{height}");
    }
    if let Some(file) = &picture.file {
        line += &format!(" file={}", escaped(file));
    }
    line
}

/// The text line of a paragraph.
fn text_line(runs: &[Run]) -> String {
    if runs.is_empty() {
        return "{}".to_owned();
    }
    let mut line = String::new();
    let last = runs.len() - 1;
    for (index, run) in runs.iter().enumerate() {
        match run.mark {
            Some(mark) => line.extend(["{", mark.word(), ":", &escape(&run.text, false, false), "}"]),
            None => line += &escape(&run.text, index == 0, index == last),
        }
    }
    line
}

/// A value that is a line by itself.
fn escaped(text: &str) -> String {
    escape(text, true, true)
}

/// Spells out what would be special, be invisible, or be lost to a program that trims lines.
fn escape(text: &str, at_start: bool, at_end: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let last = text.chars().count().saturating_sub(1);
    for (index, c) in text.chars().enumerate() {
        let edge = (at_start && index == 0) || (at_end && index == last);
        match c {
            '\\' | '{' | '}' => out.extend(['\\', c]),
            '@' if at_start && index == 0 => out.push_str("\\@"),
            _ if is_unseen(c) || (edge && c.is_whitespace()) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

/// Characters that nobody can see in an editor: controls, joiners, direction marks, the byte order mark.
const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}
