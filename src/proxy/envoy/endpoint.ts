import { equalFold } from '../../base/compare-texts.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import type { Json, JsonObject } from '../../resources/json.ts';
import { inOrder } from '../in-order.ts';
import { compareClusterNames } from './cluster-name.ts';
import type { ConfigDump } from './config-dump.ts';

/** Empty texts and port 0 let any pass. */
export interface EndpointFilter {
  /** Of the endpoints that Envoy was given, with the port: `10.0.0.7:9080`. Of those that it sees, without. */
  readonly address: string;
  readonly port: number;
  readonly cluster: string;
  /** HEALTHY, UNHEALTHY…, in any case. */
  readonly status: string;
}

/** Lets all pass. */
export const anyEndpoint: EndpointFilter = { address: '', port: 0, cluster: '', status: '' };

export interface EndpointRow {
  /** With commas between them. */
  readonly addresses: string;
  readonly status: string;
  /** Region, zone and subzone, as far as they are known. */
  readonly locality: string;
  readonly cluster: string;
}

/**
 * The endpoints that Envoy was given (EDS) for each cluster, by host, subset, port and direction; without those that the
 * filter leaves out, and without clusters that have none then. A dump without endpoints gives none.
 */
export function eachAssignment<T>(dump: ConfigDump, filter: EndpointFilter, view: (assignment: JsonObject) => T): T[] {
  return inOrder(selected(dump, filter), (one) => textAt(one, 'clusterName'), compareClusterNames, view);
}

function* selected(dump: ConfigDump, filter: EndpointFilter): Generator<JsonObject> {
  for (const list of ['dynamicEndpointConfigs', 'staticEndpointConfigs']) {
    for (const item of dump.each('endpoints', list)) {
      const assignment = objectAt(item, 'endpointConfig');
      const left = assignment === undefined ? undefined : only(assignment, filter);
      if (left !== undefined) yield left;
    }
  }
}

/** The assignment with the endpoints that pass; undefined where none does. */
function only({ '@type': _, ...assignment }: JsonObject, filter: EndpointFilter): JsonObject | undefined {
  const cluster = textAt(assignment, 'clusterName');
  let count = 0;
  const endpoints = objectsAt(assignment, 'endpoints').map(({ lbEndpoints: __, ...group }, i): JsonObject => {
    const passing = objectsAt(objectsAt(assignment, 'endpoints')[i], 'lbEndpoints').filter((one) =>
      passes(one, cluster, filter),
    );
    count += passing.length;
    return passing.length === 0 ? group : { ...group, lbEndpoints: passing };
  });
  return count === 0 ? undefined : { ...assignment, endpoints };
}

function passes(one: JsonObject, clusterName: string, { address, port, cluster, status }: EndpointFilter): boolean {
  return (
    (address === '' || addressesOf(one).some((known) => equalFold(known, address))) &&
    (port === 0 || numberAt(one, 'endpoint', 'address', 'socketAddress', 'portValue') === port) &&
    (cluster === '' || equalFold(clusterName, cluster)) &&
    (status === '' || equalFold(statusOf(one), status))
  );
}

/** The ports at which there are endpoints of that IP address, each once, as `10.0.0.7:9080`. */
export function portsAt(dump: ConfigDump, ip: string): string[] {
  const all = eachAssignment(dump, anyEndpoint, (assignment) =>
    objectsAt(assignment, 'endpoints').flatMap((group) => objectsAt(group, 'lbEndpoints').flatMap(addressesOf)),
  ).flat();
  return [...new Set(all)].filter((address) => equalFold(address.replace(/:\d+$/, ''), ip));
}

/** A row for each endpoint of an assignment. */
export const endpointRows = (assignment: JsonObject): EndpointRow[] =>
  objectsAt(assignment, 'endpoints').flatMap((group) =>
    objectsAt(group, 'lbEndpoints').map((one) => ({
      addresses: addressesOf(one).join(','),
      status: statusOf(one),
      locality: localityText(objectAt(group, 'locality')),
      cluster: textAt(assignment, 'clusterName'),
    })),
  );

const statusOf = (one: JsonObject): string => textAt(one, 'healthStatus') || 'UNKNOWN';

function localityText(locality: JsonObject | undefined): string {
  const parts = [textAt(locality, 'region'), textAt(locality, 'zone'), textAt(locality, 'subZone')];
  const end = parts.indexOf('', 1);
  return (end < 0 ? parts : parts.slice(0, end)).join('/');
}

const addressesOf = (one: JsonObject): string[] =>
  [
    objectAt(one, 'endpoint', 'address'),
    ...objectsAt(one, 'endpoint', 'additionalAddresses').map((more) => objectAt(more, 'address')),
  ].map((address) => {
    const socket = objectAt(address, 'socketAddress');
    if (socket !== undefined) return `${textAt(socket, 'address')}:${numberAt(socket, 'portValue')}`;
    return textAt(address, 'pipe', 'path') || internalAddress(address) || 'unknown';
  });

/** A listener inside the proxy; '' where the address is none. */
export function internalAddress(address: Json | undefined): string {
  const internal = objectAt(address, 'envoyInternalAddress');
  const listener = textAt(internal, 'serverListenerName');
  return listener === '' ? '' : `envoy://${listener}/${textAt(internal, 'endpointId')}`;
}
