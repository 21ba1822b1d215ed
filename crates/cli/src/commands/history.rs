//! `banxin history`: the earlier states of pages, and back to one of them.

use super::print;
use crate::failure::Failure;
use banxin_desk::jobs::export::pages;
use banxin_edition::lease::{self, Taken};
use banxin_edition::system::{Disk, System};
use banxin_edition::versions::{self, Keep};
use banxin_edition::{Document, Saving, Who};
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Lists the states, the latest first.
pub(crate) fn list(dir: &Path, page: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let edition = super::open(dir)?;
    let mut lines = String::new();
    let mut told = Vec::new();
    for page in pages(&edition, page).map_err(Failure::from_error)? {
        let mut versions = versions::list(dir, &page.number).map_err(Failure::from_error)?;
        versions.reverse();
        for version in &versions {
            let (id, who) = (&version.id, &version.who);
            lines.push_str(&format!(
                "page {}: {id} {} by {} on {}, {} stories\n",
                page.number,
                ago(version.at),
                who.name,
                who.machine,
                version.files.len().saturating_sub(1)
            ));
        }
        told.push(serde_json::json!({ "page": page.number, "states": versions }));
    }
    print(&if as_json { format!("{:#}\n", serde_json::Value::from(told)) } else { lines })
}

/// Brings a page and its stories back to a state and saves. What is there until then is kept as a state too.
pub(crate) fn back(dir: &Path, page: &str, id: &str) -> Result<(), Failure> {
    let system: Arc<dyn System> = Arc::new(Disk);
    let who = Who::here();
    let _lease = match lease::take(&system, dir, page, &who, None).map_err(Failure::from_error)? {
        Taken::Ours(lease) => lease,
        Taken::Held(holder) => {
            eprintln!(
                "banxin: page {page} is held by {} on {}; close it there",
                holder.who.name, holder.who.machine
            );
            return Err(Failure::Findings);
        }
    };
    let saving = Saving::begin(&*system, dir).map_err(Failure::from_error)?;
    let edition = super::open(dir)?;
    pages(&edition, Some(page)).map_err(Failure::from_error)?;
    let keep = |edition: &_| versions::record(&*system, dir, edition, &who, &Keep::default());
    keep(&edition).map_err(Failure::from_error)?;
    let edit = versions::back(dir, &edition, page, id).map_err(Failure::from_error)?;
    let mut document = Document::new(edition);
    document.take(&edit).map_err(Failure::from_error)?;
    saving.write(document.edition()).map_err(Failure::from_error)?;
    keep(document.edition()).map_err(Failure::from_error)?;
    eprintln!("{}: page {page} is as it was in state {id}", dir.display());
    Ok(())
}

/// How long ago a moment was: clocks of the world differ, and a night shift counts in minutes.
fn ago(at: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let minutes = now.saturating_sub(at) / 60;
    match minutes {
        0 => "just now".to_owned(),
        1..=119 => format!("{minutes} min ago"),
        120..=2879 => format!("{} h {} min ago", minutes / 60, minutes % 60),
        _ => format!("{} days ago", minutes / 1440),
    }
}
