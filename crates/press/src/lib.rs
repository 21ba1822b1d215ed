//! The press (印前输出): scenes to a print PDF that keeps to PDF/X.
//!
//! printpdf lays the document out: pages, operations, cross references. Of print it knows little, so [`export`] takes
//! its document through `to_lopdf_document` and finishes it: faces are cut down to their glyphs and embedded with exact widths and a way
//! back to text, pictures are turned to inks, boxes, output intent, metadata and identity are written. How each
//! clause of PDF/X-4 is met stands in `docs/pdfx4.md`.
//!
//! A PDF depends on the job and nothing else: no clock, no random number, no folder's name is in it, and two exports
//! of one job have the same bytes. No glyph is moved: what the scene says is where it stands, to less than a
//! hundredth of a point.

mod date;
mod deflate;
mod embed;
mod error;
mod export;
mod finish;
mod gradient;
mod letters;
mod marks;
mod paint;
mod pictures;
mod profile;
mod raster;
mod sample;
mod shapes;
mod text;
mod tounicode;
mod turned;
mod types;
mod xmp;

pub use error::{PressError, PressFinding};
pub use export::{Job, Pdf, Standard, export};
pub use profile::{
    Condition, FileNames, InkRules, PageName, PictureRules, PrinterProfile, RuleRules, SheetRules, TypeRules,
};
pub use sample::SampleSheet;
