//! The signs by which parts of a story are known, one family a file. Each answers for a single line and knows
//! nothing of its neighbours; [`super::sequence`] weighs them together.

pub(super) mod blocks;
pub(super) mod byline;
pub(super) mod caption;
pub(super) mod closing;
pub(super) mod credit;
pub(super) mod dateline;
pub(super) mod heads;
pub(super) mod names;
