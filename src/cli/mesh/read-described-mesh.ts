import type { Command } from 'commander';
import type { UnreadKind } from '../../analysis/permissions.ts';
import { InputError, UsageError } from '../../base/errors.ts';
import { podLabel } from '../../proxy/describe/described-pods.ts';
import { ConfigDump } from '../../proxy/envoy/config-dump.ts';
import { proxyOwner } from '../../proxy/mtls/verify/owner.ts';
import type { EnvoySource } from '../../proxy/sources.ts';
import { textAt } from '../../resources/fields.ts';
import { impliedResources } from '../../resources/implied-resources.ts';
import { readInput } from '../../resources/input/read-input.ts';
import type { BodyOf, KindKey } from '../../resources/kinds.ts';
import { Mesh } from '../../resources/mesh.ts';
import type { Resource } from '../../resources/resource.ts';
import type { ReadProblem } from '../../resources/to-resources.ts';
import { openCluster, patienceOf } from '../cluster.ts';
import { formatProblem } from '../files/read-one-file.ts';
import { pathList } from '../flags/comma-list.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { repeatable } from '../flags/options.ts';
import type { Io } from '../io.ts';
import { meshSettingsOf, readCluster } from './read-cluster.ts';
import { readMesh } from './read-mesh.ts';
import { readReportMesh } from './read-report-mesh.ts';

type Pod = Resource<BodyOf<'Pod'>>;

/** Flags that say where a mesh is read from. */
export interface MeshInput {
  readonly filename?: readonly string[];
  readonly meshConfigFile?: string;
  /** A bug report. */
  readonly from?: string;
}

/** And what its proxies have. */
export interface DescribedInput extends MeshInput {
  readonly proxyDumps?: readonly string[];
  /** Absent: proxies are not asked. */
  readonly proxyAdminPort?: number;
}

export function addMeshInput(command: Command): void {
  command.addOption(
    repeatable('-f, --filename <path>', 'manifests in place of a cluster: file, folder, pattern, or - (repeatable)'),
  );
  command.option('--meshConfigFile <file>', 'mesh of the ConfigMap istio, with -f');
  command.option('--from <report>', 'a bug report in place of a cluster: a folder or an archive (.tar.gz)');
}

/** What a description is made of. */
export interface DescribedMesh {
  readonly mesh: Mesh;
  /** Where a name without a namespace is looked for. */
  readonly namespace: string;
  /** Documents that could not be read. */
  readonly problems: readonly ReadProblem[];
  /** Kinds that the user may not list. */
  readonly unread: readonly UnreadKind[];
  /** The Envoys of those Pods that can be asked, by `podLabel`. */
  proxiesOf(pods: readonly Pod[]): Promise<ReadonlyMap<string, EnvoySource>>;
  /** Why a Pod's Envoy cannot be asked, where it should be. */
  readonly absence: string | undefined;
}

/** Kinds that say something of Pods and Services. */
const reads = [
  ...(['Pod', 'Service', 'Namespace', 'ConfigMap', 'DestinationRule', 'VirtualService', 'Gateway', 'Sidecar'] as const),
  ...(['ServiceEntry', 'WorkloadEntry', 'KubernetesGateway', 'HTTPRoute', 'GRPCRoute', 'ReferenceGrant'] as const),
  ...(['PeerAuthentication', 'AuthorizationPolicy', 'RequestAuthentication', 'Telemetry'] as const),
  ...(['WasmPlugin', 'EnvoyFilter'] as const),
] satisfies readonly KindKey[];

/** Milliseconds to read all files. */
const timeForFiles = 30_000;

/**
 * Reads a mesh from a cluster, from a bug report, or from files, and does the work on it.
 *
 * @param about the namespace that is asked about, which has to do where the user may not list all of a cluster's: by default
 *   that of the flags
 * @throws UsageError for flags that do not go together; what the readers throw
 */
export async function withDescribedMesh<T>(
  io: Io,
  flags: DescribedInput & GlobalOptions,
  work: (described: DescribedMesh) => Promise<T>,
  about?: string,
): Promise<T> {
  const { filename, from, proxyDumps, meshConfigFile } = flags;
  if (from !== undefined) {
    const other = { '--filename': filename, '--proxy-dumps': proxyDumps, '--meshConfigFile': meshConfigFile };
    const [given] = Object.entries(other).find(([, value]) => value !== undefined) ?? [];
    if (given !== undefined) throw new UsageError(`--from reads a bug report, so there is nothing for ${given}`);
    return work(await ofReport(io, from, flags));
  }
  if (filename !== undefined) return work(await ofFiles(io, filename, flags));
  const lone =
    proxyDumps !== undefined ? '--proxy-dumps' : meshConfigFile !== undefined ? '--meshConfigFile' : undefined;
  if (lone !== undefined) throw new UsageError(`${lone} goes with manifests in files: name them with -f`);
  return ofCluster(io, flags, work, about);
}

