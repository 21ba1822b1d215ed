//! The text of a story file (`.story`, 稿件文件): a small format of our own in which every character that a
//! paragraph can hold has one canonical spelling.
//!
//! `docs/story-format.md` writes the grammar down. In short: a first line with the version, header lines of a
//! word and a value, then for each paragraph a line `@role number` and one line of text. Three signs are special
//! in text, and an `@` at the start of a line: `\\` `\{` `\}` `\@` write them, `\u{3000}` writes any character by
//! its number, `{dateline:…}` marks a run, `{}` is an empty paragraph. Nothing else is special, so a manuscript's
//! `#`, `-`, `*` and brackets are just letters.
//!
//! [`write()`] is canonical: the same story gives the same bytes, and [`parse`] of them gives the same story.

mod parse;
mod write;

pub use parse::{StoryTextError, locate, parse};
pub use write::write;

/// First line of every story file: the format's name and version.
pub const FIRST_LINE: &str = "banxin-story 1";
