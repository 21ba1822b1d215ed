//! The command line of the desktop program.

use lexopt::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;

/// What `--help` prints.
pub(crate) const USAGE: &str = "usage: banxin-app [--resources DIR] [EDITION]

  EDITION          folder of the edition to open
  --resources DIR  folder that holds fonts/ and profiles/";

/// What the program was called with.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// Folder of the edition to open, made absolute.
    pub(crate) edition: Option<String>,
    /// Folder that holds `fonts/` and `profiles/`.
    pub(crate) resources: Option<PathBuf>,
    /// Whether only the usage is wanted.
    pub(crate) help: bool,
}

impl Arguments {
    /// Reads the command line, the program's name first. The error says what is wrong and how to call it.
    pub(crate) fn read(line: impl IntoIterator<Item = OsString>) -> Result<Arguments, String> {
        let mut arguments = Arguments::default();
        let mut parser = lexopt::Parser::from_iter(line);
        let wrong = |error: lexopt::Error| format!("{error}\n{USAGE}");
        while let Some(argument) = parser.next().map_err(wrong)? {
            match argument {
                Long("resources") => arguments.resources = Some(parser.value().map_err(wrong)?.into()),
                Short('h') | Long("help") => arguments.help = true,
                Value(folder) if arguments.edition.is_none() => {
                    let folder = PathBuf::from(folder);
                    let folder = std::path::absolute(&folder).unwrap_or(folder);
                    arguments.edition = Some(folder.to_string_lossy().into_owned());
                }
                other => return Err(wrong(other.unexpected())),
            }
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &[&str]) -> Result<Arguments, String> {
        Arguments::read(line.iter().map(OsString::from))
    }

    #[test]
    fn reads_an_edition_and_the_resources() {
        let arguments = read(&["banxin-app", "--resources", "/r", "/papers/今日"]).unwrap();
        assert_eq!(arguments.edition.as_deref(), Some("/papers/今日"));
        assert_eq!(arguments.resources, Some(PathBuf::from("/r")));
        assert_eq!(read(&["banxin-app"]), Ok(Arguments::default()));
    }

    #[test]
    fn what_it_does_not_know_is_refused_with_the_usage() {
        for line in [&["banxin-app", "--zoom"][..], &["banxin-app", "a", "b"], &["banxin-app", "--resources"]]
        {
            assert!(read(line).unwrap_err().contains("usage: banxin-app"), "{line:?}");
        }
    }
}
