import type { Guides } from '../wire/patch';
import { EMU_PER_MM, EMU_PER_PT } from '../wire/words';

/** Units in which a length is written: 字 across, 行 down, and those of every ruler. */
export type LengthUnit = 'character' | 'line' | 'mm' | 'pt';

type Measures = Pick<Guides, 'character' | 'line'>;

/** How the units are written; the first word of each is the one shown. */
const WORDS: Readonly<Record<LengthUnit, readonly string[]>> = {
  character: ['字', 'em'],
  line: ['行', 'ln'],
  mm: ['mm', '毫米'],
  pt: ['pt', '点', '磅'],
};

function sizeOf(unit: LengthUnit, { character, line }: Measures): number {
  return { character, line, mm: EMU_PER_MM, pt: EMU_PER_PT }[unit];
}

/** A length as it is typed: a number with a unit, such as `1.5字` or `3mm`; without one, in the field's own. */
export function lengthOf(text: string, unit: LengthUnit, measures: Measures): number | null {
  const [, number = '', word = ''] = /^\s*(-?\d+(?:\.\d+)?)\s*(\D*?)\s*$/.exec(text) ?? [];
  if (number === '') return null;
  const found = word === '' ? unit : (Object.keys(WORDS) as LengthUnit[]).find((one) => WORDS[one].includes(word.toLowerCase()));
  return found === undefined ? null : Math.round(Number(number) * sizeOf(found, measures));
}

/** A length in a unit, with no more places than a hand would type. */
export function lengthShown(length: number, unit: LengthUnit, measures: Measures): string {
  const count = length / sizeOf(unit, measures);
  return `${String(Number(count.toFixed(2)))}${WORDS[unit][0] ?? ''}`;
}
