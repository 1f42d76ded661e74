import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { manifestYaml } from '../../../src/output/install/manifest-yaml.ts';
import type { JsonObject } from '../../../src/resources/json.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';

const written = (value: unknown): string => manifestYaml([{ a: value } as JsonObject]);

describe('manifestYaml', () => {
  it('writes an object as kubectl would, what it is first', () => {
    const object = {
      data: { b: 'x', a: 'y' },
      metadata: { name: 'm', annotations: {} },
      kind: 'K',
      apiVersion: 'v1',
      list: [{ name: 'a', args: ['-x', '--y'], more: { z: 1, b: true } }, [1, [2]], [], {}, null, 'text\nof two\n'],
      none: undefined,
    };
    expect(manifestYaml([object as unknown as JsonObject])).toBe(`apiVersion: v1
kind: K
metadata:
  annotations: {}
  name: m
data:
  a: "y"
  b: x
list:
- args:
  - -x
  - --y
  more:
    b: true
    z: 1
  name: a
-
  - 1
  -
    - 2
- []
- {}
- null
- |
  text
  of two
`);
  });

  it('parts documents', () => {
    expect(manifestYaml([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
    expect(manifestYaml([])).toBe('');
  });

  it.each<[unknown, string]>([
    ['plain', 'plain'],
    ['two words', 'two words'],
    ['a:b', 'a:b'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['yes', '"yes"'],
    ['0755', '"0755"'],
    ['1:30', '"1:30"'],
    ['2020-01-02', '"2020-01-02"'],
    ['<<', '"<<"'],
    ['', '""'],
    ['*', '"*"'],
    ['{"a": 1}', `'{"a": 1}'`],
    [`it's "so"`, `it's "so"`],
    [`'it\\s'`, `"'it\\\\s'"`],
    ['.', '"."'],
    ['1.30.3', '1.30.3'],
    ['\ta', '"\\ta"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['\x85', '"\\u0085"'],
    ['größer', 'größer'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n\n', '|+\n  a\n'],
    ['  a\nb\n', '|2\n    a\n  b'],
    ['\r\n', '"\\r\\n"'],
    ['\n', '"\\n"'],
    [1e21, '1.0e+21'],
    [0.5, '0.5'],
    [null, 'null'],
  ])('%j is %s', (value, text) => {
    expect(written(value)).toBe(`a: ${text}\n`);
  });

  it('is read back the same by Kubernetes’ rules and by those of YAML 1.1 and 1.2', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: fc.constantFrom(...' \t\n-:#?\'"|>&*!%@`{}[],.0179eE+_=<~ynoNO\u0085é'), maxLength: 12 }),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie('list'), tie('map')),
      list: fc.array(tie('value'), { maxLength: 4 }),
      map: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    }));
    fc.assert(
      fc.property(value, (one) => {
        const out = written(one);
        expect(readYaml(out).map((document) => document.value)).toEqual([{ a: one }]);
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(out, { version, uniqueKeys: false, merge: false })).toEqual({ a: one });
        }
      }),
      { numRuns: 600, seed: 7 },
    );
  });
});
