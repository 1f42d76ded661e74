import { describe, expect, it } from 'vitest';
import { hasSchema } from '../../../src/render/chart/chart.ts';
import { loadChart } from '../../../src/render/chart/load.ts';
import { checkValues } from '../../../src/render/chart/values-schema.ts';
import { fromJson } from '../../../src/render/template/model/json.ts';
import type { Value } from '../../../src/render/template/model/values.ts';
import { type HelmCase, hasHelm, renderCase, renderWithHelm } from '../functions/helm.ts';

interface SchemaCase {
  readonly schema: unknown;
  readonly values: unknown;
  /** What is wrong, a line for each setting; none where values fit. */
  readonly wrong: readonly string[];
}

const draft = (number: string) => `http://json-schema.org/draft-${number}/schema#`;
const later = (year: string) => `https://json-schema.org/draft/${year}/schema`;
const property = (schema: unknown) => ({ type: 'object', properties: { a: schema } });

/** Cases by name; Helm gives the same verdict on each. */
const cases: Readonly<Record<string, SchemaCase>> = {
  'all fits': {
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'string' }, b: { type: 'integer' } },
    },
    values: { a: 'x', b: 1 },
    wrong: [],
  },
  'a type': {
    schema: property({ type: 'string' }),
    values: { a: 5 },
    wrong: ['a: must be a string, not a number'],
  },
  'types, and a value within lists and maps': {
    schema: property({
      type: 'array',
      items: { type: 'object', properties: { 'x/y z~': { type: ['integer', 'null'] } } },
    }),
    values: { a: [{}, { 'x/y z~': 1 }, { 'x/y z~': 'secret' }, { 'x/y z~': 1.5 }] },
    wrong: [
      'a[2]["x/y z~"]: must be an integer or null, not a string',
      'a[3]["x/y z~"]: must be an integer or null, not a number',
    ],
  },
  'a number that is whole': { schema: property({ type: 'integer' }), values: { a: 2.0 }, wrong: [] },
  'null where there is a type': {
    schema: property({ type: 'object' }),
    values: { a: null },
    wrong: ['a: must be a map, not null'],
  },
  'a setting that is unknown': {
    schema: { additionalProperties: false, properties: { service: {}, name: {} } },
    values: { servcie: 1, other: 2 },
    wrong: [
      'servcie: is not a setting that the schema knows. Did you mean "service"?',
      'other: is not a setting that the schema knows.',
    ],
  },
  'settings that are missing': {
    schema: { required: ['a', 'b'], properties: { c: { required: ['d'] } } },
    values: { b: 1, c: {} },
    wrong: ['a: is required, and missing', 'c.d: is required, and missing'],
  },
  'one of several words': {
    schema: property({ enum: ['', 'Always', 5, null] }),
    values: { a: 'Never' },
    wrong: ['a: must be "", Always, 5 or null'],
  },
  'one word': { schema: property({ const: 'x' }), values: { a: 'y' }, wrong: ['a: must be x'] },
  'bounds of numbers': {
    schema: {
      properties: {
        a: { minimum: 1 },
        b: { maximum: 1 },
        c: { exclusiveMinimum: 1 },
        d: { exclusiveMaximum: 1 },
        e: { multipleOf: 0.1 },
        f: { multipleOf: 0.1 },
      },
    },
    values: { a: 0, b: 2, c: 1, d: 1, e: 0.35, f: 0.3 },
    wrong: [
      'a: must be at least 1',
      'b: must be at most 1',
      'c: must be more than 1',
      'd: must be less than 1',
      'e: must be a multiple of 0.1',
    ],
  },
  'bounds as draft 4 has them': {
    schema: { $schema: draft('04'), properties: { a: { minimum: 1, exclusiveMinimum: true }, b: { minimum: 1 } } },
    values: { a: 1, b: 1 },
    wrong: ['a: must be more than 1'],
  },
  sizes: {
    schema: {
      maxProperties: 5,
      properties: {
        a: { minLength: 2 },
        b: { maxLength: 1 },
        c: { minItems: 1 },
        d: { maxItems: 1, uniqueItems: true },
        e: { minProperties: 1 },
        f: {},
      },
    },
    values: { a: '😀', b: 'xy', c: [], d: [1, 1], e: {}, f: 1 },
    wrong: [
      'must have at most 5 settings',
      'a: must have at least 2 characters',
      'b: must have at most 1 character',
      'c: must have at least 1 item',
      'd: must have at most 1 item',
      'd: has the same item twice',
      'e: must have at least 1 setting',
    ],
  },
  "patterns of RE2's syntax": {
    schema: { properties: { a: { pattern: '(?i)^x\\z' }, b: { pattern: '^\\-$' }, c: { pattern: '^y' } } },
    values: { a: 'X', b: '-', c: 'x' },
    wrong: ['c: must match the pattern ^y'],
  },
  'a pattern beside a format': {
    schema: { $schema: draft('07'), ...property({ pattern: '^1', format: 'ipv4' }) },
    values: { a: '2.0.0.x' },
    wrong: ['a: must match the pattern ^1', 'a: must be a valid ipv4'],
  },
  'formats, in draft 7': {
    schema: { $schema: draft('07'), properties: { a: { format: 'date' }, b: { format: 'what' } } },
    values: { a: 'x', b: 'x' },
    wrong: ['a: must be a valid date'],
  },
  'formats, in later drafts': {
    schema: { $schema: later('2019-09'), ...property({ format: 'date' }) },
    values: { a: 'x' },
    wrong: [],
  },
  'formats, where no draft is said': { schema: property({ format: 'date' }), values: { a: 'x' }, wrong: [] },
  'a property that is called format': {
    schema: { properties: { format: { type: 'string' }, pattern: { type: 'string' } } },
    values: { format: 1, pattern: 2 },
    wrong: ['format: must be a string, not a number', 'pattern: must be a string, not a number'],
  },
  references: {
    schema: {
      $defs: { port: { type: 'integer', minimum: 1 } },
      properties: { a: { $ref: '#/$defs/port' }, b: { type: 'array', items: { $ref: '#/properties/a' } } },
    },
    values: { a: 0, b: [1, 'x'] },
    wrong: ['a: must be at least 1', 'b[1]: must be an integer, not a string'],
  },
  'references by name': {
    schema: {
      $id: 'https://example.com/s.json',
      $defs: { p: { $anchor: 'port', type: 'integer' } },
      ...property({ $ref: '#port' }),
    },
    values: { a: 'x' },
    wrong: ['a: must be an integer, not a string'],
  },
  'a schema that holds itself': {
    schema: { additionalProperties: { $ref: '#' }, type: 'object' },
    values: { a: { b: { c: 1 } } },
    wrong: ['a.b.c: must be a map, not a number'],
  },
  'what stands beside a reference, in draft 7': {
    schema: { $schema: draft('07'), definitions: { x: {} }, ...property({ $ref: '#/definitions/x', type: 'string' }) },
    values: { a: 1 },
    wrong: [],
  },
  'what stands beside a reference, later': {
    schema: { $defs: { x: {} }, ...property({ $ref: '#/$defs/x', type: 'string' }) },
    values: { a: 1 },
    wrong: ['a: must be a string, not a number'],
  },
  'alternatives of type': {
    schema: property({ anyOf: [{ type: 'string' }, { type: 'integer' }] }),
    values: { a: [] },
    wrong: ['a: must be a string or an integer, not a list'],
  },
  'alternatives, of which one is meant': {
    schema: property({
      oneOf: [
        { type: 'string' },
        { type: 'object', additionalProperties: false, properties: { name: { type: 'string' } } },
      ],
    }),
    values: { a: { nam: 1 } },
    wrong: ['a.nam: is not a setting that the schema knows. Did you mean "name"?'],
  },
  'alternatives that are all near': {
    schema: property({ anyOf: [{ enum: ['x', 'y'] }, { pattern: '^z' }] }),
    values: { a: 'w' },
    wrong: ['a: must be x or y or must match the pattern ^z'],
  },
  'alternatives that are missing': {
    schema: { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
    values: {},
    wrong: ['a: is required, and missing'],
  },
  'two of which one was to fit': {
    schema: property({ oneOf: [{ type: 'integer' }, { minimum: 1 }, { type: 'string' }] }),
    values: { a: 5 },
    wrong: ['a: fits 2 of 3 alternatives, and must fit one only'],
  },
  'alternatives within alternatives': {
    schema: property({
      anyOf: [
        { type: 'object', properties: { b: { oneOf: [{ type: 'string' }, { type: 'null' }] } } },
        { type: 'string' },
      ],
    }),
    values: { a: { b: 1 } },
    wrong: ['a.b: must be a string or null, not a number'],
  },
  'what comes after alternatives': {
    schema: {
      properties: { a: { anyOf: [{ additionalProperties: false }, { type: 'string' }] }, b: { type: 'string' } },
    },
    values: { a: { x: 1 }, b: 1 },
    wrong: ['a.x: is not allowed here', 'b: must be a string, not a number'],
  },
  'what must not be': {
    schema: { not: { required: ['a'] }, properties: { b: false } },
    values: { a: 1, b: 1 },
    wrong: ['has a value that is not allowed here', 'b: is not allowed here'],
  },
  'if and then': {
    // biome-ignore lint/suspicious/noThenProperty: it is a keyword.
    schema: { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] }, else: { required: ['c'] } },
    values: { a: 1 },
    wrong: ['b: is required, and missing'],
  },
  'what goes with another': {
    schema: { dependentRequired: { a: ['b', 'c'] }, dependentSchemas: { a: { maxProperties: 1 } } },
    values: { a: 1, b: 1 },
    wrong: ['c: is required beside a, and missing', 'must have at most 1 setting'],
  },
  'what goes with another, in draft 7': {
    schema: { $schema: draft('07'), dependencies: { a: ['b'], c: { required: ['d'] } } },
    values: { a: 1, c: 1 },
    wrong: ['b: is required beside a, and missing', 'd: is required, and missing'],
  },
  'names of settings': {
    schema: { propertyNames: { pattern: '^[a-z]+$' } },
    values: { Abc: 1, abc: 1 },
    wrong: ['Abc: its name must match the pattern ^[a-z]+$'],
  },
  'settings by pattern': {
    schema: { patternProperties: { '^x-': { type: 'string' } }, additionalProperties: { type: 'integer' } },
    values: { 'x-a': 1, b: 'y', c: 1 },
    wrong: ['x-a: must be a string, not a number', 'b: must be an integer, not a string'],
  },
  'lists with places': {
    schema: property({ prefixItems: [{ type: 'string' }], items: { type: 'integer' } }),
    values: { a: [1, 'x', 2] },
    wrong: ['a[0]: must be a string, not a number', 'a[1]: must be an integer, not a string'],
  },
  'items that must be there': {
    schema: { properties: { a: { contains: { const: 'x' } }, b: { contains: { const: 'x' }, minContains: 2 } } },
    values: { a: ['y', 'z'], b: ['x', 'y'] },
    wrong: ['a: lacks an item that must be there', 'b: has too few of the items that must be there'],
  },
  'settings that nothing looked at': {
    schema: { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
    values: { a: 1, b: 1 },
    wrong: ['b: is not allowed here'],
  },
  'a schema that allows all': { schema: true, values: { a: 1 }, wrong: [] },
  'a schema that allows nothing': { schema: false, values: { a: 1 }, wrong: ['is not allowed here'] },
  'the latest draft, whichever it is': {
    schema: { $schema: 'http://json-schema.org/schema#', ...property({ type: 'string' }) },
    values: { a: 1 },
    wrong: ['a: must be a string, not a number'],
  },
};

