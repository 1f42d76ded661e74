import type { CertificateRow } from '../../proxy/ztunnel/certificate.ts';
import type { ConnectionRow } from '../../proxy/ztunnel/connection.ts';
import type { PolicyRow } from '../../proxy/ztunnel/policy.ts';
import type { ServiceRow } from '../../proxy/ztunnel/service.ts';
import type { WorkloadRow } from '../../proxy/ztunnel/workload.ts';
import type { Look } from '../text/look.ts';
import { formatTable } from '../text/table.ts';

/** Tables of what a ztunnel is set to, with istioctl's columns and blanks between them. */
const narrow = { gap: 1 };

export const workloadTable = (rows: readonly WorkloadRow[], look?: Look): string =>
  formatTable(
    ['NAMESPACE', 'POD NAME', 'ADDRESS', 'NODE', 'WAYPOINT', 'PROTOCOL'],
    rows.map((row) => [row.namespace, row.name, row.address, row.node, row.waypoint, row.protocol]),
    look,
    narrow,
  );

export const serviceTable = (rows: readonly ServiceRow[], look?: Look): string =>
  formatTable(
    ['NAMESPACE', 'SERVICE NAME', 'SERVICE VIP', 'WAYPOINT', 'ENDPOINTS'],
    rows.map((row) => [row.namespace, row.name, row.addresses, row.waypoint, row.endpoints]),
    look,
    narrow,
  );

export const policyTable = (rows: readonly PolicyRow[], look?: Look): string =>
  formatTable(
    ['NAMESPACE', 'POLICY NAME', 'ACTION', 'SCOPE'],
    rows.map((row) => [row.namespace, row.name, row.action, row.scope]),
    look,
    narrow,
  );

export const certificateTable = (rows: readonly CertificateRow[], look?: Look): string =>
  formatTable(
    ['CERTIFICATE NAME', 'TYPE', 'STATUS', 'VALID CERT', 'SERIAL NUMBER', 'NOT AFTER', 'NOT BEFORE'],
    rows.map((row) => [
      row.identity,
      row.type,
      row.status,
      String(row.isValid),
      row.serialNumber,
      row.notAfter,
      row.notBefore,
    ]),
    look,
    { gap: 5 },
  );

export const connectionTable = (rows: readonly ConnectionRow[], look?: Look): string =>
  formatTable(
    ['WORKLOAD', 'DIRECTION', 'LOCAL', 'REMOTE', 'REMOTE TARGET', 'PROTOCOL'],
    rows.map((row) => [row.workload, row.direction, row.local, row.remote, row.target, row.protocol]),
    look,
    narrow,
  );
