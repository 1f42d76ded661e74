import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../../../src/resources/yaml/read.ts';
import { cases } from './cases.ts';
import { anyDocument, anyWord } from './documents.ts';
import { type Answer, startGoReader } from './go-reader.ts';

/**
 * Texts on which this reader and Kubernetes' may differ, and why that is wanted or bearable: one of them refuses what
 * the other reads. Two values for one text are never right.
 */
const exceptions: readonly (readonly [reason: string, matches: (text: string, go: Answer) => boolean])[] = [
  ['Go stops reading where the first value ends; we say what it passes over', (_, go) => go.rest === true],
  ['a tab behind a dash does no harm', (text) => /^- *\t/m.test(text)],
  ['Go takes a # without a blank before it for a comment', (text) => /["'}\]|>+-]\d?#/.test(text)],
  [
    'a dash, question mark or colon next to brackets: we read or refuse it as YAML 1.2',
    (text) => /-\]|\?\S|:[\]},]/.test(text),
  ],
  ['an anchor or tag with more behind it: Go lets it end there', (text) => /[&!][\w!-]*[^\w\s!-]/.test(text)],
  ['a ! without a value in brackets is an empty text', (text) => text.includes('[!]')],
  ['bytes that are no text: Go puts in other signs for them than Node', (text) => text.includes('!!binary')],
  ['text behind ... is read as one more document', (text) => text.startsWith('... ')],
  ['a text of comments alone has no document that could have a problem', (text) => /^\s*#.*$/.test(text)],
  ['Go lets a key without a colon, in braces, run over lines', (text) => /\{[^}]*\n/.test(text)],
  ['a bare carriage return ends no comment', (text) => /#.*\r(?!\n)/.test(text)],
  ['a block text must be indented, also where Go finds nothing but comments in it', (text) => /^[|>]/m.test(text)],
];

type Outcome = { value: unknown } | 'problem';

/** What we make of a text. */
function ours(text: string): Outcome {
  const [document] = readYaml(text);
  return document?.problem === undefined ? { value: document?.value ?? null } : 'problem';
}

/** The texts that are read otherwise than Kubernetes reads them, without a reason for it. */
function differences(answers: readonly Golden[]): { text: string; ours: Outcome; go: Outcome }[] {
  return answers
    .map((answer) => ({
      ...answer,
      ours: ours(answer.text),
      go: answer.json === undefined ? ('problem' as const) : { value: JSON.parse(answer.json) as unknown },
    }))
    .filter((one) => !isDeepStrictEqual(one.ours, one.go))
    .filter((one) => {
      const oneRefuses = one.ours === 'problem' || one.go === 'problem' || one.text.includes('!!binary');
      return !oneRefuses || !exceptions.some(([, matches]) => matches(one.text, one));
    });
}

interface Golden extends Answer {
  readonly text: string;
}

const goldenFile = (name: string): URL => new URL(`../../golden/yaml/${name}.json`, import.meta.url);
const go = startGoReader();

// UPDATE_GOLDEN=1 npx vitest run test/resources/yaml/kubernetes writes the answers anew, which needs Go.
if (process.env.UPDATE_GOLDEN) {
  if (typeof go === 'string') throw new Error(go);
  for (const [name, texts] of Object.entries(cases)) {
    const answers = go(texts);
    const lines = texts.map((text, i) => JSON.stringify({ text, ...answers[i] } satisfies Golden));
    writeFileSync(goldenFile(name), `[\n${lines.join(',\n')}\n]\n`);
  }
}

describe.each(Object.keys(cases))('%s read as Kubernetes reads them', (name) => {
  const golden = JSON.parse(readFileSync(goldenFile(name), 'utf8')) as Golden[];

  test('the golden file holds an answer for each case', () => {
    expect(golden.map(({ text }) => text)).toEqual(cases[name]);
  });

  test('each text', () => {
    expect(differences(golden)).toEqual([]);
  });
});

/** All texts in one question: the answers come in their order. */
function sample(arbitrary: fc.Arbitrary<string>, count: number): string[] {
  return fc.sample(arbitrary, { seed: 20261122, numRuns: count });
}

// A reason, when there is one, shows in the test's name.
const title = typeof go === 'string' ? ` (skipped: ${go.trim()})` : '';
describe.skipIf(typeof go === 'string')(`random texts read as Go reads them${title}`, () => {
  test.each([
    [
      'values',
      sample(
        anyWord.map((word) => `a: ${word}\n`),
        3000,
      ),
    ],
    [
      'keys',
      sample(
        anyWord.map((word) => `${word}: a\n`),
        3000,
      ),
    ],
    ['documents', sample(anyDocument, 2000)],
  ])('%s', (_, texts) => {
    const answers = (go as Exclude<typeof go, string>)(texts);
    expect(differences(texts.map((text, i) => ({ text, ...answers[i] })))).toEqual([]);
  });
});
