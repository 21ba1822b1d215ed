//! Makeup (组版): pours the stories of a page into their places and says how they fit.
//!
//! [`lay`] turns a page of an edition into a [`Laid`]: the scene that every painter reads, the ledger of 余 and 欠,
//! and diagnostics. It never fails: what could not be set is counted, what is missing is a visible placeholder and
//! a diagnostic (house decision 6). [`arrange`] gives the stories of a manuscript their first places on the grid.

mod ad;
pub mod arrange;
mod article;
mod body;
mod clash;
mod close;
mod code;
mod craft;
mod furniture;
mod guide;
mod head;
mod inks;
mod ledger;
mod maker;
mod masthead;
mod memo;
mod one_line;
mod part;
mod photo;
mod pour;
mod qr;
mod region;
mod rules;
mod runs;
mod sane;
mod section;
mod shape;
mod styles;
mod tally;
mod turned;

pub use ledger::{ArticleEntry, Diagnostic, Laid, Ledger, Severity};
pub use memo::{Memo, lay};
