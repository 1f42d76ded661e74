import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InterruptedError } from '../../src/base/errors.ts';
import { entry } from '../../src/base/map-entry.ts';
import {
  type ApplyInstallationOptions,
  applyInstallation,
  InstallError,
} from '../../src/install/apply/apply-installation.ts';
import type { InstallEvent } from '../../src/install/apply/events.ts';
import type { InstallOutcome, ObjectAction } from '../../src/install/apply/outcome.ts';
import { ownerOf } from '../../src/install/apply/owner.ts';
import type { Unready } from '../../src/install/apply/unready.ts';
import { type Generated, generate } from '../../src/install/generate.ts';
import { ownedObjects } from '../../src/install/owned-objects.ts';
import { openPackageAt } from '../../src/install/package-folder.ts';
import { RemovalError, removeObjects } from '../../src/install/remove-objects.ts';
import { parseSetFlag } from '../../src/install/settings/set-flag.ts';
import type { KubeApi } from '../../src/kube/api.ts';
import type { JsonObject } from '../../src/resources/json.ts';
import { root } from '../support/run.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { open } from './kube.ts';

let cluster: Cluster;
let api: KubeApi;
beforeAll(async () => {
  cluster = await startCluster({ users: ['somebody'] });
  api = open(cluster);
});
afterAll(async () => {
  api?.close();
  await cluster?.stop();
});

interface Installed extends InstallOutcome {
  readonly events: readonly InstallEvent[];
}

/** Installs what settings ask for with the charts of this checkout. */
async function install(
  settings: readonly string[],
  options: Partial<ApplyInstallationOptions> & {
    readonly api?: KubeApi;
    readonly tell?: (event: InstallEvent) => void;
  } = {},
): Promise<Installed> {
  const wanted = await generate({
    files: [],
    flags: settings.map((one) => parseSetFlag(one)),
    force: false,
    kubernetesVersion: '1.35.0',
    openPackage: () => openPackageAt({ cwd: root }, '.'),
  });
  return apply(wanted, { owner: ownerOf(wanted.operator), ...options });
}

const someOwner = { name: 'small', namespace: 'small', revision: 'small' };

/** Installs objects of a test's own. */
async function apply(
  wanted: Generated,
  {
    api: own = api,
    tell = () => {},
    ...options
  }: Partial<ApplyInstallationOptions> & { readonly api?: KubeApi; readonly tell?: (event: InstallEvent) => void } = {},
): Promise<Installed> {
  const events: InstallEvent[] = [];
  const outcome = await applyInstallation(
    own,
    wanted,
    { owner: someOwner, readinessTimeout: 60_000, ...options },
    (event) => {
      events.push(event);
      tell(event);
    },
  );
  return { ...outcome, events };
}

const small = (...objects: JsonObject[]): Generated => ({
  components: [{ key: 'base', objects }],
  warnings: [],
});

const configMap = (name: string, data: JsonObject = {}, namespace = 'small'): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

const deployment = (name: string, namespace = 'small'): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [{ name: 'main', image: 'example.com/main', resources: { requests: { memory: '1024Mi' } } }],
      },
    },
  },
});

/** What became of which objects: `configured` → [`Deployment istiod`]. */
function byAction({ objects }: InstallOutcome): Partial<Record<ObjectAction, string[]>> {
  const found = new Map<ObjectAction, string[]>();
  for (const { action, kind, name } of objects) entry(found, action, () => []).push(`${kind} ${name}`);
  return Object.fromEntries(found);
}

const failure = (installing: Promise<unknown>): Promise<InstallError> =>
  installing.then(
    () => {
      throw new Error('it came to its end');
    },
    (error: unknown) => {
      expect(error).toBeInstanceOf(InstallError);
      return error as InstallError;
    },
  );

/** What the program has written, as the server's log has it, while `work` went on. */
async function writesOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = cluster.requests().length;
  await work();
  // The log is written a moment after the answer.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return cluster
    .requests()
    .slice(before)
    .filter(({ user, isWrite }) => user === 'admin' && isWrite)
    .map(({ verb, resource, name }) => `${verb} ${resource} ${name}`);
}

