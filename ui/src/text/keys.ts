import type { KeyPress } from '../commands';
import type { Move } from '../desk/types';

/** What a key means while text is edited. */
export type TextKey =
  | { readonly do: 'move'; readonly move: Move; readonly extend: boolean }
  | { readonly do: 'erase'; readonly forward: boolean; readonly word: boolean }
  | { readonly do: 'type'; readonly text: string };

const PLAIN: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'line-start',
  End: 'line-end',
};
const BY_WORD: Readonly<Record<string, Move>> = { ArrowLeft: 'word-left', ArrowRight: 'word-right' };
const TO_ENDS: Readonly<Record<string, Move>> = { Home: 'story-start', End: 'story-end' };
/** With Command on a Mac. */
const MAC: Readonly<Record<string, Move>> = {
  ArrowLeft: 'line-start',
  ArrowRight: 'line-end',
  ArrowUp: 'story-start',
  ArrowDown: 'story-end',
};

/** What a key press means to the edited text; nothing for a key that writes a character or belongs to others. */
export function textKey(press: KeyPress, mac: boolean): TextKey | undefined {
  const { code, altKey: alt, shiftKey: extend } = press;
  const [mod, other] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey];
  if (other) return undefined;
  const word = mac ? alt : mod || alt;
  if (code === 'Backspace' || code === 'Delete') return { do: 'erase', forward: code === 'Delete', word };
  if (code === 'Enter' || code === 'NumpadEnter') return mod || alt ? undefined : { do: 'type', text: '\n' };
  if (code === 'KeyA' && mod && !alt && !extend) return { do: 'move', move: 'all', extend: false };
  const moves = [...(mod ? [TO_ENDS] : []), ...(mac && mod ? [MAC] : []), ...(word ? [BY_WORD] : []), PLAIN];
  const move = moves.find((table) => code in table)?.[code];
  return move && { do: 'move', move, extend };
}
