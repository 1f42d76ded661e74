import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/resources/json.ts';
import { formatPath } from '../../src/resources/json.ts';
import { checkSpec } from '../../src/schema/check-spec.ts';
import { defineRules } from '../../src/schema/rules/rule.ts';
import type { CompiledKind } from '../../src/schema/validate.ts';

const schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    name: { type: 'string' },
    sizes: { type: 'array', maxItems: 300, items: { type: 'integer' } },
    tags: { type: 'object', additionalProperties: { type: 'string' } },
    limit: { type: ['integer', 'null'] },
  },
} as const satisfies JsonObject;

/** What `scripts/compile-schemas.js` makes, made at once; `name` must be in small letters, by a rule of the schema. */
function compiled(): CompiledKind {
  return {
    default: new Ajv2020({ allErrors: true, strict: false }).compile(schema) as unknown as CompiledKind['default'],
    schema: () => schema,
    checkRules(self, field) {
      const { name } = self as { name?: string };
      if (name !== undefined && name !== name.toLowerCase()) field.at('name').error('must be in lower case');
    },
    needsSpec: false,
  };
}

interface Spec {
  readonly name?: string;
  readonly sizes?: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
}
/** What rules are called with, and what they say. */
const seen: Spec[] = [];
const rules = defineRules<Spec>('Thing', {
  'has-a-name'(spec, field) {
    seen.push(spec);
    if (spec.name === undefined) field.at('name').error('is missing');
    else if (/[A-Z]/.test(spec.name)) field.at('name').error('has great letters');
    for (const [tag, text] of Object.entries(spec.tags ?? {})) if (text === '') field.at('tags', tag).error('is empty');
    if (spec.sizes?.length === 0) field.at('sizes').warning('is empty');
    for (const [i, size] of (spec.sizes ?? []).entries())
      if (size < 0) field.at('sizes', i).error('must not be negative');
  },
});
const subject = { name: 'a', namespace: 'b', labels: {}, annotations: {} };

function problemsOf(spec: Json): string[] {
  seen.length = 0;
  return checkSpec(spec, compiled(), rules, subject, ['spec']).map(
    ({ path, message, source, isWarning }) => `${isWarning ? 'warning ' : ''}${source} ${formatPath(path)}: ${message}`,
  );
}

describe('checkSpec', () => {
  it.each<[string, Json, string[]]>([
    ['nothing wrong', { name: 'a', sizes: [1], tags: { a: 'b' }, limit: null }, []],
    ['a warning', { name: 'a', sizes: [] }, ['warning semantic spec.sizes: is empty']],
    ['by the schema', { name: 'a', sizes: ['x'] }, ['schema spec.sizes[0]: must be an integer, not the string "x"']],
    ['by a rule of the schema and one of Istio, once', { name: 'A' }, ['schema spec.name: must be in lower case']],
    [
      'by both, of different fields',
      { nam: 'a' },
      ['schema spec.nam: unknown field "nam". Did you mean "name"?', 'semantic spec.name: is missing'],
    ],
    ['a hole is not missed', { name: 5 }, ['schema spec.name: must be a string, not 5']],
    ['null is no field where it is not known', { name: null }, ['semantic spec.name: is missing']],
    ['null in a map is an empty value to Istio', { name: 'a', tags: { x: null } }, ['semantic spec.tags.x: is empty']],
    ['null in a list is one', { name: 'a', sizes: [null] }, ['schema spec.sizes[0]: must be an integer, not null']],
    ['no map at all', [], ['schema spec: must be a map with name, sizes, tags or limit, not an empty list']],
    [
      'too many items, of which no rule is asked',
      { name: 'a', sizes: Array(301).fill(-1) },
      ['schema spec.sizes: must have at most 300 items, not 301'],
    ],
  ])('%s', (_, spec, problems) => {
    expect(problemsOf(spec)).toEqual(problems);
  });

  it('takes out what has another type, and leaves the rest', () => {
    problemsOf({ name: 'a', sizes: [1, 'x'], tags: { a: 'b', c: 5 }, other: 1 });
    expect(seen).toEqual([{ name: 'a', tags: { a: 'b' } }]);
  });

  it('keeps keys that are called like properties of every object', () => {
    problemsOf(JSON.parse('{"name": "a", "tags": {"__proto__": "x", "constructor": "y", "toString": 5}}'));
    expect(JSON.stringify(seen)).toBe('[{"name":"a","tags":{"__proto__":"x","constructor":"y"}}]');
    expect(Object.getPrototypeOf(seen[0]!.tags)).toBe(Object.prototype);
  });

  it('changes nothing in what it is given', () => {
    const spec = { name: null, sizes: ['x'], tags: { a: 1 } };
    const before = JSON.stringify(spec);
    problemsOf(spec);
    expect(JSON.stringify(spec)).toBe(before);
  });

  it('tells 200 problems of each kind and counts the rest', () => {
    const broken = problemsOf({ name: 'a', sizes: Array(250).fill(-1) });
    expect(broken).toHaveLength(201);
    expect(broken.at(-1)).toBe('semantic spec: has 50 more problems of the kind, which are not listed');
    expect(problemsOf({ name: 'a', sizes: Array(201).fill(-1) }).at(-1)).toBe(
      'semantic spec: has 1 more problem of the kind, which is not listed',
    );
    expect(problemsOf({ name: 'a', sizes: Array(200).fill(-1) })).toHaveLength(200);
  });

  it('asks no rule where the schema finds more than it tells, since values of the wrong type are left', () => {
    const found = problemsOf({ sizes: Array(250).fill('x') });
    expect(found.at(-1)).toBe('schema spec: has 50 more problems of the kind, which are not listed');
    expect(seen).toEqual([]);
  });
});