const chartYaml = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
const caseOf = ({ schema, values }: Omit<SchemaCase, 'wrong'>): HelmCase => ({
  files: { 'Chart.yaml': chartYaml('one'), 'values.schema.json': JSON.stringify(schema), 'templates/a.yaml': 'a: 1' },
  values,
});

describe('values.schema.json', () => {
  it.each(Object.entries(cases))('%s', (_, one) => {
    const heading = 'the values of chart one do not fit its values.schema.json:';
    const expected = one.wrong.length === 0 ? undefined : [heading, ...one.wrong.map((line) => `  ${line}`)].join('\n');
    expect(renderCase(caseOf(one)).error).toBe(expected);
  });

  it.skipIf(!hasHelm())(
    'gets the verdict that Helm gives (skipped where there is no Helm to ask)',
    { timeout: 120_000 },
    () => {
      const answers = renderWithHelm(Object.values(cases).map(caseOf));
      const verdicts = Object.keys(cases).map((name, i) => [name, answers[i]!.error !== undefined]);
      expect(verdicts).toEqual(Object.entries(cases).map(([name, { wrong }]) => [name, wrong.length > 0]));
    },
  );
});

describe('of a chart that depends on others', () => {
  const files = {
    'Chart.yaml': chartYaml('parent'),
    'values.yaml': 'a: 1\nchild: {b: 1}\n',
    'values.schema.json': '{"properties": {"a": {"type": "integer"}}}',
    'charts/child/Chart.yaml': chartYaml('child'),
    'charts/child/values.yaml': 'c: 1\n',
    'charts/child/values.schema.json': '{"required": ["b", "c"], "properties": {"c": {"type": "integer"}}}',
  };
  it.each([
    ['what charts say themselves', {}, undefined],
    [
      'what is given',
      { a: 'x', child: { c: 'y' } },
      'the values of chart parent do not fit its values.schema.json:\n  a: must be an integer, not a string\n' +
        'the values of chart child do not fit its values.schema.json:\n  c: must be an integer, not a string',
    ],
    [
      'what is taken away',
      { a: null, child: { c: null } },
      'the values of chart child do not fit its values.schema.json:\n  c: is required, and missing',
    ],
  ])('looks at %s', (_, values, error) => {
    expect(renderCase({ files, values }).error).toBe(error);
    if (hasHelm()) expect(renderWithHelm([{ files, values }])[0]!.error === undefined).toBe(error === undefined);
  });
});

