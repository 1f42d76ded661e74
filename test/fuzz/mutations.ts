import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readYaml } from '../../src/resources/yaml/read.ts';
import type { Files } from '../support/sample-files.ts';
import { spoilt, surprise, way } from '../support/spoil.ts';
import { nasty } from './nasty.ts';

export type Content = string | Uint8Array;

/** A change of a file: of its text, of the values that it holds, or of its bytes. */
export type Mutation = (content: Content, samples: Files) => Content;

/** A place in something, in ten-thousandths of its length, so that it means something for each. */
const place = fc.nat({ max: 10_000 });
const at = (where: number, length: number): number => Math.floor((where * length) / 10_000);

const textOf = (content: Content): string =>
  typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
const isArchive = (content: Content): content is Uint8Array => typeof content !== 'string' && content[0] === 0x1f;

/** Changes a text; of an archive, what is in it, so that the damage lies behind gzip's checks. */
const ofText =
  (change: (text: string, samples: Files) => string): Mutation =>
  (content, samples) => {
    if (!isArchive(content)) return change(textOf(content), samples);
    const inner = unpacked(content);
    return inner === undefined ? content : gzipSync(Buffer.from(change(inner, samples), 'latin1'), { level: 1 });
  };

function unpacked(archive: Uint8Array): string | undefined {
  try {
    return gunzipSync(archive).toString('latin1');
  } catch {
    return undefined;
  }
}

const inserted = fc
  .tuple(place, fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 20 })))
  .map(([where, token]) =>
    ofText((text) => text.slice(0, at(where, text.length)) + token + text.slice(at(where, text.length))),
  );

/** A word of the text becomes another. */
const replacedWord = fc
  .tuple(place, fc.oneof(fc.constantFrom(...nasty), fc.string({ maxLength: 10 })))
  .map(([where, token]) =>
    ofText((text) => {
      const words = [...text.slice(0, 50_000).matchAll(/[\w./-]+/g)];
      const word = words[at(where, words.length - 1)];
      return word === undefined ? token : text.slice(0, word.index) + token + text.slice(word.index + word[0].length);
    }),
  );

const removed = fc
  .tuple(place, fc.nat({ max: 200 }))
  .map(([where, length]) =>
    ofText((text) => text.slice(0, at(where, text.length)) + text.slice(at(where, text.length) + length)),
  );

const cut = place.map((where) => ofText((text) => text.slice(0, at(where, text.length))));

const repeated = fc.tuple(place, fc.nat({ max: 400 }), fc.constantFrom(2, 3, 500)).map(([where, length, times]) =>
  ofText((text) => {
    const start = at(where, text.length);
    const part = text.slice(start, start + length);
    return text.slice(0, start) + part.repeat(times) + text.slice(start + length);
  }),
);

const recoded = fc.constantFrom<Mutation>(
  ofText((text) => text.replaceAll('\n', '\r\n')),
  ofText((text) => `\ufeff${text}`),
  ofText((text) => text.replaceAll('  ', '\t')),
  (content) => Buffer.from(textOf(content), 'utf16le'),
  (content) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(textOf(content), 'utf16le')]),
  (content) => gzipSync(textOf(content)),
);

/** A file that ends early, or some of whose bytes are others. */
const damaged = fc
  .tuple(fc.boolean(), place, fc.uint8Array({ maxLength: 8 }))
  .map(([isCut, where, bytes]): Mutation => {
    return (content) => {
      const copy = Buffer.from(content);
      const start = at(where, copy.length);
      if (isCut) return copy.subarray(0, start);
      copy.set(bytes.subarray(0, copy.length - start), start);
      return copy;
    };
  });

const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  surprise,
  fc.constantFrom(...nasty),
  fc.jsonValue({ maxDepth: 3 }),
  fc.double(),
  fc.constantFrom<unknown>(
    2 ** 53,
    -(2 ** 31),
    1e300,
    '1e9h',
    '-5s',
    '80',
    { __proto__: null, constructor: 1 },
    Array(3000).fill({}),
  ),
);

/** Some value in one of the documents becomes another; what it holds may be of any depth. */
const spoiltValue = fc.tuple(fc.nat({ max: 30 }), way, hostileValue).map(([index, steps, value]): Mutation => {
  return (content) => {
    if (isArchive(content)) return content;
    const text = textOf(content);
    const values = valuesIn(text);
    if (values.length === 0) return content;
    const place = index % values.length;
    return values
      .map((one, i) => JSON.stringify(i === place ? spoilt(one, steps, value) : one) ?? 'null')
      .join('\n---\n');
  };
});

function valuesIn(text: string): unknown[] {
  if (text.length > 100_000) return [];
  try {
    return [JSON.parse(text)];
  } catch {
    return readYaml(text).map(({ value }) => value);
  }
}

/** Another of the sample files in its place. */
const swapped = fc.nat({ max: 1000 }).map((index): Mutation => {
  return (_, samples) => {
    const contents = Object.values(samples);
    return contents[index % contents.length]!;
  };
});

/** Leaves hardly anything that is well-formed. */
export const textMutation: fc.Arbitrary<Mutation> = fc.oneof(inserted, cut, damaged, recoded, swapped);

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 6, arbitrary: spoiltValue },
  { weight: 4, arbitrary: inserted },
  { weight: 4, arbitrary: replacedWord },
  { weight: 1, arbitrary: removed },
  { weight: 1, arbitrary: cut },
  { weight: 1, arbitrary: repeated },
  { weight: 1, arbitrary: recoded },
  { weight: 2, arbitrary: damaged },
  { weight: 1, arbitrary: swapped },
);
