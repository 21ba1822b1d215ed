import { describe, expect, it } from 'vitest';
import { bytesShown, isManuscript, joined, parentOf } from './paths';

describe('paths', () => {
  it('lead beside an edition’s folder, as the system writes them', () => {
    expect(joined(parentOf('/papers/2026-11-23'), 'a.pdf')).toBe('/papers/a.pdf');
    expect(joined(parentOf('/papers/2026-11-23/'), 'a.pdf')).toBe('/papers/a.pdf');
    expect(joined(parentOf('C:\\报纸\\今日'), 'a.pdf')).toBe('C:\\报纸\\a.pdf');
    expect(joined(parentOf('/papers'), 'a.pdf')).toBe('/a.pdf');
  });

  it('tell manuscripts and pictures from folders', () => {
    expect(isManuscript('/a/稿.TXT')).toBe(true);
    expect(isManuscript('/a/图1.jpeg')).toBe(true);
    expect(isManuscript('/a/2026-11-23')).toBe(false);
    expect(isManuscript('/a/2026.11.23')).toBe(false);
    expect(isManuscript('/a/2026-11-23/edition.toml')).toBe(false);
  });

  it('say sizes', () => {
    expect(bytesShown(1)).toBe('1 kB');
    expect(bytesShown(2_340_000)).toBe('2.3 MB');
  });
});
