import { describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/output/text/display-width.ts';
import { formatTable } from '../../../src/output/text/table.ts';
import { columnWidths, wrapCell } from '../../../src/output/text/table-widths.ts';

const terminal = (columns: number) => ({ color: false, columns });

describe('formatTable on a terminal', () => {
  const header = ['NAME', 'PORT', 'MATCH'];
  const rows = [
    ['outbound|9080||reviews.default.svc.cluster.local', '9080', 'PathPrefix:/api/v1/products,/login,/logout'],
    ['short', '80', ''],
  ];

  it('is as elsewhere where it fits', () => {
    expect(formatTable(header, rows, terminal(200))).toBe(formatTable(header, rows));
  });
  it('breaks the cells of the widest columns, and keeps rows apart by their first column', () => {
    expect(formatTable(header, rows, terminal(60), { right: [1], gap: 5 })).toBe(
      [
        'NAME                        PORT  MATCH',
        'outbound|9080||reviews.     9080  PathPrefix:/api/v1/',
        'default.svc.cluster.local         products,/login,/logout',
        'short                         80',
        '',
      ].join('\n'),
    );
  });
  it('makes records where columns would be too narrow', () => {
    expect(formatTable(header, rows, terminal(28))).toBe(
      [
        'NAME   outbound|9080||',
        '       reviews.default.svc.',
        '       cluster.local',
        'PORT   9080',
        'MATCH  PathPrefix:/api/v1/',
        '       products,/login,/',
        '       logout',
        '',
        'NAME   short',
        'PORT   80',
        'MATCH',
        '',
      ].join('\n'),
    );
  });
  it.each([1, 10, 28, 40, 60, 80, 119])(
    'is no wider than %i columns, if these hold a word, and loses nothing',
    (columns) => {
      const wide = [
        ...rows,
        ['購物車'.repeat(20), '1', '👩‍👩‍👧'.repeat(30)],
        ['\u001b[31m\u202e', '', 'e\u0301'.repeat(70)],
      ];
      const text = formatTable(header, wide, terminal(columns));
      for (const line of text.split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(Math.max(columns, 7 + 12));
      const letters = (one: string) =>
        [...one]
          .filter((char) => char.trim() !== '')
          .sort()
          .join('');
      if (columns >= 60) expect(letters(text)).toBe(letters(formatTable(header, wide)));
    },
  );
  it('paints each line of a cell by itself, by what the whole cell is', () => {
    const paint = (cell: string) => (text: string) => (cell.startsWith('bad') ? `<${text}>` : text);
    expect(formatTable([], [[`bad,${'x'.repeat(20)},yyyy`, 'z'.repeat(30)]], terminal(40), { paint })).toBe(
      `<bad,${'x'.repeat(15)}>  ${'z'.repeat(19)}\n<xxxxx,yyyy>           ${'z'.repeat(11)}\n`,
    );
  });
});

describe('formatTable with --plain', () => {
  const look = { color: false, plain: true, columns: 20 };
  it.each([
    [
      'records',
      ['NAME', 'NOTE'],
      [
        ['a', 'x → y'],
        ['b', ''],
      ],
      'NAME: a\nNOTE: x to y\n\nNAME: b\nNOTE:\n',
    ],
    [
      'lines, without a header',
      [],
      [
        ['Istio Version:', '1.30'],
        ['Envoy Version:', '1.3'],
      ],
      'Istio Version: 1.30\nEnvoy Version: 1.3\n',
    ],
    ['a word, where there is nothing', ['NAME'], [], 'None.\n'],
    ['long values, unbroken', ['A'], [['x'.repeat(50)]], `A: ${'x'.repeat(50)}\n`],
  ])('gives %s', (_, header, rows, text) => {
    expect(formatTable(header, rows, look)).toBe(text);
  });
});

it.each([
  [[10, 20, 30], 60, [10, 20, 30]],
  [[10, 20, 30], 50, [10, 20, 20]],
  [[5, 40, 40], 50, [5, 23, 22]],
  [[40, 40], 24, [12, 12]],
  [[40, 40], 23, undefined],
  [[27, 40], 50, [27, 23], [27, 10]],
  [[27, 40], 30, [15, 15], [27, 10]],
])('columns of %j become in %i: %j', (widths, room, expected, words?: number[]) => {
  expect(columnWidths(widths, room, words)).toEqual(expected);
});

it.each([
  ['a,b,c', 12, ['a,b,c']],
  ['outbound|80||cart.shop.svc', 20, ['outbound|80||cart.', 'shop.svc']],
  ['some words that go on', 10, ['some words', 'that go on']],
  ['some words, that go on', 10, ['some', 'words,', 'that go on']],
  ['x'.repeat(25), 10, ['xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxx']],
  ['a.'.padEnd(20, 'x'), 10, ['a.xxxxxxxx', 'xxxxxxxxxx']],
  ['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 4, ['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']],
  ['', 10, []],
])('%j in %i columns is %j', (cell, width, lines) => {
  expect(wrapCell(cell, width)).toEqual(lines);
});
