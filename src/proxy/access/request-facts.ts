import type { Json, JsonObject } from '../../resources/json.ts';
import type { MeshConfig } from '../../resources/mesh-config.ts';
import type { Workload } from '../mtls/workloads.ts';
import { normalizedPath, pathNormalizationOf, pathOf } from '../routing/request-path.ts';
import type { AccessRequest } from './access-request.ts';
import { clientAddress } from './client-address.ts';
import type { Facts, Layer } from './facts.ts';
import { trustedProxiesOf } from './proxy-settings.ts';
import type { ReadTokens } from './tokens/request-tokens.ts';

/** What policies get to see of a request whose tokens were read. */
export function factsOf(
  server: Workload,
  { http, port, opening, sourceIp, ...request }: AccessRequest,
  layer: Layer,
  { headers, claims }: ReadTokens,
  config: MeshConfig,
): Facts {
  const isGateway = server.membership.dataPlane === 'gateway';
  const isTls = opening !== 'plaintext';
  const path = normalizedPath(http.sentPath ?? http.path, pathNormalizationOf(config));
  const forwardedFor = headers.get('x-forwarded-for') ?? [];
  const trustedProxies = trustedProxiesOf(server, config);
  const all = new Map<string, readonly string[]>([
    ...headers,
    // A gateway adds whom it got the request from.
    ...(isGateway && sourceIp !== undefined ? [added('x-forwarded-for', forwardedFor, sourceIp)] : []),
    [':method', [http.method]],
    [':scheme', [http.scheme]],
    [':authority', [http.authority]],
    ['host', [http.authority]],
    [':path', [path]],
  ]);
  return {
    layer,
    principal: isTls ? request.principal : undefined,
    sourceIp,
    remoteIp: layer === 'http' ? clientAddress(forwardedFor, sourceIp, { isGateway, trustedProxies }) : sourceIp,
    destinationIp: addressOf(server),
    port,
    sni: (isTls && request.sni) || '',
    method: http.method,
    authority: http.authority,
    path: pathOf(path),
    headers: all,
    claims,
  };
}

const added = (name: string, values: readonly string[], value: string): [string, string[]] => [
  name,
  [[...values, value].join(',')],
];

/** The address of a workload with one Pod, where the input says it. */
function addressOf({ resource, pods }: Workload): string | undefined {
  const { spec, status } = resource.body as { readonly spec?: JsonObject; readonly status?: JsonObject };
  const address: Json | undefined = pods.length === 1 ? status?.podIP : pods.length === 0 ? spec?.address : undefined;
  return typeof address === 'string' ? address : undefined;
}
