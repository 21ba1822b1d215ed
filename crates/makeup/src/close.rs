//! What closes the shape of an article (稿件围框): a box with a ground, the paper's look, or a rule above; rules between
//! its columns (栏线).

use crate::article::Poured;
use crate::ledger::Severity;
use crate::maker::Maker;
use crate::pour::Flow;
use crate::region::Region;
use crate::rules;
use banxin_edition::model::{Block, BlockKind, Look, Pattern};
use banxin_measure::{CellRect, Length, Point, Rect};
use banxin_scene::{Colour, Item, Path, Segment};
use std::collections::BTreeSet;

/// Weight of a hairline between articles and columns: half a point.
const HAIRLINE: Length = Length::from_emu(6_350);

impl Maker<'_> {
    /// Whether a block stands in a box, by itself or by its look.
    pub(crate) fn is_boxed(&self, block: &Block) -> bool {
        matches!(&block.kind, BlockKind::Photos { .. } | BlockKind::Article { boxed: true, .. })
            || self.shape_look(block).is_some_and(|look| look.frame.is_some() || look.ground.is_some())
    }

    fn shape_look(&self, block: &Block) -> Option<Look> {
        self.manner(block).look.and_then(|name| self.edition.paper.look(&name))
    }

    /// A look, the house's box with a light ground, or a rule towards the article above.
    pub(crate) fn close_shape(&mut self, block: &Block, items: &mut Vec<Item>) {
        let notches = block.kind.layout().map(|layout| layout.without.as_slice()).unwrap_or_default();
        if let Some(look) = self.shape_look(block) {
            self.tell_thick_frame(block, &look);
            if notches.is_empty() {
                items.extend(rules::look(&look, &self.outer(&block.cells)));
            } else {
                self.close_notched(&look, block, notches, items);
            }
        } else if self.is_boxed(block) {
            let outer = self.outer(&block.cells);
            items.push(Item::Fill(outer, Colour { c: 0, m: 20, y: 50, k: 30 }));
            items.extend(self.box_rules(&outer, HAIRLINE, self.accent()));
        } else if let Some(lines) = self.lines_above(block).filter(|_| block.kind.holds_whole_story()) {
            // In the middle of the line above, if that is nobody's; the last line of an article above ends short of
            // the edge between the two.
            let y = self.grid.line_y(block.cells.line)
                - if lines > 0 { self.grid.line / 2 } else { Length::ZERO };
            for run in self.top_runs(block, notches) {
                let frame = self.grid.rect(&run);
                items.push(self.rule(Point::new(frame.x, y), frame.width, HAIRLINE, Colour::BLACK));
            }
        }
    }

    /// A frame stands in the gap round an article, which has only so much room.
    fn tell_thick_frame(&mut self, block: &Block, look: &Look) {
        let room = self.half_gap().min(self.grid.line / 4 + (self.grid.line - self.grid.character) / 2);
        if look.frame.is_some_and(|frame| frame.width > room) {
            let text = format!(
                "the frame of the look is thicker than the {:.1} pt between it and the text; choose a thinner one",
                room.to_pt()
            );
            self.tell("frame-thick", Severity::Warning, block.kind.story(), text);
        }
    }

    /// The runs of columns in which a block reaches up to its first line.
    fn top_runs(&self, block: &Block, notches: &[CellRect]) -> Vec<CellRect> {
        let mut runs: Vec<CellRect> = Vec::new();
        for column in block.cells.column..block.cells.end_column() {
            let cell = CellRect::new(column, block.cells.line, 1, 1);
            if notches.iter().any(|notch| notch.overlaps(&cell)) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end_column() == column => run.columns += 1,
                _ => runs.push(cell),
            }
        }
        runs
    }

    /// Cells with the half gap and the little air that a box takes around them.
    fn outer(&self, cells: &CellRect) -> Rect {
        let frame = self.grid.rect(cells);
        let (half_gap, air) = (self.half_gap(), self.grid.line / 4);
        Rect::new(frame.x - half_gap, frame.y - air, frame.width + half_gap * 2, frame.height + air * 2)
    }

    fn half_gap(&self) -> Length {
        self.grid.character * i64::from(self.grid.gap) / 2
    }

    /// A look round a region that pieces are cut out of.
    fn close_notched(&self, look: &Look, block: &Block, notches: &[CellRect], items: &mut Vec<Item>) {
        let path = self.outline(&block.cells, notches);
        let outer = self.outer(&block.cells);
        items.extend(look.ground.map(|ink| rules::ground(look, ink, path.clone(), &outer)));
        let Some(frame) = look.frame else { return };
        if frame.pattern == Pattern::Solid {
            items.push(Item::Outline(path, frame.width, rules::colour(frame.colour)));
            return;
        }
        // Patterns run along every side by themselves, so that each closes at its corners.
        let mut start = Point::default();
        let mut at = start;
        for segment in &path.segments {
            let to = match segment {
                Segment::Move(to) => {
                    start = *to;
                    at = *to;
                    continue;
                }
                Segment::Line(to) => *to,
                _ => start,
            };
            items.extend(rules::line(&frame, at, to));
            at = to;
        }
    }

    /// The outline of cells less what is cut out of them: edges in the middle of gaps, a little air above and below.
    fn outline(&self, cells: &CellRect, notches: &[CellRect]) -> Path {
        let air = self.grid.line / 4;
        let mut path = Path::default();
        for ring in rings(cells, notches) {
            let corners = ring.iter().zip(ring.iter().cycle().skip(1));
            // Every other side is level; it runs right along a top and left along a foot.
            for (number, (from, to)) in corners.step_by(2).enumerate() {
                let air = if to.0 > from.0 { Length::ZERO - air } else { air };
                let x = |column: u32| self.grid.column_x(column) - self.half_gap();
                let y = self.grid.line_y(from.1) + air;
                let start = Point::new(x(from.0), y);
                path.segments.push(if number == 0 { Segment::Move(start) } else { Segment::Line(start) });
                path.segments.push(Segment::Line(Point::new(x(to.0), y)));
            }
            path.segments.push(Segment::Close);
        }
        path
    }

    /// 栏线: hairlines in the middle of the gaps, where both columns have whole lines, as far down as the text goes.
    pub(crate) fn column_rules(
        &self,
        region: &Region,
        poured: &Poured,
        flows: &[Flow],
        items: &mut Vec<Item>,
    ) {
        let own = poured.outcome.lines.iter().filter(|line| line.slot.block == region.block);
        let rows = |flow: usize| flows.get(flow).map_or(1, |flow| flow.rows);
        let foot = own.map(|line| line.slot.line + rows(line.flow)).max().unwrap_or(region.foot);
        let whole: BTreeSet<(usize, u32)> = poured
            .slots
            .iter()
            .filter(|slot| slot.block == region.block && slot.line < foot)
            .filter_map(|slot| {
                let column = (slot.column - region.first_column) as usize;
                let span = region.columns.get(column)?;
                (slot.x == span.x && slot.width == span.width).then_some((column, slot.line))
            })
            .collect();
        for (column, pair) in region.columns.windows(2).enumerate() {
            let [left, right] = pair else { continue };
            let x = left.x + left.width + (right.x - left.x - left.width) / 2;
            let mut line = region.top;
            while line < region.foot {
                let both = |line: u32| whole.contains(&(column, line)) && whole.contains(&(column + 1, line));
                let from = line;
                while line < region.foot && both(line) {
                    line += 1;
                }
                if line > from {
                    let air = (self.grid.line - self.grid.character) / 2;
                    let (top, foot) = (self.grid.line_y(from) + air, self.grid.line_y(line) - air);
                    items.push(Item::Stroke(banxin_scene::Stroke {
                        from: Point::new(x, top),
                        to: Point::new(x, foot),
                        width: HAIRLINE / 2,
                        colour: Colour::BLACK,
                    }));
                }
                line = line.max(from + 1);
            }
        }
    }
}

