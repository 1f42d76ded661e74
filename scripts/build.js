// Bundles the program into dist/: a chunk for each part that is loaded on demand, so that a command starts with its own
// code only. The chunks are CommonJS, because Node starts them 10 ms sooner than ES modules (docs/decisions/0003);
// esbuild splits ES modules only, hence the two steps. Types go to dist/types.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, transform } from 'esbuild';
import { withLocalBindings } from './local-bindings.js';
import { writeSchemas } from './schemas/combined.js';
import { thirdPartyNotices } from './third-party-notices.js';

const dist = 'dist';

/**
 * Modules that libraries load and this program never uses, by the library. commander can start subcommands as programs of
 * their own (2 ms). client-node's reader of credentials loads its 1,400 classes of Kubernetes objects and an HTTP client
 * (40 ms), although requests are sent by src/kube.
 */
const neverUsed = [
  { by: '/node_modules/commander/', modules: /^node:child_process$/ },
  { by: '/node_modules/@kubernetes/client-node/dist/config.js', modules: /^(node-fetch|\.\/gen\/index\.js)$/ },
];
const withoutNeverUsed = {
  name: 'without-never-used',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, importer }) =>
      neverUsed.some(({ by, modules }) => importer.includes(by) && modules.test(path))
        ? { path, namespace: 'absent' }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'absent' }, () => ({ contents: 'module.exports = {}', loader: 'js' }));
  },
};

/** A kind's schema, which people may ask for, is read from the file in dist/schemas that their editors take. */
const schemasFromFiles = {
  name: 'schemas-from-files',
  setup(build) {
    build.onLoad({ filter: /\.schema\.js$/ }, ({ path }) => {
      const file = relative('src/schema/compiled', path).replace('.schema.js', '.json');
      return {
        contents: `import { readFileSync } from 'node:fs';
          export default JSON.parse(readFileSync(import.meta.dirname + '/schemas/${file}', 'utf8'));`,
      };
    });
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
  plugins: [withoutNeverUsed, schemasFromFiles],
  metafile: true,
  logLevel: 'warning',
});

for (const file of Object.keys(metafile.outputs)) {
  const { code } = await transform(withLocalBindings(readFileSync(file, 'utf8'), file), {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    supported: { 'dynamic-import': false },
    minify: !process.env.PLAIN,
  });
  writeFileSync(file, code);
}
writeFileSync(join(dist, 'package.json'), '{ "type": "commonjs" }\n');
writeSchemas(join(dist, 'schemas'));
writeFileSync(join(dist, 'THIRD_PARTY_NOTICES.txt'), thirdPartyNotices(metafile));
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
