import type { Turn } from '../wire/about';
import type { Segment } from '../wire/patch';

/** Where the axes of a turned thing point on the page, y downwards: the first four numbers of a canvas's matrix. */
export const AXES: Readonly<Record<Turn, readonly [number, number, number, number]>> = {
  upright: [1, 0, 0, 1],
  right: [0, 1, -1, 0],
  down: [-1, 0, 0, -1],
  left: [0, -1, 1, 0],
};

/** A colour, 0xRRGGBB, as the canvas takes it. */
export function css(rgb: number): string {
  return `#${rgb.toString(16).padStart(6, '0')}`;
}

/** Begins a path of these segments, in the canvas's units. */
export function trace(ctx: CanvasPath & { beginPath(): void }, segments: readonly Segment[]): void {
  ctx.beginPath();
  for (const segment of segments) {
    if (segment.step === 'close') {
      ctx.closePath();
      continue;
    }
    const [ax = 0, ay = 0, bx = 0, by = 0, x = 0, y = 0] = segment.points;
    if (segment.step === 'move') ctx.moveTo(ax, ay);
    else if (segment.step === 'line') ctx.lineTo(ax, ay);
    else ctx.bezierCurveTo(ax, ay, bx, by, x, y);
  }
}

/** A glyph's outline, in font units with y upwards, at its place on the canvas, turned about it. */
export function glyphPath(outline: Path2D, turn: Turn, [across, up]: [number, number], x: number, y: number): Path2D {
  const [a, b, c, d] = AXES[turn];
  const path = new Path2D();
  // The outline is moved, not the canvas, so that gradients lie on the page and pens keep their width.
  path.addPath(outline, new DOMMatrix([a * across, b * across, -c * up, -d * up, x, y]));
  return path;
}
