import { EMU_PER_PT, type Rect } from '../wire/words';

/** Smallest and largest zoom; 1 shows the page in its own size at 96 px an inch. */
export const ZOOM_MIN = 0.25;
export const ZOOM_MAX = 32;
/** The steps of the zoom buttons. */
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32];
/** CSS pixels left free around a fitted page. */
const AIR = 28;

/** CSS pixels a unit of length at a zoom of 1. */
const PX_PER_EMU = 96 / 72 / EMU_PER_PT;

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

/** Where the page lies on the canvas. All positions are device pixels. */
export class Camera {
  zoom = 1;
  /** Place of the page's corner on the canvas. */
  x = 0;
  y = 0;
  /** Device pixels a CSS pixel. */
  ratio = 1;
  width = 0;
  height = 0;

  /** Device pixels a unit of length. */
  get scale(): number {
    return this.zoom * PX_PER_EMU * this.ratio;
  }

  /** What shows, in device pixels of the page. */
  get view(): Rect {
    return { x: -this.x, y: -this.y, width: this.width, height: this.height };
  }

  /** Shows the whole page, or its whole width. */
  fit(page: PageSize, how: 'page' | 'width'): void {
    const free = 2 * AIR * this.ratio;
    const across = (this.width - free) / (page.width * PX_PER_EMU * this.ratio);
    const down = (this.height - free) / (page.height * PX_PER_EMU * this.ratio);
    // The whole page shows even where that is smaller than the zoom's lower end.
    this.zoom = Math.min(ZOOM_MAX, Math.max(0.05, how === 'page' ? Math.min(across, down) : across));
    this.x = Math.round((this.width - page.width * this.scale) / 2);
    this.y = how === 'page' ? Math.round((this.height - page.height * this.scale) / 2) : Math.round(free / 2);
  }

  /** Zooms with the point at `x`, `y` of the canvas staying where it is. */
  zoomTo(zoom: number, x = this.width / 2, y = this.height / 2): void {
    const to = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom));
    const by = to / this.zoom;
    this.zoom = to;
    this.x = Math.round(x - (x - this.x) * by);
    this.y = Math.round(y - (y - this.y) * by);
  }

  /** The next zoom of the buttons. */
  step(direction: 1 | -1): number {
    const next = direction > 0 ? STEPS.find((s) => s > this.zoom * 1.01) : STEPS.findLast((s) => s < this.zoom * 0.99);
    return next ?? this.zoom;
  }

  pan(dx: number, dy: number, page: PageSize): void {
    this.x += Math.round(dx);
    this.y += Math.round(dy);
    this.hold(page);
  }

  /** Keeps a part of the page on the canvas. */
  hold(page: PageSize): void {
    const kept = 80 * this.ratio;
    const clamp = (value: number, size: number, room: number) =>
      Math.min(room - kept, Math.max(kept - Math.round(size * this.scale), value));
    this.x = clamp(this.x, page.width, this.width);
    this.y = clamp(this.y, page.height, this.height);
  }

  /** Takes a new size of the canvas; the page's place in its middle stays. */
  resize(width: number, height: number, ratio: number): void {
    const by = ratio / this.ratio;
    this.x = Math.round(this.x * by + (width - this.width * by) / 2);
    this.y = Math.round(this.y * by + (height - this.height * by) / 2);
    Object.assign(this, { width, height, ratio });
  }

  /** The place on the page under a point of the canvas, in units of length. */
  onPage(x: number, y: number): { x: number; y: number } {
    return { x: (x - this.x) / this.scale, y: (y - this.y) / this.scale };
  }

  /** Where a rectangle of the page lies on the canvas. */
  onCanvas(rect: Rect): Rect {
    const x = this.x + Math.round(rect.x * this.scale);
    const y = this.y + Math.round(rect.y * this.scale);
    return {
      x,
      y,
      width: this.x + Math.round((rect.x + rect.width) * this.scale) - x,
      height: this.y + Math.round((rect.y + rect.height) * this.scale) - y,
    };
  }
}
