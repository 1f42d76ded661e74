import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { customResourceDefinitions } from '../../src/schema/crd.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { installCrds } from './install-crds.ts';
import { runCommand } from './run-command.ts';

let cluster: Cluster;
let folder: string;

const group = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: { name: mysql, namespace: shop }
spec:
  metadata: { labels: { app: mysql } }
  template: { serviceAccount: db, ports: { tcp: 3306 } }
`;

beforeAll(async () => {
  cluster = await startCluster({ istiod: false });
  const definitions = await customResourceDefinitions();
  await installCrds(
    cluster,
    definitions.filter(({ metadata }) => JSON.stringify(metadata).includes('workloadgroups')),
  );
  await cluster.applyYaml(`
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Namespace
metadata: { name: istio-system }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: db, namespace: shop }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "trustDomain: cluster.local\\ndefaultConfig: { discoveryAddress: 'istiod.istio-system.svc:15012' }" }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio-sidecar-injector, namespace: istio-system }
data: { values: '{"global":{"multiCluster":{"clusterName":"east"}}}' }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio-ca-root-cert, namespace: shop }
data: { root-cert.pem: "a certificate" }
---
apiVersion: v1
kind: Service
metadata: { name: istio-eastwestgateway, namespace: istio-system }
spec: { ports: [{ port: 15012 }], externalIPs: [203.0.113.7] }
---
${group}`);
});
afterAll(() => cluster?.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'meshwright-workload-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const configure = (...args: string[]) =>
  runCommand(cluster, ['x', 'workload', 'entry', 'configure', '-o', 'machine', ...args], { cwd: folder });
const read = (name: string): string => readFileSync(join(folder, 'machine', name), 'utf8');

it('writes the files of a machine, of a group in the cluster as of one in a file', async () => {
  const ended = await configure('--name', 'mysql', '-n', 'shop', '--tokenDuration', '7200');
  expect(ended).toMatchObject({
    status: 0,
    stdout: 'machine: cluster.env, hosts, istio-token, mesh.yaml, root-cert.pem\n',
  });
  expect(readdirSync(join(folder, 'machine')).sort()).toEqual([
    'cluster.env',
    'hosts',
    'istio-token',
    'mesh.yaml',
    'root-cert.pem',
  ]);
  expect(read('hosts')).toBe('203.0.113.7 istiod.istio-system.svc\n');
  expect(read('root-cert.pem')).toBe('a certificate');
  expect(read('cluster.env')).toContain("ISTIO_META_CLUSTER_ID='east'\n");
  expect(read('mesh.yaml')).toContain('discoveryAddress: istiod.istio-system.svc:15012\n');
  const claims = JSON.parse(Buffer.from(read('istio-token').split('.')[1]!, 'base64url').toString());
  expect(claims).toMatchObject({ aud: ['istio-ca'], sub: 'system:serviceaccount:shop:db' });
  expect(claims.exp - claims.iat).toBe(7200);
  expect(statSync(join(folder, 'machine/istio-token')).mode & 0o777).toBe(0o600);
  expect(ended.stdout + ended.stderr).not.toContain(read('istio-token'));

  const before = read('cluster.env');
  writeFileSync(join(folder, 'group.yaml'), group);
  const again = await configure('-f', 'group.yaml', '--ingressIP', '192.0.2.1');
  expect(again.status).toBe(0);
  expect(again.stderr).toContain('note: replaced cluster.env, hosts, istio-token, mesh.yaml, root-cert.pem in machine');
  expect(read('cluster.env')).toBe(before);
  expect(read('hosts')).toBe('192.0.2.1 istiod.istio-system.svc\n');
});

it.each([
  [['--name', 'other', '-n', 'shop'], 'there is no WorkloadGroup shop/other'],
  [['--name', 'mysql', '-n', 'shop', '--revision', 'canary'], 'is Istio installed there, and the --revision right?'],
])('writes nothing where something is missing: %j', async (args, why) => {
  const ended = await configure(...args);
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain(why);
  expect(readdirSync(folder)).toEqual([]);
});

it('warns where no gateway leads to istiod', async () => {
  const ended = await configure('--name', 'mysql', '-n', 'shop', '--ingressService', 'none.shop');
  expect(ended.stderr).toContain('warning: hosts is empty, for there is no Service shop/none');
  expect(read('hosts')).toBe('');
});
