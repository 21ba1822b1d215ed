import type { AtRevision, DeskClient } from '../desk/client';
import { toDeskError } from '../desk/error';
import { Queue, type Task } from '../desk/queue';
import type { Act, Move, Range, Unit } from '../desk/types';
import type { Patch } from '../wire/patch';
import type { DeskState, TextState } from '../wire/state';
import { merge, type PageModel } from './page-model';

/** The event that a change answers, so that the time until it is on the screen can be measured. */
export interface Cause {
  readonly measure: 'key' | 'drag';
  /** `timeStamp` of the event. */
  readonly start: number;
}

/** What came of an answer. */
export interface Shown {
  readonly page: PageModel;
  /** The page as it would be; nothing has been changed. */
  readonly preview: boolean;
  /** The block that the act made or changed. */
  readonly select: string | null;
  readonly causes: readonly Cause[];
}

/** Whoever shows what the editor edits. */
export interface EditorListener {
  page(shown: Shown): void;
  state(state: DeskState): void;
  /** The selection in the text that is edited, `null` when none is. */
  text(text: TextState | null, causes: readonly Cause[]): void;
  failed(thrown: unknown): void;
  /** The number of requests that wait has changed. */
  waiting(count: number): void;
}

/** A point of a text, as the pointer asks for it. */
export interface Hit {
  readonly x: number;
  readonly y: number;
  readonly unit: Unit;
  readonly block: string | null;
  /** Whether the selection goes on from where it began. */
  readonly extend: boolean;
}

/** A pause in typing after which the next character begins a step of its own, in milliseconds. */
const PAUSE = 1000;

/** Text that waits to be typed; more joins it. */
interface TypeTask extends Task {
  readonly kind: 'type';
  text: string;
  readonly causes: Cause[];
}

/**
 * Edits the page that is shown: turns what the user does into requests, one after another, each made against the
 * revision and the caret that the last answer brought.
 */
export class Editor {
  /** The page as the last answer left it. */
  page: PageModel | null = null;
  state: DeskState | null = null;
  /** The selection in the edited text, without an unfinished composition. */
  text: TextState | null = null;
  private readonly queue: Queue;
  /** Whether a look is on the screen. */
  private previewed = false;
  private moved = true;
  private typedAt = -Infinity;

  constructor(
    private readonly desk: DeskClient,
    private readonly listener: EditorListener,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.queue = new Queue(
      (thrown) => { listener.failed(thrown); },
      (count) => { listener.waiting(count); },
    );
  }

  /** Runs something with nothing else under way, such as opening another edition. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.queue.push({ run: () => work().then(resolve, reject) });
    });
  }

  /** Runs something once the user pauses. */
  atRest(work: () => Promise<void>): void {
    this.queue.atRest(work);
  }

  /** Resolves when all is asked and answered. */
  idle(): Promise<void> {
    return this.queue.idle();
  }

  /** Forgets everything, for another edition. */
  reset(state: DeskState | null): void {
    this.page = null;
    this.previewed = false;
    this.setText(null);
    this.setState(state);
  }

  /** Shows a page; says whether it came, and no later wish took its place. */
  show(page: string): Promise<boolean> {
    return this.ask('show', async () => {
      const patch = await this.desk.page({ page, have: 0 });
      this.setText(null);
      this.page = null;
      await this.take(patch, []);
    }, (last) => (last.kind === 'show' ? 'replace' : undefined));
  }

  /** Changes the edition; says whether it worked. An act can be made when its turn comes, from the page as it is. */
  act(act: Act | ((page: PageModel) => Act | null)): Promise<boolean> {
    return this.change(() => (typeof act === 'function' ? this.page && act(this.page) : act));
  }

  /** Shows the page as it would be after an act. Only the latest wish counts. */
  look(act: Act, causes: readonly Cause[] = []): void {
    this.preview(() => act, causes);
  }

  /** Shows the page as it is, after something other than an act has changed the edition. */
  refresh(): void {
    this.queue.push({ run: () => this.renew() });
  }

