// Completes charts/ in place, after the program is built: what all charts share is copied into each, as Helm wants a
// chart to hold all it needs, and the custom resource definitions are written from schemas/. See charts/README.md.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const charts = readdirSync('charts', { recursive: true, withFileTypes: true })
  .filter(({ name }) => name === 'Chart.yaml')
  .map((file) => file.parentPath ?? file.path);
for (const chart of charts)
  for (const part of ['files', 'templates']) {
    const copy = join(chart, part, 'shared');
    rmSync(copy, { recursive: true, force: true });
    cpSync(join('charts/shared', part), copy, { recursive: true });
  }

const definitions = 'charts/base/files/crd-all.yaml';
mkdirSync(dirname(definitions), { recursive: true });
writeFileSync(
  definitions,
  execFileSync(process.execPath, [join('bin', 'meshwright.js'), 'schema', 'all', '-o', 'crd'], {
    maxBuffer: Number.POSITIVE_INFINITY,
  }),
);
