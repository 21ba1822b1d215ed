import type { Mask } from '../wire/glyphs';
import type { Shading } from './gradient';

/** Pixels as `ImageData` has them: RGBA, not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
  /** The same bytes, a pixel a word. */
  readonly words: Uint32Array;
}

/**
 * Lays a mask over pixels, its top left corner at `x`, `y`; what falls outside is cut off. `ink` is a colour, 0xRRGGBB,
 * or what tells the colour of each pixel.
 */
export function blendMask(pixels: Pixels, mask: Mask, x: number, y: number, ink: number | Shading): void {
  const { data, words, width } = pixels;
  const shading = typeof ink === 'number' ? null : ink;
  let rgb = typeof ink === 'number' ? ink : 0;
  const left = Math.max(0, -x);
  const right = Math.min(mask.width, width - x);
  const top = Math.max(0, -y);
  const bottom = Math.min(mask.height, pixels.height - y);
  for (let row = top; row < bottom; row += 1) {
    let from = row * mask.width + left;
    let at = (y + row) * width + x + left;
    for (let column = left; column < right; column += 1, from += 1, at += 1) {
      const cover = mask.coverage[from] ?? 0;
      if (cover === 0) continue;
      if (shading) rgb = shading.at(x + column, y + row);
      const red = (rgb >> 16) & 255;
      const green = (rgb >> 8) & 255;
      const blue = rgb & 255;
      const to = at * 4;
      const under = data[to + 3] ?? 0;
      if (under === 0 || cover === 255) {
        // Every machine that runs a webview is little-endian.
        words[at] = (cover << 24) | (blue << 16) | (green << 8) | red;
        continue;
      }
      // Source over destination, both with straight alpha.
      const kept = (under * (255 - cover)) / 255;
      const alpha = cover + kept;
      data[to] = (red * cover + (data[to] ?? 0) * kept) / alpha;
      data[to + 1] = (green * cover + (data[to + 1] ?? 0) * kept) / alpha;
      data[to + 2] = (blue * cover + (data[to + 2] ?? 0) * kept) / alpha;
      data[to + 3] = alpha;
    }
  }
}
