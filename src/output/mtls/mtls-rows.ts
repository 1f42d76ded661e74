import { compareTexts } from '../../base/compare-texts.ts';
import { counted } from '../../base/counted.ts';
import { entry } from '../../base/map-entry.ts';
import type { Connection } from '../../proxy/mtls/connection.ts';
import type { ServerPort } from '../../proxy/mtls/report.ts';
import type { Verification } from '../../proxy/mtls/verify/verify-proxy.ts';
import type { Field } from '../../resources/resource.ts';
import { fileLabel } from '../findings/finding-record.ts';
import { Decisions, type MtlsResult } from './mtls-record.ts';

/** A table for people. */
export interface Rows {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Names of clients that are spelled out before the rest is counted. */
const shownClients = 3;

/** The ports, and what decides each. */
export function portRows(ports: readonly ServerPort[]): Rows {
  const decisions = new Decisions();
  return {
    header: ['WORKLOAD', 'PORT', 'MODE', 'LEVEL', 'DECIDED BY'],
    rows: ports.map(({ workload, port, mode, decidedBy, note }) => [
      workload.fullName,
      String(port ?? 'others'),
      mode,
      note === undefined ? (decidedBy?.level ?? 'default') : '-',
      note ?? (decidedBy === undefined ? 'no PeerAuthentication sets it' : placed(decidedBy, decisions)),
    ]),
  };
}

/** What proxies do otherwise. */
export const disagreementRows = ({ disagreements }: Verification): Rows => ({
  header: ['PROXY', 'WHAT', 'EXPECTED', 'FOUND'],
  rows: disagreements.map(({ proxy, about, expected, found }) => [proxy, about, expected, found]),
});

/** `3 proxies (8 ports, 20 calls, 3 certificates)`: how much was looked into. */
export const extentOf = ({ proxies, ports, calls, certificates }: Verification): string =>
  `${counted(proxies.length, 'proxy', 'proxies')} (${counted(ports, 'port')}, ${counted(calls, 'call')}, ${counted(certificates, 'certificate')})`;

/** What calls come to; clients that fare alike share a row. */
export function connectionRows({ connections }: MtlsResult): Rows {
  const decisions = new Decisions();
  const clients = new Set(connections.map(({ client }) => client.fullName));
  const groups = new Map<string, { readonly cells: readonly string[]; readonly clients: Set<string> }>();
  for (const connection of connections) {
    const cells = cellsOf(connection, decisions);
    entry(groups, cells.join('\0'), () => ({ cells, clients: new Set<string>() })).clients.add(
      connection.client.fullName,
    );
  }
  return {
    header: ['TO', 'SERVER', 'CLIENTS', 'OUTCOME', 'WHY'],
    rows: [...groups.values()]
      .sort((a, b) => compareTexts(a.cells[0]!, b.cells[0]!) || compareTexts(a.cells[1]!, b.cells[1]!))
      .map(({ cells: [to = '', server = '', outcome = '', why = ''], clients: own }) => [
        to,
        server,
        namesOf([...own], clients.size),
        outcome,
        why,
      ]),
  };
}

function cellsOf(connection: Connection, decisions: Decisions): string[] {
  const { host, port, target, server, transport, outcome, reason, decidedBy } = connection;
  const place = server && `${server.workload.fullName}:${server.port}`;
  return [
    host === undefined ? `its address:${port}` : `${shortName(host.name)}:${port}${sentTo(host.name, port, target)}`,
    place ?? '-',
    outcome === 'reached' ? transport : outcome === 'refused' ? `${transport} refused` : outcome,
    [reason, ...decidedBy.map((field) => placed(field, decisions))].join('; '),
  ];
}

/** What is within the cluster goes without saying. */
const shortName = (host: string): string => host.replace(/\.svc\.cluster\.local$/, '');

/** Where a VirtualService sends it, as far as that is elsewhere. */
function sentTo(host: string, port: number, target: Connection['target']): string {
  if (target === undefined) return '';
  const place = target.host === host && target.port === port ? '' : ` → ${shortName(target.host)}:${target.port}`;
  return target.subset === undefined ? place : `${place} subset ${target.subset}`;
}

/** `all 4`, or the first few. */
function namesOf(names: readonly string[], all: number): string {
  if (names.length === all && all > shownClients) return `all ${all}`;
  const rest = names.length - shownClients;
  return rest > 0 ? `${names.slice(0, shownClients).join(', ')} and ${rest} more` : names.join(', ');
}

/** `PeerAuthentication shop/default (pa.yaml:6)`. */
function placed(field: Field, decisions: Decisions): string {
  const { origin, file, line } = decisions.record(field);
  return file === '' ? origin : `${origin} (${fileLabel(file)}:${line})`;
}
