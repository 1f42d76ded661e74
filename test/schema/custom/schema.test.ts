import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/resources/json.ts';
import { fieldProblems, gadgetDefinition, problemsOf } from '../../support/custom.ts';

const text = { type: 'string' };
const map = (properties: Json, more: object = {}): Json => ({ type: 'object', properties, ...more }) as Json;
const percent = { 'x-kubernetes-int-or-string': true };
const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const forms = map(
  { a: text, b: text, c: map({ d: { type: 'integer' } }) },
  {
    oneOf: [
      { required: ['a'] },
      { required: ['b'] },
      { required: ['c'], properties: { c: { properties: { d: { minimum: 5 } } } } },
    ],
  },
);

describe('a schema of a custom resource', () => {
  it.each<[string, Json, Json, string[]]>([
    ['type', text, 5, ['must be a string, not 5']],
    ['type of a map', map({}), [1], ['must be a map, not a list']],
    ['integer', { type: 'integer' }, 1.5, ['must be an integer, not 1.5']],
    [
      'an integer of more than 64 bits',
      { type: 'integer' },
      1e19,
      ['must be at most 9223372036854775808, not 10000000000000000000'].map((m) =>
        m.replace('9223372036854775808', '9223372036854776000'),
      ),
    ],
    [
      'enum',
      { type: 'string', enum: ['Fast', 'Slow'] },
      'fast',
      ['must be Fast or Slow, not "fast". Did you mean "Fast"?'],
    ],
    ['bounds', { type: 'number', minimum: 1, exclusiveMinimum: true }, 1, ['must be greater than 1, not 1']],
    ['maximum', { type: 'integer', maximum: 9 }, 10, ['must be at most 9, not 10']],
    ['multipleOf', { type: 'integer', multipleOf: 5 }, 7, ['must be a multiple of 5, not 7']],
    ['length, in characters', { type: 'string', maxLength: 2 }, '😀😀', []],
    ['length', { type: 'string', maxLength: 2 }, 'abc', ['must have at most 2 characters, not 3']],
    ['pattern, which need not match all', { type: 'string', pattern: 'b+' }, 'abc', []],
    ['pattern', { type: 'string', pattern: '^(?i)b+$' }, 'aB', ['must match the pattern ^(?i)b+$, and "aB" does not']],
    [
      'a pattern that would never end in JavaScript',
      { type: 'string', pattern: '^(a+)+$' },
      `${'a'.repeat(40)}!`,
      [`must match the pattern ^(a+)+$, and "${'a'.repeat(40)}!" does not`],
    ],
    [
      'pattern and format',
      { type: 'string', pattern: '^1', format: 'ipv4' },
      '2',
      ['must match the pattern ^1, and "2" does not', 'must be a valid ipv4, not "2"'],
    ],
    ['format of a number', { type: 'integer', format: 'int32' }, 2 ** 40, []],
    ['an unknown format', { type: 'string', format: 'poem' }, 'x', []],
    ['int-or-string', percent, true, ['must be an integer or a string, not true']],
    ['int-or-string with its usual anyOf', { ...percent, anyOf: [{ type: 'integer' }, { type: 'string' }] }, '5%', []],
    ['required', map({ a: text }, { required: ['a'] }), {}, ['spec.x.a: is required, and missing']],
    ['an empty list', { type: 'array', items: text, minItems: 1 }, [], ['must not be empty']],
    ['items', { type: 'array', items: text }, ['a', 5], ['spec.x[1]: must be a string, not 5']],
    [
      'values of a map',
      { type: 'object', additionalProperties: text },
      { 'a.b/c ~': 5 },
      ['spec.x["a.b/c ~"]: must be a string, not 5'],
    ],
    [
      'maxProperties',
      { type: 'object', additionalProperties: text, maxProperties: 1 },
      { a: 'x', b: 'y' },
      ['must have at most 1 field, not 2'],
    ],
    [
      'not',
      map({ a: text, b: text }, { not: { required: ['a', 'b'] } }),
      { a: 'x', b: 'y' },
      ['must not have a and b together'],
    ],
    ['oneOf: none', forms, {}, ['needs one of a, b or c']],
    ['oneOf: two', forms, { a: 'x', b: 'y' }, ['takes only one of a or b']],
    ['oneOf: the form that is meant', forms, { c: { d: 4 } }, ['spec.x.c.d: must be at least 5, not 4']],
    [
      'anyOf of formats',
      { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
      'x',
      ['must be a valid ipv4 or ipv6, not "x"'],
    ],
    [
      'alternatives told by a field of theirs',
      map(
        { type: text, value: text },
        {
          oneOf: [
            { properties: { type: { enum: ['IP'] }, value: { anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] } } },
            { properties: { type: { not: { enum: ['IP'] } } } },
          ],
        },
      ),
      { type: 'IP', value: 'x' },
      ['spec.x.value: must be a valid ipv4 or ipv6, not "x"'],
    ],
    [
      'anyOf',
      map({ a: text, b: text }, { anyOf: [{ required: ['a'] }, { required: ['b'] }] }),
      {},
      ['needs one of a or b'],
    ],
    ['allOf', { type: 'integer', allOf: [{ minimum: 3 }, { maximum: 7 }] }, 8, ['must be at most 7, not 8']],
    [
      'a null that means nothing',
      map({ a: text }, { required: ['a'] }),
      { a: null },
      ['spec.x.a: is required, and missing'],
    ],
    ['a null in a list', { type: 'array', items: text }, [null], ['spec.x[0]: must be a string, not null']],
    ['nullable', { type: 'string', nullable: true, minLength: 1, anyOf: [{ pattern: 'a' }] }, null, []],
    [
      'a nullable with a value',
      { type: 'string', nullable: true, anyOf: [{ pattern: 'a' }] },
      'b',
      ['must match the pattern a, and "b" does not'],
    ],
    [
      'an unknown field',
      map({ hosts: text }),
      { host: 'a' },
      ['spec.x.host: unknown field "host". Did you mean "hosts"?'],
    ],
    [
      'unknown, though null',
      map({ a: text }),
      { zebra: null },
      ['spec.x.zebra: unknown field "zebra". Known here: a.'],
    ],
    [
      'fields where the schema has none',
      text,
      { a: 1 },
      ['spec.x.a: unknown field "a"', 'must be a string, not an empty map'],
    ],
    ['unknown fields that are kept', open, { a: { b: [null] } }, []],
    [
      'known fields of an open map',
      { ...open, properties: { a: map({}) } },
      { a: { b: 1 } },
      ['spec.x.a.b: unknown field "b"'],
    ],
    [
      'a key that is no field of JavaScript',
      map({ a: text }),
      JSON.parse('{"__proto__":1,"constructor":2}'),
      [
        'spec.x.__proto__: unknown field "__proto__". Known here: a.',
        'spec.x.constructor: unknown field "constructor". Known here: a.',
      ],
    ],
    ['a default', map({ a: { type: 'integer', default: 5 } }, { required: ['a'] }), {}, []],
    [
      'a default that is wrong',
      map({ a: { type: 'integer', default: 5, maximum: 4 } }),
      {},
      ['spec.x.a: must be at most 4, not 5'],
    ],
    [
      'a set',
      { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'integer' } },
      [1, 2, 1, 1],
      ['spec.x[2]: is 1 again, as item 0: each may stand once'],
    ],
    [
      'a set of maps',
      { type: 'array', 'x-kubernetes-list-type': 'set', items: open },
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      ['spec.x[1]: is a map again, as item 0: each may stand once'],
    ],
  ])('%s', async (_, schema, value, problems) => {
    expect(await fieldProblems(schema, value)).toEqual(problems);
  });

  it('compares the keys of a list-type map, with their defaults', async () => {
    const schema = {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['port', 'protocol'],
      items: map({ port: { type: 'integer' }, protocol: { type: 'string', default: 'TCP' } }),
    };
    const ports = [{ port: 80 }, { port: 80, protocol: 'UDP' }, { port: 80, protocol: 'TCP' }, { port: 80 }];
    expect(await fieldProblems(schema, ports)).toEqual([
      'spec.x[2]: has the port 80 and protocol "TCP" of item 0: no two may have the same',
    ]);
    expect(await fieldProblems(schema, ['a', 'a'])).toEqual([
      'spec.x[0]: must be a map with port or protocol, not the string "a"',
      'spec.x[1]: must be a map with port or protocol, not the string "a"',
      'spec.x[0]: must be a map, not "a"',
    ]);
  });

  it('wants an object within a resource to say what it is', async () => {
    const schema = { ...open, 'x-kubernetes-embedded-resource': true };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'Any_name', labels: { 'a b': 'c' } },
      spec: { any: 1 },
    };
    expect(await fieldProblems(schema, {})).toEqual([
      'spec.x.apiVersion: is required, and missing',
      'spec.x.kind: is required, and missing',
    ]);
    expect(await fieldProblems(schema, pod)).toEqual([
      'spec.x.metadata.labels["a b"]: "a b" is no label key: letters, digits, "-", "_" and ".", perhaps after a host name and "/"',
    ]);
    expect(await fieldProblems(schema, { ...pod, metadata: { name: 'a/b', generateName: 5 } })).toEqual([
      'spec.x.metadata.name: must be a name without "/" and "%", and not all dots, not "a/b"',
      'spec.x.metadata.generateName: must be a string, not 5',
    ]);
    expect(await fieldProblems(schema, { apiVersion: 'a/b/c', kind: '' })).toEqual([
      'spec.x.apiVersion: must be a version, or a group and a version, not "a/b/c"',
      'spec.x.kind: must not be empty',
    ]);
  });

  it('looks at a status for unknown fields only, where it is written apart', async () => {
    const schema = { openAPIV3Schema: map({ status: map({ ready: { type: 'boolean' } }, { required: ['ready'] }) }) };
    const version = { name: 'v1', served: true, schema, subresources: { status: {} } };
    const apart = gadgetDefinition({}, { versions: [version] });
    expect(await problemsOf(apart, { status: { ready: 'x' } })).toEqual([]);
    expect(await problemsOf(apart, { status: { redy: true } })).toEqual([
      'status.redy: unknown field "redy". Did you mean "ready"?',
    ]);
    const together = gadgetDefinition({}, { versions: [{ ...version, subresources: {} }] });
    expect(await problemsOf(together, { status: {} })).toEqual(['status.ready: is required, and missing']);
  });

  it('ends with a value of very many mistakes', async () => {
    const schema = { type: 'array', items: { type: 'integer' } };
    expect(await fieldProblems(schema, Array(300_000).fill('x'))).toEqual([': has too much wrong with it to say what']);
    const some = await fieldProblems(schema, Array(5000).fill('x'));
    expect(some).toHaveLength(1001);
    expect(some.at(-1)).toBe(': has more wrong with it than these 1000 problems');
  });
});
