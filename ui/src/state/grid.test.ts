import { describe, expect, it } from 'vitest';
import { patch } from '../wire/fixtures/writer';
import { readPatch } from '../wire/patch';
import {
  cellAt, charactersAcross, gapAt, inTypeArea, lineCount, movedTo, nudged, placed, pulledTo, rectOf, resized, spanned,
} from './grid';

/** Three columns of 100 with 10 between, ten lines of 40. */
const { guides } = readPatch(patch());
const cells = { column: 0, line: 2, columns: 2, lines: 4 };

describe('the grid', () => {
  it('knows the rectangle of cells, and their 字', () => {
    expect(lineCount(guides)).toBe(10);
    expect(rectOf(cells, guides)).toEqual({ x: 0, y: 80, width: 210, height: 160 });
    expect(charactersAcross(2, guides)).toBe(21);
  });

  it('finds the cell of a point, the nearest for one outside', () => {
    expect(cellAt({ x: 215, y: 79 }, guides)).toEqual({ column: 1, line: 1 });
    expect(cellAt({ x: -5, y: 9999 }, guides)).toEqual({ column: 0, line: 9 });
    expect(inTypeArea({ x: 325, y: 100 }, guides)).toBe(false);
    expect(inTypeArea({ x: 325, y: 100 }, guides, 5)).toBe(true);
  });

  it('finds the gap nearest to a place, before the first column and after the last too', () => {
    expect([-40, 40, 106, 150, 165, 290, 900].map((x) => gapAt(x, guides))).toEqual([0, 0, 1, 1, 2, 3, 3]);
  });

  it('moves a block to the nearest column and line, never off the page', () => {
    expect(movedTo(cells, { x: 60, y: 95 }, guides)).toEqual({ ...cells, column: 1, line: 2 });
    expect(movedTo(cells, { x: 40, y: 105 }, guides)).toEqual({ ...cells, column: 0, line: 3 });
    expect(movedTo(cells, { x: 500, y: 500 }, guides)).toEqual({ ...cells, column: 1, line: 6 });
    expect(movedTo(cells, { x: -500, y: -500 }, guides)).toEqual({ ...cells, column: 0, line: 0 });
  });

  it('pulls right edges to the ends of columns and left edges to their starts', () => {
    expect(pulledTo(cells, { x: 1, y: 0 }, { x: 300, y: 0 }, guides)).toEqual({ ...cells, columns: 3 });
    expect(pulledTo(cells, { x: 1, y: 0 }, { x: -50, y: 0 }, guides)).toEqual({ ...cells, columns: 1 });
    expect(pulledTo(cells, { x: -1, y: 0 }, { x: 90, y: 0 }, guides)).toEqual({ ...cells, column: 1, columns: 1 });
    expect(pulledTo(cells, { x: -1, y: 0 }, { x: 900, y: 0 }, guides)).toEqual({ ...cells, column: 1, columns: 1 });
  });

  it('pulls upper and lower edges to lines, at least one line apart', () => {
    expect(pulledTo(cells, { x: 0, y: 1 }, { x: 0, y: 999 }, guides)).toEqual({ ...cells, lines: 8 });
    expect(pulledTo(cells, { x: 0, y: 1 }, { x: 0, y: 0 }, guides)).toEqual({ ...cells, lines: 1 });
    expect(pulledTo(cells, { x: 1, y: -1 }, { x: 320, y: 0 }, guides)).toEqual({ column: 0, line: 0, columns: 3, lines: 6 });
  });

  it('spans from one point to another in any direction', () => {
    const there = { column: 0, line: 1, columns: 2, lines: 3 };
    expect(spanned({ x: 5, y: 45 }, { x: 150, y: 130 }, guides)).toEqual(there);
    expect(spanned({ x: 150, y: 130 }, { x: 5, y: 45 }, guides)).toEqual(there);
  });

  it('keeps steps of the keys and typed sizes on the page', () => {
    expect(nudged(cells, -1, 1, guides)).toEqual({ ...cells, line: 3 });
    expect(resized(cells, 5, -9, guides)).toEqual({ ...cells, columns: 3, lines: 1 });
    expect(placed(2, 9, { columns: 9, lines: 2 }, guides)).toEqual({ column: 0, line: 8, columns: 3, lines: 2 });
  });
});
