import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { block, patch as written } from './fixtures/writer';
import { readPatch, type Item } from './patch';
import { EMU_PER_MM, EMU_PER_PT } from './words';

/** What crates/desk/src/patch.rs writes for a scene with one item of every kind; its test keeps the file true. */
function fixture(): ArrayBuffer {
  const hex = readFileSync(new URL('fixtures/patch.hex', import.meta.url), 'utf8').replaceAll('\n', '');
  const bytes = new Uint8Array(hex.length / 2);
  bytes.forEach((_, i) => { bytes[i] = parseInt(hex.slice(i * 2, i * 2 + 2), 16); });
  return bytes.buffer;
}

const mm = (value: number) => value * EMU_PER_MM;

describe('readPatch', () => {
  const patch = readPatch(fixture());

  it('reads the page, its faces and its guides', () => {
    expect([patch.serial, patch.whole, patch.revision, patch.page]).toEqual([1, true, 7, '05']);
    expect([patch.width, patch.height]).toEqual([mm(390), mm(540)]);
    expect(patch.faces).toEqual(['Regular', 'Black'].map((style) => ({ family: 'Noto Serif SC', style })));
    expect(patch.guides.columns[1]).toEqual({ x: mm(63), y: mm(25), width: mm(41), height: mm(490) });
    expect([...patch.guides.lines]).toEqual([mm(25), mm(30)]);
    const { character, line, characters, gap } = patch.guides;
    expect([character, line, characters, gap]).toEqual([9 * EMU_PER_PT, 12 * EMU_PER_PT, 13, 1]);
    expect(patch.notes.cells.text).toBe(4);
    expect(patch.state).toMatchObject({ dirty: false, undo: null, stories: 1, select: null, text: null });
  });

  it('reads what each block is, and their order', () => {
    expect(patch.order).toEqual(['folio', 'b2']);
    const [folio, article] = patch.blocks.map(({ about }) => about);
    expect(folio).toMatchObject({ kind: 'folio', story: null, cells: { columns: 8, lines: 3 } });
    expect(article).toMatchObject({ kind: 'article', story: 's01', cells: { line: 4, columns: 5, lines: 36 } });
    expect(article).toMatchObject({ headLines: 8, headlineSize: null, boxed: false, picture: null });
    expect(article?.pictures.map(({ picture, crop }) => [picture, crop.fitting, crop.scale])).toEqual([
      ['k1', 'fill', 1000],
      ['k2', 'fill', 1000],
    ]);
    expect(article?.stand).toMatchObject({ turn: 'upright', layer: '天窗', locked: false, free: null });
    expect(article?.stand.wrap).toEqual({ sides: 'neither', distance: 9 * EMU_PER_PT });
    expect(article?.layout).toMatchObject({ articleStyle: null, headAt: { column: 1, line: 0, columns: 4 } });
    expect(article?.layout?.division).toEqual({ into: 3, dividing: 'unequal' });
    expect([folio?.held, article?.held, folio?.may.free, article?.may.free]).toEqual([false, true, true, false]);
    expect([folio?.layout, folio?.own]).toEqual([null, {}]);
  });

  it('tells a block without text from one that fits', () => {
    expect(patch.blocks.map(({ id, fit }) => [id, fit])).toEqual([
      ['folio', null],
      ['b2', { oversetCharacters: 37, oversetLines: 3, undersetLines: 0 }],
    ]);
  });

  it('reads an item of every kind', () => {
    const items = patch.blocks[1]?.items ?? [];
    const box = ['fill', 'fill', 'fill', 'fill'];
    const kinds = [
      'fill', 'glyphs', ...box, 'stroke', 'shape', 'picture', 'picture', 'glyphs', 'outline', 'shade', 'picture',
    ];
    expect(items.map(({ kind }) => kind)).toEqual(kinds);
    const [fill, run] = items as [Item, Item];
    const [stroke, shape, picture, place] = items.slice(6) as [Item, Item, Item, Item];
    expect(fill).toMatchObject({ rgb: 0xe6e6e6, rect: { x: mm(10), width: mm(100) } });
    expect(run).toMatchObject({ face: 1, size: 9 * 12_700, widthPermille: 950, rgb: 0xff0000 });
    expect(run.kind === 'glyphs' && [...run.glyphs]).toEqual([1234, mm(10), mm(12), 65535, mm(-13), mm(12)]);
    expect(stroke).toMatchObject({ width: 3175, rgb: 0 });
    expect(shape.kind === 'shape' && shape.segments.map(({ step }) => step)).toEqual(['move', 'line', 'curve', 'close']);
    expect(picture).toMatchObject({ file: 'pictures/图1.jpg', placed: { x: mm(15) }, frame: { x: mm(20) } });
    expect(place).toMatchObject({ file: '', frame: { x: mm(20) } });
    expect(place.kind === 'picture' && place.standIns[0]).toMatchObject({ kind: 'fill', rect: { x: mm(20) } });
  });

  it('reads turns, gradients, outlines and mirrored pictures', () => {
    const items = patch.blocks[1]?.items ?? [];
    const ends = Int32Array.from([10, 20, 110, 20].map(mm));
    expect(items[1]).toMatchObject({ turn: 'upright', reach: 0, gradient: null });
    expect(items[8]).toMatchObject({ turn: 'upright', flipped: false, plates: 'all' });
    const [run, outline, shade, picture] = items.slice(10) as [Item, Item, Item, Item];
    expect(run).toMatchObject({ turn: 'right', reach: 2540, gradient: { ends }, rgb: 0xff0000 });
    expect(run.kind === 'glyphs' && [...run.glyphs]).toEqual([77, mm(20), mm(12)]);
    const steps = (item: Item) => ('segments' in item ? item.segments.map(({ step }) => step) : []);
    expect(outline).toMatchObject({ rgb: 0x808080, width: mm(2) });
    expect(steps(outline)).toEqual(['move', 'line', 'curve', 'close']);
    expect(steps(shade)).toEqual(steps(outline));
    const stops = shade.kind === 'shade' ? [...shade.gradient.stops] : [];
    expect([stops.length, stops[0], stops.at(-1)]).toEqual([9, 0x00ffff, 0]);
    expect(stops[4]).toBe(0x408080);
    expect(picture).toMatchObject({ file: 'a.png', turn: 'left', flipped: true, plates: 'black-and-red' });
  });

  it('reads a change: some blocks, all names', () => {
    const change = readPatch(written({ serial: 9, whole: false, blocks: [block('b2', {}, 0xff0000)], order: ['b1', 'b2'] }));
    expect([change.serial, change.whole, change.order]).toEqual([9, false, ['b1', 'b2']]);
    expect(change.blocks).toMatchObject([{ id: 'b2', fit: null, items: [{ kind: 'fill', rgb: 0xff0000 }] }]);
    expect(change.guides.lines).toHaveLength(11);
  });

  it('refuses what is cut off, goes on, or is something else', () => {
    const whole = new Uint8Array(fixture());
    for (let words = 0; words < whole.length / 4; words += 1) {
      expect(() => readPatch(whole.slice(0, words * 4).buffer), `${String(words)} words`).toThrow();
    }
    expect(() => readPatch(new Uint8Array([...whole, 0, 0, 0, 0]).buffer)).toThrow('goes on');
    expect(() => readPatch(new TextEncoder().encode('BXM1\0\0\0\0').buffer)).toThrow('BXP4');
  });
});
