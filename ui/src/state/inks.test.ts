import { describe, expect, it } from 'vitest';
import { inksOf, inksShown } from './inks';

describe('inks', () => {
  it('are said in per cent, those that are there', () => {
    expect(inksShown([0, 0, 0, 1000])).toBe('K100');
    expect(inksShown([0, 1000, 950, 125])).toBe('M100 Y95 K12.5');
    expect(inksShown([0, 0, 0, 0])).toBe('K0');
  });

  it('are read as they are said, and nothing else', () => {
    for (const inks of [[0, 0, 0, 1000], [10, 1000, 955, 0], [0, 0, 0, 0]] as const) {
      expect(inksOf(inksShown(inks))).toEqual(inks);
    }
    expect(inksOf('m100，y100')).toEqual([0, 1000, 1000, 0]);
    for (const text of ['', 'K101', 'X5', 'K', 'K5M5', '红']) expect(inksOf(text), text).toBeNull();
  });
});
