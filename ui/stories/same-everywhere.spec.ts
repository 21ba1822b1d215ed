import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { ROOT, settled, test } from './host';

/**
 * What you see is what is printed: the example page as the canvas shows it, as `banxin proof` paints it and as the
 * print PDF is rasterised by poppler, all at 96 dots an inch.
 *
 * Compared after a blur over 9 × 9 pixels, so that hinting and the place of a pixel's edge do not count (the canvas puts
 * small glyphs on whole pixels): where text and tints are, the mean difference stays under MEAN levels of grey of 255 and no place differs by more than MOST. Pictures
 * are left out of that (the PDF's are inks on newsprint, which is greyer than a screen on purpose) and held to PICTURE,
 * which still tells a wrong crop or a missing picture.
 */
const MEAN = 3.2;
const MOST = 64;
const PICTURE = 10;
const DPI = 96;

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly at: Float32Array;
}

function grey(png: Buffer): Grey {
  const { width, height, data } = PNG.sync.read(png);
  const at = Float32Array.from({ length: width * height }, (_, i) => {
    const [r = 0, g = 0, b = 0] = data.subarray(i * 4, i * 4 + 3);
    return 0.299 * r + 0.587 * g + 0.114 * b;
  });
  // Black ink alone is a dark grey to a rasteriser that knows inks: the darkest of each counts as its black.
  const black = at.reduce((darkest, value) => Math.min(darkest, value), 255);
  return { width, height, at: at.map((value) => ((value - black) * 255) / (255 - black)) };
}

/** The mean over 9 × 9 pixels around each, about two thirds of a character of the text. */
function blurred({ width, height, at }: Grey): Grey {
  const along = (from: Float32Array, step: number, count: number, place: (i: number) => number) =>
    Float32Array.from(from, (_, i) => {
      let sum = 0;
      for (let by = -4; by <= 4; by += 1) {
        const near = Math.min(count - 1, Math.max(0, place(i) + by)) - place(i);
        sum += from[i + near * step] ?? 0;
      }
      return sum / 9;
    });
  const rows = along(at, 1, width, (i) => i % width);
  return { width, height, at: along(rows, width, height, (i) => Math.floor(i / width)) };
}

/** The page as the stage shows it, cut out of its canvas. */
async function canvas(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const stage = document.querySelector<HTMLElement>('.stage');
    const base = stage?.querySelector('canvas');
    if (!stage || !base) throw new Error('there is no stage');
    const [x = 0, y = 0, scale = 0] = (stage.dataset['camera'] ?? '').split(',').map(Number);
    const cut = document.createElement('canvas');
    [cut.width, cut.height] = [Math.round(390 * 36_000 * scale), Math.round(540 * 36_000 * scale)];
    cut.getContext('2d')?.drawImage(base, -x, -y);
    return cut.toDataURL('image/png');
  });
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a page file says that pictures are, in pixels of the page. */
function pictureBoxes(page: string): Box[] {
  const [left, top, point] = [(18.7875 / 25.4) * DPI, (22 / 25.4) * DPI, DPI / 72];
  return page.split('[[block.photo]]').slice(1).map((photo) => {
    const number = (key: string, otherwise: number) =>
      Number(new RegExp(`\\b${key} = (\\d+)`).exec(photo)?.[1] ?? otherwise);
    const [columns, parts] = [number('columns', 1), number('parts', 1)];
    const whole = (columns * 14 - 1) * 9 * point;
    const width = (whole - (parts - 1) * 9 * point) / parts;
    return {
      x: left + number('column', 0) * 14 * 9 * point + number('part', 0) * (width + 9 * point),
      y: top + number('line', 0) * 12 * point,
      width,
      height: (number('lines', 1) - number('caption-lines', 0)) * 12 * point,
    };
  });
}

interface Difference {
  readonly mean: number;
  readonly most: number;
  readonly pictures: number;
}

