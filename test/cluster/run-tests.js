// Runs the tests against a cluster, those that are named or all. Without what they need there is nothing to test with: says so
// and ends well, except where they are required (CI, or MESHWRIGHT_CLUSTER_TESTS=required).
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const { CI = '', MESHWRIGHT_CLUSTER_TESTS } = process.env;
const isRequired = MESHWRIGHT_CLUSTER_TESTS === 'required' || (CI !== '' && CI !== 'false');
const run = (...args) => spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status;
const setUp = (...programs) => run(join(import.meta.dirname, 'build-tools.js'), ...programs);
const test = (...args) => {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  return run(vitest, 'run', '--config', 'vitest.cluster.config.ts', ...process.argv.slice(2), ...args);
};
const say = (text) => process.stderr.write(`test:cluster: ${text}\n`);

/** Programs that only some tests need, and how a test that does shows it. */
const forSome = [
  { names: ['helm3', 'helm4'], sign: "'helm3'" },
  { names: ['envoy'], sign: 'startEnvoy(' },
];
const testsWith = (sign) =>
  readdirSync(import.meta.dirname).filter(
    (file) => file.endsWith('.test.ts') && readFileSync(join(import.meta.dirname, file), 'utf8').includes(sign),
  );

const ended = setUp();
if (ended !== 69 || isRequired) {
  process.exitCode = ended || test();
} else if (setUp('etcd', 'kube-apiserver', 'kube-controller-manager') === 0) {
  const skipped = forSome.filter(({ names }) => setUp(...names) !== 0).flatMap(({ sign }) => testsWith(sign));
  say(`${skipped.join(', ')} are skipped: what they need is not there, see above`);
  process.exitCode = test(...skipped.flatMap((file) => ['--exclude', `**/${file}`]));
} else {
  say('all tests are skipped: what they need is not there, see above');
}
