import {
  isSideways, type Block, type Face, type Fill, type GlyphRun, type Gradient, type Item, type Outline, type Picture,
  type Segment, type Stroke,
} from '../wire/patch';
import type { Rect } from '../wire/words';
import { blendMask, type Pixels } from './blend';
import { inkOf, intersect, toPixels, union } from './geometry';
import { canvasGradient, Shading } from './gradient';
import type { Glyphs, MaskTable } from './masks';
import { AXES, css, glyphPath, trace } from './paths';
import type { Pictures } from './pictures';

/** What a painter paints with. */
export interface Palette {
  readonly faces: readonly Face[];
  readonly glyphs: Glyphs;
  readonly pictures: Pictures;
}

/** The part of a block to paint: device pixels of the page, and device pixels a unit of length. */
export interface Target {
  readonly region: Rect;
  readonly scale: number;
}

/** The glyphs that painting a part of a block needs. */
export function wantedOf(block: Block, target: Target, palette: Palette, wanted: WantedGlyphs): void {
  for (const item of block.items) {
    if (item.kind !== 'glyphs') continue;
    const ink = inkOf(item);
    if (!ink || !intersect(toPixels(ink, target.scale), target.region)) continue;
    const table = palette.glyphs.table(palette.faces, item, target.scale);
    const face = palette.faces[item.face];
    if (table) addAll(wanted.masks, table, item);
    else if (face) addAll(wanted.outlines, face, item);
  }
}

/** Glyph ids by what they are wanted as. */
export interface WantedGlyphs {
  readonly masks: Map<MaskTable, Set<number>>;
  readonly outlines: Map<Face, Set<number>>;
}

function addAll<K>(map: Map<K, Set<number>>, key: K, run: GlyphRun): void {
  let ids = map.get(key);
  if (!ids) {
    ids = new Set();
    map.set(key, ids);
  }
  for (let at = 0; at < run.glyphs.length; at += 3) ids.add(run.glyphs[at] ?? 0);
}

/** Paints a part of a block on a bare canvas of the region's size. */
export function paintBlock(ctx: CanvasRenderingContext2D, block: Block, target: Target, palette: Palette): void {
  const painter = new Painter(ctx, target, palette);
  for (const item of block.items) painter.paint(item);
  painter.finish();
}

/** Glyphs with ink in the runs that reach into a part of a block, as far as they are there to be painted. */
export function glyphsIn(block: Block, { region, scale }: Target, { faces, glyphs }: Palette): number {
  let count = 0;
  for (const item of block.items) {
    const ink = item.kind === 'glyphs' ? inkOf(item) : null;
    if (item.kind !== 'glyphs' || !ink || !intersect(toPixels(ink, scale), region)) continue;
    const table = glyphs.table(faces, item, scale);
    const face = faces[item.face];
    const outlines = table || !face ? undefined : glyphs.outlines(face);
    for (let at = 0; at < item.glyphs.length; at += 3) {
      const id = item.glyphs[at] ?? 0;
      const width = table ? table.get(id, 0)?.width : outlines?.glyphs.has(id) ? 1 : 0;
      if (width) count += 1;
    }
  }
  return count;
}

class Painter {
  /** Runs that are not painted yet: neighbours go into one layer of pixels. */
  private runs: { run: GlyphRun; table: MaskTable }[] = [];
  private runsInk: Rect | null = null;
  /** Where something is painted already. */
  private readonly inked: Rect[] = [];

  constructor(
    private readonly ctx: CanvasRenderingContext2D,
    private readonly target: Target,
    private readonly palette: Palette,
  ) {}