const istiod = { group: 'apps', kind: 'Deployment', namespace: 'istio-system', name: 'istiod' };

describe('an installation', () => {
  it('is made in the order of dependency', async () => {
    const { components, objects, events } = await install([]);
    expect(new Set(objects.map(({ action }) => action))).toEqual(new Set(['created']));
    expect(components.map(({ component, state }) => `${component} ${state}`)).toEqual([
      'namespaces ready',
      'base ready',
      'pilot ready',
      'ingressGateways ready',
    ]);
    const at = (isMeant: (event: InstallEvent) => boolean) => events.findIndex(isMeant);
    const created = (kind: string, name: string) =>
      at((one) => one.type === 'object' && one.kind === kind && one.name === name);
    const ready = (component: string) => at((one) => one.type === 'componentReady' && one.component === component);
    const order = [
      created('Namespace', 'istio-system'),
      created('ClusterRole', 'istiod-clusterrole-istio-system'),
      created('ClusterRoleBinding', 'istiod-clusterrole-istio-system'),
      created('ConfigMap', 'istio'),
      created('MutatingWebhookConfiguration', 'istio-sidecar-injector'),
      ready('base'),
      created('Deployment', 'istiod'),
      ready('pilot'),
      created('Deployment', 'istio-ingressgateway'),
      ready('ingressGateways'),
    ];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order[0]).toBeGreaterThanOrEqual(0);
    expect((await api.get(istiod))?.metadata).toMatchObject({
      labels: {
        'operator.istio.io/managed': 'Reconcile',
        'operator.istio.io/component': 'Pilot',
        'operator.istio.io/version': '1.30.3',
        'install.operator.istio.io/owning-resource-namespace': 'istio-system',
        'istio.io/rev': 'default',
      },
    });
  });

  it.each([[[]], [['profile=demo']], [['profile=ambient']]])(
    'writes nothing when it is there: %s',
    async (settings) => {
      await install(settings);
      let again: Installed | undefined;
      const writes = await writesOf(async () => {
        again = await install(settings);
      });
      expect(writes).toEqual([]);
      expect(Object.keys(byAction(again!))).toEqual(['unchanged']);
    },
  );

  it('is repaired, and what others have set stays', async () => {
    await install([]);
    await api.patch(istiod, { spec: { replicas: 2 }, metadata: { labels: { team: 'mesh' } } }, { type: 'merge' });
    await api.patch(
      istiod,
      { spec: { template: { spec: { containers: [{ name: 'discovery', image: 'example.com/other' }] } } } },
      { type: 'strategic' },
    );
    await api.delete({ group: '', kind: 'ConfigMap', namespace: 'istio-system', name: 'values' });
    const injector = { group: '', kind: 'ConfigMap', namespace: 'istio-system', name: 'istio-sidecar-injector' };
    await api.patch(injector, { data: { values: null, more: 'mine' } }, { type: 'merge' });

    const { unchanged: _, ...changes } = byAction(await install([]));
    expect(changes).toEqual({
      created: ['ConfigMap values'],
      configured: ['ConfigMap istio-sidecar-injector', 'Deployment istiod'],
    });
    const repaired = (await api.get(istiod)) as { spec: JsonObject; metadata: JsonObject };
    expect(repaired.metadata.labels).toMatchObject({ team: 'mesh' });
    // An autoscaler is there, which is whose business that is.
    expect(repaired.spec.replicas).toBe(2);
    expect(repaired.spec).toMatchObject({
      template: { spec: { containers: [{ image: 'docker.io/istio/pilot:1.30.3' }] } },
    });
    expect(await api.get(injector)).toMatchObject({ data: { more: 'mine', values: expect.any(String) } });
  });

  it('leaves webhooks as istiod has made them', async () => {
    const validator = {
      group: 'admissionregistration.k8s.io',
      kind: 'ValidatingWebhookConfiguration',
      name: 'istio-validator-istio-system',
    };
    expect(await api.get(validator)).toMatchObject({ webhooks: [{ failurePolicy: 'Fail' }] });
    await api.patch(validator, { metadata: { labels: { app: 'changed' } } }, { type: 'merge' });
    expect(byAction(await install([])).configured).toEqual([
      'ValidatingWebhookConfiguration istio-validator-istio-system',
    ]);
    expect(await api.get(validator)).toMatchObject({
      metadata: { labels: { app: 'istiod' } },
      webhooks: [{ failurePolicy: 'Fail', clientConfig: { caBundle: expect.any(String) } }],
    });
  });

  it('loses what it no longer wants, and nothing else', async () => {
    await install([]);
    const labels = { 'operator.istio.io/component': 'Pilot', 'operator.istio.io/managed': 'Reconcile' };
    const owned = { ...labels, 'install.operator.istio.io/owning-resource-namespace': 'istio-system' };
    const ofDefault = { ...owned, 'istio.io/rev': 'default' };
    const foreign: readonly [string, JsonObject][] = [
      ['other-revision', { ...owned, 'istio.io/rev': 'other' }],
      ['other-owner', { ...ofDefault, 'install.operator.istio.io/owning-resource': 'gateways' }],
      ['helm', { ...labels, 'istio.io/rev': 'default' }],
      ['tag', { ...ofDefault, 'install.operator.istio.io/owning-resource-not-pruned': 'true' }],
    ];
    for (const [name, labels] of [
      ...foreign,
      ['left-over', { ...ofDefault, 'operator.istio.io/version': '1.20.0' }] as const,
    ]) {
      const object = configMap(name, {}, 'istio-system');
      await api.create({ ...object, metadata: { ...(object.metadata as JsonObject), labels } });
    }
    const { pruned, configured, created } = byAction(await install(['components.ingressGateways.[0].enabled=false']));
    expect(pruned?.toSorted()).toEqual([
      'ConfigMap left-over',
      'Deployment istio-ingressgateway',
      'HorizontalPodAutoscaler istio-ingressgateway',
      'Role istio-ingressgateway-sds',
      'RoleBinding istio-ingressgateway-sds',
      'Service istio-ingressgateway',
      'ServiceAccount istio-ingressgateway-service-account',
    ]);
    expect([configured, created]).toEqual([undefined, undefined]);
    for (const [name] of foreign) {
      expect(await api.get({ group: '', kind: 'ConfigMap', namespace: 'istio-system', name })).toBeDefined();
    }
  });

  it('of two revisions shares what has none, and each keeps its own', async () => {
    await install(['components.ingressGateways.[0].enabled=false']);
    const canary = ['revision=canary', 'components.ingressGateways.[0].enabled=false'];
    const { pruned, configured = [] } = byAction(await install(canary));
    expect(pruned).toBeUndefined();
    expect(configured.filter((one) => !one.startsWith('CustomResourceDefinition'))).toEqual([
      'ServiceAccount istio-reader-service-account',
    ]);
    expect(byAction(await install(canary)).configured).toBeUndefined();
    expect(await api.get(istiod)).toBeDefined();
    const { objects } = await ownedObjects(api, { revision: 'canary' });
    expect(objects.every((object) => JSON.stringify(object.metadata).includes('canary'))).toBe(true);
    await removeObjects(api, objects, { timeout: 30_000 });
    expect((await ownedObjects(api, { revision: 'canary' })).objects).toEqual([]);
    expect(await api.get(istiod)).toBeDefined();
  });
});

