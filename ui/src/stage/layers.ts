import type { PageModel } from '../state/page-model';
import type { Block, Face } from '../wire/patch';
import type { Rect } from '../wire/words';
import type { Camera } from './camera';
import { changedInk } from './changes';
import { contains, grow, inkOf, intersect, sameRect, toPixels, union } from './geometry';
import type { Glyphs } from './masks';
import { glyphsIn, paintBlock, wantedOf, type Palette, type WantedGlyphs } from './paint';
import type { Pictures } from './pictures';

/** A block of at most this many device pixels is painted whole, a larger one only where it shows. */
const WHOLE_BLOCK = 3_000_000;
/** Device pixels kept in all layers, 64 MB; layers off the screen go first. */
const KEPT_PIXELS = 16_000_000;
/** Device pixels painted around what shows of a large block, so that a short pan needs nothing new. */
const MARGIN = 256;
/** The paper that a moved block carries with it, so that it can be read over what it passes. */
const CARRIED_PAPER = 'rgba(255, 255, 255, 0.82)';

/** A painted part of a block, in device pixels of the page at its scale. */
interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly region: Rect;
  readonly scale: number;
  readonly glyphs: number;
  /** The block as it was painted. */
  readonly block: Block;
}

interface Entry {
  block: Block;
  ink: Rect;
  /** What is painted; if that is an older block of the same id, it stands in until this one is. */
  layer: Layer | null;
  /** Whether a picture has come that the layer does not show yet. */
  pictured: boolean;
}

interface Job {
  readonly entry: Entry;
  /** What the layer is to hold. */
  readonly region: Rect;
  /** The part of it that is to be painted, on the layer that is there; `null` for all of it, on a new one. */
  readonly part: Rect | null;
}

/** A block that follows the pointer: where its frame's corner is now. */
export interface Carried {
  readonly block: string;
  readonly x: number;
  readonly y: number;
}

/** The painted blocks of a page. A block keeps its bitmap until a patch brings another of the same id. */
export class Layers implements Palette {
  faces: readonly Face[] = [];
  private entries = new Map<string, Entry>();

  constructor(
    readonly glyphs: Glyphs,
    readonly pictures: Pictures,
  ) {}

  /**
   * Takes the blocks of a page, which may be the same page changed. Gives what looks different then, in device pixels
   * of the page at `scale`.
   */
  show(page: PageModel, scale: number): Rect | null {
    this.faces = page.faces;
    const damage = new Damage();
    const entries = new Map<string, Entry>();
    for (const block of page.blocks) {
      const old = this.entries.get(block.id);
      // A block that no patch has brought is the very same object.
      if (old?.block === block) {
        entries.set(block.id, old);
        continue;
      }
      const entry = { block, ink: inkIn(block), layer: old?.layer ?? null, pictured: false };
      entries.set(block.id, entry);
      // Where the old bitmap stays in its place, nothing looks different before the new block is painted.
      if (old?.layer && sameRect(old.block.frame, block.frame)) continue;
      damage.add(toPixels(entry.ink, scale));
      if (old) damage.add(toPixels(old.ink, scale));
    }
    const stayed = [...this.entries.values()].filter((entry) => entries.has(entry.block.id));
    const order = [...entries.keys()].filter((id) => this.entries.has(id));
    for (const entry of this.entries.values()) {
      // What is gone, and what lies over another now that lay under it.
      if (order[stayed.indexOf(entry)] !== entry.block.id) damage.add(toPixels(entry.ink, scale));
    }
    this.entries = entries;
    return damage.rect;
  }

  clear(): void {
    this.entries.clear();
  }

  /**
   * Paints what shows in `view` (device pixels of the page) at `scale` and is not painted yet. `current` is asked
   * after waiting for glyphs; once it says no, another call has taken over. Gives what it has painted, or `null` when
   * it did not finish.
   */
  async update(view: Rect, scale: number, current: () => boolean): Promise<{ readonly painted: Rect | null } | null> {
    const jobs = this.missing(view, scale);
    const wanted: WantedGlyphs = { masks: new Map(), outlines: new Map() };
    for (const { entry, region } of jobs) wantedOf(entry.block, { region, scale }, this, wanted);
    await this.glyphs.fetch(wanted);
    if (!current()) return null;
    const damage = new Damage();
    for (const job of jobs) {
      damage.add(job.part ?? job.region);
      // A new bitmap may reach less far than the old one did.
      const { layer } = job.entry;
      if (!job.part && layer?.scale === scale) damage.add(layer.region);
      this.paint(job, scale);
    }
    this.forget(view, scale);
    return { painted: damage.rect };
  }

  /** Draws the layers as far as they reach into `part`; `x`, `y` is where the page's corner lies on the canvas. */
  draw(
    ctx: CanvasRenderingContext2D,
    { x, y, scale }: Pick<Camera, 'x' | 'y' | 'scale'>,
    part: Rect,
    carried: Carried | null,
  ): void {
    for (const { block, layer } of this.entries.values()) {
      if (!layer || block.id === carried?.block) continue;
      const place = placeOf(layer, scale, standIn(layer.block.frame, block.frame));
      const shown = intersect(place, part);
      if (shown) drawLayer(ctx, layer, x, y, place, shown);
    }
    const layer = carried && this.entries.get(carried.block)?.layer;
    if (!layer) return;
    const { frame } = layer.block;
    ctx.fillStyle = CARRIED_PAPER;
    ctx.fillRect(x + carried.x * scale, y + carried.y * scale, frame.width * scale, frame.height * scale);
    const place = placeOf(layer, scale, { x: carried.x - frame.x, y: carried.y - frame.y });
    drawLayer(ctx, layer, x, y, place, place);
  }

