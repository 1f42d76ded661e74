// Builds the programs that tests here run: etcd, kube-apiserver and, with --controller-manager, kube-controller-manager,
// in the versions that tools/go.mod names. Prints the folder that holds them. The first build takes minutes; after
// that they stay in node_modules/.cache until tools/go.mod changes.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';

const packages = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
  'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
};

const module = join(import.meta.dirname, 'tools');
const goMod = readFileSync(join(module, 'go.mod'), 'utf8');
const hash = createHash('sha256')
  .update(goMod)
  .update(readFileSync(join(module, 'go.sum')));
const cache = join(import.meta.dirname, '../../node_modules/.cache/meshwright/cluster-tools');
const folder = join(cache, hash.digest('hex').slice(0, 16));

const wanted = ['etcd', 'kube-apiserver'];
if (process.argv.includes('--controller-manager')) wanted.push('kube-controller-manager');

mkdirSync(folder, { recursive: true });
for (const name of wanted) {
  const program = join(folder, name);
  if (existsSync(program)) continue;
  process.stderr.write(`Building ${name}, which takes a few minutes\n`);
  const started = Date.now();
  build(packages[name], `${program}.${process.pid}`);
  renameSync(`${program}.${process.pid}`, program);
  process.stderr.write(`Built ${name} in ${Math.round((Date.now() - started) / 1000)} s\n`);
}
process.stdout.write(`${folder}\n`);

function build(package_, output) {
  // Its version is v0.0.0 unless the build says otherwise, and Kubernetes' own checks of versions fail on that.
  const [, version] = /\bk8s\.io\/kubernetes (v\S+)/.exec(goMod);
  const ldflags = `-s -w -X k8s.io/component-base/version.gitVersion=${version}`;
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', ldflags];
  const { error, status } = spawnSync('go', ['build', ...flags, '-o', output, package_], {
    cwd: module,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 2, 'inherit'],
  });
  if (error?.code === 'ENOENT')
    fail('Go is not on the PATH, and the Kubernetes API server is built with it: install Go, then run this again');
  if (error) fail(`go build does not start: ${error.message}`);
  if (status !== 0) fail(`go build ${package_} failed, see above`);
}

function fail(message) {
  process.stderr.write(`build-tools: ${message}\n`);
  process.exit(1);
}