describe('waiting', () => {
  it('says why something is not ready', async () => {
    const fates: [string, Parameters<Cluster['fate']>[0], Partial<Unready['problems'][number]>][] = [
      [
        'image',
        () => ({ reason: 'ImagePullBackOff', message: 'no such image' }),
        { category: 'image', reason: 'ImagePullBackOff', message: 'no such image', container: 'main' },
      ],
      ['scheduling', () => 'pending', { category: 'scheduling', reason: 'Unschedulable' }],
      [
        'crash',
        () => ({ reason: 'CrashLoopBackOff', restarts: 3 }),
        { category: 'crash', restarts: 3, exitCode: 1, message: 'it ended with exit code 1' },
      ],
      ['probe', () => ({}), { category: 'probe', container: 'main' }],
    ];
    try {
      for (const [name, fate, problem] of fates) {
        cluster.fate(fate);
        const { outcome, message } = await failure(apply(small(deployment(name)), { readinessTimeout: 1_000 }));
        const [component] = outcome.components.filter(({ state }) => state === 'failed');
        expect(component?.unready).toMatchObject([
          { kind: 'Deployment', name, progress: '0 of 1 replicas are available', problems: [problem] },
        ]);
        expect(message).toContain(`Deployment small/${name}: 0 of 1 replicas are available\n    Pod small/${name}-`);
        // It was not pruned by the one after it, because none of them came to its end.
        expect(outcome.objects.map(({ action }) => action)).not.toContain('pruned');
      }
    } finally {
      cluster.fate(() => 'ready');
    }
    const { components } = await apply(small(...fates.map(([name]) => deployment(name))));
    expect(components.map(({ state }) => state)).toEqual(['ready']);
  });

  it('says that the server refuses Pods', async () => {
    const strict = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'strict', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    };
    const wanted = small(strict, deployment('refused', 'strict'));
    const { outcome } = await failure(apply(wanted, { readinessTimeout: 1_500 }));
    expect(outcome.components.at(-1)?.unready[0]?.problems).toMatchObject([
      { category: 'refused', reason: 'FailedCreate', message: expect.stringContaining('violates PodSecurity') },
    ]);
  });

  it('tells what Pods are about while it waits', async () => {
    cluster.fate(() => ({ reason: 'ImagePullBackOff' }));
    try {
      const { components } = await apply(small(deployment('slow')), {
        tell: (event) => {
          const told = event.type === 'waiting' ? event.unready.flatMap(({ problems }) => problems) : [];
          if (told.some(({ category }) => category === 'image')) cluster.fate(() => 'ready');
        },
      });
      expect(components[0]?.state).toBe('ready');
    } finally {
      cluster.fate(() => 'ready');
    }
  });
});

