import type { DeskClient } from '../desk/client';

type Entry = ImageBitmap | 'asked' | 'failed';

/** The pictures of the open edition at the sizes that the screen wants. */
export class Pictures {
  private entries = new Map<string, Entry>();
  private pending = 0;

  constructor(
    private readonly desk: DeskClient,
    private readonly arrived: (file: string) => void,
  ) {}

  /** The picture at least `width` device pixels wide where the file has them; `undefined` while it is on its way,
   * `'failed'` when it cannot be had. Calls `arrived` when that changes. */
  get(file: string, width: number): ImageBitmap | 'failed' | undefined {
    // Widths in steps, so that zooming asks anew only when it shows.
    const step = Math.min(8192, 2 ** Math.ceil(Math.log2(Math.max(64, width))));
    const entry = this.entries.get(`${String(step)}/${file}`);
    if (entry === undefined) void this.ask(file, step);
    if (entry === 'failed' || entry instanceof ImageBitmap) return entry;
    return this.nearest(file);
  }

  /** Whether a picture is still on its way. */
  get busy(): boolean {
    return this.pending > 0;
  }

  /** Forgets everything, for another edition. */
  clear(): void {
    for (const entry of this.entries.values()) if (entry instanceof ImageBitmap) entry.close();
    this.entries = new Map();
  }

  private nearest(file: string): ImageBitmap | undefined {
    for (const [key, entry] of this.entries) {
      if (entry instanceof ImageBitmap && key.endsWith(`/${file}`)) return entry;
    }
    return undefined;
  }

  private async ask(file: string, width: number): Promise<void> {
    const entries = this.entries;
    const key = `${String(width)}/${file}`;
    entries.set(key, 'asked');
    this.pending += 1;
    try {
      entries.set(key, await this.desk.picture(file, width));
    } catch {
      // Make-up has reported it among the findings; the page shows its place.
      entries.set(key, 'failed');
    } finally {
      this.pending -= 1;
    }
    if (entries === this.entries) this.arrived(file);
  }
}
