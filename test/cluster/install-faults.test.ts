import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type Fault, type FaultyProxy, type PassingRequest, startFaultyProxy } from './faulty-proxy.ts';
import { startRefusingWebhook } from './refusing-webhook.ts';
import { type CommandOptions, type CommandRun, runCommand } from './run-command.ts';
import { until } from './until.ts';

/** What can be wrong with a server, and with what is there: each is a success or a clear error, and the next run goes on. */
let cluster: Cluster;
let proxy: FaultyProxy;

beforeAll(async () => {
  cluster = await startCluster({ users: ['installer'] });
  proxy = await startFaultyProxy(cluster);
  await cluster.applyYaml('{apiVersion: v1, kind: Namespace, metadata: {name: istio-system}}');
});
afterEach(async () => {
  proxy.fault(() => undefined);
  await meshwright(['uninstall', '--purge', '-y']);
});
afterAll(async () => {
  await proxy?.stop();
  await cluster?.stop();
});

const install = ['install', '-y', '--set', 'profile=minimal', '--readiness-timeout', '20s'];

async function meshwright(
  args: readonly string[],
  options: CommandOptions & { readonly server?: Pick<Cluster, 'kubeconfig'> } = {},
): Promise<CommandRun & { readonly seconds: number }> {
  const started = performance.now();
  const ended = await runCommand(options.server ?? proxy, args, options);
  return { ...ended, seconds: (performance.now() - started) / 1000 };
}

async function succeeds(...args: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await meshwright(args);
  if (status !== 0) throw new Error(`meshwright ${args.join(' ')}: ${status}\n${stdout}${stderr}`);
}

async function isComplete(): Promise<void> {
  proxy.fault(() => undefined);
  await succeeds('verify-install', '--set', 'profile=minimal');
}

const read = async (path: string): Promise<JsonObject | undefined> => {
  const { status, body } = await cluster.request('GET', path);
  return status === 200 && isObject(body) ? body : undefined;
};
const istiod = '/apis/apps/v1/namespaces/istio-system/deployments/istiod';
const writes = (): number => cluster.requests().filter(({ user, isWrite }) => isWrite && user === 'admin').length;

/** Faults for the first try of each request; the next try passes. */
function firstTries(fault: (request: PassingRequest) => Fault) {
  const tried = new Set<string>();
  return (request: PassingRequest): Fault | undefined => {
    const key = `${request.method} ${request.path}`;
    if (tried.has(key)) return undefined;
    tried.add(key);
    return fault(request);
  };
}

describe('a server that has its troubles', () => {
  it.each<{ trouble: string; fault: Parameters<FaultyProxy['fault']>[0] }>([
    {
      trouble: 'is overloaded at every third request, and asks to come back in a second at some',
      fault: ({ number }) =>
        number % 20 === 0 ? { status: 429, retryAfter: 1 } : number % 3 === 0 ? { status: 503 } : undefined,
    },
    {
      trouble: 'loses each request once, and of each write the answer',
      fault: firstTries(({ isWrite }) => ({ cut: isWrite ? 'after' : 'before' })),
    },
    { trouble: 'is slow', fault: () => ({ delay: 100 }) },
  ])('installs and uninstalls while it $trouble', async ({ fault }) => {
    proxy.fault(fault);
    await succeeds(...install);
    await isComplete();
    proxy.fault(fault);
    await succeeds('uninstall', '--purge', '-y');
    proxy.fault(() => undefined);
    expect(await read(istiod)).toBeUndefined();
  });

  it.each<{ trouble: string; fault: Fault; says: RegExp }>([
    { trouble: 'no longer answers', fault: 'hang', says: /did not answer|no answer|timed? ?out|within|gave up/i },
    { trouble: 'is overloaded for good', fault: { status: 503 }, says: /503|overload|unavailable/i },
    { trouble: 'breaks every connection', fault: { cut: 'before' }, says: /connection|closed|broke/i },
    { trouble: 'no longer takes the token', fault: { status: 401 }, says: /knows no such user|credentials|log in/i },
  ])('fails in time when it $trouble after some writes, and goes on later', async ({ fault, says }) => {
    proxy.fault(({ writes }) => (writes > 20 ? fault : undefined));
    const { status, stdout, stderr, seconds } = await meshwright([...install, '--kubeclient-timeout', '2s']);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(says);
    expect(stderr).toContain('run it again');
    expect(seconds).toBeLessThan(20);

    proxy.fault(() => undefined);
    await succeeds(...install);
    await isComplete();
  });
});

