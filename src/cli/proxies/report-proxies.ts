import { InputError, MeshwrightError } from '../../base/errors.ts';
import { listNames } from '../../base/list-names.ts';
import { didYouMean } from '../../base/nearest.ts';
import { clustersFromText } from '../../proxy/envoy/clusters-text.ts';
import type { EnvoySource, ZtunnelSource } from '../../proxy/sources.ts';
import { proxyFiles } from '../../resources/archive/report-layout.ts';
import type { SourceFile } from '../../resources/document.ts';
import type { Io } from '../io.ts';
import { type Report, readReport } from './read-report.ts';

/** A file of a proxy in a report: `proxies/shop/cart-1/config_dump?include_eds`. */
const proxyPath = /^proxies\/([^/]+)\/([^/]+)\/(.+)$/;

/** A Pod of a report, and which of its files were read. */
interface ReportedPod {
  /** `cart-1.shop`. */
  readonly name: string;
  /** Paths in the report by the file's name. */
  readonly files: ReadonlyMap<string, string>;
}

const { configDump, ztunnelDump, clusters, clustersJson } = proxyFiles;
/** Older reports have Envoy's dump under the name that ztunnel's has. */
const dumps: readonly string[] = [configDump, ztunnelDump];

/** The Envoys of a report, or the one that is named `pod` or `pod.namespace`; without names all, by name. */
export async function reportEnvoys(io: Io, path: string, pod?: string, namespace?: string): Promise<EnvoySource[]> {
  const { report, pods } = await readPods(io, path, [...dumps, clusters, clustersJson], pod, namespace);
  const envoys = pods.filter(({ files }) => pod !== undefined || files.has(configDump));
  if (envoys.length === 0) throw new MeshwrightError(`${path} holds no Envoy`);
  return envoys.map(({ name, files }) => {
    const read = (...names: string[]): SourceFile => {
      const found = names.map((one) => files.get(one)).find((one) => one !== undefined);
      if (found === undefined) throw new MeshwrightError(`${path} holds no ${names[0]} of ${name}`);
      return { ...report.text(found), name };
    };
    return {
      name,
      isLive: false,
      configDump: async () => read(...dumps),
      // istioctl keeps the text alone.
      clusters: async () => (files.has(clustersJson) ? read(clustersJson) : clustersFromText(read(clusters))),
    };
  });
}

/** The ztunnels of a report, likewise: any of them where none is named. */
export async function reportZtunnels(io: Io, path: string, pod?: string, namespace?: string): Promise<ZtunnelSource[]> {
  const { report, pods } = await readPods(io, path, [ztunnelDump], pod, namespace);
  if (pods.length === 0) throw new MeshwrightError(`${path} holds no ztunnel`);
  return pods.map(({ name, files }) => ({
    name,
    isLive: false,
    configDump: async () => ({ ...report.text(files.get(ztunnelDump)!), name }),
  }));
}

async function readPods(
  io: Io,
  path: string,
  wanted: readonly string[],
  pod: string | undefined,
  namespace: string | undefined,
): Promise<{ report: Report; pods: ReportedPod[] }> {
  const known = new Set<string>();
  const isMeant = podMatcher(pod, namespace);
  const report = await readReport(io, path, (inner) => {
    const [, where = '', name = '', file = ''] = proxyPath.exec(inner) ?? [];
    if (file !== '') known.add(`${name}.${where}`);
    return wanted.includes(file) && isMeant(name, where);
  });
  if (known.size === 0) throw new InputError(`${path} is no bug report: it holds no proxies/<namespace>/<pod>/`);
  const pods = new Map<string, Map<string, string>>();
  for (const inner of report.paths) {
    const [, where, name, file] = proxyPath.exec(inner) as unknown as [string, string, string, string];
    const full = `${name}.${where}`;
    pods.set(full, (pods.get(full) ?? new Map<string, string>()).set(file, inner));
  }
  if (pod !== undefined && pods.size === 0) throw unknownPod(path, pod, [...known].sort());
  if (pod !== undefined && pods.size > 1) {
    throw new MeshwrightError(`${path} holds several Pods ${pod}: ${listNames([...pods.keys()])}`);
  }
  return {
    report,
    pods: Array.from(pods, ([name, files]) => ({ name, files })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

/** `pod`, `pod.namespace` or either behind `pod/`; `-n` says the namespace where the name does not. */
function podMatcher(
  text: string | undefined,
  namespace: string | undefined,
): (pod: string, namespace: string) => boolean {
  if (text === undefined) return (_, where) => namespace === undefined || where === namespace;
  const full = text.replace(/^pods?\//, '');
  const dot = full.lastIndexOf('.');
  const [name, where] = dot < 0 ? [full, namespace] : [full.slice(0, dot), full.slice(dot + 1)];
  return (pod, own) => pod === name && (where === undefined || own === where);
}

function unknownPod(path: string, pod: string, known: readonly string[]): MeshwrightError {
  const guess =
    didYouMean(pod, known) ||
    didYouMean(
      pod,
      known.map((one) => one.slice(0, one.lastIndexOf('.'))),
    );
  return new MeshwrightError(`${path} holds no proxy of a Pod ${pod}, but of ${listNames(known)}.${guess}`);
}
