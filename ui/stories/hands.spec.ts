import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type CDPSession, type Page } from '@playwright/test';
import { all, importExample, middle, newBroadsheet, save, shot } from './hand';
import { cell, corner, documentFiles, drag, settled, test } from './host';

/** A designer's evening, from the empty sheet to the print PDF. */

/** What the input method shows before it is done, step by step, then what it gives. */
async function compose(ime: CDPSession, page: Page, steps: readonly string[], text: string): Promise<void> {
  for (const step of steps) {
    await ime.send('Input.imeSetComposition', { text: step, selectionStart: step.length, selectionEnd: step.length });
    await settled(page);
  }
  await ime.send('Input.insertText', { text });
  await settled(page);
}

function text(pdf: string): string {
  return execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
}

test('from an empty sheet to the print PDF', async ({ page, place }) => {
  const faults: string[] = [];
  page.on('pageerror', (error) => { faults.push(error.message); });
  const folder = join(place.folder, '20261124');
  await page.goto(place.address);
  await newBroadsheet(page, folder);
  const start = documentFiles(folder);
  await importExample(page);
  expect(await page.locator('[data-story]').count()).toBe(7);
  await shot(page, '1-imported');

  // The lead with its byline, dragged onto the grid.
  const lead = page.locator('[data-story]', { hasText: '老埠头' });
  await drag(page, await middle(lead), await corner(page, 0, 6));
  const leadBlock = await page.locator('.stage').getAttribute('data-selected');
  expect(leadBlock).not.toBe('');
  expect(await page.locator('#field-column').inputValue()).toBe('1');

  // The photo group with 图1–图5, beside it.
  const group = page.locator('[data-story]', { hasText: '光影临溪' });
  await drag(page, await middle(group), await corner(page, 5, 6));
  const groupBlock = await page.locator('.stage').getAttribute('data-selected');
  expect(groupBlock).not.toBe(leadBlock);
  await shot(page, '2-placed');

  // Moved by the mouse; then wider by the handle at its right edge, one line lower by a key.
  const line = async () => Number(await page.locator('#field-line').inputValue());
  const before = await line();
  await drag(page, await cell(page, 6, 20), await cell(page, 6, 24));
  expect(await line()).toBe(before + 4);
  await page.mouse.click(...Object.values(await cell(page, 1, 30)) as [number, number]);
  await settled(page);
  expect(await page.locator('.stage').getAttribute('data-selected')).toBe(leadBlock);
  await page.keyboard.press('ArrowDown');
  await settled(page);
  expect(await page.locator('#field-columns').inputValue()).toBe('4');
  const box = { line: await line(), lines: Number(await page.locator('#field-lines').inputValue()) };
  const edge = await corner(page, 4, box.line - 1 + box.lines / 2);
  const gap = (await corner(page, 5, 0)).x - edge.x;
  const handle = { x: edge.x - gap / 14, y: edge.y };
  await drag(page, handle, { x: handle.x + gap, y: handle.y });
  expect(await page.locator('#field-columns').inputValue()).toBe('5');
  await page.fill('#field-lines', '38');
  await page.keyboard.press('Enter');
  await settled(page);

  // A byline by itself.
  await lead.locator('xpath=..').getByRole('button', { expanded: false }).first().click();
  const byline = page.locator('[data-part]', { hasText: '本报记者' }).first();
  await drag(page, await middle(byline), await corner(page, 0, 100));
  await shot(page, '3-arranged');

  // A headline, drawn and typed with an input method.
  await page.click('#tool-headline');
  await drag(page, await corner(page, 0, 62), await cell(page, 3, 66));
  expect(await page.locator('.stage').getAttribute('data-editing')).toBe('true');
  const ime = await page.context().newCDPSession(page);
  await ime.send('Input.imeSetComposition', { text: 'lin xi', selectionStart: 6, selectionEnd: 6 });
  await shot(page, '4-composing');
  await compose(ime, page, ['临西', '临溪'], '临溪');
  await compose(ime, page, ['ye wan'], '夜晚');
  await page.keyboard.type('24');
  await settled(page);
  await compose(ime, page, ['xiao shi'], '小时');
  await page.keyboard.press('Escape');
  await shot(page, '5-typed');

  // What was not said with 《主题》 stays: the text block with two paragraphs.
  await page.click('#tool-text');
  await drag(page, await corner(page, 0, 70), await cell(page, 1, 84));
  await compose(ime, page, ['di yi duan'], '第一段。');
  await page.keyboard.press('Enter');
  await compose(ime, page, ['di er duan'], '第二段。');
  await page.keyboard.press('Shift+Home');
  await page.keyboard.press('Backspace');
  await compose(ime, page, ['huan guo'], '换过的一段。');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  await save(page);
  const end = documentFiles(folder);
  expect(Object.values(end).join('')).toContain('临溪夜晚24小时');
  expect(Object.values(end).join('')).toContain('换过的一段。');
  expect(Object.values(end).join('')).not.toContain('第二段');

  // All of it undone, all of it done again: the same bytes at both ends.
  const undone = await all(page, '#undo-button');
  await save(page);
  expect(documentFiles(folder)).toEqual(start);
  await shot(page, '6-undone');
  const redone = await all(page, '#redo-button');
  expect(redone).toBe(undone);
  await save(page);
  expect(documentFiles(folder)).toEqual(end);

  const pdf = join(place.folder, 'page.pdf');
  await page.click('#export-button');
  await page.fill('#export-path', pdf);
  await page.click('#export-submit');
  const done = page.locator('#export-done');
  const anyway = page.locator('#export-anyway');
  await expect(done.or(anyway)).toBeVisible();
  await shot(page, '7-exported');
  if (await anyway.isVisible()) {
    expect(existsSync(pdf)).toBe(false);
    await anyway.click();
  }
  await done.waitFor();
  expect(statSync(pdf).size).toBeGreaterThan(50_000);
  const printed = text(pdf);
  for (const words of ['临溪夜晚24小时', '换过的一段。', '图1', '图2', '图3', '本报记者', '老埠头上又闻']) {
    expect(printed).toContain(words);
  }
  expect(execFileSync('qpdf', ['--check', pdf], { encoding: 'utf8' })).toContain('No syntax or stream encoding errors');

  // The newsroom's own copy, a file a page in a folder that is made for them.
  const samples = join(place.folder, 'samples');
  await page.selectOption('#export-page', '*');
  await page.selectOption('#export-purpose', { label: '样张，A3 纸' });
  await page.fill('#export-path', samples);
  await page.click('#export-submit');
  await done.waitFor();
  await shot(page, '8-samples');
  const files = readdirSync(samples);
  expect(files).toHaveLength(1);
  expect(text(join(samples, files[0] ?? ''))).toContain('临溪夜晚24小时');
  expect(faults).toEqual([]);
});
