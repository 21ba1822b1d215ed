import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../commands';
import { textKey } from './keys';

function press(code: string, more: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0 };
  return { code, ...none, ...more };
}

const move = (name: string, extend = false) => ({ do: 'move', move: name, extend });

describe('textKey', () => {
  it('moves and extends', () => {
    expect(textKey(press('ArrowLeft'), false)).toEqual(move('left'));
    expect(textKey(press('ArrowDown', { shiftKey: true }), false)).toEqual(move('down', true));
    expect(textKey(press('End'), false)).toEqual(move('line-end'));
    expect(textKey(press('Home', { ctrlKey: true, shiftKey: true }), false)).toEqual(move('story-start', true));
    expect(textKey(press('ArrowRight', { ctrlKey: true }), false)).toEqual(move('word-right'));
    expect(textKey(press('ArrowRight', { altKey: true }), false)).toEqual(move('word-right'));
    expect(textKey(press('KeyA', { ctrlKey: true }), false)).toEqual(move('all'));
  });

  it('moves with a Mac’s own modifiers', () => {
    expect(textKey(press('ArrowLeft', { metaKey: true }), true)).toEqual(move('line-start'));
    expect(textKey(press('ArrowDown', { metaKey: true }), true)).toEqual(move('story-end'));
    expect(textKey(press('ArrowLeft', { altKey: true }), true)).toEqual(move('word-left'));
    expect(textKey(press('KeyA', { metaKey: true }), true)).toEqual(move('all'));
    expect(textKey(press('KeyA', { ctrlKey: true }), true)).toBeUndefined();
  });

  it('erases characters and words', () => {
    expect(textKey(press('Backspace'), false)).toEqual({ do: 'erase', forward: false, word: false });
    expect(textKey(press('Delete', { ctrlKey: true }), false)).toEqual({ do: 'erase', forward: true, word: true });
    expect(textKey(press('Backspace', { altKey: true }), true)).toEqual({ do: 'erase', forward: false, word: true });
  });

  it('types Enter, and leaves characters and the window’s keys alone', () => {
    expect(textKey(press('Enter'), false)).toEqual({ do: 'type', text: '\n' });
    expect(textKey(press('KeyN'), false)).toBeUndefined();
    expect(textKey(press('KeyZ', { ctrlKey: true }), false)).toBeUndefined();
    expect(textKey(press('Escape'), false)).toBeUndefined();
  });
});
