/** Half of a blink, in milliseconds. */
const HALF = 530;

/** The blinking of the caret: it stands still while something happens and blinks when nothing does. */
export class Blink {
  /** Whether the caret shows now. */
  on = true;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly turned: () => void) {}

  /** Shows the caret and begins to blink anew. */
  restart(): void {
    this.stop();
    this.timer = setInterval(() => {
      this.on = !this.on;
      this.turned();
    }, HALF);
  }

  stop(): void {
    clearInterval(this.timer);
    this.on = true;
  }
}
