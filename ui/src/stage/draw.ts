import type { Rect } from '../wire/words';

/** The one colour of what is selected or can be taken hold of. */
export const ACCENT = '#3b82f6';

/** Strokes a frame just outside a rectangle. */
export function frame(ctx: CanvasRenderingContext2D, rect: Rect, colour: string, width: number): void {
  const line = Math.max(1, Math.round(width));
  ctx.strokeStyle = colour;
  ctx.lineWidth = line;
  ctx.strokeRect(rect.x - line / 2, rect.y - line / 2, rect.width + line, rect.height + line);
}

/** Draws a small label with its corner at a point; `measure` says how wide and high it is. */
export function label(
  ctx: CanvasRenderingContext2D,
  ratio: number,
  text: string,
  ground: string,
  place: (width: number, height: number) => { x: number; y: number; corners: number[] },
): void {
  ctx.font = `${String(10.5 * ratio)}px system-ui, sans-serif`;
  const width = Math.ceil(ctx.measureText(text).width) + 10 * ratio;
  const height = 16 * ratio;
  const { x, y, corners } = place(width, height);
  ctx.fillStyle = ground;
  ctx.beginPath();
  ctx.roundRect(x, y, width, height, corners.map((corner) => corner * ratio));
  ctx.fill();
  ctx.fillStyle = '#ffffff';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, x + 5 * ratio, y + height / 2 + ratio * 0.5);
}
