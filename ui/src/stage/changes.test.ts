import { describe, expect, it } from 'vitest';
import type { Item } from '../wire/patch';
import { changedInk } from './changes';
import { contains } from './geometry';

const fill = (x: number, rgb = 0): Item => ({ kind: 'fill', rgb, rect: { x, y: 0, width: 10, height: 10 } });
const line = (y: number, ...ids: number[]): Item => ({
  kind: 'glyphs', face: 0, size: 10, widthPermille: 1000, rgb: 0, turn: 'upright', reach: 0, gradient: null,
  glyphs: Int32Array.from(ids.flatMap((id, at) => [id, at * 10, y])),
});

describe('changedInk', () => {
  it('is nothing where all is the same', () => {
    expect(changedInk([fill(0), line(20, 1, 2)], [fill(0), line(20, 1, 2)])).toBeNull();
    expect(changedInk([], [])).toBeNull();
  });

  it('holds what was there and what is there now, not what stayed', () => {
    const before = [fill(0), line(20, 1, 2), line(500, 3), fill(900)];
    const after = [fill(0), line(20, 1, 2, 9), line(500, 3), fill(900)];
    const ink = changedInk(before, after);
    expect(ink && contains(ink, { x: 0, y: 12, width: 30, height: 10 })).toBe(true);
    expect(ink && ink.y + ink.height < 480 && ink.x + ink.width < 890).toBe(true);
  });

  it('sees a turn, a gradient and a mirrored picture', () => {
    const run = line(20, 1, 2);
    const gradient = { ends: Int32Array.of(0, 0, 9, 0), stops: Int32Array.of(0, 1) };
    const rect = { x: 0, y: 0, width: 10, height: 10 };
    const picture: Item = {
      kind: 'picture', frame: rect, placed: rect, file: 'a.png', turn: 'upright', flipped: false, plates: 'all',
      standIns: [],
    };
    const shaded = { ...run, gradient } as Item;
    for (const [before, after] of [
      [run, { ...run, turn: 'right' }],
      [run, { ...run, reach: 1 }],
      [run, shaded],
      [shaded, { ...run, gradient: { ...gradient, stops: Int32Array.of(0, 2) } }],
      [picture, { ...picture, flipped: true }],
      [picture, { ...picture, turn: 'left' }],
      [picture, { ...picture, plates: 'black' }],
    ] as [Item, Item][]) {
      expect(changedInk([before], [after])).not.toBeNull();
      expect(changedInk([after], [{ ...after }])).toBeNull();
    }
  });

  it('holds what is new and what is gone', () => {
    expect(changedInk([fill(0)], [fill(0), fill(40)])).toEqual({ x: 40, y: 0, width: 10, height: 10 });
    expect(changedInk([fill(0), fill(40), fill(80)], [fill(0), fill(80)])).toMatchObject({ x: 40, width: 10 });
    expect(changedInk([fill(0, 1)], [fill(0, 2)])).toMatchObject({ x: 0, width: 10 });
  });
});
