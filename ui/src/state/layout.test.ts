import { describe, expect, it } from 'vitest';
import { divided, headPlaced, widthsOf } from './layout';

const cells = { column: 2, line: 10, columns: 5, lines: 30 };

describe('the making of an article', () => {
  it('says where its head stands only where that is not usual', () => {
    expect(headPlaced({ column: 0, line: 0, columns: 5 }, cells)).toBeNull();
    expect(headPlaced({ column: 1, line: 0, columns: 3 }, cells)).toEqual({ column: 1, line: 0, columns: 3 });
    expect(headPlaced({ column: 4, line: 40, columns: 3 }, cells)).toEqual({ column: 2, line: 29, columns: 3 });
    expect(headPlaced({ column: 1, line: 0, columns: 9 }, cells)).toBeNull();
  });

  it('is divided as before into another number of columns', () => {
    expect(divided('3', null)).toEqual({ into: 3, dividing: 'whole' });
    expect(divided('4', { into: 3, dividing: 'width' })).toEqual({ into: 4, dividing: 'width' });
    // Widths that were given one by one belong to the count that they were given for.
    expect(divided('2', { into: 3, dividing: 'unequal', widths: [9, 9, 9] })).toEqual({ into: 2, dividing: 'unequal' });
    expect([divided('', null), divided('0', null), divided('栏', null)]).toEqual([null, null, null]);
  });

  it('has as many columns as widths are given', () => {
    const before = { into: 3, dividing: 'unequal' } as const;
    expect(widthsOf('13, 25', before)).toEqual({ into: 2, dividing: 'unequal', widths: [13, 25] });
    expect(widthsOf('', before)).toEqual({ into: 3, dividing: 'unequal', widths: [] });
  });
});
