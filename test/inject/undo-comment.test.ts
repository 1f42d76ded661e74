import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { undo, withUndo } from '../../src/inject/undo-comment.ts';
import { decodeUndo, encodeUndo } from '../../src/inject/undo-record.ts';
import type { Json } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { applyEdits, type Edit, type Rewritten } from '../../src/resources/yaml-edit/edits.ts';
import { rewriteDocument } from '../../src/resources/yaml-edit/rewrite-document.ts';
import { randomDocument } from '../resources/yaml-edit/random-documents.ts';

const rewritten = (original: string, ...edits: Edit[]): Rewritten => ({ text: applyEdits(original, edits), edits });

const original = 'kind: Pod\nspec:\n  a: 1\n';
const injected = withUndo(
  rewritten(original, { start: 6, end: 9, text: 'Deployment' }, { start: 23, end: 23, text: '  b: 2\n' }),
  original,
);

describe('the comment', () => {
  test('is the last line', () => {
    expect(injected).toMatch(/^kind: Deployment\nspec:\n {2}a: 1\n {2}b: 2\n# meshwright:undo [\w-]{15} [\w-]{11}\n$/);
    expect(undo(injected)).toEqual({ text: original });
  });

  test.each<[name: string, text: string, wanted: RegExp]>([
    ['has no line break where the document has none', 'a: 1', /^x: 1\n# meshwright:undo \S+ \S+$/],
    ['ends like other lines', 'a: 1\r\nb: 2\r\n', /^x: 1\r\nb: 2\r\n# meshwright:undo \S+ \S+\r\n$/],
    ['comes first where a text ends with the file', 'a: |\n  b', /^# meshwright:undo \S+ \S+\nx: \|\n {2}b$/],
    [
      'then stands below dashes',
      '---  # c\na: |\n  b',
      /^---{2} # meshwright|^--- {2}# c\n# meshwright:undo \S+ \S+\nx: \|\n {2}b$/,
    ],
    ['follows blank lines', 'a: 1\n\n', /^x: 1\n\n# meshwright:undo \S+ \S+\n$/],
  ])('%s', (_, text, wanted) => {
    const at = text.indexOf('a');
    const done = withUndo(rewritten(text, { start: at, end: at + 1, text: 'x' }), text);
    expect(done).toMatch(wanted);
    expect(undo(done)).toEqual({ text });
    const [before] = readYaml(text);
    const [after] = readYaml(done);
    expect(Object.values(after!.value as object)).toEqual(Object.values(before!.value as object));
  });

  test.each<[name: string, text: string]>([
    ['JSON', '{"a": 1}'],
    ['content beside the dashes, and a text at the end', '--- !!map\na: |\n  b'],
  ])('is not written into %s', (_, text) => {
    const at = text.indexOf('a');
    const change = rewritten(text, { start: at, end: at + 1, text: 'x' });
    expect(withUndo(change, text)).toBe(change.text);
    expect(undo(change.text)).toBeUndefined();
  });

  test('is not written where nothing changed', () => {
    expect(withUndo({ text: original, edits: [] }, original)).toBe(original);
  });

  test('deflates what is long', () => {
    const text = `a: ${'b'.repeat(5000)}\n`;
    const done = withUndo(rewritten(text, { start: 3, end: 5003, text: 'c' }), text);
    expect(done.length).toBeLessThan(120);
    expect(undo(done)).toEqual({ text });
  });
});

describe('a document that went through other hands', () => {
  test.each<[name: string, change: (text: string) => string, wanted: string]>([
    ['lines after the comment', (text) => `${text}\n# more\n`, `${original}\n# more\n`],
    ['Windows line ends', (text) => text.replaceAll('\n', '\r\n'), original.replaceAll('\n', '\r\n')],
    ['blanks behind the comment', (text) => `${text.trimEnd()}  \n`, original],
    ['no line break behind the comment', (text) => text.trimEnd(), original],
  ])('%s', (_, change, wanted) => {
    expect(undo(change(injected))).toEqual({ text: wanted });
  });

  test('unix line ends', () => {
    const windows = original.replaceAll('\n', '\r\n');
    const done = withUndo(rewritten(windows, { start: 6, end: 9, text: 'x\r\n' }), windows);
    expect(undo(done.replaceAll('\r\n', '\n'))).toEqual({ text: original });
  });

  test('a line break that was missing', () => {
    const done = withUndo(rewritten('a: 1', { start: 0, end: 1, text: 'b' }), 'a: 1');
    expect(undo(done)).toEqual({ text: 'a: 1' });
    expect(undo(`${done}\n`)).toEqual({ text: 'a: 1\n' });
  });

  const plain = injected.slice(0, injected.indexOf('# meshwright'));
  test.each<[name: string, text: string, wanted: string, reason: RegExp]>([
    ['a change', injected.replace('b: 2', 'b: 3'), plain.replace('b: 2', 'b: 3'), /changed after/],
    ['another hash', injected.replace(/\S{4}\n$/, 'abcd\n'), plain, /changed after/],
    ['something below', `${injected}more: 1\n`, `${plain}more: 1\n`, /changed after/],
    ['a cut record', injected.replace(/undo \S{5}/, 'undo '), plain, /not one that/],
    ['no record', `${plain}# meshwright:undo\n`, plain, /not one that/],
    ['something else', `${plain}# meshwright:undo ../../x y\n`, plain, /not one that/],
  ])('%s', (_, text, wanted, reason) => {
    expect(undo(text)).toEqual({ text: wanted, changed: true, reason: expect.stringMatching(reason) });
  });

  test.each([
    ['', 'no text'],
    ['\n', 'an empty line'],
    [original, 'none'],
    [`a: |\n  # meshwright:undo AAAA AAAAAAAAAAA\n`, 'one within a text'],
    ['a: 1 # meshwright:undo AAAA AAAAAAAAAAA\n', 'one behind a value'],
  ])('%j: %s', (text) => {
    expect(undo(text)).toBeUndefined();
  });
});

describe('records', () => {
  const edit = fc.record({
    gap: fc.nat(100_000),
    length: fc.nat(1000),
    text: fc.string({ unit: 'grapheme', maxLength: 80 }),
  });

  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.array(edit, { maxLength: 30 }), (isCut, parts) => {
        let end = 0;
        const edits = parts.map(({ gap, length, text }) => {
          const start = end + gap;
          end = start + length;
          return { start, end, text };
        });
        expect(decodeUndo(encodeUndo({ isCut, edits })!)).toEqual({ isCut, edits });
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });

  test('may be anything', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const record = decodeUndo(Buffer.from(bytes).toString('base64url'));
        const end = record?.edits.at(-1)?.end ?? 0;
        expect(end).not.toBeNaN();
      }),
      { seed: 20261122, numRuns: 20_000 },
    );
  });

  test('do not grow without bounds', () => {
    const bomb = Buffer.concat([Buffer.of(2), deflateRawSync(Buffer.alloc(64 * 1024 * 1024))]);
    const before = process.memoryUsage().arrayBuffers;
    expect(decodeUndo(bomb.toString('base64url'))).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  });

  test('may promise more than they hold', () => {
    const numbers = (...bytes: number[]) => decodeUndo(Buffer.of(0, ...bytes).toString('base64url'));
    expect(numbers(255, 255, 255, 255, 127)).toBeUndefined();
    expect(numbers(1, 0, 0, 9, 97)).toBeUndefined();
    expect(numbers(1, 0, 0, 1, 97)).toEqual({ isCut: false, edits: [{ start: 0, end: 0, text: 'a' }] });
    expect(decodeUndo('')).toBeUndefined();
    expect(decodeUndo('CA')).toBeUndefined();
  });

  test('that reach beyond the text are not followed', () => {
    const record = encodeUndo({ isCut: false, edits: [{ start: 3, end: 99, text: 'x' }] });
    const hash = injected.trimEnd().slice(-11);
    const text = injected.replace(/# meshwright.*/, `# meshwright:undo ${record} ${hash}`);
    expect(undo(text)).toMatchObject({ changed: true });
  });
});

test('random documents, rewritten at random, come back to the byte', () => {
  let restored = 0;
  fc.assert(
    fc.property(fc.nat(), fc.boolean(), (seed, plain) => {
      const document = randomDocument(seed, { plain });
      const { text } = document;
      const [read] = readYaml(text);
      const { value } = document.change();
      const result = rewriteDocument(text, read!.value as Json, value, read!.isPlain);
      const done = withUndo(result, text);
      if (done === result.text) return;
      restored++;
      expect(readYaml(done)[0]!.value, done).toEqual(readYaml(result.text)[0]!.value);
      expect(undo(done), done).toEqual({ text });
      expect(undo(`${done.trimEnd()}\nx: 1\n`), done).toMatchObject({ changed: true });
    }),
    { seed: 20261122, numRuns: 500 },
  );
  expect(restored).toBeGreaterThan(350);
});
