import type { Tool } from '../commands';
import type { Act, Made, Unit } from '../desk/types';
import type { Cause, Hit } from '../state/editor';
import { gapAt, movedTo, pulledTo, rectOf, sameCells, spanned, type Point, type Pull } from '../state/grid';
import type { Cells } from '../wire/about';
import type { Block, Guides } from '../wire/patch';
import { handleAt, type Handle } from './handles';
import type { Stage } from './stage';

/** What the pointer's gestures bring about. */
export interface GestureActions {
  readonly tool: Tool;
  /** What the tool makes, `null` for the one that selects. */
  readonly making: Made | null;
  readonly selected: string | null;
  /** Whether text on the page is edited. */
  readonly editing: boolean;
  select(block: string | null): void;
  /** Chooses a block with the selected one. */
  choose(block: string): void;
  look(act: Act, causes: readonly Cause[]): void;
  act(act: Act): Promise<boolean>;
  bail(): void;
  /** Puts the caret somewhere; says whether there is text. */
  hit(hit: Hit): Promise<boolean>;
  /** Ends an unfinished composition and gives the keyboard to the text field. */
  takeKeyboard(): void;
  leaveText(): void;
  /** The tool has made what it makes. */
  toolDone(): void;
}

/** What gestures need of the stage. */
export type GestureStage = Pick<
  Stage,
  'page' | 'camera' | 'place' | 'blockAt' | 'blockOf' | 'overlay' | 'carry' | 'pan'
>;

/** The part of a pointer event that is looked at. */
export type PointerLike = Pick<
  PointerEvent,
  'clientX' | 'clientY' | 'button' | 'shiftKey' | 'pointerId' | 'timeStamp'
>;

type Gesture =
  | { kind: 'pan'; x: number; y: number }
  /** A press that becomes a move or, with a tool, a rectangle once the pointer strays. */
  | { kind: 'press'; x: number; y: number; block: Block | null; count: number }
  | { kind: 'move'; block: Block; grabbed: Point; cells: Cells }
  | { kind: 'pull'; block: Block; pull: Pull; cells: Cells }
  | { kind: 'draw'; from: Point; to: Point; cells: Cells }
  /** Selects in the text of a block. */
  | { kind: 'text'; block: string };

/** CSS pixels that a press may stray and still be a click. */
const CLICK = 4;
/** Milliseconds and CSS pixels within which another press counts on. */
const AGAIN = 500;
const AGAIN_NEAR = 5;
/** What one press, two and three select in a text. */
const UNITS: readonly Unit[] = ['caret', 'word', 'paragraph'];

/** The pointer on the stage: what a press begins, a move goes on with, and letting go ends. */
export class Gestures {
  /** Whether the space bar is held: then the pointer moves the page. */
  space = false;
  private gesture: Gesture | null = null;
  private pointer = -1;
  private last = { time: -Infinity, x: 0, y: 0, count: 0 };

  constructor(
    private readonly stage: GestureStage,
    private readonly actions: GestureActions,
    /** The pointer's shape has changed. */
    private readonly cursor: (cursor: string) => void,
  ) {}

  /** Whether something is being dragged, so that Escape gives that up. */
  get dragging(): boolean {
    return this.gesture !== null && this.gesture.kind !== 'press' && this.gesture.kind !== 'text';
  }

  down(event: PointerLike): void {
    if (this.gesture || event.button > 1 || !this.stage.page) return;
    this.pointer = event.pointerId;
    const { x, y } = this.stage.place(event);
    if (event.button === 1 || this.space) this.gesture = { kind: 'pan', x, y };
    else this.gesture = this.press(event, x, y);
    this.shape(x, y);
  }

  move(event: PointerLike): void {
    const { x, y } = this.stage.place(event);
    if (!this.gesture) {
      this.hover(x, y);
      return;
    }
    if (event.pointerId !== this.pointer) return;
    const cause: Cause = { measure: 'drag', start: event.timeStamp };
    switch (this.gesture.kind) {
      case 'pan':
        this.stage.pan(x - this.gesture.x, y - this.gesture.y);
        this.gesture = { kind: 'pan', x, y };
        break;
      case 'press':
        this.stray(this.gesture, x, y, cause);
        break;
      case 'text':
        void this.actions.hit({ ...this.pointOn(x, y), block: this.gesture.block, unit: 'caret', extend: true });
        break;
      default:
        this.drag(this.gesture, x, y, cause);
    }
    this.shape(x, y);
  }