  /** Shows the page as it is again. */
  bail(): void {
    this.queue.drop('look');
    this.queue.push({ run: async () => { if (this.previewed) await this.renew(); } });
  }

  undo(causes: readonly Cause[] = []): void {
    this.step('undo', causes);
  }

  redo(causes: readonly Cause[] = []): void {
    this.step('redo', causes);
  }

  /** Brings files into the edition; says whether it worked. */
  importFiles(files: readonly string[]): Promise<boolean> {
    return this.ask('import', async () => {
      const at = this.at();
      if (at) await this.take(await this.desk.import(at, files), []);
    });
  }

  save(): Promise<boolean> {
    return this.ask('save', async () => { this.setState(await this.desk.save()); });
  }

  /** Types text in place of the selection. */
  type(text: string, causes: readonly Cause[]): void {
    this.pause();
    const fresh = this.moved;
    this.moved = false;
    this.queue.drop('look');
    const task: TypeTask = {
      kind: 'type',
      text,
      causes: [...causes],
      onto: (last) => {
        if (fresh || !isTyping(last)) return undefined;
        last.text += text;
        last.causes.push(...causes);
        return 'joined';
      },
      run: () => this.request((range) => range && { do: 'type', ...range, text: task.text, fresh }, task.causes),
    };
    this.queue.push(task);
  }

  /** Takes away the selection, or the character or word before or after the caret. */
  erase(forward: boolean, word: boolean, causes: readonly Cause[]): void {
    this.typedAt = this.now();
    void this.change((range) => range && { do: 'erase', ...range, forward, word }, causes);
  }

  /** Shows an unfinished composition in place of the selection. */
  compose(text: string, cursor: number, causes: readonly Cause[]): void {
    this.pause();
    this.preview((range) => range && { do: 'compose', ...range, text, cursor }, causes);
  }

  /** Moves the caret, or the end of the selection. */
  move(move: Move, extend: boolean, causes: readonly Cause[]): void {
    this.moved = true;
    void this.ask('caret', async () => {
      const { page, text } = this;
      if (!page || !text) return;
      const { anchor, focus, goal } = text;
      this.setText(await this.desk.caret(page.page, { anchor, focus, move, extend, goal }), causes);
    });
  }

  /** Puts the caret, or the end of the selection, where a point is. A point without text ends the editing. */
  hit({ extend, ...point }: Hit, causes: readonly Cause[] = []): Promise<boolean> {
    this.moved = true;
    const onto = (last: Task) => (extend && last.kind === 'extend' ? 'replace' : undefined);
    return this.ask(extend ? 'extend' : 'hit', async () => {
      if (!this.page) return;
      const anchor = extend ? (this.text?.anchor ?? null) : null;
      const text = await this.desk.hit(this.page.page, { ...point, anchor });
      if (text || !extend) this.setText(text, causes);
    }, onto);
  }

  /** Ends the editing of text, once everything that was typed is in. */
  leaveText(): void {
    this.moved = true;
    this.queue.drop('look');
    this.queue.push({
      run: async () => {
        this.setText(null);
        if (this.previewed) await this.renew();
      },
    });
  }

  /** Whether the next character begins a step of its own, as far as time goes. */
  private pause(): void {
    const now = this.now();
    if (now - this.typedAt > PAUSE) this.moved = true;
    this.typedAt = now;
  }

  /** Queues something; says whether it was done. */
  private ask(kind: string, work: () => Promise<void>, onto?: Task['onto']): Promise<boolean> {
    return new Promise((resolve) => {
      this.queue.push({
        kind,
        ...(onto && { onto }),
        dropped: () => { resolve(false); },
        run: async () => {
          try {
            await work();
            resolve(true);
          } catch (thrown) {
            this.listener.failed(thrown);
            resolve(false);
          }
        },
      });
    });
  }

  private change(make: (range: Range | null) => Act | null, causes: readonly Cause[] = []): Promise<boolean> {
    // The answer shows what a look that still waits would have shown.
    this.queue.drop('look');
    return this.ask('act', () => this.request(make, causes));
  }

