import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readPatch, type Item } from './patch';
import { EMU_PER_MM } from './words';

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
    expect([patch.revision, patch.page, patch.width, patch.height]).toEqual([7, '05', mm(390), mm(540)]);
    expect(patch.faces).toEqual(['Regular', 'Black'].map((style) => ({ family: 'Noto Serif SC', style })));
    expect(patch.guides.columns[1]).toEqual({ x: mm(63), y: mm(25), width: mm(41), height: mm(490) });
    expect([...patch.guides.lines]).toEqual([mm(25), mm(30)]);
    expect(patch.notes.cells.text).toBe(4);
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
    const kinds = ['fill', 'glyphs', ...box, 'stroke', 'shape', 'picture', 'picture'];
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

  it('refuses what is cut off, goes on, or is something else', () => {
    const whole = new Uint8Array(fixture());
    for (let words = 0; words < whole.length / 4; words += 1) {
      expect(() => readPatch(whole.slice(0, words * 4).buffer), `${String(words)} words`).toThrow();
    }
    expect(() => readPatch(new Uint8Array([...whole, 0, 0, 0, 0]).buffer)).toThrow('goes on');
    expect(() => readPatch(new TextEncoder().encode('BXM1\0\0\0\0').buffer)).toThrow('BXP1');
  });
});