  up(event: PointerLike): void {
    if (event.pointerId !== this.pointer || !this.gesture) return;
    const { gesture } = this;
    this.gesture = null;
    const { x, y } = this.stage.place(event);
    if (gesture.kind === 'press') this.click(gesture, x, y);
    else if (gesture.kind === 'move' || gesture.kind === 'pull') this.drop(gesture);
    else if (gesture.kind === 'draw') this.make(gesture);
    this.hover(x, y);
  }

  /** Gives up what is being dragged. */
  cancel(): void {
    if (!this.gesture) return;
    this.gesture = null;
    this.stage.carry(null);
    this.stage.overlay({ target: null });
    this.actions.bail();
    this.cursor('default');
  }

  leave(): void {
    this.stage.overlay({ hovered: null });
  }

  /** Says what the pointer at a place would do, without moving. */
  hover(x: number, y: number): void {
    const block = this.actions.tool === 'select' ? this.stage.blockAt(x, y) : null;
    this.stage.overlay({ hovered: block?.id ?? null });
    this.shape(x, y);
  }

  private press(event: PointerLike, x: number, y: number): Gesture | null {
    const { actions, stage } = this;
    const count = this.count(event);
    if (actions.tool === 'select' && !actions.editing) {
      const selected = stage.blockOf(actions.selected);
      const handle = selected && handleOf(selected, stage, x, y);
      if (handle) {
        return { kind: 'pull', block: selected, pull: handle.pull, cells: selected.about.cells };
      }
    }
    const block = stage.blockAt(x, y);
    if (actions.tool !== 'select') return { kind: 'press', x, y, block, count };
    if (block && actions.editing) {
      this.intoText(block, x, y, count, event.shiftKey);
      return { kind: 'text', block: block.id };
    }
    if (actions.editing) actions.leaveText();
    if (event.shiftKey && block) {
      actions.choose(block.id);
      return null;
    }
    actions.select(block?.id ?? null);
    return { kind: 'press', x, y, block, count };
  }

  /** Puts the caret into a block; a block without text is only selected. */
  private intoText(block: Block, x: number, y: number, count: number, shift: boolean): void {
    const { actions } = this;
    const began = actions.editing;
    // The press that begins the editing only puts the caret; from then on a second one takes the word.
    const unit = (began ? UNITS[Math.min(count, UNITS.length) - 1] : undefined) ?? 'caret';
    actions.takeKeyboard();
    actions.select(block.id);
    void actions.hit({ ...this.pointOn(x, y), block: block.id, unit, extend: shift && began });
  }

  private pointOn(x: number, y: number): Point {
    const at = this.stage.camera.onPage(x, y);
    return { x: Math.round(at.x), y: Math.round(at.y) };
  }

  /** Counts presses that come quickly one after another at one place. */
  private count({ clientX: x, clientY: y, timeStamp: time, shiftKey }: PointerLike): number {
    const { last } = this;
    const near = Math.hypot(x - last.x, y - last.y) < AGAIN_NEAR;
    const again = near && time - last.time < AGAIN && !shiftKey;
    this.last = { time, x, y, count: again ? last.count + 1 : 1 };
    return this.last.count;
  }

  /** A press has left its place, or not yet. */
  private stray(press: Gesture & { kind: 'press' }, x: number, y: number, cause: Cause): void {
    const { page, camera } = this.stage;
    if (!page || Math.hypot(x - press.x, y - press.y) < CLICK * camera.ratio) return;
    const from = camera.onPage(press.x, press.y);
    if (this.actions.tool !== 'select') {
      this.gesture = { kind: 'draw', from, to: from, cells: spanned(from, from, page.guides) };
    } else if (press.block && !press.block.about.held) {
      const { block } = press;
      const grabbed = { x: from.x - block.frame.x, y: from.y - block.frame.y };
      this.gesture = { kind: 'move', block, grabbed, cells: block.about.cells };
    } else {
      return;
    }
    this.drag(this.gesture, x, y, cause);
  }

