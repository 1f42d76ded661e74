import type { Command } from 'commander';
import { InputError, MeshwrightError } from '../../base/errors.ts';
import { inTurn } from '../../base/in-turn.ts';
import { podLabel } from '../../proxy/admin/pod-state.ts';
import { ConfigDump } from '../../proxy/envoy/config-dump.ts';
import type { MtlsReport } from '../../proxy/mtls/report.ts';
import { isOf, proxyOwner } from '../../proxy/mtls/verify/owner.ts';
import { joinVerifications, type Verification, verifyProxy } from '../../proxy/mtls/verify/verify-proxy.ts';
import type { Workload } from '../../proxy/mtls/workloads.ts';
import type { SourceFile } from '../../resources/document.ts';
import { readInput } from '../../resources/input/read-input.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { Mesh } from '../../resources/mesh.ts';
import { openCluster } from '../cluster.ts';
import { formatProblem } from '../files/read-one-file.ts';
import { pathList } from '../flags/comma-list.ts';
import type { GlobalOptions } from '../flags/global-options.ts';
import { booleanOption, repeatable } from '../flags/options.ts';
import { addAdminPort } from '../flags/proxy-flags.ts';
import type { Io } from '../io.ts';

/** Flags that say which proxies are looked into. */
export interface VerifyFlags {
  readonly verifyProxies?: boolean;
  readonly proxyDumps?: readonly string[];
  readonly proxyAdminPort: number;
  /** A bug report: its proxies are all looked into. */
  readonly from?: string;
}

export function addVerifyFlags(command: Command): void {
  booleanOption(command, '--verify-proxies', 'compare with what the running proxies of the cluster are set to');
  command.addOption(
    repeatable('--proxy-dumps <path>', 'compare with config dumps of Envoys: a file, a folder, … (repeatable)'),
  );
  addAdminPort(command);
}

/** True where any of the flags asks for it. */
export const isToVerify = ({ verifyProxies, proxyDumps, from }: VerifyFlags): boolean =>
  verifyProxies === true || proxyDumps !== undefined || from !== undefined;

/** What came of looking into proxies; failures are those that could not be. */
export interface VerifiedProxies {
  readonly verification: Verification;
  readonly notes: readonly string[];
  readonly hasFailures: boolean;
}

/** So many proxies are asked at once. */
const atOnce = 16;

/** A proxy of a workload, whose dump is read when its turn comes. */
interface Candidate {
  readonly workload: Workload;
  read(): Promise<SourceFile>;
}

/** Looks into the proxies that the flags mean, and compares each with what the report says. */
export async function verifyProxies(
  io: Io,
  flags: VerifyFlags & GlobalOptions,
  mesh: Mesh,
  report: MtlsReport,
): Promise<VerifiedProxies> {
  const workloads = workloadsIn(report);
  const options = { trustDomain: mesh.config.trustDomain || 'cluster.local', now: Date.now() };
  const failures: string[] = [];
  const verify = async ({ workload, read }: Candidate): Promise<Verification | undefined> => {
    try {
      return verifyProxy(report, { workload, dump: new ConfigDump(await read()) }, options);
    } catch (error) {
      if (!(error instanceof MeshwrightError)) throw error;
      failures.push(error.message);
      return undefined;
    }
  };
  const verifyAll = async (candidates: readonly Candidate[]): Promise<Verification[]> => {
    const found: Verification[] = [];
    for await (const one of inTurn(candidates, atOnce, verify)) if (one !== undefined) found.push(one);
    return found;
  };
  const { candidates, notes } = await fromDumps(io, pathList(flags.proxyDumps), workloads);
  const found = await verifyAll(candidates);
  if (flags.from !== undefined) found.push(...(await verifyAll(await fromReport(io, flags.from, workloads))));
  if (flags.verifyProxies) {
    const { envoyOf } = await import('./live-proxies.ts');
    const api = await openCluster(io, flags);
    try {
      const running = podsOf(workloads).map(({ workload, pod }) => {
        const proxy = envoyOf(api, pod, flags);
        return { workload, read: () => proxy.configDump('all') };
      });
      found.push(...(await verifyAll(running)));
    } finally {
      api.close();
    }
  }
  if (found.length === 0) {
    throw new MeshwrightError(['there is no proxy to look into', ...failures, ...notes].join('\n  '));
  }
  const told = [...notes.map((text) => `note: ${text}`), ...failures.map((text) => `error: ${text}`)];
  return { verification: joinVerifications(found), notes: told, hasFailures: failures.length > 0 };
}

/** Workloads that have an Envoy and that the report tells of. */
function workloadsIn({ ports, connections }: MtlsReport): Workload[] {
  const all = new Set([...ports.map(({ workload }) => workload), ...connections.map(({ client }) => client)]);
  return [...all].filter(({ membership }) => ['sidecar', 'gateway'].includes(membership.dataPlane));
}

/** Their Pods; the status of each is not known here. */
function podsOf(workloads: readonly Workload[]): { readonly workload: Workload; readonly pod: JsonObject }[] {
  return workloads.flatMap((workload) =>
    workload.pods.map((name) => ({ workload, pod: { metadata: { name, namespace: workload.namespace } } })),
  );
}

/** Those of a bug report that workloads have. */
async function fromReport(io: Io, path: string, workloads: readonly Workload[]): Promise<Candidate[]> {
  const { reportEnvoys } = await import('./report-proxies.ts');
  const owners = new Map(podsOf(workloads).map(({ workload, pod }) => [podLabel(pod), workload]));
  return (await reportEnvoys(io, path)).flatMap((proxy) => {
    const workload = owners.get(proxy.name);
    return workload === undefined ? [] : [{ workload, read: () => proxy.configDump('all') }];
  });
}

/** Dumps in files, by the workload that each belongs to; the others are noted. */
async function fromDumps(
  io: Io,
  paths: readonly string[],
  workloads: readonly Workload[],
): Promise<{ candidates: Candidate[]; notes: string[] }> {
  const { files, problems } = await readInput(paths, { cwd: io.cwd, readStdin: () => io.readStdin() });
  const [problem] = problems;
  if (problem !== undefined) throw new InputError(formatProblem(problem));
  const candidates: Candidate[] = [];
  const notes: string[] = [];
  for (const file of files) {
    const owner = proxyOwner(new ConfigDump(file));
    const workload = workloads.find((one) => isOf(one, owner));
    if (workload === undefined) notes.push(`${file.name} is the dump of no proxy that is told of`);
    else candidates.push({ workload, read: async () => file });
  }
  return { candidates, notes };
}
