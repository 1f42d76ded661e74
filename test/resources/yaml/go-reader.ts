import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** What Kubernetes' own reader says to a text: its value as JSON text, or why it refuses. */
export interface Answer {
  readonly json?: string;
  readonly error?: string;
  /** True when it stopped reading before the end. */
  readonly rest?: boolean;
}

/** Asks sigs.k8s.io/yaml through the Go program in go/. A string says why that is not possible here. */
export function startGoReader(): ((texts: readonly string[]) => Answer[]) | string {
  const cwd = fileURLToPath(new URL('go', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'meshwright-yaml-go-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const program = join(folder, 'reader');
  const build = spawnSync('go', ['build', '-o', program, '.'], { cwd, encoding: 'utf8' });
  if (build.error) return `go is not installed (${build.error.message})`;
  if (build.status !== 0) return `the Go reader cannot be built here: ${build.stderr}`;
  return (texts) => {
    const run = spawnSync(program, { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as Answer[];
  };
}
