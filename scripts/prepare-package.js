// Reads and parses profiles and charts ahead of time, into dist/package/, once charts/ is complete: reading them at each start
// would take longer than all else that `manifest generate` does (docs/decisions/0016).
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const target = 'dist/package';
const source = { has: existsSync, below: async (folder) => filesBelow(folder), origin: '' };
const charts = readdirSync('charts').filter((name) => existsSync(join('charts', name, 'Chart.yaml')));

const { preparePackage } = await sourceModule('src/install/prepare-package.ts');
const texts = await preparePackage(source, charts);

rmSync(target, { recursive: true, force: true });
mkdirSync(target);
for (const [name, text] of texts) writeFileSync(join(target, name), text);

/** A module of the program itself. */
async function sourceModule(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    write: false,
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((file) => ({ path: file.slice(folder.length + 1).replaceAll('\\', '/'), bytes: readFileSync(file) }));
}
