import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { test as base, type Page } from '@playwright/test';

/** The repository. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** The real engine behind the front end, in a folder of its own. */
export interface Place {
  /** The address to open, token included. */
  readonly address: string;
  /** A folder that goes away after the test. */
  readonly folder: string;
}

/** Starts the browser host (crates/desk/examples/browser-host.rs, which scripts/test has built). */
async function start(folder: string, edition: string | null): Promise<{ host: ChildProcess; address: string }> {
  const program = join(ROOT, 'target/debug/examples/browser-host');
  const shown = ['--ui', join(ROOT, 'ui/dist-browser'), '--journals', join(folder, 'journals')];
  const host = spawn(program, [...shown, ...(edition === null ? [] : [edition])], { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise<string>((done, failed) => {
    host.once('error', failed);
    host.once('exit', (code) => { failed(new Error(`the browser host ended with ${String(code)}`)); });
    createInterface({ input: host.stdout }).once('line', done);
  });
  return { host, address };
}

export const test = base.extend<{ edition: string | null; place: Place }>({
  edition: [null, { option: true }],
  place: async ({ edition }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'banxin-story-'));
    const { host, address } = await start(folder, edition);
    await use({ address, folder });
    host.kill();
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Waits until nothing is asked of the engine any more and the page is painted sharp. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const stage = document.querySelector<HTMLElement>('.stage');
    return stage?.dataset['pending'] === '0' && stage.dataset['settled'] === 'true';
  });
}

const EMU_PER_MM = 36_000;

/** The place in the window of a place on the page, in millimetres. */
export async function onScreen(page: Page, xMm: number, yMm: number): Promise<{ x: number; y: number }> {
  return page.evaluate(([x, y, emu]) => {
    const stage = document.querySelector<HTMLElement>('.stage');
    if (!stage) throw new Error('there is no stage');
    const [left = 0, top = 0, scale = 0] = (stage.dataset['camera'] ?? '').split(',').map(Number);
    const box = stage.getBoundingClientRect();
    const place = (from: number, mm: number) => (from + mm * emu * scale) / window.devicePixelRatio;
    return { x: box.left + place(left, x), y: box.top + place(top, y) };
  }, [xMm, yMm, EMU_PER_MM] as const);
}

/** The 对开 grid of the template: its columns and lines in millimetres. */
const POINT = 25.4 / 72;
const [COLUMN, STEP, LINE] = [13 * 9 * POINT, 14 * 9 * POINT, 12 * POINT];
const LEFT = 676_350 / EMU_PER_MM;
const TOP = 792_000 / EMU_PER_MM;

/** A place inside a cell of the grid, columns and lines from 0. */
export async function cell(page: Page, column: number, line: number): Promise<{ x: number; y: number }> {
  return onScreen(page, LEFT + column * STEP + COLUMN / 2, TOP + (line + 0.5) * LINE);
}

/** The corner of a cell. */
export async function corner(page: Page, column: number, line: number): Promise<{ x: number; y: number }> {
  return onScreen(page, LEFT + column * STEP, TOP + line * LINE);
}

/** Drags with the mouse in a few steps, as a hand does. */
export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
  await settled(page);
}

/** Every file of the document in a folder, by name; the journal and pictures are none. */
export function documentFiles(folder: string): Record<string, string> {
  const files: Record<string, string> = {};
  const walk = (at: string): void => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) walk(path);
      else if (/\.(toml|story)$/.test(name)) files[relative(folder, path)] = readFileSync(path, 'utf8');
    }
  };
  walk(folder);
  return files;
}