describe('an interrupted installation', () => {
  it('says how far it came, and goes on from there', async () => {
    const objects = Array.from({ length: 40 }, (_, i) => configMap(`part-${i}`, { value: `${i}` }));
    const interruption = new AbortController();
    let done = 0;
    const { outcome, message, cause } = await failure(
      apply(small(...objects), {
        signal: interruption.signal,
        tell: ({ type }) => {
          if (type === 'object' && ++done === 10) interruption.abort(new InterruptedError());
        },
      }),
    );
    expect(cause).toBeInstanceOf(InterruptedError);
    const { created = [], failed = [], notReached = [] } = byAction(outcome);
    expect(created.length).toBeGreaterThanOrEqual(10);
    expect(created.length + failed.length + notReached.length).toBe(40);
    expect(notReached.length).toBeGreaterThan(0);
    expect(message).toMatch(/^interrupted\n\d+ objects were changed/);
    const { pruned, ...rest } = byAction(await apply(small(...objects)));
    expect(Object.values(rest).flat()).toHaveLength(40);
    expect(rest.failed).toBeUndefined();
    for (const { metadata } of objects as { metadata: { name: string } }[]) {
      expect(await api.get({ group: '', kind: 'ConfigMap', namespace: 'small', name: metadata.name })).toBeDefined();
    }
    expect(pruned ?? []).not.toContain('ConfigMap part-0');
  });

  it('tells what the server refuses, does what does not depend on it, and prunes nothing', async () => {
    const { outcome, message } = await failure(
      apply({
        components: [
          { key: 'pilot', objects: [{ ...configMap('Bad_Name') }, configMap('good')] },
          { key: 'ingressGateways', objects: [configMap('gateway'), deployment('gateway')] },
        ],
        warnings: [],
      }),
    );
    expect(byAction(outcome)).toEqual({
      failed: ['ConfigMap Bad_Name'],
      created: ['ConfigMap good', 'ConfigMap gateway'],
      notReached: ['Deployment gateway'],
    });
    expect(outcome.components).toMatchObject([
      { component: 'pilot', state: 'failed' },
      { component: 'ingressGateways', state: 'notReached', message: 'pilot is not ready' },
    ]);
    expect(message).toContain('metadata.name: Invalid value: "Bad_Name"');
  });
});

