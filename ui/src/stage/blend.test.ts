import { describe, expect, it } from 'vitest';
import type { Mask } from '../wire/glyphs';
import { blendMask } from './blend';
import { Shading } from './gradient';

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

  it('takes the colour of each pixel from a gradient, which goes on beyond its ends', () => {
    const pixels = paper(6, 1);
    // From the second pixel's left edge to the fifth's right edge, on a canvas whose corner is at 10, 0 of the page.
    const gradient = { ends: Int32Array.of(110, 0, 150, 0), stops: Int32Array.of(0xff0000, 0x0000ff) };
    const shading = new Shading(gradient, { scale: 0.1, x: 10, y: 0 });
    blendMask(pixels, mask(6, 1, [255, 255, 255, 255, 128, 255]), 0, 0, shading);
    const reds = [0, 1, 2, 3, 4, 5].map((x) => pixels.data[x * 4] ?? 0);
    const wanted = [255, 223, 159, 96, 32, 0];
    reds.forEach((red, x) => { expect(Math.abs(red - (wanted[x] ?? 0)), String(x)).toBeLessThan(2); });
    expect([...pixels.data.subarray(0, 4)]).toEqual([255, 0, 0, 255]);
    expect([pixels.data[19], ...pixels.data.subarray(20)]).toEqual([128, 0, 0, 255, 255]);
  });

  it('mixes every stop of a gradient, down the page too', () => {
    const stops = Int32Array.of(0, 0xffffff, 0x00ff00);
    const shading = new Shading({ ends: Int32Array.of(0, 0, 0, 1000), stops }, { scale: 0.1, x: 0, y: 0 });
    // The middles of the pixels are half a pixel from the stops.
    const reds = [0, 50, 99].map((y) => shading.at(7, y) >> 16);
    reds.forEach((red, at) => { expect(Math.abs(red - ([2, 253, 2][at] ?? 0))).toBeLessThan(3); });
    expect(shading.at(0, 99) & 0xff00).toBe(0xff00);
  });
});
