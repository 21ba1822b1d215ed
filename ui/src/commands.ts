import type { Made, Toward } from './desk/types';
import type { Messages } from './i18n';

/**
 * Where the keys of an action work: `window` everywhere, `document` not while a field of a panel has the keyboard,
 * `page` not while text on the page is edited either.
 */
export type Reach = 'window' | 'document' | 'page';

/** What keys, buttons and tooltips share of an action. */
export interface Command {
  readonly id: keyof Messages['actions'];
  /** Keys as people read them, the first for tooltips; `Mod` is Ctrl, and Command on a Mac. */
  readonly keys: readonly string[];
  readonly reach: Reach;
  run(event: { readonly timeStamp: number }): void;
}

/** What the pointer does on the page: select, or make something. */
export type Tool = 'select' | Made['kind'];
/** Tools that need not be told what they are to make. */
export type PlainTool = 'select' | 'text' | 'headline' | 'rule' | 'panel';
export type BoxName = 'new' | 'open' | 'save-as' | 'import' | 'export';

/** What actions act on. */
export interface Actor {
  /** Opens one of the boxes. */
  show(box: BoxName): void;
  save(): void;
  undo(start: number): void;
  redo(start: number): void;
  tool(tool: PlainTool): void;
  escape(): void;
  /** Begins to edit the text of the selected block. */
  edit(): void;
  remove(): void;
  nudge(columns: number, lines: number): void;
  resize(columns: number, lines: number): void;
  lock(): void;
  group(): void;
  ungroup(): void;
  order(to: Toward): void;
  arrange(): void;
  turn(by: 1 | -1): void;
  zoom(by: 1 | -1): void;
  fit(how: 'page' | 'width'): void;
  actualSize(): void;
  toggleGuides(): void;
}

/** Every action of the window, once. */
export function commands(actor: Actor): readonly Command[] {
  return [
    { id: 'new', keys: ['Mod+N'], reach: 'window', run: () => { actor.show('new'); } },
    { id: 'open', keys: ['Mod+O'], reach: 'window', run: () => { actor.show('open'); } },
    { id: 'save', keys: ['Mod+S'], reach: 'window', run: () => { actor.save(); } },
    { id: 'saveAs', keys: ['Mod+Shift+S'], reach: 'window', run: () => { actor.show('save-as'); } },
    { id: 'import', keys: ['Mod+I'], reach: 'window', run: () => { actor.show('import'); } },
    { id: 'export', keys: ['Mod+E'], reach: 'window', run: () => { actor.show('export'); } },
    { id: 'undo', keys: ['Mod+Z'], reach: 'document', run: (event) => { actor.undo(event.timeStamp); } },
    { id: 'redo', keys: ['Mod+Shift+Z', 'Mod+Y'], reach: 'document', run: (event) => { actor.redo(event.timeStamp); } },
    { id: 'selectTool', keys: ['V'], reach: 'page', run: () => { actor.tool('select'); } },
    { id: 'textTool', keys: ['T'], reach: 'page', run: () => { actor.tool('text'); } },
    { id: 'headlineTool', keys: ['H'], reach: 'page', run: () => { actor.tool('headline'); } },
    { id: 'panelTool', keys: ['F'], reach: 'page', run: () => { actor.tool('panel'); } },
    { id: 'ruleTool', keys: ['L'], reach: 'page', run: () => { actor.tool('rule'); } },
    { id: 'escape', keys: ['Escape'], reach: 'document', run: () => { actor.escape(); } },
    { id: 'edit', keys: ['Enter'], reach: 'page', run: () => { actor.edit(); } },
    { id: 'remove', keys: ['Delete', 'Backspace'], reach: 'page', run: () => { actor.remove(); } },
    { id: 'moveLeft', keys: ['Left'], reach: 'page', run: () => { actor.nudge(-1, 0); } },
    { id: 'moveRight', keys: ['Right'], reach: 'page', run: () => { actor.nudge(1, 0); } },
    { id: 'moveUp', keys: ['Up'], reach: 'page', run: () => { actor.nudge(0, -1); } },
    { id: 'moveDown', keys: ['Down'], reach: 'page', run: () => { actor.nudge(0, 1); } },
    { id: 'narrower', keys: ['Shift+Left'], reach: 'page', run: () => { actor.resize(-1, 0); } },
    { id: 'wider', keys: ['Shift+Right'], reach: 'page', run: () => { actor.resize(1, 0); } },
    { id: 'shorter', keys: ['Shift+Up'], reach: 'page', run: () => { actor.resize(0, -1); } },
    { id: 'taller', keys: ['Shift+Down'], reach: 'page', run: () => { actor.resize(0, 1); } },
    { id: 'lock', keys: ['Mod+L'], reach: 'document', run: () => { actor.lock(); } },
    { id: 'group', keys: ['Mod+G'], reach: 'document', run: () => { actor.group(); } },
    { id: 'ungroup', keys: ['Mod+Shift+G'], reach: 'document', run: () => { actor.ungroup(); } },
    { id: 'front', keys: ['Mod+Shift+F'], reach: 'document', run: () => { actor.order('front'); } },
    { id: 'forward', keys: ['Mod+]'], reach: 'document', run: () => { actor.order('forward'); } },
    { id: 'backward', keys: ['Mod+['], reach: 'document', run: () => { actor.order('backward'); } },
    { id: 'back', keys: ['Mod+Shift+B'], reach: 'document', run: () => { actor.order('back'); } },
    { id: 'arrange', keys: [], reach: 'document', run: () => { actor.arrange(); } },
    { id: 'previousPage', keys: ['PageUp'], reach: 'document', run: () => { actor.turn(-1); } },
    { id: 'nextPage', keys: ['PageDown'], reach: 'document', run: () => { actor.turn(1); } },
    { id: 'zoomIn', keys: ['Mod+='], reach: 'window', run: () => { actor.zoom(1); } },
    { id: 'zoomOut', keys: ['Mod+-'], reach: 'window', run: () => { actor.zoom(-1); } },
    { id: 'fitPage', keys: ['Mod+0'], reach: 'window', run: () => { actor.fit('page'); } },
    { id: 'fitWidth', keys: ['Mod+2'], reach: 'window', run: () => { actor.fit('width'); } },
    { id: 'actualSize', keys: ['Mod+1'], reach: 'window', run: () => { actor.actualSize(); } },
    { id: 'guides', keys: ['Mod+;'], reach: 'window', run: () => { actor.toggleGuides(); } },
  ];
}

