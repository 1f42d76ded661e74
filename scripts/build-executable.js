// Makes dist-executable/meshwright: this Node with the program and its files in it (https://nodejs.org/api/single-executable-applications.html),
// for machines that have no Node. `npm run build:executable`, after a build; it is for the system it is made on.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { inject } from 'postject';
import { bundleOptions } from './bundle-options.js';
import { folder, program } from './executable/place.js';

/** What the program reads of its package. */
const shipped = ['dist/package', 'dist/schemas', 'charts', 'docs/codes', 'docs/checks'];
/** By which Node knows that something was put into it. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);

const assetsInstead = {
  name: 'assets-instead',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]package-files\.ts$/ }, () => ({
      contents: readFileSync('scripts/executable/assets.js'),
      loader: 'js',
    }));
  },
};
const bundle = join(folder, 'meshwright.cjs');
await build({
  ...bundleOptions,
  entryPoints: ['scripts/executable/main.js'],
  outfile: bundle,
  format: 'cjs',
  minify: true,
  external: ['node:sea'],
  plugins: [assetsInstead, ...bundleOptions.plugins],
});

const files = shipped.flatMap(filesBelow);
const settings = {
  main: bundle,
  output: join(folder, 'meshwright.blob'),
  disableExperimentalSEAWarning: true,
  useCodeCache: true,
  assets: Object.fromEntries(files.map((file) => [file, resolve(file)])),
};
const settingsFile = join(folder, 'executable.json');
writeFileSync(settingsFile, JSON.stringify(settings));
execFileSync(process.execPath, ['--experimental-sea-config', settingsFile], { stdio: ['ignore', 'ignore', 'inherit'] });

copyFileSync(process.execPath, program);
chmodSync(program, 0o755);
// macOS refuses a program whose signature no longer fits; it is signed anew below.
if (process.platform === 'darwin') execFileSync('codesign', ['--remove-signature', program]);
await inject(program, 'NODE_SEA_BLOB', readFileSync(settings.output), {
  sentinelFuse: fuse,
  ...(process.platform === 'darwin' && { machoSegmentName: 'NODE_SEA' }),
});
if (process.platform === 'darwin') execFileSync('codesign', ['--sign', '-', program]);
for (const file of [bundle, settings.output, settingsFile]) rmSync(file);

function filesBelow(path) {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = `${path}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(inner) : [inner];
  });
}
