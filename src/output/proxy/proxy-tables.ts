import type { PolicyRow } from '../../proxy/authorization/policies.ts';
import type { ProxyVersions } from '../../proxy/envoy/bootstrap.ts';
import type { ClusterRow } from '../../proxy/envoy/cluster.ts';
import type { HostRow } from '../../proxy/envoy/cluster-status.ts';
import type { EndpointRow } from '../../proxy/envoy/endpoint.ts';
import type { ExtensionRow } from '../../proxy/envoy/extension.ts';
import type { ListenerRow } from '../../proxy/envoy/listener.ts';
import type { RouteRow } from '../../proxy/envoy/route.ts';
import type { SecretRow } from '../../proxy/envoy/secret.ts';
import type { WaypointRow } from '../../proxy/envoy/waypoint-chains.ts';
import type { Look } from '../text/look.ts';
import { formatTable } from '../text/table.ts';

/**
 * Tables of what a proxy is set to, with istioctl's columns and, for scripts that cut by column, its blanks between them.
 * `named` puts the kind before names, `cluster/…`, to tell them apart where several tables follow each other.
 */
const wide = { gap: 5 };
const narrow = { gap: 1 };

export function clusterTable(rows: readonly ClusterRow[], look?: Look, named = false): string {
  const header = ['SERVICE FQDN', 'PORT', 'SUBSET', 'DIRECTION', 'TYPE', 'DESTINATION RULE'];
  const cells = rows.map((row) => {
    const { host, port, subset, direction, type, destinationRule } = row;
    // A name that is not in Istio's form stands in both columns.
    const fqdn = named && host === row.name && port === '-' ? `cluster/${host}` : host;
    return [...(named ? [`cluster/${row.name}`] : []), fqdn, port, subset, direction, type, destinationRule];
  });
  return formatTable(named ? ['NAME', ...header] : header, cells, look, wide);
}

/** @param verbose a row for each filter chain, not one for each listener */
export function listenerTable(rows: readonly ListenerRow[], verbose: boolean, look?: Look, named = false): string {
  const header = ['ADDRESSES', 'PORT', ...(verbose ? ['MATCH', 'DESTINATION'] : ['TYPE'])];
  const cells = rows.flatMap(({ name, addresses, port, type, chains }) => {
    const start = [...(named ? [`listener/${name}`] : []), addresses, String(port)];
    if (!verbose) return [[...start, type]];
    return chains.map(({ match, destination }) => [...start, match, destination]);
  });
  return formatTable(named ? ['NAME', ...header] : header, cells, look, narrow);
}

export const waypointTable = (rows: readonly WaypointRow[], look?: Look): string =>
  formatTable(
    ['LISTENER', 'CHAIN', 'MATCH', 'DESTINATION'],
    rows.map(({ listener, chain, match, destination }) => [listener, chain, match, destination]),
    look,
    narrow,
  );

/** @param verbose a row for each route, not one for each configuration */
export function routeTable(rows: readonly RouteRow[], verbose: boolean, look?: Look, named = false): string {
  const nameOf = ({ name }: RouteRow) => (named ? `route/${name}` : name);
  if (!verbose) {
    const cells = rows.map((row) => [nameOf(row), String(row.hosts)]);
    return formatTable(['NAME', 'VIRTUAL HOSTS'], cells, look, wide);
  }
  const cells = rows.flatMap((row) =>
    row.routes.map(({ host, domains, match, virtualService }) => [nameOf(row), host, domains, match, virtualService]),
  );
  return formatTable(['NAME', 'VHOST NAME', 'DOMAINS', 'MATCH', 'VIRTUAL SERVICE'], cells, look, wide);
}

export const endpointTable = (rows: readonly EndpointRow[], look?: Look, named = false): string =>
  formatTable(
    ['NAME', 'STATUS', 'LOCALITY', 'CLUSTER'],
    rows.map((row) => [named ? `endpoint/${row.addresses}` : row.addresses, row.status, row.locality, row.cluster]),
    look,
    wide,
  );

export const hostTable = (rows: readonly HostRow[], look?: Look): string =>
  formatTable(
    ['ENDPOINT', 'STATUS', 'OUTLIER CHECK', 'CLUSTER'],
    rows.map((row) => [row.endpoint, row.status, row.isEjected ? 'FAILED' : 'OK', row.cluster]),
    look,
    wide,
  );

/** Trust domains are told only where all are known: where domains are federated. */
export function secretTable(rows: readonly SecretRow[], look?: Look, named = false): string {
  if (rows.length === 0) return 'No active or warming secrets found.\n';
  const withDomains = rows.every(({ trustDomain }) => trustDomain !== '');
  const header = ['RESOURCE NAME', 'TYPE', 'STATUS', 'VALID CERT', 'SERIAL NUMBER', 'NOT AFTER', 'NOT BEFORE'];
  const cells = rows.map((row) => [
    named ? `secret/${row.name}` : row.name,
    row.type,
    row.status,
    String(row.isValid),
    row.serialNumber,
    row.notAfter,
    row.notBefore,
    ...(withDomains ? [row.trustDomain] : []),
  ]);
  return formatTable(withDomains ? [...header, 'TRUST DOMAIN'] : header, cells, look, wide);
}

export const extensionTable = (rows: readonly ExtensionRow[], look?: Look): string =>
  formatTable(
    ['ECDS NAME', 'TYPE'],
    rows.map(({ name, type }) => [name, type]),
    look,
    wide,
  );

export function versionTable({ istio, istioProxy, envoy }: ProxyVersions, look?: Look): string {
  const cells = [
    ['Istio Version:', istio],
    ['Istio Proxy Version:', istioProxy],
    ['Envoy Version:', envoy],
  ];
  return formatTable(
    [],
    cells.filter(([, version]) => version !== ''),
    look,
    narrow,
  );
}

export const policyTable = (rows: readonly PolicyRow[], look?: Look): string =>
  formatTable(
    ['ACTION', 'AuthorizationPolicy', 'RULES'],
    rows.map(({ action, policy, rules }) => [action, policy, String(rules)]),
    look,
    { gap: 3 },
  );
