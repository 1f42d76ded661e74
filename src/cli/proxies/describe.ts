import type { Command } from 'commander';
import { MeshwrightError, UsageError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { KubeApi } from '../../kube/api.ts';
import { visible } from '../../output/text/visible.ts';
import { describePod } from '../../proxy/describe/describe.ts';
import type { PodDescription } from '../../proxy/describe/description.ts';
import { proxyEvidence } from '../../proxy/describe/proxy-evidence.ts';
import { ConfigDump, type Section } from '../../proxy/envoy/config-dump.ts';
import type { JsonObject } from '../../resources/json.ts';
import { type BodyOf, type KindKey, kinds } from '../../resources/kinds.ts';
import { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import { openCluster } from '../cluster.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { booleanOption, choiceOption } from '../flags/options.ts';
import { addAdminPort } from '../flags/proxy-flags.ts';
import type { Io } from '../io.ts';
import { meshSettingsOf, readCluster } from '../mesh/read-cluster.ts';
import { envoyOf } from './live-proxies.ts';

/** Flags that `describe` commands have. */
export interface DescribeFlags {
  readonly output: 'text' | 'json' | 'yaml';
  readonly ignoreUnmeshed?: boolean;
  readonly proxyAdminPort: number;
}

export function addDescribeFlags(command: Command): void {
  command.addOption(choiceOption('-o, --output <format>', 'format', ['text', 'json', 'yaml'], 'text'));
  booleanOption(command, '--ignoreUnmeshed', 'say nothing of Pods that are not part of the mesh');
  addAdminPort(command);
}

/** What is described, and what else it takes to know what holds for it. */
export interface DescribedMesh {
  readonly api: KubeApi;
  readonly mesh: Mesh;
}

/** Kinds that say something of Pods and Services. */
const reads = [
  ...(['Pod', 'Service', 'Namespace', 'ConfigMap', 'DestinationRule', 'VirtualService', 'Gateway'] as const),
  ...(['PeerAuthentication', 'AuthorizationPolicy'] as const),
] satisfies readonly KindKey[];

/** Milliseconds to read the cluster. */
const patience = 30_000;

/**
 * Reads the mesh, and does the work on the resource that is named, `name[.namespace]`.
 *
 * @throws UsageError where not one is named; MeshwrightError where there is none of that name
 */
export async function withDescribed<K extends 'Pod' | 'Service', T>(
  io: Io,
  flags: DescribeFlags & GlobalOptions,
  kind: K,
  args: readonly string[],
  work: (described: DescribedMesh, resource: Resource<BodyOf<K>>) => Promise<T>,
): Promise<T> {
  const [text, ...more] = args;
  const noun = kinds[kind].kind;
  if (text === undefined || more.length > 0) throw new UsageError(`name one ${noun}, as name[.namespace]`);
  const { istioNamespace } = flags;
  const api = await openCluster(io, flags, patience);
  try {
    const dot = text.lastIndexOf('.');
    const namespace = dot < 0 ? (flags.namespace ?? api.namespace) : text.slice(dot + 1);
    const name = dot < 0 ? text : text.slice(0, dot);
    const deadline = performance.now() + patience;
    const { resources, unread } = await readCluster(api, {
      ...{ analyzers: [{ reads }], onlyThese: true, namespace, istioNamespace, revision: undefined, deadline },
    });
    for (const { what, rule } of unread)
      io.note(`warning: you may not list ${what}, so it is not looked at: ${rule} grants it`);
    const { meshConfig } = meshSettingsOf(resources, { istioNamespace });
    const mesh = new Mesh(resources, { ...(meshConfig && { config: meshConfig }) });
    const found = mesh.find(kind, name, namespace);
    if (found === undefined) {
      const names = mesh.in(kind, namespace).map((one) => one.name);
      throw new MeshwrightError(
        `there is no ${noun} ${namespace}/${name}.${didYouMean(name, names)}`.replace(/\.$/, ''),
      );
    }
    return await work({ api, mesh }, found as Resource<BodyOf<K>>);
  } finally {
    api.close();
  }
}

/** A Pod by its resources, and by what its proxy tells; that a proxy does not answer is one of the warnings. */
export async function describeWithProxy(
  { api, mesh }: DescribedMesh,
  pod: Resource<BodyOf<'Pod'>>,
  flags: DescribeFlags,
): Promise<PodDescription> {
  const description = describePod(mesh, pod, flags);
  const { dataPlane, phase } = description;
  if ((dataPlane !== 'sidecar' && dataPlane !== 'gateway') || phase !== 'Running') return description;
  const envoy = envoyOf(api, pod.body as JsonObject, flags);
  const dumpOf = async (section: Section) => new ConfigDump(await envoy.configDump(section));
  try {
    const [clusters, routes, listeners] = await Promise.all([
      dumpOf('clusters'),
      dumpOf('routes'),
      dumpOf('listeners'),
    ]);
    const hosts = description.services.map(({ service }) => `${service}.svc.cluster.local`);
    const { enforced, warnings } = proxyEvidence(mesh, hosts, clusters, routes, listeners);
    return { ...description, enforced, warnings: [...description.warnings, ...warnings] };
  } catch (error) {
    if (!(error instanceof MeshwrightError)) throw error;
    const silence = `the proxy was not asked what it has: ${visible(error.message)}`;
    return { ...description, warnings: [...description.warnings, silence] };
  }
}
