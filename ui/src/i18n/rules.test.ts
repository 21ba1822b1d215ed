import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Messages } from '.';

const CRATES = resolve(import.meta.dirname, '../../../crates');
/** How makeup and preflight name a rule: as a tuple with words or a severity, in a call, in a finding. */
const NAMED = [/tell\(\s*"([a-z-]+)"/g, /"([a-z-]+)",\s*Severity/g, /rule: "([a-z-]+)"/g, /\("([a-z]+-[a-z]+)", "/g];

/** The rules that the sources of a crate name, its tests left out. */
function rulesOf(crate: string): string[] {
  const folder = join(CRATES, crate, 'src');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.rs'));
  return files.flatMap((name) => {
    const [source = ''] = readFileSync(join(folder, name), 'utf8').split('#[cfg(test)]');
    return NAMED.flatMap((pattern) => [...source.matchAll(pattern)].map(([, rule = '']) => rule));
  });
}

describe('findings', () => {
  const severities = ['note', 'warning', 'error'];
  const named = new Set(['makeup', 'preflight'].flatMap(rulesOf));
  const rules = [...named].filter((rule) => !severities.includes(rule)).sort();

  it('are found in the sources', () => {
    expect(rules).toEqual(expect.arrayContaining(['overset', 'lone-line', 'qr-small', 'text-lost', 'caption-order']));
  });

  it.each(Object.entries<Messages>(LANGUAGES))('all have words in %s', (_, words) => {
    expect(rules.filter((rule) => words.findings.rules[rule] === undefined)).toEqual([]);
  });
});
