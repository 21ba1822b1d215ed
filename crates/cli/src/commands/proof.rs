//! `banxin proof`: a picture of a page.

use super::{Shelf, lay, report};
use crate::failure::Failure;
use banxin_desk::jobs::export::pages;
use banxin_desk::jobs::target::{self, Kind};
use banxin_proof::ProofOptions;
use std::path::Path;

pub(crate) fn run(
    dir: &Path,
    page: &str,
    out: &Path,
    dpi: u32,
    frames: bool,
    shelf: &Shelf,
) -> Result<(), Failure> {
    let edition = super::open(dir)?;
    target::guard(out, dir, Kind::Png).map_err(Failure::from_error)?;
    let pages = pages(&edition, Some(page)).map_err(Failure::from_error)?;
    let laid = lay(&edition, &pages, &shelf.fonts);
    // A proof is there to be looked at, so findings are told and stop nothing.
    report(&banxin_preflight::check(&edition, dir, &laid));
    for page in &laid {
        let options = ProofOptions { dpi, frames };
        let picture =
            banxin_proof::render(&page.scene, &shelf.fonts, dir, &options).map_err(Failure::from_error)?;
        let png = banxin_proof::png(&picture);
        target::write(out, &png).map_err(Failure::from_error)?;
    }
    Ok(())
}
