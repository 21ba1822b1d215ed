import type { Guides } from '../wire/patch';
import { EMU_PER_MM, type Rect } from '../wire/words';

/** A frame in the page's own measures: columns and lines count from 1; `null` where it is off the grid. */
export interface OnGrid {
  readonly columns: { readonly from: number; readonly to: number } | null;
  readonly lines: { readonly from: number; readonly count: number } | null;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Finds a frame's columns and lines by the guides that came with the page. */
export function onGrid(frame: Rect, guides: Guides): OnGrid {
  const left = guides.columns.findIndex(({ x }) => x === frame.x);
  const right = guides.columns.findIndex(({ x, width }) => x + width === frame.x + frame.width);
  const first = guides.lines.indexOf(frame.y);
  const pitch = (guides.lines[1] ?? 0) - (guides.lines[0] ?? 0);
  const count = pitch > 0 ? frame.height / pitch : NaN;
  return {
    columns: left >= 0 && right >= left ? { from: left + 1, to: right + 1 } : null,
    lines: first >= 0 && Number.isInteger(count) ? { from: first + 1, count } : null,
    widthMm: frame.width / EMU_PER_MM,
    heightMm: frame.height / EMU_PER_MM,
  };
}
