import { describe, expect, it } from 'vitest';
import { EMU_PER_MM, EMU_PER_PT } from '../wire/words';
import { lengthOf, lengthShown } from './lengths';

const measures = { character: 9 * EMU_PER_PT, line: 12 * EMU_PER_PT };

describe('lengths', () => {
  it('are read in 字, 行 and the units of rulers', () => {
    const read = (text: string) => lengthOf(text, 'character', measures);
    expect([read('1'), read('1.5字'), read(' 2 行 '), read('3mm'), read('0.5 PT')]).toEqual([
      9 * EMU_PER_PT, 13.5 * EMU_PER_PT, 24 * EMU_PER_PT, 3 * EMU_PER_MM, 0.5 * EMU_PER_PT,
    ]);
    expect(lengthOf('-2', 'line', measures)).toBe(-24 * EMU_PER_PT);
    expect([read(''), read('字'), read('1 里'), read('1字2'), read('1,5')]).toEqual([null, null, null, null, null]);
  });

  it('are shown as they are typed', () => {
    expect(lengthShown(9 * EMU_PER_PT, 'character', measures)).toBe('1字');
    expect(lengthShown(30 * EMU_PER_PT, 'line', measures)).toBe('2.5行');
    expect(lengthShown(EMU_PER_MM / 3, 'mm', measures)).toBe('0.33mm');
    for (const unit of ['character', 'line', 'mm', 'pt'] as const) {
      const shown = lengthShown(7 * EMU_PER_MM, unit, measures);
      expect(Math.abs((lengthOf(shown, unit, measures) ?? 0) - 7 * EMU_PER_MM), unit).toBeLessThan(EMU_PER_MM / 40);
    }
  });
});
