import type { Block, Patch } from '../wire/patch';
import type { Rect } from '../wire/words';
import type { Camera } from './camera';

/** What lies over the page. */
export interface OverlayState {
  readonly guides: boolean;
  readonly hovered: string | null;
  readonly selected: string | null;
}

/** Words on the tabs, from the interface's language. */
export interface OverlayWords {
  overset(characters: number, lines: number): string;
  underset(lines: number): string;
}

const ACCENT = '#3b82f6';
const OVERSET = '#d6453d';
const UNDERSET = '#c98a1b';
const COLUMN_GUIDE = 'rgba(56, 132, 255, 0.26)';
const LINE_GUIDE = 'rgba(56, 132, 255, 0.13)';
/** Lines nearer than this many device pixels would only be a haze. */
const LINE_GUIDES_FROM = 4;

/** Draws guides, frames and the tabs of 余 and 欠. */
export function drawOverlay(
  ctx: CanvasRenderingContext2D,
  camera: Camera,
  patch: Patch,
  state: OverlayState,
  words: OverlayWords,
): void {
  ctx.clearRect(0, 0, camera.width, camera.height);
  if (state.guides) drawGuides(ctx, camera, patch);
  for (const block of patch.blocks) {
    if (block.id === state.selected) frame(ctx, camera.onCanvas(block.frame), ACCENT, 2 * camera.ratio);
    else if (block.id === state.hovered) frame(ctx, camera.onCanvas(block.frame), ACCENT, camera.ratio);
  }
  for (const block of patch.blocks) drawTab(ctx, camera, block, words);
}

function drawGuides(ctx: CanvasRenderingContext2D, camera: Camera, { guides }: Patch): void {
  const area = camera.onCanvas(guides.typeArea);
  ctx.fillStyle = LINE_GUIDE;
  const [first = 0, second = 0] = guides.lines;
  if ((second - first) * camera.scale >= LINE_GUIDES_FROM) {
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

function frame(ctx: CanvasRenderingContext2D, rect: Rect, colour: string, width: number): void {
  const line = Math.max(1, Math.round(width));
  ctx.strokeStyle = colour;
  ctx.lineWidth = line;
  ctx.strokeRect(rect.x - line / 2, rect.y - line / 2, rect.width + line, rect.height + line);
}

function drawTab(ctx: CanvasRenderingContext2D, camera: Camera, block: Block, words: OverlayWords): void {
  const { fit } = block;
  if (!fit || (fit.oversetCharacters === 0 && fit.undersetLines === 0)) return;
  const overset = fit.oversetCharacters > 0;
  const text = overset ? words.overset(fit.oversetCharacters, fit.oversetLines) : words.underset(fit.undersetLines);
  const box = camera.onCanvas(block.frame);
  const { ratio } = camera;
  ctx.font = `${String(10.5 * ratio)}px system-ui, sans-serif`;
  const width = Math.ceil(ctx.measureText(text).width) + 10 * ratio;
  const height = 16 * ratio;
  // Hanging from the end of the block: it covers neither the block's last lines nor its neighbour's first.
  const x = box.x + box.width - width;
  const y = box.y + box.height;
  ctx.fillStyle = overset ? OVERSET : UNDERSET;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, [0, 0, 3 * ratio, 3 * ratio]);
  ctx.fill();
  ctx.fillStyle = '#ffffff';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + 5 * ratio, y + height / 2 + ratio * 0.5);
}
