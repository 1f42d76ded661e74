import type { ConfigDump } from '../../envoy/config-dump.ts';
import { takesInbound } from '../capture.ts';
import type { Connection } from '../connection.ts';
import type { MtlsReport, ServerPort } from '../report.ts';
import { portName } from '../strict-assertion.ts';
import type { Workload } from '../workloads.ts';
import { idsOf, presented, timeTrouble, workloadId } from './identity.ts';
import { inboundPorts } from './inbound.ts';
import { type OutboundCluster, outboundClusters } from './outbound.ts';

/** Something that a proxy does otherwise than resources say. */
export interface Disagreement {
  /** `cart-1.shop`. */
  readonly proxy: string;
  /** What it is about: `port shop/cart:8080`, `calls to reviews.shop.svc.cluster.local:80 at shop/reviews`, `certificate`. */
  readonly about: string;
  readonly expected: string;
  readonly found: string;
}

/** What came of looking into proxies. */
export interface Verification {
  /** Names of the proxies that were looked into. */
  readonly proxies: readonly string[];
  /** How many ports, calls and certificates were compared. */
  readonly ports: number;
  readonly calls: number;
  readonly certificates: number;
  readonly disagreements: readonly Disagreement[];
}

/** A proxy, by name, and what it is set to. */
export interface ProxyEvidence {
  readonly workload: Workload;
  readonly dump: ConfigDump;
}

export interface VerifyOptions {
  readonly trustDomain: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Compares what a proxy does with what the report, made of resources alone, says of its workload: inbound filter chains with
 * the modes of ports, outbound clusters with what calls open with, and the certificate with who the workload is. Pure.
 */
export function verifyProxy(
  report: MtlsReport,
  { workload, dump }: ProxyEvidence,
  options: VerifyOptions,
): Verification {
  const found: Disagreement[] = [];
  const compare = (about: string, expected: string, seen: string): void => {
    if (expected !== seen) found.push({ proxy: dump.name, about, expected, found: seen });
  };
  const ports = verifyPorts(report.ports, workload, dump, compare);
  const calls = verifyCalls(report.connections, workload, dump, options, compare);
  const certificates = verifyCertificate(workload, dump, options, compare);
  return { proxies: [dump.name], ports, calls, certificates, disagreements: found };
}

type Compare = (about: string, expected: string, seen: string) => void;

function verifyPorts(ports: readonly ServerPort[], workload: Workload, dump: ConfigDump, compare: Compare): number {
  const own = ports.filter(
    (one) =>
      one.workload === workload &&
      workload.membership.dataPlane === 'sidecar' &&
      (one.port === undefined || takesInbound(workload.annotations, one.port)),
  );
  const takenBy = own.length === 0 ? undefined : inboundPorts(dump);
  if (takenBy === undefined) return 0;
  for (const one of own) compare(`port ${portName(one)}`, one.mode, takenBy(one.port));
  return own.length;
}

function verifyCalls(
  connections: readonly Connection[],
  workload: Workload,
  dump: ConfigDump,
  { trustDomain }: VerifyOptions,
  compare: Compare,
): number {
  const own = connections.filter((one) => one.client === workload && isComparable(one));
  const clusters =
    own.length === 0 || !dump.has('clusters') ? new Map<string, OutboundCluster>() : outboundClusters(dump);
  let calls = 0;
  for (const one of own) {
    const { server, transport } = one;
    const ways = clusters.get(clusterName(one))?.opensTo(server!.workload) ?? [];
    if (ways.length === 0) continue;
    calls++;
    const about = `calls to ${hostAndPort(one)} at ${server!.workload.fullName}`;
    for (const { transport: seen, serverIds } of ways) {
      compare(about, transport, seen);
      const id = workloadId(server!.workload, trustDomain);
      if (seen === 'mTLS' && serverIds.length > 0 && !serverIds.includes(id)) {
        compare(about, `a server that is ${id}`, `only ${serverIds.join(' or ')} will do`);
      }
    }
  }
  return calls;
}

/** Calls that the client's Envoy makes by a cluster of its own, to a server that the input holds. */
const isComparable = ({ way, host, server, transport }: Connection): boolean =>
  way === 'known host' && host !== undefined && server !== undefined && transport !== 'HBONE';

/** As istiod names a cluster. */
function clusterName({ host, port, target }: Connection): string {
  return ['outbound', target?.port ?? port, target?.subset ?? '', target?.host ?? host!.name].join('|');
}

const hostAndPort = ({ host, port, target }: Connection): string =>
  target === undefined
    ? `${host!.name}:${port}`
    : `${target.host}:${target.port}${target.subset === undefined ? '' : ` subset ${target.subset}`}`;

function verifyCertificate(
  workload: Workload,
  dump: ConfigDump,
  { trustDomain, now }: VerifyOptions,
  compare: Compare,
): number {
  if (!dump.has('secrets')) return 0;
  const certificate = presented(dump);
  const id = workloadId(workload, trustDomain);
  if (certificate === undefined) {
    compare('certificate', id, 'none');
    return 1;
  }
  const ids = idsOf(certificate);
  compare('certificate', id, ids.includes(id) ? id : ids.join(', ') || 'no SPIFFE id');
  const trouble = timeTrouble(certificate, now);
  if (trouble !== undefined) compare('certificate', 'one that holds', trouble);
  return 1;
}

/** What came of several proxies. */
export const joinVerifications = (all: readonly Verification[]): Verification => ({
  proxies: all.flatMap(({ proxies }) => proxies),
  ports: all.reduce((sum, { ports }) => sum + ports, 0),
  calls: all.reduce((sum, { calls }) => sum + calls, 0),
  certificates: all.reduce((sum, { certificates }) => sum + certificates, 0),
  disagreements: all.flatMap(({ disagreements }) => disagreements),
});
