import { afterAll, beforeAll, expect, it } from 'vitest';
import { KubeError } from '../../src/kube/kube-error.ts';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { readYaml } from '../../src/resources/yaml/read.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { open } from './kube.ts';
import { runCommand } from './run-command.ts';

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ users: ['guest'], istiod: false });
});
afterAll(() => cluster?.stop());

const create = (...args: string[]) => runCommand(cluster, ['create-remote-secret', ...args]);
const objectOf = (yaml: string) => readYaml(yaml)[0]!.value as JsonObject;
interface Kubeconfig {
  readonly clusters: { readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }[];
  readonly users: { readonly user: { readonly token: string } }[];
}

/** The kubeconfig in the Secret that was printed. */
function kubeconfigIn(stdout: string, key: string): Kubeconfig {
  const { stringData } = objectOf(stdout);
  return objectOf((stringData as Record<string, string>)[key]!) as unknown as Kubeconfig;
}

/** What the API server answers to whoever has this kubeconfig. */
async function statusFor(kubeconfig: Kubeconfig, path: string): Promise<number> {
  const api = open({ kubeconfig: () => JSON.stringify(kubeconfig) });
  try {
    await api.raw({ path });
    return 200;
  } catch (error) {
    if (error instanceof KubeError && error.status !== undefined) return error.status;
    throw error;
  } finally {
    api.close();
  }
}

it('refuses to make what it may not make', async () => {
  const without = await create('--name', 'east', '--create-service-account=false');
  expect(without).toMatchObject({ status: 1, stdout: '' });
  expect(without.stderr).toContain('there is no ServiceAccount istio-system/istio-reader-service-account');
  const other = await create('--name', 'east', '--type', 'config');
  expect(other).toMatchObject({ status: 1, stdout: '' });
  expect(other.stderr).toContain('only istio-reader-service-account can be made here');
  expect((await cluster.request('GET', '/api/v1/namespaces/istio-system')).status).toBe(404);
});

it('makes the account, its role and a token, with which the cluster can be read', async () => {
  const ended = await create('--name', 'east');
  expect(ended).toMatchObject({ status: 0 });
  expect(ended.stderr).toContain(
    'note: made Namespace istio-system, ServiceAccount istio-reader-service-account, ClusterRole ',
  );
  expect(ended.stderr).toContain('which other clusters do not reach: name an address that they do (--server)');
  expect(ended.stderr).toContain(
    'the token does not expire; deleting Secret istio-system/istio-reader-service-account-istio-remote-secret-token revokes it',
  );
  const kubeconfig = kubeconfigIn(ended.stdout, 'east');
  expect(kubeconfig.clusters[0]!.cluster.server).toBe(cluster.url);
  expect(await statusFor(kubeconfig, '/api/v1/services')).toBe(200);
  expect(await statusFor(kubeconfig, '/apis/batch/v1/jobs')).toBe(403);

  const again = await create('--name', 'east');
  expect(again.stdout).toBe(ended.stdout);
  expect(again.stderr).not.toContain('made');
  const json = await create('--name', 'east', '-o', 'json', '--server', 'https://east.example:6443');
  expect(JSON.parse(json.stdout)).toMatchObject({ kind: 'Secret', metadata: { name: 'istio-remote-secret-east' } });
  expect(json.stderr).not.toContain('--server');
});

it('names the cluster for kube-system where nobody does', async () => {
  const { body } = await cluster.request('GET', '/api/v1/namespaces/kube-system');
  const { uid } = (isObject(body) ? body.metadata : {}) as JsonObject;
  const { stdout } = await create();
  expect(objectOf(stdout)).toMatchObject({ metadata: { name: `istio-remote-secret-${uid}` } });
});

it('rotates: makes another token, and says how to revoke the old one', async () => {
  const before = kubeconfigIn((await create('--name', 'east')).stdout, 'east');
  const ended = await create('--name', 'east', '--rotate');
  expect(ended.status).toBe(0);
  const after = kubeconfigIn(ended.stdout, 'east');
  expect(after.users).not.toEqual(before.users);
  const [, old] = /kubectl delete secret (\S+) -n istio-system/.exec(ended.stderr)!;
  for (const one of [before, after]) expect(await statusFor(one, '/api/v1/services')).toBe(200);
  await cluster.request('DELETE', `/api/v1/namespaces/istio-system/secrets/${old}`);
  expect(await statusFor(after, '/api/v1/services')).toBe(200);
  expect(kubeconfigIn((await create('--name', 'east')).stdout, 'east').users).toEqual(after.users);
});

it('asks for a token that expires', async () => {
  const ended = await create('--name', 'east', '--token-duration', '1h');
  const [, until] = /the token holds until (\S+Z)/.exec(ended.stderr)!;
  expect(Math.abs(Date.parse(until!) - Date.now() - 3_600_000)).toBeLessThan(60_000);
  expect(await statusFor(kubeconfigIn(ended.stdout, 'east'), '/api/v1/services')).toBe(200);
});

it('uses the Secret that is named, if it is the account’s', async () => {
  const ended = await create('--name', 'east', '--secret-name', 'nothing');
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain('there is no Secret istio-system/nothing (--secret-name)');
  await cluster.apply({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'other', namespace: 'istio-system' } });
  const wrong = await create('--name', 'east', '--secret-name', 'other');
  expect(wrong.stderr).toContain('holds no token of ServiceAccount istio-reader-service-account');
});

it('says which permission is missing', async () => {
  const ended = await runCommand(cluster, ['create-remote-secret', '--name', 'east'], { user: 'guest' });
  expect(ended).toMatchObject({ status: 1, stdout: '' });
  expect(ended.stderr).toContain('resources: ["serviceaccounts"]');
});
