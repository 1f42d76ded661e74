import { certificateRows } from '../proxy/ztunnel/certificate.ts';
import { connectionRows } from '../proxy/ztunnel/connection.ts';
import type { ZtunnelDump } from '../proxy/ztunnel/dump.ts';
import { policies, policyRow } from '../proxy/ztunnel/policy.ts';
import { serviceRows } from '../proxy/ztunnel/service.ts';
import { anyWorkload, workloadRows } from '../proxy/ztunnel/workload.ts';
import { certificateTable, connectionTable, policyTable, serviceTable, workloadTable } from './ztunnel-tables.ts';

/** @param now milliseconds since 1970 */
export function ztunnelOverview(dump: ZtunnelDump, now: number, withHeaders: boolean): string {
  const tables = [
    ['WORKLOAD', workloadTable(workloadRows(dump, anyWorkload))],
    ['SERVICE', serviceTable(serviceRows(dump, ''))],
    ['POLICY', policyTable(policies(dump, '').map(policyRow))],
    ['SECRET', certificateTable(certificateRows(dump, now))],
    ['CONNECTIONS', connectionTable(connectionRows(dump, { namespace: '', direction: 'both' }, 'addresses'))],
  ];
  return tables
    .map(([heading, table]) => (withHeaders ? `------ ${heading} INFO ------\n\n${table}` : table))
    .join('\n');
}
