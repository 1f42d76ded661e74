import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/resources/json.ts';
import { bystanders } from './bystanders.ts';
import { type Cluster, startCluster } from './cluster.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { namespace } from './namespace.ts';
import { type CommandRun, runCommand } from './run-command.ts';
import { type Snapshot, snapshot } from './snapshot.ts';
import { until } from './until.ts';

/**
 * The API server is killed at 20 different moments of an installation, from its first request to its last. The run either goes on
 * once the server is back, or fails with a clear error; the next run completes the installation, and nothing else is touched.
 */
const moments = Array.from({ length: 20 }, (_, i) => i + 1);

let cluster: Cluster;
let proxy: FaultyProxy;

beforeAll(async () => {
  cluster = await startCluster();
  proxy = await startFaultyProxy(cluster);
  for (const name of ['shop', 'istio-system']) await cluster.apply(namespace(name));
  await cluster.applyYaml(bystanders('canary'));
});
afterAll(async () => {
  await proxy?.stop();
  await cluster?.stop();
});

const route = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: cart, namespace: shop }
spec: { hosts: [cart.shop.example.com], http: [{ route: [{ destination: { host: cart } }] }] }
`;

const meshwright = (...args: readonly string[]): Promise<CommandRun> => runCommand(proxy, args);
async function run(...args: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await meshwright(...args);
  if (status !== 0) throw new Error(`meshwright ${args.join(' ')}: ${status}\n${stdout}${stderr}`);
}

/** How far a run is: requests before the first write, and objects that were written. */
interface Progress {
  readonly reads: number;
  readonly writes: number;
}

/** Calls `see` at each request with how far the run is, this request counted; the request fares as it says. */
function follow(see: (progress: Progress) => Fault | undefined): void {
  const written = new Set<string>();
  let reads = 0;
  proxy.fault(({ isWrite, path }) => {
    if (isWrite) written.add(path);
    else if (written.size === 0) reads++;
    return see({ reads, writes: written.size });
  });
}

/** The moments of a run: 4 while it looks at the cluster, the others from its first write to its last. */
function momentOf(index: number, { reads, writes }: Progress): Progress {
  if (index <= 4) return { reads: Math.ceil((index / 4) * reads), writes: 0 };
  return { reads: 0, writes: Math.ceil(((index - 4) / (moments.length - 4)) * writes) };
}

/** Kills the API server at a moment, and starts it again; gives what resolves when it is back. */
function killAt(moment: Progress): () => Promise<void> {
  let back: Promise<void> | undefined;
  follow(({ reads, writes }) => {
    if (reads < moment.reads || writes < moment.writes || back !== undefined) return undefined;
    back = cluster.killApiServer().then(() => cluster.restartApiServer());
    return { cut: 'before' };
  });
  return async () => {
    if (back === undefined) throw new Error(`the run never came to ${moment.reads} reads, ${moment.writes} writes`);
    await back;
  };
}

/** What the settings of objects are, without what differs from one installation to the next. */
async function settings(): Promise<Snapshot> {
  const found = new Map<string, JsonObject>();
  for (const [key, object] of await snapshot(cluster)) {
    const { labels = {}, annotations = {}, ownerReferences } = object.metadata as JsonObject;
    if (ownerReferences !== undefined || key.startsWith('IPAddress')) continue;
    const { metadata: _, status: _status, ...rest } = object;
    found.set(key, { metadata: { labels, annotations }, ...(withoutSeries(rest) as JsonObject) });
  }
  return found;
}
const series = new Set(['clusterIP', 'clusterIPs', 'caBundle', 'uid']);
function withoutSeries(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutSeries);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !series.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutSeries(inner!)]));
}

/** What belongs to others: who they are, and what nobody but Kubernetes may have changed. */
async function others(keys: ReadonlySet<string>): Promise<Snapshot> {
  const found = Array.from(await snapshot(cluster)).filter(([key]) => keys.has(key));
  return new Map(
    found.map(([key, { metadata, status: _, ...object }]) => {
      const { resourceVersion: _version, managedFields: _fields, ...rest } = metadata as JsonObject;
      return [key, { ...object, metadata: rest }];
    }),
  );
}
/** Istio's definitions and its reader's account are shared: the last installation's labels are on them. */
const isShared = (key: string): boolean =>
  /^(CustomResourceDefinition|ServiceAccount istio-system\/istio-reader)/.test(key);
const isOwn = (key: string): boolean =>
  !isShared(key) && !/^(Pod|ReplicaSet|EndpointSlice|IPAddress|Endpoints|FlowSchema|PriorityLevel|Node)\b/.test(key);

const untilGone = (start: Snapshot): Promise<unknown> =>
  until(
    20,
    'all of it is gone',
    async () => [...(await settings()).keys()].every((key) => start.has(key)) || undefined,
  );

describe.each([
  { where: 'in a cluster without Istio', flags: [], undo: ['--purge'], some: moments.filter((i) => i % 3 === 0) },
  {
    where: 'beside another revision',
    flags: ['--revision', 'canary'],
    undo: ['--revision', 'canary'],
    some: moments.filter((i) => i % 3 !== 0),
  },
])('an installation $where', ({ where, flags, undo, some }) => {
  const install = ['install', '-y', '--set', 'profile=minimal', '--readiness-timeout', '20s', ...flags];
  let start: Snapshot;
  let complete: Snapshot;
  let there: Snapshot;
  let whole: Progress;

  beforeAll(async () => {
    proxy.fault(() => undefined);
    if (where !== 'in a cluster without Istio') {
      await run('install', '-y', '--set', 'profile=minimal', '--revision', 'stable');
      await cluster.applyYaml(route);
    }
    start = await settings();
    there = await others(new Set([...start.keys()].filter(isOwn)));
    // The first time also takes the definitions over from the other revision.
    await run(...install);
    await run('uninstall', '-y', ...undo);
    await untilGone(start);
    follow((progress) => {
      whole = progress;
      return undefined;
    });
    await run(...install);
    proxy.fault(() => undefined);
    complete = await settings();
    await run('uninstall', '-y', ...undo);
    await untilGone(start);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    proxy.fault(() => undefined);
    await meshwright('uninstall', '-y', ...undo);
  });

  it.each(some)('comes to its end after moment %i of 20', async (moment) => {
    const isBack = killAt(momentOf(moment, whole));
    const first = await meshwright(...install, ...(moment % 2 === 0 ? ['--kubeclient-timeout', '1s'] : []));
    expect([0, 1]).toContain(first.status);
    if (first.status === 1) expect(first.stderr).toMatch(/^Error: .{20}/m);
    await isBack();

    proxy.fault(() => undefined);
    await run(...install);
    expect(await settings()).toEqual(complete);
    expect(await others(new Set(there.keys()))).toEqual(there);

    await run('uninstall', '-y', ...undo);
    await untilGone(start);
    expect(await others(new Set(there.keys()))).toEqual(there);
  });
});