  paint(item: Item): void {
    const bounds = inkOf(item);
    const ink = bounds && intersect(toPixels(bounds, this.target.scale), this.target.region);
    if (!ink) return;
    if (item.kind === 'glyphs') {
      const table = this.palette.glyphs.table(this.palette.faces, item, this.target.scale);
      if (table) {
        this.runs.push({ run: item, table });
        this.runsInk = this.runsInk ? union(this.runsInk, ink) : ink;
        return;
      }
    }
    // The order of painting shows only where two things overlap.
    if (this.runsInk && intersect(this.runsInk, ink)) this.flush();
    this.inked.push(ink);
    switch (item.kind) {
      case 'glyphs':
        this.paintGlyphs(item);
        break;
      case 'fill':
        this.paintFill(item);
        break;
      case 'stroke':
        this.paintStroke(item);
        break;
      case 'shape':
        this.paintShape(item.segments, css(item.rgb));
        break;
      case 'shade':
        this.paintShape(item.segments, this.gradient(item.gradient));
        break;
      case 'outline':
        this.paintOutline(item);
        break;
      case 'picture':
        this.paintPicture(item);
        break;
    }
  }

  finish(): void {
    this.flush();
  }

  /** Blends the waiting runs into pixels and lays those over the canvas. */
  private flush(): void {
    const ink = this.runsInk;
    if (!ink) return;
    const image = new ImageData(ink.width, ink.height);
    const pixels = { width: ink.width, height: ink.height, data: image.data, words: new Uint32Array(image.data.buffer) };
    for (const { run, table } of this.runs) this.blendRun(pixels, ink, run, table);
    const [x, y] = [ink.x - this.target.region.x, ink.y - this.target.region.y];
    if (!this.inked.some((other) => intersect(other, ink))) {
      // Nothing is there that these pixels would wipe out.
      this.ctx.putImageData(image, x, y);
    } else {
      const layer = document.createElement('canvas');
      layer.width = ink.width;
      layer.height = ink.height;
      layer.getContext('2d')?.putImageData(image, 0, 0);
      this.ctx.drawImage(layer, x, y);
    }
    this.inked.push(ink);
    this.runs = [];
    this.runsInk = null;
  }

  private blendRun(pixels: Pixels, ink: Rect, run: GlyphRun, table: MaskTable): void {
    const { scale } = this.target;
    const { phases } = table.set;
    const { glyphs, rgb, gradient } = run;
    const colour = gradient ? new Shading(gradient, { scale, x: ink.x, y: ink.y }) : rgb;
    // Phases go along the line; across it, glyphs stand on whole pixels.
    const sideways = isSideways(run.turn);
    for (let at = 0; at < glyphs.length; at += 3) {
      const [pageX, pageY] = [(glyphs[at + 1] ?? 0) * scale, (glyphs[at + 2] ?? 0) * scale];
      const steps = Math.round((sideways ? pageY : pageX) * phases);
      const along = Math.floor(steps / phases);
      const mask = table.get(glyphs[at] ?? 0, steps - along * phases);
      if (!mask || mask.width === 0) continue;
      const x = sideways ? Math.round(pageX) : along;
      const y = sideways ? along : Math.round(pageY);
      blendMask(pixels, mask, x + mask.left - ink.x, y + mask.top - ink.y, colour);
    }
  }

  private paintGlyphs(run: GlyphRun): void {
    const face = this.palette.faces[run.face];
    const outlines = face && this.palette.glyphs.outlines(face);
    if (!outlines) return;
    const { ctx, target } = this;
    const up = (run.size * target.scale) / outlines.unitsPerEm;
    const across = (up * run.widthPermille) / 1000;
    const style = run.gradient ? this.gradient(run.gradient) : css(run.rgb);
    ctx.fillStyle = style;
    for (let at = 0; at < run.glyphs.length; at += 3) {
      const outline = outlines.glyphs.get(run.glyphs[at] ?? 0);
      if (!outline) continue;
      const x = (run.glyphs[at + 1] ?? 0) * target.scale - target.region.x;
      const y = (run.glyphs[at + 2] ?? 0) * target.scale - target.region.y;
      const path = glyphPath(outline, run.turn, [across, up], x, y);
      ctx.fill(path);
      if (run.reach > 0) this.strokeRound(style, run.reach * 2 * target.scale, () => { ctx.stroke(path); });
    }
  }

  /** Has `draw` stroke with a pen of this many pixels whose corners and ends are round. */
  private strokeRound(style: string | CanvasGradient, width: number, draw: () => void): void {
    const { ctx } = this;
    ctx.save();
    ctx.strokeStyle = style;
    ctx.lineWidth = width;
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    draw();
    ctx.restore();
  }

