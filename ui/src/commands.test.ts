import { describe, expect, it, vi } from 'vitest';
import { commandBar, commandFor, commands, keysShown, type Actor, type KeyPress } from './commands';

const actor = {
  show: vi.fn(), save: vi.fn(), undo: vi.fn(), redo: vi.fn(), tool: vi.fn(), escape: vi.fn(), edit: vi.fn(),
  remove: vi.fn(), nudge: vi.fn(), resize: vi.fn(), lock: vi.fn(), group: vi.fn(), ungroup: vi.fn(),
  order: vi.fn(), arrange: vi.fn(), turn: vi.fn(), zoom: vi.fn(), fit: vi.fn(),
  actualSize: vi.fn(), toggleGuides: vi.fn(),
} satisfies Actor;
const table = commands(actor);
const ctrl = { ctrlKey: true };

function press(code: string, more: Partial<KeyPress> = {}): KeyPress {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, keyCode: 0 };
  return { code, ...none, ...more };
}

describe('keys', () => {
  it('find their action by place, with the system’s own modifier', () => {
    expect(commandFor(press('Digit0', ctrl), table, false)?.id).toBe('fitPage');
    expect(commandFor(press('Digit0', ctrl), table, true)).toBeUndefined();
    expect(commandFor(press('Digit0', { metaKey: true }), table, true)?.id).toBe('fitPage');
    expect(commandFor(press('PageDown'), table, false)?.id).toBe('nextPage');
    expect(commandFor(press('Digit0'), table, false)).toBeUndefined();
  });

  it('tell Shift for letters and names, not for signs', () => {
    expect(commandFor(press('KeyZ', ctrl), table, false)?.id).toBe('undo');
    expect(commandFor(press('KeyZ', { ...ctrl, shiftKey: true }), table, false)?.id).toBe('redo');
    expect(commandFor(press('KeyY', ctrl), table, false)?.id).toBe('redo');
    expect(commandFor(press('KeyS', { ...ctrl, shiftKey: true }), table, false)?.id).toBe('saveAs');
    expect(commandFor(press('KeyG', ctrl), table, false)?.id).toBe('group');
    expect(commandFor(press('KeyG', { ...ctrl, shiftKey: true }), table, false)?.id).toBe('ungroup');
    expect(commandFor(press('BracketRight', ctrl), table, false)?.id).toBe('forward');
    expect(commandFor(press('ArrowUp'), table, false)?.id).toBe('moveUp');
    expect(commandFor(press('ArrowUp', { shiftKey: true }), table, false)?.id).toBe('shorter');
    expect(commandFor(press('Equal', { ...ctrl, shiftKey: true }), table, false)?.id).toBe('zoomIn');
  });

  it('are left to an input method that is composing', () => {
    expect(commandFor(press('PageDown', { isComposing: true }), table, false)).toBeUndefined();
    expect(commandFor(press('PageDown', { keyCode: 229 }), table, false)).toBeUndefined();
  });

  it('go to the text while it is edited, to a field while it has the keyboard', () => {
    for (const code of ['Delete', 'ArrowLeft', 'KeyV', 'Enter']) {
      expect(commandFor(press(code), table, false, 'page'), code).toBeDefined();
      expect(commandFor(press(code), table, false, 'text'), code).toBeUndefined();
      expect(commandFor(press(code), table, false, 'field'), code).toBeUndefined();
    }
    expect(commandFor(press('KeyZ', ctrl), table, false, 'text')?.id).toBe('undo');
    expect(commandFor(press('KeyZ', ctrl), table, false, 'field')).toBeUndefined();
    expect(commandFor(press('KeyS', ctrl), table, false, 'field')?.id).toBe('save');
    expect(commandFor(press('Escape'), table, false, 'text')?.id).toBe('escape');
    expect(commandFor(press('Enter'), table, false, 'button')).toBeUndefined();
    expect(commandFor(press('Delete'), table, false, 'button')?.id).toBe('remove');
  });

  it('are each given once', () => {
    const keys = table.flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keysShown('Mod+Shift+Z', true)).toBe('⌘⇧Z');
    expect(keysShown('Mod+O', false)).toBe('Ctrl+O');
    expect(keysShown('Mod+-', false)).toBe('Ctrl+-');
    expect(commandBar(table, false).keys('remove')).toBe('Delete');
  });
});
