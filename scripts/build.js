// Bundles the program into dist/: a chunk for each part that is loaded on demand, so that a command starts with its own
// code only. The chunks are CommonJS, because Node starts them 10 ms sooner than ES modules (docs/decisions/0003);
// esbuild splits ES modules only, hence the two steps. Types go to dist/types.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { writeSchemas } from './schemas/combined.js';
import { thirdPartyNotices } from './third-party-notices.js';

const dist = 'dist';

/** commander can start subcommands as programs of their own. This program has none, and loading child_process costs 2 ms. */
const withoutChildProcess = {
  name: 'without-child-process',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('/node_modules/commander/') ? { path: 'child_process', namespace: 'absent' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {}', loader: 'js' }));
  },
};

rmSync(dist, { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: { main: 'src/main.ts', index: 'src/index.ts' },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  define: { 'import.meta.dirname': '__dirname' },
  legalComments: 'none',
  plugins: [withoutChildProcess],
  metafile: true,
  logLevel: 'warning',
});

for (const file of Object.keys(metafile.outputs)) {
  const { code } = await transform(readFileSync(file, 'utf8'), {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    minify: true,
    keepNames: false,
  });
  writeFileSync(file, code);
}
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
writeSchemas(join(dist, 'schemas'));
writeFileSync(join(dist, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(metafile));
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
