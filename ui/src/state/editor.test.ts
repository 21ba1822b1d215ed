import { beforeEach, describe, expect, it } from 'vitest';
import { DeskClient } from '../desk/client';
import type { Host } from '../host/host';
import { block, patch } from '../wire/fixtures/writer';
import type { DeskState, TextState } from '../wire/state';
import { Editor, type EditorListener, type Shown } from './editor';

/** A request that waits for its answer. */
interface Asked {
  readonly command: string;
  readonly request: Readonly<Record<string, unknown>>;
  answer(bytes: ArrayBuffer): void;
  refuse(code: string): void;
}

const turn = () => new Promise((resolve) => { setTimeout(resolve); });
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).buffer;

function textAt(offset: number, more: Partial<TextState> = {}): TextState {
  const at = { story: 's01', paragraph: 1, offset };
  const none = { goal: null, selection: [], marked: [], text: '', block: 'b1', role: 'body' as const };
  return { anchor: at, focus: at, caret: [0, 0, 10], ...none, ...more };
}

describe('Editor', () => {
  let asked: Asked[];
  let log: string[];
  let shown: Shown[];
  let texts: (TextState | null)[];
  let failures: unknown[];
  let state: DeskState | undefined;
  let now: number;
  let editor: Editor;

  beforeEach(() => {
    [asked, log, shown, texts, failures, now] = [[], [], [], [], [], 0];
    const host: Pick<Host, 'dispatch'> = {
      dispatch: (command, body) =>
        new Promise((resolve, reject) => {
          const request = JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>;
          log.push(command);
          const refuse = (code: string) => { reject({ code, detail: code }); };
          asked.push({ command, request, answer: resolve, refuse });
        }),
    };
    const listener: EditorListener = {
      page: (now) => { shown.push(now); },
      state: (now) => { state = now; },
      text: (now) => { texts.push(now); },
      failed: (thrown) => { failures.push(thrown); },
      waiting: () => undefined,
    };
    editor = new Editor(new DeskClient(host as Host), listener, () => now);
  });

  /** The request that waits; there is never more than one. */
  async function next(command: string): Promise<Asked> {
    await turn();
    expect(asked.map((one) => one.command)).toEqual([command]);
    const [one] = asked.splice(0);
    if (!one) throw new Error(`${command} was not asked`);
    return one;
  }

  async function opened(): Promise<void> {
    void editor.show('01');
    (await next('page')).answer(patch({ serial: 5, revision: 3, blocks: [block('b1')] }));
    await turn();
  }

  async function editing(offset = 0): Promise<void> {
    await opened();
    void editor.hit({ x: 1, y: 2, unit: 'caret', block: 'b1', extend: false });
    (await next('hit')).answer(json(textAt(offset)));
    await turn();
  }

  const change = (serial: number, revision: number, more: Partial<DeskState> = {}) =>
    patch({ serial, revision, whole: false, order: ['b1'], state: more });

  it('asks for a page and sends acts against what it has', async () => {
    await opened();
    const done = editor.act({ do: 'delete', block: 'b1' });
    const act = await next('act');
    expect(act.request).toMatchObject({ page: '01', have: 5, revision: 3, act: { do: 'delete' } });
    act.answer(patch({ serial: 6, revision: 4, whole: false, state: { dirty: true, select: 'b9' } }));
    expect(await done).toBe(true);
    expect(shown.at(-1)).toMatchObject({ preview: false, select: 'b9', page: { serial: 6, revision: 4, blocks: [] } });
    expect(state?.dirty).toBe(true);
  });

  it('sends the latest look only, and none that an act makes idle', async () => {
    await opened();
    for (const column of [1, 2, 3]) {
      editor.look({ do: 'cells', block: 'b1', cells: { column, line: 0, columns: 1, lines: 1 } });
    }
    const first = await next('look');
    first.answer(change(6, 3));
    const last = await next('look');
    expect(last.request).toMatchObject({ have: 6, act: { cells: { column: 3 } } });
    editor.look({ do: 'arrange' });
    void editor.act({ do: 'delete', block: 'b1' });
    last.answer(change(7, 3));
    expect((await next('act')).request).toMatchObject({ have: 7 });
  });

  it('loses no key typed while an answer is on its way, and types each at the caret that it brought', async () => {
    await editing(4);
    editor.type('a', []);
    editor.type('b', []);
    editor.type('c', []);
    editor.erase(false, false, []);
    editor.type('d', []);
    const first = await next('act');
    expect(first.request.act).toMatchObject({ do: 'type', text: 'a', fresh: true, focus: { offset: 4 } });
    first.answer(change(6, 4, { text: textAt(5) }));
    const second = await next('act');
    expect(second.request).toMatchObject({ revision: 4, act: { text: 'bc', fresh: false, focus: { offset: 5 } } });
    second.answer(change(7, 5, { text: textAt(7) }));
    const third = await next('act');
    expect(third.request.act).toMatchObject({ do: 'erase', forward: false, focus: { offset: 7 } });
    third.answer(change(8, 6, { text: textAt(6) }));
    expect((await next('act')).request.act).toMatchObject({ do: 'type', text: 'd', fresh: false, focus: { offset: 6 } });
  });

  it('begins a step anew after a pause and after the caret was moved', async () => {
    await editing();
    editor.type('a', []);
    (await next('act')).answer(change(6, 4, { text: textAt(1) }));
    now += 900;
    editor.type('b', []);
    const second = await next('act');
    expect(second.request.act).toMatchObject({ fresh: false });
    second.answer(change(7, 5, { text: textAt(2) }));
    now += 1100;
    editor.type('c', []);
    const third = await next('act');
    expect(third.request.act).toMatchObject({ fresh: true });
    third.answer(change(8, 6, { text: textAt(3) }));
    editor.move('left', false, []);
    editor.type('d', []);
    const moved = await next('caret');
    expect(moved.request).toMatchObject({ page: '01', focus: { offset: 3 }, move: 'left', extend: false });
    moved.answer(json(textAt(2)));
    expect((await next('act')).request.act).toMatchObject({ text: 'd', fresh: true, focus: { offset: 2 } });
  });

  it('shows a composition without moving the caret, and commits it where it began', async () => {
    await editing(4);
    editor.compose('ni', 2, []);
    editor.compose('你', 1, []);
    const first = await next('look');
    expect(first.request.act).toMatchObject({ do: 'compose', text: 'ni', cursor: 2, focus: { offset: 4 } });
    first.answer(change(6, 3, { text: textAt(6, { marked: [[0, 0, 20, 10]] }) }));
    const second = await next('look');
    expect(second.request.act).toMatchObject({ text: '你', focus: { offset: 4 } });
    second.answer(change(7, 3, { text: textAt(5) }));
    await turn();
    expect(texts.at(-1)?.focus.offset).toBe(5);
    editor.type('你', []);
    expect((await next('act')).request.act).toMatchObject({ do: 'type', text: '你', focus: { offset: 4 } });
  });

  it('takes back a composition that was given up', async () => {
    await editing(4);
    editor.compose('ni', 2, []);
    (await next('look')).answer(change(6, 3, { text: textAt(6) }));
    editor.bail();
    (await next('page')).answer(change(7, 3));
    const caret = await next('caret');
    expect(caret.request).toMatchObject({ focus: { offset: 4 }, move: null });
    caret.answer(json(textAt(4)));
    await turn();
    expect(texts.at(-1)?.focus.offset).toBe(4);
    editor.bail();
    await turn();
    expect(asked).toEqual([]);
  });

  it('asks for the page anew when the document has moved on, and goes on', async () => {
    await editing(4);
    editor.type('a', []);
    editor.type('b', []);
    (await next('act')).refuse('stale');
    (await next('page')).answer(change(6, 9));
    (await next('caret')).answer(json(textAt(8)));
    const again = await next('act');
    expect(again.request).toMatchObject({ revision: 9, act: { text: 'a', focus: { offset: 8 } } });
    again.answer(change(7, 10, { text: textAt(9) }));
    expect((await next('act')).request).toMatchObject({ revision: 10, act: { text: 'b' } });
    expect(failures).toEqual([]);
  });

  it('says what was refused, and shows the page as it is', async () => {
    await opened();
    editor.look({ do: 'arrange' });
    (await next('look')).answer(change(6, 3));
    const done = editor.act({ do: 'arrange' });
    (await next('act')).refuse('refused');
    (await next('page')).answer(change(7, 3));
    expect(await done).toBe(false);
    expect(failures).toMatchObject([{ code: 'refused' }]);
    expect(shown.at(-1)?.preview).toBe(false);
  });

  it('keeps silent about a look that is refused', async () => {
    await opened();
    editor.look({ do: 'arrange' });
    (await next('look')).refuse('refused');
    await turn();
    expect(failures).toEqual([]);
  });

  it('asks for the whole page when a change does not fit what is here', async () => {
    await opened();
    void editor.act({ do: 'arrange' });
    (await next('act')).answer(patch({ serial: 9, whole: false, order: ['b1', 'b2'] }));
    const whole = await next('page');
    expect(whole.request).toEqual({ page: '01', have: 0 });
    whole.answer(patch({ serial: 10, blocks: [block('b1'), block('b2')] }));
    await turn();
    expect(shown.at(-1)?.page.blocks).toHaveLength(2);
  });

  it('ends the editing only after everything typed is in', async () => {
    await editing();
    editor.type('a', []);
    editor.leaveText();
    expect(editor.text).not.toBeNull();
    (await next('act')).answer(change(6, 4, { text: textAt(1) }));
    await turn();
    expect(texts.at(-1)).toBeNull();
    editor.type('b', []);
    await turn();
    expect(asked).toEqual([]);
  });

  it('undoes while text is edited, also on another page', async () => {
    await editing(2);
    editor.undo();
    await turn();
    expect(asked).toEqual([]);
    void editor.act({ do: 'arrange' });
    (await next('act')).answer(change(6, 4, { undo: 'type', text: textAt(3) }));
    editor.undo();
    const undo = await next('undo');
    expect(undo.request).toEqual({ page: '01', have: 6 });
    undo.answer(patch({ serial: 1, revision: 5, page: '02', blocks: [block('b7')], state: { redo: 'type' } }));
    await turn();
    expect(shown.at(-1)?.page.page).toBe('02');
    expect(texts.at(-1)).toBeNull();
  });

  it('begins to write an empty text that was placed', async () => {
    await opened();
    void editor.act({ do: 'place', what: { kind: 'text' }, at: { column: 0, line: 0 }, size: null });
    editor.type('字', []);
    (await next('act')).answer(change(6, 4, { select: 'b1', text: textAt(0) }));
    expect((await next('act')).request.act).toMatchObject({ do: 'type', text: '字' });
  });

  it('takes only the last of several pages that were wished for', async () => {
    const [first, second, third] = [editor.show('01'), editor.show('02'), editor.show('03')];
    (await next('page')).answer(patch({ page: '01' }));
    (await next('page')).answer(patch({ page: '03' }));
    expect(await Promise.all([first, second, third])).toEqual([true, false, true]);
    expect(log).toEqual(['page', 'page']);
  });
});
