import { entry } from '../../base/map-entry.ts';
import type { Connection } from '../../proxy/mtls/connection.ts';
import type { MtlsReport, ServerPort } from '../../proxy/mtls/report.ts';
import type { StrictAssertion } from '../../proxy/mtls/strict-assertion.ts';
import type { Verification } from '../../proxy/mtls/verify/verify-proxy.ts';
import { formatPath } from '../../resources/json.ts';
import type { Field } from '../../resources/resource.ts';

/** What `mtls` writes, whatever the format. */
export interface MtlsResult extends MtlsReport {
  /** Where it was asked for. */
  readonly assertion?: StrictAssertion | undefined;
  /** Where proxies were looked into. */
  readonly verification?: Verification | undefined;
}

/** A field that decides, as `-o json` shows it. Lines and columns count from 1. */
export interface DecisionRecord {
  /** `Kind namespace/name`. */
  readonly origin: string;
  /** `file:line`; empty for a resource of a cluster. */
  readonly reference: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
}

/** Where decisions stand; each field is looked for once, however many connections it decides. */
export class Decisions {
  readonly #known = new Map<Field['resource'], Map<string, DecisionRecord>>();

  record({ resource, path }: Field): DecisionRecord {
    const known = entry(this.#known, resource, () => new Map<string, DecisionRecord>());
    return entry(known, formatPath(path), () => {
      const { line, column } = resource.position(path);
      const file = resource.document.file.name;
      return {
        origin: resource.origin,
        reference: file === '' ? '' : `${file}:${line}`,
        file,
        line,
        column,
        path: formatPath(path),
      };
    });
  }
}

/** The result as plain data. */
export function mtlsRecord({ ports, connections, assertion, verification }: MtlsResult) {
  const decisions = new Decisions();
  const portOf = (port: ServerPort) => portRecord(port, decisions);
  return {
    ports: ports.map(portOf),
    connections: connections.map((one) => connectionRecord(one, decisions)),
    ...(assertion && {
      assertion: {
        mode: 'STRICT',
        failing: assertion.failing.map(portOf),
        excepted: assertion.excepted.map(portOf),
      },
    }),
    ...(verification && { verification }),
  };
}

function portRecord({ workload, port, mode, decidedBy, note }: ServerPort, decisions: Decisions) {
  return {
    workload: workload.fullName,
    port: port ?? null,
    mode,
    level: decidedBy?.level ?? null,
    // Copies: YAML would write what is the same object as an anchor.
    decidedBy: decidedBy === undefined ? null : { ...decisions.record(decidedBy) },
    ...(note !== undefined && { note }),
    dataPlane: workload.membership.dataPlane,
    dataPlaneBecause: workload.membership.because,
  };
}

function connectionRecord(connection: Connection, decisions: Decisions) {
  const { client, host, port, target, server, way, transport, outcome, reason, decidedBy } = connection;
  return {
    client: client.fullName,
    host: host?.name ?? null,
    port,
    ...(target && {
      sentTo: { host: target.host, port: target.port, ...(target.subset !== undefined && { subset: target.subset }) },
    }),
    server: server?.workload.fullName ?? null,
    serverPort: server?.port ?? null,
    way,
    transport,
    outcome,
    reason,
    decidedBy: decidedBy.map((field) => ({ ...decisions.record(field) })),
  };
}
