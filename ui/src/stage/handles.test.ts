import { describe, expect, it } from 'vitest';
import { handleAt, handlesOf } from './handles';

const frame = { x: 100, y: 100, width: 200, height: 80 };

describe('handles', () => {
  it('are eight, fewer where there is no room', () => {
    expect(handlesOf(frame, 1)).toHaveLength(8);
    expect(handlesOf({ ...frame, height: 20 }, 1)).toHaveLength(4);
    expect(handlesOf({ ...frame, width: 10, height: 20 }, 1)).toHaveLength(4);
    expect(handlesOf(frame, 3)).toHaveLength(4);
  });

  it('are caught within a few CSS pixels, corners before sides', () => {
    expect(handleAt(frame, 1, 303, 178)).toMatchObject({ pull: { x: 1, y: 1 }, cursor: 'nwse-resize' });
    expect(handleAt(frame, 1, 96, 140)?.pull).toEqual({ x: -1, y: 0 });
    expect(handleAt(frame, 1, 200, 140)).toBeUndefined();
    expect(handleAt(frame, 1, 310, 180)).toBeUndefined();
    expect(handleAt(frame, 2, 310, 180)?.pull).toEqual({ x: 1, y: 1 });
  });
});
