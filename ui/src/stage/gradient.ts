import type { Gradient } from '../wire/patch';
import { css } from './paths';

/** Colours along a gradient: more than 8 bits a channel can tell apart. */
const STEPS = 512;

/** The two numbers that a length of the page is brought to a canvas by: device pixels a unit, and the canvas's corner. */
export interface Onto {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A gradient as the canvas fills paths with it. */
export function canvasGradient(ctx: CanvasRenderingContext2D, { ends, stops }: Gradient, onto: Onto): CanvasGradient {
  const [x0, y0, x1, y1] = placed(ends, onto);
  const gradient = ctx.createLinearGradient(x0, y0, x1, y1);
  stops.forEach((rgb, at) => { gradient.addColorStop(at / (stops.length - 1), css(rgb)); });
  return gradient;
}

/** A gradient as pixels are blended with it, one by one. */
export class Shading {
  private readonly ramp = new Uint32Array(STEPS);
  private readonly perX: number;
  private readonly perY: number;
  private readonly start: number;

  constructor({ ends, stops }: Gradient, onto: Onto) {
    const [x0, y0, x1, y1] = placed(ends, onto);
    const [dx, dy] = [x1 - x0, y1 - y0];
    const steps = (STEPS - 1) / (dx * dx + dy * dy);
    this.perX = dx * steps;
    this.perY = dy * steps;
    // The middle of a pixel counts.
    this.start = (0.5 - x0) * this.perX + (0.5 - y0) * this.perY;
    for (let step = 0; step < STEPS; step += 1) this.ramp[step] = mixed(stops, step / (STEPS - 1));
  }

  /** The colour of a pixel, 0xRRGGBB. */
  at(x: number, y: number): number {
    const step = Math.round(this.start + x * this.perX + y * this.perY);
    return this.ramp[Math.min(Math.max(step, 0), STEPS - 1)] ?? 0;
  }
}

function placed(ends: Int32Array, { scale, x, y }: Onto): [number, number, number, number] {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = ends;
  return [x0 * scale - x, y0 * scale - y, x1 * scale - x, y1 * scale - y];
}

/** The colour at a part of the way along evenly spaced stops. */
function mixed(stops: Int32Array, part: number): number {
  const exact = part * (stops.length - 1);
  const from = Math.min(Math.floor(exact), stops.length - 2);
  const [one = 0, other = 0] = stops.subarray(from, from + 2);
  const share = exact - from;
  return [16, 8, 0].reduce((rgb, shift) => {
    const [a, b] = [(one >> shift) & 255, (other >> shift) & 255];
    return rgb | (Math.round(a + (b - a) * share) << shift);
  }, 0);
}
