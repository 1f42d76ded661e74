import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codesOf } from '../../../src/resources/yaml/codes.ts';
import { readFull } from '../../../src/resources/yaml/full.ts';
import { readJson } from '../../../src/resources/yaml/json-text.ts';
import { defaultLimits } from '../../../src/resources/yaml/limits.ts';
import { PlainReader } from '../../../src/resources/yaml/plain.ts';
import { handOver } from '../../../src/resources/yaml/plain-cursor.ts';
import { Unreadable } from '../../../src/resources/yaml/problem.ts';
import { splitDocuments } from '../../../src/resources/yaml/split.ts';
import { cases } from './cases.ts';
import { anyDocument, anySlip, applySlip } from './documents.ts';

/** How the fast reader and the full one take each document of a text; the former may pass. */
function compare(text: string): { fast: unknown[]; full: unknown[]; handedOver: number } {
  const plain = new PlainReader(text, codesOf(text), defaultLimits);
  const fast: unknown[] = [];
  const full: unknown[] = [];
  let handedOver = 0;
  for (const { start, end } of splitDocuments(text)) {
    const value = plain.read(start, end);
    if (value === handOver) handedOver++;
    else {
      fast.push(value);
      full.push(fullReading(text.slice(start, end)));
    }
  }
  return { fast, full, handedOver };
}

function fullReading(text: string): unknown {
  try {
    const { value, keysTwice } = readFull(text, defaultLimits);
    return keysTwice.length === 0 ? value : { value, keysTwice };
  } catch (error) {
    if (error instanceof Unreadable) return error;
    throw error;
  }
}

/** A manifest as kubectl prints it, with what trips readers up. */
const manifest = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"networking.istio.io/v1","kind":"VirtualService"}
    note: "on: \\"Monday\\""
  creationTimestamp: "2024-01-01T00:00:00Z"
  name: reviews
  namespace: bookinfo
spec:
  hosts:
  - reviews.prod.svc.cluster.local
  - "*.example.com"
  gateways: [mesh, "gw"]
  http:
  # canary
  - match:
    - headers: {end-user: {exact: jason}}
      uri:
        prefix: /api   # trailing
    route:
    - destination:
        host: reviews
        subset: v2
        port: { number: 80 }
      weight: 100
    timeout: 5s

    retries:
      attempts: 3
      retryOn: 5xx,reset
  - script: |-
      #!/bin/sh
      echo "a: b"

        deeper
    fault: {}
    empty:
    list:
      - - a
        - b
      -
        x: 1
`;

const runs = { seed: 20261122, numRuns: 5000 };

describe('the fast reader agrees with the full one wherever it does not hand over', () => {
  const agrees = (text: string): void => {
    const { fast, full } = compare(text);
    expect(fast).toStrictEqual(full);
  };

  test('small documents in all layouts, with and without slips', () => {
    fc.assert(fc.property(anyDocument, agrees), runs);
  });

  test('a manifest with slips', () => {
    fc.assert(
      fc.property(fc.array(anySlip, { minLength: 1, maxLength: 3 }), (slips) =>
        agrees(slips.reduce(applySlip, manifest)),
      ),
      runs,
    );
  });

  test.each(Object.keys(cases))('the cases of %s', (name) => {
    for (const text of cases[name]!) agrees(text);
  });

  const reference = new URL('../../../../shared/reference/analyze/', import.meta.url);
  test.skipIf(!existsSync(reference))('the manifests of shared/reference/analyze', () => {
    for (const name of readdirSync(reference).filter((file) => /\.ya?ml$/.test(file)))
      agrees(readFileSync(new URL(name, reference), 'utf8'));
  });
});

test('plain manifests are not handed over', () => {
  expect(compare(manifest).handedOver).toBe(0);
  expect(compare(manifest.replaceAll('\n', '\r\n')).handedOver).toBe(0);
});

test('flow collections over several lines are read, but are not to be searched line by line', () => {
  const text = 'args: [\n    -p, "15001",\n    {a: 1,\n     b: [2,\n      3]},\n  ]\nlast: [1]\n';
  const plain = new PlainReader(text, codesOf(text), defaultLimits);
  expect(plain.read(0, text.length)).toEqual({ args: ['-p', '15001', { a: 1, b: [2, 3] }], last: [1] });
  expect(plain.isPlain).toBe(false);
  plain.read(text.indexOf('last'), text.length);
  expect(plain.isPlain).toBe(true);
});

test.each([
  ['an anchor', 'a: &x 1'],
  ['an alias', 'a: *x'],
  ['a tag', 'a: !!str 1'],
  ['a folded text', 'a: >\n  b\n'],
  ['a scalar over two lines', 'a: b\n  c'],
  ['a quoted scalar over two lines', 'a: "b\n  c"'],
  ['an explicit key', '? a\n: b'],
  ['a merge key', '<<: {a: 1}'],
  ['a number as key', '1: a'],
  ['a key twice', 'a: 1\na: 2'],
  ['__proto__', '__proto__: 1'],
  ['a tab', 'a:\tb'],
  ['a control character', 'a: \x07'],
  ['half a surrogate pair', 'a: \ud83d'],
  ['a directive', '%YAML 1.1\n---\na: 1'],
  ['101 levels', '- '.repeat(101)],
])('%s is handed over', (_, text) => {
  expect(new PlainReader(text, codesOf(text), defaultLimits).read(0, text.length)).toBe(handOver);
});

describe('JSON', () => {
  const jsonText = fc
    .tuple(fc.json({ maxDepth: 5 }), fc.constantFrom(0, 2))
    .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space));

  test('reads as the full reader reads it, but for escapes that only JSON has', () => {
    let read = 0;
    fc.assert(
      fc.property(jsonText, (text) => {
        fc.pre(!/\\u[dD]|[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\\\//.test(text));
        const value = readJson(text, defaultLimits);
        if (value === undefined) return;
        read++;
        expect(value).toStrictEqual(fullReading(text));
      }),
      { ...runs, numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(500);
  });

  test.each([
    ['{"a": 1, "a": 2}'],
    ['{"a": -0}'],
    ['[1e400]'],
    [`${'['.repeat(101)}${']'.repeat(101)}`],
    ['{"a": 1,}'],
  ])('the full reader judges %s', (text) => {
    expect(readJson(text, defaultLimits)).toBeUndefined();
  });

  test.each([['{"a": ":\\\\", "b": {"c": [{"d": ":"}]}}'], ['[]'], ['{"__proto__": 1}']])(
    '%s needs no full reader',
    (text) => {
      expect(readJson(text, defaultLimits)).toStrictEqual(JSON.parse(text));
    },
  );
});
