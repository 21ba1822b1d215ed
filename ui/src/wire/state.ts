/** A place in a story's text. Offsets count Unicode characters, not UTF-16 units. */
export interface Caret {
  readonly story: string;
  readonly paragraph: number;
  readonly offset: number;
  /** At the end of a line that goes on, not at the start of the next. */
  readonly atEnd?: boolean;
}

/** Which part of a story a paragraph is. */
export type Role =
  | 'section'
  | 'kicker'
  | 'headline'
  | 'subhead'
  | 'summary'
  | 'byline'
  | 'editor-note'
  | 'body'
  | 'crosshead'
  | 'caption'
  | 'credit'
  | 'jump';

/** x, y, width, height on the page. */
export type Box = readonly [number, number, number, number];

/** The selection in a text, and where it shows. */
export interface TextState {
  readonly anchor: Caret;
  readonly focus: Caret;
  /** Where across the page moves up and down are heading. */
  readonly goal: number | null;
  /** x, y and height of the caret; `null` where its line does not show. */
  readonly caret: readonly [number, number, number] | null;
  readonly selection: readonly Box[];
  /** An unfinished composition. */
  readonly marked: readonly Box[];
  /** The selected text. */
  readonly text: string;
  readonly block: string | null;
  readonly role: Role;
}

/** Names of the steps that can be undone. */
export type StepName =
  | 'place'
  | 'move'
  | 'resize'
  | 'delete'
  | 'set'
  | 'lock'
  | 'unlock'
  | 'name'
  | 'layer'
  | 'wrap'
  | 'look'
  | 'turn'
  | 'style'
  | 'head'
  | 'division'
  | 'crop'
  | 'order'
  | 'group'
  | 'ungroup'
  | 'number'
  | 'layers'
  | 'type'
  | 'erase'
  | 'role'
  | 'arrange'
  | 'import'
  | 'title';

/** The state of the open edition, which comes with every patch. */
export interface DeskState {
  readonly dirty: boolean;
  /** The steps that undo and redo would take back. */
  readonly undo: StepName | null;
  readonly redo: StepName | null;
  /** Counts the changes of what the summary says. */
  readonly stories: number;
  /** The block that the act made or changed. */
  readonly select: string | null;
  readonly text: TextState | null;
  /** Changes that came back from the journal when the edition was opened. */
  readonly recovered: number;
  /** Whether changes are written down at once, so that a crash loses none. */
  readonly guarded: boolean;
}
