import { compareTexts, equalFold } from '../../base/compare-texts.ts';
import { objectAt, textAt, textsAt } from '../../resources/fields.ts';
import { isObject, type Json, type JsonObject } from '../../resources/json.ts';
import { goSorted } from '../go-sort.ts';
import type { ZtunnelDump } from './dump.ts';
import { asItIs, list, listOf, map, mapOf, optional, record, text } from './record.ts';
import { waypointName } from './waypoint.ts';

export interface ServiceRow {
  readonly namespace: string;
  readonly name: string;
  /** Its addresses, with commas between them. */
  readonly addresses: string;
  readonly waypoint: string;
  /** How many are healthy, of how many: `2/3`. */
  readonly endpoints: string;
}

/** The services of a namespace, or with '' of all, by namespace, name and host. */
export const services = (dump: ZtunnelDump, namespace: string): JsonObject[] =>
  goSorted(
    dump.all('services').filter((one) => namespace === '' || equalFold(textAt(one, 'namespace'), namespace)),
    (a, b) => {
      const compare = (field: string) => compareTexts(textAt(a, field), textAt(b, field));
      return (compare('namespace') || compare('name') || compare('hostname')) < 0;
    },
  );

/** Rows of the services of a namespace, of all where it is empty, in the order of `services`. */
export function serviceRows(dump: ZtunnelDump, namespace: string): ServiceRow[] {
  const all = dump.all('services');
  const healthy = new Set(
    dump
      .all('workloads')
      .filter((one) => one.status === 'Healthy')
      .map((one) => textAt(one, 'uid')),
  );
  return services(dump, namespace).map((one) => {
    const endpoints = Object.values(objectAt(one, 'endpoints') ?? {});
    const well = endpoints.filter((endpoint) => healthy.has(textAt(endpoint, 'workloadUid')));
    return {
      namespace: textAt(one, 'namespace'),
      name: textAt(one, 'name'),
      addresses: textsAt(one, 'vips').map(withoutNetwork).join(','),
      waypoint: waypointName(objectAt(one, 'waypoint'), all),
      endpoints: `${well.length}/${endpoints.length}`,
    };
  });
}

/** `10.0.0.1` of `network/10.0.0.1`, in which the network may be ''. */
export const withoutNetwork = (address: string): string => address.slice(address.indexOf('/') + 1);

const rangeText = (value: Json | undefined): Json | undefined =>
  isObject(value) ? `${textAt(value, 'network')}/${textAt(value, 'cidr')}` : value;

/** A service's fields as they are printed. */
export const serviceRecord = record({
  name: text,
  namespace: text,
  hostname: text,
  vips: list,
  cidrVips: optional(listOf(rangeText)),
  ports: map,
  loadBalancer: optional(record({ mode: text, routingPreferences: list, healthPolicy: text })),
  waypoint: optional(record({ destination: text })),
  endpoints: mapOf(record({ workloadUid: text, service: text, address: optional(text), port: map })),
  subjectAltNames: optional(list),
  ipFamilies: text,
  canonical: optional(asItIs),
});
