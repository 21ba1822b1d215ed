import type { DeskClient } from '../desk/client';
import type { Plates } from '../wire/patch';

type Entry = ImageBitmap | 'asked' | 'failed';

/** The pictures of the open edition at the sizes and in the inks that the screen wants. */
export class Pictures {
  private entries = new Map<string, Entry>();
  private pending = 0;

  constructor(
    private readonly desk: DeskClient,
    private readonly arrived: (file: string) => void,
  ) {}

  /** The picture at least `width` device pixels wide where the file has them; `undefined` while it is on its way,
   * `'failed'` when it cannot be had. Calls `arrived` when that changes. */
  get(file: string, plates: Plates, width: number): ImageBitmap | 'failed' | undefined {
    // Widths in steps, so that zooming asks anew only when it shows.
    const step = Math.min(8192, 2 ** Math.ceil(Math.log2(Math.max(64, width))));
    const entry = this.entries.get(keyOf(file, plates, step));
    if (entry === undefined) void this.ask(file, plates, step);
    if (entry === 'failed' || entry instanceof ImageBitmap) return entry;
    return this.nearest(file, plates);
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

  /** The picture in the same inks at some other size. */
  private nearest(file: string, plates: Plates): ImageBitmap | undefined {
    for (const [key, entry] of this.entries) {
      if (entry instanceof ImageBitmap && key === keyOf(file, plates, parseInt(key, 10))) return entry;
    }
    return undefined;
  }

  private async ask(file: string, plates: Plates, width: number): Promise<void> {
    const entries = this.entries;
    const key = keyOf(file, plates, width);
    entries.set(key, 'asked');
    this.pending += 1;
    try {
      entries.set(key, await this.desk.picture(file, width, plates));
    } catch {
      // Make-up has reported it among the findings; the page shows its place.
      entries.set(key, 'failed');
    } finally {
      this.pending -= 1;
    }
    if (entries === this.entries) this.arrived(file);
  }
}

function keyOf(file: string, plates: Plates, width: number): string {
  return `${String(width)}/${plates}/${file}`;
}
