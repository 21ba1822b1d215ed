import type { DeskClient } from '../desk/client';
import type { MaskSet } from '../desk/types';
import type { Mask, NamedMask, Outlines } from '../wire/glyphs';
import type { Face, GlyphRun } from '../wire/patch';

/** Type larger than this many device pixels is drawn from its outlines, as trapped type is at any size. */
export const LARGEST_MASK = 200;
/** From this size on, a glyph stands on whole pixels; below, on quarters. */
const WHOLE_PIXELS_FROM = 14;
/** Coverage kept, in bytes; what was used longest ago goes first. */
const KEPT_BYTES = 48 << 20;
/** Glyphs in one request, so that a page's first masks are there before its last. */
const GLYPHS_A_REQUEST = 2000;

/** The masks of one face at one size and in one turn. */
export class MaskTable {
  private readonly masks = new Map<number, Mask>();
  bytes = 0;
  used = 0;

  constructor(readonly set: MaskSet) {}

  get(glyph: number, phase: number): Mask | undefined {
    return this.masks.get(glyph * 4 + phase);
  }

  has(glyph: number): boolean {
    return this.masks.has(glyph * 4);
  }

  add({ glyph, phase, mask }: NamedMask): void {
    this.masks.set(glyph * 4 + phase, mask);
    this.bytes += mask.coverage.length;
  }
}

/** Glyphs that are wanted, by what they are wanted as. */
interface Wanted {
  readonly masks: Map<MaskTable, Set<number>>;
  readonly outlines: Map<Face, Set<number>>;
}

/** The glyphs of the screen: asked of the desk once, kept as long as there is room. */
export class Glyphs {
  private readonly tables = new Map<string, MaskTable>();
  private readonly outlineTables = new Map<string, { unitsPerEm: number; glyphs: Map<number, Path2D> }>();
  private clock = 0;

  constructor(private readonly desk: DeskClient) {}

  /** The masks for a run at `scale` device pixels a unit of length; `null` for type drawn from outlines. */
  table(faces: readonly Face[], run: GlyphRun, scale: number): MaskTable | null {
    const face = faces[run.face];
    const exact = run.size * scale;
    // Masks have no edge to be widened by a trap.
    if (!face || exact > LARGEST_MASK || run.reach > 0) return null;
    const size = Math.max(1, Math.round(exact * 64) / 64);
    const phases = size >= WHOLE_PIXELS_FROM ? 1 : 4;
    const { widthPermille, turn } = run;
    const key = `${face.family}/${face.style}/${String(size)}/${String(widthPermille)}/${turn}`;
    let table = this.tables.get(key);
    if (!table) {
      table = new MaskTable({ face, size, widthPermille, turn, phases });
      this.tables.set(key, table);
    }
    table.used = this.clock;
    return table;
  }

  /** The outlines of a face, as far as they are there. */
  outlines(face: Face): Outlines<Path2D> | undefined {
    return this.outlineTables.get(`${face.family}/${face.style}`);
  }

  /** Asks the desk for what is not there yet. */
  async fetch(wanted: Wanted): Promise<void> {
    this.clock += 1;
    for (const table of wanted.masks.keys()) table.used = this.clock;
    const jobs: Promise<void>[] = [];
    for (const [table, glyphs] of wanted.masks) {
      const missing = [...glyphs].filter((glyph) => !table.has(glyph));
      for (let at = 0; at < missing.length; at += GLYPHS_A_REQUEST) {
        jobs.push(this.fetchMasks(table, missing.slice(at, at + GLYPHS_A_REQUEST)));
      }
    }
    for (const [face, glyphs] of wanted.outlines) {
      const there = this.outlines(face);
      const missing = [...glyphs].filter((glyph) => !there?.glyphs.has(glyph));
      if (missing.length > 0) jobs.push(this.fetchOutlines(face, missing));
    }
    await Promise.all(jobs);
    this.forget();
  }

  private async fetchMasks(table: MaskTable, glyphs: number[]): Promise<void> {
    for (const mask of await this.desk.masks(table.set, glyphs)) table.add(mask);
  }

  private async fetchOutlines(face: Face, glyphs: number[]): Promise<void> {
    const { unitsPerEm, glyphs: paths } = await this.desk.outlines(face, glyphs);
    const key = `${face.family}/${face.style}`;
    const table = this.outlineTables.get(key) ?? { unitsPerEm, glyphs: new Map<number, Path2D>() };
    for (const [glyph, path] of paths) table.glyphs.set(glyph, path);
    this.outlineTables.set(key, table);
  }

  private forget(): void {
    const oldestFirst = [...this.tables].sort(([, a], [, b]) => a.used - b.used);
    let bytes = oldestFirst.reduce((sum, [, table]) => sum + table.bytes, 0);
    for (const [key, table] of oldestFirst) {
      if (bytes <= KEPT_BYTES || table.used === this.clock) break;
      this.tables.delete(key);
      bytes -= table.bytes;
    }
  }
}
