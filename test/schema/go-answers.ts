import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** A URL taken apart by Go; its host and path are decoded. */
export interface GoUrl {
  readonly scheme: string;
  readonly opaque: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** What go/main.go says to a text. What a question is not about, and what is refused, is absent. */
export interface GoAnswer {
  readonly text: string;
  /** An int64, as text. */
  readonly nanoseconds?: string;
  readonly url?: GoUrl;
  readonly requestURI?: GoUrl;
  readonly address?: true;
  readonly block?: true;
  readonly regexp?: true;
  readonly label?: true;
  readonly subdomain?: true;
  readonly labelKey?: true;
  readonly labelValue?: true;
}

/**
 * Go's answers to `texts`, from test/golden/schema/<question>.json. UPDATE_GOLDEN=1 in the environment writes them anew,
 * which needs Go. Adds a test that there is an answer to each text.
 */
export function goAnswers(question: string, texts: readonly string[]): GoAnswer[] {
  const file = new URL(`../golden/schema/${question}.json`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, ask(question, texts));
  const answers = JSON.parse(readFileSync(file, 'utf8')) as GoAnswer[];
  test('the golden file holds an answer for each text', () => {
    expect(answers.map(({ text }) => text)).toEqual(texts);
  });
  return answers;
}

function ask(question: string, texts: readonly string[]): string {
  const cwd = fileURLToPath(new URL('go', import.meta.url));
  const run = spawnSync('go', ['run', '.'], { cwd, input: JSON.stringify({ [question]: texts }), encoding: 'utf8' });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(run.stderr);
  const answers = (JSON.parse(run.stdout) as Record<string, GoAnswer[]>)[question]!;
  return `[\n${texts.map((text, i) => JSON.stringify({ text, ...answers[i] })).join(',\n')}\n]\n`;
}
