// Builds the programs that tests here run, those that are named or all that tests need, in the versions that
// tools/*/go.mod name. Prints the path of each, in the order asked for. The first build takes minutes; after that they stay
// in node_modules/.cache until their go.mod changes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** Where programs come from: the folder in tools/, the package, and the variable that holds the version of its module. */
const kubernetes = {
  folder: 'kubernetes',
  module: 'k8s.io/kubernetes',
  version: 'k8s.io/component-base/version.gitVersion',
};
const helm = (major) => ({
  folder: `helm${major}`,
  module: `helm.sh/helm/v${major}`,
  version: `helm.sh/helm/v${major}/internal/version.version`,
  package: `helm.sh/helm/v${major}/cmd/helm`,
});
const programs = {
  etcd: { ...kubernetes, package: 'go.etcd.io/etcd/server/v3' },
  'kube-apiserver': { ...kubernetes, package: 'k8s.io/kubernetes/cmd/kube-apiserver' },
  'kube-controller-manager': { ...kubernetes, package: 'k8s.io/kubernetes/cmd/kube-controller-manager' },
  helm3: helm(3),
  helm4: helm(4),
};
const needed = ['etcd', 'kube-apiserver', 'helm3', 'helm4'];

const cache = join(import.meta.dirname, '../../node_modules/.cache/meshwright/cluster-tools');

const wanted = process.argv.length > 2 ? process.argv.slice(2) : needed;
for (const name of wanted) {
  if (!Object.hasOwn(programs, name))
    fail(`there is no program ${name}: name some of ${Object.keys(programs).join(', ')}`);
}
for (const name of wanted) process.stdout.write(`${built(name, programs[name])}\n`);

/** The program's path; it is built where it is not there yet. */
function built(name, { folder, module, version, package: package_ }) {
  const source = join(import.meta.dirname, 'tools', folder);
  const goMod = readFileSync(join(source, 'go.mod'), 'utf8');
  const hash = createHash('sha256')
    .update(goMod)
    .update(readFileSync(join(source, 'go.sum')));
  const target = join(cache, hash.digest('hex').slice(0, 16));
  const program = join(target, name);
  if (existsSync(program)) return program;
  mkdirSync(target, { recursive: true });
  process.stderr.write(`Building ${name}, which takes a few minutes\n`);
  const started = Date.now();
  // Programs do not know their version unless the build says it; Kubernetes' own checks of versions fail on that.
  const [, number] = new RegExp(`\\b${module.replaceAll('.', '\\.')} (v\\S+)`).exec(goMod);
  build(source, package_, `-X ${version}=${number}`, `${program}.${process.pid}`);
  renameSync(`${program}.${process.pid}`, program);
  process.stderr.write(`Built ${name} in ${Math.round((Date.now() - started) / 1000)} s\n`);
  return program;
}

function build(cwd, package_, variable, output) {
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${variable}`];
  const { error, status } = spawnSync('go', ['build', ...flags, '-o', output, package_], {
    cwd,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 2, 'inherit'],
  });
  if (error?.code === 'ENOENT')
    fail('Go is not on the PATH, and the programs are built with it: install Go, then run this again');
  if (error) fail(`go build does not start: ${error.message}`);
  if (status !== 0) fail(`go build ${package_} failed, see above`);
}

function fail(message) {
  process.stderr.write(`build-tools: ${message}\n`);
  process.exit(1);
}
