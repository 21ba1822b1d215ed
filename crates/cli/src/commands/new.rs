//! `banxin new`: an edition from a template, or the next one of a paper.

use crate::failure::Failure;
use banxin_edition::NewEdition;
use banxin_edition::model::Date;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) fn run(dir: &Path, wish: &NewEdition<'_>) -> Result<(), Failure> {
    let edition = banxin_edition::create_next(dir, wish, today()).map_err(Failure::from_error)?;
    let issue = edition.issue.map(|issue| format!(", issue {issue}")).unwrap_or_default();
    let from = match wish.template {
        Some(template) => format!("from the template {template}"),
        None => {
            let pages: Vec<&str> = edition.pages.iter().map(|page| page.number.as_str()).collect();
            format!("with the pages {} of the paper's plan", pages.join(", "))
        }
    };
    eprintln!("{}: a new edition of {}{issue} {from}", dir.display(), edition.date);
    Ok(())
}

/// Today in China (UTC+8), where the papers are: the date of a new edition where neither its folder nor its paper says another.
fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs()) + 8 * 3600;
    let mut days = seconds / 86_400;
    let mut year: u16 = 1970;
    loop {
        let length = if Date::new(year, 2, 29).is_some() { 366 } else { 365 };
        if days < length || year >= 2999 {
            break;
        }
        days -= length;
        year += 1;
    }
    let mut all = (1..=12).flat_map(|month| (1..=31).filter_map(move |day| Date::new(year, month, day)));
    all.nth(usize::try_from(days).unwrap_or(0)).unwrap_or_default()
}
