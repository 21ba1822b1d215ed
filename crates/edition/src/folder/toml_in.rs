//! Reading TOML with the file, line and key of every mistake.

use super::FORMAT;
use super::disk::{line_of, read_text};
use crate::DocumentError;
use crate::check::{Problem, Step};
use crate::limits;
use crate::nearest::unknown;
use banxin_measure::Length;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml_edit::{Document, Item, TableLike};

/// A TOML file, read and parsed.
pub(crate) struct Source {
    file: PathBuf,
    document: Document<String>,
}

/// A table in a [`Source`].
#[derive(Clone)]
pub(crate) struct Table<'s> {
    source: &'s Source,
    table: &'s dyn TableLike,
    span: Option<Range<usize>>,
    path: String,
}

type Read<T> = Result<T, DocumentError>;
/// A table and where it stands in the text.
type Found<'s> = (&'s dyn TableLike, Option<Range<usize>>);

impl Source {
    /// Reads a file; `None` if it is not there.
    pub(crate) fn read(file: &Path) -> Read<Option<Source>> {
        let text = read_text(file, limits::TOML_BYTES)?;
        text.map(|text| Source::parse(file, text)).transpose()
    }

    /// Parses the text of a file.
    pub(crate) fn parse(file: &Path, text: String) -> Read<Source> {
        let bytes = text.clone();
        let document = Document::parse(text).map_err(|error| {
            let line =
                error.span().map(|span| line_of(bytes.as_bytes().get(..span.start).unwrap_or_default()));
            let message = format!("this is not TOML: {}", error.message().trim().replace('\n', "; "));
            DocumentError { line, ..DocumentError::file(file, message) }
        })?;
        Ok(Source { file: file.to_owned(), document })
    }

    /// The whole file as a table, after its format version was found to be ours.
    pub(crate) fn root(&self) -> Read<Table<'_>> {
        let root = Table { source: self, table: self.document.as_table(), span: None, path: String::new() };
        let Some(item) = root.table.get("format") else {
            return Err(root.error("format", format!("is missing; add the line format = {FORMAT}")));
        };
        match item.as_integer() {
            Some(FORMAT) => Ok(root),
            Some(other) if other > FORMAT => Err(root.error(
                "format",
                format!(
                    "version {other} is newer than this program, which reads {FORMAT}; use a newer Banxin"
                ),
            )),
            _ => Err(root.error("format", format!("unknown version; write format = {FORMAT}"))),
        }
    }

    /// An error about the value that a broken rule names.
    pub(crate) fn problem(&self, problem: &Problem) -> DocumentError {
        let mut item = self.document.as_item();
        let mut line = None;
        for step in &problem.key {
            let next = match step {
                Step::Key(key) => {
                    item.as_table_like().and_then(|table| table.get_key_value(key)).map(|(key, item)| {
                        line = self.line(key.span()).or(line);
                        item
                    })
                }
                Step::Index(index) => item.get(*index),
            };
            let Some(next) = next else { break };
            if matches!(step, Step::Index(_)) {
                line = self.line(next.span()).or(line);
            }
            item = next;
        }
        DocumentError {
            file: self.file.clone(),
            line,
            key: (!problem.key.is_empty()).then(|| problem.key_text()),
            message: problem.message.clone(),
        }
    }

    fn line(&self, span: Option<Range<usize>>) -> Option<u32> {
        span.map(|span| line_of(self.document.raw().as_bytes().get(..span.start).unwrap_or_default()))
    }
}

impl<'s> Table<'s> {
    /// An error about a key of this table.
    pub(crate) fn error(&self, key: &str, message: impl Into<String>) -> DocumentError {
        let found = self.table.get_key_value(key).and_then(|(key, _)| key.span());
        DocumentError {
            file: self.source.file.clone(),
            line: self.source.line(found.or_else(|| self.span.clone())),
            key: Some(self.name(key)),
            message: message.into(),
        }
    }

    fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// Refuses every key but these.
    pub(crate) fn only(&self, known: &[&str]) -> Read<()> {
        match self.table.iter().find(|(key, _)| !known.contains(key)) {
            Some((key, _)) => Err(self.error(key, unknown("key", key, known))),
            None => Ok(()),
        }
    }

