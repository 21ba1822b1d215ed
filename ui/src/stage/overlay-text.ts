import type { Box, TextState } from '../wire/state';
import type { Rect } from '../wire/words';
import type { Camera } from './camera';

const SELECTION = 'rgba(59, 130, 246, 0.28)';
const MARK = '#1d4ed8';

/** Draws the selection and the line under an unfinished composition. */
export function drawText(ctx: CanvasRenderingContext2D, camera: Camera, text: TextState): void {
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
}

export function rectOfBox([x, y, width, height]: Box): Rect {
  return { x, y, width, height };
}

/** The caret as a rectangle without width. */
export function caretRect([x, y, height]: readonly [number, number, number]): Rect {
  return { x, y, width: 0, height };
}
