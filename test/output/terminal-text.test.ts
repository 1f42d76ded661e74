import { describe, expect, it } from 'vitest';
import { styleFor } from '../../src/output/style.ts';
import { displayWidth, endWithin, startWithin } from '../../src/output/text/display-width.ts';
import { unadorned } from '../../src/output/text/look.ts';
import { formatTable } from '../../src/output/text/table.ts';
import { escapeInvisible, visible } from '../../src/output/text/visible.ts';
import { wrap } from '../../src/output/text/wrap.ts';

describe('displayWidth', () => {
  it.each([
    ['', 0],
    ['plain', 5],
    ['é', 1],
    ['e\u0301', 1],
    ['車', 2],
    ['ﾊﾝ', 2],
    ['한', 2],
    ['\u1112\u1161\u11ab', 2],
    ['🛒', 2],
    ['👩‍👩‍👧', 2],
    ['👍🏽', 2],
    ['🇩🇪', 2],
    ['❤️', 2],
    ['❤', 1],
    ['1️⃣', 2],
    ['…', 1],
  ])('of %s is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('startWithin and endWithin', () => {
  it('cut no character in two', () => {
    expect(startWithin('車車車', 5)).toBe('車車');
    expect(startWithin('👩‍👩‍👧x', 1)).toBe('');
    expect(endWithin('xe\u0301', 1)).toBe('e\u0301');
    expect(endWithin('abc', 0)).toBe('');
    expect(startWithin('abc', 9)).toBe('abc');
  });
});

describe('visible', () => {
  it('shows what would act or hide', () => {
    expect(visible('a\u001b[31m\u0007\u009b\n\r\t\u007f\u202e\u200b\ufeff\u2028\ud800')).toBe(
      'a\\x1b[31m\\x07\\x9b\\n\\r\\t\\x7f\\u202e\\u200b\\ufeff\\u2028\\ud800',
    );
    expect(visible('\u{e0041}')).toBe('\\u{e0041}');
  });
  it('leaves text alone', () => {
    const text = 'plain "text" 車 🛒 👩‍👩‍👧 ❤️ نص';
    expect(visible(text)).toBe(text);
  });
});

describe('escapeInvisible', () => {
  it('keeps the value', () => {
    const value = { a: 'x\u009b\u202e\u2028\ud800\u0000\n' };
    const json = escapeInvisible(JSON.stringify(value, null, 2));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).toMatch(/^[\n -~]*$/);
  });

  it('keeps the value of a text with blanks of all kinds', () => {
    const value = { a: ['\t\r\n', '\u009b'] };
    const text = JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n');
    const json = escapeInvisible(text);
    expect(JSON.parse(json)).toEqual(value);
    expect(json).toMatch(/^[\t\n -~]*$/);
  });
});

describe('wrap', () => {
  it('breaks at blanks, and never within a word', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('one https://long.example/x two', 6)).toEqual(['one', 'https://long.example/x', 'two']);
    expect(wrap('車 車 車', 5)).toEqual(['車 車', '車']);
    expect(wrap('', 5)).toEqual(['']);
  });
});

describe('formatTable', () => {
  it('aligns by what is seen and leaves no blanks at the end', () => {
    const rows = [
      ['a', '8080', 'x'],
      ['購物車', '80', ''],
      ['\u001b', '', ''],
    ];
    expect(formatTable(['NAME', 'PORT', 'NOTE'], rows, unadorned, { right: [1] })).toBe(
      'NAME    PORT  NOTE\na       8080  x\n購物車    80\n\\x1b\n',
    );
  });
  it('needs no header', () => {
    expect(
      formatTable(
        [],
        [
          ['a', 'b'],
          ['cc', 'd'],
        ],
      ),
    ).toBe('a   b\ncc  d\n');
    expect(formatTable([], [])).toBe('');
    expect(formatTable(['NAME'], [])).toBe('NAME\n');
  });
  it('paints without losing alignment', async () => {
    const style = await styleFor({ color: true });
    const paint = (_: string, column: number, row: number) =>
      row < 0 ? style.bold : (text: string) => `${column}${text}`;
    const painted = formatTable(['A', 'B'], [['xx', 'y']], unadorned, { paint });
    expect(painted).toBe('\u001b[1mA\u001b[22m   \u001b[1mB\u001b[22m\n0xx  1y\n');
  });
});

describe('styleFor', () => {
  it('is plain without colour', async () => {
    const style = await styleFor(unadorned);
    expect([style.level('Error', 'a'), style.bold('b'), style.dim('c')]).toEqual(['a', 'b', 'c']);
  });
});
