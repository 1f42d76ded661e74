/**
 * Where each thing is in a bug report: istioctl's places (tools/bug-report/pkg of Istio), so that whatever reads its archives
 * reads these. Paths have slashes, and start at the report's folder; in an archive all of it is below `bug-report/`.
 */
export const reportRoot = 'bug-report';

/** What istioctl puts there, and we do too. */
export const reportPaths = {
  /** Of the program, the control plane and the proxies. */
  versions: 'versions',
  /** What the collecting program did. */
  log: 'bug-report.log',
  cluster: {
    context: 'cluster/cluster-context',
    version: 'cluster/kubectl-version',
    /** A List of custom resources. */
    customResources: 'cluster/crs',
    /** A List of objects that live in namespaces. */
    resources: 'cluster/k8s-resources',
    /** A List of the others. */
    clusterResources: 'cluster/k8s-cluster-resources',
    nodes: 'cluster/nodes',
    /** A table; a List with --full-secrets. */
    secrets: 'cluster/secrets',
    /** A table, oldest first. */
    events: 'cluster/events',
    /** A List of the Pods beside the control plane. */
    pods: 'cluster/pods',
  },
  /** Findings of all namespaces, as text. */
  analysis: 'analyze/allNamespaces/allNamespaces',
  /** @param file an admin endpoint's path with its query, a log or what a program printed */
  proxy: (namespace: string, pod: string, file: string): string => `proxies/${namespace}/${pod}/${file}`,
  /** @param file a debug endpoint's path, or a log */
  istiod: (namespace: string, pod: string, file: string): string => `istio/${namespace}/${pod}/${file}`,
  cni: (pod: string, file: string): string => `cni/${pod}/${file}`,
} as const;

/** What only we put there. */
export const ownPaths = {
  /** What is in the report, what is not, and why. */
  manifest: 'manifest.json',
  /** Findings as `analyze -o json` writes them. */
  findings: 'analyze/allNamespaces/findings.json',
  check: 'check/check.txt',
  checkJson: 'check/check.json',
} as const;

/** Files of a proxy besides its admin endpoints; the log is that of the container, by istioctl's name of it. */
export const proxyFiles = {
  configDump: 'config_dump?include_eds',
  /** istioctl has the text alone. */
  clusters: 'clusters',
  clustersJson: 'clusters?format=json',
  /** What Envoy counts; istioctl has it in Prometheus' form alone. A file `stats` would stand where that one's folder is. */
  stats: 'stats?format=text',
  statsJson: 'stats?format=json',
  prometheus: 'stats/prometheus',
  /** ztunnel's. */
  ztunnelDump: 'config_dump',
  log: 'istio-proxy.log',
  netstat: 'netstat',
  coredumps: 'cores/list',
  pod: 'pod.yaml',
} as const;

/**
 * Where a file of a report lies in a folder, whatever the system: Windows has no `?` in names of files, and what unpacks
 * archives there writes `_`.
 */
export const diskPath = (path: string): string => path.replaceAll('?', '_');

const namesOnDisk = new Map<string, string>(Object.values(proxyFiles).map((name) => [diskPath(name), name]));

/** What a file is in a report that lies in a folder: one of ours, or unpacked from an archive. */
export function reportPath(path: string): string {
  const [folder = '', name = path] = /^(.*\/)?([^/]*)$/.exec(path)?.slice(1) ?? [];
  return folder + (namesOnDisk.get(name) ?? name);
}

/** Envoy's admin endpoints that a report has. */
export const envoyEndpoints: readonly string[] = [
  'certs',
  proxyFiles.clusters,
  proxyFiles.clustersJson,
  proxyFiles.configDump,
  'listeners',
  'memory',
  'server_info',
  proxyFiles.prometheus,
  proxyFiles.stats,
  proxyFiles.statsJson,
  'runtime',
];

export const ztunnelEndpoints: readonly string[] = [proxyFiles.ztunnelDump];

/** istiod's endpoints that a report has. */
export const istiodEndpoints: readonly string[] = [
  ...[
    ...['adsz', 'ambientz', 'authorizationz', 'cachez', 'clusterz', 'configz', 'endpointShardz', 'endpointz', 'inject'],
    ...['instancesz', 'krtz', 'mcsz', 'mesh', 'networkz', 'push_status', 'registryz', 'resourcesz', 'syncz'],
    'telemetryz',
  ].map((name) => `debug/${name}`),
  'metrics',
];
export const istiodLog = 'discovery.log';
export const cniLog = 'cni.log';
