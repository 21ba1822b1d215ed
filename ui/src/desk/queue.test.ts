import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Queue, type Task } from './queue';

/** A task that says when it runs and ends when it is told to. */
class Held implements Task {
  readonly kind?: string;
  readonly onto?: NonNullable<Task['onto']>;
  readonly dropped = vi.fn();
  end: (thrown?: Error) => void = () => undefined;

  constructor(
    private readonly name: string,
    private readonly log: string[],
    { kind, onto }: Pick<Task, 'kind' | 'onto'> = {},
  ) {
    if (kind !== undefined) this.kind = kind;
    if (onto) this.onto = onto;
  }

  run(): Promise<void> {
    this.log.push(this.name);
    return new Promise((resolve, reject) => {
      this.end = (thrown) => { if (thrown) reject(thrown); else resolve(); };
    });
  }
}

const turn = () => vi.advanceTimersByTimeAsync(0);

describe('Queue', () => {
  let log: string[];
  let failed: ReturnType<typeof vi.fn<(thrown: unknown) => void>>;
  let queue: Queue;

  beforeEach(() => {
    vi.useFakeTimers();
    log = [];
    failed = vi.fn<(thrown: unknown) => void>();
    queue = new Queue(failed);
  });

  afterEach(() => { vi.useRealTimers(); });

  function push(name: string, how?: Pick<Task, 'kind' | 'onto'>): Held {
    const task = new Held(name, log, how);
    queue.push(task);
    return task;
  }

  it('runs one at a time, in order, the first at once', async () => {
    const [a, b] = [push('a'), push('b')];
    expect(log).toEqual(['a']);
    expect(queue.length).toBe(1);
    a.end();
    await turn();
    expect(log).toEqual(['a', 'b']);
    b.end();
    await expect(queue.idle()).resolves.toBeUndefined();
  });

  it('goes on after a failure, and says it', async () => {
    const a = push('a');
    push('b');
    a.end(new Error('no'));
    await turn();
    expect(failed).toHaveBeenCalledOnce();
    expect(log).toEqual(['a', 'b']);
  });

  it('replaces what waits with the latest of its kind, but not what comes before another', async () => {
    const latest = { kind: 'look', onto: (last: Task) => (last.kind === 'look' ? ('replace' as const) : undefined) };
    const a = push('a');
    const [first] = [push('look 1', latest), push('look 2', latest)];
    push('b');
    push('look 3', latest);
    expect(first.dropped).toHaveBeenCalledOnce();
    a.end();
    await turn();
    expect(log).toEqual(['a', 'look 2']);
    expect(queue.length).toBe(2);
  });

  it('drops what waits of a kind, never what runs', async () => {
    const a = push('a', { kind: 'look' });
    const b = push('b', { kind: 'look' });
    push('c');
    queue.drop('look');
    expect(b.dropped).toHaveBeenCalledOnce();
    a.end();
    await turn();
    expect(log).toEqual(['a', 'c']);
  });

  it('leaves a task to the one before it that takes it in', () => {
    push('a');
    push('b', { kind: 'type' });
    push('c', { onto: () => 'joined' });
    expect(queue.length).toBe(1);
  });

  it('rests once nothing was asked for a while, with the last wish only', async () => {
    queue.atRest(() => { log.push('old'); return Promise.resolve(); });
    queue.atRest(() => { log.push('rest'); return Promise.resolve(); });
    expect(queue.length).toBe(1);
    await vi.advanceTimersByTimeAsync(100);
    const a = push('a');
    await vi.advanceTimersByTimeAsync(1000);
    expect(log).toEqual(['a']);
    a.end();
    const idle = queue.idle();
    await vi.advanceTimersByTimeAsync(200);
    expect(log).toEqual(['a', 'rest']);
    await idle;
    expect(queue.length).toBe(0);
  });
});
