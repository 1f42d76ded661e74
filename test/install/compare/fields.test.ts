import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldChanges } from '../../../src/install/compare/fields.ts';
import type { Json } from '../../../src/resources/json.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';

const value = (text: string): Json => readYaml(text)[0]?.value ?? null;
/** `type path: before -> after` of each change. */
const told = (before: string, after: string): string[] =>
  fieldChanges(value(before), value(after)).map(
    ({ type, path, before: old, after: now }) => `${type} ${path}: ${JSON.stringify(old)} -> ${JSON.stringify(now)}`,
  );

describe('fieldChanges', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['nothing', 'a: { b: [1] }', 'a: { b: [1] }', []],
    ['the order of keys', '{ a: 1, b: 2 }', '{ b: 2, a: 1 }', []],
    ['null and nothing', 'a: null', '{}', []],
    ['a value', 'a: { b: 1 }', 'a: { b: 2 }', ['changed a.b: 1 -> 2']],
    ['another type', 'a: 1', 'a: "1"', ['changed a: 1 -> "1"']],
    ['a map in place of a list', 'a: []', 'a: {}', ['changed a: [] -> {}']],
    ['an empty map, which is not nothing', '{}', 'emptyDir: {}', ['added emptyDir: undefined -> {}']],
    ['a field more', '{}', 'a: { b: 1 }', ['added a: undefined -> {"b":1}']],
    ['a field less', 'a: { b: 1, c: 2 }', 'a: { c: 2 }', ['removed a.b: 1 -> undefined']],
    ['a name with dots', 'a: { b.c/d: 1 }', 'a: { b.c/d: 2 }', ['changed a.b\\.c/d: 1 -> 2']],
    ['a list by place', 'a: [x, v]', 'a: [x, z, w]', ['changed a[1]: "v" -> "z"', 'added a[2]: undefined -> "w"']],
    ['__proto__', '__proto__: 1', '__proto__: 2', ['changed __proto__: 1 -> 2']],
  ])('tells %s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it.each<[string, string, string, readonly string[]]>([
    [
      'containers by name',
      'containers: [{ name: a, image: i:1 }, { name: b }]',
      'containers: [{ name: new }, { name: a, image: i:2 }]',
      [
        'changed containers[name:a].image: "i:1" -> "i:2"',
        'removed containers[name:b]: {"name":"b"} -> undefined',
        'added containers[name:new]: undefined -> {"name":"new"}',
      ],
    ],
    [
      'ports by number where they have no names',
      'ports: [{ containerPort: 1 }, { containerPort: 2 }]',
      'ports: [{ containerPort: 2, protocol: UDP }]',
      [
        'removed ports[containerPort:1]: {"containerPort":1} -> undefined',
        'added ports[containerPort:2].protocol: undefined -> "UDP"',
      ],
    ],
    [
      'by place where one key stands twice',
      'env: [{ name: a }, { name: a }]',
      'env: [{ name: a }, { name: b }]',
      ['changed env[1].name: "a" -> "b"'],
    ],
    [
      'items in another order',
      'env: [{ name: a }, { name: b }]',
      'env: [{ name: b }, { name: a }]',
      ['reordered env: ["a","b"] -> ["b","a"]'],
    ],
    [
      'items of which one is new, in their order',
      'env: [{ name: b }]',
      'env: [{ name: a }, { name: b }]',
      ['added env[name:a]: undefined -> {"name":"a"}'],
    ],
    ['other lists by place', 'rules: [{ name: a }]', 'rules: [{ name: b }]', ['changed rules[0].name: "a" -> "b"']],
  ])('compares %s', (_, before, after, expected) => {
    expect(told(before, after)).toEqual(expected);
  });

  it('opens texts that hold something, unless they mean the same', () => {
    const open = (text: string) => value(text);
    const changes = (a: string, b: string) => fieldChanges({ data: a }, { data: b }, { open });
    expect(changes('a: 1', 'a: 2')).toMatchObject([{ path: 'data.a', before: 1, after: 2 }]);
    expect(changes('a: 1', 'a:   1')).toMatchObject([{ path: 'data', before: 'a: 1', after: 'a:   1' }]);
  });

  it('passes over fields, and tells of those beside them one by one', () => {
    const isIgnored = (path: string) => path === 'metadata.labels.chart';
    const after = value('metadata: { labels: { chart: c, app: a } }');
    expect(fieldChanges({}, after, { isIgnored }).map(({ path }) => path)).toEqual(['metadata.labels.app']);
    expect(fieldChanges({}, value('metadata: { labels: { chart: c } }'), { isIgnored })).toEqual([]);
  });

  it('tells nothing of equal values, and something of others', () => {
    const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
    const withoutNulls = (one: Json): string => JSON.stringify(one, (_, inner) => inner ?? undefined);
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(fieldChanges(a, JSON.parse(JSON.stringify(a)))).toEqual([]);
        if (fieldChanges(a, b).length === 0) expect(sorted(withoutNulls(a))).toBe(sorted(withoutNulls(b)));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

const sorted = (text: string | undefined): string => [...(text ?? '')].sort().join('');
