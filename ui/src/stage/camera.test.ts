import { describe, expect, it } from 'vitest';
import { EMU_PER_MM } from '../wire/words';
import { Camera } from './camera';

const broadsheet = { width: 390 * EMU_PER_MM, height: 540 * EMU_PER_MM };

function camera(width = 1000, height = 800, ratio = 1): Camera {
  const made = new Camera();
  made.resize(width, height, ratio);
  return made;
}

describe('Camera', () => {
  it('shows a page in its own size at a zoom of 1', () => {
    const c = camera();
    expect(25.4 * EMU_PER_MM * c.scale).toBeCloseTo(96);
    expect(25.4 * EMU_PER_MM * camera(1000, 800, 2).scale).toBeCloseTo(192);
  });

  it('fits the whole page in the middle with air around it', () => {
    const c = camera();
    c.fit(broadsheet, 'page');
    const page = c.onCanvas({ x: 0, y: 0, ...broadsheet });
    expect(page.y).toBe(28);
    expect(page.height).toBeCloseTo(744, -1);
    expect(Math.abs(page.x - (1000 - page.x - page.width))).toBeLessThanOrEqual(1);
  });

  it('zooms about the pointer', () => {
    const c = camera();
    c.fit(broadsheet, 'page');
    const before = c.onPage(321, 123);
    c.zoomTo(4, 321, 123);
    const after = c.onPage(321, 123);
    expect(after.x).toBeCloseTo(before.x, -4);
    expect(after.y).toBeCloseTo(before.y, -4);
    c.zoomTo(1000);
    expect(c.zoom).toBe(32);
    c.zoomTo(0);
    expect(c.zoom).toBe(0.25);
  });

  it('steps up and down through the round zooms', () => {
    const c = camera();
    c.zoomTo(0.42);
    c.zoomTo(c.step(1));
    expect(c.zoom).toBe(0.5);
    c.zoomTo(c.step(1));
    expect(c.zoom).toBe(0.67);
    c.zoomTo(c.step(-1));
    expect(c.zoom).toBe(0.5);
  });

  it('never loses the page off the canvas', () => {
    const c = camera();
    c.fit(broadsheet, 'page');
    c.pan(1e6, -1e6, broadsheet);
    const page = c.onCanvas({ x: 0, y: 0, ...broadsheet });
    expect(page.x).toBe(920);
    expect(page.y + page.height).toBe(80);
  });
});
