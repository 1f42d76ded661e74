// Runs a built package once, as a user would: node test/support/smoke.js PACKAGE-FOLDER EXAMPLES-FOLDER
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, examples] = process.argv.slice(2).map((path) => resolve(path));
const run = (...args) =>
  spawnSync(process.execPath, [join(folder, 'bin/meshwright.js'), ...args], { encoding: 'utf8' });
const check = (what, holds, detail) => {
  if (!holds) throw new Error(`${what}: ${detail}`);
};

const analyzed = run('analyze', '--use-kube=false', '-o', 'json', examples);
check('exit code', analyzed.status === 79, `${analyzed.status} ${analyzed.stderr}`);
const found = JSON.parse(analyzed.stdout);
check('finding', found.length === 1 && found[0].code === 'IST0101', analyzed.stdout);

const { analyze, readResources } = await import(pathToFileURL(join(folder, 'dist/index.js')));
const files = ['catalog.yaml', 'gateway.yaml'].map((name) => ({
  name,
  text: readFileSync(join(examples, name), 'utf8'),
}));
check('library', analyze(readResources(files).resources).length === 1, 'another number of findings');
console.log(`Node ${process.version}: fine`);
