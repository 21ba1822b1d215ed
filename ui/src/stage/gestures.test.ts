import { beforeEach, describe, expect, it } from 'vitest';
import type { Act } from '../desk/types';
import type { Hit } from '../state/editor';
import { merge } from '../state/page-model';
import { block, patch } from '../wire/fixtures/writer';
import { readPatch } from '../wire/patch';
import { Camera } from './camera';
import { Gestures, type GestureActions, type GestureStage } from './gestures';
import type { Carried } from './layers';

/** A block of two columns and four lines at the third line; a unit of length is a pixel. */
const page = merge(null, readPatch(patch({ blocks: [block('b1', { line: 2 })] })));

describe('Gestures', () => {
  let log: string[];
  let looks: Act[];
  let acts: Act[];
  let hits: Hit[];
  let carried: Carried | null;
  let time: number;
  let cursor: string;
  let stage: { -readonly [K in keyof GestureStage]: GestureStage[K] };
  let actions: { -readonly [K in keyof GestureActions]: GestureActions[K] };
  let gestures: Gestures;

  beforeEach(() => {
    [log, looks, acts, hits, carried, time, cursor] = [[], [], [], [], null, 0, ''];
    const camera = new Camera();
    // The scale at which a unit of length is a pixel.
    camera.zoom = 1 / camera.scale;
    const holds = (x: number, y: number) => x >= 0 && x < 210 && y >= 80 && y < 240;
    stage = {
      page,
      camera,
      place: ({ clientX, clientY }) => ({ x: clientX, y: clientY, inside: true }),
      blockAt: (x, y) => (holds(x, y) ? (page.blocks[0] ?? null) : null),
      blockOf: (id) => page.blocks.find((one) => one.id === id) ?? null,
      overlay: () => undefined,
      carry: (now) => { carried = now; },
      pan: (dx, dy) => { log.push(`pan ${String(dx)} ${String(dy)}`); },
    };
    actions = {
      get tool() { return actions.making?.kind ?? 'select'; },
      making: null,
      selected: null,
      editing: false,
      select: (id) => { actions.selected = id; },
      choose: (id) => { log.push(`choose ${id}`); },
      look: (act) => { looks.push(act); },
      act: (act) => { acts.push(act); return Promise.resolve(true); },
      bail: () => { log.push('bail'); },
      hit: (hit) => { hits.push(hit); return Promise.resolve(true); },
      takeKeyboard: () => { log.push('keyboard'); },
      leaveText: () => { actions.editing = false; log.push('leave'); },
      toolDone: () => { actions.making = null; },
    };
    gestures = new Gestures(stage, actions, (shape) => { cursor = shape; });
  });

  const at = (x: number, y: number, more: { button?: number; shiftKey?: boolean } = {}) =>
    ({ clientX: x, clientY: y, button: 0, shiftKey: false, pointerId: 1, timeStamp: (time += 10), ...more });

  function drag(...points: (readonly [number, number])[]): void {
    const [[x, y] = [0, 0]] = points;
    gestures.down(at(x, y));
    for (const [left, top] of points.slice(1)) gestures.move(at(left, top));
    const [left, top] = points.at(-1) ?? [0, 0];
    gestures.up(at(left, top));
  }

  const click = (x: number, y: number, shiftKey = false) => {
    gestures.down(at(x, y, { shiftKey }));
    gestures.up(at(x, y, { shiftKey }));
  };

  it('select what is clicked, and nothing on bare paper', () => {
    click(50, 100);
    expect(actions.selected).toBe('b1');
    time += 1000;
    click(300, 300);
    expect(actions.selected).toBeNull();
    expect([looks, acts, hits]).toEqual([[], [], []]);
  });

  it('move a block at once, look at each new cell, and act once', async () => {
    drag([50, 100], [60, 100], [120, 100], [121, 101], [121, 180]);
    expect(looks.map((act) => act.do === 'cells' && [act.cells.column, act.cells.line])).toEqual([[1, 2], [1, 4]]);
    expect(acts).toMatchObject([{ do: 'cells', block: 'b1', cells: { column: 1, line: 4, columns: 2, lines: 4 } }]);
    expect(carried).toEqual({ block: 'b1', x: 110, y: 160 });
    await Promise.resolve();
    expect(carried).toBeNull();
  });

  it('change nothing when a block comes back to its place or the drag is given up', () => {
    drag([50, 100], [150, 100], [52, 102]);
    expect(acts).toEqual([]);
    expect(log).toEqual(['bail']);
    gestures.down(at(50, 100));
    gestures.move(at(150, 200));
    expect(gestures.dragging).toBe(true);
    gestures.cancel();
    gestures.up(at(150, 200));
    expect(acts).toEqual([]);
    expect(log).toEqual(['bail', 'bail']);
  });

  it('pull the selected block by its handles', () => {
    actions.selected = 'b1';
    gestures.move(at(210, 240));
    expect(cursor).toBe('nwse-resize');
    drag([210, 240], [260, 250], [315, 320]);
    expect(acts).toMatchObject([{ do: 'cells', cells: { column: 0, line: 2, columns: 3, lines: 6 } }]);
  });

  it('enter text with a second press, and leave it beside the block', () => {
    click(50, 100);
    click(50, 100);
    expect(hits).toEqual([{ x: 50, y: 100, block: 'b1', unit: 'caret', extend: false }]);
    expect(log).toEqual(['keyboard']);
    actions.editing = true;
    time += 1000;
    click(300, 300);
    expect(log).toEqual(['keyboard', 'leave']);
  });

  it('select characters, words and paragraphs of the edited text', () => {
    actions.editing = true;
    for (let press = 0; press < 3; press += 1) click(50, 100);
    click(90, 120, true);
    expect(hits.map(({ unit, extend }) => [unit, extend])).toEqual([
      ['caret', false], ['word', false], ['paragraph', false], ['caret', true],
    ]);
    time += 1000;
    drag([50, 100], [80, 110], [500, 500]);
    expect(hits.slice(-2)).toEqual([
      { x: 80, y: 110, block: 'b1', unit: 'caret', extend: true },
      { x: 500, y: 500, block: 'b1', unit: 'caret', extend: true },
    ]);
    expect([looks, acts]).toEqual([[], []]);
  });

  it('draw the rectangle of a new text on the grid', () => {
    actions.making = { kind: 'headline' };
    drag([105, 300], [150, 330], [260, 350]);
    const size = { columns: 3, lines: 2 };
    expect(acts).toEqual([{ do: 'place', what: { kind: 'headline' }, at: { column: 0, line: 7 }, size }]);
    expect(actions.making).toBeNull();
    expect(log).toEqual(['keyboard']);
    actions.making = { kind: 'text' };
    time += 1000;
    click(300, 300);
    expect(acts.at(-1)).toMatchObject({ what: { kind: 'text' }, at: { column: 2, line: 7 }, size: null });
  });

  it('draw a rule level or upright, between the columns nearest to where it began', () => {
    actions.making = { kind: 'rule', upright: null };
    drag([20, 300], [60, 302], [200, 310]);
    expect(acts.at(-1)).toMatchObject({ what: { kind: 'rule', upright: null }, size: { columns: 2, lines: 1 } });
    actions.making = { kind: 'rule', upright: null };
    drag([112, 250], [114, 300], [118, 390]);
    expect(acts.at(-1)).toMatchObject({ what: { kind: 'rule', upright: 1 }, at: { line: 6 }, size: { lines: 4 } });
    expect(log).toEqual([]);
  });

  it('leave a locked block where it is, and choose others with Shift', () => {
    const [free] = page.blocks;
    if (!free) throw new Error('no block');
    const held = { ...free, about: { ...free.about, held: true } };
    stage.blockAt = () => held;
    stage.blockOf = () => held;
    actions.selected = 'b1';
    drag([210, 240], [260, 250], [315, 320]);
    drag([50, 100], [60, 100], [160, 180]);
    expect([looks, acts]).toEqual([[], []]);
    click(50, 100, true);
    expect(log).toEqual(['choose b1']);
  });

  it('move the page with the space bar or the middle button', () => {
    gestures.space = true;
    drag([50, 100], [60, 95]);
    gestures.space = false;
    gestures.down(at(0, 0, { button: 1 }));
    gestures.move(at(5, 5));
    gestures.up(at(5, 5));
    expect(log).toEqual(['pan 10 -5', 'pan 5 5']);
    expect(actions.selected).toBeNull();
  });
});
