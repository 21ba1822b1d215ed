import type { Block } from '../wire/patch';
import type { Rect } from '../wire/words';
import { contains, grow, inkOf, intersect, toPixels, union } from './geometry';
import { paintBlock, wantedOf, type Palette, type WantedGlyphs } from './paint';

/** A block of at most this many device pixels is painted whole, a larger one only where it shows. */
const WHOLE_BLOCK = 3_000_000;
/** Device pixels kept in all layers, 64 MB; layers off the screen go first. */
const KEPT_PIXELS = 16_000_000;
/** Device pixels painted around what shows of a large block, so that a short pan needs nothing new. */
const MARGIN = 256;

/** A painted part of a block, in device pixels of the page at its scale. */
interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly region: Rect;
  readonly scale: number;
  readonly glyphs: number;
}

interface Job {
  readonly index: number;
  readonly block: Block;
  readonly region: Rect;
}

/** The painted blocks of a page. */
export class Layers {
  private readonly layers = new Map<number, Layer>();
  /** Layers that show something old; they stand in until they are painted anew. */
  private readonly stale = new Set<number>();
  private readonly inks: Rect[];

  constructor(
    private readonly blocks: readonly Block[],
    private readonly palette: Palette,
  ) {
    this.inks = blocks.map((block) =>
      block.items.reduce((ink, item) => {
        const more = inkOf(item);
        return more ? union(ink, more) : ink;
      }, block.frame),
    );
  }

  /**
   * Paints what shows in `view` (device pixels of the page) at `scale` and is not painted yet. `current` is asked
   * after waiting for glyphs; once it says no, another call has taken over. Says whether it finished.
   */
  async update(view: Rect, scale: number, current: () => boolean): Promise<boolean> {
    const jobs = this.missing(view, scale);
    const wanted: WantedGlyphs = { masks: new Map(), outlines: new Map() };
    for (const job of jobs) wantedOf(job.block, { region: job.region, scale }, this.palette, wanted);
    await this.palette.glyphs.fetch(wanted);
    if (!current()) return false;
    for (const { index, block, region } of jobs) {
      const canvas = document.createElement('canvas');
      canvas.width = region.width;
      canvas.height = region.height;
      const ctx = canvas.getContext('2d');
      if (!ctx) continue;
      const glyphs = paintBlock(ctx, block, { region, scale }, this.palette);
      this.layers.set(index, { canvas, region, scale, glyphs });
      this.stale.delete(index);
    }
    this.forget(view, scale);
    return true;
  }

  /** Draws the layers; `x`, `y` is where the page's corner lies on the canvas. */
  draw(ctx: CanvasRenderingContext2D, x: number, y: number, scale: number): void {
    for (let index = 0; index < this.blocks.length; index += 1) {
      const layer = this.layers.get(index);
      if (!layer) continue;
      const { canvas, region } = layer;
      // Layers of another scale stand in, stretched, until new ones are painted.
      const by = scale / layer.scale;
      if (by === 1) ctx.drawImage(canvas, x + region.x, y + region.y);
      else ctx.drawImage(canvas, x + region.x * by, y + region.y * by, region.width * by, region.height * by);
    }
  }

  /** Glyphs in the layers. */
  get glyphs(): number {
    return [...this.layers.values()].reduce((sum, layer) => sum + layer.glyphs, 0);
  }

  /** Has the layers that show a picture painted anew by the next update. */
  refreshPicture(file: string): void {
    this.blocks.forEach((block, index) => {
      if (block.items.some((item) => item.kind === 'picture' && item.file === file)) this.stale.add(index);
    });
  }

  private missing(view: Rect, scale: number): Job[] {
    const jobs: Job[] = [];
    this.blocks.forEach((block, index) => {
      const ink = this.inks[index];
      const whole = ink && toPixels(ink, scale);
      const shown = whole && intersect(whole, view);
      if (!shown) return;
      const layer = this.layers.get(index);
      if (layer?.scale === scale && !this.stale.has(index) && contains(layer.region, shown)) return;
      const small = whole.width * whole.height <= WHOLE_BLOCK;
      const region = small ? whole : (intersect(grow(shown, MARGIN), whole) ?? shown);
      jobs.push({ index, block, region });
    });
    return jobs;
  }

  private forget(view: Rect, scale: number): void {
    let pixels = [...this.layers.values()].reduce((sum, { region }) => sum + region.width * region.height, 0);
    for (const [index, layer] of this.layers) {
      if (pixels <= KEPT_PIXELS) return;
      if (layer.scale === scale && intersect(layer.region, view)) continue;
      this.layers.delete(index);
      pixels -= layer.region.width * layer.region.height;
    }
  }
}
