import type { DeskClient } from '../desk/client';
import type { Cause, Shown } from '../state/editor';
import type { PageModel } from '../state/page-model';
import type { Block } from '../wire/patch';
import type { TextState } from '../wire/state';
import type { Rect } from '../wire/words';
import { Blink } from './blink';
import { Camera } from './camera';
import { contains, grow, intersect, union } from './geometry';
import { Layers, type Carried } from './layers';
import { Glyphs } from './masks';
import { drawOverlay, overlayKey, type OverlayState, type OverlayWords } from './overlay';
import { caretRect } from './overlay-text';
import { Pictures } from './pictures';
import { Timing } from './timing';

/** What the stage tells of itself. */
export interface StageReport {
  /** Zoom, 1 for the page's own size. */
  readonly zoom: number;
  /** Glyphs painted. */
  readonly glyphs: number;
  /** Whether everything that shows is painted sharp. */
  readonly settled: boolean;
  /** Place of the page's corner on the canvas in device pixels, and device pixels a unit of length. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  /** Where the text field belongs, in device pixels of the canvas; `null` while no text is edited. */
  readonly caret: Rect | null;
  /** Where the caret shows, likewise; `null` while it does not. */
  readonly bar: Rect | null;
}

/** Milliseconds after the last zoom before the page is painted sharp; until then old layers are stretched. */
const SETTLE = 120;
const DESK_GREY = '#55575c';
const PAPER = '#ffffff';
/** Device pixels drawn around what is damaged: lines are at least a pixel wide, and may stand out by one. */
const DAMAGE_AIR = 2;
/** CSS pixels between the caret and the edge of the canvas when it has been brought into view. */
const CARET_AIR = 48;

/**
 * Draws a page on two canvases: the base with the page, the overlay with guides, frames, tabs and the caret. It holds
 * no document; everything it shows came in a patch.
 */