describe('what is being deleted', () => {
  it('is waited for, as what is applied to it would go with it', async () => {
    const ending = { owner: { name: 'ending', namespace: 'ending', revision: 'ending' } };
    const wanted = small(configMap('kept', {}, 'ending'), configMap('held', {}, 'ending'));
    await apply(wanted, ending);
    const held = { group: '', kind: 'ConfigMap', namespace: 'ending', name: 'held' };
    await api.patch(held, { metadata: { finalizers: ['example.com/wait'] } }, { type: 'merge' });

    await api.delete(held);
    const release = () => api.patch(held, { metadata: { finalizers: null } }, { type: 'merge' });
    const [object] = await Promise.all([apply(wanted, ending), release()]);
    expect(byAction(object)).toEqual({ unchanged: ['ConfigMap kept'], created: ['ConfigMap held'] });

    await api.patch(held, { metadata: { finalizers: ['example.com/wait'] } }, { type: 'merge' });
    await api.delete({ group: '', kind: 'Namespace', name: 'ending' });
    const [namespace] = await Promise.all([apply(wanted, ending), release()]);
    expect(byAction(namespace)).toEqual({ created: ['Namespace ending', 'ConfigMap kept', 'ConfigMap held'] });
  });
});

describe('what the server alone can compare', () => {
  it('is asked for by a dry run, and not written when it stays as it is', async () => {
    const policy: JsonObject = {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name: 'compared' },
      webhooks: [
        {
          name: 'a.example.com',
          clientConfig: { url: 'https://127.0.0.1:1' },
          admissionReviewVersions: ['v1'],
          sideEffects: 'None',
          // Null stands for the default, which the server fills in.
          rules: [
            { apiGroups: ['none.example.com'], apiVersions: ['*'], operations: ['*'], resources: ['*'], scope: null },
          ],
        },
      ],
    };
    await apply(small(policy));
    let again: Installed | undefined;
    const writes = await writesOf(async () => {
      again = await apply(small(policy));
    });
    expect(writes).toEqual([]);
    expect(byAction(again!)).toEqual({ unchanged: ['ValidatingWebhookConfiguration compared'] });
  });
});

describe('fields of others', () => {
  it('are taken over, or told where that is not wanted', async () => {
    await apply(small(configMap('contested', { colour: 'red' })));
    const contested = { group: '', kind: 'ConfigMap', namespace: 'small', name: 'contested' };
    await api.apply(configMap('contested', { colour: 'blue' }), { fieldManager: 'somebody', force: true });
    const { message } = await failure(apply(small(configMap('contested', { colour: 'red' })), { force: false }));
    expect(message).toContain('conflict with "somebody"');
    expect(await api.get(contested)).toMatchObject({ data: { colour: 'blue' } });
    await apply(small(configMap('contested', { colour: 'red' })));
    expect(await api.get(contested)).toMatchObject({ data: { colour: 'red' } });
  });
});

