import { describe, expect, it } from 'vitest';
import { listYaml, mapYaml } from '../../../src/output/install/manifest-yaml.ts';
import { byProxy, type ResultFormat } from '../../../src/output/proxy/by-proxy.ts';
import { objectJson, resourceJson, resourceListJson } from '../../../src/output/proxy/resources-json.ts';
import type { Json, JsonObject } from '../../../src/resources/json.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';

/** Proxies' results as they are written one after another. */
function written(format: ResultFormat, results: Readonly<Record<string, readonly string[]>>): string {
  const layout = byProxy[format];
  const parts = Object.entries(results).map(([name, text], i) => [...layout.one(name, text, i)].join(''));
  return parts.join('') + layout.end;
}

const lists: Readonly<Record<string, JsonObject[]>> = {
  'a.shop': [
    { name: 'x', text: 'one\n\ntwo\n' },
    { name: 'y', inner: [{ deep: [1, { er: {} }] }] },
  ],
  'b.shop': [],
  true: [{ name: 'a: b' }],
};
const pieces = (make: (list: JsonObject[]) => readonly string[]) =>
  Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, make(list)]));

describe('several proxies', () => {
  it('are one map in JSON', () => {
    const text = written(
      'json',
      pieces((list) => resourceListJson(list.map(resourceJson))),
    );
    expect(text).toBe(`${JSON.stringify(lists, null, 4)}\n`);
    expect(JSON.parse(written('json', { a: [objectJson({ b: { c: 1 } })] }))).toEqual({ a: { b: { c: 1 } } });
  });

  it('are one map in YAML', () => {
    const values = (text: string): Json | undefined => readYaml(text)[0]!.value;
    const asItems = pieces((list) => (list.length === 0 ? [listYaml([])] : list.map((one) => listYaml([one]))));
    expect(values(written('yaml', asItems))).toEqual(lists);
    expect(values(written('yaml', { a: [mapYaml({ text: 'one\n\n  two' })], b: [mapYaml({})] }))).toEqual({
      ...{ a: { text: 'one\n\n  two' }, b: {} },
    });
  });

  it('have titles above tables', () => {
    expect(written('short', { 'a.shop': ['NAME\n', 'x\n'], 'b\u001b.shop': ['NAME\n'] })).toBe(
      'a.shop:\nNAME\nx\n\nb\\x1b.shop:\nNAME\n',
    );
    expect(written('prom', { a: ['x 1\n'], b: ['x 2\n'] })).toBe('# a\nx 1\n# b\nx 2\n');
  });
});
