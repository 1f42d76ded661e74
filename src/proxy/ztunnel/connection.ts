import { compareTexts } from '../../base/compare-texts.ts';
import { objectsAt, textAt, textsAt } from '../../resources/fields.ts';
import type { JsonObject } from '../../resources/json.ts';
import type { ZtunnelDump } from './dump.ts';
import { listOf, optional, record, text } from './record.ts';
import { withoutNetwork } from './service.ts';

export interface ConnectionFilter {
  /** Of the workload; '' for all. */
  readonly namespace: string;
  readonly name: string;
  readonly direction: 'inbound' | 'outbound' | 'both';
}

/** Lets all pass. */
export const anyConnection: ConnectionFilter = { namespace: '', name: '', direction: 'both' };

export interface ConnectionRow {
  readonly workload: string;
  readonly direction: 'Inbound' | 'Outbound';
  readonly local: string;
  readonly remote: string;
  readonly target: string;
  readonly protocol: string;
}

/** What ztunnel knows of the workloads that it serves, by namespace and name. */
export const workloadStates = (
  dump: ZtunnelDump,
  { namespace, name }: Pick<ConnectionFilter, 'namespace' | 'name'>,
): JsonObject[] =>
  dump
    .all('workloadState')
    .filter(
      (one) =>
        (namespace === '' || textAt(one, 'info', 'namespace') === namespace) &&
        (name === '' || textAt(one, 'info', 'name') === name),
    )
    .sort((a, b) => {
      const compare = (field: string) => compareTexts(textAt(a, 'info', field), textAt(b, 'info', field));
      return compare('namespace') || compare('name');
    });

/**
 * Open connections, by workload.
 *
 * @param namesFor which names to show for addresses: none, or those of the dump
 */
export function connectionRows(
  dump: ZtunnelDump,
  filter: ConnectionFilter,
  namesFor: 'addresses' | 'nothing',
): ConnectionRow[] {
  const names = namesFor === 'addresses' ? namesByAddress(dump) : new Map<string, string>();
  const named = (address: string): string => withName(address, names);
  const { direction } = filter;
  return workloadStates(dump, filter).flatMap((one) => {
    const workload = `${textAt(one, 'info', 'name')}.${textAt(one, 'info', 'namespace')}`;
    const of = (list: 'inbound' | 'outbound') =>
      direction === 'both' || direction === list ? objectsAt(one, 'connections', list) : [];
    return [
      ...of('inbound').map((connection) => ({
        workload,
        direction: 'Inbound' as const,
        local: named(textAt(connection, 'actualDst')),
        remote: named(textAt(connection, 'src')),
        target: textAt(connection, 'originalDst'),
        protocol: textAt(connection, 'protocol'),
      })),
      ...of('outbound').map((connection) => ({
        workload,
        direction: 'Outbound' as const,
        local: named(textAt(connection, 'src')),
        remote: named(textAt(connection, 'actualDst')),
        target: named(textAt(connection, 'originalDst')),
        protocol: textAt(connection, 'protocol'),
      })),
    ];
  });
}

/** A service's name goes before a workload's. */
function namesByAddress(dump: ZtunnelDump): Map<string, string> {
  const names = new Map<string, string>();
  for (const one of dump.all('workloads')) {
    for (const ip of textsAt(one, 'workloadIps')) names.set(ip, `${textAt(one, 'name')}.${textAt(one, 'namespace')}`);
  }
  for (const one of dump.all('services')) {
    for (const address of textsAt(one, 'vips')) names.set(withoutNetwork(address), textAt(one, 'hostname'));
  }
  return names;
}

const addressAndPort = /^(?:\[(.*)\]|([^:]*)):(\d+)$/;

function withName(address: string, names: ReadonlyMap<string, string>): string {
  const [, v6, v4, port] = addressAndPort.exec(address) ?? [];
  const name = names.get(v6 ?? v4 ?? '');
  return name === undefined ? address : `${name}:${port}`;
}

const connections = listOf(record({ src: text, originalDst: text, actualDst: text, protocol: text }));

/** A workload's state as it is printed. */
export const workloadStateRecord = record({
  state: optional(text),
  connections: record({ inbound: connections, outbound: connections }),
  info: record({ name: text, namespace: text, trustDomain: text, serviceAccount: text }),
});
