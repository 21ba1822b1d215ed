import { describe, expect, it } from 'vitest';
import { readMasks, readOutlines } from './glyphs';

/** An answer of words: four letters, whole numbers, fractions as [f], bytes as Uint8Array filled to a word. */
function answer(kind: string, ...parts: (number | [number] | Uint8Array)[]): ArrayBuffer {
  const words = parts.flatMap((part) => {
    if (typeof part === 'number') return [part];
    if (Array.isArray(part)) return [...new Int32Array(new Float32Array(part).buffer)];
    const filled = new Uint8Array(Math.ceil(part.length / 4) * 4);
    filled.set(part);
    return [part.length, ...new Int32Array(filled.buffer)];
  });
  const head = [...new Int32Array(new TextEncoder().encode(kind).buffer)];
  return new Int32Array([...head, ...words]).buffer;
}

describe('readMasks', () => {
  it('reads masks with and without ink', () => {
    const coverage = new Uint8Array([0, 255, 7, 8, 9, 10]);
    const masks = readMasks(answer('BXM1', 2, 42, 3, -1, -9, 3, 2, coverage, 43, 0, 0, 0, 0, 0, new Uint8Array(0)));
    expect(masks[0]).toMatchObject({ glyph: 42, phase: 3, mask: { left: -1, top: -9, width: 3, height: 2 } });
    expect([...(masks[0]?.mask.coverage ?? [])]).toEqual([...coverage]);
    expect(masks[1]?.mask.coverage).toHaveLength(0);
  });
});

describe('readOutlines', () => {
  it('draws every kind of step', () => {
    const drawn: string[] = [];
    const say = (name: string) => (...at: number[]) => { drawn.push(`${name} ${at.join(' ')}`.trim()); };
    const pen = {
      moveTo: say('move'),
      lineTo: say('line'),
      quadraticCurveTo: say('quad'),
      bezierCurveTo: say('curve'),
      closePath: say('close'),
    };
    const points = (...numbers: number[]): [number][] => numbers.map((number) => [number]);
    const outlines = readOutlines(
      answer(
        'BXO1', 1000, 1, 42, 5,
        0, ...points(0, 0.5), 1, ...points(10, 0), 2, ...points(1, 2, 3, 4), 3, ...points(1, 2, 3, 4, 5, 6), 4,
      ),
      () => pen,
    );
    expect(outlines.unitsPerEm).toBe(1000);
    expect(outlines.glyphs.get(42)).toBe(pen);
    expect(drawn).toEqual(['move 0 0.5', 'line 10 0', 'quad 1 2 3 4', 'curve 1 2 3 4 5 6', 'close']);
  });

  it('refuses a step that it does not know', () => {
    const pen = () => new Path2DStub();
    expect(() => readOutlines(answer('BXO1', 1000, 1, 42, 1, 9), pen)).toThrow('no step');
  });
});

/** A pen that draws nothing. */
class Path2DStub {
  moveTo(): void { /* nothing */ }
  lineTo(): void { /* nothing */ }
  quadraticCurveTo(): void { /* nothing */ }
  bezierCurveTo(): void { /* nothing */ }
  closePath(): void { /* nothing */ }
}
