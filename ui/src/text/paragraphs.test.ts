import { describe, expect, it } from 'vitest';
import { paragraphs } from './paragraphs';

describe('paragraphs', () => {
  it('are what Word and a chat program put on the clipboard, without their indents and empty lines', () => {
    const word = '\u3000\u3000第一段。\r\n\r\n\u3000\u3000第二段。\r\n';
    expect(paragraphs(word)).toBe('第一段。\n第二段。');
    expect(paragraphs('甲\v乙\u2029丙')).toBe('甲\n乙\n丙');
  });

  it('leave one line as it is', () => {
    expect(paragraphs('，　今夜 ')).toBe('，　今夜 ');
    expect(paragraphs('')).toBe('');
  });
});
