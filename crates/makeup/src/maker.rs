//! The maker-up at work on one page: what its rooms share while the page is laid.

use crate::body::KeptTexts;
use crate::inks::bring_to;
use crate::ledger::{Diagnostic, Laid, Ledger, Severity};
use crate::memo::Piece;
use crate::runs::{Text, TextOrigin};
use crate::sane::nearest;
use crate::styles::{Resolved, Styles};
use crate::turned::{turn_items, upright};
use banxin_edition::Problem;
use banxin_edition::model::{Apart, Block, BlockKind, Edition, Page, PageColour, Photo, Story};
use banxin_fonts::FontBook;
use banxin_measure::{CellRect, Grid, Length, Point, Rect, Turn};
use banxin_scene::{Colour, FaceIndex, FaceName, Guides, Item, Scene, SceneBlock, Stroke, TextLine};
use banxin_typeset::{Alignment, Line, Measures, ParagraphStyle, Shaped, Shaper, compose};
use std::collections::{BTreeMap, BTreeSet};

/// Composes a text; one without characters has a line without characters, since somebody is about to type there.
pub(crate) fn composed(shaped: &Shaped, style: &ParagraphStyle, measures: &dyn Measures) -> Vec<Line> {
    if !shaped.units.is_empty() {
        return compose(shaped, style, measures);
    }
    vec![Line { last: true, ..Line::default() }]
}

/// What the rooms of makeup share while a page is laid.
pub(crate) struct Maker<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) page: &'a Page,
    pub(crate) grid: Grid,
    pub(crate) shaper: Shaper<'a>,
    pub(crate) styles: Styles,
    pub(crate) ledger: Ledger,
    faces: Vec<FaceName>,
    diagnostics: Vec<Diagnostic>,
    /// Block being laid, for diagnostics.
    block: Option<String>,
    told_glyphs: BTreeSet<(char, bool)>,
    /// Paragraphs shaped and composed for this page before.
    pub(crate) texts: KeptTexts,
    /// What of the story of the block at hand stands by itself.
    pub(crate) apart: Apart,
    /// Lines of text of the block at hand.
    pub(crate) text_lines: Vec<TextLine>,
    /// What is wrong with blocks, by their ids.
    pub(crate) flaws: BTreeMap<String, Problem>,
}

