import type { Cells, Division, HeadPlace } from '../wire/about';

/** A head held inside of its article; `null` for one at the top over the whole width, where nobody has to say it. */
export function headPlaced(wanted: HeadPlace, cells: Cells): HeadPlace | null {
  const columns = Math.max(1, Math.min(wanted.columns, cells.columns));
  const column = Math.max(0, Math.min(wanted.column, cells.columns - columns));
  const line = Math.max(0, Math.min(wanted.line, cells.lines - 1));
  return column === 0 && line === 0 && columns === cells.columns ? null : { column, line, columns };
}

/** The division that a typed count of columns means: none for nothing; the way of dividing stays as it was. */
export function divided(text: string, before: Division | null): Division | null {
  const into = Number.parseInt(text, 10);
  if (!Number.isFinite(into) || into < 1) return null;
  return { into, dividing: before?.dividing ?? 'whole' };
}

/** A division whose columns are given one by one, such as `13 25`; as equal as can be where nothing is given. */
export function widthsOf(text: string, before: Division): Division {
  const widths = (text.match(/\d+/g) ?? []).map(Number);
  return { into: widths.length > 0 ? widths.length : before.into, dividing: before.dividing, widths };
}
