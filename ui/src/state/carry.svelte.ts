import type { Act, Size, What } from '../desk/types';
import type { Stage } from '../stage/stage';
import type { Cells } from '../wire/about';
import type { Cause } from './editor';
import { cellAt, inTypeArea, placed } from './grid';

/** What the story list has. */
export type Carried = What & { readonly kind: 'story' | 'picture' | 'part' };

/** Something of the story list that is dragged to the page. */
export interface Thing {
  readonly what: Carried;
  /** What the ghost under the pointer says. */
  readonly label: string;
}

/** What carrying brings about. */
export interface CarryActions {
  readonly stage: Stage | null;
  look(act: Act, causes: readonly Cause[]): void;
  place(act: Act): void;
  bail(): void;
}

type PointerLike = Pick<PointerEvent, 'clientX' | 'clientY' | 'button' | 'buttons' | 'pointerId' | 'timeStamp'>;

/** CSS pixels that a press may stray and still be a click. */
const CLICK = 4;
/** How large a thing is taken to be until the desk has said how large it makes it. */
const PLAUSIBLE: Readonly<Record<Carried['kind'], Size>> = {
  story: { columns: 4, lines: 24 },
  picture: { columns: 2, lines: 14 },
  part: { columns: 2, lines: 3 },
};

/** Drags things from the story list to the page, with pointer events: a drop of files is the window's own. */
export class Carry {
  /** What is carried and where the pointer is, in CSS pixels of the window. */
  ghost = $state.raw<{ readonly label: string; readonly x: number; readonly y: number } | null>(null);
  private pressed: { readonly thing: Thing; readonly x: number; readonly y: number; readonly pointer: number } | null =
    null;
  private size: Size = PLAUSIBLE.story;
  /** The column and line under the pointer; `null` off the page. */
  private at: { readonly column: number; readonly line: number } | null = null;

  constructor(private readonly actions: CarryActions) {}

  down(event: PointerLike, thing: Thing): void {
    if (event.button !== 0 || !this.actions.stage?.page) return;
    this.pressed = { thing, x: event.clientX, y: event.clientY, pointer: event.pointerId };
  }

  move(event: PointerLike): void {
    const { pressed } = this;
    if (pressed?.pointer !== event.pointerId) return;
    if ((event.buttons & 1) === 0) {
      // It was let go where nobody heard of it, outside the window.
      this.cancel();
      return;
    }
    const { clientX: x, clientY: y } = event;
    if (!this.ghost) {
      if (Math.hypot(x - pressed.x, y - pressed.y) < CLICK) return;
      this.size = PLAUSIBLE[pressed.thing.what.kind];
    }
    this.ghost = { label: pressed.thing.label, x, y };
    this.aim(event, pressed.thing);
  }

  up(event: PointerLike): void {
    const { pressed, at } = this;
    if (pressed?.pointer !== event.pointerId) return;
    this.end();
    if (at) this.actions.place(placing(pressed.thing, at));
  }

  /** Gives it up; says whether there was anything to give up. */
  cancel(): boolean {
    const carried = this.ghost !== null;
    this.end();
    if (carried) this.actions.bail();
    return carried;
  }

  /** The desk has shown how large it makes the thing. */
  shown({ columns, lines }: Cells): void {
    if (!this.ghost) return;
    this.size = { columns, lines };
    this.show();
  }

  private aim(event: PointerLike, thing: Thing): void {
    const { stage } = this.actions;
    const guides = stage?.page?.guides;
    if (!stage || !guides) return;
    const place = stage.place(event);
    const point = stage.camera.onPage(place.x, place.y);
    const before = this.at;
    this.at = place.inside && inTypeArea(point, guides, guides.character * 2) ? cellAt(point, guides) : null;
    this.show();
    if (!this.at) {
      if (before) this.actions.bail();
    } else if (before?.column !== this.at.column || before.line !== this.at.line) {
      this.actions.look(placing(thing, this.at), [{ measure: 'drag', start: event.timeStamp }]);
    }
  }

  /** Shows where the thing would land. */
  private show(): void {
    const { stage } = this.actions;
    const guides = stage?.page?.guides;
    const target = this.at && guides ? placed(this.at.column, this.at.line, this.size, guides) : null;
    stage?.overlay({ target });
  }

  private end(): void {
    this.pressed = null;
    this.ghost = null;
    this.at = null;
    this.show();
  }
}

/** The act that places a thing; its size is the desk's to choose. */
function placing({ what }: Thing, at: { readonly column: number; readonly line: number }): Act {
  return { do: 'place', what, at, size: null };
}
