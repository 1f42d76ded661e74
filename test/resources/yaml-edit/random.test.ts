import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/resources/json.ts';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { applyEdits } from '../../../src/resources/yaml-edit/edits.ts';
import { rewriteDocument } from '../../../src/resources/yaml-edit/rewrite-document.ts';
import { anyDocument } from '../yaml/documents.ts';
import { changedValue, randomDocument } from './random-documents.ts';

const runs = Number(process.env.RUNS ?? 500);

function check(seed: number, plain: boolean, count: { plain: number; all: number }): void {
  const document = randomDocument(seed, { plain });
  const { text } = document;
  const [read, ...more] = readYaml(text);
  expect(more, text).toEqual([]);
  expect(read!.problem, text).toBeUndefined();
  // Blank lines that follow, and a missing last line break, change how texts end.
  const loosely = (value: unknown) => JSON.stringify(value).replace(/(?:\\n)+"/g, '"');
  expect(JSON.parse(loosely(read!.value)), text).toEqual(JSON.parse(loosely(document.value)));
  const before = read!.value as Json;
  count.all++;
  if (read!.isPlain) count.plain++;
  const { value: after, comments } = document.change();
  const wanted = JSON.stringify(after);
  for (const isPlain of read!.isPlain ? [true, false] : [false]) {
    const rewritten = rewriteDocument(text, before, after, isPlain);
    const shown = `${text}\n=====> ${wanted}\n${rewritten.text}`;
    expect(applyEdits(text, rewritten.edits), shown).toBe(rewritten.text);
    const [again, ...others] = readYaml(rewritten.text);
    expect(others, shown).toEqual([]);
    expect(again!.problem, shown).toBeUndefined();
    if (!isDeepStrictEqual(again!.value, after)) expect(again!.value, shown).toEqual(after);
    for (const comment of comments)
      if (!rewritten.text.includes(`# ${comment}`)) expect.fail(`${comment} is gone\n${shown}`);
    for (const { key, text: part } of document.parts) {
      const isSame = isDeepStrictEqual((before as JsonObject)[key], (after as JsonObject)[key]);
      if (isSame && !rewritten.text.includes(part)) expect.fail(`${key} is another\n${shown}`);
    }
    expect(rewritten.text, shown).not.toMatch(text.includes('\r\n') ? /(?<!\r)\n/ : /\r\n/);
    expect(rewriteDocument(text, before, structuredClone(before), isPlain), text).toEqual({ text, edits: [] });
  }
}

describe('random changes to random documents', () => {
  test.each([true, false])(
    'plain: %s',
    (plain) => {
      const count = { plain: 0, all: 0 };
      fc.assert(
        fc.property(fc.nat(), (seed) => check(seed, plain, count)),
        { seed: Number(process.env.SEED ?? 20261122), numRuns: runs, endOnFailure: true },
      );
      if (plain) expect(count.plain).toBeGreaterThan(count.all / 3);
    },
    600_000,
  );
});

test('random changes to documents with slips of the hand', () => {
  let count = 0;
  fc.assert(
    fc.property(anyDocument, fc.nat(), (text, seed) => {
      const [document, ...more] = readYaml(text);
      if (document === undefined || more.length > 0 || document.problem !== undefined) return;
      count++;
      const before = document.value ?? null;
      const after = changedValue(before, seed);
      for (const isPlain of document.isPlain ? [true, false] : [false]) {
        // The slice, as in a file of several documents.
        const slice = text.slice(document.start, document.end);
        const rewritten = rewriteDocument(slice, before, after, isPlain);
        const shown = `${text}\n=====> ${JSON.stringify(after)}\n${rewritten.text}`;
        expect(applyEdits(slice, rewritten.edits), shown).toBe(rewritten.text);
        const [again, ...others] = readYaml(rewritten.text);
        expect(others, shown).toEqual([]);
        expect(again?.problem, shown).toBeUndefined();
        expect(again?.value ?? null, shown).toEqual(after);
      }
    }),
    { seed: Number(process.env.SEED ?? 20261122), numRuns: runs * 3, endOnFailure: true },
  );
  expect(count).toBeGreaterThan(runs);
}, 600_000);
