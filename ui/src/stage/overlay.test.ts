import { describe, expect, it } from 'vitest';
import { block } from '../wire/fixtures/writer';
import type { Article, Block, Fit } from '../wire/patch';
import { tabOf } from './overlay';

const words = {
  overset: (characters: number, lines: number) => `over ${String(characters)}/${String(lines)}`,
  underset: (characters: number, lines: number) => `short ${String(characters)}/${String(lines)}`,
};
const fits = (fit: Partial<Fit>): Block =>
  ({ ...block('b1'), fit: { oversetCharacters: 0, oversetLines: 0, undersetLines: 0, ...fit } });
const article = { undersetCharacters: 26 } as Article;

describe('the tab of a block', () => {
  it('tells what does not fit, and lines that stay empty', () => {
    expect(tabOf(fits({ oversetCharacters: 9, oversetLines: 1 }), article, words)).toEqual({ text: 'over 9/1', overset: true });
    expect(tabOf(fits({ undersetLines: 5 }), article, words)).toEqual({ text: 'short 26/5', overset: false });
    expect(tabOf(block('b1'), undefined, words)).toBeNull();
  });

  it('keeps quiet of the rest that columns of one height leave', () => {
    expect(tabOf(fits({ undersetLines: 1 }), article, words)).toBeNull();
    const broken = fits({ undersetLines: 2 });
    expect(tabOf(broken, article, words)).not.toBeNull();
    const { layout } = broken.about;
    if (!layout) throw new Error('an article has a layout');
    const three = { ...broken, about: { ...broken.about, layout: { ...layout, division: { into: 3, dividing: 'whole' } as const } } };
    expect(tabOf(three, article, words)).toBeNull();
  });
});
