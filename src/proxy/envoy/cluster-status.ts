import { compareTexts, equalFold } from '../../base/compare-texts.ts';
import { InputError } from '../../base/errors.ts';
import { shownFile } from '../../base/shown-file.ts';
import type { SourceFile } from '../../resources/document.ts';
import { numberAt, objectAt, objectsAt, textAt } from '../../resources/fields.ts';
import { isObject, type JsonObject } from '../../resources/json.ts';
import { goSorted } from '../go-sort.ts';
import { JsonSlices } from '../json-slices.ts';
import { canonicalJson } from './canonical-json.ts';
import { type EndpointFilter, internalAddress } from './endpoint.ts';

/** An endpoint as Envoy sees it: with its health. */
export interface HostRow {
  readonly endpoint: string;
  readonly status: string;
  readonly isEjected: boolean;
  readonly cluster: string;
}

/**
 * The clusters in the answer of Envoy's `/clusters?format=json`, in canonical JSON, one by one.
 *
 * @throws InputError where the file is no such answer
 */
export function* clusterStatuses(file: SourceFile): Generator<JsonObject> {
  const json = new JsonSlices(file);
  const whole = json.whole();
  const lists = json.isObject(whole)
    ? [...json.entries(whole)].filter(({ key }) => key === 'cluster_statuses' || key === 'clusterStatuses')
    : [];
  if (lists.length === 0) {
    const name = shownFile(file.name);
    throw new InputError(
      `${name} is not the answer of /clusters?format=json: it holds no "cluster_statuses". A config dump is read by "proxy-config eds"`,
    );
  }
  for (const list of lists) {
    for (const slice of json.isList(list) ? json.items(list) : []) {
      const value = json.parse(slice);
      if (isObject(value)) yield canonicalJson('envoy.admin.v3.ClusterStatus', value);
    }
  }
}

/** The clusters of which some host passes. */
export function* clustersWith(clusters: Iterable<JsonObject>, filter: EndpointFilter): Generator<JsonObject> {
  for (const cluster of clusters) if (passing(cluster, filter).length > 0) yield cluster;
}

/** The hosts that pass, by address, port and cluster. */
export function hostRows(clusters: Iterable<JsonObject>, filter: EndpointFilter): HostRow[] {
  const rows: (HostRow & { readonly address: string; readonly port: number })[] = [];
  for (const cluster of clusters) {
    for (const host of passing(cluster, filter)) {
      const [address, port] = [addressOf(host), portOf(host)];
      rows.push({
        address,
        port,
        endpoint: port === 0 ? address : `${address}:${port}`,
        status: statusOf(host),
        isEjected: objectAt(host, 'healthStatus')?.failedOutlierCheck === true,
        cluster: textAt(cluster, 'name'),
      });
    }
  }
  const compare = (a: (typeof rows)[number], b: (typeof rows)[number]) =>
    compareTexts(a.address, b.address) || a.port - b.port || compareTexts(a.cluster, b.cluster);
  return goSorted(rows, (a, b) => compare(a, b) < 0);
}

function passing(cluster: JsonObject, { address, port, cluster: name, status }: EndpointFilter): JsonObject[] {
  if (name !== '' && !equalFold(textAt(cluster, 'name'), name)) return [];
  return objectsAt(cluster, 'hostStatuses').filter(
    (host) =>
      (address === '' || equalFold(addressOf(host), address)) &&
      (port === 0 || portOf(host) === port) &&
      (status === '' || equalFold(statusOf(host), status)),
  );
}

function addressOf(host: JsonObject): string {
  const address = objectAt(host, 'address');
  const path = textAt(address, 'pipe', 'path');
  return (
    textAt(address, 'socketAddress', 'address') || (path && `unix://${path}`) || internalAddress(address) || 'unknown'
  );
}

const portOf = (host: JsonObject): number => numberAt(host, 'address', 'socketAddress', 'portValue');

const statusOf = (host: JsonObject): string => textAt(host, 'healthStatus', 'edsHealthStatus') || 'UNKNOWN';
