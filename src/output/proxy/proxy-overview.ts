import { MeshwrightError } from '../../base/errors.ts';
import { listNames } from '../../base/list-names.ts';
import { proxyVersions } from '../../proxy/envoy/bootstrap.ts';
import { clusterRow, eachCluster } from '../../proxy/envoy/cluster.ts';
import type { ConfigDump, Section } from '../../proxy/envoy/config-dump.ts';
import { anyEndpoint, eachAssignment, endpointRows } from '../../proxy/envoy/endpoint.ts';
import { listenerRows } from '../../proxy/envoy/listener.ts';
import { eachRoute, routeRow } from '../../proxy/envoy/route.ts';
import { secretRows } from '../../proxy/envoy/secret.ts';
import type { Look } from '../text/look.ts';
import { clusterTable, endpointTable, listenerTable, routeTable, secretTable, versionTable } from './proxy-tables.ts';

/** What to show. Empty texts and port 0 let all pass. */
export interface OverviewOptions {
  readonly fqdn: string;
  readonly direction: string;
  readonly subset: string;
  readonly port: number;
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly verbose: boolean;
  readonly withHeaders: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly look?: Look;
}

type Table = (dump: ConfigDump, options: OverviewOptions) => string;

const tables: readonly (readonly [Section, heading: string, Table])[] = [
  ['bootstrap', 'BOOTSTRAP', (dump, { look }) => versionTable(proxyVersions(dump.section('bootstrap')), look)],
  ['clusters', 'CLUSTER', (dump, options) => clusterTable(eachCluster(dump, options, clusterRow), options.look, true)],
  [
    'listeners',
    'LISTENER',
    (dump, options) => listenerTable(listenerRows(dump, options), options.verbose, options.look, true),
  ],
  [
    'routes',
    'ROUTE',
    (dump, { name, verbose, look }) => routeTable(eachRoute(dump, name, routeRow), verbose, look, true),
  ],
  ['secrets', 'SECRET', (dump, { now, look }) => secretTable(secretRows(dump, now), look, true)],
  [
    'endpoints',
    'ENDPOINTS',
    (dump, { address, port, look }) =>
      endpointTable(eachAssignment(dump, { ...anyEndpoint, address, port }, endpointRows).flat(), look, true),
  ],
];

/**
 * A table for each section that the dump holds, and the names of those that it lacks, or that are empty.
 *
 * @throws MeshwrightError where there is none at all
 */
export function proxyOverview(dump: ConfigDump, options: OverviewOptions): { text: string; missing: string[] } {
  const parts: string[] = [];
  const missing: string[] = [];
  for (const [section, heading, table] of tables) {
    // Envoy tells of endpoints only where it is asked for them: without, their table is empty, as istioctl has it.
    const isThere = dump.has(section);
    const text = isThere || section === 'endpoints' ? tableOrNothing(() => table(dump, options)) : undefined;
    if (!isThere || text === undefined) missing.push(section);
    if (text !== undefined) parts.push(options.withHeaders ? `${headLine(heading, options.look)}\n\n${text}` : text);
  }
  if (missing.length === tables.length)
    throw new MeshwrightError(`${dump.name} holds none of ${listNames(missing, missing.length)}`);
  return { text: parts.join('\n'), missing };
}

const headLine = (heading: string, look?: Look): string =>
  look?.plain ? `${heading} INFO` : `------ ${heading} INFO ------`;

/** A section may be there and empty. */
function tableOrNothing(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof MeshwrightError && error.constructor === MeshwrightError) return undefined;
    throw error;
  }
}
