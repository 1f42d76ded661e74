import { didYouMean } from '../../base/nearest.ts';
import { isKnownProtocol, protocols } from '../../resources/protocols.ts';
import { type Problem, quote } from './value.ts';

export { isKnownProtocol, protocols } from '../../resources/protocols.ts';

const families = {
  http: new Set(['http', 'http2', 'http_proxy', 'grpc', 'grpc-web']),
  tls: new Set(['https', 'tls']),
};

/** True for HTTP in any version that a proxy reads in the clear. */
export const isHttp = (protocol: string): boolean => families.http.has(protocol.toLowerCase());
/** True for what starts with a TLS handshake. */
export const isTls = (protocol: string): boolean => families.tls.has(protocol.toLowerCase());

/** What is wrong with a port's protocol. */
export function protocolProblem(text: string): Problem {
  if (isKnownProtocol(text)) return undefined;
  const guess = didYouMean(text, protocols);
  return `${quote(text)} is no protocol that Istio knows: ${protocols.join(', ')}${guess && `.${guess}`}`;
}
