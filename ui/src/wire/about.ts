import type { Rect } from './words';

/** A turn clockwise by quarters, as the desk names it. */
export type Turn = 'upright' | 'right' | 'down' | 'left';

export type BlockKind =
  | 'folio'
  | 'page-title'
  | 'article'
  | 'photos'
  | 'text'
  | 'qr'
  | 'code'
  | 'contents'
  | 'guide'
  | 'part'
  | 'picture'
  | 'masthead'
  | 'section'
  | 'staff'
  | 'rule'
  | 'panel'
  | 'ad';

/** Where a block stands on the page's grid; columns and lines count from 0. */
export interface Cells {
  readonly column: number;
  readonly line: number;
  readonly columns: number;
  readonly lines: number;
}

/** At which sides of a block the text of others may stand (图文互斥). */
export type WrapSides = 'both' | 'left' | 'right' | 'neither' | 'over';

export interface Wrap {
  readonly sides: WrapSides;
  /** How far text keeps away, in EMU. */
  readonly distance: number;
}

/** How a block lies among its neighbours, and what the designer calls it. */
export interface Stand {
  /** 自由定位: where it stands off the grid, in EMU. */
  readonly free: Rect | null;
  readonly turn: Turn;
  readonly wrap: Wrap | null;
  readonly look: string | null;
  readonly name: string | null;
  readonly group: string | null;
  readonly layer: string | null;
  readonly locked: boolean;
}

/** What becomes of the rest when a width is divided into columns (分栏方式). */
export type Dividing = 'whole' | 'width' | 'unequal' | 'grid';

/** 破栏. */
export interface Division {
  readonly into: number;
  readonly dividing: Dividing;
  /** 字 of each column where they are given one by one. */
  readonly widths?: readonly number[];
}

export type HeadAlign = 'centre' | 'start';
export type KickerPlace = 'above' | 'beside';
export type BylinePlace = 'head' | 'end' | 'inline';

/** Where a head stands in its article, its corner counted from the article's. */
export interface HeadPlace {
  readonly column: number;
  readonly line: number;
  readonly columns: number;
}

/** How an article is made up; what is `null` is left to its article style and the house. */
export interface Layout {
  readonly articleStyle: string | null;
  readonly headStyle: string | null;
  readonly headAlign: HeadAlign | null;
  readonly kicker: KickerPlace | null;
  readonly byline: BylinePlace | null;
  readonly division: Division | null;
  readonly columnRules: boolean | null;
  readonly look: string | null;
  readonly headAt: HeadPlace | null;
  /** Where the captions of its pictures stand gathered, on the page's cells. */
  readonly captions: Cells | null;
  readonly without: readonly Cells[];
}

/** Which part of a picture its frame shows: scale and point in permille. */
export interface Crop {
  readonly fitting: 'fill' | 'fit';
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly flip: boolean;
}

export type Pattern = 'solid' | 'double' | 'thick-thin' | 'dashed' | 'dotted' | 'wave';

export interface Line {
  readonly pattern: Pattern;
  /** In EMU. */
  readonly width: number;
  /** C M Y K in permille. */
  readonly colour: readonly [number, number, number, number];
}

/** What only blocks of one kind have. */
export interface Own {
  readonly line?: Line;
  readonly client?: string;
  readonly file?: string | null;
  readonly section?: string;
  readonly content?: string;
  /** Side of each square of a code, in EMU. */
  readonly module?: number;
  readonly title?: string;
  readonly stories?: readonly string[];
  readonly after?: string;
}

/** What a block is, as far as it can be changed; crates/desk/src/about.rs. */
export interface About {
  readonly kind: BlockKind;
  readonly story: string | null;
  readonly cells: Cells;
  readonly headLines: number;
  /** Type size of the headline, such as `46pt`, if one is given. */
  readonly headlineSize: string | null;
  readonly boxed: boolean;
  readonly pictures: readonly { readonly picture: string; readonly crop: Crop }[];
  /** Of a 散件: the paragraphs that stand in it. */
  readonly paragraphs: readonly number[];
  /** Of a 单图: the picture. */
  readonly picture: string | null;
  /** The paper's style in which its text is set. */
  readonly style: string | null;
  /** Whether hands are kept off it, by its own lock or its layer's. */
  readonly held: boolean;
  readonly stand: Stand;
  /** What a block of its kind can have at all. */
  readonly may: { readonly free: boolean; readonly turn: boolean; readonly style: boolean };
  readonly layout: Layout | null;
  readonly own: Own;
}
