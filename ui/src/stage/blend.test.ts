import { describe, expect, it } from 'vitest';
import type { Mask } from '../wire/glyphs';
import { blendMask } from './blend';

function paper(width: number, height: number) {
  const data = new Uint8ClampedArray(width * height * 4);
  return { width, height, data, words: new Uint32Array(data.buffer) };
}

function mask(width: number, height: number, coverage: number[]): Mask {
  return { left: 0, top: 0, width, height, coverage: new Uint8Array(coverage) };
}

describe('blendMask', () => {
  it('takes coverage for opacity on bare ground', () => {
    const pixels = paper(2, 1);
    blendMask(pixels, mask(2, 1, [0, 128]), 0, 0, 0x112233);
    expect([...pixels.data]).toEqual([0, 0, 0, 0, 0x11, 0x22, 0x33, 128]);
  });

  it('cuts off at every edge and never wraps to the next row', () => {
    for (const [x, y] of [[-1, -1], [1, 1]] as const) {
      const pixels = paper(2, 2);
      blendMask(pixels, mask(2, 2, [255, 255, 255, 255]), x, y, 0);
      const inked = [0, 1, 2, 3].filter((i) => pixels.data[i * 4 + 3] === 255);
      expect(inked).toEqual(x < 0 ? [0] : [3]);
    }
    const pixels = paper(2, 2);
    blendMask(pixels, mask(2, 2, [255, 255, 255, 255]), 5, -9, 0);
    expect(pixels.data.every((value) => value === 0)).toBe(true);
  });

  it('lays ink over ink: opacity grows, the upper colour leads', () => {
    const pixels = paper(1, 1);
    blendMask(pixels, mask(1, 1, [128]), 0, 0, 0xff0000);
    blendMask(pixels, mask(1, 1, [128]), 0, 0, 0x0000ff);
    const [red = 0, green, blue = 0, alpha] = pixels.data;
    expect(alpha).toBe(192);
    expect(green).toBe(0);
    expect(blue).toBeGreaterThan(red);
    expect(red + blue).toBeGreaterThanOrEqual(254);
  });

  it('solid ink hides what is under it', () => {
    const pixels = paper(1, 1);
    blendMask(pixels, mask(1, 1, [200]), 0, 0, 0xffffff);
    blendMask(pixels, mask(1, 1, [255]), 0, 0, 0x010203);
    expect([...pixels.data]).toEqual([1, 2, 3, 255]);
  });
});