describe('a schema that cannot be used', () => {
  it.each([
    ['is no JSON', '{', 'values.schema.json of chart one cannot be used: '],
    [
      'is of another kind',
      '{"$schema": "https://example.com/x"}',
      'its $schema "https://example.com/x" is no draft of JSON Schema',
    ],
    [
      'holds a pattern that is none',
      '{"properties": {"a": {"pattern": "("}}}',
      'values.schema.json of chart one cannot be used: ',
    ],
    ['refers to itself and no more', '{"$ref": "#"}', 'values.schema.json of chart one cannot be used: '],
  ])('%s', (_, schema, message) => {
    const files = { 'Chart.yaml': chartYaml('one'), 'values.schema.json': schema };
    expect(renderCase({ files, values: { a: 'x' } }).error).toContain(message);
  });

  it('is passed over, with a warning, where it refers to other files', () => {
    const schema = '{"properties": {"a": {"$ref": "https://example.com/x.json#/y"}, "b": {"type": "string"}}}';
    const chart = loadChart(
      Object.entries({ 'Chart.yaml': chartYaml('one'), 'values.schema.json': schema }).map(([path, text]) => ({
        path,
        bytes: Buffer.from(text),
      })),
      'one',
    );
    expect(hasSchema(chart)).toBe(true);
    const warnings: string[] = [];
    const check = () =>
      checkValues(chart, fromJson({ a: 1, b: 2 }) as Map<string, Value>, (text) => warnings.push(text));
    expect(check).toThrow('b: must be a string, not a number');
    expect(warnings).toEqual([
      'values.schema.json of chart one refers to https://example.com/x.json#/y, which is not looked up: what should fit it is not checked',
    ]);
  });
});