async function ofCluster<T>(
  io: Io,
  flags: DescribedInput & GlobalOptions,
  work: (described: DescribedMesh) => Promise<T>,
  about?: string,
): Promise<T> {
  const { istioNamespace, proxyAdminPort = 0 } = flags;
  const { envoyOf } = await import('../proxies/live-proxies.ts');
  const patience = patienceOf(flags);
  const api = await openCluster(io, flags, patience);
  try {
    const namespace = flags.namespace ?? api.namespace;
    const deadline = performance.now() + patience;
    const { resources, unread } = await readCluster(api, {
      ...{ analyzers: [{ reads }], onlyThese: true, namespace: about ?? namespace },
      ...{ istioNamespace, revision: undefined, deadline },
    });
    noteUnread(io, unread);
    const { meshConfig } = meshSettingsOf(resources, { istioNamespace });
    return await work({
      mesh: new Mesh(resources, { ...(meshConfig && { config: meshConfig }) }),
      namespace,
      problems: [],
      unread,
      proxiesOf: async (pods) =>
        new Map(
          pods
            .filter(({ body }) => textAt(body, 'status', 'phase') === 'Running')
            .map((pod) => [podLabel(pod), envoyOf(api, pod.body, { proxyAdminPort })]),
        ),
      absence: undefined,
    });
  } finally {
    api.close();
  }
}

function noteUnread(io: Io, unread: readonly UnreadKind[]): void {
  const partly = unread.filter(({ onlyIn }) => onlyIn !== undefined);
  if (partly.length > 0) {
    const names = partly.map(({ resource }) => resource.name).join(', ');
    io.note(
      `warning: you may read these in namespace ${partly[0]!.onlyIn} only, so what other namespaces have of them is not looked at: ${names}`,
    );
  }
  for (const { what, rule } of unread.filter((one) => !partly.includes(one)))
    io.note(`warning: you may not list ${what}, so it is not looked at: ${rule} grants it`);
}

async function ofReport(io: Io, from: string, flags: DescribedInput & GlobalOptions): Promise<DescribedMesh> {
  const { resources, problems, meshConfig } = await readReportMesh(io, from, reads, flags);
  return {
    mesh: new Mesh(resources, { ...(meshConfig && { config: meshConfig }) }),
    namespace: flags.namespace ?? 'default',
    problems,
    unread: [],
    proxiesOf: async (pods) => {
      if (pods.length === 0) return new Map();
      const { reportEnvoysOf } = await import('../proxies/report-proxies.ts');
      return reportEnvoysOf(io, from, pods.map(podLabel));
    },
    absence: `${from} holds no dump of it`,
  };
}

async function ofFiles(
  io: Io,
  filename: readonly string[],
  flags: DescribedInput & GlobalOptions,
): Promise<DescribedMesh> {
  const { istioNamespace, meshConfigFile, namespace } = flags;
  const settings = { exclude: [], excludeFrom: io.cwd, istioNamespace, meshConfigFile, defaultNamespace: namespace };
  const read = await readMesh(io, { ...settings, paths: pathList(filename) }, performance.now() + timeForFiles);
  const meshConfig = read.meshConfig ?? meshSettingsOf(read.resources, flags).meshConfig;
  return {
    mesh: new Mesh([...impliedResources(read.resources), ...read.resources], {
      impliedPods: true,
      ...(meshConfig && { config: meshConfig }),
    }),
    namespace: namespace ?? 'default',
    problems: read.problems,
    unread: [],
    proxiesOf: (pods) => dumpsOf(io, pathList(flags.proxyDumps), pods),
    absence: flags.proxyDumps === undefined ? undefined : 'none of the dumps (--proxy-dumps) is of it',
  };
}

/** Dumps in files, by the Pod that each is of; a Pod that is yet to be made is known by its workload. */
async function dumpsOf(
  io: Io,
  paths: readonly string[],
  pods: readonly Pod[],
): Promise<ReadonlyMap<string, EnvoySource>> {
  const { files, problems } = await readInput(paths, { cwd: io.cwd, readStdin: () => io.readStdin() });
  const [problem] = problems;
  if (problem !== undefined) throw new InputError(formatProblem(problem));
  const found = new Map<string, EnvoySource>();
  for (const file of files) {
    const owner = proxyOwner(new ConfigDump(file));
    const pod = pods.find(
      (one) =>
        one.namespace === owner.namespace &&
        [`${owner.pod}.${owner.namespace}`, ...(one.assumed ? [`${owner.workload}.${owner.namespace}`] : [])].includes(
          podLabel(one),
        ),
    );
    if (pod === undefined) continue;
    const read = async () => file;
    found.set(podLabel(pod), { name: file.name, isLive: false, configDump: read, clusters: read });
  }
  return found;
}
