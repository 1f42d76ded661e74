import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type HelmCase, hasHelm, renderCase, renderWithHelm } from './helm.ts';

/**
 * Functions called with arguments made by chance, within each other, give what Helm gives. MESHWRIGHT_FUZZ=<seed> tries
 * others, ten times as many.
 */
const seed = Number(process.env.MESHWRIGHT_FUZZ ?? 20262);
const count = process.env.MESHWRIGHT_FUZZ === undefined ? 2000 : 20_000;

// Helm's answers are those of a machine whose clock shows UTC.
const here = new Intl.DateTimeFormat().resolvedOptions();
vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({ ...here, timeZone: 'UTC' });

type Kind =
  | 'text'
  | 'whole'
  | 'count'
  | 'number'
  | 'list'
  | 'map'
  | 'fresh'
  | 'yaml'
  | 'toml'
  | 'any'
  | 'truth'
  | 'pattern'
  | 'layout'
  | 'time'
  | 'version';

/**
 * Functions by what they give, with what they take: `…` after the last for any number of it. Left out are those whose
 * answer is left to chance, or to the clock.
 */
const functions: Readonly<Partial<Record<Kind, string>>> = {
  text: `
    abbrev whole text; abbrevboth whole whole text; trunc whole text; trim text; trimAll text text; trimSuffix text text;
    trimPrefix text text; upper text; lower text; title text; untitle text; repeat count text; substr whole whole text;
    nospace text; initials text; wrap whole text; wrapWith whole text text; quote any…; squote any…; cat any…;
    indent count text; nindent count text; replace text text text; plural text text whole; snakecase text; camelcase text;
    kebabcase text; swapcase text; toString any; join text list; join text any; b64enc text; b64dec text; b32enc text;
    b32dec text; sha1sum text; sha256sum text; sha512sum text; adler32sum text; toJson any; toPrettyJson any; toRawJson any;
    toYaml any; toYamlPretty any; toToml map; regexFind pattern text; regexReplaceAll pattern text text;
    regexReplaceAllLiteral pattern text text; regexQuoteMeta text; base text; dir text; clean text; ext text; osBase text;
    osDir text; osClean text; osExt text; typeOf any; kindOf any; date layout time; dateInZone layout time text;
    htmlDate time; htmlDateInZone time text; duration any; durationRound any; unixEpoch time; print any…; println any…;
    html any; js any; urlquery any; urlJoin map; getHostByName text; date_modify text time; slice text whole whole; first text;
    last text; ternary text text truth; required text text; default text text; coalesce text text`,
  whole: `
    len text; len list; int any; int64 any; atoi text; add any…; sub any any; mul any any…; add1 any; max any any…; min any any…;
    biggest any…; toDecimal any; ceil any; floor any; len map; int whole; ternary whole whole truth`,
  number: `
    float64 any; addf any…; subf any any; mulf any any; divf any any; add1f any; maxf any any…; minf any any…; round any count;
    floor any; ceil any; round any count number`,
  list: `
    list any…; tuple any…; splitList text text; sortAlpha list; sortAlpha any; reverse list; uniq list; compact list; initial list; rest list;
    append list any; prepend list any; concat list…; without list any…; slice list count; chunk whole list;
    until count; untilStep count count count; regexFindAll pattern text whole; regexSplit pattern text whole; toStrings any;
    fromYamlArray yaml; fromJsonArray text; pluck text map…; mustAppend list any; mustUniq list; mustRest list; push list any;
    mustSlice list whole; mustCompact list; mustWithout list any; sortAlpha list; values map | sortAlpha; keys map | sortAlpha`,
  map: `
    dict text any text any; merge fresh fresh; mergeOverwrite fresh fresh; deepCopy map; pick map text…; omit map text…; set fresh text any;
    unset fresh text; split text text; splitn text whole text; fromYaml yaml; fromJson text; fromToml toml; urlParse text;
    mustMerge fresh fresh; mustMergeOverwrite fresh fresh fresh; default map any; fromJson text; fromYaml yaml; dict text map`,
  any: `
    default any any; coalesce any…; ternary any any truth; get map text; dig text text any map; dig text any map; index list whole; index map text;
    first list; last list; mustFirst list; mustLast list; fromJson text; all any…; any any…; mustFromJson text; empty any; hello; seq count count;
    seq count; seq count count count; semver version | toString; deepCopy any; and any any; or any any; not any; mod any any; div any any; index any any`,
  truth: `
    eq any any; ne text text; lt whole whole; le number number; gt text text; ge any any; contains text text; hasPrefix text text;
    hasSuffix text text; has any list; hasKey map text; empty any; kindIs text any; typeIs text any; typeIsLike text any; deepEqual any any;
    regexMatch pattern text; mustRegexMatch pattern text; isAbs text; osIsAbs text; all any…; any any…; not any; semverCompare version version;
    mustHas any list`,
};

