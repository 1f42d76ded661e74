import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type HelmCase, renderCase, renderWithHelm } from './helm.ts';

/**
 * Every line of cases/ is a pipeline that gives what Helm 3.22 gives, and the type of it. `UPDATE_GOLDEN=1 npx vitest run
 * test/render/functions` asks Helm again.
 *
 * Differences that are meant, and so are in no case:
 * - Keys of maps come in order from `keys` and `values`; Go's come in any.
 * - What is wrong with keys, certificates and encrypted texts is told in our own words.
 * - Messages of YAML, TOML and regular expressions that cannot be read are our own, or the library's.
 * - Time zones whose names have no abbreviation in English go by their offset; Go knows CET.
 */
// Helm's answers are those of a machine whose clock shows UTC.
const here = new Intl.DateTimeFormat().resolvedOptions();
vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({ ...here, timeZone: 'UTC' });

const folder = join(import.meta.dirname, 'cases');
const golden = join(import.meta.dirname, '../../golden/helm');

const chart = {
  'Chart.yaml': 'apiVersion: v2\nname: functions\nversion: 1.2.3\nappVersion: "7"\nkeywords: [a, b]\n',
  'values.yaml':
    's: text\nf: 1234.5\nbig: 123456789\nn: null\nlist: [1, 2, x]\nm: {a: 1, b: {c: d}}\nt: true\nempty: ""\n',
  'templates/_helpers.tpl':
    '{{ define "helper" }}[{{ . }}]{{ end }}{{ define "fails" }}{{ fail "from within" }}{{ end }}' +
    '{{ define "wants" }}{{ .Values.s.deep.er }}{{ end }}',
  'data/a.txt': 'one\ntwo\n',
  'data/b.txt': 'b: "quoted"',
  'data/sub/c.conf': '[x]\n',
};

const caseOf = (pipeline: string): HelmCase => ({
  files: { ...chart, 'templates/case.yaml': `{{ $v := ${pipeline} }}{{ $v }}|{{ typeOf $v }}` },
  release: 'released',
  namespace: 'space',
  kubeVersion: '1.31.2',
});

const families = readdirSync(folder).map((file) => file.replace('.txt', ''));
const pipelines = (family: string): string[] =>
  readFileSync(join(folder, `${family}.txt`), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** What the one template gives, or the error. */
const answer = ({ texts, error }: ReturnType<typeof renderCase>): string =>
  texts?.['functions/templates/case.yaml'] ?? `error: ${error}`;

if (process.env.UPDATE_GOLDEN === '1') {
  mkdirSync(golden, { recursive: true });
  for (const family of families) {
    const lines = pipelines(family);
    const answers = renderWithHelm(lines.map(caseOf)).map(answer);
    const byPipeline = Object.fromEntries(lines.map((line, i) => [line, answers[i]]));
    writeFileSync(join(golden, `${family}.json`), `${JSON.stringify(byPipeline, undefined, 1)}\n`);
  }
}

describe.each(families)('%s', (family) => {
  const path = join(golden, `${family}.json`);
  const expected = (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}) as Record<string, string>;
  const lines = pipelines(family);

  it('has an answer of Helm for every pipeline, and no other', () => {
    expect(Object.keys(expected)).toEqual(lines);
  });

  it.each(lines)('%s', (line) => {
    expect(answer(renderCase(caseOf(line)))).toBe(expected[line]);
  });
});
