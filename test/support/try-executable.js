// Runs dist-executable/meshwright where there is no Node and no package, and compares what it prints with what the built
// program prints.
import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { program as place } from '../../scripts/executable/place.js';

const executable = resolve(place);
const program = [process.execPath, resolve('bin/meshwright.js')];
const shop = resolve('examples/shop');
const commandLines = [
  ['version', '--remote=false'],
  ['help', 'install'],
  ['analyze', '--use-kube=false', shop],
  ['validate', shop],
  ['explain', 'IST0101'],
  ['schema', 'vs.spec.http.retries'],
  ['schema', 'all', '-o', 'crd'],
  ['profile', 'list'],
  ['profile', 'dump', 'ambient'],
  ['manifest', 'generate', '--set', 'profile=ambient'],
  ['kube-inject', '-f', join(shop, 'catalog.yaml')],
  ['mtls', '-f', shop],
  ['images', 'list'],
  ['completion', 'bash'],
  ['completion', 'powershell'],
  ['__complete', 'explain', ':MWH1'],
  ['__complete', 'profile', 'dump', ':op'],
  ['no-such-command'],
];

const folder = mkdtempSync(join(tmpdir(), 'meshwright-executable-'));
const options = { cwd: folder, env: { HOME: folder }, encoding: 'utf8', maxBuffer: 2 ** 26 };
const run = (file, words) => {
  const { status, stdout, stderr } = spawnSync(file, words, options);
  return { status, stdout, stderr };
};
try {
  for (const words of commandLines) {
    const [file, ...before] = program;
    deepStrictEqual(run(executable, words), run(file, [...before, ...words]), words.join(' '));
  }
} finally {
  rmSync(folder, { recursive: true });
}
process.stdout.write(`The executable does what the program does: ${commandLines.length} command lines\n`);
