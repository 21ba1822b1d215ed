//! Each rule by itself: an edition in which nothing is wrong, with one thing made wrong. The check must find this one rule
//! and no other, and every rule of the list must have such an edition.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must fail")]

mod blocks;
mod desk;
mod furniture;
mod list;
mod pdf;
mod pictures;
mod press;
mod stories;
mod styles;
mod text;
