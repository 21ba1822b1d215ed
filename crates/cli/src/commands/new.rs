//! `banxin new`: an edition from a template.

use crate::failure::Failure;
use banxin_edition::model::Date;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

pub(crate) fn run(
    dir: &Path,
    template: &str,
    paper: Option<&str>,
    date: Option<Date>,
) -> Result<(), Failure> {
    let date = date.unwrap_or_else(today);
    banxin_edition::create(dir, template, paper, date).map_err(Failure::from_error)?;
    eprintln!("{}: a new edition of {date} from the template {template}", dir.display());
    Ok(())
}

/// Today in China (UTC+8), where the papers are: the date that a new edition gets when none is named.
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
