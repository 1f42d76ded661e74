import { InputError } from '../../base/errors.ts';
import { shownFile } from '../../base/shown-file.ts';
import type { SourceFile } from '../../resources/document.ts';
import type { Json } from '../../resources/json.ts';

/** What stands before the health of a host: `name::10.0.0.1:80::health_flags::healthy`. */
const healthMark = '::health_flags::';

/** What the flags mean, and the field of the JSON that says so (Envoy, GET /clusters). */
const flags: Readonly<Record<string, Json>> = {
  '/failed_active_hc': { failed_active_health_check: true },
  '/failed_outlier_check': { failed_outlier_check: true },
  '/failed_active_degraded_hc': { failed_active_degraded_check: true },
  '/pending_dynamic_removal': { pending_dynamic_removal: true },
  '/pending_active_hc': { pending_active_hc: true },
  '/excluded_via_immediate_hc_fail': { excluded_via_immediate_hc_fail: true },
  '/active_hc_timeout': { active_hc_timeout: true },
  '/eds_status_draining': { eds_health_status: 'DRAINING' },
  '/degraded_eds_health': { eds_health_status: 'DEGRADED' },
  '/failed_eds_health': { eds_health_status: 'UNHEALTHY' },
};

/**
 * The answer of Envoy's `/clusters` as `/clusters?format=json` would have it, as far as hosts and their health go. The text
 * does not tell a host that EDS calls healthy from one of which it says nothing: both are HEALTHY.
 *
 * @throws InputError where the text is no such answer
 */
export function clustersFromText({ name, text }: SourceFile): SourceFile {
  if (text.trimStart().startsWith('{')) return { name, text };
  const clusters = new Map<string, Json[]>();
  let isAnswer = false;
  for (const line of text.split('\n')) {
    isAnswer ||= line.includes('::');
    const said = healthIn(line);
    if (said === undefined) continue;
    const hosts = clusters.get(said.cluster) ?? [];
    hosts.push({ address: addressOf(said.host), health_status: healthOf(said.health) });
    clusters.set(said.cluster, hosts);
  }
  if (!isAnswer) throw new InputError(`${shownFile(name)} is not the answer of /clusters`);
  const statuses = Array.from(clusters, ([cluster, hosts]) => ({ name: cluster, host_statuses: hosts }));
  return { name, text: JSON.stringify({ cluster_statuses: statuses }) };
}

/** Undefined for a line that does not say how a host is. */
function healthIn(
  line: string,
): { readonly cluster: string; readonly host: string; readonly health: string } | undefined {
  const at = line.indexOf(healthMark);
  if (at < 0) return undefined;
  const named = line.slice(0, at);
  // Colons within brackets are of an IPv6 address.
  const bracket = named.lastIndexOf('[');
  const end = named.lastIndexOf('::', bracket < 0 ? named.length : bracket);
  if (end < 0) return undefined;
  return { cluster: named.slice(0, end), host: named.slice(end + 2), health: line.slice(at + healthMark.length) };
}

function addressOf(text: string): Json {
  const [, v6, v4, port] = /^(?:\[(.*)\]|([^:]*)):(\d+)$/.exec(text) ?? [];
  const address = v6 ?? v4;
  if (address !== undefined) return { socket_address: { address, port_value: Number(port) } };
  const [, server_listener_name, endpoint_id] = /^envoy:\/\/([^/]*)(?:\/(.*))?$/.exec(text) ?? [];
  if (server_listener_name !== undefined) {
    return { envoy_internal_address: { server_listener_name, ...(endpoint_id && { endpoint_id }) } };
  }
  return { pipe: { path: text } };
}

const healthOf = (text: string): Json =>
  Object.assign(
    { eds_health_status: 'HEALTHY' },
    ...Object.entries(flags).map(([flag, fields]) => (text.split(/(?=\/)/).includes(flag) ? fields : {})),
  );
