/** Amounts of C M Y K in permille, as the desk has them. */
export type Inks = readonly [number, number, number, number];

const LETTERS = ['C', 'M', 'Y', 'K'] as const;

/** Inks as designers say them: per cent, and only those that are there. */
export function inksShown(inks: Inks): string {
  const said = LETTERS.flatMap((letter, i) => ((inks[i] ?? 0) > 0 ? [`${letter}${String((inks[i] ?? 0) / 10)}`] : []));
  return said.length > 0 ? said.join(' ') : 'K0';
}

/** Inks as they are typed: `K100`, `M100 Y100 K10`; `null` for anything else. */
export function inksOf(text: string): Inks | null {
  const inks = [0, 0, 0, 0];
  const pieces = text.trim().toUpperCase().split(/[\s,，]+/);
  for (const piece of pieces) {
    const [, letter = '', percent = ''] = /^([CMYK])(\d+(?:\.\d)?)$/.exec(piece) ?? [];
    if (letter === '' || Number(percent) > 100) return null;
    inks[LETTERS.indexOf(letter as (typeof LETTERS)[number])] = Math.round(Number(percent) * 10);
  }
  const [c = 0, m = 0, y = 0, k = 0] = inks;
  return [c, m, y, k];
}
