import { rectOf } from '../state/grid';
import type { PageModel } from '../state/page-model';
import type { Cells } from '../wire/about';
import type { Camera } from './camera';
import { ACCENT, frame, label } from './draw';
import type { OverlayWords } from './overlay';

const GROUND = 'rgba(59, 130, 246, 0.12)';
const SNAP = 'rgba(236, 72, 153, 0.9)';

/** Shows where what is dragged would land: its cells, their size, and the guides that it stands on. */
export function drawTarget(
  ctx: CanvasRenderingContext2D,
  camera: Camera,
  { guides }: PageModel,
  cells: Cells,
  words: OverlayWords,
): void {
  const { ratio } = camera;
  const rect = camera.onCanvas(rectOf(cells, guides));
  const area = camera.onCanvas(guides.typeArea);
  const line = Math.max(1, Math.round(ratio));
  ctx.fillStyle = GROUND;
  ctx.fillRect(rect.x, rect.y, rect.width, rect.height);
  ctx.fillStyle = SNAP;
  for (const x of [rect.x, rect.x + rect.width - line]) ctx.fillRect(x, area.y, line, area.height);
  for (const y of [rect.y, rect.y + rect.height - line]) ctx.fillRect(area.x, y, area.width, line);
  ctx.setLineDash([5 * ratio, 3 * ratio]);
  frame(ctx, rect, ACCENT, ratio);
  ctx.setLineDash([]);
  label(ctx, ratio, words.size(cells.columns, cells.lines), ACCENT, (_, height) => ({
    x: rect.x,
    // Above the corner where there is room, else within it.
    y: rect.y >= height ? rect.y - height - line : rect.y,
    corners: [3, 3, 0, 0],
  }));
}
