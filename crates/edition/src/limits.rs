//! Limits on what a document may hold (上限): sizes, counts and depths, for every reader of the house.
//!
//! They are far above any real newspaper and far below what would bring the program down. Whoever reads
//! something from outside asks here, so that a limit is stated once and a message can name it.

use banxin_measure::Length;

/// Bytes of one `.toml` file of a document.
pub const TOML_BYTES: u64 = 4 * 1024 * 1024;
/// Bytes of one `.story` file.
pub const STORY_BYTES: u64 = 8 * 1024 * 1024;
/// Bytes of one manuscript (来稿) given to the importer.
pub const MANUSCRIPT_BYTES: u64 = 20 * 1024 * 1024;
/// Bytes of one picture file.
pub const PICTURE_BYTES: u64 = 512 * 1024 * 1024;
/// Pixels of one picture, width times height.
pub const PICTURE_PIXELS: u64 = 400_000_000;
/// Pixels along one side of a picture.
pub const PICTURE_SIDE: u32 = 100_000;
/// Bytes of a journal file that replay is willing to read.
pub const JOURNAL_BYTES: u64 = 1024 * 1024 * 1024;
/// Bytes of one record of a journal.
pub const JOURNAL_RECORD_BYTES: u32 = 64 * 1024 * 1024;

/// Pages of an edition.
pub const PAGES: usize = 512;
/// Blocks on a page.
pub const BLOCKS: usize = 2_000;
/// Pictures in a block, and pictures of a story.
pub const PICTURES: usize = 500;
/// Stories of an edition.
pub const STORIES: usize = 10_000;
/// Paragraphs of a story.
pub const PARAGRAPHS: usize = 50_000;
/// Characters of a story.
pub const STORY_CHARACTERS: usize = 2_000_000;
/// Faces that an edition records.
pub const FACES: usize = 1_000;
/// Names in a 号 table.
pub const SIZES: usize = 200;
/// How deep batches of edits may stand in one another.
pub const BATCH_DEPTH: usize = 16;
/// Edits in one batch, those of inner batches counted too.
pub const BATCH_EDITS: usize = 100_000;

/// Characters of an id (of a story, block or picture).
pub const ID_CHARACTERS: usize = 40;
/// Characters of a page number (版次).
pub const PAGE_NUMBER_CHARACTERS: usize = 8;
/// Characters of a name: of a paper, a page, a family, a type size.
pub const NAME_CHARACTERS: usize = 200;
/// Characters of a longer line: the staff of the 报眉, a link, a file name.
pub const LINE_CHARACTERS: usize = 2_048;

/// Basic columns of a page grid.
pub const GRID_COLUMNS: u32 = 64;
/// Characters of a basic column.
pub const GRID_CHARACTERS: u32 = 500;
/// Lines of a page grid.
pub const GRID_LINES: u32 = 5_000;
/// The longest length in a document: a side of a page, an edge of the type area.
pub const LENGTH: Length = Length::from_mm(5_000);
/// The largest type size.
pub const TYPE_SIZE: Length = Length::from_pt(2_000);
/// The largest number of a paragraph.
pub const PARAGRAPH_ID: u32 = 999_999_999;
/// The largest number of an issue (期号).
pub const ISSUE: u32 = 999_999_999;
/// Baseline distances of a style, in half lines.
pub const HALF_LINES: u32 = 400;
/// Styles of a paper's own.
pub const OWN_STYLES: usize = 200;
/// Indents of a style, in characters.
pub const INDENT: u32 = 40;
/// Space between Han and Western text of a style, in permille of the size.
pub const HAN_WESTERN: u16 = 1_000;
/// Tracking (字距) in permille of the size, either way.
pub const TRACKING: i32 = 5_000;
/// Layers of a page.
pub const LAYERS: usize = 64;
/// Things in one library of a paper: looks, article styles, 栏目 heads, sizes of advertisements.
pub const LIBRARY: usize = 500;
/// Words in a paper's list.
pub const WORDS: usize = 10_000;
/// Pieces cut out of an article's cells.
pub const NOTCHES: usize = 64;
/// The widest rule, outline, corner or distance to text.
pub const LINE: Length = Length::from_mm(100);
/// The least stretch beside a picture that a paper may ask for, in characters.
pub const STRETCH: u32 = 100;
/// How much larger a picture may be shown than its frame asks, in permille: least and most.
pub const CROP_SCALE: (u16, u16) = (100, 20_000);
