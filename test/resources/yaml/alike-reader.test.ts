import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlikeReader } from '../../../src/resources/yaml/alike-reader.ts';
import { codesOf } from '../../../src/resources/yaml/codes.ts';
import { defaultLimits, type Limits } from '../../../src/resources/yaml/limits.ts';
import { PlainReader } from '../../../src/resources/yaml/plain.ts';
import { handOver } from '../../../src/resources/yaml/plain-cursor.ts';
import { splitDocuments } from '../../../src/resources/yaml/split.ts';
import { anyDocument, anySlip, anyWord, applySlip } from './documents.ts';

/** What a reader says of each document of a text, and of its lines. */
function readings(Reader: typeof PlainReader, text: string, limits: Limits = defaultLimits) {
  const reader = new Reader(text, codesOf(text), limits);
  return Array.from(splitDocuments(text), ({ start, end }) => {
    const value = reader.read(start, end);
    return value === handOver ? 'handed over' : { value, isPlain: reader.isPlain, lineBreaks: reader.lineBreaks };
  });
}

const agrees = (text: string): void => expect(readings(AlikeReader, text)).toStrictEqual(readings(PlainReader, text));

const joined = (documents: readonly string[]): string => documents.map((one) => `---\n${one}\n`).join('');

const service = (name: string, port: number | string, methods = '["GET"]') => `apiVersion: v1
kind: Service
metadata:
  name: ${name} # its name
  labels: {app: '${name}', tier: web}
spec:
  selector:
    app: "${name}"
  ports:
  - name: http
    port: ${port}
  - 15021
  methods: ${methods}
  script: |
    echo ${'name'}

  empty:`;

describe('documents that are alike', () => {
  it('are read as any other, whatever values they have', () => {
    const texts = [
      'web',
      '"a b"',
      "'it''s'",
      'true',
      'x: y',
      '- z',
      '|',
      '[1]',
      '{a: 1}',
      '[1,\n  2]',
      '[1,\n          2]',
      'a #b',
      '',
      '~',
      '&a',
      'ü',
    ];
    // Many of them, so that the odd ones do not make the reader give up.
    const usual = Array.from({ length: 100 }, (_, i) => service(`s${i}`, i));
    const odd = texts.flatMap((text) => [service(text, 80), service('a', text), service('a', 1, text)]);
    odd.push(service('b', 80).replace('name: b #', 'name: "b"#'));
    agrees(joined([...usual, ...odd]));
    agrees(joined([...usual, ...odd]).replaceAll('\n', '\r\n'));
  });

  it('are read as any other where words of theirs are changed', () => {
    const change = fc.tuple(fc.nat(), anyWord);
    const variant = (document: string, changes: readonly (readonly [number, string])[]): string =>
      changes.reduce((text, [nth, word]) => {
        const words = [...text.matchAll(/[\w./*-]+/g)];
        const found = words[nth % Math.max(words.length, 1)];
        if (found === undefined) return text;
        return text.slice(0, found.index) + word + text.slice(found.index + found[0].length);
      }, document);
    fc.assert(
      fc.property(anyDocument, fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 6 }), (document, variants) => {
        agrees(joined([document, document, ...variants.map((changes) => variant(document, changes)), document]));
      }),
      { seed: 20261123, numRuns: 3000 },
    );
  });

  it('are read as any other where they have slips', () => {
    const slips = fc.array(fc.array(anySlip, { maxLength: 2 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(slips, (variants) => {
        const documents = variants.map((some) => some.reduce(applySlip, service('a', 80)));
        agrees(joined([service('a', 80), service('b', 81), ...documents, service('c', 82)]));
      }),
      { seed: 20261123, numRuns: 3000 },
    );
  });

  it('share what they have in common', () => {
    const text = joined([service('a', 80), service('b', 81), service('c', 82), service('d', 83)]);
    const [, , third, fourth] = readings(AlikeReader, text).map(
      (reading) => (reading as unknown as { value: unknown }).value,
    ) as {
      metadata: object;
      spec: { ports: object[]; selector: object };
    }[];
    expect(third!.spec.ports).toEqual([{ name: 'http', port: 82 }, 15021]);
    expect(fourth!.spec.ports).toEqual([{ name: 'http', port: 83 }, 15021]);
    const many = joined(Array.from({ length: 10 }, () => service('a', 80)));
    const [, second, ...others] = readings(AlikeReader, many) as { value: object }[];
    for (const other of others) expect(other.value).toBe(second!.value);
  });

  it('are told from those that go on where they end', () => {
    const ends = ['', '\nmore: 1', '\n', '\n# more', ' x'];
    agrees(joined(['', '', ...ends, ...ends].map((end) => `apiVersion: v1\nkind: Secret\ntype: a${end}`)));
  });

  it('are let be where few are alike', () => {
    const unlike = Array.from({ length: 100 }, (_, i) => `apiVersion: v1\nkind: Secret\nk${i}: v\nx: 1`);
    agrees(joined([...unlike, ...unlike]));
  });

  it('may not be nested deeper than the limit in a value of theirs', () => {
    const documents = ['[1]', '[2]', '[[3]]', '[[[4]]]'].map((value) => `a: b\nc: d\ne:\n  f: ${value}`);
    const limits = { ...defaultLimits, nestingDepth: 4 };
    const read = readings(AlikeReader, joined(documents), limits);
    expect(read).toStrictEqual(readings(PlainReader, joined(documents), limits));
    expect(read.at(-1)).toBe('handed over');
  });
});
