import { certificateRows } from '../../proxy/ztunnel/certificate.ts';
import { anyConnection, connectionRows } from '../../proxy/ztunnel/connection.ts';
import type { ZtunnelDump } from '../../proxy/ztunnel/dump.ts';
import { policies, policyRow } from '../../proxy/ztunnel/policy.ts';
import { serviceRows } from '../../proxy/ztunnel/service.ts';
import { anyWorkload, workloadRows } from '../../proxy/ztunnel/workload.ts';
import type { Look } from '../text/look.ts';
import { certificateTable, connectionTable, policyTable, serviceTable, workloadTable } from './ztunnel-tables.ts';

/** @param now milliseconds since 1970 */
export function ztunnelOverview(dump: ZtunnelDump, now: number, withHeaders: boolean, look?: Look): string {
  const tables = [
    ['WORKLOAD', workloadTable(workloadRows(dump, anyWorkload), look)],
    ['SERVICE', serviceTable(serviceRows(dump, ''), look)],
    ['POLICY', policyTable(policies(dump, '').map(policyRow), look)],
    ['SECRET', certificateTable(certificateRows(dump, now), look)],
    ['CONNECTIONS', connectionTable(connectionRows(dump, anyConnection, 'addresses'), look)],
  ];
  return tables
    .map(([heading, table]) => (withHeaders ? `------ ${heading} INFO ------\n\n${table}` : table))
    .join('\n');
}
