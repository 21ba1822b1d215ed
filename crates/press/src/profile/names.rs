//! How the files of single pages are named (文件名规则): a pattern such as `{date}-{page}.pdf`.

/// What stands for the edition's day as `2026-11-24`, for the same without hyphens, for the page's number, and for the
/// paper's name.
const PLACES: [&str; 4] = ["date", "day", "page", "paper"];
/// Most characters of a pattern: every file system takes a name that long, with what is filled in.
const LONGEST: usize = 60;

/// A pattern for the names of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileNames(String);

/// What is filled into a pattern.
#[derive(Clone, Copy, Debug)]
pub struct PageName<'a> {
    /// Name of the paper (报名).
    pub paper: &'a str,
    /// The edition's day: year, month, day.
    pub date: (u16, u8, u8),
    /// Number of the page, such as `05`.
    pub page: &'a str,
}

impl Default for FileNames {
    fn default() -> FileNames {
        FileNames("{date}-{page}.pdf".to_owned())
    }
}

impl FileNames {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it: no `{page}` (each page would be written over the last), no `.pdf` at the end, a folder in
    /// it, a place that is not known.
    pub fn parse(pattern: &str) -> Result<FileNames, String> {
        if pattern.chars().count() > LONGEST {
            return Err(format!("a pattern has at most {LONGEST} characters"));
        }
        if !pattern.contains("{page}") {
            return Err("the pattern needs {page}, or each page's file would replace the last".to_owned());
        }
        if !pattern.ends_with(".pdf") || pattern.starts_with('.') {
            return Err("the pattern ends in .pdf and does not begin with a dot".to_owned());
        }
        if pattern.chars().any(unfit) {
            return Err("the pattern names a file, so it has no / \\ : * ? \" < > |".to_owned());
        }
        let mut places =
            pattern.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(place, _)| place));
        match places.find(|place| !PLACES.contains(place)) {
            Some(place) => Err(format!("{{{place}}} is no place; there are {{{}}}", PLACES.join("} {"))),
            None => Ok(FileNames(pattern.to_owned())),
        }
    }

    /// The name of a page's file. Signs that no file's name may have become hyphens.
    pub fn of(&self, name: &PageName<'_>) -> String {
        let (year, month, day) = name.date;
        let fit = |text: &str| text.chars().map(|c| if unfit(c) { '-' } else { c }).collect::<String>();
        self.0
            .replace("{date}", &format!("{year:04}-{month:02}-{day:02}"))
            .replace("{day}", &format!("{year:04}{month:02}{day:02}"))
            .replace("{page}", &fit(name.page))
            .replace("{paper}", &fit(name.paper))
    }
}

/// Whether a sign cannot stand in the name of a file on every system.
fn unfit(c: char) -> bool {
    c.is_control() || "/\\:*?\"<>|".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_s_file_has_day_and_number() {
        let name = PageName { paper: "云汀/日报", date: (2026, 1, 4), page: "A05" };
        let of = |pattern: &str| FileNames::parse(pattern).unwrap().of(&name);
        assert_eq!(FileNames::default().of(&name), "2026-01-04-A05.pdf");
        assert_eq!(of("{paper}{day}_{page}版.pdf"), "云汀-日报20260104_A05版.pdf");
    }

    #[test]
    fn a_pattern_that_would_go_wrong_is_refused() {
        for pattern in [
            "",
            "{date}.pdf",
            "{page}",
            ".{page}.pdf",
            "../{page}.pdf",
            "{page}{issue}.pdf",
            "{page}{.pdf",
            "{page}-a-name-that-is-longer-than-any-file-system-would-like-to-see-it.pdf",
        ] {
            assert!(FileNames::parse(pattern).is_err(), "{pattern}");
        }
    }
}
