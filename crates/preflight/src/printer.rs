//! What a printer's limits have to say about the laid pages: the findings that come out otherwise with another printer.

use crate::{Finding, Limits, embedding, heavy, letters, resolution, thin};
use banxin_fonts::FontBook;
use banxin_makeup::Laid;
use std::path::Path;

/// What of the laid pages a printer with these limits cannot print well or at all. `dir` is the edition's folder, where
/// the pictures are, and `fonts` are the faces that the pages were laid with. Files that cannot be read are found by
/// [`check`](crate::check). Errors come first, then it goes by page.
pub fn for_printer(dir: &Path, laid: &[Laid], fonts: &FontBook, limits: &Limits) -> Vec<Finding> {
    let mut findings = resolution::findings(dir, laid, limits);
    findings.extend(letters::for_printer(laid, limits));
    findings.extend(thin::findings(laid, limits));
    findings.extend(heavy::findings(dir, laid, fonts, limits));
    findings.extend(embedding::findings(laid, fonts));
    crate::in_order(findings, laid)
}
