import type { Pull } from '../state/grid';
import type { Rect } from '../wire/words';

/** A handle of the selected block: the side or corner that it pulls, and the pointer's shape over it. */
export interface Handle {
  readonly pull: Pull;
  readonly cursor: string;
}

const CORNERS: readonly Handle[] = [
  { pull: { x: -1, y: -1 }, cursor: 'nwse-resize' },
  { pull: { x: 1, y: -1 }, cursor: 'nesw-resize' },
  { pull: { x: -1, y: 1 }, cursor: 'nesw-resize' },
  { pull: { x: 1, y: 1 }, cursor: 'nwse-resize' },
];
const LEVEL: readonly Handle[] = [
  { pull: { x: 0, y: -1 }, cursor: 'ns-resize' },
  { pull: { x: 0, y: 1 }, cursor: 'ns-resize' },
];
const UPRIGHT: readonly Handle[] = [
  { pull: { x: -1, y: 0 }, cursor: 'ew-resize' },
  { pull: { x: 1, y: 0 }, cursor: 'ew-resize' },
];

/** Side of a handle, and how far from its middle it can be caught, in CSS pixels. */
export const HANDLE_SIZE = 8;
const CATCH = 7;
/** A side shorter than this many CSS pixels has no handle in its middle: the corners would touch it. */
const ROOM = 36;

/** The handles that a frame on the canvas has room for, corners first. */
export function handlesOf({ width, height }: Rect, ratio: number): readonly Handle[] {
  // A low block is to be moved by its middle, so nothing catches the pointer there.
  const level = width >= ROOM * ratio && height >= ROOM * ratio ? LEVEL : [];
  const upright = height >= ROOM * ratio ? UPRIGHT : [];
  return [...CORNERS, ...level, ...upright];
}

/** The middle of a handle. */
export function middleOf({ pull }: Handle, { x, y, width, height }: Rect): { x: number; y: number } {
  return { x: x + (width * (pull.x + 1)) / 2, y: y + (height * (pull.y + 1)) / 2 };
}

/** The handle under a point of the canvas. */
export function handleAt(frame: Rect, ratio: number, x: number, y: number): Handle | undefined {
  return handlesOf(frame, ratio).find((handle) => {
    const middle = middleOf(handle, frame);
    return Math.max(Math.abs(x - middle.x), Math.abs(y - middle.y)) <= CATCH * ratio;
  });
}
