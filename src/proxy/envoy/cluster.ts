import { objectAt, textAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { inOrder } from '../in-order.ts';
import { compareClusterNames, parseClusterName } from './cluster-name.ts';
import type { ConfigDump } from './config-dump.ts';
import { managedBy } from './managed-by.ts';
import { resourcesOf } from './resources.ts';

/** What a cluster's name has to hold. Empty texts and port 0 let any pass. */
export interface ClusterFilter {
  readonly fqdn: string;
  readonly port: number;
  readonly subset: string;
  readonly direction: string;
}

/** Lets all pass. */
export const anyCluster: ClusterFilter = { fqdn: '', port: 0, subset: '', direction: '' };

export interface ClusterRow {
  readonly name: string;
  /** What Istio says in the name; '-' where it says nothing. */
  readonly host: string;
  readonly port: string;
  readonly subset: string;
  readonly direction: string;
  readonly type: string;
  readonly destinationRule: string;
}

/** The active clusters, then the static ones, by host, subset, port and direction. Throws as `resourcesOf` does. */
export function eachCluster<T>(dump: ConfigDump, filter: ClusterFilter, view: (cluster: JsonObject) => T): T[] {
  return inOrder(selected(dump, filter), (cluster) => textAt(cluster, 'name'), compareClusterNames, view);
}

function* selected(dump: ConfigDump, { fqdn, port, subset, direction }: ClusterFilter): Generator<JsonObject> {
  const parts = [fqdn, direction, subset, port === 0 ? '' : `|${port}|`];
  for (const cluster of resourcesOf(dump, 'clusters', [
    ['dynamicActiveClusters', 'cluster'],
    ['staticClusters', 'cluster'],
  ])) {
    const name = textAt(cluster, 'name');
    if (parts.every((part) => name.includes(part))) yield cluster;
  }
}

/** A cluster as a row; one whose name is not in Istio's form is its own host. */
export function clusterRow(cluster: JsonObject): ClusterRow {
  const name = textAt(cluster, 'name');
  const parts = parseClusterName(name);
  return {
    name,
    host: parts === undefined ? name : parts.host,
    port: parts === undefined ? '-' : String(parts.port),
    subset: parts?.subset || '-',
    direction: parts === undefined ? '-' : parts.direction,
    type: textAt(cluster, 'type') || 'STATIC',
    destinationRule: managedBy(objectAt(cluster, 'metadata')),
  };
}
