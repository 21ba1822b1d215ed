import type { Messages } from './i18n';

/** What keys, buttons and tooltips share of an action. */
export interface Command {
  readonly id: keyof Messages['actions'];
  /** Keys as people read them; `Mod` is Ctrl, and Command on a Mac. */
  readonly keys?: string;
  run(): void;
}

/** What actions act on. */
export interface Actor {
  open(): void;
  turn(by: 1 | -1): void;
  zoom(by: 1 | -1): void;
  fit(how: 'page' | 'width'): void;
  actualSize(): void;
  toggleGuides(): void;
}

/** Every action of the window, once. */
export function commands(actor: Actor): readonly Command[] {
  return [
    { id: 'open', keys: 'Mod+O', run: () => { actor.open(); } },
    { id: 'previousPage', keys: 'PageUp', run: () => { actor.turn(-1); } },
    { id: 'nextPage', keys: 'PageDown', run: () => { actor.turn(1); } },
    { id: 'zoomIn', keys: 'Mod+=', run: () => { actor.zoom(1); } },
    { id: 'zoomOut', keys: 'Mod+-', run: () => { actor.zoom(-1); } },
    { id: 'fitPage', keys: 'Mod+0', run: () => { actor.fit('page'); } },
    { id: 'fitWidth', keys: 'Mod+2', run: () => { actor.fit('width'); } },
    { id: 'actualSize', keys: 'Mod+1', run: () => { actor.actualSize(); } },
    { id: 'guides', keys: 'Mod+;', run: () => { actor.toggleGuides(); } },
  ];
}

/** Codes of keys (places on the keyboard, so that an input method does not matter) by how people write them. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  '=': ['Equal', 'NumpadAdd'],
  '-': ['Minus', 'NumpadSubtract'],
  ';': ['Semicolon'],
  '0': ['Digit0', 'Numpad0'],
  '1': ['Digit1', 'Numpad1'],
  '2': ['Digit2', 'Numpad2'],
  O: ['KeyO'],
  PageUp: ['PageUp'],
  PageDown: ['PageDown'],
};

/** The part of a keyboard event that is looked at. */
export type KeyPress = Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'keyCode'>;

/** The action that a key press means. */
export function commandFor(press: KeyPress, table: readonly Command[], mac: boolean): Command | undefined {
  // Keys that an input method is still working with are its own.
  if (press.isComposing || press.keyCode === 229 || press.altKey) return undefined;
  const mod = mac ? press.metaKey : press.ctrlKey;
  return table.find(({ keys }) => {
    if (keys === undefined) return false;
    const name = keys.replace('Mod+', '');
    return mod === keys.startsWith('Mod+') && (CODES[name] ?? []).includes(press.code);
  });
}

/** Keys as this system writes them. */
export function keysShown(keys: string, mac: boolean): string {
  return mac ? keys.replace('Mod+', '⌘') : keys.replace('Mod+', 'Ctrl+');
}
