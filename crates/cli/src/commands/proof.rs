//! `banxin proof`: a picture of a page.

use super::target::{self, Kind};
use super::{Shelf, lay, pages, report, write_file};
use crate::failure::Failure;
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
    target::guard(out, dir, Kind::Png)?;
    let laid = lay(&edition, &pages(&edition, Some(page))?, &shelf.fonts);
    // A proof is there to be looked at, so findings are told and stop nothing.
    report(&banxin_preflight::check(&edition, dir, &laid));
    for page in &laid {
        let options = ProofOptions { dpi, frames };
        let picture =
            banxin_proof::render(&page.scene, &shelf.fonts, dir, &options).map_err(Failure::from_error)?;
        let png = banxin_proof::png(&picture);
        write_file(out, &png)?;
    }
    Ok(())
}