describe('a user', () => {
  it('with an expired token is told so, and nothing is written', async () => {
    const before = writes();
    const server = { kubeconfig: () => cluster.kubeconfig().replace(/"token":"\w+"/, '"token":"expired"') };
    const { status, stdout, stderr } = await meshwright(install, { server });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/does not accept the credentials of user "admin"/);
    expect(stderr).not.toContain('expired');
    expect(writes()).toBe(before);
  });

  it('who may not read is told which rule is missing', async () => {
    const { status, stdout, stderr } = await meshwright(install, { user: 'installer' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/user "installer" lacks the permission|may not|permission/);
    expect(stderr).toContain('verbs:');
  });

  it('who may do all but one thing is told before anything is written', async () => {
    const groups = ['', 'apps', 'rbac.authorization.k8s.io', 'apiextensions.k8s.io', 'autoscaling', 'policy'];
    await cluster.grant('installer', [
      { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: groups, resources: ['*'], verbs: ['*'] },
    ]);
    const before = cluster.requests().length;
    const { status, stdout, stderr } = await meshwright(install, { user: 'installer' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/permission|may not/);
    expect(stderr).toContain('mutatingwebhookconfigurations');
    expect(stderr).not.toContain('configmaps');
    const written = cluster
      .requests()
      .slice(before)
      .filter(({ user, isWrite }) => isWrite && user === 'installer');
    expect(written).toEqual([]);
  });
});

describe('what others have done', () => {
  it('is kept where it is theirs, and taken over where it is ours', async () => {
    await succeeds(...install);
    const type = { 'content-type': 'application/merge-patch+json' };
    await cluster.request(
      'PATCH',
      `${istiod}?fieldManager=kubectl-edit`,
      {
        metadata: { annotations: { 'example.com/mine': 'yes' }, labels: { 'istio.io/rev': 'other' } },
        spec: { template: { spec: { priorityClassName: 'system-cluster-critical' } } },
      },
      type,
    );
    await succeeds(...install);
    const object = await read(istiod);
    expect(object?.metadata).toMatchObject({
      annotations: { 'example.com/mine': 'yes' },
      labels: { 'istio.io/rev': 'default' },
    });
    expect(object?.spec).toMatchObject({ template: { spec: { priorityClassName: 'system-cluster-critical' } } });
  });

  it('in an older installation that broke off is brought up to date, and what is no longer wanted goes', async () => {
    const labels = {
      'operator.istio.io/managed': 'Reconcile',
      'operator.istio.io/component': 'Pilot',
      'operator.istio.io/version': '1.18.0',
      'istio.io/rev': 'default',
      'install.operator.istio.io/owning-resource': 'unknown',
      'install.operator.istio.io/owning-resource-namespace': 'istio-system',
    };
    const configMap = (name: string, more: JsonObject = labels): JsonObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: 'istio-system', labels: more },
      data: { old: 'yes' },
    });
    for (const name of ['istio', 'no-longer-wanted']) {
      const path = `/api/v1/namespaces/istio-system/configmaps/${name}?fieldManager=istio-operator`;
      await cluster.request('PATCH', path, configMap(name), { 'content-type': 'application/apply-patch+yaml' });
    }
    await cluster.create(configMap('mine', { app: 'mine' }));
    await cluster.create(configMap('canary', { ...labels, 'istio.io/rev': 'canary' }));

    await succeeds(...install);
    await isComplete();
    const there = (name: string) => read(`/api/v1/namespaces/istio-system/configmaps/${name}`);
    expect((await there('istio'))?.data).not.toHaveProperty('old');
    expect(await there('no-longer-wanted')).toBeUndefined();
    expect(await there('mine')).toMatchObject({ data: { old: 'yes' } });
    expect(await there('canary')).toMatchObject({ data: { old: 'yes' } });
    for (const name of ['mine', 'canary'])
      await cluster.request('DELETE', `/api/v1/namespaces/istio-system/configmaps/${name}`);
  });
});

describe('a webhook that refuses', () => {
  it('is quoted, and once it is gone the next run goes on', async () => {
    const hook = await startRefusingWebhook(cluster, {
      name: 'fridays.example.com',
      rule: { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] },
      message: 'no istiod on Fridays',
      refuses: (name) => name === 'istiod',
    });
    try {
      await until(10, 'the webhook is known', async () => {
        const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'istiod' } };
        const containers = [{ name: 'main', image: 'nowhere/app:1' }];
        const spec = {
          selector: { matchLabels: { a: 'b' } },
          template: { metadata: { labels: { a: 'b' } }, spec: { containers } },
        };
        const { status } = await cluster.create({ ...deployment, spec }, 'dryRun=All');
        return status === 400 || status === 403 || undefined;
      });
      const { status, stdout, stderr } = await meshwright(install);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain('Deployment istio-system/istiod');
      expect(stderr).toContain('no istiod on Fridays');
      expect(stderr).toContain('fridays.example.com');

      // Its server is gone, and it fails closed.
      hook.breakDown();
      const later = await meshwright([...install, '--kubeclient-timeout', '3s']);
      expect(later).toMatchObject({ status: 1, stdout: '' });
      expect(later.stderr).toContain('fridays.example.com');
      expect(later.seconds).toBeLessThan(20);
    } finally {
      await hook.remove();
    }
    await succeeds(...install);
    await isComplete();
  });
});

describe('an installation that is not ready in time', () => {
  it('says why, and the next run waits for it', async () => {
    cluster.fate(() => ({ reason: 'ImagePullBackOff', message: 'Back-off pulling image "nowhere/pilot"' }));
    try {
      const { status, stdout, stderr } = await meshwright([...install, '--readiness-timeout', '3s']);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain('Deployment istio-system/istiod');
      expect(stderr).toContain('ImagePullBackOff');
      expect(stderr).toContain('Back-off pulling image');
    } finally {
      cluster.fate(() => 'ready');
    }
    await succeeds(...install);
    await isComplete();
  });

  it('is left as it is by Ctrl-C, and goes on later', async () => {
    cluster.fate(() => 'pending');
    const interruption = new AbortController();
    try {
      const { status, stdout, stderr } = await meshwright(install, {
        interruption: interruption.signal,
        hear: (text) => {
          if (text.includes('istiod')) setTimeout(() => interruption.abort(), 500);
        },
      });
      expect(status).not.toBe(0);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/interrupted/);
    } finally {
      cluster.fate(() => 'ready');
    }
    await succeeds(...install);
    await isComplete();
  });
});