interface Signature {
  readonly name: string;
  readonly takes: readonly Kind[];
  readonly rest: Kind | undefined;
  readonly after: string;
}

const signatures = (written: string): Signature[] =>
  written
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [call, ...next] = one.split(' | ');
      const [name, ...kinds] = call!.split(' ');
      const rest = kinds.at(-1)?.endsWith('…') ? (kinds.pop()!.replace('…', '') as Kind) : undefined;
      return { name: name!, takes: kinds as Kind[], rest, after: next.map((one) => ` | ${one}`).join('') };
    });

const literal = (value: string): string => JSON.stringify(value);
const words = fc.constantFrom(
  ...[
    '',
    'a',
    'b',
    'x-y',
    'Hello World',
    'foo_bar',
    'fooBar',
    'FOO',
    '1',
    '1.5',
    '-3',
    '0x1f',
    '1e3',
    'true',
    'null',
    '  a b\t',
    'a,b,c',
  ],
  ...[
    'é',
    'ß',
    'İ',
    'ÀÉ',
    '日本',
    '😀x',
    'a\nb\nc',
    'a: 1',
    'a: {b: [1, x]}',
    '[1, "x", null]',
    '{"a": {"b": 1.50}}',
    'a = 1',
    '[x]\ny = "z"',
  ],
  ...[
    '/a/../b.c',
    'a/b/',
    'https://u:p@h.example:80/p/q?x=1&y=%20#f',
    '$1',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a group of a regular expression.
    '${1}x',
    '%d',
    '<&>',
    "it's",
    '"',
    '\\',
    'YQ==',
    'MFRGG===',
    'a.b.c',
  ],
  ...[
    'string',
    'int',
    'map',
    'slice',
    'float64',
    '[]interface {}',
    'UTC',
    'Europe/Paris',
    '1h30m',
    '-1.5s',
    '2006',
    '1.2.3',
    '__x',
    'a1B2c3',
    'key',
  ],
);
const values = ['s', 'n', 'l', 'm', 'z', 'f', 't', 'd'];
/** What stands for a value of a kind without a call. */
const plain: Readonly<Record<Kind, fc.Arbitrary<string>>> = {
  text: fc.oneof(
    { arbitrary: words.map(literal), weight: 5 },
    fc.string({ maxLength: 8, unit: 'grapheme-ascii' }).map(literal),
    fc.constant('.Values.s'),
  ),
  whole: fc.oneof(fc.integer({ min: -3, max: 12 }).map(String), fc.constantFrom('0', '1', '2', '3')),
  // Of spaces, copies and places: what is left to chance must not fill the memory.
  count: fc.integer({ min: -3, max: 12 }).map(String),
  number: fc.constantFrom('1.5', '-0.25', '3.0', '1e3', '2.675', '0.1', '.Values.f', '1e100', '-7.5'),
  list: fc.constantFrom(
    '.Values.l',
    '(list)',
    '(list 1 2 3)',
    '(list "b" "a" "b")',
    '(list 1 "x" nil true)',
    '(splitList "," "c,a,b")',
  ),
  map: fc.constantFrom(
    '.Values.m',
    '(dict)',
    '(dict "a" 1 "b" (dict "c" 2))',
    '(dict "a" (dict "b" nil))',
    '(dict "b" "x" "a" (list 1))',
  ),
  // Errors of these two are told in our own words.
  yaml: fc
    .constantFrom(
      '',
      'a: 1',
      'a: {b: [1, x]}\nc: ~',
      '- 1\n- x: y',
      '[1, "x", null]',
      '{"a": 1.50}',
      'null',
      'a: |\n  b\n   c\n',
      'yes: 0o17',
      '5',
    )
    .map(literal),
  toml: fc
    .constantFrom('', 'a = 1', '[x]\ny = "z"\n', 'a = [1, 2]\n[[b]]\nc = 1.5', 'd = 1979-05-27', 'a.b.c = true')
    .map(literal),
  // Maps that may be changed: of one that holds itself, Helm dies.
  fresh: fc
    .constantFrom('.Values.m', '(dict)', '(dict "a" (dict "b" 1) "key" "x")', '(dict "n" nil "a" 1)')
    .map((map) => `(deepCopy ${map})`),
  any: fc.oneof(
    words.map(literal),
    fc.constantFrom(
      ...values.map((name) => `.Values.${name}`),
      'nil',
      'true',
      'false',
      '0',
      '-1',
      '12345678901',
      '1.5',
      '.Values.none',
    ),
    fc.constantFrom(
      '(list 1 "a")',
      '(dict "a" 1)',
      '(int64 5)',
      '(float64 2)',
      '(list)',
      '(dict)',
      '(until 2)',
      '(splitList "," "a,b")',
    ),
  ),
  truth: fc.constantFrom('true', 'false', '.Values.t'),
  pattern: fc
    .constantFrom(
      'a',
      '[a-z]+',
      '(\\w)(\\W)',
      '^',
      '$',
      '',
      'b*',
      '(?i)FOO',
      '\\d+|x',
      '(a|b)(c)?',
      '(?P<n>o+)',
      '.',
      '\\s',
      '[^a]',
      'é',
      '\\bx',
      '(',
    )
    .map(literal),
  layout: fc
    .constantFrom(
      '2006-01-02',
      '15:04:05.000 MST',
      'Jan _2 Mon 3PM',
      '02/01/06 -0700',
      'January Monday',
      'Z07:00',
      'x 002',
      '.999',
      '2006-01-02T15:04:05Z07:00',
    )
    .map(literal),
  time: fc.constantFrom(
    '(toDate "2006-01-02" "2024-02-29")',
    '(toDate "2006-01-02 15:04:05" "1999-12-31 23:59:59")',
    '(toDate "2006-01-02T15:04:05Z07:00" "2021-06-15T12:30:00+02:00")',
    '(int64 1700000000)',
    '1600000000',
  ),
  version: fc
    .constantFrom(
      '1.2.3',
      'v1.2',
      '1.2.3-rc.1+b',
      '>=1.2 <2',
      '^1.x',
      '~1.2.3 || 2',
      '1.2 - 2',
      '*',
      'x',
      '!=1.2.3',
      '1.2.3-0',
      '>1.2.3-a',
      '0.0.1',
    )
    .map(literal),
};

