import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../../src/resources/yaml/limits.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';

/** Line and value of each document. */
const read = (text: string) => readYaml(text).map(({ line, value, problem }) => [line, problem ? 'problem' : value]);

describe('documents of a text', () => {
  test.each<[name: string, text: string, documents: unknown[]]>([
    ['none in an empty text', '', []],
    ['none in blanks and comments', '\n  \n# c\n', []],
    ['one without ---', 'a: 1', [[1, { a: 1 }]]],
    ['empty lines do not count as its first, comments and blanks do', '\n\n# c\na: 1', [[3, { a: 1 }]]],
    ['a blank first line', '  \na: 1', [[1, { a: 1 }]]],
    [
      '--- before and between',
      '---\na: 1\n---\n\nb: 2\n',
      [
        [2, { a: 1 }],
        [5, { b: 2 }],
      ],
    ],
    [
      'empty ones count',
      'a: 1\n---\n---\n# c\n---\nb: 2',
      [
        [1, { a: 1 }],
        [3, undefined],
        [4, undefined],
        [6, { b: 2 }],
      ],
    ],
    ['a comment before the first --- is none', '# c\n---\na: 1', [[3, { a: 1 }]]],
    [
      'null is empty',
      'null\n---\n~',
      [
        [1, undefined],
        [3, undefined],
      ],
    ],
    [
      'content behind ---',
      '--- {a: 1}\n--- # c\nb: 2\n--- "c"',
      [
        [1, { a: 1 }],
        [2, { b: 2 }],
        [4, 'c'],
      ],
    ],
    [
      '--- with blanks behind it',
      'a: 1\n--- \t\nb: 2',
      [
        [1, { a: 1 }],
        [3, { b: 2 }],
      ],
    ],
    [
      '...',
      'a: 1\n...\n# c\n---\nb: 2\n... # d\nc: 3\n',
      [
        [1, { a: 1 }],
        [5, { b: 2 }],
        [7, { c: 3 }],
      ],
    ],
    [
      'directives',
      '%YAML 1.1\n%TAG !e! tag:e.org,2000:\n---\na: !e!x 1\n...\n%TAG !f! f\n---\nb: !f!x 1',
      [
        [1, { a: '1' }],
        [6, { b: '1' }],
      ],
    ],
    [
      'CRLF',
      '---\r\na: 1\r\n---\r\n\r\nb:\r\n- c\r\n',
      [
        [2, { a: 1 }],
        [5, { b: ['c'] }],
      ],
    ],
    [
      'a byte order mark',
      '\uFEFFa: 1\n---\nb: 2',
      [
        [1, { a: 1 }],
        [3, { b: 2 }],
      ],
    ],
    ['a byte order mark before ---', '\uFEFF---\na: 1', [[2, { a: 1 }]]],
    ['--- in a block text, indented', 'a: |\n  ---\n  b\n', [[1, { a: '---\nb\n' }]]],
    [
      '--- at the start of a line ends a quoted text',
      'a: "b\n---\nc: 1',
      [
        [1, 'problem'],
        [3, { c: 1 }],
      ],
    ],
    ['---a is none', 'a: 1\n---a: 2', [[1, { a: 1, '---a': 2 }]]],
    [
      'a broken one hides no other',
      'a: 1\n---\nb: [\n---\nc: 3\n---\n\td: 4\n---\ne: 5',
      [
        [1, { a: 1 }],
        [3, 'problem'],
        [5, { c: 3 }],
        [7, 'problem'],
        [9, { e: 5 }],
      ],
    ],
    [
      'JSON',
      '{\n\t"a": 1\n}\n---\n["b"]\n',
      [
        [1, { a: 1 }],
        [5, ['b']],
      ],
    ],
  ])('%s', (_, text, documents) => {
    expect(read(text)).toStrictEqual(documents);
  });

  test('offsets frame each document, its --- left out', () => {
    const text = '---\na: 1\n---\n\n# c\nb: 2';
    expect(readYaml(text).map(({ index, start, end }) => [index, text.slice(start, end)])).toEqual([
      [0, 'a: 1\n'],
      [1, '# c\nb: 2'],
    ]);
  });
});

