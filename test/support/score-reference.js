// Scores the built program against the reference answers, less what is not met on purpose.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { scoreAccess } from './score-access.js';
import { scoreJourneys } from './score-journeys.js';
import { scoreRoutes } from './score-routes.js';
import { scoreTraffic } from './score-traffic.js';

const shared = resolve('../shared');
// istioctl counts one line too many after an empty document: docs/decisions/0005.
const miscounted = (name, { origin }) =>
  (name === 'analyzers--gateway-duplicate-certificate' && origin === 'Gateway istio-system/gateway-01-test-01') ||
  origin === 'VirtualService default/duplicate-tcp-match';

const folder = mkdtempSync(join(tmpdir(), 'meshwright-score-'));
try {
  for (const name of readdirSync(join(shared, 'reference'))) {
    if (name !== 'analyze') symlinkSync(join(shared, 'reference', name), join(folder, name));
  }
  cpSync(join(shared, 'reference/analyze'), join(folder, 'analyze'), { recursive: true });
  const expected = JSON.parse(readFileSync(join(folder, 'analyze/expected.json'), 'utf8'));
  for (const [name, { findings }] of Object.entries(expected)) {
    for (const finding of findings ?? []) if (miscounted(name, finding)) finding.line = undefined;
  }
  rmSync(join(folder, 'analyze/expected.json'), { force: true });
  writeFileSync(join(folder, 'analyze/expected.json'), JSON.stringify(expected));
  const variants = JSON.parse(readFileSync(join(folder, 'inject/index.json'), 'utf8'));
  score(['commands', 'analyze', 'validate', 'manifest', 'inject', 'proxy']);
  await scoreTraffic();
  await scoreRoutes();
  await scoreAccess();
  await scoreJourneys();
  for (const [variant, { install, cases }] of Object.entries(variants)) {
    checkStability(
      variant,
      install,
      Object.keys(cases).filter((name) => !cases[name].error),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function score(words) {
  execFileSync(join(shared, 'score'), [...words, '--reference', folder], { stdio: 'inherit' });
}

/** Injecting again changes nothing, and what was injected can be taken out to the byte. */
function checkStability(variant, install, names) {
  const [input, work] = [join(folder, 'inject/input'), join(folder, 'stability', variant)];
  mkdirSync(work, { recursive: true });
  for (const name of names) cpSync(join(input, name), join(work, name));
  const run = (...args) =>
    execFileSync(process.execPath, ['bin/meshwright.js', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const texts = (of) => names.map((name) => readFileSync(join(of, name), 'utf8'));
  const expectSame = (before, after, what) => {
    const changed = names.filter((_, i) => before[i] !== after[i]);
    if (changed.length > 0) throw new Error(`${variant}: ${what}: ${changed.join(', ')}`);
  };
  run('kube-inject', '-f', work, '--in-place', ...install);
  const injected = texts(work);
  run('kube-inject', '-f', work, '--check', ...install);
  run('kube-inject', '-f', work, '--in-place', ...install);
  expectSame(injected, texts(work), 'injecting again changes something');
  run('kube-uninject', '-f', work, '--in-place', ...install);
  expectSame(texts(input), texts(work), 'taking the sidecar out does not give the input back');
  console.log(`inject-stability ${variant} ${names.length}/${names.length}`);
}
