import type { DeskClient } from '../desk/client';
import { toDeskError, type DeskError } from '../desk/error';
import type { Exported, ExportRequest, Printers, Progress } from '../desk/types';

/** Milliseconds between two looks at how far an export is. */
const POLL = 150;

/** A running export and what came of the last. */
export class Exporting {
  running = $state(false);
  progress = $state.raw<Progress>({ stage: 'idle', done: 0, total: 0 });
  /** What came of it; `written` false when errors stopped it. */
  result = $state.raw<Exported | null>(null);
  error = $state.raw<DeskError | null>(null);
  /** Who may print; `null` until they were asked for. */
  printers = $state.raw<Printers | null>(null);

  constructor(private readonly desk: DeskClient) {}

  /** Asks who may print the edition. */
  async meetPrinters(): Promise<void> {
    try {
      this.printers = await this.desk.printers();
    } catch (thrown) {
      this.error = toDeskError(thrown);
    }
  }

  /** Exports; the desk works on it beside everything else. */
  async run(request: ExportRequest): Promise<void> {
    if (this.running) return;
    this.forget();
    this.running = true;
    const timer = setInterval(() => { void this.poll(); }, POLL);
    try {
      this.result = await this.desk.export(request);
    } catch (thrown) {
      this.error = toDeskError(thrown);
    } finally {
      clearInterval(timer);
      this.running = false;
    }
  }

  /** Asks the desk to stop; the running export then answers that it was. */
  stop(): void {
    this.desk.cancel().catch((thrown: unknown) => { this.error = toDeskError(thrown); });
  }

  /** Forgets what came of the last one. */
  forget(): void {
    this.result = null;
    this.error = null;
    this.progress = { stage: 'idle', done: 0, total: 0 };
  }

  private async poll(): Promise<void> {
    try {
      const progress = await this.desk.progress();
      if (this.running) this.progress = progress;
    } catch {
      // The export's own answer says what is wrong.
    }
  }
}
