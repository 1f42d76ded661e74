// Bundles the program into dist/: a chunk for each part that is loaded on demand, so that a command starts with its own
// code only. The chunks are CommonJS, because Node starts them 10 ms sooner than ES modules (docs/decisions/0003);
// esbuild splits ES modules only, hence the two steps. Types go to dist/types.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import { bundleOptions } from './bundle-options.js';
import { withLazyBuiltins } from './lazy-builtins.js';
import { withLocalBindings } from './local-bindings.js';
import { keepPublicTypes } from './public-types.js';
import { writeSchemas } from './schemas/combined.js';
import { thirdPartyNotices } from './third-party-notices.js';

const dist = 'dist';

rmSync(dist, { recursive: true, force: true });

const { metafile } = await build({
  entryPoints: { main: 'src/main.ts', index: 'src/index.ts' },
  outdir: dist,
  ...bundleOptions,
  splitting: true,
  format: 'esm',
  metafile: true,
});

for (const file of Object.keys(metafile.outputs)) {
  const commonJs = { format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false } };
  const { code } = await transform(withLocalBindings(readFileSync(file, 'utf8'), file), commonJs);
  const lazy = withLazyBuiltins(code);
  writeFileSync(file, process.env.PLAIN ? lazy : (await transform(lazy, { ...commonJs, minify: true })).code);
}
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
writeSchemas(join(dist, 'schemas'));
writeFileSync(join(dist, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(metafile));
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
keepPublicTypes(join(dist, 'types'));
