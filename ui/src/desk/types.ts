import type { Cells, Crop, Layout, Own, Stand, Turn } from '../wire/about';
import type { Face, Finding } from '../wire/patch';
import type { Caret, DeskState, Role } from '../wire/state';

export type PageColour = 'black' | 'black-and-red' | 'full';
export type StoryKind = 'article' | 'photos' | 'qr' | 'page-title' | 'contents';

export interface PageSummary {
  readonly number: string;
  readonly title: string;
  readonly colour: PageColour;
  /** Its layers above the lowest one, from below. */
  readonly layers: readonly Layer[];
}

/** A layer of a page (图层). */
export interface Layer {
  readonly name: string;
  readonly hidden: boolean;
  readonly locked: boolean;
}

/** What the paper has for the blocks of its pages, by name. */
export interface Offers {
  readonly styles: readonly string[];
  readonly articleStyles: readonly string[];
  readonly looks: readonly string[];
  readonly sections: readonly { readonly name: string; readonly title: string }[];
  readonly ads: readonly ({ readonly name: string } & Size)[];
}

export interface PictureSummary {
  readonly id: string;
  /** Path inside the edition, if the file is there. */
  readonly file: string | null;
  readonly caption: string;
  readonly label: string;
  readonly placed: boolean;
}

/** A paragraph that is no running text. */
export interface PartSummary {
  readonly paragraph: number;
  readonly role: Role;
  readonly text: string;
  readonly placed: boolean;
}

export interface StorySummary {
  readonly id: string;
  readonly title: string;
  readonly kind: StoryKind;
  readonly characters: number;
  readonly pictures: readonly PictureSummary[];
  readonly parts: readonly PartSummary[];
  /** Numbers of the pages on which it stands. */
  readonly placed: readonly string[];
  /** Id of the story that it doubles (重稿). */
  readonly doubles: string | null;
}

/** An opened edition; crates/desk/src/summary.rs. */
export interface Summary {
  readonly folder: string;
  readonly name: string;
  readonly paper: string;
  readonly date: string;
  readonly dateText: string;
  readonly issue: number | null;
  readonly pages: readonly PageSummary[];
  readonly offers: Offers;
  readonly stories: readonly StorySummary[];
  readonly state: DeskState;
}

export type Template = 'broadsheet' | 'tabloid';

/** A new edition. */
export interface NewEdition {
  readonly dir: string;
  readonly template: Template;
  readonly paper: string | null;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** What can be placed on a page. */
export type What =
  | { readonly kind: 'story'; readonly story: string }
  | { readonly kind: 'picture'; readonly story: string; readonly picture: string }
  | { readonly kind: 'part'; readonly story: string; readonly paragraphs: readonly number[] }
  | { readonly kind: 'text' }
  | { readonly kind: 'headline' }
  /** `upright`: the column before which an upright rule stands, `null` for a level one. */
  | { readonly kind: 'rule'; readonly upright: number | null }
  | { readonly kind: 'panel' }
  | { readonly kind: 'ad'; readonly size: string | null }
  | { readonly kind: 'masthead' }
  | { readonly kind: 'staff' }
  | { readonly kind: 'section'; readonly section: string }
  | { readonly kind: 'code'; readonly content: string }
  | { readonly kind: 'guide'; readonly title: string; readonly stories: readonly string[] }
  /** 续排 of the text of the block `after`. */
  | { readonly kind: 'rest'; readonly after: string };

/** What a tool makes on the page. */
export type Made = Exclude<What, { readonly kind: 'story' | 'picture' | 'part' }>;

export interface Size {
  readonly columns: number;
  readonly lines: number;
}

/** A stretch of text; both ends are the same where nothing is selected. */
export interface Range {
  readonly anchor: Caret;
  readonly focus: Caret;
}

/** Properties of a block that are set; what is left out stays as it is. */
export type Settings = Partial<
  Omit<Stand, 'group'> &
    Omit<Layout, 'without'> & {
      readonly headLines: number;
      readonly headlineSize: string | null;
      readonly boxed: boolean;
      readonly style: string | null;
      readonly crop: { readonly picture: string; readonly crop: Crop };
      readonly own: { readonly kind: 'rule' | 'ad' | 'section' | 'code' | 'guide' } & Omit<Own, 'after'>;
    }
>;

/** Where a block goes in the order of painting. */
export type Toward = 'front' | 'forward' | 'backward' | 'back';

/** A change of the edition. */
export type Act =
  | {
      readonly do: 'place';
      readonly what: What;
      readonly at: { readonly column: number; readonly line: number };
      readonly size: Size | null;
    }
  | { readonly do: 'cells'; readonly block: string; readonly cells: Cells }
  | { readonly do: 'delete'; readonly block: string }
  | { readonly do: 'set'; readonly block: string; readonly to: Settings }
  | { readonly do: 'order'; readonly block: string; readonly to: Toward }
  | { readonly do: 'group'; readonly blocks: readonly string[] }
  | { readonly do: 'ungroup'; readonly block: string }
  | { readonly do: 'number'; readonly block: string }
  /** `was`: the layer's name until then, `null` for a new one. */
  | { readonly do: 'layers'; readonly layers: readonly (Layer & { readonly was: string | null })[] }
  | { readonly do: 'role'; readonly story: string; readonly paragraph: number; readonly role: Role }
  | { readonly do: 'title'; readonly title: string }
  | { readonly do: 'arrange' }
  | ({ readonly do: 'type'; readonly text: string; readonly fresh: boolean } & Range)
  | ({ readonly do: 'erase'; readonly forward: boolean; readonly word: boolean } & Range)
  | ({ readonly do: 'compose'; readonly text: string; readonly cursor: number } & Range);

/** Where a caret goes. */
export type Move =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'word-left'
  | 'word-right'
  | 'line-start'
  | 'line-end'
  | 'story-start'
  | 'story-end'
  | 'all';

/** What a point in a text stands for. */
export type Unit = 'caret' | 'word' | 'paragraph';

export interface HitRequest {
  readonly x: number;
  readonly y: number;
  readonly unit: Unit;
  /** Only this block, the line nearest to the point. */
  readonly block: string | null;
  /** Where the selection begins that the point ends. */
  readonly anchor: Caret | null;
}

export interface CaretRequest extends Range {
  readonly move: Move | null;
  readonly extend: boolean;
  readonly goal: number | null;
}

export interface ExportRequest {
  /** Number of the page, `null` for all. */
  readonly page: string | null;
  /** The file; with `each` the folder of a file a page. */
  readonly out: string;
  readonly each: boolean;
  /** Name of the printer's profile. */
  readonly printer: string;
  /** The sheet of the newsroom's sample (样张), `null` for the printer's own file. */
  readonly sample: 'full' | 'a3' | null;
  readonly allowErrors: boolean;
}

/** Who may print the edition. */
export interface Printers {
  readonly printers: readonly { readonly name: string; readonly title: string }[];
  /** Name of the one that does so unless somebody says otherwise. */
  readonly usual: string;
}

export interface Exported {
  readonly written: boolean;
  readonly file: string;
  /** How many files were written. */
  readonly files: number;
  readonly bytes: number;
  readonly findings: readonly Finding[];
}

export interface Progress {
  readonly stage: 'idle' | 'laying' | 'checking' | 'printing' | 'writing';
  readonly done: number;
  readonly total: number;
}

/** Which masks to make; crates/desk/src/masks.rs. */
export interface MaskSet {
  readonly face: Face;
  /** Type size in device pixels. */
  readonly size: number;
  readonly widthPermille: number;
  readonly turn: Turn;
  readonly phases: 1 | 4;
}
