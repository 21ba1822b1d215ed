import type { DeskClient } from '../desk/client';
import type { Block, Patch } from '../wire/patch';
import type { Rect } from '../wire/words';
import { Camera } from './camera';
import { Layers } from './layers';
import { Glyphs } from './masks';
import { drawOverlay, type OverlayState, type OverlayWords } from './overlay';
import { Pictures } from './pictures';

/** What the stage tells of itself. */
export interface StageReport {
  /** Zoom, 1 for the page's own size. */
  readonly zoom: number;
  /** Glyphs painted. */
  readonly glyphs: number;
  /** Whether everything that shows is painted sharp. */
  readonly settled: boolean;
}

/** Milliseconds after the last zoom before the page is painted sharp; until then old layers are stretched. */
const SETTLE = 120;
const DESK_GREY = '#55575c';
const PAPER = '#ffffff';

/**
 * Draws a page on two canvases: the base with the page, the overlay with guides, frames and tabs. It holds no
 * document; everything it shows came in a patch.
 */
export class Stage {
  readonly camera = new Camera();
  private readonly base: CanvasRenderingContext2D;
  private readonly over: CanvasRenderingContext2D;
  private readonly glyphs: Glyphs;
  private readonly pictures: Pictures;
  private patch: Patch | null = null;
  private layers: Layers | null = null;
  private overlay: OverlayState = { guides: false, hovered: null, selected: null };
  private fitted: 'page' | 'width' | null = 'page';
  private frame = 0;
  private timer = 0;
  private updates = 0;
  private settled = true;

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
    this.glyphs = new Glyphs(desk);
    this.pictures = new Pictures(desk, (file) => {
      this.layers?.refreshPicture(file);
      this.refresh();
    });
  }

  /** Takes the canvases' size in CSS pixels and device pixels a CSS pixel. */
  resize(width: number, height: number, ratio: number): void {
    const [w, h] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    for (const canvas of [this.canvas, this.overlayCanvas]) {
      canvas.width = w;
      canvas.height = h;
    }
    this.camera.resize(w, h, ratio);
    if (this.fitted && this.patch) this.camera.fit(this.patch, this.fitted);
    // Resizing has wiped the canvases; waiting for the next frame would show them black.
    this.draw();
    this.refresh();
  }

  /** Shows a page; one of another edition forgets the pictures of the last. */
  show(patch: Patch | null, otherEdition: boolean): void {
    if (otherEdition) this.pictures.clear();
    this.patch = patch;
    this.layers = patch && new Layers(patch.blocks, { faces: patch.faces, glyphs: this.glyphs, pictures: this.pictures });
    this.fitted = 'page';
    if (patch) this.camera.fit(patch, 'page');
    this.refresh();
    this.request();
  }

  setOverlay(state: OverlayState, words: OverlayWords): void {
    this.overlay = state;
    this.words = words;
    this.request();
  }

  fit(how: 'page' | 'width'): void {
    if (!this.patch) return;
    this.fitted = how;
    this.camera.fit(this.patch, how);
    this.refresh();
    this.request();
  }

  /** Zooms about a point of the canvas, its middle without one. Positions are device pixels. */
  zoomTo(zoom: number, x?: number, y?: number): void {
    if (!this.patch) return;
    this.fitted = null;
    this.camera.zoomTo(zoom, x, y);
    this.camera.hold(this.patch);
    this.settled = false;
    this.request();
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => { this.refresh(); }, SETTLE);
  }

  pan(dx: number, dy: number): void {
    if (!this.patch) return;
    this.fitted = null;
    this.camera.pan(dx, dy, this.patch);
    this.refresh();
    this.request();
  }

  /** Brings a block into view without zooming; one that shows already stays where it is. */
  reveal(id: string): void {
    const block = this.patch?.blocks.find((candidate) => candidate.id === id);
    if (!block) return;
    const { x, y, width, height } = this.camera.onCanvas(block.frame);
    const inside = (at: number, size: number, room: number) => at >= 0 && at + size <= room;
    if (inside(x, width, this.camera.width) && inside(y, height, this.camera.height)) return;
    this.pan(this.camera.width / 2 - x - width / 2, this.camera.height / 2 - y - height / 2);
  }

  /** The uppermost block under a point of the canvas. */
  blockAt(x: number, y: number): Block | null {
    const at = this.camera.onPage(x, y);
    const holds = (rect: Rect) =>
      at.x >= rect.x && at.y >= rect.y && at.x < rect.x + rect.width && at.y < rect.y + rect.height;
    return this.patch?.blocks.findLast((block) => holds(block.frame)) ?? null;
  }

  /** Stops what is still to come. */
  destroy(): void {
    this.updates += 1;
    window.clearTimeout(this.timer);
    window.cancelAnimationFrame(this.frame);
  }

  /** Has what shows painted sharp. */
  private refresh(): void {
    window.clearTimeout(this.timer);
    this.updates += 1;
    const mine = this.updates;
    this.settled = false;
    this.layers?.update(this.camera.view, this.camera.scale, () => mine === this.updates).then(
      (finished) => {
        if (!finished) return;
        this.settled = true;
        this.request();
      },
      (thrown: unknown) => { if (mine === this.updates) this.failed(thrown); },
    );
  }

  /** Draws at the next frame. */
  private request(): void {
    if (this.frame !== 0) return;
    this.frame = window.requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
      this.report({
        zoom: this.camera.zoom,
        glyphs: this.layers?.glyphs ?? 0,
        settled: this.settled && !this.pictures.busy,
      });
    });
  }

  private draw(): void {
    const { base, camera, patch } = this;
    base.fillStyle = DESK_GREY;
    base.fillRect(0, 0, camera.width, camera.height);
    if (!patch) {
      this.over.clearRect(0, 0, camera.width, camera.height);
      return;
    }
    const page = camera.onCanvas({ x: 0, y: 0, width: patch.width, height: patch.height });
    base.save();
    base.shadowColor = 'rgba(0, 0, 0, 0.45)';
    base.shadowBlur = 14 * camera.ratio;
    base.shadowOffsetY = 3 * camera.ratio;
    base.fillStyle = PAPER;
    base.fillRect(page.x, page.y, page.width, page.height);
    base.restore();
    base.imageSmoothingQuality = 'high';
    this.layers?.draw(base, camera.x, camera.y, camera.scale);
    drawOverlay(this.over, camera, patch, this.overlay, this.words);
  }
}

function context(canvas: HTMLCanvasElement, settings: CanvasRenderingContext2DSettings): CanvasRenderingContext2D {
  const made = canvas.getContext('2d', settings);
  if (!made) throw new Error('no canvas can be had');
  return made;
}
