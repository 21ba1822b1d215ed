import type { Gradient, Item } from '../wire/patch';
import type { Rect } from '../wire/words';
import { inkOf, sameRect, union } from './geometry';

/**
 * A rectangle on the page that certainly holds everything that two versions of a block paint differently; `null`
 * where they paint the same. A key typed into an article changes some of its lines, not all of it.
 */
export function changedInk(before: readonly Item[], after: readonly Item[]): Rect | null {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && same(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const changed = [...before.slice(head, before.length - tail), ...after.slice(head, after.length - tail)];
  return changed.reduce<Rect | null>((ink, item) => {
    const more = inkOf(item);
    return ink && more ? union(ink, more) : (ink ?? more);
  }, null);
}

function same(a: Item | undefined, b: Item | undefined): boolean {
  if (!a || !b) return false;
  switch (a.kind) {
    case 'glyphs':
      return (
        b.kind === 'glyphs' &&
        a.face === b.face &&
        a.size === b.size &&
        a.widthPermille === b.widthPermille &&
        a.rgb === b.rgb &&
        a.turn === b.turn &&
        a.reach === b.reach &&
        sameGradient(a.gradient, b.gradient) &&
        sameNumbers(a.glyphs, b.glyphs)
      );
    case 'fill':
      return b.kind === 'fill' && a.rgb === b.rgb && sameRect(a.rect, b.rect);
    case 'stroke':
      return b.kind === 'stroke' && a.rgb === b.rgb && a.width === b.width && sameNumbers(a.ends, b.ends);
    case 'picture':
      return (
        b.kind === 'picture' &&
        a.file === b.file &&
        a.turn === b.turn &&
        a.flipped === b.flipped &&
        a.plates === b.plates &&
        sameRect(a.frame, b.frame) &&
        sameRect(a.placed, b.placed)
      );
    case 'shape':
    case 'outline':
    case 'shade':
      // There are few of them; to compare them would be more work than to paint them.
      return false;
  }
}

function sameGradient(a: Gradient | null, b: Gradient | null): boolean {
  if (!a || !b) return a === b;
  return sameNumbers(a.ends, b.ends) && sameNumbers(a.stops, b.stops);
}

function sameNumbers(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
