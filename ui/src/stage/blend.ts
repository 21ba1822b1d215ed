import type { Mask } from '../wire/glyphs';

/** Pixels as `ImageData` has them: RGBA, not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  /** The same bytes, a pixel a word. */
  readonly words: Uint32Array;
}

/**
 * Lays a mask in one colour over pixels, its top left corner at `x`, `y`; what falls outside is cut off.
 * `rgb` is 0xRRGGBB.
 */
export function blendMask(pixels: Pixels, mask: Mask, x: number, y: number, rgb: number): void {
  const { data, words, width } = pixels;
  const red = (rgb >> 16) & 255;
  const green = (rgb >> 8) & 255;
  const blue = rgb & 255;
  // Every machine that runs a webview is little-endian.
  const colour = (blue << 16) | (green << 8) | red;
  const left = Math.max(0, -x);
  const right = Math.min(mask.width, width - x);
  const top = Math.max(0, -y);
  const bottom = Math.min(mask.height, pixels.height - y);
  for (let row = top; row < bottom; row += 1) {
    let from = row * mask.width + left;
    let at = (y + row) * width + x + left;
    for (let column = left; column < right; column += 1, from += 1, at += 1) {
      const ink = mask.coverage[from] ?? 0;
      if (ink === 0) continue;
      const to = at * 4;
      const under = data[to + 3] ?? 0;
      if (under === 0 || ink === 255) {
        words[at] = (ink << 24) | colour;
        continue;
      }
      // Source over destination, both with straight alpha.
      const kept = (under * (255 - ink)) / 255;
      const alpha = ink + kept;
      data[to] = (red * ink + (data[to] ?? 0) * kept) / alpha;
      data[to + 1] = (green * ink + (data[to + 1] ?? 0) * kept) / alpha;
      data[to + 2] = (blue * ink + (data[to + 2] ?? 0) * kept) / alpha;
      data[to + 3] = alpha;
    }
  }
}
