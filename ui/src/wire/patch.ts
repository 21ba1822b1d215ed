import type { About, Turn } from './about';
import type { DeskState } from './state';
import { Words, type Rect } from './words';

const TURNS: readonly Turn[] = ['upright', 'right', 'down', 'left'];

/** What prints a picture (版面色别): all inks, black, or black and red. */
export type Plates = 'all' | 'black' | 'black-and-red';

const PLATES: readonly Plates[] = ['all', 'black', 'black-and-red'];

/** Whether width and height change places. */
export function isSideways(turn: Turn): boolean {
  return turn === 'right' || turn === 'left';
}

/** A linear gradient on the page; the colours of its ends go on beyond them. */
export interface Gradient {
  /** x, y of its beginning and of its end. */
  readonly ends: Int32Array;
  /** Colours at even steps, at least two. */
  readonly stops: Int32Array;
}

/** A run of glyphs of one face, size and colour. */
export interface GlyphRun {
  readonly kind: 'glyphs';
  readonly face: number;
  readonly size: number;
  readonly widthPermille: number;
  readonly rgb: number;
  /** How each glyph is turned about its place. */
  readonly turn: Turn;
  /** How far ink reaches beyond each glyph's edge. */
  readonly reach: number;
  /** A gradient instead of `rgb`. */
  readonly gradient: Gradient | null;
  /** Three words a glyph: glyph id, x, y. */
  readonly glyphs: Int32Array;
}

export interface Fill {
  readonly kind: 'fill';
  readonly rgb: number;
  readonly rect: Rect;
}

export interface Stroke {
  readonly kind: 'stroke';
  readonly rgb: number;
  /** x, y of one end and of the other. */
  readonly ends: Int32Array;
  readonly width: number;
}

/** Steps of a shape: a code, then its points. */
export type Segment =
  | { readonly step: 'move' | 'line'; readonly points: Int32Array }
  | { readonly step: 'curve'; readonly points: Int32Array }
  | { readonly step: 'close' };

export interface Shape {
  readonly kind: 'shape';
  readonly rgb: number;
  readonly segments: readonly Segment[];
}

/** A path drawn with a pen, with round corners and ends. */
export interface Outline {
  readonly kind: 'outline';
  readonly rgb: number;
  readonly width: number;
  readonly segments: readonly Segment[];
}

/** A shape filled with a gradient. */
export interface Shade {
  readonly kind: 'shade';
  readonly gradient: Gradient;
  readonly segments: readonly Segment[];
}

export interface Picture {
  readonly kind: 'picture';
  readonly frame: Rect;
  readonly placed: Rect;
  /** Path inside the edition; empty for a picture that is not there yet. */
  readonly file: string;
  /** How it is turned, so that it fills `placed`. */
  readonly turn: Turn;
  /** Whether it is mirrored left to right, before it is turned. */
  readonly flipped: boolean;
  /** What prints it: the screen shows it so. */
  readonly plates: Plates;
  /** What to paint until, or unless, the picture can be had. */
  readonly standIns: readonly Item[];
}

export type Item = GlyphRun | Fill | Stroke | Shape | Outline | Shade | Picture;

/** How a block's text fits: 余 and 欠. */
export interface Fit {
  readonly oversetCharacters: number;
  readonly oversetLines: number;
  readonly undersetLines: number;
}

export interface Block {
  readonly id: string;
  readonly about: About;
  readonly frame: Rect;
  readonly fit: Fit | null;
  readonly items: readonly Item[];
}

export interface Face {
  readonly family: string;
  readonly style: string;
}

export interface Guides {
  readonly typeArea: Rect;
  readonly columns: readonly Rect[];
  /** Tops of the lines, and the foot of the last. */
  readonly lines: Int32Array;
  /** Width of one 字 of the body, and height of one line. */
  readonly character: number;
  readonly line: number;
  /** 字 in a column, and between two. */
  readonly characters: number;
  readonly gap: number;
}

/** How one story fits its block. */
export interface Article extends Fit {
  readonly block: string;
  readonly story: string;
  readonly characters: number;
  /** Characters of the body that the block has room for (容字). */
  readonly capacityCharacters: number;
  readonly capacityLines: number;
  readonly filledLines: number;
  /** Characters that could still stand in it (欠). */
  readonly undersetCharacters: number;
  readonly headlineFill: number | null;
}

export interface Finding {
  readonly rule: string;
  readonly severity: 'note' | 'warning' | 'error';
  readonly block: string | null;
  readonly story: string | null;
  readonly text: string;
}

