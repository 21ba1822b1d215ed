import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { ROOT, settled } from './host';

/** What every story begins with, and what hands do again and again. */

const MANUSCRIPTS = join(ROOT, 'examples/linxi/manuscript');

/** A new 对开 edition in a folder, its page on the stage. */
export async function newBroadsheet(page: Page, folder: string): Promise<void> {
  await page.click('#new-button');
  await page.selectOption('#new-template', 'broadsheet');
  await page.fill('#new-path', folder);
  await page.fill('#new-paper', '临溪日报');
  await page.fill('#new-date', '2026-11-24');
  await page.click('#new-submit');
  await settled(page);
}

/** The manuscripts and pictures of the example, in the 稿库. */
export async function importExample(page: Page): Promise<void> {
  const files = readdirSync(MANUSCRIPTS).filter((name) => /\.(txt|jpg)$/.test(name));
  await page.click('#import-button');
  await page.fill('#import-paths', files.map((name) => join(MANUSCRIPTS, name)).join('\n'));
  await page.click('#import-submit');
  await page.locator('[data-story]').first().waitFor();
  await settled(page);
}

/** Where a row of a list is taken hold of. */
export async function middle(row: Locator): Promise<{ x: number; y: number }> {
  const box = await row.boundingBox();
  if (!box) throw new Error('the row does not show');
  return { x: box.x + box.width / 2, y: box.y + Math.min(10, box.height / 2) };
}

/** Presses a button as long as it can be pressed; how often. */
export async function all(page: Page, button: string): Promise<number> {
  for (let steps = 0; ; steps += 1) {
    if (await page.locator(button).isDisabled()) return steps;
    await page.click(button);
    await settled(page);
  }
}

/** Saves, and waits until it is done. */
export async function save(page: Page): Promise<void> {
  await page.click('#save-button');
  await page.locator('.stage[data-dirty=false]').waitFor();
  await settled(page);
}

/** A picture of the window, for whoever wants to look. */
export async function shot(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.screenshot({ path: join(ROOT, 'target/stories', `${name}.png`) });
}
