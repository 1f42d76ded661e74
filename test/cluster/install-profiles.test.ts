import { readdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/resources/json.ts';
import { root } from '../support/run.ts';
import { bystanders } from './bystanders.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type CommandRun, runCommand } from './run-command.ts';
import { type Snapshot, snapshot } from './snapshot.ts';
import { until } from './until.ts';

/** Every profile is installed, installed again without a write, upgraded, and uninstalled to exactly what was there before. */
const profiles = readdirSync(`${root}/profiles`).flatMap((name) => /^(.*)\.yaml$/.exec(name)?.[1] ?? []);

/** What a profile cannot do without. */
const settings: Readonly<Record<string, readonly string[]>> = {
  remote: ['values.global.remotePilotAddress=istiod.example.com'],
};

let cluster: Cluster;
/** What there is without Istio. */
let before: Snapshot;

beforeAll(async () => {
  cluster = await startCluster();
  for (const name of ['istio-system', 'shop']) {
    await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  await cluster.applyYaml(surroundings);
  await until(10, 'the namespace is complete', async () => {
    const { status } = await cluster.request('GET', '/api/v1/namespaces/istio-system/configmaps/kube-root-ca.crt');
    return status === 200 || undefined;
  });
  before = await objects();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await runCommand(cluster, ['uninstall', '--purge', '-y', '--force']);
});
afterAll(() => cluster?.stop());

/** What is somebody else's: another's Deployment, a webhook, and the definition that OpenShift has. */
const surroundings = `${bystanders('default')}---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: mine }
webhooks: []
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: network-attachment-definitions.k8s.cni.cncf.io }
spec:
  group: k8s.cni.cncf.io
  scope: Namespaced
  names: { plural: network-attachment-definitions, singular: network-attachment-definition, kind: NetworkAttachmentDefinition }
  versions:
    - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } } }
`;

async function run(...args: readonly string[]): Promise<CommandRun> {
  const ended = await runCommand(cluster, args);
  if (ended.status !== 0)
    throw new Error(`meshwright ${args.join(' ')}: ${ended.status}\n${ended.stdout}${ended.stderr}`);
  return ended;
}

/** What the program writes while something is done. */
async function writesOf(act: () => Promise<unknown>): Promise<string[]> {
  const before = cluster.requests().length;
  await act();
  return cluster
    .requests()
    .slice(before)
    .filter(({ user, isWrite }) => user === 'admin' && isWrite)
    .map(({ verb, resource, namespace = '', name = '' }) => `${verb} ${resource} ${namespace}/${name}`);
}

/** What there is, without what Kubernetes itself keeps writing: statuses, versions, and objects that it makes for others. */
async function objects(): Promise<Snapshot> {
  const found = Array.from(await snapshot(cluster)).filter(([, object]) => !isMade(object));
  return new Map(
    found.map(([key, { status: _, ...object }]) => [key, { ...object, metadata: lasting(object.metadata) }]),
  );
}
const isMade = ({ kind, metadata }: JsonObject): boolean => {
  const { ownerReferences, deletionTimestamp } = metadata as JsonObject;
  return ownerReferences !== undefined && deletionTimestamp === undefined && kind !== 'Node';
};
const lasting = (metadata: Json | undefined): JsonObject => {
  const { resourceVersion: _version, managedFields: _fields, ...rest } = isObject(metadata) ? metadata : {};
  return rest;
};
/** Kubernetes deletes Pods and the like after what they belong to, and definitions after their resources. */
const untilAsBefore = async (): Promise<void> => {
  await until(20, 'nothing is left', async () => {
    const now = await objects();
    return [...now.keys()].every((key) => before.has(key)) || undefined;
  }).catch(() => {});
  expect(await objects()).toEqual(before);
};

/** Nothing happens any more: istiod has put its certificate into the webhooks, controllers have counted. */
const untilCalm = (): Promise<unknown> =>
  until(10, 'istiod has dealt with its webhooks', async () => {
    const admission =
      '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations?labelSelector=istio.io%2Frev';
    const { body } = await cluster.request('GET', admission);
    const { items } = body as { items: readonly { webhooks: readonly { failurePolicy: string }[] }[] };
    return items.every(({ webhooks }) => webhooks.every(({ failurePolicy }) => failurePolicy === 'Fail')) || undefined;
  }).catch(() => {});

describe.each(profiles)('profile %s', (profile) => {
  it('is installed, stays, is upgraded, and goes without a trace', async () => {
    const flags = [
      '-y',
      '--set',
      `profile=${profile}`,
      ...(settings[profile] ?? []).flatMap((text) => ['--set', text]),
    ];
    await run('install', ...flags, '--readiness-timeout', '20s');
    if (profile !== 'empty') expect((await objects()).size).toBeGreaterThan(before.size + 15);

    if (profile !== 'remote') await untilCalm();
    expect(await writesOf(() => run('install', ...flags))).toEqual([]);
    await run(
      'verify-install',
      '--set',
      `profile=${profile}`,
      ...(settings[profile] ?? []).flatMap((text) => ['--set', text]),
    );

    const written = await writesOf(() => run('upgrade', ...flags, '--set', 'values.pilot.env.NEW=1'));
    if (profile !== 'empty' && profile !== 'remote') expect(written).toContain('patch deployments istio-system/istiod');
    expect(written.length).toBeLessThan(10);

    await run('uninstall', '--purge', '-y');
    await untilAsBefore();
  });
});

it('moves to another revision by a tag, and takes the old one away', async () => {
  const minimal = ['-y', '--set', 'profile=minimal', '--revision'];
  await run('install', ...minimal, 'old');
  await run('tag', 'set', 'prod', '--revision', 'old');
  const old = await objects();

  await run('install', ...minimal, 'new');
  const shared = (key: string) => /^(CustomResourceDefinition|ServiceAccount istio-system\/istio-reader)/.test(key);
  const untouched = Array.from(await objects()).filter(([key]) => old.has(key) && !shared(key));
  expect(new Map(untouched)).toEqual(new Map(Array.from(old).filter(([key]) => !shared(key))));

  await run('tag', 'set', 'prod', '--revision', 'new', '--overwrite');
  await run('tag', 'list');
  await run('uninstall', '--revision', 'old', '-y');
  const left = [...(await objects()).keys()].filter((key) => /\bistiod?-.*old|istiod-old/.test(key));
  expect(left).toEqual([]);
  const { stdout } = await run('tag', 'list', '-o', 'json');
  expect(JSON.parse(stdout)).toEqual(
    expect.arrayContaining([expect.objectContaining({ tag: 'prod', revision: 'new' })]),
  );

  await run('uninstall', '--purge', '-y');
  await untilAsBefore();
});
