import fc from 'fast-check';
import type { Case } from './cases.ts';

const keys = ['a', 'b', 'c', 'é', 'list', 'map'];
const verbs = [...'vTtdboxXcqUeEfgGsO%', '!', 'z', ''];

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    -1,
    2.5,
    1e21,
    123456789,
    0.00001,
    '',
    'x',
    'héllo',
    '<a href="x">',
    'a b',
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.string({ maxLength: 6, unit: 'grapheme' }),
  fc.constantFrom(
    ...['int', 'int64', 'uint8', 'uint64', 'int8'].flatMap((type) =>
      ['0', '3', '65'].map((value) => ({ [`$${type}`]: value })),
    ),
    { $float32: '0.1' },
    { $bytes: 'aGn/' },
    { $raw: 'Yf9i' },
    { $strings: ['p', 'q'] },
    { $labels: { a: 'b' } },
    { $settings: { a: { b: 1 } } },
    { $nilStrings: null },
    { $celsius: 3 },
    { $float64: 'NaN' },
    { $versions: ['v1'] },
    { $person: { Name: 'Ann', Age: { $int: '3' } } },
  ),
);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 4 }),
  ),
}));

const data = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 });

const space = fc.constantFrom('', ' ', '  ', '\n');
const field = fc
  .array(fc.constantFrom(...keys, 'Name', 'q'), { minLength: 1, maxLength: 3 })
  .map((names) => `.${names.join('.')}`);
