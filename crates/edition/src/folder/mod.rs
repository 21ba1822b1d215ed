//! The folder of an edition (期刊目录): UTF-8 files that diff well, read with the line of every mistake and written
//! by one canonical writer.
//!
//! ```text
//! paper.toml            the paper's house style; in the folder above when its editions share it
//! edition.toml          date, 期号, staff, the list of pages, the faces it was set with
//! pages/05.toml         a page: its title, colours, grid and blocks
//! stories/s03.story     a story (see the module story_text)
//! pictures/             the pictures that stories name
//! pieces/线框.toml      blocks without stories that can be placed as one; here, or in the folder above for all editions
//! ```
//!
//! A paper above its editions may also hold `templates/要闻.toml`, pages without stories that new editions start from.
//!
//! An unknown key or format version is an error that names file and line. Every `.story` file in `stories/`
//! belongs to the edition; every page file belongs in the list `pages`.

mod disk;
mod lock;
mod open;
mod out_block;
mod place;
mod read_block;
mod read_look;
mod read_page;
mod read_paper;
mod save;
mod stamp;
mod toml_in;
mod toml_out;

pub use open::open;
pub(crate) use open::read_into;
pub use save::{Saving, files, save, save_by};
pub use stamp::Stamp;

pub(crate) use disk::{create_new, folders, list, write_atomically};
pub(crate) use open::{above, find_paper, header_of};
pub(crate) use place::Folder;
pub(crate) use read_block::block;
pub(crate) use read_page::{PAGE_KEYS, page, read_page};
pub(crate) use read_paper::{PAPER_KEYS, paper};
pub(crate) use save::is_empty;
pub(crate) use toml_in::Source;

/// The version of the TOML files of a document: the key `format` in each of them.
pub const FORMAT: i64 = 1;
/// Name of the file of the house style.
pub const PAPER_FILE: &str = "paper.toml";
/// Name of the file that makes a folder an edition.
pub const EDITION_FILE: &str = "edition.toml";
