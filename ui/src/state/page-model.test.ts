import { describe, expect, it } from 'vitest';
import { block, patch } from '../wire/fixtures/writer';
import { readPatch } from '../wire/patch';
import { merge } from './page-model';

const whole = merge(null, readPatch(patch({ blocks: [block('a'), block('b'), block('c')] })));

describe('merge', () => {
  it('takes a whole page as it is', () => {
    expect(whole.blocks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(whole.serial).toBe(1);
  });

  it('keeps every block that did not come, as the same object', () => {
    const change = readPatch(patch({ serial: 2, whole: false, blocks: [block('b', {}, 1)], order: ['a', 'b', 'c'] }));
    const after = merge(whole, change);
    expect(after.blocks[0]).toBe(whole.blocks[0]);
    expect(after.blocks[2]).toBe(whole.blocks[2]);
    expect(after.blocks[1]?.items).toHaveLength(1);
    expect(after.serial).toBe(2);
  });

  it('keeps what a block is while it says the same', () => {
    const change = (cells = {}) => readPatch(patch({ whole: false, blocks: [block('b', cells, 1)], order: ['a', 'b', 'c'] }));
    expect(merge(whole, change()).blocks[1]?.about).toBe(whole.blocks[1]?.about);
    expect(merge(whole, change({ line: 1 })).blocks[1]?.about.cells.line).toBe(1);
  });

  it('takes the order, with blocks gone and blocks new', () => {
    const change = readPatch(patch({ whole: false, blocks: [block('d')], order: ['c', 'd', 'a'] }));
    expect(merge(whole, change).blocks.map(({ id }) => id)).toEqual(['c', 'd', 'a']);
  });

  it('forgets what it had when the page comes whole', () => {
    const after = merge(whole, readPatch(patch({ blocks: [block('a')] })));
    expect(after.blocks.map(({ id }) => id)).toEqual(['a']);
    expect(after.blocks[0]).not.toBe(whole.blocks[0]);
  });

  it('refuses a change of something that is not here', () => {
    expect(() => merge(null, readPatch(patch({ whole: false })))).toThrow('not here');
    expect(() => merge(whole, readPatch(patch({ whole: false, page: '02' })))).toThrow('not here');
    expect(() => merge(whole, readPatch(patch({ whole: false, order: ['a', 'x'] })))).toThrow('never came');
  });
});