const kinds = Object.keys(plain) as Kind[];
const { expressions } = fc.letrec<Record<string, string>>((tie) =>
  Object.fromEntries([
    ...kinds.map((kind) => {
      const known = signatures(functions[kind] ?? '');
      const calls = known.map(({ name, takes, rest, after }) => {
        const further = rest === undefined ? fc.constant([]) : fc.array(tie(rest), { maxLength: 3 });
        return fc
          .tuple(fc.tuple(...takes.map((one) => tie(one))), further)
          .map(([args, more]) => `(${[name, ...args, ...more].join(' ')}${after})`);
      });
      return [
        kind,
        calls.length === 0
          ? plain[kind]
          : fc.oneof(
              { depthSize: 'small', maxDepth: 3 },
              { arbitrary: plain[kind], weight: 4 },
              { arbitrary: fc.oneof(...calls), weight: 3 },
            ),
      ];
    }),
    [
      'expressions',
      fc.oneof(
        ...kinds.flatMap((kind) =>
          signatures(functions[kind] ?? '').map(({ name, takes, rest, after }) =>
            fc
              .tuple(
                fc.tuple(...takes.map((one) => tie(one))),
                rest === undefined ? fc.constant([]) : fc.array(tie(rest), { maxLength: 3 }),
              )
              .map(([args, more]) => `(${[name, ...args, ...more].join(' ')}${after})`),
          ),
        ),
      ),
    ],
  ]),
) as unknown as { expressions: fc.Arbitrary<string> };

const given = {
  s: 'Some text, with: *marks*',
  n: 42,
  l: ['b', 1, null, 'a', { x: 1 }, [2]],
  m: { a: { b: 'deep' }, key: 'value', n: 1.5, 'x.y': null },
  z: null,
  f: -2.5,
  t: true,
  d: '2024-05-06',
};

const caseOf = (expression: string): HelmCase => ({
  files: {
    'Chart.yaml': 'apiVersion: v2\nname: made\nversion: 1.0.0\n',
    'templates/case.yaml': `{{ $v := ${expression} }}{{ $v }}|{{ typeOf $v }}|{{ toJson $v }}|{{ toYaml $v }}`,
  },
  values: given,
});

/** Messages that are our own, or a library's. */
const isOwn = (text: string): boolean => /yaml: |toml: |regexp/i.test(text);

/** Go's JSON has U+FFFD for each byte that is no UTF-8. */
const withoutBytes = (json: string): string => json.replace(/\\udc[89a-f][0-9a-f]/g, '\ufffd');

describe.skipIf(!hasHelm())(`functions called by chance (skipped where there is no Helm to ask), seed ${seed}`, () => {
  it('give what Helm gives, or the same error', { timeout: 600_000 }, () => {
    const made = fc.sample(expressions, { seed, numRuns: count });
    const expected = renderWithHelm(made.map(caseOf));
    const wrong = made
      .map((expression, i) => ({
        expression,
        helm: JSON.stringify(expected[i]),
        ours: withoutBytes(JSON.stringify(renderCase(caseOf(expression)))),
      }))
      .filter(({ helm, ours }) => helm !== ours && !isOwn(helm) && !isOwn(ours));
    expect(expected.filter(({ error }) => error === undefined).length).toBeGreaterThan(count / 3);
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