    /// The keys of the table, in the order of the file.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'s str> {
        self.table.iter().map(|(key, _)| key)
    }

    /// Whether the key is there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    fn must<T>(&self, key: &str, what: &str, found: Option<T>) -> Read<T> {
        found.ok_or_else(|| match self.table.get(key) {
            None => self.error(key, format!("is missing; give it {what}")),
            Some(item) => self.error(key, format!("is {}; it must be {what}", item.type_name())),
        })
    }

    /// `None` where the key is not there, else what `read` makes of it.
    pub(crate) fn opt<T>(&self, key: &str, read: impl FnOnce(&Self, &str) -> Read<T>) -> Read<Option<T>> {
        if self.table.contains_key(key) { read(self, key).map(Some) } else { Ok(None) }
    }

    /// A text.
    pub(crate) fn text(&self, key: &str) -> Read<String> {
        let found = self.table.get(key).and_then(Item::as_str);
        self.must(key, "a text in quotes", found).map(str::to_owned)
    }

    /// `true` or `false`.
    pub(crate) fn truth(&self, key: &str) -> Read<bool> {
        self.must(key, "true or false", self.table.get(key).and_then(Item::as_bool))
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &str) -> Read<Vec<String>> {
        let list = self.table.get(key).and_then(Item::as_array);
        let texts =
            list.and_then(|list| list.iter().map(|value| value.as_str().map(str::to_owned)).collect());
        self.must(key, "a list of texts such as [\"01\", \"02\"]", texts)
    }

    /// A whole number that fits `T`.
    pub(crate) fn number<T: TryFrom<i64>>(&self, key: &str) -> Read<T> {
        let found = self.table.get(key).and_then(Item::as_integer);
        let found = self.must(key, "a whole number", found)?;
        T::try_from(found).map_err(|_| self.error(key, format!("{found} is out of range")))
    }

    /// A list of whole numbers that fit `T`.
    pub(crate) fn numbers<T: TryFrom<i64>>(&self, key: &str) -> Read<Vec<T>> {
        let list = self.table.get(key).and_then(Item::as_array);
        let numbers: Option<Vec<T>> = list.and_then(|list| {
            list.iter().map(|value| value.as_integer().and_then(|n| T::try_from(n).ok())).collect()
        });
        self.must(key, "a list of whole numbers such as [1, 2]", numbers)
    }

    /// A length such as `"390mm"`.
    pub(crate) fn length(&self, key: &str) -> Read<Length> {
        let found = self.table.get(key).and_then(Item::as_str);
        let found = self.must(key, "a length in quotes such as \"390mm\" or \"9pt\"", found)?;
        Length::parse(found).map_err(|error| self.error(key, error.to_string()))
    }

    /// Four inks in permille.
    pub(crate) fn inks(&self, key: &str) -> Read<[u16; 4]> {
        let list = self.table.get(key).and_then(Item::as_array);
        let inks: Option<Vec<u16>> = list.and_then(|list| {
            list.iter().map(|value| value.as_integer().and_then(|ink| u16::try_from(ink).ok())).collect()
        });
        let inks = inks.and_then(|inks| <[u16; 4]>::try_from(inks).ok());
        self.must(key, "four inks C, M, Y, K in permille such as [0, 0, 0, 1000]", inks)
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(&self, key: &str, names: &[(T, &str)]) -> Read<T> {
        let found = self.text(key)?;
        let words: Vec<&str> = names.iter().map(|(_, word)| *word).collect();
        let value = names.iter().find(|(_, word)| *word == found).map(|(value, _)| *value);
        value.ok_or_else(|| self.error(key, unknown("word", &found, &words)))
    }

    /// A calendar day, a TOML date.
    pub(crate) fn date(&self, key: &str) -> Read<crate::model::Date> {
        let found = self.table.get(key).and_then(Item::as_datetime);
        let day =
            found.filter(|found| found.time.is_none() && found.offset.is_none()).and_then(|found| found.date);
        let day = self.must(key, "a date without quotes such as 2026-11-23", day)?;
        crate::model::Date::new(day.year, day.month, day.day)
            .ok_or_else(|| self.error(key, format!("{day} is out of range; years go from 1900 to 2999")))
    }

    /// A table inside this one.
    pub(crate) fn table(&self, key: &str) -> Read<Table<'s>> {
        let found = self.table.get(key);
        let table = found.and_then(Item::as_table_like);
        let table = self.must(key, "a table", table)?;
        let span = found.and_then(Item::span).or_else(|| self.key_span(key));
        Ok(Table { source: self.source, table, span, path: self.name(key) })
    }

    /// A list of tables inside this one; an absent key is an empty list.
    pub(crate) fn tables(&self, key: &str) -> Read<Vec<Table<'s>>> {
        let what = format!("a list of tables, each under [[{}]]", self.name(key));
        let found: Option<Vec<Found<'_>>> = match self.table.get(key) {
            None => return Ok(Vec::new()),
            Some(Item::ArrayOfTables(list)) => {
                Some(list.iter().map(|table| (table as &dyn TableLike, table.span())).collect())
            }
            Some(item) => item.as_array().and_then(|list| {
                let inline = |value: &'s toml_edit::Value| {
                    value.as_inline_table().map(|table| (table as &dyn TableLike, value.span()))
                };
                list.iter().map(inline).collect()
            }),
        };
        let found = self.must(key, &what, found)?;
        let named = |(index, (table, span))| {
            let path = format!("{}[{index}]", self.name(key));
            Table { source: self.source, table, span, path }
        };
        Ok(found.into_iter().enumerate().map(named).collect())
    }

    fn key_span(&self, key: &str) -> Option<Range<usize>> {
        self.table.get_key_value(key).and_then(|(key, _)| key.span())
    }
}
