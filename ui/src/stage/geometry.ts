import type { Item, Segment } from '../wire/patch';
import type { Rect } from '../wire/words';

/** The smallest rectangle that holds both. */
export function union(a: Rect, b: Rect): Rect {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** What both share, or `null`. */
export function intersect(a: Rect, b: Rect): Rect | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Whether `inner` lies wholly in `outer`. */
export function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

/** The rectangle with `by` more on every side. */
export function grow(rect: Rect, by: number): Rect {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by };
}

/** Lengths in device pixels, the edges on whole pixels, outwards. */
export function toPixels(rect: Rect, scale: number): Rect {
  const x = Math.floor(rect.x * scale);
  const y = Math.floor(rect.y * scale);
  return {
    x,
    y,
    width: Math.ceil((rect.x + rect.width) * scale) - x,
    height: Math.ceil((rect.y + rect.height) * scale) - y,
  };
}

/** A rectangle on the page that certainly holds an item's ink; `null` for an item without any. */
export function inkOf(item: Item): Rect | null {
  switch (item.kind) {
    case 'fill':
      return item.rect;
    case 'picture':
      return item.frame;
    case 'stroke': {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = item.ends;
      const line = { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0) };
      return grow(line, item.width);
    }
    case 'shape':
    case 'shade':
      return boundsOf(pointsOf(item.segments), 2);
    case 'outline': {
      const line = boundsOf(pointsOf(item.segments), 2);
      return line && grow(line, item.width);
    }
    case 'glyphs': {
      const pens = boundsOf(item.glyphs.subarray(1), 3);
      // A glyph's ink lies within about an em and a half of its pen position.
      return pens && grow(pens, item.size * 1.5 * Math.max(1, item.widthPermille / 1000) + item.reach);
    }
  }
}

function pointsOf(segments: readonly Segment[]): number[] {
  return segments.flatMap((segment) => (segment.step === 'close' ? [] : [...segment.points]));
}

function boundsOf(numbers: ArrayLike<number>, stride: number): Rect | null {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < numbers.length; at += stride) {
    const x = numbers[at] ?? 0;
    const y = numbers[at + 1] ?? 0;
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
  }
  return x0 <= x1 ? { x: x0, y: y0, width: x1 - x0, height: y1 - y0 } : null;
}
