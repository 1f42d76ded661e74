import { InputError, MeshwrightError } from '../../base/errors.ts';
import { listNames, orList } from '../../base/list-names.ts';
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

const { configDump, ztunnelDump, clusters, clustersJson, stats, statsJson, prometheus } = proxyFiles;
/** Older reports have Envoy's dump under the name that ztunnel's has. */
const dumps: readonly string[] = [configDump, ztunnelDump];

/** The Envoys of a report, or the one that is named `pod` or `pod.namespace`; without names all, by name. */
export async function reportEnvoys(io: Io, path: string, pod?: string, namespace?: string): Promise<EnvoySource[]> {
  const { report, pods } = await readPods(io, path, envoyFiles, pod, namespace);
  const envoys = pods.filter(({ files }) => pod !== undefined || files.has(configDump));
  if (envoys.length === 0) throw new MeshwrightError(`${path} holds no Envoy`);
  return envoys.map((one) => envoyOf(report, one));
}

/** Those of some Pods, `cart-1.shop`, by name, as far as the report has them. */
export async function reportEnvoysOf(
  io: Io,
  path: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, EnvoySource>> {
  const { report, pods } = await readFiles(io, path, envoyFiles, (pod, namespace) =>
    names.includes(`${pod}.${namespace}`),
  );
  return new Map(pods.map((one) => [one.name, envoyOf(report, one)]));
}

/** What an Envoy of a report counted. */
export interface ReportedStats {
  readonly name: string;
  readonly isLive: false;
  /** The answer of an admin path, as `stats/prometheus`. Throws MeshwrightError where the report does not have it. */
  read(path: string): SourceFile;
}

/** What the Envoys of a report counted, by name, or that of the one that is named. */
export async function reportStats(
  io: Io,
  path: string,
  pod: string | undefined,
  namespace: string | undefined,
): Promise<ReportedStats[]> {
  const { report, pods } = await readPods(io, path, countFiles, pod, namespace);
  const envoys = pods.filter(({ files }) => pod !== undefined || files.size > 0);
  if (envoys.length === 0) throw new MeshwrightError(`${path} holds nothing that an Envoy counted`);
  return envoys.map(({ name, files }) => ({
    name,
    isLive: false,
    read: (file) => {
      const found = files.get(file);
      if (found !== undefined) return { ...report.text(found), name };
      const more = files.has(prometheus) ? ': it has what --output prom prints' : '';
      throw new MeshwrightError(`${path} holds no ${file} of ${name}${more}`);
    },
  }));
}

const envoyFiles = [...dumps, clusters, clustersJson];
const countFiles = [clusters, clustersJson, stats, statsJson, prometheus];

function envoyOf(report: Report, { name, files }: ReportedPod): EnvoySource {
  const read = (...names: string[]): SourceFile => ({ ...report.text(oneOf(report, { name, files }, ...names)), name });
  return {
    name,
    isLive: false,
    configDump: async () => read(...dumps),
    // istioctl keeps the text alone.
    clusters: async () => (files.has(clustersJson) ? read(clustersJson) : clustersFromText(read(clusters))),
  };
}

/** The path of the first of some files that the report has of a Pod. Throws MeshwrightError where it has none. */
function oneOf({ name: report }: Report, { name, files }: ReportedPod, ...names: readonly string[]): string {
  const found = names.map((one) => files.get(one)).find((one) => one !== undefined);
  if (found === undefined) throw new MeshwrightError(`${report} holds no ${names[0]} of ${name}`);
  return found;
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
): Promise<ReportedPods> {
  const found = await readFiles(io, path, wanted, podMatcher(pod, namespace));
  const { pods, known } = found;
  if (pod !== undefined && pods.length === 0) {
    const isMeant = podMatcher(pod, namespace);
    const there = known.find((full) => isMeant(...splitName(full)));
    if (there !== undefined) throw new MeshwrightError(`${path} holds no ${orList(wanted)} of ${there}`);
    throw unknownPod(path, pod, known);
  }
  if (pod !== undefined && pods.length > 1) {
    throw new MeshwrightError(`${path} holds several Pods ${pod}: ${listNames(pods.map(({ name }) => name))}`);
  }
  return found;
}

interface ReportedPods {
  readonly report: Report;
  /** Those that were meant, by name. */
  readonly pods: readonly ReportedPod[];
  /** Names of all that the report has. */
  readonly known: readonly string[];
}

/** Reads some files of the Pods that are meant. Throws InputError where the report holds no Pod at all. */
async function readFiles(
  io: Io,
  path: string,
  wanted: readonly string[],
  isMeant: (pod: string, namespace: string) => boolean,
): Promise<ReportedPods> {
  const known = new Set<string>();
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
  return {
    report,
    pods: Array.from(pods, ([name, files]) => ({ name, files })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    known: [...known].sort(),
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

/** @param full `pod.namespace` */
function splitName(full: string): [pod: string, namespace: string] {
  const dot = full.lastIndexOf('.');
  return [full.slice(0, dot), full.slice(dot + 1)];
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