impl<'a> Maker<'a> {
    /// A maker-up who goes on with the faces of earlier pages.
    pub(crate) fn new(
        edition: &'a Edition,
        page: &'a Page,
        fonts: &'a FontBook,
        faces: Vec<FaceName>,
    ) -> Maker<'a> {
        let mut told = Vec::new();
        let styles = Styles::new(&edition.paper, &page.grid, fonts, &mut told);
        let mut maker = Maker {
            edition,
            page,
            grid: page.grid,
            shaper: Shaper::new(fonts),
            styles,
            ledger: Ledger { cells: page.grid.columns * page.grid.lines, ..Ledger::default() },
            faces,
            diagnostics: Vec::new(),
            block: None,
            told_glyphs: BTreeSet::new(),
            texts: KeptTexts::new(),
            apart: Apart::default(),
            text_lines: Vec::new(),
            flaws: BTreeMap::new(),
        };
        for (rule, severity, text) in told {
            maker.tell(rule, severity, None, text);
        }
        maker
    }

    /// Lays a block by itself: its scene, and what it adds to the ledger and the diagnostics.
    pub(crate) fn block(&mut self, block: &Block) -> Piece {
        let ledger = std::mem::take(&mut self.ledger);
        let diagnostics = std::mem::take(&mut self.diagnostics);
        self.told_glyphs.clear();
        self.block = Some(block.id.clone());
        let mut laid = self.lay_block(block);
        self.block = None;
        laid.lines = std::mem::take(&mut self.text_lines);
        Piece {
            laid,
            diagnostics: std::mem::replace(&mut self.diagnostics, diagnostics),
            ledger: std::mem::replace(&mut self.ledger, ledger),
        }
    }

    /// Takes what came of a block into the page's ledger and diagnostics.
    pub(crate) fn take_in(&mut self, piece: &Piece) -> SceneBlock {
        self.ledger.add(&piece.ledger);
        for diagnostic in &piece.diagnostics {
            // What a face or the page lacks is told once a page.
            let told = |known: &Diagnostic| known.rule == diagnostic.rule && known.text == diagnostic.text;
            let once = diagnostic.rule.starts_with("glyph-") || diagnostic.rule == "colour-taken";
            if !once || !self.diagnostics.iter().any(told) {
                self.diagnostics.push(diagnostic.clone());
            }
        }
        piece.laid.clone()
    }

    /// Where a block stands on the page.
    pub(crate) fn place(&self, block: &Block) -> Rect {
        block.stand.free.unwrap_or_else(|| self.grid.rect(&block.cells))
    }

    fn lay_block(&mut self, block: &Block) -> SceneBlock {
        let place = self.place(block);
        let turn = block.stand.turn;
        let mut laid = SceneBlock {
            id: block.id.clone(),
            frame: upright(&place, turn),
            items: Vec::new(),
            fit: None,
            lines: Vec::new(),
        };
        let story = block.kind.story().and_then(|id| self.edition.stories.get(id));
        if let Some(flaw) = self.flaws.get(&block.id).cloned() {
            self.tell("block-broken", Severity::Error, block.kind.story(), flaw.message);
        }
        if block.kind.must_be_whole() && !self.grid.page().contains(&place) {
            let text =
                "the block reaches over the edge of the page and would be cut off; move it inside".to_owned();
            self.tell("off-page", Severity::Error, block.kind.story(), text);
        }
        if story.is_some() == block.kind.story().is_some() {
            self.apart = story.map(|story| self.edition.apart(&story.id)).unwrap_or_default();
            self.tell_inner_clashes(block);
            self.lay_kind(block, story, &mut laid);
        }
        if turn != Turn::Upright {
            // Carets know no turns: text in a turned block is edited where it stands upright.
            self.text_lines.clear();
        }
        turn_items(&mut laid.items, &place, turn);
        let mut taken = false;
        for item in &mut laid.items {
            taken |= bring_to(self.page.colour, item);
        }
        if taken {
            self.tell_of_taken_colours();
        }
        laid.frame = place;
        laid
    }

    /// 版面色别: that a page which is not printed in full colour shows what has colours otherwise.
    fn tell_of_taken_colours(&mut self) {
        let what = match self.page.colour {
            PageColour::BlackAndRed => {
                "套红: the colours here and elsewhere on it print in greys and the one red"
            }
            _ => "黑白: the colours here and elsewhere on it print in greys",
        };
        let text = format!("the page is {what}; look at it once more, or have it printed in full colour");
        self.tell("colour-taken", Severity::Note, None, text);
    }

    fn lay_kind(&mut self, block: &Block, story: Option<&Story>, laid: &mut SceneBlock) {
        if let Some(look) = &block.stand.look {
            laid.items.extend(self.named_look(look, &laid.frame));
        }
        match (&block.kind, story) {
            (BlockKind::Folio, _) => self.folio(block, laid),
            (BlockKind::Masthead, _) => self.masthead(block, laid),
            (BlockKind::Section { section }, _) => self.section_head(block, section, laid),
            (BlockKind::Staff, _) => self.staff_line(block, laid),
            (BlockKind::Rule { line }, _) => self.rule_block(block, line, laid),
            (BlockKind::Ad { client, file }, _) => self.ad(block, client, file.as_deref(), laid),
            (BlockKind::Code { content, module }, _) => self.bare_code(block, content, *module, laid),
            (BlockKind::Guide { title, stories }, _) => self.guide(block, title, stories, laid),
            (BlockKind::PageTitle { .. }, Some(story)) => self.page_title(block, story, laid),
            (BlockKind::Qr { .. }, Some(story)) => self.qr(block, story, laid),
            (BlockKind::Contents { .. }, Some(story)) => self.contents(block, story, laid),
            (BlockKind::Article { .. } | BlockKind::Photos { .. } | BlockKind::Text { .. }, Some(story)) => {
                self.article(block, story, laid);
            }
            (BlockKind::Part { paragraphs, .. }, Some(story)) => {
                self.part(block, story, paragraphs, laid);
            }
            (BlockKind::Picture { picture, caption_lines, crop, .. }, Some(story)) => {
                let photo = Photo { crop: *crop, ..Photo::new(picture, block.cells, *caption_lines) };
                self.single(block, story, &photo, laid);
            }
            (_, _) => {}
        }
    }

    pub(crate) fn finish(self, blocks: Vec<SceneBlock>) -> Laid {
        let grid = self.grid;
        let columns = (0..grid.columns).map(|c| grid.rect(&CellRect::new(c, 0, 1, grid.lines))).collect();
        let lines = (0..=grid.lines).map(|l| grid.line_y(l)).collect();
        let scene = Scene {
            page: self.page.number.clone(),
            trim: grid.trim,
            faces: self.faces,
            blocks,
            guides: Guides { type_area: grid.type_area(), columns, lines },
        };
        Laid { scene, ledger: self.ledger, diagnostics: self.diagnostics }
    }

    /// Does something with a block at hand, so that what is told names it.
    pub(crate) fn in_block(&mut self, block: &Block, work: impl FnOnce(&mut Self)) {
        let before = self.block.replace(block.id.clone());
        work(self);
        self.block = before;
    }

    /// Tells of a block that is not laid: because it is hidden, or because it has no place on the page. The second has
    /// an empty block in the scene, so that it can be taken hold of.
    pub(crate) fn report_unlaid(&mut self, page: &Page, block: &Block) -> Option<SceneBlock> {
        let hidden = page.is_hidden(block);
        let flaw = self.flaws.get(&block.id).cloned();
        self.in_block(block, |maker| {
            if hidden {
                let layer = page.layer_of(block).unwrap_or_default();
                let text = format!(
                    "the block lies on the hidden layer {layer:?} and is not printed; show the layer if it should be"
                );
                maker.tell("layer-hidden", Severity::Warning, block.kind.story(), text);
            } else if let Some(flaw) = flaw {
                maker.tell("block-broken", Severity::Error, block.kind.story(), flaw.message);
            }
        });
        (!hidden).then(|| SceneBlock {
            id: block.id.clone(),
            frame: nearest(&self.grid, block),
            items: Vec::new(),
            fit: None,
            lines: Vec::new(),
        })
    }

    /// Records a diagnostic for the block at hand.
    pub(crate) fn tell(&mut self, rule: &'static str, severity: Severity, story: Option<&str>, text: String) {
        self.diagnostics.push(Diagnostic {
            rule,
            severity,
            page: self.page.number.clone(),
            block: self.block.clone(),
            story: story.map(str::to_owned),
            text,
        });
    }

    /// Tells once a character which face it was taken from, or that nobody has it.
    pub(crate) fn report_glyphs(&mut self, shaped: &Shaped, origin: &TextOrigin) {
        let story = match origin {
            TextOrigin::Story { story, .. } => Some(story.as_str()),
            _ => None,
        };
        for c in &shaped.missing {
            if self.told_glyphs.insert((*c, true)) {
                let text = format!(
                    "no face has {c:?} (U+{:04X}); install one that does or replace it",
                    u32::from(*c)
                );
                self.tell("glyph-missing", Severity::Error, story, text);
            }
        }
        for c in &shaped.replaced {
            if self.told_glyphs.insert((*c, false)) {
                let other = shaped.faces.iter().find(|f| f.glyph(*c).is_some());
                let name = other.map(|f| format!("{} {}", f.family(), f.style())).unwrap_or_default();
                let text = format!(
                    "{c:?} (U+{:04X}) is not in the style's face; it was set in {name}",
                    u32::from(*c)
                );
                self.tell("glyph-fallback", Severity::Note, story, text);
            }
        }
    }

    pub(crate) fn face_index(&mut self, family: &str, style: &str) -> FaceIndex {
        let at =
            self.faces.iter().position(|f| f.family == family && f.style == style).unwrap_or_else(|| {
                self.faces.push(FaceName { family: family.to_owned(), style: style.to_owned() });
                self.faces.len() - 1
            });
        FaceIndex(u16::try_from(at).unwrap_or(u16::MAX))
    }

    /// Baseline of type of `size` whose em box stands in the middle of a strip from `top`, `height` high. The em
    /// box of Han reaches 880/1000 above the baseline in the faces of the trade.
    pub(crate) fn baseline(&self, top: Length, height: Length, size: Length) -> Length {
        top + (height - size) / 2 + size.scale(880, 1000)
    }

    /// Composes words to one width.
    pub(crate) fn lines(&self, text: &Text, style: &ParagraphStyle, width: Length) -> Vec<Line> {
        composed(&text.shaped, style, &|_| width)
    }

    /// Sets words in a box, line under line, each `leading` high; returns how far they reach down.
    pub(crate) fn set_in(
        &mut self,
        items: &mut Vec<Item>,
        text: &Text,
        style: &Resolved,
        frame: &Rect,
        leading: Length,
    ) -> Length {
        let mut top = frame.y;
        for line in self.lines(text, &style.paragraph(), frame.width) {
            let baseline = self.baseline(top, leading, style.size);
            self.put_line(items, text, &line, (frame.x, frame.width), baseline);
            top += leading;
        }
        top - frame.y
    }

    /// One line of words at a place, with no width to fill; returns its width.
    pub(crate) fn set_at(
        &mut self,
        items: &mut Vec<Item>,
        text: &Text,
        style: &Resolved,
        at: Point,
    ) -> Length {
        let width = text.shaped.natural_width(0, text.shaped.units.len());
        let plain = style.aligned(Alignment::Start);
        for line in self.lines(text, &plain.paragraph(), width) {
            self.put_line(items, text, &line, (at.x, width), at.y);
        }
        width
    }

    /// A rule from left to right.
    pub(crate) fn rule(&self, from: Point, width: Length, weight: Length, colour: Colour) -> Item {
        Item::Stroke(Stroke { from, to: Point::new(from.x + width, from.y), width: weight, colour })
    }

    /// The four sides of a box.
    pub(crate) fn box_rules(&self, frame: &Rect, weight: Length, colour: Colour) -> Vec<Item> {
        let corners = [
            Point::new(frame.x, frame.y),
            Point::new(frame.right(), frame.y),
            Point::new(frame.right(), frame.bottom()),
            Point::new(frame.x, frame.bottom()),
        ];
        let ends = corners.iter().skip(1).chain(corners.first());
        let half = weight / 2;
        corners
            .iter()
            .zip(ends)
            .map(|(from, to)| {
                // Sides overlap by half a weight at the corners, so that no notch shows.
                let (dx, dy) = ((to.x - from.x).emu().signum(), (to.y - from.y).emu().signum());
                let from = Point::new(from.x - half * dx, from.y - half * dy);
                let to = Point::new(to.x + half * dx, to.y + half * dy);
                Item::Stroke(Stroke { from, to, width: weight, colour })
            })
            .collect()
    }

    /// The paper's accent colour.
    pub(crate) fn accent(&self) -> Colour {
        let [c, m, y, k] = self.edition.paper.accent;
        Colour { c, m, y, k }
    }

    /// Title of a story for messages.
    pub(crate) fn title(story: &Story) -> String {
        format!("{} ({})", story.title(), story.id)
    }
}
