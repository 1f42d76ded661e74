import { numberAt, objectAt, textAt } from '../../../resources/fields.ts';
import type { JsonObject } from '../../../resources/json.ts';
import type { ConfigDump } from '../../envoy/config-dump.ts';
import { chainsOf } from '../../envoy/listener.ts';
import type { Mode } from '../peer-authentication.ts';

/** What an inbound port takes by its filter chains; TLS is one that asks clients for no certificate. */
export type TakenMode = Mode | 'TLS' | 'nothing';

/** How Istio names the listener that all of a sidecar's inbound traffic comes to. */
const inboundListener = 'virtualInbound';

/** A filter chain, as far as it says what may come in. */
interface Chain {
  /** Undefined for every port that has no chain of its own. */
  readonly port: number | undefined;
  /** `tls`, `raw_buffer`, or '' for both. */
  readonly transport: string;
  readonly security: 'mtls' | 'tls' | 'none';
}

/** What each port of a sidecar takes; undefined where the dump has no inbound listener. */
export function inboundPorts(dump: ConfigDump): ((port: number | undefined) => TakenMode) | undefined {
  for (const item of dump.each('listeners', 'dynamicListeners')) {
    const listener = objectAt(item, 'activeState', 'listener');
    if (listener === undefined || textAt(listener, 'name') !== inboundListener) continue;
    const chains = chainsOf(listener).map(chainOf);
    return (port) => {
      const own = chains.filter((chain) => chain.port === port);
      // Envoy looks for the port first, and does not go back to chains of all ports.
      return modeOf(own.length > 0 ? own : chains.filter((chain) => chain.port === undefined));
    };
  }
  return undefined;
}

function chainOf(chain: JsonObject): Chain {
  const match = objectAt(chain, 'filterChainMatch');
  const tls = objectAt(chain, 'transportSocket', 'typedConfig');
  const isTls = textAt(tls, '@type').endsWith('DownstreamTlsContext');
  return {
    port: match?.destinationPort === undefined ? undefined : numberAt(match, 'destinationPort'),
    transport: textAt(match, 'transportProtocol'),
    security: !isTls ? 'none' : tls?.requireClientCertificate === true ? 'mtls' : 'tls',
  };
}

/** Chains for TLS that the proxy does not end hand it on to the application: they say nothing of the mesh's TLS. */
function modeOf(chains: readonly Chain[]): TakenMode {
  const takesMtls = chains.some(({ security }) => security === 'mtls');
  const takesTls = chains.some(({ security }) => security === 'tls');
  const takesPlaintext = chains.some(({ security, transport }) => security === 'none' && transport !== 'tls');
  if (takesTls && !takesMtls) return 'TLS';
  if (takesMtls) return takesPlaintext ? 'PERMISSIVE' : 'STRICT';
  return takesPlaintext ? 'DISABLE' : 'nothing';
}