  /** Where a block's layer lies, carried or in its place, in device pixels of the page. */
  reach(block: string, carried: Carried | null, scale: number): Rect | null {
    const entry = this.entries.get(block);
    if (!entry?.layer) return null;
    const { frame } = entry.layer.block;
    const moved = carried ? { x: carried.x - frame.x, y: carried.y - frame.y } : standIn(frame, entry.block.frame);
    return placeOf(entry.layer, scale, moved);
  }

  /** Glyphs in the layers. */
  get painted(): number {
    return [...this.entries.values()].reduce((sum, { layer }) => sum + (layer?.glyphs ?? 0), 0);
  }

  /** Has the layers that show a picture painted anew by the next update. */
  refreshPicture(file: string): void {
    for (const entry of this.entries.values()) {
      if (entry.block.items.some((item) => item.kind === 'picture' && item.file === file)) entry.pictured = true;
    }
  }

  private paint({ entry, region, part }: Job, scale: number): void {
    const { block, layer } = entry;
    const target = part ?? region;
    const canvas = document.createElement('canvas');
    canvas.width = target.width;
    canvas.height = target.height;
    const ctx = canvas.getContext('2d');
    if (!ctx) return;
    paintBlock(ctx, block, { region: target, scale }, this);
    const glyphs = glyphsIn(block, { region, scale }, this);
    if (part && layer) {
      const onto = layer.canvas.getContext('2d');
      onto?.clearRect(part.x - region.x, part.y - region.y, part.width, part.height);
      onto?.drawImage(canvas, part.x - region.x, part.y - region.y);
    }
    entry.layer = { canvas: part && layer ? layer.canvas : canvas, region, scale, glyphs, block };
    entry.pictured = false;
  }

  private missing(view: Rect, scale: number): Job[] {
    const jobs: Job[] = [];
    for (const entry of this.entries.values()) {
      const whole = toPixels(entry.ink, scale);
      const shown = intersect(whole, view);
      if (!shown) continue;
      const { layer, block, pictured } = entry;
      const fits = layer?.scale === scale && contains(layer.region, shown);
      if (fits && layer.block === block && !pictured) continue;
      const small = whole.width * whole.height <= WHOLE_BLOCK;
      const region = small ? whole : (intersect(grow(shown, MARGIN), whole) ?? shown);
      if (!fits || pictured || !sameRect(layer.region, region)) {
        jobs.push({ entry, region, part: null });
        continue;
      }
      const ink = changedInk(layer.block.items, block.items);
      // Lines are at least a pixel wide, so they may stand out by one.
      const part = ink && intersect(grow(toPixels(ink, scale), 1), region);
      if (part) jobs.push({ entry, region, part });
      else entry.layer = { ...layer, block };
    }
    return jobs;
  }

  private forget(view: Rect, scale: number): void {
    const size = ({ region }: Layer) => region.width * region.height;
    const entries = [...this.entries.values()];
    let pixels = entries.reduce((sum, { layer }) => sum + (layer ? size(layer) : 0), 0);
    for (const entry of entries) {
      if (pixels <= KEPT_PIXELS) return;
      const { layer } = entry;
      if (!layer || (layer.scale === scale && intersect(layer.region, view))) continue;
      entry.layer = null;
      pixels -= size(layer);
    }
  }
}

/** Grows to hold all that is added. */
class Damage {
  rect: Rect | null = null;

  add(more: Rect): void {
    this.rect = this.rect ? union(this.rect, more) : more;
  }
}

function inkIn(block: Block): Rect {
  return block.items.reduce((ink, item) => {
    const more = inkOf(item);
    return more ? union(ink, more) : ink;
  }, block.frame);
}

/** How far an older layer is to be moved to stand in for its block: one that has only moved is right at once. */
function standIn(old: Rect, frame: Rect): { x: number; y: number } {
  const same = old.width === frame.width && old.height === frame.height;
  return same ? { x: frame.x - old.x, y: frame.y - old.y } : { x: 0, y: 0 };
}

/** Where a layer lies, moved by a length, in device pixels of the page at another scale. */
function placeOf({ region, scale: own }: Layer, scale: number, moved: { x: number; y: number }): Rect {
  const by = scale / own;
  return {
    x: Math.round(moved.x * scale) + region.x * by,
    y: Math.round(moved.y * scale) + region.y * by,
    width: region.width * by,
    height: region.height * by,
  };
}

/**
 * Draws the part `shown` of a layer that lies at `place`, with the page's corner at `x`, `y`; one of another scale is
 * stretched until a new one is painted, and then drawn whole, so that no seam shows.
 */
function drawLayer(
  ctx: CanvasRenderingContext2D,
  { canvas, region }: Layer,
  x: number,
  y: number,
  place: Rect,
  shown: Rect,
): void {
  if (place.width !== region.width || place.height !== region.height) {
    ctx.drawImage(canvas, x + place.x, y + place.y, place.width, place.height);
    return;
  }
  const { width, height } = shown;
  ctx.drawImage(canvas, shown.x - place.x, shown.y - place.y, width, height, x + shown.x, y + shown.y, width, height);
}
