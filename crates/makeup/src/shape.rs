//! The shape of an article (稿件区域): which columns it has, what its text keeps clear of, and the chain of blocks
//! through which a text runs (续排).

use crate::maker::Maker;
use crate::photo;
use crate::region::{Obstacle, Region};
use banxin_edition::model::{Block, BlockKind, Layout, Manner, Story, WrapSides};
use banxin_measure::{CellRect, Dividing, Length, Span};

impl Maker<'_> {
    /// How an article is made up: its own manner, what that leaves open from its article style.
    pub(crate) fn manner(&self, block: &Block) -> Manner {
        let Some(layout) = block.kind.layout() else { return Manner::default() };
        let style = layout.article_style.as_deref().and_then(|name| self.edition.paper.article_style(name));
        style.map_or_else(|| layout.manner.clone(), |style| layout.manner.over(&style.manner))
    }

    /// The style in which the 正文 of a block is set, where it is not the usual one.
    pub(crate) fn body_style(&self, block: &Block) -> Option<String> {
        let by_article = || {
            let name = block.kind.layout()?.article_style.as_deref()?;
            self.edition.paper.article_style(name)?.body
        };
        block.style.clone().or_else(by_article)
    }

    /// The blocks through which the text of a block runs, the one with the head first. A block that goes on after
    /// none that is there stands alone.
    pub(crate) fn chain(&self, block: &Block) -> Vec<Block> {
        let page = self.page;
        let mut first = block;
        let mut steps = 0;
        while let BlockKind::Text { after, .. } = &first.kind {
            steps += 1;
            match page.block(after) {
                Some(before) if steps <= page.blocks.len() => first = before,
                _ => return vec![block.clone()],
            }
        }
        let mut chain = vec![first];
        let goes_on = |after: &str| {
            let is_next =
                |one: &&Block| matches!(&one.kind, BlockKind::Text { after: of, .. } if of == after);
            page.blocks.iter().find(is_next)
        };
        while let Some(next) = chain.last().and_then(|last| goes_on(&last.id)) {
            let known = chain.iter().any(|one| one.id == next.id);
            if known || next.kind.story() != first.kind.story() {
                break;
            }
            chain.push(next);
        }
        if !chain.iter().any(|one| one.id == block.id) {
            return vec![block.clone()];
        }
        chain.into_iter().cloned().collect()
    }

    /// The regions of a chain of blocks, in order.
    pub(crate) fn regions(&self, chain: &[Block], story: &Story) -> Vec<Region> {
        let mut regions: Vec<Region> = Vec::with_capacity(chain.len());
        for (number, block) in chain.iter().enumerate() {
            let first = regions.last().map_or(0, |before| {
                before.first_column + u32::try_from(before.columns.len()).unwrap_or_default()
            });
            let foot = u32::from(number == 0 && self.foot_credit(block, story).is_some());
            regions.push(Region {
                block: number,
                first_column: first,
                columns: self.columns(block),
                top: block.cells.line,
                foot: block.cells.end_line().saturating_sub(foot),
                obstacles: self.obstacles(block),
                narrowest: self.edition.paper.least_stretch,
            });
        }
        regions
    }

    /// The columns of a block: its own division (破栏), else those of the page's grid.
    fn columns(&self, block: &Block) -> Vec<Span> {
        let cells = &block.cells;
        let divided = self.manner(block).division.filter(|own| own.dividing != Dividing::Grid);
        let spans = divided.and_then(|own| {
            let (x, characters) = (self.grid.column_x(cells.column), self.grid.characters_in(cells.columns));
            own.spans(x, characters, self.grid.gap, self.grid.character).ok()
        });
        let by_grid = || {
            let span = |column| Span { x: self.grid.column_x(column), width: self.grid.width_of(1) };
            (cells.column..cells.end_column()).map(span).collect()
        };
        spans.unwrap_or_else(by_grid)
    }

    /// What the text of a block keeps clear of.
    fn obstacles(&self, block: &Block) -> Vec<Obstacle> {
        let gap = self.grid.character * i64::from(self.grid.gap);
        let in_cells = |cells: &CellRect| Obstacle::beside(self.grid.rect(cells), gap);
        let usual = Layout::default();
        let layout = block.kind.layout().unwrap_or(&usual);
        let head = self.head_of(block, layout);
        let mut obstacles = Vec::new();
        if head.lines > 0 {
            obstacles.push(in_cells(&head));
        }
        obstacles.extend(layout.without.iter().map(in_cells));
        obstacles.extend(layout.captions.iter().map(in_cells));
        let photos = block.kind.photos().iter().map(|photo| photo::frame(&self.grid, photo));
        obstacles.extend(photos.map(|frame| Obstacle::beside(frame, gap)));
        obstacles.extend(self.wraps(block));
        obstacles
    }

    /// The blocks of the page that the text of this one keeps clear of because they ask for it (图文互斥).
    pub(crate) fn wraps(&self, block: &Block) -> Vec<Obstacle> {
        let own = self.place(block);
        let others = self.page.blocks.iter().filter(|other| other.id != block.id);
        let asking = others.filter_map(|other| {
            let wrap = other.stand.wrap.filter(|wrap| wrap.sides != WrapSides::Over)?;
            let away = wrap.distance.max(Length::ZERO);
            let place = self.place(other);
            let frame = place.inset(Length::ZERO - away);
            frame.overlaps(&own).then_some(Obstacle { frame, sides: wrap.sides })
        });
        asking.collect()
    }

    /// Whether two blocks share ground: their places overlap in something that is not cut out of either.
    pub(crate) fn share_ground(&self, one: &Block, other: &Block) -> bool {
        if !self.place(one).overlaps(&self.place(other)) {
            return false;
        }
        let (a, b) = (&one.cells, &other.cells);
        let notches = |block: &Block| block.kind.layout().map(|layout| layout.without.clone());
        let notches: Vec<CellRect> = [notches(one), notches(other)].into_iter().flatten().flatten().collect();
        if notches.is_empty() {
            return true;
        }
        let columns = a.column.max(b.column)..a.end_column().min(b.end_column());
        let lines = a.line.max(b.line)..a.end_line().min(b.end_line());
        columns.into_iter().any(|column| {
            lines.clone().any(|line| {
                let cell = CellRect::new(column, line, 1, 1);
                !notches.iter().any(|notch| notch.overlaps(&cell))
            })
        })
    }
}
