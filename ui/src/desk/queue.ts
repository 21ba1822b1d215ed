/** Something to ask of the desk when its turn comes. */
export interface Task {
  /** What the request is for; only tasks with a kind replace or join one another. */
  readonly kind?: string;
  /**
   * Whether the task may still wait behind `last`, the task before it in the queue: `replace` takes its place,
   * `joined` means that `last` has taken it in. Without an answer it waits behind it.
   */
  onto?(last: Task): 'replace' | 'joined' | undefined;
  /** Asks; it is called with everything before it answered. */
  run(): Promise<void>;
  /** Called instead of `run` for a task that was replaced or dropped. */
  dropped?(): void;
}

/** Milliseconds without a task after which the queue is at rest. */
const REST = 150;

/**
 * Keeps at most one request to the desk in flight, in order, so that each is made against what the last one
 * brought. Nothing that was pushed is lost: it is run, joined to another, or told that it was dropped.
 */
export class Queue {
  private readonly waiting: Task[] = [];
  private running = false;
  private resting: (() => Promise<void>) | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private idlers: (() => void)[] = [];

  constructor(
    /** A task threw. */
    private readonly failed: (thrown: unknown) => void,
    /** The number of tasks that wait has changed. */
    private readonly changed: (waiting: number) => void = () => undefined,
  ) {}

  /** Tasks that wait, the one for a time of rest included, not the one that runs. */
  get length(): number {
    return this.waiting.length + (this.resting ? 1 : 0);
  }

  push(task: Task): void {
    const last = this.waiting.at(-1);
    const how = last && task.onto?.(last);
    if (how === 'replace') this.waiting.pop()?.dropped?.();
    if (how !== 'joined') this.waiting.push(task);
    this.changed(this.length);
    void this.advance();
  }

  /** Drops the tasks of a kind that still wait. */
  drop(kind: string): void {
    for (let at = this.waiting.length - 1; at >= 0; at -= 1) {
      if (this.waiting[at]?.kind === kind) this.waiting.splice(at, 1)[0]?.dropped?.();
    }
    this.changed(this.length);
    this.settle();
  }

  /** Runs something when nothing else has waited for a while; the latest such wish is the one that counts. */
  atRest(run: () => Promise<void>): void {
    this.resting = run;
    this.changed(this.length);
    this.settle();
  }

  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void> {
    if (!this.running && this.length === 0) return Promise.resolve();
    return new Promise((resolve) => { this.idlers.push(resolve); });
  }

  private async advance(): Promise<void> {
    clearTimeout(this.timer);
    if (this.running) return;
    this.running = true;
    for (let task = this.waiting.shift(); task; task = this.waiting.shift()) {
      this.changed(this.length);
      await this.attempt(() => task.run());
    }
    this.running = false;
    this.settle();
  }

  /** With nothing left to run: goes to rest, or is idle. */
  private settle(): void {
    if (this.running || this.waiting.length > 0) return;
    clearTimeout(this.timer);
    if (this.resting) {
      this.timer = setTimeout(() => { void this.rest(); }, REST);
      return;
    }
    for (const resolve of this.idlers.splice(0)) resolve();
  }

  private async rest(): Promise<void> {
    const run = this.resting;
    this.resting = null;
    this.changed(this.length);
    if (run) {
      this.running = true;
      await this.attempt(run);
      this.running = false;
    }
    void this.advance();
  }

  private async attempt(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (thrown) {
      this.failed(thrown);
    }
  }
}
