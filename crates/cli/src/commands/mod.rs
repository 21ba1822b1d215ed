//! The commands, a file each, and what they share: opening, laying, reporting.

mod check;
pub(crate) mod compose;
mod describe;
mod export;
mod history;
mod import;
mod new;
mod place;
mod proof;

use crate::arguments::{Call, Command, HELP};
use crate::failure::Failure;
use banxin_edition::NewEdition;
use banxin_edition::model::{Edition, Page};
use banxin_fonts::FontBook;
use banxin_makeup::Laid;
use banxin_preflight::Finding;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Runs a command.
pub(crate) fn run(call: Call) -> Result<(), Failure> {
    let resources = call.resources.as_deref();
    match call.command {
        Command::Help => print(HELP),
        Command::Version => print(concat!("banxin ", env!("CARGO_PKG_VERSION"), "\n")),
        Command::Compose => compose::run(resources),
        Command::New { dir, template, paper, date } => {
            new::run(&dir, &NewEdition { template: template.as_deref(), paper: paper.as_deref(), date })
        }
        Command::Place { edition, page, what, column, line } => {
            place::run(&edition, &page, &what, column, line)
        }
        Command::Import { edition, files, page, json, repair } => {
            import::run(&edition, &files, page.as_deref(), json, repair, &shelf(resources)?)
        }
        Command::Export { edition, page, out, standard, sample, printer, allow } => {
            let wish = export::Wish {
                page: page.as_deref(),
                out: &out,
                standard: &standard,
                sample: sample.as_deref(),
                printer: printer.as_deref(),
                allow,
            };
            export::run(&edition, &wish, &shelf(resources)?)
        }
        Command::Proof { edition, page, out, dpi, frames } => {
            proof::run(&edition, &page, &out, dpi, frames, &shelf(resources)?)
        }
        Command::History { edition, page, back: Some(back), .. } => {
            history::back(&edition, page.as_deref().unwrap_or_default(), &back)
        }
        Command::History { edition, page, back: None, json } => {
            history::list(&edition, page.as_deref(), json)
        }
        Command::Check { edition, page, json } => {
            check::run(&edition, page.as_deref(), json, &shelf(resources)?)
        }
    }
}

/// The shipped faces and printer profiles.
pub(crate) struct Shelf {
    pub(crate) fonts: FontBook,
    pub(crate) profiles: PathBuf,
}

fn shelf(named: Option<&Path>) -> Result<Shelf, Failure> {
    let folder = banxin_fonts::resources::find(named).ok_or_else(|| {
        let missing = match named {
            Some(dir) => format!("{}: this folder is not", dir.display()),
            None => "cannot find".to_owned(),
        };
        Failure::Unreadable(format!(
            "{missing} the one that holds fonts/fonts.toml and profiles/; name it with --resources DIR or \
             BANXIN_RESOURCES"
        ))
    })?;
    let fonts = FontBook::open(&folder.join("fonts")).map_err(Failure::from_error)?;
    Ok(Shelf { fonts, profiles: folder.join("profiles") })
}

/// Opens an edition. A picture that a link leads out of the folder is refused as one that `..` leads out.
pub(crate) fn open(dir: &Path) -> Result<Edition, Failure> {
    if dir.is_file() {
        return Err(Failure::Unreadable(format!(
            "{}: this is a file; name the folder of an edition",
            dir.display()
        )));
    }
    let edition = banxin_edition::open(dir).map_err(Failure::from_error)?;
    let Ok(home) = dir.canonicalize() else { return Ok(edition) };
    for story in edition.stories.values() {
        for file in story.pictures.iter().filter_map(|picture| picture.file.as_ref()) {
            // A file that is not there is found where the pages are checked.
            if dir.join(file).canonicalize().is_ok_and(|real| !real.starts_with(&home)) {
                return Err(Failure::Unreadable(format!(
                    "{}: story {}: {file:?} leads out of the edition folder by a link; put the picture itself there",
                    dir.display(),
                    story.id
                )));
            }
        }
    }
    Ok(edition)
}

/// Writes data to stdout; a reader that has gone away is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Unreadable(format!("cannot write to stdout: {error}")))
        }
        _ => Ok(()),
    }
}

/// Lays pages.
pub(crate) fn lay(edition: &Edition, pages: &[&Page], fonts: &FontBook) -> Vec<Laid> {
    pages.iter().map(|page| banxin_makeup::lay(edition, page, fonts)).collect()
}

/// Prints findings to stderr.
pub(crate) fn report(findings: &[Finding]) {
    for finding in findings {
        eprintln!("{}", banxin_preflight::line(finding));
    }
}
