import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Case, hasGo, render, renderWithGo } from './support/cases.ts';
import { cases } from './support/generate.ts';

/** Fresh templates and data give what Go gives. MESHWRIGHT_FUZZ=<seed> tries others, ten times as many. */
const seed = Number(process.env.MESHWRIGHT_FUZZ ?? 20260);
const count = process.env.MESHWRIGHT_FUZZ === undefined ? 2000 : 20_000;

/** Go's `slice` refuses an index that comes straight from a map or list of `any`, whatever it is. */
const isRefusedIndex = ({ error = '' }: { error?: string }): boolean =>
  error.includes('cannot index slice/array with type interface {}');

/** Texts that show where something is in memory differ from run to run. */
const showsAddress = ({ output = '', error = '' }: { output?: string; error?: string }): boolean =>
  /0x[0-9a-f]{6,}|[0-9a-f]{8,}c0000|824\d{9}/.test(output + error);

describe.skipIf(!hasGo())(`templates made by chance (skipped where there is no Go to ask), seed ${seed}`, () => {
  it('give what Go gives, or the same error', { timeout: 120_000 }, () => {
    const made: readonly Case[] = fc.sample(cases, { seed, numRuns: count });
    const expected = renderWithGo(made);
    const wrong = made
      .map((one, i) => ({
        text: one.templates[0]!.text,
        data: one.data,
        missingKey: one.missingKey,
        go: expected[i]!,
        ours: render(one),
      }))
      .filter(
        ({ go, ours }) => !showsAddress(go) && !isRefusedIndex(go) && JSON.stringify(go) !== JSON.stringify(ours),
      );
    expect(expected.filter(({ error }) => error === undefined).length).toBeGreaterThan(count / 5);
    expect(wrong.slice(0, 5)).toEqual([]);
  });
});