  private preview(make: (range: Range | null) => Act | null, causes: readonly Cause[]): void {
    this.queue.push({
      kind: 'look',
      onto: (last) => (last.kind === 'look' ? 'replace' : undefined),
      run: async () => {
        const at = this.at();
        const act = at && make(this.range());
        if (!at || !act) return;
        try {
          await this.takeLook(await this.desk.look(at, act), causes);
        } catch (thrown) {
          // A look that is refused shows nothing; the act itself will say why.
          const { code } = toDeskError(thrown);
          if (code === 'stale') await this.renew();
          else if (code !== 'refused') throw thrown;
        }
      },
    });
  }

  private step(which: 'undo' | 'redo', causes: readonly Cause[]): void {
    this.moved = true;
    this.queue.drop('look');
    void this.ask(which, async () => {
      const at = this.at();
      if (!at || this.state?.[which] === null) return;
      const { page, have } = at;
      await this.take(await this.desk[which]({ page, have }), causes);
    });
  }

  /** Sends an act made from the caret as it is now; against a newer revision once more. */
  private async request(make: (range: Range | null) => Act | null, causes: readonly Cause[]): Promise<void> {
    for (let again = false; ; again = true) {
      const at = this.at();
      const act = at && make(this.range());
      if (!at || !act) return;
      try {
        await this.take(await this.desk.act(at, act), causes, beginsText(act));
        return;
      } catch (thrown) {
        const stale = toDeskError(thrown).code === 'stale';
        // A refused act leaves nothing; what a look showed of it must go.
        if (stale || this.previewed) await this.renew();
        if (!stale || again) throw thrown;
      }
    }
  }

  private range(): Range | null {
    return this.text && { anchor: this.text.anchor, focus: this.text.focus };
  }

  private at(): AtRevision | null {
    const { page } = this;
    return page && { page: page.page, have: page.serial, revision: page.revision };
  }

  /** Asks for the page as it is. */
  private async renew(): Promise<void> {
    const at = this.at();
    if (at) await this.take(await this.desk.page({ page: at.page, have: at.have }), []);
  }

  /** Takes an answer in; `begins` says whether a text in it is to be edited from now on. */
  private async take(patch: Patch, causes: readonly Cause[], begins = false): Promise<void> {
    const turned = this.page !== null && this.page.page !== patch.page;
    await this.merge(patch, false, causes);
    const { text } = patch.state;
    if (text && (this.text || begins)) this.setText(text);
    else if (this.text && turned) this.setText(null);
    else if (this.text) await this.renewText(this.text);
  }

  /** Takes the answer to a look in: the edited text and its caret stay what they are. */
  private async takeLook(patch: Patch, causes: readonly Cause[]): Promise<void> {
    await this.merge(patch, true, causes);
    if (this.text && patch.state.text) this.listener.text(patch.state.text, []);
  }

  private async merge(patch: Patch, preview: boolean, causes: readonly Cause[]): Promise<void> {
    let page: PageModel;
    try {
      page = merge(this.page, patch);
    } catch {
      // The desk thought that more was here; the whole page makes it good.
      page = merge(null, await this.desk.page({ page: patch.page, have: 0 }));
    }
    this.page = page;
    this.previewed = preview;
    this.setState(patch.state);
    this.listener.page({ page, preview, select: patch.state.select, causes });
  }

  /** Asks where the caret is now, after something else has changed. */
  private async renewText({ anchor, focus, goal }: TextState): Promise<void> {
    const page = this.page?.page ?? '';
    const asked = this.desk.caret(page, { anchor, focus, move: null, extend: false, goal });
    // Where its story is gone, there is nothing to edit any more.
    this.setText(await asked.catch(() => null));
  }

  private setText(text: TextState | null, causes: readonly Cause[] = []): void {
    this.text = text;
    this.listener.text(text, causes);
  }

  private setState(state: DeskState | null): void {
    this.state = state;
    if (state) this.listener.state(state);
  }
}

function isTyping(task: Task): task is TypeTask {
  return task.kind === 'type';
}

/** Whether an act makes a text in order to write it. */
function beginsText(act: Act): boolean {
  return act.do === 'place' && (act.what.kind === 'text' || act.what.kind === 'headline');
}
