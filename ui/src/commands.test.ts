import { describe, expect, it, vi } from 'vitest';
import { commandFor, commands, keysShown, type Actor, type KeyPress } from './commands';

const actor = {
  open: vi.fn(),
  turn: vi.fn(),
  zoom: vi.fn(),
  fit: vi.fn(),
  actualSize: vi.fn(),
  toggleGuides: vi.fn(),
} satisfies Actor;
const table = commands(actor);

function press(code: string, more: Partial<KeyPress> = {}): KeyPress {
  return { code, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 0, ...more };
}

describe('keys', () => {
  it('find their action by place, with the system’s own modifier', () => {
    expect(commandFor(press('Digit0', { ctrlKey: true }), table, false)?.id).toBe('fitPage');
    expect(commandFor(press('Digit0', { ctrlKey: true }), table, true)).toBeUndefined();
    expect(commandFor(press('Digit0', { metaKey: true }), table, true)?.id).toBe('fitPage');
    expect(commandFor(press('PageDown'), table, false)?.id).toBe('nextPage');
    expect(commandFor(press('Digit0'), table, false)).toBeUndefined();
  });

  it('are left to an input method that is composing', () => {
    expect(commandFor(press('PageDown', { isComposing: true }), table, false)).toBeUndefined();
    expect(commandFor(press('PageDown', { keyCode: 229 }), table, false)).toBeUndefined();
  });

  it('are each given once', () => {
    const keys = table.map((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keysShown('Mod+O', true)).toBe('⌘O');
    expect(keysShown('Mod+O', false)).toBe('Ctrl+O');
  });
});
