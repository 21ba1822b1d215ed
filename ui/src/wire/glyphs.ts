import { Words } from './words';

/** One glyph as 8-bit coverage; `left` and `top` lead from the pen position to its top left corner. */
export interface Mask {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly coverage: Uint8Array;
}

/** A mask with what it is the mask of. */
export interface NamedMask {
  readonly glyph: number;
  readonly phase: number;
  readonly mask: Mask;
}

/** Reads coverage masks (crates/desk/src/masks.rs). */
export function readMasks(buffer: ArrayBuffer): NamedMask[] {
  const words = new Words(buffer, 'BXM1');
  return words.list(() => {
    const glyph = words.count();
    const phase = words.count();
    const [left, top, width, height] = [words.number(), words.number(), words.count(), words.count()];
    return { glyph, phase, mask: { left, top, width, height, coverage: words.bytes() } };
  });
}

/** What draws an outline; `Path2D` is one. */
export interface OutlinePen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void;
  closePath(): void;
}

/** Outlines in font units, y upwards. */
export interface Outlines<P> {
  readonly unitsPerEm: number;
  readonly glyphs: ReadonlyMap<number, P>;
}

/** Reads outlines (crates/desk/src/outlines.rs), each into a pen of its own. */
export function readOutlines<P extends OutlinePen>(buffer: ArrayBuffer, pen: () => P): Outlines<P> {
  const words = new Words(buffer, 'BXO1');
  const unitsPerEm = words.count();
  const glyphs = new Map<number, P>();
  words.list(() => {
    const glyph = words.count();
    const path = pen();
    words.list(() => { readStep(words, path); });
    glyphs.set(glyph, path);
  });
  return { unitsPerEm, glyphs };
}

const POINTS_OF_STEP = [1, 1, 2, 3, 0];

function readStep(words: Words, pen: OutlinePen): void {
  const step = words.count();
  const points = POINTS_OF_STEP[step];
  if (points === undefined) throw new Error(`no step is of kind ${String(step)}`);
  const view = words.view(points * 2);
  const [ax = 0, ay = 0, bx = 0, by = 0, x = 0, y = 0] = new Float32Array(view.buffer, view.byteOffset, view.length);
  if (step === 0) pen.moveTo(ax, ay);
  else if (step === 1) pen.lineTo(ax, ay);
  else if (step === 2) pen.quadraticCurveTo(ax, ay, bx, by);
  else if (step === 3) pen.bezierCurveTo(ax, ay, bx, by, x, y);
  else pen.closePath();
}
