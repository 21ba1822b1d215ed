//! New editions (新一期): the first one of a paper, from a template, and tomorrow's, from what the paper's folder says.
//!
//! A paper is a folder with a `paper.toml`, and its editions are folders below it. An edition made there has the
//! paper's house style and takes over, from the latest edition dated before it, the staff line and the 期号, which
//! counts editions and not days: the next number, however many days lie between.

use crate::folder::{Folder, above, find_paper, folders, header_of, is_empty, save};
use crate::model::{Date, Edition, Page, Paper};
use crate::{DocumentError, template};
use std::path::Path;

/// What is said of a new edition; what is `None` follows from the paper's folder.
#[derive(Clone, Copy, Debug, Default)]
pub struct NewEdition<'a> {
    /// The template of its one page: one of the paper's, else one of the program's. The pages of the paper's plan if
    /// nobody names one.
    pub template: Option<&'a str>,
    /// Name of the paper, for an edition that is none of a paper's folder.
    pub paper: Option<&'a str>,
    /// Its date. If nobody says: the one that its folder is named by, else the day after the paper's latest edition,
    /// else today.
    pub date: Option<Date>,
}

/// Makes a new edition from a template in a folder that is empty or not there, and saves it: [`create_next`] with
/// everything said.
///
/// # Errors
/// As [`create_next`].
pub fn create(dir: &Path, template: &str, name: Option<&str>, date: Date) -> Result<Edition, DocumentError> {
    create_next(dir, &NewEdition { template: Some(template), paper: name, date: Some(date) }, date)
}

/// Makes a new edition in a folder that is empty or not there, and saves it.
///
/// Where the folder above holds a `paper.toml`, the edition is one of that paper and gets no house style of its
/// own; a name of the paper other than that one's is then refused, since it would need one.
///
/// # Errors
/// [`DocumentError`] when the template is unknown or in disorder, there is none and no plan, an edition beside it cannot
/// be read, the folder is not empty (nothing is ever written over), or the system refuses.
pub fn create_next(dir: &Path, wish: &NewEdition<'_>, today: Date) -> Result<Edition, DocumentError> {
    if dir.exists() && !dir.is_dir() {
        return Err(DocumentError::file(dir, "this is no folder; choose another place for the new edition"));
    }
    if !is_empty(dir)? {
        return Err(DocumentError::file(
            dir,
            "this folder is not empty; choose another place for the new edition",
        ));
    }
    let edition = match find_paper(&Folder::at(dir)?)? {
        Some(paper) => of_paper(dir, paper, wish, today)?,
        None => alone(dir, wish, today)?,
    };
    save(&edition, dir)?;
    Ok(edition)
}

/// An edition that brings its own house style.
fn alone(dir: &Path, wish: &NewEdition<'_>, today: Date) -> Result<Edition, DocumentError> {
    let Some(template) = wish.template else {
        let known = template::templates().join(" or ");
        let message =
            format!("there is no paper.toml in the folder above; name a template: --template {known}");
        return Err(DocumentError::file(dir, message));
    };
    let mut edition = template::edition(template, wish.date.or_else(|| date_of(dir)).unwrap_or(today))?;
    if let Some(name) = wish.paper {
        name.clone_into(&mut edition.paper.name);
    }
    Ok(edition)
}

/// An edition of the paper in the folder above.
fn of_paper(dir: &Path, paper: Paper, wish: &NewEdition<'_>, today: Date) -> Result<Edition, DocumentError> {
    if let Some(name) = wish.paper.filter(|name| *name != paper.name) {
        let message =
            format!("the folder above belongs to the paper {:?}; leave the name {name:?} out", paper.name);
        return Err(DocumentError::file(dir, message));
    }
    let others = editions_beside(dir)?;
    let latest = others.iter().map(|other| other.date).max();
    let date = wish.date.or_else(|| date_of(dir)).or_else(|| latest?.tomorrow()).unwrap_or(today);
    let before = others.into_iter().filter(|other| other.date < date).max_by_key(|other| other.date);
    let (issue, staff) = before.map(|before| (before.issue, before.staff)).unwrap_or_default();
    Ok(Edition {
        date,
        issue: issue.map(|issue| issue.saturating_add(1)),
        staff,
        pages: pages(dir, &paper, wish.template)?,
        paper,
        ..Edition::default()
    })
}

/// The pages of a new edition: one from the template that was named, else those of the paper's plan.
fn pages(dir: &Path, paper: &Paper, template: Option<&str>) -> Result<Vec<Page>, DocumentError> {
    if let Some(template) = template {
        return Ok(vec![template::page_of(dir, paper, template, template::FIRST_PAGE)?]);
    }
    if paper.plan.is_empty() {
        let file = above(dir).join(crate::PAPER_FILE);
        let message = "has no [[plan]] that says which pages an edition has; add one, or name a template with --template NAME";
        return Err(DocumentError::file(file, message));
    }
    let planned = paper.plan.iter().map(|planned| {
        let mut page = template::page_of(dir, paper, &planned.template, &planned.page)?;
        if let Some(title) = &planned.title {
            title.clone_into(&mut page.title);
        }
        page.colour = planned.colour.unwrap_or(page.colour);
        Ok(page)
    });
    planned.collect()
}

/// The date that a folder is named by: `2026-11-25` or `20261125`.
fn date_of(dir: &Path) -> Option<Date> {
    let name = dir.file_name()?.to_str()?;
    Date::parse(name).or_else(|| {
        let (year, rest) = name.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        Date::parse(&format!("{year}-{month}-{day}"))
    })
}

/// What is taken over from an edition before.
struct Before {
    date: Date,
    issue: Option<u32>,
    staff: String,
}

/// The editions in the folders beside one.
fn editions_beside(dir: &Path) -> Result<Vec<Before>, DocumentError> {
    let mut editions = Vec::new();
    for folder in folders(&above(dir))? {
        if let Some(header) = header_of(&Folder::at(&folder)?)? {
            editions.push(Before { date: header.date, issue: header.issue, staff: header.staff });
        }
    }
    Ok(editions)
}