export class Stage {
  readonly camera = new Camera();
  page: PageModel | null = null;
  private readonly base: CanvasRenderingContext2D;
  private readonly over: CanvasRenderingContext2D;
  private readonly pictures: Pictures;
  private readonly layers: Layers;
  private readonly timing = new Timing();
  private readonly blink = new Blink(() => { this.tell(); });
  private state: OverlayState;
  /** What the overlay shows, to tell whether it must be drawn anew. */
  private overlaid = '';
  private carried: Carried | null = null;
  private fitted: 'page' | 'width' | null = 'page';
  private frame = 0;
  /** What of the base is to be drawn anew, in device pixels of the page; `null` for nothing. */
  private damage: Rect | null = null;
  /** The scale at which all layers were painted last. */
  private sharp = 0;
  private timer = 0;
  private updates = 0;
  private settled = true;
  /** Where the text field was last; it stays there while the caret's line does not show. */
  private caret: Rect = { x: 0, y: 0, width: 0, height: 16 };

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly overlayCanvas: HTMLCanvasElement,
    desk: DeskClient,
    private words: OverlayWords,
    private readonly report: (report: StageReport) => void,
    private readonly failed: (thrown: unknown) => void,
  ) {
    this.base = context(canvas, { alpha: false });
    this.over = context(overlayCanvas, {});
    this.pictures = new Pictures(desk, (file) => {
      this.layers.refreshPicture(file);
      this.refresh();
    });
    this.layers = new Layers(new Glyphs(desk), this.pictures);
    const none = { hovered: null, selected: null, also: [], text: null, target: null };
    this.state = { guides: false, handles: false, ...none };
  }

  /** Takes the canvases' size in device pixels, and device pixels a CSS pixel. */
  resize(width: number, height: number, ratio: number): void {
    const [w, h] = [Math.max(1, Math.round(width)), Math.max(1, Math.round(height))];
    for (const canvas of [this.canvas, this.overlayCanvas]) {
      canvas.width = w;
      canvas.height = h;
    }
    this.camera.resize(w, h, ratio);
    if (this.fitted && this.page) this.camera.fit(this.page, this.fitted);
    // Resizing has wiped the canvases; waiting for the next frame would show them black.
    this.damage = this.camera.view;
    this.overlaid = '';
    this.draw();
    this.refresh();
  }

  /** Shows nothing, and forgets the pictures of the edition that was shown. */
  clear(): void {
    this.page = null;
    this.pictures.clear();
    this.layers.clear();
    this.text(null, []);
    this.request('page');
  }

  /** Shows a page, which may be the one that is shown, changed: then everything keeps its place. */
  show({ page, preview, causes }: Shown): void {
    const other = page.page !== this.page?.page;
    if (other) this.layers.clear();
    this.page = page;
    const damage = this.layers.show(page, this.camera.scale);
    this.timing.came(causes);
    if (!preview && this.carried) this.carry(null);
    if (other) {
      this.fitted = 'page';
      this.camera.fit(page, 'page');
      this.request('page');
    }
    this.refresh();
    this.tell();
    this.request('overlay', damage);
  }

  /** Shows the selection in the edited text. */
  text(text: TextState | null, causes: readonly Cause[]): void {
    this.timing.shows(causes);
    this.overlay({ text });
    if (text) this.blink.restart();
    else this.blink.stop();
    const marked = text?.marked[0];
    const caret = text?.caret;
    // The field holds the composition itself, so while there is one it stays at its beginning.
    if (marked) this.caret = { x: marked[0], y: marked[1], width: 0, height: marked[3] };
    else if (caret) this.caret = caretRect(caret);
    if (caret && !this.carried) this.bringIntoView(caretRect(caret));
    this.tell();
  }

  /** Changes what lies over the page. */
  overlay(change: Partial<OverlayState>): void {
    this.state = { ...this.state, ...change };
    this.request('overlay');
  }

  setWords(words: OverlayWords): void {
    this.words = words;
    this.overlaid = '';
    this.request('overlay');
  }

  /** Has a block follow the pointer, or lie in its place again. `cause` is the pointer's event. */
  carry(carried: Carried | null, cause?: Cause): void {
    const { scale } = this.camera;
    for (const id of new Set([this.carried?.block, carried?.block])) {
      if (id === undefined) continue;
      for (const at of [this.carried, carried]) this.request('overlay', this.layers.reach(id, at, scale));
    }
    this.carried = carried;
    if (cause) this.timing.shows([cause]);
  }

  fit(how: 'page' | 'width'): void {
    if (!this.page) return;
    this.fitted = how;
    this.camera.fit(this.page, how);
    this.refresh();
    this.request('page');
  }

  /** Zooms about a point of the canvas, its middle without one. Positions are device pixels. */
  zoomTo(zoom: number, x?: number, y?: number): void {
    if (!this.page) return;
    this.fitted = null;
    this.camera.zoomTo(zoom, x, y);
    this.camera.hold(this.page);
    this.settled = false;
    this.request('page');
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => { this.refresh(); }, SETTLE);
  }

  pan(dx: number, dy: number): void {
    if (!this.page) return;
    this.fitted = null;
    this.camera.pan(dx, dy, this.page);
    this.refresh();
    this.request('page');
  }

  /** Brings a block into view without zooming; one that shows already stays where it is. */
  reveal(id: string): void {
    const block = this.blockOf(id);
    if (!block) return;
    const { x, y, width, height } = this.camera.onCanvas(block.frame);
    const inside = (at: number, size: number, room: number) => at >= 0 && at + size <= room;
    if (inside(x, width, this.camera.width) && inside(y, height, this.camera.height)) return;
    this.pan(this.camera.width / 2 - x - width / 2, this.camera.height / 2 - y - height / 2);
  }

  blockOf(id: string | null): Block | null {
    return this.page?.blocks.find((block) => block.id === id) ?? null;
  }

  /** The uppermost block under a point of the canvas. */
  blockAt(x: number, y: number): Block | null {
    const at = this.camera.onPage(x, y);
    const holds = (rect: Rect) =>
      at.x >= rect.x && at.y >= rect.y && at.x < rect.x + rect.width && at.y < rect.y + rect.height;
    return this.page?.blocks.findLast((block) => holds(block.frame)) ?? null;
  }

  /** A pointer's place on the canvas, in device pixels. */
  place(event: { readonly clientX: number; readonly clientY: number }): { x: number; y: number; inside: boolean } {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const inside = x >= 0 && y >= 0 && x < box.width && y < box.height;
    return { x: x * this.camera.ratio, y: y * this.camera.ratio, inside };
  }

  /** Stops what is still to come. */
  destroy(): void {
    this.updates += 1;
    this.blink.stop();
    this.timing.close();
    window.clearTimeout(this.timer);
    window.cancelAnimationFrame(this.frame);
  }

  /** Pans just so far that a rectangle of the page shows. */
  private bringIntoView(rect: Rect): void {
    const { x, y, width, height } = this.camera.onCanvas(rect);
    const air = CARET_AIR * this.camera.ratio;
    const short = (at: number, size: number, room: number) => {
      if (at >= 0 && at + size <= room) return 0;
      return at < 0 ? air - at : room - air - at - size;
    };
    const dx = short(x, width, this.camera.width);
    const dy = short(y, height, this.camera.height);
    if (dx !== 0 || dy !== 0) this.pan(dx, dy);
  }

  /** Has what shows painted sharp. */
  private refresh(): void {
    window.clearTimeout(this.timer);
    this.updates += 1;
    const mine = this.updates;
    this.settled = false;
    if (!this.page) return;
    this.layers.update(this.camera.view, this.camera.scale, () => mine === this.updates).then(
      (finished) => {
        if (!finished) return;
        this.settled = true;
        this.timing.painted();
        // Layers of another scale were stretched, and nobody knows exactly how far.
        if (this.sharp !== this.camera.scale) this.request('page');
        else this.request('overlay', finished.painted);
        this.sharp = this.camera.scale;
      },
      (thrown: unknown) => { if (mine === this.updates) this.failed(thrown); },
    );
  }

  /** Draws at the next frame: all of it, or what lies over the page and a damaged part of it. */
  private request(what: 'page' | 'overlay', damage: Rect | null = null): void {
    const more = what === 'page' ? this.camera.view : damage;
    if (more) this.damage = this.damage ? union(this.damage, more) : more;
    if (this.frame !== 0) return;
    this.frame = window.requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
      this.timing.drawn(this.page !== null && this.settled);
      this.tell();
    });
  }

  private tell(): void {
    const { zoom, x, y, scale } = this.camera;
    // What is painted counts once it is drawn, too.
    const settled = this.settled && !this.pictures.busy && !this.damage;
    const caret = this.state.text && this.camera.onCanvas(this.caret);
    this.report({ zoom, glyphs: this.layers.painted, settled, x, y, scale, caret, bar: this.bar() });
  }

  /** Where the caret shows now. */
  private bar(): Rect | null {
    const { text } = this.state;
    if (!text?.caret || text.selection.length > 0 || !this.blink.on) return null;
    return this.camera.onCanvas(caretRect(text.caret));
  }

  private draw(): void {
    const { camera, page, damage } = this;
    this.damage = null;
    const part = damage && intersect(grow(damage, DAMAGE_AIR), camera.view);
    if (part) this.drawBase(part);
    // Without a GPU a canvas that was touched is brought to the screen anew, so one that shows the same is left alone.
    const overlaid = page ? overlayKey(camera, page, this.state) : '';
    if (overlaid === this.overlaid && page) return;
    this.overlaid = overlaid;
    if (page) drawOverlay(this.over, camera, page, this.state, this.words);
    else this.over.clearRect(0, 0, camera.width, camera.height);
  }

  /** Draws a part of the base, in device pixels of the page; nothing is touched outside of it. */
  private drawBase(part: Rect): void {
    const { base, camera } = this;
    base.save();
    base.beginPath();
    base.rect(camera.x + part.x, camera.y + part.y, part.width, part.height);
    base.clip();
    base.fillStyle = DESK_GREY;
    base.fillRect(camera.x + part.x, camera.y + part.y, part.width, part.height);
    if (this.page) this.drawPage(this.page, part);
    base.restore();
  }

  private drawPage({ width, height }: PageModel, part: Rect): void {
    const { base, camera } = this;
    const page = camera.onCanvas({ x: 0, y: 0, width, height });
    base.fillStyle = PAPER;
    // A blurred shadow is dear, and what lies within the paper shows nothing of it.
    if (!contains({ ...page, x: 0, y: 0 }, part)) {
      base.save();
      base.shadowColor = 'rgba(0, 0, 0, 0.45)';
      base.shadowBlur = 14 * camera.ratio;
      base.shadowOffsetY = 3 * camera.ratio;
      base.fillRect(page.x, page.y, page.width, page.height);
      base.restore();
    } else {
      base.fillRect(camera.x + part.x, camera.y + part.y, part.width, part.height);
    }
    base.imageSmoothingQuality = 'high';
    this.layers.draw(base, camera, part, this.carried);
  }
}

function context(canvas: HTMLCanvasElement, settings: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const made = canvas.getContext('2d', settings);
  if (!made) throw new Error('no canvas can be had');
  return made;
}