  private gradient(gradient: Gradient): CanvasGradient {
    const { scale, region } = this.target;
    return canvasGradient(this.ctx, gradient, { scale, x: region.x, y: region.y });
  }

  /** A rectangle with its edges on whole pixels, never thinner than one: hairlines stay visible. */
  private fillSharp(x0: number, y0: number, x1: number, y1: number, rgb: number): void {
    const { scale, region } = this.target;
    const left = Math.round(x0 * scale);
    const top = Math.round(y0 * scale);
    const width = Math.max(1, Math.round(x1 * scale) - left);
    const height = Math.max(1, Math.round(y1 * scale) - top);
    this.ctx.fillStyle = css(rgb);
    this.ctx.fillRect(left - region.x, top - region.y, width, height);
  }

  private paintFill({ rect, rgb }: Fill): void {
    this.fillSharp(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height, rgb);
  }

  private paintStroke({ ends, width, rgb }: Stroke): void {
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = ends;
    const half = width / 2;
    if (x0 === x1) return this.fillSharp(x0 - half, Math.min(y0, y1), x0 + half, Math.max(y0, y1), rgb);
    if (y0 === y1) return this.fillSharp(Math.min(x0, x1), y0 - half, Math.max(x0, x1), y0 + half, rgb);
    const { ctx, target } = this;
    ctx.beginPath();
    ctx.moveTo(x0 * target.scale - target.region.x, y0 * target.scale - target.region.y);
    ctx.lineTo(x1 * target.scale - target.region.x, y1 * target.scale - target.region.y);
    ctx.strokeStyle = css(rgb);
    ctx.lineWidth = Math.max(1, width * target.scale);
    ctx.stroke();
  }

  private paintShape(segments: readonly Segment[], style: string | CanvasGradient): void {
    this.trace(segments);
    this.ctx.fillStyle = style;
    this.ctx.fill();
  }

  private paintOutline({ segments, width, rgb }: Outline): void {
    this.trace(segments);
    this.strokeRound(css(rgb), Math.max(1, width * this.target.scale), () => { this.ctx.stroke(); });
  }

  /** Begins a path of segments on the page. */
  private trace(segments: readonly Segment[]): void {
    const { ctx, target } = this;
    ctx.setTransform(target.scale, 0, 0, target.scale, -target.region.x, -target.region.y);
    trace(ctx, segments);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
  }

  private paintPicture({ frame, placed, file, turn, flipped, plates, standIns }: Picture): void {
    const { ctx, target, palette } = this;
    const across = isSideways(turn) ? placed.height : placed.width;
    const bitmap = file === '' ? 'failed' : palette.pictures.get(file, plates, across * target.scale);
    if (bitmap === undefined || bitmap === 'failed') {
      for (const item of standIns) {
        // Diagonals say that there is no picture; one that is on its way only keeps its ground.
        if (item.kind === 'fill' || bitmap === 'failed') this.paint(item);
      }
      return;
    }
    const box = this.onCanvas(frame);
    const whole = this.onCanvas(placed);
    ctx.save();
    ctx.beginPath();
    ctx.rect(box.x, box.y, box.width, box.height);
    ctx.clip();
    ctx.imageSmoothingQuality = 'high';
    const [width, height] = isSideways(turn) ? [whole.height, whole.width] : [whole.width, whole.height];
    ctx.translate(whole.x + whole.width / 2, whole.y + whole.height / 2);
    ctx.transform(...AXES[turn], 0, 0);
    if (flipped) ctx.scale(-1, 1);
    ctx.drawImage(bitmap, -width / 2, -height / 2, width, height);
    ctx.restore();
  }

  private onCanvas(rect: Rect): Rect {
    const { scale, region } = this.target;
    const x = Math.round(rect.x * scale);
    const y = Math.round(rect.y * scale);
    return {
      x: x - region.x,
      y: y - region.y,
      width: Math.round((rect.x + rect.width) * scale) - x,
      height: Math.round((rect.y + rect.height) * scale) - y,
    };
  }
}
