import { describe, expect, it } from 'vitest';
import { onGrid } from './grid';

const guides = {
  typeArea: { x: 100, y: 50, width: 320, height: 400 },
  columns: [0, 1, 2].map((i) => ({ x: 100 + i * 110, y: 50, width: 100, height: 400 })),
  lines: Int32Array.from({ length: 10 }, (_, i) => 50 + i * 40),
};

describe('onGrid', () => {
  it('counts columns and lines from 1', () => {
    const place = onGrid({ x: 210, y: 90, width: 210, height: 120 }, guides);
    expect(place.columns).toEqual({ from: 2, to: 3 });
    expect(place.lines).toEqual({ from: 2, count: 3 });
  });

  it('says of a frame off the grid that it is', () => {
    const place = onGrid({ x: 211, y: 91, width: 36_000, height: 72_000 }, guides);
    expect(place).toEqual({ columns: null, lines: null, widthMm: 1, heightMm: 2 });
  });
});