  private drag(gesture: Gesture & { kind: 'move' | 'pull' | 'draw' }, x: number, y: number, cause: Cause): void {
    const { stage, actions } = this;
    if (!stage.page) return;
    const { guides } = stage.page;
    const to = stage.camera.onPage(x, y);
    const before = gesture.cells;
    if (gesture.kind === 'draw') {
      gesture.to = to;
      gesture.cells = spanned(gesture.from, to, guides);
    } else if (gesture.kind === 'move') {
      const corner = { x: to.x - gesture.grabbed.x, y: to.y - gesture.grabbed.y };
      gesture.cells = movedTo(gesture.block.about.cells, corner, guides);
      stage.carry({ block: gesture.block.id, ...corner }, cause);
    } else {
      gesture.cells = pulledTo(gesture.block.about.cells, gesture.pull, to, guides);
    }
    stage.overlay({ target: gesture.cells });
    if (gesture.kind === 'draw' || sameCells(before, gesture.cells)) return;
    actions.look({ do: 'cells', block: gesture.block.id, cells: gesture.cells }, [cause]);
  }

  /** Lets a moved or pulled block go where it would land. */
  private drop({ kind, block, cells }: Gesture & { kind: 'move' | 'pull' }): void {
    const { stage, actions } = this;
    const settle = () => {
      stage.carry(null);
      stage.overlay({ target: null });
    };
    if (sameCells(cells, block.about.cells)) {
      settle();
      actions.bail();
      return;
    }
    stage.overlay({ target: null });
    if (kind === 'move' && stage.page) stage.carry({ block: block.id, ...cornerOf(cells, stage.page.guides) });
    void actions.act({ do: 'cells', block: block.id, cells }).then(settle);
  }

  private click(press: Gesture & { kind: 'press' }, x: number, y: number): void {
    if (this.actions.tool === 'select') {
      // Only now: a second press that strays is a drag as well.
      if (press.block && press.count > 1) this.intoText(press.block, x, y, press.count, false);
      return;
    }
    if (!this.stage.page) return;
    const at = this.stage.camera.onPage(x, y);
    if (press.block && this.actions.tool === 'text') {
      this.actions.toolDone();
      this.intoText(press.block, x, y, 2, false);
      return;
    }
    const { column, line } = spanned(at, at, this.stage.page.guides);
    this.place(column, line, null);
  }

  private make({ from, to, cells: { column, line, columns, lines } }: Gesture & { kind: 'draw' }): void {
    const { page } = this.stage;
    // A rule drawn downwards stands upright between two columns.
    const upright = page && Math.abs(to.y - from.y) > Math.abs(to.x - from.x) ? gapAt(from.x, page.guides) : null;
    this.place(column, line, { columns, lines }, upright);
  }

  /** Places what the tool makes; an empty text is begun to be written. */
  private place(
    column: number,
    line: number,
    size: { columns: number; lines: number } | null,
    upright: number | null = null,
  ): void {
    const { actions, stage } = this;
    const { making } = actions;
    if (!making) return;
    stage.overlay({ target: null });
    if (making.kind === 'text' || making.kind === 'headline') actions.takeKeyboard();
    actions.toolDone();
    const what = making.kind === 'rule' ? { ...making, upright } : making;
    void actions.act({ do: 'place', what, at: { column, line }, size });
  }

  /** Gives the pointer the shape of what it does or would do. */
  private shape(x: number, y: number): void {
    this.cursor(this.shapeAt(x, y));
  }

  private shapeAt(x: number, y: number): string {
    const { stage, actions, gesture } = this;
    if (gesture?.kind === 'pan') return 'grabbing';
    if (this.space) return 'grab';
    if (gesture?.kind === 'move') return 'move';
    if (actions.tool !== 'select') return 'crosshair';
    if (actions.editing) return stage.blockAt(x, y) ? 'text' : 'default';
    const selected = stage.blockOf(actions.selected);
    const handle = selected && handleOf(selected, stage, x, y);
    return handle ? handle.cursor : 'default';
  }
}

/** The handle of a block under a point; one that is locked has none. */
function handleOf({ about, frame }: Block, { camera }: GestureStage, x: number, y: number): Handle | undefined {
  return about.held ? undefined : handleAt(camera.onCanvas(frame), camera.ratio, x, y);
}

function cornerOf(cells: Cells, guides: Guides): Point {
  const { x, y } = rectOf(cells, guides);
  return { x, y };
}