describe('definitions', () => {
  const definition = (plural: string, kind: string): JsonObject => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.example.com` },
    spec: {
      group: 'example.com',
      names: { plural, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
      scope: 'Namespaced',
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }],
    },
  });
  const cup = (name: string): JsonObject => ({
    apiVersion: 'example.com/v1',
    kind: 'Cup',
    metadata: { name, namespace: 'small' },
  });

  it('are served before their resources are applied; a dry run says that it cannot ask about these', async () => {
    const wanted = small(definition('cups', 'Cup'), cup('a'), configMap('b', {}, 'not-there'));
    const dry = await apply(wanted, { dryRun: true });
    expect(dry.objects.map(({ kind, action, message }) => [kind, action, message])).toEqual([
      ['Namespace', 'created', undefined],
      ['CustomResourceDefinition', 'created', undefined],
      ['Cup', 'skipped', 'the definition of Cup is not there yet'],
      ['ConfigMap', 'skipped', 'namespace not-there is not there yet'],
      ...dry.objects.slice(4).map(({ kind, action }) => [kind, action, undefined]),
    ]);
    expect(dry.objects.slice(4).every(({ action }) => action === 'pruned')).toBe(true);
    expect(await api.get({ group: '', kind: 'Namespace', name: 'not-there' })).toBeUndefined();
    const { objects } = await apply(wanted);
    expect(objects.slice(0, 4).map(({ action }) => action)).toEqual(['created', 'created', 'created', 'created']);
  });

  it('stay when they are no longer wanted', async () => {
    await apply(small());
    expect(
      await api.get({ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition', name: 'cups.example.com' }),
    ).toBeDefined();
  });

  it('that clash with another are told at once', async () => {
    const { message } = await failure(apply(small(definition('mugs', 'Cup'))));
    expect(message).toContain('its names are not accepted');
  });
});

describe('a dry run', () => {
  it('shows what would change, and changes nothing', async () => {
    await apply(small(configMap('kept', { a: '1' }), configMap('gone')));
    const writes = await writesOf(async () => {
      const { objects } = await apply(small(configMap('kept', { a: '2' }), configMap('new')), { dryRun: true });
      expect(objects).toMatchObject([
        { name: 'kept', action: 'configured', before: { data: { a: '1' } }, after: { data: { a: '2' } } },
        { name: 'new', action: 'created', after: { metadata: { uid: expect.any(String) } } },
        { name: 'gone', action: 'pruned', before: { kind: 'ConfigMap' } },
      ]);
    });
    expect(writes).toEqual([]);
  });
});

describe('permissions', () => {
  it('that are missing are named, and nothing is written', async () => {
    const limited = open(cluster, 'somebody');
    try {
      await expect(apply(small(configMap('x')), { api: limited })).rejects.toThrow(/lacks the permission/);
    } finally {
      limited.close();
    }
  });

  it('to list some kinds are not needed', async () => {
    await cluster.grant('somebody', [
      { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] },
      { apiGroups: [''], resources: ['configmaps'], verbs: ['list', 'patch', 'create', 'delete'] },
    ]);
    const limited = open(cluster, 'somebody');
    try {
      const outcome = await apply(small(configMap('x')), { api: limited });
      expect(byAction(outcome).created).toEqual(['ConfigMap x']);
      expect(outcome.warnings.some((one) => one.includes('list secrets'))).toBe(true);
    } finally {
      limited.close();
    }
  });
});

describe('removing', () => {
  it('waits for what is held, and says by what', async () => {
    const object = configMap('held');
    await api.create({ ...object, metadata: { ...(object.metadata as JsonObject), finalizers: ['example.com/wait'] } });
    const held = { group: '', kind: 'ConfigMap', namespace: 'small', name: 'held' };
    const live = (await api.get(held))!;
    const error = await removeObjects(api, [live], { timeout: 500 }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(RemovalError);
    expect((error as RemovalError).objects).toMatchObject([{ action: 'held', finalizers: ['example.com/wait'] }]);
    const removing = removeObjects(api, [live], { timeout: 30_000 }, ({ action }) => {
      if (action === 'deleting') {
        api.patch(held, { metadata: { finalizers: null } }, { type: 'merge' }).catch(() => {});
      }
    });
    expect(await removing).toMatchObject([{ action: 'removed' }]);
  });

  it('spares what was made anew under the same name', async () => {
    const made = await api.create(configMap('anew'));
    await api.delete({ group: '', kind: 'ConfigMap', namespace: 'small', name: 'anew' });
    await api.create(configMap('anew'));
    expect(await removeObjects(api, [made], { timeout: 1_000 })).toMatchObject([{ action: 'alreadyGone' }]);
    expect(await api.get({ group: '', kind: 'ConfigMap', namespace: 'small', name: 'anew' })).toBeDefined();
  });

  it('takes everything that was installed, definitions and tags too', async () => {
    const labels = { 'istio.io/rev': 'default', 'istio.io/tag': 'prod', app: 'sidecar-injector' };
    await api.create({
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'MutatingWebhookConfiguration',
      metadata: { name: 'istio-revision-tag-prod', labels },
    });
    const { objects } = await ownedObjects(api, 'all');
    expect(objects.length).toBeGreaterThan(30);
    const removed = await removeObjects(api, objects, { timeout: 60_000 });
    expect(new Set(removed.map(({ action }) => action))).toEqual(new Set(['removed']));
    expect(removed.map(({ name }) => name)).toContain('istio-revision-tag-prod');
    expect((await ownedObjects(api, 'all')).objects).toEqual([]);
  });
});