/** Codes of keys (places on the keyboard, so that an input method does not matter) where they have another name. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  '=': ['Equal', 'NumpadAdd'],
  '-': ['Minus', 'NumpadSubtract'],
  ';': ['Semicolon'],
  '[': ['BracketLeft'],
  ']': ['BracketRight'],
  '0': ['Digit0', 'Numpad0'],
  '1': ['Digit1', 'Numpad1'],
  '2': ['Digit2', 'Numpad2'],
  Enter: ['Enter', 'NumpadEnter'],
  Left: ['ArrowLeft'],
  Right: ['ArrowRight'],
  Up: ['ArrowUp'],
  Down: ['ArrowDown'],
};

/** The part of a keyboard event that is looked at. */
export type KeyPress = Pick<
  KeyboardEvent,
  'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode'
>;

/** What has the keyboard: nothing special, a field of a panel, a button or the edited text. */
export type Holder = 'page' | 'field' | 'button' | 'text';

/** The action that a key press means. */
export function commandFor(
  press: KeyPress,
  table: readonly Command[],
  mac: boolean,
  holder: Holder = 'page',
): Command | undefined {
  // Keys that an input method is still working with are its own.
  if (press.isComposing || press.keyCode === 229 || press.altKey) return undefined;
  // A button takes this key as a press.
  if (holder === 'button' && press.code.endsWith('Enter')) return undefined;
  const command = table.find(({ keys }) => keys.some((written) => means(written, press, mac)));
  if (!command || (holder === 'field' && command.reach !== 'window')) return undefined;
  return holder === 'text' && command.reach === 'page' ? undefined : command;
}

function means(written: string, press: KeyPress, mac: boolean): boolean {
  const parts = written.split('+').filter((part) => part !== '');
  const name = parts.at(-1) ?? '';
  const codes = CODES[name] ?? [/^[A-Z]$/.test(name) ? `Key${name}` : name];
  const [mod, other] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (mod !== parts.includes('Mod') || other || !codes.includes(press.code)) return false;
  // Where a sign needs Shift depends on the keyboard, so it counts only for names.
  return press.shiftKey === parts.includes('Shift') || !/^\w/.test(name);
}

const SHOWN: Readonly<Record<string, string>> = { Left: '←', Right: '→', Up: '↑', Down: '↓', Escape: 'Esc' };

/** Keys as this system writes them. */
export function keysShown(written: string, mac: boolean): string {
  const parts = written.split('+').filter((part) => part !== '');
  const names = parts.map((part) => {
    if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
    return part === 'Shift' && mac ? '⇧' : (SHOWN[part] ?? part);
  });
  return names.join(mac ? '' : '+');
}

/** The actions as buttons see them. */
export interface CommandBar {
  /** Keys for the tooltip. */
  keys(id: Command['id']): string | undefined;
  run(id: Command['id'], event: { readonly timeStamp: number }): void;
}

export function commandBar(table: readonly Command[], mac: boolean): CommandBar {
  const find = (id: Command['id']) => table.find((command) => command.id === id);
  return {
    keys: (id) => {
      const written = find(id)?.keys[0];
      return written === undefined ? undefined : keysShown(written, mac);
    },
    run: (id, event) => { find(id)?.run(event); },
  };
}
