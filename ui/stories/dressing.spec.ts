import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { all, importExample, middle, newBroadsheet, save, shot } from './hand';
import { cell, corner, documentFiles, drag, settled, test } from './host';

/** What a designer does with blocks beyond placing them: furniture, 绕排, 破栏, locks, groups. */

async function choose(page: Page, field: string, value: string): Promise<void> {
  await page.selectOption(field, value);
  await settled(page);
}

async function fill(page: Page, field: string, text: string): Promise<void> {
  await page.fill(field, text);
  await page.keyboard.press('Enter');
  await settled(page);
}

async function click(page: Page, column: number, line: number, shift = false): Promise<void> {
  const { x, y } = await cell(page, column, line);
  if (shift) await page.keyboard.down('Shift');
  await page.mouse.click(x, y);
  if (shift) await page.keyboard.up('Shift');
  await settled(page);
}

/** The text of page 01 as it is saved. */
async function saved(page: Page, folder: string): Promise<string> {
  await save(page);
  return readFileSync(join(folder, 'pages/01.toml'), 'utf8');
}

test('furniture on the page, an article in its own columns, locks and groups', async ({ page, place }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => { faults.push(error.message); });
  const folder = join(place.folder, '20261124');
  await page.goto(place.address);
  await newBroadsheet(page, folder);
  await importExample(page);
  await save(page);
  const start = documentFiles(folder);

  const stage = page.locator('.stage');
  const lead = page.locator('[data-story]', { hasText: '老埠头' });
  await drag(page, await middle(lead), await corner(page, 0, 6));
  const article = await stage.getAttribute('data-selected');
  await fill(page, '#field-line', '8');
  await fill(page, '#field-lines', '40');

  // The article: broken into three columns, its head over some of them, others keep clear of it.
  await fill(page, '#field-division', '3');
  await choose(page, '#field-dividing', 'unequal');
  await choose(page, '#field-wrap', 'neither');
  await fill(page, '#field-distance', '1.5字');
  await fill(page, '#field-head-columns', '3');
  await choose(page, '#field-head-align', 'start');
  await choose(page, '#field-column-rules', 'yes');
  await fill(page, '#field-name', '头条');
  await shot(page, 'dressing-article');
  const text = await saved(page, folder);
  expect(text).toMatch(/into = 3/);
  expect(text).toMatch(/unequal/);
  expect(text).toMatch(/neither/);
  expect(text).toMatch(/13\.5pt/);
  expect(text).toMatch(/column-rules = true/);
  expect(text).toMatch(/头条/);

  // Locked: neither the mouse nor a key moves it, nor is it deleted.
  await page.click('#lock-button');
  await settled(page);
  await expect(page.locator('#lock-button')).toHaveAttribute('aria-pressed', 'true');
  await drag(page, await cell(page, 1, 30), await cell(page, 2, 40));
  expect(await page.locator('#field-line').inputValue()).toBe('8');
  await expect(page.locator('#field-line')).toBeDisabled();
  await page.keyboard.press('Delete');
  await settled(page);
  await expect(page.locator('[role=alert]')).toContainText('锁定');
  expect(await stage.getAttribute('data-selected')).toBe(article);
  await page.click('#lock-button');
  await settled(page);
  await expect(page.locator('[role=alert]')).toHaveCount(0);

  // A level rule above it and an upright one beside it, drawn by the mouse; an advertisement of a size that is sold.
  await page.click('#tool-rule');
  await drag(page, await cell(page, 0, 5), await cell(page, 4, 5));
  const rule = await stage.getAttribute('data-selected');
  await choose(page, '#field-pattern', 'thick-thin');
  await page.keyboard.press('Escape');
  await page.click('#tool-rule');
  const gap = await corner(page, 5, 60);
  await drag(page, { x: gap.x - 2, y: gap.y }, { x: gap.x, y: gap.y + 60 });
  await expect(page.locator('#field-free')).toHaveValue('free');
  await page.click('#ad-menu');
  const sold = page.locator('#ad-menu-list [role=menuitem]');
  expect(await sold.count()).toBeGreaterThan(1);
  await sold.filter({ hasText: '通栏' }).first().click();
  await page.mouse.click(...(Object.values(await cell(page, 0, 92)) as [number, number]));
  await settled(page);
  await fill(page, '#field-client', '临溪商场');
  await shot(page, 'dressing-furniture');
  const furnished = await saved(page, folder);
  expect(furnished).toMatch(/kind = "rule"/);
  expect(furnished).toMatch(/thick-thin/);
  expect(furnished).toMatch(/kind = "ad"/);
  expect(furnished).toMatch(/临溪商场/);

  // Rule and article as a group: a key moves both.
  await click(page, 1, 30);
  await click(page, 3, 5, true);
  await page.keyboard.press('Control+g');
  await settled(page);
  await expect(page.locator('#ungroup-button')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await settled(page);
  expect(await page.locator('#field-line').inputValue()).toBe('9');
  await click(page, 3, 6);
  expect(await stage.getAttribute('data-selected')).toBe(rule);
  expect(await page.locator('#field-line').inputValue()).toBe('7');

  // Where the text goes on, and a code from the menu.
  await click(page, 1, 30);
  await page.click('#insert-menu');
  await shot(page, 'dressing-menu');
  // Escape closes the menu, and only that.
  await page.keyboard.press('Escape');
  await expect(page.locator('#insert-rest')).toBeHidden();
  expect(await stage.getAttribute('data-selected')).toBe(article);
  await page.click('#insert-menu');
  await page.click('#insert-rest');
  await drag(page, await corner(page, 5, 6), await cell(page, 6, 30));
  await expect(page.locator('aside.right')).toContainText('续排');
  await page.click('#insert-menu');
  await page.fill('#insert-code', 'https://linxi.example/');
  await page.keyboard.press('Enter');
  await drag(page, await corner(page, 7, 60), await cell(page, 7, 67));
  await expect(page.locator('#field-content')).toHaveValue('https://linxi.example/');

  // A group's pictures, one at a time: closer, and mirrored, which is told at once.
  const group = page.locator('[data-story]', { hasText: '光影临溪' });
  await drag(page, await middle(group), await corner(page, 5, 70));
  const pictures = page.locator('#field-picture option');
  expect(await pictures.count()).toBeGreaterThan(2);
  await choose(page, '#field-picture', (await pictures.nth(1).getAttribute('value')) ?? '');
  await fill(page, '#field-scale', '140');
  await fill(page, '#field-crop-x', '30');
  await page.click('#field-flip');
  await settled(page);
  await expect(page.locator('aside.right')).toContainText('字和人脸会反');
  await expect(page.locator('aside.right')).toContainText('图片左右翻了');
  await shot(page, 'dressing-picture');

  // A layer for what is not to be printed yet.
  await page.keyboard.press('Escape');
  await page.click('#layer-add');
  await settled(page);
  await click(page, 7, 63);
  await choose(page, '#field-layer', '图层1');
  await shot(page, 'dressing-all');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await shot(page, 'dressing-page');
  const end = await saved(page, folder);
  expect(end).toMatch(/kind = "text"/);
  expect(end).toMatch(/scale = 1400/);
  expect(end).toMatch(/flip = true/);
  expect(end).toMatch(/kind = "code"/);
  expect(end).toMatch(/\[\[layer\]\]/);

  // All of it undone: the page as it was; all of it done again: the same bytes.
  const full = documentFiles(folder);
  const undone = await all(page, '#undo-button');
  // The import is the first step of all.
  await page.click('#redo-button');
  await settled(page);
  await save(page);
  expect(documentFiles(folder)).toEqual(start);
  expect(await all(page, '#redo-button')).toBe(undone - 1);
  await save(page);
  expect(documentFiles(folder)).toEqual(full);
  expect(faults).toEqual([]);
});
