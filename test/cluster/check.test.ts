import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateManifest } from '../../src/library/generate-manifest.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { installCrds } from './install-crds.ts';
import { runCommand } from './run-command.ts';
import { until } from './until.ts';

interface Check {
  readonly id: string;
  readonly status: string;
  readonly problems: readonly { readonly level: string; readonly subject: string; readonly message: string }[];
  readonly unread?: readonly { readonly reason: string; readonly rule?: string }[];
}

let cluster: Cluster;

beforeAll(async () => {
  cluster = await startCluster({ users: ['guest', 'doctor'] });
  // Somebody who may do everything, and whose requests can be told from the test's own.
  const everything = { verbs: ['*'] };
  await cluster.grant('doctor', [
    { apiGroups: ['*'], resources: ['*'], ...everything },
    { nonResourceURLs: ['*'], ...everything },
  ]);
});
afterAll(() => cluster?.stop());

async function check(...args: string[]): Promise<{ status: number; by: Map<string, Check> }> {
  const { status, stdout, stderr } = await runCommand(cluster, ['check', '-o', 'json', ...args], { user: 'doctor' });
  if (stdout === '') throw new Error(stderr);
  return { status, by: new Map((JSON.parse(stdout).checks as Check[]).map((one) => [one.id, one])) };
}
const idsThat = (by: ReadonlyMap<string, Check>, status: string) =>
  [...by.values()].filter((one) => one.status === status).map(({ id }) => id);

describe('check --pre', () => {
  it('finds nothing in the way in a new cluster', async () => {
    const { status, by } = await check('--pre');
    expect(status).toBe(0);
    expect(idsThat(by, 'unknown')).toEqual([]);
    expect(by.get('MWH305')!.problems).toMatchObject([{ level: 'Info' }]);
    expect(by.get('MWH002')!.status).toBe('ok');
  });

  it('tells a user without permissions what is missing, and which rule would help', async () => {
    const { status, stdout } = await runCommand(cluster, ['check', '--pre'], { user: 'guest' });
    expect(status).toBe(79);
    expect(stdout).toContain('you may not create clusterroles.rbac.authorization.k8s.io');
    expect(stdout).toContain(
      '? MWH002 Nodes can take Pods\n      unknown: cannot list nodes: user "guest" lacks the permission\n',
    );
    expect(stdout).toContain('rule of a Role lets you read it: apiGroups: [""], resources: ["nodes"], verbs: ["list"]');
  });
});

describe('check', () => {
  it('reports that there is no control plane', async () => {
    const { status, by } = await check();
    expect(status).toBe(79);
    expect(by.get('MWH401')!.problems).toMatchObject([{ message: 'namespace istio-system has no istiod' }]);
    expect(by.get('MWH301')!.problems).toHaveLength(1);
  });

  it('finds an installation well', async () => {
    const objects = (await generateManifest({ profile: 'default' })).objects;
    const isDefinition = ({ kind }: JsonObject) => kind === 'CustomResourceDefinition';
    await installCrds(cluster, objects.filter(isDefinition));
    await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } });
    for (const object of objects) if (!isDefinition(object)) await cluster.apply(object);
    const settled = await until(20, 'istiod is ready and answers webhooks', async () => {
      const { status, by } = await check();
      return status === 0 && by.get('MWH504')!.problems.length === 0 ? by : undefined;
    });
    expect(idsThat(settled, 'unknown')).toEqual([]);
    const errors = [...settled.values()].flatMap(({ problems }) => problems.filter(({ level }) => level === 'Error'));
    expect(errors).toEqual([]);
  });

  it('finds what is broken', async () => {
    cluster.fate(() => ({ reason: 'ImagePullBackOff', message: 'no such image' }));
    await cluster.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'istio.io/rev': 'gone' } },
    });
    const by = await until(20, 'istiod is not ready', async () => {
      const found = (await check()).by;
      return found.get('MWH404')!.status === 'problem' ? found : undefined;
    });
    expect(by.get('MWH403')!.problems).toContainEqual(
      expect.objectContaining({ level: 'Error', message: expect.stringContaining('ImagePullBackOff: no such image') }),
    );
    expect(by.get('MWH503')!.problems.map(({ level }) => level)).toContain('Error');
    expect(by.get('MWH701')!.problems).toMatchObject([{ subject: 'Namespace shop' }]);
  });

  it('writes nothing', () => {
    const written = cluster.requests().filter(({ user, isWrite }) => user === 'doctor' && isWrite);
    expect(written).toEqual([]);
  });
});