/** The page moved down by some pixels. */
function lower({ width, height, at }: Grey, by: number): Grey {
  return { width, height, at: Float32Array.from(at, (_, i) => (i < by * width ? 255 : (at[i - by * width] ?? 255))) };
}

/** How far two pages differ outside and inside of pictures. */
function difference(one: Grey, other: Grey, pictures: readonly Box[]): Difference {
  expect(Math.abs(one.width - other.width)).toBeLessThanOrEqual(1);
  expect(Math.abs(one.height - other.height)).toBeLessThanOrEqual(1);
  const [a, b] = [blurred(one), blurred(other)];
  let [sum, count, most, inSum, inCount] = [0, 0, 0, 0, 0];
  for (let y = 0; y < Math.min(a.height, b.height); y += 1) {
    for (let x = 0; x < Math.min(a.width, b.width); x += 1) {
      const off = Math.abs((a.at[y * a.width + x] ?? 0) - (b.at[y * b.width + x] ?? 0));
      const near = (box: Box) =>
        x >= box.x - 4 && y >= box.y - 4 && x < box.x + box.width + 4 && y < box.y + box.height + 4;
      if (pictures.some(near)) {
        inSum += off;
        inCount += 1;
      } else {
        sum += off;
        count += 1;
        most = Math.max(most, off);
      }
    }
  }
  return { mean: sum / count, most, pictures: inSum / Math.max(1, inCount) };
}

test.describe('the example page', () => {
  test.use({ viewport: { width: 2200, height: 2240 } });

  test('is the same on the canvas, in the proof and in print', async ({ page, place }) => {
    const edition = join(place.folder, 'linxi');
    cpSync(join(ROOT, 'examples/linxi'), edition, { recursive: true });
    await page.goto(place.address);
    await page.click('#open-button');
    await page.fill('#open-path', edition);
    await page.click('#open-submit');
    await page.locator('.stage[data-page="05"]').waitFor();
    await page.keyboard.press('Control+1');
    await page.mouse.move(5, 5);
    await settled(page);
    const seen = await canvas(page);
    const shown = grey(seen);

    const banxin = join(ROOT, 'target/debug/banxin');
    const proof = join(place.folder, 'proof.png');
    execFileSync(banxin, ['proof', edition, '--page', '05', '-o', proof, '--dpi', String(DPI)], { stdio: 'pipe' });
    const pdf = join(place.folder, 'page.pdf');
    execFileSync(banxin, ['export', edition, '--page', '05', '-o', pdf], { stdio: 'pipe' });
    execFileSync('pdftoppm', ['-r', String(DPI), '-png', '-singlefile', pdf, join(place.folder, 'print')]);
    const read = (name: string) => grey(readFileSync(join(place.folder, name)));
    const [painted, printed] = [read('proof.png'), read('print.png')];

    const boxes = pictureBoxes(readFileSync(join(edition, 'pages/05.toml'), 'utf8'));
    expect(boxes).toHaveLength(6);
    // Kept for whoever wants to look.
    writeFileSync(join(ROOT, 'target/stories/canvas.png'), seen);
    for (const name of ['proof', 'print']) {
      cpSync(join(place.folder, `${name}.png`), join(ROOT, `target/stories/page-${name}.png`));
    }
    const results = {
      'canvas and proof': difference(shown, painted, boxes),
      'canvas and print': difference(shown, printed, boxes),
      'proof and print': difference(painted, printed, boxes),
    };
    writeFileSync(join(ROOT, 'target/stories/same-everywhere.json'), JSON.stringify(results, null, 2));
    // The yardstick is one that tells: two pixels down, half a millimetre, is another page.
    expect(difference(shown, lower(painted, 2), boxes).mean).toBeGreaterThan(MEAN);
    for (const [pair, { mean, most, pictures }] of Object.entries(results)) {
      expect(mean, `${pair}: mean`).toBeLessThan(MEAN);
      expect(most, `${pair}: most`).toBeLessThan(MOST);
      expect(pictures, `${pair}: pictures`).toBeLessThan(PICTURE);
    }
  });
});
