import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChartError } from '../../../src/render/chart/chart.ts';
import { loadChart } from '../../../src/render/chart/load.ts';
import { renderChart } from '../../../src/render/chart/render.ts';
import { checkValues } from '../../../src/render/chart/values-schema.ts';
import { helmFunctions } from '../../../src/render/functions/functions.ts';
import { fromJson } from '../../../src/render/template/model/json.ts';
import type { Value } from '../../../src/render/template/model/values.ts';

/** A chart by its files, and what it is rendered with: what ../go-helm/main.go reads. */
export interface HelmCase {
  readonly files: Readonly<Record<string, string>>;
  readonly values?: unknown;
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly release?: string;
  readonly namespace?: string;
}

/** What each template gives, NOTES.txt of the chart itself with them, or the error. */
export interface HelmResult {
  readonly texts?: Readonly<Record<string, string>>;
  readonly error?: string;
}

/** What our own engine gives. */
export function renderCase(one: HelmCase): HelmResult {
  const { values = {}, kubeVersion, apiVersions = [], release = '', namespace = '' } = one;
  try {
    const files = Object.entries(one.files).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
    const chart = loadChart(files, 'chart');
    const { texts, notes } = renderChart(chart, fromJson(values) as Map<string, Value>, {
      release: { name: release, namespace },
      functions: helmFunctions,
      checkValues,
      capabilities: { ...(kubeVersion === undefined ? {} : { kubeVersion }), apiVersions },
    });
    const all = new Map(texts);
    if (notes !== undefined) all.set(`${chart.metadata.name}/templates/NOTES.txt`, notes);
    return { texts: Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1))) };
  } catch (error) {
    if (error instanceof ChartError) return { error: error.message };
    throw error;
  }
}

/** True where Helm can be built: there is a Go, and its modules are at hand. */
export const hasHelm = (): boolean =>
  spawnSync('go', ['list', '-deps', '.'], {
    cwd: join(import.meta.dirname, '../go-helm'),
    env: { ...process.env, GOFLAGS: '-mod=mod', GOPROXY: 'off' },
  }).status === 0;

/** What Helm's own engine gives. */
export function renderWithHelm(cases: readonly HelmCase[]): readonly HelmResult[] {
  const bin = mkdtempSync(join(tmpdir(), 'meshwright-helm-'));
  try {
    const program = join(bin, 'helm-render');
    const built = spawnSync('go', ['build', '-o', program, '.'], { cwd: join(import.meta.dirname, '../go-helm') });
    if (built.status !== 0) throw new Error(String(built.stderr));
    const env = { ...process.env, TZ: 'UTC' };
    const { status, stdout, stderr } = spawnSync(program, { input: JSON.stringify(cases), maxBuffer: 1 << 28, env });
    if (status !== 0) throw new Error(String(stderr));
    return JSON.parse(String(stdout)) as HelmResult[];
  } finally {
    rmSync(bin, { recursive: true });
  }
}