type Corner = (u32, u32);

/// The corners of cells less notches, ring by ring, clockwise, as edges of columns and lines; each ring begins with a
/// level side.
fn rings(cells: &CellRect, notches: &[CellRect]) -> Vec<Vec<Corner>> {
    let edges = |from: u32, to: u32, cuts: Vec<u32>| -> Vec<u32> {
        let inner = cuts.into_iter().filter(|cut| (from..to).contains(cut));
        let all: BTreeSet<u32> = inner.chain([from, to]).collect();
        all.into_iter().collect()
    };
    let across = notches.iter().flat_map(|n| [n.column, n.end_column()]).collect();
    let down = notches.iter().flat_map(|n| [n.line, n.end_line()]).collect();
    let xs = edges(cells.column, cells.end_column(), across);
    let ys = edges(cells.line, cells.end_line(), down);
    // The sides of every piece, clockwise; those between two pieces cancel out.
    let mut sides: BTreeSet<(Corner, Corner)> = BTreeSet::new();
    for column in xs.windows(2) {
        for line in ys.windows(2) {
            let (&[left, right], &[top, foot]) = (column, line) else { continue };
            let cell = CellRect::new(left, top, 1, 1);
            if notches.iter().any(|notch| notch.overlaps(&cell)) {
                continue;
            }
            let corners = [(left, top), (right, top), (right, foot), (left, foot)];
            for (from, to) in corners.into_iter().zip(corners.into_iter().cycle().skip(1)) {
                if !sides.remove(&(to, from)) {
                    sides.insert((from, to));
                }
            }
        }
    }
    let mut rings = Vec::new();
    while let Some(first) = sides.iter().find(|(from, to)| from.1 == to.1).copied() {
        let mut ring = vec![first.0];
        let mut at = first;
        sides.remove(&first);
        while let Some(next) = sides.iter().find(|(from, _)| *from == at.1).copied() {
            sides.remove(&next);
            let straight = (next.0.0 == next.1.0) == (at.0.0 == at.1.0);
            if !straight {
                ring.push(next.0);
            }
            at = next;
        }
        // The ring may begin in the middle of a side.
        let (Some(start), Some(second), Some(last)) = (ring.first(), ring.get(1), ring.last()) else { break };
        if last.1 == start.1 && start.1 == second.1 {
            ring.remove(0);
            ring.rotate_right(1);
        }
        rings.push(ring);
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ring_of_an_l_has_six_corners() {
        let cells = CellRect::new(0, 0, 4, 10);
        let plain = rings(&cells, &[]);
        assert_eq!(plain, [vec![(0, 0), (4, 0), (4, 10), (0, 10)]]);
        let l = rings(&cells, &[CellRect::new(2, 0, 2, 6)]);
        assert_eq!(l, [vec![(0, 0), (2, 0), (2, 6), (4, 6), (4, 10), (0, 10)]]);
        let hole = rings(&cells, &[CellRect::new(1, 3, 1, 2)]);
        assert_eq!(hole.iter().map(Vec::len).collect::<Vec<_>>(), [4, 4]);
    }
}
