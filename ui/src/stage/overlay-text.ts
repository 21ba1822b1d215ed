import type { Box, TextState } from '../wire/state';
import type { Rect } from '../wire/words';
import type { Camera } from './camera';

const SELECTION = 'rgba(59, 130, 246, 0.28)';
const CARET = '#1d4ed8';
const MARK = '#1d4ed8';

/** Draws the selection, the line under an unfinished composition, and the caret. */
export function drawText(ctx: CanvasRenderingContext2D, camera: Camera, text: TextState, blink: boolean): void {
  ctx.fillStyle = SELECTION;
  for (const box of text.selection) {
    const { x, y, width, height } = camera.onCanvas(rectOfBox(box));
    ctx.fillRect(x, y, width, height);
  }
  ctx.fillStyle = MARK;
  const line = Math.max(1, Math.round(camera.ratio));
  for (const box of text.marked) {
    const { x, y, width, height } = camera.onCanvas(rectOfBox(box));
    ctx.fillRect(x, y + height, width, line);
  }
  if (!blink || !text.caret || text.selection.length > 0) return;
  const caret = camera.onCanvas(caretRect(text.caret));
  const width = Math.max(1, Math.round(1.5 * camera.ratio));
  ctx.fillStyle = CARET;
  ctx.fillRect(caret.x - Math.floor(width / 2), caret.y, width, Math.max(1, caret.height));
}

export function rectOfBox([x, y, width, height]: Box): Rect {
  return { x, y, width, height };
}

/** The caret as a rectangle without width. */
export function caretRect([x, y, height]: readonly [number, number, number]): Rect {
  return { x, y, width: 0, height };
}
