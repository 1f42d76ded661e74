import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/resources/json.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type CommandOptions, type CommandRun, runCommand } from './run-command.ts';

/** What the commands that install say and ask, and what they refuse; that they work for every profile is tested elsewhere. */
let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster({ users: ['reader', 'nobody'] });
  await cluster.grant('reader', [
    { apiGroups: ['*'], resources: ['*'], verbs: ['get', 'list', 'watch'] },
    { nonResourceURLs: ['*'], verbs: ['get'] },
  ]);
  await cluster.applyYaml(surroundings);
});
afterAll(() => cluster?.stop());

/** A Pod that an older release has injected. */
const surroundings = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  annotations: { sidecar.istio.io/status: '{"revision":"default"}' }
spec:
  containers: [{ name: cart, image: nowhere/cart:1 }, { name: istio-proxy, image: nowhere/proxyv2:1.29.2 }]
`;

const minimal = ['--set', 'profile=minimal'];
const run = (args: readonly string[], options?: CommandOptions): Promise<CommandRun> =>
  runCommand(cluster, args, options);

/** What a user's run writes. */
async function writesOf(act: () => Promise<unknown>, whose = 'admin'): Promise<string[]> {
  const before = cluster.requests().length;
  await act();
  const later = cluster.requests().slice(before);
  return later.filter(({ user, isWrite }) => user === whose && isWrite).map(({ verb, uri }) => `${verb} ${uri}`);
}
const read = async (path: string): Promise<JsonObject | undefined> => {
  const { status, body } = await cluster.request('GET', path);
  return status === 200 && isObject(body) ? body : undefined;
};
const istiod = '/apis/apps/v1/namespaces/istio-system/deployments/istiod';
const eventsIn = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonObject);

describe('before anything is there', () => {
  it('a dry run and a comparison tell what would come, and write nothing', async () => {
    const writes = await writesOf(async () => {
      const dry = await run(['install', ...minimal, '--dry-run']);
      expect(dry).toMatchObject({ status: 0, stderr: '' });
      expect(dry.stdout).toContain('+ Deployment istio-system/istiod\n');
      expect(dry.stdout).toMatch(/\nNothing was changed, \d+ objects: /);

      const json = await run(['install', ...minimal, '--dry-run', '-o', 'json']);
      expect(eventsIn(json.stdout).at(-1)).toMatchObject({
        type: 'result',
        result: 'dryRun',
        namespace: 'istio-system',
      });

      const diff = await run(['install', ...minimal, '--diff']);
      expect(diff).toMatchObject({ status: 79, stderr: '' });
      expect(diff.stdout).toContain('Only in the installation:\n  + Namespace istio-system\n');
    });
    expect(writes).toEqual([]);
  });

  it.each<[readonly string[], string]>([
    [
      ['uninstall', '--revision', 'default', '-y'],
      'nothing to remove of revision default: Istio is not installed there',
    ],
    [['verify-install'], 'nothing is installed there of revision default'],
  ])('%j says so', async (args, message) => {
    const ended = await run(args);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain(message);
  });

  it('there is nothing to purge', async () => {
    expect(await run(['uninstall', '--purge', '-y'])).toMatchObject({
      status: 0,
      stdout: 'There is nothing to remove: Istio is not installed there.\n',
    });
  });

  it('who may not install is told which rules are missing', async () => {
    const writes = await writesOf(async () => {
      const ended = await run(['install', ...minimal, '-y'], { user: 'reader' });
      expect(ended).toMatchObject({ status: 1, stdout: '' });
      expect(ended.stderr).toContain('you lack permissions that this takes');
      expect(ended.stderr).toContain(
        '{apiGroups: ["apps"], resources: ["deployments"], verbs: ["create", "patch", "delete"]}  # in namespace istio-system',
      );
      expect(ended.stderr).toContain(
        '{apiGroups: [""], resources: ["namespaces"], verbs: ["create", "patch"]}  # in a ClusterRole',
      );
    }, 'reader');
    expect(writes).toEqual([]);
  });

  it('who may do nothing at all is told the same', async () => {
    const ended = await run(['install', ...minimal, '-y'], { user: 'nobody' });
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('you lack permissions that this takes');
  });

  it('what would come is rendered for this cluster', async () => {
    const { status, stdout } = await run(['manifest', 'generate', '--cluster-specific', ...minimal]);
    expect(status).toBe(0);
    expect(stdout).toContain('image: docker.io/istio/pilot:1.30.3');
  });

  it('no is an answer', async () => {
    const writes = await writesOf(async () => {
      const ended = await run(['install', ...minimal], { answer: 'n' });
      expect(ended).toMatchObject({ status: 1, stdout: '' });
      expect(ended.stderr).toContain(
        'This installs Istio 1.30.3, profile minimal, revision default, into namespace istio-system',
      );
      expect(ended.stderr).toContain('Proceed? [y/N]');
    });
    expect(writes).toEqual([]);
  });
});

describe('an installation', () => {
  it('is asked for, told line by line, and verified', async () => {
    const ended = await run(['install', ...minimal, '--verify'], { answer: 'y' });
    expect(ended.status).toBe(0);
    expect(ended.stdout).toMatch(
      /^Istio 1\.30\.3 is installed in namespace istio-system: profile minimal, revision default\.\n\d+ objects: \d+ created\.\n\d+ objects: \d+ as they should be\.\n$/,
    );
    expect(ended.stderr).toMatch(/\nistiod: \d+ objects\n(?:.*\n)*✔ istiod\n(?:.*\n)*✔ Tag "default"\n$/);
  });

  it('is a stream of JSON again, without a write', async () => {
    const writes = await writesOf(async () => {
      const { status, stdout, stderr } = await run(['install', ...minimal, '-y', '--verify', '-o', 'json']);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const events = eventsIn(stdout);
      expect(events.slice(-2)).toMatchObject([
        { type: 'result', result: 'installed', version: '1.30.3', revision: 'default', profile: 'minimal' },
        { type: 'verification', ok: true },
      ]);
      const actions = events.filter(({ type }) => type === 'object').map(({ action }) => action);
      expect(new Set(actions)).toEqual(new Set(['unchanged']));
    });
    expect(writes).toEqual([]);
  });

  it('is compared field by field with other settings', async () => {
    const { status, stdout } = await run([
      'install',
      ...minimal,
      '--diff',
      '--set',
      'meshConfig.accessLogFile=/dev/out',
    ]);
    expect(status).toBe(79);
    expect(stdout).toContain('ConfigMap istio-system/istio:\n  + data.mesh.accessLogFile: "/dev/out"\n');
    expect(stdout).toMatch(/\n0 objects removed, 0 added, 2 changed, \d+ the same\.\n$/);
    const json = await run(['install', ...minimal, '--diff', '-o', 'json']);
    expect(json.status).toBe(0);
    expect(JSON.parse(json.stdout)).toMatchObject({ removed: [], added: [], changed: [] });
  });

  it('tells what somebody else has changed, for who may only read, too', async () => {
    await cluster.request('DELETE', '/api/v1/namespaces/istio-system/services/istiod');
    const image = { spec: { template: { spec: { containers: [{ name: 'discovery', image: 'nowhere/other:1' }] } } } };
    await cluster.request('PATCH', istiod, image, { 'content-type': 'application/strategic-merge-patch+json' });
    const ended = await run(['verify-install'], { user: 'reader' });
    expect(ended.status).toBe(79);
    expect(ended.stdout).toContain('Service istio-system/istiod is missing\n');
    expect(ended.stdout).toContain(
      'Deployment istio-system/istiod is different\n' +
        '  ~ spec.template.spec.containers[name:discovery].image: "nowhere/other:1" -> "docker.io/istio/pilot:1.30.3"\n',
    );
    expect(ended.stdout).toMatch(/\n\d+ objects: 1 missing, 1 different, \d+ as they should be\.\n$/);

    const junit = await run(['verify-install', '-o', 'junit']);
    expect(junit.stdout).toMatch(/<testsuite name="verify-install" tests="\d+" failures="2" /);
    const { status, stdout } = await run(['verify-install', '-o', 'json', ...minimal]);
    expect(status).toBe(79);
    const { ok, objects } = JSON.parse(stdout) as { ok: boolean; objects: readonly JsonObject[] };
    expect(ok).toBe(false);
    expect(objects.filter(({ state }) => state !== 'ok').map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'Deployment different',
      'Service missing',
    ]);

    expect(await run(['install', ...minimal, '-y'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/\d+ objects: 1 created, 1 changed, \d+ unchanged\.\n$/),
    });
    expect((await run(['verify-install'])).status).toBe(0);
  });

  it('that does not get ready says why, and goes on when run again', async () => {
    cluster.fate(({ metadata }) => {
      const { labels } = metadata as { labels?: JsonObject };
      return labels?.app === 'istiod' ? { reason: 'ImagePullBackOff', message: 'no such image' } : 'ready';
    });
    const change = ['install', ...minimal, '--set', 'values.pilot.env.A=1', '-y', '--readiness-timeout', '2s'];
    const ended = await run(change);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('Deployment istio-system/istiod: ');
    expect(ended.stderr).toMatch(/Pod istio-system\/istiod-\S+, container discovery: ImagePullBackOff: no such image/);
    expect(ended.stderr).toContain('run it again to go on from there');
    const json = await run([...change, '-o', 'json']);
    expect(eventsIn(json.stdout).at(-1)).toMatchObject({ type: 'result', result: 'failed' });
    expect((await run(['verify-install'])).stdout).toMatch(/Deployment istio-system\/istiod is not ready: /);

    cluster.fate(() => 'ready');
    expect((await run(change)).status).toBe(0);
  });

  it('that is interrupted says how far it is, and goes on when run again', async () => {
    const interruption = new AbortController();
    const change = ['install', ...minimal, '--set', 'values.pilot.env.A=2', '-y'];
    cluster.fate(() => 'pending');
    const ended = await run(change, {
      interruption: interruption.signal,
      hear: (text) => {
        if (text.startsWith('istiod: ')) interruption.abort(new (class extends Error {})('interrupted'));
      },
    });
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('run it again to go on from there');
    cluster.fate(() => 'ready');
    expect((await run(change)).status).toBe(0);
  });
});

describe('another version', () => {
  it('is not gone back to without being forced', async () => {
    expect((await run(['install', ...minimal, '--set', 'tag=1.31.0', '-y'])).status).toBe(0);
    const writes = await writesOf(async () => {
      for (const command of ['install', 'upgrade']) {
        const ended = await run([command, ...minimal, '-y']);
        expect(ended).toMatchObject({ status: 1, stdout: '' });
        expect(ended.stderr).toContain('revision default in istio-system is istiod 1.31.0: 1.30.3 is older');
        expect(ended.stderr).toContain('--force goes on all the same');
      }
    });
    expect(writes).toEqual([]);
    const forced = await run(['upgrade', ...minimal, '-y', '--force']);
    expect(forced.status).toBe(0);
    expect(forced.stderr).toContain('warning: revision default in istio-system is istiod 1.31.0');
  });

  it('names the proxies that it leaves behind', async () => {
    const inPlace = await run(['upgrade', ...minimal, '-y']);
    expect(inPlace.status).toBe(0);
    expect(inPlace.stdout).toContain('1 proxy is still of another version than 1.30.3:\n  shop: 1 Pod (cart)\n');
    expect(inPlace.stdout).toContain('kubectl rollout restart deployment -n shop\n');

    const beside = await run(['upgrade', ...minimal, '--revision', 'canary', '-y']);
    expect(beside.status).toBe(0);
    expect(beside.stdout).toContain('1 proxy is still served by other revisions than canary:\n  shop: 1 Pod (cart)\n');
    expect(beside.stdout).toContain('istio.io/rev=canary');
    const json = await run(['upgrade', ...minimal, '--revision', 'canary', '-y', '-o', 'json']);
    expect(eventsIn(json.stdout).at(-1)).toMatchObject({
      type: 'leftBehind',
      outdated: [],
      elsewhere: [{ namespace: 'shop', pod: 'cart', revision: 'default', version: '1.29.2' }],
    });
    for (const revision of ['default', 'canary']) {
      expect(await run(['verify-install', '--revision', revision])).toMatchObject({ status: 0 });
    }
  });
});

describe('uninstalling', () => {
  it('a revision names what still needs it, and asks', async () => {
    const writes = await writesOf(async () => {
      const ended = await run(['uninstall', '--revision', 'default'], { answer: '' });
      expect(ended).toMatchObject({ status: 1, stdout: '' });
      expect(ended.stderr).toMatch(/^These \d+ objects are removed from https:/);
      expect(ended.stderr).toContain('1 proxy is served by what is removed');
      expect(ended.stderr).toContain('  shop: 1 Pod (cart)\n');
      const dry = await run(['uninstall', '--revision', 'default', '--dry-run', '-v']);
      expect(dry.status).toBe(0);
      expect(dry.stdout).toContain('Deployment: istio-system/istiod\n');
      expect(dry.stdout).toContain('A dry run: nothing was removed.\n');
    });
    expect(writes).toEqual([]);
  });

  it('a revision that a tag leads to is not removed without being forced', async () => {
    expect((await run(['tag', 'set', 'prod', '--revision', 'canary'])).status).toBe(0);
    const ended = await run(['uninstall', '--revision', 'canary', '-y']);
    expect(ended).toMatchObject({ status: 1, stdout: '' });
    expect(ended.stderr).toContain('1 tag would lead to nothing, so that no Pod starts in its namespaces: prod.');
    expect((await run(['uninstall', '--revision', 'canary', '--dry-run'])).stdout).toContain('asked about: prod.\n');
    expect((await run(['tag', 'remove', 'prod', '-y'])).status).toBe(0);
  });

  it('a revision that settings name leaves the others', async () => {
    const ended = await run(['uninstall', '--set', 'revision=canary', '-y']);
    expect(ended.status).toBe(0);
    expect(ended.stdout).toMatch(/^Istio is uninstalled\. \d+ objects: \d+ removed\.\nWhat revisions share stays/);
    expect((await run(['verify-install'])).status).toBe(0);
    const unknown = await run(['uninstall', '--revision', 'canary', '-y']);
    expect(unknown).toMatchObject({ status: 1, stdout: '' });
    expect(unknown.stderr).toContain('nothing to remove of revision canary: there are revisions default');
  });

  it('everything tells what is held, names resources that go, and goes on when run again', async () => {
    const finalizers = (names: readonly string[]) =>
      cluster.request(
        'PATCH',
        istiod,
        { metadata: { finalizers: names } },
        { 'content-type': 'application/merge-patch+json' },
      );
    await finalizers(['example.com/mine']);
    const interruption = new AbortController();
    const ended = await run(['uninstall', '--purge', '-y', '-o', 'json'], {
      interruption: interruption.signal,
      hear: (text) => {
        if (text.includes('"deleting"') && text.includes('"istiod"')) interruption.abort(new Error('interrupted'));
      },
    });
    expect(ended.status).toBe(1);
    expect(eventsIn(ended.stdout).at(-1)).toMatchObject({ type: 'result', result: 'failed' });
    await finalizers([]);
    // The webhook that would be asked about it is gone by now.
    await cluster.applyYaml(`
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: mine, namespace: shop }
spec: { hosts: [example.com], ports: [{ number: 80, name: http, protocol: HTTP }], resolution: DNS }
`);
    const plan = await run(['uninstall', '--purge', '--dry-run']);
    expect(plan.stdout).toContain('With their definitions all resources of these kinds go: 1 ServiceEntry.\n');
    expect((await run(['uninstall', '--purge', '-y'])).status).toBe(0);
    expect(await read(istiod)).toBeUndefined();
    expect(
      await read('/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gateways.networking.istio.io'),
    ).toBeUndefined();
    expect(await read('/api/v1/namespaces/istio-system')).toBeDefined();
  });
});
