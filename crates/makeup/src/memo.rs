//! What is kept of a page from one makeup to the next, so that an edit lays anew only the blocks that it touches
//! (house decision 10).
//!
//! A block is laid from itself, its story, what of the story stands elsewhere, and the page's setting. As long as
//! none of these has changed, what came of it is used again; compared whole and not by a digest, so that nothing
//! old is ever shown.

use crate::body::KeptTexts;
use crate::guide;
use crate::ledger::{Diagnostic, Laid, Ledger};
use crate::maker::Maker;
use crate::region::Obstacle;
use crate::sane::sane;
use banxin_edition::Problem;
use banxin_edition::model::{Apart, Block, BlockKind, Date, Edition, Page, PageColour, Paper, Story};
use banxin_fonts::FontBook;
use banxin_measure::Grid;
use banxin_scene::{FaceName, SceneBlock};
use banxin_typeset::{ReadyFaces, Shaper};
use std::collections::BTreeMap;

/// Makes up a page. Never fails: see [`Laid::diagnostics`].
pub fn lay(edition: &Edition, page: &Page, fonts: &FontBook) -> Laid {
    Memo::default().lay(edition, page, fonts)
}

/// The blocks of the page that was laid last.
#[derive(Default)]
pub struct Memo {
    setting: Option<Setting>,
    /// Faces in the order in which they were first used; it only grows, so that the kept blocks stay true.
    faces: Vec<FaceName>,
    kept: BTreeMap<String, Kept>,
    texts: KeptTexts,
    ready: ReadyFaces,
}

/// Paragraphs kept at the most; a whole edition has fewer.
const MOST_TEXTS: usize = 4_000;

/// What every block of a page may depend on.
#[derive(PartialEq)]
struct Setting {
    page: String,
    title: String,
    /// Whether a bar shows the page's title.
    bar: bool,
    grid: Grid,
    paper: Paper,
    date: Date,
    issue: Option<u32>,
    staff: String,
    /// How many pages the edition has.
    pages: usize,
    colour: PageColour,
}

/// A block as it was laid.
struct Kept {
    ground: Ground,
    piece: Piece,
}

/// What a block is laid from.
#[derive(PartialEq)]
struct Ground {
    block: Block,
    story: Option<Story>,
    apart: Apart,
    /// How many lines above it the next article ends.
    above: Option<u32>,
    /// What its text keeps clear of that is not its own.
    wraps: Vec<Obstacle>,
    /// The blocks through which its text runs with it, and what those keep clear of.
    chain: Vec<(Block, Vec<Obstacle>)>,
    /// What it quotes of other stories.
    quoted: Vec<guide::Entry>,
    /// What is wrong with it.
    flaw: Option<Problem>,
}

/// What comes of a block.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) laid: SceneBlock,
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) ledger: Ledger,
}

impl Memo {
    /// Makes up a page, with what is still true of the page laid before. Gives what [`lay`] gives, but for faces in
    /// another order and faces that only earlier pages used.
    pub fn lay(&mut self, edition: &Edition, page: &Page, fonts: &FontBook) -> Laid {
        let setting = Setting::of(edition, page);
        if self.setting.as_ref() != Some(&setting) {
            self.kept.clear();
            self.texts.clear();
            self.setting = Some(setting);
        }
        let told = page;
        let page = &sane(told);
        let mut maker = Maker::new(edition, page, fonts, std::mem::take(&mut self.faces));
        let flaw = |block: &Block| Some((block.id.clone(), banxin_edition::flaw(edition, told, block)?));
        maker.flaws = told.blocks.iter().filter_map(flaw).collect();
        maker.texts = std::mem::take(&mut self.texts);
        maker.shaper = Shaper::with(fonts, self.ready.clone());
        let mut before = std::mem::take(&mut self.kept);
        let mut blocks = Vec::with_capacity(page.blocks.len());
        for block in told.painted() {
            let Some(block) = page.block(&block.id) else {
                blocks.extend(maker.report_unlaid(told, block));
                continue;
            };
            let ground = Ground::of(&maker, edition, block);
            let kept = before.remove(&block.id).filter(|kept| kept.ground == ground);
            let kept = kept.unwrap_or_else(|| Kept { ground, piece: maker.block(block) });
            blocks.push(maker.take_in(&kept.piece));
            self.kept.insert(block.id.clone(), kept);
        }
        maker.report_overlaps(&blocks);
        self.texts = std::mem::take(&mut maker.texts);
        if self.texts.len() > MOST_TEXTS {
            self.texts.clear();
        }
        let laid = maker.finish(blocks);
        self.faces.clone_from(&laid.scene.faces);
        laid
    }
}

impl Setting {
    fn of(edition: &Edition, page: &Page) -> Setting {
        Setting {
            page: page.number.clone(),
            title: page.title.clone(),
            bar: page.blocks.iter().any(|block| matches!(block.kind, BlockKind::PageTitle { .. })),
            grid: page.grid,
            paper: edition.paper.clone(),
            date: edition.date,
            issue: edition.issue,
            staff: page.staff.as_ref().unwrap_or(&edition.staff).clone(),
            pages: edition.pages.len(),
            colour: page.colour,
        }
    }
}

impl Ground {
    fn of(maker: &Maker<'_>, edition: &Edition, block: &Block) -> Ground {
        let story = block.kind.story().and_then(|id| edition.stories.get(id));
        Ground {
            block: block.clone(),
            story: story.cloned(),
            apart: story.map(|story| edition.apart(&story.id)).unwrap_or_default(),
            above: maker.lines_above(block),
            wraps: maker.wraps(block),
            chain: chain(maker, block),
            quoted: quoted(edition, block),
            flaw: maker.flaws.get(&block.id).cloned(),
        }
    }
}

/// The other blocks through which the text of a block runs, each with what it keeps clear of.
fn chain(maker: &Maker<'_>, block: &Block) -> Vec<(Block, Vec<Obstacle>)> {
    if block.kind.layout().is_none() {
        return Vec::new();
    }
    let others = maker.chain(block).into_iter().filter(|one| one.id != block.id);
    others.map(|one| (one.clone(), maker.wraps(&one))).collect()
}

/// What a 导读 quotes of other stories.
fn quoted(edition: &Edition, block: &Block) -> Vec<guide::Entry> {
    let BlockKind::Guide { stories, .. } = &block.kind else { return Vec::new() };
    guide::entries(edition, stories)
}