/** The ledger and the findings of a page. */
export interface Notes {
  readonly articles: readonly Article[];
  readonly cells: {
    readonly all: number;
    readonly text: number;
    readonly heads: number;
    readonly pictures: number;
    readonly ads: number;
    readonly blank: number;
  };
  readonly findings: readonly Finding[];
}

/** A page, or what has changed of it, as the desk sends it; crates/desk/src/patch.rs says how it is written. */
export interface Patch {
  /** Counts the patches of this page; what the next request has. */
  readonly serial: number;
  /** Whether `blocks` are all blocks of the page, not only the new and the changed ones. */
  readonly whole: boolean;
  readonly revision: number;
  readonly page: string;
  readonly width: number;
  readonly height: number;
  readonly faces: readonly Face[];
  readonly guides: Guides;
  /** Ids of all blocks in the order of painting. */
  readonly order: readonly string[];
  readonly blocks: readonly Block[];
  readonly notes: Notes;
  readonly state: DeskState;
}

/** Reads a patch. Throws when it is none or is cut off. */
export function readPatch(buffer: ArrayBuffer): Patch {
  const words = new Words(buffer, 'BXP4');
  const patch = {
    serial: words.count(),
    whole: words.count() === 1,
    revision: words.count(),
    page: words.text(),
    width: words.number(),
    height: words.number(),
    faces: words.list(() => ({ family: words.text(), style: words.text() })),
    guides: {
      typeArea: words.rect(),
      columns: words.list(() => words.rect()),
      lines: words.view(words.count()),
      character: words.number(),
      line: words.number(),
      characters: words.count(),
      gap: words.count(),
    },
    order: words.list(() => words.text()),
    blocks: words.list(() => readBlock(words)),
    notes: JSON.parse(words.text()) as Notes,
    state: JSON.parse(words.text()) as DeskState,
  };
  if (!words.done) throw new Error('the answer goes on after its end');
  return patch;
}

function readBlock(words: Words): Block {
  const id = words.text();
  const about = JSON.parse(words.text()) as About;
  const frame = words.rect();
  const fits = words.count() === 1;
  const fit = { oversetCharacters: words.count(), oversetLines: words.count(), undersetLines: words.count() };
  return { id, about, frame, fit: fits ? fit : null, items: words.list(() => readItem(words)) };
}

function readItem(words: Words): Item {
  const kind = words.count();
  switch (kind) {
    case 0:
      return {
        kind: 'glyphs',
        face: words.count(),
        size: words.number(),
        widthPermille: words.count(),
        rgb: words.count(),
        turn: readTurn(words),
        reach: words.number(),
        gradient: words.list(() => readGradient(words))[0] ?? null,
        glyphs: words.view(words.count() * 3),
      };
    case 1:
      return { kind: 'fill', rgb: words.count(), rect: words.rect() };
    case 2:
      return { kind: 'stroke', rgb: words.count(), ends: words.view(4), width: words.number() };
    case 3:
      return { kind: 'shape', rgb: words.count(), segments: words.list(() => readSegment(words)) };
    case 4:
      return {
        kind: 'picture',
        frame: words.rect(),
        placed: words.rect(),
        file: words.text(),
        turn: readTurn(words),
        flipped: words.count() === 1,
        plates: readPlates(words),
        standIns: words.list(() => readItem(words)),
      };
    case 5:
      return {
        kind: 'outline',
        rgb: words.count(),
        width: words.number(),
        segments: words.list(() => readSegment(words)),
      };
    case 6:
      return { kind: 'shade', gradient: readGradient(words), segments: words.list(() => readSegment(words)) };
    default:
      throw new Error(`no item is of kind ${String(kind)}`);
  }
}

function readTurn(words: Words): Turn {
  const quarters = words.count();
  const turn = TURNS[quarters];
  if (!turn) throw new Error(`no turn has ${String(quarters)} quarters`);
  return turn;
}

function readPlates(words: Words): Plates {
  const number = words.count();
  const plates = PLATES[number];
  if (!plates) throw new Error(`no plates have the number ${String(number)}`);
  return plates;
}

function readGradient(words: Words): Gradient {
  const gradient = { ends: words.view(4), stops: words.view(words.count()) };
  if (gradient.stops.length < 2) throw new Error('a gradient has at least two colours');
  return gradient;
}

function readSegment(words: Words): Segment {
  const step = words.count();
  switch (step) {
    case 0:
      return { step: 'move', points: words.view(2) };
    case 1:
      return { step: 'line', points: words.view(2) };
    case 2:
      return { step: 'curve', points: words.view(6) };
    case 3:
      return { step: 'close' };
    default:
      throw new Error(`no segment is of kind ${String(step)}`);
  }
}