const variable = fc.constantFrom('$', '$x', '$y');
const literal = fc.constantFrom(
  ...[
    '1',
    '0',
    '-3',
    '2.5',
    '1e3',
    '0x1F',
    "'a'",
    '"s"',
    '"é\\n"',
    '`r"w`',
    'true',
    'false',
    'nil',
    '"%d"',
    '""',
    '1_000',
    '3',
    '"a"',
  ],
);
const format = fc
  .array(
    fc.tuple(
      fc.constantFrom('', 'x', ' '),
      fc.constantFrom('', '+', '-', '#', ' ', '0', '+-', '#0', '-0', '# '),
      fc.constantFrom('', '5', '12', '*', '[1]', '[2]'),
      fc.constantFrom('', '.', '.2', '.0', '.*', '.10'),
      fc.constantFrom(...verbs),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(
    (parts) =>
      `"${parts.map(([before, flags, width, precision, verb]) => `${before}%${flags}${width}${precision}${verb}`).join('')}"`,
  );

/** Functions that take whatever there is, and those that are particular. */
const easy = [
  'print',
  'println',
  'and',
  'or',
  'not',
  'html',
  'js',
  'urlquery',
  'list',
  'anyOf',
  'typed',
  'printf "%v %T %q"',
];
const particular = [
  'len',
  'index',
  'slice',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
  'upper',
  'add',
  'dict',
  'half',
  'join',
  'nothing',
  'noError',
  'strings',
  'fail',
  'get',
  'printf',
  'add64',
  'call',
];

const call = (names: readonly string[], operand: fc.Arbitrary<string>, minLength: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...names), fc.array(operand, { minLength, maxLength: 3 }))
    .map(([name, args]) => [name, ...args].join(' '));

const syntax = fc.letrec<Record<'operand' | 'call' | 'stage' | 'pipe' | 'body' | 'statement', string>>((tie) => ({
  operand: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: fc.constant('.'), weight: 2 },
    { arbitrary: field, weight: 4 },
    { arbitrary: literal, weight: 4 },
    { arbitrary: variable, weight: 2 },
    { arbitrary: fc.tuple(variable, field).map((parts) => parts.join('')), weight: 1 },
    { arbitrary: tie('pipe').map((pipe) => `(${pipe})`), weight: 2 },
    { arbitrary: fc.tuple(tie('pipe'), field).map(([pipe, fields]) => `(${pipe})${fields}`), weight: 1 },
  ),
  call: fc.oneof({ arbitrary: tie('operand'), weight: 3 }, { arbitrary: tie('stage'), weight: 4 }),
  stage: fc.oneof(
    { arbitrary: call(easy, tie('operand'), 1), weight: 6 },
    { arbitrary: call(particular, tie('operand'), 0), weight: 2 },
    {
      arbitrary: fc
        .tuple(format, fc.array(tie('operand'), { maxLength: 3 }))
        .map(([text, args]) => ['printf', text, ...args].join(' ')),
      weight: 2,
    },
  ),
  pipe: fc.oneof(
    { arbitrary: tie('call'), weight: 12 },
    { arbitrary: fc.tuple(tie('call'), tie('stage')).map((calls) => calls.join(' | ')), weight: 6 },
    { arbitrary: fc.tuple(tie('call'), tie('call')).map((calls) => calls.join(' | ')), weight: 1 },
  ),
  body: fc.array(tie('statement'), { maxLength: 3 }).map((statements) => statements.join('')),
  statement: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('text', ' ', '\n  ', 'é}', '{{/* c */}}', '{{- /* c */ -}}'),
    fc
      .tuple(fc.constantFrom('{{', '{{- '), space, tie('pipe'), space, fc.constantFrom('}}', ' -}}'))
      .map((parts) => parts.join('')),
    fc
      .tuple(variable, fc.constantFrom(':=', '='), tie('pipe'))
      .map(([name, sign, pipe]) => `{{${name} ${sign} ${pipe}}}`),
    fc
      .tuple(fc.constantFrom('if', 'with'), tie('pipe'), tie('body'), tie('body'))
      .map(([word, pipe, list, otherwise]) => `{{${word} ${pipe}}}${list}{{else}}${otherwise}{{end}}`),
    fc
      .tuple(fc.constantFrom('if', 'with'), tie('pipe'), tie('body'), tie('pipe'), tie('body'))
      .map(
        ([word, pipe, list, second, other]) =>
          `{{${word} $x := ${pipe}}}${list}{{else ${word} ${second}}}${other}{{end}}`,
      ),
    fc
      .tuple(
        fc.constantFrom('', '$x := ', '$x, $y := ', '$x = ', '$x, $y = '),
        tie('pipe'),
        tie('body'),
        fc.constantFrom('', '{{break}}', '{{continue}}', '{{else}}none'),
      )
      .map(([names, pipe, list, last]) => `{{range ${names}${pipe}}}${list}${last}{{end}}`),
    fc
      .tuple(fc.nat(999), tie('pipe'), tie('body'))
      .map(([number, pipe, list]) => `{{block "b${number}" ${pipe}}}{{$x := .}}{{$y := 0}}${list}{{end}}`),
    tie('pipe').map((pipe) => `{{template "t" ${pipe}}}`),
  ),
}));

/** What may go wrong anywhere in a text: a piece of it is gone, doubled or another. */
const damage = fc.option(
  fc.record({
    at: fc.nat(200),
    length: fc.nat(3),
    text: fc.constantFrom('', '{{', '}}', '"', '(', ')', ' ', '.', '$', '|', '\n', '-', 'é', '{{end}}'),
  }),
  { freq: 1, nil: undefined },
);

/** Templates of all statements, some of them damaged, and data for them. */
export const cases: fc.Arbitrary<Case> = fc
  .record({
    body: syntax.body,
    inner: syntax.body,
    data,
    missingKey: fc.constantFrom('default' as const, 'zero' as const, 'error' as const),
    damage,
  })
  .map(({ body, inner, data, missingKey, damage }) => {
    // Nothing calls itself: Go's stack holds much more, but ends the program when it does not.
    const below = inner.replaceAll('{{template "t"', '{{template "u"');
    const whole = `{{$x := 1}}{{$y := .a}}${body}{{define "t"}}{{$x := 2}}{{$y := .}}${below}{{end}}{{define "u"}}[{{.}}]{{end}}`;
    const text = damage ? whole.slice(0, damage.at) + damage.text + whole.slice(damage.at + damage.length) : whole;
    return { name: 'generated', templates: [{ name: 'main', text }], data, missingKey };
  });
