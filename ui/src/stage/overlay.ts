import type { PageModel } from '../state/page-model';
import type { Cells } from '../wire/about';
import type { Article, Block } from '../wire/patch';
import type { TextState } from '../wire/state';
import type { Rect } from '../wire/words';
import type { Camera } from './camera';
import { ACCENT, frame, label } from './draw';
import { HANDLE_SIZE, handlesOf, middleOf } from './handles';
import { drawTarget } from './overlay-target';
import { drawText } from './overlay-text';

/** What lies over the page. */
export interface OverlayState {
  readonly guides: boolean;
  readonly hovered: string | null;
  readonly selected: string | null;
  /** Blocks that belong with the selected one. */
  readonly also: readonly string[];
  /** Whether the selected block can be pulled by its handles. */
  readonly handles: boolean;
  /** The selection in the edited text. */
  readonly text: TextState | null;
  /** Where what is dragged would land. */
  readonly target: Cells | null;
}

/** Words on the overlay, from the interface's language. */
export interface OverlayWords {
  overset(characters: number, lines: number): string;
  underset(characters: number, lines: number): string;
  size(columns: number, lines: number): string;
}

const OVERSET = '#d6453d';
const UNDERSET = '#c98a1b';
const COLUMN_GUIDE = 'rgba(56, 132, 255, 0.26)';
const LINE_GUIDE = 'rgba(56, 132, 255, 0.13)';
const BARE = 'rgba(90, 100, 120, 0.75)';
/** Lines nearer than this many device pixels would only be a haze. */
const LINE_GUIDES_FROM = 4;

/** Everything that the overlay shows, in one text: two that are the same look the same. */
export function overlayKey({ x, y, scale, width, height, ratio }: Camera, page: PageModel, state: OverlayState): string {
  const { guides, hovered, selected, also, handles, text, target } = state;
  const shown = text && [text.selection, text.marked, text.block];
  const blocks = page.blocks.map((block) => [block.id, block.frame, block.fit, block.about.held, isBare(block)]);
  return JSON.stringify([x, y, scale, width, height, ratio, guides, hovered, selected, also, handles, shown, target, blocks]);
}

/** Draws guides, frames, handles, the tabs of 余 and 欠, the selected text, and where a drag would land. */
export function drawOverlay(
  ctx: CanvasRenderingContext2D,
  camera: Camera,
  page: PageModel,
  state: OverlayState,
  words: OverlayWords,
): void {
  ctx.clearRect(0, 0, camera.width, camera.height);
  if (state.guides || state.target) drawGuides(ctx, camera, page, state.guides);
  if (state.text) drawText(ctx, camera, state.text);
  for (const block of page.blocks) drawFrame(ctx, camera, block, state);
  for (const block of page.blocks) {
    drawTab(ctx, camera, block, page.notes.articles.find((article) => tells(article, block)), words);
  }
  const selected = page.blocks.find(({ id }) => id === state.selected);
  if (selected && state.handles && !state.target && !selected.about.held) drawHandles(ctx, camera.onCanvas(selected.frame), camera.ratio);
  if (state.target) drawTarget(ctx, camera, page, state.target, words);
}

function drawFrame(ctx: CanvasRenderingContext2D, camera: Camera, block: Block, state: OverlayState): void {
  const rect = camera.onCanvas(block.frame);
  const { ratio } = camera;
  if (block.id === state.text?.block) {
    // The block whose text is edited: a light frame, so that the text is what one sees.
    frame(ctx, rect, ACCENT, ratio);
  } else if (block.id === state.selected) {
    // While it is dragged, the frame of where it would land says it.
    if (!state.target) frame(ctx, rect, ACCENT, 2 * ratio);
  } else if ((block.id === state.hovered || state.also.includes(block.id)) && !state.target) {
    frame(ctx, rect, ACCENT, ratio);
  } else if (isBare(block)) {
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    frame(ctx, rect, BARE, ratio);
    ctx.setLineDash([]);
  }
}

/** Whether nothing of a block can be seen by itself. Without a story any mark is what it is there for. */
function isBare({ about: { story }, items }: Block): boolean {
  if (story === null) return items.length === 0;
  return !items.some((item) => item.kind === 'picture' || (item.kind === 'glyphs' && item.glyphs.length > 0));
}

function drawHandles(ctx: CanvasRenderingContext2D, rect: Rect, ratio: number): void {
  const size = Math.round(HANDLE_SIZE * ratio);
  const line = Math.max(1, Math.round(ratio));
  for (const handle of handlesOf(rect, ratio)) {
    const middle = middleOf(handle, rect);
    const x = Math.round(middle.x - size / 2);
    const y = Math.round(middle.y - size / 2);
    ctx.fillStyle = ACCENT;
    ctx.fillRect(x, y, size, size);
    ctx.fillStyle = '#ffffff';
    ctx.fillRect(x + line, y + line, size - 2 * line, size - 2 * line);
  }
}

/** The grid: all of it, or during a drag only its columns. */
function drawGuides(ctx: CanvasRenderingContext2D, camera: Camera, { guides }: PageModel, all: boolean): void {
  const area = camera.onCanvas(guides.typeArea);
  ctx.fillStyle = LINE_GUIDE;
  const [first = 0, second = 0] = guides.lines;
  if (all && (second - first) * camera.scale >= LINE_GUIDES_FROM) {
    for (const line of guides.lines) {
      ctx.fillRect(area.x, camera.y + Math.round(line * camera.scale), area.width, 1);
    }
  }
  ctx.fillStyle = COLUMN_GUIDE;
  for (const column of guides.columns) {
    const { x, y, width, height } = camera.onCanvas(column);
    ctx.fillRect(x, y, 1, height);
    ctx.fillRect(x + width - 1, y, 1, height);
  }
  frame(ctx, area, COLUMN_GUIDE, 1);
}

/** Whether an entry tells of a block: of its own, or of the one whose text goes on in it. */
function tells(article: Article, { id, about }: Block): boolean {
  return article.block === id || (about.kind === 'text' && article.story === about.story);
}

/** What the tab of a block says; none while each of its columns has at most one line left, which no text can help. */
export function tabOf(
  { fit, about }: Block,
  article: Article | undefined,
  words: Pick<OverlayWords, 'overset' | 'underset'>,
): { readonly text: string; readonly overset: boolean } | null {
  if (!fit) return null;
  if (fit.oversetCharacters > 0) {
    return { text: words.overset(fit.oversetCharacters, fit.oversetLines), overset: true };
  }
  const columns = about.layout?.division?.into ?? about.cells.columns;
  if (fit.undersetLines < columns) return null;
  return { text: words.underset(article?.undersetCharacters ?? 0, fit.undersetLines), overset: false };
}

function drawTab(
  ctx: CanvasRenderingContext2D,
  camera: Camera,
  block: Block,
  article: Article | undefined,
  words: OverlayWords,
): void {
  const tab = tabOf(block, article, words);
  if (!tab) return;
  const box = camera.onCanvas(block.frame);
  // Hanging from the end of the block: it covers neither the block's last lines nor its neighbour's first.
  label(ctx, camera.ratio, tab.text, tab.overset ? OVERSET : UNDERSET, (width) => ({
    x: box.x + box.width - width,
    y: box.y + box.height,
    corners: [0, 0, 3, 3],
  }));
}
