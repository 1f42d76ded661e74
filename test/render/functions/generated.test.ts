import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HelmCase, hasHelm, renderCase, renderWithHelm } from './helm.ts';

/** Fresh values give what Helm gives. MESHWRIGHT_FUZZ=<seed> tries others, ten times as many. */
const seed = Number(process.env.MESHWRIGHT_FUZZ ?? 20261);
const count = process.env.MESHWRIGHT_FUZZ === undefined ? 1000 : 10_000;

/** Texts that YAML has a meaning for, that it folds, or that are odd. */
const text = fc.oneof(
  fc.constantFrom(
    'yes',
    '0x1f',
    '1_0',
    '~',
    'null',
    '2001-01-01',
    '-',
    'a: b',
    '#',
    '<<',
    '1:30',
    '.5',
    '1e3',
    '=',
    '---',
  ),
  fc
    .array(
      fc.constantFrom(
        'word',
        ' ',
        '  ',
        '\n',
        '\t',
        ': ',
        '#',
        "'",
        '"',
        '\\',
        'é',
        '\u2028',
        '日本',
        '-',
        'longer-word',
        '0',
      ),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join('')),
  fc.string({ maxLength: 12, unit: 'grapheme-ascii' }),
  // Characters that are in Unicode for long: Go and Node know different versions of it.
  fc.string({
    maxLength: 12,
    unit: fc.constantFrom(...'aZ09éßÀΣ日本😀\x01\x7f\x85\xa0\ufeff\u2029\u0301ǅ٣_-./\\"\'`\r'),
  }),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: text, weight: 4 },
    fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, 1e21, 1e-7, 123456789, 12345678.25, -0.1),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number || 0),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4 }),
  ),
}));
const values = fc.record({
  a: value,
  b: value,
  m: fc.dictionary(fc.constantFrom('x', 'y', 'z'), value, { maxKeys: 3 }),
  n: fc.dictionary(fc.constantFrom('x', 'y', 'z'), value, { maxKeys: 3 }),
  s: text,
  v: fc.constantFrom('1.2.3', '1.2', 'v2.0.0-rc.1', '0.3.1', '2.0.0', '10.0', '0.0.2', 'x'),
});

const constraint = fc
  .array(
    fc.tuple(
      fc.constantFrom('', '=', '!=', '>', '<', '>=', '<=', '~', '^', '~>', '=>'),
      fc.constantFrom('', ' '),
      fc.constantFrom('1.2.3', '1.2', '1', '*', '1.x', '0.3', '0.0.2', '2.0.0-rc.1', '0', '1.2.x', '2.0.0-0'),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .chain((parts) =>
    fc.constantFrom(', ', ' ', ' || ', '||', ' - ').map((by) => parts.map((part) => part.join('')).join(by)),
  );

const pipeline = fc.oneof(
  constraint.map((one) => `semverCompare ${JSON.stringify(one)} .Values.v`),
  fc.constantFrom(
    'toYaml .Values.a',
    'toYaml .Values | indent 2',
    'toYamlPretty .Values.a',
    'toJson .Values',
    'toPrettyJson .Values.a',
    'toRawJson .Values.a',
    'fromYaml (toYaml .Values) | toJson',
    'fromJson (toJson .Values) | toYaml',
    'toYaml (merge .Values.m .Values.n)',
    'toYaml (mergeOverwrite .Values.m .Values.n)',
    'toYaml (deepCopy .Values)',
    'toString .Values.a',
    'quote .Values.a .Values.b',
    'squote .Values.a',
    'int64 .Values.a',
    'float64 .Values.a',
    'int .Values.s',
    'default .Values.b .Values.a',
    'coalesce .Values.a .Values.b | kindOf',
    'deepEqual .Values.a .Values.b',
    'has .Values.a (list .Values.b .Values.a)',
    'uniq (list .Values.a .Values.b .Values.a) | toJson',
    'compact (list .Values.a .Values.b) | toJson',
    'sortAlpha (list .Values.a .Values.b .Values.s)',
    'addf .Values.a .Values.b',
    'mulf .Values.a 3',
    'round .Values.a 2',
    'snakecase .Values.s',
    'kebabcase .Values.s',
    'camelcase .Values.s',
    'title .Values.s',
    'swapcase .Values.s',
    'untitle .Values.s',
    'initials .Values.s',
    'abbrev 8 .Values.s',
    'wrap 10 .Values.s',
    'wrapWith 7 "|" .Values.s',
    'trunc 5 .Values.s | quote',
    'trunc -5 .Values.s | quote',
    'nospace .Values.s | quote',
    'b64enc .Values.s',
    'b32enc .Values.s',
    'sha256sum .Values.s',
    'adler32sum .Values.s',
    'regexFindAll "[a-z]+" .Values.s -1',
    'regexReplaceAll "(\\\\w)(\\\\W)" .Values.s "$2$1"',
    'regexSplit "o" .Values.s -1',
    'regexQuoteMeta .Values.s',
    'trim .Values.s | quote',
    'splitList " " .Values.s | toJson',
    'toStrings .Values.a | toJson',
    'join "," .Values.a',
    'typeOf .Values.a',
    'clean .Values.s',
    'base .Values.s',
    'ext .Values.s',
    'cat .Values.a .Values.b',
    'dig "x" "y" 0 .Values.m',
    'toToml .Values.m',
  ),
);

const cases: fc.Arbitrary<HelmCase> = fc.record({ pipeline, values }).map(({ pipeline: one, values: given }) => ({
  files: {
    'Chart.yaml': 'apiVersion: v2\nname: made\nversion: 1.0.0\n',
    'templates/case.yaml': `{{ ${one} }}`,
  },
  values: given,
}));

/** Our reader of YAML does not take U+2028 and U+2029 for line breaks, as YAML 1.1 does, and Go. */
const isReadOtherwise = ({ files, values: given }: HelmCase): boolean =>
  files['templates/case.yaml']!.includes('fromYaml') && /[\u2028\u2029]/.test(JSON.stringify(given));

/** Messages that are our own, and text that Go's JSON cannot carry. */
const isOwn = ({ error, texts }: { error?: string; texts?: object }): boolean =>
  /yaml: |regexp/.test(error ?? '') || /yaml: |\ufffd/.test(JSON.stringify(texts ?? ''));

describe.skipIf(!hasHelm())(`charts made by chance (skipped where there is no Helm to ask), seed ${seed}`, () => {
  it('give what Helm gives, or the same error', { timeout: 300_000 }, () => {
    const made = fc.sample(cases, { seed, numRuns: count }).filter((one) => !isReadOtherwise(one));
    const expected = renderWithHelm(made);
    const wrong = made
      .map((one, i) => ({
        template: one.files['templates/case.yaml'],
        values: one.values,
        helm: expected[i]!,
        ours: renderCase(one),
      }))
      .filter(({ helm, ours }) => !isOwn(helm) && JSON.stringify(helm) !== JSON.stringify(ours));
    expect(expected.filter(({ error }) => error === undefined).length).toBeGreaterThan(count / 2);
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
