import type { Size } from '../desk/types';
import type { Cells } from '../wire/about';
import type { Guides } from '../wire/patch';
import type { Rect } from '../wire/words';

/** A point on the page, in EMU. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The side or corner by which a block is pulled: −1 its left or top edge, 1 its right or bottom, 0 neither. */
export interface Pull {
  readonly x: -1 | 0 | 1;
  readonly y: -1 | 0 | 1;
}

/** Lines of the grid. */
export function lineCount(guides: Guides): number {
  return Math.max(0, guides.lines.length - 1);
}

/** The rectangle of the page that cells take. */
export function rectOf(cells: Cells, guides: Guides): Rect {
  const first = guides.columns[cells.column];
  const last = guides.columns[cells.column + cells.columns - 1];
  const top = guides.lines[cells.line] ?? 0;
  const foot = guides.lines[cells.line + cells.lines] ?? top;
  const left = first?.x ?? 0;
  return { x: left, y: top, width: last ? last.x + last.width - left : 0, height: foot - top };
}

/** 字 that fit side by side in so many columns. */
export function charactersAcross(columns: number, guides: Guides): number {
  return columns * guides.characters + (columns - 1) * guides.gap;
}

/** The column and the line that hold a point, the nearest for one outside. */
export function cellAt(point: Point, guides: Guides): { column: number; line: number } {
  const column = guides.columns.findLastIndex(({ x }) => x <= point.x);
  const line = guides.lines.findLastIndex((top) => top <= point.y);
  return { column: Math.max(0, column), line: clamp(line, 0, lineCount(guides) - 1) };
}

/** The column before whose gap, of all gaps, a place across the page is nearest; that after the last has their count. */
export function gapAt(x: number, { columns, character, gap }: Guides): number {
  const half = (character * gap) / 2;
  const last = columns.at(-1);
  const middles = columns.map((column) => column.x - half);
  return nearest([...middles, (last ? last.x + last.width : 0) + half], x);
}

/** Whether a point is in the type area, or within `by` of it. */
export function inTypeArea({ x, y }: Point, { typeArea }: Guides, by = 0): boolean {
  return (
    x >= typeArea.x - by &&
    y >= typeArea.y - by &&
    x <= typeArea.x + typeArea.width + by &&
    y <= typeArea.y + typeArea.height + by
  );
}

/** Cells of a size with their corner at a column and a line, moved and cut so that they are on the grid. */
export function placed(column: number, line: number, size: Size, guides: Guides): Cells {
  const columns = clamp(size.columns, 1, guides.columns.length);
  const lines = clamp(size.lines, 1, lineCount(guides));
  return {
    column: clamp(column, 0, guides.columns.length - columns),
    line: clamp(line, 0, lineCount(guides) - lines),
    columns,
    lines,
  };
}

/** Cells moved so that their corner is at the column and the line nearest to a point. */
export function movedTo(cells: Cells, corner: Point, guides: Guides): Cells {
  const column = nearest(guides.columns.map(({ x }) => x), corner.x);
  return placed(column, nearest(guides.lines, corner.y), cells, guides);
}

/** Cells with one side or corner pulled to a point: upright edges go to column edges, level ones to lines. */
export function pulledTo(cells: Cells, pull: Pull, to: Point, guides: Guides): Cells {
  let { column, line } = cells;
  let right = cells.column + cells.columns;
  let foot = cells.line + cells.lines;
  if (pull.x < 0) column = Math.min(nearest(guides.columns.map(({ x }) => x), to.x), right - 1);
  if (pull.x > 0) right = Math.max(nearest(guides.columns.map(({ x, width }) => x + width), to.x) + 1, column + 1);
  if (pull.y < 0) line = Math.min(nearest(guides.lines, to.y), foot - 1);
  if (pull.y > 0) foot = Math.max(nearest(guides.lines, to.y), line + 1);
  return { column, line, columns: right - column, lines: foot - line };
}

/** The cells from one point to another. */
export function spanned(from: Point, to: Point, guides: Guides): Cells {
  const [a, b] = [cellAt(from, guides), cellAt(to, guides)];
  const column = Math.min(a.column, b.column);
  const line = Math.min(a.line, b.line);
  return { column, line, columns: Math.abs(a.column - b.column) + 1, lines: Math.abs(a.line - b.line) + 1 };
}

/** Cells moved by whole columns and lines. */
export function nudged(cells: Cells, columns: number, lines: number, guides: Guides): Cells {
  return placed(cells.column + columns, cells.line + lines, cells, guides);
}

/** Cells whose right and lower edges are moved by whole columns and lines. */
export function resized(cells: Cells, columns: number, lines: number, guides: Guides): Cells {
  return {
    ...cells,
    columns: clamp(cells.columns + columns, 1, guides.columns.length - cells.column),
    lines: clamp(cells.lines + lines, 1, lineCount(guides) - cells.line),
  };
}

export function sameCells(a: Cells, b: Cells): boolean {
  return a.column === b.column && a.line === b.line && a.columns === b.columns && a.lines === b.lines;
}

function nearest(places: ArrayLike<number>, to: number): number {
  let best = 0;
  for (let i = 1; i < places.length; i += 1) {
    if (Math.abs((places[i] ?? 0) - to) < Math.abs((places[best] ?? 0) - to)) best = i;
  }
  return best;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
