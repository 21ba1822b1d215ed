import type { Actor } from '../commands';
import { nudged, resized, sameCells } from './grid';
import type { Session } from './session.svelte';

/** What the window's actions do. */
export function actorOf(session: Session): Actor {
  const key = (start: number) => [{ measure: 'key' as const, start }];

  /** Moves or resizes the selected block from where it is when its turn comes: held keys add up. */
  function shift(how: typeof nudged, columns: number, lines: number): void {
    const { selected } = session;
    if (selected === null) return;
    void session.act((page) => {
      const block = page.blocks.find(({ id }) => id === selected);
      const cells = block && how(block.about.cells, columns, lines, page.guides);
      return cells && !sameCells(cells, block.about.cells) ? { do: 'cells', block: selected, cells } : null;
    });
  }

  return {
    show: (box) => {
      if (!session.summary && box !== 'new' && box !== 'open') return;
      session.error = null;
      session.box = box;
    },
    save: () => { if (session.summary) void session.save(); },
    undo: (start) => { session.editor.undo(key(start)); },
    redo: (start) => { session.editor.redo(key(start)); },
    tool: (tool) => {
      if (session.editing) session.leaveText();
      session.make(tool === 'select' ? null : tool === 'rule' ? { kind: tool, upright: null } : { kind: tool });
    },
    escape: () => {
      if (session.gestures?.dragging) session.gestures.cancel();
      else if (session.carry.cancel()) return;
      else if (session.editing) session.leaveText();
      else if (session.making) session.make(null);
      else session.select(null);
    },
    edit: () => {
      const block = session.selectedBlock;
      if (!block) return;
      session.takeKeyboard();
      const { x, y } = block.frame;
      void session.hit({ x, y, unit: 'caret', block: block.id, extend: false });
    },
    remove: () => {
      if (session.selected !== null) void session.act({ do: 'delete', block: session.selected });
    },
    nudge: (columns, lines) => { shift(nudged, columns, lines); },
    resize: (columns, lines) => { shift(resized, columns, lines); },
    lock: () => {
      const block = session.selectedBlock;
      if (!block) return;
      void session.act({ do: 'set', block: block.id, to: { locked: !block.about.stand.locked } });
    },
    group: () => {
      const { selected, also } = session;
      if (selected !== null && also.length > 0) void session.act({ do: 'group', blocks: [selected, ...also] });
    },
    ungroup: () => {
      const block = session.selectedBlock;
      if (block && block.about.stand.group !== null) void session.act({ do: 'ungroup', block: block.id });
    },
    order: (to) => {
      if (session.selected !== null) void session.act({ do: 'order', block: session.selected, to });
    },
    arrange: () => { if (session.model) void session.act({ do: 'arrange' }); },
    turn: (by) => { void session.turn(by); },
    zoom: (by) => {
      const { stage } = session;
      if (stage) stage.zoomTo(stage.camera.step(by));
    },
    fit: (how) => { session.stage?.fit(how); },
    actualSize: () => { session.stage?.zoomTo(1); },
    toggleGuides: () => { session.guides = !session.guides; },
  };
}
