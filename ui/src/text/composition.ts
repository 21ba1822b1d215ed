/** What the hidden text field's events come to. */
export type Outcome =
  /** Text is to be typed. */
  | { readonly do: 'type'; readonly text: string }
  /** An unfinished composition is to be shown; `cursor` counts characters. */
  | { readonly do: 'compose'; readonly text: string; readonly cursor: number }
  /** A composition was given up. */
  | { readonly do: 'drop' };

/** The part of an `input` event that is looked at. */
export type Input = Pick<InputEvent, 'inputType' | 'isComposing'>;

/** The part of a `beforeinput` event that is looked at. */
export type Coming = Pick<InputEvent, 'inputType' | 'isComposing' | 'data'>;

/** The part of a `keydown` event that is looked at. */
export type Press = Pick<KeyboardEvent, 'code' | 'keyCode' | 'isComposing' | 'timeStamp'>;

/** Milliseconds after a composition in which the key that confirmed it may still arrive. */
const CONFIRMED = 500;

/**
 * Makes one meaning out of what webviews send while an input method works:
 *
 * - WebKitGTK with preedit: compositionstart, compositionupdate …, `deleteCompositionText`,
 *   `insertFromComposition`, compositionend;
 * - WebKitGTK as it comes, without preedit: `insertFromComposition` with `isComposing`, then compositionend, and
 *   nothing before;
 * - Chromium: compositionstart, compositionupdate …, `insertCompositionText` …, compositionend;
 * - WebKit on a Mac: the same as the first, and after the end a keydown of the key that confirmed, with key code 229.
 *
 * In all of them the text is committed at compositionend and nowhere else.
 */
export class Composition {
  /** Whether a composition is under way. */
  active = false;
  private shown = false;
  private endedAt = -Infinity;

  constructor(private readonly mac: boolean) {}

  start(): void {
    this.active = true;
    this.shown = false;
  }

  update(text: string): Outcome {
    this.active = true;
    this.shown = true;
    return { do: 'compose', text, cursor: [...text].length };
  }

  end(text: string, timeStamp: number): Outcome | undefined {
    const { shown } = this;
    this.active = false;
    this.shown = false;
    this.endedAt = timeStamp;
    if (text !== '') return { do: 'type', text };
    return shown ? { do: 'drop' } : undefined;
  }

  /** Gives a composition up that no event will end: the field has lost the keyboard, or was changed by something else. */
  giveUp(): Outcome | undefined {
    const { shown } = this;
    this.active = false;
    this.shown = false;
    return shown ? { do: 'drop' } : undefined;
  }

  /**
   * A `beforeinput` event of a field that holds `held`. What it comes to need not go into the field: the event is to be
   * cancelled then, and no `input` follows. Anything else is waited for.
   */
  before({ inputType, isComposing, data }: Coming, held: string): Outcome | undefined {
    // What an input method works on is its own, and what the field already holds belongs to what comes.
    if (this.active || isComposing || held !== '' || inputType !== 'insertText') return undefined;
    return data ? { do: 'type', text: data } : undefined;
  }

  /** An `input` event, with all that the field holds. */
  input({ inputType, isComposing }: Input, held: string): Outcome | undefined {
    // Chromium takes an unfinished composition back with its own undo, and says so in no other way.
    if (this.active && !isComposing && inputType.startsWith('history')) return this.giveUp();
    // What a composition puts in is committed at its end, whatever the event says of itself.
    if (this.active || isComposing || inputType.includes('Composition') || held === '') return undefined;
    return { do: 'type', text: held };
  }

  /** Whether a key press is the input method's, and nothing is to be done about it. */
  takes({ code, keyCode, isComposing, timeStamp }: Press): boolean {
    if (this.active || isComposing) return true;
    if (keyCode !== 229) return false;
    const confirming = timeStamp - this.endedAt < CONFIRMED;
    // Only once: on a Mac later Enters may have the same code and mean what they say.
    this.endedAt = -Infinity;
    return confirming || !this.mac || !code.endsWith('Enter');
  }
}
