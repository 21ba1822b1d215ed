/** One length of the house: 1/12 700 pt, 1/36 000 mm. */
export const EMU_PER_PT = 12_700;
export const EMU_PER_MM = 36_000;

/** A rectangle on the page, lengths in EMU. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads the desk's binary answers: 32-bit little-endian words (crates/desk/src/wire.rs). Every machine that runs
 * a webview is little-endian, so lists of words are views, not copies.
 */
export class Words {
  private readonly numbers: Int32Array;
  private at = 1;

  constructor(
    private readonly buffer: ArrayBuffer,
    kind: string,
  ) {
    if (buffer.byteLength % 4 !== 0 || buffer.byteLength < 4) throw new Error('not an answer of the desk');
    this.numbers = new Int32Array(buffer);
    const found = decoder.decode(new Uint8Array(buffer, 0, 4));
    if (found !== kind) throw new Error(`expected ${kind}, found ${found}`);
  }

  /** One signed word. */
  number(): number {
    const value = this.numbers[this.at];
    if (value === undefined) throw new Error('the answer is cut off');
    this.at += 1;
    return value;
  }

  /** One unsigned word. */
  count(): number {
    return this.number() >>> 0;
  }

  /** A list of words, not copied. */
  view(length: number): Int32Array {
    if (this.at + length > this.numbers.length) throw new Error('the answer is cut off');
    const view = this.numbers.subarray(this.at, this.at + length);
    this.at += length;
    return view;
  }

  /** Bytes, not copied. */
  bytes(): Uint8Array {
    const length = this.count();
    const start = this.at * 4;
    if (start + length > this.buffer.byteLength) throw new Error('the answer is cut off');
    this.at += Math.ceil(length / 4);
    return new Uint8Array(this.buffer, start, length);
  }

  text(): string {
    return decoder.decode(this.bytes());
  }

  rect(): Rect {
    return { x: this.number(), y: this.number(), width: this.number(), height: this.number() };
  }

  /** Reads `count` things, the count first. */
  list<T>(read: () => T): T[] {
    const length = this.count();
    // A broken count must not ask for memory: every thing takes at least one word.
    if (length > this.numbers.length - this.at) throw new Error('the answer is cut off');
    return Array.from({ length }, read);
  }

  get done(): boolean {
    return this.at === this.numbers.length;
  }
}
