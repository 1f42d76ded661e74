import { compareTexts, equalFold } from '../../base/compare-texts.ts';
import { objectAt, textAt, textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import { goSorted } from '../go-sort.ts';
import type { ZtunnelDump } from './dump.ts';
import { list, number, optional, record, text } from './record.ts';
import { waypointName } from './waypoint.ts';

/** Empty texts let any pass. */
export interface WorkloadFilter {
  readonly address: string;
  readonly node: string;
  readonly namespace: string;
  readonly name: string;
}

/** Lets all pass. */
export const anyWorkload: WorkloadFilter = { address: '', node: '', namespace: '', name: '' };

export interface WorkloadRow {
  readonly namespace: string;
  readonly name: string;
  readonly address: string;
  readonly node: string;
  readonly waypoint: string;
  readonly protocol: string;
}

/** The workloads that pass, in the dump's order. */
export const workloads = (dump: ZtunnelDump, { address, node, namespace, name }: WorkloadFilter): JsonObject[] =>
  dump
    .all('workloads')
    .filter(
      (one) =>
        (namespace === '' || equalFold(textAt(one, 'namespace'), namespace)) &&
        (name === '' || equalFold(textAt(one, 'name'), name)) &&
        (address === '' || textsAt(one, 'workloadIps').some((ip) => equalFold(ip, address))) &&
        (node === '' || equalFold(textAt(one, 'node'), node)),
    );

/** By namespace and name, then node. */
export function workloadRows(dump: ZtunnelDump, filter: WorkloadFilter): WorkloadRow[] {
  const services = dump.all('services');
  const fullName = ({ namespace, name }: WorkloadRow) => `${namespace}.${name}`;
  const rows = workloads(dump, filter).map((one) => ({
    namespace: textAt(one, 'namespace'),
    name: textAt(one, 'name'),
    address: textsAt(one, 'workloadIps').join(',') || textAt(one, 'hostname'),
    node: textAt(one, 'node'),
    waypoint: waypointName(objectAt(one, 'waypoint'), services),
    protocol: textAt(one, 'protocol'),
  }));
  return goSorted(rows, (a, b) => (compareTexts(fullName(a), fullName(b)) || compareTexts(a.node, b.node)) < 0);
}

const gateway = optional(record({ destination: text }));

/** A workload's fields as they are printed. */
export const workloadRecord = record({
  uid: text,
  workloadIps: list,
  waypoint: gateway,
  networkGateway: gateway,
  protocol: text,
  name: text,
  namespace: text,
  serviceAccount: text,
  workloadName: text,
  workloadType: text,
  canonicalName: text,
  canonicalRevision: text,
  clusterId: text,
  trustDomain: optional(text),
  locality: record({ region: optional(text), zone: optional(text), subzone: optional(text) }),
  node: text,
  network: optional(text),
  status: text,
  hostname: text,
  capacity: number,
  applicationTunnel: record({ protocol: text, port: optional(number) }),
  authorizationPolicies: optional(list),
});