describe('problems say what to do, and where', () => {
  test.each<[text: string, line: number, column: number, message: RegExp]>([
    ['a: 1\n---\nb:\n\tc: 1', 4, 1, /tab.*use spaces/],
    ['a:\n  b: 1\n\n\t\n', 4, 1, /tab.*use spaces/],
    ['a: 1\n  b: 2', 2, 4, /indented differently/],
    ['a: [*]', 1, 6, /begins an alias here: put the text in quotes/],
    ['a: *.example.com', 1, 4, /begins an alias here: put the text in quotes/],
    ['a: &.b c', 1, 4, /a name behind &/],
    ['a: @b', 1, 4, /must not start with @: put it in quotes/],
    ['a: [%b]', 1, 5, /must not start with %: put it in quotes/],
    ['a: b: c', 1, 5, /a text with a colon and a blank in it/],
    ["a: 'it's'", 1, 8, /nothing may follow the closing quote/],
    ['a: 1\nb', 2, 2, /no colon/],
    ['a: "b', 1, 6, /never closed/],
    ['a: "\\', 1, 6, /never closed|escape/],
    ["a: 'b\nc: 1\n", 3, 1, /never closed/],
    ['a: [b', 1, 6, /never closed/],
    ['a: [b c: {', 1, 11, /never closed/],
    ['a: {b: 1 "c": 2}', 1, 13, /comma/],
    ['a: "\\d"', 1, 6, /single quotes/],
    ['a: "\\/"', 1, 5, /write \//],
    ['a: *x', 1, 4, /\*x has no &x/],
    ['a: &x [*x]', 1, 8, /inside the value/],
    ['a: .inf', 1, 4, /infinity/],
    ['~: 1', 1, 1, /map keys/],
    ['a: 1\n[b]: 1', 2, 1, /map keys/],
    ['<<: 1', 1, 1, /merge key/],
    ['a: !!int x', 1, 10, /!!int/],
    ['%YAML 1.2\n---\na: 1', 1, 1, /%YAML/],
    ['a: b\0', 1, 5, /U\+0000/],
    ['# \x1b[0m\na: 1', 1, 3, /U\+001B.*remove/],
    ['a: 1\rb: 2\r---\rc: 3', 1, 5, /carriage return/],
    [`${'k'.repeat(1025)}: 1`, 1, 1, /1024/],
    ['a: b: c', 1, 5, /./],
  ])('%j', (text, line, column, message) => {
    const problem = readYaml(text).find((document) => document.problem !== undefined)?.problem;
    expect(problem).toMatchObject({ line, column, message: expect.stringMatching(message) });
  });
});

describe('keys given twice', () => {
  test.each<[text: string, value: unknown, keys: unknown]>([
    ['a: 1\nb: 2\na: 3', { a: 3, b: 2 }, [[['a'], '1:1', '3:1']]],
    [
      'x:\n- a: 1\n  "a": 2\n  a: 3',
      { x: [{ a: 3 }] },
      [
        [['x', 0, 'a'], '2:3', '3:3'],
        [['x', 0, 'a'], '2:3', '4:3'],
      ],
    ],
    [
      'x: {a: 1, a: {a: 2, a: 3}}',
      { x: { a: { a: 3 } } },
      [
        [['x', 'a'], '1:5', '1:11'],
        [['x', 'a', 'a'], '1:15', '1:21'],
      ],
    ],
    ['{"a": 1, "b": {"c": 1, "c": 2}}', { a: 1, b: { c: 2 } }, [[['b', 'c'], '1:16', '1:24']]],
    ['# c\n1: a\n0x1: b', { 1: 'b' }, [[['1'], '2:1', '3:1']]],
    ['<<: {a: 1}\na: 2', { a: 2 }, []],
  ])('%j', (text, value, keys) => {
    const [document] = readYaml(text);
    expect(document?.value).toStrictEqual(value);
    const place = ({ line, column }: { line: number; column: number }) => `${line}:${column}`;
    expect((document?.duplicateKeys ?? []).map(({ path, first, again }) => [path, place(first), place(again)])).toEqual(
      keys,
    );
  });
});

describe('names that every object inherits', () => {
  test.each([
    '__proto__: {a: 1}',
    '{"__proto__": {"a": 1}}',
    '{__proto__: {a: 1}}',
    '<<: {__proto__: {a: 1}}',
    'x: &x {__proto__: {a: 1}}\n<<: *x',
  ])('in %s are plain fields', (text) => {
    const value = readYaml(text)[0]?.value as Record<string, unknown>;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(Object.getOwnPropertyDescriptor(value, '__proto__')?.value).toEqual({ a: 1 });
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  test('constructor and others', () => {
    const value = readYaml('constructor: 1\ntoString: {a: 1}\nhasOwnProperty: x')[0]?.value;
    expect(Object.entries(value as object)).toEqual([
      ['constructor', 1],
      ['toString', { a: 1 }],
      ['hasOwnProperty', 'x'],
    ]);
  });
});

describe('limits', () => {
  const problem = (text: string, limits = defaultLimits) => readYaml(text, limits)[0]?.problem?.message;
  const nested = (depth: number): string[] => [
    `${'['.repeat(depth)}${']'.repeat(depth)}`,
    `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
    `${'- '.repeat(depth)}a`,
    Array.from({ length: depth }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ];

  test('100 levels are read, 101 are not', () => {
    expect(nested(100).map((text) => problem(text))).toEqual([undefined, undefined, undefined, undefined]);
    expect(nested(101).map((text) => problem(text))).toEqual(Array(4).fill(expect.stringContaining('nestingDepth')));
  });

  test('very deep nesting is refused as well', () => {
    for (const text of nested(20_000).slice(0, 3)) expect(problem(text)).toContain('nestingDepth');
  });

  test('a billion laughs are refused at once', () => {
    const line = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`;
    const names = [...'bcdefghij'];
    const text = ['a: &a [lol]', ...names.map((name, i) => line(name, 'abcdefghij'[i]!))].join('\n');
    // Written out they would be 9^9 words: without the limit this would end by the test's own time limit.
    expect(problem(text)).toContain('aliasedValues');
  });

  test('merge keys count as aliases do', () => {
    const many = Array.from({ length: 50 }, (_, i) => `k${i}: 1`).join(', ');
    const text = `x: &x {${many}}\ny: {<<: [*x, *x, *x]}`;
    expect(problem(text, { ...defaultLimits, aliasedValues: 200 })).toContain('aliasedValues');
    expect(problem(text)).toBeUndefined();
  });

  test('a long document is refused, its neighbours are not', () => {
    const [short, long] = readYaml('a: 1\n---\nb: 1234567890', { ...defaultLimits, documentSize: 10 });
    expect(short?.value).toEqual({ a: 1 });
    expect(long?.problem).toMatchObject({ line: 3, column: 1, message: expect.stringContaining('documentSize') });
  });
});
