//! What lies over what (压盖): blocks over blocks, parts of a block over one another, grounds and rules over text.
//!
//! Text gives way to what asks for it; heads, pictures and captions cannot. Rules and grounds lie under and between
//! other things, so they are asked only for what they cover once everything is laid.

use crate::ledger::Severity;
use crate::maker::Maker;
use crate::photo;
use banxin_edition::model::{Block, BlockKind, Layout, WrapSides};
use banxin_measure::{CellRect, Length, Rect};
use banxin_scene::{SceneBlock, TextLine};

/// A part of a block that cannot give way.
pub(crate) struct Solid {
    pub(crate) what: String,
    pub(crate) place: Rect,
}

impl Maker<'_> {
    /// What of a block others may not lie over even if text wraps them: its head, its pictures, its captions, the
    /// credit of a group; the whole of a block that has no text which could give way.
    pub(crate) fn solids(&self, block: &Block) -> Vec<Solid> {
        let Some(layout) = block.kind.layout() else {
            return vec![Solid { what: "the block".to_owned(), place: self.place(block) }];
        };
        let mut solids = Vec::new();
        let mut put = |what: String, place: Rect| solids.push(Solid { what, place });
        let head = self.head_of(block, layout);
        if head.lines > 0 {
            put("the head".to_owned(), self.grid.rect(&head));
        }
        for one in block.kind.photos() {
            put(format!("picture {}", one.picture), photo::frame(&self.grid, one));
        }
        if let Some(captions) = &layout.captions {
            put("the captions".to_owned(), self.grid.rect(captions));
        }
        let story = block.kind.story().and_then(|id| self.edition.stories.get(id));
        if story.is_some_and(|story| self.foot_credit(block, story).is_some()) {
            put("the credit".to_owned(), self.foot_place(block));
        }
        solids
    }

    /// The cells of a block's head.
    pub(crate) fn head_of(&self, block: &Block, layout: &Layout) -> CellRect {
        layout.head_cells(&block.cells, block.kind.head_lines().min(block.cells.lines))
    }

    /// Tells of parts of a block that lie over one another, or where something is cut out of it.
    pub(crate) fn tell_inner_clashes(&mut self, block: &Block) {
        let Some(layout) = block.kind.layout() else { return };
        let notches: Vec<Rect> = layout.without.iter().map(|notch| self.grid.rect(notch)).collect();
        let solids = self.solids(block);
        // A head that is reversed out of a picture (反白, 压图) lies over it on purpose.
        let reversed = self.headline_style(&self.manner(block)).colour.is_paper();
        let mut told = Vec::new();
        for (at, one) in solids.iter().enumerate() {
            if notches.iter().any(|notch| notch.overlaps(&one.place)) {
                told.push(format!(
                    "{} lies where a piece is cut out of the block; move one of them",
                    one.what
                ));
            }
            for other in solids.iter().skip(at + 1).filter(|other| other.place.overlaps(&one.place)) {
                let over_picture = one.what == "the head" && other.what.starts_with("picture");
                if !(over_picture && reversed) {
                    told.push(format!(
                        "{} and {} of the block overlap; move one of them",
                        one.what, other.what
                    ));
                }
            }
        }
        for text in told {
            self.tell("overlap", Severity::Error, block.kind.story(), text);
        }
    }

    /// Tells of blocks that lie over one another and neither asks for it nor has text that could give way.
    pub(crate) fn report_overlaps(&mut self, laid: &[SceneBlock]) {
        let page = self.page;
        let blocks = page.painted();
        let pairs = blocks
            .iter()
            .enumerate()
            .flat_map(|(at, below)| blocks.iter().skip(at + 1).map(move |above| (*below, *above)));
        for (below, above) in pairs {
            if let Some(what) = self.collide(below, above) {
                self.tell_over(
                    above,
                    format!("block {} lies over {what} of block {}; move one of them", above.id, below.id),
                );
            }
        }
        for (at, above) in blocks.iter().enumerate() {
            let Some(cover) = self.cover(above) else { continue };
            let before = blocks.iter().take(at).filter_map(|one| laid.iter().find(|laid| laid.id == one.id));
            let covered = before.filter(|below| below.lines.iter().any(|line| ink(line).overlaps(&cover)));
            let covered: Vec<String> = covered.map(|below| below.id.clone()).collect();
            for below in covered {
                self.tell_over(
                    above,
                    format!(
                        "block {} covers text of block {below}; send it to the back or move it",
                        above.id
                    ),
                );
            }
        }
    }

    fn tell_over(&mut self, above: &Block, text: String) {
        self.in_block(above, |maker| maker.tell("overlap", Severity::Error, None, text));
    }

    /// What of the lower block the upper one may not lie over.
    fn collide(&self, below: &Block, above: &Block) -> Option<String> {
        let asks = [above, below].iter().any(|block| block.stand.wrap.is_some());
        if !asks {
            let counts = !below.lies_under() && !above.lies_under();
            return (counts && self.share_ground(below, above)).then(|| "the place".to_owned());
        }
        for (asking, asked) in [(above, below), (below, above)] {
            let over = |block: &Block| block.stand.wrap.is_some_and(|wrap| wrap.sides == WrapSides::Over);
            if asking.stand.wrap.is_none() || over(asking) || over(asked) || asked.lies_under() {
                continue;
            }
            let place = self.place(asking);
            if let Some(solid) = self.solids(asked).into_iter().find(|solid| solid.place.overlaps(&place)) {
                return Some(solid.what);
            }
        }
        None
    }

    /// What a ground or a rule covers: all of a ground, the middle of a rule's place.
    fn cover(&self, block: &Block) -> Option<Rect> {
        let place = self.place(block);
        match &block.kind {
            BlockKind::Panel => {
                let look = block.stand.look.as_deref().and_then(|name| self.edition.paper.look(name))?;
                look.ground.map(|_| place)
            }
            BlockKind::Rule { line } => {
                // As it is drawn: no thicker than its place.
                let width = line.width.min(place.width.min(place.height));
                Some(if place.width >= place.height {
                    Rect::new(place.x, place.y + (place.height - width) / 2, place.width, width)
                } else {
                    Rect::new(place.x + (place.width - width) / 2, place.y, width, place.height)
                })
            }
            _ => None,
        }
    }
}

/// Where the ink of a line is: less than its em boxes, so that a rule close by does not count.
fn ink(line: &TextLine) -> Rect {
    let last = line.stops.last().map_or(line.start, |stop| stop.1);
    let width = (last - line.start).max(Length::ZERO);
    Rect::new(line.start, line.baseline - line.size.scale(78, 100), width, line.size.scale(84, 100))
}
