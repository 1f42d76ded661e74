import { takesInbound } from '../mtls/capture.ts';
import type { DecidedMode } from '../mtls/peer-authentication.ts';
import { type Opening, type PortProtocol, receive } from '../mtls/reception.ts';
import type { Workload } from '../mtls/workloads.ts';
import type { AccessRequest } from './access-request.ts';
import type { AccessResult } from './access-result.ts';
import type { Layer } from './facts.ts';

/** What comes of a connection: what policies will know of it, or how it ends before any. */
export type Admission = { readonly layer: Layer } | Pick<AccessResult, 'verdict' | 'reason' | 'decidingField'>;

const openings: Readonly<Record<Opening, string>> = {
  plaintext: 'plaintext',
  mtls: 'mutual TLS',
  'mtls-without-alpn': 'mutual TLS without the mesh’s ALPN',
  'tls-as-mesh': 'TLS with a certificate that is not of the mesh, or with none',
  tls: 'TLS of its own',
};

/** What sidecars offer for HTTP. */
const ofHttp: readonly string[] = ['istio-http/1.0', 'istio-http/1.1', 'istio-h2'];

/** What a workload's data plane does with a connection before it looks at policies. */
export function admit(
  { membership: { dataPlane, because }, annotations }: Workload,
  { port, opening, alpn = ofHttp }: AccessRequest,
  { mode, decidedBy }: DecidedMode,
  protocol: PortProtocol,
): Admission {
  const ends = (
    verdict: AccessResult['verdict'],
    reason: string,
    decidingField?: AccessResult['decidingField'],
  ): Admission => ({
    verdict,
    reason,
    decidingField,
  });
  const unproxied = (what: string) =>
    opening === 'plaintext'
      ? ends('allow', `no policy holds there: ${what}`)
      : ends('forwarded', `no proxy opens TLS there: ${what}`);
  if (dataPlane === 'none') return unproxied(because);
  if (dataPlane === 'sidecar' && !takesInbound(annotations, port)) {
    return unproxied(`annotations keep port ${port} from the sidecar`);
  }
  // A gateway's servers say what it takes.
  if (dataPlane === 'gateway') return { layer: 'http' };
  const says = `the mode of port ${port} is ${mode}`;
  if (dataPlane === 'ambient') {
    const isClosed = mode === 'STRICT' && opening !== 'mtls';
    return isClosed ? ends('closed', `${says}: ${openings[opening]} is closed`, decidedBy) : { layer: 'ztunnel' };
  }
  const reception = receive(mode, protocol, opening);
  if (reception === 'closed') return ends('closed', `${says}: ${openings[opening]} is closed`, decidedBy);
  if (reception === 'forwarded') {
    return ends('forwarded', `${says}: ${openings[opening]} goes to the application as it is`, decidedBy);
  }
  // Where the protocol is found out, it is by the first bytes; of mutual TLS, by the ALPN.
  const isHttp = opening === 'plaintext' || (opening === 'mtls' && alpn.some((one) => ofHttp.includes(one)));
  return { layer: protocol === 'http' || (protocol === 'auto' && isHttp) ? 'http' : 'tcp' };
}
