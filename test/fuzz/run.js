// npm run fuzz -- [--seed N] [--runs N] [--seconds N] [--path P]: throws what nobody would type or send at every command (main.ts
// says what has to hold). The sources are bundled first: they run in a process of their own that can be stopped.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../scripts/bundle-options.js';

const folder = join(import.meta.dirname, '../../node_modules/.cache/meshwright-fuzz');
await build({
  ...bundleOptions,
  entryPoints: ['main', 'worker'].map((name) => join(import.meta.dirname, `${name}.ts`)),
  outdir: folder,
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  sourcemap: true,
});
fork(join(folder, 'main.cjs'), process.argv.slice(2)).on('exit', (code) => {
  process.exitCode = code ?? 1;
});
