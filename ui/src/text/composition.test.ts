import { describe, expect, it } from 'vitest';
import { Composition, type Outcome } from './composition';

type Step =
  | readonly ['start']
  | readonly ['update' | 'end', string]
  | readonly ['input', inputType: string, held: string, isComposing?: boolean];

/** Plays what a webview sends, and gives what came of it. */
function play(composition: Composition, ...steps: readonly Step[]): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    if (step[0] === 'start') {
      composition.start();
      continue;
    }
    const outcome =
      step[0] === 'input'
        ? composition.input({ inputType: step[1], isComposing: step[3] ?? true }, step[2])
        : step[0] === 'update'
          ? composition.update(step[1])
          : composition.end(step[1], 0);
    if (outcome) outcomes.push(outcome);
  }
  return outcomes;
}

const key = (code: string, keyCode: number, timeStamp: number, isComposing = false) =>
  ({ code, keyCode, timeStamp, isComposing });

describe('Composition', () => {
  it('that the webview takes back with its own undo is given up, and the next key is typed', () => {
    const composition = new Composition(false);
    const taken = play(composition, ['start'], ['update', 'yi'], ['input', 'historyUndo', '', false]);
    expect(taken.map((outcome) => outcome.do)).toEqual(['compose', 'drop']);
    expect(composition.takes(key('KeyA', 65, 1000))).toBe(false);
    expect(play(composition, ['input', 'insertText', 'a', false])).toEqual([{ do: 'type', text: 'a' }]);
  });

  it('of WebKitGTK with preedit: shows each state, commits once', () => {
    const outcomes = play(
      new Composition(false),
      ['start'],
      ['update', '你'],
      ['input', 'insertCompositionText', '你'],
      ['update', '你好'],
      ['input', 'insertCompositionText', '你好'],
      ['input', 'deleteCompositionText', ''],
      ['input', 'insertFromComposition', '你好'],
      ['end', '你好'],
    );
    expect(outcomes).toEqual([
      { do: 'compose', text: '你', cursor: 1 },
      { do: 'compose', text: '你好', cursor: 2 },
      { do: 'type', text: '你好' },
    ]);
  });

  it('of WebKitGTK as it comes, without any start: commits once', () => {
    const outcomes = play(new Composition(false), ['input', 'insertFromComposition', '你好'], ['end', '你好']);
    expect(outcomes).toEqual([{ do: 'type', text: '你好' }]);
  });

  it('of Chromium: commits once, whatever input follows the end', () => {
    const outcomes = play(
      new Composition(false),
      ['start'],
      ['update', 'ni'],
      ['input', 'insertCompositionText', 'ni'],
      ['update', '你'],
      ['input', 'insertCompositionText', '你'],
      ['end', '你'],
      ['input', 'insertCompositionText', '你', false],
    );
    expect(outcomes.filter((outcome) => outcome.do === 'type')).toEqual([{ do: 'type', text: '你' }]);
  });

  it('given up with Escape: only takes back what was shown', () => {
    const steps: Step[] = [['start'], ['update', 'ni'], ['input', 'deleteCompositionText', ''], ['end', '']];
    expect(play(new Composition(false), ...steps)).toEqual([{ do: 'compose', text: 'ni', cursor: 2 }, { do: 'drop' }]);
    expect(play(new Composition(false), ['start'], ['end', ''])).toEqual([]);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(new Composition(false).update('𠮷a')).toMatchObject({ cursor: 2 });
  });

  it('lets plain input through, and nothing that is empty', () => {
    const composition = new Composition(false);
    expect(play(composition, ['input', 'insertText', '，', false])).toEqual([{ do: 'type', text: '，' }]);
    expect(play(composition, ['input', 'deleteContentBackward', '', false])).toEqual([]);
  });

  it('takes plain text before the field does, and leaves everything else to it', () => {
    const composition = new Composition(false);
    const before = (inputType: string, data: string | null, held = '', isComposing = false) =>
      composition.before({ inputType, data, isComposing }, held);
    expect(before('insertText', '，')).toEqual({ do: 'type', text: '，' });
    expect(before('insertText', null)).toBeUndefined();
    expect(before('insertText', 'b', 'a')).toBeUndefined();
    expect(before('insertText', '你', '', true)).toBeUndefined();
    expect(before('insertReplacementText', '你')).toBeUndefined();
    expect(before('insertFromComposition', '你', '', true)).toBeUndefined();
    composition.start();
    expect(before('insertText', '你')).toBeUndefined();
  });

  it('keeps keys from the page while it is under way', () => {
    const composition = new Composition(false);
    expect(composition.takes(key('Enter', 13, 0))).toBe(false);
    composition.start();
    expect(composition.takes(key('Enter', 13, 0))).toBe(true);
    composition.end('你', 10);
    expect(composition.takes(key('KeyN', 229, 5000))).toBe(true);
    expect(composition.takes(key('Enter', 13, 5000))).toBe(false);
  });

  it('on a Mac takes the Enter that confirmed for none, once', () => {
    const composition = new Composition(true);
    composition.start();
    composition.end('你', 1000);
    expect(composition.takes(key('Enter', 229, 1010))).toBe(true);
    expect(composition.takes(key('Enter', 229, 1200))).toBe(false);
    composition.start();
    composition.end('好', 2000);
    expect(composition.takes(key('Enter', 229, 2600))).toBe(false);
  });
});
