import type { Cause } from '../state/editor';

/**
 * Measures how long the user waits, with User Timing: `banxin:key` from an event of the keyboard or the input
 * method until its answer was on the screen, `banxin:drag` for each frame of a drag that shows something new, and
 * the mark `banxin:drawn` once the first page is drawn sharp.
 */
export class Timing {
  /** What has come but is not painted yet. */
  private waiting: Cause[] = [];
  /** What the next frame draws. */
  private ready: Cause[] = [];
  private readonly channel = new MessageChannel();
  private readonly ended: (() => void)[] = [];
  private drawnOnce = false;

  constructor() {
    this.channel.port1.onmessage = () => { this.ended.shift()?.(); };
  }

  /** An answer to these has come. */
  came(causes: readonly Cause[]): void {
    this.waiting.push(...causes);
  }

  /** What has come is painted. */
  painted(): void {
    this.ready.push(...this.waiting);
    this.waiting = [];
  }

  /** The next frame shows this without anything to paint. */
  shows(causes: readonly Cause[]): void {
    this.ready.push(...causes);
  }

  /** A frame was drawn; called in it. `sharp`: a page is in it, all painted. */
  drawn(sharp: boolean): void {
    if (sharp && !this.drawnOnce) {
      this.drawnOnce = true;
      this.afterFrame(() => { performance.mark('banxin:drawn'); });
    }
    if (this.ready.length === 0) return;
    const causes = this.ready;
    this.ready = [];
    this.afterFrame(() => {
      for (const { start } of causes.filter(({ measure }) => measure === 'key')) measured('banxin:key', start);
      const drags = causes.filter(({ measure }) => measure === 'drag').map(({ start }) => start);
      if (drags.length > 0) measured('banxin:drag', Math.min(...drags));
    });
  }

  close(): void {
    this.channel.port1.close();
  }

  /** A message sent from a frame arrives when the frame is done. */
  private afterFrame(then: () => void): void {
    this.ended.push(then);
    this.channel.port2.postMessage(null);
  }
}

function measured(name: string, start: number): void {
  performance.measure(name, { start, end: performance.now() });
}
